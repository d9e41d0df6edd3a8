"""Positions for people and files (`indicators.3.actual`) and identities inside (`indicators#7.actual`), translated.

Rows are counted from 1 in the form's order of groups and the person's order inside a group; a printed row may also be
named by its key (`funds.total.executed`). Used by the JSON of a report, by `--set` and by messages.
"""

from __future__ import annotations

import difflib

from forms.answers import Answers, Row
from forms.errors import FormError
from forms.model import WHICH, Form, Page, PageType
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
    """A stored path as people count it; a row not made yet gets the number it would have in its group's name."""
    if not path.row:
        return str(path)
    if path.group:
        return f"{path.page}.{path.group}.{path.field}"
    number = row_keys(form.page(path.page), answers).index(path.row) + 1
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
    row = keys[int(name) - 1] if name.isdecimal() and 1 <= int(name) <= len(keys) else name
    if row not in keys or name.isdecimal() and not 1 <= int(name) <= len(keys):
        raise UnknownPlace(
            f"「{text}」指的行不存在，{page.title}现有 {len(keys)} 行，写法如 {page.name}.1.{page.fields[0].name}。"
        )
    return _field_path(page, row, parts[2:], text)


def _field_path(page: Page, row: str, rest: list[str], text: str) -> Path:
    names = [field.name for field in page.fields]
    if len(rest) != 1 or rest[0] not in names:
        raise UnknownPlace(f"没有「{text}」这一项。{nearest(rest[-1] if rest else '', names)}")
    return Path(page.name, row, rest[0])


def nearest(name: str, known: list[str]) -> str:
    """A sentence with the nearest known name, or with all of them where none is near."""
    close = difflib.get_close_matches(name, known, 1, 0.5)
    return f"最接近的是「{close[0]}」。" if close else f"可用的有：{'、'.join(known)}。"
