"""Fills the drawn layout of a form with answers: one `Table` for the preview and for every format; called by `tui`.

A line of the picture that shows the rows of a repeated page is drawn once for each of them. Its squares with the
labels of a group are joined downwards by the group's key, never by what they read, so that two groups that read alike
stay two.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from forms.answers import Answers
from forms.compute import Reading
from forms.layout import Hole, Picture, Span, holes, spans
from forms.lazily import lazily
from forms.model import HEADER, Form, Group, Page, PageType
from forms.names import LEVELS
from forms.path import Path
from forms.table import Cell, Table
from forms.values import Money
from forms.values.numbers import fold

TITLE = Path(HEADER, "", "title")
"""The answer that is shown as the form's own heading while it is empty."""
BOXES = ("□", "☑")
"""An option that is not chosen, and one that is."""
_PLAIN = lazily(r"[0-9][0-9,.]*\Z")


class _Line(NamedTuple):
    """One row of the table to be: a line of the picture, and the row of answers that it shows."""

    number: int
    """The line of the picture."""
    row: Path = Path("")
    """The page and row of a repeated page; empty elsewhere."""
    group: Group | None = None
    """The group under which the row stands."""
    block: int = 0
    """Counts the groups that share a label of the first level without another between them."""


def assemble(form: Form, answers: Answers) -> Table:
    """The official table with the answers in it, empty cells where there are none."""
    reading = Reading(form, answers)
    picture = form.layout.picture
    lines = [line for number in range(len(picture)) for line in _lines(reading, number)]
    return Table(
        cells=tuple(_cells(reading, lines)),
        height=len(lines),
        width=len(picture[0]) if picture else 0,
        above=_outside(reading, form.layout.above),
        below=_outside(reading, form.layout.below),
        widths=form.layout.widths,
    )


def part(table: Table, page: str) -> Table:
    """The rows that show answers of a page, under the heading directly above them; for a panel beside its questions.

    Joined labels are cut to those rows. The page of what stands above the table has no rows, only those lines.
    """
    rows = {row for cell in table.cells if _is_of(cell, page) for row in range(cell.top, cell.bottom)}
    heading = min(rows, default=0) - 1
    if heading >= 0 and all(cell.is_label for cell in table.grid[heading]):
        rows.add(heading)
    places = [sum(row < end for row in rows) for end in range(table.height + 1)]
    kept = [cell._replace(top=places[cell.top], bottom=places[cell.bottom]) for cell in table.cells]
    return table._replace(
        cells=tuple(sorted((cell for cell in kept if cell.top < cell.bottom), key=lambda cell: (cell.top, cell.left))),
        height=len(rows),
        above=table.above if page == HEADER else (),
        below=(),
    )


def _is_of(cell: Cell, page: str) -> bool:
    return cell.path.startswith((f"{page}.", f"{page}#"))


def _lines(reading: Reading, number: int) -> list[_Line]:
    """The table's rows for one line of the picture: one, or as many as its page has rows."""
    page = _repeated_page(reading.form, reading.form.layout.picture[number])
    if page is None:
        return [_Line(number)]
    blocks = groupby(page.groups, lambda group: group.level1)
    return [
        _Line(number, path, group, block)
        for block, (_, groups) in enumerate(blocks)
        for group in groups
        for path in _row_paths(reading.answers, page, group)
    ]


def _repeated_page(form: Form, squares: tuple[str, ...]) -> Page | None:
    """The page whose rows a line shows, if any."""
    names = {part.name.partition(".")[0] for square in squares for part in holes(square) if isinstance(part, Hole)}
    return next((page for page in form.pages if page.type is PageType.REPEATED and page.name in names), None)


def _row_paths(answers: Answers, page: Page, group: Group) -> list[Path]:
    """The group's rows in the person's order, or the one it has not got yet."""
    rows = answers.group_rows(page.name, group.key)
    return [Path(page.name, str(row.id)) for row in rows] or [Path(page.name, f"+{group.key}")]


