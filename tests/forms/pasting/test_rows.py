"""Pasted tables of indicators: columns by their heads or contents, rows under their groups, nothing lost unsaid."""

from __future__ import annotations

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.paste import split_paste
from forms.positions import ordered_rows
from forms.wizard import Wizard

FORM = load("project-expenditure")
PAGE = FORM.page("indicators")
HEADS = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"


def pasted(text: str, form: str = FORM.code, at: str = "indicators#+quantity.indicator") -> tuple[Wizard, e.Event]:
    loaded = load(form)
    wizard = Wizard(loaded, new_answers(loaded, 2020))
    wizard.say(e.Goto(at))
    (told,) = wizard.say(e.Paste(split_paste(text)))
    return wizard, told


def taken(text: str) -> list[list[str]]:
    """Group and cells of each row that a paste makes."""
    wizard, told = pasted(text)
    assert isinstance(told, e.Proposed), told
    wizard.say(e.Answer("1"))
    texts = wizard.answers.texts
    return [
        [row.group, *(texts.get(f"indicators#{row.id}.{field.name}", "") for field in PAGE.fields)]
        for row in ordered_rows(PAGE, wizard.answers)
    ]


def notes(text: str) -> list[str]:
    _, told = pasted(text)
    assert isinstance(told, e.Proposed), told
    return list(told.notes)


TRAINING = ["quantity", "开展培训", "6 期", "6 期", ""]
BOOKLET = ["quantity", "印制手册", "10 本", "4 本", "停工"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            HEADS + "产出指标\t数量指标\t开展培训\t6 期\t6 期\t10\t10\t\n\t\t印制手册\t10 本\t4 本\t10\t4\t停工\n",
            [TRAINING, BOOKLET],
            id="heads of a scored form, merged labels as blanks",
        ),
        pytest.param(
            "指标内容\t完成值\t目标值\n开展培训\t6 期\t7 期\n",
            [["quantity", "开展培训", "7 期", "6 期", ""]],
            id="heads in another order",
        ),
        pytest.param(
            "指标名称\t计算符号\t指标值\t度量单位\t完成值\n合格率\t≥\t95\t%\t98\n培训\t=\t6\t期\t6",
            [["quantity", "合格率", "≥95%", "98%", ""], ["quantity", "培训", "6期", "6期", ""]],
            id="sign and unit in columns of their own",
        ),
        pytest.param(
            "指标\t指标值\t完成值\t未完成原因\t改进措施\n印制手册\t10 本\t4 本\t停工\t改期",
            [["quantity", "印制手册", "10 本", "4 本", "停工\n改期"]],
            id="reason and measures apart",
        ),
        pytest.param(
            "6 期\t开展培训\t6 期\n10 本\t印制手册\t4 本",
            [TRAINING, [*BOOKLET[:4], ""]],
            id="no heads, the name second",
        ),
        pytest.param(
            "1\t开展培训\t6 期\t6 期\t\n2\t印制手册\t10 本\t4 本\t停工",
            [TRAINING, BOOKLET],
            id="no heads, lines counted",
        ),
        pytest.param(
            "开展培训\t6 期\t6 期\t10\t10\t\n印制手册\t10 本\t4 本\t10\t4\t停工",
            [TRAINING, BOOKLET],
            id="no heads, scores between",
        ),
        pytest.param(
            "数量指标\t开展培训\t6 期\t6 期\n印制手册\t10 本\t4 本\t停工\n质量\t优良率\t≥90%\t95%",
            [TRAINING, BOOKLET, ["quality", "优良率", "≥90%", "95%", ""]],
            id="labels without a column of their own",
        ),
        pytest.param(
            "产出指标  数量指标  开展培训  6 期  6 期\n质量指标  优良率  ≥90%  95%  停工",
            [TRAINING, ["quality", "优良率", "≥90%", "95%", "停工"]],
            id="gaps, blanks of merged labels lost",
        ),
        pytest.param(
            "三级指标  年度指标值  全年完成值\n开展培训  6 期  6 期\n数量指标  印制手册  10 本  4 本",
            [TRAINING, [*BOOKLET[:4], ""]],
            id="gaps under heads without levels",
        ),
        pytest.param(
            "三级指标  年度指标值  全年完成值  未完成原因\n印制手册  10 本  4 本  停工\n质量指标  优良率  ≥90%",
            [BOOKLET, ["quality", "优良率", "≥90%", "", ""]],
            id="gaps, a label before a short line",
        ),
        pytest.param(
            "质量指标\n优良率\t≥90%\t95%\n数量指标\n开展培训\t6 期\t6 期",
            [TRAINING, ["quality", "优良率", "≥90%", "95%", ""]],
            id="labels on lines of their own",
        ),
        pytest.param(
            "满意度指标\t\t职工满意度\t≥95%\t98%\n",
            [["satisfaction", "职工满意度", "≥95%", "98%", ""]],
            id="level 1 alone",
        ),
        pytest.param(
            "产出\n指标\t数量指标\t开展培训\t6 期\t6 期\t\n\t\t印制手册\t10 本\n（含增订）\t4 本\t停工",
            [TRAINING, ["quantity", "印制手册", "10 本（含增订）", "4 本", "停工"]],
            id="cells torn by a word processor",
        ),
        pytest.param("经济效益指标\t无\t无\t无\t", [["economic", "无", "无", "无", ""]], id="a group that has nothing"),
    ],
)
def test_a_table_becomes_rows(text: str, rows: list[list[str]]) -> None:
    assert taken(text) == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEADS + "产出指标\t数量指标\t甲\t6\t6\t10\t9\t\n总分\t\t\t\t\t100\t94\t",
            ["没有贴入「分值」一列：10", "没有贴入「得分」一列：9", "没有贴入：总分 100 94"],
        ),
        ("开展培训\t6 期\t6 期\t10\t9\t", ["没有贴入第 4 列：10", "没有贴入第 5 列：9"]),
        ("社会评价指标\t甲\t6\t6\n数量指标\t乙\t6\t6", ["没有贴入：社会评价指标 甲 6 6"]),
        ("效益指标\t\t甲\t6\t6\n", ["「效益指标」之后没有写二级指标，先列入经济效益指标"]),
        ("附件2\n三级指标\t年度指标值\n甲\t6", ["没有贴入：附件2"]),
        ("甲\x1b[31m\t6\t6", ["去掉了 1 段终端控制序列"]),
    ],
)
def test_what_has_no_place_is_said(text: str, said: list[str]) -> None:
    assert notes(text) == said


