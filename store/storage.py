"""A TinyDB storage that keeps a whole report safe: one change is one write and two flushes, or nothing at all.

`report.py` opens a TinyDB over it; inside `change()` TinyDB's own operations work on a copy in memory, and one write
ends it. The file is written beside, flushed, put in place by a rename, and the folder flushed; the state before is kept
as the last good copy. Only tables that changed are turned into JSON again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from store import files
from store.copies import Copies
from store.errors import WriteFailed, write_error
from store.migrations import Tables

GROWING = "history"
"""The table that documents are only ever added to: a change sees of it what the change itself adds."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, allow_nan=False).encode


class FileStorage(Storage):
    """One report's file, its tables in memory, and the changes between them."""

    def __init__(self, path: str, copies: Copies, tables: Tables, identity: files.Identity | None) -> None:
        self.path = path
        self.identity = identity
        """The file as this program last read or wrote it; None before the first write."""
        self._folder = os.path.dirname(path)
        self._beside = beside(path)
        self._copies = copies
        self._tables = tables
        self._parts: dict[str, dict[str, bytes]] = {}
        self._grown = b""
        self._working: Tables | None = None

    def read(self) -> Tables:
        """The tables as they stand, or as the change under way has made them so far."""
        return _copy(self._tables) if self._working is None else self._working

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Take over what one TinyDB operation made; there is none outside of a change."""
        if self._working is None:
            raise RuntimeError("a report is written inside change() only")
        self._working = data  # type: ignore[assignment]  # TinyDB hands back the dicts of read(), typed more widely

    @contextmanager
    def change(self) -> Iterator[None]:
        """All that is done inside reaches the disk together at its end; an error leaves disk and memory alone."""
        untouched = _copy(self._tables) | {GROWING: {}}
        self._working = dict(untouched)
        try:
            yield
            self._commit(self._working, untouched)
        finally:
            self._working = None

    def _commit(self, tables: Tables, untouched: Tables) -> None:
        """Write the tables; TinyDB puts a new dict in the place of each table it changes, which tells them apart."""
        added = tables.pop(GROWING)
        parts = {
            name: self._parts[name] if name in self._parts and table is untouched[name] else self._part(name, table)
            for name, table in tables.items()
        }
        grown = self._grow(added)
        small = (b'"%s":{%s},' % (name.encode(), b",".join(part.values())) for name, part in parts.items())
        self._put(b"".join((b"{", *small, b'"%s":{' % GROWING.encode(), grown, b"}}\n")))
        tables[GROWING] = self._tables[GROWING]
        tables[GROWING].update(added)
        self._tables, self._parts, self._grown = tables, parts, grown

    def _part(self, name: str, table: dict[str, Any]) -> dict[str, bytes]:
        """A table as JSON, document by document; only those that differ are made anew."""
        before, known = self._tables[name], self._parts.get(name, {})
        return {
            id: known[id] if id in known and before[id] == each else self._json(id, each) for id, each in table.items()
        }

    def _grow(self, added: dict[str, Any]) -> bytes:
        """The growing table as JSON, with new documents at its end."""
        known = self._grown or b",".join(self._json(id, each) for id, each in self._tables[GROWING].items())
        new = (self._json(id, each) for id, each in added.items())
        return b",".join((known, *new) if known else new)

    def _json(self, id: str, document: dict[str, Any]) -> bytes:
        text = _encode(document)
        if "\ufffd" in text:
            raise WriteFailed(self.path, "文字中有无法还原的字符")
        try:
            return f'"{id}":{text}'.encode()
        except UnicodeEncodeError:
            raise WriteFailed(self.path, "文字中有无法保存的字符") from None

    def _put(self, data: bytes) -> None:
        """Beside, flush, keep the last good state, in place, flush."""
        try:
            written = files.write_new(self._beside, data)
            if self.identity:
                self._copies.keep(self.path)
            os.replace(self._beside, self.path)
            self.identity = written
            files.flush_folder(self._folder)
        except OSError as error:
            files.remove(self._beside)
            raise write_error(self.path, error) from error


def _copy(tables: Tables) -> Tables:
    """The tables with documents of their own, for TinyDB updates documents in place; those of history never change."""
    return {
        name: table if name == GROWING else {id: dict(each) for id, each in table.items()}
        for name, table in tables.items()
    }


def beside(path: str) -> str:
    """Where a report is written before it takes its place."""
    return os.path.splitext(path)[0] + ".tmp"
