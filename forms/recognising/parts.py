"""Where in a document one form ends and the next begins; used by `recognise.py`.

A form begins with the label of its name (项目名称); the lines right above it, with number, title and year, are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from forms.recognising.labels import Role, Vocabulary, is_seal
from forms.recognising.rows import Row
from forms.recognising.titles import is_attachment, is_title, is_unit, year_of


def parts(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> list[list[Row]]:
    """The rows of each form, all of them in some part; one part where no beginning is found."""
    begins = [number for number, row in enumerate(rows) if any(_names(row, each) for each in vocabularies)]
    if not begins:
        return [list(rows)] if rows else []
    edges = [0]
    for before, begin in pairwise(begins):
        if _is_over(rows[before:begin], vocabularies):
            edges.append(_first_line(rows, before, begin))
    edges.append(len(rows))
    return [list(rows[start:end]) for start, end in pairwise(edges)]


def _names(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row begins with the label under which a form has its name."""
    text = row.pieces[0].text.strip()
    label = text.splitlines()[0].partition("：")[0].partition(":")[0].partition("\t")[0] if text else ""
    words = label.split()
    tried = {label, words[0] if words else ""} if not row.is_table else {label}
    name = vocabulary.form.name_field
    official = vocabulary.form.field(name).label
    return any(
        (found := vocabulary.find(each, Role.FIELD)) is not None
        and found.path == name
        and len(each) >= len(official) - 1
        for each in tried
    )


def _is_over(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a form has come to its rows of indicators, after which its name does not stand again."""
    levels = (Role.LEVEL1, Role.LEVEL2, Role.COLUMN)
    seen = {
        found.path
        for row in rows
        for piece in row.pieces
        for each in vocabularies
        if (found := each.find(piece.text, *levels)) is not None
    }
    return len(seen) > 2


def _is_above(row: Row) -> bool:
    """Whether a row may stand above the table of the form that begins: a line, or the unit that fills it in."""
    if len(row.pieces) == 1:
        return True
    return len(row.pieces) <= 3 and any(is_unit(piece.text) or is_seal(piece.text) for piece in row.pieces)


def _first_line(rows: Sequence[Row], before: int, begin: int) -> int:
    """The first of the lines that belong to the form that begins: its number or its title, else what stands alone."""
    start = begin
    while start > before + 1 and _is_above(rows[start - 1]):
        start -= 1
    for test in (is_attachment, is_title, year_of):
        for number in range(start, begin):
            if test(rows[number].pieces[0].text.strip()):
                return number
    while start < begin and len(rows[start].pieces) > 1:
        start += 1
    if rows[before].grid == rows[begin].grid:
        return begin
    return next((number for number in range(start, begin) if rows[number].grid == rows[begin].grid), start)
