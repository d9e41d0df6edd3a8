from __future__ import annotations

import pytest

from counting import calls
from forms import library
from forms.answers import Answers
from forms.assemble import assemble, part
from forms.cells import clip, width
from forms.exchange import new_from_data
from forms.table import Cell, Table
from golden import assert_golden
from seeds import NAMES, seed
from store.formats.folding import unfold
from store.formats.register import Sheet, Style
from store.formats.text import document, draw, is_heading, write


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    answers, problems = new_from_data(form, data["year"], data)
    assert problems == []
    return assemble(form, answers)


def drawn(*cells: Cell, cells_wide: int = 40, ascii_only: bool = False) -> list[str]:
    """The lines of a little table, for a test that shows it."""
    table = Table(cells, max(cell.bottom for cell in cells), max(cell.right for cell in cells))
    return list(draw(table, cells_wide, ascii_only).lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_is_drawn_as_it_was_looked_at(name: str) -> None:
    assert_golden(f"{name}.txt", document(report(name), 100))


@pytest.mark.parametrize(("name", "cells", "ascii_only"), [("2-5", 80, False), ("2-5", 60, True), ("2-12", 80, False)])
def test_a_published_form_fits_a_narrower_terminal(name: str, cells: int, ascii_only: bool) -> None:
    text = document(report(name), cells, ascii_only)
    assert all(width(line) <= cells for line in text.splitlines())
    assert_golden(f"{name}-{cells}{'-ascii' * ascii_only}.txt", text)


@pytest.mark.parametrize("code", ["project-expenditure", "investment-project"])
def test_an_empty_form_is_drawn_as_it_was_looked_at(code: str) -> None:
    assert_golden(f"{code}-empty.txt", document(assemble(library.load(code), Answers()), 100))


def test_the_part_being_asked_fits_a_side_panel() -> None:
    assert_golden("2-5-part.txt", "\n".join([*draw(part(report("2-5"), "indicators"), 48).lines, ""]))


def test_what_is_only_looked_at_has_no_marks_but_for_what_no_terminal_may_get() -> None:
    def lines(text: str, *, is_marked: bool) -> str:
        table = Table((Cell(0, 0, 1, 1, text), Cell(0, 1, 1, 2, "甲")), 1, 2)
        return "\n".join(draw(table, 11, is_marked=is_marked).lines)

    assert "\\" in lines("3300人次", is_marked=True) and "\\" not in lines("3300人次", is_marked=False)
    assert "\x1b" not in lines("甲\x1b[2J", is_marked=False)


def test_every_junction_meets_the_lines_around_it() -> None:
    lines = drawn(
        Cell(0, 0, 1, 2, "甲"),
        Cell(0, 2, 2, 3, "乙"),
        Cell(1, 0, 3, 1, "丙"),
        Cell(1, 1, 2, 2, "丁"),
        Cell(2, 1, 3, 3, "戊"),
    )
    assert lines == [
        "┌─────────────┬──────┐",
        "│     甲      │      │",
        "├──────┬──────┤  乙  │",
        "│      │  丁  │      │",
        "│  丙  ├──────┴──────┤",
        "│      │     戊      │",
        "└──────┴─────────────┘",
    ]


def test_a_terminal_without_drawn_lines_gets_plain_ones() -> None:
    cells = Cell(0, 0, 1, 2, "甲"), Cell(1, 0, 2, 1, "丙"), Cell(1, 1, 2, 2, "丁", "facts.a")
    assert drawn(*cells, ascii_only=True) == [
        "+-------------+",
        "|     甲      |",
        "+------+------+",
        "|  丙  | 丁   |",
        "+------+------+",
    ]


def test_a_merged_cell_too_high_for_its_rows_stretches_the_last() -> None:
    lines = drawn(
        Cell(0, 0, 2, 1, "一二三四五六七八", "a.b"), Cell(0, 1, 1, 2, "甲"), Cell(1, 1, 2, 2, "乙"), cells_wide=11
    )
    assert lines == [
        "┌────┬────┐",
        "│一二│ 甲 │",
        "│三四├────┤",
        "│五六│ 乙 │",
        "│七八│    │",
        "└────┴────┘",
    ]


def test_a_table_is_no_wider_than_it_needs_and_no_narrower_than_it_can_be() -> None:
    cells = [Cell(0, column, 1, column + 1, "甲乙丙丁戊己", "a.b") for column in range(3)]
    assert [draw(Table(tuple(cells), 1, 3), wide).width for wide in (200, 40, 30, 16, 5)] == [46, 40, 30, 16, 16]


def test_amounts_are_centred_with_the_rates_beside_them_and_text_stands_left() -> None:
    line = drawn(
        Cell(0, 0, 1, 1, "年度资金总额："),
        Cell(0, 1, 1, 2, "72", "funds#total.executed", numeric=True),
        Cell(0, 2, 1, 3, "9%", "funds#total.rate"),
        Cell(0, 3, 1, 4, "9%", "indicators#1.actual"),
        cells_wide=80,
    )[1]
    assert line == "│ 年度资金总额： │  72  │  9%  │ 9%   │"


def test_the_lines_of_a_label_are_about_equally_long() -> None:
    lines = drawn(Cell(0, 0, 1, 1, "是否重点绩效项目"), cells_wide=14)
    assert lines[1:3] == ["│  是否重点  │", "│  绩效项目  │"]


def test_a_cell_is_found_by_its_place_and_by_its_path() -> None:
    drawing = draw(report("2-5"), 100)
    place = drawing.show("indicators#1.actual")
    assert place is not None
    assert place.cell.text == "4 次"
    assert clip(drawing.lines[place.line], place.column).endswith("│ 约 10 次     │")
    assert drawing.find(place.line, place.column) is place
    assert drawing.find(place.line + place.height - 1, place.column + place.width - 1) is place
    assert drawing.find(0, 0) is None
    assert drawing.show("indicators#99.actual") is None


def test_headings_stand_over_the_middle_and_what_names_something_at_the_left() -> None:
    assert [line for line in report("2-5").above if is_heading(line)] == ["项目支出绩效自评表", "(2020 年度)"]
    table = Table((Cell(0, 0, 1, 1, "甲乙丙丁戊己庚辛"),), 1, 1, ("附件 1:", "标题"), ("注：略",))
    assert document(table, 80).split("\n") == [
        "附件 1:",
        "        标题",
        "┌──────────────────┐",
        "│ 甲乙丙丁戊己庚辛 │",
        "└──────────────────┘",
        "注：略",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("确保人员工资\n按时发放", ["确保人员工资", "↵", "按时发放"]),
        ("确保人员工\n资按时发放", ["确保人员工", "资按时发放"]),
        ("确保人员工资  按时发放", ["确保人员工资", "␣␣按时发放"]),
        ("甲  乙 丙", ["甲  乙 丙"]),
        (" 甲", [" 甲"]),
        ("甲 ", ["甲␣"]),
        ("办结 8 件，12 件在办", ["办结 8 件，", "12 件在办"]),
        ("全年开展课题 100 个", ["全年开展课题", "100 个"]),
        ("全年开展课题100个", ["全年开展课题", "100个"]),
        ("全年开展课题 100", ["全年开展课题", "100"]),
        ("全年开展课题100", ["全年开展课题", "100\\"]),
        ("1. 甲乙丙； 2. 戊己", ["1. 甲乙丙；", "2. 戊己"]),
        ("甲↵乙␣丙", ["甲\\↵乙\\␣丙"]),
        ("D:\\甲\\", ["D:\\\\甲\\\\"]),
        ("D:\\甲", ["D:\\甲"]),
        ("甲\n\n乙", ["甲", "", "乙"]),
        ("\n甲", ["↵", "甲"]),
        ("甲\t乙", ["甲\\u0009乙"]),
    ],
)
def test_a_cell_has_marks_only_where_its_lines_would_not_tell_its_text(text: str, lines: list[str]) -> None:
    cells = Cell(0, 0, 1, 1, "一二三四五六", "a.b"), Cell(1, 0, 2, 1, text, "a.c")
    drawing = draw(Table(cells, 2, 1), 16)
    place = drawing.show("a.c")
    assert place is not None
    inside = [line[1:-1] for line in drawing.lines[place.line : place.line + place.height]]
    assert [line[1:].rstrip() for line in inside] == lines
    assert unfold(inside, 1) == text


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_is_needed_in_a_published_form_on_paper(name: str) -> None:
    assert not set("↵␣\\") & set(document(report(name), 100))


