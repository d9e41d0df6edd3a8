"""Word documents as an office hands them in: A4, one page a form where it fits, room for seal and signatures.

Called through the register. `docx_blank.py` is the document before anything is written, with all its styles;
`docx_fit.py` finds out how large a table can be set; `docx_table.py` makes its elements.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement

from forms.cells import wrap
from forms.table import Table
from store.formats.archive import settled
from store.formats.docx_blank import Kind, Paper, blank, paper
from store.formats.docx_fit import Fit, Part, on_one_page
from store.formats.docx_pages import on_several_pages
from store.formats.docx_table import table_element, write_text
from store.formats.register import Sheet, Style
from store.formats.text import is_heading

SIGNATURES = "填表人：\t审核人：\t单位负责人（公章）：\t日期：    年  月  日"
"""The line under a form that has none of its own."""
_MADE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""When every document was made, so that the same report gives the same bytes."""
_LONGEST_PROPERTY = 255
"""Characters that Word takes for a document's title."""


class Line(NamedTuple):
    """A line above or below the table."""

    text: str
    style: str
    """The id of its paragraph style."""


def write(sheets: Sequence[Sheet], style: Style) -> bytes:
    """One document of one or several reports, each on a page of its own; a drawing's style is not for paper."""
    document = blank()
    for number, sheet in enumerate(sheets):
        for element in _elements(sheet.table, paper(), new_page=number > 0):
            document.element.body.insert_element_before(element, "w:sectPr")
    _name(document, sheets)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _elements(table: Table, sheet_of_paper: Paper, *, new_page: bool) -> Iterator[Any]:
    """The paragraphs and tables of one report."""
    above = list(_above(table)) or [Line("", "Seam")]
    below = [Line(text, "Line") for text in table.below] or [Line(SIGNATURES, "Signature")]
    for number, line in enumerate(above):
        yield _paragraph(line, new_page=new_page and number == 0)
    if table.cells:
        fitted, parts = _set(table, sheet_of_paper, _heights(above, sheet_of_paper), _heights(below, sheet_of_paper))
        for number, part in enumerate(parts):
            if number:
                yield _paragraph(Line("", "Seam"))
            yield table_element(part, fitted)
    yield from map(_paragraph, below)


def _set(table: Table, sheet_of_paper: Paper, above: int, below: int) -> tuple[Fit, tuple[Part, ...]]:
    """The table on one page with what stands above and below it, or else on several."""
    one = on_one_page(table, sheet_of_paper, sheet_of_paper.height - above - below)
    return (one[0], (one[1],)) if one else on_several_pages(table, sheet_of_paper, above, below)


def _above(table: Table) -> Iterator[Line]:
    """The lines above a table: 附件 and its number, the title, what else stands in the middle, what names something."""
    titles = iter(("FormTitle",))
    for text in table.above:
        if text.startswith("附件"):
            yield Line(text, "Number")
        elif is_heading(text):
            yield Line(text, next(titles, "Year"))
        else:
            yield Line(text, "Line")


def _heights(lines: Sequence[Line], sheet_of_paper: Paper) -> int:
    """What lines take of the page, in twips, with those that they are wrapped into."""
    return sum(_height(line.text, sheet_of_paper.kinds[line.style], sheet_of_paper.width) for line in lines)


def _height(text: str, kind: Kind, room: int) -> int:
    return len(wrap(text, room * 2 // kind.size, wide_ambiguous=True)) * kind.line + kind.around


def _paragraph(line: Line, *, new_page: bool = False) -> Any:
    """A line as a paragraph."""
    paragraph: Any = OxmlElement("w:p")
    looks = paragraph.get_or_add_pPr()
    looks.style = line.style
    if new_page:
        looks.pageBreakBefore_val = True
    write_text(paragraph, line.text)
    return paragraph


def _name(document: Document, sheets: Sequence[Sheet]) -> None:
    """The properties of the document, by which it is found again; nothing of the machine that made it."""
    titles = (line.text for sheet in sheets for line in _above(sheet.table) if line.style == "FormTitle")
    properties = document.core_properties
    properties.title = next(titles, "")[:_LONGEST_PROPERTY]
    properties.subject = "、".join(sheet.name for sheet in sheets)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = _MADE
    properties.revision = 1
