from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document as WordDocument

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.table import Table
from seeds import NAMES, seed
from store.errors import FormatError
from store.formats.register import FORMATS, Sheet
from store.readers.docx import read
from word_files import (
    cell,
    cells,
    control,
    deleted,
    document,
    inserted,
    lines,
    paragraph,
    row,
    spans,
    table,
    word_file,
)


def test_a_merged_cell_is_told_once_over_all_that_it_covers() -> None:
    assert cells(
        row(cell("甲", span=2), cell("乙", merge="restart")),
        row("丙", "丁", cell(merge="continue")),
        row("戊", "己", cell(merge="continue")),
        row("庚", "辛", "壬"),
    ) == [
        ("甲", 0, 0, 1, 2),
        ("乙", 0, 2, 3, 3),
        ("丙", 1, 0, 2, 1),
        ("丁", 1, 1, 2, 2),
        ("戊", 2, 0, 3, 1),
        ("己", 2, 1, 3, 2),
        ("庚", 3, 0, 4, 1),
        ("辛", 3, 1, 4, 2),
        ("壬", 3, 2, 4, 3),
    ]


def test_a_merge_over_rows_and_columns_is_a_rectangle() -> None:
    assert cells(
        row(cell("甲", span=2, merge="restart"), "乙"),
        row(cell(span=2, merge="continue"), "丙"),
        row("丁", "戊", "己"),
    )[:2] == [("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 3)]


def test_a_merge_that_goes_on_from_nothing_starts_there() -> None:
    assert cells(row(cell("甲", merge="continue"), "乙"), row(cell(merge="continue"), "丙")) == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("丙", 1, 1, 2, 2),
    ]


def test_a_merge_that_goes_on_in_another_width_starts_anew() -> None:
    assert cells(
        row(cell("甲", span=2, merge="restart"), "乙"),
        row(cell("丙", merge="continue"), cell("丁", merge="continue"), "戊"),
        row(cell("己", merge="continue"), cell("庚", span=2, merge="continue")),
    ) == [
        ("甲", 0, 0, 1, 2),
        ("乙", 0, 2, 1, 3),
        # 己 is covered by 丙, which it goes on from.
        ("丙", 1, 0, 3, 1),
        ("丁", 1, 1, 2, 2),
        ("戊", 1, 2, 2, 3),
        ("庚", 2, 1, 3, 3),
    ]


def test_two_merges_below_one_another_stay_two() -> None:
    assert cells(
        row(cell("甲", merge="restart"), "1"),
        row(cell(merge="continue"), "2"),
        row(cell("乙", merge="restart"), "3"),
        row(cell(merge="continue"), "4"),
    )[::2] == [("甲", 0, 0, 2, 1), ("2", 1, 1, 2, 2), ("3", 2, 1, 3, 2)]


def test_text_left_under_a_merge_is_not_shown_but_told() -> None:
    got = document(table(row(cell("甲", merge="restart"), "乙"), row(cell("旧字", merge="continue"), "丙")))
    assert [piece.text for piece in got.grids[0].pieces] == ["甲", "乙", "丙"]
    assert got.notes == ("表 1 第 1 行第 1 格：合并的格下面压着的文字「旧字」没有读入。",)


def test_what_a_merge_shows_may_stand_under_it_again() -> None:
    """Some programs fill every cell of a merge."""
    again = cell("项目资金 （万元）", merge="continue")
    got = document(table(row(cell("项目资金\n（万元）", merge="restart"), "乙"), row(again, "丙")))
    assert got.notes == ()


def test_what_is_left_out_many_times_is_said_once() -> None:
    under = row(cell("旧字", merge="continue")) * 5
    assert len(document(table(row(cell("甲", merge="restart")), under)).notes) == 1


def test_many_texts_under_merges_are_counted() -> None:
    under = (row(cell(f"旧{each}", merge="continue")) for each in range(25))
    notes = document(table(row(cell("甲", merge="restart")), *under)).notes
    assert len(notes) == 21
    assert notes[-1] == "另有 5 处合并的格下面压着的文字没有读入。"


def test_merges_of_the_old_kind_are_joined_to_the_left() -> None:
    start, on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    got = document(table(row(cell("甲", properties=start), cell("旧字", properties=on), "乙")))
    assert spans(got.grids[0].pieces) == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 3)]
    assert "旧字" in got.notes[0]


@pytest.mark.parametrize("late", ['<w:gridBefore w:val="2"/>', '<w:wBefore w:w="2010" w:type="dxa"/>'])
def test_a_row_that_begins_late_stands_under_its_columns(late: str) -> None:
    got = cells(row("甲", "乙", "丙"), row("丁", properties=late), widths=(1000, 1000, 1000))
    assert got[-1] == ("丁", 1, 2, 2, 3)


