"""A draft: what is typed and not sent; kept beside the report, offered again, never counted as an answer.

Written by a timer and by the handler of a hang-up, so it needs nothing but a few system calls, and an interrupted
writing cannot spoil the one that interrupts it.
"""

from __future__ import annotations

import json
import os
from typing import NamedTuple

from forms.clean import clean
from forms.errors import Unreadable
from store import files
from store.errors import write_error
from store.stamp import now


class Draft(NamedTuple):
    """What stood in the line."""

    path: str
    """The question it was typed at."""
    text: str
    when: str
    """ISO time with its UTC offset."""


def read(path: str) -> Draft | None:
    """The draft in a file; None where there is none, or none that can be offered."""
    try:
        found = json.loads(files.read(path)[0])
        at, text, when = (_clean(found[key]) for key in Draft._fields)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, AttributeError, Unreadable):
        return None
    return Draft(at, text, when)


def _clean(text: str) -> str:
    """A text without what a terminal would obey; tabs stay, since pasted rows are told by them."""
    return "\t".join(clean(piece, multiline=True).text for piece in text.split("\t"))


def write(file: str, path: str, text: str) -> None:
    """Put a draft in place of the one before. Half a character, which no file can hold as such, is kept escaped."""
    data = json.dumps({"path": path, "text": text, "when": now()}).encode("ascii")
    try:
        files.replace(file, file + ".tmp", data)
    except FileNotFoundError as error:
        if not os.path.exists(file):
            raise write_error(file, error) from error
    except OSError as error:
        raise write_error(file, error) from error
