"""How much room a text takes in a terminal, and how it is cut, padded and wrapped; used by the renderers and by `tui`.

Everything counts terminal cells, never characters: a Chinese character takes two. Characters that terminals draw one
or two cells wide by their own setting (`“ … ≥ ①`) count one unless `wide_ambiguous` is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from forms.lazily import lazily

_CLASSES = {
    "o": "（【《「『〈〔〖［｛“‘([{$￥¥",  # may not end a line
    "c": "，。、；：？！）】》」』〉〕〗］｝”’…·・!?;)]}",  # may not begin a line
    "j": ".,:/'-–~～_@&#*^=\\|",  # stand inside numbers, dates, addresses, words; elsewhere may not begin a line
    "n": "≥≤＞＜><±＋+−≈＝",  # stay with the number behind them
    "u": "%％‰℃°",  # stay with the number before them
    "d": "—",  # a dash of two is one mark
}
"""The marks that matter at a line's ends, by a letter for each class; a blank is b, a digit m, a letter w, others x."""
_CLASS_OF = {mark: letter for letter, marks in _CLASSES.items() for mark in marks}
_WORD = "n*[wm]+(?:j+[wm]+)*u*|d+"
_CHUNK = re.compile(rf"b+|(?:ob*)*(?:(?:{_WORD})(?:(?<=m)bx)?|[^bo])(?:b*[cju])*|[ob]+")
"""What stays on one line, over the classes of the characters: opening marks, a word or one character, closing marks.

A number keeps the unit that stands one blank behind it, as in 15000 份 and 12 月."""
_TORN = (lazily(rf"{_WORD}|."), lazily("[wm]+j*|."), lazily("."))
"""What stays together where that is longer than a line: words, then what ends with a word's own marks, then nothing."""
_SIMPLE = (
    " ~\u2010\u2027\u2030\u205e\u2190\u22ff\u2500\u25fc\u2610\u2612\u2713\u2713\u2717\u2717"
    "\u3000\u3029\u4e00\u9fff\uff01\uff60"
)
"""The first and the last of each run of characters that stand for themselves, with the width that Python knows.

Nearly every answer is of these alone. Others combine or are newer than Python: only for them is wcwidth imported, since
its tables take longer to load than a table to draw. No regular expression, since compiling one with so many characters
takes as long as well."""


class _Piece(NamedTuple):
    """A run of characters with the cells it takes."""

    text: str
    cells: int


def width(text: str, *, wide_ambiguous: bool = False) -> int:
    """The cells a one-line text takes; control characters, which no answer holds, count nothing."""
    return _width(text, wide_ambiguous)


