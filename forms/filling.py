"""What storing one answer does to a report, beyond the text itself; used by the wizard and its moves.

A source of funds that stands alone takes the total's amounts; 无 as a row's name fills the row; a name for a new row
makes the row.
"""

from __future__ import annotations

from forms.answers import Answers
from forms.compute import Reading, is_none, resolve
from forms.model import HEADER, WHICH, Form, Page, PageType
from forms.path import Path
from forms.steps import new_row


def new_answers(form: Form, year: int) -> Answers:
    """The state of a new report: its year and title, and the rows that are printed on the form."""
    answers = Answers().put(Path(HEADER, "", "year"), str(year))
    for page in form.pages:
        for group in page.groups:
            for name in group.preset:
                answers, _ = answers.add_row(page.name, group.key, {page.key_field.name: name}, preset=True)
    return answers


def fill(form: Form, answers: Answers, path: Path, text: str) -> tuple[Answers, Path]:
    """Store one text with all that follows from it; gives the new state and where the text now stands."""
    if path.group:
        return _fill_new_row(form, answers, path, text)
    before = answers.get(path)
    answers = forget_given(form, answers.put(path, text), path)
    page = form.page(path.page)
    if path.field == WHICH:
        return _fill_single_source(form, answers, page), path
    if page.type is PageType.FIXED and page.row(path.row).total:
        answers = _follow_total(form, answers, path, before)
    if page.type is PageType.REPEATED and path.field == page.key_field.name:
        answers = _fill_none(page, answers, path, text, before or "")
    return answers, path


def forget_given(form: Form, answers: Answers, path: Path) -> Answers:
    """Without the figures from outside that this answer goes into: what they said was said of another answer."""
    kept = {stored: text for stored, text in answers.given.items() if not _goes_into(form, path, Path.parse(stored))}
    return answers if len(kept) == len(answers.given) else answers._replace(given=kept)


def _goes_into(form: Form, path: Path, derived: Path) -> bool:
    calculation = form.field(derived).calculation
    return calculation is not None and path in {resolve(form, name, derived) for name in calculation.names}


def empty(answers: Answers, path: Path) -> Answers:
    """Leave a cell empty on purpose; a group without rows is then closed."""
    if path.group:
        return answers._replace(closed=answers.closed | {str(path)}, skipped=answers.skipped - {str(path)})
    return answers.put(path, "")


def leave_the_rest(form: Form, answers: Answers) -> Answers:
    """A finished form's classes without rows as left so on purpose: where every first level has rows it is one."""
    for page in form.pages:
        without = [group for group in page.groups if not answers.group_rows(page.name, group.key)]
        told = {group.level1 for group in page.groups if group not in without}
        if told == {group.level1 for group in page.groups}:
            for group in without:
                answers = empty(answers, new_row(page, group.key))
    return answers


def _fill_new_row(form: Form, answers: Answers, path: Path, text: str) -> tuple[Answers, Path]:
    page = form.page(path.page)
    others = dict.fromkeys(page.none_fills, text) if is_none(text) else {}
    fields = {**others, page.key_field.name: text}
    last = answers.group_rows(page.name, path.group)[-1:]
    answers, row = answers.add_row(page.name, path.group, fields, after=str(last[0].id) if last else "")
    return answers._replace(skipped=answers.skipped - {str(path)}), path._replace(row=str(row.id))


def _fill_none(page: Page, answers: Answers, path: Path, text: str, before: str) -> Answers:
    """无 fills the cells of its row that are still empty; another name in its place opens them again."""
    for name in page.none_fills:
        place = path.at(name)
        if name == path.field:
            continue
        if is_none(text) and not answers.get(place):
            answers = answers.put(place, text)
        elif is_none(before) and not is_none(text) and answers.get(place) == before:
            answers = answers.clear(place)
    return answers


def _follow_total(form: Form, answers: Answers, path: Path, before: str | None) -> Answers:
    """A single source that had the total's amount keeps having it when the total is corrected."""
    applied = Reading(form, answers).applied_rows(form.page(path.page))
    if len(applied) != 1:
        return answers
    part = path._replace(row=applied[0])
    return answers.put(part, answers.get(path) or "") if answers.get(part) == before else answers


def _fill_single_source(form: Form, answers: Answers, page: Page) -> Answers:
    """One source alone has the total's amounts; nothing is typed twice."""
    applied = Reading(form, answers).applied_rows(page)
    total = next((row.key for row in page.rows if row.total), "")
    if len(applied) != 1 or not total:
        return answers
    for field in page.fields:
        amount = answers.get(Path(page.name, total, field.name))
        place = Path(page.name, applied[0], field.name)
        if field.calculation is None and amount and not answers.get(place):
            answers = answers.put(place, amount)
    return answers
