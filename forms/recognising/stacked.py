"""What stands above a form put where it belongs: lines in one cell, a title behind its table; for `recognise.py`.

Converters and typists put number, title, year and seal into one merged first cell; a text box with the title may be
anchored behind the table over which it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from forms.recognising.labels import is_seal
from forms.recognising.rows import NOWHERE, Row
from forms.recognising.titles import is_attachment, is_title, is_unit, year_of
from forms.source import Document, Grid, Piece

_FEWEST = 2
"""Lines of those above a form that make a cell one of them: one alone may be a line of an answer."""
_MOST = 12
"""Lines that stand above a form at most; a cell of more is an answer."""

_OF_TITLE = (is_title, year_of, is_attachment)
"""What stands with a title."""


def lines_apart(document: Document) -> Document:
    """The document with the lines of such cells as lines of running text before what follows in their table."""
    return document._replace(grids=tuple(each for grid in document.grids for each in _parted(grid)))


def _parted(grid: Grid) -> Iterator[Grid]:
    stacked = _stacked(grid) if grid.is_table else {}
    if not stacked:
        yield grid
        return
    for top, run in groupby(
        sorted(grid.pieces, key=_place), lambda piece: piece.top if piece.top in stacked else NOWHERE
    ):
        pieces = tuple(run)
        yield _as_lines(pieces[0], grid) if top in stacked else grid._replace(pieces=pieces)


def _stacked(grid: Grid) -> dict[int, Piece]:
    """Row → its only cell, where that holds lines that stand above a form."""
    first = min((piece.left for piece in grid.pieces), default=0)
    rows = groupby(sorted(grid.pieces, key=_place), lambda piece: piece.top)
    alone = ((top, pieces[0]) for top, row in rows if len(pieces := list(row)) == 1)
    return {top: piece for top, piece in alone if piece.left == first and _is_above(piece.text)}


def _place(piece: Piece) -> tuple[int, int]:
    return piece.top, piece.left


def _is_above(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()] if "\n" in text else []
    return len(lines) <= _MOST and sum(map(_is_heading, lines)) >= _FEWEST


def _is_heading(line: str) -> bool:
    return bool(is_attachment(line) or is_title(line) or year_of(line) or is_unit(line) or is_seal(line))


def _as_lines(piece: Piece, grid: Grid) -> Grid:
    lines = [line.strip() for line in piece.text.split("\n") if line.strip()]
    pieces = tuple(Piece(line, top, 0, top + 1, 1, piece.place) for top, line in enumerate(lines))
    return Grid(pieces, grid.place, is_table=False, spans=False)


def title_first(part: Sequence[Row]) -> list[Row]:
    """The rows of one form with its number, title and year before the table, where these stand behind it alone."""
    tables = [number for number, row in enumerate(part) if row.is_table]
    if not tables:
        return list(part)
    above, behind = part[: tables[-1] + 1], part[tables[-1] + 1 :]
    missing = [test for test in _OF_TITLE if not any(_has(test, row) for row in above)]
    moved = [row for row in behind if any(_has(test, row) for test in missing)]
    if is_title not in missing or sum(_has(is_title, row) for row in moved) != 1:
        return list(part)
    at = max((number for number in range(tables[0]) if _has(is_attachment, part[number])), default=-1) + 1
    return [*above[:at], *moved, *above[at:], *(row for row in behind if row not in moved)]


def _has(test: Callable[[str], object], row: Row) -> bool:
    """Whether a row is one text, and that of some kind."""
    return len(row.pieces) == 1 and bool(test(row.pieces[0].text.strip()))
