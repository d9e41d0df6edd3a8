"""The XML that Excel 2003 wrote, which public offices' systems still export with the name .xls, as documents.

Called through the register of readers; each cell is read as it is shown, like those of `xlsx`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from forms.source import Document
from store.errors import FormatError
from store.readers.number_formats import GENERAL
from store.readers.packages import local
from store.readers.sheets import IN_ERROR, MAX_COLUMNS, MAX_ROWS, NOT_COMPUTED, Sheet, document, is_zero

_DAMAGED = "文件内容不完整或已损坏，请在 Excel 或 WPS 中打开并另存为 .xlsx 后再导入。"
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED = {
    "General Number": GENERAL,
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00;"¥"-#,##0.00',
    "Euro Currency": '"€"#,##0.00;"€"-#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}
"""Formats that these files give by a name."""
_FARTHEST = 20_000_000
"""A number of rows or columns beyond every sheet, so that no sum of indices grows without end."""


class _Book(NamedTuple):
    """What all sheets share."""

    formats: dict[str, str]
    """Style → its number format."""
    since_1904: bool


def read(data: bytes) -> Document:
    """The sheets that are shown, one grid each; raises FormatError with one sentence for what is no sound workbook."""
    root = _root(data)
    book = _Book(_formats(root), root.find(".//{*}Date1904") is not None)
    sheets, notes = [], []
    for worksheet in root.iter(f"{_SS}Worksheet"):
        name = _get(worksheet, "Name")
        visible = worksheet.findtext("{*}WorksheetOptions/{*}Visible") or "SheetVisible"
        if visible.strip() != "SheetVisible":
            notes.append(f"工作表「{name}」已隐藏，没有读取。")
        else:
            sheets.append(_sheet(worksheet, name, book))
    return document(sheets, notes)


def _root(data: bytes) -> etree._Element:
    try:
        # Systems that build this XML by hand often begin with an empty line, which XML forbids.
        root = etree.parse(io.BytesIO(data.lstrip(b" \t\r\n")), _parser()).getroot()
    except etree.XMLSyntaxError as error:
        raise FormatError(_DAMAGED) from error
    if root.tag != f"{_SS}Workbook":
        raise FormatError(_DAMAGED)
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _get(element: etree._Element, name: str) -> str:
    """An attribute, which is written `ss:Name` but by careless programs `Name`."""
    return element.get(f"{_SS}{name}") or element.get(name) or ""


def _number(element: etree._Element, name: str) -> int:
    text = _get(element, name)
    return min(int(text), _FARTHEST) if text.isdecimal() and len(text) < 10 else 0


def _formats(root: etree._Element) -> dict[str, str]:
    """The formats of the styles; one that says nothing of it has its parent's."""
    formats: dict[str, str] = {}
    for style in root.iter(f"{_SS}Style"):
        own = style.find(f"{_SS}NumberFormat")
        parent = formats.get(_get(style, "Parent") or "Default", GENERAL)
        code = _get(own, "Format") or GENERAL if own is not None else parent
        formats[_get(style, "ID")] = _NAMED.get(code, code)
    return formats


def _sheet(worksheet: etree._Element, name: str, book: _Book) -> Sheet:
    sheet = Sheet(name)
    for table in worksheet.iterchildren(f"{_SS}Table"):
        columns = _columns(table, sheet)
        for row, element in _indexed(table, "Row", "Span"):
            if _is_hidden(element, "Height"):
                sheet.hidden_rows.update(range(row, min(row + _number(element, "Span") + 1, MAX_ROWS)))
            for column, cell in _indexed(element, "Cell", "MergeAcross"):
                styles = (_get(cell, "StyleID"), _get(element, "StyleID"), columns.get(column, ""), "Default")
                code = book.formats.get(next(style for style in styles if style), GENERAL)
                _cell(cell, row, column, code, sheet, book.since_1904)
    return sheet


def _columns(table: etree._Element, sheet: Sheet) -> dict[int, str]:
    """Hide the columns that are hidden, and give the styles of the others."""
    styles: dict[int, str] = {}
    for first, column in _indexed(table, "Column", "Span"):
        these = range(first, min(first + _number(column, "Span") + 1, MAX_COLUMNS))
        if _is_hidden(column, "Width"):
            sheet.hidden_columns.update(these)
        styles.update(dict.fromkeys(these, _get(column, "StyleID")))
    return styles


def _indexed(parent: etree._Element, name: str, span: str) -> Iterator[tuple[int, etree._Element]]:
    """Rows, columns or cells with their number, which is said only where some are left out before."""
    at = 0
    for child in parent.iterchildren(f"{_SS}{name}"):
        at = (_number(child, "Index") or at + 1) if at < _FARTHEST else _FARTHEST
        yield at - 1, child
        at += _number(child, span)


def _is_hidden(element: etree._Element, size: str) -> bool:
    return _get(element, "Hidden") == "1" or is_zero(_get(element, size))


def _cell(cell: etree._Element, row: int, column: int, code: str, sheet: Sheet, since_1904: bool) -> None:
    across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
    if across or down:
        sheet.merge(row, column, row + down + 1, column + across + 1)
    data = next((child for child in cell if local(child) == "Data"), None)
    text = "".join(str(part) for part in data.itertext()) if data is not None else ""
    kind = _get(data, "Type") if data is not None else ""
    formula = _get(cell, "Formula")
    if formula and not text and kind != "String":
        sheet.remark(NOT_COMPUTED, row, column)
        sheet.put(row, column, formula)
        return
    match kind:
        case "Number" | "DateTime":
            sheet.put_number(row, column, text, code, since_1904)
        case "Boolean":
            sheet.put(row, column, "TRUE" if text.strip() == "1" else "FALSE")
        case "Error":
            sheet.remark(IN_ERROR, row, column)
            sheet.put(row, column, text)
        case _:
            sheet.put_text(row, column, text, code)
