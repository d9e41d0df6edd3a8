"""Rows of cells in a text without drawn lines: with tabs between them, or blanks that put them into columns.

Called by `text.py`. Where a cell is missing its place is a gap, which may be a merged cell as well as an empty one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from forms.cells import width
from forms.lazily import lazily
from forms.source import Piece
from store.readers.limits import PIECES, too_much

_BEGINS_A_FORM = lazily(r"\s*(?:附件|附表|附\s*[0-9])|.*表\s*\Z|.*年度?\s*[)）]\s*\Z")
"""A line that stands before a table, never in it, even where no blank line does."""
_APART = lazily(r"\S\s\s+\S")
_PART = lazily(r"\S+(?:\s\S+)*")
"""What stands between two blanks and the next two."""
_RULE = lazily(r"\s*[-=]{2,}(?:\s+[-=]{2,})+\s*\Z")
"""A line of dashes over and under columns."""
_TORN = 5
"""So many lines may a cell need in a row of its own."""
_QUOTED_PARTS = 500
"""So many lines and tabs may a cell in quotation marks have."""
_TRIES = 2000
"""So often is the end of a quotation looked for in vain, before quotation marks are taken for what they are."""
_NEAR = 2
"""Terminal cells by which the cells of a column may begin apart."""


class _Row(NamedTuple):
    """The cells of a line."""

    line: int
    """Its number, from 0."""
    cells: Sequence[tuple[int, str]]
    """Each text with its column, or with the terminal cell in which it begins; none is blank."""


class Rows:
    """The lines of a text, asked for the table that begins on one of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._tries = _TRIES
        self._count = 0

    def tabbed(self, start: int) -> tuple[tuple[Piece, ...], int] | None:
        """The cells of a table with tabs, and the line behind it.

        Blank lines, as a page break leaves them, do not end it when cells go on behind them.
        """
        rows = []
        end = start
        at = start if _has_tabs(self._lines[start]) else None
        while at is not None:
            cells, end = self._cells(at)
            rows.append(self._row(at, enumerate(cells)))
            at = self._next(end)
        return (tuple(_pieces(rows, numbered=True)), end) if rows else None

    def aligned(self, start: int, is_table: Callable[[int], bool]) -> tuple[tuple[Piece, ...], int] | None:
        """The cells of a table in columns, and the line behind it; two rows at least make one.

        `is_table` tells whether a drawn table begins on a line, however its lines look.
        """
        rows: list[_Row] = []
        at = start
        while at < len(self._lines) and not (at > start and is_table(at)):
            if torn := self._torn(at, is_table) if rows and rows[-1].line == at - 1 else 0:
                rows += (self._row(number, _parts(self._lines[number])) for number in range(at, at + torn))
                at += torn
            if self._is_row(at):
                rows.append(self._row(at, _parts(self._lines[at])))
            elif not self._is_between(at, rows):
                break
            at += 1
        return (tuple(_pieces(_in_columns(rows))), at) if len(rows) > 1 else None

    def _row(self, line: int, cells: Iterable[tuple[int, str]]) -> _Row:
        """A row with its cells that have a text, as long as they are not more than anybody can look at."""
        row = _Row(line, [cell for cell in cells if cell[1].strip()])
        self._count += len(row.cells)
        if self._count > PIECES:
            raise too_much(f"有字的格超过 {PIECES // 10_000} 万个")
        return row

    def _next(self, at: int) -> int | None:
        """The line of the next row with tabs; a single line without stands for one if it is between two others."""
        lines = self._lines
        if at + 1 < len(lines) and lines[at].strip() and not _has_tabs(lines[at]):
            return at if _has_tabs(lines[at + 1]) and not _BEGINS_A_FORM().match(lines[at]) else None
        while at < len(lines) and not lines[at].strip():
            at += 1
        return at if at < len(lines) and _has_tabs(lines[at]) else None

    def _cells(self, start: int) -> tuple[list[str], int]:
        """The cells of a row, and the line behind it: a cell in quotation marks goes on until they close."""
        line = self._lines[start]
        end = start + 1
        if '"' not in line:
            return line.split("\t"), end
        cells = deque(line.split("\t"))
        row: list[str] = []
        while cells:
            cell = cells.popleft()
            if _opens(cell) and self._tries and (closed := self._closed(cell, cells, end)):
                cell, cells, end = closed
            row.append(_unquoted(cell))
        return row, end

    def _closed(self, cell: str, behind: Iterable[str], end: int) -> tuple[str, deque[str], int] | None:
        """A cell up to where its quotation closes, the cells behind it on its last line, and the line behind that."""
        parts = [cell]
        marks = cell.count('"')
        rest = deque(behind)
        for _ in range(_QUOTED_PARTS):
            if rest:
                parts += ["\t", rest.popleft()]
            elif end < len(self._lines):
                rest.extend(self._lines[end].split("\t"))
                parts += ["\n", rest.popleft()]
                end += 1
            marks += parts[-1].count('"')
            if marks % 2 == 0 and parts[-1].endswith('"'):
                return "".join(parts), rest, end
        self._tries -= 1
        return None

    def _is_row(self, at: int) -> bool:
        """Whether blanks part a line into cells."""
        if not 0 <= at < len(self._lines):
            return False
        line = self._lines[at]
        return "\t" not in line and _APART().search(line) is not None and not _RULE().match(line)

    def _is_between(self, at: int, rows: list[_Row]) -> bool:
        """Whether a line parts two rows, or closes them: a blank one, or one of dashes."""
        if _RULE().match(self._lines[at]):
            return self._is_row(at + 1) or bool(rows) and rows[-1].line == at - 1
        return not self._lines[at].strip() and bool(rows) and self._is_row(at + 1)

    def _torn(self, at: int, is_table: Callable[[int], bool]) -> int:
        """How many lines of a single cell stand here before the next row, as cells of several lines leave them."""
        for number in range(at, min(at + _TORN + 1, len(self._lines))):
            line = self._lines[number]
            if is_table(number):
                break
            if self._is_row(number):
                return number - at
            if not line.strip() or "\t" in line or _RULE().match(line) or _BEGINS_A_FORM().match(line):
                break
        return 0


