"""Web pages: as published, as saved from a browser, Word or Excel (often under the name .xls), and bits of them.

Called through the register, by `mhtml.py`, and by `markdown.py` for tables in HTML.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from forms.source import Document, Grid, Piece
from store.errors import FormatError
from store.readers.encoding import UTF8, decode
from store.readers.html_page import Page
from store.readers.html_table import Box, Table, TableCell

MOST = 200_000
"""Cells and lines of a page."""
_TOO_MANY = f"网页中的文字超过 {MOST // 10_000} 万格，不像自评表，请只留下自评表的部分再导入"
_ONLY_FRAMES = "网页只有框架，内容在同名文件夹的其他文件里；如果是 Excel 存的网页，请在 Excel 中另存为 .xlsx 再导入"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page names its encoding."""


def read(data: bytes) -> Document:
    """The lines and tables of a page in their order; raises FormatError."""
    text, encoding = _decoded(data)
    document = read_text(text)
    notes = () if encoding == UTF8 else (f"按 {encoding} 编码读取。",)
    return document._replace(notes=(*notes, *document.notes))


def read_text(text: str) -> Document:
    """The same for a page, or a bit of one, that is text already."""
    page = _parsed(text)
    grids = _grids(page.body)
    if page.has_frames and not grids:
        raise FormatError(_ONLY_FRAMES)
    return Document(grids, page.notes)


def _decoded(data: bytes) -> tuple[str, str]:
    """UTF-8 is known from the bytes alone and often declared wrongly; only what is not is taken at its word."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    name = declared[1].decode("ascii").lower()
    if re.match("utf|gb|x-gb", name):
        return decode(data)
    try:
        return data.decode("utf-8"), UTF8
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(name), name
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _parsed(text: str) -> Page:
    from lxml import etree

    page = Page()
    target = cast(Any, page)  # the types of lxml ask for a target that takes bytes as well
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    parser.feed(text.encode("utf-8", "replace"))
    parser.close()
    return page


class _Numbering:
    """Makes grids of tables and lines, each with its place as a person counts them."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._tables = 0
        self._lines = 0
        self._pieces = 0

    def add(self, pieces: tuple[Piece, ...], place: str, is_table: bool) -> None:
        """A further grid, unless there is nothing in it."""
        self._pieces += len(pieces)
        if self._pieces > MOST:
            raise FormatError(_TOO_MANY)
        if pieces:
            self.grids.append(Grid(pieces, place, is_table))

    def add_table(self, table: Table) -> None:
        """A table in which there is something."""
        self._tables += 1
        place = f"表 {self._tables}"
        pieces = tuple(_piece(cell, text, place) for cell in table.cells if (text := cell.own_text()))
        self.add(pieces, place, is_table=True)

    def add_lines(self, lines: Iterable[str]) -> None:
        """Lines that follow one another."""
        pieces = [Piece(line, row, 0, row + 1, 1, f"第 {self._lines + row + 1} 段") for row, line in enumerate(lines)]
        self._lines += len(pieces)
        self.add(tuple(pieces), "", is_table=False)


def _piece(cell: TableCell, text: str, table: str) -> Piece:
    place = f"{table} 第 {cell.top + 1} 行第 {cell.left + 1} 格"
    return Piece(text, cell.top, cell.left, cell.bottom, cell.right, place)


def _grids(body: Box) -> tuple[Grid, ...]:
    numbering = _Numbering()
    lines: list[str] = []
    for item in _flow(body):
        if isinstance(item, str):
            lines.append(item)
        elif item.has_text:
            numbering.add_lines(lines)
            numbering.add_table(item)
            lines = []
    numbering.add_lines(lines)
    return tuple(numbering.grids)


def _flow(box: Box) -> Iterator[str | Table]:
    """Lines and tables in their order; tables that only arrange what is in them are dissolved."""
    for item in box.content():
        if isinstance(item, Table):
            yield from _dissolved(item)
        else:
            yield from (line for line in item.split("\n") if line.strip())


def _dissolved(table: Table) -> Iterator[str | Table]:
    """A table with its caption before it, and those that stand in its cells after it."""
    yield from _flow(table.before)
    if table.is_layout:
        for cell in table.cells:
            yield from _flow(cell)
        return
    yield table
    for inner in (inner for cell in table.cells for inner in cell.tables()):
        yield from _dissolved(inner)
