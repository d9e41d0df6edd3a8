from __future__ import annotations

import pytest

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.source import Document, Grid, Piece
from forms.table import Cell, Table
from seeds import NAMES, seed
from store.errors import FormatError
from store.formats.register import FORMATS, Sheet
from store.readers.csv import read


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def written(*tables: Table) -> bytes:
    text = FORMATS["csv"].write([Sheet("", table, dict) for table in tables])
    assert isinstance(text, str)
    return text.encode()


def rows(data: bytes | str) -> list[list[str]]:
    """The texts of the only table of a file, row by row."""
    (grid,) = read(data if isinstance(data, bytes) else data.encode()).grids
    width = max(piece.right for piece in grid.pieces)
    found = [[""] * width for _ in range(max(piece.bottom for piece in grid.pieces))]
    for piece in grid.pieces:
        found[piece.top][piece.left] = piece.text
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_comes_back_cell_for_cell(name: str) -> None:
    table = report(name)
    (grid,) = read(written(table)).grids
    assert (grid.is_table, grid.spans) == (True, False)
    above = len(table.above)
    assert [(piece.text, piece.top, piece.left) for piece in grid.pieces] == [
        *((line, number, 0) for number, line in enumerate(table.above)),
        *((cell.text, cell.top + above, cell.left) for cell in table.cells if cell.text),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", '=HYPERLINK("a";"b")', "@SUM", "-2+3", "+1", "\t=1", "-3%", "＝1", "'", "''=", "'甲", " =1", "\n=1"),
        *(" 前后 ", "\n前\n\n后\n", "甲  乙", "\u3000甲\u00a0", "< & > \" ' | {{ \\", "□☑≥𠮷", "甲\t乙", "甲,乙;丙"),
        *('"', '""', '"甲"', ' "甲" ', "sep=;", "长" * 10_000, '",\n"'),
    ],
)
def test_a_text_comes_back_exactly(text: str) -> None:
    cells = Cell(0, 0, 1, 1, text), Cell(0, 1, 1, 2, "甲"), Cell(1, 0, 2, 1, "乙"), Cell(1, 1, 2, 2, text)
    assert rows(written(Table(cells, 2, 2))) == [[text, "甲"], ["乙", text]]


@pytest.mark.parametrize(
    ("field", "text"), [("'", "'"), ("'甲", "'甲"), ("'12", "'12"), ("''甲", "'甲"), ("'-3%", "-3%"), ("-3%", "-3%")]
)
def test_an_apostrophe_is_taken_away_only_where_it_guards_something(field: str, text: str) -> None:
    assert rows(f"{field},甲\r\n") == [[text, "甲"]]


def test_a_place_is_said_as_an_editor_counts_it() -> None:
    document = read('题目\r\n"一\r\n二",,丙\n\n注：略\r丁\n'.encode())
    assert document == Document((
        Grid(
            (
                Piece("题目", 0, 0, 1, 1, "第 1 行第 1 格"),
                Piece("一\n二", 1, 0, 2, 1, "第 2 行第 1 格"),
                Piece("丙", 1, 2, 2, 3, "第 2 行第 3 格"),
            ),
            "第 1—2 行",
            spans=False,
        ),
        Grid(
            (Piece("注：略", 0, 0, 1, 1, "第 5 行第 1 格"), Piece("丁", 1, 0, 2, 1, "第 6 行第 1 格")),
            "第 5—6 行",
            is_table=False,
            spans=False,
        ),
    ))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("题目,含 a;b\n甲,乙;丙,丁\n戊,,己;\n", [["题目", "含 a;b", ""], ["甲", "乙;丙", "丁"], ["戊", "", "己;"]]),
        ("题目，a,b\n甲;11,122;丁\n戊;;己\n", [["题目，a,b", "", ""], ["甲", "11,122", "丁"], ["戊", "", "己"]]),
        ("题目\n甲\t1,2;3\n乙\t\n丙\t4,5\n", [["题目", ""], ["甲", "1,2;3"], ["乙", ""], ["丙", "4,5"]]),
        ('"甲;乙;丙","丁"\n', [["甲;乙;丙", "丁"]]),
        ('甲,5" 管,6" 管\n乙;丙\n', [["甲", '5" 管', '6" 管'], ["乙;丙", "", ""]]),
    ],
)
def test_the_delimiter_is_told_by_what_gives_even_rows(text: str, wanted: list[list[str]]) -> None:
    assert rows(text) == wanted


@pytest.mark.parametrize(("line", "wanted"), [("sep=;", ["甲,乙", "丙"]), ("sep=,", ["甲", "乙;丙"])])
def test_a_delimiter_said_in_the_file_is_taken(line: str, wanted: list[str]) -> None:
    assert rows(f"{line}\r\n甲,乙;丙\r\n") == [wanted]
    assert read(f"{line}\r\n甲,乙;丙\r\n".encode()).grids[0].pieces[0].place == "第 2 行第 1 格"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('甲,"乙\n丙,丁\n', [["甲", '"乙'], ["丙", "丁"]]),
        ('甲,"乙"丙\n丁,戊\n', [["甲", '"乙"丙'], ["丁", "戊"]]),
        ('"甲,乙\n丙,"丁"\n', [['"甲', "乙"], ["丙", "丁"]]),
        ('5" 管,乙\n丙,丁"\n', [['5" 管', "乙"], ["丙", '丁"']]),
        ('甲, "乙,丙" \n丁,戊\n', [["甲", "乙,丙"], ["丁", "戊"]]),
        ('甲,""\n"",乙', [["甲", ""], ["", "乙"]]),
        ('甲,"', [["甲", '"']]),
        ("甲,乙,\n丙", [["甲", "乙"], ["丙", ""]]),
    ],
)
def test_quotes_that_do_not_close_swallow_nothing(text: str, wanted: list[list[str]]) -> None:
    assert rows(text) == wanted


def test_a_quote_that_closes_far_away_by_chance_swallows_nothing() -> None:
    lines = [f"甲,乙{number}" for number in range(10_000)]
    found = rows("\n".join(['甲,"乙', *lines, '丙"']))
    assert found[:2] == [["甲", '"乙'], ["甲", "乙0"]] and found[-1] == ['丙"', ""]


@pytest.mark.parametrize(
    ("encoding", "note"), [("gb18030", "按 GB18030 编码读取。"), ("utf-16", "按 UTF-16 编码读取。")]
)
def test_the_encoding_taken_is_said_where_it_is_another_than_usual(encoding: str, note: str) -> None:
    document = read("项目名称,档案工作\n".encode(encoding))
    assert document.notes == (note,)
    assert [piece.text for piece in document.grids[0].pieces] == ["项目名称", "档案工作"]


def test_several_reports_are_a_grid_each() -> None:
    document = read(written(report("2-5"), report("2-12")))
    assert [grid.pieces[0].text for grid in document.grids] == ["附件 2-5:", "附件 2-12:"]


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b",,,\n,\n", b"sep=;\n"])
def test_a_file_without_a_text_has_no_grid(data: bytes) -> None:
    assert read(data) == Document()


@pytest.mark.parametrize("data", [b"," * 9_000_000, b"\n" * 9_000_000, b"1,\n" * 3_000_000, b'"",' * 3_000_000])
def test_a_file_of_millions_of_fields_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="不像自评表"):
        read(data)


def test_a_file_of_one_long_line_is_read() -> None:
    assert [piece.text for piece in read(b"a" * 5_000_000).grids[0].pieces] == ["a" * 5_000_000]
    assert len(read(b'"' + b'a"' * 100_000).grids[0].pieces) == 1
