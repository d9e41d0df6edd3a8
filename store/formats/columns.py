"""How wide the columns of a drawn table are: as its content asks, as far as the room goes; used by `text.py`."""

from __future__ import annotations

from dataclasses import dataclass

from forms.cells import longest_word, width, wrap
from forms.table import Cell, Table

LEAST = 4
"""Cells of text that every column gets, so that two Chinese characters stand beside each other."""
_LONGEST_WORD = 16
"""A number is kept whole, an address of a hundred characters is not worth a column of a hundred cells."""
_STEP = 2
"""Cells given at a time: a Chinese character has no use for one."""


@dataclass(slots=True, eq=False)
class _Need:
    """What one cell asks of the columns that it covers."""

    cell: Cell
    area: int
    """Cells of its whole text, spread over the rows that it covers, for those cost nothing."""
    whole: int
    """Cells of its whole text."""
    longest: int
    """Cells of its longest line."""
    room: int = 0
    """Cells that its columns give it now."""
    gain: float = 0.0
    """How much lower the table gets by one more cell here."""

    def give(self, cells: int) -> float:
        """Take more room; gives by how much the gain changed. High cells gain most, since they make their row high."""
        self.room += cells
        before = self.gain
        wanted = self.area if self.area > self.room else self.whole / 100
        self.gain = wanted * wanted / self.room**3 if self.room < self.longest else 0.0
        return self.gain - before


class Columns:
    """The widths of a table's columns between the lines, padding included."""

    def __init__(self, table: Table, total: int, padding: int, *, wide_ambiguous: bool = False) -> None:
        self.padding = padding
        self._wide = wide_ambiguous
        self.widths = [LEAST + 2 * padding] * table.width
        self._spare = total - sum(self.widths) - table.width - 1
        self._filled = [cell for cell in table.cells if cell.text]
        self._keep_words_whole()
        self._grow()
        self._trim()
        self._grow()

    def room(self, cell: Cell) -> int:
        """The cells for a cell's text."""
        return self.between(cell) - 2 * self.padding

    def between(self, cell: Cell) -> int:
        """The cells between the lines left and right of a cell."""
        return sum(self.widths[cell.left : cell.right]) + cell.right - cell.left - 1

    def _widen(self, column: int, by: int) -> None:
        self.widths[column] += by
        self._spare -= by

    def _keep_words_whole(self) -> None:
        """Room for numbers and words, those in the fewest columns first, since they have no other place to get it."""
        words = [(longest_word(cell.text, wide_ambiguous=self._wide), cell) for cell in self._filled]
        long = [(min(word, _LONGEST_WORD), cell) for word, cell in words if word > self.room(cell)]
        for word, cell in sorted(long, key=lambda each: each[1].right - each[1].left):
            lacking = min(word - self.room(cell), self._spare)
            for column in range(cell.left, cell.right):
                share = lacking // (cell.right - column)
                if share > 0:
                    self._widen(column, share)
                    lacking -= share

    def _grow(self) -> None:
        """Give what is left where it makes the table lowest, until nothing gains any more."""
        gains = [0.0] * len(self.widths)
        covering: list[list[_Need]] = [[] for _ in self.widths]
        for need in self._needs():
            gain = need.give(self.room(need.cell))
            for column in range(need.cell.left, need.cell.right):
                gains[column] += gain
                covering[column].append(need)
        while self._spare >= _STEP and (best := max(gains)) > 1e-9:
            column = gains.index(best)
            self._widen(column, _STEP)
            for need in covering[column]:
                change = need.give(_STEP)
                for each in range(need.cell.left, need.cell.right):
                    gains[each] += change

    def _needs(self) -> list[_Need]:
        """The cells that do not fit on one line."""
        needs = []
        for cell in self._filled:
            lines = [width(line, wide_ambiguous=self._wide) for line in cell.text.split("\n")]
            if max(lines) > self.room(cell):
                needs.append(_Need(cell, sum(lines) // (cell.bottom - cell.top), sum(lines), max(lines)))
        return needs

    def _trim(self) -> None:
        """Take back what no line of a column uses."""
        used = [(cell, self._used(cell)) for cell in self._filled]
        for column, has in enumerate(self.widths):
            unused = has - LEAST - 2 * self.padding
            for cell, cells in used:
                if cell.left <= column < cell.right:
                    unused = min(unused, self.room(cell) - cells)
            if unused > 0:
                self._widen(column, -unused)

    def _used(self, cell: Cell) -> int:
        """The cells of a cell's longest line as it is wrapped now."""
        lines = wrap(cell.text, self.room(cell), wide_ambiguous=self._wide)
        return max(width(line, wide_ambiguous=self._wide) for line in lines)
