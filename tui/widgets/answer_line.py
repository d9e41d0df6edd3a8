"""The line in which an answer is typed: one row that grows to six, drawn without a frame.

Used by the fill screen and wherever else a text is asked. The terminal's own cursor stands at the caret (`caret`, read
by the app when it draws), because the window of an input method follows that cursor. Only rows that changed are drawn.
"""

from __future__ import annotations

import unicodedata

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from forms.cells import clip
from tui.widgets.editing import EDITS, Edit, at, insert, place, rows, shown

_GREY = Style(dim=True)
_PLAIN = Style()
_PROMPT = "> "
_MOST_ROWS = 6


def is_text(event: events.Key) -> bool:
    """Whether a key types something; Python counts no blank but the plain one among what can be printed."""
    blank = event.character is not None and unicodedata.category(event.character[0]) == "Zs"
    return bool(event.character) and (event.is_printable or blank) and not event.key.startswith(("alt+", "ctrl+"))


class AnswerLine(Widget, can_focus=True):
    """An editor for one answer: Enter sends it, Ctrl+J breaks the line, a paste keeps its lines."""

    DEFAULT_CSS = f"AnswerLine {{ height: auto; max-height: {_MOST_ROWS}; min-height: 1; width: 1fr; }}"

    class Submitted(Message):
        """Enter was pressed; the line keeps its text until it is told otherwise, so that a refusal loses nothing."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text
            """The whole text, cleaned by nobody yet."""

    class Changed(Message):
        """The person changed the text; not posted when the program does."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text
            """The whole text after the change."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._edit = Edit()
        self._top = 0
        self._hint = ""

    @property
    def text(self) -> str:
        """What is in the line."""
        return self._edit.text

    def load(self, text: str = "") -> None:
        """Put a text in the line, the caret behind it, as when a question is asked again or a draft comes back."""
        self._change(insert(Edit(), text))

    def hint(self, text: str) -> None:
        """What stands in grey while the line is empty, such as the answer that Enter takes."""
        if text != self._hint:
            self._hint = text
            self.refresh(Region(0, 0, self.size.width, 1))

    @property
    def caret(self) -> Offset:
        """Where the terminal's cursor belongs, in this widget's own cells."""
        row, column = place(self._edit, self._cells)
        return Offset(min(len(_PROMPT) + column, max(0, self.size.width - 1)), row - self._top)

    @property
    def _cells(self) -> int:
        """The cells a row may fill; the last is left for the caret."""
        return self.size.width - len(_PROMPT) - 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the text takes, up to six."""
        return min(_MOST_ROWS, len(rows(self._edit.text, width - len(_PROMPT) - 1)))

    def render_line(self, y: int) -> Strip:
        """One row: the prompt before the first, the hint where there is no text."""
        prompt = Segment(_PROMPT if y + self._top == 0 else " " * len(_PROMPT), _PLAIN)
        if not self._edit.text:
            hint = clip(shown(self._hint), max(0, self._cells)) if y == 0 else ""
            return Strip([prompt, Segment(hint, _GREY)])
        lines = rows(self._edit.text, self._cells)
        if y + self._top >= len(lines):
            return Strip.blank(self.size.width, _PLAIN)
        start, end = lines[y + self._top]
        return Strip([prompt, Segment(shown(self._edit.text[start:end]), _PLAIN)])

    def on_key(self, event: events.Key) -> None:
        """Take the keys that edit or send, and let all others through to the screen."""
        if event.key == "enter":
            self.post_message(self.Submitted(self._edit.text))
        elif event.key in ("up", "down"):
            if not self._vertical(-1 if event.key == "up" else 1):
                return
        elif event.key in EDITS:
            self._person(EDITS[event.key](self._edit))
        elif event.character and is_text(event):
            self._person(insert(self._edit, event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A paste comes in whole."""
        event.stop()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Put a text in at the caret; the break after its last line is what copying adds, not what was meant."""
        self._person(insert(self._edit, text.rstrip("\r\n")))

    def on_click(self, event: events.Click) -> None:
        """Put the caret where the mouse points."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self._change(at(self._edit.text, self._cells, offset.y + self._top, offset.x - len(_PROMPT)))

    def on_resize(self) -> None:
        """Keep the caret in sight when the rows break elsewhere."""
        self._scroll(self.size.height)
        self.refresh()

    def _vertical(self, by: int) -> bool:
        """Move a row up or down; False where there is none, and the key is the screen's."""
        row, column = place(self._edit, self._cells)
        if not 0 <= row + by < len(rows(self._edit.text, self._cells)):
            return False
        self._change(at(self._edit.text, self._cells, row + by, column))
        return True

    def _person(self, edit: Edit) -> None:
        """A change by the person, of which the screen hears if the text is another."""
        changed = edit.text != self._edit.text
        self._change(edit)
        if changed:
            self.post_message(self.Changed(edit.text))

    def _change(self, edit: Edit) -> None:
        """Take a new text and caret, and draw again what differs."""
        old = self._shown_rows()
        top = self._top
        self._edit = edit
        self._scroll()
        new = self._shown_rows()
        if len(old) != len(new):
            self.refresh(layout=True)
        elif top != self._top:
            self.refresh()
        else:
            caret = place(edit, self._cells)[0]
            touched = {number for number, (was, now) in enumerate(zip(old, new, strict=True)) if was != now} | {caret}
            self.refresh(*(Region(0, number - top, self.size.width, 1) for number in touched))

    def _shown_rows(self) -> list[str]:
        """The text of each row, to find those that changed; an empty line also shows its hint."""
        if not self._edit.text:
            return ["\0"]
        return [self._edit.text[start:end] for start, end in rows(self._edit.text, self._cells)]

    def _scroll(self, room: int = _MOST_ROWS) -> None:
        """Bring the caret's row among those shown, of which a small window may leave fewer."""
        count = len(rows(self._edit.text, self._cells))
        height = max(1, min(count, room))
        row = place(self._edit, self._cells)[0]
        self._top = max(0, min(max(self._top, row - height + 1), row, count - height))
