"""A real terminal for tests: a program runs in a pty, and what a person would see is read off a played screen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

import pexpect
import pyte

from waiting import poll

STEP = 0.02
"""Seconds that one look waits for output."""


class Glass:
    """A program in a terminal of its own, looked at through the glass."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str] | None = None, columns: int = 80, lines: int = 24
    ) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(env or {})}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], list(command[1:]), env=environment, dimensions=(lines, columns), timeout=20
        )
        self.child.delaybeforesend = None
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.ended = False
        """Whether the program has closed its terminal."""

    def look(self) -> str:
        """The screen as text, with everything on it that has come by now."""
        try:
            while True:
                self._stream.feed(self.child.read_nonblocking(65536, STEP))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            self.ended = True
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait(self, pattern: str, deadline: float = 20.0) -> str:
        """Wait until the pattern, blanks and line ends ignored, is on the screen; the screen."""
        wanted = re.compile(pattern.replace(" ", ""))
        self.until(lambda: bool(wanted.search(re.sub(r"[ \n]", "", self.look()))), pattern, deadline)
        return self.look()

    def until(self, condition: Callable[[], bool], what: str, deadline: float = 20.0) -> None:
        """Wait for a condition while the program goes on drawing; a failure shows the screen."""
        try:
            poll(lambda: (self.look(), condition())[1], deadline, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; the screen was:\n{self.look()}") from None

    def press(self, text: str) -> None:
        """Press keys."""
        self.child.send(text.encode("utf-8"))

    def wait_end(self, deadline: float = 20.0) -> int:
        """Wait until the program ends; its exit code, or minus its signal."""
        self.until(lambda: self.ended, "the end of the program", deadline)
        self.child.wait()
        return -self.child.signalstatus if self.child.signalstatus else self.child.exitstatus or 0

    def kill(self) -> None:
        """`kill -9` the program, as nobody would wish it."""
        self.child.kill(9)
        self.child.wait()

    def __enter__(self) -> Glass:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)
