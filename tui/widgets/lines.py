"""The one-line parts of every screen: a bar with text at both ends, the rules between two parts, a grey note.

Drawn as they are, never read as markup; the marks are those that the terminal can show.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from forms.cells import clip, ljust, width, wrap
from tui.terminal import Marks
from tui.widgets.editing import shown

_PLAIN = Style()
_GREY = Style(dim=True)
_WORTH = 12
"""Cells under which the beginning of a text says nothing."""


def marks_of(widget: Widget) -> Marks:
    """The marks of the terminal that a widget is shown in."""
    marks = getattr(widget.app, "marks", None)
    return marks if isinstance(marks, Marks) else Marks()


class Bar(Widget):
    """One line with a text at the left and one at the right; where both do not fit one of them is cut."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, left: str = "", right: str = "", *, keeps_left: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts = (left, right)
        self._keeps_left = keeps_left

    @property
    def texts(self) -> tuple[str, str]:
        """What stands at the left and at the right."""
        return self._texts

    def show(self, left: str, right: str = "") -> None:
        """Put other texts; nothing is drawn where they are the same."""
        if self._texts != (left, right):
            self._texts = (left, right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, a blank before the left text and after the right one."""
        cells = self.size.width
        left, right = (shown(text.replace("\n", " ")) for text in self._texts)
        left, right = f" {left}", f"{right} " if right else ""
        if self._keeps_left:
            left = clip(left, cells, "…")
            room = cells - width(left) - 2
            right = clip(right, room, "… ") if room >= _WORTH else ""
        else:
            right = clip(right, cells)
            left = clip(left, max(0, cells - width(right)), "…")
        return Strip([Segment(left + " " * (cells - width(left) - width(right)) + right, _PLAIN)])


class Keys(Bar):
    """The line that says what the keys do: the narrower it is the closer they stand, then the last are left out."""

    def render_line(self, y: int) -> Strip:
        """As many of the keys as there is room for."""
        cells = self.size.width
        items = self.texts[0].split("  ")
        line = next((made for made in ("  ".join(items), " ".join(items)) if width(made) < cells), "")
        if not line:
            items = [item.replace(" ", "") for item in items]
            while len(items) > 1 and width(" ".join(items)) >= cells:
                items.pop()
            line = " ".join(items)
        return Strip([Segment(ljust(clip(f" {line}", cells), cells), _PLAIN)])


class Rule(Widget):
    """The line between two parts of a screen that lie above each other."""

    DEFAULT_CSS = "Rule { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """The line over the whole width."""
        return Strip([Segment(marks_of(self).horizontal * self.size.width, _GREY)])


class Divider(Widget):
    """The line between two parts of a screen that stand beside each other."""

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One cell of the line."""
        return Strip([Segment(marks_of(self).vertical, _GREY)])


class Note(Widget):
    """A grey text of up to so many lines as its height, such as what is understood of a half-typed answer."""

    DEFAULT_CSS = "Note { height: 2; width: 1fr; }"

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show(self, text: str) -> None:
        """Say something else; nothing is drawn where it is the same."""
        if self._text != text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the text; the last is cut where there is more."""
        cells = max(2, self.size.width - 2)
        lines = wrap(shown(self._text), cells)
        last = y == self.size.height - 1
        line = clip("".join(lines[y:]), cells, "…") if last else "".join(lines[y : y + 1])
        return Strip([Segment(f" {line}", _GREY)])
