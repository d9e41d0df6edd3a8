"""A list of lines of which one may be chosen: the reports, the findings, the answers, the formats; fed by the screens.

Lines that lead nowhere are headings. A text longer than the width goes on below, so that nothing has to be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from forms.cells import clip, ljust, width, wrap
from tui.widgets.editing import shown
from tui.widgets.lines import marks_of

_PLAIN = Style()
_GREY = Style(dim=True)
_MARGIN = 3
_WHEEL = 3


class Entry(NamedTuple):
    """One thing in the list."""

    text: str
    key: str = ""
    """What choosing it means to the screen; empty for a heading."""
    right: str = ""
    """What stands at the right of its first line, in columns of the screen's own making."""
    indent: int = 0
    """How far its text stands in."""
    hang: int = 0
    """How much further its lines after the first stand in."""


class Listing(Widget, can_focus=True):
    """Entries, one of them marked; arrows, Enter and the mouse choose, and every other key is the screen's."""

    DEFAULT_CSS = "Listing { height: 1fr; width: 1fr; }"

    class Chosen(Message):
        """An entry was chosen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key
            """The entry's key."""

    class Moved(Message):
        """The mark stands at another entry."""

    def __init__(self, entries: Sequence[Entry] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = tuple(entries)
        self._lines: list[tuple[int, str]] = []
        self._at = self._first()
        self._top = 0

    @property
    def key(self) -> str:
        """The key of the marked entry; empty where none can be chosen."""
        return self._entries[self._at].key if 0 <= self._at < len(self._entries) else ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is listed."""
        return self._entries

    def show(self, entries: Sequence[Entry], key: str = "") -> None:
        """Take new entries; the mark goes to the entry of that key, or stays where it was as far as it can."""
        wanted, before = key or self.key, self._at
        self._entries = tuple(entries)
        keyed = [n for n, entry in enumerate(self._entries) if entry.key]
        same = [n for n in keyed if self._entries[n].key == wanted]
        near = [n for n in keyed if n >= before >= 0] or (keyed[-1:] if before >= 0 else keyed[:1])
        self._at = next(iter([*same, *near]), -1)
        self._fold()

    def render_line(self, y: int) -> Strip:
        """One line, with the mark before the first of the marked entry."""
        number = y + self._top
        if number >= len(self._lines):
            return Strip.blank(self.size.width, _PLAIN)
        entry, line = self._lines[number]
        first = number == 0 or self._lines[number - 1][0] != entry
        mark = marks_of(self).cursor if first and entry == self._at and self._entries[entry].key else " "
        return Strip([Segment(f" {mark} {line}", _PLAIN)])

    def on_resize(self) -> None:
        """Break the lines anew and keep the mark in sight."""
        self._fold()

    def on_key(self, event: events.Key) -> None:
        """Move, scroll or choose."""
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "down": 1}
        jumps = {"pageup": -page, "pagedown": page, "home": -len(self._lines), "end": len(self._lines)}
        if event.key in steps:
            self._step(steps[event.key])
        elif event.key in jumps:
            self._jump(jumps[event.key])
        elif event.key == "enter" and self.key:
            self.post_message(self.Chosen(self.key))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Choose what the mouse points at."""
        offset = event.get_content_offset(self)
        if offset is not None and 0 <= (number := offset.y + self._top) < len(self._lines):
            entry = self._lines[number][0]
            if self._entries[entry].key:
                self._go(entry)
                self.post_message(self.Chosen(self.key))

    def on_mouse_scroll_up(self) -> None:
        """The wheel, upwards."""
        self._scroll(-_WHEEL)

    def on_mouse_scroll_down(self) -> None:
        """The wheel, downwards."""
        self._scroll(_WHEEL)

    def _first(self) -> int:
        return next((n for n, entry in enumerate(self._entries) if entry.key), -1)

    def _step(self, by: int) -> None:
        """To the next entry that can be chosen; where there is none the lines scroll, to show what stands there."""
        number = self._at + by
        while 0 <= number < len(self._entries) and not self._entries[number].key:
            number += by
        if self._at >= 0 and 0 <= number < len(self._entries):
            self._go(number)
        else:
            self._scroll(by)

    def _jump(self, lines: int) -> None:
        """A page or to an end; the mark comes along to the nearest entry that can be chosen."""
        starts = [n for n, (entry, _) in enumerate(self._lines) if self._entries[entry].key]
        if not starts:
            self._scroll(lines)
            return
        here = next(n for n, (entry, _) in enumerate(self._lines) if entry == self._at)
        self._go(self._lines[min(starts, key=lambda start: abs(start - (here + lines)))][0])

    def _go(self, number: int) -> None:
        moved = number != self._at
        self._at = number
        self._reveal()
        if moved:
            self.post_message(self.Moved())

    def _fold(self) -> None:
        """Break the entries into lines of the width at hand."""
        cells = max(4, self.size.width - _MARGIN - 1)
        self._lines = [(n, line) for n, entry in enumerate(self._entries) for line in _folded(entry, cells)]
        self._reveal()

    def _reveal(self) -> None:
        """Scroll as little as brings the marked entry in sight, with the headings right above it."""
        own = [n for n, (entry, _) in enumerate(self._lines) if entry == self._at]
        if own:
            start = own[0]
            while start and not self._entries[self._lines[start - 1][0]].key:
                start -= 1
            height = max(1, self.size.height)
            self._top = max(self._top, own[-1] - height + 1)
            self._top = min(self._top, start if own[-1] - start < height else own[0])
        self._scroll(0)

    def _scroll(self, by: int) -> None:
        self._top = max(0, min(self._top + by, len(self._lines) - self.size.height))
        self.refresh()


def _folded(entry: Entry, cells: int) -> list[str]:
    """An entry's lines: the right text ends the first, and the text keeps clear of it all the way down."""
    head = " " * entry.indent
    if entry.right:
        room = max(2, cells - width(entry.right) - entry.indent - 1)
        return [head + ljust(clip(shown(entry.text), room, "…"), room) + " " + shown(entry.right)]
    lines: list[str] = []
    for part in shown(entry.text).split("\n"):
        first = "" if lines else next(iter(wrap(part, max(2, cells - entry.indent))), "")
        rest = part[len(first) :].strip() if not lines else part
        lines += [] if lines else [head + first]
        room = max(2, cells - entry.indent - entry.hang)
        lines += [head + " " * entry.hang + line for line in wrap(rest, room) if rest]
    return lines
