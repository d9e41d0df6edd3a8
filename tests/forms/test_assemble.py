from __future__ import annotations

from itertools import pairwise

import pytest

from forms.answers import Answers
from forms.assemble import assemble, part
from forms.compute import Reading
from forms.filling import new_answers
from forms.layout import read_layout
from forms.library import load
from forms.model import HEADER, Field, FixedRow, Form, Group, Layout, Page, PageType
from forms.path import Path
from forms.table import Cell, Table

GROUPS = (
    Group("quantity", "产出指标", "数量指标"),
    Group("quality", "产出指标", "质量指标"),
    Group("social", "效益指标", "社会效益指标"),
    Group("extra", "产出指标", "数量指标"),
)
ABOVE = ("附件 {number}:", "{title}", "({year} 年度)", "公章：{facts.seal}")
TABLE = """
项目 | < | {facts.name} | {facts.is_started:boxes}
资金 | 总额 | {funds.total.budget} | {facts.total} 万元 (其中: {facts.other} 万元)
^ | {year} 年其他 | {funds.other.budget} | {number}
指标 | 一级 | 二级 | 三级
^ | {indicators.level1} | {indicators.level2} | {indicators.indicator}
说明 | {facts.note} | < | <
"""


def form(table: str = TABLE, above: tuple[str, ...] = ABOVE, heading: str = "自评表") -> Form:
    picture, faults = read_layout(table)
    assert faults == []
    header = (
        Field("number", "附件编号", "text"),
        Field("year", "年度", "year"),
        Field("title", "标题", "text", default=heading),
    )
    names = ("name", "seal", "total", "other", "note")
    facts = (
        *(Field(name, name, "text") for name in names),
        Field("is_started", "是否开工", "choice", options=("是", "否")),
    )
    return Form(
        "sample",
        "2020",
        "自评表",
        (
            Page(HEADER, "表头", PageType.PLAIN, header),
            Page("facts", "基本信息", PageType.PLAIN, facts),
            Page(
                "funds", "项目资金", PageType.FIXED, (Field("budget", "预算数", "money"),),
                rows=(FixedRow("total", "总额", total=True), FixedRow("other", "其他")),
            ),
            Page("indicators", "绩效指标", PageType.REPEATED, (Field("indicator", "三级指标", "text"),), groups=GROUPS),
        ),
        Layout(above, picture),
    )  # fmt: skip


def answered(**texts: str) -> Answers:
    """Answers by path, a double underscore for the point."""
    answers = Answers()
    for path, text in texts.items():
        answers = answers.put(path.replace("__", "."), text)
    return answers


def with_rows(answers: Answers, *rows: tuple[str, str]) -> Answers:
    for group, name in rows:
        answers, _ = answers.add_row("indicators", group, {"indicator": name})
    return answers


def column(table: Table, number: int, top: int = 0) -> list[tuple[str, int]]:
    """The cells of one column as (text, rows)."""
    return [(cell.text, cell.bottom - cell.top) for cell in table.cells if cell.left == number and cell.top >= top]


def find(table: Table, path: str) -> Cell:
    (cell,) = [cell for cell in table.cells if cell.path == path]
    return cell


def test_a_square_shows_its_answer_and_knows_its_path() -> None:
    table = assemble(form(), answered(facts__name="档案工作"))
    assert table.cells[0] == Cell(0, 0, 1, 2, "项目")
    assert table.cells[1] == Cell(0, 2, 1, 3, "档案工作", "facts.name")
    table.grid  # noqa: B018  it raises where the cells do not cover the grid


def test_an_empty_answer_still_gives_its_cell_a_path() -> None:
    assert find(assemble(form(), Answers()), "facts.note").text == ""


def test_a_choice_is_drawn_with_all_its_boxes() -> None:
    assert find(assemble(form(), Answers()), "facts.is_started").text == "□ 是  □ 否"
    assert find(assemble(form(), answered(facts__is_started="是")), "facts.is_started").text == "☑ 是  □ 否"


