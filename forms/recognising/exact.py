"""A table that is drawn just as the form draws it, read by its places: what this program wrote comes back as it was.

Every printed word has to stand where the picture has it; one that does not, and the table is read by its words instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.compute import is_none
from forms.layout import Hole, Picture, Span, holes, spans
from forms.lazily import lazily
from forms.model import HEADER, Form, Group, Page, PageType
from forms.names import LEVELS
from forms.path import Path
from forms.recognising.labels import Vocabulary
from forms.recognising.placed import GroupRow, Placed, Put, Unplaced
from forms.recognising.rows import Row
from forms.recognising.titles import (
    TITLE_YEAR,
    before_unit,
    before_year,
    in_digits,
    is_attachment,
    is_sign_off,
    is_unit,
    year_of,
)
from forms.source import Piece
from forms.values.choice import boxed

_SEAL = lazily("[公盖签印]章")
"""What the line for the seal has, however it is spelt."""
_Cells = dict[int, Piece]
"""The cells that begin in one row, by their left column."""


class _Line(NamedTuple):
    """One line of the picture."""

    blocks: tuple[tuple[Span, str], ...]
    """Those that begin on it."""
    page: Page | None
    """The repeated page whose rows it shows."""


class _Mismatch(Exception):
    """The table is not drawn as the form draws it."""


def read_exactly(vocabulary: Vocabulary, rows: Sequence[Row]) -> Placed | None:
    """What the rows of one form hold, or None where they are not drawn as the form is."""
    drawn = _picture(vocabulary.form)
    start = next((n for n, row in enumerate(rows) if _begins(drawn[0], row)), None) if drawn else None
    if start is None:
        return None
    try:
        return _Exact(vocabulary, rows, start).read(drawn)
    except _Mismatch:
        return None


@lru_cache(maxsize=64)
def _drawn(picture: Picture) -> tuple[tuple[tuple[Span, str], ...], ...]:
    """The blocks of a picture by the line on which they begin."""
    lines: list[list[tuple[Span, str]]] = [[] for _ in picture]
    for span in spans(picture):
        lines[span.top].append((span, picture[span.top][span.left]))
    return tuple(tuple(sorted(line)) for line in lines)


def _picture(form: Form) -> list[_Line]:
    return [_Line(blocks, _repeated(form, blocks)) for blocks in _drawn(form.layout.picture)]


def _repeated(form: Form, blocks: Sequence[tuple[Span, str]]) -> Page | None:
    names = {part.name.partition(".")[0] for _, square in blocks for part in holes(square) if isinstance(part, Hole)}
    return next((page for page in form.pages if page.type is PageType.REPEATED and page.name in names), None)


def _is_printed(square: str) -> bool:
    return not any(isinstance(part, Hole) and "." in part.name for part in holes(square))


@lru_cache(maxsize=512)
def _pattern(square: str) -> re.Pattern[str]:
    """What a square or a line reads, a group for each hole; holes are as short as the words around them allow."""
    parts = holes(square)
    return re.compile("".join("(.*?)" if isinstance(part, Hole) else re.escape(part) for part in parts), re.DOTALL)


def _read(square: str, text: str) -> re.Match[str] | None:
    """How a text reads as a square or a line; blanks at its ends may have been lost, or have come with its format."""
    tried = (text, text.strip(), f"{text.strip()} ")
    return next((match for each in tried if (match := _pattern(square).fullmatch(each))), None)


def _begins(line: _Line, row: Row) -> bool:
    """Whether a row has the printed words of a line where the line has them."""
    if not row.pieces:
        return False
    shift = row.pieces[0].left
    cells = {piece.left - shift: piece for piece in row.pieces}
    return _fits(line, cells, spans=row.spans, shift=shift)


def _fits(line: _Line, cells: _Cells, *, spans: bool, shift: int) -> bool:
    printed = [(span, square) for span, square in line.blocks if _is_printed(square) and square]
    return bool(printed) and all(
        span.left in cells
        and _pattern(square).fullmatch(cells[span.left].text.strip())
        and (not spans or cells[span.left].right - shift == span.right)
        for span, square in printed
    )


class _Exact:
    """One table read by its places."""

    def __init__(self, vocabulary: Vocabulary, rows: Sequence[Row], start: int) -> None:
        self._form = vocabulary.form
        self._rows = rows
        self._start = start
        self._shift = rows[start].pieces[0].left
        self._spans = rows[start].spans
        self.placed = Placed(vocabulary)
        self.placed.labels.update(vocabulary.labels())
        self._breaks: set[int] = set()
        """The rows with which another table goes on, as behind the end of a page."""
        self._table = self._lines()
        self._at = 0

    def _lines(self) -> list[_Cells]:
        """The rows of the table from its first on, those without a text too."""
        made: list[_Cells] = []
        grid, top = -1, 0
        for row in self._rows[self._start :]:
            if not row.is_table:
                continue
            if row.grid == grid:
                made += [{}] * min(row.pieces[0].top - top - 1, 200)
            elif made:
                self._breaks.add(len(made))
            grid, top = row.grid, row.pieces[0].top
            made.append({piece.left - self._shift: piece for piece in row.pieces})
        return made

    def read(self, drawn: Sequence[_Line]) -> Placed:
        """The whole form; raises _Mismatch."""
        for number, line in enumerate(drawn):
            if line.page is None:
                self._plain_line(line)
            else:
                following = drawn[number + 1] if number + 1 < len(drawn) else None
                self._group_lines(line, line.page, following)
        self._outside(self._before(), self._form.layout.above)
        self._rest()
        return self.placed

    def _plain_line(self, line: _Line) -> None:
        cells = self._next()
        printed = any(_is_printed(square) and square for _, square in line.blocks)
        if printed and not _fits(line, cells, spans=self._spans, shift=self._shift):
            raise _Mismatch
        if set(cells) - {span.left for span, _ in line.blocks}:
            raise _Mismatch
        for span, square in line.blocks:
            if span.left in cells and not _is_printed(square):
                self._put(square, cells[span.left])
            elif span.left in cells and not square:
                raise _Mismatch

    def _next(self) -> _Cells:
        if self._at >= len(self._table):
            return {}
        self._at += 1
        return self._table[self._at - 1]

    def _put(self, square: str, piece: Piece) -> None:
        """The answers in one cell."""
        parts = holes(square)
        match = _read(square, piece.text)
        if not match:
            raise _Mismatch
        found = [part for part in parts if isinstance(part, Hole)]
        for hole, text in zip(found, match.groups(), strict=True):
            if "." in hole.name and text:
                page, *rest = hole.name.split(".")
                path = Path(page, rest[0], rest[1]) if len(rest) == 2 else Path(page, "", rest[0])
                self._put_at(path, text, hole, piece)

    def _put_at(self, path: Path, text: str, hole: Hole, piece: Piece) -> None:
        """One answer; boxes of which none is ticked are none, and neither is a dash where a figure would stand."""
        field = self._form.field(path)
        if field.kind in ("money", "percent") and is_none(text):
            self.placed.unplaced.append(Unplaced(piece.place, text, field.label))
        elif not (hole.boxes and boxed(text, field.options) == (len(field.options), 0)):
            self.placed.texts[path] = Put(text, piece.place)

    def _group_lines(self, line: _Line, page: Page, following: _Line | None) -> None:
        """The rows of a repeated page: every group of it, in the form's order."""
        fields = {span.left: _field(square) for span, square in line.blocks}
        left = {name: left for left, name in fields.items()}
        groups = iter(page.groups)
        group: Group | None = None
        while self._at < len(self._table):
            cells = self._table[self._at]
            if following and _fits(following, cells, spans=self._spans, shift=self._shift):
                break
            if LEVELS[1] in left and left[LEVELS[1]] in cells or group is None:
                group = next(groups, None)
                self._check_levels(group, cells, left)
            elif not cells and following is None:
                break
            if group is None or set(cells) - set(fields) or self._is_torn(page, cells, left):
                raise _Mismatch
            self._at += 1
            found = {
                name: Put(cells[at].text, cells[at].place)
                for at, name in fields.items()
                if at in cells and name not in LEVELS
            }
            self.placed.rows.append(GroupRow(page.name, group.key, found))
        if next(groups, None) is not None:
            raise _Mismatch
        self._drop_empty(page)

    def _is_torn(self, page: Page, cells: _Cells, left: dict[str, int]) -> bool:
        """Whether a row behind the end of a page may be the rest of the last one, which only its words can tell."""
        is_first = any(left.get(level, -1) in cells for level in LEVELS)
        lacks = any(field.required and left.get(field.name) not in cells for field in page.fields)
        return self._at in self._breaks and bool(cells) and lacks and not is_first

    def _check_levels(self, group: Group | None, cells: _Cells, left: dict[str, int]) -> None:
        if group is None:
            raise _Mismatch
        first, second = cells.get(left.get(LEVELS[0], -1)), cells.get(left.get(LEVELS[1], -1))
        if first and first.text.strip() != group.level1 or second and second.text.strip() != group.level2:
            raise _Mismatch

    def _drop_empty(self, page: Page) -> None:
        """A group drawn with one empty row has none."""
        counts = {group.key: sum(row.group == group.key for row in self.placed.rows) for group in page.groups}
        self.placed.rows = [row for row in self.placed.rows if row.fields or counts[row.group] > 1]

    def _before(self) -> list[Piece]:
        return [piece for row in self._rows[: self._start] for piece in row.pieces]

    def _outside(self, pieces: Sequence[Piece], templates: Sequence[str]) -> None:
        """The lines above the table, the nearest first; what stands before them is no part of the form."""
        left = list(templates)
        has_year = any(year_of(piece.text) for piece in pieces)
        for piece in reversed(pieces):
            template = next((each for each in reversed(left) if _read(each, piece.text)), None)
            if _is_otherwise_drawn(template, piece.text, has_year=has_year):
                raise _Mismatch
            if template is None:
                self.placed.unplaced.insert(0, Unplaced(piece.place, piece.text))
                continue
            left = left[: left.index(template)]
            self._put_outside(template, piece)
        self._take_year_of_title()

    def _put_outside(self, template: str, piece: Piece) -> None:
        match = _read(template, piece.text)
        found = [part for part in holes(template) if isinstance(part, Hole)]
        for hole, text in zip(found, match.groups() if match else (), strict=False):
            page, dot, field = hole.name.partition(".")
            path = Path(page, "", field) if dot else Path(HEADER, "", hole.name)
            if text and not (path.field == "title" and path.page == HEADER and text == self._form.title):
                self.placed.texts[path] = Put(text, piece.place)

    def _take_year_of_title(self) -> None:
        """A year that stands in the title alone is that of the form."""
        year, title = Path(HEADER, "", "year"), self.placed.texts.get(Path(HEADER, "", "title"))
        if title and year not in self.placed.texts and (match := TITLE_YEAR().search(title.text)):
            self.placed.texts[year] = Put(in_digits(match[1]), title.place)

    def _rest(self) -> None:
        """What stands behind the table."""
        end = {id(piece) for cells in self._table[: self._at] for piece in cells.values()}
        for row in self._rows[self._start :]:
            for piece in row.pieces:
                if id(piece) not in end and not self._is_below(piece):
                    self.placed.unplaced.append(Unplaced(piece.place, piece.text))

    def _is_below(self, piece: Piece) -> bool:
        return is_sign_off(piece.text) or any(_read(each, piece.text) for each in self._form.layout.below)


def _is_otherwise_drawn(template: str | None, text: str, *, has_year: bool) -> bool:
    """Whether a line above the table, left over or about to be the title, is one of the others in another spelling."""
    is_free = template is None or len(holes(template)) == 1
    is_other = year_of(text) or is_attachment(text) or is_unit(text) or _SEAL().search(text)
    holds_year = not has_year and _SEAL().search(text) and before_year(text) < len(text)
    return is_free and bool(is_other) or bool(holds_year) or before_unit(text) < len(text)


def _field(square: str) -> str:
    """The field that a square of a repeated line shows."""
    return next((part.name.rpartition(".")[2] for part in holes(square) if isinstance(part, Hole)), "")
