"""Laws of the drawn table, for any answers, any merges, any width."""

from __future__ import annotations

import unicodedata
from itertools import dropwhile

from hypothesis import example, given
from hypothesis import strategies as st

from forms import library
from forms.answers import Answers
from forms.assemble import assemble, part
from forms.cells import clip, width, wrap
from forms.model import Form, PageType
from forms.path import Path
from forms.table import Cell, Table
from store.formats.text import document, draw
from store.readers.text import read

SNIPPETS = st.sampled_from(
    ["档案", "。", "，", "（", "）", "“", "”", "——", "……", " ", "  ", "\u3000", "8000 份", "11,122,315.04", "≥95%",
     "abc", "2018-440317-65-01", "e\u0301", "\u0301", "👨‍👩‍👧", "❤️", "🇨🇳", "𠮷", "क्षि", "1️⃣", "\n", "|", "│", "\u200d"]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=12)
TEXTS = st.lists(SNIPPETS | ANY, max_size=12).map("".join)
LINES = TEXTS.map(lambda text: text.replace("\n", ""))


def combines(char: str) -> bool:
    """Whether a character is drawn together with the one before it."""
    return unicodedata.category(char)[0] in "MC" and char != "\n"


def parted(text: str) -> str:
    """The text without characters that would combine with the line of the table before them."""
    return "\n".join("".join(dropwhile(combines, line)) for line in text.split("\n"))


