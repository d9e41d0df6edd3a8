"""The desk: where reports are looked up, opened and made, each with the last one of its form at hand for defaults.

The one place that brings forms and store together; called by the commands and by the app. The conversation's modules
are imported where one begins, since a command that only prints a table has no time for them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from forms.errors import FormError
from store.errors import StoreError
from store.workspace import FolderWorkspace
from tui.exits import Refusal
from tui.paths import own_forms

if TYPE_CHECKING:
    from forms.answers import Answers, Delta
    from forms.compute import Reading
    from forms.defaults import Last
    from forms.model import Form
    from forms.wizard import Wizard
    from store.report import Report
    from store.results import Result, Results
    from store.workspace import Summary, Workspace
    from tui.session import Session


class Desk:
    """A workspace and the forms that can be filled in it."""

    def __init__(
        self,
        workspace: Workspace,
        folders: Sequence[str | os.PathLike[str]] = (),
        today: Callable[[], date] = date.today,
    ) -> None:
        self.workspace = workspace
        self.folders = folders
        """Folders of definitions besides those that come with the program."""
        self._today = today
        self._stamp = ""

    @classmethod
    def at(cls, folder: str | os.PathLike[str]) -> Desk:
        """The desk of a folder of reports."""
        return cls(FolderWorkspace(folder), (own_forms(folder),))

    def form(self, code: str, edition: str | None = None) -> Form:
        """A form by its code; raises FormError."""
        from forms import library

        return library.load(code, edition, self.folders)

    def forms(self) -> list[Form]:
        """Every form that can be filled."""
        from forms import library

        return library.forms(self.folders)

    def summaries(self) -> list[Summary]:
        """What is known of every report, the last changed first."""
        return self.workspace.list()

    def all(self, year: int | None = None) -> list[Summary]:
        """Every report but the demonstrations, or those of a year, by their annex; a damaged one may have no year."""
        found = [
            each
            for each in self.summaries()
            if not each.demo and (year is None or each.year == year or each.damaged and not each.year)
        ]
        return sorted(found, key=_place_in_order)

    def unfinished(self) -> Summary | None:
        """The report that was changed last among those not finished."""
        return next((each for each in self.summaries() if not each.finished and not each.damaged), None)

    def report(self, ref: str, *, write: bool = False) -> Report:
        """A report by id, name, part of a name, or `-`; raises StoreError."""
        return self.workspace.open(self.workspace.find(ref), write=write)

    def form_of(self, report: Report) -> Form:
        """The form of a report in the edition it was begun with."""
        return self.form(report.form, report.edition)

    def reading(self, report: Report) -> Reading:
        """The answers of a report as read."""
        from forms.compute import Reading

        return Reading(self.form_of(report), report.answers)

    @cached_property
    def results(self) -> Results | None:
        """What was found of the reports before under this program and these definitions; None where it cannot tell."""
        self._begin()
        return self.workspace.results(self._stamp) if self._stamp else None

    def _begin(self) -> None:
        """Note what findings depend on besides the report, before anything is found."""
        from tui.decided import decided_by

        self._stamp = self._stamp or decided_by(self.folders)

    def close(self, report: Report, wizard: Wizard | None = None) -> None:
        """Let another window write; what the checks find in what was written is kept for `zpb check --all`.

        A wizard has found it already. Where the definition was taken away meanwhile, that run tells so.
        """
        try:
            with suppress(FormError):
                if report.is_written and report.identity and self.results and self._is_as_begun():
                    self.results.add(report.id, report.identity, self._found_in(report, wizard))
        finally:
            report.close()

    def _is_as_begun(self) -> bool:
        """Whether program and definitions are what they were when this began, for what it finds is found by those."""
        from tui.decided import decided_by

        return decided_by(self.folders) == self._stamp

    def _found_in(self, report: Report, wizard: Wizard | None) -> Result:
        from tui.checked import checked, packed, told

        if wizard and wizard.answers is report.answers:
            return packed(told(report.id, wizard.reading, wizard.findings))
        return packed(checked(report.id, self.form_of(report), report.answers))

    def session(self, ref: str) -> Session:
        """A report opened to be filled; raises StoreError, also where another window has it."""
        return self._opened(self.report(ref, write=True))

    def take_over(self, id: str) -> Session:
        """A report that one's own other window has, opened here instead; raises NotTakenOver."""
        return self._opened(self.workspace.take_over(id))

    def recover(self, id: str) -> Session:
        """A damaged report, opened as its last good copy has it, the damaged file set aside."""
        return self._opened(self.workspace.recover(id))

    def _opened(self, report: Report) -> Session:
        """The session of a report that is open for writing; it is let go of where that fails."""
        self._begin()
        try:
            form = self.form_of(report)
            return self._session(form, report, self._named_source(form, report) or self.last(form, besides=report.id))
        except BaseException:
            report.close()
            raise

    def _named_source(self, form: Form, report: Report) -> Last | None:
        """The report that it was said to take over from, as long as that is there."""
        with suppress(StoreError, Refusal):
            return self.last_from(str(report.summary.get("source") or ""), form)
        return None

    def last(self, form: Form, besides: str = "") -> Last | None:
        """The last report of the same form that can be opened, for what may be carried over; never a demonstration."""
        for each in self.summaries():
            if each.form == form.code and each.id != besides and not each.damaged and not each.demo:
                with suppress(StoreError):
                    return self.last_from(each.id, form)
        return None

    def last_from(self, ref: str, form: Form) -> Last:
        """A report as the one to carry over from; raises StoreError, and Refusal where it is of another form."""
        from forms.defaults import Last

        report = self.report(ref)
        if report.form != form.code:
            raise Refusal(f"「{ref}」是另一种表，不能沿用到「{form.title}」。")
        return Last(report.answers, report.answers.get(form.name_field) or "")

    def year(self) -> int:
        """The year of a new report: that of the last one, since they come in batches, else the last calendar year."""
        years = (each.year for each in self.summaries() if each.year and not each.demo)
        return next(years, self._today().year - 1)

    def create(
        self, form: Form, answers: Answers, *, demo: bool = False, source: str = "", what: str = "new"
    ) -> Report:
        """A new report on disk, open to be filled; `what` made it, as history tells. Raises StoreError.

        `source` is the report that the person said it takes over from; it stays so when it is opened again.
        """
        from forms.wizard import Wizard
        from tui.session import summary

        marked = (
            summary(Wizard(form, answers)) | ({"demo": True} if demo else {}) | ({"source": source} if source else {})
        )
        return self.workspace.create(form.code, form.edition, answers, marked, what)

    def revise(self, report: Report, answers: Answers, what: str) -> Delta:
        """Store an open report's new answers as one revision, and tell what changed; without a change nothing is."""
        from forms.history import Entry
        from forms.wizard import Wizard
        from tui.session import summary

        delta = answers.changed_from(report.answers)
        if delta:
            entry = Entry(report.rev + 1, what, delta)
            report.save(answers, [entry], summary(Wizard(self.form_of(report), answers)))
        return delta

    def new(self, form: Form, answers: Answers, last: Last | None = None, source: str = "") -> Session:
        """A new report, opened to be filled, with the last one of its form for defaults where no other is given."""
        last = last or self.last(form)
        return self._session(form, self.create(form, answers, source=source), last)

    def demo(self, form: Form, answers: Answers) -> Session:
        """A demonstration, opened to be filled: a report from which no other takes anything."""
        return self._session(form, self.create(form, answers, demo=True), self.last(form))

    def _session(self, form: Form, report: Report, last: Last | None) -> Session:
        from forms.wizard import Wizard
        from tui.session import Session

        session = Session(Wizard(form, report.answers, report.history, last), report, close=self.close)
        session.others = lambda: {each.name for each in self.summaries() if each.id != report.id}
        return session


def _place_in_order(summary: Summary) -> tuple[object, ...]:
    """By year, then by the number of the annex as people count: 2-2 before 2-10, those without a number last."""
    numbers = [int(each) for each in re.findall(r"[0-9]{1,9}", summary.number)]
    return (summary.year or 0, not numbers, numbers, summary.name, summary.id)
