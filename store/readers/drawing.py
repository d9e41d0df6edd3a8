"""Tables drawn with lines, in a text: our own, cell for cell, and those of other programs; called by `text.py`.

The lines are followed from the table's corner. A line of the table is joined to it at both ends, and what stands in a
cell never is: so `│`, `|` or `-` in a text are not taken for lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.cells import clusters, ljust, width
from forms.lazily import lazily
from forms.source import Piece
from store.formats.folding import unfold
from store.readers.arms import DOWN, LEFT, PLAIN, RIGHT, UP, arms_of, box_drawings
from store.readers.limits import too_much
from store.readers.torn import RULE, border, closed, evened

_TOP = lazily(r"[ \u3000]*(?:\+[-=+]+\+|[┌┍┎┏╒╓╔╭][─-╿]*[┐┑┒┓╕╖╗╮])[ \u3000]*\Z")
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
        is_first = not start or not _SIDE().match(lines[start - 1])
        return _headless(lines, start) if is_first and _SIDE().match(lines[start]) else None
    end = _end(lines, start)
    block = [line.strip(" \u3000") for line in lines[start:end]]
    if len(block) < 2:
        return None
    if sum(map(len, block)) > _MOST_CELLS:
        raise too_much(f"第 {start + 1} 行的表有 {len(block)} 行")
    block = _with_head_rule(block)
    canvas = [] if _is_outline(block) else closed([_canvas(line) for line in block])
    boxes = _boxes(canvas) if canvas else None
    if boxes is None:
        return Drawn(tuple(_rows(block, start)), end, spans=False)
    is_whole = len(canvas) == len(block) and canvas[-1][:1] == _canvas(block[-1])[:1]
    return Drawn(tuple(_pieces(boxes, start)), end, spans=is_whole)


def _headless(lines: Sequence[str], start: int) -> Drawn | None:
    """A table of which the upper border was not copied; None where what is left does not make one."""
    end = _end(lines, start)
    block = [line.strip(" \u3000") for line in lines[start:end]]
    if sum(map(len, block)) > _MOST_CELLS or not any(map(RULE().match, block[:-1])):
        return None
    canvas = evened([_canvas(line) for line in reversed(block)], UP)
    head = border(canvas, UP, "┌┬┐")
    boxes = _boxes([head, *reversed(canvas)]) if head else None
    return Drawn(tuple(_pieces(boxes, start - 1)), end, spans=True) if boxes else None


def _end(lines: Sequence[str], start: int) -> int:
    """The line behind the table: behind its lower border, or where the lines stop having a border at their left."""
    margin = len(lines[start]) - len(lines[start].lstrip(" \u3000"))
    plain = lines[start][margin] == "+"
    number = start + 1
    while number < len(lines):
        arms = arms_of(lines[number][margin : margin + 1], plain)
        if not arms or lines[number][:margin].strip(" \u3000"):
            return number
        if plain and lines[number][margin] == "+" == lines[number - 1][margin : margin + 1]:
            return number
        number += 1
        if not plain and arms & UP and arms & RIGHT and not arms & DOWN:
            break
    return number


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
    rules = [number for number, line in enumerate(block) if RULE().match(line)]
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
    taken = width(cluster)
    return (cluster, *[""] * (taken - 1)) if taken else ()


def _boxes(canvas: list[list[str]]) -> list[_Box] | None:
    """The cells of a table; None where its lines do not close, as those of programs that count characters."""
    wide, high = len(canvas[0]), len(canvas)
    if any(len(line) != wide for line in canvas):
        return None
    lines = _Lines(canvas)
    corners = [spot for spot, arms in lines.joined.items() if arms & DOWN and arms & RIGHT]
    whole = [box for corner in corners if (box := _box(canvas, lines, corner)) is not None]
    covered = sum((box.bottom - box.top + 1) * (box.right - box.left + 1) for box in whole)
    return sorted(whole) if len(whole) == len(corners) and covered == (wide - 1) * (high - 1) else None


class _Lines:
    """The lines of a table. A spot is one number, so that a step is an addition; a blank stands behind each row."""

    def __init__(self, canvas: list[list[str]]) -> None:
        self.stride = len(canvas[0]) + 1
        """From a spot to the one below it."""
        self._plain = canvas[0][0] == "+"
        arms = PLAIN if self._plain else box_drawings()
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
            if arms & UP and drawn[spot - stride] & DOWN:
                met |= UP
                ahead.append(spot - stride)
            if arms & LEFT and drawn[spot - 1] & RIGHT:
                met |= LEFT
                ahead.append(spot - 1)
            if arms & DOWN and drawn[spot + stride] & UP:
                met |= DOWN
                ahead.append(self._run(joined, spot, stride, UP | DOWN, UP))
            if arms & RIGHT and drawn[spot + 1] & LEFT:
                met |= RIGHT
                ahead.append(self._run(joined, spot, 1, LEFT | RIGHT, LEFT))
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
        steps = ((-self.stride, DOWN), (self.stride, UP), (-1, RIGHT), (1, LEFT))
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
        step = self.stride if onward == DOWN else 1
        while self.joined[spot] & onward:
            spot += step
            if self.joined[spot] & turn:
                break
        return spot


def _leads_on(met: int, drawn: int, plain: bool) -> bool:
    """Whether a spot has all it needs to be part of a line: a `+` something across and something down."""
    if plain and drawn == PLAIN["+"]:
        return bool(met & (LEFT | RIGHT)) and bool(met & (UP | DOWN))
    return met == drawn


def _box(canvas: list[list[str]], lines: _Lines, corner: int) -> _Box | None:
    """The cell whose upper left corner stands at a spot; None if its border does not close."""
    row, column = divmod(corner, lines.stride)
    right = lines.along(corner, RIGHT, DOWN) - corner + column
    bottom = lines.along(corner, DOWN, RIGHT) // lines.stride
    arms = lines.joined.get(bottom * lines.stride + right, 0)
    if not arms & UP or not arms & LEFT or right <= column + 1 or bottom <= row + 1:
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
        parts = [] if RULE().match(line) else _parts(line)
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
