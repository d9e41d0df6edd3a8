"""Which ways the characters lead that tables in a text are drawn with; for `drawing.py` and `torn.py`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
_WORDS = {
    "UP": UP,
    "DOWN": DOWN,
    "LEFT": LEFT,
    "RIGHT": RIGHT,
    "VERTICAL": UP | DOWN,
    "HORIZONTAL": LEFT | RIGHT,
}
PLAIN = {"|": UP | DOWN, "-": LEFT | RIGHT, "=": LEFT | RIGHT, "+": UP | DOWN | LEFT | RIGHT}
"""The arms of plain characters; a `+` has those that are met."""


def arms_of(character: str, plain: bool) -> int:
    """The directions in which a character is a line."""
    return (PLAIN if plain else box_drawings()).get(character, 0)


@cache
def box_drawings() -> Mapping[str, int]:
    """The arms of each character made for drawing lines, as its name says them."""
    names = {chr(code): unicodedata.name(chr(code)).split() for code in range(ord("─"), ord("╿") + 1)}
    arms = {each: {_WORDS[word] for word in name if word in _WORDS} for each, name in names.items()}
    return {each: sum(found) for each, found in arms.items() if "DIAGONAL" not in names[each]}
