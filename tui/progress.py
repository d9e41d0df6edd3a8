"""A bar on stderr for a command that goes through many reports, seen only where that is a terminal; for `zpb check` and
`zpb import`.
"""

from __future__ import annotations

import sys
import time
from types import TracebackType

from tui import output

MANY = 50
"""How many steps are worth a bar; fewer are over before one has read it."""
BETWEEN = 0.1
"""Seconds between two drawings: more often nobody sees, and a slow line would hold up the work."""
CELLS = 20


class Bar:
    """One line that is drawn again and again and gone at the end, also where the work was broken off."""

    def __init__(self, does: str, steps: int, worth: int = MANY) -> None:
        self._does = does
        self._steps = steps
        self._done = 0
        self._drawn = time.monotonic()
        self._blank = ""
        self._made_room = False
        """Whether the line was taken away for something else to be said."""
        self._is_seen = steps >= worth and output.is_terminal(sys.stderr)
        self._cells = min(CELLS, output.columns(sys.stderr) - 2 * len(f"{does} {steps}") - 8) if self._is_seen else 0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._is_seen and (self._made_room or time.monotonic() - self._drawn >= BETWEEN):
            self._drawn = time.monotonic()
            self._made_room = False
            self._draw()

    def clear(self) -> None:
        """Take the line away, so that something can be said in its place; the next step draws it again."""
        if self._blank:
            _write(f"\r{self._blank}\r")
            self._blank = ""
            self._made_room = True

    def _draw(self) -> None:
        line = f"{self._does} {self._done}/{self._steps}"
        if self._cells > 0:
            full = self._done * self._cells // self._steps
            line = f"{line} [{'#' * full}{'.' * (self._cells - full)}]"
        self._blank = " " * (len(line) + len(self._does))  # each of the words' characters takes two cells
        _write(f"\r{line}")

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