def test_a_row_printed_on_the_form_is_filled_and_not_doubled() -> None:
    wizard, _ = pasted(
        "项目管理\t项目是否按照计划时间开工\t已按期开工\t\n",
        "investment-project",
        "indicators#+quantity.indicator",
    )
    before = len(wizard.answers.page_rows("indicators"))
    wizard.say(e.Answer("1"))
    names = [text for key, text in wizard.answers.texts.items() if key.endswith(".indicator")]
    assert len(wizard.answers.page_rows("indicators")) == before
    assert names.count("项目是否按照计划时间开工") == 1
    assert "已按期开工" in wizard.answers.texts.values()


def test_the_proposal_shows_the_cells_under_the_official_words_of_their_columns() -> None:
    _, told = pasted(HEADS + "产出指标\t数量指标\t甲\t6\t5\t\t\t停工")
    assert isinstance(told, e.Proposed)
    assert told.grid == (
        ("三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施"),
        ("数量指标",),
        ("甲", "6", "5", "停工"),
    )


def test_the_conversation_goes_on_behind_the_rows_and_an_undo_leads_back_to_where_they_were_pasted() -> None:
    wizard, _ = pasted("甲\t6 期\t6 期")
    wizard.say(e.Answer(""))
    assert str(wizard.at) == "indicators#+quality.indicator"
    wizard.say(e.Undo())
    assert str(wizard.at) == "indicators#+quantity.indicator"
    assert not wizard.answers.page_rows("indicators")
