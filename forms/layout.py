"""Reads the drawn layout of a definition: one line a table row, `|` between squares, `<` and `^` for joined ones.

`definition.py` reads the picture and tells its faults; `assemble.py` takes the squares apart and fills them. A picture
keeps its squares as drawn, so that a fault, and whoever mends it, speaks of what stands in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

LEFT = "<"
"""A square joined to its left neighbour."""
ABOVE = "^"
"""A square joined to the one above it."""

Picture = tuple[tuple[str, ...], ...]
"""Squares, rows × columns, as drawn."""

_PIECE = re.compile(r"\\.|[^|\\]+|.")
_PART = re.compile(r"\\(?P<literal>[|<^{}\\])|\{(?P<hole>[^{}]*)\}|(?P<brace>[{}])|(?P<text>[^\\{}]+|\\)")
_NAME = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+){0,2}\Z")
_BOXES = ":boxes"


class Hole(NamedTuple):
    """A place in a square or a line that shows an answer."""

    name: str
    """As written: `facts.period`, `funds.total.executed`, `year`."""
    boxes: bool = False
    """Whether a choice is shown as every option with its box."""


class Span(NamedTuple):
    """The half-open block of squares that are drawn as one cell."""

    top: int
    left: int
    bottom: int
    right: int


def read_layout(table: str) -> tuple[Picture, list[str]]:
    """The picture that a definition draws, and what is wrong with it; with faults the picture is not to be used."""
    picture = tuple(_squares(line) for line in table.splitlines() if line.strip())
    if not picture:
        return (), ["表样是空的，请一行一行画出表格，格与格之间用 | 隔开"]
    faults = _hole_faults(picture) + _line_faults(picture)
    return picture, faults or _join_faults(picture)


@lru_cache(maxsize=512)
def holes(text: str) -> tuple[str | Hole, ...]:
    """A square or a line in parts, words and holes in their order; a brace that opens nothing is a word."""
    parts: list[str | Hole] = []
    for match in _PART.finditer(text):
        if match["hole"] is not None:
            name = match["hole"].strip()
            parts.append(Hole(name.removesuffix(_BOXES).rstrip(), name.endswith(_BOXES)))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += match["literal"] or match[0]
        else:
            parts.append(match["literal"] or match[0])
    return tuple(parts)


def hole_faults(text: str) -> list[str]:
    """What is wrong with the braces of a square or a line, to be read behind the words that say where it stands."""
    faults = []
    for match in _PART.finditer(text):
        name = (match["hole"] or "").strip()
        if match["brace"] == "{":
            faults.append("的 { 没有配对的 }；要写 { 这个字的请写 \\{")
        elif match["brace"] == "}":
            faults.append("的 } 没有配对的 {；要写 } 这个字的请写 \\}")
        elif match["hole"] is not None and not _NAME.match(name.removesuffix(_BOXES).rstrip()):
            faults.append(f"里的 {match[0]} 不是一个问题；写法如 {{facts.period}}，勾选的如 {{facts.is_started:boxes}}")
    return faults


@lru_cache(maxsize=64)
def spans(picture: Picture) -> tuple[Span, ...]:
    """The blocks of a picture without faults, by top then left; together they cover it without overlap."""
    return tuple(_block(squares) for _, squares in sorted(_blocks(picture).items()))


def _squares(line: str) -> tuple[str, ...]:
    """The squares of one line, without the blanks that align the drawing."""
    return tuple("".join(pieces).strip() for pieces in _split(line))


def _split(line: str) -> list[list[str]]:
    """The line at each `|` that no backslash makes a word."""
    squares: list[list[str]] = [[]]
    for piece in _PIECE.findall(line):
        if piece == "|":
            squares.append([])
        else:
            squares[-1].append(piece)
    return squares


def _line_faults(picture: Picture) -> list[str]:
    """Lines with another number of squares than most; of equally common numbers the first line's is right."""
    (usual, _), *_ = Counter(len(line) for line in picture).most_common()
    faults = []
    for number, line in enumerate(picture, 1):
        if len(line) != usual:
            wide = "；这一行有全角的 ｜，请改成半角的 |" if any("｜" in square for square in line) else ""
            faults.append(f"第 {number} 行有 {len(line)} 格，应为 {usual} 格{wide}")
    return faults


def _hole_faults(picture: Picture) -> list[str]:
    """Holes that are not closed, not opened or not a name."""
    faults = []
    for number, line in enumerate(picture, 1):
        for place, square in enumerate(line, 1):
            faults += [f"第 {number} 行第 {place} 格「{square}」{fault}" for fault in hole_faults(square)]
    return faults


def _join_faults(picture: Picture) -> list[str]:
    """Joined squares with nothing to join to, and those that together are no rectangle."""
    faults = []
    for number, line in enumerate(picture):
        if line[0] == LEFT:
            faults.append(f"第 {number + 1} 行第 1 格的 < 左边没有格，不能往左并")
        if number == 0:
            upward = [place for place, square in enumerate(line, 1) if square == ABOVE]
            faults += [f"第 1 行第 {place} 格的 ^ 上面没有格，不能往上并" for place in upward]
    return faults or [_odd_block(picture, owner) for owner, all_of in sorted(_blocks(picture).items()) if _odd(all_of)]


def _odd_block(picture: Picture, owner: tuple[int, int]) -> str:
    top, left = owner
    return f"第 {top + 1} 行第 {left + 1} 格「{picture[top][left]}」用 < 和 ^ 并起来的不是一个长方形"


def _blocks(picture: Picture) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Every square that is not joined, with all that are joined to it."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    blocks: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for top, line in enumerate(picture):
        for left, square in enumerate(line):
            joined = {LEFT: (top, left - 1), ABOVE: (top - 1, left)}.get(square)
            owner = owners[joined] if joined else (top, left)
            owners[top, left] = owner
            blocks.setdefault(owner, []).append((top, left))
    return blocks


def _block(squares: list[tuple[int, int]]) -> Span:
    """The smallest block around squares."""
    rows, columns = [row for row, _ in squares], [column for _, column in squares]
    return Span(min(rows), min(columns), max(rows) + 1, max(columns) + 1)


def _odd(squares: list[tuple[int, int]]) -> bool:
    """Whether squares leave a part of their block out."""
    block = _block(squares)
    return len(squares) != (block.bottom - block.top) * (block.right - block.left)
