"""Tables pasted from Excel or Word: cut into cells, recognised by heads and contents, taken whole or not at all."""

from __future__ import annotations

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.paste import as_text, split_paste
from forms.positions import ordered_rows
from forms.wizard import Wizard

FORM = load("project-expenditure")


def pasted(text: str, at: str = "indicators#+quantity.indicator") -> tuple[Wizard, tuple[e.Event, ...]]:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    wizard.say(e.Goto(at))
    return wizard, wizard.say(e.Paste(split_paste(text)))


def rows_of(wizard: Wizard) -> list[tuple[str, list[str]]]:
    page = FORM.page("indicators")
    return [
        (row.group, [wizard.answers.get(f"indicators#{row.id}.{field.name}") or "" for field in page.fields])
        for row in ordered_rows(page, wizard.answers)
    ]


def test_rows_in_their_own_columns_become_rows_of_the_group_at_hand() -> None:
    wizard, events = pasted("开展培训\t6 期\t6 期\t\n印制手册\t约 10 本\t4 本\t印刷厂停工\n")
    assert [type(each) for each in events] == [e.Proposed]
    assert isinstance(wizard.pending, e.Ask) and wizard.pending.kind == "confirm"
    wizard.say(e.Answer("1"))
    assert rows_of(wizard) == [
        ("quantity", ["开展培训", "6 期", "6 期", ""]),
        ("quantity", ["印制手册", "约 10 本", "4 本", "印刷厂停工"]),
    ]


def test_a_paste_is_one_step_of_undo() -> None:
    wizard, _ = pasted("甲\t6 期\t6 期\n乙\t1 个\t1 个")
    wizard.say(e.Answer("是"))
    wizard.say(e.Undo())
    assert rows_of(wizard) == []


def test_a_declined_paste_changes_nothing() -> None:
    wizard, _ = pasted("甲\t6 期\t6 期")
    wizard.say(e.Answer("2"))
    assert rows_of(wizard) == []
    assert not wizard.history


def test_levels_before_the_name_send_rows_to_their_groups_and_headings_are_left_out() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t全年完成值\t未完成原因和改进措施\n"
        "产出 指标\t数量指标\t甲\t6 期\t6 期\t\n\t\t乙\t1 个\t1 个\t\n\t质量指标\t丙\t≥95%\t100%\t"
    )
    wizard, _ = pasted(text)
    wizard.say(e.Answer("1"))
    assert [(group, cells[0]) for group, cells in rows_of(wizard)] == [
        ("quantity", "甲"), ("quantity", "乙"), ("quality", "丙"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲\t1\t2\t3\t4\t5\t6", "第 1 行有"),
        ("甲\t1\n\t2\t3", "第 2 行没有「三级指标」"),
        ("\t\t", "没有可以识别的行"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_changes(text: str, told: str) -> None:
    wizard, events = pasted(text)
    assert isinstance(events[0], e.Refused) and told in events[0].message
    assert wizard.proposal is None and not wizard.history


def test_rows_have_no_place_at_a_single_question() -> None:
    wizard, events = pasted("甲\t乙", at="facts.project_name")
    assert isinstance(events[0], e.Noted)
    assert not wizard.history


@pytest.mark.parametrize(
    "text",
    ["两行\n文字", "开展培训 6 期", "甲|乙", "一句话，\n另一句 有空格", "“甲” 和\n乙", "", "\n", "一 二\n三 四"],
)
def test_an_answer_is_no_table(text: str) -> None:
    assert split_paste(text) == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t6 期", [["甲", "6 期"]]),
        ("甲\t6 期\t\t\r\n乙\t1 个\t\t\r\n", [["甲", "6 期", "", ""], ["乙", "1 个", "", ""]]),
        ('甲\t"停工；\n已""改期"""\t6\n乙\t\t1', [["甲", '停工；\n已"改期"', "6"], ["乙", "", "1"]]),
        ('"甲" 乙\t6\n"丙\t1', [['"甲" 乙', "6"], ['"丙', "1"]]),
        ("甲  6 期　6 期\n乙  1 个　1 个", [["甲", "6 期", "6 期"], ["乙", "1 个", "1 个"]]),
        ("甲 6期 6期\n乙 1个 1个", [["甲", "6期", "6期"], ["乙", "1个", "1个"]]),
        ("| 甲 | 6 期 |\n|----|---|\n| 乙 |  |", [["甲", "6 期"], ["乙", ""]]),
        ("│甲│6 期│\n├──┼────┤\n│乙│1 个│", [["甲", "6 期"], ["乙", "1 个"]]),
        ("甲 | 6 | 6", [["甲", "6", "6"]]),
    ],
)
def test_a_table_is_cut_into_its_cells_and_can_be_put_together_again(text: str, rows: list[list[str]]) -> None:
    cut = split_paste(text)
    assert list(map(list, cut)) == rows
    assert split_paste(as_text(cut)) == cut


def test_one_line_of_a_label_and_its_figures_is_a_table_where_rows_have_labels() -> None:
    assert split_paste("年度资金总额 383.50 321.77", labelled=True) == (("年度资金总额", "383.50", "321.77"),)
    assert split_paste("383.50 万元", labelled=True) == ()
    assert split_paste("年度资金总额 383.50 321.77") == ()
