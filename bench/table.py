"""The table that `make bench` prints: one line a measure, with its floor, its goal and whether it is reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tabulate import tabulate

HEADERS = ("measured", "beside", "here", "goal", "reached")


class Line(NamedTuple):
    """One measure."""

    what: str
    """What was measured."""
    floor: str
    """What it is compared with, in the same run."""
    here: str
    """The ratio or the number."""
    goal: str
    """The most that it should be."""
    reached: bool
    """Whether it is."""


def at_most(what: str, floor: str, value: float, goal: float, unit: str = "×") -> Line:
    """A measure that should not be above its goal; a ratio, or bytes."""
    shown = f"{value:.2f} {unit}" if unit == "×" else f"{value:,.0f} {unit}"
    return Line(what, floor, shown, f"≤ {goal:,} {unit}", value <= goal)


def draw(lines: Iterable[Line]) -> str:
    """The table in Markdown, as it stands in docs/bench.md."""
    rows = [(*line[:-1], "yes" if line.reached else "**no**") for line in lines]
    return tabulate(rows, HEADERS, tablefmt="pipe", disable_numparse=True)