@lru_cache(maxsize=4096)
def _width(text: str, wide_ambiguous: bool) -> int:
    """Kept, since a column's width is tried out more than once."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _is_simple(text):
        wide = "WFA" if wide_ambiguous else "WF"
        return len(text) + sum(map(wide.__contains__, map(east_asian_width, text)))
    import wcwidth

    ambiguous = 2 if wide_ambiguous else 1
    return sum(wcwidth.width(each, control_codes="ignore", ambiguous_width=ambiguous) for each in clusters(text))


def clip(text: str, cells: int, mark: str = "") -> str:
    """The beginning of a one-line text that fits, with the mark (such as `…`) at its end where it was cut."""
    if width(text) <= cells:
        return text
    room = cells - width(mark)
    kept = []
    for cluster in clusters(text):
        room -= width(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept) + mark if width(mark) <= cells else ""


def ljust(text: str, cells: int, *, wide_ambiguous: bool = False) -> str:
    """Padded with blanks on the right; a longer text stays as it is."""
    return text + " " * (cells - width(text, wide_ambiguous=wide_ambiguous))


def rjust(text: str, cells: int, *, wide_ambiguous: bool = False) -> str:
    """Padded with blanks on the left; a longer text stays as it is."""
    return " " * (cells - width(text, wide_ambiguous=wide_ambiguous)) + text


def center(text: str, cells: int, *, wide_ambiguous: bool = False) -> str:
    """Padded on both sides, an odd blank on the right; a longer text stays as it is."""
    spare = max(0, cells - width(text, wide_ambiguous=wide_ambiguous))
    return " " * (spare // 2) + text + " " * (spare - spare // 2)


def wrap(text: str, cells: int, *, wide_ambiguous: bool = False) -> list[str]:
    """The lines of a text, each a part of it, none wider than so many cells unless one character is.

    A line may end between any two Chinese characters, but no closing mark begins a line, no opening mark ends one, and
    numbers and Latin words are torn only where they are longer than a line. Blanks at a line's end are left out.
    """
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, cells, wide_ambiguous)]


def longest_word(text: str, *, wide_ambiguous: bool = False) -> int:
    """The cells of the longest part that wrapping keeps together, so that a column can be made wide enough for it."""
    return max(_longest(paragraph, wide_ambiguous) for paragraph in text.split("\n"))


@lru_cache(maxsize=1024)
def _longest(paragraph: str, wide_ambiguous: bool) -> int:
    pieces = _chunks(paragraph, wide_ambiguous)
    return max((piece.cells for piece in pieces if not piece.text.isspace()), default=0)


@lru_cache(maxsize=4096)
def _wrapped(paragraph: str, cells: int, wide_ambiguous: bool) -> tuple[str, ...]:
    """The lines of one paragraph; at least one."""
    if _width(paragraph, wide_ambiguous) <= cells:
        return (paragraph.rstrip(),)
    lines: list[str] = []
    line, used = "", 0
    for text, taken in _fitting(_chunks(paragraph, wide_ambiguous), cells, wide_ambiguous, _TORN):
        blank = text.isspace()
        if line and used + taken > cells and not blank:
            lines.append(line)
            line, used = "", 0
        if line or not lines or not blank:
            line, used = line + text, used + taken
    return tuple(each.rstrip() for each in (*lines, line))


def _fitting(
    pieces: Iterable[_Piece], cells: int, wide_ambiguous: bool, ways: tuple[Callable[[], re.Pattern[str]], ...]
) -> Iterator[_Piece]:
    """The pieces, those longer than a line torn in the gentlest of the ways that helps."""
    for piece in pieces:
        if piece.cells <= cells or not ways or piece.text.isspace():
            yield piece
        else:
            yield from _fitting(_pieces(piece.text, ways[0](), wide_ambiguous), cells, wide_ambiguous, ways[1:])


@lru_cache(maxsize=1024)
def _chunks(paragraph: str, wide_ambiguous: bool) -> tuple[_Piece, ...]:
    """What stays together in a paragraph; kept, since a column's width is tried out more than once."""
    return tuple(_pieces(paragraph, _CHUNK, wide_ambiguous))


def _pieces(text: str, pattern: re.Pattern[str], wide_ambiguous: bool) -> Iterator[_Piece]:
    """A text parted by a pattern over the classes of its characters."""
    parts = list(clusters(text))
    cells = [_width(each, wide_ambiguous) for each in parts]
    for match in pattern.finditer("".join(map(_class, parts))):
        start, end = match.span()
        if end == start + 1:
            yield _Piece(parts[start], cells[start])
        else:
            yield _Piece("".join(parts[start:end]), sum(cells[start:end]))


@lru_cache(maxsize=4096)
def _class(cluster: str) -> str:
    """The letter that says how a character stands at a line's ends."""
    first = cluster[0]
    if first in _CLASS_OF:
        return _CLASS_OF[first]
    if cluster.isspace():
        return "b"
    if first.isdecimal():
        return "m"
    narrow = _width(cluster, False) == 1
    return "w" if first.isalpha() and (narrow or "Ａ" <= first <= "ｚ") else "x"


def _is_simple(text: str) -> bool:
    """Whether no character combines with another."""
    return all(map(_stands_alone, text))


@lru_cache(maxsize=4096)
def _stands_alone(character: str) -> bool:
    return bisect_left(_SIMPLE, character) % 2 == 1 or character in _SIMPLE


def clusters(text: str) -> Iterable[str]:
    """What stands on one place each: a character, or one with those that combine with it."""
    if _is_simple(text):
        return text
    import wcwidth

    return wcwidth.iter_graphemes(text)
