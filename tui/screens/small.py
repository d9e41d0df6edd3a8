"""What is said in a window too small to work in; it goes by itself when the window is enlarged."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.widget import Widget

from tui.screens.sheet import Sheet
from tui.widgets.lines import Bar

SMALLEST = (60, 20)
"""Columns and rows that every screen needs."""


class SmallScreen(Sheet[None]):
    """One sentence; what lies below keeps its state."""

    def compose(self) -> ComposeResult:
        """Nothing but the sentence."""
        yield from self.body()

    def body(self) -> Iterator[Widget]:
        """The sentence."""
        yield Bar("窗口太小，请放大到 60 列 20 行以上；内容都还在。", id="head")
