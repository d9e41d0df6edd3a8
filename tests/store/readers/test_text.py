from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.source import Document, Grid
from forms.table import Cell, Table
from seeds import NAMES, seed
from store.errors import FormatError
from store.formats.register import Sheet, Style
from store.formats.text import document, write
from store.readers.text import read

PUBLISHED = Path(__file__).parents[2] / "seeds" / "pingshan-2020-self-evaluation.txt"

FOREIGN = {
    "grid": """\
+----------+----------+
| 项目     | 内容     |
+==========+==========+
| 项目名称 | 档案工作 |
+----------+----------+
| 主管部门 | 区委     |
|          | 办公室   |
+----------+----------+
""",
    "outline": """\
+----------+--------------+
| 项目     | 内容         |
+==========+==============+
| 项目名称 | 档案工作     |
| 主管部门 | 区委办公室   |
+----------+--------------+
""",
    "database": """\
+----------+--------------+
| 项目     | 内容         |
|----------+--------------|
| 项目名称 | 档案工作     |
| 主管部门 | 区委办公室   |
+----------+--------------+
""",
    "double": """\
╔══════════╦════════════╗
║ 项目     ║ 内容       ║
╠══════════╬════════════╣
║ 项目名称 ║ 档案工作   ║
╟──────────╫────────────╢
║ 主管部门 ║ 区委办公室 ║
╚══════════╩════════════╝
""",
    "fancy": """\
  ╒══════════╤════════════╕
  │ 项目     │       内容 │
  ╞══════════╪════════════╡
  │ 项目名称 │   档案工作 │
  ├──────────┼────────────┤
  │ 主管部门 │ 区委办公室 │
  ╘══════════╧════════════╛
""",
    "counted in characters": """\
+------+-------+
| 项目   | 内容    |
+------+-------+
| 项目名称 | 档案工作  |
+------+-------+
| 主管部门 | 区委办公室 |
+------+-------+
""",
    "blanks": """\
项目        内容

项目名称    档案工作
主管部门    区委办公室
""",
    "dashes": """\
========  ============
项目      内容
========  ============
项目名称  档案工作
主管部门  区委办公室
========  ============
""",
    "full-width blanks": "项目　　　　内容\n项目名称　　档案工作\n主管部门　　区委办公室\n",
    "tabs": "项目\t内容\t\n项目名称\t档案工作\n主管部门\t区委办公室\n",
}
"""One little table as other programs draw it."""


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def read_text(text: str) -> Document:
    return read(text.encode())


