"""What a pasted table would make of a report, and all that has to be said of it; made by `rows.py` and `amounts.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from forms.answers import Answers
from forms.cells import clip
from forms.clean import clean
from forms.compute import Reading
from forms.errors import Unreadable
from forms.model import Field, Form, Page
from forms.pasting.lines import Line
from forms.path import Path
from forms.place import name_of
from forms.recognising.mending import mend
from forms.values import KINDS, Context, half_up
from forms.values.bare import number_in

_SHOWN = 60
"""Cells of a text without a place that are said."""


class Pasted(NamedTuple):
    """A table that was understood."""

    answers: Answers
    """The state with it."""
    items: tuple[tuple[str, str], ...]
    """(where a row goes, its cells in one line)."""
    grid: tuple[tuple[str, ...], ...]
    """What would be taken, under the official words of its cells; the first line are these."""
    notes: tuple[str, ...]
    """What would not be taken or was put right, a phrase each."""
    in_unit: Answers | None = None
    """The state in which the amounts keep the unit that the table has; None where nobody has to be asked."""
    unit: str = ""
    """That unit."""


class Notes:
    """What is said of a paste besides its cells, each thing once."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}
        self._left: dict[str, list[str]] = {}

    def say(self, *notes: str) -> None:
        """Something that was put right or does not fit."""
        self._said.update(dict.fromkeys(notes))

    def leave(self, column: str, text: str) -> None:
        """A text without a place, with the name of its column if that has one."""
        self._left.setdefault(column, []).append(clip(" ".join(text.split()), _SHOWN, "…"))

    def leave_line(self, line: Line) -> None:
        """A whole line without a place."""
        texts = [*line.labels, *(text for _, text in line.others), *line.texts.values()]
        self.leave("", " ".join(texts))

    def all(self) -> tuple[str, ...]:
        """Everything, what was left out last."""
        left = [
            f"没有贴入{column}：{'、'.join(texts)}" if column else f"没有贴入：{'；'.join(texts)}"
            for column, texts in self._left.items()
        ]
        return (*self._said, *left)


def cleaned(rows: Iterable[Sequence[str]], notes: Notes) -> list[list[str]]:
    """The rows that say something, without what must not be kept; raises Unreadable."""
    made = []
    for row in rows:
        cells = [clean(cell, multiline=True) for cell in row]
        notes.say(*(note for cell in cells for note in cell.notes))
        made.append([cell.text.strip() for cell in cells])
    return [row for row in made if any(row)]


def fitted(field: Field, text: str, name: str, notes: Notes) -> str:
    """A cell as its question keeps it; raises Unreadable where its kind cannot read it."""
    mended = mend(field, text, name)
    if mended.why and not mended.is_guess:
        notes.say(mended.why)
        text = mended.text
    kind = KINDS[field.kind]
    text = clean(text, multiline=kind.multiline).text.strip()
    return kind.keep(text, kind.read(text, Context(0, field.options, field.label)))


def disagreements(form: Form, answers: Answers, given: Mapping[Path, str]) -> list[str]:
    """A phrase for each figure of the table that is computed here and comes out otherwise."""
    reading = Reading(form, answers)
    told = []
    for path, text in given.items():
        figure = reading.text(path)
        if not (figure and _is_same(form.field(path), reading.value(path), text)):
            computed = f"按数应为 {figure}" if figure else "现在还算不出"
            told.append(f"{name_of(reading, path)}表中为 {text}，{computed}（由程序计算，不贴入）")
    return told


def _is_same(field: Field, figure: object, text: str) -> bool:
    """Whether a figure is the computed one, rounded to as many decimals as it has."""
    try:
        said = number_in(KINDS[field.kind].read(text, Context(0, field.options, field.label)))
    except Unreadable:
        return False
    value = number_in(figure)
    if said is None or value is None:
        return False
    return said in {half_up(value, each) for each in (max(0, -int(said.as_tuple().exponent)), field.decimals or 0)}


Shown = Sequence[tuple[tuple[str, ...], Mapping[str, str]]]
"""For each row the cells before its answers, and the answers by question."""


def grid_of(page: Page, before: tuple[str, ...], rows: Shown) -> tuple[tuple[str, ...], ...]:
    """Rows under the official words of their cells, columns behind the second in which nothing stands left away."""
    fields = [each for n, each in enumerate(page.fields) if n < 2 or any(texts.get(each.name) for _, texts in rows)]
    heads = (*before, *(field.label for field in fields))
    return (heads, *((*cells, *(texts.get(field.name, "") for field in fields)) for cells, texts in rows))
