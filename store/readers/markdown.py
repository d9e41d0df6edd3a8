"""Markdown: pipe tables, those of ours with their merged cells told by `<` and `^`; called through the register.

A line that is no table is a line of text. What an escape keeps as a word comes back as that word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from forms.source import Document, Grid, Piece
from store.errors import FormatError
from store.readers.encoding import decode, notes

LEFT, ABOVE = "<", "^"
"""A place joined to the one on its left, and to the one above it."""
MOST_PIECES = 200_000

_SQUARE = re.compile(r"((?:\\.|[^|\\])*)(?:\||\Z)")
_RULE = re.compile(r"\s*:?-+:?\s*\Z")
_PART = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)|(<br\s*/?>)", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1\Z", re.DOTALL)

_Row = tuple[int, list[str]]
"""The number of a line in the file, from 1, and its squares as written."""


def read(data: bytes) -> Document:
    """The tables and lines of a file; raises FormatError."""
    text, encoding = decode(data)
    return read_text(text)._replace(notes=notes(encoding))


def read_text(text: str) -> Document:
    """The tables and lines of a text; raises FormatError where there are too many cells."""
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if sum(line.count("|") + 1 for _, line in numbered) > MOST_PIECES:
        raise FormatError("表格的格太多，不像自评表，请只留下要导入的表再导入。")
    runs = groupby(numbered, lambda each: _is_row(each[1]))
    return Document(tuple(_table(list(run)) if is_table else _lines(list(run)) for is_table, run in runs))


def _is_row(line: str) -> bool:
    return "|" in line.replace("\\|", "")


def _lines(run: Sequence[tuple[int, str]]) -> Grid:
    first = run[0][0]
    texts = ((number, unescaped(_HEADING.sub("", line.strip(), count=1))) for number, line in run)
    pieces = (Piece(text, n - first, 0, n - first + 1, 1, f"第 {n} 行") for n, text in texts if text.strip())
    return Grid(tuple(pieces), "", is_table=False, spans=False)


def _table(run: Sequence[tuple[int, str]]) -> Grid:
    rows = [(number, squares) for number, line in run if not _is_rule(squares := _squares(line))]
    marked = any(square in (LEFT, ABOVE) for _, squares in rows for square in squares)
    return Grid(tuple(_pieces(rows)), "", spans=marked)


def _squares(line: str) -> list[str]:
    """The squares between the bars, those outside of the first and the last bar left out."""
    bare = line.strip()
    bare = bare.removeprefix("|")
    ended = bare.endswith("|") and not bare.endswith("\\|")
    bare = bare[:-1] if ended else bare
    found = [match[1].strip(" \t") for match in _SQUARE.finditer(bare)]
    return found[:-1] if found and not bare.endswith("|") else found


def _is_rule(squares: Sequence[str]) -> bool:
    return bool(squares) and all(_RULE.match(square) for square in squares)


def _pieces(rows: Sequence[_Row]) -> Iterator[Piece]:
    """The cells, each over the places joined to it."""
    for top, (number, squares) in enumerate(rows):
        for left, square in enumerate(squares):
            text = unescaped(square)
            if square in ("", LEFT, ABOVE) or not text.strip():
                continue
            right = left + 1
            while right < len(squares) and squares[right] == LEFT:
                right += 1
            yield Piece(text, top, left, _bottom(rows, top, left), right, f"第 {number} 行第 {left + 1} 格")


def _bottom(rows: Sequence[_Row], top: int, left: int) -> int:
    bottom = top + 1
    while bottom < len(rows) and left < len(rows[bottom][1]) and rows[bottom][1][left] == ABOVE:
        bottom += 1
    return bottom


def unescaped(text: str) -> str:
    """A text without the marks that keep it a text."""
    bold = _BOLD.match(text)
    return _PART.sub(_part, bold[2] if bold else text)


def _part(match: re.Match[str]) -> str:
    if match[3]:
        return "\n"
    return match[1] or html.unescape(match[2])
