"""Texts of which only the order is known, laid under heads: words of one line, or cells that stand one a line.

Which words are one cell, which cells one row, and which cell was left empty, is told by what looks like an answer of
its column: every way has a price, and the cheapest is taken. Used by `groups.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.lazily import lazily
from forms.recognising.aligning import LOOSE, Column, oddity, price_of_nothing

_ROW = 0.3
"""One row more."""
_JOINED = {"text": 0.05, "paragraph": 0.1, "measure": 0.5}
"""One word more in a cell, by the kind of its column; others are figures of one word."""
_LONGEST = {"text": 12, "paragraph": 30, "measure": 4}
"""Words that make one cell at most, likewise."""
_FIGURE = lazily(r"[≥≤><=约]?\s*[\d０-９][\d０-９.,，．]*\Z")
_UNIT = lazily(r"[^\d\s≥≤><]{1,3}\Z")
_ONLY_FIGURES = lazily(r"[\s\d０-９.,，．%％≥≤><=＝—-]+\Z")


class Cell(NamedTuple):
    """Texts that are one cell: those from `start` to before `end`."""

    column: int | None
    """None where they have no place."""
    start: int
    end: int


class _Best(NamedTuple):
    """The cheapest way from one state on, as a chain of cells."""

    price: float
    cell: Cell | None = None
    begins_row: bool = False
    following: _Best | None = None


def lay(texts: Sequence[str], columns: Sequence[Column], *, joining: bool, many: bool) -> list[list[Cell]]:
    """The rows that texts make up: with `joining` several of them may be one cell, with `many` several rows follow."""
    absent = [price_of_nothing(number, each) for number, each in enumerate(columns)]
    after: list[list[_Best]] = [[_Best(sum(absent[number:])) for number in range(len(columns) + 1)]]
    for start in range(len(texts) - 1, -1, -1):
        placed = [_placed(texts, start, number, each, after, joining=joining) for number, each in enumerate(columns)]
        after.insert(0, _onwards(placed, absent, after[0], start, many=many))
    return _rows(after[0][0])


def _placed(
    texts: Sequence[str], start: int, number: int, column: Column, after: Sequence[list[_Best]], *, joining: bool
) -> _Best:
    """The cheapest way that puts a text, and with it those that follow, into a column."""
    longest = _LONGEST.get(column.kind, 1) if joining else 1
    ways = []
    for end in range(start + 1, min(start + longest, len(texts)) + 1):
        following = after[end - start - 1][number + 1]
        price = _price(texts[start:end], column) + following.price
        ways.append(_Best(price, Cell(number, start, end), following=following))
    return min(ways, key=lambda each: each.price)


def _onwards(
    placed: Sequence[_Best], absent: Sequence[float], after: Sequence[_Best], start: int, *, many: bool
) -> list[_Best]:
    """The cheapest ways on from a text, by the first column that is still free; a new row begins at the first."""
    here: list[_Best] = []
    for free in range(len(placed), -1, -1):
        ways = [_Best(LOOSE + after[free].price, Cell(None, start, start + 1), following=after[free])]
        if here:
            ways += [placed[free], here[0]._replace(price=here[0].price + absent[free])]
        here.insert(0, min(ways, key=lambda each: each.price))
    if many:
        for free in range(1, len(here)):
            price = here[0].price + sum(absent[free:]) + _ROW
            here[free] = min(here[free], here[0]._replace(price=price, begins_row=True), key=lambda each: each.price)
    return here


def _price(texts: Sequence[str], column: Column) -> float:
    """What it costs that texts are one cell of a column."""
    joined = " ".join(texts)
    if len(texts) == 1:
        return oddity(joined, column)
    if column.kind not in _JOINED:
        return LOOSE
    if column.kind == "measure" and len(texts) == 2 and _FIGURE().match(texts[0]) and _UNIT().match(texts[1]):
        return 0.05
    figures = 1.5 if column.kind == "paragraph" and _ONLY_FIGURES().match(joined) else 0.0
    return oddity(joined, column) + figures + _JOINED[column.kind] * (len(texts) - 1)


def _rows(best: _Best) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for cell, begins in _chain(best):
        if begins or not rows:
            rows.append([])
        rows[-1].append(cell)
    return rows


def _chain(best: _Best | None) -> Iterator[tuple[Cell, bool]]:
    while best and best.cell:
        yield best.cell, best.begins_row
        best = best.following
