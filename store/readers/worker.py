"""Files read in a process of their own, so that none of them can cost this one its memory, its time or its life.

Called by `tui` for whatever is imported:

    with Worker() as worker:
        document = worker.read(path)

One process reads many files; when one of them ends it, the next file gets a new process. Where the system starts no
processes, files are read in this one, within the limits of `limits.py` alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, BinaryIO, Self, cast

from forms.source import Document, document_from
from store.errors import FormatError
from store.readers import frames, limits, register
from store.readers.child import LARGEST_REPLY, SECONDS

_START = 30.0
"""Seconds for a process to start on a busy machine."""
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
"""Where the packages of this program are found."""
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from store.readers.child import main; main()"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open one for every program of the console."""

_GIVEN_UP = "已停止读取。"


class Worker:
    """Reads files, one at a time; a context, since a process has to be ended."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: _Child | None = None
        self._closed = False

    def __enter__(self) -> Self:
        self._child = _start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: str | os.PathLike[str]) -> Document:
        """What a file holds; raises FormatError, with one sentence that does not name the file."""
        return self.read_content(limits.content(path), os.path.basename(os.fspath(path)))

    def read_content(self, data: bytes, name: str = "") -> Document:
        """What a file's bytes hold, as of one that is piped in; raises FormatError likewise."""
        limits.check_size(len(data))
        child = self._ready()
        if child is None:
            return register.read(data, name)
        try:
            reply = child.ask(name, data, self._seconds)
            document = document_from(reply["document"]) if "document" in reply else None
            refused = reply.get("refused", register.TOO_MUCH)
        except Exception as error:  # The process has ended, or what it says is rubbish; the next file gets another one.
            self._drop()
            raise FormatError(_GIVEN_UP if self._closed else register.TOO_MUCH) from error
        except BaseException:
            self._drop()
            raise
        if reply.get("leaving"):
            self._drop()
        if document is None:
            raise FormatError(refused)
        return document

    def close(self) -> None:
        """End the process; also called from another thread, to give up a file that is being read."""
        self._closed = True
        self._drop()

    def _ready(self) -> _Child | None:
        """The process to ask, a new one where there is none any more; None where the system has none for us."""
        if self._closed:
            raise FormatError(_GIVEN_UP)
        if self._child is None or not self._child.lives():
            self._drop()
            self._child = _start()
        if self._child is not None and not self._child.is_ready():
            self._drop()
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _start() -> _Child | None:
    """A new process; None where there is no Python to start, as in a program frozen into one file."""
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    try:
        return _Child()
    except OSError:
        return None


class _Child:
    """The process at the other end."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, and no shell
            [sys.executable, "-I", "-B", "-c", _PROGRAM, *_search_path()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            creationflags=_NO_WINDOW,
        )
        self._asking = cast("BinaryIO", self._process.stdin)
        self._answering = cast("BinaryIO", self._process.stdout)
        self._is_ready = False

    def lives(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def is_ready(self) -> bool:
        """Wait until it has started; False where it did not."""
        if not self._is_ready:
            with contextlib.suppress(EOFError, ValueError, OSError), self._ended_after(_START):
                self._is_ready = frames.receive(self._answering, 0) == b""
        return self._is_ready

    def ask(self, name: str, data: bytes, seconds: float) -> dict[str, Any]:
        """What it answers about a file; raises whatever comes of a process that has ended or was ended."""
        with self._ended_after(seconds):
            frames.send(self._asking, name.encode("utf-8", "surrogateescape"), data)
            reply: dict[str, Any] = json.loads(frames.receive(self._answering, LARGEST_REPLY))
        return reply

    def end(self) -> None:
        """End it at once, and wait until the system has forgotten it."""
        self._process.kill()
        for stream in (self._asking, self._answering):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """Within it the process has so much time; a thread ends it, since waiting for a pipe is not interrupted."""
        timer = threading.Timer(seconds, self._process.kill)
        timer.daemon = True
        began = time.monotonic()
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        if time.monotonic() - began >= seconds:
            raise TimeoutError


def _search_path() -> list[str]:
    """Where this process finds its modules, without the current folder, in which anything may lie."""
    try:
        here = os.path.realpath(os.curdir)
    except OSError:
        here = ""
    found = [path for path in sys.path if os.path.isabs(path) and os.path.realpath(path) != here]
    return found if _ROOT in found else [*found, _ROOT]
