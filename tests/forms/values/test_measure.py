"""The values of indicators: every one that was published, and the ways people write others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from forms.values import KINDS, Comparator, Context, Measure, Shape, find_quantities, read_measure
from forms.values.measure import as_day
from seeds import NAMES, seed

CONTEXT = Context(2020)

PUBLISHED = """
77 人次              | 数量 | 77 人次
6 个                 | 数量 | 6 个
7 个                 | 数量 | 7 个
35000 份             | 数量 | 35000 份
15000 份             | 数量 | 15000 份
8000 份              | 数量 | 8000 份
1000 条              | 数量 | 1000 条
200 条               | 数量 | 200 条
40 条                | 数量 | 40 条
50 刊                | 数量 | 50 刊
12 刊                | 数量 | 12 刊
约 10 次             | 数量 | 约 10 次
4 次                 | 数量 | 4 次
6 期                 | 数量 | 6 期
6 场                 | 数量 | 6 场
100%                 | 比率 | 100%
≥95%                 | 比率 | ≥95%
≥90%                 | 比率 | ≥90%
≥85%                 | 比率 | ≥85%
2020 年 12 月 18 日前 | 时间 | 理解为 2020年12月18日以前
12 月底              | 时间 | 理解为 2020年12月31日
每月 25-27 日        | 定期 |
每月 27 日前         | 定期 |
无                   | 无   |
有效                 | 程度 |
有效性               | 程度 |
有效保障             | 程度 |
有效发挥             | 程度 |
持续平稳             | 程度 |
持续壮大             | 程度 |
持续运作             | 程度 |
持续加强             | 程度 |
显著提升             | 程度 |
满意                 | 程度 |
完成                 | 程度 |
达到既定效果         | 程度 |
提供有力信息支撑     | 程度 |
不超支               | 程度 |
不超标准、不超预算   | 程度 |
不发生失泄密         | 程度 |
各类办公用品         | 文字 |
培训费用按标准列支,合理合规 | 文字 |
推动学习贯彻总体国家安全观，增强我区干部职工、社区群众国家安全观念和国家安全常识，筑牢国家安全防线。 | 文字 |
完整准确记录 坪山发展历 程，为政府中 中心工作提供智 慧支撑 | 文字 |
开展“4·15 国家安全教育日”系列宣传活动（定制国安宣传手册 6000 本、宣传折页 6000 份、宣传挂图约 700 张、宣传展板约 70 块等） | 文字 | 其中的数量：6000 本、6000 份、约 700 张、约 70 块
"""  # noqa: E501 - as published

FIGURES = """
１２ 次                 | 数量 | 12 次
十二次                  | 数量 | 12 次
一百二十份              | 数量 | 120 份
两场                    | 数量 | 2 场
共十二次                | 数量 | 12 次
约十次                  | 数量 | 约 10 次
不少于两场              | 数量 | ≥2 场
15,000份                | 数量 | 15000 份
15 000 份               | 数量 | 15000 份
3 万份                  | 数量 | 30000 份
1.5万人次               | 数量 | 15000 人次
5万                     | 数量 | 5 万
6                       | 数量 | 6
0                       | 数量 | 0
0 起                    | 数量 | 0 起
6 个课题                | 数量 | 6 个
12 级                   | 数量 | 12 级
3 个月                  | 数量 | 3 个月
1年                     | 数量 | 1 年
完成 6 场               | 数量 | 6 场
全年完成 6 场           | 数量 | 6 场
2020年完成 6 场         | 数量 | 6 场
已完成 6 场培训，参训人员反映良好。 | 数量 | 6 场
完成整改 12 项。        | 数量 | 12 项
8-10 次                 | 数量 | 8-10 次
8 次至 10 次            | 数量 | 8-10 次
8～10次                 | 数量 | 8-10 次
约10次左右              | 数量 | 约 10 次
近 1000 条              | 数量 | 约 1000 条
10次左右                | 数量 | 约 10 次
≥ 约 10 次              | 数量 | ≥约 10 次
不少于6场               | 数量 | ≥6 场
至少6场                 | 数量 | ≥6 场
90分以上                | 数量 | ≥90 分
10人以上（含）          | 数量 | ≥10 人
不超过5次               | 数量 | ≤5 次
5 次以内                | 数量 | ≤5 次
30 天以内               | 数量 | ≤30 天
7个工作日内             | 数量 | ≤7 个工作日
超过 100 人             | 数量 | >100 人
＝5 次                  | 数量 | =5 次
2020                    | 数量 | 2020
9８％                   | 比率 | 98%
98%以上                 | 比率 | ≥98%
》95%                   | 比率 | ≥95%
>=95%                   | 比率 | ≥95%
不低于 95%              | 比率 | ≥95%
小于5%                  | 比率 | <5%
≤5%                     | 比率 | ≤5%
±10%                    | 比率 | ±10%
提高1%                  | 比率 | 提高1%
提升了1%                | 比率 | 提高1%
下降 3 个百分点         | 比率 | 降低3 个百分点
降低到5%                | 比率 | ≤5%
提高到95%               | 比率 | ≥95%
100%覆盖                | 比率 | 100%
完成率100%              | 比率 | 100%
满意度达 98%            | 比率 | 98%
百分之九十以上          | 比率 | ≥90%
10%-15%                 | 比率 | 10-15%
5‰                      | 比率 | 5‰
-5%                     | 比率 | -5%
5 万元                  | 金额 | 5 万元
不超过 5 万元           | 金额 | ≤5 万元
五万元                  | 金额 | 5 万元
72890 元                | 金额 | 72890 元
316.75 万元 (其中: 财政拨款 316.75 万元; 其它资金 0 万元) | 金额 | 316.75 万元
"""

TIMES = """
12月18日                | 时间 | 理解为 2020年12月18日
2020-12-18              | 时间 | 理解为 2020年12月18日
2020.12.18前            | 时间 | 理解为 2020年12月18日以前
２０２０年１２月１８日前 | 时间 | 理解为 2020年12月18日以前
十二月底                | 时间 | 理解为 2020年12月31日
9月前                   | 时间 | 理解为 2020年9月以前
12月底之前              | 时间 | 理解为 2020年12月31日以前
不晚于12月18日          | 时间 | 理解为 2020年12月18日以前
6月1日以后              | 时间 | 理解为 2020年6月1日以后
2021年12月完成          | 时间 | 理解为 2021年12月1日至2021年12月31日
2020 年 12 月 18 日前完成所有项目 | 时间 | 理解为 2020年12月18日以前
是, 2018 年 12 月 28 日开工 | 时间 | 理解为 2018年12月28日
2020年底前              | 时间 | 理解为 2020年12月31日以前
年底                    | 时间 | 理解为 2020年12月31日
第四季度                | 时间 | 理解为 2020年10月1日至2020年12月31日
上半年                  | 时间 | 理解为 2020年1月1日至2020年6月30日
全年                    | 时间 | 理解为 2020年1月1日至2020年12月31日
2020年1-6月             | 时间 | 理解为 2020年1月1日至2020年6月30日
3月1日-6月30日          | 时间 | 理解为 2020年3月1日至2020年6月30日
2月30日前               | 时间 | 看不出是哪一天，请核对
每季度一刊              | 定期 |
每年 4 次               | 定期 |
每月25日前发放          | 定期 |
"""

WORDS = """
—                       | 无   |
／                      | 无   |
暂无                    | 无   |
十分满意                | 程度 |
全年安全运行            | 程度 |
2020年工作完成          | 程度 |
已完成                  | 程度 |
零投诉                  | 程度 |
一般                    | 文字 |
45.3Z                   | 文字 |
1e5                     | 文字 |
NaN                     | 文字 |
第 6 期                 | 文字 |
未完成 2 场             | 文字 |
预计 6 场               | 文字 |
较上年多 3 场           | 文字 |
每场 50 人，共 6 场     | 文字 | 其中的数量：50 人、6 场
截至12月完成100%        | 文字 |
12月前完成 6 场         | 文字 |
完成8000份整理。其余7000份明年完成。 | 文字 | 其中的数量：8000份、7000份
手册 6000 本，折页 8000 份 | 文字 | 其中的数量：6000 本、8000 份
"""


def cases(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("case", [*cases(PUBLISHED), *cases(FIGURES), *cases(TIMES), *cases(WORDS)])
def test_a_value_is_understood_as_far_as_its_words_go(case: str) -> None:
    text, shape, said = (each.strip() for each in case.split("|"))
    measure = read_measure(text, CONTEXT)
    assert measure.shape.value == shape
    assert KINDS["measure"].say(measure, text) == said
    assert KINDS["measure"].keep(text, measure) == measure.text == text


def test_every_published_value_is_among_the_cases() -> None:
    known = {case.split("|")[0].strip() for case in cases(PUBLISHED)}
    rows = [row for name in NAMES for row in seed(name)["answers"]["indicators"]]
    published = {row[field] for row in rows for field in ("target", "actual") if row.get(field)}
    assert published <= known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约 10 次", (Decimal(10), "次", None, Comparator.NONE, True)),
        ("≥95%", (Decimal(95), "%", None, Comparator.AT_LEAST, False)),
        ("不超过 8-10 万元", (Decimal(8), "万元", Decimal(10), Comparator.AT_MOST, False)),
        ("1.5 万人次以上", (Decimal(15000), "人次", None, Comparator.AT_LEAST, False)),
    ],
)
def test_a_figure_is_taken_apart(text: str, expected: tuple[Decimal, str, Decimal | None, Comparator, bool]) -> None:
    measure = read_measure(text, CONTEXT)
    assert (measure.value, measure.unit, measure.high, measure.comparator, measure.approx) == expected


def test_a_date_is_the_days_it_may_be() -> None:
    measure = read_measure("9月前", CONTEXT)
    assert measure.days == (date(2020, 9, 1), date(2020, 9, 30))
    assert measure.comparator is Comparator.BEFORE


def test_without_a_fiscal_year_a_date_has_no_days() -> None:
    assert read_measure("12 月底", Context(0)).days is None
    assert read_measure("2020年12月底", Context(0)).days == (date(2020, 12, 31), date(2020, 12, 31))


def test_something_recurring_has_its_turn_and_its_figure() -> None:
    measure = read_measure("每月 25-27 号", CONTEXT)
    assert (measure.every, measure.value, measure.high, measure.unit) == ("月", Decimal(25), Decimal(27), "日")
    assert [read_measure(text, CONTEXT).every for text in ("每季一刊", "每季度一刊", "每年度4次", "每天1次")] == [
        "季度",
        "季度",
        "年",
        "日",
    ]


@pytest.mark.parametrize(
    ("text", "signed"),
    [("约 10 次", True), ("≥95%", True), ("98%以上", True), ("12月18日前", True), ("4 次", False), ("有效", False)],
)
def test_a_sign_is_known(text: str, signed: bool) -> None:
    assert read_measure(text, CONTEXT).is_signed is signed


@pytest.mark.parametrize(
    ("text", "quantity", "level", "several"),
    [
        ("4 次", True, False, False),
        ("≥95%", True, False, False),
        ("已完成", False, True, False),
        ("各类办公用品", False, True, False),
        ("未完成 2 场", False, False, False),
        ("手册 6000 本、折页 6000 份", False, False, True),
        ("12 月底", False, False, False),
        ("无", False, False, False),
    ],
)
def test_checks_can_ask_what_it_is(text: str, quantity: bool, level: bool, several: bool) -> None:
    measure = read_measure(text, CONTEXT)
    assert (measure.is_quantity, measure.is_level, measure.is_several) == (quantity, level, several)


def test_figures_are_found_in_a_paragraph_and_dates_are_none() -> None:
    text = "2020 年 12 月 18 日前，累计上报信息近 1000 条；采稿系数达 3700 分；“4·15”活动 3 场；3.5 万元。"
    assert [each.text for each in find_quantities(text)] == ["近 1000 条", "3700 分", "3 场", "3.5 万元"]


def test_a_measure_made_by_hand_has_its_quantity() -> None:
    made = Measure("4 次", Shape.COUNT, Decimal(4), "次")
    assert made.quantity is not None
    assert (made.quantity.text, made.quantity.value) == ("4 次", Decimal(4))


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("12.31", "档案整理", date(2020, 12, 31)),
        ("12.5", "任务完成时间", date(2020, 12, 5)),
        ("12.5前", "付款", date(2020, 12, 5)),
        ("12.5", "平均用时", None),
        ("13.31", "任务完成时间", None),
        ("2.30", "任务完成时间", None),
        ("12.315", "任务完成时间", None),
        ("95", "任务完成时间", None),
    ],
)
def test_a_figure_under_timeliness_may_be_a_day(text: str, name: str, day: date | None) -> None:
    assert as_day(read_measure(text, CONTEXT), name, 2020).days == (day and (day, day))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1-12月", date(2020, 1, 1), date(2020, 12, 31)),
        ("3 月、6 月、9 月", date(2020, 3, 1), date(2020, 9, 30)),
        ("3月和6月", date(2020, 3, 1), date(2020, 6, 30)),
    ],
)
def test_months_may_be_a_stretch_or_a_list(text: str, first: date, last: date) -> None:
    measure = read_measure(text, CONTEXT)
    assert (measure.shape, measure.days) == (Shape.DATE, (first, last))


@pytest.mark.parametrize("text", ["9 月、6 月", "3 月、13 月", "6 场(取消 2 场)", "6 场(300 人次)", "6 场(含 8 场)"])
def test_what_is_no_list_or_no_part_is_not_read_as_one(text: str) -> None:
    measure = read_measure(text, CONTEXT)
    assert (measure.value, measure.days) == (None, None)
