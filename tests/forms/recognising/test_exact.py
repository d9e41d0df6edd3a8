from __future__ import annotations

from collections.abc import Callable

import pytest

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.recognise import recognise
from forms.source import Document, Grid, Piece
from forms.table import Table
from seeds import seed

DATA = seed("2-2")
FORM = library.load(DATA["form"])
TABLE = assemble(FORM, new_from_data(FORM, 0, DATA)[0])


def document(table: Table, spelt: Callable[[str], str]) -> Document:
    """The table as a form draws it, the lines above it spelt in another way."""
    above = [Piece(spelt(line), 0, 0, 1, 1, f"第 {number} 段") for number, line in enumerate(table.above, 1)]
    lines = [each._replace(top=row, bottom=row + 1) for row, each in enumerate(above)]
    cells = [
        Piece(cell.text, cell.top, cell.left, cell.bottom, cell.right, f"第 {cell.top + 1} 行第 {cell.left + 1} 格")
        for cell in table.cells
        if cell.text
    ]
    return Document((Grid(tuple(lines), "", is_table=False), Grid(tuple(cells), "表 1")))


@pytest.mark.parametrize(
    ("drawn", "spelt"),
    [
        ("(2020 年度)", "（2020 年度）"),
        ("(2020 年度)", "（2020年度）"),
        ("(2020 年度)", "2020年度"),
        ("附件 2-2:", "附件2-2"),
        ("附件 2-2:", "附件2－2："),
        ("（公章）：", "(公章):"),
        ("（公章）：", "（盖章）："),
    ],
)
def test_lines_above_an_exact_table_are_known_however_they_are_spelt(drawn: str, spelt: str) -> None:
    assert any(drawn in line for line in TABLE.above)
    (report,) = recognise([FORM], document(TABLE, lambda line: line.replace(drawn, spelt)), 1999).reports
    back = assemble(report.form, report.answers)
    assert (back.above, back.cells) == (TABLE.above, TABLE.cells)
    assert (report.unplaced, report.doubts) == ((), ())


def test_a_title_of_one_s_own_is_the_title_of_an_exact_table() -> None:
    own = TABLE._replace(above=tuple(line.replace(FORM.title, "规章制度建设一览") for line in TABLE.above))
    (report,) = recognise([FORM], document(Table(*own), str), 1999).reports
    assert assemble(report.form, report.answers).above == own.above
