"""The drawn table, scrolled in both directions, with one cell shaded.

Used by the preview, where the shaded cell is a cursor that the arrows move and Enter or a click goes to its question,
and beside the conversation on wide terminals, where it follows the question. Shows the very lines of the `.txt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from forms.cells import width
from tui.widgets.editing import shown

if TYPE_CHECKING:
    from store.formats.text import Drawing

_PLAIN = Style()
_SHADED = Style(reverse=True)
_WHEEL = 3
_SIDE = 8
"""Columns that one arrow scrolls where there is no further cell."""


class Box(NamedTuple):
    """Where an answer's cell stands in the lines, half-open in both directions."""

    path: str
    """The stored path of the answer that the cell shows."""
    top: int
    left: int
    bottom: int
    right: int


class DrawingView(Widget, can_focus=True):
    """Lines of a drawn table and a cursor over its answers."""

    DEFAULT_CSS = "DrawingView { height: 1fr; width: 1fr; }"

    class CellChosen(Message):
        """Enter on a cell, or a click on it."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path
            """The stored path of the answer that it shows."""

    def __init__(self, *, follows: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = not follows
        self._lines: tuple[str, ...] = ()
        self._boxes: tuple[Box, ...] = ()
        self._at: Box | None = None
        self._top = 0
        self._left = 0

    @property
    def path(self) -> str:
        """The answer whose cell is shaded, or nothing."""
        return self._at.path if self._at else ""

    def show(self, drawing: Drawing, above: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> None:
        """Take a new drawing with the lines outside the table; the cell shaded stays so if it is still there."""
        self._lines = tuple(shown(line) for line in (*above, *drawing.lines, *below))
        down = len(above)
        self._boxes = tuple(
            Box(cell.path, line + down, column, line + down + height, column + cells)
            for cell, line, column, height, cells in drawing.places
            if cell.path
        )
        self._at = next((box for box in self._boxes if box.path == self.path), None)
        self._reveal()

    def shade(self, path: str) -> None:
        """Shade the cell of an answer and bring it in sight; none if the table does not show it."""
        self._go(next((box for box in self._boxes if box.path == path), None))

    def render_line(self, y: int) -> Strip:
        """One line, as far as it is in sight."""
        number = y + self._top
        if number >= len(self._lines):
            return Strip.blank(self.size.width, _PLAIN)
        strip = Strip([Segment(self._lines[number], _PLAIN)])
        if self._at and self._at.top <= number < self._at.bottom:
            left, middle, right = strip.divide([self._at.left, self._at.right, max(strip.cell_length, self._at.right)])
            strip = Strip.join([left, middle.apply_style(_SHADED), right])
        return strip.crop(self._left, self._left + self.size.width)

    def on_key(self, event: events.Key) -> None:
        """Arrows move the cursor, or the lines where there is no further cell; Enter chooses."""
        steps = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
        pages = {"pageup": -1, "pagedown": 1}
        if event.key in steps:
            self._arrow(*steps[event.key])
        elif event.key in pages:
            self._scroll(pages[event.key] * max(1, self.size.height - 1), 0)
        elif event.key in ("home", "end"):
            self._scroll((1 if event.key == "end" else -1) * len(self._lines), -self._left)
        elif event.key == "enter" and self._at:
            self.post_message(self.CellChosen(self._at.path))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Choose the cell that the mouse points at."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line, column = offset.y + self._top, offset.x + self._left
        for box in self._boxes:
            if box.top <= line < box.bottom and box.left <= column < box.right:
                self._go(box)
                self.post_message(self.CellChosen(box.path))

    def on_mouse_scroll_up(self) -> None:
        """The wheel, upwards."""
        self._scroll(-_WHEEL, 0)

    def on_mouse_scroll_down(self) -> None:
        """The wheel, downwards."""
        self._scroll(_WHEEL, 0)

    def on_resize(self) -> None:
        """Keep the shaded cell in sight."""
        self._reveal()

    def _arrow(self, down: int, right: int) -> None:
        """Go to the nearest cell that way; the first arrow of all goes to the first cell in sight."""
        if self._at is None:
            inside = [box for box in self._boxes if self._top <= box.top < self._top + self.size.height]
            self._go(next(iter(inside or self._boxes), None))
        elif box := _neighbour(self._at, self._boxes, down, right):
            self._go(box)
        else:
            self._scroll(down, right * _SIDE)

    def _go(self, box: Box | None) -> None:
        """Shade another cell."""
        self._at = box
        self._reveal()

    def _reveal(self) -> None:
        """Scroll as little as brings the shaded cell in sight, its beginning before its end."""
        if self._at:
            self._top = min(max(self._top, self._at.bottom - self.size.height), self._at.top)
            self._left = min(max(self._left, self._at.right - self.size.width), self._at.left)
        self._scroll(0, 0)

    def _scroll(self, down: int, right: int) -> None:
        """Move the lines, no further than their last row and column."""
        widest = max((width(line) for line in self._lines), default=0)
        self._top = max(0, min(self._top + down, len(self._lines) - self.size.height))
        self._left = max(0, min(self._left + right, widest - self.size.width))
        self.refresh()


def _neighbour(at: Box, boxes: tuple[Box, ...], down: int, right: int) -> Box | None:
    """The nearest cell in a direction: one level with this before any other, then by distance along and across."""

    def rank(box: Box) -> tuple[bool, int, int]:
        rows = max(at.top, box.top) - min(at.bottom, box.bottom)
        columns = max(at.left, box.left) - min(at.right, box.right)
        along, across = (rows, columns) if down else (columns, rows)
        offset = abs(box.left - at.left) if down else abs(box.top - at.top)
        return across >= 0, along, offset

    def lies_ahead(box: Box) -> bool:
        if down:
            return box.top >= at.bottom if down > 0 else box.bottom <= at.top
        level = box.top < at.bottom and box.bottom > at.top
        return level and (box.left >= at.right if right > 0 else box.right <= at.left)

    return min(filter(lies_ahead, boxes), key=rank, default=None)
