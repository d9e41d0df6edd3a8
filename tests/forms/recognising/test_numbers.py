"""Labels and printed names are known with a number before them, as word processors write it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from documents import lost
from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.recognise import recognise
from forms.recognising.labels import Role, Vocabulary, level_head, unnumbered
from forms.source import Document, Grid, Piece
from seeds import seed


def circled(number: int) -> str:
    """As a word processor counts: circles up to 20, then the bare figure."""
    return f"{chr(0x245F + number)} " if number <= 20 else f"{number} "


NUMBERS: list[Callable[[int], str]] = [
    lambda n: f"{n}. ", lambda n: f"{n}.", lambda n: f"{n}、", lambda n: f"（{n}） ", lambda n: f"{n}) ", circled,
]  # fmt: skip


@pytest.mark.parametrize("numbered", NUMBERS, ids=[number(1) for number in NUMBERS])
@pytest.mark.parametrize("name", ["2-5", "2-12"])
def test_numbered_labels_are_known_and_not_told_one_by_one(name: str, numbered: Callable[[int], str]) -> None:
    data = seed(name)
    form = library.load(data["form"])
    table = assemble(form, new_from_data(form, 0, data)[0])
    numbers = count(1)
    pieces = [
        Piece(f"{'' if cell.path else numbered(next(numbers))}{cell.text}", *cell[:4], f"第 {number} 格")
        for number, cell in enumerate(table.cells)
        if cell.text
    ]
    above = [Piece(line, top, 0, top + 1, 1, f"第 {top + 1} 段") for top, line in enumerate(table.above)]
    document = Document((Grid(tuple(above), "", is_table=False), Grid(tuple(pieces), "表 1")))
    recognition = recognise(library.forms(), document, 1999)
    (report,) = recognition.reports
    back = assemble(report.form, report.answers)
    assert (back.above, back.cells) == (table.above, table.cells)
    assert (report.unplaced, report.doubts) == ((), ())
    assert [each for each in report.repairs if each.why == "标签里的空格"] == []


def test_numbered_names_that_are_printed_on_the_form_are_the_rows_of_the_form() -> None:
    data = seed("2-12")
    form = library.load(data["form"])
    answers = new_from_data(form, 0, data)[0]
    table = assemble(form, answers)
    printed = {name for group in form.page("indicators").groups for name in group.preset}
    numbers = count(1)
    pieces = [
        Piece(f"{f'{next(numbers)}. ' if cell.text in printed else ''}{cell.text}", *cell[:4], f"第 {number} 格")
        for number, cell in enumerate(table.cells)
        if cell.text
    ]
    document = Document((Grid(tuple(pieces), "表 1"),))
    recognition = recognise(library.forms(), document, 2020)
    (report,) = recognition.reports
    assert assemble(report.form, report.answers).cells == table.cells
    assert {each.why for each in report.repairs if each.before[:1].isdigit()} == {"标签里的编号"}
    assert lost(document, recognition) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("12. 其中：上级转移支付资金", "其中：上级转移支付资金"),
        ("14. 2020 年实际下达政府投资计划", "2020 年实际下达政府投资计划"),
        ("㉑ 三级指标", "三级指标"),
        ("⑴项目名称", "项目名称"),
        ("十二、说明", "说明"),
        ("３．主管部门", "主管部门"),
        ("1.5 倍", "1.5 倍"),
        ("12 月", "12 月"),
        ("2020 年", "2020 年"),
        ("1.", "1."),
        ("①", "①"),
        ("一级指标", "一级指标"),
    ],
)
def test_a_number_is_taken_from_before_a_label_alone(text: str, label: str) -> None:
    assert unnumbered(text) == label


def test_a_number_before_a_label_hides_nothing_of_what_it_means() -> None:
    vocabulary = Vocabulary(library.load("project-expenditure"))
    assert vocabulary.find("12. 其中：上级转移支付资金", Role.ROW) is not None
    assert (level_head("19. 一级指标"), level_head("⑳ 二级指标")) == (1, 2)
