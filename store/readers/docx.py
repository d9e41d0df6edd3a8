"""Word files (.docx, .docm, .dotx) as offices really have them, read as tables and lines; called through the register.

The XML is walked here rather than by python-docx, whose cells slide where a row begins late or a cell is a content
control, and which loses tracked insertions, symbols, list numbers and equations.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forms.source import Document, Grid, Piece
from store.errors import FormatError
from store.readers.word_fields import drop_prompts, set_ticks
from store.readers.word_notes import ASIDES, LEFT_CHUNK, Notes, note_nothing, note_whole
from store.readers.word_numbering import Numbering
from store.readers.word_parts import Parts
from store.readers.word_styles import Styles
from store.readers.word_tables import Area, Layout, layout
from store.readers.word_text import Paragraph, Words
from store.readers.word_xml import DAMAGED, Element, anywhere, attribute, every, inner, is_on, name, unwrapped

MAX_DEPTH = 30
"""Tables and text boxes in one another."""
MAX_PIECES = 40_000
"""Cells, and lines with a text: those of three hundred forms, which take a second."""
MAX_PARAGRAPHS = 40_000
MAX_TABLES = 10_000
MAX_ELEMENTS = 400_000
"""Elements of one part, of which a paragraph has some ten."""

_TOO_MANY = "Word 文档超过 {} {}，请只保留自评表后另存再导入。"

_PAGE_NUMBER = re.compile(r"[\s\d第共页/／—–\-]*")


def read(data: bytes) -> Document:
    """The tables and lines of a Word file in their order; raises FormatError with one sentence."""
    try:
        parts = Parts(data)
        root = parts.text()
        styles = Styles(parts.of_kind("styles"))
        words = Words(styles, Numbering(parts.of_kind("numbering"), styles))
        return _Reading(words, parts, root).document(root)
    except RecursionError as error:
        raise FormatError(DAMAGED) from error


class _Headers:
    """The page headers of a document, section by section; 附件 2-5 may stand there."""

    def __init__(self, parts: Parts, root: Element) -> None:
        self._parts = parts
        said = list(anywhere(root, "w:sectPr"))
        self._sections = (each for each in said if not _is_former(each))
        self._ids: dict[str, str | None] = {}
        """The kind of a header → the id of its part; a section without its own has that of the section before."""
        self._shown: set[str | None] = set()
        self._footers: dict[str | None, None] = {}
        """The ids of the parts below the pages, each once."""

    def next_section(self) -> Element | None:
        """The header on the first page of the next section, None where it has none or it was on a page before."""
        section = next(self._sections, None)
        for each in every(section, "w:headerReference"):
            self._ids[attribute(each, "w:type") or "default"] = attribute(each, "r:id")
        self._footers |= dict.fromkeys(attribute(each, "r:id") for each in every(section, "w:footerReference"))
        kind = "first" if is_on(inner(section, "w:titlePg")) else "default"
        shown = self._ids.get(kind)
        if shown in self._shown:
            return None
        self._shown.add(shown)
        return self._parts.referred(shown)

    def footers(self) -> Iterator[Element]:
        """What stands below the pages of the sections so far."""
        roots = (self._parts.referred(id) for id in self._footers)
        return (root for root in roots if root is not None)


class _Cell(NamedTuple):
    """What stands in one cell."""

    text: str
    tables: list[Grid]
    """The tables in it."""


class _Reading:
    """A document being read, in its order."""

    def __init__(self, words: Words, parts: Parts, root: Element) -> None:
        self._words = words
        self._parts = parts
        self._headers = _Headers(parts, root)
        self._notes = Notes()
        self._grids: list[Grid] = []
        self._lines: list[Piece] = []
        self._row = 0
        self._counts: dict[str, int] = {}
        """How many paragraphs, tables and text boxes there were, for their places."""
        self._pieces = 0
        self._pages = 0
        """How many web pages in it were read."""

    def document(self, root: Element) -> Document:
        """The whole of it."""
        note_whole(self._notes, root)
        self._header()
        body = inner(root, "w:body")
        self._flow(self._settled(root if body is None else body), "", 0)
        self._end_lines()
        self._leave_footers()
        self._leave_asides(root)
        if sum(1 for _ in anywhere(root, "w:altChunk")) > self._pages:
            self._notes.once(LEFT_CHUNK)
        if not self._grids:
            note_nothing(self._notes, root)
        return Document(tuple(self._grids), self._notes.written())

    def _settled(self, root: Element) -> Element:
        """The same with its controls showing what they mean, unless there is more in it than anybody reads."""
        _bound(anywhere(root, "w:p"), MAX_PARAGRAPHS, "段")
        _bound(anywhere(root, "w:tc"), MAX_PIECES, "格")
        _bound(anywhere(root, "w:tbl"), MAX_TABLES, "张表")
        _bound(root.iter("*"), MAX_ELEMENTS, "处标记")
        set_ticks(root)
        for prompt in drop_prompts(root):
            self._notes.left_out("内容控件里的提示文字", prompt)
        return root

    def _header(self) -> None:
        root = self._headers.next_section()
        if root is not None:
            self._flow(self._settled(root), "页眉", 0)

    def _leave_footers(self) -> None:
        for root in self._headers.footers():
            text = self._all_text(self._settled(root), "页脚")
            if not _PAGE_NUMBER.fullmatch(text):
                self._notes.left_out("页脚的文字", text)

    def _leave_asides(self, root: Element) -> None:
        """Tell the comments and notes that the text points to; one left over from a text that is gone is none."""
        for what, (kind, called, pointing) in ASIDES.items():
            wanted = {attribute(each, "w:id") for each in anywhere(root, pointing)}
            part = self._parts.of_kind(kind) if wanted else None
            for each in every(self._settled(part), called) if part is not None else ():
                if attribute(each, "w:id") in wanted:
                    self._notes.left_out(what, self._all_text(each, what))
            if wanted and part is None:
                self._notes.once(f"{what}没有读入。")

    def _flow(self, parent: Element, story: str, depth: int) -> None:
        """Paragraphs and tables outside of any table."""
        for item in self._words.flow(parent):
            if isinstance(item, Paragraph):
                self._paragraph(item, story, depth)
            elif name(item) == "w:altChunk":
                self._page(item)
            else:
                self._table_of_flow(item, f"表 {self._count('表')}", _deeper(depth))

    def _page(self, chunk: Element) -> None:
        page = self._parts.page(attribute(chunk, "r:id"))
        if page is not None:
            self._pages += 1
            self._end_lines()
            self._grids += page.grids
            for note in page.notes:
                self._notes.once(note)

    def _table_of_flow(self, table: Element, place: str, depth: int) -> None:
        placed = layout(table)
        if _is_frame(placed):
            for area in placed.areas:
                self._flow(area.element, f"{place} 第 {area.top + 1} 行里", depth)
                self._leave_covered(area, "", place)
            self._leave_hidden(placed, place)
        else:
            tables = self._table(placed, place, depth)
            self._end_lines()
            self._grids += tables

    def _paragraph(self, paragraph: Paragraph, story: str, depth: int) -> None:
        is_line = paragraph.text.strip() and not (story == "页眉" and _PAGE_NUMBER.fullmatch(paragraph.text))
        place = f"{story}第 {self._count(story)} 段" if is_line else story
        self._notes.left_out("隐藏的文字", paragraph.hidden, place)
        for line in paragraph.text.split("\n"):
            if is_line and line.strip():
                self._lines.append(self._piece(line, self._row, 0, self._row + 1, 1, place))
            self._row += 1
        self._boxes(paragraph.boxes, depth)
        if paragraph.ends_section and not story:
            self._header()

    def _boxes(self, boxes: Iterable[Element], depth: int) -> None:
        for box in boxes:
            self._flow(box, f"文本框 {self._count('文本框')} ", _deeper(depth))

    def _table(self, placed: Layout, place: str, depth: int) -> list[Grid]:
        """A table and, behind it, the tables in its cells."""
        pieces: list[Piece] = []
        inside: list[Grid] = []
        for area in placed.areas:
            where = f"{place} 第 {area.top + 1} 行第 {area.left + 1} 格"
            cell = self._cell(area, where, depth)
            inside += cell.tables
            if cell.text.strip():
                pieces.append(self._piece(cell.text, area.top, area.left, area.bottom, area.right, where))
        self._leave_hidden(placed, place)
        return [Grid(tuple(pieces), place), *inside]

    def _leave_hidden(self, placed: Layout, place: str) -> None:
        for row in placed.hidden:
            cells = (self._all_text(cell, place) for cell in unwrapped(row, {"w:tc"}))
            self._notes.left_out("隐藏的行", " ".join(cells), place)

    def _leave_covered(self, area: Area, shown: str, place: str) -> None:
        """Tell the texts under a merge, unless they are the one that is shown, as some programs fill every cell."""
        for covered in area.under:
            text = self._all_text(covered, place)
            if text.split() != shown.split():
                self._notes.left_out("合并的格下面压着的文字", text, place)

    def _cell(self, area: Area, place: str, depth: int) -> _Cell:
        lines: list[str] = []
        tables: list[Grid] = []
        boxes: list[Element] = []
        after_table = False
        for item in self._words.flow(area.element):
            if not isinstance(item, Paragraph):
                tables += self._table(layout(item), f"{place}里的表 {len(tables) + 1}", _deeper(depth))
            elif item.text or not after_table:
                # The empty paragraph that Word demands behind a table is none of the person's.
                lines.append(item.text)
            after_table = not isinstance(item, Paragraph)
            if isinstance(item, Paragraph):
                boxes += item.boxes
                self._notes.left_out("隐藏的文字", item.hidden, place)
        text = self._beside("\n".join(lines), boxes, place, depth)
        if not text.strip() and len(tables) == 1 and _is_column(tables[0]):
            text, tables = "\n".join(piece.text for piece in tables[0].pieces), []
        self._leave_covered(area, text, place)
        return _Cell(text, tables)

    def _beside(self, text: str, boxes: list[Element], place: str, depth: int) -> str:
        """The text of a cell, from a text box where it has none itself; other boxes are lines before the table."""
        if boxes and not text.strip() and next(anywhere(boxes[0], "w:tbl"), None) is None:
            text, boxes = self._all_text(boxes[0], place), boxes[1:]
        self._boxes(boxes, depth)
        return text

    def _all_text(self, parent: Element, place: str) -> str:
        """The text of something by itself, tables in it included; it takes no number of a list."""
        texts = []
        waiting = deque([parent])
        while waiting:
            for item in self._words.flow(waiting.popleft(), counted=False):
                if isinstance(item, Paragraph):
                    texts.append(item.text)
                    self._notes.left_out("隐藏的文字", item.hidden, place)
                    waiting += item.boxes
                else:
                    waiting += unwrapped(item, {"w:tc"})
        return "\n".join(texts)

    def _piece(self, text: str, top: int, left: int, bottom: int, right: int, place: str) -> Piece:
        self._pieces += 1
        if self._pieces > MAX_PIECES:
            raise FormatError(_TOO_MANY.format(MAX_PIECES, "行"))
        return Piece(text, top, left, bottom, right, place)

    def _count(self, what: str) -> int:
        self._counts[what] = self._counts.get(what, 0) + 1
        return self._counts[what]

    def _end_lines(self) -> None:
        """Make one grid of the lines that came since the last table."""
        if self._lines:
            self._grids.append(Grid(tuple(self._lines), "", is_table=False))
        self._lines, self._row = [], 0


def _bound(elements: Iterable[Element], most: int, what: str) -> None:
    """Refuse at once what would take long to read only to be refused in the end."""
    if sum(1 for _ in elements) > most:
        raise FormatError(_TOO_MANY.format(most, what))


def _is_frame(placed: Layout) -> bool:
    """Whether a table is there only to hold others and the lines between them, one below the other."""
    one_a_row = len({area.top for area in placed.areas}) == len(placed.areas)
    return one_a_row and any(next(anywhere(area.element, "w:tbl"), None) is not None for area in placed.areas)


def _is_column(grid: Grid) -> bool:
    """Whether a table in a cell is no more than its lines."""
    return len({piece.left for piece in grid.pieces}) <= 1


def _is_former(section: Element) -> bool:
    """Whether it tells what a section was before a tracked change."""
    parent = section.getparent()
    return parent is not None and name(parent) == "w:sectPrChange"


def _deeper(depth: int) -> int:
    if depth >= MAX_DEPTH:
        raise FormatError(f"Word 文档里的表格套了 {MAX_DEPTH} 层以上，请只保留自评表后另存再导入。")
    return depth + 1
