"""A place where reports live, and the folder that is one; called by every command and front of `tui`.

folder/                 0700; files 0600
    ID.json             a report (a small TinyDB)       ID.draft        what is typed and not sent
    ID.damaged-N        a damaged file, set aside       index.json      the cache of lists
    copies/ID/          the last good copy, one a day   findings.cache  what was found of the reports
    locks/  trash/
"""

from __future__ import annotations

import builtins
import os
from collections.abc import Mapping
from typing import Any, Protocol

from forms.answers import Answers
from store import files
from store.copies import Copies
from store.errors import Ambiguous, Damaged, NotFound, ReadFailed, WriteFailed, not_made, write_error
from store.files import Identity
from store.index import Index, Summary
from store.lock import Lock
from store.recovery import put_back, with_copy
from store.report import Report, draft_file, glance_at, load, make, remove_stale
from store.results import Results
from store.shape import Glance, State
from store.stamp import is_id, new_id, now
from store.storage import FileStorage

__all__ = ["FolderWorkspace", "Summary", "Workspace"]

LAST = "-"
"""How the report that was changed last is called."""


class Workspace(Protocol):
    """Where reports live; the front knows no more of it than this."""

    def list(self) -> builtins.list[Summary]:
        """Every report, the last changed first."""

    def create(
        self, form: str, edition: str, answers: Answers, summary: Mapping[str, Any], what: str = "new"
    ) -> Report:
        """A new report, open for writing; `what` is how it came to be, for its history."""

    def open(self, id: str, write: bool = True) -> Report:
        """A report, for writing or for looking."""

    def glance(self, id: str) -> tuple[Glance, Identity]:
        """What a report says but for its history, and the state of its file."""

    def results(self, stamp: str) -> Results:
        """What was found of the reports before, under the same stamp."""

    def find(self, ref: str) -> str:
        """The id of the report that a person means."""

    def take_over(self, id: str) -> Report:
        """A report for writing, its other window ended if it is one's own."""

    def recover(self, id: str) -> Report:
        """A damaged report from its last good copy, for writing."""

    def trash(self, id: str) -> None:
        """Take a report away, but not for good."""


