from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from forms import library
from forms.assemble import assemble
from forms.cells import width
from forms.exchange import new_from_data
from forms.table import Cell, Table
from golden import assert_golden
from seeds import NAMES, seed
from store.errors import FormatError
from store.formats.register import FORMATS, Sheet


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def row(*texts: str, numeric: bool = False) -> Table:
    """A table of one row of answers."""
    cells = [Cell(0, at, 1, at + 1, text, "funds#total.a", numeric) for at, text in enumerate(texts)]
    return Table(tuple(cells), 1, len(cells))


def written(*tables: Table, names: Sequence[str] = ()) -> bytes:
    named = zip(names or [str(number) for number in range(len(tables))], tables, strict=True)
    data = FORMATS["xlsx"].write([Sheet(name, table, dict) for name, table in named])
    assert isinstance(data, bytes)
    return data


def opened(*tables: Table) -> Worksheet:
    """The first sheet, read back by the library."""
    return book(written(*tables)).worksheets[0]


def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def sheet_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def shown(cell: SheetCell) -> str:
    """What a cell shows, for the few number formats that amounts have."""
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    decimals = len(cell.number_format.partition(".")[2])
    return f"{cell.value:,.{decimals}f}" if "," in cell.number_format else f"{cell.value:.{decimals}f}"


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_comes_back_cell_for_cell(name: str) -> None:
    table = report(name)
    sheet = opened(table)
    above = len(table.above)
    assert [sheet.cell(line + 1, 1).value for line in range(above)] == list(table.above)
    merged = {(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges}
    assert merged == {(line + 1, 1, line + 1, table.width) for line in range(above)} | {
        (cell.top + above + 1, cell.left + 1, cell.bottom + above, cell.right)
        for cell in table.cells
        if (cell.bottom - cell.top, cell.right - cell.left) != (1, 1)
    }
    for cell in table.cells:
        found = sheet.cell(cell.top + above + 1, cell.left + 1)
        assert isinstance(found, SheetCell) and shown(found) == cell.text
        assert found.data_type == ("n" if cell.numeric or not cell.text else "s")
        assert found.number_format == "@" or cell.numeric
    assert (sheet.max_row, sheet.max_column) == (table.height + above, table.width)


def test_the_sheet_is_written_as_it_was_looked_at() -> None:
    tree = etree.fromstring(sheet_xml(written(report("2-5"))))
    etree.indent(tree)
    assert_golden("2-5.xlsx.xml", etree.tostring(tree, encoding="utf-8", xml_declaration=True) + b"\n")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(report("2-5")) == written(report("2-5"))
    properties = book(written(report("2-5"))).properties
    assert properties.created == properties.modified and properties.creator == "自评表"


def test_a_form_is_ready_to_be_printed() -> None:
    table = report("2-5")
    sheet = opened(table)
    assert sheet.print_area == "'0'!$A$1:$G$25"
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.freeze_panes == "A5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 1)
    assert sheet.print_options.horizontalCentered
    assert sheet.oddFooter is not None and sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet["A2"].font.size > sheet["A1"].font.size and sheet["A2"].alignment.horizontal == "center"


def test_a_long_form_takes_as_many_pages_as_it_needs() -> None:
    cells = tuple(Cell(at, 0, at + 1, 1, "甲", "indicators#1.a") for at in range(60))
    assert opened(Table(cells, 60, 1)).page_setup.fitToHeight == 0


def test_every_place_of_a_merged_cell_has_its_lines() -> None:
    table = Table((Cell(0, 0, 2, 2, "甲"), Cell(0, 2, 2, 3, "乙")), 2, 3)
    assert opened(table)["A1"].border.left.style == "thin"
    tree = etree.fromstring(sheet_xml(written(table)))
    assert [cell.get("s") for cell in tree.iter("{*}c")] == ["1"] * 6


def test_the_lines_around_a_table_reach_over_all_its_columns() -> None:
    sheet = opened(Table((Cell(0, 0, 1, 2, "甲"),), 1, 2, ("附件 1:", "标题"), ("注：略",)))
    assert [sheet.cell(number, 1).value for number in range(1, 5)] == ["附件 1:", "标题", "甲", "注：略"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:B1", "A2:B2", "A3:B3", "A4:B4"]
    assert sheet["A4"].border.left.style is None


AMOUNTS = {
    "383.50": "0.00",
    "85": "0",
    "0": "0",
    "0.00": "0.00",
    "-5": "0",
    "-0.5": "0.0",
    "72.6297": "0.0000",
    "1,234.50": "#,##0.00",
    "11,122,315.04": "#,##0.00",
    "123456789012345": "0",
}


@pytest.mark.parametrize(("text", "number_format"), AMOUNTS.items())
def test_an_amount_is_a_number_that_shows_as_it_was_written(text: str, number_format: str) -> None:
    cell = opened(row(text, numeric=True))["A1"]
    assert (cell.data_type, cell.number_format, shown(cell)) == ("n", number_format, text)


ODD_AMOUNTS = [
    "1234567890123456",
    "007",
    "+5",
    "5.",
    ".5",
    "1,23",
    "1,2345.6",
    "-0",
    "-0.00",
    "５",
    "5万",
    "1e5",
    "NaN",
]


@pytest.mark.parametrize("text", [*ODD_AMOUNTS, "0.0000000000000001", "316.75 万元", "无", " 5", "5\n"])
def test_an_amount_that_no_number_shows_stays_text(text: str) -> None:
    cell = opened(row(text, numeric=True))["A1"]
    assert (cell.data_type, cell.value, cell.number_format) == ("s", text, "@")


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://a.b","甲")', "@SUM(1)", "-2+3", "+1", "\t=1", "＝1", "=", "-", "001", "1e5", "83.90%"],
)
def test_what_looks_like_a_formula_or_a_number_is_text_and_stays_it(text: str) -> None:
    data = written(row(text))
    cell = book(data).worksheets[0]["A1"]
    assert (cell.data_type, cell.value, cell.number_format, cell.quotePrefix) == ("s", text, "@", True)
    assert list(etree.fromstring(sheet_xml(data)).iter("{*}f")) == []


@pytest.mark.parametrize(
    "text",
    [
        " 前后 ",
        "\n前\n\n后\n",
        "甲  乙",
        "\u3000甲\u00a0",
        "< & > \" ' | {{ \\",
        "□☑≥𠮷",
        "甲\t乙",
        "TRUE",
        "#N/A",
        "2020-01-01",
        "长" * 10_000,
    ],
)
def test_a_text_comes_back_exactly(text: str) -> None:
    cell = opened(row(text))["A1"]
    assert (cell.data_type, cell.value) == ("s", text)
    tree = etree.fromstring(sheet_xml(written(row(text))))
    element = tree.find(".//{*}t")
    assert element is not None and element.text == text
    if text != text.strip():
        assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲_x000D_", "甲_x005F_x000D_"),
        ("_x005F_", "_x005F_x005F_"),
        ("_x00g0_ _x_", "_x00g0_ _x_"),
        ("甲\x00\x1b\r乙\ufffe\ud800", "甲_x0000__x001B__x000D_乙_xFFFE__xD800_"),
    ],
)
def test_what_a_workbook_would_take_for_an_escape_is_escaped(text: str, kept: str) -> None:
    tree = etree.fromstring(sheet_xml(written(row(text))))
    assert [element.text for element in tree.iter("{*}t")] == [kept]


