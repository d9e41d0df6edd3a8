"""Spreadsheets of every kind as grids: hidden parts left out, merges told, and a sentence for all that is not read.

The readers of `.xlsx`, `.xls` and the XML of 2003 fill a `Sheet` while they walk a file; `document` makes the whole of
them one `Document`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from forms.source import Document, Grid, Piece
from store.errors import FormatError
from store.readers.date_formats import serial_of
from store.readers.limits import PIECES
from store.readers.number_formats import GENERAL, number_text, shown_text

MAX_ROWS = 20_000
"""Rows that are read of a sheet; forms have dozens."""
MAX_COLUMNS = 500
"""Columns that are read of a sheet."""
MAX_PIECES = PIECES
"""Cells with text that a whole workbook may have; more are refused while they are met rather than at the end."""
_MAX_MERGES = 50_000
_MAX_BEYOND = 1_000
"""Cells outside what is read, beyond which a sheet is no form at all."""
_TALL, _WIDE = 1_000, 100
"""A merge higher or wider than this was made by clicking on a whole column, row or sheet; it is cut to what is used."""
_SHOWN = 5
"""Places that one sentence names."""

NOT_COMPUTED = "{}{}的公式没有算出结果，读入的是公式本身，请在 Excel 中打开并保存后再导入。"
IN_ERROR = "{}{}的公式出错，按显示的错误值读入，请核对。"
BLANKED = "{}{}的内容被数字格式隐藏，没有读取。"
PICTURE = "{}{}是图片，没有读取。"
SHORTENED = "{}{}按科学记数法显示，读入的是完整数字，请核对。"
"""What is said of cells, with holes for the sheet and the cells."""
TOO_LARGE = "工作簿的内容太多，不像是自评表，请只留下自评表所在的工作表，另存后再导入。"

Span = tuple[int, int, int, int]
"""top, left, bottom, right of a merge, half-open."""


class Box(NamedTuple):
    """A check box or text box that floats over the cells."""

    row: int
    """The row that its upper edge, or that of a check box its middle, lies on."""
    column: int
    """The column that its left edge lies on."""
    text: str
    offset: int = 0
    """How far from the left of that column."""

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it comes among others, from above and from the left."""
        return self.row, self.column, self.offset


class Sheet:
    """One sheet while it is being read."""

    def __init__(self, name: str) -> None:
        self.place = f"工作表「{name}」"
        """How every sentence and place names it."""
        self.cells: dict[tuple[int, int], str] = {}
        """(row, column) → the text shown."""
        self.merges: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.lines: list[Box] = []
        """Text boxes, read as lines before the table."""
        self.ticks: list[Box] = []
        """Check boxes, read with the cell that they lie on."""
        self.filled = 0
        """How many cells with a text were met."""
        self.beyond = 0
        """How many cells lie outside what is read."""
        self.remarks: dict[str, list[str]] = {}
        """What is to be said, as a sentence with a hole for the places → those places."""

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a cell's text; raises FormatError when there is more than any form has."""
        if not text or text.isspace():
            return
        self.filled += 1
        if row < MAX_ROWS and column < MAX_COLUMNS:
            self.cells[row, column] = text
        else:
            self.beyond += 1
        if self.beyond > _MAX_BEYOND or self.filled > MAX_PIECES:
            raise FormatError(TOO_LARGE)

    def put_text(self, row: int, column: int, text: str, code: str) -> None:
        """Keep a text as its format shows it, and say so where that hides it."""
        shown = shown_text(text, code)
        if not shown and text.strip():
            self.remark(BLANKED, row, column)
        self.put(row, column, shown)

    def put_number(self, row: int, column: int, value: str, code: str, since_1904: bool) -> None:
        """Keep a number, or a moment, as its format shows it, and say so where that hides it or cuts it short."""
        try:
            number = float(value)
        except ValueError:
            serial = serial_of(value)
            if serial is None:
                self.put(row, column, value)
                return
            number, since_1904 = float(serial), False
        text = number_text(number, code, since_1904)
        if not text:
            self.remark(BLANKED, row, column)
        if code == GENERAL and "E" in text and number.is_integer():
            self.remark(SHORTENED, row, column)
            text = f"{number:.0f}"
        self.put(row, column, text)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merge, however large."""
        if len(self.merges) >= _MAX_MERGES:
            raise FormatError(TOO_LARGE)
        if bottom > top >= 0 and right > left >= 0 and (bottom - top, right - left) != (1, 1):
            self.merges.append((top, left, bottom, right))

    def remark(self, sentence: str, row: int, column: int, said: str = "") -> None:
        """Say something of a cell; the same sentence of many cells is said once, with the first of them named."""
        self.remarks.setdefault(sentence, []).append(reference(row, column) + said)


def reference(row: int, column: int) -> str:
    """A cell as spreadsheets name it: B7."""
    return f"{letters(column)}{row + 1}"


@cache
def letters(column: int) -> str:
    """A column as spreadsheets name it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


