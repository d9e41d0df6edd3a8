"""A web page as it is parsed: which text stands in which cell, as a browser would show it; used by `html.py`.

lxml's parser calls `start`, `data` and `end` for every element, closing what the page left open; no tree is made, so
that depth and size cost nothing. Whatever is not shown is left out; what the page hides on purpose is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from forms.cells import clip
from store.errors import FormatError
from store.readers.html_fields import Choice, draws_tick, shown
from store.readers.html_style import Declarations, StyleSheet, is_block, is_hidden, keeps_blanks
from store.readers.html_table import Box, Table
from store.readers.html_text import RAISED, Text

_DEEPEST = 30
"""Tables within tables."""
_TOO_DEEP = f"网页中的表格套了 {_DEEPEST} 层以上，请只留下自评表的部分再导入"
_MENTIONED = 3
"""Hidden texts that are quoted."""

_UNREAD = frozenset({
    "script",
    "style",
    "template",
    "title",
    "noscript",
    "xml",
    "datalist",
    "nav",
    "rt",
    "rp",
    "annotation",
    "annotation-xml",
    "iframe",
    "noframes",
})
"""Elements with text that is not part of what the page says."""
_BLOCKS = frozenset({
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
})
_EQUATION = frozenset({
    "math",
    "mrow",
    "mfrac",
    "msup",
    "msub",
    "msubsup",
    "msqrt",
    "mstyle",
    "semantics",
    "mtable",
    "mtr",
})
"""Elements whose text is in those within them; what stands between these is the layout of the source."""
_KEEPING_BLANKS = frozenset(("pre", "textarea", "listing", "xmp"))


class _Element(NamedTuple):
    """An element that is open."""

    tag: str
    is_block: bool
    is_exact: bool
    """Whether all blanks and line ends in it are shown."""
    start: int
    """How long the text was before it."""
    place: int
    """How many elements stand before it in the one around."""
    is_ticked: bool = False
    """Whether it draws a box, round or square, as ticked for the field in it."""


class Page:
    """The target of lxml's parser."""

    def __init__(self) -> None:
        self.body = Box()
        """All that was read."""
        self.has_frames = False
        """Whether what it shows is in other files."""
        self._box = self.body
        self._tables: list[Table] = []
        self._elements: list[_Element] = [_Element("", False, False, 0, 0)]
        self._children = [0]
        """For every element that is open how many it has in it so far."""
        self._style = StyleSheet()
        self._unread = 0
        """How many elements are open from one that is not read."""
        self._aside: Text | None = None
        """Where the text of that one goes, if anything is to be done with it."""
        self._code = 0
        """How many elements are open, within what is hidden, from one that would not be read anyway."""
        self._hidden: list[str] = []
        self._choice: Choice | None = None
        self._option: Text | None = None
        self._numbers: list[int | None] = []
        """For every list that is open the number of its next item, None where they have bullets."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._unread:
            self._unread += 1
            self._code += bool(self._code) or tag in _UNREAD
            return
        declared = self._style.of(tag, attributes)
        if tag in _UNREAD or "hidden" in attributes or is_hidden(declared):
            self._unread = 1
            self._aside = Text() if tag == "style" or tag not in _UNREAD else None
            return
        self._begin(tag, attributes, declared)

    def _begin(self, tag: str, attributes: Mapping[str, str], declared: Declarations) -> None:
        exact = keeps_blanks(declared, tag in _KEEPING_BLANKS or self._elements[-1].is_exact)
        block = tag in _BLOCKS or is_block(declared)
        if block:
            self._text.end_block()
        if begin := _BEGINNINGS.get(tag):
            begin(self, attributes)
        if self._elements[-1].tag == "mfrac" and self._children[-1]:
            self._text.add("/")
        place = self._children[-1]
        self._children[-1] += 1
        self._children.append(0)
        self._elements.append(_Element(tag, block, exact, self._text.length(), place, draws_tick(attributes)))

    def data(self, data: str) -> None:
        """Text, in whatever bits."""
        element = self._elements[-1]
        if self._unread:
            if self._aside and not self._code:
                self._aside.add(data)
        elif element.tag in _EQUATION:
            return
        elif element.is_exact:
            first = element.tag in _KEEPING_BLANKS and element.start == self._text.length()
            self._text.add_exactly(data.removeprefix("\n") if first else data)
        else:
            self._text.add(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unread:
            self._unread -= 1
            self._code = max(0, self._code - 1)
            if not self._unread:
                self._end_unread(tag)
            return
        element = self._elements.pop()
        self._children.pop()
        around = self._elements[-1].tag
        if raised := RAISED.get(tag) or element.place == 1 and RAISED.get(around.removeprefix("m")):
            self._text.raise_from(element.start, raised)
        if finish := _ENDINGS.get(tag):
            finish(self)
        if element.is_block:
            self._text.end_block()

    def comment(self, data: str) -> None:
        """Nothing that a page shows, although Word and Excel keep much in them."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nothing that a page shows."""

    def close(self) -> Page:
        """The page is at its end; tables that began without a `<table>` are so too."""
        while self._tables:
            self._end_table()
        return self

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read, in one sentence."""
        if not self._hidden:
            return ()
        quoted = "、".join(f"“{clip(text, 40)}”" for text in self._hidden[:_MENTIONED])
        more = "等" if len(self._hidden) > _MENTIONED else ""
        return (f"网页中有 {len(self._hidden)} 处隐藏的内容没有读取：{quoted}{more}。",)

    @property
    def _text(self) -> Text:
        """Where text goes at present."""
        return self._option or self._box.text

    def _end_unread(self, tag: str) -> None:
        text = self._aside.take().strip() if self._aside else ""
        if tag == "style":
            self._style.add(text)
        elif text:
            self._hidden.append(text)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        if len(self._tables) >= _DEEPEST:
            raise FormatError(_TOO_DEEP)
        table = Table(self._box, attributes.get("role", "").lower() in ("presentation", "none"))
        self._box.insert(table)
        self._tables.append(table)
        self._box = table.before

    def _end_table(self) -> None:
        if self._tables:
            table = self._tables.pop()
            table.end()
            self._box = table.around

    def _table(self) -> Table:
        """The table around; in a fragment of one it begins here."""
        if not self._tables:
            self._begin_table({})
        return self._tables[-1]

    def _begin_group(self, attributes: Mapping[str, str]) -> None:
        self._end_group()

    def _end_group(self) -> None:
        if self._tables:
            self._tables[-1].end_group()

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._table().begin_row()

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._box = self._table().begin_cell(attributes.get("colspan"), attributes.get("rowspan"))

    def _end_cell(self) -> None:
        self._box = self._table().before

    def _begin_list(self, attributes: Mapping[str, str]) -> None:
        start = attributes.get("start", "1").strip()
        self._numbers.append(int(start) if start.isdecimal() and len(start) < 7 else 1)

    def _begin_bullets(self, attributes: Mapping[str, str]) -> None:
        self._numbers.append(None)

    def _end_list(self) -> None:
        if self._numbers:
            self._numbers.pop()

    def _begin_item(self, attributes: Mapping[str, str]) -> None:
        if self._numbers and (number := self._numbers[-1]) is not None:
            self._text.add(f"{number}. ")
            self._numbers[-1] = number + 1

    def _line_break(self, attributes: Mapping[str, str]) -> None:
        self._text.end_line()

    def _input(self, attributes: Mapping[str, str]) -> None:
        if value := shown(attributes, is_ticked=self._elements[-1].is_ticked):
            self._text.add_exactly(value)

    def _begin_choice(self, attributes: Mapping[str, str]) -> None:
        self._choice = Choice()
        self._option = Text()

    def _begin_option(self, attributes: Mapping[str, str]) -> None:
        if self._choice:
            self._option = self._choice.begin_option(attributes)

    def _end_choice(self) -> None:
        self._option = None
        if self._choice and (value := self._choice.shown()):
            self._text.add(value)
        self._choice = None

    def _frames(self, attributes: Mapping[str, str]) -> None:
        self.has_frames = True


_BEGINNINGS: Mapping[str, Callable[[Page, Mapping[str, str]], None]] = {
    "table": Page._begin_table,
    "thead": Page._begin_group,
    "tbody": Page._begin_group,
    "tfoot": Page._begin_group,
    "tr": Page._begin_row,
    "td": Page._begin_cell,
    "th": Page._begin_cell,
    "ol": Page._begin_list,
    "ul": Page._begin_bullets,
    "li": Page._begin_item,
    "br": Page._line_break,
    "input": Page._input,
    "select": Page._begin_choice,
    "option": Page._begin_option,
    "frameset": Page._frames,
}
"""Tag → what its beginning means beside a style."""

_ENDINGS: Mapping[str, Callable[[Page], None]] = {
    "table": Page._end_table,
    "thead": Page._end_group,
    "tbody": Page._end_group,
    "tfoot": Page._end_group,
    "td": Page._end_cell,
    "th": Page._end_cell,
    "ol": Page._end_list,
    "ul": Page._end_list,
    "select": Page._end_choice,
}
"""Tag → what its end means."""
