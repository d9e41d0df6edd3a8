"""Rows that a word processor tore: it writes a cell of several paragraphs over several lines; for `lines.py`."""

from __future__ import annotations

from collections.abc import Sequence

from forms.pasting.words import Words
from forms.recognising.labels import fold


def rejoined(words: Words, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows with those pieces joined that make one as wide as the widest; as they are where the pieces do not fit.

    The name of a group and a title stand alone on their lines.
    """
    width = max(map(len, rows), default=0)
    made: list[list[str]] = []
    at = 0
    while at < len(rows):
        count = _pieces(words, rows[at:], width)
        if not count:
            return [list(row) for row in rows]
        made.append(_joined(rows[at : at + count]))
        at += count
    return made


def _pieces(words: Words, rows: Sequence[Sequence[str]], width: int) -> int:
    """How many of the rows from the first on are one; 0 where they never become as wide as the widest."""
    if _stands_alone(words, rows):
        return 1
    cells = 0
    for count, row in enumerate(rows, 1):
        if not row:
            break
        cells += len(row) - (count > 1)
        if cells == width and not _goes_on(words, rows[:count], rows[count:]):
            return count
        if cells > width:
            break
    return 0


def _goes_on(words: Words, rows: Sequence[Sequence[str]], following: Sequence[Sequence[str]]) -> bool:
    """Whether the last cell of a row that is wide enough has its end on the next line, which holds nothing else."""
    if not following or len(following[0]) != 1 or len(rows[0]) == 1:
        return False
    return bool(rows[-1][-1]) and not _stands_alone(words, following)


def _stands_alone(words: Words, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of one cell is a whole one: the name of a group, unless its end is below, a title, a unit.

    A row without cells is one, too, since there is nothing in it to join.
    """
    row, following = rows[0], rows[1] if len(rows) > 1 else ()
    if len(row) != 1:
        return not row
    below = following[0] if following else ""
    if fold(below) == "指标":
        return False
    return bool(words.labels(row[0])) or words.is_printed(row[0]) or _is_before_heads(words, row[0], following)


def _is_before_heads(words: Words, text: str, following: Sequence[str]) -> bool:
    """Whether heads follow whose first is not completed by the text."""
    return bool(words.heads(following)) and not words.is_printed(f"{text}{following[0]}")


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    cells = list(rows[0])
    for row in rows[1:]:
        cells[-1] = f"{cells[-1]}\n{row[0]}".strip()
        cells += row[1:]
    return cells
