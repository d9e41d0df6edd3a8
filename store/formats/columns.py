"""How wide the columns of a drawn table are: as its content asks, as far as the room goes; used by `text.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from forms.cells import longest_word, width, wrap
from forms.table import Cell, Table

LEAST = 4
"""Cells of text that every column gets, so that two Chinese characters stand beside each other."""
_LONGEST_WORD = 16
"""A number is kept whole, an address of a hundred characters is not worth a column of a hundred cells."""
_STEP = 2
"""Cells given at a time: a Chinese character has no use for one."""

_MOVES = 12
"""So often may room be moved from column to column; nearly every table has settled before."""
_TORN = 1.5
"""The lines that a table may become higher so that a word or a number stays whole."""


class _Need:
    """What one cell asks of the columns that it covers."""

    def __init__(self, cell: Cell, lines: Sequence[int]) -> None:
        self.cell = cell
        self.whole = sum(lines)
        """Cells of its whole text."""
        self.area = self.whole // (cell.bottom - cell.top)
        """The same, spread over the rows that it covers, for those cost nothing."""
        self.longest = max(lines)
        """Cells of its longest line."""
        self.room = 0
        """Cells that its columns give it now."""
        self.gain = 0.0
        """How much lower the table gets by one more cell here."""

    def give(self, cells: int) -> float:
        """Take more room; gives by how much the gain changed. High cells gain most, since they make their row high."""
        self.room += cells
        before = self.gain
        wanted = self.area if self.area > self.room else self.whole / 100
        self.gain = wanted * wanted / self.room**3 if self.room < self.longest else 0.0
        return self.gain - before


class _Heights:
    """How high a table is with one or other widths; the lines of a cell are counted once for each room it is given."""

    def __init__(self, cells: Sequence[Cell], padding: int, wide_ambiguous: bool) -> None:
        self._wide = wide_ambiguous
        self._cells = [
            (cell, cell.right - cell.left - 1 - 2 * padding, dict[int, tuple[int, bool]]())
            for cell in sorted(cells, key=lambda cell: cell.bottom - cell.top)
            if "\n" in cell.text or width(cell.text, wide_ambiguous=wide_ambiguous) > LEAST
        ]
        self._rows = max((cell.bottom for cell in cells), default=0)

    def of(self, widths: Sequence[int]) -> float:
        """The lines of all rows; a word that has to be torn counts as some more."""
        heights = [1] * self._rows
        edges = list(accumulate(widths, initial=0))
        torn = 0
        for cell, besides, known in self._cells:
            room = edges[cell.right] - edges[cell.left] + besides
            if room not in known:
                known[room] = self._lines(cell, room)
            lines, tears = known[room]
            torn += tears
            last = cell.bottom - 1
            if last > cell.top:
                lines -= sum(heights[cell.top : last]) + last - cell.top
            if lines > heights[last]:
                heights[last] = lines
        return sum(heights) + _TORN * torn

    def _lines(self, cell: Cell, room: int) -> tuple[int, bool]:
        word = min(longest_word(cell.text, wide_ambiguous=self._wide), _LONGEST_WORD)
        return len(wrap(cell.text, room, wide_ambiguous=self._wide)), word > room


class Columns:
    """The widths of a table's columns between the lines, padding included."""

    def __init__(self, table: Table, total: int, padding: int, *, wide_ambiguous: bool = False) -> None:
        self.padding = padding
        self._wide = wide_ambiguous
        self.widths = [LEAST + 2 * padding] * table.width
        self._total = total - table.width - 1
        self._filled = [cell for cell in table.cells if cell.text]
        self._keep_words_whole()
        self._grow()
        self._trim()
        self._grow()
        self._settle()
        self._trim()

    def room(self, cell: Cell) -> int:
        """The cells for a cell's text."""
        return self.between(cell) - 2 * self.padding

    def between(self, cell: Cell) -> int:
        """The cells between the lines left and right of a cell."""
        return sum(self.widths[cell.left : cell.right]) + cell.right - cell.left - 1

    @property
    def _spare(self) -> int:
        """Cells that no column has."""
        return self._total - sum(self.widths)

    def _keep_words_whole(self) -> None:
        """Room for numbers and words, those in the fewest columns first, since they have no other place to get it."""
        words = [(longest_word(cell.text, wide_ambiguous=self._wide), cell) for cell in self._filled]
        long = [(min(word, _LONGEST_WORD), cell) for word, cell in words if word > self.room(cell)]
        for word, cell in sorted(long, key=lambda each: each[1].right - each[1].left):
            lacking = min(word - self.room(cell), self._spare)
            for column in range(cell.left, cell.right):
                share = lacking // (cell.right - column)
                if share > 0:
                    self.widths[column] += share
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
            self.widths[column] += _STEP
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
                needs.append(_Need(cell, lines))
        return needs

    def _settle(self) -> None:
        """Move room between columns as long as the table gets lower: growing sees areas, this sees lines."""
        heights = _Heights(self._filled, self.padding, self._wide)
        height = heights.of(self.widths)
        for _ in range(_MOVES):
            lowest = min(((heights.of(each), each) for each in self._moves(heights, height)), default=None)
            if lowest is None or lowest[0] >= height:
                break
            height, self.widths = lowest

    def _moves(self, heights: _Heights, height: float) -> Iterator[list[int]]:
        """The widths after each move worth trying: to a column that makes the table lower, from one that has enough."""
        columns = range(len(self.widths))
        for taker in columns:
            wider = [width + _STEP * (column == taker) for column, width in enumerate(self.widths)]
            if heights.of(wider) >= height:
                continue
            if self._spare >= _STEP:
                yield wider
            for giver in columns:
                if giver != taker and wider[giver] - _STEP >= LEAST + 2 * self.padding:
                    yield [width - _STEP * (column == giver) for column, width in enumerate(wider)]

    def _trim(self) -> None:
        """Take back what no line of a column uses."""
        used = [(cell, self._used(cell)) for cell in self._filled]
        for column, has in enumerate(self.widths):
            unused = has - LEAST - 2 * self.padding
            for cell, cells in used:
                if cell.left <= column < cell.right:
                    unused = min(unused, self.room(cell) - cells)
            if unused > 0:
                self.widths[column] -= unused

    def _used(self, cell: Cell) -> int:
        """The cells of a cell's longest line as it is wrapped now."""
        lines = wrap(cell.text, self.room(cell), wide_ambiguous=self._wide)
        return max(width(line, wide_ambiguous=self._wide) for line in lines)
