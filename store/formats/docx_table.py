"""A table as Word's own elements, merged cells told by `gridSpan` and `vMerge`; used by `docx.py`.

The elements are made directly: python-docx's own merging visits every cell of the table for each merged one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from forms.table import Cell
from store.formats.docx_fit import Fit, Part
from store.formats.figures import figures_of

_MARKS = re.compile(r"([\n\t])")
_W = qn("w:p").removesuffix("p")
_SPACE = qn("xml:space")


def table_element(part: Part, fitted: Fit) -> Any:
    """One table of the document."""
    return _Drawing(part, fitted).table()


def write_text(paragraph: Any, text: str) -> None:
    """Put a text into a paragraph as it is, its line breaks, tabs and blanks too."""
    if not text:
        return
    run = _add(paragraph, "r")
    for piece in _MARKS.split(text):
        if piece == "\n":
            _add(run, "br")
        elif piece == "\t":
            _add(run, "tab")
        elif piece:
            words = etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"})
            words.text = piece


class _Drawing:
    """Makes one table."""

    def __init__(self, part: Part, fitted: Fit) -> None:
        self.part = part
        self.fitted = fitted
        self.is_figure = figures_of(part.table)

    def table(self) -> Any:
        """The table with its columns and rows."""
        table = OxmlElement("w:tbl")
        looks = _add(table, "tblPr")
        _add(looks, "tblStyle", val="Form")
        _add(looks, "tblW", w=sum(self.fitted.widths), type="dxa")
        _add(looks, "jc", val="center")
        _add(looks, "tblLayout", type="fixed")
        columns = _add(table, "tblGrid")
        for width in self.fitted.widths:
            _add(columns, "gridCol", w=width)
        for row, cells in enumerate(self.part.table.grid):
            self._row(table, row, cells)
        return table

    def _row(self, table: Any, row: int, cells: Iterable[Cell]) -> None:
        element = _add(table, "tr")
        looks = _add(element, "trPr")
        if row not in self.part.torn:
            _add(looks, "cantSplit")
            _add(looks, "trHeight", val=self.part.heights[row], hRule="atLeast")
        if row < self.part.heads:
            _add(looks, "tblHeader")
        for column, cell in enumerate(cells):
            if cell.left == column:
                self._cell(element, row, cell)

    def _cell(self, element: Any, row: int, cell: Cell) -> None:
        """What a row has of a cell: its text in the first, its continuation in others."""
        square = _add(element, "tc")
        looks = _add(square, "tcPr")
        _add(looks, "tcW", w=self.fitted.span(cell), type="dxa")
        if cell.right - cell.left > 1:
            _add(looks, "gridSpan", val=cell.right - cell.left)
        if cell.bottom - cell.top > 1:
            _add(looks, "vMerge", val="restart" if cell.top == row else "continue")
        if cell in self.part.open_above:
            _add(_add(looks, "tcBorders"), "top", val="nil")
        elif cell in self.part.open_below:
            _add(_add(looks, "tcBorders"), "bottom", val="nil")
        _add(looks, "vAlign", val="center")
        paragraph = _add(square, "p")
        lines = _add(paragraph, "pPr")
        _add(lines, "pStyle", val=self._style(cell))
        if row < self.part.heads:
            _add(lines, "keepNext")
        if cell.is_label and (margin := self.fitted.margin(cell)):
            _add(lines, "ind", left=margin, right=margin)
        if cell.top == row:
            write_text(paragraph, cell.text)

    def _style(self, cell: Cell) -> str:
        """Labels in the middle, amounts and the rates beside them too, other answers at the left."""
        if cell.is_label:
            return f"Label{self.fitted.letters}"
        return f"{'Figure' if self.is_figure(cell) else 'Answer'}{self.fitted.letters}"


def _add(parent: Any, tag: str, **attributes: object) -> Any:
    """A new element of Word's namespace at the end of another."""
    return etree.SubElement(parent, f"{_W}{tag}", {f"{_W}{name}": str(value) for name, value in attributes.items()})
