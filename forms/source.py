"""A document that came in, before anything in it is recognised: its tables and lines, each cell with its place.

Made by `store/readers` from every kind of file, read by `recognise.py`; plain data, because it comes from a process of
its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """One cell with something in it, over the half-open span from (top, left) to (bottom, right) of its grid."""

    text: str
    """As the document shows it; may hold newlines."""
    top: int
    left: int
    bottom: int
    right: int
    place: str
    """Where a person finds it: 第 12 行, 表 2 第 5 行第 3 格, 工作表「2-5」B7."""


class Grid(NamedTuple):
    """One table of a document, or the lines of text between two tables."""

    pieces: tuple[Piece, ...]
    """By top, then left; cells without a text are left out."""
    place: str
    """Where a person finds it: 表 2, 工作表「2-5」; empty for the lines of the document itself."""
    is_table: bool = True
    """Whether it is a table; the lines of a running text are not."""
    spans: bool = True
    """Whether merged cells are told by the document; where not, a gap may be a merged cell as well as an empty one."""


class Document(NamedTuple):
    """What one file holds, in its order."""

    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    """One sentence each on what was done to read it: the encoding taken, hidden rows left out, revisions accepted."""
    reports: tuple[Mapping[str, Any], ...] = ()
    """Reports as data, from a file that holds answers rather than tables."""


def document_data(document: Document) -> dict[str, Any]:
    """A document as plain JSON values, to be handed from process to process."""
    return {
        "grids": [[[list(piece) for piece in grid.pieces], *grid[1:]] for grid in document.grids],
        "notes": list(document.notes),
        "reports": list(document.reports),
    }


def document_from(data: Mapping[str, Any]) -> Document:
    """The document that `document_data` was made of."""
    grids = (Grid(tuple(Piece(*piece) for piece in pieces), *rest) for pieces, *rest in data["grids"])
    return Document(tuple(grids), tuple(data["notes"]), tuple(data["reports"]))