def test_a_square_of_several_holes_has_the_path_of_the_first() -> None:
    cell = find(assemble(form(), answered(facts__total="316.75", facts__other="0")), "facts.total")
    assert cell.text == "316.75 万元 (其中: 0 万元)"
    assert not cell.numeric


def test_an_amount_alone_in_its_cell_is_numeric() -> None:
    table = assemble(form(), Answers().put(Path("funds", "total", "budget"), "383.50"))
    assert find(table, "funds#total.budget") == Cell(1, 2, 2, 3, "383.50", "funds#total.budget", numeric=True)


def test_the_year_in_a_label_leaves_it_a_label_and_alone_is_an_answer() -> None:
    table = assemble(form(), answered(header__year="2020", header__number="2-5"))
    assert Cell(2, 1, 3, 2, "2020 年其他") in table.cells
    assert find(table, "header.number").text == "2-5"


def test_rows_are_drawn_in_the_order_of_the_groups_and_then_of_the_person() -> None:
    answers = with_rows(Answers(), ("social", "丙"), ("quantity", "乙"), ("quality", "丁"), ("quantity", "甲"))
    assert [text for text, _ in column(assemble(form(), answers), 3, 4)] == ["乙", "甲", "丁", "丙", ""]


def test_labels_are_joined_by_group_and_not_by_what_they_read() -> None:
    answers = with_rows(Answers(), ("quantity", "甲"), ("quantity", "乙"), ("quality", "丙"))
    table = assemble(form(), answers)
    assert column(table, 1, 4) == [("产出指标", 3), ("效益指标", 1), ("产出指标", 1), ("", 1)]
    assert column(table, 2, 4) == [("数量指标", 2), ("质量指标", 1), ("社会效益指标", 1), ("数量指标", 1)]
    assert all(cell.is_label for cell in table.cells if cell.left == 2 and cell.top >= 4)


def test_two_groups_that_read_alike_and_stand_together_stay_two() -> None:
    twins = (Group("first", "产出", "数量"), Group("second", "产出", "数量"))
    drawn = form()
    pages = tuple(page._replace(groups=twins) if page.groups else page for page in drawn.pages)
    table = assemble(drawn._replace(pages=pages), Answers())
    assert column(table, 1, 4)[0] == ("产出", 2)
    assert column(table, 2, 4) == [("数量", 1), ("数量", 1)]


def test_a_group_without_rows_has_one_line_that_leads_to_its_first_row() -> None:
    table = assemble(form(), Answers())
    paths = [cell.path for cell in table.cells if cell.left == 3 and cell.top >= 4 and cell.bottom <= 8]
    assert paths == [f"indicators#+{group.key}.indicator" for group in GROUPS]


def test_a_label_joined_along_repeated_lines_spans_them_all() -> None:
    table = assemble(form(), with_rows(Answers(), ("quantity", "甲"), ("quantity", "乙")))
    assert column(table, 0, 3) == [("指标", 6), ("说明", 1)]
    assert table.height == 10


def test_a_label_that_starts_on_a_repeated_line_is_drawn_for_each_row_or_once_where_it_goes_on_below() -> None:
    repeated = assemble(form("小计 | {indicators.indicator}\n合计 | 甲"), Answers())
    assert column(repeated, 0) == [("小计", 1)] * 4 + [("合计", 1)]
    joined = assemble(form("小计 | {indicators.indicator}\n^ | 甲"), Answers())
    assert column(joined, 0) == [("小计", 5)]


def test_an_answer_joined_to_the_line_below_its_rows_keeps_every_row() -> None:
    answers = with_rows(Answers(), ("quantity", "甲"), ("extra", "乙"))
    table = assemble(form("{indicators.level2} | {indicators.indicator}\n合计 | ^"), answers)
    assert column(table, 1) == [("甲", 1), ("", 1), ("", 1), ("乙", 2)]


