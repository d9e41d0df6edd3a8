"""Form fields of a saved web page, as they are shown with what was entered in them; used by `html_page.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from store.readers.html_text import Text

_BOXES = ("□", "☑")
"""Not ticked, and ticked; the round ones too, since only one of them is."""
_DRAWN_TICKED = re.compile(r"(?:\A(?:is-)?|(?<!not|non)-)checked\Z")
"""Names of classes: is-checked, ant-radio-checked; but not is-not-checked."""
_WITHOUT_VALUE = {"hidden", "submit", "button", "reset", "image", "file", "password"}


def shown(attributes: Mapping[str, str], *, is_ticked: bool = False) -> str:
    """What an `<input>` shows; what is around it may draw it as ticked."""
    kind = attributes.get("type", "text").strip().lower()
    if kind in ("checkbox", "radio"):
        return _BOXES["checked" in attributes or is_ticked]
    return "" if kind in _WITHOUT_VALUE else attributes.get("value", "")


def draws_tick(attributes: Mapping[str, str]) -> bool:
    """Whether an element draws the tick of the box in it, by which alone many a saved page tells what was clicked."""
    names = attributes.get("class", "")
    return "checked" in names and any(_DRAWN_TICKED.search(name) for name in names.split())


class _Option(NamedTuple):
    """One choice of a list."""

    text: Text
    is_selected: bool
    has_value: bool
    """Whether it stands for something; the one that asks to choose does not."""


class Choice:
    """A `<select>` in the making."""

    def __init__(self) -> None:
        self._options: list[_Option] = []

    def begin_option(self, attributes: Mapping[str, str]) -> Text:
        """A further choice; what follows is its text."""
        self._options.append(_Option(Text(), "selected" in attributes, attributes.get("value") != ""))
        return self._options[-1].text

    def shown(self) -> str:
        """What was chosen; where nothing was, browsers show the first."""
        chosen = [option for option in self._options if option.is_selected]
        chosen = chosen or [option for option in self._options[:1] if option.has_value]
        return "、".join(option.text.take() for option in chosen)