def test_a_text_longer_than_a_cell_may_hold_is_refused() -> None:
    with pytest.raises(FormatError, match="32768 个字，Excel 一格最多"):
        written(row("长" * 32_768))


def test_a_long_text_is_not_shown_as_number_signs_by_older_programs() -> None:
    sheet = opened(row("长" * 256, "=" + "1" * 255))
    assert (sheet["A1"].number_format, sheet["B1"].data_type, sheet["B1"].quotePrefix) == ("General", "s", True)


def lines_needed(text: str, letters: float) -> int:
    return -(-width(text, wide_ambiguous=True) // int(letters))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_high_enough_for_its_text(name: str) -> None:
    table = report(name)
    sheet = opened(table)
    above = len(table.above)
    columns = [sheet.column_dimensions[letter].width for letter in "ABCDEFG"[: table.width]]
    for cell in table.cells:
        size = sheet.cell(cell.top + above + 1, cell.left + 1).font.size
        letters = sum(columns[cell.left : cell.right]) * 8 * 0.75 / (size / 2) - 1
        rows = range(cell.top + above + 1, cell.bottom + above + 1)
        height = sum(sheet.row_dimensions[number].height or 0 for number in rows)
        assert height >= lines_needed(cell.text, letters) * size * 1.25, cell.text


@pytest.mark.parametrize(("letters", "size"), [(1300, 10.5), (1400, 9), (2200, 8), (2800, 7), (4000, 6), (10_000, 6)])
def test_text_too_long_for_the_highest_row_is_written_smaller(letters: int, size: float) -> None:
    sheet = opened(row("长" * letters))
    assert sheet["A1"].font.size == size
    assert (sheet.row_dimensions[1].height or 0) <= 409


def test_a_merged_cell_too_high_for_its_rows_makes_each_of_them_higher() -> None:
    cells = Cell(0, 0, 2, 1, "长" * 60, "a.b"), Cell(0, 1, 1, 2, "甲" * 100, "a.c"), Cell(1, 1, 2, 2, "乙", "a.d")
    sheet = opened(Table(cells, 2, 2, widths=(1, 9)))
    first, second = (sheet.row_dimensions[number].height or 0 for number in (1, 2))
    assert first - second == pytest.approx(3 * 10.5 * 1.3 + 5 - 21, abs=1) and first + second > 12 * 10.5 * 1.3


def test_columns_are_as_wide_as_the_form_says() -> None:
    sheet = opened(row("甲", "乙", "丙")._replace(widths=(1, 2, 1)))
    first, second, third = (sheet.column_dimensions[letter].width for letter in "ABC")
    assert (first, first) == (third, second / 2)


@pytest.mark.parametrize(
    ("names", "tabs"),
    [
        (["2-5", "2-6"], ["2-5", "2-6"]),
        (["甲", "甲", "甲"], ["甲", "甲 (2)", "甲 (3)"]),
        (["Abc", "aBC"], ["Abc", "aBC (2)"]),
        (["History", "", "'"], ["History (2)", "自评表", "自评表 (2)"]),
        (["'甲[1]:*?/\\' "], ["甲［1］：＊？／＼"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 27 + " (2)"]),
        (["𠮷" * 20], ["𠮷" * 15]),
        (["a\nb\x00"], ["ab"]),
    ],
)
def test_tabs_have_legal_names_and_no_two_the_same(names: list[str], tabs: list[str]) -> None:
    data = written(*[row("甲")] * len(names), names=names)
    assert book(data).sheetnames == tabs


def test_several_reports_are_a_tab_each_in_their_order() -> None:
    data = written(report("2-5"), report("2-12"), names=["2-5", "2-12"])
    workbook = book(data)
    assert [sheet["A1"].value for sheet in workbook.worksheets] == ["附件 2-5:", "附件 2-12:"]
    assert workbook.active is workbook.worksheets[0]


def test_an_amount_too_wide_for_its_column_is_written_smaller() -> None:
    sheet = opened(row("11,122,315.04", numeric=True))
    assert sheet["A1"].alignment.shrink_to_fit and not sheet["A1"].alignment.wrap_text


def test_a_text_of_thousands_of_digits_is_written_at_once() -> None:
    assert opened(row("1" * 10_000 + "个"))["A1"].quotePrefix is False


def test_a_form_without_a_table_is_only_its_lines() -> None:
    sheet = opened(Table((), 0, 0, above=("标题",)))
    assert (sheet["A1"].value, sheet.max_row, sheet.max_column) == ("标题", 1, 1)


def test_cells_over_one_another_are_never_written() -> None:
    with pytest.raises(ValueError, match="two cells"):
        written(Table((Cell(0, 0, 1, 2, "甲"), Cell(0, 1, 1, 2, "乙")), 1, 2))
