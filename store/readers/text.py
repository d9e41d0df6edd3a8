"""Plain text as a document: drawn tables, rows of cells with tabs or blanks between them, and lines.

Called through the register. A form feed begins a page, which says nothing about where a table ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.lazily import lazily
from forms.source import Document, Grid, Piece
from store.readers.drawing import table_at
from store.readers.encoding import decode, notes
from store.readers.limits import LINES, PIECES, too_much
from store.readers.rows import Rows

_LONGEST = 100_000
"""Characters of one line; an answer may have a tenth of that."""
_LINE_ENDS = lazily("\r\n|\r")
_PAGE = lazily("\f+")
_UNDER_HEAD = lazily(r"[\s|:-]*-[\s|:-]*\Z")
"""The line under the head of a Markdown table."""
_QUOTE = lazily(r"\A(?:>[ ]?)+")
_QUOTED_TABLE = lazily(r"(?:>[ ]?)+[ \u3000]*[┌├│└╔║+][─-╿+=-]")
"""A line of a drawn table in a mail that is answered."""
_PLACE = lazily("第 ([0-9]+) 行")


def read(data: bytes) -> Document:
    """The tables and lines of a text in their order."""
    text, encoding = decode(data)
    return Document(tuple(grids_of(text)), notes(encoding))


def grids_of(text: str) -> Iterator[Grid]:
    """The tables of a text and the lines between them; raises FormatError where it is too much for a form."""
    text = _PAGE().sub("", _LINE_ENDS().sub("\n", text))
    if text.count("\n") > LINES:
        raise too_much(f"超过 {LINES // 10_000} 万行")
    lines = _unquoted(text.split("\n"))
    if max(map(len, lines)) > _LONGEST:
        number = next(number for number, line in enumerate(lines, 1) if len(line) > _LONGEST)
        raise too_much(f"第 {number} 行超过 {_LONGEST // 10_000} 万个字")
    tables = 0
    for grid in _Parts(lines).grids():
        tables += grid.is_table
        yield grid._replace(place=f"表 {tables}") if grid.is_table else grid


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the signs with which mail quotes them, where a drawn table stands behind such signs."""
    if not any(map(_QUOTED_TABLE().match, lines)):
        return lines
    return [_QUOTE().sub("", line, count=1) for line in lines]


class _Parts:
    """The lines of a text, parted into what belongs together."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._rows = Rows(lines)
        self._at = 0

    def grids(self) -> Iterator[Grid]:
        """Everything, from the top."""
        loose: list[Piece] = []
        while self._at < len(self._lines):
            found = self._table()
            if found is None:
                loose += self._line(len(loose))
                if len(loose) > PIECES:
                    raise too_much(f"超过 {PIECES // 10_000} 万行")
                continue
            if loose:
                yield Grid(tuple(loose), "", is_table=False, spans=False)
                loose = []
            grids, self._at = found
            yield from grids
        if loose:
            yield Grid(tuple(loose), "", is_table=False, spans=False)

    def _line(self, row: int) -> Iterator[Piece]:
        """A line of its own, nothing if it is blank."""
        text = self._lines[self._at].strip()
        self._at += 1
        if text:
            yield Piece(text, row, 0, row + 1, 1, f"第 {self._at} 行")

    def _table(self) -> tuple[Sequence[Grid], int] | None:
        """The table that begins here, if one does, and the line behind it."""
        line = self._lines[self._at]
        if not line or line.isspace():
            return None
        if drawn := table_at(self._lines, self._at):
            return [Grid(drawn.pieces, "", spans=drawn.spans)], drawn.end
        if self._is_markdown(self._at):
            return self._markdown()
        if found := self._rows.tabbed(self._at) or self._rows.aligned(self._at, self._is_table):
            return [Grid(found[0], "", spans=False)], found[1]
        return None

    def _is_table(self, at: int) -> bool:
        """Whether a drawn table begins on a line, so that a line above it with wide gaps is no row of it."""
        return self._is_markdown(at) or table_at(self._lines, at) is not None

    def _is_markdown(self, at: int) -> bool:
        """Whether a line is the head of a Markdown table: the next one is that under it."""
        below = self._lines[at + 1 : at + 2] if "|" in self._lines[at] else ()
        return bool(below) and "|" in below[0] and _UNDER_HEAD().match(below[0]) is not None

    def _markdown(self) -> tuple[Sequence[Grid], int]:
        """The table of lines with `|`, read as that of any Markdown file."""
        from store.readers.markdown import read_text

        end = self._at
        while end < len(self._lines) and "|" in self._lines[end]:
            end += 1
        grids = read_text("\n".join(self._lines[self._at : end])).grids
        return [_moved(grid, self._at) for grid in grids], end


def _moved(grid: Grid, down: int) -> Grid:
    """A grid whose places count from another line."""

    def moved(place: str) -> str:
        return _PLACE().sub(lambda match: f"第 {int(match[1]) + down} 行", place)

    return grid._replace(pieces=tuple(piece._replace(place=moved(piece.place)) for piece in grid.pieces))
