"""Forms side by side in one table, as on a sheet that is printed across, put below each other; for `recognise.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from forms.recognising.labels import Role, Vocabulary, fold
from forms.source import Document, Grid, Piece

_NARROWEST = 3
"""Columns of a form at least: its names of projects stand no nearer to each other."""


def one_below_another(document: Document, vocabularies: Sequence[Vocabulary]) -> Document:
    """The document with a table for each form that stands beside others."""
    return document._replace(grids=tuple(each for grid in document.grids for each in _parted(grid, vocabularies)))


def _parted(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Iterator[Grid]:
    edges = _edges(grid, vocabularies) if grid.is_table else []
    if len(edges) < 2:
        yield grid
        return
    for start, end in pairwise([0, *edges[1:], max(piece.right for piece in grid.pieces) + 1]):
        yield grid._replace(pieces=tuple(piece for piece in grid.pieces if start <= piece.left < end))


def _edges(grid: Grid, vocabularies: Sequence[Vocabulary]) -> list[int]:
    """Where forms begin beside each other: their names are asked for in one row, and no cell reaches across."""
    names = [piece for piece in grid.pieces if any(_is_name(piece, each) for each in vocabularies)]
    row = [piece for piece in names if piece.top == names[0].top and fold(piece.text) == fold(names[0].text)]
    edges = [piece.left for piece in row]
    is_wide = all(after - before >= _NARROWEST for before, after in pairwise(edges))
    crossed = any(piece.left < edge < piece.right for piece in grid.pieces for edge in edges if piece.top >= row[0].top)
    return edges if is_wide and not crossed else []


def _is_name(piece: Piece, vocabulary: Vocabulary) -> bool:
    """Whether a cell is the form's own label of the name under which a report is known."""
    name = vocabulary.form.name_field
    found = vocabulary.find(piece.text, Role.FIELD)
    return found is not None and found.path == name and fold(piece.text) == fold(vocabulary.form.field(name).label)
