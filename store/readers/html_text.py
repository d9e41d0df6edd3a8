"""Running text of a web page as a browser shows it: blanks collapsed, blocks and `<br>` on lines of their own.

Used by `html_page.py`, one `Text` for the page itself and for every cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import east_asian_width

_BLANKS = re.compile("[ \t\n\r\f]+")
_NOTHING, _BLANK, _FOLD, _BREAK = range(4)
"""What stands between the text so far and what comes next: nothing, a blank, a line end of the source, a line end."""


def _raised(digits: str, signs: str) -> Mapping[str, str]:
    return {**dict(zip("0123456789", digits, strict=True)), **dict(zip("+-()", signs, strict=True)), "−": signs[1]}


RAISED = {"sup": _raised("⁰¹²³⁴⁵⁶⁷⁸⁹", "⁺⁻⁽⁾"), "sub": _raised("₀₁₂₃₄₅₆₇₈₉", "₊₋₍₎")}
"""Characters that keep a figure apart from the one before it, so that 10<sup>2</sup> does not become 102."""


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


class Text:
    """Text in the making. Blanks and line ends wait until something follows them, since none are shown at an end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._waiting = _NOTHING
        self._is_exact = False

    def add(self, data: str) -> None:
        """More text, any number of blanks in it as one."""
        words, gaps = _BLANKS.split(data), _BLANKS.findall(data)
        for word, gap in zip(words, [*gaps, ""], strict=True):
            if word:
                self._put(word)
            if gap and not self._waiting:
                self._waiting = _FOLD if "\n" in gap else _BLANK

    def add_exactly(self, data: str) -> None:
        """More text whose blanks and line ends are all shown."""
        self._is_exact = True
        if data:
            self._put(data)

    def end_line(self) -> None:
        """A `<br>`."""
        if self._waiting != _BREAK:
            self._waiting = _NOTHING
        self._put("\n")

    def end_block(self) -> None:
        """The edge of a paragraph or the like: what follows begins a line."""
        self._waiting = _BREAK if self._parts else _NOTHING

    def length(self) -> int:
        """A place to which `raise_from` can refer."""
        return len(self._parts)

    def raise_from(self, start: int, characters: Mapping[str, str]) -> None:
        """Set what was added since `start` higher or lower, where there are characters for all of it."""
        added = "".join(self._parts[start:])
        if added and all(character in characters for character in added.strip()):
            self._parts[start:] = ["".join(characters.get(character, character) for character in added)]

    def take(self) -> str:
        """All the text, and begin anew."""
        text = "".join(self._parts)
        taken = text if self._is_exact else text.strip("\n")
        self._parts = []
        self._waiting = _NOTHING
        self._is_exact = False
        return taken

    def _put(self, text: str) -> None:
        last = self._parts[-1][-1] if self._parts else "\n"
        if last != "\n":
            if self._waiting == _BREAK:
                self._parts.append("\n")
            elif self._waiting == _BLANK or self._waiting == _FOLD and not (_is_wide(last) and _is_wide(text[0])):
                self._parts.append(" ")
        self._waiting = _NOTHING
        self._parts.append(text)
