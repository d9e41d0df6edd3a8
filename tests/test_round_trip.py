"""What leaves the program comes back: every format, all twelve published forms, and whatever a person may type."""

from __future__ import annotations

import json
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import library
from forms.answers import Answers
from forms.assemble import assemble
from forms.clean import clean
from forms.exchange import Intake, new_from_data, report_data
from forms.filling import new_answers
from forms.model import HEADER, Form
from forms.path import Path
from forms.recognise import Recognised, recognise
from forms.source import Document
from forms.table import Table
from forms.values import KINDS
from seeds import NAMES, seed
from store.formats.register import FORMATS, Sheet
from store.readers import register

DRAWN = tuple(name for name in FORMATS if name != "json")
"""Formats that hold the official table."""


@cache
def filled(name: str) -> tuple[Form, Answers]:
    data = seed(name)
    form = library.load(data["form"])
    return form, new_from_data(form, 0, data)[0]


def read_back(format: str, *reports: tuple[Form, Answers]) -> Document:
    """The document of some reports, as it is read again."""
    sheets = [Sheet("表", assemble(*each), partial(report_data, *each)) for each in reports]
    written = FORMATS[format].write(sheets)
    return register.read(written.encode() if isinstance(written, str) else written, f"自评表.{format}")


def found(document: Document) -> tuple[Recognised, ...]:
    recognition = recognise(library.forms(), document, 1999)
    assert not recognition.refused
    return recognition.reports


def content(table: Table) -> tuple[object, ...]:
    cells = sorted((each.top, each.left, each.bottom, each.right, each.text) for each in table.cells)
    return cells, table.above


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", DRAWN)
def test_a_published_form_comes_back_whole(format: str, name: str) -> None:
    form, answers = filled(name)
    (report,) = found(read_back(format, (form, answers)))
    assert content(assemble(report.form, report.answers)) == content(assemble(form, answers))
    assert (report.repairs, report.unplaced, report.doubts) == ((), (), ())


@pytest.mark.parametrize("format", DRAWN)
def test_twelve_forms_in_one_document_come_back_in_their_order(format: str) -> None:
    reports = [filled(name) for name in NAMES]
    tables = [assemble(each.form, each.answers) for each in found(read_back(format, *reports))]
    assert list(map(content, tables)) == [content(assemble(*each)) for each in reports]


@pytest.mark.parametrize("name", ["2-5", "2-12"])
def test_all_formats_hold_the_same_cells(name: str) -> None:
    table = assemble(*filled(name))
    wanted = sorted((each.top, each.left, each.text) for each in table.cells if each.text)
    for format in DRAWN:
        grids = [grid for grid in read_back(format, filled(name)).grids if grid.is_table]
        first = table.cells[0].text
        start = next(piece for grid in grids for piece in grid.pieces if piece.text == first)
        grid = next(grid for grid in grids if start in grid.pieces)
        cells = sorted((each.top - start.top, each.left, each.text) for each in grid.pieces if each.top >= start.top)
        assert cells[: len(wanted)] == wanted, format


PIECES = st.sampled_from([
    *"甲档案工作，。（）☑□≥－＝＋＠'\"<>&|\\`*_#~^$;,:+-=@\n", "{{", "}}", "  ", "\t", "<b>", "&lt;", "&#10;", "<br>",
    "》95%", "《手册》500 本", "295%", "2100%", "□", "9O%", "附件 1", "2019年度", "单位：元", "> ", "（", "）",
    "\U00020bb7", "\u3000", "\xa0", "↵", "␣", "| --- |", "100%", "=1+1", "─┼│", "_x000D_", "e\u0301", "１２",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@st.composite
def changed(draw: st.DrawFn) -> tuple[Form, Answers]:
    """A published form with other words in some of its cells."""
    form, answers = filled(draw(st.sampled_from(["2-2", "2-4", "2-12"])))
    places = [Path.parse(key) for key in answers.texts]
    printed = {str(row.id) for rows in answers.rows.values() for row in rows if row.preset}
    words = [each for each in places if each.page != HEADER and each.field != "which"]
    words = [each for each in words if not (each.row in printed and each.field == "indicator")]
    free = [each for each in words if form.field(each).kind in ("text", "paragraph", "measure")]
    choices = [each for each in words if form.field(each).kind == "choice"]
    for path in draw(st.lists(st.sampled_from(choices), max_size=2, unique=True)) if choices else ():
        answers = answers.put(path, draw(st.sampled_from(form.field(path).options)))
    for path in draw(st.lists(st.sampled_from(free), min_size=1, max_size=4, unique=True)):
        text = clean(draw(TEXTS), multiline=KINDS[form.field(path).kind].multiline).text.strip()
        answers = answers.put(path, text)
    return form, answers


@settings(max_examples=25, deadline=None)
@given(changed())
@pytest.mark.parametrize("format", DRAWN)
def test_whatever_was_typed_comes_back(format: str, report: tuple[Form, Answers]) -> None:
    (back,) = found(read_back(format, report))
    assert content(assemble(back.form, back.answers)) == content(assemble(*report))
    assert (back.repairs, back.unplaced) == ((), ())
    assert {each.path for each in back.doubts} <= bare_names(*report), "a name alone may be half of another"


def test_a_row_with_a_value_is_its_own_however_its_name_begins() -> None:
    form, answers = filled("2-4")
    row = answers.group_rows("indicators", "timeliness")[1]
    for field, text in (("indicator", "，"), ("target", ""), ("actual", "12 刊")):
        answers = answers.put(Path("indicators", str(row.id), field), text)
    (back,) = found(read_back("html", (form, answers)))
    assert back.doubts == ()


def bare_names(form: Form, answers: Answers) -> set[str]:
    """The names of the rows that have nothing else, as people count them."""
    rows = [row for row in report_data(form, answers)["answers"]["indicators"] if "indicator" in row]
    cells = [[text for name, text in row.items() if name not in ("level1", "level2", "indicator")] for row in rows]
    return {f"indicators.{number}.indicator" for number, texts in enumerate(cells, 1) if not any(texts)}


@settings(max_examples=25, deadline=None)
@given(changed())
def test_data_comes_back_answer_for_answer(report: tuple[Form, Answers]) -> None:
    form, answers = report
    (data,) = read_back("json", report).reports
    taken = Intake(form, new_answers(form, 0), keep_unreadable=True).take(json.loads(json.dumps(data)))
    assert report_data(form, taken)["answers"] == report_data(form, answers)["answers"]
