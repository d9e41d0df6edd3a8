"""Comma-separated values for other programs; called through the register, read back by `store/readers/csv.py`.

A merged cell is its text at the first of its places and nothing at the others. What a spreadsheet would take for a
formula has an apostrophe before it, which the reader takes away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from forms.table import Table
from store.formats.register import Sheet, Style

GUARDED = re.compile(r"[\t\r']|\s*[-=+@＝＋－＠]")
"""What a guarded text begins with; an apostrophe is one of them, so that taking the guard away is exact."""
_PARTING = re.compile('[,;\t"\r\n]')
"""A field with one of these stands in quotes, also where another program parts fields by `;` or tabs."""


def write(sheets: Sequence[Sheet], style: Style) -> str:
    """The reports one after another, an empty line between; the mark at the start is what makes Excel read UTF-8."""
    return "\ufeff" + "\r\n".join("".join(map(_line, _records(sheet.table))) for sheet in sheets)


def _records(table: Table) -> Iterator[Sequence[str]]:
    """The lines above as a field each, the rows, the lines below."""
    yield from ([line] for line in table.above)
    for number, row in enumerate(table.grid):
        places = enumerate(row)
        yield [cell.text if (cell.top, cell.left) == (number, column) else "" for column, cell in places]
    yield from ([line] for line in table.below)


def _line(fields: Iterable[str]) -> str:
    return ",".join(map(_field, fields)) + "\r\n"


def _field(text: str) -> str:
    safe = guarded(text)
    return quoted(safe) if _PARTING.search(safe) else safe


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; also for the lists whose fields are parted by tabs."""
    return f"'{text}" if GUARDED.match(text) else text


def quoted(text: str) -> str:
    """A field in quotes, those of its own doubled."""
    return '"' + text.replace('"', '""') + '"'
