"""The official table drawn with lines, cells merged as on paper: the `.txt` that is handed in, and the preview.

The preview shows these very lines, so it and the file cannot differ. Everything is measured in terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from forms import cells
from forms.cells import center, clip, ljust, wrap
from forms.table import Cell, Table
from store.formats.columns import LEAST, Columns
from store.formats.figures import figures_of
from store.formats.folding import fold_marked, is_plain, is_seen, unfold
from store.formats.register import Sheet, Style

_ROOMY = 8
"""With so many cells a column and more, text keeps a blank from the lines."""

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
"""The arms of a junction."""
_LINES = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""The junction for every sum of arms."""
_ASCII = " |||-+++-+++-+++"
_LIKE_LINES = "|+-"
"""Characters of texts that these look like."""


class Place(NamedTuple):
    """Where a cell's inside was drawn, in lines and terminal cells from the drawing's corner."""

    cell: Cell
    line: int
    column: int
    height: int
    width: int

    def holds(self, line: int, column: int) -> bool:
        """Whether a position, such as that of a cursor, lies inside."""
        return self.line <= line < self.line + self.height and self.column <= column < self.column + self.width


class Drawing(NamedTuple):
    """A table as lines of text."""

    lines: tuple[str, ...]
    """Every line equally wide."""
    places: tuple[Place, ...]
    """Where each cell stands, in the order of the table's cells."""

    @property
    def width(self) -> int:
        """The terminal cells of every line."""
        return max((place.column + place.width + 1 for place in self.places), default=0)

    def find(self, line: int, column: int) -> Place | None:
        """The cell drawn at a position, or None on a line between cells."""
        return next((place for place in self.places if place.holds(line, column)), None)

    def show(self, path: str) -> Place | None:
        """The cell that shows an answer."""
        return next((place for place in self.places if place.cell.path == path), None)


def write(sheets: Sequence[Sheet], style: Style) -> str:
    """Each report's document; a form feed begins every one but the first, so that a printer gives it its own page."""
    return "\f".join(document(sheet.table, style.width, style.ascii) for sheet in sheets)


def document(table: Table, width: int = 100, ascii: bool = False, *, wide_ambiguous: bool = False) -> str:
    """A whole report: the lines above, the table, the lines below.

    Only cells are folded: a reader could not tell two lines outside of the table from one that is too long for it.
    """
    drawing = draw(table, width, ascii, wide_ambiguous=wide_ambiguous)
    room = drawing.width or width
    above = (_outside(line, room, wide_ambiguous) for line in table.above)
    return "".join(f"{line}\n" for line in (*above, *drawing.lines, *table.below))


def draw(
    table: Table, width: int = 100, ascii: bool = False, *, wide_ambiguous: bool = False, is_marked: bool = True
) -> Drawing:
    """The table at most so wide, or as narrow as its columns allow; `ascii` for terminals without drawn lines.

    Without marks it is only to be looked at: what a narrow column does to a text cannot be read back then.
    """
    if not table.cells:
        return Drawing((), ())
    padding = 1 if width >= table.width * (_ROOMY + LEAST) else 0
    columns = Columns(table, width, padding, wide_ambiguous=wide_ambiguous)
    return _Pen(table, columns, _ASCII if ascii else _LINES, wide_ambiguous, is_marked).drawing()


def _outside(line: str, room: int, wide_ambiguous: bool) -> str:
    """A line above the table: the title and the year stand over its middle, what names something at its left."""
    return (center(line, room, wide_ambiguous=wide_ambiguous) if is_heading(line) else line).rstrip()


def is_heading(line: str) -> bool:
    """Whether a line above the table is a heading, as the title and the year are, and no `名称：内容`."""
    return "：" not in line and ":" not in line


def _words(cell: Cell) -> str:
    """What of a cell has to be read back; the blanks that an empty answer leaves around a label are none of it."""
    return cell.text.strip(" ") if cell.is_label else cell.text


