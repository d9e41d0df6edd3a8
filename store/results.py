"""What a long piece of work found of each report, cached in one file; made by `workspace.py`, for `tui/checking.py`.

A result belongs to one written state of a file (inode, time, size, as in the index) and to one stamp, which stands for
everything else that it depends on. What is missing, of another state, stamp or program, or damaged is worked out again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Container
from typing import Any

from store import cache, files

NAME = "findings.cache"

Result = list[Any]
"""Plain data, as JSON gives it back: lists, texts, numbers."""


class Results:
    """The results of the reports of one folder under one stamp."""

    def __init__(self, folder: str, stamp: str, path: Callable[[str], str]) -> None:
        self._file = os.path.join(folder, NAME)
        self._seed = zlib.crc32(stamp.encode())
        self._path = path
        self._known: dict[str, list[Any]] = cache.read(self._file, self._seed)
        self._is_changed = False

    def get(self, id: str) -> Result | None:
        """What was found of a report whose file is as it was then; None where it has to be worked out."""
        known = self._known.get(id)
        try:
            found = files.identity_of(self._path(id)) if known else None
        except OSError:
            return None
        return known[3:] if known and found and known[:3] == [*found] else None

    def put(self, id: str, identity: files.Identity, result: Result) -> None:
        """Remember what was found of a report in the state that has this identity."""
        self._known[id] = [*identity, *result]
        self._is_changed = True

    def keep(self, ids: Container[str]) -> None:
        """Write what is new, without the reports that are not there any more."""
        known = {id: each for id, each in self._known.items() if id in ids}
        if self._is_changed or len(known) < len(self._known):
            cache.write(self._file, self._seed, known)
