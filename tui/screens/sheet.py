"""What all screens have in common: a line at the top, a line of keys at the bottom, and one table of keys.

Keys are looked up here, in the order in which they come, and not in Textual's bindings: those run only after the key
has wandered up through the widgets, so that what is typed right after a key would be taken first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import Widget

from tui.terminal import Marks
from tui.widgets.answer_line import AnswerLine, is_text
from tui.widgets.editing import Edit, insert
from tui.widgets.lines import Bar, Keys, Rule

if TYPE_CHECKING:
    from tui.app import ZpbApp

Result = TypeVar("Result")
COMMAND = "/"
"""What a screen over a report hands back where the person began a command, which the conversation takes."""
DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
"""The keys that choose by number, on every keyboard and with every input method."""


BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (70, "-usual"), (120, "-wide")]
"""From how many columns on the sections, and then the table, stand beside the conversation."""


class Sheet(Screen[Result], inherit_bindings=False):
    """One screen of the program."""

    DEFAULT_CSS = """
    Sheet { layout: vertical; overflow: hidden; }
    Sheet Horizontal, Sheet Vertical { width: 1fr; height: 1fr; overflow: hidden; }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    KEYS: ClassVar[dict[str, str]] = {}
    """Key → name of the method that does it."""
    FOOT = ""
    """What the keys do, as the last line says it."""
    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        """The frame, with what the screen puts between."""
        yield Bar(id="head")
        yield Rule()
        yield from self.body()
        yield Rule()
        yield Keys(self.FOOT, id="foot")

    def body(self) -> Iterator[Widget]:
        """What stands between the two rules."""
        raise NotImplementedError

    @property
    def zpb(self) -> ZpbApp:
        """The app, with what it knows."""
        return cast("ZpbApp", self.app)

    @property
    def marks(self) -> Marks:
        """The marks that the terminal can draw."""
        return self.zpb.marks

    @property
    def head(self) -> Bar:
        """The first line."""
        return self.query_one("#head", Bar)

    @property
    def foot(self) -> Bar:
        """The last line."""
        return self.query_one("#foot", Bar)

    def take_key(self, key: str) -> bool:
        """A key pressed in a `SheetLine`, before the line itself looks at it; False leaves it to the line."""
        return False

    def press(self, key: str) -> bool:
        """Do what a key means on this screen; False where it means nothing."""
        name = self.KEYS.get(key)
        if name is None:
            return self.zpb.press(key)
        getattr(self, name)()
        return True

    @property
    def typing(self) -> AnswerLine | None:
        """The line that takes what is typed now, if there is one."""
        return self.focused if isinstance(self.focused, AnswerLine) else None

    def on_key(self, event: events.Key) -> None:
        """A key that the focused widget had no use for; what was typed before a line took over belongs into it."""
        if event.character and is_text(event) and self.typing:
            self.typing.paste(event.character)
            event.stop()
            event.prevent_default()
        elif self.press(event.key):
            event.stop()
            event.prevent_default()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen once: a key that was on its way already closes nothing that lies below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def close(self) -> None:
        """Esc: back to what lies below, with nothing chosen."""
        self.dismiss(None)


class SheetLine(AnswerLine):
    """A line which lets its screen see each key first, so that keys are obeyed in the order in which they come.

    What is typed or pasted before anything else at an answer that stands in it takes the answer's place, as in any
    field that is filled already; the answer comes back when that is taken back. A key that moves or deletes begins
    editing. So nothing is ever glued to an answer by somebody who meant a command or another answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self._answer = ""
        self._aside = ""

    def offer(self, answer: str) -> None:
        """Put an answer in the line, to be edited or kept."""
        self.load(answer)
        self._answer = answer

    def load(self, text: str = "") -> None:
        """Put a text in the line that no command may take the place of."""
        super().load(text)
        self._answer = self._aside = ""

    def restore(self) -> None:
        """Take a command back, where an answer was put aside for it."""
        if self._aside:
            self.offer(self._aside)

    def on_key(self, event: events.Key) -> None:
        """What the screen does with a key is done before the next character is typed."""
        screen = self.screen
        if isinstance(screen, Sheet) and screen.take_key(event.key):
            event.stop()
            event.prevent_default()
            return
        answer, self._answer = self._answer, ""
        if is_text(event):
            self._put_aside(answer)

    def paste(self, text: str) -> None:
        """A paste takes the place of the answer that stands there, as typing does."""
        answer, self._answer = self._answer, ""
        self._put_aside(answer)
        super().paste(text)

    def _put_aside(self, answer: str) -> None:
        """Make room for what comes, if the answer stands in the line untouched."""
        if answer and answer == self.text:
            self.load()
            self._aside = answer

    def on_click(self, event: events.Click) -> None:
        """Whoever puts the caret somewhere wants to edit."""
        self._answer = ""

    def _person(self, edit: Edit) -> None:
        """A change by the person; where a command was taken back to nothing, the answer stands there again."""
        if self._aside and not edit.text:
            answer = self._aside
            super()._person(insert(Edit(), answer))
            self._answer, self._aside = answer, ""
        else:
            super()._person(edit)
