"""A new form: which one, and for which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.widget import Widget

from forms.model import Form
from tui.screens.sheet import DIGITS, Sheet
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing

YEARS = (1990, 2100)


class PickScreen(Sheet[tuple[Form, int]]):
    """The forms there are; hands back the one taken and the year."""

    FOOT = "数字或回车 选定  ← → 改年度  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "0": "close", "left": "earlier", "right": "later"}

    def __init__(self, forms: Sequence[Form], year: int) -> None:
        super().__init__()
        self._forms = tuple(forms)
        self._year = year

    def body(self) -> Iterator[Widget]:
        """The year, then the forms."""
        yield Note()
        numbered = enumerate(self._forms, 1)
        yield Listing([Entry(f"{n} {form.title}", str(n), f"{form.edition} 年格式") for n, form in numbered])

    def on_mount(self) -> None:
        """Show the year."""
        self.head.show("新建")
        self.set_focus(self.query_one(Listing))
        self._show()

    def _show(self) -> None:
        self.query_one(Note).show(f"填哪一种表？年度：{self._year}（左右方向键可改）")

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Enter or a click."""
        self._take(int(message.key))

    def press(self, key: str) -> bool:
        """A digit takes its form."""
        if key in DIGITS[: len(self._forms)]:
            self._take(int(key))
            return True
        return super().press(key)

    def earlier(self) -> None:
        """One year back."""
        self._year = max(YEARS[0], self._year - 1)
        self._show()

    def later(self) -> None:
        """One year on."""
        self._year = min(YEARS[1], self._year + 1)
        self._show()

    def _take(self, number: int) -> None:
        self.dismiss((self._forms[number - 1], self._year))
