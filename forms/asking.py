"""How a question reads: its words, its place, its number, what else may be done there; used by the wizard."""

from __future__ import annotations

from forms.checks.finding import Finding
from forms.compute import Reading
from forms.defaults import Last, default_for
from forms.events import Ask
from forms.model import WHICH, Field, Page, PageType
from forms.path import Path
from forms.place import place, which_field
from forms.steps import Course
from forms.values import Context, Measure, read_measure


def ask(course: Course, last: Last | None, path: Path, findings: tuple[Finding, ...] = ()) -> Ask:
    """The question at a place, with all that a front needs to show it."""
    reading = course.reading
    page = reading.form.page(path.page)
    numbered = [each for each in course.steps if each.page == page.name]
    default = default_for(reading, last, path)
    field = which_field(page) if path.field == WHICH else page.field(path.field)
    return Ask(
        path=str(path),
        page=page.name,
        title=page.title,
        place=place(reading, path),
        label=field.label,
        question=question(reading, path, field),
        index=numbered.index(path) + 1 if path in numbered else 0,
        count=len(numbered),
        kind=field.kind,
        options=field.options,
        multiple=path.field == WHICH,
        current=current(reading, path),
        default=default.text,
        origin=default.origin,
        hint=hint(reading, page, path, field),
        notes=_notes(reading, page, path),
        required=field.required,
        findings=tuple(each for each in findings if each.path == str(path)),
    )


def current(reading: Reading, path: Path) -> str | None:
    """The answer that is there, empty where the cell was left empty on purpose, None where nothing was said."""
    if path.group:
        return "" if str(path) in reading.answers.closed else None
    return reading.answers.get(path)


def question(reading: Reading, path: Path, field: Field) -> str:
    """The question in plain words with its holes filled; a row without a name is asked by the cell's own words."""
    template = field.question or f"{field.label}？"
    if "{level2}" in template:
        group = reading.form.page(path.page).group(reading.group_of(path))
        template = template.replace("{level2}", group.level2)
    return reading.expand(template, path) or f"{field.label}？"


def hint(reading: Reading, page: Page, path: Path, field: Field) -> str:
    """The short example: the group's own where it has one; of a result what is of one kind with its target."""
    if page.type is not PageType.REPEATED:
        return field.hint
    examples = page.group(reading.group_of(path)).hint.get(field.name, field.hint)
    if field.kind != "measure" or field.name == "target" or not page.has("target"):
        return examples
    target = reading.value(path.at("target"))
    alike = [each for each in examples.split("、") if _is_of_its_kind(each, target, reading.year)]
    return "、".join(alike) or examples


def _is_of_its_kind(example: str, target: object, year: int) -> bool:
    """Whether an example answers a target as the check of kinds wants it: a figure with a figure, words with words."""
    if not isinstance(target, Measure):
        return True
    made = read_measure(example, Context(year))
    return made.shape is target.shape if target.is_quantity else made.is_quantity == target.is_quantity


def _notes(reading: Reading, page: Page, path: Path) -> tuple[str, ...]:
    """At the first row of a group: how to add to the group just left, and what to say when there is nothing."""
    if not path.group or page.type is not PageType.REPEATED:
        return ()
    group = page.group(path.group)
    if reading.answers.group_rows(page.name, path.group):
        return ()
    notes = []
    before = page.groups[: page.groups.index(group)]
    if before and reading.answers.group_rows(page.name, before[-1].key):
        notes.append(f"{before[-1].level2}还有的，请输入 /加")
    notes.append(f"没有{group.level2}的，请填 无")
    return tuple(notes)
