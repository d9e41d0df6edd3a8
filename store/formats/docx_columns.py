"""How wide the columns of a table are on paper, and how many lines its texts take in them; used by `docx_fit.py`.

The columns of the drawn table are a good beginning, but on paper letters are smaller, lines between columns take no
room, and the page is to be filled from margin to margin. All lengths are in twips.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from forms.cells import longest_word, width, wrap
from forms.table import Cell, Table
from store.formats.columns import Columns
from store.formats.docx_blank import Kind

SIDES = 160
"""What a cell keeps free at its left and right together, as the table's style has it."""
ENDS = 40
"""The same above and below its lines."""

_SPARE = 1
"""Half characters at each side that a drawn column has beyond its words."""
_WIDER = 4
"""One figure or Latin letter in so many counts as one more: they are wider where a font is missing."""
_NARROWEST = 3
"""Characters for which every column has room."""
_MOVES = 16
"""So often may the room of a character be moved from column to column."""
_LONGEST_WORD = 16
"""A number is kept whole, an address of a hundred characters is not worth a column of a hundred."""
_TORN = 6
"""The lines that a table may become higher so that a number stays whole."""
_FURTHER = 0.15
"""The same so that a text has one line less, in a row that is high because of another."""


def columns(table: Table, kind: Kind, page: int) -> tuple[int, ...]:
    """The widths as the form says, or with which the table is lowest; together as wide as the page."""
    if table.widths:
        return _stretched(table.widths, page)
    room = (page - SIDES * table.width) * 2 // kind.size
    drawn = Columns(table, room + table.width + 1, _SPARE, wide_ambiguous=True)
    return _settled(table, kind, _stretched([cells * kind.size // 2 + SIDES for cells in drawn.widths], page))


def half_characters(text: str, within: int, size: int) -> int:
    """How many half characters stand beside each other in a cell, fewer where many of them are figures."""
    room = (within - SIDES) * 2 // size
    taken, narrow = _taken(text)
    return max(2, room * taken // (taken + narrow // _WIDER)) if taken else max(2, room)


@lru_cache(maxsize=2048)
def _taken(text: str) -> tuple[int, int]:
    """The half characters that a text takes, and how many of them are figures and Latin letters."""
    return sum(width(line, wide_ambiguous=True) for line in text.split("\n")), sum(map(str.isascii, text))


def _stretched(wanted: Sequence[int], page: int) -> tuple[int, ...]:
    """Widths in the proportion wanted, together as wide as the page."""
    edges = [edge * page // sum(wanted) for edge in accumulate(wanted, initial=0)]
    return tuple(right - left for left, right in pairwise(edges))


def _settled(table: Table, kind: Kind, widths: tuple[int, ...]) -> tuple[int, ...]:
    """Room moved between columns as long as the table gets lower."""
    costs = _Costs(table, kind)
    cost = costs.of(widths)
    for _ in range(_MOVES):
        best = min(((costs.of(moved), moved) for moved in _moves(costs, widths, cost, kind)), default=(cost, widths))
        if best[0] >= cost:
            break
        cost, widths = best
    return widths


def _moves(costs: _Costs, widths: tuple[int, ...], cost: float, kind: Kind) -> Iterator[tuple[int, ...]]:
    """The widths after each move worth trying: to a column that makes the table lower, from one that has enough."""
    for taker in range(len(widths)):
        wider = tuple(each + kind.size * (column == taker) for column, each in enumerate(widths))
        if costs.of(wider) >= cost:
            continue
        for giver, has in enumerate(widths):
            if giver != taker and has - kind.size >= _NARROWEST * kind.size + SIDES:
                yield tuple(each - kind.size * (column == giver) for column, each in enumerate(wider))


class _Costs:
    """How high a table is with one or other widths; the lines of a cell are counted once for each room it is given."""

    def __init__(self, table: Table, kind: Kind) -> None:
        self._kind = kind
        self._rows = table.height
        filled = sorted((cell for cell in table.cells if cell.text), key=lambda cell: cell.bottom - cell.top)
        self._cells = [(cell, dict[int, tuple[int, float]]()) for cell in filled]

    def of(self, widths: Sequence[int]) -> float:
        """The height of all rows, with what torn numbers and further lines count."""
        heights = [self._kind.line + ENDS] * self._rows
        edges = list(accumulate(widths, initial=0))
        besides = 0.0
        for cell, known in self._cells:
            within = edges[cell.right] - edges[cell.left]
            if within not in known:
                known[within] = self._lines(cell, within)
            need, faults = known[within]
            besides += faults
            last = cell.bottom - 1
            if last > cell.top:
                need -= sum(heights[cell.top : last])
            if need > heights[last]:
                heights[last] = need
        return sum(heights) + besides

    def _lines(self, cell: Cell, within: int) -> tuple[int, float]:
        """The height of a cell, and what speaks against the room that it has."""
        room = half_characters(cell.text, within, self._kind.size)
        lines = len(wrap(cell.text, room, wide_ambiguous=True))
        torn = min(longest_word(cell.text, wide_ambiguous=True), _LONGEST_WORD) > room
        return lines * self._kind.line + ENDS, self._kind.line * (_TORN * torn + _FURTHER * (lines - 1))