def tables(text: str) -> list[Grid]:
    return [grid for grid in read_text(text).grids if grid.is_table]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a grid by rows, gaps left out."""
    found: dict[int, list[str]] = {}
    for piece in grid.pieces:
        found.setdefault(piece.top, []).append(piece.text)
    return list(found.values())


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("cells", [60, 80, 100, 160])
@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_as_we_draw_it_is_read_cell_for_cell(name: str, cells: int, ascii_only: bool) -> None:
    table = report(name)
    lines, grid = read_text(document(table, cells, ascii_only)).grids
    assert [piece.text for piece in lines.pieces] == list(table.above)
    assert grid.spans
    assert [(*piece[1:5], piece.text) for piece in grid.pieces] == [each[:5] for each in table.cells if each.text]


def test_pages_part_the_reports_of_one_text() -> None:
    reports = [report(name) for name in ("2-4", "2-5", "2-12")]
    text = write([Sheet("", each, dict) for each in reports], Style())
    grids = read_text(text).grids
    assert [grid.is_table for grid in grids] == [False, True] * 3
    assert [grid.place for grid in grids] == ["", "表 1", "", "表 2", "", "表 3"]
    assert [piece.text for piece in grids[2].pieces] == list(reports[1].above)


def test_a_cell_is_placed_by_the_line_its_text_begins_on_and_the_cells_before_it() -> None:
    table = Table(
        (
            Cell(0, 0, 2, 1, "甲", "a.a"),
            Cell(0, 1, 1, 2, "", "a.b"),
            Cell(0, 2, 1, 3, "丙", "a.c"),
            Cell(1, 1, 2, 3, "丁", "a.d"),
        ),
        2,
        3,
        ("附件 1:",),
    )
    lines, grid = read_text("\n" + document(table, 40)).grids
    assert lines.pieces[0].place == "第 2 行"
    assert [(piece.text, piece.place) for piece in grid.pieces] == [
        ("甲", "第 4 行第 1 格"),
        ("丙", "第 4 行第 3 格"),
        ("丁", "第 6 行第 2 格"),
    ]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_table_drawn_by_another_program_gives_its_rows(name: str) -> None:
    (grid,) = read_text(FOREIGN[name]).grids
    office = "区委\n办公室" if name == "grid" else "区委办公室"
    assert rows(grid) == [["项目", "内容"], ["项目名称", "档案工作"], ["主管部门", office]]
    assert [piece.left for piece in grid.pieces] == [0, 1] * 3
    assert grid.is_table


def test_merged_cells_are_told_where_they_are_drawn_and_else_may_be_gaps() -> None:
    drawn = "┌────┬────┐\n│甲  │乙  │\n│    ├────┤\n│    │丙  │\n├────┴────┤\n│丁       │\n└─────────┘\n"
    (grid,) = read_text(drawn).grids
    assert [piece[:5] for piece in grid.pieces] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("丙", 1, 1, 2, 2),
        ("丁", 2, 0, 3, 2),
    ]
    assert grid.spans
    assert not any(each.spans for name in ("tabs", "blanks", "outline") for each in read_text(FOREIGN[name]).grids)


def test_a_drawn_table_that_is_cut_off_gives_what_is_there() -> None:
    lines = document(report("2-5"), 100).splitlines()
    whole = [piece.text for piece in tables("\n".join(lines))[0].pieces]
    (cut,) = tables("\n".join(lines[:20]))
    assert not cut.spans
    assert set(whole[:8]) <= {piece.text for piece in cut.pieces}


def test_a_table_with_bars_is_read_as_markdown_with_the_lines_of_the_file() -> None:
    lines, grid = read_text("附件 1:\n\n| 项目 | 内容 |\n|---|:---|\n| 项目名称 | 一\\|二 |\n").grids
    assert rows(grid) == [["项目", "内容"], ["项目名称", "一|二"]]
    assert [piece.place for piece in (*lines.pieces, grid.pieces[-1])] == ["第 1 行", "第 5 行第 2 格"]


@pytest.mark.parametrize("above", ["2018年度  主管部门：甲  金额单位：万元", "甲  乙\n丙", "一  二\n三  四"])
@pytest.mark.parametrize("drawn", [FOREIGN["grid"], FOREIGN["double"], "| 项目  | 内容  |\n|---|---|\n| 甲  | 乙  |\n"])
def test_lines_with_wide_gaps_right_above_a_table_are_no_rows_of_it(above: str, drawn: str) -> None:
    grids = read_text(f"{above}\n{drawn}").grids
    assert rows(grids[-1]) == rows(read_text(drawn).grids[-1])
    before = " ".join(piece.text for grid in grids[:-1] for piece in grid.pieces)
    assert before.split() == above.split()


def test_no_word_of_a_damaged_table_is_lost() -> None:
    text = document(report("2-5"), 60)
    middle = text.index("区委区政府档案管理外包")
    torn = f"{text[:middle]}┤{text[middle:]}"
    for damaged in (text[:middle], text.replace("│", "", 1), text.replace("├", "", 1), torn):
        said = "".join(piece.text for grid in read_text(damaged).grids for piece in grid.pieces)
        assert Counter(filter(str.isalnum, damaged)) == Counter(filter(str.isalnum, said))


def test_the_published_text_gives_a_table_for_each_form_with_every_cell_in_its_row() -> None:
    text = PUBLISHED.read_text(encoding="utf-8")
    found = tables(text)
    assert len(found) == 12
    cells = [
        (cell.strip(), number, column)
        for number, line in enumerate(text.split("\n"), 1)
        if "\t" in line
        for column, cell in enumerate(line.split("\t"))
        if cell.strip()
    ]
    pieces = [piece for grid in found for piece in grid.pieces]
    assert [(piece.text, piece.place) for piece in pieces] == [
        (cell, f"第 {number} 行第 {column + 1} 格") for cell, number, column in cells
    ]
    assert [piece.left for piece in pieces] == [column for _, _, column in cells]
    titles = [piece.text for grid in read_text(text).grids if not grid.is_table for piece in grid.pieces]
    assert titles[:4] == [
        "附件 2-1:",
        "项目支出绩效自评表",
        "(2020 年度)",
        "项目主管部门（公章）：中共深圳市坪山区委办公室",
    ]
    assert len(titles) == 48


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲\t乙\n\n\n丙\t丁\n", [[["甲", "乙"], ["丙", "丁"]]]),
        ("甲\t乙\n\f\n丙\t丁\n", [[["甲", "乙"], ["丙", "丁"]]]),
        ("甲\t乙\n项目概况\n丙\t丁\n", [[["甲", "乙"], ["项目概况"], ["丙", "丁"]]]),
        ("甲\t乙\n附件 2:\n丙\t丁\n", [[["甲", "乙"]], [["丙", "丁"]]]),
        ("甲\t乙\n项目支出绩效自评表\n丙\t丁\n", [[["甲", "乙"]], [["丙", "丁"]]]),
        ("甲\t乙\n\n附注\n\n丙\t丁\n", [[["甲", "乙"]], [["丙", "丁"]]]),
        ('甲\t"一\n二 ""三"""\t丙\n丁\t戊', [[["甲", '一\n二 "三"', "丙"], ["丁", "戊"]]]),
        ('甲\t"一""二"\n', [[["甲", '一"二']]]),
        ('甲\t"乙"\n', [[["甲", '"乙"']]]),
        ('"甲\t乙\n丙\t丁\n', [[['"甲', "乙"], ["丙", "丁"]]]),
        ("\t\t甲\t\n\t\t\n乙\n", [[["甲"]]]),
        ("\t一段文字，行首有制表符。\n", []),
    ],
)
def test_rows_with_tabs_go_on_over_blank_lines_and_end_at_a_text(text: str, wanted: list[list[list[str]]]) -> None:
    assert [rows(grid) for grid in tables(text)] == wanted