@lru_cache(maxsize=1_000)
def column_of(name: str) -> int:
    """The column, from 0, of its letters; more than any sheet has where they are none."""
    column = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z" or column > 1_000_000:
            return 1_000_000
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def is_zero(size: str | None) -> bool:
    """Whether the height of a row or the width of a column is nothing, which hides it."""
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


def document(sheets: Iterable[Sheet], notes: Sequence[str] = ()) -> Document:
    """A workbook of those sheets, each a grid of its own; the sentences given stand before those of the sheets."""
    grids: list[Grid] = []
    said = list(notes)
    pieces = 0
    for sheet in sheets:
        made, sentences = _grids(sheet)
        pieces += sum(len(grid.pieces) for grid in made)
        if pieces > MAX_PIECES:
            raise FormatError(TOO_LARGE)
        grids += made
        said += sentences
    return Document(tuple(grids), tuple(said))


def _grids(sheet: Sheet) -> tuple[list[Grid], list[str]]:
    spans, notes = _spans(sheet)
    _tick(sheet, spans)
    covered = _covered(sheet, spans)
    notes += [_remark(sheet, sentence, places) for sentence, places in sheet.remarks.items()]
    notes += _covered_note(sheet, covered)
    rows = _Counted(sheet.hidden_rows)
    columns = _Counted(sheet.hidden_columns)
    pieces, lost = [], []
    for (row, column), text in sorted(sheet.cells.items()):
        if (row, column) in covered:
            continue
        top, left, bottom, right = spans.get((row, column), (row, column, row + 1, column + 1))
        area = rows.before(top), columns.before(left), rows.before(bottom), columns.before(right)
        if area[0] < area[2] and area[1] < area[3]:
            pieces.append(Piece(text, *area, sheet.place + reference(row, column)))
        else:
            lost.append((row, column))
    if sheet.beyond:
        notes.append(f"{sheet.place}第 {MAX_ROWS} 行或第 {MAX_COLUMNS} 列以后还有 {sheet.beyond} 格，没有读取。")
    notes += _hidden_notes(sheet, lost)
    grids = [_lines(sheet)] if sheet.lines else []
    return [*grids, Grid(tuple(pieces), sheet.place)] if pieces else grids, notes


def _spans(sheet: Sheet) -> tuple[dict[tuple[int, int], Span], list[str]]:
    """Where each merge begins → the merge, cut to what is used; of two that overlap the first holds."""
    height, width = _used(sheet)
    kept: dict[tuple[int, int], Span] = {}
    active: list[tuple[int, Span]] = []  # by column; those that reach down to the row at hand never overlap
    lost = []
    reached = -1
    for span in sorted(set(sheet.merges)):
        top, left, bottom, right = span[0], span[1], min(span[2], height), min(span[3], width)
        if bottom <= top or right <= left:
            continue
        if top > reached:
            active, reached = [each for each in active if each[1][2] > top], top
        at = bisect_left(active, (right,))
        if at and active[at - 1][1][3] > left:
            lost.append(f"{reference(span[0], span[1])}:{reference(span[2] - 1, span[3] - 1)}")
            continue
        insort(active, (left, (top, left, bottom, right)))
        kept[top, left] = (top, left, bottom, right)
    return kept, [f"{sheet.place}的合并格 {_few(lost)}与别的合并格重叠，按没有合并读取。"] if lost else []


