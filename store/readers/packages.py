"""The parts of an Office Open XML package, a workbook or a Word file, and how they point to one another.

Called by `xlsx.py` and `word_parts.py`. What they cost together is held by `limits` before anything comes here.
Namespaces are those of the usual documents and of Strict Open XML, which differ in nothing that is read here.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from store.errors import FormatError

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of workbooks, the usual one and that of Strict Open XML."""

DAMAGED = "文件内容不完整或已损坏，请在 Excel 或 WPS 中打开并另存为 .xlsx 后再导入。"
"""What to say of a workbook whose parts cannot be read."""

MAX_PART = 50 << 20
"""Bytes that one part may have; the longest published document has some hundreds of thousands."""

_TOO_LARGE = "文件的内容过大，请只保留自评表后另存再导入。"
_TOO_DEEP = "文件里的内容套得太深或太长，请只保留自评表后另存再导入。"

_UNREADABLE = (
    *(KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError),
    *(RuntimeError, NotImplementedError),  # locked with a password, or packed in a way that nobody uses
)
"""Every way in which the archive's own module says that a part is not as the archive says."""

_BLANK_CELL = re.compile(rb'<c(?:\s(?:r|s)="[^"<>]*")+\s*/>')
_BLANK_ROW = re.compile(
    rb'<row(?:\s(?:r|s|spans|customFormat|customHeight|thickBot|thickTop|x14ac:dyDescent)="[^"<>]*"|\sht="[1-9][^"<>]*")*'
    rb"\s*(?:/>|>\s*</row>)"
)
"""One that is not hidden."""
_UNNAMED = re.compile(rb'<(?:c|row)(?=[\s/>])(?![^<>]*\sr=")')


class Relation(NamedTuple):
    """What one part says of another."""

    kind: str
    """The last word of its type: worksheet, sharedStrings, drawing."""
    target: str
    """The other part's name."""


class Package:
    """An opened archive; `damaged` is the sentence with which it is refused where it cannot be read."""

    def __init__(self, data: bytes, damaged: str = DAMAGED) -> None:
        self._damaged = damaged
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE as error:
            raise FormatError(damaged) from error
        # Word and Excel find a part whatever the case of its name; some programs write backslashes.
        self._names = {name.replace("\\", "/").lower(): name for name in self._archive.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises FormatError where it is missing or damaged."""
        try:
            with self._archive.open(self._names[name.lower()]) as file:
                data = file.read(MAX_PART + 1)
        except _UNREADABLE as error:
            raise FormatError(self._damaged) from error
        if len(data) > MAX_PART:
            raise FormatError(_TOO_LARGE)
        return data

    def tree(self, name: str) -> etree._Element:
        """The root of a part; nothing outside it is opened, no entity of its own is known."""
        try:
            root = etree.fromstring(self.part(name), _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise FormatError(_TOO_DEEP if _is_limit(error) else self._damaged) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise FormatError(self._damaged)
        return root

    def walk(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of those names in the workbook's namespace, in order, each thrown away once it was looked at."""
        wanted = [f"{{{space}}}{tag}" for space in MAIN for tag in tags]
        stream = io.BytesIO(without_blanks(self.part(name)))
        try:
            for _, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True):
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise FormatError(_TOO_DEEP if _is_limit(error) else self._damaged) from error

    def relations(self, name: str) -> dict[str, Relation]:
        """Id → what a part points to inside the package; `""` is the package itself."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(path):
            return {}
        return {
            each.get("Id", ""): Relation(each.get("Type", "").rsplit("/", 1)[-1], _target(folder, each))
            for each in self.tree(path)
            if local(each) and each.get("TargetMode") != "External"
        }

    def related(self, name: str, kind: str) -> str | None:
        """The first part of a kind that a part points to and that is there."""
        return next(iter(self.all_related(name, kind)), None)

    def all_related(self, name: str, kind: str) -> list[str]:
        """Every part of a kind that a part points to and that is there."""
        found = (each.target for each in self.relations(name).values() if each.kind == kind)
        return [target for target in found if self.has(target)]


def without_blanks(part: bytes) -> bytes:
    """A sheet without the rows and cells that have a look and nothing else, of which it may have a million.

    Left alone where one of them has no name, because it is counted, or where their marks may be part of a text.
    """
    if _UNNAMED.search(part) or b"<![CDATA[" in part or b"<!--" in part:
        return part
    return _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", part))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def relation_id(element: etree._Element) -> str:
    """The id of the relation that an element names, whichever namespace it is written in."""
    found = (value for name, value in element.attrib.items() if str(name).endswith("relationships}id"))
    return str(next(found, ""))


def _target(folder: str, relation: etree._Element) -> str:
    target = relation.get("Target", "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _is_limit(error: Exception) -> bool:
    """Whether XML is refused for its depth or length rather than for being broken, which only its words tell."""
    return "XML_PARSE_HUGE" in str(error)
