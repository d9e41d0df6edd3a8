"""Editing a few lines of text: what each key does to the text and the caret, and where the caret stands on screen.

Called by the answer line alone; knows nothing of Textual, so that every key is a function from one value to the next.
Positions are indexes of the text that never fall inside a character as people see it: an accent or the parts of an
emoji move and vanish together with what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from wcwidth import grapheme_boundary_before, iter_graphemes

from forms.cells import width, wrap

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSHOWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_WORD = re.compile(r"[A-Za-z0-9_.%-]+|[\u2e80-\u2fff\u3040-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]+|\s+|.", re.DOTALL)
_NEAR = 64
"""How far a cluster is looked for, longer than any that is written on purpose."""


class Edit(NamedTuple):
    """The text and where the caret stands in it."""

    text: str = ""
    """As the person wrote it, its line breaks all `\\n`."""
    caret: int = 0
    """The index before which the next character goes."""


class Row(NamedTuple):
    """One row on the screen, a half-open stretch of the text."""

    start: int
    """The index of its first character."""
    end: int
    """One past its last character, without the line break."""


def shown(text: str) -> str:
    """The text with a visible mark for each character that a terminal would obey or hide, index for index."""
    return _UNSHOWN.sub("·", text.replace("\t", " "))


def rows(text: str, cells: int) -> list[Row]:
    """Where the text is broken into rows so many cells wide; an empty text is one empty row."""
    found: list[Row] = []
    start = 0
    for paragraph in text.split("\n"):
        found += [Row(start + row.start, start + row.end) for row in _fold(paragraph, max(2, cells))]
        start += len(paragraph) + 1
    return found


@lru_cache(maxsize=64)
def _fold(paragraph: str, cells: int) -> list[Row]:
    """The rows of one paragraph; blanks that wrapping leaves out stay at the end of the row, where they were typed."""
    visible = shown(paragraph)
    starts: list[int] = []
    position = 0
    for line in wrap(visible, cells):
        position = visible.index(line, position)
        starts.append(position)
        position += len(line)
    starts = [0, *starts[1:]]
    return [Row(start, end) for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True)]


def place(edit: Edit, cells: int) -> tuple[int, int]:
    """The row and the cell of the caret."""
    lines = rows(edit.text, cells)
    number = max(index for index, row in enumerate(lines) if row.start <= edit.caret)
    return number, width(shown(edit.text[lines[number].start : edit.caret]))


def at(text: str, cells: int, row: int, column: int) -> Edit:
    """The caret put nearest to a row and a cell, which is where a mouse points or an arrow leads."""
    lines = rows(text, cells)
    start, end = lines[min(max(row, 0), len(lines) - 1)]
    wraps = end < len(text) and text[end] != "\n"
    caret, used = start, 0
    for cluster in iter_graphemes(text[start:end]):
        used += width(shown(cluster))
        if used > column or (wraps and caret + len(cluster) == end):
            break
        caret += len(cluster)
    return Edit(text, caret)


def insert(edit: Edit, added: str) -> Edit:
    """What is typed or pasted, put at the caret with every kind of line break made one."""
    added = _BREAK.sub("\n", added)
    return _settled(edit.text[: edit.caret] + added + edit.text[edit.caret :], edit.caret + len(added))


def _settled(text: str, caret: int) -> Edit:
    """The caret brought behind the character in which it would fall, as where two have just become one."""
    start = before(text, caret + 1) if caret < len(text) else caret
    return Edit(text, caret if start == caret else after(text, start))


def before(text: str, caret: int) -> int:
    """The start of the character left of the caret."""
    return grapheme_boundary_before(text, caret) if caret else 0


def after(text: str, caret: int) -> int:
    """The end of the character right of the caret."""
    return caret + len(next(iter_graphemes(text[caret : caret + _NEAR]), ""))


def _word_before(text: str, caret: int) -> int:
    """The start of the word left of the caret, blanks passed over; a run of Chinese counts as one word."""
    words = list(_WORD.finditer(text[:caret].rstrip()))
    return words[-1].start() if words else 0


def _word_after(text: str, caret: int) -> int:
    """The end of the word right of the caret, blanks passed over."""
    rest = text[caret:]
    blank = len(rest) - len(rest.lstrip())
    word = _WORD.match(rest, blank)
    return caret + (word.end() if word else len(rest))


def _line_start(text: str, caret: int) -> int:
    """The start of the line that was typed, however many rows it takes."""
    return text.rfind("\n", 0, caret) + 1


def _line_before(text: str, caret: int) -> int:
    """The start of the line that was typed; from there that of the line above, so that one key clears several lines."""
    start = _line_start(text, caret)
    return start if start < caret else _line_start(text, max(caret - 1, 0))


def _line_end(text: str, caret: int) -> int:
    """The end of the line that was typed."""
    end = text.find("\n", caret)
    return len(text) if end < 0 else end


def _text_start(text: str, caret: int) -> int:
    """The very beginning."""
    return 0


def _text_end(text: str, caret: int) -> int:
    """The very end."""
    return len(text)


_Target = Callable[[str, int], int]


def _move(target: _Target) -> Callable[[Edit], Edit]:
    """A key that only moves the caret."""
    return lambda edit: _settled(edit.text, target(edit.text, edit.caret))


def _cut(target: _Target) -> Callable[[Edit], Edit]:
    """A key that deletes from the caret to a place on either side of it."""

    def change(edit: Edit) -> Edit:
        start, end = sorted((edit.caret, target(edit.text, edit.caret)))
        return _settled(edit.text[:start] + edit.text[end:], start)

    return change


def _break(edit: Edit) -> Edit:
    """A line break where the caret is."""
    return insert(edit, "\n")


EDITS: dict[str, Callable[[Edit], Edit]] = {
    "left": _move(before),
    "right": _move(after),
    "home": _move(_line_start),
    "ctrl+a": _move(_line_start),
    "end": _move(_line_end),
    "ctrl+e": _move(_line_end),
    "ctrl+home": _move(_text_start),
    "ctrl+end": _move(_text_end),
    "ctrl+left": _move(_word_before),
    "alt+b": _move(_word_before),
    "ctrl+right": _move(_word_after),
    "alt+f": _move(_word_after),
    "backspace": _cut(before),
    "ctrl+h": _cut(before),
    "delete": _cut(after),
    "ctrl+w": _cut(_word_before),
    "alt+backspace": _cut(_word_before),
    "alt+d": _cut(_word_after),
    "ctrl+delete": _cut(_word_after),
    "ctrl+u": _cut(_line_before),
    "ctrl+k": _cut(_line_end),
    "ctrl+j": _break,
    "alt+enter": _break,
}
"""Every key that edits, by Textual's name for it."""
