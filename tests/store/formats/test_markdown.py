from __future__ import annotations

import pytest

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Cell, Table
from golden import assert_golden
from seeds import NAMES, seed
from store.formats.markdown import write
from store.formats.register import Sheet, Style
from store.readers.markdown import read


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def written(*tables: Table) -> str:
    return write([Sheet("", table, dict) for table in tables], Style())


def column(*texts: str) -> Table:
    return Table(tuple(Cell(row, 0, row + 1, 1, text) for row, text in enumerate(texts)), len(texts), 1)


def test_a_published_form_is_the_file_that_was_looked_at() -> None:
    assert_golden("2-5.md", written(report("2-5")))


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_is_read_back_cell_for_cell(name: str) -> None:
    table = report(name)
    lines, cells = read(written(table).encode()).grids
    assert [piece[:5] for piece in cells.pieces] == [(cell.text, *cell[:4]) for cell in table.cells if cell.text]
    assert [piece.text for piece in lines.pieces] == [*table.above, *table.below]
    assert cells.spans


def test_merged_cells_are_told_by_the_marks_of_the_layouts() -> None:
    cells = Cell(0, 0, 2, 2, "甲"), Cell(0, 2, 1, 3, "乙"), Cell(1, 2, 2, 3, "丙")
    assert written(Table(cells, 2, 3)).splitlines() == ["| 甲 | < | 乙 |", "| --- | --- | --- |", "| ^ | ^ | 丙 |"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("<", r"\<"),
        ("^", r"\^"),
        ("a|b", r"a\|b"),
        ("\\|", r"\\\|"),
        ("---", r"\---"),
        (":-:", r"\:-:"),
        ("甲\n乙", "甲<br>乙"),
        ("\n甲", "<br>甲"),
        (" 甲 ", "&#32;甲&#32;"),
        ("\u3000甲  乙\t", "&#12288;甲  乙&#9;"),
        ("<b>&lt;", r"\<b\>\&lt;"),
        ("2*3_4`5`", r"2\*3\_4\`5\`"),
        ("≥95% (A/B)", "≥95% (A/B)"),
    ],
)
def test_what_markdown_would_obey_is_escaped(text: str, source: str) -> None:
    table = column("头", text)
    assert written(table).splitlines()[2] == f"| {source} |"
    assert [piece.text for piece in read(written(table).encode()).grids[0].pieces] == ["头", text]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2020. 年度：", "2020\\. 年度："),
        ("1) 说明：", "1\\) 说明："),
        ("- 单位：", "\\- 单位："),
        ("+ 单位：", "\\+ 单位："),
        ("# 单位：", "\\# 单位："),
        ("> 单位：", "\\> 单位："),
        ("2-5：", "2-5："),
        ("    单位：", "&#32;&#32;&#32;&#32;单位："),
    ],
)
def test_a_line_is_a_paragraph_whatever_it_begins_with(line: str, source: str) -> None:
    text = written(column("头")._replace(above=(line,)))
    assert text.splitlines()[0] == source
    assert read(text.encode()).grids[0].pieces[0].text == line


def test_the_title_is_a_heading() -> None:
    assert written(report("2-5")).splitlines()[2] == "# 项目支出绩效自评表"


def test_several_reports_follow_one_another() -> None:
    grids = read(written(report("2-5"), report("2-12"), column("甲")).encode()).grids
    assert [grid.is_table for grid in grids] == [False, True, False, True, True]
