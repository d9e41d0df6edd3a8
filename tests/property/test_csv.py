"""Comma-separated values: what is written comes back, and whatever is read loses nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.clean import clean
from forms.table import Cell, Table
from store.formats.csv import write
from store.formats.register import Sheet, Style
from store.readers.csv import read

_TEXTS = st.text(st.sampled_from("甲乙1 ,;\t\"'\n=-+@＝－|\\𠮷\u3000\u00a0"), max_size=8).map(
    lambda text: clean(text, True).text
)


@settings(max_examples=200)
@given(st.lists(st.lists(_TEXTS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_is_read_as_it_was_written(texts: list[list[str]]) -> None:
    cells = tuple(
        Cell(row, column, row + 1, column + 1, text)
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    written = write([Sheet("", Table(cells, len(texts), 3), dict)], Style())
    found = [(piece.top, piece.left, piece.text) for grid in read(written.encode()).grids for piece in grid.pieces]
    assert found == [(cell.top, cell.left, cell.text) for cell in cells if cell.text.strip()]


@settings(max_examples=200)
@given(st.text(st.sampled_from("甲1 ,;\t\"'\n\r=")))
def test_no_character_but_quotes_apostrophes_and_what_parts_fields_is_lost(text: str) -> None:
    found = "".join(piece.text for grid in read(text.encode()).grids for piece in grid.pieces)
    for character in "甲1=":
        assert found.count(character) == text.count(character)
