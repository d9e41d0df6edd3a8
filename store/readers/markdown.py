"""Markdown as a document: pipe tables, ours with merged cells and those of others, tables in HTML, and lines.

Called through the register, and by `text.py` for the pipe tables of a plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from forms.source import Document, Grid, Piece
from store.readers.encoding import decode, notes
from store.readers.limits import LINES, PIECES, too_much
from store.readers.markdown_inline import text_of
from store.readers.pipes import Row, cells_of, is_rule, pieces_of

_LONGEST = 200_000
"""Characters of one line; a row of answers, each as long as it may be, has half as many."""
_BREAK = re.compile(r"\r\n?")
_FENCE = re.compile(r"(?:```+|~~~+)[ \t]*[\w+.-]*[ \t]*\Z", re.ASCII)
"""The lines around code; what stands between them is read as everything else."""
_UNDERLINE = re.compile(r"(?:=+|-+|[-*_](?:[ \t]*[-*_]){2,})\Z")
"""A line under a heading, or between paragraphs."""
_HEADING = re.compile(r"#{1,6}[ \t]+")
_LEADING = re.compile(r"(?:>[ \t]?|[-*+][ \t]+)+")
"""Marks of quotations and lists."""
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_OPENS = re.compile(r"(?<!\\)<table\b", re.IGNORECASE)
_CLOSES = re.compile(r"(?<!\\)</table\s*>", re.IGNORECASE)


def read(data: bytes) -> Document:
    """The tables and lines of a file in their order; raises FormatError."""
    text, encoding = decode(data)
    document = read_text(text)
    return document._replace(notes=(*notes(encoding), *document.notes))


def read_text(text: str) -> Document:
    """The same for what is text already; lines are counted from its first."""
    lines = _without_comments(_BREAK.sub("\n", text)).split("\n")
    if len(lines) > LINES:
        raise too_much(f"超过 {LINES // 10_000} 万行")
    if max(map(len, lines)) > _LONGEST:
        raise too_much(f"有一行超过 {_LONGEST // 10_000} 万个字")
    parts = _Parts(lines)
    return Document(tuple(parts.grids()), tuple(dict.fromkeys(parts.notes)))


def _without_comments(text: str) -> str:
    """The text without what no viewer shows, on as many lines as before."""
    kept, start = [], 0
    for opening in re.finditer(r"(?<!\\)<!--", text):
        if opening.start() < start:
            continue
        end = text.find("-->", opening.end())
        if end < 0:
            break
        kept += [text[start : opening.start()], "\n" * text.count("\n", opening.start(), end)]
        start = end + len("-->")
    return "".join((*kept, text[start:]))


class _Parts:
    """The lines of a file, parted into tables and what stands between them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.notes: list[str] = []
        """What was left out of tables in HTML."""
        self._lines = lines
        self._at = 0
        self._pieces = 0
        self._tables = 0
        self._last_close = max((n for n, line in enumerate(lines) if "<" in line and _CLOSES.search(line)), default=-1)

    def grids(self) -> Iterator[Grid]:
        """Everything, from the top."""
        loose: list[Piece] = []
        while self._at < len(self._lines):
            start = self._at
            found = self._tables_here()
            if self._at == start:
                loose += self._line(len(loose))
            if loose and (found or self._at == len(self._lines)):
                yield self._counted(Grid(tuple(loose), "", is_table=False, spans=False))
                loose = []
            yield from map(self._counted, found)

    def _counted(self, grid: Grid) -> Grid:
        self._pieces += len(grid.pieces)
        if self._pieces > PIECES:
            raise too_much(f"有字的格超过 {PIECES // 10_000} 万个")
        self._tables += grid.is_table
        return grid._replace(place=f"表 {self._tables}") if grid.is_table else grid

    def _tables_here(self) -> Sequence[Grid]:
        """The table that begins on this line, with what stands around it where it is one in HTML."""
        line = self._lines[self._at]
        if "|" in line and (rows := self._pipe_rows()):
            pieces, has_spans = pieces_of(rows)
            return [Grid(pieces, "", spans=has_spans)] if pieces else []
        if "<" in line and self._last_close >= self._at and _OPENS.search(line):
            return self._html()
        return []

    def _pipe_rows(self) -> list[Row]:
        """The rows of the pipe table that begins here, none if none does."""
        first, below = self._lines[self._at], "".join(self._lines[self._at + 1 : self._at + 2])
        if not (is_rule(first) or is_rule(below) or _is_barred(first) and _is_barred(below)):
            return []
        rows = []
        while self._at < len(self._lines) and (cells := cells_of(self._lines[self._at])):
            if not is_rule(self._lines[self._at]):
                rows.append(Row(self._at + 1, cells))
            self._at += 1
        return rows

    def _html(self) -> Sequence[Grid]:
        """The tables in HTML from this line to the one where the first of them ends."""
        from store.readers import html

        start, depth = self._at, 0
        while self._at <= self._last_close:
            depth += len(_OPENS.findall(self._lines[self._at])) - len(_CLOSES.findall(self._lines[self._at]))
            self._at += 1
            if depth <= 0:
                break
        document = html.read_text("\n".join(self._lines[start : self._at]))
        self.notes += document.notes
        return [_placed(grid, start + 1) for grid in document.grids]

    def _line(self, row: int) -> Iterator[Piece]:
        """A line, or the several that it is shown as."""
        line = self._lines[self._at].strip(" \t")
        self._at += 1
        if not line or _FENCE.match(line) or _UNDERLINE.match(line):
            return
        shown = (text for text in text_of(_unmarked(line)).split("\n") if text.strip())
        for number, text in enumerate(shown, row):
            yield Piece(text, number, 0, number + 1, 1, f"第 {self._at} 行")


def _is_barred(line: str) -> bool:
    line = line.strip()
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def _unmarked(line: str) -> str:
    """A line without what makes it a heading, a quotation or an entry of a list."""
    if heading := _HEADING.match(line):
        inner = line[heading.end() :]
        closed = inner.rstrip("#")
        return closed.rstrip(" \t") if closed.endswith((" ", "\t")) else inner
    line = _LEADING.sub("", line, count=1) if _LEADING.match(line) else line
    return _TASK.sub(lambda task: "□ " if task[1] == " " else "☑ ", line, count=1) if _TASK.match(line) else line


def _placed(grid: Grid, line: int) -> Grid:
    """A grid whose places say where in the file its HTML begins."""
    return grid._replace(
        pieces=tuple(piece._replace(place=f"第 {line} 行起的{piece.place}") for piece in grid.pieces),
    )