class FolderWorkspace:
    """A folder of reports, a file each."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.path.abspath(folder)
        self._index = Index(self.folder, self._copies)

    def list(self) -> builtins.list[Summary]:
        """Every report, the last changed first, damaged ones marked; raises ReadFailed."""
        return self._index.summaries()

    def create(
        self, form: str, edition: str, answers: Answers, summary: Mapping[str, Any], what: str = "new"
    ) -> Report:
        """A new report of a form, stored as its first revision and open for writing; raises NotMade."""
        try:
            files.make_folder(self.folder)
            return self._create(State(form, edition, now(), 0, answers, [], dict(summary)), what)
        except (OSError, WriteFailed) as error:
            raise not_made(self.folder, error) from error

    def _create(self, head: State, what: str) -> Report:
        id = new_id()
        while os.path.lexists(self._path(id)):
            id = new_id()
        lock = Lock(id, self._locks)
        lock.acquire()
        try:
            return make(id, self._path(id), self._copies(id), head, lock.release, what)
        except BaseException:
            lock.release()
            raise

    def open(self, id: str, write: bool = True) -> Report:
        """A report; raises NotFound, Busy (for writing), Damaged (naming the last good copy), ReadFailed."""
        self._check_there(id)
        if not write:
            return self._load(id, None)
        lock = Lock(id, self._locks)
        lock.acquire()
        return self._open_locked(id, lock)

    def glance(self, id: str) -> tuple[Glance, Identity]:
        """A report's answers, for many at once of which a list has just looked through the histories; raises as `open`.

        The identity tells which state of the file they are of.
        """
        self._check_there(id)
        path = self._path(id)
        try:
            return glance_at(id, path)
        except Damaged as error:
            raise with_copy(error, self._copies(id)) from None

    def results(self, stamp: str) -> Results:
        """What was found of the reports before, as long as they and all that the stamp stands for are the same."""
        return Results(self.folder, stamp, self._path)

    def take_over(self, id: str) -> Report:
        """A report for writing, one's own other window on this machine ended first; raises NotTakenOver."""
        self._check_there(id)
        lock = Lock(id, self._locks)
        lock.take_over()
        return self._open_locked(id, lock)

    def recover(self, id: str) -> Report:
        """A report for writing; if it is damaged or gone, the file set aside and the last good copy in its place."""
        if not is_id(id):
            raise NotFound(id)
        lock = Lock(id, self._locks)
        lock.acquire()
        try:
            self._put_back(id)
        except BaseException:
            lock.release()
            raise
        return self._open_locked(id, lock)

    def _put_back(self, id: str) -> None:
        path = self._path(id)
        try:
            load(id, path)
        except Damaged as error:
            put_back(error, self._copies(id))
        except NotFound as error:
            if not self._copies(id).newest_first():
                raise error
            put_back(Damaged(id, path, "文件不见了"), self._copies(id))

    def _open_locked(self, id: str, lock: Lock) -> Report:
        """Open for writing under a lock, which is let go of when that fails."""
        try:
            remove_stale(self._path(id))
            return self._load(id, lock)
        except BaseException:
            lock.release()
            raise

    def _load(self, id: str, lock: Lock | None) -> Report:
        path, copies = self._path(id), self._copies(id)
        try:
            tables, identity, found = load(id, path)
        except Damaged as error:
            raise with_copy(error, copies) from None
        return Report(id, FileStorage(path, copies, tables, identity), found, lock.release if lock else None)

    def find(self, ref: str) -> str:
        """The id for an id, an exact name, a unique part of a name, or `-`; raises NotFound and Ambiguous."""
        if self._is_there(ref):
            return ref
        reports = self.list()
        if ref == LAST:
            return next((each.id for each in reports if not each.damaged), "") or self._none(ref, reports)
        wanted = _folded(ref)
        exact = [each for each in reports if wanted and _folded(each.name) == wanted]
        meant = exact or [each for each in reports if wanted and wanted in _folded(each.name)]
        if len(meant) > 1:
            raise Ambiguous(ref, [(each.id, each.name, each.year) for each in meant])
        return meant[0].id if meant else self._none(ref, reports)

    def _none(self, ref: str, reports: builtins.list[Summary]) -> str:
        from difflib import get_close_matches

        raise NotFound(ref, get_close_matches(ref, {each.name for each in reports if each.name}, 3, 0.4))

    def trash(self, id: str) -> None:
        """Move a report, its draft and its copies to a folder of their own in the trash; raises Busy."""
        self._check_there(id)
        lock = Lock(id, self._locks)
        lock.acquire()
        try:
            self._move_to_trash(id)
        except OSError as error:
            raise write_error(self._path(id), error) from error
        finally:
            lock.release()

    def _move_to_trash(self, id: str) -> None:
        """The report last, so that whatever stops this leaves it where it was or leaves it whole in the trash."""
        trash = self._trash_folder(id)
        path = self._path(id)
        moves = [(draft_file(path), f"{id}.draft"), (self._copies(id).folder, "copies"), (path, f"{id}.json")]
        for source, name in moves:
            if os.path.lexists(source):
                os.rename(source, os.path.join(trash, name))
        files.flush_folder(trash)
        files.flush_folder(self.folder)

    def _trash_folder(self, id: str) -> str:
        """A new folder: a report that was taken back by hand may come here again."""
        base = os.path.join(self.folder, "trash", id)
        trash, number = base, 1
        while os.path.lexists(trash):
            number += 1
            trash = f"{base}-{number}"
        files.make_folder(trash)
        return trash

    @property
    def _locks(self) -> str:
        return os.path.join(self.folder, "locks")

    def _path(self, id: str) -> str:
        return os.path.join(self.folder, f"{id}.json")

    def _copies(self, id: str) -> Copies:
        return Copies(os.path.join(self.folder, "copies", id))

    def _is_there(self, id: str) -> bool:
        """Whether there is a report of that id; a link or a folder of such a name is none."""
        try:
            return is_id(id) and files.identity_of(self._path(id)) is not None
        except OSError as error:
            raise ReadFailed(self._path(id), error) from error

    def _check_there(self, id: str) -> None:
        if not self._is_there(id):
            raise NotFound(id)


def _folded(name: str) -> str:
    """A name for comparing: composed, caseless, without blanks around it."""
    from unicodedata import normalize

    return normalize("NFC", name).strip().casefold()
