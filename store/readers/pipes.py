"""The rows of a pipe table: their cells, and which of them are joined by the marks `<` and `^`; used by `markdown.py`.

Tables of others have no such marks; then nothing is known of merged cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from forms.source import Piece
from store.formats.markdown import ABOVE, LEFT
from store.readers.limits import too_much
from store.readers.markdown_inline import text_of

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*(?:\s*:?-+:?)?\Z")
_ESCAPED = re.compile(r"\\.")
_RIGHT = ">"
"""In a column with this sign, which our own tables escape, `<` is a sign too and no mark."""


_PLACES = 200_000
"""Places of a table, empty ones too."""


class Row(NamedTuple):
    """One row as it is written."""

    line: int
    """Its line in the file, counted from 1."""
    cells: Sequence[str]


class _Span:
    """The places that are one cell."""

    def __init__(self, row: int, column: int) -> None:
        self.top = row
        self.left = column
        self.bottom = row + 1
        self.right = column + 1
        self._places = 1

    def add(self, row: int, column: int) -> None:
        """A place joined to it."""
        self.bottom = max(self.bottom, row + 1)
        self.right = max(self.right, column + 1)
        self._places += 1

    @property
    def is_whole(self) -> bool:
        """Whether its places are a rectangle, as those of a merged cell must be."""
        return self._places == (self.bottom - self.top) * (self.right - self.left)


def is_rule(line: str) -> bool:
    """Whether a line is the one of dashes under the head of a table."""
    return "|" in line and "-" in line and _RULE.match(line.strip()) is not None


def cells_of(line: str) -> Sequence[str]:
    """The cells between the bars of a line, still with their marks; none where there is no bar."""
    line = line.strip(" \t")
    bars = [bar.start() for bar in re.finditer(r"\|", _ESCAPED.sub("..", line))] if "|" in line else []
    if not bars:
        return ()
    edges = [-1, *bars, len(line)]
    cells = [line[start + 1 : end].strip(" \t") for start, end in pairwise(edges)]
    return cells[bars[0] == 0 : len(cells) - (len(bars) > 1 and bars[-1] == len(line) - 1)]


def pieces_of(rows: Sequence[Row]) -> tuple[tuple[Piece, ...], bool]:
    """The cells of the rows with something in them, and whether the marks tell which are merged."""
    if sum(len(row.cells) for row in rows) > _PLACES:
        raise too_much(f"表格超过 {_PLACES // 10_000} 万格")
    signs = {column for row in rows for column, cell in enumerate(row.cells) if cell == _RIGHT}
    owners: list[list[_Span]] = []
    pieces, spans = [], []
    for number, row in enumerate(rows):
        owners.append([])
        for column, cell in enumerate(row.cells):
            owner = None if column in signs else _owner(owners, cell)
            if owner:
                owner.add(number, column)
            else:
                owner = _Span(number, column)
                spans.append(owner)
                pieces.append((text_of(cell), owner, f"第 {row.line} 行第 {column + 1} 格"))
            owners[-1].append(owner)
    has_marks = len(spans) < sum(len(row.cells) for row in rows)
    has_spans = has_marks and all(span.is_whole for span in spans)
    return tuple(_piece(*each, has_spans) for each in pieces if each[0].strip()), has_spans


def _owner(owners: Sequence[Sequence[_Span]], cell: str) -> _Span | None:
    """The cell that a mark joins the next place to; None where it is no mark, or there is nothing to join it to."""
    column = len(owners[-1])
    if cell == LEFT and column:
        return owners[-1][column - 1]
    if cell == ABOVE and len(owners) > 1 and column < len(owners[-2]):
        return owners[-2][column]
    return None


def _piece(text: str, span: _Span, place: str, has_spans: bool) -> Piece:
    """A cell; one whose marks contradict each other is taken for a single place."""
    bottom, right = (span.bottom, span.right) if has_spans else (span.top + 1, span.left + 1)
    return Piece(text, span.top, span.left, bottom, right, place)
