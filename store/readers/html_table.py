"""The tables of a web page: where each cell stands, and which tables only arrange what is in them.

Filled by `html_page.py`, made into grids by `html.py`. Nothing here grows with what a page claims to be merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from store.errors import FormatError
from store.readers.html_text import Text

WIDEST = 500
"""Columns of a table; a merge over more of them is one over as many as there are."""
_ENDLESS = 1 << 30
_COUNT = re.compile(r"\s*([0-9]{1,9})")
_TOO_WIDE = f"网页中的表格超过 {WIDEST} 列，不像自评表，请只留下自评表的部分再导入"


class Box:
    """What may hold text and tables: the page itself, or a cell."""

    def __init__(self) -> None:
        self.text = Text()
        """The text since the last table in it."""
        self._content: list[str | Table] = []

    def insert(self, table: Table) -> None:
        """A table in the midst of the text."""
        self._close_text()
        self._content.append(table)

    def content(self) -> list[str | Table]:
        """The texts and tables in their order."""
        self._close_text()
        return self._content

    def tables(self) -> Iterator[Table]:
        """The tables that stand in it."""
        return (item for item in self._content if isinstance(item, Table))

    def own_text(self) -> str:
        """The text without that of the tables in it."""
        return "\n".join(item for item in self.content() if isinstance(item, str))

    def _close_text(self) -> None:
        text = self.text.take()
        if text.strip():
            self._content.append(text)


class TableCell(Box):
    """A cell over the half-open span from (top, left) to (bottom, right)."""

    def __init__(self, top: int, left: int, bottom: int, right: int) -> None:
        super().__init__()
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right


class Table:
    """A table in the making."""

    def __init__(self, around: Box, is_presentation: bool) -> None:
        self.around = around
        """Where it stands."""
        self.cells: list[TableCell] = []
        self.before = Box()
        """Its caption, and text that stands in no cell, which browsers show above the table."""
        self._is_presentation = is_presentation
        self._row = -1
        self._column = 0
        self._busy: list[int] = []
        """For each column the first row that no cell above reaches into."""
        self._tall: list[TableCell] = []
        """The cells of this group of rows that reach over several of them."""
        self._stretched: dict[TableCell, int] = {}
        """The cells over more columns than there can be, with the column of the next cell in their row."""

    def begin_row(self) -> None:
        """A `<tr>`."""
        self._row += 1
        self._column = 0

    def begin_cell(self, colspan: str | None, rowspan: str | None) -> TableCell:
        """A `<td>` or `<th>` in the next free place of the row."""
        if self._row < 0:
            self.begin_row()
        top, left = self._row, self._column
        while not self._is_free(left):
            left += 1
        if left >= WIDEST:
            raise FormatError(_TOO_WIDE)
        columns, rows = _count(colspan) or 1, _count(rowspan)
        cell = TableCell(top, left, top + (rows or _ENDLESS), self._right(left, columns if columns <= WIDEST else 1))
        self._stop(left)
        if columns > WIDEST:
            self._stretched[cell] = self._right(left, WIDEST)
        self.cells.append(cell)
        self._occupy(cell)
        return cell

    def end_group(self) -> None:
        """The edge of a `<thead>`, `<tbody>` or `<tfoot>`, over which no cell reaches."""
        for cell in self._tall:
            cell.bottom = min(cell.bottom, self._row + 1)
        self._tall = []
        self._busy = []

    def end(self) -> None:
        """The table is complete: what was said to reach beyond it ends with it."""
        self.end_group()
        width = max((cell.right for cell in self.cells), default=0)
        for cell, stop in self._stretched.items():
            cell.right = max(cell.right, min(width, stop))

    @property
    def has_text(self) -> bool:
        """Whether there is anything to be seen in it."""
        return any(cell.own_text() for cell in self.cells)

    @property
    def is_layout(self) -> bool:
        """Whether it only arranges what is in it: it says so, or has tables in it and no rows of texts of its own."""
        if self._is_presentation or not any(True for cell in self.cells for _ in cell.tables()):
            return self._is_presentation
        texts = Counter(cell.top for cell in self.cells if cell.own_text())
        return sum(count > 1 for count in texts.values()) < 2

    def _is_free(self, column: int) -> bool:
        return column >= len(self._busy) or self._busy[column] <= self._row

    def _right(self, left: int, columns: int) -> int:
        """Where a cell so wide ends; it stops at one that reaches down from above."""
        known = range(left + 1, min(left + columns, len(self._busy)))
        return next((column for column in known if not self._is_free(column)), left + columns)

    def _occupy(self, cell: TableCell) -> None:
        self._column = cell.right
        self._busy += [0] * (cell.right - len(self._busy))
        self._busy[cell.left : cell.right] = [cell.bottom] * (cell.right - cell.left)
        if cell.bottom > cell.top + 1:
            self._tall.append(cell)

    def _stop(self, column: int) -> None:
        """A cell begins in this column, so that the one before it in the row cannot reach further."""
        if self.cells and self.cells[-1] in self._stretched and self.cells[-1].top == self._row:
            self._stretched[self.cells[-1]] = column


def _count(value: str | None) -> int:
    """A number of rows or columns as browsers read it: 1 where it is none."""
    found = _COUNT.match(value or "")
    return int(found[1]) if found else 1
