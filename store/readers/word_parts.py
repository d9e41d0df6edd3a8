"""The parts of a Word file: which one is the text, and those it refers to; called by `docx.py`."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from store.errors import FormatError
from store.readers.word_xml import DAMAGED, Element, attribute, every, parse

MAX_PART = 50 * 1024 * 1024
"""Bytes that one part may have; the longest published document has some hundreds of thousands."""


class Parts:
    """The parts of a Word file, looked up by what they are to its text."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise FormatError(DAMAGED) from error
        # Some programs write the paths of Windows into the archive.
        self._names = {each.replace("\\", "/").lower(): each for each in self._zip.namelist()}
        roots = [target for kind, target, _ in self._related("") if kind == "officeDocument"]
        self._main = next((each for each in roots if each.lower() in self._names), "word/document.xml")
        self._references = self._related(self._main)

    def text(self) -> Element:
        """The root of the document's text."""
        root = self._part(self._main)
        if root is None:
            raise FormatError(DAMAGED)
        return root

    def of_kind(self, kind: str) -> Element | None:
        """The root of the `numbering` or `styles`, None where the file has none."""
        targets = [target for each, target, _ in self._references if each == kind]
        return self._part(targets[0] if targets else f"word/{kind}.xml")

    def referred(self, id: str | None) -> Element | None:
        """The root of the part that the text refers to by an id: a header or a footer."""
        targets = [target for _, target, each in self._references if each == id]
        return self._part(targets[0]) if targets else None

    def _part(self, path: str) -> Element | None:
        stored = self._names.get(path.lower())
        return None if stored is None else parse(self._bytes(stored))

    def _bytes(self, stored: str) -> bytes:
        try:
            with self._zip.open(stored) as part:
                data = part.read(MAX_PART + 1)
        # Every way in which the archive's own module says that a part is not as the archive says.
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise FormatError(DAMAGED) from error
        if len(data) > MAX_PART:
            raise FormatError("Word 文档的内容过大，请只保留自评表后另存为 docx 再导入。")
        return data

    def _related(self, path: str) -> list[tuple[str, str, str]]:
        """Kind, path and id of each part that a part refers to; the file itself is the part without a path."""
        folder, base = posixpath.split(path)
        root = self._part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for each in every(root, "rel:Relationship"):
            kind = (attribute(each, "Type") or "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, attribute(each, "Target") or "")).lstrip("/")
            found.append((kind, target, attribute(each, "Id") or ""))
        return found
