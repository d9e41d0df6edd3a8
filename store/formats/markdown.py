"""Markdown: pipe tables whose merged cells are told by `<` and `^`, as in the drawn layouts; called by the register.

Whatever Markdown or HTML would obey is escaped, so that every viewer shows the texts as they are and the reader of
Markdown gets them back to the last blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from forms.table import Cell, Table
from store.formats.register import Sheet, Style
from store.formats.text import is_heading

LEFT, ABOVE = "<", "^"
"""A place joined to the one on its left, and to the one above it."""
LINE_BREAK = "<br>"

_OBEYED = re.compile(r"[\\`*_\[\]<>&|~^$#]")
"""Characters of which Markdown, or a viewer that knows more than Markdown, makes something."""
_RULE = re.compile(r":?-+:?\Z")
"""What would be taken for the line under a table's head."""
_BEGINNING = re.compile(r"(?:\d+(?=[.)])|(?=[-+=]))()")
"""What would make a list, a heading or a rule of a line."""


def write(sheets: Sequence[Sheet], style: Style) -> str:
    """The reports one after another."""
    return "\n".join(f"{block}\n" for sheet in sheets for block in _blocks(sheet.table))


def escaped(text: str) -> str:
    """A text that stands for itself, in a cell or a line; blanks that would be cut off at an edge are named."""
    inner = text.strip()
    start = text.index(inner) if inner else len(text)
    before, after = text[:start], text[start + len(inner) :]
    middle = LINE_BREAK.join(map(_line, inner.split("\n")))
    return _named(before) + middle + _named(after)


def _line(text: str) -> str:
    return _OBEYED.sub(r"\\\g<0>", text)


def _named(blanks: str) -> str:
    return "".join(LINE_BREAK if blank == "\n" else f"&#{ord(blank)};" for blank in blanks)


def _blocks(table: Table) -> Iterator[str]:
    """Paragraphs and table, each to be followed by an empty line."""
    title = next((line for line in table.above if line.strip() and is_heading(line)), None)
    for line in filter(str.strip, table.above):
        yield f"# {escaped(line)}" if line is title else _paragraph(line)
    if table.cells:
        yield "\n".join(_rows(table))
    yield from map(_paragraph, filter(str.strip, table.below))


def _rows(table: Table) -> Iterator[str]:
    """The lines of the table; its first row is the head that every Markdown table must have."""
    for row, cells in enumerate(table.grid):
        yield f"| {' | '.join(_square(cell, row, column) for column, cell in enumerate(cells))} |"
        if row == 0:
            yield f"|{' --- |' * table.width}"


def _paragraph(line: str) -> str:
    written = escaped(line)
    begins = _BEGINNING.match(written)
    return f"{written[: begins.start(1)]}\\{written[begins.start(1) :]}" if begins else written


def _square(cell: Cell, row: int, column: int) -> str:
    """What stands at one place of the table: a cell's text at its first, marks at the others."""
    if row > cell.top:
        return ABOVE
    if column > cell.left:
        return LEFT
    return f"\\{cell.text}" if _RULE.match(cell.text) else escaped(cell.text)
