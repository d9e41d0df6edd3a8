"""The address of an answer, `page.field` or `page#row.field`; used wherever an answer is stored, found or named.

A row is named by its identity (a number from the report's own counter, or the key of a printed row), never by its
position, so that dropping or moving a row cannot hand its neighbour's answers, findings or history to it. `+group`
stands for the row that a group has not got yet.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PATH = re.compile(r"(?P<page>[a-z_0-9]+)(?:#(?P<row>\+?[a-z_0-9]+))?(?:\.(?P<field>[a-z_0-9]+))?\Z")


class Path(NamedTuple):
    """One answer's address; `str()` gives the stored form and `Path.parse` reads it back."""

    page: str
    """The page's name, such as `facts`."""

    row: str = ""
    """The row's identity, empty on a plain page; `+group` for a row not made yet."""

    field: str = ""
    """The field's name, empty for the row as a whole."""

    @classmethod
    def parse(cls, text: str) -> Path:
        """Read the stored form; raises ValueError where it is none, since a wrong address must never be guessed."""
        match = _PATH.match(text)
        if not match:
            raise ValueError(f"not a path: {text!r}")
        return cls(match["page"], match["row"] or "", match["field"] or "")

    def __str__(self) -> str:
        page, row, field = self
        if row:
            return f"{page}#{row}.{field}" if field else f"{page}#{row}"
        return f"{page}.{field}" if field else page

    @property
    def group(self) -> str:
        """The group whose new row this is, or nothing: only a `+group` row has one before it exists."""
        return self.row[1:] if self.row.startswith("+") else ""

    def at(self, field: str) -> Path:
        """The address of another field of the same row or page."""
        return Path(self.page, self.row, field)
