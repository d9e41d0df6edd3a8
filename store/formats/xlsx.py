"""Excel workbooks, a sheet for each report, with openpyxl; called through the register.

The sheet is the form as it is printed: the lines above, the table with its merged cells, the lines below. Amounts are
numbers that show as they were written, everything else is text, and nothing is ever a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from forms.table import Cell, Table
from store.errors import FormatError
from store.formats import heights
from store.formats.archive import settled
from store.formats.columns import LEAST, Columns
from store.formats.figures import page_of
from store.formats.register import Sheet, Style
from store.formats.text import is_heading

_FONT = "宋体"
_PAGE = 97
"""Half letters of 五号 that stand side by side on A4 between the margins."""
_SPARE = 0.95
"""How much of the columns is reckoned with: printers and other fonts set the same text wider than the screen does."""
_UNIT = 7 / 8
"""A half letter of 五号 in the unit of column widths, which is a digit of the workbook's own font, 宋体 11."""
_TITLE, _LINE = 18.0, 12.0
"""The sizes of the title and of the other lines around the table."""
_MARGIN, _FOOT = 0.6, 0.75
"""Inches left free at the sides and the top of the page, and at its foot, where the number stands."""
_ONE_PAGE = 1.3 * 72 * (11.69 - _MARGIN - _FOOT)
"""Points up to which a form is made a little smaller rather than end on a second page."""
_WHEN = datetime(2020, 1, 1)  # noqa: DTZ001 — the format's own times have no zone
"""When every workbook was made: the same report gives the same bytes."""

_LONGEST = 32_767
"""Characters that a cell may hold."""
_SHOWN_AS_TEXT = 255
"""A longer text in a cell of the format `@` is shown as ##### by older programs."""
_TEXTS = ("@", "General")
"""The formats of text."""
_DIGITS = 15
"""So many a spreadsheet keeps of a number."""
_AMOUNT = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_RATE = re.compile(r"-?\d[\d.,]*[%％]")
_TEMPTING = re.compile(r"\s*+[-=+@＝＋－＠]|(?=[.,]*+\d)[\d.,]++(?:[eE][-+]?\d++)?\s*+%?\Z")
"""Text that a program would take for a formula or a number when it is typed."""
_LEGAL = str.maketrans("[]:*?/\\", "［］：＊？／＼")
"""What stands in the name of a tab for marks that may not."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a workbook writes as `_xHHHH_`: what XML has no way to hold, and what would be taken for such an escape."""


class _Look(NamedTuple):
    """How a cell looks; there are few of them, each made once for a workbook."""

    across: str
    """`left` or `center`."""
    size: float
    """Of its letters, in points."""
    number_format: str = "@"
    """`@` for text, else one that shows the amount as it was written."""
    quoted: bool = False
    """Whether the program is told to keep it as text even when a person types it again."""
    bold: bool = False
    framed: bool = True
    """Whether it is a cell of the table, rather than a line around it."""