def _cells(reading: Reading, lines: list[_Line]) -> list[Cell]:
    """The blocks of the picture as cells, over as many rows as their lines became."""
    picture = reading.form.layout.picture
    found: dict[tuple[int, Hashable], Cell] = {}
    bottoms: dict[tuple[int, Hashable], int] = {}
    latest: dict[int, tuple[int, Hashable]] = {}
    for top, line in enumerate(lines):
        for number, span in _reaching(picture)[line.number]:
            square = picture[span.top][span.left]
            if line.number == span.top:
                latest[number] = number, _identity(square, span, line)
            key = latest[number]
            if key not in found:
                found[key] = _cell(reading, square, line, top, span)
            bottoms[key] = top + 1
    return [cell if cell.bottom == bottoms[key] else cell._replace(bottom=bottoms[key]) for key, cell in found.items()]


@lru_cache(maxsize=64)
def _reaching(picture: Picture) -> tuple[tuple[tuple[int, Span], ...], ...]:
    """For each line of a picture the blocks that reach into it, with their numbers."""
    numbered = tuple(enumerate(spans(picture)))
    return tuple(
        tuple((number, span) for number, span in numbered if span.top <= line < span.bottom)
        for line in range(len(picture))
    )


def _identity(square: str, span: Span, line: _Line) -> Hashable:
    """What tells the cells of one block apart: nothing where one cell shows all, the group's labels, or the row."""
    shown = {part.name.rpartition(".")[2] for part in holes(square) if isinstance(part, Hole)}
    if line.group is None or not shown and span.bottom > span.top + 1:
        return None
    if not shown or not shown <= set(LEVELS):
        return line.row
    return line.group.key if LEVELS[1] in shown else line.block


def _cell(reading: Reading, square: str, line: _Line, top: int, span: Span) -> Cell:
    """The cell at its first row."""
    parts = holes(square)
    paths = [path for part in parts if isinstance(part, Hole) and (path := _path(part.name, line))]
    asked = [path for path in paths if path.page != HEADER or len(parts) == 1]
    money = len(parts) == len(paths) == 1 and reading.form.field(paths[0]).kind == "money"
    text = _filled(reading, parts, line)
    return Cell(top, span.left, top + 1, span.right, text, str(asked[0]) if asked else "", money)


def _path(name: str, line: _Line) -> Path | None:
    """The address that a hole shows; None for the label of a group, which is no answer."""
    page, _, field = name.partition(".")
    if not field:
        return Path(HEADER, "", name)
    if "." in field:
        return Path(page, *field.split("."))
    if page != line.row.page:
        return Path(page, "", field)
    return None if field in LEVELS else line.row.at(field)


def _filled(reading: Reading, parts: Iterable[str | Hole], line: _Line) -> str:
    """A square or a line with what its holes show."""
    return "".join(part if isinstance(part, str) else _shown(reading, part, line) for part in parts)


def _figure(amount: Money, text: str) -> str:
    """An amount in the unit that the form prints, 万元: as written where that is a plain figure, else its value.

    1182300 元 or 一百二十万 under a heading of 万元 would be read as another sum.
    """
    bare = fold(text).removesuffix("万元").strip()
    return text.strip().removesuffix("万元").rstrip() if _PLAIN().match(bare) else f"{amount.amount:f}"


def _shown(reading: Reading, hole: Hole, line: _Line) -> str:
    """The text of one hole: an answer, its boxes, a group's label."""
    path = _path(hole.name, line)
    if path is None:
        levels = (line.group.level1, line.group.level2) if line.group else ("", "")
        return levels[hole.name.endswith(LEVELS[1])]
    text, field = reading.text(path), reading.form.field(path)
    if field.kind == "money" and isinstance(amount := reading.value(path), Money):
        return _figure(amount, text)
    if hole.boxes:
        return "  ".join(f"{BOXES[option == text]} {option}" for option in field.options)
    return text


def _outside(reading: Reading, lines: Iterable[str]) -> tuple[str, ...]:
    """The lines above or below the table, without one that is there for a 附件 number or a year that is not known.

    A report that is handed in alone has no number; a seal line without a unit is still the place for the seal.
    """
    shown = []
    for parts in map(holes, lines):
        found = [part for part in parts if isinstance(part, Hole)]
        texts = [_shown(reading, hole, _Line(0)) for hole in found]
        if any(texts) or not found or any("." in hole.name for hole in found):
            shown.append(_filled(reading, parts, _Line(0)))
    return tuple(shown)