def test_a_merge_goes_on_across_a_row_that_begins_late() -> None:
    assert cells(
        row("甲", cell("乙", merge="restart")),
        row(cell(merge="continue"), properties='<w:gridBefore w:val="1"/>'),
    ) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 2, 2)]


def test_a_row_that_ends_early_leaves_a_gap() -> None:
    assert cells(row("甲", "乙", "丙"), row("丁", properties='<w:gridAfter w:val="2"/>'), row("戊", "己")) == [
        *[("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2), ("丙", 0, 2, 1, 3)],
        *[("丁", 1, 0, 2, 1), ("戊", 2, 0, 3, 1), ("己", 2, 1, 3, 2)],
    ]


def test_a_row_without_spans_goes_by_the_widths_of_its_cells() -> None:
    def wide(text: str, width: int) -> str:
        return cell(text, properties=f'<w:tcW w:w="{width}" w:type="dxa"/>')

    assert cells(row(wide("甲", 1000), wide("乙", 3010)), row("丙", "丁", "戊", "己"), widths=(1000,) * 4)[:2] == [
        ("甲", 0, 0, 1, 1),
        ("乙", 0, 1, 1, 4),
    ]


def test_a_deleted_row_is_gone_and_a_hidden_one_is_told() -> None:
    got = document(
        table(
            row(cell("甲", merge="restart"), "乙", properties='<w:del w:id="1"/>'),
            row(cell("丙", merge="continue"), "丁"),
            row("看不见", "", properties="<w:hidden/>"),
            row(cell("戊"), "己", properties='<w:ins w:id="1"/>'),
        )
    )
    assert spans(got.grids[0].pieces) == [
        *[("丙", 0, 0, 1, 1), ("丁", 0, 1, 1, 2), ("戊", 1, 0, 2, 1), ("己", 1, 1, 2, 2)],
    ]
    assert got.notes == ("文档中有修订，已按接受全部修订后的内容读取。", "表 1：隐藏的行「看不见」没有读入。")


def test_cells_deleted_and_merged_by_tracked_changes_are_taken_as_accepted() -> None:
    assert cells(
        row(
            cell("甲", properties='<w:cellMerge w:vMerge="rest"/>'),
            cell("乙", properties='<w:cellDel w:id="1"/>'),
            "丙",
        ),
        row(cell(properties='<w:cellMerge w:vMerge="cont"/>'), "丁"),
    ) == [("甲", 0, 0, 2, 1), ("丙", 0, 1, 1, 2), ("丁", 1, 1, 2, 2)]


def test_content_controls_around_anything_are_opened() -> None:
    value = control("<w:r><w:t>值</w:t></w:r>")
    inside = row(control(cell("甲")), cell(control(paragraph("乙"))), cell(paragraph(value)))
    assert spans(document(control(table(control(control(inside)), row("丁", "戊", "己")))).grids[0].pieces)[:3] == [
        *[("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2), ("值", 0, 2, 1, 3)],
    ]


def test_custom_xml_around_rows_and_cells_is_opened() -> None:
    inside = row(f"<w:customXml>{cell('甲')}</w:customXml>", "乙")
    assert cells(f'<w:customXml w:element="a">{inside}</w:customXml>') == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2)]


def test_paragraphs_of_a_cell_are_lines_of_it() -> None:
    assert cells(row(cell("1. 甲", "", "2. 乙\t丙 "))) == [("1. 甲\n\n2. 乙\t丙 ", 0, 0, 1, 1)]


def test_changes_in_a_cell_are_taken_as_accepted() -> None:
    assert cells(row(cell(paragraph("32", inserted("<w:r><w:t>1.77</w:t></w:r>"), deleted("0.00"))))) == [
        ("321.77", 0, 0, 1, 1)
    ]


def test_a_nested_table_stands_behind_the_outer_one_and_not_in_its_cell() -> None:
    inside = table(row("内甲", cell("内乙", table(row("最内")), paragraph())))
    got = document(table(row("外甲", cell("外乙", inside, paragraph())), row("外丙", "外丁")))
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [
        ["外甲", "外乙", "外丙", "外丁"],
        ["内甲", "内乙"],
        ["最内"],
    ]
    assert [grid.place for grid in got.grids] == [
        "表 1",
        "表 1 第 1 行第 2 格里的表 1",
        "表 1 第 1 行第 2 格里的表 1 第 1 行第 2 格里的表 1",
    ]


def test_a_table_that_only_holds_others_is_seen_through() -> None:
    framed = table(
        row(cell(paragraph("附件 2-5"), paragraph("自评表"), table(row("甲", "乙")), paragraph())),
        row(cell("说明", span=2)),
        row(cell(table(row("丙", "丁")))),
    )
    got = document(framed)
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [
        *[["附件 2-5", "自评表"], ["甲", "乙"], ["说明"], ["丙", "丁"]],
    ]
    assert [grid.is_table for grid in got.grids] == [False, True, False, True]
    assert got.grids[0].pieces[1].place == "表 1 第 1 行里第 2 段"


def test_what_a_table_that_only_holds_others_does_not_show_is_told() -> None:
    hidden = row(cell("藏"), properties="<w:hidden/>")
    covered = row(cell("旧字", merge="continue"))
    got = document(table(row(cell(table(row("甲", "乙")), paragraph(), merge="restart")), covered, hidden))
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [["甲", "乙"]]
    assert got.notes == ("表 1：合并的格下面压着的文字「旧字」没有读入。", "表 1：隐藏的行「藏」没有读入。")


def test_a_value_in_a_table_of_its_own_is_the_text_of_its_cell() -> None:
    boxed = cell(table(row("一次性"), row("延续性")), paragraph())
    got = document(table(row("项目属性", boxed), row("甲", "乙")))
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [["项目属性", "一次性\n延续性", "甲", "乙"]]


def test_places_are_those_of_the_grid() -> None:
    got = document(table(row("甲")) + paragraph("乙") + table(row(cell("丙", span=2), "丁"), row("戊", "", "己")))
    assert [piece.place for piece in got.grids[2].pieces] == [
        "表 2 第 1 行第 1 格",
        "表 2 第 1 行第 3 格",
        "表 2 第 2 行第 1 格",
        "表 2 第 2 行第 3 格",
    ]
    assert all(grid.spans for grid in got.grids)


def test_a_form_torn_into_two_tables_stays_two_grids() -> None:
    assert len(document(table(row("甲")) + table(row("乙"))).grids) == 2


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", span=100_000_000)),
        row(*[cell("甲", span=400)] * 2),
        row("甲", properties='<w:gridBefore w:val="99999"/>'),
        row(*["甲"] * 501),
    ],
)
def test_a_table_too_wide_is_refused(rows: str) -> None:
    with pytest.raises(FormatError, match="超过 500 列"):
        document(table(rows))


