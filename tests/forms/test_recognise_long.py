"""No text holds recognition up, however long it is: a step that took the square of its length would never end here."""

from __future__ import annotations

import pytest

import foreign_forms as foreign
from documents import table
from forms import library
from forms.recognise import Recognised, recognise
from forms.source import Document, Grid, Piece

LONG = 20_000
"""Characters of a text, more than any answer has."""
LONG_TEXTS = {
    "blanks": f"x{' ' * LONG}x",
    "a figure and blanks": f"1{' ' * LONG}x",
    "a number and blanks": f"附件1{' ' * LONG}x",
    "a unit and blanks": f"单位{' ' * LONG}x",
    "a colon and blanks": f"单位：{' ' * LONG}x",
    "a year and blanks": f"2020年{' ' * LONG}x",
    "a bracketed year and blanks": f"（2020 年{' ' * LONG}x",
    "brackets": "（" * LONG,
    "closed brackets": "（" * LONG + "）" * LONG,
    "misread signs": "《" * LONG + "5",
    "digits": "9" * LONG,
    "letters like digits": "lO" * LONG,
    "colons": "：" * LONG,
    "colons and words": "项目：" * LONG,
    "labels": "主管部门：" * LONG,
    "labels and blanks": "主管部门： " * LONG,
    "letters apart": "项 " * LONG,
    "lines": "\n" * LONG + "x",
    "short lines": "一\n" * LONG,
    "boxes": "□" * LONG,
    "boxes and options": "□延续性" * LONG,
    "checkboxes": "<input " * LONG,
    "a title": "绩效" * LONG + "表",
    "titles": "自评表（" * LONG,
    "dates": "2020年1月一" * LONG,
    "dashes": "-" * LONG,
    "amounts": "316.75 万元" + " " * LONG + "（其中：财政拨款",
    "sign-off": "填报人" * LONG + "：",
    "tabs": "\t" * LONG + "x",
    "words apart": "甲  乙" * LONG,
}
PICTURE = foreign.DRAWN["central"]


def only(document: Document) -> Recognised:
    recognition = recognise(library.forms(), document, 2024)
    assert not recognition.refused and len(recognition.reports) == 1
    assert lost_but_long(document, recognition.reports[0]) == []
    return recognition.reports[0]


def lost_but_long(document: Document, found: Recognised) -> list[str]:
    """The last words of long texts that are nowhere; those with colons are put apart into labels and answers."""
    kept = [*(each.text for each in found.unplaced), *found.answers.texts.values()]
    written = "".join("".join(each.split()) for each in kept)
    texts = (piece.text for grid in document.grids for piece in grid.pieces if len(piece.text) >= LONG)
    return [text[-20:] for text in texts if "：" not in text and text.split()[-1] not in written]


def changed(grid: Grid, before: str, text: str) -> Grid:
    """The table with another text in one of its cells."""
    pieces = (piece._replace(text=text) if piece.text == before else piece for piece in grid.pieces)
    return grid._replace(pieces=tuple(pieces))


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_a_long_text_anywhere_leaves_the_other_cells_where_they_belong(text: str) -> None:
    grid = table(PICTURE)
    names = {piece.text for piece in grid.pieces} & {"修复古籍册数", "600.00"}
    assert len(names) == 2
    above = Grid((Piece(text, 0, 0, 1, 1, "第 1 行"),), "", is_table=False, spans=False)
    plain = only(Document((grid,))).answers
    for document in (Document((above, grid)), *(Document((changed(grid, name, text),)) for name in names)):
        answers = only(document).answers
        assert answers.get("facts.project_name") == plain.get("facts.project_name")
        assert answers.get("funds#total.executed") == plain.get("funds#total.executed")


def test_many_columns_under_one_head_are_no_table_of_a_form() -> None:
    heads = [f"{name}{' | 合计' * 200}" for name in ("项目名称", "一级指标", "产出指标")]
    recognition = recognise(library.forms(), Document((table("\n".join(heads)),)), 2024)
    assert recognition.reports == () and len(recognition.refused) == 1


def test_rows_by_the_thousand_that_go_on_are_one_answer_or_listed() -> None:
    lines = PICTURE.strip("\n").split("\n")
    at = next(number for number, line in enumerate(lines) if "数字化页数" in line)
    more = [f" | | | 续行{number} | <" for number in range(1_500)]
    grid = table("\n".join([*lines[: at + 1], *more, *lines[at + 1 :]]))
    document = Document((grid,))
    recognition = recognise(library.forms(), document, 2024)
    (found,) = recognition.reports
    written = "".join(each for each in found.answers.texts.values())
    left = {each.text for each in found.unplaced}
    assert all(f"续行{number}" in left or f"续行{number}" in written for number in (0, 700, 1_499))
