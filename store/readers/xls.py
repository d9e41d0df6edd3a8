"""Old Excel workbooks (.xls) as documents, each cell as it is shown; called through the register of readers."""

from __future__ import annotations

import io

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as Given

from forms.source import Document
from store.errors import FormatError
from store.readers import compound
from store.readers.number_formats import BUILTIN, GENERAL
from store.readers.sheets import IN_ERROR, MAX_COLUMNS, Sheet, document
from store.readers.xls_floating import Floating, floating

_DAMAGED = "文件内容不完整或已损坏，请在 Excel 或 WPS 中打开并另存为 .xlsx 后再导入。"
_LOCKED = "有密码，请在 Excel 中取消密码后另存再导入。"


def read(data: bytes) -> Document:
    """The sheets that are shown, one grid each; raises FormatError with one sentence for what is no sound workbook."""
    book = _opened(data)
    sheets, notes = [], []
    floats = floating(data)
    for given in book.sheets():
        over = next(floats, Floating())
        if given.visibility:
            notes.append(f"工作表「{given.name}」已隐藏，没有读取。")
        else:
            sheets.append(_sheet(given, book, over))
    return document(sheets, notes)


def _opened(data: bytes) -> Book:
    if data.startswith(compound.MAGIC) and compound.goes_in_circles(data):
        raise FormatError(_DAMAGED)
    try:
        # A log of its own: xlrd prints its doubts, and nothing may be printed over a terminal application.
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except MemoryError:
        raise
    except Exception as error:  # xlrd lets anything through that damaged bytes lead to: struct.error, IndexError, …
        raise FormatError(_LOCKED if "encrypted" in str(error).lower() else _DAMAGED) from error


def _sheet(given: Given, book: Book, over: Floating) -> Sheet:
    sheet = Sheet(given.name)
    sheet.lines += over.lines
    sheet.ticks += over.ticks
    rows = given.rowinfo_map.items()
    sheet.hidden_rows.update(row for row, info in rows if info.hidden or not (info.height or info.has_default_height))
    sheet.hidden_columns.update(
        column for column, info in given.colinfo_map.items() if (info.hidden or not info.width) and column < MAX_COLUMNS
    )
    for top, bottom, left, right in given.merged_cells:
        sheet.merge(top, left, bottom, right)
    for row in range(given.nrows):
        for column in range(given.row_len(row)):
            _cell(given, row, column, book, sheet)
    return sheet


def _cell(given: Given, row: int, column: int, book: Book, sheet: Sheet) -> None:
    value = given.cell_value(row, column)
    match given.cell_type(row, column):
        case xlrd.XL_CELL_TEXT:
            sheet.put_text(row, column, str(value), _format(given, row, column, book))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            code = _format(given, row, column, book)
            sheet.put_number(row, column, repr(value), code, book.datemode == 1)
        case xlrd.XL_CELL_BOOLEAN:
            sheet.put(row, column, "TRUE" if value else "FALSE")
        case xlrd.XL_CELL_ERROR:
            sheet.remark(IN_ERROR, row, column)
            sheet.put(row, column, xlrd.error_text_from_code.get(int(value), "#N/A"))


def _format(given: Given, row: int, column: int, book: Book) -> str:
    """The number format of a cell; those that have a number alone are a Chinese program's, as in `xlsx`."""
    style = given.cell_xf_index(row, column)
    key = book.xf_list[style].format_key if style < len(book.xf_list) else 0
    if key in BUILTIN:
        return BUILTIN[key]
    known = book.format_map.get(key)
    return (known.format_str if known is not None and key else None) or GENERAL
