"""Web pages to be published: one file that needs no other, runs nothing and prints on A4; called through the register.

A page is read by those who see it and by those who hear it: what a label heads is told in the marks of the table, not
by looks alone. Everything written is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from forms.table import Cell, Table
from store.formats.columns import Columns
from store.formats.html_style import STYLE
from store.formats.register import Sheet, Style
from store.formats.text import is_heading

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page allows a browser to load or run: its own style and nothing else."""
_NAMED = 3
"""So many reports are named in the title of the page."""
_DRAWN = 100
"""Terminal cells of the drawn table after which the columns are shaped."""


def write(sheets: Sequence[Sheet], style: Style) -> str:
    """A page of one report, or of several with links to each."""
    anchors = _anchors([sheet.name for sheet in sheets])
    contents = _contents(sheets, anchors) if len(sheets) > 1 else ()
    lines = [*_head(sheets), *contents, "<main>"]
    for number, (sheet, anchor) in enumerate(zip(sheets, anchors, strict=True), 1):
        lines += _Section(sheet, anchor, f"h{number}").lines()
    return "".join(f"{line}\n" for line in (*lines, "</main>", "</body>", "</html>"))


def _head(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    names = "、".join(sheet.name for sheet in sheets[:_NAMED])
    more = f"等 {len(sheets)} 份" if len(sheets) > _NAMED else ""
    return (
        "<!doctype html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(names + more)}</title>",
        f"<style>\n{STYLE}</style>",
        "</head>",
        "<body>",
    )


def _anchors(names: Sequence[str]) -> list[str]:
    """A name for every report that can stand in an address, no two alike."""
    anchors: list[str] = []
    for name in names:
        anchor = "-".join(name.split()) or "report"
        alike = sum(each == anchor or each.startswith(f"{anchor}--") for each in anchors)
        anchors.append(f"{anchor}--{alike + 1}" if alike else anchor)
    return anchors


def _contents(sheets: Sequence[Sheet], anchors: Sequence[str]) -> Iterator[str]:
    """The links to the reports."""
    yield '<nav aria-label="目录">'
    yield "<ol>"
    for sheet, anchor in zip(sheets, anchors, strict=True):
        yield f'<li><a href="#{quote(anchor)}">{html.escape(sheet.name)}</a></li>'
    yield "</ol>"
    yield "</nav>"


def _shown(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


class _Section:
    """One report of the page."""

    def __init__(self, sheet: Sheet, anchor: str, prefix: str) -> None:
        self.name = html.escape(sheet.name)
        self.table = sheet.table
        self.anchor = html.escape(anchor)
        self.prefix = prefix
        """Begins the names of its labels, by which answers refer to them."""
        widths = Columns(sheet.table, _DRAWN, 1).widths if sheet.table.cells else ()
        self.shares = [width / sum(widths) for width in widths]
        """Of the width of the table, for each column."""
        self.money_rows = {cell.top for cell in sheet.table.cells if cell.numeric}

    def lines(self) -> Iterator[str]:
        """The report's marks."""
        above = self.table.above
        title = next((number for number, line in enumerate(above) if is_heading(line)), len(above))
        yield f'<section id="{self.anchor}" aria-label="{self.name}">'
        yield from (f"<p>{_shown(line)}</p>" for line in above[:title])
        yield "<table>"
        yield from self._caption(above[title:])
        yield from self._columns()
        for first, end in _groups(self.table):
            side = _side(self.table, first)
            yield "<tbody>" if side is None else f'<tbody class="long"{self._beside(side)}>'
            for row in range(first, end):
                cells = "".join(self._cells(row, (first, end)))
                yield f'<tr class="heads">{cells}</tr>' if row == first and side is not None else f"<tr>{cells}</tr>"
            yield "</tbody>"
        yield "</table>"
        yield from (f"<p>{_shown(line)}</p>" for line in self.table.below)
        yield "</section>"

    def _caption(self, lines: Sequence[str]) -> Iterator[str]:
        """The title and what stands between it and the table; without line ends between, since these would show."""
        if lines:
            looks = ("year" if is_heading(line) else "seal" for line in lines[1:])
            rest = (f'<div class="{look}">{_shown(line)}</div>' for look, line in zip(looks, lines[1:], strict=True))
            yield f"<caption><h1>{_shown(lines[0])}</h1>{''.join(rest)}</caption>"

    def _columns(self) -> Iterator[str]:
        """The widths of the columns, shared out as in the drawn table."""
        if self.table.cells:
            columns = "".join(f'<col style="width: {100 * share:.1f}%">' for share in self.shares)
            yield f"<colgroup>{columns}</colgroup>"

    def _beside(self, side: int) -> str:
        """The label on the left of rows that are printed with their heads on every page, which reaches down all of
        them, so that in print it cannot be one of their cells."""
        if not side:
            return ""
        label = self.table.grid[self.table.headings[-1]][0].text
        return f' data-side="{html.escape(label)}" style="--side: {sum(self.shares[:side]):.4f}"'

    def _cells(self, row: int, group: tuple[int, int]) -> Iterator[str]:
        side = _side(self.table, group[0]) or 0
        for column, cell in enumerate(self.table.grid[row]):
            if cell.left == column and cell.top == row:
                share = sum(self.shares[cell.left : cell.right]) / sum(self.shares[side:])
                width = f' style="--w: {100 * share:.1f}%"' if row == group[0] else ""
                yield self._label(cell, group, width) if cell.is_label and cell.text else self._answer(cell, width)

    def _label(self, cell: Cell, group: tuple[int, int], width: str) -> str:
        """A label, with what it is the head of."""
        whole_group = (cell.top, cell.bottom) == group and cell.bottom > cell.top + 1
        is_column = cell.top in self.table.headings and cell.bottom == cell.top + 1
        scope = "col" if is_column else "rowgroup" if whole_group else "row"
        return f'<th id="{self._id(cell)}" scope="{scope}"{width}{_spans(cell)}>{_shown(cell.text)}</th>'

    def _answer(self, cell: Cell, width: str) -> str:
        """An answer, with the labels that are its heads, for the table is too free to tell them by their places."""
        heads = " ".join(self._id(label) for label in (*_row_heads(self.table, cell), *_column_heads(self.table, cell)))
        named = f' headers="{heads}"' if heads and not cell.is_label else ""
        looks = ' class="figure"' if cell.top in self.money_rows else ""
        return f"<td{named}{looks}{width}{_spans(cell)}>{_shown(cell.text)}</td>"

    def _id(self, label: Cell) -> str:
        return f"{self.prefix}-{label.top + 1}-{label.left + 1}"


def _spans(cell: Cell) -> str:
    rows, columns = cell.bottom - cell.top, cell.right - cell.left
    return f' rowspan="{rows}"' * (rows > 1) + f' colspan="{columns}"' * (columns > 1)


def _groups(table: Table) -> Iterator[tuple[int, int]]:
    """The rows that belong together, because cells reach over several or heads stand over them: first, one after the
    last."""
    groups = list(_reached(table))
    while groups:
        first, end = groups.pop(0)
        if _side(table, first) is not None:
            edges = {cell.right for cell in table.grid[first]}
            while groups and edges == {cell.right for cell in table.grid[groups[0][0]]}:
                _, end = groups.pop(0)
        yield first, end


def _reached(table: Table) -> Iterator[tuple[int, int]]:
    """The rows that cells reach over: first, and one after the last."""
    first = end = 0
    for row in range(table.height):
        if row == end and row > first:
            yield first, end
            first = row
        end = max(end, *(cell.bottom for cell in table.grid[row]))
    if table.height:
        yield first, end


def _side(table: Table, first: int) -> int | None:
    """How many columns stand left of the last heads of a table, if these are the rows that begin there; else None."""
    if not table.headings or table.headings[-1] != first:
        return None
    left = next(cell.left for cell in table.grid[first] if cell.bottom == first + 1)
    return left if left == table.grid[first][0].right or not left else None


def _row_heads(table: Table, cell: Cell) -> list[Cell]:
    """The labels next to an answer on its left, one after another, perhaps with other answers in between."""
    heads: list[Cell] = []
    for before in reversed(table.grid[cell.top][: cell.left]):
        if before.is_label and before.text and before not in heads:
            heads.insert(0, before)
        elif not before.is_label and heads:
            break
    return heads


def _column_heads(table: Table, cell: Cell) -> list[Cell]:
    """The label over an answer in the last row of column heads, if it reaches over all of it."""
    last = max((row for row in table.headings if row < cell.top), default=None)
    if last is None:
        return []
    head = table.grid[last][cell.left]
    return [head] if head.text and head.bottom == last + 1 and head.right >= cell.right else []
