"""One report in its file: what it says, and the one way to save; made by `workspace.py`, used by `tui/session.py`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tinydb import TinyDB

from forms.answers import Answers
from forms.history import Entry
from store import drafts, files, tables
from store.copies import Copies
from store.deltas import left_by
from store.drafts import Draft
from store.errors import Damaged, Newer, NotFound, Overtaken, ReadFailed, ReadOnly, StoreError, write_error
from store.migrations import Tables, TooNew
from store.shape import TABLES, Glance, Misshapen, State, decode, glance, state
from store.stamp import now, who
from store.storage import FileStorage, beside

_Seen = TypeVar("_Seen")


class Report:
    """A report that is open, for filling or for looking."""

    def __init__(self, id: str, storage: FileStorage, found: State, release: Callable[[], None] | None) -> None:
        self.id = id
        self.form = found.form
        self.edition = found.edition
        self.created = found.created
        self.answers = found.answers
        self.history = found.history
        self.rev = found.rev
        self.summary = found.summary
        self.read_only = release is None
        """Whether saving is refused: opened for looking, overtaken, or closed."""
        self.is_written = False
        """Whether something was saved since it was opened."""
        self._storage = storage
        self._db = TinyDB(storage=lambda: storage)
        self._left = left_by(found.history)
        self._release = release
        self._draft_file = draft_file(storage.path)
        self._has_draft = os.path.exists(self._draft_file)

    @property
    def changed_at(self) -> str:
        """When the content last changed."""
        return self.history[-1].when if self.history else self.created

    @property
    def identity(self) -> files.Identity | None:
        """Which written state of its file this is; None before the first."""
        return self._storage.identity

    def save(self, answers: Answers, entries: Sequence[Entry] | Entry | None, summary: dict[str, Any]) -> None:
        """Write a new state with the lines of history that led to it; none where only the place moved.

        A draft stays: it belongs to one question, and only who asks knows whether that was answered. When this returns,
        the state outlives a power cut. When it raises, the file is as it was, this object too, and the same call may be
        tried again.
        """
        if self.read_only:
            raise ReadOnly(self.id)
        new = self._stamped(entries)
        self._check_not_overtaken()
        rev = self.rev + len(new)
        left = dict(self._left)
        summary = {**self.summary, **summary}  # what marks a report for good is said only when it is made
        with self._storage.change():
            tables.put_answers(self._db, self.answers, answers)
            tables.put_report(self._db, self._head(), rev, answers, summary)
            tables.add_history(self._db, new, left)
        self.answers, self.rev, self.summary = answers, rev, summary
        self.is_written = True
        self.history, self._left = [*self.history, *new], left

    def _head(self) -> dict[str, str]:
        return {"form": self.form, "edition": self.edition, "created": self.created}

    def _stamped(self, entries: Sequence[Entry] | Entry | None) -> list[Entry]:
        """The new lines with who and when; they must follow the last one, or history would not be one."""
        new = [entries] if isinstance(entries, Entry) else list(entries or ())
        if [each.rev for each in new] != list(range(self.rev + 1, self.rev + 1 + len(new))):
            raise ValueError(f"revisions {[each.rev for each in new]} do not follow {self.rev}")
        me, moment = who(), now()
        return [
            Entry(each.rev, each.what, each.delta, each.undoes, each.who or me, each.when or moment) for each in new
        ]

    def _check_not_overtaken(self) -> None:
        """Look whether the file is still the one that this window wrote or read, which takes no reading of it."""
        path = self._storage.path
        found = self._identity_on_disk()
        if found in (None, self._storage.identity):
            return
        try:
            theirs = load(self.id, path)[2]
        except Newer:
            theirs = None
        except Damaged:
            set_aside(path)
            return
        if theirs and (theirs.rev, theirs.answers) == (self.rev, self.answers):
            return
        self.read_only = True
        raise Overtaken(self.id, self.rev, theirs.rev if theirs else self.rev + 1)

    def _identity_on_disk(self) -> files.Identity | None:
        try:
            return files.identity_of(self._storage.path)
        except OSError as error:
            raise write_error(self._storage.path, error) from error

    def restore(self, rev: int) -> Answers:
        """The answers as they were after a revision; the caller saves them as a new one."""
        if not 1 <= rev <= self.rev:
            raise NotFound(f"{self.id} 的第 {rev} 次修改")
        answers = self.answers
        for entry in reversed(self.history[rev:]):
            answers = answers.apply(entry.delta, inverse=True)
        return answers

    @property
    def draft(self) -> Draft | None:
        """What was typed and not sent, if there is any."""
        return drafts.read(self._draft_file)

    def write_draft(self, path: str, text: str) -> None:
        """Keep what is typed at a question; also from a signal handler."""
        self._has_draft = True
        drafts.write(self._draft_file, path, text)

    def clear_draft(self) -> None:
        """Forget what was typed: it was sent, or given up."""
        if self._has_draft:
            files.remove(self._draft_file)
            self._has_draft = False

    def close(self) -> None:
        """Let another window write; what is not saved by now is not saved."""
        self.read_only = True
        if self._release:
            self._release()
            self._release = None


def draft_file(path: str) -> str:
    """Where the draft of the report in a file lies."""
    return os.path.splitext(path)[0] + ".draft"


def load(id: str, path: str) -> tuple[Tables, files.Identity, State]:
    """A report's file, read and looked through; raises NotFound, ReadFailed, Damaged or Newer."""
    return _looked_through(id, path, state)


def glance_at(id: str, path: str) -> tuple[Glance, files.Identity]:
    """What a report's file says but for its history; raises as `load` does, but for what is wrong in the history."""
    _, identity, found = _looked_through(id, path, glance)
    return found, identity


def _looked_through(id: str, path: str, look: Callable[[Tables], _Seen]) -> tuple[Tables, files.Identity, _Seen]:
    try:
        data, identity = files.read(path)
    except FileNotFoundError:
        raise NotFound(id) from None
    except OSError as error:
        raise _unreadable(id, path, error) from error
    try:
        found = decode(data)
        return found, identity, look(found)
    except Misshapen as error:
        raise Damaged(id, path, str(error)) from None
    except TooNew:
        raise Newer(id, path, "由更新版本的程序写成") from None


def _unreadable(id: str, path: str, error: OSError) -> StoreError:
    """What is no plain file is no report; anything else is the system's trouble and may pass."""
    if files.is_plain(path):
        return ReadFailed(path, error)
    return Damaged(id, path, "不是普通文件")


def set_aside(path: str) -> str:
    """Rename a damaged file, so that it is kept whatever is written in its place; gives the new name."""
    stem = os.path.splitext(path)[0]
    number = 1
    while os.path.lexists(aside := f"{stem}.damaged-{number}"):
        number += 1
    try:
        os.rename(path, aside)
    except OSError as error:
        raise write_error(path, error) from error
    return aside


def make(id: str, path: str, copies: Copies, head: State, release: Callable[[], None], what: str = "new") -> Report:
    """Write a new report and open it; its first revision is the line of history that made it, and says how."""
    storage = FileStorage(path, copies, {name: {} for name in TABLES}, None)
    report = Report(id, storage, head._replace(answers=Answers()), release)
    report.save(head.answers, Entry(1, what, head.answers.changed_from(Answers())), head.summary)
    return report


def remove_stale(path: str) -> None:
    """Remove what a killed program left half written beside a report."""
    files.remove(beside(path))
    files.remove(draft_file(path) + ".tmp")
