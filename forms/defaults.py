"""What a question offers for one Enter: the last report's answer, what is left of a total, the definition's own text.

Only what the definition says may be carried is; actual results and reasons never are. Used by the wizard.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from forms.answers import Answers
from forms.compute import Reading, is_none
from forms.errors import Unreadable
from forms.model import WHICH, Form, Page, PageType
from forms.path import Path
from forms.values import KINDS, Money

FROM_LAST = "上一份的"


class Default(NamedTuple):
    """A text that Enter accepts."""

    text: str
    origin: str = ""
    """Where it comes from, as the prompt says it; empty for the form's own."""


NOTHING = Default("")


class Last(NamedTuple):
    """The last report of the same form, for what may be carried from it."""

    answers: Answers
    name: str
    """As people know it, for the greeting."""


def default_for(reading: Reading, last: Last | None, path: Path) -> Default:
    """What Enter would accept at a question without an answer."""
    page = reading.form.page(path.page)
    if path.field == WHICH:
        return _carried(reading, last, path) if last else NOTHING
    if page.type is PageType.FIXED and not page.row(path.row).total:
        return _remainder(reading, page, path)
    if page.type is PageType.REPEATED:
        return _row_default(reading, last, page, path)
    field = page.field(path.field)
    if field.carry and last and (carried := _carried(reading, last, path)).text:
        return carried
    text = reading.expand(field.default, path) if field.default else ""
    return Default(text) if text else NOTHING


def last_answer(reading: Reading, last: Last | None, path: Path) -> str:
    """The text that the last report has in the same place, by the row's name or its group's first row; for 去年."""
    if last is None:
        return ""
    page = reading.form.page(path.page)
    if page.type is not PageType.REPEATED:
        return last.answers.get(path) or ""
    named = [row for row in _last_rows(reading, last, path) if _text(last, page, row, page.key_field.name)]
    name = reading.row_name(path)
    same = [row for row in named if _text(last, page, row, page.key_field.name) == name] or named
    return _text(last, page, same[0], path.field) if same else ""


def _carried(reading: Reading, last: Last, path: Path) -> Default:
    text = last.answers.get(path) or ""
    if now := _as_above(reading, last, path, text):
        return now
    text = _moved_years(text, reading.year - Reading(reading.form, last.answers).year, reading, path)
    return Default(text, FROM_LAST) if text else NOTHING


def _as_above(reading: Reading, last: Last, path: Path, text: str) -> Default | None:
    """What another cell above says now, where last time both said the same: the seal of a unit that is another one."""
    page = reading.form.page(path.page)
    if not text or path.field == WHICH or page.type is not PageType.PLAIN or page.field(path.field).kind != "text":
        return None
    above = page.fields[: page.fields.index(page.field(path.field))]
    for field in above:
        now = reading.answers.get(path.at(field.name))
        if field.kind == "text" and now and last.answers.get(path.at(field.name)) == text != now:
            return Default(now, f"上面的{field.label}")
    return None


def _moved_years(text: str, years: int, reading: Reading, path: Path) -> str:
    """A carried period stands in the new year: every year written in it moves along."""
    if not years or path.field == WHICH or reading.form.field(path).kind != "period":
        return text
    moved = re.sub(r"(?<!\d)(\d{4})(?=\s*[年./-])", lambda match: str(int(match[1]) + years), text)
    field = reading.form.field(path)
    try:
        KINDS[field.kind].read(moved, reading.context(field))
    except Unreadable:  # 29 February of a year that has none
        return ""
    return moved


def _remainder(reading: Reading, page: Page, path: Path) -> Default:
    """What the other parts leave of the total, once only this part is open."""
    total = next((row.key for row in page.rows if row.total), None)
    whole = reading.value(path._replace(row=total)) if total else None
    others = [reading.value(path._replace(row=key)) for key in reading.applied_rows(page) if key != path.row]
    if not isinstance(whole, Money) or not others or not all(isinstance(each, Money) for each in others):
        return NOTHING
    rest = whole.amount - sum((each.amount for each in others), Decimal(0))
    return Default(f"{rest:f}", "总额减其余来源") if rest >= 0 else NOTHING


def _row_default(reading: Reading, last: Last | None, page: Page, path: Path) -> Default:
    field = page.field(path.field)
    group = page.group(reading.group_of(path))
    own = Default(reading.expand(field.default, path) or "") if field.default else NOTHING
    if last is None or not _is_first_row(reading, page, path):
        return own
    rows = _last_rows(reading, last, path)
    if not rows:
        return own
    name = _text(last, page, rows[0], page.key_field.name)
    if field is page.key_field and len(rows) == 1 and is_none(name):
        return Default(name, FROM_LAST)
    same_row = field is page.key_field or name == reading.row_name(path)
    if path.field in group.carry and same_row and (text := _text(last, page, rows[0], path.field)):
        return Default(text, FROM_LAST)
    return own


def _is_first_row(reading: Reading, page: Page, path: Path) -> bool:
    rows = reading.answers.group_rows(page.name, reading.group_of(path))
    return not rows if path.group else str(rows[0].id) == path.row


def _last_rows(reading: Reading, last: Last, path: Path) -> list[str]:
    return [str(row.id) for row in last.answers.group_rows(path.page, reading.group_of(path))]


def _text(last: Last, page: Page, row: str, field: str) -> str:
    return last.answers.get(Path(page.name, row, field)) or ""


def same_as(form: Form, answers: Answers, path: Path) -> str:
    """The text of the same cell in the row above of the group, or of the nearest group above; for 同上."""
    page = form.page(path.page)
    rows = [row for group in page.groups for row in answers.group_rows(path.page, group.key)]
    keys = [str(row.id) for row in rows]
    if path.group:
        order = [group.key for group in page.groups]
        above = [str(row.id) for row in rows if order.index(row.group) <= order.index(path.group)]
    else:
        above = keys[: keys.index(path.row)] if path.row in keys else []
    return next((text for key in reversed(above) if (text := answers.get(path._replace(row=key)))), "")
