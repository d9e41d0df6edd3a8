"""Other offices' forms: what each value becomes, what is left, what is asked; the same through every kind of file."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import openpyxl
import pytest

import foreign_forms as foreign
import word_files as word
from counting import calls
from documents import lost, running, table
from forms import library
from forms.exchange import report_data
from forms.recognise import Recognised, Recognition, recognise
from forms.source import Document
from golden import assert_golden
from store.readers import register

DOCUMENTS = {name: Document((table(each),)) for name, each in foreign.DRAWN.items()}
DOCUMENTS |= {name: Document((running(each),)) for name, each in foreign.LINES.items()}


def read(document: Document, **options: Any) -> Recognition:
    return recognise(library.forms(), document, 2000, **options)


def only(document: Document) -> Recognised:
    recognition = read(document)
    assert not recognition.refused and len(recognition.reports) == 1
    return recognition.reports[0]


def data(found: Recognised) -> dict[str, Any]:
    answers: dict[str, Any] = report_data(found.form, found.answers)["answers"]
    return answers


@cache
def drawn(name: str) -> dict[str, Any]:
    """The answers of a form as it is drawn."""
    return data(only(DOCUMENTS[name]))


def told(found: Recognised) -> str:
    """Everything that came of a form, to be looked at."""
    report = report_data(found.form, found.answers)
    lines = [" ".join([report["form"], str(report["year"]), report["number"] or "—", report["title"]])]
    for page, content in report["answers"].items():
        rows = content if isinstance(content, list) else [content]
        lines += [f"{page}: {'｜'.join(f'{key}={value!r}' for key, value in row.items())}" for row in rows]
    lines += [f"没有放进去的 {each.place}{each.of and f' {each.of}'}: {each.text!r}" for each in found.unplaced]
    lines += [f"拿不准的 {each.path}: {each.why}" for each in found.doubts]
    lines += [f"修正 {each.place}: {each.before!r} → {each.after!r} {each.why}" for each in found.repairs]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_value_is_where_it_belongs_and_the_rest_is_listed(name: str) -> None:
    document = DOCUMENTS[name]
    assert lost(document, read(document)) == []
    assert_golden(f"foreign/{name}.txt", told(only(document)))


# -- the same through every kind of file ------------------------------------------------------------------------------


def squares(picture: str) -> Iterator[list[tuple[str, int]]]:
    """The squares of each line with how many columns they span."""
    for line in picture.strip("\n").split("\n"):
        made: list[tuple[str, int]] = []
        for square in (each.strip().replace("/", "\n") for each in line.split("|")):
            made = [*made[:-1], (made[-1][0], made[-1][1] + 1)] if square == "<" else [*made, (square, 1)]
        yield made


def as_html(picture: str) -> bytes:
    rows = (
        "".join(f'<td colspan="{span}">{html.escape(text).replace(chr(10), "<br>")}</td>' for text, span in line)
        for line in squares(picture)
    )
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></body></html>".encode()


def as_docx(picture: str) -> bytes:
    def cell(text: str, span: int) -> str:
        return word.cell(*(word.paragraph(html.escape(line)) for line in text.split("\n")), span=span)

    return word.word_file(word.table(*(word.row(*(cell(*each) for each in line)) for line in squares(picture))))


def as_csv(picture: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(
        [cell for text, span in line for cell in (text, *[""] * (span - 1))] for line in squares(picture)
    )
    return out.getvalue().encode("utf-8-sig")


def as_txt(picture: str) -> bytes:
    lines = ("\t".join(text.replace("\n", "") + "\t" * (span - 1) for text, span in line) for line in squares(picture))
    return "\n".join(lines).encode()


def as_xlsx(picture: str) -> bytes:
    book, out = openpyxl.Workbook(write_only=False), io.BytesIO()
    sheet = book.create_sheet("自评表", 0)
    for top, line in enumerate(squares(picture), 1):
        left = 1
        for text, span in line:
            sheet.cell(top, left, text or None)
            if span > 1:
                sheet.merge_cells(start_row=top, end_row=top, start_column=left, end_column=left + span - 1)
            left += span
    book.save(out)
    return out.getvalue()


WAYS: dict[str, Callable[[str], bytes]] = {
    "html": as_html,
    "docx": as_docx,
    "csv": as_csv,
    "txt": as_txt,
    "xlsx": as_xlsx,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_form_is_the_same_from_every_kind_of_file(way: str) -> None:
    for name, picture in foreign.DRAWN.items():
        document = register.read(WAYS[way](picture), f"自评表.{way}")
        recognition = read(document)
        wanted, got = drawn(name), data(recognition.reports[0])
        if way == "txt":
            wanted = wanted | {"goals": {key: text.replace("\n", "") for key, text in wanted["goals"].items()}}
        assert (name, got) == (name, wanted)
        assert lost(document, recognition) == []


# -- what is not guessed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", foreign.OTHERS)
def test_a_form_of_another_kind_is_refused(name: str) -> None:
    recognition = read(Document((table(foreign.OTHERS[name]),)))
    assert recognition.reports == () and len(recognition.refused) == 1


def test_a_form_of_another_kind_is_taken_where_a_person_says_so() -> None:
    document = Document((table(foreign.OTHERS["department"]),))
    recognition = read(document, form=library.load("project-expenditure"))
    assert lost(document, recognition) == []
    assert data(recognition.reports[0])["funds"][0]["annual_budget"] == "5300"


FUNDS = foreign.DRAWN["central"].replace("其中：当年财政拨款", "{}").replace("上年结转资金", "{}")


@pytest.mark.parametrize(
    ("names", "placed", "asked"),
    [
        (("中央补助", "省级补助"), {}, "「中央补助」"),
        (("省级财政资金", "市级财政资金"), {}, "「省级财政资金」"),
        (("上级补助", "本级财政资金"), {"upper_transfer": "600.00", "local_fiscal": "55.20"}, ""),
        (("市级财政资金", "财政拨款"), {"local_fiscal": "600.00"}, "是不是同一级财政"),
        (("本级财政拨款", "区级财政资金"), {"local_fiscal": "55.20"}, "「本级财政拨款」"),
        (("财政专户管理资金", "单位资金"), {}, "「财政专户管理资金」、「单位资金」"),
    ],
)
def test_a_source_of_funds_is_placed_only_where_it_is_sure(
    names: tuple[str, str], placed: dict[str, str], asked: str
) -> None:
    found = only(Document((table(FUNDS.format(*names)),)))
    keys = ("upper_transfer", "local_fiscal")
    given = {key: found.answers.get(f"funds#{key}.annual_budget") for key in keys}
    assert {key: text for key, text in given.items() if text} == placed
    assert asked in "".join(each.why for each in found.doubts if each.path == "funds")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("》95%", "≥95%"),
        ("《95%", "≤95%"),
        ("295%", "≥95%"),
        ("2100%", "≥100%"),
        ("9O%", "90%"),
        ("lOO%", "100%"),
        ("≥9l%", "≥91%"),
        ("OK", "OK"),
        ("Ool", "Ool"),
        ("195%", "195%"),
        ("200%", "200%"),
        ("250%", "250%"),
        ("《手册》500 本", "《手册》500 本"),
        ("《2020 年鉴》一册", "《2020 年鉴》一册"),
    ],
)
def test_what_a_scanner_misread_is_mended_and_a_guess_is_asked_about(written: str, stored: str) -> None:
    found = only(Document((table(foreign.DRAWN["central"].replace("≥98%", written)),)))
    assert data(found)["indicators"][2]["target"] == stored
    repairs = [each for each in found.repairs if each.before == written]
    doubts = [each for each in found.doubts if each.path == "indicators.3.target"]
    assert bool(repairs) == (written != stored)
    assert bool(doubts) == (written != stored and written[0] not in "》《")


@pytest.mark.parametrize("line", ["单位：元", "金额单位：人民币元", "编制单位：某局 金额单位：元", "（单位：元）"])
def test_amounts_in_yuan_are_said_to_be_wherever_the_unit_stands(line: str) -> None:
    picture = foreign.DRAWN["central"].replace("项目资金（万元）", "项目资金")
    found = only(Document((running(line), table(picture))))
    assert found.doubts_units and found.answers.get("funds#total.executed") == "601.35 元"
    titled = picture.replace("项目支出绩效自评表", "项目支出绩效自评表（单位：元）")
    assert only(Document((table(titled),))).doubts_units


@pytest.mark.parametrize(
    ("boxes", "ticked"),
    [
        ("□延续性 ☑新增 □一次性", "新增"),
        ("1、持续性项目 □ 2、新增性项目 ☑ 3、一次性项目 □", "新增"),
        ("延续性☐ 新增☐ 一次性√", "一次性"),
        ('<input type="checkbox"> 延续性 <input type="checkbox" checked> 新增', "新增"),
        ("[ ]延续性 [x]新增", "新增"),
        ("口延续性 ■新增 口一次性", "新增"),
        ("□延续性 □新增 □一次性", "□延续性 □新增 □一次性"),
        ("☑延续性 ☑新增", "☑延续性 ☑新增"),
    ],
)
def test_the_one_box_that_is_ticked_is_the_answer(boxes: str, ticked: str) -> None:
    picture = foreign.DRAWN["two_claims"].replace("□延续性 ☑新增 □一次性", boxes)
    assert data(only(Document((table(picture),))))["facts"]["project_nature"] == ticked


def test_two_years_in_one_document_are_two_reports_with_their_own_lines_above() -> None:
    later, earlier = foreign.DRAWN["yuan_in_a_line"], foreign.DRAWN["yuan_in_a_line"].replace("2023", "2022")
    document = Document((running("有关表格如下："), table(later), running("二、上一年度"), table(earlier)))
    recognition = read(document)
    assert [report_data(each.form, each.answers)["year"] for each in recognition.reports] == [2023, 2022]
    assert lost(document, recognition) == []


def test_what_a_printed_page_adds_does_not_get_among_the_rows() -> None:
    picture, cells = foreign.DRAWN["central"], foreign.LINES["a_cell_a_line"]
    heads = next(line for line in picture.split("\n") if "三级指标" in line)
    again = f"项目支出绩效自评表（续）{' | <' * 9}\n{heads}\n | | | 数字化页数"
    assert data(only(Document((table(picture.replace(" | | | 数字化页数", again)),)))) == drawn("central")
    numbered = cells.replace("设备套数\n", "— 2 —\n设备套数\n").replace("≥50套", "第 3 页 共 4 页\n≥50套")
    assert data(only(Document((running(numbered),)))) == drawn("a_cell_a_line")


@pytest.mark.parametrize("spans", [True, False])
def test_a_row_that_is_shifted_by_a_column_is_put_back(spans: bool) -> None:
    lines = foreign.DRAWN["central"].strip("\n").split("\n")
    for at, line in enumerate(lines):
        shifted = "\n".join([*lines[:at], f" | {line}", *lines[at + 1 :]])
        assert data(only(Document((table(shifted, spans=spans),)))) == drawn("central")


def test_lines_with_names_and_telephones_filled_in_are_listed_whole() -> None:
    left = {each.text for each in only(DOCUMENTS["cost_first"]).unplaced}
    assert {"填报人：赵六", "联系电话：12345", "填报日期：2025.2.1"} <= left


def longer_table(count: int) -> Document:
    """A table with so many indicators more in one of its classes."""
    more = "".join(f" | | | 数字化页数{n} | < | ≥{n}万页 | {n}万页 | 1 | 1 |\n" for n in range(count))
    first, mark, rest = foreign.DRAWN["central"].partition(" | | | 数字化页数")
    return Document((table(f"{first}{more}{mark}{rest}", spans=False),))


def longer_lines(count: int) -> Document:
    """Lines of a cell each with so many indicators more in one of their classes."""
    more = "".join(f"设备{n}套数\n≥{n}套\n{n}套\n10\n10\n无\n" for n in range(count))
    first, mark, rest = foreign.LINES["a_cell_a_line"].partition("质量指标")
    return Document((running(f"{first}{more}{mark}{rest}"),))


@pytest.mark.parametrize(("made", "rows"), [(longer_table, 7), (longer_lines, 5)])
def test_time_grows_with_the_indicators_of_a_class_and_not_with_their_square(
    made: Callable[[int], Document], rows: int
) -> None:
    few, many = made(15), made(120)
    assert len(data(only(many))["indicators"]) == 120 + rows
    assert calls(lambda: only(many)) < 8 * calls(lambda: only(few))
