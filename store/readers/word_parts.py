"""The parts of a Word file: which one is the text, and those it refers to; called by `docx.py`."""

from __future__ import annotations

from forms.source import Document
from store.errors import FormatError
from store.readers import register
from store.readers.kinds import kind_of
from store.readers.packages import Package
from store.readers.word_xml import DAMAGED, Element

_PAGES = ("html", "mhtml")


class Parts:
    """The parts of a Word file, looked up by what they are to its text."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data, DAMAGED)
        self._main = self._package.related("", "officeDocument") or "word/document.xml"
        self._references = self._package.relations(self._main)

    def text(self) -> Element:
        """The root of the document's text."""
        return self._package.tree(self._main)

    def of_kind(self, kind: str) -> Element | None:
        """The root of the `numbering`, `styles` or `comments`, None where the file has none."""
        targets = (each.target for each in self._references.values() if each.kind == kind)
        return self._part(next(targets, f"word/{kind}.xml"))

    def referred(self, id: str | None) -> Element | None:
        """The root of the part that the text refers to by an id: a header or a footer."""
        reference = self._references.get(id or "")
        return self._part(reference.target) if reference else None

    def page(self, id: str | None) -> Document | None:
        """The web page that the text refers to by an id, None where it is none or cannot be read.

        Programs that make Word files of web pages often put the page into the file as it is and leave it to Word.
        """
        reference = self._references.get(id or "")
        try:
            data = self._package.part(reference.target) if reference else b""
            return register.read(data) if kind_of(data) in _PAGES else None
        except FormatError:
            return None

    def _part(self, name: str) -> Element | None:
        return self._package.tree(name) if self._package.has(name) else None
