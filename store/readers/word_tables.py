"""Where the cells of a Word table stand: spans, merges, rows that begin late; pure geometry, called by `docx.py`.

A table is a list of rows of cells, each so many columns wide; a vertical merge is a cell that says that it goes on with
the one above it. Real tables say so without there being one, or with another width.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from store.errors import FormatError
from store.readers.word_xml import Element, attribute, every, inner, is_on, number, unwrapped

MAX_SPAN = 1000
MAX_COLUMNS = 500

_TOO_WIDE = f"Word 文档里有超过 {MAX_COLUMNS} 列的表格，请只保留自评表后另存再导入。"
_SLACK = 30
"""Twentieths of a point by which an edge may miss the grid's."""


class Area:
    """A cell with all that it is merged over; it grows downwards while its rows are read."""

    def __init__(self, top: int, square: _Square) -> None:
        self.top = top
        self.bottom = top + 1
        self.left = square.left
        self.right = square.right
        self.element = square.elements[0]
        """The cell whose text is shown."""
        self.under = list(square.elements[1:])
        """The cells that it covers, whose text is not shown."""

    def grow(self, square: _Square) -> None:
        """Cover a cell of the next row."""
        self.bottom += 1
        self.under += square.elements


class Layout(NamedTuple):
    """A table's cells in their places."""

    areas: tuple[Area, ...]
    """By top, then left."""
    hidden: tuple[Element, ...]
    """The rows that are not shown."""


class _Square(NamedTuple):
    """One cell of a row, with those merged into it from its right."""

    elements: tuple[Element, ...]
    left: int
    right: int
    merge: str
    """`restart`, `continue`, or empty where it is merged with no other row."""


class _Told(NamedTuple):
    """A cell with what is said of it, which is asked for many times and costs time to find."""

    element: Element
    properties: Element | None


def layout(table: Element) -> Layout:
    """The places of a table's cells; deleted and hidden rows have none."""
    edges = _edges(table)
    areas: list[Area] = []
    hidden: list[Element] = []
    open_above: dict[int, Area] = {}
    top = 0
    for row in unwrapped(table, {"w:tr"}):
        said = inner(row, "w:trPr")
        if inner(said, "w:del") is not None:
            continue
        if is_on(inner(said, "w:hidden")):
            hidden.append(row)
            continue
        open_above = _placed(areas, open_above, top, _squares(row, edges))
        top += 1
    return Layout(tuple(areas), tuple(hidden))


def _placed(areas: list[Area], above: dict[int, Area], top: int, row: list[_Square]) -> dict[int, Area]:
    """Add the areas that begin in a row; the answer is those that the next row may go on with, by their left."""
    open_now = {}
    for square in row:
        area = above.get(square.left)
        if square.merge == "continue" and area is not None and area.right == square.right:
            area.grow(square)
        else:
            # Without a start above, or with one of another width, a cell that goes on is the start itself.
            area = Area(top, square)
            areas.append(area)
        if square.merge:
            open_now[square.left] = area
    return open_now


def _squares(row: Element, edges: list[int]) -> list[_Square]:
    told = [(cell, inner(cell, "w:tcPr")) for cell in unwrapped(row, {"w:tc"})]
    cells = [_Told(*each) for each in told if inner(each[1], "w:cellDel") is None]
    first = _before(inner(row, "w:trPr"), edges)
    spans = _spans(row, [each.properties for each in cells], first, edges)
    squares: list[_Square] = []
    left = first
    for cell, span in zip(cells, spans, strict=True):
        right = left + span
        if right > MAX_COLUMNS:
            raise FormatError(_TOO_WIDE)
        if squares and _goes_on(inner(cell.properties, "w:hMerge")):
            squares[-1] = squares[-1]._replace(elements=(*squares[-1].elements, cell.element), right=right)
        else:
            squares.append(_Square((cell.element,), left, right, _merge(cell.properties)))
        left = right
    return squares


def _goes_on(merge: Element | None) -> bool:
    """Whether a merge goes on from the cell before or above it, as it does unless it says `restart`."""
    return merge is not None and attribute(merge) != "restart"


def _merge(properties: Element | None) -> str:
    """What a cell says about the row above, a merge among the tracked changes taken as accepted."""
    tracked = attribute(inner(properties, "w:cellMerge"), "w:vMerge")
    if tracked is not None:
        return {"cont": "continue", "rest": "restart"}.get(tracked, "")
    said = inner(properties, "w:vMerge")
    return "" if said is None else "continue" if _goes_on(said) else "restart"


def _spans(row: Element, cells: list[Element | None], first: int, edges: list[int]) -> list[int]:
    spans = [_span(inner(properties, "w:gridSpan")) for properties in cells]
    after = _span(inner(row, "w:trPr", "w:gridAfter"), 0)
    if first + sum(spans) + after < len(edges) - 1:
        return _spans_by_width(cells, first, edges) or spans
    return spans


def _span(said: Element | None, default: int = 1) -> int:
    span = number(said, default)
    if span > MAX_SPAN:
        raise FormatError(_TOO_WIDE)
    return max(span, default)


def _spans_by_width(cells: list[Element | None], first: int, edges: list[int]) -> list[int]:
    """The columns that each cell covers by its width, empty unless every edge meets one of the grid.

    Some programs leave out how many columns a cell covers, and Word then goes by the widths.
    """
    spans: list[int] = []
    place = first
    for properties in cells:
        width = _twips(inner(properties, "w:tcW"))
        reached = _column(edges, edges[place] + width) if width else None
        if reached is None or reached <= place:
            return []
        spans.append(reached - place)
        place = reached
    return spans


def _before(said: Element | None, edges: list[int]) -> int:
    """The columns left free before a row, told in columns or else in their width."""
    columns = inner(said, "w:gridBefore")
    if columns is not None:
        return _span(columns, 0)
    width = _twips(inner(said, "w:wBefore"))
    return _column(edges, width) or 0 if width else 0


def _edges(table: Element) -> list[int]:
    """Where the columns of a table's grid begin and the last one ends."""
    edges = [0]
    for column in every(inner(table, "w:tblGrid"), "w:gridCol")[: MAX_COLUMNS + 1]:
        edges.append(edges[-1] + max(number(column, 0, "w:w"), 0))
    return edges


def _twips(said: Element | None) -> int:
    return number(said, 0, "w:w") if (attribute(said, "w:type") or "dxa") == "dxa" else 0


def _column(edges: list[int], place: int) -> int | None:
    """The column that begins at a place, None where none does."""
    column = bisect_left(edges, place - _SLACK)
    return column if column < len(edges) and edges[column] <= place + _SLACK else None
