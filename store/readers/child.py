"""The process that reads files for another, where a hostile one can do no more than end it; started by `worker.py`.

It gets names and bytes on its stdin and answers each file with one JSON frame on its stdout. It may not write, start
programs or use the network, and gets only so much memory and time; where the system knows no such limits, it is the
asking process that ends it after a while.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from typing import Any, BinaryIO

from forms.source import document_data
from store.errors import FormatError
from store.readers import frames, limits, register

MEMORY = 512 << 20
"""Bytes of address space, Python and its libraries included."""
SECONDS = 10
"""Time of the clock that one file may take, on a busy machine too."""
_PROCESSOR = 1.5
"""Seconds of the processor that one file may take: a hundred forms take two thirds of them, and nobody waits more than
two seconds for a file that cannot be read."""
_YARDSTICK, _USUAL = 5_000, 0.0014
"""A bit of work like a reader's, and the seconds that it takes where `_PROCESSOR` is enough."""
_SLOWEST = 4
"""So many times as long may a file take on a slow machine, or on one that has other things to do."""
LARGEST_REPLY = 20 << 20
"""Bytes of what one file holds, in ASCII, which takes no more room when it is decoded."""
_LONGEST_NAME = 1 << 16
_COSTLY = 1.0
"""Seconds of the processor after which this process ends: such a file leaves memory behind, and a new one is cheap."""

_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def main() -> None:
    """Answer file after file until the other side ends, or this one has become costly."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asking, answering = sys.stdin.buffer, _own_stdout()
    _restrain()
    frames.send(answering, b"")
    slowness = _slowness()
    with contextlib.suppress(EOFError):
        while _serve(asking, answering, slowness):
            continue


def _slowness() -> float:
    """How many times as long as usual anything takes just now."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        _ = {str(number): [number] for number in range(_YARDSTICK)}
        taken.append(time.process_time() - start)
    return min(_SLOWEST, max(1.0, min(taken) / _USUAL))


def _serve(asking: BinaryIO, answering: BinaryIO, slowness: float) -> bool:
    """Answer one file, or end when it takes too long; gives whether another one may be asked for."""
    name = frames.receive(asking, _LONGEST_NAME)
    data = frames.receive(asking, limits.LARGEST)
    _give_time(_PROCESSOR * slowness)
    begun = time.process_time()
    reply = answer(data, name.decode("utf-8", "surrogateescape"))
    reply["leaving"] = leaving = reply["leaving"] or time.process_time() - begun > _COSTLY
    frames.send(answering, _encoded(reply))
    return not leaving


def answer(data: bytes, name: str) -> dict[str, Any]:
    """What a file holds as plain data, or the sentence with which it is refused."""
    try:
        return {"document": document_data(register.read(data, name)), "leaving": False}
    except FormatError as error:
        return {"refused": str(error), "leaving": isinstance(error.__cause__, MemoryError)}
    except MemoryError:
        return {"refused": register.TOO_MUCH, "leaving": True}


def _encoded(reply: dict[str, Any]) -> bytes:
    """The reply as a frame; one that is too long would cost the asking process what this one was spared."""
    encoded = json.dumps(reply)
    if len(encoded) > LARGEST_REPLY:
        encoded = json.dumps({"refused": str(limits.too_much("文字太多")), "leaving": True})
    return encoded.encode()


def _own_stdout() -> BinaryIO:
    """The way to the other side, out of reach for a library that prints."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return own


def _restrain() -> None:
    """Give up what reading needs not; what only POSIX has is here and in `_give_time` alone."""
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """What no reader has any business with; what a library would try here is a fault that should be seen."""
    if event.startswith(_FORBIDDEN) or event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError(f"a reader may not: {event}")


def _give_time(seconds: float) -> None:
    """Time of the processor for one more file: a signal, which ends a library that loops too, and a limit behind it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(time.process_time()) + 1 + SECONDS
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))
