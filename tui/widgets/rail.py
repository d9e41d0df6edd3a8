"""The rail at the left of the fill screen: sections with what is answered of them, the open one unfolded.

Fed with plain entries by the screen; knows nothing of forms. F2 gives it the focus; then arrows, a section's number or
Enter choose where to go, and a click does so at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from forms.cells import clip, ljust, width
from tui.widgets.editing import shown

_PLAIN = Style()
_CHOSEN = Style(reverse=True)
_INDENTS = (1, 3, 6)
"""The column of the mark at each level."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail."""

    mark: str
    """Its state, one cell, or nothing."""
    text: str
    """Its name, a section's with its number."""
    count: str
    """What stands at the right: answered of asked, rows, or a dash."""
    path: str
    """Where choosing it leads, empty for a heading that leads nowhere."""
    level: int = 0
    """0 for a section, 1 for a part of it, 2 for a group."""
    current: bool = False
    """Whether the question at hand is in it."""


class Rail(Widget, can_focus=True):
    """A list of entries of which one may be chosen."""

    DEFAULT_CSS = "Rail { height: 1fr; width: 20; }"

    class Chosen(Message):
        """An entry was chosen."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path
            """Where it leads."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._at = 0
        self._top = 0

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Take new entries; the cursor goes with the current one, except under the hands of a person."""
        if entries == self._entries:
            return
        led = self.has_focus and self._entries
        self._entries = entries
        self._at = min(self._at, max(0, len(entries) - 1)) if led else self._current()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One entry, shaded if the cursor is on it."""
        number = y + self._top
        if number >= len(self._entries):
            return Strip.blank(self.size.width, _PLAIN)
        style = _CHOSEN if self.has_focus and number == self._at else _PLAIN
        return Strip([Segment(_line(self._entries[number], self.size.width), style)])

    def on_focus(self) -> None:
        """Begin at where the question at hand is."""
        self._at = self._current()
        self._reveal()

    def on_blur(self) -> None:
        """Show no cursor while the keys go elsewhere."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def on_key(self, event: events.Key) -> None:
        """Move, or choose by Enter or a section's number; all other keys are the screen's."""
        if event.key in ("up", "down"):
            self._step(-1 if event.key == "up" else 1)
        elif event.key == "enter":
            self._choose(self._at)
        elif event.character and event.character in "123456789":
            sections = [number for number, entry in enumerate(self._entries) if entry.level == 0]
            if int(event.character) <= len(sections):
                self._choose(sections[int(event.character) - 1])
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Choose the entry that the mouse points at."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self._choose(offset.y + self._top)

    def _choose(self, number: int) -> None:
        """Tell where an entry leads, if it leads somewhere."""
        if 0 <= number < len(self._entries) and self._entries[number].path:
            self._at = number
            self._reveal()
            self.post_message(self.Chosen(self._entries[number].path))

    def _step(self, by: int) -> None:
        """Go to the next entry that leads somewhere."""
        number = self._at + by
        while 0 <= number < len(self._entries):
            if self._entries[number].path:
                self._at = number
                break
            number += by
        self._reveal()

    def _current(self) -> int:
        """The innermost entry of the question at hand."""
        return max((number for number, entry in enumerate(self._entries) if entry.current), default=0)

    def _reveal(self) -> None:
        """Scroll as little as brings the cursor's entry in sight."""
        height = max(1, self.size.height)
        self._top = max(0, min(max(self._top, self._at - height + 1), self._at, len(self._entries) - height))
        self.refresh()


def _line(entry: Entry, cells: int) -> str:
    """An entry in so many cells: its mark and name at the left, its count at the right, the name cut before it."""
    head = " " * _INDENTS[min(entry.level, len(_INDENTS) - 1)] + (shown(entry.mark) or " ") + " "
    count = shown(entry.count)
    room = max(0, cells - width(head) - width(count) - 2)
    return clip(head + ljust(clip(shown(entry.text), room), room) + f" {count} ", cells)