def test_cells_put_into_columns_by_blanks_keep_their_columns() -> None:
    text = (
        "          项目支出绩效自评表\n\n"
        "项目名称    档案工作          项目起止时间   2020 年 1 月 1 日-\n"
        "                                             2020 年 12 月 31 日\n"
        "主管部门    区委办公室        实施单位       区委办公室\n"
        "                              项目属性       延续性\n\n"
        "单位负责人签字：\n"
    )
    lines, grid, below = read_text(text).grids
    assert [piece.text for piece in (*lines.pieces, *below.pieces)] == ["项目支出绩效自评表", "单位负责人签字："]
    assert [(piece.left, piece.text) for piece in grid.pieces if piece.top in (1, 3)] == [
        (3, "2020 年 12 月 31 日"),
        (2, "项目属性"),
        (3, "延续性"),
    ]


def test_running_text_is_lines_each_with_its_place() -> None:
    (grid,) = read_text("　　第一段。\r\n\r\n姓名：张　三　　李四\r第三段 \n").grids
    assert not grid.is_table
    assert [(piece.text, piece.place, piece.top) for piece in grid.pieces] == [
        ("第一段。", "第 1 行", 0),
        ("姓名：张　三　　李四", "第 3 行", 1),
        ("第三段", "第 4 行", 2),
    ]


def test_the_encoding_is_said_where_it_is_not_the_usual_one() -> None:
    assert read("附件".encode()).notes == ()
    assert read("附件 2-5：项目支出绩效自评表".encode("gb18030")).notes == ("按 GB18030 编码读取。",)


def test_an_empty_text_holds_nothing() -> None:
    assert read(b"").grids == read(b" \n\t\n\f").grids == ()


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 9_000_000,
        b"abc\n" * 1_000_000,
        b"\n" * 9_000_000,
        b"\t" * 9_000_000,
        b"a\tb\n" * 150_000,
        b"a  b\n" * 150_000,
        b"+----+\n" + b"|abcd|\n" * 190_000 + b"|" * 500_000,
        b"+----+\n" + b"|abcd|\n" * 199_000 + b"+" * 90_000 * 4,
    ],
    ids=["line", "lines", "blank lines", "tabs", "rows", "columns", "long line", "junctions"],
)
def test_what_is_far_too_much_for_a_form_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="多得不像自评表"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b'"a\tb\n' * 20_000,
        b"+\n" * 50_000,
        b"-- --\n" * 50_000,
        b"a  b\nc\n" * 20_000,
        b"+-+\n" * 50_000,
        (b"+--+\n" + b"|ab|\n" * 20) * 900,
    ],
)
def test_what_nearly_is_a_table_again_and_again_is_read_in_one_go(data: bytes) -> None:
    assert sum(len(grid.pieces) for grid in read(data).grids) <= 60_000
