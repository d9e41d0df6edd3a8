"""The twelve published forms as other programs write them, not our own exporter: the answers are the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from html import escape

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.recognise import recognise
from forms.table import Cell, Table
from seeds import NAMES, seed
from store.readers.register import read
from workbooks import STRICT, USUAL, repacked

Write = Callable[[Sequence[Table]], bytes]


@cache
def table_of(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, 0, data)[0])


def spans(cell: Cell) -> tuple[int, int]:
    """Over how many rows and columns it reaches."""
    return cell.bottom - cell.top, cell.right - cell.left


def rows(table: Table) -> list[list[Cell]]:
    return [[cell for cell in table.cells if cell.top == row] for row in range(table.height)]


def number_in(cell: Cell) -> tuple[float, str] | None:
    """The number and its format by which a spreadsheet would show an answer."""
    figure = cell.text.removesuffix("%")
    if not cell.path or not figure.replace(".", "", 1).isdecimal() or not (cell.numeric or cell.text.endswith("%")):
        return None
    decimals = "." + "0" * len(figure.partition(".")[2]) if "." in figure else ""
    return (float(figure) / 100, f"0{decimals}%") if cell.text.endswith("%") else (float(figure), f"0{decimals}_ ")


# -- how programs write them -------------------------------------------------------------------------------------------


def workbook(tables: Sequence[Table]) -> bytes:
    """A sheet each, amounts and rates as numbers with formats."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet_of(book.create_sheet(), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(sheet: Worksheet, table: Table, top: int = 1) -> int:
    """Put a form into a sheet from a row on; gives the row behind it."""
    for line in table.above:
        sheet.cell(top, 1, line)
        sheet.merge_cells(start_row=top, end_row=top, start_column=1, end_column=table.width)
        top += 1
    for cell in table.cells:
        put(sheet, cell, top)
    for number, line in enumerate(table.below, top + table.height):
        sheet.cell(number, 1, line)
    return top + table.height + len(table.below)


def put(sheet: Worksheet, cell: Cell, top: int) -> None:
    place = sheet.cell(top + cell.top, cell.left + 1)
    number = number_in(cell)
    if number:
        place.value, place.number_format = number
    elif cell.text:
        place.value = cell.text
    if spans(cell) != (1, 1):
        bottom, right = top + cell.bottom - 1, cell.right
        sheet.merge_cells(start_row=top + cell.top, end_row=bottom, start_column=cell.left + 1, end_column=right)


def one_sheet(tables: Sequence[Table]) -> bytes:
    """All of them below one another."""
    book = openpyxl.Workbook()
    top = 1
    for table in tables:
        top = sheet_of(book.worksheets[0], table, top) + 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def strict(tables: Sequence[Table]) -> bytes:
    def changed(part: bytes) -> bytes:
        relations = b"purl.oclc.org/ooxml/officeDocument/relationships"
        usual = b"schemas.openxmlformats.org/officeDocument/2006/relationships"
        return part.replace(USUAL.encode(), STRICT.encode()).replace(usual, relations)

    return repacked(workbook(tables), changed)


def xml_of_2003(tables: Sequence[Table]) -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheets = "".join(
        f'<Worksheet ss:Name="{n}"><Table>{"".join(xml_rows(table))}</Table></Worksheet>'
        for n, table in enumerate(tables)
    )
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheets}</Workbook>'.encode()


def xml_rows(table: Table) -> Iterator[str]:
    def row(cells: str) -> str:
        return f"<Row>{cells}</Row>"

    def text(words: str, more: str = "") -> str:
        data = f'<Data ss:Type="String">{escape(words)}</Data>' if words else ""
        return f"<Cell{more}>{data}</Cell>"

    yield from (row(text(line, f' ss:MergeAcross="{table.width - 1}"')) for line in table.above)
    for cells in rows(table):
        written = []
        for cell in cells:
            down, across = spans(cell)
            merge = f' ss:Index="{cell.left + 1}" ss:MergeAcross="{across - 1}" ss:MergeDown="{down - 1}"'
            written.append(text(cell.text, merge))
        yield row("".join(written))
    yield from (row(text(line)) for line in table.below)