@pytest.mark.parametrize(
    ("answers", "above"),
    [
        (answered(header__number="2-5", header__year="2020"), ("附件 2-5:", "自评表", "(2020 年度)", "公章：")),
        (answered(header__year="2020", facts__seal="区委办"), ("自评表", "(2020 年度)", "公章：区委办")),
        (answered(header__title="绩效目标自评表"), ("绩效目标自评表", "公章：")),
    ],
)
def test_a_line_above_goes_when_nothing_is_known_that_it_is_there_for(answers: Answers, above: tuple[str, ...]) -> None:
    assert assemble(form(), answers).above == above


@pytest.mark.parametrize(("name", "shown"), [("", "自评表"), ("管理系统", "管理系统 项目绩效情况表")])
def test_a_heading_that_holds_the_projects_name_waits_for_it(name: str, shown: str) -> None:
    drawn = form(above=("{title}",), heading="{facts.name} 项目绩效情况表")
    assert assemble(drawn, answered(facts__name=name)).above == (shown,)


def test_an_irrelevant_answer_is_not_shown() -> None:
    reading = Reading(form(), Answers().put("funds.which", "").put(Path("funds", "other", "budget"), "5"))
    pages = tuple(
        page._replace(ask_which="资金来源？") if page.name == "funds" else page for page in reading.form.pages
    )
    table = assemble(reading.form._replace(pages=pages), reading.answers)
    assert find(table, "funds#other.budget").text == ""


def rows_of(table: Table) -> list[tuple[str, ...]]:
    table.grid  # noqa: B018  it raises where the cells do not cover the grid
    return [tuple(cell.text for cell in line) for line in table.grid]


def test_the_part_of_a_page_is_its_rows_under_their_heading_with_joined_labels_cut() -> None:
    whole = assemble(form(), with_rows(answered(facts__name="档案"), ("quantity", "甲")))
    indicators = part(whole, "indicators")
    assert rows_of(indicators)[0] == ("指标", "一级", "二级", "三级")
    assert (indicators.height, indicators.above, indicators.cells[0].bottom) == (5, (), 5)
    funds = part(whole, "funds")
    assert [line[:2] for line in rows_of(funds)] == [("资金", "总额"), ("资金", " 年其他")]
    assert funds.cells[0] == Cell(0, 0, 2, 1, "资金")


def test_the_part_of_a_page_may_lie_in_several_places() -> None:
    facts = part(assemble(form(), Answers()), "facts")
    assert [line[0] for line in rows_of(facts)] == ["项目", "资金", "说明"]
    assert all(one.top <= other.top for one, other in pairwise(facts.cells))


def test_the_part_of_what_stands_above_has_only_those_lines() -> None:
    header = part(assemble(form("甲 | 乙"), answered(header__year="2020")), HEADER)
    assert (header.cells, header.height) == ((), 0)
    assert header.above == ("自评表", "(2020 年度)", "公章：")


@pytest.mark.parametrize("written", ["316.75", "316.75 万元", "3167500 元"])
def test_a_unit_that_the_form_prints_is_not_said_twice(written: str) -> None:
    form = load("investment-project")
    answers = new_answers(form, 2020).put("facts.total_investment", written)
    texts = [cell.text for cell in assemble(form, answers).cells if cell.path == "facts.total_investment"]
    assert texts[0].startswith("316.75 万元")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("383.50", "383.50"),
        ("85", "85"),
        ("11,122,315.04", "11,122,315.04"),
        ("120 万元", "120"),
        ("一百二十万", "120"),
        ("1182300元", "118.23"),
        ("90万", "90"),
        ("1.5亿元", "15000"),
    ],
)
def test_an_amount_stands_in_the_unit_of_its_column(written: str, shown: str) -> None:
    form = load("project-expenditure")
    answers = new_answers(form, 2020).put("funds#total.annual_budget", written)
    assert [cell.text for cell in assemble(form, answers).cells if cell.path == "funds#total.annual_budget"] == [shown]
