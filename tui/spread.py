"""Spreads work on many things over the processors of the machine; for `zpb check` over hundreds of reports.

Each helper is a copy of this process that goes through its share and sends back plain data, as JSON has it. One that
does not start or ends too early costs time and nothing else: what it did not send is worked out here, as all of it is
where the system cannot copy processes.
"""

from __future__ import annotations

import io
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any, BinaryIO, NoReturn

from store.readers import frames

WORTH = 100
"""How many things make up for the start of one more helper."""
MOST = 8
"""Helpers, however many processors there are: what they send is taken by one."""
_ANY_LENGTH = 1 << 40
"""Bytes that a helper may send for one thing; it is ourselves, and not to be feared."""


def spread(work: Callable[[str], Any], items: Sequence[str]) -> Iterator[Any]:
    """What `work` gives of each, in their order; it must give plain data, and change nothing that is needed here."""
    count = min(_processors(), len(items) // WORTH, MOST)
    if count < 2 or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    with ExitStack() as stack:
        helpers: list[_Helper] = []
        for number in range(count):
            helpers.append(stack.enter_context(_Helper(work, items[number::count], helpers)))
        for number, item in enumerate(items):
            try:
                found = helpers[number % count].answer()
            except EOFError:
                found = work(item)
            yield found


def _processors() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class _Helper:
    """A copy of this process at work, gone at the end of the block."""

    def __init__(self, work: Callable[[str], Any], share: Sequence[str], others: Sequence[_Helper]) -> None:
        self._answers: BinaryIO = io.BytesIO()
        self._pid = 0
        try:
            reading, writing = os.pipe()
        except OSError:
            return
        try:
            self._pid = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            return
        if not self._pid:
            for other in others:  # or these would wait for ever for a reader that is gone
                other._answers.close()
            os.close(reading)
            _work_off(work, share, writing)
        os.close(writing)
        self._answers = os.fdopen(reading, "rb")

    def answer(self) -> Any:
        """What it found of the next of its share; EOFError where nothing comes any more."""
        return json.loads(frames.receive(self._answers, _ANY_LENGTH))

    def __enter__(self) -> _Helper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._answers.close()
        with suppress(ProcessLookupError, ChildProcessError):  # where ended children are not kept, it is gone already
            if self._pid:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)


def _work_off(work: Callable[[str], Any], share: Sequence[str], writing: int) -> NoReturn:
    """Send what is found of each, and end; whatever goes wrong is met again, and told, by who works it out instead."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(writing, "wb") as answers:
            for item in share:
                frames.send(answers, json.dumps(work(item), ensure_ascii=False).encode())
    finally:
        os._exit(0)
