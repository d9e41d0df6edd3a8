"""Other offices' forms of the same trade, as they come: what there is a place for is placed, the rest is listed."""

from __future__ import annotations

from typing import Any

import pytest

from documents import lost, running, table
from forms import library
from forms.exchange import report_data
from forms.recognise import Recognised, recognise
from forms.source import Document, Grid

SCORED = """
项目支出绩效自评表 | < | < | < | < | < | < | < | <
（2023年度）       | < | < | < | < | < | < | < | <
项目名称           | < | 城市绿化养护 | < | < | < | < | < | <
主管部门及代码     | < | 市园林局 301 | < | < | 实施单位 | < | 园林所 | <
项目资金/（万元）  | < |              | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分
 | | 年度资金总额         | 120.00 | 118.50 | 110.00 | 10 | 92.83% | 9.28
 | | 其中：当年财政拨款   | 120.00 | 118.50 | 110.00 | —  | 92.83% | —
 | | 其他资金             |        | —      |        | —  |        | —
年度总体目标 | 预期目标           | < | < | < | 实际完成情况       | < | < | <
             | 养护绿地20万平方米 | < | < | < | 养护绿地21万平方米 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
 | 产出指标   | 数量指标     | 养护绿地面积 | ≥20万平方米 | 21万平方米 | 20 | 20  |
 |            | 质量指标     | 苗木成活率   | ≥95%        | 90%        | 20 | 18  | 夏季高温，已补种
 |            | 时效指标     | 养护及时率   | 100%        | 100%       | 10 | 10  |
 | 成本指标   | 经济成本指标 | 每平方米成本 | ≤6元        | 5.8元      | 20 | 20  |
 | 效益指标   | 社会效益指标 | 改善环境     | 有效改善    | 有效改善   | 20 | 20  |
 | 满意度指标 | 满意度指标   | 市民满意度   | ≥90%        | 93%        | 10 | 9.5 |
总分 | < | < | < | < | < | 100 | 97.28 |
"""
HEAD = """
项目名称       | 宣传               | 项目起止时间 | 2023年
主管部门       | 某局               | 实施单位     | 某中心
项目资金（元） |                    | 全年预算数   | 全年执行数 | 执行率
               | 年度资金总额       | 1000000      | 950000     | 95%
               | 其中：区级财政资金 | 1000000      | 950000     | 95%
"""
IN_THREE = """
一级指标   | 二级指标           | 三级指标 | 指标符号 | 年度指标值 | 度量单位 | 全年完成值 | 未完成原因和改进措施
产出指标   | 数量指标           | 印发材料 | ≥        | 500        | 份       | 520        |
           | 质量指标           | 合格率   | ≥        | 95         | %        | 96         |
           | 时效指标           | 完成时间 | 定性     | 12月底前   |          | 12月底前   |
满意度指标 | 服务对象满意度指标 | 满意度   | ≥        | 90         | %        | 92         |
"""
PLAN = """
项目支出绩效目标申报表 | < | < | <
项目名称     | 宣传         | 主管部门 | 某局
实施单位     | 某中心       | 项目属性 | 新增
年度资金总额 | 100          |          |
一级指标     | 二级指标     | 三级指标 | 指标值
产出指标     | 数量指标     | 印发     | 500份
             | 质量指标     | 合格率   | 95%
效益指标     | 社会效益指标 | 知晓     | 提升
满意度指标   | 服务对象满意度指标 | 满意度 | ≥90%
"""
A_CELL_A_LINE = """
附件3
项目支出绩效自评表
（2021年度）
项目主管部门（公章）：某某局
项目名称
档案数字化
项目起止时间
2021年1月-12月
主管部门
某某局
实施单位
档案馆
项目资金（万元）
全年预算数（A）
全年执行数（B）
执行率（B/A）
年度资金总额
50.00
48.00
96.00%
其中：上级转移支付资金
区级财政资金
50.00
48.00
96.00%
年度总体目标
年初设定目标
全年实际完成情况
完成10万页
完成9万页
绩效指标
一级指标
二级指标
三级指标
年度指标值
全年完成值
未完成原因和改进措施
产出指标
数量指标
扫描页数
10 万页
9 万页
质量指标
合格率
≥95%
98%
差错率
≤1%
0.5%
满意度指标
服务对象满意度指标
满意度
≥90%
95%
说明
无
"""
RUN_TOGETHER = """
附件 1 项目支出绩效自评表
2021年度
项目名称：档案数字化 项目起止时间：2021年1月1日-2021年12月31日
主管部门 某某局 实施单位 档案馆
项目资金（万兀） 全年预算数（A） 全年执行数（B） 执行率（B/A）
年度资金总额 50.00 48.00 96.00%
区级财政资金 50.00 48.00 96.00%
年初设定目标 全年实际完成情况
完成10万页  完成9万页
一级指标 二级指标 三级指标 年度指标值 全年完成值 未完成原因和改进措施
产出指标 数量指标 扫描页数 10 万页 9 万页
质量指标 扫描合格率 》95% 98%
时效指标 完成及时率 295% 100%
满意度指标 服务对象满意度指标 群众满意度 ≥90% 95%
说明 无
"""
FOREIGN = {
    "with scores": (table(SCORED),),
    "sign and unit in columns": (table(HEAD), table(IN_THREE)),
    "a cell a line": (running(A_CELL_A_LINE),),
    "run together": (running(RUN_TOGETHER),),
}


