"""What stands above a form in one cell of its table, or behind the table, is where it belongs in the report."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from documents import lost
from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.recognise import Recognised, recognise
from forms.recognising import stacked
from forms.source import Document, Grid, Piece
from forms.table import Table
from seeds import seed


def drawn(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, 0, data)[0])


def cells(table: Table, *first: str) -> Grid:
    """The table, before its own rows some that are one merged cell each."""
    down = len(first)
    merged = [Piece(text, top, 0, top + 1, table.width, f"第 {top + 1} 行第 1 格") for top, text in enumerate(first)]
    pieces = [
        Piece(each.text, each.top + down, each.left, each.bottom + down, each.right, f"第 {each.top + down + 1} 行")
        for each in table.cells
        if each.text
    ]
    return Grid((*merged, *pieces), "表 1")


def lines(texts: Sequence[str]) -> Grid:
    found = (Piece(text, top, 0, top + 1, 1, f"第 {top + 1} 段") for top, text in enumerate(texts))
    return Grid(tuple(found), "", is_table=False, spans=False)


def read(*grids: Grid) -> Recognised:
    (report,) = recognise(library.forms(), Document(grids), 1999).reports
    return report


@pytest.mark.parametrize("name", ["2-5", "2-12"])
@pytest.mark.parametrize("cut", [(4,), (1, 4), (2, 4)], ids=["one cell", "the number apart", "two cells"])
def test_lines_in_a_merged_first_cell_are_those_above_the_form(name: str, cut: Sequence[int]) -> None:
    table = drawn(name)
    first = ["\n".join(table.above[start:end]) for start, end in zip((0, *cut), cut, strict=False)]
    report = read(cells(table, *first))
    back = assemble(report.form, report.answers)
    assert (back.above, back.cells) == (table.above, table.cells)
    assert (report.unplaced, report.doubts) == ((), ())


@pytest.mark.parametrize(("path", "text"), [("header.year", "1999"), ("header.number", "9"), ("facts.seal", "")])
def test_the_law_sees_a_line_of_a_merged_first_cell_that_gets_lost(path: str, text: str) -> None:
    table = drawn("2-5")
    above = [line.replace("区委办公室", "区某局") for line in table.above]
    document = Document((cells(table, "\n".join(above)),))
    recognition = recognise(library.forms(), document, 1999)
    (report,) = recognition.reports
    without = report._replace(answers=report.answers.put(path, text))
    assert lost(document, recognition) == []
    assert "第 1 行第 1 格" in [each.place for each in lost(document, recognition._replace(reports=(without,)))]


def test_a_cell_of_an_answer_stays_whole_even_if_one_of_its_lines_is_a_year() -> None:
    grid = cells(drawn("2-5"), "各项任务\n2020年\n按时完成")
    assert stacked.lines_apart(Document((grid,))).grids == (grid,)


@pytest.mark.parametrize("name", ["2-5", "2-12"])
@pytest.mark.parametrize("kept", [slice(0, 3), slice(1, 2), slice(1, 3)], ids=["all", "the title", "title and year"])
def test_the_only_title_is_taken_from_behind_the_table(name: str, kept: slice) -> None:
    table = drawn(name)
    behind = table.above[kept]
    before = [each for each in table.above if each not in behind]
    report = read(lines(before), cells(table), lines(behind))
    assert assemble(report.form, report.answers).above == table.above
    assert (report.unplaced, report.doubts) == ((), ())


def test_a_second_title_behind_the_table_is_listed() -> None:
    table = drawn("2-5")
    report = read(lines(table.above), cells(table), lines(["某市绩效自评汇总表", "(2019 年度)"]))
    assert assemble(report.form, report.answers).above == table.above
    assert [each.text for each in report.unplaced] == ["某市绩效自评汇总表", "(2019 年度)"]
