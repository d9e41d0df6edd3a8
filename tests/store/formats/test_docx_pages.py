from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Cell, Table
from seeds import NAMES, seed
from store.formats.docx_blank import blank, paper
from store.formats.docx_columns import ENDS, SIDES
from store.formats.docx_fit import Part, on_one_page, total
from store.formats.docx_pages import heads, on_several_pages
from store.formats.register import FORMATS, Sheet

ABOVE, BELOW = 1900, 480
"""What the lines above and below a form take of a page, in twips."""


def report(name: str, indicators: int = 0) -> Table:
    """A published form, its indicators repeated until they are so many."""
    data = seed(name)
    rows = data["answers"]["indicators"]
    if indicators:
        data["answers"]["indicators"] = [
            {**rows[number * len(rows) // indicators], "indicator": f"第 {number} 项"} for number in range(indicators)
        ]
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def tables_of(table: Table) -> list[Any]:
    """The tables of the written document."""
    data = FORMATS["docx"].write([Sheet("甲", table, dict)])
    assert isinstance(data, bytes)
    return list(docx.Document(io.BytesIO(data)).tables)


def rows_with(table: Any, tag: str) -> list[int]:
    """The rows of a written table with a property."""
    return [number for number, row in enumerate(table.rows) if row._tr.find(f"{qn('w:trPr')}/{qn(tag)}") is not None]


def first_rows(parts: tuple[Part, ...], further: int) -> list[int]:
    """The rows of the last part with which a page begins, in a program whose lines take so much more."""
    *before, rest = parts
    room = paper().height - ABOVE
    room -= sum(sum(part.heights) + further * len(part.heights) + 20 for part in before)
    head = rest.heights[: rest.heads]
    room -= sum(head) + further * len(head)
    begun = []
    for row in range(rest.heads, rest.table.height):
        taken = rest.heights[row] + further
        if taken > room:
            begun.append(row)
            room = paper().height - sum(head) - further * len(head)
        room -= taken
    assert room >= BELOW
    return begun


def answers(*tables: Table) -> list[tuple[str, str]]:
    return [(cell.path, cell.text) for table in tables for cell in table.cells if not cell.is_label]


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_fits_on_one_page(name: str) -> None:
    one = on_one_page(report(name), paper(), paper().height - ABOVE - BELOW)
    assert one is not None
    assert total(one[1].heights) + ABOVE + BELOW < paper().height
    assert len(tables_of(report(name))) == 1


def test_letters_become_small_only_where_a_form_would_not_fit() -> None:
    room = paper().height - ABOVE - BELOW
    letters = {name: one[0].letters for name in NAMES if (one := on_one_page(report(name), paper(), room))}
    assert [name for name, kind in letters.items() if kind == "Small"] == ["2-4", "2-7", "2-11", "2-12"]


def test_a_long_form_goes_on_at_the_head_of_the_indicators() -> None:
    before, rest = tables_of(report("2-5", 60))
    assert [cell.text for cell in rest.rows[0].cells] == [
        "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施",
    ]  # fmt: skip
    assert rows_with(before, "w:tblHeader") == []
    assert rows_with(rest, "w:tblHeader") == [0]
    assert rows_with(rest, "w:cantSplit") == list(range(len(rest.rows)))
    assert rest.cell(1, 0).text == ""


def test_a_title_over_a_head_is_said_again_with_it() -> None:
    _, rest = tables_of(report("2-12", 60))
    assert rows_with(rest, "w:tblHeader") == [0, 1]
    assert rest.cell(0, 0).text == "项目绩效指标"


def test_between_the_two_tables_stands_a_line_that_is_not_seen() -> None:
    before, _ = tables_of(report("2-5", 60))
    between = before._tbl.getnext()
    assert between.tag == qn("w:p")
    assert between.style == "Seam"
    last = before.rows[-1]._tr.tc_lst[-1]
    assert last.find(f".//{qn('w:tcBorders')}/{qn('w:bottom')}").get(qn("w:val")) == "nil"


@pytest.mark.parametrize("further", [0, 5, 10])
@pytest.mark.parametrize(("name", "count"), [("2-5", 60), ("2-4", 31), ("2-4", 90), ("2-12", 60), ("2-1", 200)])
def test_each_page_begins_with_the_labels_of_its_first_row(name: str, count: int, further: int) -> None:
    _, parts = on_several_pages(report(name, count), paper(), ABOVE, BELOW)
    rest = parts[-1]
    begun = first_rows(parts, further)
    assert begun
    for row in begun:
        labels = [cell for cell in rest.table.grid[row] if cell.is_label and cell.text]
        assert [cell.text for cell in labels if cell.top < row] == []


@pytest.mark.parametrize(("name", "count"), [("2-5", 60), ("2-12", 45), ("2-1", 200)])
def test_every_answer_is_there_once_and_in_its_order(name: str, count: int) -> None:
    table = report(name, count)
    _, parts = on_several_pages(table, paper(), ABOVE, BELOW)
    assert answers(*(part.table for part in parts)) == answers(table)


def test_a_row_higher_than_half_a_page_may_be_torn_and_no_other() -> None:
    cells = [Cell(row, 0, row + 1, 1, "长" * (3000 if row == 1 else 3), f"facts.{row}") for row in range(30)]
    (table,) = tables_of(Table(tuple(cells), 30, 1))
    assert [row for row in range(30) if row not in rows_with(table, "w:cantSplit")] == [1]
    assert 1 not in rows_with(table, "w:trHeight")


def test_a_table_without_a_head_is_one_table() -> None:
    cells = [Cell(row, 0, row + 1, 1, "甲", f"facts.{row}") for row in range(90)]
    (table,) = tables_of(Table(tuple(cells), 90, 1))
    assert rows_with(table, "w:tblHeader") == []


def test_a_head_is_a_row_of_labels_that_no_other_cell_reaches_into() -> None:
    assert [(head.top, head.below, head.end) for head in heads(report("2-5"))] == [(8, 9, 10), (10, 11, 21)]
    assert [(head.top, head.below, head.end) for head in heads(report("2-12"))] == [(13, 15, 27)]


def test_the_margins_of_a_cell_are_those_of_the_style_of_the_table() -> None:
    margins = blank().styles.element.find(f".//{qn('w:tblCellMar')}")
    top, left, bottom, right = (int(each.get(qn("w:w"))) for each in margins)
    assert (left + right, top + bottom) == (SIDES, ENDS)


TEXTS = st.text("字母A1，。 \n", max_size=400)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 9), TEXTS), min_size=1, max_size=25), st.lists(TEXTS, max_size=6))
def test_any_table_is_set_without_losing_an_answer(groups: list[tuple[int, str]], facts: list[str]) -> None:
    cells = [Cell(row, 0, row + 1, 3, text, f"facts.{row}") for row, text in enumerate(facts)]
    top = len(facts)
    cells += [Cell(top, column, top + 1, column + 1, name) for column, name in enumerate(("一级", "二级", "内容"))]
    bottom = top + 1 + sum(rows for rows, _ in groups)
    cells[-3] = cells[-3]._replace(bottom=bottom)
    row = top + 1
    for rows, text in groups:
        cells.append(Cell(row, 1, row + rows, 2, "数量指标"))
        cells += [Cell(each, 2, each + 1, 3, text, f"indicators#{each}.actual") for each in range(row, row + rows)]
        row += rows
    table = Table(tuple(sorted(cells)), bottom, 3)
    fitted, parts = on_several_pages(table, paper(), ABOVE, BELOW)
    assert sum(fitted.widths) == paper().width
    assert answers(*(part.table for part in parts)) == answers(table)
    for part in parts:
        assert len(part.table.grid) == len(part.heights)
