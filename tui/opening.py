"""The desk: where reports are looked up, opened and made, each with the last one of its form at hand for defaults.

The one place that brings forms and store together; called by the commands and by the app. The conversation's modules
are imported where one begins, since a command that only prints a table has no time for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.workspace import FolderWorkspace
from tui.paths import own_forms

if TYPE_CHECKING:
    from forms.answers import Answers
    from forms.compute import Reading
    from forms.defaults import Last
    from forms.model import Form
    from store.report import Report
    from store.workspace import Summary, Workspace
    from tui.session import Session


class Desk:
    """A workspace and the forms that can be filled in it."""

    def __init__(
        self, workspace: Workspace, folders: Sequence[Path] = (), today: Callable[[], date] = date.today
    ) -> None:
        self.workspace = workspace
        self.folders = folders
        """Folders of definitions besides those that come with the program."""
        self._today = today

    @classmethod
    def at(cls, folder: Path) -> Desk:
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
        try:
            form = self.form_of(report)
            return self._session(form, report, self.last(form, besides=report.id))
        except BaseException:
            report.close()
            raise

    def last(self, form: Form, besides: str = "") -> Last | None:
        """The last report of the same form, for what may be carried over."""
        for each in self.summaries():
            if each.form == form.code and each.id != besides and not each.damaged:
                return self.last_from(each.id)
        return None

    def last_from(self, ref: str) -> Last:
        """A report as the one to carry over from."""
        from forms.defaults import Last

        report = self.report(ref)
        name = report.answers.get(self.form_of(report).name_field) or ""
        return Last(report.answers, name)

    def year(self) -> int:
        """The year of a new report: that of the last one, since they come in batches, else the last calendar year."""
        years = [each.year for each in self.summaries() if each.year]
        return years[0] if years else self._today().year - 1

    def create(self, form: Form, answers: Answers) -> Report:
        """A new report on disk, open to be filled; raises StoreError."""
        from forms.wizard import Wizard
        from tui.session import summary

        return self.workspace.create(form.code, form.edition, answers, summary(Wizard(form, answers)))

    def new(self, form: Form, answers: Answers, last: Last | None = None) -> Session:
        """A new report, opened to be filled, with the last one of its form for defaults where no other is given."""
        last = last or self.last(form)
        return self._session(form, self.create(form, answers), last)

    def _session(self, form: Form, report: Report, last: Last | None) -> Session:
        from forms.wizard import Wizard
        from tui.session import Session

        return Session(Wizard(form, report.answers, report.history, last), report)
