"""Checks reports of the workspace and reports in files, one after another; called by `zpb check`.

What cannot be read is told at the end and does not stop the rest. Reports that are checked together are also checked
against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from forms.checks.batch import Extract, Told
from forms.checks.finding import Finding, Fix, Severity
from forms.checks.register import EXPLAINED, check, check_batch, extract
from forms.compute import Reading
from forms.errors import FormError
from forms.model import HEADER
from forms.nearest import nearest
from forms.path import Path
from forms.place import name_of
from forms.positions import to_position
from forms.steps import is_answered, is_step
from store.errors import StoreError
from store.results import Result, Results
from tui.decided import decided_by
from tui.exits import Exit, Refusal
from tui.messages import explain

if TYPE_CHECKING:
    from forms.answers import Answers
    from forms.model import Form
    from tui.opening import Desk

FILES = (".json", ".toml")
"""What the name of a file ends with; anything else names a report of the workspace."""
PIPE = "/dev/stdin"
"""What comes in through a pipe, by the name that shells know it by; `-` is the report that was changed last."""


class Seen(NamedTuple):
    """A finding with its place: what is shown of it needs no look at the report."""

    place: str
    """What people call its place."""
    position: str
    """Its place as people count it, as JSON has it."""
    finding: Finding
    is_unanswered: bool = False
    """Whether nothing was said there yet, as of a form that is half filled."""


class Checked(NamedTuple):
    """A report and what was found in it."""

    report: str
    """Its id, or the file as it was given."""
    name: str
    """What people call it."""
    number: str
    """The number of its annex, empty where it has none."""
    seen: tuple[Seen, ...]
    extract: Extract
    """What it is compared by with the others."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, without the places."""
        return tuple(each.finding for each in self.seen)

    @property
    def unanswered(self) -> frozenset[str]:
        """The places among these that have no answer yet."""
        return frozenset(each.finding.path for each in self.seen if each.is_unanswered)


class Checking:
    """One run over reports: what was found, and what stood in the way.

    `whole` is a run over all that a list shows. What is found in a report is then kept for the next such run, and read
    from there as long as the report, the program and the definitions are the same.
    """

    def __init__(self, desk: Desk, *, whole: bool = False) -> None:
        self.desk = desk
        self.done: list[Checked] = []
        self.troubles: list[str] = []
        """A sentence for each report or value that could not be read."""
        self.code = Exit.DONE
        """The worst of them."""
        stamp = decided_by(desk.folders) if whole else ""
        self._results = desk.workspace.results(stamp) if stamp else None

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
            self.done.append(self._from_file(target) if is_file(target) else self._from_workspace(target))
        except (StoreError, FormError, Refusal) as error:
            self._trouble(error)

    def compare(self) -> None:
        """Add to each report what is found between them, and keep what was found in each."""
        if self._results:
            self._results.keep({each.id for each in self.desk.summaries()})
        between = check_batch([each.extract for each in self.done])
        self.done = [
            each._replace(seen=(*each.seen, *(_between(each.extract, it) for it in more)))
            for each, more in zip(self.done, between, strict=True)
        ]

    def _from_workspace(self, id: str) -> Checked:
        if self._results is None:
            report = self.desk.workspace.open(id, write=False)
            return _checked(id, self.desk.form_of(report), report.answers)
        known = self._results.get(id)
        return _unpacked(id, known) if known else self._afresh(id, self._results)

    def _afresh(self, id: str, results: Results) -> Checked:
        found, identity = self.desk.workspace.glance(id)
        checked = _checked(id, self.desk.form(found.form, found.edition), found.answers)
        results.put(id, identity, _packed(checked))
        return checked

    def _from_file(self, source: str) -> Checked:
        """A file as `fill --answers` takes it; but a value that its kind cannot read is left for the checks to tell."""
        from forms.exchange import Intake
        from forms.filling import new_answers
        from tui.headless import STDIN, form_named, read

        data = read(STDIN if source == PIPE else source)
        try:
            form = form_named(self.desk, data)
        except (FormError, Refusal) as error:
            raise Refusal(f"{source}：{error}") from None
        year = 0 if "year" in data else self.desk.year()
        intake = Intake(form, new_answers(form, year), keep_unreadable=True)
        answers = intake.take(data)
        for problem in intake.problems:
            self._trouble(Refusal(f"{source}：{problem}"))
        return _checked(source, form, answers)

    def _trouble(self, error: StoreError | FormError | Refusal) -> None:
        sentence, code = explain(error, None, "check")
        self.troubles.append(sentence)
        self.code = max(self.code, code)


def _checked(report: str, form: Form, answers: Answers) -> Checked:
    """Every check of one report; of what it computed only what is shown is kept, for ten thousand would fill memory."""
    reading = Reading(form, answers)
    seen = tuple(_seen(reading, each) for each in check(reading))
    number = answers.get(Path(HEADER, "", "number")) or ""
    return Checked(report, answers.get(form.name_field) or report, number, seen, extract(reading))


def _seen(reading: Reading, finding: Finding) -> Seen:
    path = Path.parse(finding.path)
    is_unanswered = not is_answered(reading.answers, path) and is_step(reading, path)
    return Seen(name_of(reading, path), to_position(reading.form, reading.answers, path), finding, is_unanswered)


def _between(extract: Extract, finding: Finding) -> Seen:
    """A finding between reports, which stands at an answer of the extract."""
    place = next(each.place for each in extract.told.values() if each.path == finding.path)
    return Seen(place, finding.path, finding)


def _packed(checked: Checked) -> Result:
    """What is shown of a report's findings and what it is compared by, as plain data."""
    return [checked.name, checked.number, [_packed_finding(each) for each in checked.seen], checked.extract]


def _packed_finding(seen: Seen) -> list[str | bool | None]:
    place, position, each, is_unanswered = seen
    fix = each.fix.text if each.fix else None
    said = [each.code, each.severity.value, each.path, each.message, fix, each.waived]
    return [place, position, *said, is_unanswered]


def _unpacked(id: str, result: Result) -> Checked:
    name, number, seen, (form, year, told, severities, kept) = result
    told = {what: Told(*each) for what, each in told.items()}
    return Checked(id, name, number, tuple(map(_unpacked_finding, seen)), Extract(form, year, told, severities, kept))


def _unpacked_finding(packed: list[Any]) -> Seen:
    place, position, code, severity, path, message, fix, waived, is_unanswered = packed
    mends = None if fix is None else Fix(path, fix)
    return Seen(place, position, Finding(code, Severity(severity), path, message, mends, waived=waived), is_unanswered)


def is_file(ref: str) -> bool:
    """Whether an argument means a file and no report of the workspace."""
    return ref.lower().endswith(FILES) or ref == PIPE


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
