"""The form at a glance: its sections with their numbers, groups and answers; for the rail, /目录, the review."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from forms.asking import current
from forms.checks.finding import Finding, Severity
from forms.model import HEADER, Page, PageType
from forms.path import Path
from forms.place import name_of
from forms.steps import Course, is_answered


class State(Enum):
    """How far a section is."""

    UNTOUCHED = "未开始"
    STARTED = "进行中"
    FAULTY = "有问题"
    DONE = "完成"


class Item(NamedTuple):
    """One question of a section."""

    number: str
    """Such as 4.2, as `/改 4.2` takes it."""
    path: str
    label: str
    """Its place in the section and the official words of its cell."""
    text: str | None
    """The answer, empty where left empty on purpose, None where open."""
    group: str = ""
    """The key of the group it stands under."""


class GroupLine(NamedTuple):
    """One group of a section, for the open part of the rail."""

    key: str
    level1: str
    level2: str
    rows: int
    """How many rows it has."""
    done: bool
    """Whether nothing of it is open."""
    path: str
    """Its first question."""


class Section(NamedTuple):
    """One page of the form."""

    number: int
    """Counted from 1; the header above the table has 0."""
    page: str
    title: str
    aliases: tuple[str, ...]
    answered: int
    asked: int
    """How many questions are asked now."""
    state: State
    items: tuple[Item, ...]
    groups: tuple[GroupLine, ...] = ()


def outline(course: Course, findings: tuple[Finding, ...] = ()) -> tuple[Section, ...]:
    """The sections in the form's order, the header last since nobody is asked for it."""
    pages = [page for page in course.reading.form.pages if page.name != HEADER]
    sections = [_section(course, page, number, findings) for number, page in enumerate(pages, 1)]
    return (*sections, _section(course, course.reading.form.page(HEADER), 0, findings))


def progress(course: Course) -> tuple[int, int]:
    """How many of the questions asked now are answered, and how many are asked."""
    return len(course.steps) - len(course.open), len(course.steps)


def _section(course: Course, page: Page, number: int, findings: tuple[Finding, ...]) -> Section:
    asked = [path for path in course.steps if path.page == page.name]
    answered = [path for path in asked if is_answered(course.reading.answers, path)]
    return Section(
        number,
        page.name,
        page.title,
        page.aliases,
        len(answered),
        len(asked),
        _state(page, len(answered), len(asked), findings),
        tuple(_items(course, page, number)),
        tuple(_groups(course, page)) if page.type is PageType.REPEATED else (),
    )


def _state(page: Page, answered: int, asked: int, findings: tuple[Finding, ...]) -> State:
    if answered == 0 and asked:
        return State.UNTOUCHED
    if any(each.path.startswith((f"{page.name}.", f"{page.name}#")) and _counts(each) for each in findings):
        return State.FAULTY
    return State.DONE if answered == asked else State.STARTED


def _counts(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and not finding.waived


def _items(course: Course, page: Page, number: int) -> list[Item]:
    """Questions asked now, and those not asked that have an answer or belong to the header."""
    asked, answers = set(course.steps), course.reading.answers
    shown = [
        path
        for path in course.places
        if path.page == page.name and (path in asked or answers.get(path) or page.name == HEADER)
    ]
    return [
        Item(
            f"{number}.{n}",
            str(path),
            name_of(course.reading, path),
            current(course.reading, path),
            course.reading.group_of(path) if page.type is PageType.REPEATED else "",
        )
        for n, path in enumerate(shown, 1)
    ]


def _groups(course: Course, page: Page) -> list[GroupLine]:
    lines = []
    for group in page.groups:
        rows = course.reading.answers.group_rows(page.name, group.key)
        here = [each for each in course.steps if each.page == page.name and course.reading.group_of(each) == group.key]
        done = all(is_answered(course.reading.answers, path) for path in here)
        path = str(here[0]) if here else str(Path(page.name, f"+{group.key}", page.key_field.name))
        lines.append(GroupLine(group.key, group.level1, group.level2, len(rows), done, path))
    return lines