def _used(sheet: Sheet) -> tuple[int, int]:
    """Height and width of what is filled, and of the merges that were made on purpose."""
    rows = [row + 1 for row, _ in sheet.cells]
    columns = [column + 1 for _, column in sheet.cells]
    rows += [min(bottom, MAX_ROWS) for top, _, bottom, _ in sheet.merges if bottom - top <= _TALL]
    columns += [min(right, MAX_COLUMNS) for _, left, _, right in sheet.merges if right - left <= _WIDE]
    return max(rows, default=0), max(columns, default=0)


def _covered(sheet: Sheet, spans: Mapping[tuple[int, int], Span]) -> set[tuple[int, int]]:
    """The filled cells that lie under a merge which begins elsewhere."""
    covered: set[tuple[int, int]] = set()
    by_row: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        by_row.setdefault(row, []).append(column)
    rows = {row: sorted(columns) for row, columns in by_row.items()}
    filled = sorted(rows)
    for (top, left), (_, _, bottom, right) in spans.items():
        for row in filled[bisect_left(filled, top) : bisect_left(filled, bottom)]:
            columns = rows[row]
            under = columns[bisect_left(columns, left) : bisect_left(columns, right)]
            covered.update((row, column) for column in under)
        covered.discard((top, left))
    return covered


def _tick(sheet: Sheet, spans: Mapping[tuple[int, int], Span]) -> None:
    """Put the check boxes into the cells, or the merged cells, that they lie on, from left to right."""
    for box in sorted(sheet.ticks, key=lambda box: box.order):
        on = (
            anchor
            for anchor, (top, left, bottom, right) in spans.items()
            if top <= box.row < bottom and left <= box.column < right
        )
        row, column = next(on, (box.row, box.column))
        before = sheet.cells.get((row, column), "")
        sheet.put(row, column, f"{before} {box.text}" if before else box.text)


def _lines(sheet: Sheet) -> Grid:
    lines = [
        line for box in sorted(sheet.lines, key=lambda box: box.order) for line in box.text.split("\n") if line.strip()
    ]
    place = f"{sheet.place}的文本框"
    return Grid(tuple(Piece(line, row, 0, row + 1, 1, place) for row, line in enumerate(lines)), place, is_table=False)


class _Counted:
    """Rows or columns counted without the hidden ones."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self._hidden = sorted(hidden)

    def before(self, at: int) -> int:
        """How many that are shown stand before one."""
        return at - bisect_left(self._hidden, at)


def _remark(sheet: Sheet, sentence: str, places: Sequence[str]) -> str:
    return sentence.format(sheet.place, _few(places))


def _few(places: Sequence[str]) -> str:
    more = f"等 {len(places)} 处" if len(places) > _SHOWN else ""
    return "、".join(places[:_SHOWN]) + more + (" " if not more else "")


def _covered_note(sheet: Sheet, covered: Iterable[tuple[int, int]]) -> list[str]:
    under = [f"{reference(row, column)}「{_short(sheet.cells[row, column])}」" for row, column in sorted(covered)]
    return [f"{sheet.place}有文字压在合并格下面，表中看不见，没有读取：{_few(under).rstrip()}。"] if under else []


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:30]}…"


def _hidden_notes(sheet: Sheet, lost: Sequence[tuple[int, int]]) -> list[str]:
    """One sentence on the hidden rows that hold something, one on the columns."""
    rows = {row for row, _ in lost if row in sheet.hidden_rows}
    columns = {column for row, column in lost if row not in rows}
    notes = []
    if rows:
        notes.append(f"{sheet.place}第 {_runs(sheet.hidden_rows, rows, lambda row: str(row + 1))} 行已隐藏，没有读取。")
    if columns:
        notes.append(f"{sheet.place}{_runs(sheet.hidden_columns, columns, letters)} 列已隐藏，没有读取。")
    return notes


def _runs(hidden: set[int], wanted: set[int], name: Callable[[int], str]) -> str:
    """The runs of hidden rows or columns in which one of those wanted lies: 5—7、9."""
    said = []
    seen = -1
    for first in sorted(wanted):
        if first <= seen:
            continue
        start = end = first
        while start - 1 in hidden:
            start -= 1
        while end + 1 in hidden:
            end += 1
        seen = end
        said.append(name(start) if start == end else f"{name(start)}—{name(end)}")
    return _few(said).rstrip()
