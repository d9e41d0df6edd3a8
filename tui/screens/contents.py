"""What stands around the conversation: the report's name, how far it is, its sections, the place at hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from forms import events as e
from forms.model import HEADER, UNNAMED
from forms.outline import Section, State, outline, progress
from forms.path import Path
from forms.wizard import Wizard
from tui.screens.unsent import Unsent
from tui.session import Session
from tui.terminal import Marks
from tui.widgets.rail import Entry

FAULTY = "!"


def heading(wizard: Wizard) -> str:
    """What the report is called, its form and its year."""
    name = wizard.answers.get(wizard.form.name_field) or UNNAMED
    title = wizard.reading.text(Path(HEADER, "", "title"))
    return f"{name} · {title} {wizard.reading.year}"


def saved(session: Session, unsent: Unsent) -> str:
    """Whether all is on disk, and since when."""
    if session.report.read_only:
        return "只能查看"
    if session.unsaved:
        return "未保存"
    if unsent.failed:
        return "草稿未能保存"
    return f"已保存 {session.saved_at}".strip()


def counted(wizard: Wizard) -> str:
    """How much of what is asked now is answered."""
    answered, asked = progress(wizard.course)
    return f"全表 {answered}/{asked}"


def place_and_example(ask: e.Ask) -> tuple[str, str]:
    """Where a question stands: its row by the last part of its place, else its section; and a short example."""
    if ask.kind == "confirm":
        return "请确认", "  ".join(f"{number} {label}" for number, label in enumerate(ask.options, 1))
    here = ask.place.split(" › ")[-1] or ask.title
    beside = "直接输入即重填，按 → 修改" if ask.current and not ask.options else f"例：{ask.hint}" if ask.hint else ""
    return " · ".join(each for each in (here, ask.label) if each), beside


def entries(wizard: Wizard, marks: Marks) -> tuple[Entry, ...]:
    """The sections in order, then the review, then what stands above the table."""
    at = wizard.at
    here = at.page if at else ""
    *sections, header = outline(wizard.course, wizard.open_findings())
    last = f"{len(sections) + 1} 核对与导出"
    review = Entry(marks.cursor if at is None else "", last, "", e.REVIEW, current=at is None)
    found = [entry for section in sections for entry in _section(wizard, section, here, at, marks)]
    above = Entry(marks.cursor if here == header.page else "", "0 表头", "", header.page, current=here == header.page)
    return (*found, review, above)


def _section(wizard: Wizard, section: Section, here: str, at: Path | None, marks: Marks) -> Iterator[Entry]:
    is_here = section.page == here
    mark = {State.DONE: marks.tick, State.FAULTY: FAULTY}.get(section.state, "")
    count = f"{section.answered}/{section.asked}" if section.asked else marks.dash
    text = f"{section.number} {section.title}"
    yield Entry(marks.cursor if is_here else mark, text, count, section.page, current=is_here)
    if is_here and at is not None:
        yield from _groups(wizard, section, at, marks)


def _groups(wizard: Wizard, section: Section, at: Path, marks: Marks) -> Iterator[Entry]:
    """The groups under their first level; one that stands alone under its own needs no line for it."""
    group_at = wizard.reading.group_of(at)
    for level1, groups in groupby(section.groups, key=lambda each: each.level1):
        yield Entry("", level1.removesuffix("指标"), "", "", level=1)
        for group in groups:
            is_here = group.key == group_at
            mark = marks.cursor if is_here else marks.tick if group.done else ""
            count = str(group.rows) if group.rows else marks.dash
            yield Entry(mark, group.level2.removesuffix("指标"), count, group.path, level=2, current=is_here)