def only(*grids: Grid, **options: Any) -> Recognised:
    """The one report in a document."""
    recognition = recognise(library.forms(), Document(grids), 2024, **options)
    assert not recognition.refused and len(recognition.reports) == 1
    return recognition.reports[0]


def data(*grids: Grid, **options: Any) -> Any:
    found = only(*grids, **options)
    return report_data(found.form, found.answers)["answers"]


def rows(*grids: Grid) -> list[list[str]]:
    return [list(row.values())[1:] for row in data(*grids)["indicators"]]


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_of_another_offices_form_gets_lost(name: str) -> None:
    document = Document(FOREIGN[name])
    assert lost(document, recognise(library.forms(), document, 2024)) == []


def test_of_a_form_with_scores_what_there_is_a_place_for_is_placed() -> None:
    grid = table(SCORED)
    assert rows(grid) == [
        ["数量指标", "养护绿地面积", "≥20万平方米", "21万平方米"],
        ["质量指标", "苗木成活率", "≥95%", "90%", "夏季高温，已补种"],
        ["时效指标", "养护及时率", "100%", "100%"],
        ["成本指标", "每平方米成本", "≤6元", "5.8元"],
        ["社会效益指标", "改善环境", "有效改善", "有效改善"],
        ["服务对象满意度指标", "市民满意度", "≥90%", "93%"],
    ]
    assert data(grid)["funds"][0] == {
        "name": "年度资金总额", "annual_budget": "118.50", "executed": "110.00", "execution_rate": "92.83%"
    }  # fmt: skip
    left = {(each.place, each.text) for each in only(grid).unplaced}
    assert {("表 1 第 6 行第 4 格", "120.00"), ("表 1 第 18 行第 8 格", "97.28")} <= left


def test_sign_figure_and_unit_in_columns_of_their_own_are_one_target() -> None:
    assert rows(table(HEAD), table(IN_THREE)) == [
        ["数量指标", "印发材料", "≥500份", "520份"],
        ["质量指标", "合格率", "≥95%", "96%"],
        ["时效指标", "完成时间", "12月底前", "12月底前"],
        ["服务对象满意度指标", "满意度", "≥90%", "92%"],
    ]


def test_an_amount_under_a_heading_of_yuan_says_so_and_is_asked_about() -> None:
    found = only(table(HEAD), table(IN_THREE))
    assert found.answers.get("funds#total.annual_budget") == "1000000 元"
    assert any(each.path == "funds.1.annual_budget" and "以元为单位" in each.why for each in found.doubts)
    plain = only(table(HEAD), table(IN_THREE), plain_units=True)
    assert plain.answers.get("funds#total.annual_budget") == "1000000"


@pytest.mark.parametrize("text", [A_CELL_A_LINE, RUN_TOGETHER])
def test_cells_under_one_another_or_run_together_are_told_apart(text: str) -> None:
    found = data(running(text))
    assert found["facts"]["project_name"] == "档案数字化"
    assert found["goals"] == {"initial_goal": "完成10万页", "actual_outcome": "完成9万页"}
    assert [row["executed"] for row in found["funds"] if "executed" in row] == ["48.00", "48.00"]
    assert rows(running(text))[0] == ["数量指标", "扫描页数", "10 万页", "9 万页"]
    assert rows(running(text))[-1][1:] == [rows(running(text))[-1][1], "≥90%", "95%"]


def test_signs_that_a_scanner_misread_are_mended_and_listed() -> None:
    found = only(running(RUN_TOGETHER))
    assert {(each.before, each.after) for each in found.repairs} >= {("》95%", "≥95%"), ("295%", "≥95%")}


def test_a_form_that_is_not_one_of_ours_is_named() -> None:
    recognition = recognise(library.forms(), Document((table(PLAN),)), 2024)
    assert recognition.reports == ()
    assert "「项目支出绩效目标申报表」" in recognition.refused[0]


def test_a_letter_holds_no_form() -> None:
    recognition = recognise(library.forms(), Document((running("关于报送材料的通知\n各单位：\n请按时报送。"),)), 2024)
    assert recognition.reports == () and "没有找到可以识别的表" in recognition.refused[0]


def test_a_form_that_is_cut_off_is_said_to_be() -> None:
    found = only(running(A_CELL_A_LINE.partition("质量指标")[0]))
    assert any("可能不完整" in each.why for each in found.doubts)


def test_a_text_before_and_behind_a_form_is_listed() -> None:
    found = only(running("关于报送自评材料的通知"), table(SCORED), running("请于五日内反馈。"))
    assert {"关于报送自评材料的通知", "请于五日内反馈。"} <= {each.text for each in found.unplaced}


def test_a_form_torn_into_two_tables_is_one() -> None:
    first, _, second = SCORED.partition(" |            | 时效指标")
    assert data(table(first), table(f" |            | 时效指标{second}")) == data(table(SCORED))


def test_two_forms_in_one_table_are_two() -> None:
    both = f"{SCORED.strip()}\n{SCORED.strip().replace('城市绿化养护', '道路清扫')}"
    recognition = recognise(library.forms(), Document((table(both),)), 2024)
    names = [each.answers.get("facts.project_name") for each in recognition.reports]
    assert names == ["城市绿化养护", "道路清扫"]
