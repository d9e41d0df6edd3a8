from __future__ import annotations

import csv
import io

import pytest

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Cell, Table
from golden import assert_golden
from seeds import NAMES, seed
from store.formats.register import FORMATS, Sheet


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def written(*tables: Table) -> str:
    text = FORMATS["csv"].write([Sheet("", table, dict) for table in tables])
    assert isinstance(text, str)
    return text


def field(text: str) -> str:
    """How one answer is written, without its line end."""
    return written(Table((Cell(0, 0, 1, 1, text),), 1, 1)).removeprefix("\ufeff").removesuffix("\r\n")


def test_a_published_form_is_written_as_it_was_looked_at() -> None:
    assert_golden("2-5.csv", written(report("2-5")))


@pytest.mark.parametrize("name", NAMES)
def test_other_programs_read_the_cells_of_a_published_form(name: str) -> None:
    table = report(name)
    rows = list(csv.reader(io.StringIO(written(table).removeprefix("\ufeff"), newline="")))
    assert rows[: len(table.above)] == [[line] for line in table.above]
    assert rows[len(table.above) :] == [
        [cell.text if (cell.top, cell.left) == (number, column) else "" for column, cell in enumerate(row)]
        for number, row in enumerate(table.grid)
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-3%", "'-3%"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", '"\'\t=1"'),
        ("\r1", '"\'\r1"'),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠1", "'＠1"),
        (" =1", "' =1"),
        ("'甲", "''甲"),
        ("甲-1", "甲-1"),
        ("383.50", "383.50"),
    ],
)
def test_no_field_is_a_formula(text: str, kept: str) -> None:
    assert field(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲,乙", '"甲,乙"'),
        ("甲;=1", '"甲;=1"'),
        ("甲\t乙", '"甲\t乙"'),
        ('"甲"', '"""甲"""'),
        ("甲\n乙", '"甲\n乙"'),
        (" 甲 ", " 甲 "),
        ("甲，乙；丙", "甲，乙；丙"),
    ],
)
def test_a_field_is_quoted_where_any_program_would_part_it(text: str, kept: str) -> None:
    assert field(text) == kept


def test_a_merged_text_stands_at_the_first_of_its_places() -> None:
    cells = Cell(0, 0, 2, 2, "甲"), Cell(0, 2, 1, 3, "乙"), Cell(1, 2, 2, 3, "丙")
    assert written(Table(cells, 2, 3, ("附件 1:", "题,目"), ("注：略",))).removeprefix("\ufeff").split("\r\n") == [
        "附件 1:",
        '"题,目"',
        "甲,,乙",
        ",,丙",
        "注：略",
        "",
    ]


def test_several_reports_are_parted_by_an_empty_line() -> None:
    table = Table((Cell(0, 0, 1, 1, "甲"),), 1, 1)
    assert written(table, table) == "\ufeff甲\r\n\r\n甲\r\n"