def write(sheets: Sequence[Sheet], style: Style) -> bytes:
    """A workbook of the reports in their order; raises FormatError for a text that no spreadsheet can hold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book._named_styles["Normal"].font = Font(_FONT, 11)  # type: ignore[attr-defined]  # stubs lack it
    book.properties = DocumentProperties(creator="自评表", created=_WHEN, modified=_WHEN)
    pens = dict[_Look, StyleArray]()
    for sheet, name in zip(sheets, _names([sheet.name for sheet in sheets]), strict=True):
        _Page(book.create_sheet(name), sheet.table, pens).fill()
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()  # `book.save` would note the time of day
    return settled(out.getvalue())


def _names(wanted: Sequence[str]) -> Iterator[str]:
    """Names for tabs: legal, and no two the same but for capitals."""
    taken = {"", "history"}
    for given in wanted:
        plain = "".join(each for each in given.translate(_LEGAL) if each.isprintable())
        plain = _clipped(plain.strip(" '") or "自评表", 31)
        number, name = 1, plain
        while name.lower() in taken:
            number += 1
            name = f"{_clipped(plain, 31 - len(f' ({number})'))} ({number})"
        taken.add(name.lower())
        yield name


def _clipped(name: str, most: int) -> str:
    """A name cut to so many units of UTF-16, which is what spreadsheets count."""
    return name.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").strip(" '")


class _Page:
    """Fills one sheet."""

    def __init__(self, sheet: Worksheet, table: Table, pens: dict[_Look, StyleArray]) -> None:
        self.sheet = sheet
        self.table = table
        self.width = max(1, table.width)
        self._money = {page_of(cell) for cell in table.cells if cell.numeric}
        self._pens = pens
        self._rows = 0
        """How many are written."""

    def fill(self) -> None:
        """The whole form, ready to be printed."""
        title = next(filter(is_heading, self.table.above), None)
        for line in self.table.above:
            self._line(line, line is title, is_heading(line))
        if self._rows:
            self.sheet.freeze_panes = f"A{self._rows + 1}"
            self.sheet.print_title_rows = f"1:{self._rows}"
        self._table()
        for line in self.table.below:
            self._line(line, False, False)
        self._print()

    def _line(self, text: str, is_title: bool, centred: bool) -> None:
        """A line of text over all columns."""
        size = _TITLE if is_title else _LINE
        look = _Look("center" if centred else "left", size, bold=is_title, framed=False)
        self.sheet.append([self._cell(look, text), *(self._cell(look, "") for _ in range(self.width - 1))])
        self._rows += 1
        self._merge(Cell(0, 0, 1, self.width, text), self._rows)
        self.sheet.row_dimensions[self._rows].height = heights.line_height(text, _PAGE * _SPARE, size)

    def _table(self) -> None:
        """The rows of the table, every place of a merged cell with its lines."""
        widths = _widths(self.table)
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = round(width * _UNIT, 2)
        sizes, rows = heights.plan(self.table, [width * _SPARE for width in widths])
        looks = {id(cell): self._look(cell, size) for cell, size in zip(self.table.cells, sizes, strict=True)}
        top = self._rows
        for number, row in enumerate(self.table.grid):
            places = enumerate(row)
            self.sheet.append([self._place(cell, looks[id(cell)], number, column) for column, cell in places])
            self.sheet.row_dimensions[top + number + 1].height = rows[number]
        for cell in self.table.cells:
            self._merge(cell, top + 1)
        self._rows += self.table.height

    def _look(self, cell: Cell, size: float) -> _Look:
        """Labels, amounts and the rates beside them in the middle, other answers at the left."""
        if cell.numeric:
            return _Look("center", size, _number_format(cell.text) or "@")
        if cell.is_label or page_of(cell) in self._money and _RATE.fullmatch(cell.text):
            return _Look("center", size)
        return _Look("left", size)

    def _place(self, cell: Cell, look: _Look, row: int, column: int) -> SheetCell:
        """One place of the grid: the text stands in the first of its cell."""
        first = (cell.top, cell.left) == (row, column)
        return self._cell(look, cell.text if first else "")

    def _cell(self, look: _Look, text: str) -> SheetCell:
        """A cell with a number where its look shows one, else with the text itself."""
        amount = look.number_format != "@"
        if not amount:
            look = look._replace(quoted=_TEMPTING.match(text) is not None)
            if len(text) > _SHOWN_AS_TEXT:
                look = look._replace(number_format="General")
        cell = SheetCell(self.sheet, 1, 1, style_array=self._pen(look))  # `append` tells it its place
        if text:
            cell.value = float(text.replace(",", "")) if amount else _escaped(text)
            cell.data_type = "n" if amount else "s"  # a text remains one whatever it begins with
        return cell

    def _pen(self, look: _Look) -> StyleArray:
        """The workbook's numbers for a look: setting fonts and lines on each cell takes longer than all the rest."""
        if look not in self._pens:
            cell = SheetCell(self.sheet, 1, 1)
            cell.font = Font(name=_FONT, size=look.size, bold=look.bold)
            number = look.number_format not in _TEXTS  # one too wide for its column would show as #####
            cell.alignment = Alignment(look.across, "center", wrap_text=not number, shrink_to_fit=number)
            if look.framed:
                side = Side("thin")
                cell.border = Border(side, side, side, side)
            cell.number_format = look.number_format
            cell.quotePrefix = look.quoted
            self._pens[look] = cell._style  # type: ignore[attr-defined]  # stubs lack it
        return self._pens[look]

    def _merge(self, cell: Cell, row: int) -> None:
        """Join the places of a cell, without the library's own copying of lines."""
        if cell.bottom - cell.top > 1 or cell.right - cell.left > 1:
            area = CellRange(None, cell.left + 1, cell.top + row, cell.right, cell.bottom - 1 + row)
            self.sheet.merged_cells.ranges.add(area)

    def _print(self) -> None:
        """A4, as wide as the page; one page where that is nearly enough, else as many as it takes, numbered."""
        sheet = self.sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_area = f"A1:{get_column_letter(self.width)}{max(1, self._rows)}"
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = 1
        points = sum(dimension.height or 0 for dimension in sheet.row_dimensions.values())
        sheet.page_setup.fitToHeight = 1 if points <= _ONE_PAGE else 0
        sheet.print_options.horizontalCentered = True
        sheet.page_margins = PageMargins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_FOOT, header=0.3, footer=0.4)
        assert sheet.oddFooter is not None
        sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _widths(table: Table) -> list[float]:
    """Half letters for each column, the whole page in all, as the form asks or as its content does."""
    if table.widths:
        shares = [float(max(width, 1)) for width in table.widths]
    elif table.cells:
        drawn = Columns(table, int(_PAGE * _SPARE), 0, wide_ambiguous=True)
        shares = [width + 1.0 for width in drawn.widths]
    else:
        shares = [1.0] * table.width
    return [max(LEAST, share * _PAGE / sum(shares)) for share in shares]


def _number_format(text: str) -> str:
    """The format that shows a number as it was written; empty where none does."""
    digits = re.sub(r"\D", "", text)
    if not _AMOUNT.fullmatch(text) or len(digits) > _DIGITS or text[0] == "-" and not digits.strip("0"):
        return ""
    whole, _, decimals = text.partition(".")
    return ("#,##0" if "," in whole else "0") + ("." + "0" * len(decimals) if decimals else "")


def _escaped(text: str) -> str:
    """A text as a workbook's XML writes it."""
    escaped = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(escaped) > _LONGEST:
        raise FormatError(
            f"有一格文字长达 {len(text)} 个字，Excel 一格最多 {_LONGEST} 个字，请改用 docx 或 html 导出。"
        )
    return escaped