@pytest.mark.parametrize("span", ["abc", "0", "-3", ""])
def test_a_span_that_is_none_counts_one(span: str) -> None:
    assert cells(row(cell("甲", properties=f'<w:gridSpan w:val="{span}"/>'), "乙"))[1] == ("乙", 0, 1, 1, 2)


def test_tables_nested_too_deep_are_refused() -> None:
    def nested(levels: int) -> str:
        return table(row(cell(nested(levels - 1)))) if levels else paragraph("底")

    assert document(nested(30)).grids[-1].pieces[0].text == "底"
    with pytest.raises(FormatError, match="30 层"):
        document(nested(31))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.readers.docx.MAX_PIECES", 5)
    assert len(document(table(row(*"甲乙丙丁戊"))).grids[0].pieces) == 5
    with pytest.raises(FormatError, match="超过 5 格"):
        document(table(row(*"甲乙丙丁戊己")))


def test_what_python_docx_merges_is_read_with_its_spans() -> None:
    made: WordDocument = docx.Document()
    made.add_paragraph("附件 2-5")
    grid = made.add_table(5, 6)
    for place, each in enumerate(grid._cells):
        each.text = f"格{place}"
    kept = {(top, left): (top + 1, left + 1) for top in range(5) for left in range(6)}
    for top, left, bottom, right in ((0, 0, 1, 3), (1, 0, 4, 1), (1, 1, 3, 3), (2, 4, 5, 6)):
        texts = f"合{top}{left}"
        merged = grid.cell(top, left).merge(grid.cell(bottom - 1, right - 1))
        merged.text = texts
        for spot in [spot for spot in kept if top <= spot[0] < bottom and left <= spot[1] < right]:
            del kept[spot]
        kept[top, left] = (bottom, right)
    out = io.BytesIO()
    made.save(out)
    _, read_back = read(out.getvalue()).grids
    assert {(piece.top, piece.left): (piece.bottom, piece.right) for piece in read_back.pieces} == kept
    assert all(piece.text.startswith("合") for piece in read_back.pieces if piece.bottom - piece.top > 1)


def report(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


@pytest.mark.parametrize("name", NAMES)
def test_what_we_write_is_read_cell_for_cell(name: str) -> None:
    form = report(name)
    written = FORMATS["docx"].write([Sheet(name, form, dict)])
    assert isinstance(written, bytes)
    got, start = [], 0
    # A form too long for its page goes on in a second table.
    for grid in [grid for grid in read(written).grids if grid.is_table]:
        moved = [piece._replace(top=piece.top + start, bottom=piece.bottom + start) for piece in grid.pieces]
        got += spans(tuple(moved))
        start = max(piece.bottom for piece in moved)
    assert got == [(each.text, each.top, each.left, each.bottom, each.right) for each in form.cells if each.text]


def test_a_file_with_only_lines_has_no_table() -> None:
    assert lines(paragraph("甲") + paragraph("乙")) == ["甲", "乙"]
    assert read(word_file(paragraph("甲"))).grids[0].is_table is False
