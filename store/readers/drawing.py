"""Tables drawn with lines, in a text: our own, cell for cell, and those of other programs; called by `text.py`.

The lines are followed from the table's corner. A line of the table is joined to it at both ends, and what stands in a
cell never is: so `│`, `|` or `-` in a text are not taken for lines.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from forms.cells import clusters, ljust, width
from forms.lazily import lazily
from forms.source import Piece
from store.formats.folding import unfold
from store.readers.limits import too_much

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_WORDS = {
    "UP": _UP,
    "DOWN": _DOWN,
    "LEFT": _LEFT,
    "RIGHT": _RIGHT,
    "VERTICAL": _UP | _DOWN,
    "HORIZONTAL": _LEFT | _RIGHT,
}
_PLAIN = {"|": _UP | _DOWN, "-": _LEFT | _RIGHT, "=": _LEFT | _RIGHT, "+": _UP | _DOWN | _LEFT | _RIGHT}
"""The arms of plain characters; a `+` has those that are met."""

_TOP = lazily(r"[ \u3000]*(?:\+[-=+]+\+|[┌┍┎┏╒╓╔╭][─-╿]*[┐┑┒┓╕╖╗╮])[ \u3000]*\Z")
_RULE = lazily(r"[-=+|─-╿\s]*\Z")
_BAR = lazily("[|│┃║┆┇┊┋╎╏]")
_DRAWN_BAR = lazily("[│┃║┆┇┊┋╎╏]")
"""The sides of a table drawn with such characters, in which a plain bar belongs to a text."""
_SIDE = lazily(r"[ \u3000]*[│┃║├┣╠]")
_DRAWN = lazily("[─-╿]+")
_UNDER_HEAD = lazily(r"\|[-+]*\+[-+]*\|")
"""The line under the head of a table as databases draw it."""

_MOST_CELLS = 1_500_000
"""Terminal cells of a table; a form of thousands of indicators has a third of that."""


class Drawn(NamedTuple):
    """A drawn table that was found in a text."""

    pieces: tuple[Piece, ...]
    """Its cells that have a text, by top, then left."""
    end: int
    """The line behind it."""
    spans: bool
    """Whether its merged cells are known."""


class _Box(NamedTuple):
    """A cell by the characters of its border: half-open from the line below the upper to the lower."""

    top: int
    left: int
    bottom: int
    right: int
    lines: tuple[str, ...]
    """What stands inside of it."""


def table_at(lines: Sequence[str], start: int) -> Drawn | None:
    """The drawn table whose upper border is a line, if it is one."""
    if not _TOP().match(lines[start]):
        return _headless(lines, start) if _SIDE().match(lines[start]) else None
    end = _end(lines, start)
    block = [line.strip(" \u3000") for line in lines[start:end]]
    if len(block) < 2:
        return None
    if sum(map(len, block)) > _MOST_CELLS:
        raise too_much(f"第 {start + 1} 行的表有 {len(block)} 行")
    block = _with_head_rule(block)
    boxes = None if _is_outline(block) else _boxes(_closed([_canvas(line) for line in block]))
    if boxes is None:
        return Drawn(tuple(_rows(block, start)), end, spans=False)
    return Drawn(tuple(_pieces(boxes, start)), end, spans=True)


def _headless(lines: Sequence[str], start: int) -> Drawn | None:
    """A table of which the upper border was not copied; None where what is left does not make one."""
    end = _end(lines, start)
    block = [line.strip(" \u3000") for line in lines[start:end]]
    if sum(map(len, block)) > _MOST_CELLS or not any(map(_RULE().match, block[:-1])):
        return None
    canvas = [_canvas(line) for line in block]
    border = _border([*reversed(canvas)], _UP, "┌┬┐")
    boxes = _boxes([border, *canvas]) if border else None
    return Drawn(tuple(_pieces(boxes, start - 1)), end, spans=True) if boxes else None


def _closed(canvas: list[list[str]]) -> list[list[str]]:
    """A table of which the last lines were not copied, with a lower border; any other as it is."""
    arms, wide = _box_drawings(), len(canvas[0])
    if canvas[0][0] not in arms or not arms.get(canvas[-1][0][:1], 0) & _DOWN:
        return canvas
    rest = [line for line in canvas[-1:] if not _RULE().match("".join(line))]
    rows = [*canvas[:-1], *rest]
    last = rows[-1]
    if len(last) < wide:
        open_at = _leading(rows[:-1], _DOWN)
        rows[-1] = last + ["│" if each else " " for each in open_at[len(last) :]]
    border = _border(rows, _DOWN, "└┴┘")
    return [*rows, border] if border else canvas


def _border(canvas: list[list[str]], onward: int, corners: str) -> list[str] | None:
    """The border that ends the lines leading on from a table; None where its sides do not reach there."""
    wide = len(canvas[0])
    if any(len(line) != wide for line in canvas):
        return None
    first, *open_at, last = _leading(canvas, onward)
    left, met, right = corners
    return [left, *(met if each else "─" for each in open_at), right] if first and last else None


def _leading(canvas: list[list[str]], onward: int) -> list[bool]:
    """By column whether a line of the table leads on up or down from its last row; signs in a text never do."""
    back = _UP if onward == _DOWN else _DOWN
    open_at = [False] * len(canvas[0])
    for number, line in enumerate(canvas):
        arms = [_arms(each[:1], plain=False) for each in line]
        for column, each in enumerate(arms):
            beside = (arms[column - 1] if column else _RIGHT) & _RIGHT and (*arms, _LEFT)[column + 1] & _LEFT
            joined = open_at[column] if each & back else bool(beside) or number == 0
            open_at[column] = bool(each & onward) and joined
    return open_at


def _end(lines: Sequence[str], start: int) -> int:
    """The line behind the table: behind its lower border, or where the lines stop having a border at their left."""
    margin = len(lines[start]) - len(lines[start].lstrip(" \u3000"))
    plain = lines[start][margin] == "+"
    number = start + 1
    while number < len(lines):
        arms = _arms(lines[number][margin : margin + 1], plain)
        if not arms or lines[number][:margin].strip(" \u3000"):
            return number
        if plain and lines[number][margin] == "+" == lines[number - 1][margin : margin + 1]:
            return number
        number += 1
        if not plain and arms & _UP and arms & _RIGHT and not arms & _DOWN:
            break
    return number


def _arms(character: str, plain: bool) -> int:
    """The directions in which a character is a line."""
    return (_PLAIN if plain else _box_drawings()).get(character, 0)


@cache
def _box_drawings() -> Mapping[str, int]:
    """The arms of each character made for drawing lines, as its name says them."""
    names = {chr(code): unicodedata.name(chr(code)).split() for code in range(ord("─"), ord("╿") + 1)}
    arms = {each: {_WORDS[word] for word in name if word in _WORDS} for each, name in names.items()}
    return {each: sum(found) for each, found in arms.items() if "DIAGONAL" not in names[each]}


def _with_head_rule(block: list[str]) -> list[str]:
    """The lines, one such as `|---+---|` joined to its borders if its columns are those of the upper border."""
    places = [number for number, character in enumerate(block[0]) if character == "+"]

    def is_rule(line: str) -> bool:
        crossed = [number for number, character in enumerate(line) if character == "+"]
        return len(places) > 2 and crossed == places[1:-1] and _UNDER_HEAD().fullmatch(line) is not None

    return [f"+{line[1:-1].replace('-', '=')}+" if is_rule(line) else line for line in block]


def _is_outline(block: list[str]) -> bool:
    """Whether the rows of a foreign table have no lines between them: each line below its head begins a row."""
    if not any(line.startswith(("+=", "╞", "┡")) for line in block):
        return False
    rules = [number for number, line in enumerate(block) if _RULE().match(line)]
    if rules[-1] != len(block) - 1 or len(rules) > 3:
        return False
    body = block[rules[-2] + 1 : -1]
    return len(body) > 1 and all(_parts(line)[0].strip() for line in body)


def _canvas(line: str) -> list[str]:
    """A line by terminal cells; a character two cells wide stands in the first of them, one without width in none."""
    if line.isascii():
        return list(line)
    cells: list[str] = []
    for cluster in clusters(line):
        places = _places(cluster)
        if places or not cells:
            cells += places or (cluster,)
        else:
            cells[-1] += cluster
    return cells


@lru_cache(maxsize=4096)
def _places(cluster: str) -> tuple[str, ...]:
    """The terminal cells that a character takes."""
    return (cluster, "", "")[: width(cluster)]


def _boxes(canvas: list[list[str]]) -> list[_Box] | None:
    """The cells of a table; None where its lines do not close, as those of programs that count characters."""
    wide, high = len(canvas[0]), len(canvas)
    if any(len(line) != wide for line in canvas):
        return None
    lines = _Lines(canvas)
    corners = [spot for spot, arms in lines.joined.items() if arms & _DOWN and arms & _RIGHT]
    whole = [box for corner in corners if (box := _box(canvas, lines, corner)) is not None]
    covered = sum((box.bottom - box.top + 1) * (box.right - box.left + 1) for box in whole)
    return sorted(whole) if len(whole) == len(corners) and covered == (wide - 1) * (high - 1) else None


class _Lines:
    """The lines of a table. A spot is one number, so that a step is an addition; a blank stands behind each row."""

    def __init__(self, canvas: list[list[str]]) -> None:
        self.stride = len(canvas[0]) + 1
        """From a spot to the one below it."""
        self._plain = canvas[0][0] == "+"
        arms = _PLAIN if self._plain else _box_drawings()
        self._drawn = [arms.get(each[:1], 0) for line in canvas for each in (*line, "")] + [0] * self.stride
        self.joined = self._met()
        """Each spot of a line with the arms that are met."""
        self._prune()

    def _met(self) -> dict[int, int]:
        """The spots that can be reached from the corner, along whatever is drawn."""
        drawn, stride = self._drawn, self.stride
        joined: dict[int, int] = {}
        ahead = [0]
        while ahead:
            spot = ahead.pop()
            if spot in joined:
                continue
            arms, met = drawn[spot], 0
            if arms & _UP and drawn[spot - stride] & _DOWN:
                met |= _UP
                ahead.append(spot - stride)
            if arms & _LEFT and drawn[spot - 1] & _RIGHT:
                met |= _LEFT
                ahead.append(spot - 1)
            if arms & _DOWN and drawn[spot + stride] & _UP:
                met |= _DOWN
                ahead.append(self._run(joined, spot, stride, _UP | _DOWN, _UP))
            if arms & _RIGHT and drawn[spot + 1] & _LEFT:
                met |= _RIGHT
                ahead.append(self._run(joined, spot, 1, _LEFT | _RIGHT, _LEFT))
            joined[spot] = met
        return joined

    def _run(self, joined: dict[int, int], spot: int, step: int, straight: int, back: int) -> int:
        """Join what only leads straight on, most of any drawing, in one go; gives the spot at which that ends."""
        drawn = self._drawn
        spot += step
        while drawn[spot] == straight and spot not in joined and drawn[spot + step] & back:
            joined[spot] = straight
            spot += step
        return spot

    def _prune(self) -> None:
        """Leave out what is no line: a character that does not lead on at both ends."""
        joined, drawn = self.joined, self._drawn
        steps = ((-self.stride, _DOWN), (self.stride, _UP), (-1, _RIGHT), (1, _LEFT))
        ahead = [spot for spot, met in joined.items() if met != drawn[spot]]
        while ahead:
            spot = ahead.pop()
            if spot not in joined or _leads_on(joined[spot], drawn[spot], self._plain):
                continue
            del joined[spot]
            for step, back in steps:
                if joined.get(spot + step, 0) & back:
                    joined[spot + step] &= ~back
                    ahead.append(spot + step)

    def along(self, spot: int, onward: int, turn: int) -> int:
        """The next spot down or right along a line, at which another line turns off into the cell."""
        step = self.stride if onward == _DOWN else 1
        while self.joined[spot] & onward:
            spot += step
            if self.joined[spot] & turn:
                break
        return spot


def _leads_on(met: int, drawn: int, plain: bool) -> bool:
    """Whether a spot has all it needs to be part of a line: a `+` something across and something down."""
    if plain and drawn == _PLAIN["+"]:
        return bool(met & (_LEFT | _RIGHT)) and bool(met & (_UP | _DOWN))
    return met == drawn


def _box(canvas: list[list[str]], lines: _Lines, corner: int) -> _Box | None:
    """The cell whose upper left corner stands at a spot; None if its border does not close."""
    row, column = divmod(corner, lines.stride)
    right = lines.along(corner, _RIGHT, _DOWN) - corner + column
    bottom = lines.along(corner, _DOWN, _RIGHT) // lines.stride
    arms = lines.joined.get(bottom * lines.stride + right, 0)
    if not arms & _UP or not arms & _LEFT or right <= column + 1 or bottom <= row + 1:
        return None
    inside = (line[column][1:] + "".join(line[column + 1 : right]) for line in canvas[row + 1 : bottom])
    return _Box(row + 1, column + 1, bottom, right, tuple(inside))


def _pieces(boxes: list[_Box], start: int) -> Iterator[Piece]:
    """The cells with a text, their places counted in rows and columns."""
    rows = _counted({box.top for box in boxes} | {box.bottom + 1 for box in boxes})
    columns = _counted({box.left for box in boxes} | {box.right + 1 for box in boxes})
    padding = _padding(line for box in boxes for line in box.lines)
    beside: list[list[int]] = [[] for _ in rows]
    for box in sorted(boxes, key=lambda box: box.left):
        for row in range(rows[box.top], rows[box.bottom + 1]):
            beside[row].append(box.left)
    for box in boxes:
        text = unfold(box.lines, padding)
        if text:
            line = start + box.top + next(number for number, each in enumerate(box.lines) if each.strip(" ")) + 1
            top, left = rows[box.top], columns[box.left]
            place = f"第 {line} 行第 {bisect_left(beside[top], box.left) + 1} 格"
            yield Piece(text, top, left, rows[box.bottom + 1], columns[box.right + 1], place)


def _padding(lines: Iterable[str]) -> int:
    """How far texts stand from the borders: a blank, if none of them touches one."""
    return int(all(line[:1] in ("", " ") for line in lines))


def _counted(edges: set[int]) -> dict[int, int]:
    """The number of each border, from the first."""
    return {edge: number for number, edge in enumerate(sorted(edges))}


def _parts(line: str) -> list[str]:
    """What stands between the bars of a line; also behind the last, where the line is cut off."""
    bars = _DRAWN_BAR() if _DRAWN_BAR().search(line) else _BAR()
    first, *parts = (_DRAWN().sub("", part) for part in bars.split(line))
    parts = [first, *parts] if first.strip() or not parts else parts
    return parts if parts[-1].strip() or len(parts) == 1 else parts[:-1]


def _rows(block: list[str], start: int) -> Iterator[Piece]:
    """The cells of a table that is only known by the bars in its lines, a row between two rules or on each line."""
    each_line = _is_outline(block)
    row = 0
    held: list[tuple[int, list[str]]] = []
    for number, line in enumerate(block):
        parts = [] if _RULE().match(line) else _parts(line)
        if held and (each_line or len(held[0][1]) != len(parts)):
            yield from _row(held, row, start)
            row, held = row + 1, []
        if parts:
            held.append((number, parts))
    if held:
        yield from _row(held, row, start)


def _row(lines: list[tuple[int, list[str]]], row: int, start: int) -> Iterator[Piece]:
    """The cells of some lines of a table between two rules."""
    for column, parts in enumerate(zip(*(parts for _, parts in lines), strict=True)):
        wide = max(map(width, parts))
        text = unfold([ljust(part, wide) for part in parts], _padding(parts))
        if text.strip():
            place = f"第 {start + lines[0][0] + 1} 行第 {column + 1} 格"
            yield Piece(text.strip(), row, column, row + 1, column + 1, place)
