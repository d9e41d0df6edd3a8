"""Which questions there are and in which order: the path of the conversation through a form; used by the wizard.

Everything is derived from the answers, so that a report resumed from disk asks exactly what it would have asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from forms.answers import Answers, Row
from forms.compute import Reading, is_none
from forms.model import WHICH, Group, Page, PageType
from forms.path import Path


class Course:
    """The questions of one state of the answers, each list made once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def elsewhere(self, answers: Answers) -> Course:
        """The course of the same content with the conversation at another place.

        Only a place for a new row comes and goes with that; where there is none of it, the lists are the same.
        """
        course = Course(self.reading.elsewhere(answers))
        if not any(place and Path.parse(place).group for place in (self.reading.answers.at, answers.at)):
            course.__dict__.update({name: made for name, made in vars(self).items() if name != "reading"})
        return course

    @cached_property
    def places(self) -> tuple[Path, ...]:
        """Every question that can be gone to, in the form's order, asked now or not."""
        return tuple(path for page in self.reading.form.pages for path in page_places(self.reading, page))

    @cached_property
    def steps(self) -> tuple[Path, ...]:
        """The questions that the conversation asks by itself now, in the form's order."""
        return tuple(path for path in self.places if is_step(self.reading, path))

    @cached_property
    def open(self) -> tuple[Path, ...]:
        """The questions asked now that have no answer yet, those left for later included."""
        return tuple(path for path in self.steps if not is_answered(self.reading.answers, path))

    @cached_property
    def _positions(self) -> dict[Path, int]:
        return {path: n for n, path in enumerate(self.places)}

    def order(self, path: Path) -> int:
        """The position of a place in the form; one that is not there comes last."""
        return self._positions.get(path, len(self.places))

    def exists(self, path: Path) -> bool:
        """Whether a place can be gone to now."""
        return path in self._positions

    def before(self, path: Path) -> list[Path]:
        """The questions asked before a place, in the form's order."""
        return [each for each in self.steps if self.order(each) < self.order(path)]

    def after(self, path: Path) -> list[Path]:
        """The questions asked after a place, in the form's order."""
        return [each for each in self.steps if self.order(each) > self.order(path)]

    def first_of(self, where: Path) -> Path | None:
        """The first question of a page or of a row: one that is asked, else one that can be gone to."""
        inside = [each for each in self.places if each.page == where.page and where.row in ("", each.row)]
        asked = set(self.steps)
        return next((each for each in inside if each in asked), next(iter(inside), None))


def is_answered(answers: Answers, path: Path) -> bool:
    """Whether something was said to a question, if only that it stays empty."""
    return str(path) in answers.closed if path.group else answers.get(path) is not None


def page_places(reading: Reading, page: Page) -> Iterator[Path]:
    """The questions of one page that can be gone to, in the form's order."""
    if page.type is PageType.PLAIN:
        yield from (path for path in _typed(page, "") if reading.relevant(path))
    elif page.type is PageType.FIXED:
        yield from _fixed_places(reading, page)
    else:
        for group in page.groups:
            yield from _group_places(reading, page, group)


def new_row(page: Page, group: str) -> Path:
    """Where the name of a group's new row is asked."""
    return Path(page.name, f"+{group}", page.key_field.name)


def is_none_row(reading: Reading, path: Path) -> bool:
    """Whether a row says that its group has nothing, so that its other cells need no question."""
    return (path.page, path.row) in reading.once(_none_rows)


def _none_rows(reading: Reading) -> frozenset[tuple[str, str]]:
    """Page and row of every row whose name says that there is none; each of its cells asks for it."""
    rows = ((page, str(row.id)) for page in reading.form.pages for row in reading.answers.page_rows(page.name))
    names = ((page, row, reading.answers.get(Path(page.name, row, page.key_field.name)) or "") for page, row in rows)
    return frozenset((page.name, row) for page, row, name in names if is_none(name))


def _typed(page: Page, row: str) -> Iterator[Path]:
    return (Path(page.name, row, field.name) for field in page.fields if field.calculation is None)


def _fixed_places(reading: Reading, page: Page) -> Iterator[Path]:
    for row in page.rows:
        if row.total:
            yield from _typed(page, row.key)
    if page.ask_which:
        yield Path(page.name, "", WHICH)
    for key in reading.applied_rows(page):
        yield from _typed(page, key)


def _group_places(reading: Reading, page: Page, group: Group) -> Iterator[Path]:
    rows = reading.answers.group_rows(page.name, group.key)
    for row in rows:
        yield from _row_places(reading, page, row)
    virtual = new_row(page, group.key)
    if not rows or reading.answers.at == str(virtual):
        yield virtual


def _row_places(reading: Reading, page: Page, row: Row) -> Iterator[Path]:
    for path in _typed(page, str(row.id)):
        given = row.preset and path.field == page.key_field.name
        if not given and reading.relevant(path):
            yield path


def is_step(reading: Reading, path: Path) -> bool:
    """Whether the conversation asks a question by itself now."""
    if path.field == WHICH:
        return True
    page = reading.form.page(path.page)
    if path.group:
        return True
    if not reading.asks(path):
        return False
    if page.type is PageType.FIXED and not page.row(path.row).total:
        return not page.ask_which or len(reading.applied_rows(page)) > 1
    if page.type is PageType.REPEATED and path.field in page.none_fills and path.field != page.key_field.name:
        return not is_none_row(reading, path)
    return True
