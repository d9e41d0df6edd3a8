"""A few rows under their heads, laid out for the width at hand; for what a paste proposes.

Every cell is shown whole, on several lines where its column is narrow.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.cells import ljust, width, wrap

_GAP = "  "
_LEAST = 4
"""Cells that a column has at least: two characters."""


def laid_out(grid: Sequence[Sequence[str]], room: int) -> list[str]:
    """The lines of a grid in so many cells; its first row are the heads, a row of one cell names those that follow."""
    heads, *rows = grid
    named = any(len(row) < len(heads) for row in rows)
    indent = _GAP if named else ""
    whole = [row for row in grid if len(row) == len(heads)]
    widths = _widths(whole, room - len(indent) - len(_GAP) * (len(heads) - 1))
    lines: list[str] = []
    for row in grid:
        if len(row) < len(heads):
            lines += wrap(row[0], room)
        else:
            lines += [f"{indent}{line}" for line in _row(row, widths)]
    return lines


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The cells of each column: what it wants, the widest giving way until all have room."""
    columns = list(zip(*rows, strict=True))
    widths = [max((width(line) for text in texts for line in text.split("\n")), default=0) for texts in columns]
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(text, max(cells, 2)) or [""] for text, cells in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    lines = ([cell[number] if number < len(cell) else "" for cell in cells] for number in range(height))
    return [_GAP.join(ljust(text, cells) for text, cells in zip(line, widths, strict=True)).rstrip() for line in lines]
