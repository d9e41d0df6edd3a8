"""How large a spreadsheet's text is and how high its rows are, so that all of it shows; used by `xlsx.py`.

A spreadsheet makes no row higher for a merged cell, so every height is reckoned here: in points, from what 宋体 takes,
rather too high than too low, since fonts differ from machine to machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from forms.cells import wrap
from forms.table import Table

SIZES = (10.5, 9.0, 8.0, 7.0, 6.0)
"""Sizes of letters, 五号 first; the smaller ones are for text that is too long for the highest rows."""
HIGHEST = 409.0
"""No row may be higher."""
_LEAST = 21.0
"""A row of one line: room for a stroke of the pen, and the more common forms stay on one page."""
_LINE = 1.3
"""A line's height by its letters' size."""
_MARGIN = 5.0
"""Above and below a text together."""
_STEP = 0.75
"""A pixel: programs round heights to whole ones."""


class Plan(NamedTuple):
    """What `plan` found."""

    sizes: tuple[float, ...]
    """The size of each cell's letters, in the order of the table's cells."""
    heights: tuple[float, ...]
    """The height of each row."""


def plan(table: Table, widths: Sequence[float]) -> Plan:
    """Sizes and heights for a table whose columns are so wide, in half letters of the first size.

    One of them is taken by the line and the margins of a cell.
    """
    edges = list(accumulate(widths, initial=0.0))
    sizes, needs = [], []
    for cell in table.cells:
        room = edges[cell.right] - edges[cell.left] - 1
        size, height = _fitted(cell.text, room, HIGHEST * (cell.bottom - cell.top))
        sizes.append(size)
        needs.append((cell.bottom - cell.top, cell.top, height))
    heights = [_LEAST] * table.height
    for rows, top, height in sorted(needs):
        _stretch(heights, range(top, top + rows), height)
    return Plan(tuple(sizes), tuple(min(HIGHEST, ceil(height / _STEP) * _STEP) for height in heights))


def line_height(text: str, room: float, size: float) -> float:
    """How high a row has to be for a text over the whole table."""
    return min(HIGHEST, max(_LEAST, _height(text, room, size)))


def _fitted(text: str, room: float, highest: float) -> tuple[float, float]:
    """The largest size in which a text fits, and the height that it takes then."""
    for size in SIZES:
        height = _height(text, room, size)
        if height <= highest:
            return size, height
    return SIZES[-1], highest


def _height(text: str, room: float, size: float) -> float:
    """The height of a wrapped text; marks such as “ and ≥ are as wide as a Chinese character in 宋体."""
    lines = wrap(text, int(room * SIZES[0] / size), wide_ambiguous=True)
    return len(lines) * size * _LINE + _MARGIN


def _stretch(heights: list[float], rows: range, height: float) -> None:
    """Share what a cell needs more among its rows, those that may still grow."""
    lacking = height - sum(heights[row] for row in rows)
    for done, row in enumerate(rows):
        if lacking <= 0:
            break
        given = min(lacking / (len(rows) - done), HIGHEST - heights[row])
        heights[row] += given
        lacking -= given
