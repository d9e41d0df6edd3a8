from __future__ import annotations

import re

import pytest
from lxml import etree

from forms import library
from forms.answers import Answers
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Cell, Table
from golden import assert_golden
from seeds import NAMES, seed
from store.formats.html import write
from store.formats.register import Sheet, Style
from store.readers.html import read


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def page(*tables: Table, names: tuple[str, ...] = ()) -> str:
    named = zip(names or [f"表{number}" for number in range(len(tables))], tables, strict=True)
    return write([Sheet(name, table, dict) for name, table in named], Style())


def elements(text: str, path: str) -> list[etree._Element]:
    found = etree.HTML(text).xpath(path)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, etree._Element)]


def one(text: str, path: str = "a.b") -> Table:
    return Table((Cell(0, 0, 1, 1, text, path),), 1, 1)


def test_a_published_form_is_the_page_that_was_looked_at() -> None:
    assert_golden("2-5.html", page(report("2-5"), names=("档案工作",)))


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_is_read_back_cell_for_cell(name: str) -> None:
    table = report(name)
    lines, cells = read(page(table).encode()).grids
    assert [piece[:5] for piece in cells.pieces] == [(cell.text, *cell[:4]) for cell in table.cells if cell.text]
    assert [piece.text for piece in lines.pieces] == [*table.above, *table.below]
    assert cells.spans


def test_the_page_needs_no_other_file_and_runs_nothing() -> None:
    text = page(report("2-5"))
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert not re.search(r"<script|<link|<img|<iframe|\son\w+=|url\(|@import|https?:|javascript:", text)


def test_an_answer_is_never_a_mark() -> None:
    text = page(one('</td><script>alert("1")</script>&lt;<!--'), names=('"><script>',))
    assert not elements(text, "//script")
    assert elements(text, "//td")[0].text == '</td><script>alert("1")</script>&lt;<!--'
    assert elements(text, "//section")[0].get("id") == '"><script>'


def test_labels_say_what_they_are_the_heads_of() -> None:
    text = page(report("2-5"))
    scopes = {each.text: each.get("scope") for each in elements(text, "//th")}
    assert scopes["项目名称"] == "row"
    assert scopes["年初设定目标"] == scopes["全年完成值"] == "col"
    assert scopes["绩效指标"] == scopes["项目资金（万元）"] == "rowgroup"
    assert scopes["产出指标"] == "row"


@pytest.mark.parametrize(
    ("answer", "heads"),
    [
        ("档案工作", ["项目名称"]),
        ("延续性", ["项目属性"]),
        ("45.54", ["项目资金（万元）", "年度资金总额：", "全年预算数（A）"]),
        ("4 次", ["绩效指标", "产出指标", "数量指标", "全年完成值"]),
        ("加强档案资料整理，", ["绩效指标", "效益指标", "社会效益指标", "三级指标"]),
    ],
)
def test_an_answer_names_its_labels(answer: str, heads: list[str]) -> None:
    text = page(report("2-5"))
    labels = {each.get("id"): each.text for each in elements(text, "//th")}
    cell = next(each for each in elements(text, "//td") if each.text == answer)
    assert [labels[id] for id in (cell.get("headers") or "").split()] == heads


def test_the_remark_is_not_under_the_heads_of_the_indicators() -> None:
    cell = elements(page(report("2-5")), "//tr[last()]/td")[-1]
    assert cell.text == "无"
    assert len((cell.get("headers") or "").split()) == 1


def test_title_and_year_are_the_caption_and_what_stands_before_them_is_not() -> None:
    text = page(report("2-5"))
    (caption,) = elements(text, "//table/caption")
    assert [each.text for each in caption] == [
        "项目支出绩效自评表",
        "(2020 年度)",
        "项目主管部门（公章）：中共深圳市坪山区委办公室",
    ]
    assert [each.text for each in elements(text, "//section/p")] == ["附件 2-5:"]


def test_several_reports_are_sections_with_links_to_them() -> None:
    text = page(report("2-5"), report("2-6"), one("甲"), names=("档案 工作", "外事", "外事"))
    links = [each.get("href") for each in elements(text, "//nav//a")]
    assert [each.get("id") for each in elements(text, "//section")] == ["档案-工作", "外事", "外事--2"]
    assert links[0] == "#%E6%A1%A3%E6%A1%88-%E5%B7%A5%E4%BD%9C"
    assert len({each.get("id") for each in elements(text, "//*[@id]")}) == len(elements(text, "//*[@id]"))
    assert [grid.is_table for grid in read(text.encode()).grids] == [False, True, False, True, True]


def test_one_report_needs_no_links() -> None:
    assert not elements(page(report("2-5")), "//nav")


def test_the_title_of_the_page_names_the_reports() -> None:
    texts = [page(*[one("甲")] * count, names=tuple("甲乙丙丁"[:count])) for count in (1, 2, 4)]
    titles = [elements(text, "//title")[0].text for text in texts]
    assert titles == ["甲", "甲、乙", "甲、乙、丙等 4 份"]


@pytest.mark.parametrize("text", ["甲\n乙", "\n甲\n\n乙\n", "  甲  乙  ", "\t甲\t", "\u3000甲\xa0", "&nbsp;&#10;<br>"])
def test_blanks_and_line_breaks_come_back(text: str) -> None:
    (grid,) = read(page(one(text)).encode()).grids
    assert [piece.text for piece in grid.pieces] == [text]


@pytest.mark.parametrize("code", ["project-expenditure", "investment-project"])
def test_an_empty_form_has_all_its_cells(code: str) -> None:
    table = assemble(library.load(code), Answers())
    assert len(elements(page(table), "//td | //th")) == len(table.cells)


def test_a_report_without_a_table_is_its_lines() -> None:
    text = page(Table((), 0, 0, above=("附件 1：",), below=("完",)))
    assert [piece.text for grid in read(text.encode()).grids for piece in grid.pieces] == ["附件 1：", "完"]


@pytest.mark.parametrize(("name", "side"), [("2-5", "绩效指标"), ("2-12", None)])
def test_the_heads_of_the_indicators_are_in_one_group_with_all_their_rows_so_that_print_repeats_them(
    name: str, side: str | None
) -> None:
    (group,) = elements(page(report(name)), "//tbody[@class='long']")
    heads, *rows = group
    assert heads.get("class") == "heads" and "一级指标" in [each.text for each in heads]
    last = [each.text for each in rows[-1]]
    assert any(text and text.startswith("服务对象满意度") for text in last)
    assert group.get("data-side") == side


def test_the_label_beside_the_rows_is_escaped_where_print_draws_it() -> None:
    heads = (Cell(0, 0, 2, 1, 'A"<b>'), Cell(0, 1, 1, 2, "一"), Cell(0, 2, 1, 3, "二"))
    answers = (Cell(1, 1, 2, 2, "甲", "a.b"), Cell(1, 2, 2, 3, "乙", "a.c"))
    (group,) = elements(page(Table((*heads, *answers), 2, 3)), "//tbody")
    assert group.get("data-side") == 'A"<b>'


def test_the_first_row_of_a_group_has_the_widths_by_which_print_lays_it_out() -> None:
    for group in elements(page(report("2-5")), "//tbody"):
        cells = [each for each in group[0] if each.get("rowspan") is None or not group.get("data-side")]
        shares = [float((each.get("style") or "").removeprefix("--w: ").removesuffix("%")) for each in cells]
        assert sum(shares) == pytest.approx(100, abs=0.5)
