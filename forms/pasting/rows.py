"""Pasted lines that become rows of a repeated page, such as indicators under their groups; used by `forms/moves.py`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from forms.answers import Answers
from forms.compute import Reading, is_none
from forms.errors import Unreadable
from forms.filling import fill
from forms.model import Form, Group, Page
from forms.pasting.lines import Line, lines_of
from forms.pasting.proposed import Notes, Pasted, cleaned, disagreements, fitted, grid_of
from forms.pasting.words import Words
from forms.path import Path
from forms.recognising.labels import Role, fold


def pasted_rows(form: Form, answers: Answers, page: Page, group: str, rows: Sequence[Sequence[str]]) -> Pasted:
    """The report with the rows; raises Unreadable with one sentence where they cannot be taken."""
    notes = Notes()
    words = Words(form, page)
    taking = _Taking(form, answers, words, group, notes)
    for line in lines_of(words, cleaned(rows, notes), lambda lines: True):
        taking.take(line)
    if not taking.taken:
        raise Unreadable("贴入的内容里没有可以识别的行，请重新选取后贴入。")
    notes.say(*disagreements(form, taking.answers, taking.given))
    items = tuple((page.group(key).level2, " ".join(texts.values())) for key, texts in taking.taken)
    return Pasted(taking.answers, items, _grid(page, taking.taken), notes.all())


def _grid(page: Page, taken: Sequence[tuple[str, dict[str, str]]]) -> tuple[tuple[str, ...], ...]:
    """The rows under their heads, before each run of one group a line with its name alone."""
    heads, *rows = grid_of(page, (), [((), texts) for _, texts in taken])
    grid = [heads]
    for key, run in groupby(zip(taken, rows, strict=True), lambda each: each[0][0]):
        grid += [(page.group(key).level2,), *(row for _, row in run)]
    return tuple(grid)


class _Taking:
    """The lines, one after another, each under the group that was named last."""

    def __init__(self, form: Form, answers: Answers, words: Words, group: str, notes: Notes) -> None:
        self._form = form
        self._words = words
        self._page = words.page
        self._notes = notes
        self._group = group
        self._unknown = ""
        """The name of a group that this page has not got, under which lines stand."""
        self.answers = answers
        self.taken: list[tuple[str, dict[str, str]]] = []
        """Group and texts of every row."""
        self.given: dict[Path, str] = {}
        """Figures that are computed here, as they stand in the table."""

    def take(self, line: Line) -> None:
        """One line becomes a row, names a group, or is said to have no place."""
        key = self._page.key_field.name
        name = line.texts.get(key, "")
        if self._words.is_sum(name or next(iter(line.labels), "")):
            self._notes.leave_line(line)
            return
        self._go_to(line.labels)
        if self._unknown and line.texts:
            self._notes.leave_line(line)
        elif line.texts:
            if not name:
                label = self._page.key_field.label
                raise Unreadable(f"贴入的第 {line.number} 行没有「{label}」，请重新选取后贴入。")
            self._add(line, name)
        if not (self._unknown and line.texts):
            for head, text in line.others:
                self._notes.leave(head, text)

    def _go_to(self, labels: Sequence[str]) -> None:
        """Under the group that labels name; a first level alone is enough where it has one group."""
        if not labels:
            return
        found = [self._words.labels(each) for each in labels]
        seconds = [each.path.row for each in found[-1] if each.role is Role.LEVEL2]
        firsts = {each.label for label in found for each in label if each.role is Role.LEVEL1}
        if seconds:
            within = [key for key in seconds if self._page.group(key).level1 in firsts]
            self._group, self._unknown = (within or seconds)[0], ""
        elif found[-1]:
            self._go_into(labels[-1], [each for each in self._page.groups if each.level1 in firsts])
        else:
            self._unknown = labels[-1]

    def _go_into(self, label: str, groups: Sequence[Group]) -> None:
        self._unknown = ""
        if self._group not in {each.key for each in groups}:
            self._group = groups[0].key
            if len(groups) > 1:
                self._notes.say(f"「{label}」之后没有写二级指标，先列入{groups[0].level2}")

    def _add(self, line: Line, name: str) -> None:
        texts: dict[str, str] = {}
        given: dict[str, str] = {}
        for field in self._page.fields:
            if text := line.texts.get(field.name):
                into = texts if field.calculation is None else given
                into[field.name] = self._fitted(line, field.name, text, name) if into is texts else text
        row = self._row(texts)
        self.given |= {Path(self._page.name, row, each): text for each, text in given.items()}
        self.taken.append((self._group, texts))

    def _fitted(self, line: Line, field: str, text: str, name: str) -> str:
        try:
            return fitted(self._page.field(field), text, name, self._notes)
        except Unreadable as error:
            raise Unreadable(f"贴入的第 {line.number} 行：{error}") from error

    def _drop_none(self, rows: Sequence[str]) -> None:
        """A class that was said to have none has some now."""
        for row in rows:
            self.answers = self.answers.drop_row(self._page.name, row)
        self._notes.say(f"{self._page.group(self._group).level2}原来填的「无」由贴入的行代替")

    def _row(self, texts: dict[str, str]) -> str:
        """The row that holds the texts: one printed on the form by its name, else a new one behind its group's last."""
        page, key = self._page, self._page.key_field.name
        rows = self.answers.group_rows(page.name, self._group)
        reading = Reading(self._form, self.answers)
        for row in rows:
            place = Path(page.name, str(row.id), key)
            if row.preset and fold(reading.text(place)) == fold(texts[key]):
                for name, text in texts.items():
                    if name != key:
                        self.answers, _ = fill(self._form, self.answers, place.at(name), text)
                return str(row.id)
        if rows and all(is_none(reading.text(Path(page.name, str(row.id), key))) for row in rows):
            self._drop_none([str(row.id) for row in rows])
            rows = ()
        after = str(rows[-1].id) if rows else ""
        self.answers, new = self.answers.add_row(page.name, self._group, texts, after=after)
        return str(new.id)
