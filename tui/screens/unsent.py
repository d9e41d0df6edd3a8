"""What is typed and not sent: at the question at hand, and at those left meanwhile; kept as the report's draft.

The fill screen tells it what is in the line; it decides what of that is the person's own and sees that it is on disk.
"""

from __future__ import annotations

from store.drafts import Draft
from store.errors import StoreError
from store.report import Report


class Unsent:
    """The half-typed answers of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._held: dict[str, str] = {}
        self._loaded = ""
        self._on_disk = False
        self.failed = False
        """Whether the last draft did not reach the disk."""

    def loaded(self, text: str) -> None:
        """The program itself put this into the line, so it is nobody's draft."""
        self._loaded = text

    def typed(self, line: str) -> str:
        """What of the line the person typed."""
        return line if line.strip() and line != self._loaded else ""

    def hold(self, path: str, text: str) -> None:
        """A question is left with this text of the person's own; it will be there when one comes back.

        What was typed at a confirmation, which has no place of its own, belongs nowhere else.
        """
        if text and path:
            self._held[path] = text

    def take(self, path: str) -> str:
        """What was left at a question, which goes back into the line."""
        return self._held.pop(path, "")

    def offered(self) -> Draft | None:
        """What the last sitting left on disk."""
        draft = self._report.draft
        self._on_disk = draft is not None
        return draft if draft and draft.text.strip() else None

    def keep(self, path: str, line: str) -> None:
        """Put it on disk, the newest where there are several; called also at a sudden end, so it never fails."""
        waiting = {**self._held, **({path: text} if (text := self.typed(line)) and path else {})}
        try:
            if waiting:
                self._report.write_draft(*list(waiting.items())[-1])
            elif self._on_disk:
                self._report.clear_draft()
            self._on_disk = bool(waiting)
            self.failed = False
        except (StoreError, OSError):
            self.failed = True
