"""Which cells of a table hold figures, to be centred or set right; for the formats that set them apart from words."""

from __future__ import annotations

import re
from collections.abc import Callable

from forms.table import Cell, Table

_FIGURE = re.compile(r"[-+]?[0-9０-９][0-9０-９.,．，]*[%％]?\Z")


def figures_of(table: Table) -> Callable[[Cell], bool]:
    """Tells whether a cell of the table holds an amount, or a rate on a page of amounts."""
    pages = {page_of(cell) for cell in table.cells if cell.numeric}
    return lambda cell: cell.numeric or page_of(cell) in pages and _FIGURE.match(cell.text) is not None


def page_of(cell: Cell) -> str:
    """The page of the answer that a cell shows; empty for a label."""
    return re.split("[.#]", cell.path)[0]
