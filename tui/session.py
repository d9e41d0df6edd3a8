"""One report being filled by one person: the wizard and the report it is stored in; behind every front.

A saying is taken, the new state is written to disk at once, and only then do the events say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms import events as e
from forms.answers import Answers
from forms.checks.finding import Severity
from forms.model import HEADER
from forms.outline import progress
from forms.path import Path
from forms.place import name_of
from forms.wizard import Wizard
from store.errors import StoreError
from store.report import Report


@dataclass(frozen=True, slots=True)
class Saved:
    """The change is on disk, the folder flushed."""

    rev: int
    at: str
    """Local time, hours to seconds."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The change is in memory only; the next saying tries again."""

    message: str


Told = e.Event | Saved | NotSaved
"""What a front hears."""


class Session:
    """A wizard whose every change is on disk before it is acknowledged."""

    def __init__(self, wizard: Wizard, report: Report, now: Callable[[], datetime] = datetime.now) -> None:
        self.wizard = wizard
        self.report = report
        self.saved_at = ""
        """When the last answer reached the disk, empty before the first."""
        self.overtaken = ""
        """Why nothing can be saved any more, once the report was changed elsewhere; then one can only look."""
        self._now = now
        self._stored: Answers = wizard.answers

    @property
    def pending(self) -> e.Pending:
        """The event to show now."""
        return self.wizard.pending

    @property
    def unsaved(self) -> bool:
        """Whether something that was said is not on disk."""
        return self.wizard.answers != self._stored

    def say(self, saying: e.Say) -> tuple[Told, ...]:
        """Take a saying, store what it changed, and tell both."""
        if self.overtaken:
            moves = isinstance(saying, e.Goto | e.Back | e.Leave)
            return self.wizard.say(saying) if moves else self._refused(saying)
        events = self.wizard.say(saying)
        if not self.unsaved:
            return events
        outcome = self._save()
        if isinstance(outcome, NotSaved) and self.report.read_only:
            self.overtaken = outcome.message
            self.wizard.become(self._stored, "goto")
            return self._refused(saying)
        if outcome is None:
            return events
        content = next((n for n, event in enumerate(events, 1) if _is_content(event)), 0)
        return (*events[:content], outcome, *events[content:])

    def _refused(self, saying: e.Say) -> tuple[Told, ...]:
        """Nothing was taken; what was said goes back into the line."""
        text = saying.text if isinstance(saying, e.Answer) else ""
        return (e.Refused(self.wizard.answers.at, text, self.overtaken),)

    def _save(self) -> Saved | NotSaved | None:
        """Write the state; None where only the place in the conversation moved."""
        entries = self.wizard.history[len(self.report.history) :]
        try:
            self.report.save(self.wizard.answers, entries, summary(self.wizard))
        except StoreError as error:
            return NotSaved(str(error))
        self._stored = self.wizard.answers
        if not entries:
            return None
        self.saved_at = self._now().strftime("%H:%M:%S")
        return Saved(self.report.rev, self.saved_at)

    def retry(self) -> bool:
        """Try again to store what is not on disk; whether all is there now."""
        if self.unsaved and not self.overtaken:
            self._save()
        return not self.unsaved

    def close(self) -> None:
        """Let go of the report; what is not on disk by now is tried once more."""
        self.retry()
        self.report.close()


def _is_content(event: e.Event) -> bool:
    return isinstance(event, e.Changed | e.RowsChanged | e.Undone | e.Waived | e.Noted | e.Finished)


def summary(wizard: Wizard) -> dict[str, Any]:
    """What lists show of a report, stored with it so that a list need not read the form."""
    answers = wizard.answers
    answered, asked = progress(wizard.course)
    standing = wizard.open_findings()
    return {
        "year": wizard.reading.year,
        "number": answers.get(Path(HEADER, "", "number")) or "",
        "name": answers.get(wizard.form.name_field) or "",
        "title": wizard.reading.text(Path(HEADER, "", "title")),
        "answered": answered,
        "asked": asked,
        "errors": sum(each.severity is Severity.ERROR for each in standing),
        "warnings": sum(each.severity is Severity.WARNING for each in standing),
        "place": name_of(wizard.reading, wizard.at) if wizard.at else "",
    }
