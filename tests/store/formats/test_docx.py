from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from lxml import etree

from forms import library
from forms.answers import Answers
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Cell, Table
from golden import assert_golden
from seeds import NAMES, seed
from store.formats.docx import SIGNATURES
from store.formats.register import FORMATS, Sheet

HOSTILE = (
    "a<b> & \"c\" 'd' {{e}} |",
    "第一行\n第二行\n\n",
    "\t前\t后",
    "  两边  都有  空格  ",
    " ",
    "=1+1",
    "□ 是 ☑ 否 ≥95%",
    "𠮷野家\u00a0一\u3000二",
    "-5",
    "_x0041_",
    "长" * 10_000,
)


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


def written(*tables: Table) -> bytes:
    """The document of some tables, called 甲, 乙 …"""
    sheets = [Sheet("甲乙丙丁戊己庚辛壬癸子丑"[number], table, dict) for number, table in enumerate(tables)]
    data = FORMATS["docx"].write(sheets)
    assert isinstance(data, bytes)
    return data


def opened(*tables: Table) -> Document:
    return docx.Document(io.BytesIO(written(*tables)))


def part(data: bytes, name: str) -> Any:
    """The root of one part of a document."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def little(*texts: str) -> Table:
    """One row of answers."""
    cells = [Cell(0, column, 1, column + 1, text, f"facts.{column}") for column, text in enumerate(texts)]
    return Table(tuple(cells), 1, len(cells))


def squares(table: WordTable) -> list[list[tuple[str, tuple[int, int, int, int]]]]:
    """Each place of a grid with its text and the span of its cell, as python-docx sees them."""
    seen = {cell._tc: cell for cell in table._cells}
    spans = {tc: (cell.text, (tc.top, tc.left, tc.bottom, tc.right)) for tc, cell in seen.items()}
    width = len(table.columns)
    places = [spans[cell._tc] for cell in table._cells]
    return [places[start : start + width] for start in range(0, len(places), width)]


def styles_of(document: Document) -> list[str]:
    return [str(paragraph.style and paragraph.style.style_id) for paragraph in document.paragraphs]


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_is_the_same_table_cell_for_cell(name: str) -> None:
    table = report(name)
    document = opened(table)
    (found,) = document.tables
    assert squares(found) == [
        [(cell.text, (cell.top, cell.left, cell.bottom, cell.right)) for cell in row] for row in table.grid
    ]
    assert [paragraph.text for paragraph in document.paragraphs] == [*table.above, SIGNATURES]


def test_the_document_is_the_one_that_was_looked_at() -> None:
    document = part(written(report("2-5")), "word/document.xml")
    assert_golden("2-5.docx.xml", etree.tostring(document, pretty_print=True, encoding="unicode"))


def test_the_same_report_gives_the_same_bytes() -> None:
    data = written(report("2-5"))
    assert data == written(report("2-5"))
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    table = little("前", text, "后")._replace(above=("附件 1:", text), below=(text,))
    document = opened(table)
    assert document.tables[0].cell(0, 1).text == text
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件 1:", text, text]


def test_several_reports_stand_on_a_page_each_in_their_order() -> None:
    tables = [report(name) for name in NAMES]
    document = opened(*tables)
    new_pages = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert new_pages == [table.above[0] for table in tables[1:]]
    assert len(document.sections) == 1
    assert [each.cell(0, 2).text for each in document.tables][:2] == ["一般行政管理事务", "专项业务活动"]


def test_a_report_without_lines_above_begins_a_page_as_well() -> None:
    document = opened(little("甲"), little("乙"))
    breaks = [bool(each.paragraph_format.page_break_before) for each in document.paragraphs]
    assert breaks == [False, False, True, False]


def test_the_page_is_upright_a4_and_the_table_as_wide_as_its_text() -> None:
    document = opened(report("2-5"))
    section = document.sections[0]
    assert section.page_width and section.page_height and section.left_margin and section.right_margin
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    (table,) = document.tables
    widths = [int(column.width or 0) // 635 for column in table.columns]
    assert sum(widths) == room
    for row in table.rows:
        cells = row._tr.tc_lst
        wanted = [sum(widths[cell.left : cell.right]) for cell in cells]
        assert [int(cell.width or 0) // 635 for cell in cells] == wanted


def test_columns_are_as_wide_as_the_form_says() -> None:
    table = Table(little("甲", "乙", "丙").cells, 1, 3, widths=(1, 2, 1))
    widths = [int(column.width or 0) // 635 for column in opened(table).tables[0].columns]
    assert widths == [2409, 4819, 2410]


def test_fonts_are_named_for_chinese_and_latin_text_alike_and_the_language_is_chinese() -> None:
    styles = part(written(report("2-5")), "word/styles.xml")
    fonts = [dict(each.attrib) for each in styles.iter(qn("w:rFonts"))]
    assert all(len(set(names.values())) == 1 and len(names) == 4 for names in fonts)
    assert {names[qn("w:eastAsia")] for names in fonts} == {"宋体", "仿宋_GB2312", "黑体", "方正小标宋简体"}
    assert [each.get(qn("w:eastAsia")) for each in styles.iter(qn("w:lang"))] == ["zh-CN"]
    assert styles.find(f"{qn('w:docDefaults')}//{qn('w:spacing')}").get(qn("w:after")) == "0"


def test_every_style_that_is_used_is_there() -> None:
    document = opened(report("2-5"), report("2-12"), Table((), 0, 1, below=("注：略",)))
    known = {style.style_id for style in document.styles}
    used = {each.get(qn("w:val")) for each in document.element.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= known


def test_the_lines_above_look_like_what_they_are() -> None:
    document = opened(report("2-5"))
    assert styles_of(document) == ["Number", "FormTitle", "Year", "Line", "Signature"]


def test_a_form_with_lines_of_its_own_below_gets_no_line_for_signatures() -> None:
    document = opened(little("甲")._replace(below=("填表人：", "注：略")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["", "填表人：", "注：略"]


def test_labels_and_amounts_stand_in_the_middle_and_answers_at_the_left() -> None:
    table = opened(report("2-5")).tables[0]
    looks = {cell.text: cell.paragraphs[0].style for row in table.rows for cell in row.cells}
    names = {text: style.style_id for text, style in looks.items() if style}
    assert [names[text] for text in ("项目名称", "档案工作", "45.54", "99.52%", "100%")] == [
        "Label", "Answer", "Figure", "Figure", "Answer",
    ]  # fmt: skip


def test_a_page_says_its_number_and_how_many_there_are() -> None:
    footer = part(written(report("2-5")), "word/footer1.xml")
    assert "".join(footer.itertext()) == "第 1 页 共 1 页"
    assert [each.get(qn("w:instr")).strip() for each in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_properties_name_the_form_and_nobody() -> None:
    properties = opened(report("2-5"), report("2-6")).core_properties
    assert (properties.title, properties.subject) == ("项目支出绩效自评表", "甲、乙")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_names_too_long_for_a_property_are_cut() -> None:
    table = Table((), 0, 1, above=("长" * 300,))
    assert opened(table).core_properties.title == "长" * 255


def test_a_table_without_rows_is_only_its_lines() -> None:
    document = opened(Table((), 0, 3, above=("附件 1:",)))
    assert document.tables == []
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件 1:", SIGNATURES]


@pytest.mark.parametrize("code", ["project-expenditure", "investment-project"])
def test_an_empty_form_can_be_written(code: str) -> None:
    table = assemble(library.load(code), Answers())
    assert len(opened(table).tables[0].rows) == table.height
