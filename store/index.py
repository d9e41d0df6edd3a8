"""What lists show of the reports of a folder, cached in one file; called by `workspace.py`.

The cache is keyed by what tells one written state of a file from another (inode, time, size), so a list reads only the
reports that changed. It may be lost, stale or damaged without harm: then the reports are read again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from store import cache, files
from store.copies import Copies
from store.errors import Damaged, NotFound, ReadFailed
from store.recovery import last_good
from store.report import load
from store.shape import State
from store.stamp import is_id

NAME = "index.json"


class Summary(NamedTuple):
    """What a list shows of one report; a tuple, for there may be ten thousand of them."""

    id: str
    form: str = ""
    edition: str = ""
    year: int = 0
    number: str = ""
    name: str = ""
    title: str = ""
    finished: bool = False
    answered: int = 0
    asked: int = 0
    errors: int = 0
    warnings: int = 0
    place: str = ""
    """The name of the question at hand."""
    demo: bool = False
    """Whether it is the demonstration, from which no real report takes anything."""
    changed_at: str = ""
    rev: int = 0
    damaged: bool = False
    """Whether the file cannot be read; the rest is then what the last good copy says."""


_FROM_REPORT = ("year", "number", "name", "title", "answered", "asked", "errors", "warnings", "place", "demo")
_SEED = zlib.crc32(",".join(Summary._fields).encode())
"""Makes the cache of a program with other fields one that does not count."""

Line = list[Any]
"""One report in the cache: inode, mtime_ns, size, changed (seconds since 1970), then the fields of its Summary.

The cache has them in the order of lists, the last changed first.
"""


class Index:
    """The reports of one folder."""

    def __init__(self, folder: str, copies: Callable[[str], Copies]) -> None:
        self._folder = folder
        self._path = os.path.join(folder, NAME)
        self._copies = copies

    def summaries(self) -> list[Summary]:
        """Every report, the last changed first; raises ReadFailed where the folder cannot be listed."""
        known: dict[str, Line] = cache.read(self._path, _SEED)
        lines: dict[str, Line] = {}
        kept = 0
        for entry in self._entries():
            id = entry.name[:-5]
            before = known.get(id)
            if line := self._line(id, entry, before):
                lines[id] = line
                kept += line is before
        if not kept == len(lines) == len(known):
            known = dict(sorted(lines.items(), key=lambda each: (each[1][3], each[1][1]), reverse=True))
            cache.write(self._path, _SEED, known)
        return [Summary._make(line[4:]) for line in known.values()]

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        """The plain files of the folder that may be reports; a link of such a name is none."""
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".json") and entry.is_file(follow_symlinks=False):
                        yield entry
        except FileNotFoundError:
            return
        except OSError as error:
            raise ReadFailed(self._folder, error) from error

    def _line(self, id: str, entry: os.DirEntry[str], line: Line | None) -> Line | None:
        """The line of one file: the known one where the file is as it was then; None where it is no report."""
        if line is None and not is_id(id):
            return None
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            return None
        if line and line[0] == status.st_ino and line[1] == status.st_mtime_ns and line[2] == status.st_size:
            return line
        return self._fresh(id, entry.path, files.identity(status))

    def _fresh(self, id: str, path: str, identity: files.Identity) -> Line | None:
        """The line of a file that is new or changed; of a damaged one, what its last good copy says."""
        try:
            _, identity, found = load(id, path)
            return [*identity, _seconds(found), *_summary(id, found)]
        except NotFound:
            return None
        except Damaged:
            good = last_good(id, self._copies(id))
            summary = _summary(id, good.state) if good else Summary(id)
            return [*identity, _seconds(good.state) if good else 0, *summary._replace(damaged=True)]
        except ReadFailed:
            return [0, 0, 0, 0, *Summary(id, damaged=True)]


def _seconds(found: State) -> int:
    """When a report was last changed, comparable across UTC offsets."""
    try:
        return int(datetime.fromisoformat(found.history[-1].when).timestamp())
    except (ValueError, OverflowError, OSError):
        return 0


def _summary(id: str, found: State) -> Summary:
    """What a report says of itself; a value of another type than it should have counts as missing."""
    values = {key: found.summary.get(key) for key in _FROM_REPORT}
    fitting: dict[str, Any] = {
        key: each for key, each in values.items() if type(each) is type(Summary._field_defaults[key])
    }
    return Summary(
        id,
        found.form,
        found.edition,
        finished=found.answers.finished,
        changed_at=found.history[-1].when,
        rev=found.rev,
        **fitting,
    )
