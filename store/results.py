"""What a long piece of work found of each report, kept in one file; made by `workspace.py`, for `tui/checked.py`.

A result belongs to one written state of a report's file (inode, time, size, as in the index) and to one stamp, which
stands for everything else that it depends on. Each is a line with a checksum begun from the stamp, so that one more is
one small write however many there are, and a line that is damaged or another program's counts as missing. The last
line of a report is the one that holds.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cached_property
from typing import Any

from store import files

NAME = "findings.cache"

Result = list[Any]
"""Plain data, as JSON gives it back: lists, texts, numbers."""

_SUM = 8
"""Bytes of a checksum in a line."""


class Results:
    """The results of the reports of one folder under one stamp; without them all work is only done again."""

    def __init__(self, folder: str, stamp: str, path: Callable[[str], str]) -> None:
        self._file = os.path.join(folder, NAME)
        self._seed = zlib.crc32(stamp.encode())
        self._path = path
        self._new: dict[str, bytes] = {}

    def get(self, id: str) -> Result | None:
        """What was found of a report whose file is as it was then; None where it has to be worked out."""
        line = self._lines.get(id)
        if line is None or line[:_SUM] != self._sum(line[_SUM:]):
            return None
        *known, result = json.loads(line[_SUM:])[1:]
        try:
            found = files.identity_of(self._path(id))
        except OSError:
            return None
        return result if found and known == [*found] else None

    def add(self, id: str, identity: files.Identity, result: Result) -> None:
        """Write what was found of one report, at the end of the file; do without where that is not possible."""
        self._append({id: self._line(id, identity, result)})

    def put(self, id: str, identity: files.Identity, result: Result) -> None:
        """Remember what was found of a report in the state that has this identity, for `keep`."""
        self._new[id] = self._line(id, identity, result)

    def keep(self, ids: Collection[str]) -> None:
        """Write what is new, the file anew where most of it is of reports that are gone or have another line since."""
        known = {id: line for id, line in (self._lines | self._new).items() if id in ids}
        if len(self._all) + len(self._new) <= 2 * len(known):
            self._append(self._new)
            return
        with suppress(OSError):
            files.replace(self._file, f"{os.path.splitext(self._file)[0]}.tmp", _joined(known))

    def _append(self, lines: dict[str, bytes]) -> None:
        with suppress(OSError):
            if lines:
                files.append(self._file, _joined(lines))

    @cached_property
    def _all(self) -> list[bytes]:
        """Every line of the file."""
        try:
            return files.read(self._file)[0].splitlines()
        except OSError:
            return []

    @cached_property
    def _lines(self) -> dict[str, bytes]:
        """Id → the last line of the report, not looked at yet."""
        return {_id(line): line for line in self._all}

    def _line(self, id: str, identity: files.Identity, result: Result) -> bytes:
        body = json.dumps([id, *identity, result], ensure_ascii=False, separators=(",", ":")).encode()
        return self._sum(body) + body

    def _sum(self, body: bytes) -> bytes:
        return b"%08x" % zlib.crc32(body, self._seed)


def _joined(lines: dict[str, bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines.values())


def _id(line: bytes) -> str:
    """The report that a line says it is of: its first text, which needs no look at the rest."""
    return line[_SUM + 2 : line.find(b'"', _SUM + 2)].decode("ascii", "replace")