def page(tables: Sequence[Table], show: Callable[[Cell], str], end: str = "</td>") -> str:
    written = "".join(
        "".join(f"<p>{escape(line)}</p>" for line in table.above)
        + f"<table>{''.join(page_rows(table, show, end))}</table>"
        + "".join(f"<p>{escape(line)}</p>" for line in table.below)
        for table in tables
    )
    return f"<html><body>{written}</body></html>"


def page_rows(table: Table, show: Callable[[Cell], str], end: str) -> Iterator[str]:
    for cells in rows(table):
        yield "<tr>" + "".join(
            f"<td rowspan={spans(cell)[0]} colspan={spans(cell)[1]}>{show(cell)}{end}" for cell in cells
        )


def shown(cell: Cell) -> str:
    return escape(cell.text).replace("\n", "<br>")


def entered(cell: Cell) -> str:
    """The answer in a field of a form, of the kind that such a page has for it."""
    if not cell.path:
        return shown(cell)
    if cell.path.endswith("is_key_project"):
        return "".join(f"<input type=radio{' checked' * (cell.text == each)}>{each}" for each in ("是", "否"))
    if cell.path.endswith("project_nature"):
        return f"<select><option value=''>请选择<option selected>{cell.text}<option>其他</select>"
    if len(cell.text) > 20 or "\n" in cell.text:
        return f"<textarea>\n{escape(cell.text)}</textarea>"
    return f'<input type=hidden value=7><input value="{escape(cell.text)}">'


def archive(tables: Sequence[Table]) -> bytes:
    """A page saved as one file, as Excel and WPS write it."""
    mail = MIMEMultipart("related")
    mail.attach(MIMEText(page(tables, shown), "html", "utf-8"))
    return mail.as_bytes()


def separated(tables: Sequence[Table], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for table in tables:
        grid = [[""] * table.width for _ in range(table.height)]
        for cell in table.cells:
            grid[cell.top][cell.left] = cell.text
        writer.writerows([*([line] for line in table.above), *grid, *([line] for line in table.below), []])
    return out.getvalue()


WRITTEN: dict[str, Write] = {
    "一表一张.xlsx": workbook,
    "一张到底.xlsx": one_sheet,
    "严格.xlsx": strict,
    "改了名.docx": workbook,
    "导出.xls": xml_of_2003,
    "网页.xls": lambda tables: page(tables, shown).encode("gb18030"),
    "没有结束标记.html": lambda tables: page(tables, shown, "").encode(),
    "存档.mht": archive,
    "分号.csv": lambda tables: separated(tables, ";").encode("utf-8-sig"),
    "制表符.xls": lambda tables: separated(tables, "\t").encode("utf-16"),
    "没有标记.txt": lambda tables: separated(tables, "\t").encode("utf-16-le"),
    "逗号.csv": lambda tables: separated(tables, ",").encode("gb18030"),
}
"""How files are called → how they are made."""


@pytest.mark.parametrize("file", WRITTEN)
def test_the_twelve_forms_come_in_from_whatever_wrote_them(file: str) -> None:
    tables = [table_of(name) for name in NAMES]
    found = recognise(library.forms(), read(WRITTEN[file](tables), file), 1999)
    assert not found.refused
    for wanted, report in zip(tables, found.reports, strict=True):
        assert assemble(report.form, report.answers)[:4] == wanted[:4]
        assert (report.unplaced, report.doubts) == ((), ())


def test_what_was_entered_in_the_fields_of_a_page_comes_in() -> None:
    tables = [table_of(name) for name in NAMES[:11]]
    found = recognise(library.forms(), read(page(tables, entered).encode(), "填报.html"), 1999)
    for wanted, report in zip(tables, found.reports, strict=True):
        assert assemble(report.form, report.answers)[:4] == wanted[:4]
        assert (report.unplaced, report.doubts) == ((), ())
