"""The conversation so far: questions, answers, warnings and refusals, newest below.

Used by the fill screen, which adds to it and never makes another: one widget that grows, so that a new question costs
the bytes of its own lines. Texts are drawn as they are, never read as markup.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from forms.cells import ljust, wrap
from tui.widgets.editing import shown

_PLAIN = Style()
_LOOKS = {"答": Style(dim=True), "!": Style(color="yellow"), "✗": Style(color="red"), "x": Style(color="red")}
"""How each speaker is drawn; an answer in the conversation is always an earlier one, and stands back."""
_INDENT = 5
_WHEEL = 3


class Turn(NamedTuple):
    """One thing said."""

    speaker: str
    """`问`, `答`, `!` for a warning or the mark of a refusal; nothing where the speaker before goes on."""
    text: str
    """What was said, of any number of lines."""


class Conversation(Widget):
    """Shows the end of what was said, or an earlier stretch of it after PageUp."""

    DEFAULT_CSS = "Conversation { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._turns: list[Turn] = []
        self._lines: list[tuple[str, Style]] = []
        self._width = 0
        self._back = 0

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything said so far."""
        return tuple(self._turns)

    @property
    def room(self) -> int:
        """The cells that a line of what is said has."""
        return max(2, (self._width or self.size.width) - _INDENT - 1)

    def say(self, *turns: Turn) -> None:
        """Add what was said, and show it even where the person had scrolled back."""
        self._turns += turns
        for turn in turns:
            self._lines += self._folded(turn)
        self._back = 0
        self.refresh()

    def page(self, by: int) -> None:
        """Scroll a page, -1 towards earlier and 1 towards later, keeping one line of the page before."""
        self._scroll(-by * max(1, self.size.height - 1))

    def on_mouse_scroll_up(self) -> None:
        """The wheel, towards earlier."""
        self._scroll(_WHEEL)

    def on_mouse_scroll_down(self) -> None:
        """The wheel, towards later."""
        self._scroll(-_WHEEL)

    def on_resize(self) -> None:
        """Break the lines anew when the width is another."""
        if self.size.width != self._width:
            self._width = self.size.width
            self._lines = [line for turn in self._turns for line in self._folded(turn)]
        self._scroll(0)

    def render_line(self, y: int) -> Strip:
        """One line of the stretch in sight."""
        number = max(0, len(self._lines) - self.size.height - self._back) + y
        if number >= len(self._lines):
            return Strip.blank(self.size.width, _PLAIN)
        return Strip([Segment(*self._lines[number])])

    def _scroll(self, by: int) -> None:
        """Go so many lines back, no further than to the first."""
        self._back = max(0, min(self._back + by, len(self._lines) - self.size.height))
        self.refresh()

    def _folded(self, turn: Turn) -> list[tuple[str, Style]]:
        """The lines of one turn, the speaker before the first."""
        style = _LOOKS.get(turn.speaker, _PLAIN)
        lines = [line for part in shown(turn.text).split("\n") for line in wrap(part, self.room) or [""]]
        heads = [ljust(f" {turn.speaker}", _INDENT)] + [" " * _INDENT] * (len(lines) - 1)
        return [(head + line, style) for head, line in zip(heads, lines, strict=True)]
