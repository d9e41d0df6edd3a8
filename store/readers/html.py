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
from store.readers.encoding import UTF8, decode, notes
from store.readers.html_page import Page
from store.readers.html_table import Box, Table, TableCell
from store.readers.limits import PIECES, too_much

_ONLY_FRAMES = "网页只有框架，内容在同名文件夹的其他文件里；如果是 Excel 存的网页，请在 Excel 中另存为 .xlsx 再导入"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FOREIGN = re.compile(r"big5|euc-|shift_jis|iso-8859-|windows-125|us-ascii")
"""Encodings of pages that are neither UTF nor GB, and not known from the bytes alone."""
_COPIED = re.compile(r"Version:[0-9.]+\s+(?:[A-Za-z]+:[^<\n]*\n)+")
"""What the clipboard puts before a page."""
_BREAKS_AT_BLANKS = re.compile(r"<meta\s+name=\"generator\"\s+content=\"(?:LibreOffice|OpenOffice)", re.IGNORECASE)
"""What a page says that was written by a program which breaks its lines at blanks alone."""
_FOLDED = re.compile(r"(?<=[^\s>])\r?\n\t*(?=[^\s<])")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
"""Bytes in which a page names its encoding."""


def read(data: bytes) -> Document:
    """The lines and tables of a page in their order; raises FormatError."""
    text, encoding = _decoded(data)
    copied = _COPIED.match(text)
    document = read_text(_unfolded(text[copied.end() :] if copied else text))
    return document._replace(notes=(*notes(encoding), *document.notes))


def _unfolded(text: str) -> str:
    """The page with a blank for each line end that stands for one, even between Chinese characters."""
    if not _BREAKS_AT_BLANKS.search(text, 0, _HEAD) or re.search("<(?:pre|textarea)", text, re.IGNORECASE):
        return text
    return _FOLDED.sub(" ", text)


def read_text(text: str) -> Document:
    """The same for a page, or a bit of one, that is text already."""
    page = _parsed(text)
    grids = _grids(page.body)
    if page.has_frames and not grids:
        raise FormatError(_ONLY_FRAMES)
    return Document(grids, page.notes)


def _decoded(data: bytes) -> tuple[str, str]:
    """What the bytes themselves tell goes before what the page says, which is often wrong."""
    declared = _CHARSET.search(data[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else ""
    if _FOREIGN.match(name) and not data.startswith(_MARKS):
        for encoding in ("utf-8", name):
            try:
                return data.decode(encoding), UTF8 if encoding == "utf-8" else encoding
            except (LookupError, UnicodeDecodeError):
                continue
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
        if self._pieces > PIECES:
            raise too_much(f"有字的格超过 {PIECES // 10_000} 万个")
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
