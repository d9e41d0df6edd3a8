"""A report as plain lists, one a page, with its texts untouched; for formats without merged cells.

`store/formats/listing.py` writes them; `tui` hands them over.
"""

from __future__ import annotations

from typing import NamedTuple

from forms.answers import Answers
from forms.assemble import TITLE
from forms.compute import Reading
from forms.model import Form, Page, PageType
from forms.path import Path

PLAIN_HEADERS = ("项目", "内容")
"""Over the two columns of a page whose questions are asked once."""
LEVEL_HEADERS = ("一级指标", "二级指标")
"""Over the labels of a group, as the forms have them."""


class Section(NamedTuple):
    """One page of a report as a list."""

    title: str
    """The page's heading."""
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Each as long as the headers."""


def sections(form: Form, answers: Answers) -> tuple[Section, ...]:
    """Every page in the form's order, what stands above the table first."""
    reading = Reading(form, answers)
    return tuple(_LISTS[page.type](reading, page) for page in form.pages)


def _plain(reading: Reading, page: Page) -> Section:
    paths = [Path(page.name, "", field.name) for field in page.fields]
    texts = [reading.text(TITLE) if path == TITLE else reading.text(path) for path in paths]
    return Section(page.title, PLAIN_HEADERS, tuple(zip((field.label for field in page.fields), texts, strict=True)))


def _fixed(reading: Reading, page: Page) -> Section:
    """The printed rows, those that do not apply with empty cells."""
    headers = (PLAIN_HEADERS[0], *(field.label for field in page.fields))
    return Section(page.title, headers, tuple((row.label, *_texts(reading, page, row.key)) for row in page.rows))


def _repeated(reading: Reading, page: Page) -> Section:
    """The rows in the table's order; a group without rows has one of empty cells, as the table has."""
    rows: list[tuple[str, ...]] = []
    for group in page.groups:
        keys = [str(row.id) for row in reading.answers.group_rows(page.name, group.key)]
        rows += [(group.level1, group.level2, *_texts(reading, page, key)) for key in keys or [f"+{group.key}"]]
    return Section(page.title, (*LEVEL_HEADERS, *(field.label for field in page.fields)), tuple(rows))


def _texts(reading: Reading, page: Page, row: str) -> tuple[str, ...]:
    return tuple(reading.text(Path(page.name, row, field.name)) for field in page.fields)


_LISTS = {PageType.PLAIN: _plain, PageType.FIXED: _fixed, PageType.REPEATED: _repeated}
