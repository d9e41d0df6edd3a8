"""How wide and how high a table is on paper, and how it is set so that it fits on one page; used by `docx.py`.

Word says nothing about where a page ends before it shows the document, so the lines are counted here: with an exact
height of lines and letters of known widths the count is right, or one line too careful. All lengths are in twips.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.cells import wrap
from forms.table import Cell, Table
from store.formats.docx_blank import Kind, Paper
from store.formats.docx_columns import ENDS, columns, half_characters

LETTERS = ("", "Small")
"""What the styles of the letters in a table end with, largest first."""

_LINE = 5
"""What the line under a row takes: programs count none of it or all."""
_ROOMY, _TIGHT, _STEP = 580, 280, 20
"""The least height of a row where there is room for it, and where there is not."""
_RESERVE = 200
"""Left free on a page that is just full, for fonts that are not as expected."""
_SLACK = 20
"""Left to the lines of a label that is drawn in, for programs that round otherwise."""


class Part(NamedTuple):
    """One table of the document: a form, or its rows before a head, or those from it on."""

    table: Table
    heights: tuple[int, ...]
    """The least height of each row."""
    heads: int = 0
    """So many rows at its top are said again on each page."""
    open_above: frozenset[Cell] = frozenset()
    """Cells without a line at their top, so that they look like one with what stands there."""
    open_below: frozenset[Cell] = frozenset()
    """Cells without a line at their bottom."""
    torn: frozenset[int] = frozenset()
    """Rows so high that they may be torn at the end of a page."""


class Fit(NamedTuple):
    """The columns of a table on paper, and the letters in it."""

    widths: tuple[int, ...]
    """Together the width of the page."""
    letters: str
    """What the styles of its cells end with."""
    kind: Kind
    """How these letters are set."""

    def span(self, cell: Cell) -> int:
        """The width of a cell."""
        return sum(self.widths[cell.left : cell.right])

    def needs(self, cells: Iterable[Cell]) -> list[tuple[Cell, int]]:
        """Each cell with the height that its lines take, those in the fewest rows first."""
        needs = [(cell, self._lines(cell) * self.kind.line + ENDS) for cell in cells]
        return sorted(needs, key=lambda each: (each[0].bottom - each[0].top, each[0].bottom))

    def heights(self, needs: Iterable[tuple[Cell, int]], rows: int, least: int) -> list[int]:
        """The heights of so many rows; a cell too high for its rows stretches their last.

        Where rows of one line have room to spare, those of several lines have half of it.
        """
        air = max(0, least - self.kind.line - ENDS) // 2
        heights = [least] * rows
        for cell, need in needs:
            last = cell.bottom - 1
            others = sum(heights[cell.top : last]) if last > cell.top else 0
            if need + air - others > heights[last]:
                heights[last] = need + air - others
        return heights

    def margin(self, cell: Cell) -> int:
        """How far a label is drawn in at each side, so that its lines are about equally long."""
        room = self._room(cell)
        longest = _balanced(cell.text, room)
        return max(0, (room - longest) * self.kind.size // 4 - _SLACK) if longest else 0

    def _lines(self, cell: Cell) -> int:
        return len(wrap(cell.text, self._room(cell), wide_ambiguous=True))

    def _room(self, cell: Cell) -> int:
        """The half characters that stand beside each other in a cell, fewer where many of its figures may be wider."""
        return half_characters(cell.text, self.span(cell), self.kind.size)


def total(heights: Sequence[int]) -> int:
    """What rows take of a page."""
    return sum(heights) + len(heights) * _LINE


def fit(table: Table, paper: Paper, letters: str) -> Fit:
    """A table in letters of one size, its columns together as wide as the page."""
    kind = paper.kinds[f"Answer{letters}"]
    return Fit(columns(table, kind, paper.width), letters, kind)


def on_one_page(table: Table, paper: Paper, room: int) -> tuple[Fit, Part] | None:
    """A table in the largest letters and the highest rows that fit on a page with so much room, if any do."""
    if table.height * _TIGHT > room:
        return None
    for letters in LETTERS:
        tried = fit(table, paper, letters)
        needs = tried.needs(table.cells)
        for least in range(_ROOMY, _TIGHT - 1, -_STEP):
            heights = tried.heights(needs, table.height, least)
            if total(heights) <= room - _RESERVE:
                return tried, Part(table, tuple(heights))
    return None


@lru_cache(maxsize=1024)
def _balanced(text: str, room: int) -> int:
    """The half characters of the longest line, if the lines are as few but about equally long; 0 for one line."""
    lines = len(wrap(text, room, wide_ambiguous=True))
    if lines == 1:
        return 0
    least = max(2, room // lines)
    narrower = (each for each in range(least, room) if len(wrap(text, each, wide_ambiguous=True)) <= lines)
    return next(narrower, 0)
