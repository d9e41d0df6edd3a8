"""The copies kept of a report: the last good state, and one a day for a week; called by `storage.py` at each write.

They are second names of the very files that were replaced, so they cost no bytes and no flush. A copy that cannot be
made never costs the answer that is being saved.
"""

from __future__ import annotations

import os
import time

from store import files

LAST = "last.json"
"""The state before the last save."""
DAYS = 7
"""How many daily copies are kept."""


class Copies:
    """The copies of one report, in a folder of its own."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._day = ""

    def keep(self, path: str) -> None:
        """Keep the file that is about to be replaced."""
        try:
            if today := self._new_day():
                files.make_folder(self.folder)
                self._keep_day(path, today)
            files.keep(path, os.path.join(self.folder, LAST))
        except OSError:
            self._day = ""

    def _new_day(self) -> str:
        """Today, if no copy of today was made through this object yet."""
        today = time.strftime("%Y-%m-%d")
        if today == self._day:
            return ""
        self._day = today
        return today

    def _keep_day(self, path: str, today: str) -> None:
        """Keep the state in which the day began, and let go of what is older than a week."""
        daily = os.path.join(self.folder, f"{today}.json")
        if not os.path.lexists(daily):
            files.keep(path, daily)
        for old in self._dailies()[DAYS:]:
            files.remove(os.path.join(self.folder, old))

    def _dailies(self) -> list[str]:
        names = (name for name in os.listdir(self.folder) if name.endswith(".json") and name != LAST)
        return sorted(names, reverse=True)

    def newest_first(self) -> list[str]:
        """Where the copies lie, the last good one first."""
        try:
            names = [LAST, *self._dailies()]
        except OSError:
            return []
        return [os.path.join(self.folder, name) for name in names]
