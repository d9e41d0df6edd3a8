"""Plain words, on one line (`text`) or several (`paragraph`): everything is readable, nothing is understood."""

from __future__ import annotations

from forms.values.kind import Context, Kind, say_nothing


def read_text(text: str, context: Context) -> str:
    """The words themselves."""
    return text


TEXT = Kind("text", read_text, say_nothing)
PARAGRAPH = Kind("paragraph", read_text, say_nothing, multiline=True)
