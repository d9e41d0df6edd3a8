"""The official table as drawn: whole for the preview, the part being asked for the panel beside the conversation."""

from __future__ import annotations

from forms.answers import Answers
from forms.assemble import assemble, part
from forms.model import Form
from store.formats.text import Drawing, document, draw
from tui.exporting import WIDTH
from tui.widgets.drawing import DrawingView


def show_whole(view: DrawingView, form: Form, answers: Answers, ascii: bool) -> None:
    """Exactly the lines of the `.txt`, with the places of their cells."""
    table = assemble(form, answers)
    drawing = draw(table, WIDTH, ascii)
    lines = document(table, WIDTH, ascii).splitlines()
    start = len(lines) - len(drawing.lines) - _lines_below(lines, drawing)
    view.show(drawing, tuple(lines[:start]), tuple(lines[start + len(drawing.lines) :]))


def _lines_below(lines: list[str], drawing: Drawing) -> int:
    """How many lines of the document come after the table."""
    last = drawing.lines[-1] if drawing.lines else ""
    return next((number for number, line in enumerate(reversed(lines)) if line == last), 0)


def show_part(view: DrawingView, form: Form, answers: Answers, page: str, path: str, ascii: bool) -> None:
    """The rows of a page as wide as the panel, the cell in question shaded."""
    table = part(assemble(form, answers), page)
    view.show(draw(table, max(view.size.width, 2), ascii, is_marked=False), table.above)
    view.shade(path)
