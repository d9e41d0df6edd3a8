"""Checks reports of the workspace and reports in files, one after another; called by `zpb check`.

What cannot be read is told at the end and does not stop the rest. Reports that are checked together are also checked
against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from forms.checks.finding import Finding
from forms.checks.register import EXPLAINED, check, check_batch
from forms.compute import Reading
from forms.errors import FormError
from forms.nearest import nearest
from store.errors import StoreError
from tui.exits import Exit, Refusal
from tui.messages import explain

if TYPE_CHECKING:
    from forms.answers import Answers
    from forms.model import Form
    from tui.opening import Desk

FILES = (".json", ".toml")
"""What the name of a file ends with; anything else names a report of the workspace."""


class Checked(NamedTuple):
    """A report and what was found in it."""

    report: str
    """Its id, or the file as it was given."""
    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What people call it."""
        return self.reading.answers.get(self.reading.form.name_field) or self.report


class Checking:
    """One run over reports: what was found, and what stood in the way."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[Checked] = []
        self.troubles: list[str] = []
        """A sentence for each report or value that could not be read."""
        self.code = Exit.DONE
        """The worst of them."""

    def sought(self, refs: Iterable[str]) -> list[str]:
        """The ids and files that are meant, each once."""
        found: dict[str, None] = {}
        for ref in refs:
            try:
                found[ref if is_file(ref) else self.desk.workspace.find(ref)] = None
            except StoreError as error:
                self._trouble(error)
        return list(found)

    def check(self, target: str) -> None:
        """Check one; where it cannot be read, note why."""
        try:
            form, answers = self._from_file(target) if is_file(target) else self._from_workspace(target)
        except (StoreError, FormError, Refusal) as error:
            self._trouble(error)
            return
        # What a reading computes is of use to the checks alone; of ten thousand reports it would fill the memory.
        self.done.append(Checked(target, Reading(form, answers), check(Reading(form, answers))))

    def compare(self) -> None:
        """Add to each report what is found between them."""
        between = check_batch([each.reading for each in self.done])
        self.done = [
            each._replace(findings=each.findings + more) for each, more in zip(self.done, between, strict=True)
        ]

    def _from_workspace(self, id: str) -> tuple[Form, Answers]:
        report = self.desk.workspace.open(id, write=False)
        return self.desk.form_of(report), report.answers

    def _from_file(self, source: str) -> tuple[Form, Answers]:
        """A file as `fill --answers` takes it; but a value that its kind cannot read is left for the checks to tell."""
        from forms.exchange import Intake
        from forms.filling import new_answers
        from tui.headless import form_named, read

        data = read(source)
        try:
            form = form_named(self.desk, data)
        except (FormError, Refusal) as error:
            raise Refusal(f"{source}：{error}") from None
        year = 0 if "year" in data else self.desk.year()
        intake = Intake(form, new_answers(form, year), keep_unreadable=True)
        answers = intake.take(data)
        for problem in intake.problems:
            self._trouble(Refusal(f"{source}：{problem}"))
        return form, answers

    def _trouble(self, error: StoreError | FormError | Refusal) -> None:
        sentence, code = explain(error, None, "check")
        self.troubles.append(sentence)
        self.code = max(self.code, code)


def is_file(ref: str) -> bool:
    """Whether an argument means a file and no report of the workspace."""
    return ref.lower().endswith(FILES)


def chosen(select: list[str], ignore: list[str]) -> frozenset[str]:
    """The codes to tell, from codes and families as they were given; raises Refusal for one that there is not."""
    return (_codes(select) or frozenset(EXPLAINED)) - _codes(ignore)


def _codes(given: list[str]) -> frozenset[str]:
    named = (each.strip() for text in given for each in text.replace("，", ",").split(","))
    return frozenset(code for each in named for code in _meant(each))


def _meant(name: str) -> list[str]:
    """A code itself, or all codes of a family, which is their letter."""
    families = dict.fromkeys(code[0] for code in EXPLAINED)
    wanted = name.upper()
    if wanted in families or wanted in EXPLAINED:
        return [code for code in EXPLAINED if wanted in (code, code[0])]
    raise Refusal(f"没有「{name}」这条规则或这一类规则。{nearest(wanted, [*families, *EXPLAINED])}")
