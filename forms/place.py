"""What people call the place of an answer: its group, its row, the official words of its cell; for every message."""

from __future__ import annotations

from forms.compute import Reading
from forms.model import WHICH, Field, Page, PageType
from forms.path import Path


def which_field(page: Page) -> Field:
    """The question by which a fixed page learns which of its part rows apply, as a choice of their labels."""
    labels = tuple(row.label for row in page.rows if not row.total)
    return Field(WHICH, page.ask_which.rstrip("？?"), "choice", page.ask_which, options=labels, required=True)


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


def name_of(reading: Reading, path: Path) -> str:
    """What a message calls an answer: its place and the official words of its cell."""
    page = reading.form.page(path.page)
    label = which_field(page).label if path.field == WHICH else page.field(path.field).label if path.field else ""
    return " · ".join(each for each in (place(reading, path), label) if each)
