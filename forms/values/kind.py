"""What a kind of answer is: how its text is read, what was understood, what is kept; used by the register `KINDS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Context(NamedTuple):
    """What reading an answer may depend on besides its text."""

    year: int
    """The fiscal year, for dates written without one."""
    options: tuple[str, ...] = ()
    """The official labels of a choice."""
    label: str = ""
    """The official words of the cell, for messages."""


def as_written(text: str, value: Any) -> str:
    """Keep exactly what the person wrote: the rule for every kind but choices."""
    return text


class Kind(NamedTuple):
    """One kind of answer."""

    name: str
    """Its name in definitions, such as `money`."""
    read: Callable[[str, Context], Any]
    """Text (cleaned, stripped, never empty) → value; raises Unreadable with one sentence and a right example."""
    say: Callable[[Any, str], str]
    """(value, text) → what was understood, said back in Chinese; empty where there is nothing to add."""
    keep: Callable[[str, Any], str] = as_written
    """(text, value) → the text to store; a choice stores its official label."""
    multiline: bool = False
    """Whether line breaks are kept in the answer (a paragraph) or become blanks."""


def quoted(text: str) -> str:
    """A person's text in the brackets of a message: on one line, and short enough to read past."""
    line = " ".join(text.split())
    return f"「{line}」" if len(line) <= 30 else f"「{line[:24]}……」"


def say_nothing(value: Any, text: str) -> str:
    """For kinds that understand nothing beyond the words."""
    return ""
