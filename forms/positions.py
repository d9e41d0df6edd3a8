"""Positions for people and files (`indicators.3.actual`) and identities inside (`indicators#7.actual`), translated.

Rows are counted from 1 in the form's order of groups and the person's order inside a group; a printed row may also be
named by its key (`funds.total.executed`). Used by the JSON of a report, by `--set` and by messages.
"""

from __future__ import annotations

from forms.answers import Answers, Row
from forms.errors import FormError
from forms.model import WHICH, Form, Page, PageType
from forms.nearest import nearest
from forms.path import Path


class UnknownPlace(FormError):
    """A place that the form does not have; the message names the nearest one."""


def ordered_rows(page: Page, answers: Answers) -> tuple[Row, ...]:
    """The rows of a repeated page as the table shows them."""
    return tuple(row for group in page.groups for row in answers.group_rows(page.name, group.key))


def row_keys(page: Page, answers: Answers) -> list[str]:
    """The identities of a page's rows in order."""
    if page.type is PageType.FIXED:
        return [row.key for row in page.rows]
    return [str(row.id) for row in ordered_rows(page, answers)]


def to_position(form: Form, answers: Answers, path: Path) -> str:
    """A stored path as people count it, a row not made yet by its group; raises ValueError for a row that is gone."""
    if not path.row:
        return str(path)
    if path.group:
        return f"{path.page}.{path.group}.{path.field}"
    page = form.page(path.page)
    if page.type is PageType.FIXED:
        number = [row.key for row in page.rows].index(path.row) + 1
    else:
        number = answers.numbers(page.name, tuple(group.key for group in page.groups)).get(path.row, 0)
    if not number:
        raise ValueError(f"no such row: {path}")
    return ".".join(each for each in (path.page, str(number), path.field) if each)


def from_position(form: Form, answers: Answers, text: str) -> Path:
    """The stored path of a place as people count it; raises UnknownPlace."""
    parts = text.strip().split(".")
    page = next((each for each in form.pages if each.name == parts[0]), None)
    if page is None:
        raise UnknownPlace(f"没有「{parts[0]}」这一节。{nearest(parts[0], [each.name for each in form.pages])}")
    if page.type is PageType.PLAIN:
        return _field_path(page, "", parts[1:], text)
    if parts[1:] == [WHICH] and page.ask_which:
        return Path(page.name, "", WHICH)
    keys = row_keys(page, answers)
    name = parts[1] if len(parts) > 1 else ""
    if name in {group.key for group in page.groups} and parts[2:] == [page.key_field.name]:
        return Path(page.name, f"+{name}", page.key_field.name)
    number = int(name) if name.isdecimal() and len(name) <= 6 else 0
    counted = 1 <= number <= len(keys)
    row = keys[number - 1] if counted else name
    if row not in keys or name.isdecimal() and not counted:
        raise UnknownPlace(
            f"「{text}」指的行不存在，{page.title}现有 {len(keys)} 行，写法如 {page.name}.1.{page.fields[0].name}。"
        )
    return _field_path(page, row, parts[2:], text)


def _field_path(page: Page, row: str, rest: list[str], text: str) -> Path:
    names = [field.name for field in page.fields]
    if len(rest) != 1 or rest[0] not in names:
        raise UnknownPlace(f"没有「{text}」这一项。{nearest(rest[-1] if rest else '', names)}")
    return Path(page.name, row, rest[0])
