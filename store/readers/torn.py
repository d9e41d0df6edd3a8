"""Drawn tables that were copied without their last lines or changed afterwards, made whole again; for `drawing.py`.

A canvas is a table by terminal cells. Its lines are followed from one border, row by row, so that what stands in a text
is not taken for one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from forms.lazily import lazily
from store.readers.arms import DOWN, LEFT, RIGHT, UP, arms_of, box_drawings

RULE = lazily(r"[-=+|─-╿\s]*\Z")
"""A line of nothing but borders."""


def closed(canvas: list[list[str]]) -> list[list[str]]:
    """A table of which the last lines were not copied, with a lower border; any other as it is."""
    arms = box_drawings()
    is_closed = not arms.get(canvas[-1][0][:1], 0) & DOWN and all(len(line) == len(canvas[0]) for line in canvas)
    if is_closed or canvas[0][0] not in arms:
        return canvas
    even = evened(canvas, DOWN)
    if not arms.get(even[-1][0][:1], 0) & DOWN:
        return even
    rows = even[:-1] if RULE().match("".join(even[-1])) else even
    open_at = _leading(rows[:-1], DOWN)
    rows = [*rows[:-1], rows[-1] + ["│" if each else " " for each in open_at[len(rows[-1]) :]]]
    foot = border(rows, DOWN, "└┴┘")
    return [*rows, foot] if foot else even


def border(canvas: list[list[str]], onward: int, corners: str) -> list[str] | None:
    """The border that ends the lines leading on from a table; None where its sides do not reach there."""
    if any(len(line) != len(canvas[0]) for line in canvas):
        return None
    first, *open_at, last = _leading(canvas, onward)
    met = [corners[1] if each else "─" for each in open_at]
    return [corners[0], *met, corners[2]] if first and last else None


def evened(canvas: list[list[str]], onward: int) -> list[list[str]]:
    """With lines moved back that an edited text made longer or shorter, where their bars tell which part is which."""
    open_at = [False] * len(canvas[0])
    made: list[list[str]] = []
    for line in canvas:
        even = line if len(line) == len(open_at) else _fitted(line, open_at) or line
        made.append(even)
        open_at = _led(open_at, even, onward)
    return made


def _fitted(line: list[str], open_at: Sequence[bool]) -> list[str]:
    """A line of texts with its bars where those of the table are; empty where a text is too long for that."""
    bars = [column for column, each in enumerate(line) if arms_of(each[:1], plain=False) == UP | DOWN]
    edges = [column for column, is_open in enumerate(open_at) if is_open]
    if len(bars) != len(edges) or len(bars) < 2 or bars[0] or bars[-1] != len(line) - 1:
        return []
    made = [line[0]]
    for (start, end), (left, right) in zip(pairwise(bars), pairwise(edges), strict=True):
        text, room = line[start + 1 : end], right - left - 1
        while len(text) > room and text[-1] == " ":
            text.pop()
        if len(text) > room:
            return []
        made += [*text, *" " * (room - len(text)), line[end]]
    return made


def _leading(canvas: Sequence[list[str]], onward: int) -> list[bool]:
    """By column whether a line of the table leads on up or down from its last row."""
    open_at = [False] * len(canvas[0]) if canvas else []
    for line in canvas:
        open_at = _led(open_at, line, onward)
    return open_at


def _led(before: list[bool], line: list[str], onward: int) -> list[bool]:
    """The same one row on: what begins in the row is joined to others at its sides; signs in a text never are."""
    back, is_first = UP if onward == DOWN else DOWN, not any(before)
    arms = [RIGHT, *(arms_of(each[:1], plain=False) for each in line[: len(before)]), LEFT]
    now = [
        bool(each & onward and (is_open if each & back else is_first or left & RIGHT and right & LEFT))
        for is_open, left, each, right in zip(before, arms, arms[1:], arms[2:], strict=False)
    ]
    return now + before[len(now) :]
