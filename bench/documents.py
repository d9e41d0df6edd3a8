"""Documents out and in, beside the same work in plain python-docx and openpyxl, and in plain Python for text."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from openpyxl.styles import Alignment, Border, Font, Side

from bench.programs import SEED, ratio, seconds
from bench.table import Line, at_most
from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Table
from store.formats.register import FORMATS, Sheet
from store.readers import register

ROUNDS = 15
FONT = "仿宋_GB2312"
TEXT_FLOOR = "reading the file and splitting its lines"


def lines(folder: Path) -> Iterator[Line]:
    """All measures of this file, one after another."""
    sheet = _sheet()
    files = {kind: folder / f"form.{kind}" for kind in ("docx", "xlsx", "txt")}
    for kind, file in files.items():
        written = FORMATS[kind].write([sheet])
        file.write_bytes(written.encode() if isinstance(written, str) else written)
    word, excel, text = files.values()
    yield _line("docx export, one form", "python-docx", lambda: _write("docx", sheet), lambda: _docx(sheet.table), 1.3)
    yield _line("xlsx export, one form", "openpyxl", lambda: _write("xlsx", sheet), lambda: _xlsx(sheet.table), 1.3)
    yield _line("docx import, the same form", "python-docx", lambda: _read(word), lambda: _texts_of_docx(word), 1.3)
    yield _line("xlsx import, the same form", "openpyxl", lambda: _read(excel), lambda: _texts_of_xlsx(excel), 1.3)
    yield _line("txt import, the same form", TEXT_FLOOR, lambda: _read(text), lambda: _texts_of_text(text), 50)


def _line(what: str, floor: str, ours: Callable[[], object], theirs: Callable[[], object], goal: float) -> Line:
    return at_most(what, floor, ratio(lambda: seconds(ours), lambda: seconds(theirs), ROUNDS), goal)


def _sheet() -> Sheet:
    """One published form, filled in."""
    data = json.loads(SEED.read_text(encoding="utf-8"))
    form = library.load(data["form"])
    answers, _ = new_from_data(form, data["year"], data)
    return Sheet("2-5", assemble(form, answers), lambda: data)


def _write(kind: str, sheet: Sheet) -> str | bytes:
    return FORMATS[kind].write([sheet])


def _read(file: Path) -> object:
    return register.read(file.read_bytes(), file.name)


def _docx(table: Table) -> bytes:
    """The same lines and the same table, as the guide of python-docx has it."""
    document = docx.Document()
    for text in (*table.above, *table.below):
        document.add_paragraph(text)
    made = document.add_table(table.height, table.width, style="Table Grid")
    places = [row.cells for row in made.rows]
    for cell in table.cells:
        first = places[cell.top][cell.left]
        if cell.bottom - cell.top > 1 or cell.right - cell.left > 1:
            first = first.merge(places[cell.bottom - 1][cell.right - 1])
        _fill_docx(first, cell.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill_docx(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size = Pt(10.5)
    run.font.name = FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _xlsx(table: Table) -> bytes:
    """The same lines and the same table, as the guide of openpyxl has it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for text in table.above:
        sheet.append([text])
    side = Side("thin")
    font, border = Font(FONT, 10.5), Border(side, side, side, side)
    middle = Alignment("center", "center", wrap_text=True)
    top = len(table.above)
    for number, row in enumerate(table.grid, top + 1):
        for column, cell in enumerate(row, 1):
            made = sheet.cell(number, column)
            made.font, made.border, made.alignment = font, border, middle
            if (cell.top, cell.left) == (number - top - 1, column - 1):
                made.value = cell.text
    for cell in table.cells:
        if cell.bottom - cell.top > 1 or cell.right - cell.left > 1:
            sheet.merge_cells(None, cell.top + top + 1, cell.left + 1, cell.bottom + top, cell.right)
    for text in table.below:
        sheet.append([text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _texts_of_docx(file: Path) -> list[str]:
    document = docx.Document(str(file))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def _texts_of_xlsx(file: Path) -> list[str]:
    book = openpyxl.load_workbook(file)
    return [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]


def _texts_of_text(file: Path) -> list[str]:
    drawn = file.read_text(encoding="utf-8").splitlines()
    return [part.strip() for line in drawn for part in line.split("│")]
