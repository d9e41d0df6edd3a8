"""One report being filled by one person: the wizard and the report it is stored in; behind every front.

A saying is taken, the new state is written to disk at once, and only then do the events say so.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms import events as e
from forms.answers import Answers, Delta
from forms.cells import clip
from forms.checks.finding import Severity
from forms.model import HEADER
from forms.outline import progress
from forms.paste import as_text
from forms.path import Path
from forms.place import name_of
from forms.proposal import Proposal
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


_SHORT = 40
"""Cells that a text may take where several are listed."""

Told = e.Event | Saved | NotSaved
"""What a front hears."""


class Session:
    """A wizard whose every change is on disk before it is acknowledged."""

    def __init__(
        self,
        wizard: Wizard,
        report: Report,
        now: Callable[[], datetime] = datetime.now,
        close: Callable[[Report, Wizard], None] = lambda report, _: report.close(),
    ) -> None:
        self.wizard = wizard
        self.report = report
        self.saved_at = ""
        """When the last answer reached the disk, empty before the first."""
        self.overtaken = ""
        """Why nothing can be saved any more, once the report was changed elsewhere; then one can only look."""
        self.untold = ""
        """That the report was changed elsewhere and what did not reach the disk, until the person was told."""
        self.others: Callable[[], Container[str]] = frozenset
        """Gives the names of the other reports, by which this one cannot be called."""
        self._now = now
        self._close = close
        self._stored: Answers = wizard.answers
        self._pending = wizard.pending
        self._pending_of = (wizard.answers, wizard.proposal)
        self._answered: set[str] = set()
        """Questions answered since the last save, whose drafts are out of date once that is on disk."""
        self._typed = ("", "")
        """Place and text of what was typed last and is not on disk; pasted rows also while they wait for a yes."""
        self.declined = ("", "")
        """Place and text of pasted rows that were just not taken, which go back into the line; empty otherwise."""

    @property
    def pending(self) -> e.Pending:
        """The event to show now; made once for each state, since a front looks at it with every key."""
        state = (self.wizard.answers, self.wizard.proposal)
        if any(now is not then for now, then in zip(state, self._pending_of, strict=True)):
            self._pending, self._pending_of = self.wizard.pending, state
        return self._pending

    @property
    def unsaved(self) -> bool:
        """Whether something that was said is not on disk and may still get there."""
        return not self.overtaken and self.wizard.answers != self._stored

    def say(self, saying: e.Say) -> tuple[Told, ...]:
        """Take a saying, store what it changed, and tell both."""
        if self.overtaken:
            moves = isinstance(saying, e.Goto | e.Back | e.Leave)
            return self.wizard.say(saying) if moves else (self._refused(saying),)
        asked, proposal = self.pending, self.wizard.proposal
        self._note_typed(saying, asked)
        events = self.wizard.say(saying)
        self._keep_declined(proposal, saying, events)
        self._note_answered(saying, asked, events)
        if not self.unsaved:
            self._drop_draft()
            return events
        outcome = self._save()
        if self.untold:
            return (self._tell_overtaken(),)
        if outcome is None:
            return events
        content = next((n for n, event in enumerate(events, 1) if _is_content(event)), 0)
        return (*events[:content], outcome, *events[content:])

    def _note_typed(self, saying: e.Say, asked: e.Pending) -> None:
        if not isinstance(asked, e.Ask) or not asked.path:
            return
        if isinstance(saying, e.Answer) and saying.text.strip():
            self._typed = asked.path, saying.text
        elif isinstance(saying, e.Paste):
            self._typed = asked.path, as_text(saying.rows)

    def _keep_declined(self, proposal: Proposal | None, saying: e.Say, events: tuple[e.Event, ...]) -> None:
        """Pasted rows that were not taken are the draft of the question where they were pasted."""
        is_gone = proposal is not None and proposal.what == "paste" and self.wizard.proposal is not proposal
        is_taken = isinstance(saying, e.Answer) and any(isinstance(each, e.RowsChanged) for each in events)
        self.declined = self._typed if is_gone and not is_taken else ("", "")
        if self.declined[0]:
            self._keeps_draft(*self.declined)

    def _note_answered(self, saying: e.Say, asked: e.Pending, events: tuple[e.Event, ...]) -> None:
        """Remember the question that a saying answered; a yes or no to pasted rows answers where they were pasted."""
        is_answer = isinstance(saying, e.Answer | e.Clear | e.Same | e.LastYear)
        if is_answer and isinstance(asked, e.Ask) and not any(isinstance(each, e.Refused) for each in events):
            self._answered.add(asked.path or self._typed[0])
        self._answered.discard(self.declined[0])

    def _drop_draft(self) -> None:
        """Forget a draft whose own question was answered; one of another question waits for its turn."""
        draft = self.report.draft if self._answered else None
        if draft and draft.path in self._answered:
            self.report.clear_draft()
        self._answered.clear()

    def _refused(self, saying: e.Say) -> e.Refused:
        """Nothing was taken; what was said goes back into the line."""
        text = saying.text if isinstance(saying, e.Answer) else ""
        return e.Refused(self.wizard.answers.at, text, self.overtaken)

    def _tell_overtaken(self) -> e.Refused:
        """All that was said and is not on disk, with the last of it for the line."""
        message, self.untold = self.untold, ""
        return e.Refused(*self._typed, message)

    def _save(self) -> Saved | NotSaved | None:
        """Write the state; None where only the place in the conversation moved."""
        entries = self.wizard.history[len(self.report.history) :]
        try:
            self.report.save(self.wizard.answers, entries, summary(self.wizard))
        except StoreError as error:
            if self.report.read_only:
                self._be_overtaken(str(error))
            return NotSaved(str(error))
        self._stored = self.wizard.answers
        self._typed = ("", "")
        self._drop_draft()
        if not entries:
            return None
        self.saved_at = self._now().strftime("%H:%M:%S")
        return Saved(self.report.rev, self.saved_at)

    def _be_overtaken(self, why: str) -> None:
        """Go back to what is on disk, with all that is not there in one sentence and the last of it as the draft."""
        delta = self.wizard.answers.changed_from(self._stored)
        texts = [(key, new) for key, (_, new) in delta.items() if "/" not in key and new]
        self._typed = next(reversed([*texts, *([self._typed] if self._typed[0] else [])]), ("", ""))
        self.overtaken = why
        self.untold = why + _not_stored(self.wizard, delta)
        if self._typed[0] and self._keeps_draft(*self._typed):
            self.untold += "最后输入的内容已留作草稿，重新打开后可以看到。"
        self.wizard = Wizard(self.wizard.form, self._stored, self.report.history, self.wizard.last)
        if self._typed[0] and (place := self.wizard.place(self._typed[0])):
            self.wizard.move(place)

    def _keeps_draft(self, path: str, text: str) -> bool:
        try:
            self.report.write_draft(path, text)
        except (StoreError, OSError):
            return False
        return True

    def retry(self) -> bool:
        """Try again to store what is not on disk; whether all is there now."""
        if self.unsaved:
            self._save()
        return not self.unsaved and not self.untold

    def close(self) -> None:
        """Let go of the report; what is not on disk by now is tried once more."""
        self.retry()
        self._close(self.report, self.wizard)


def _not_stored(wizard: Wizard, delta: Delta) -> str:
    """What a change would have put in: each text with its place, shortened, and each reason given."""
    texts = [(key, new) for key, (_, new) in delta.items() if "/" not in key and new]
    reasons = [(key.partition(" ")[2], new[0]) for key, (_, new) in delta.items() if key.startswith("waivers/") and new]
    said = [
        f"{name_of(wizard.reading, Path.parse(path))}「{clip(' '.join(text.split()), _SHORT, '…')}」"
        for path, text in (*texts, *reasons)
    ]
    return f"没有存入的内容：{'；'.join(said)}。" if said else ""


def _is_content(event: e.Event) -> bool:
    return isinstance(event, e.Changed | e.RowsChanged | e.Undone | e.Waived | e.Unwaived | e.Noted | e.Finished)


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
