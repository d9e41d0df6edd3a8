"""One writer a report: the lock of a report, the note beside it that says whose it is, and taking over one's own.

Called by `workspace.py` when a report is opened for writing. The system holds the lock and lets go of it when the
process ends, however it ends; the note only says who to ask. The lock file is never removed, for whoever waits on a
removed file holds a lock that guards nothing.
"""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

from store import files
from store.errors import Busy, NotTakenOver, write_error
from store.stamp import now, who

PATIENCE = 5.0
"""Seconds that a window which is asked to end may take for it."""


class Note(NamedTuple):
    """Who holds a lock."""

    who: str
    host: str
    pid: int
    started: str
    """The process's start as the system counts it, which tells it from a later one of the same number."""
    since: str
    """ISO time with its UTC offset."""


_NOBODY = Note("", "", 0, "", "")


class Lock:
    """The lock of one report."""

    def __init__(self, id: str, folder: str) -> None:
        self.id = id
        self._folder = folder
        self._path = os.path.join(folder, f"{id}.lock")
        self._note = os.path.join(folder, f"{id}.note")
        self._held: Any = None

    def acquire(self, patience: float = 0) -> None:
        """Take the lock and say so in the note; raises Busy, naming the holder, and WriteFailed."""
        from filelock import FileLock, Timeout

        try:
            files.make_folder(self._folder)
            lock = FileLock(self._path, mode=files.FILE_MODE, thread_local=False)
            lock.acquire(timeout=patience)
        except Timeout:
            holder = self.holder()
            raise Busy(self.id, holder.who, holder.host, holder.pid, holder.since) from None
        except OSError as error:
            raise write_error(self._path, error) from error
        self._held = lock
        self._write_note()

    def _write_note(self) -> None:
        """The lock holds without the note too, so a note that cannot be written costs nothing else."""
        note = Note(who(), _host(), os.getpid(), process_start(os.getpid()), now())
        try:
            files.replace(self._note, self._note + ".tmp", json.dumps(note._asdict(), ensure_ascii=False).encode())
        except (OSError, UnicodeEncodeError):
            files.remove(self._note)

    def release(self) -> None:
        """Let another window write."""
        if self._held:
            files.remove(self._note)
            self._held.release()
            self._held = None

    def holder(self) -> Note:
        """Whom the note names; nobody where it cannot be read."""
        try:
            found = json.loads(files.read(self._note)[0])
            note = Note(**found)
        except (OSError, ValueError, TypeError, RecursionError):
            return _NOBODY
        kinds = [type(each) for each in note]
        return note if kinds == [str, str, int, str, str] and "".join(map(str, note)).isprintable() else _NOBODY

    def take_over(self) -> None:
        """End one's own other window, which keeps its text as a draft, and take the lock; raises NotTakenOver."""
        try:
            return self.acquire()
        except Busy:
            holder = self.holder()
        if refusal := _refusal(holder):
            raise NotTakenOver(self.id, refusal)
        from signal import SIGTERM  # most commands only look, and need none of its tables

        try:
            os.kill(holder.pid, SIGTERM)
        except ProcessLookupError:
            pass
        except OSError as error:
            raise NotTakenOver(self.id, "系统不允许结束原来的窗口") from error
        try:
            self.acquire(PATIENCE)
        except Busy:
            raise NotTakenOver(self.id, "原来的窗口没有结束") from None


def _refusal(holder: Note) -> str:
    """Why the holder is not to be ended from here; empty where it is certainly one's own other window."""
    if holder == _NOBODY:
        return "不知道是哪个窗口占用的"
    if holder.host != _host():
        return f"它在另一台机器（{holder.host}）上"
    if holder.pid == os.getpid():
        return "它就在本程序中打开着"
    if not holder.started or process_start(holder.pid) != holder.started:
        return "无法确认占用它的进程"
    if process_owner(holder.pid) != os.getuid():
        return f"它由 {holder.who} 打开"
    return ""


def _host() -> str:
    import socket

    return socket.gethostname()


def process_start(pid: int) -> str:
    """When a process began, in the system's own count; empty where the system does not say."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            after_name = file.read().rpartition(b")")[2].split()
        return after_name[19].decode("ascii")
    except (OSError, IndexError, UnicodeDecodeError):
        return ""


def process_owner(pid: int) -> int:
    """The user a process belongs to; -1 where the system does not say."""
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return -1