def test_what_looks_like_a_border_where_one_could_be_stands_as_its_number() -> None:
    cells = Cell(0, 0, 1, 1, "甲乙"), Cell(0, 1, 1, 2, "丙丁"), Cell(1, 0, 2, 2, "一二|三四"), Cell(2, 0, 3, 2, "1|2")
    lines = drawn(*cells, Cell(3, 0, 4, 1, "戊"), Cell(3, 1, 4, 2, "己"), cells_wide=11, ascii_only=True)
    assert lines == [
        "+----+----+",
        "|甲乙|丙丁|",
        "+----+----+",
        "|  一二\\  |",
        "|u007c三四|",
        "+---------+",
        "|1\\u007c2 |",
        "+----+----+",
        "| 戊 | 己 |",
        "+----+----+",
    ]


def test_several_reports_are_one_text_with_a_page_for_each() -> None:
    tables = [report("2-5"), report("2-12")]
    sheets = [Sheet("档案工作", table, dict) for table in tables]
    assert write(sheets, Style(80, True)) == document(tables[0], 80, True) + "\f" + document(tables[1], 80, True)
    assert write(sheets[:1], Style()) == document(tables[0])


def test_a_line_outside_of_the_table_is_never_folded() -> None:
    table = Table((Cell(0, 0, 1, 1, "甲"),), 1, 1, ("绩" * 20, f"单位：{'某' * 20}"), (f"注：{'略' * 20}",))
    lines = document(table, 20).splitlines()
    assert [lines[0], lines[1], lines[-1]] == [*table.above, *table.below]


def test_a_table_without_rows_is_only_its_lines() -> None:
    assert draw(Table((), 0, 3)).lines == ()
    assert document(Table((), 0, 3, above=("注：略",))) == "注：略\n"


def test_a_table_eight_times_as_long_costs_eight_times_as_much() -> None:
    table = report("2-4")
    cells = (
        each._replace(top=each.top + down, bottom=each.bottom + down)
        for down in range(0, 8 * table.height, table.height)
        for each in table.cells
    )
    longer = Table(tuple(cells), 8 * table.height, table.width)
    assert calls(lambda: draw(longer, 100)) < 9 * calls(lambda: draw(table, 100))