def _has_tabs(line: str) -> bool:
    """Whether a line is a row of cells; a tab before a text only indents it."""
    return "\t" in line and "\t" in line.lstrip()


def _opens(cell: str) -> bool:
    """Whether a cell begins a quotation that it does not end."""
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _unquoted(cell: str) -> str:
    """The text of a cell; spreadsheets put one in quotation marks that has line breaks or such marks itself."""
    inside = cell[1:-1]
    needed = "\n" in inside or "\t" in inside or '"' in inside
    quoted = cell.startswith('"') and cell.endswith('"') and '"' not in inside.replace('""', "")
    return inside.replace('""', '"') if needed and quoted else cell


def _parts(line: str) -> list[tuple[int, str]]:
    """The cells of a line with the terminal cell in which each begins."""
    parts = []
    place = end = 0
    for match in _PART().finditer(line):
        place += width(line[end : match.start()])
        parts.append((place, match[0]))
        place += width(match[0])
        end = match.end()
    return parts


def _in_columns(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The rows with the number of a column for each cell: what begins about as far from the left stands in one."""
    starts = sorted({start for row in rows for start, _ in row.cells})
    steps = (after - before > _NEAR for before, after in pairwise([starts[0], *starts]))
    columns = dict(zip(starts, accumulate(steps), strict=True))
    for line, parts in rows:
        column = -1
        cells = []
        for start, text in parts:
            column = max(column + 1, columns[start])
            cells.append((column, text))
        yield _Row(line, cells)


def _pieces(rows: Iterable[_Row], *, numbered: bool = False) -> Iterator[Piece]:
    """The cells with a text; `numbered` where the gaps between them count as cells."""
    for row, (line, cells) in enumerate(rows):
        for order, (column, text) in enumerate(cells):
            place = f"第 {line + 1} 行第 {(column if numbered else order) + 1} 格"
            yield Piece(text.strip(" "), row, column, row + 1, column + 1, place)