class _Pen:
    """Draws one table."""

    def __init__(self, table: Table, columns: Columns, marks: str, wide_ambiguous: bool, is_marked: bool) -> None:
        self.table = table
        self.grid = table.grid
        self.columns = columns
        self.marks = marks
        self.wide = wide_ambiguous
        self.is_marked = is_marked
        self.is_figure = figures_of(table)
        self._stand([self._drawn(cell) for cell in table.cells])
        unsafe: set[int] = set()
        is_alike = is_marked and marks is _ASCII
        while is_alike and (touching := {id(cell) for cell in table.cells if self._touches(cell)} - unsafe):
            unsafe |= touching
            self._stand([self._marked(cell) if id(cell) in unsafe else self._drawn(cell) for cell in table.cells])

    def drawing(self) -> Drawing:
        """The lines, and where the cells stand in them."""
        lines = []
        for row in range(self.table.height):
            lines.append(self._border(row))
            lines += self._row(row)
        lines.append(self._border(self.table.height))
        return Drawing(tuple(lines), tuple(self._place(cell) for cell in self.table.cells))

    def _stand(self, texts: list[list[str]]) -> None:
        """Put the cells' lines into rows."""
        self.tops = self._tops(texts)
        self.blocks = {id(cell): self._block(cell, lines) for cell, lines in zip(self.table.cells, texts, strict=True)}

    def _place(self, cell: Cell) -> Place:
        column = sum(self.columns.widths[: cell.left]) + cell.left + 1
        return Place(cell, self.tops[cell.top] + 1, column, self._height(cell), self.columns.between(cell))

    def _drawn(self, cell: Cell) -> list[str]:
        """A cell's lines as they stand between its borders; with marks where they could not be read back without."""
        lines = self._wrapped(cell)
        drawn = self._aligned(cell, lines)
        text = _words(cell)
        if is_seen(text) and not self.is_marked:
            return drawn
        if is_plain(text) and (lines == [text.lstrip(" ")] or self._tells(drawn, text)):
            return drawn
        return self._aligned(cell, fold_marked(text, self.columns.room(cell), wide_ambiguous=self.wide))

    def _marked(self, cell: Cell) -> list[str]:
        """The lines of a cell whose text could be taken for lines of the table."""
        room = self.columns.room(cell)
        return self._aligned(cell, fold_marked(_words(cell), room, unsafe=_LIKE_LINES, wide_ambiguous=self.wide))

    def _touches(self, cell: Cell) -> bool:
        """Whether a merged cell has a `-` or `|` where a line between its rows or columns would begin."""
        if not any(each in cell.text for each in _LIKE_LINES):
            return False
        block, top = self.blocks[id(cell)], self.tops[cell.top] + 1
        across = [block[self.tops[row] - top] for row in range(cell.top + 1, cell.bottom)]
        edges = accumulate(self.columns.widths[column] + 1 for column in range(cell.left, cell.right - 1))
        down = [line[len(clip(line, edge - 1)) :][:1] for edge in edges for line in (block[0], block[-1])]
        return any(line[0] in "-+" or line[-1] in "-+" for line in across) or any(each in "|+" for each in down if each)

    def _tells(self, drawn: list[str], text: str) -> bool:
        """Whether a text is read from its lines; blanks before it only show where text stands off the borders."""
        padding = self.columns.padding
        hidden = text.startswith(" ") and not padding
        return not hidden and unfold(drawn, padding, wide_ambiguous=self.wide) == text

    def _aligned(self, cell: Cell, lines: list[str]) -> list[str]:
        """Figures and labels in the middle, text at the left, a blank from the line where there is room."""
        between = self.columns.between(cell)
        if cell.is_label or self.is_figure(cell):
            return [center(line, between, wide_ambiguous=self.wide) for line in lines]
        margin = " " * self.columns.padding
        return [ljust(margin + line, between, wide_ambiguous=self.wide) for line in lines]

    def _wrapped(self, cell: Cell) -> list[str]:
        """A cell's lines; those of a label about equally long, so that no single character is left on the last."""
        room = self.columns.room(cell)
        lines = wrap(cell.text, room, wide_ambiguous=self.wide)
        if len(lines) == 1 or not cell.is_label:
            return lines
        least = sum(cells.width(line, wide_ambiguous=self.wide) for line in lines) // len(lines)
        tried = (wrap(cell.text, narrower, wide_ambiguous=self.wide) for narrower in range(max(1, least), room))
        return next((balanced for balanced in tried if len(balanced) <= len(lines)), lines)

    def _tops(self, texts: list[list[str]]) -> list[int]:
        """The line of the border above each row, and of the last; a cell too high for its rows stretches their last."""
        heights = [1] * self.table.height
        wanted = [(cell, len(lines)) for cell, lines in zip(self.table.cells, texts, strict=True)]
        for cell, lines in sorted(wanted, key=lambda each: (each[0].bottom - each[0].top, each[0].bottom)):
            others = sum(heights[cell.top : cell.bottom - 1]) + cell.bottom - 1 - cell.top
            heights[cell.bottom - 1] = max(heights[cell.bottom - 1], lines - others)
        return list(accumulate((height + 1 for height in heights), initial=0))

    def _height(self, cell: Cell) -> int:
        return self.tops[cell.bottom] - self.tops[cell.top] - 1

    def _block(self, cell: Cell, lines: list[str]) -> list[str]:
        """The whole inside of a cell: labels in its middle, answers from its top."""
        height = self._height(cell)
        over = (height - len(lines)) // 2 if cell.is_label else 0
        blank = " " * self.columns.between(cell)
        return [blank] * over + lines + [blank] * (height - over - len(lines))

    def _row(self, row: int) -> Iterator[str]:
        """The lines between two borders."""
        cells = [cell for column, cell in enumerate(self.grid[row]) if cell.left == column]
        bar = self.marks[UP | DOWN]
        for line in range(self.tops[row] + 1, self.tops[row + 1]):
            yield bar + bar.join(self._line(cell, line) for cell in cells) + bar

    def _line(self, cell: Cell, line: int) -> str:
        """What a cell has on a line of the drawing."""
        return self.blocks[id(cell)][line - self.tops[cell.top] - 1]

    def _border(self, row: int) -> str:
        """The line above a row, with the insides of the cells that reach across it."""
        drawn = []
        column = 0
        while column < self.table.width:
            drawn.append(self._junction(row, column))
            if self._crosses(row, column):
                cell = self.grid[row][column]
                drawn.append(self._line(cell, self.tops[row]))
                column = cell.right
            else:
                drawn.append(self.marks[LEFT | RIGHT] * self.columns.widths[column])
                column += 1
        return "".join(drawn) + self._junction(row, column)

    def _crosses(self, row: int, column: int) -> bool:
        """Whether a cell reaches across the border above a row."""
        return 0 < row < self.table.height and self.grid[row - 1][column] is self.grid[row][column]

    def _parted(self, row: int, column: int) -> bool:
        """Whether a line stands left of a column in a row; outside of the table there is none."""
        if not 0 <= row < self.table.height:
            return False
        return column in (0, self.table.width) or self.grid[row][column - 1] is not self.grid[row][column]

    def _junction(self, row: int, column: int) -> str:
        """The mark where the border above a row meets the line left of a column."""
        arms = UP * self._parted(row - 1, column) + DOWN * self._parted(row, column)
        arms += LEFT * (column > 0 and not self._crosses(row, column - 1))
        arms += RIGHT * (column < self.table.width and not self._crosses(row, column))
        return self.marks[arms]
