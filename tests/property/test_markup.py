"""Laws of web pages and Markdown: what is written comes back, and whatever is read loses no text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from markdown_it import MarkdownIt

from forms.source import Document
from forms.table import Cell, Table
from store.formats import html, markdown
from store.formats.register import Sheet, Style
from store.readers import html as html_reader
from store.readers import markdown as markdown_reader

NASTY = st.lists(
    st.sampled_from(
        ["档案", "100%", "word", "□ 是  ☑ 否", "𠮷", " ", "  ", "\t", "\n", "\xa0", "\u3000", "<", "^", "|", "\\",
         "\\|", "&lt;", "&#10;", "&amp", "<b>", "</td>", "<br>", "<!--", "-->", "<table>", "`", "``a`", "*", "**a**",
         "2*3*4", "_a_", "__", "~~a~~", "[a](b)", "![", "#", "# a", "- ", "+ ", "1. ", "1)", "---", ":-:", "=", "> ",
         "{{", "{%", "$x$", '"', "'", "@a", "=1+1", "\\<", "http://a.b/c_d_e"]
    ),
    max_size=5,
).map("".join)  # fmt: skip
"""Texts that HTML and Markdown would obey."""
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=6)
TEXTS = NASTY | ANY
LINES = TEXTS.map(lambda text: text.replace("\n", "")).filter(str.strip)
FORMATS: dict[str, tuple[Callable[..., str], Callable[[bytes], Document]]] = {
    "html": (html.write, html_reader.read),
    "md": (markdown.write, markdown_reader.read),
}


@st.composite
def tables(draw: DrawFn) -> Table:
    """A grid parted at random into merged cells, each with some text."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for top, left in ((top, left) for top in range(height) for left in range(width)):
        if (top, left) not in taken:
            free = next((column for column in range(left, width) if (top, column) in taken), width)
            right, bottom = draw(st.integers(left + 1, free)), draw(st.integers(top + 1, height))
            taken |= {(row, column) for row in range(top, bottom) for column in range(left, right)}
            cells.append(Cell(top, left, bottom, right, draw(TEXTS), draw(st.sampled_from(["", "a.b"]))))
    return Table(tuple(cells), height, width, above=tuple(draw(st.lists(LINES, max_size=3))))


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=150)
@given(data=st.data())
def test_tables_are_read_as_they_were_written(format: str, data: st.DataObject) -> None:
    write, read = FORMATS[format]
    written = data.draw(st.lists(tables(), min_size=1, max_size=2))
    found = read(write([Sheet(f"{n}", table, dict) for n, table in enumerate(written)], Style()).encode()).grids
    wanted = [_cells(table) for table in written if any(cell.text.strip() for cell in table.cells)]
    assert [[piece[:5] for piece in grid.pieces] for grid in found if grid.is_table] == wanted
    lines = [piece.text for grid in found if not grid.is_table for piece in grid.pieces]
    assert lines == [line for table in written for line in table.above]


def _cells(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, *cell[:4]) for cell in table.cells if cell.text.strip()]


@settings(max_examples=150)
@given(TEXTS, LINES)
def test_a_viewer_of_markdown_shows_every_text_as_it_is(text: str, line: str) -> None:
    table = Table((Cell(0, 0, 1, 1, "头"), Cell(1, 0, 2, 1, text), Cell(2, 0, 3, 1, "尾")), 3, 1, above=("题目", line))
    viewer = MarkdownIt("gfm-like", {"linkify": False})
    tokens = viewer.parse(markdown.write([Sheet("", table, dict)], Style()))
    shown = ["".join(map(_shown, token.children)) for token in tokens if token.type == "inline" and token.children]
    assert [each for each in shown if each.strip()] == ["题目", line, "头", *filter(str.strip, [text]), "尾"]


def _shown(token: object) -> str:
    kind, content = getattr(token, "type", ""), getattr(token, "content", "")
    assert kind in ("text", "text_special", "html_inline"), kind
    assert kind != "html_inline" or content == "<br>"
    return "\n" if kind == "html_inline" else content


@settings(max_examples=150)
@given(st.text(st.sampled_from("甲乙1 \n|<>-`*_^\\&#[]()~:=!+.")))
def test_no_letter_of_any_markdown_is_lost(text: str) -> None:
    found = "".join(piece.text for grid in markdown_reader.read_text(text).grids for piece in grid.pieces)
    if "<!--" not in text and "](" not in text:
        assert [found.count(each) for each in "甲乙"] == [text.count(each) for each in "甲乙"]


TAGS = [
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "p",
    "div",
    "b",
    "br",
    "ul",
    "li",
    "sup",
    "pre",
    "caption",
    "input",
    "h1",
    "/b",
]
TAGS += ["/table", "/tr", "/td"]


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*map("<{}>".format, TAGS), *["甲", "乙 ", "\n", "&lt;"] * 3]), max_size=25))
def test_no_letter_of_any_web_page_is_lost(parts: list[str]) -> None:
    page = "".join(parts)
    found = "".join(piece.text for grid in html_reader.read_text(page).grids for piece in grid.pieces)
    assert [found.count(each) for each in "甲乙"] == [page.count(each) for each in "甲乙"]
