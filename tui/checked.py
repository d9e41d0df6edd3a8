"""What the checks found in one report, with all that is shown of it; as values, and as plain data to keep or to send.

Called by `checking.py`, and by `opening.py` when a report that was changed is closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from forms.checks.batch import Extract, Told
from forms.checks.finding import Finding, Fix, Severity
from forms.checks.register import check, extract
from forms.compute import Reading
from forms.model import HEADER
from forms.path import Path
from forms.place import name_of
from forms.positions import to_position
from forms.steps import is_answered, is_step
from store.results import Result

if TYPE_CHECKING:
    from forms.answers import Answers
    from forms.model import Form


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


def checked(report: str, form: Form, answers: Answers) -> Checked:
    """Every check of one report; of what it computed only what is shown is kept, for ten thousand would fill memory."""
    reading = Reading(form, answers)
    return told(report, reading, check(reading))


def told(report: str, reading: Reading, findings: Sequence[Finding]) -> Checked:
    """A report with what the checks found in it already."""
    answers = reading.answers
    seen = tuple(_seen(reading, each) for each in findings)
    number = answers.get(Path(HEADER, "", "number")) or ""
    return Checked(report, answers.get(reading.form.name_field) or report, number, seen, extract(reading))


def _seen(reading: Reading, finding: Finding) -> Seen:
    path = Path.parse(finding.path)
    is_unanswered = not is_answered(reading.answers, path) and is_step(reading, path)
    return Seen(name_of(reading, path), to_position(reading.form, reading.answers, path), finding, is_unanswered)


def packed(checked: Checked) -> Result:
    """What is shown of a report's findings and what it is compared by, as plain data."""
    return [checked.name, checked.number, [_packed_finding(each) for each in checked.seen], checked.extract]


def _packed_finding(seen: Seen) -> list[str | bool | None]:
    place, position, each, is_unanswered = seen
    fix = each.fix.text if each.fix else None
    said = [each.code, each.severity.value, each.path, each.message, fix, each.waived]
    return [place, position, *said, is_unanswered]


def unpacked(id: str, result: Result) -> Checked:
    """A report with what was found in it, from what `packed` made of it."""
    name, number, seen, (form, year, told, severities, kept) = result
    told = {what: Told(*each) for what, each in told.items()}
    return Checked(id, name, number, tuple(map(_unpacked_finding, seen)), Extract(form, year, told, severities, kept))


def _unpacked_finding(packed: list[Any]) -> Seen:
    place, position, code, severity, path, message, fix, waived, is_unanswered = packed
    mends = None if fix is None else Fix(path, fix)
    return Seen(place, position, Finding(code, Severity(severity), path, message, mends, waived=waived), is_unanswered)
