"""What people call the place of an answer: its group, its row, the official words of its cell; for every message."""

from __future__ import annotations

import re

from forms.clean import clean
from forms.compute import Reading
from forms.errors import Unreadable
from forms.model import WHICH, Field, Page, PageType
from forms.path import Path
from forms.values import KINDS


def which_field(page: Page) -> Field:
    """The question by which a fixed page learns which of its part rows apply, as a choice of their labels."""
    labels = tuple(row.label for row in page.rows if not row.total)
    return Field(WHICH, page.ask_which.rstrip("？?"), "choice", page.ask_which, options=labels, required=True)


def read_which(reading: Reading, page: Page, text: str) -> str:
    """Several sources, by number or word, as the page keeps them: official labels joined by 、; raises Unreadable."""
    field = which_field(page)
    words = [word for word in re.split(r"[,，、;；\s]+", clean(text, multiline=False).text) if word]
    chosen = {KINDS["choice"].read(word, reading.context(field)) for word in words}
    if not chosen:
        raise Unreadable("请填写编号，如 2；有几项的，如 2,3。")
    return "、".join(label for label in field.options if label in chosen)


def place(reading: Reading, path: Path) -> str:
    """Where a question stands inside its page; empty on a plain page."""
    page = reading.form.page(path.page)
    if page.type is PageType.PLAIN or path.field == WHICH:
        return ""
    if page.type is PageType.FIXED:
        return page.row(path.row).label
    group = page.group(reading.group_of(path))
    return f"{group.level1} › {group.level2} 第 {row_number(reading, path)} 行"


def row_number(reading: Reading, path: Path) -> int:
    """The position of a row in its group, counted from 1; a new row comes after the last."""
    number = reading.once(_row_numbers).get((path.page, path.row))
    return number or len(reading.answers.group_rows(path.page, reading.group_of(path))) + 1


def _row_numbers(reading: Reading) -> dict[tuple[str, str], int]:
    """Page and row → its position in its group, counted from 1; one walk for the thousands of places of a long form."""
    numbers: dict[tuple[str, str], int] = {}
    for page in reading.form.pages:
        for group in page.groups:
            rows = reading.answers.group_rows(page.name, group.key)
            numbers |= {(page.name, str(row.id)): number for number, row in enumerate(rows, 1)}
    return numbers


def called(reading: Reading, stored: str) -> str:
    """What a message calls a stored path, also of a row that is gone or a field that the form no longer has."""
    path = Path.parse(stored)
    try:
        return name_of(reading, path)
    except (KeyError, ValueError):
        fields = [field for page in reading.form.pages if page.name == path.page for field in page.fields]
        return next((field.label for field in fields if field.name == path.field), path.field)


def name_of(reading: Reading, path: Path) -> str:
    """What a message calls an answer: its place and the official words of its cell."""
    page = reading.form.page(path.page)
    label = which_field(page).label if path.field == WHICH else page.field(path.field).label if path.field else ""
    return " · ".join(each for each in (place(reading, path), label) if each)
