"""A program in a terminal, timed: what it sends, how much, and how long after a key; used by `measures`."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>78])|[\r\n ]")
_QUIET = 0.12
"""Seconds without a byte after which an update is taken as sent."""
_DEADLINE = 20.0


class Terminal:
    """One program in a pty of its own; a context manager that ends it."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self.started = time.perf_counter()
        """When the process was begun."""
        self.seen = b""
        """Everything sent since the last `forget`."""
        self.last_byte = self.started
        """When the newest byte came."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            termios.tcsetwinsize(0, (rows, columns))
            os.execvpe(command[0], list(command), env)  # noqa: S606 - a child of our own making

    def _read(self, seconds: float) -> bool:
        """Take what comes within the time; whether anything did."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.last_byte = time.perf_counter()
        self.seen += data
        if b"\x1b[6n" in data:
            self.send(b"\x1b[2;2R")
        return bool(data)

    def wait_for(self, text: str) -> float:
        """Read until the text is among what was sent, blanks and escape sequences aside; when it was, by our clock."""
        wanted = text.replace(" ", "").encode()
        end = time.perf_counter() + _DEADLINE
        while wanted not in _ESCAPES.sub(b"", self.seen):
            if time.perf_counter() > end:
                raise TimeoutError(f"no {text!r} after {_DEADLINE} s, but {self.seen[-400:]!r}")
            self._read(0.05)
        return self.last_byte

    def settle(self) -> int:
        """Read until nothing more comes; how many bytes there are since the last `forget`."""
        while self._read(_QUIET):
            pass
        return len(self.seen)

    def count(self, seconds: float) -> int:
        """How many bytes come in a stretch of time."""
        self.forget()
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return len(self.seen)

    def forget(self) -> None:
        """Count from here."""
        self.seen = b""

    def send(self, keys: bytes) -> float:
        """Press keys; when."""
        pressed = time.perf_counter()
        os.write(self._fd, keys)
        return pressed

    def memory(self) -> int:
        """Kilobytes of memory that the program holds now."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)
