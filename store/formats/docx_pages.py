"""A table that is longer than a page: where its head is said again, and where each page ends; used by `docx.py`.

Word repeats only rows at the top of a table, but the head of the indicators stands in the middle of a form. So the form
goes on there as a second table, right under the first. Labels that reach over the end of a page, such as 产出指标, are
said again on the next; so that the pages really end where the labels do, each is filled until no further row fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from forms.table import Cell, Table
from store.formats.docx_blank import Paper
from store.formats.docx_fit import LETTERS, Fit, Part, fit, total

_LEAST = (460, 420, 380)
"""The least height of a row, as high as it can be on the fewest pages.

Half of it is left free on each page: too little for a row more, enough for programs that count a little otherwise.
"""


class Head(NamedTuple):
    """Where a table can begin anew."""

    top: int
    """The first row that is said again."""
    below: int
    """The first row under it."""
    end: int
    """Where the next head stands, or the table ends."""


class _Page(NamedTuple):
    """The rows on one page."""

    top: int
    """The first of them."""
    heights: list[int]
    """How high each is, from the first to the last."""
    room: int
    """What they may take together."""


def on_several_pages(table: Table, paper: Paper, above: int, below: int) -> tuple[Fit, tuple[Part, ...]]:
    """A table in large letters on as many pages as it takes, so much above it on the first, below it on the last."""
    fitted = fit(table, paper, LETTERS[0])
    before, rest = _parted(table)
    tried = [_Pages(before, rest, fitted, paper, least, above, below) for least in _LEAST]
    return fitted, min(tried, key=lambda pages: len(pages.pages)).parts()


def heads(table: Table) -> Iterator[Head]:
    """The heads of columns at which a table can begin anew, each with the title over it."""
    rows = [row for row in table.headings if all(cell.text for cell in table.grid[row])]
    for row, end in pairwise([*rows, table.height]):
        top = row
        while top and _is_title(table, top - 1):
            top -= 1
        if end > row + 1 and all(cell.top >= top for cell in table.grid[top]):
            yield Head(top, row + 1, end)


def _is_title(table: Table, row: int) -> bool:
    """Whether a row is one label over the whole width, such as 项目绩效指标."""
    cell = table.grid[row][0]
    return cell.is_label and cell.right == table.width and cell.bottom == row + 1


def _parted(table: Table) -> tuple[Table, Part]:
    """The rows before the head that has the most rows under it, and those from it on."""
    head = max(heads(table), key=lambda head: head.end - head.below, default=Head(0, 0, table.height))
    return _cut(table, 0, head.top), _from_head(_cut(table, head.top, table.height), head.below - head.top)


def _cut(table: Table, top: int, bottom: int) -> Table:
    """Some rows of a table, as a table."""
    within = [cell for cell in table.cells if top <= cell.top and cell.bottom <= bottom]
    cells = tuple(cell._replace(top=cell.top - top, bottom=cell.bottom - top) for cell in within)
    return Table(cells, bottom - top, table.width)


def _from_head(table: Table, rows: int) -> Part:
    """A table with so many rows of head; a label that reaches down from them stays in the head and is open below."""
    reaching = [cell for cell in table.cells if cell.top < rows < cell.bottom]
    within = [cell._replace(bottom=rows) for cell in reaching]
    below = [cell._replace(top=rows, text="") for cell in reaching]
    return Part(_with(table, reaching, within + below), (), rows, frozenset(below), frozenset(within))


def _with(table: Table, old: Sequence[Cell], new: Sequence[Cell]) -> Table:
    """A table with some cells in place of others."""
    cells = [*(cell for cell in table.cells if cell not in old), *new]
    return Table(tuple(sorted(cells, key=lambda cell: (cell.top, cell.left))), table.height, table.width)


def _torn(heights: Sequence[int], page: int) -> frozenset[int]:
    """Rows that would leave too much of a page empty if they were kept whole."""
    return frozenset(row for row, height in enumerate(heights) if height > page // 2)


class _Pages:
    """Finds out where the pages of a table end, if its rows are at least so high."""

    def __init__(
        self, before: Table, rest: Part, fitted: Fit, paper: Paper, least: int, above: int, below: int
    ) -> None:
        self.before = before
        self.rest = rest
        self.cells = rest.table.cells
        self.rows = rest.table.height
        self.fitted = fitted
        self.paper = paper
        self.least = least
        self.below = below
        self.needs = fitted.needs(self.cells)
        self.heights = fitted.heights(self.needs, self.rows, least)
        self.heights_before = fitted.heights(fitted.needs(before.cells), before.height, least)
        self.head = self.heights[: rest.heads]
        used = above + (total(self.heights_before) + paper.kinds["Seam"].line if before.height else 0)
        self.whole = paper.height - total(self.head)
        self.pages = list(self._pages(self.whole - used % paper.height))

    def parts(self) -> tuple[Part, ...]:
        """The one table or the two, labels said again on each page, rows as high as fills the pages."""
        tops = [page.top for page in self.pages]
        reaching = [cell for cell in self.cells if _is_said_again(cell, tops)]
        table = _with(self.rest.table, reaching, [piece for cell in reaching for piece in _pieces(cell, tops)])
        rest = self.rest._replace(table=table, heights=(*self.head, *self._filled()))
        parts = (self._part_before(), rest) if self.before.height else (rest,)
        return tuple(part._replace(torn=_torn(part.heights, self.paper.height)) for part in parts)

    def _part_before(self) -> Part:
        """The rows before the head; without the line under the last, if that is whole and the head on the same page."""
        table, heights = self.before, self.heights_before
        if heights[-1] > self.paper.height // 2 or self.pages[0].room == self.whole:
            return Part(table, tuple(heights))
        return Part(table, tuple(heights), open_below=frozenset(c for c in table.cells if c.bottom == table.height))

    def _pages(self, room: int) -> Iterator[_Page]:
        """The rows on each page, of which the first has so much room."""
        top = self.rest.heads
        while top < self.rows:
            end = self._end(top, room - self.least // 2)
            if end == top and room < self.whole:
                room = self.whole
                continue
            end = max(end, top + 1)
            page = _Page(top, self._between(top, end), room)
            yield page
            room = self.whole - max(0, total(page.heights) - room) % self.whole
            top = end

    def _end(self, top: int, room: int) -> int:
        """The row before which a page ends that begins with a row."""
        end = top
        while end < self.rows and total(self.heights[top : end + 1]) <= room:
            end += 1
        while end > top and self._taken(top, end) > room:
            end -= 1
        return end

    def _taken(self, top: int, end: int) -> int:
        """What the rows from one to another take, with what stands below the last of all."""
        return total(self._between(top, end)) + (self.below if end == self.rows else 0)

    def _between(self, top: int, end: int) -> list[int]:
        """The heights of some rows that stand on a page of their own, their labels said on it."""
        shown = [
            (cell._replace(top=max(cell.top, top) - top, bottom=min(cell.bottom, end) - top), need)
            for cell, need in self.needs
            if cell.top < end and cell.bottom > top
        ]
        shown.sort(key=lambda each: each[0].bottom - each[0].top)
        return self.fitted.heights(shown, end - top, self.least)

    def _filled(self) -> Iterator[int]:
        """The heights of all rows, a little higher on a page on which the first of the next might still fit."""
        following = [page.heights[0] for page in self.pages[1:]]
        for page, further in zip(self.pages, [*following, self.paper.height], strict=True):
            lacking = page.room + self.least // 2 - total(page.heights) - further
            share = max(0, -(-lacking // len(page.heights)))
            yield from (height + share for height in page.heights)


def _is_said_again(cell: Cell, tops: Sequence[int]) -> bool:
    """Whether a cell is a label that reaches over the end of a page."""
    return bool(cell.is_label and cell.text) and any(cell.top < top < cell.bottom for top in tops)


def _pieces(cell: Cell, tops: Sequence[int]) -> Iterator[Cell]:
    """A label once for each page that it reaches over."""
    edges = [cell.top, *(top for top in tops if cell.top < top < cell.bottom), cell.bottom]
    for top, bottom in pairwise(edges):
        yield cell._replace(top=top, bottom=bottom)
