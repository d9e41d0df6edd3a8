"""The text of paragraphs as it is shown: what runs, fields, symbols, equations and list numbers add up to.

Called by `docx.py`, which gives it the stories of a document (its body, headers, cells, text boxes) in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from store.readers.word_equations import linear
from store.readers.word_fields import drawn, form_value
from store.readers.word_numbering import Numbering
from store.readers.word_styles import Styles
from store.readers.word_symbols import is_symbols, shown
from store.readers.word_xml import Element, attribute, inner, is_on, name, unwrapped

_TEXTS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
"""What an empty element stands for."""
_RUN = frozenset({*_TEXTS, "w:t", "w:sym", "w:fldChar", "w:instrText", "w:txbxContent", "v:textpath", "m:oMath"})
"""What is read in a run."""
_INLINE = _RUN | {"w:r"}
_WHOLE = frozenset({"w:tbl", "w:altChunk"})
"""What stands between paragraphs."""
_BLOCKS = _INLINE | _WHOLE | {"w:p"}
_MAX_FIELDS = 100
"""Fields in one another that are kept apart."""
_LINE_ENDS = str.maketrans("\n\r", "  ")
_BLANKS = " \t\n\r"


class Paragraph(NamedTuple):
    """One paragraph as it is shown."""

    text: str
    hidden: str = ""
    """What stands in it and is not shown."""
    boxes: tuple[Element, ...] = ()
    """The contents of the text boxes fastened to it."""
    ends_section: bool = False
    """Whether what follows has page headers of its own."""


class Words:
    """The reader of one document's paragraphs; asked in the order of the document, since lists count on."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def flow(self, parent: Element, counted: bool = True) -> Iterator[Paragraph | Element]:
        """The paragraphs under a parent and, as they are, the tables and whole pages between them.

        A paragraph whose end was deleted goes on in the next one. What is not shown as a whole is not `counted`: its
        paragraphs take no number of their lists.
        """
        line = _Line(self._styles)
        for block in unwrapped(parent, _BLOCKS):
            if name(block) in _WHOLE:
                if line.begun:
                    yield line.paragraph("", None)
                    line = _Line(self._styles)
                yield block
                continue
            properties = inner(block, "w:pPr")
            line.read(block, properties)
            if not _goes_on(properties):
                yield line.paragraph(self._number(properties, line) if counted else "", properties)
                line = _Line(self._styles)
        if line.begun:
            yield line.paragraph("", None)

    def _number(self, properties: Element | None, line: _Line) -> str:
        unseen = is_on(inner(properties, "w:rPr", "w:vanish")) and not line.shows
        return "" if unseen else self._numbering.label(properties)


def _goes_on(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted or is not shown, so that the next one stands in the same line."""
    mark = inner(properties, "w:rPr")
    return any(inner(mark, f"w:{gone}") is not None for gone in ("del", "moveFrom", "specVanish"))


class _Field:
    """A field being read: its code comes first, then its result."""

    def __init__(self, start: int, value: str) -> None:
        self.start = start
        """Where in the line its result begins."""
        self.value = value
        """What it shows where it has no result."""
        self.code: list[str] = []
        self.aside: list[str] = []
        """What stands in its code and is no code, such as the results of fields in it."""
        self.in_result = False


class _Line:
    """A paragraph being read."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._parts: list[str] = []
        self._hidden: list[str] = []
        self._boxes: list[Element] = []
        self._fields: list[_Field] = []
        self.begun = False
        """Whether anything was read into it."""

    @property
    def shows(self) -> bool:
        """Whether anything in it is shown."""
        return any(self._parts)

    def paragraph(self, number: str, properties: Element | None) -> Paragraph:
        """What was read, behind its number."""
        section = inner(properties, "w:sectPr") is not None
        begun = number if self.shows else number.rstrip()
        return Paragraph(begun + "".join(self._parts), "".join(self._hidden), tuple(self._boxes), section)

    def read(self, block: Element, properties: Element | None) -> None:
        """Add a paragraph, or a single piece of one that stands by itself."""
        self.begun = True
        style = self._styles.of_paragraph(properties)
        hides = self._styles.hides(style)
        for element in unwrapped(block, _INLINE) if name(block) not in _INLINE else (block,):
            if name(element) == "w:r":
                self._run(element, hides)
            else:
                self._element(element, "", False)
        self._end_fields()

    def _run(self, run: Element, hides: bool) -> None:
        said = inner(run, "w:rPr")
        own = inner(said, "w:vanish")
        style = attribute(inner(said, "w:rStyle"))
        hidden = is_on(own) if own is not None else hides or style is not None and self._styles.hides(style)
        fonts = inner(said, "w:rFonts")
        font = attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or ""
        for element in unwrapped(run, _RUN):
            self._element(element, font if is_symbols(font) else "", hidden)

    def _element(self, element: Element, font: str, hidden: bool) -> None:
        called = name(element)
        if called == "w:txbxContent":
            self._boxes.append(element)
        elif called == "w:fldChar":
            self._field(element)
        elif called == "w:instrText":
            if self._fields:
                self._fields[-1].code.append(element.text or "")
        else:
            self._add(_shown(called, element, font), hidden)

    def _add(self, text: str, hidden: bool = False) -> None:
        code = next((field for field in self._fields if not field.in_result), None)
        if code is not None:
            code.aside.append(text)
        elif hidden:
            self._hidden.append(text)
        else:
            self._parts.append(text)

    def _field(self, mark: Element) -> None:
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin" and len(self._fields) < _MAX_FIELDS:
            self._fields.append(_Field(len(self._parts), form_value(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].start = len(self._parts)
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if not any(self._parts[field.start :]):
                self._add(field.value or drawn("".join(field.code)))

    def _end_fields(self) -> None:
        """Take no field over into the next paragraph, where one left open would swallow all the rest."""
        while self._fields:
            field = self._fields.pop()
            self._add("" if field.in_result else "".join(field.aside))


def _shown(called: str, element: Element, font: str) -> str:
    if called == "w:t":
        return shown(_text(element), font) if font else _text(element)
    if called == "w:sym":
        return _symbol(element)
    if called == "m:oMath":
        return linear(element)
    if called == "v:textpath":
        return attribute(element, "string") or ""
    return _TEXTS[called]


def _text(element: Element) -> str:
    """The text of `w:t`: without `xml:space` the blanks around it are only the file's own layout."""
    text = element.text or ""
    if attribute(element, "xml:space") != "preserve":
        text = text.strip(_BLANKS)
    return text.translate(_LINE_ENDS)


def _symbol(element: Element) -> str:
    try:
        code = int(attribute(element, "w:char") or "", 16)
    except ValueError:
        return ""
    usable = 0 < code < 0xD800 or 0xE000 <= code < 0x110000
    return shown(chr(code), attribute(element, "w:font") or "") if usable else ""
