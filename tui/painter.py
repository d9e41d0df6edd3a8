"""The cells of the screen as they were last sent, so that only those that differ are sent again.

Called by `QuietApp` with each update that Textual composed. Textual sends whole rows of a widget again at each change
and whole screens at each change of layout or screen, 8 to 10 KB; on a slow line that is felt. Every cell passes here,
so this is also where a character that a terminal would obey, or that its encoding lacks, is stopped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import east_asian_width

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip
from wcwidth import iter_graphemes, width

from tui.output import has

Cell = tuple[str, Style | None]
"""What stands in a cell and how; the second cell of a wide character holds an empty text."""

BLANK: Cell = (" ", None)
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_OURS = {"›": ">"}
"""What stands between the parts of a place in our own sentences, for encodings without it."""
_GAP = 5
"""Unchanged cells that cost no more than a movement of the cursor over them."""


@lru_cache(maxsize=4096)
def plain(style: Style | None) -> Style | None:
    """A style reduced to what the terminal has to be told, None where that is nothing."""
    if style is None:
        return None
    color = None if style.color is None or style.color.is_default else style.color
    bgcolor = None if style.bgcolor is None or style.bgcolor.is_default else style.bgcolor
    told = Style(
        color=color,
        bgcolor=bgcolor,
        bold=style.bold or None,
        dim=style.dim or None,
        italic=style.italic or None,
        underline=style.underline or None,
        reverse=style.reverse or None,
        strike=style.strike or None,
    )
    return told if told else None


@lru_cache(maxsize=8192)
def _cluster(text: str, encoding: str) -> tuple[str, int]:
    """One character as people see it, in what may be sent, and its cells."""
    safe = _OBEYED.sub("", text)
    cells = max(0, min(2, width(safe))) if safe else 0
    return (safe if has(encoding, safe) else _OURS.get(safe, "?" * cells)), cells


class Painter:
    """Remembers the screen and tells what to send to make it another."""

    def __init__(self, encoding: str, color_system: ColorSystem | None) -> None:
        self._encoding = encoding
        self._color_system = color_system
        self._rows: list[list[Cell]] = []
        self._clear = True
        self.wide = False
        """Whether this terminal draws ambiguous characters on two cells, which are then set right one by one."""

    def forget(self) -> None:
        """What the terminal shows is unknown from here on, and will be cleared with the next update."""
        self._rows = []

    def paint(self, size: tuple[int, int], pieces: Iterable[tuple[int, int, Strip]]) -> str:
        """The bytes that bring pieces (row, column, strip) onto a screen of a size (columns, rows)."""
        columns, height = size
        sent: list[str] = []
        if len(self._rows) != height or len(self._rows[0]) != columns:
            self._rows = [[BLANK] * columns for _ in range(height)]
            sent.append("\x1b[m\x1b[2J")
        changed: dict[int, list[Cell]] = {}
        for row, column, strip in pieces:
            if 0 <= row < height:
                line = changed.setdefault(row, list(self._rows[row]))
                self._lay(line, column, strip)
        for row, line in changed.items():
            sent += self._differences(row, self._rows[row], line)
            self._rows[row] = line
        return "".join(sent)

    def _lay(self, line: list[Cell], column: int, strip: Strip) -> None:
        """Put a strip's characters into their cells."""
        for text, style, control in strip:
            if control:
                continue
            look = plain(style)
            for shown, cells in self._clusters(text):
                if not cells or not 0 <= column <= len(line) - cells:
                    column += cells
                    continue
                _put(line, column, (shown, look), cells)
                column += cells

    def _clusters(self, text: str) -> Iterator[tuple[str, int]]:
        """The characters of a text with their cells."""
        if text.isascii() and text.isprintable():
            return ((character, 1) for character in text)
        return (_cluster(cluster, self._encoding) for cluster in iter_graphemes(text))

    def _differences(self, row: int, old: list[Cell], new: list[Cell]) -> Iterator[str]:
        """The runs of a row that differ, those close together joined, each with its movement before it."""
        differing = [column for column in range(len(new)) if old[column] != new[column]]
        if not differing:
            return
        start = previous = differing[0]
        for column in [*differing[1:], len(new) + _GAP + 1]:
            if column - previous > _GAP:
                yield self._run(row, start, previous + 1, new)
                start = column
            previous = column

    def _run(self, row: int, start: int, end: int, line: list[Cell]) -> str:
        """One run: begun at the first half of a wide character, and erased instead of overwritten at a blank end."""
        while start and not line[start][0]:
            start -= 1
        last = end
        if all(cell == BLANK for cell in line[end:]):
            while last > start and line[last - 1] == BLANK:
                last -= 1
        tail = "\x1b[K" if end - last > 3 else " " * (end - last)
        return f"\x1b[{row + 1};{start + 1}H{self._text(row, start, last, line)}{tail}"

    def _text(self, row: int, start: int, end: int, line: list[Cell]) -> str:
        """The cells of a run, those of one style together."""
        sent: list[str] = []
        group, look = "", line[start][1] if start < end else None
        for column in range(start, end):
            text, style = line[column]
            if style != look:
                sent.append(self._styled(group, look))
                group, look = "", style
            group += text
            if self.wide and text and column + 1 < len(line) and east_asian_width(text[0]) == "A":
                group += f"\x1b[{row + 1};{column + 2}H"
        sent.append(self._styled(group, look))
        return "".join(sent)

    def _styled(self, text: str, style: Style | None) -> str:
        """Text between what switches its style on and off."""
        return text if style is None or not text else style.render(text, color_system=self._color_system)


def _put(line: list[Cell], column: int, cell: Cell, cells: int) -> None:
    """Put a character in place; the other half of a wide one that it cuts becomes blank, as it does on a terminal."""
    if column and not line[column][0]:
        line[column - 1] = BLANK
    end = column + cells
    if end < len(line) and not line[end][0]:
        line[end] = BLANK
    line[column:end] = [cell, ("", cell[1])][:cells]
