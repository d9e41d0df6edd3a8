"""A question of the program's own, answered by a digit or Enter: who has the report, what to do with a damaged one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.widget import Widget

from tui.screens.sheet import DIGITS, Sheet
from tui.widgets.listing import Entry, Listing


class ChoiceScreen(Sheet[str]):
    """A sentence and numbered choices; hands back the key of the one taken, or nothing for Esc."""

    FOOT = "数字或回车 选定  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "0": "close"}

    def __init__(self, title: str, sentence: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._sentence = sentence
        self._choices = tuple(choices)

    def body(self) -> Iterator[Widget]:
        """The sentence, then the choices."""
        numbered = [Entry(f"{number} {text}", key) for number, (key, text) in enumerate(self._choices, 1)]
        yield Listing([Entry(self._sentence), Entry(""), *numbered])

    def on_mount(self) -> None:
        """Put the title."""
        self.head.show(self._title)
        self.set_focus(self.query_one(Listing))

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Enter or a click."""
        self.dismiss(message.key)

    def press(self, key: str) -> bool:
        """A digit takes its choice."""
        if key in DIGITS[: len(self._choices)]:
            self.dismiss(self._choices[int(key) - 1][0])
            return True
        return super().press(key)
