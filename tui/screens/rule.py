"""What one check looks for, over the list of findings: long rules are read by scrolling, and Esc leads back there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.widget import Widget

from tui import telling
from tui.screens.sheet import Sheet
from tui.widgets.listing import Entry, Listing


class RuleScreen(Sheet[bool]):
    """The text of one rule; hands back whether the person wants to mend what it found."""

    FOOT = "回车 去修改  方向键 翻看  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "f1": "close", "0": "close", "enter": "mend"}

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def body(self) -> Iterator[Widget]:
        """Its lines."""
        yield Listing([Entry(line) for line in telling.rule(self._code)])

    def on_mount(self) -> None:
        """Put the title."""
        self.head.show(f"规则 {self._code}")
        self.set_focus(self.query_one(Listing))

    def mend(self) -> None:
        """Enter: to the answer, as in the list below."""
        self.dismiss(True)