CELLS = TEXTS.map(parted)
MARKS = set("↵␣\\")
"""What is drawn into a cell whose lines alone would not tell its text."""
APART = TEXTS.map(lambda text: "".join(char for char in text if not combines(char)))
"""Texts in which nothing combines, so that a line can be cut at any character."""
NASTY = st.lists(
    st.sampled_from(
        ["档案工作", "100%", "word", "abcdefghijklmnop", "12", "。", "（", "□", "1. ", " ", "  ", "\u3000", "\xa0",
         "\t", "\n", "↵", "␣", "\\", "\\u0041", "|", "-", "+", "---", "│", "─┼", "+-+\n| |\n+-+"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
"""Texts in which blanks and line breaks stand where lines end, and what looks like marks and lines."""
FORMS = st.sampled_from(library.forms())


@st.composite
def tables(draw_from: st.DrawFn, texts: st.SearchStrategy[str] = CELLS) -> Table:
    """A grid parted at random into merged cells, each with some text."""
    height, wide = draw_from(st.integers(1, 6)), draw_from(st.integers(1, 6))
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for top in range(height):
        for left in range(wide):
            if (top, left) in taken:
                continue
            free = next((n for n in range(left, wide) if (top, n) in taken), wide)
            right = draw_from(st.integers(left + 1, free))
            bottom = draw_from(st.integers(top + 1, height))
            taken |= {(row, column) for row in range(top, bottom) for column in range(left, right)}
            path = draw_from(st.sampled_from(["", "facts.name", "funds#total.executed"]))
            cells.append(Cell(top, left, bottom, right, draw_from(texts), path, path.startswith("funds")))
    return Table(tuple(cells), height, wide, above=tuple(draw_from(st.lists(LINES, max_size=2))))


@st.composite
def filled(draw_from: st.DrawFn) -> tuple[Form, Answers]:
    """A shipped form with another text in each of its answers and any number of rows in each group."""
    form = draw_from(FORMS)
    answers = Answers()
    for page in form.pages:
        for group in page.groups:
            for _ in range(draw_from(st.integers(0, 3))):
                answers, _row = answers.add_row(page.name, group.key, {})
        keys = {
            PageType.PLAIN: [""],
            PageType.FIXED: [row.key for row in page.rows],
            PageType.REPEATED: [str(row.id) for row in answers.page_rows(page.name)],
        }[page.type]
        paths = [Path(page.name, key, field.name) for key in keys for field in page.fields]
        if page.ask_which:
            answers = answers.put(Path(page.name, "", "which"), "、".join(row.label for row in page.rows))
        for path in paths:
            options = form.field(path).options
            answers = answers.put(path, options[0] if options else f"〔{path}〕")
    return form, answers


@given(tables(), st.integers(1, 120), st.booleans())
def test_every_drawing_is_a_rectangle(table: Table, cells: int, ascii_only: bool) -> None:
    drawing = draw(table, cells, ascii_only)
    assert {width(line) for line in drawing.lines} == {drawing.width}
    least = 5 * table.width + 1
    assert drawing.width <= max(cells, least) or any(width(char) > 4 for cell in table.cells for char in cell.text)


@given(tables(), st.integers(1, 120))
def test_the_places_cover_the_inside_of_a_drawing_once(table: Table, cells: int) -> None:
    drawing = draw(table, cells)
    covered = [
        (line, column)
        for place in drawing.places
        for line in range(place.line, place.line + place.height)
        for column in range(place.column, place.column + place.width)
    ]
    assert len(covered) == len(set(covered))
    assert all(0 < line < len(drawing.lines) - 1 and 0 < column < drawing.width - 1 for line, column in covered)
    assert [place.cell for place in drawing.places] == list(table.cells)


@given(tables(APART), st.integers(1, 120))
def test_a_drawing_shows_every_character_of_every_cell_in_its_place(table: Table, cells: int) -> None:
    drawing = draw(table, cells)
    for place in drawing.places:
        lines = drawing.lines[place.line : place.line + place.height]
        shown = "".join(_between(line, place.column, place.width) for line in lines)
        if not MARKS & set(shown):
            assert "".join(shown.split()) == "".join(place.cell.text.split())


def _between(line: str, column: int, cells: int) -> str:
    before = clip(line, column)
    return clip(line[len(before) :], cells)


@example(Table((Cell(0, 0, 1, 4, "档案\U0001f3fb"),), 1, 4), 1, False)
@given(tables(CELLS | NASTY), st.integers(1, 160), st.booleans())
def test_a_drawn_table_is_read_back_cell_for_cell(table: Table, cells: int, ascii_only: bool) -> None:
    read_back = read(document(table._replace(above=()), cells, ascii_only).encode())
    assert [(grid.is_table, grid.spans) for grid in read_back.grids] == [(True, True)] * len(read_back.grids)
    pieces = [piece[:5] for grid in read_back.grids for piece in grid.pieces]
    assert pieces == _expected(table)


def _expected(table: Table) -> list[tuple[str, int, int, int, int]]:
    """The cells with a text; a border between rows or columns that no cell ends at is not drawn, so not counted."""
    rows = sorted({edge for cell in table.cells for edge in (cell.top, cell.bottom)})
    columns = sorted({edge for cell in table.cells for edge in (cell.left, cell.right)})
    said = [(cell, cell.text.strip(" ") if cell.is_label else cell.text) for cell in table.cells]
    return [
        (text, rows.index(cell.top), columns.index(cell.left), rows.index(cell.bottom), columns.index(cell.right))
        for cell, text in said
        if text
    ]


@given(TEXTS, st.integers(1, 40), st.booleans())
def test_wrapping_loses_no_character_and_keeps_their_order(text: str, cells: int, wide: bool) -> None:
    lines = wrap(text, cells, wide_ambiguous=wide)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(lines) >= text.count("\n") + 1


@given(LINES, st.integers(4, 40))
def test_a_wrapped_line_fits_and_is_a_part_of_the_text(text: str, cells: int) -> None:
    position = 0
    for line in wrap(text, cells):
        assert width(line) <= cells
        assert line == line.rstrip()
        position = text.index(line, position) + len(line)


@given(LINES, st.integers(0, 40))
def test_a_clipped_text_is_a_beginning_that_fits(text: str, cells: int) -> None:
    clipped = clip(text, cells)
    assert text.startswith(clipped)
    assert width(clipped) <= cells


@given(filled())
def test_an_assembled_table_covers_its_grid_and_shows_each_answer_in_one_cell(report: tuple[Form, Answers]) -> None:
    form, answers = report
    table = assemble(form, answers)
    assert len(table.grid) == table.height  # raises on a gap or an overlap
    shown = [cell.text for cell in table.cells] + list(table.above)
    for path, text in answers.texts.items():
        if text.startswith("〔") and form.field(Path.parse(path)).calculation is None and not path.startswith("header"):
            relevant = form.field(Path.parse(path)).relevant is None
            assert sum(text in each for each in shown) == 1 or not relevant
    for page in form.pages:
        assert part(table, page.name).grid is not None


@given(filled(), st.integers(20, 120))
def test_a_written_report_ends_every_line(report: tuple[Form, Answers], cells: int) -> None:
    text = document(assemble(*report), cells)
    assert text.endswith("┘\n")
    assert not any(line.endswith(" ") for line in text.split("\n"))
