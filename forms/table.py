"""The assembled table: cells with row and column spans, each knowing the answer it shows.

Made by `assemble.py`, read by every renderer and format; the one shape between a report and all its documents.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell of the grid, merged over the half-open span from (top, left) to (bottom, right)."""

    top: int
    left: int
    bottom: int
    """One greater than the last row, as a slice would say it."""
    right: int
    """One greater than the last column."""
    text: str
    """As shown; may hold newlines."""
    path: str = ""
    """The stored path of the answer it shows, empty for a printed label."""
    numeric: bool = False
    """Whether it holds an amount, which a spreadsheet may keep as a number."""

    @property
    def is_label(self) -> bool:
        """Whether the words are printed on the form rather than answered."""
        return not self.path


class _Content(NamedTuple):
    """What a `Table` is made of."""

    cells: tuple[Cell, ...]
    """Every cell once, by top then left; together they cover the grid without overlap."""
    height: int
    width: int
    above: tuple[str, ...] = ()
    """附件 number, title, year and seal line, in that order as the form prints them."""
    below: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    """Relative widths of the columns, empty where content decides."""


class Table(_Content):
    """An official table, rows × columns, with the lines above and below it."""

    @cached_property
    def grid(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows × columns, a merged cell standing at each of its places; raises ValueError on a gap or an overlap."""
        places: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.top, cell.bottom):
                for column in range(cell.left, cell.right):
                    if places[row][column] is not None:
                        raise ValueError(f"two cells at row {row}, column {column}")
                    places[row][column] = cell
        rows: list[tuple[Cell, ...]] = []
        for number, line in enumerate(places):
            whole = tuple(cell for cell in line if cell is not None)
            if len(whole) != self.width:
                raise ValueError(f"a gap in row {number}")
            rows.append(whole)
        return tuple(rows)

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """The rows of nothing but labels in several columns, such as 一级指标 … 全年完成值: heads of what is below.

        A label that stands before it and reaches further down, such as 绩效指标, does not count.
        """
        rows = []
        for number, row in enumerate(self.grid):
            cells = [cell for column, cell in enumerate(row) if cell.left == column]
            own = [cell for cell in cells if cell.top == number and cell.bottom == number + 1]
            if len(own) > 1 and all(cell.is_label for cell in cells):
                rows.append(number)
        return tuple(rows)
