"""A person who fills a form from a published one: answers each question as it comes; for tests of every front.

Fed with the JSON of a seed; says lines as they would be typed, so that the same person can sit at any front.
"""

from __future__ import annotations

from typing import Any

from forms import events as e
from forms.answers import Answers
from forms.exchange import report_data
from forms.model import WHICH, Form, PageType
from forms.path import Path
from forms.wizard import Wizard


class Person:
    """Knows the answers of one published form."""

    def __init__(self, form: Form, seed: dict[str, Any]) -> None:
        self.form = form
        self.seed = seed

    def rows(self, page: str, group: str) -> list[dict[str, str]]:
        """The published rows of a group."""
        level2 = self.form.page(page).group(group).level2
        return [row for row in self.seed["answers"].get(page, []) if row.get("level2") == level2]

    def heading(self) -> list[str]:
        """The lines that set what stands above the table."""
        return ["/改 0.1", self.seed["number"], *(["/改 0.3", self.seed["title"]] if self._own_title() else [])]

    def _own_title(self) -> bool:
        return bool(self.seed["title"] != self.form.title)

    def line(self, ask: e.Ask, wizard: Wizard) -> str:
        """What the person types at a question; a choice that a check puts to them is left open, as published."""
        if ask.kind == "confirm":
            return ""
        path = Path.parse(ask.path)
        page = self.form.page(path.page)
        if path.field == WHICH:
            rows = self.seed["answers"][page.name]
            used = {row["name"] for row in rows if row.get("annual_budget")}
            return ",".join(str(n) for n, label in enumerate(ask.options, 1) if label in used)
        if path.group:
            return self._new_row(page.name, path.group, wizard)
        text = self._text(path, wizard)
        if text or not ask.required:
            return text if text else "/空"
        return "/跳过"

    def _new_row(self, page: str, group: str, wizard: Wizard) -> str:
        """The name of the group's next row; a row of an earlier group first, and nothing where all are told."""
        keys = [each.key for each in self.form.page(page).groups]
        told = {key: len(wizard.answers.group_rows(page, key)) for key in keys}
        waiting = [key for key in keys[: keys.index(group) + 1] if self.rows(page, key)[told[key] :]]
        if not waiting:
            return "/空"
        if waiting[0] != group:
            return "/加"
        return str(self.rows(page, group)[told[group]][self.form.page(page).key_field.name])

    def agrees(self, answers: Answers) -> bool:
        """Whether everything in these answers is as published, as far as it goes."""
        made = report_data(self.form, answers)["answers"]
        for page in self.form.pages:
            here, published = made.get(page.name), self.seed["answers"].get(page.name)
            plain = here if page.type is PageType.PLAIN and page.name in made else {}
            if any(text and published.get(name) != text for name, text in plain.items()):
                return False
            if page.type is PageType.REPEATED and not all(
                any(row.items() <= each.items() for each in published) for row in here
            ):
                return False
        return True

    def _text(self, path: Path, wizard: Wizard) -> str:
        page = self.form.page(path.page)
        data = self.seed["answers"][page.name]
        if page.type is PageType.PLAIN:
            return str(data.get(path.field, ""))
        if page.type is PageType.FIXED:
            label = page.row(path.row).label
            return str(next(row for row in data if row["name"] == label).get(path.field, ""))
        group = page.group(wizard.reading.group_of(path))
        rows = wizard.answers.group_rows(page.name, group.key)
        number = [str(row.id) for row in rows].index(path.row)
        of_group = [row for row in data if row.get("level2") == group.level2]
        return str(of_group[number].get(path.field, ""))
