from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.source import Document, Piece
from forms.table import Table
from seeds import NAMES, seed
from store.errors import FormatError
from store.formats import xlsx as written
from store.formats.register import Sheet, Style
from store.readers.sheets import column_of, letters
from store.readers.xlsx import read
from workbooks import STRICT, USUAL, packed, parts, relations, row, text


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def new_book() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    return book, sheet


def shown(document: Document) -> dict[str, str]:
    """Every piece of the first sheet by the name of its cell."""
    return {piece.place.rpartition("」")[2]: piece.text for piece in document.grids[0].pieces}


def by_hand(rows: str, **more: object) -> Document:
    return read(packed(parts(rows, **more)))  # type: ignore[arg-type]  # handed on as they are


def table_of(name: str) -> Table:
    data = seed(name)
    form = library.load(data["form"])
    return assemble(form, new_from_data(form, data["year"], data)[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_form_as_it_is_exported_reads_back_cell_for_cell(name: str) -> None:
    table = table_of(name)
    data = written.write([Sheet(name, table, dict)], Style())
    pieces = {piece[1:5]: piece.text for piece in read(data).grids[0].pieces}
    above = len(table.above)
    for number, line in enumerate(table.above):
        assert pieces.pop((number, 0, number + 1, table.width)) == line
    for cell in table.cells:
        area = (cell.top + above, cell.left, cell.bottom + above, cell.right)
        assert pieces.pop(area, "") == (cell.text if cell.text.strip() else "")
    assert list(pieces.values()) == list(table.below)


def test_each_sheet_is_a_grid_whose_cells_are_named_as_excel_names_them() -> None:
    book, sheet = new_book()
    sheet["B7"] = "干部体检"
    book.create_sheet("2-6 (2)")["AA1"] = "培训"
    first, second = read(saved(book)).grids
    assert (first.place, first.is_table, first.spans) == ("工作表「表」", True, True)
    assert first.pieces == (Piece("干部体检", 6, 1, 7, 2, "工作表「表」B7"),)
    assert second.pieces == (Piece("培训", 0, 26, 1, 27, "工作表「2-6 (2)」AA1"),)


@pytest.mark.parametrize(
    "words", ["=1+1", "甲\n乙", " 两边 ", "a\tb", "𠮷", "_x000D_", "_x005F_", "<&>\"'", "□ ☑ ≥", "\xa0甲\u3000", "001"]
)
def test_a_text_comes_back_as_it_was_written(words: str) -> None:
    book, sheet = new_book()
    sheet["A1"] = words.replace("_x", "_x005F_x")
    sheet["A1"].data_type = "s"
    assert shown(read(saved(book))) == {"A1": words}


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (4, '0" 场"', "4 场"),
        (0.95, '"≥"0%', "≥95%"),
        (0.839, "0.00%", "83.90%"),
        (11122315.04, "#,##0.00", "11,122,315.04"),
        (83.9, "0.00_ ", "83.90"),
        (43891, 'yyyy"年"m"月"d"日"', "2020年3月1日"),
        (43891, "mm-dd-yy", "2020/3/1"),
        (0.1 + 0.2, "General", "0.3"),
        (321.77, "@", "321.77"),
        (True, "General", "TRUE"),
        ("甲", '@"元"', "甲元"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: object, code: str, text: str) -> None:
    book, sheet = new_book()
    sheet["A1"] = value  # type: ignore[assignment]  # values of many types
    sheet["A1"].number_format = code
    assert shown(read(saved(book))) == {"A1": text}


def test_formats_that_a_file_names_by_number_alone_are_those_of_a_chinese_program() -> None:
    cells = "".join(f'<c r="A{n}" s="{n}"><v>43891</v></c>' for n in (1, 2, 3))
    assert shown(by_hand(row(1, cells), formats=(31, 57, 99))) == {"A1": "43891"}  # the last cell of a name holds
    cells = "".join(f'<c s="{n}"><v>43891</v></c>' for n in (1, 2, 3))
    assert list(shown(by_hand(row(1, cells), formats=(31, 57, 99))).values()) == ["2020年3月1日", "2020年3月", "43891"]


def test_dates_of_a_workbook_of_1904_are_its_own() -> None:
    document = by_hand(row(1, '<c r="A1" s="1"><v>42429</v></c>'), formats=(14,), properties='date1904="1"')
    assert shown(document) == {"A1": "2020/3/1"}


def test_a_moment_written_in_words_is_shown_in_its_format() -> None:
    cells = '<c r="A1" s="1" t="d"><v>2020-03-01T00:00:00</v></c><c r="B1" t="d"><v>月底</v></c>'
    assert shown(by_hand(row(1, cells), formats=(31,), properties='date1904="1"')) == {
        "A1": "2020年3月1日",
        "B1": "月底",
    }


def test_merged_cells_are_told_and_are_never_larger_than_what_is_used() -> None:
    book, sheet = new_book()
    sheet["A1"] = "标题"
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "项目资金"
    sheet.merge_cells("A2:A5")
    assert [piece[1:5] for piece in read(saved(book)).grids[0].pieces] == [(0, 0, 1, 7), (1, 0, 5, 1)]


@pytest.mark.parametrize(
    ("merge", "area"),
    [
        ("A1:XFD1048576", (0, 0, 2, 3)),
        ("A1:XFD1", (0, 0, 1, 3)),
        ("A1:A1048576", (0, 0, 2, 1)),
        ("A1:Z100000", (0, 0, 2, 26)),
        ("A1:C1", (0, 0, 1, 3)),
        ("A1:A1", (0, 0, 1, 1)),
        ("C1:A1", (0, 0, 1, 1)),
        ("A1", (0, 0, 1, 1)),
        ("#REF!", (0, 0, 1, 1)),
    ],
)
def test_a_merge_over_a_whole_sheet_row_or_column_ends_where_the_text_ends(merge: str, area: tuple[int, ...]) -> None:
    rows = row(1, text("A1", "标题")) + row(2, text("C2", "甲"))
    document = by_hand(rows, after=f'<mergeCells><mergeCell ref="{merge}"/></mergeCells>')
    assert document.grids[0].pieces[0][1:5] == area


def test_of_two_merges_that_overlap_the_first_holds_and_it_is_said() -> None:
    merges = '<mergeCells><mergeCell ref="B1:C2"/><mergeCell ref="A1:B1"/><mergeCell ref="A1:B1"/></mergeCells>'
    document = by_hand(row(1, text("A1", "甲"), text("C1", "乙")), after=merges)
    assert [(piece.text, *piece[1:5]) for piece in document.grids[0].pieces] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 3)]
    assert document.notes == ("工作表「表」的合并格 B1:C2 与别的合并格重叠，按没有合并读取。",)


def test_text_under_a_merge_is_left_out_and_said() -> None:
    merges = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    document = by_hand(row(1, text("A1", "甲"), text("B1", "旧\n字")), after=merges)
    assert shown(document) == {"A1": "甲"}
    assert document.notes == ("工作表「表」有文字压在合并格下面，表中看不见，没有读取：B1「旧 字」。",)


def test_hidden_sheets_are_left_out_and_said() -> None:
    book, sheet = new_book()
    sheet["A1"] = "甲"
    for name, state in (("底稿", "hidden"), ("名单", "veryHidden")):
        hidden = book.create_sheet(name)
        hidden["A1"] = "乙"
        hidden.sheet_state = state
    document = read(saved(book))
    assert [grid.place for grid in document.grids] == ["工作表「表」"]
    assert document.notes == ("工作表「底稿」已隐藏，没有读取。", "工作表「名单」已隐藏，没有读取。")


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    book, sheet = new_book()
    for number in range(1, 10):
        for letter in "ABCDEF":
            sheet[f"{letter}{number}"] = f"{letter}{number}"
    for number in (3, 4, 5, 8):
        sheet.row_dimensions[number].hidden = True
    sheet.row_dimensions[200].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)
    sheet.column_dimensions["E"].hidden = True
    document = read(saved(book))
    assert [piece.text for piece in document.grids[0].pieces if piece.left == 1] == ["D1", "D2", "D6", "D7", "D9"]
    assert document.grids[0].pieces[-1] == Piece("F9", 4, 2, 5, 3, "工作表「表」F9")
    assert document.notes == (
        "工作表「表」第 3—5、8 行已隐藏，没有读取。",
        "工作表「表」B—C、E 列已隐藏，没有读取。",
    )


def test_a_row_without_height_and_a_column_without_width_are_hidden() -> None:
    rows = row(1, text("A1", "甲"), attributes='ht="0" customHeight="1"') + row(2, text("A2", "乙"), text("B2", "丙"))
    document = by_hand(rows, before='<cols><col min="2" max="16384" width="0" customWidth="1"/></cols>')
    assert shown(document) == {"A2": "乙"}
    assert document.notes == ("工作表「表」第 1 行已隐藏，没有读取。", "工作表「表」B—XFD 列已隐藏，没有读取。")


def test_a_merged_cell_is_read_when_any_part_of_it_is_shown() -> None:
    book, sheet = new_book()
    sheet["A1"], sheet["C3"] = "甲", "乙"
    sheet.merge_cells("A1:B2")
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    document = read(saved(book))
    assert [(piece.text, *piece[1:5]) for piece in document.grids[0].pieces] == [("甲", 0, 0, 1, 1), ("乙", 1, 1, 2, 2)]
    assert document.notes == ()


def test_a_formula_is_read_as_what_it_gave() -> None:
    cells = (
        '<c r="A1" s="1"><f>B1/C1</f><v>0.83899999999999997</v></c><c r="B1" t="str"><f>A2&amp;""</f><v></v></c>'
        '<c r="C1" t="str"><f>T(A3)</f><v>有效</v></c><c r="D1" t="e"><f>A9</f><v>#REF!</v></c>'
    )
    document = by_hand(row(1, cells), formats=("0.00%",))
    assert shown(document) == {"A1": "83.90%", "C1": "有效", "D1": "#REF!"}
    assert document.notes == ("工作表「表」D1 的公式出错，按显示的错误值读入，请核对。",)


def test_a_formula_never_calculated_is_read_as_a_formula_and_said() -> None:
    book, sheet = new_book()
    sheet["A1"] = "=B1/C1"
    document = read(saved(book))
    assert shown(document) == {"A1": "=B1/C1"}
    assert document.notes == ("工作表「表」A1 的公式没有算出结果，读入的是公式本身，请在 Excel 中打开并保存后再导入。",)


def test_a_picture_that_wps_puts_into_a_cell_is_said_not_to_be_read() -> None:
    cell = '<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1F",1)</f><v>=DISPIMG("ID_1F",1)</v></c>'
    document = by_hand(row(1, text("A1", "附图") + cell))
    assert shown(document) == {"A1": "附图"}
    assert document.notes == ("工作表「表」B1 是图片，没有读取。",)


def test_many_places_of_one_kind_are_one_sentence() -> None:
    shared = "".join(f'<c r="{letters(n)}1"><f t="shared" si="0">{"B2" * (n == 0)}</f></c>' for n in range(7))
    document = by_hand(row(1, shared))
    assert set(shown(document).values()) == {"=B2"}
    assert len(document.notes) == 1
    assert "A1、B1、C1、D1、E1等 7 处的公式没有算出结果" in document.notes[0]


def test_what_a_number_format_hides_or_shortens_is_said() -> None:
    cells = '<c r="A1" s="1"><v>5</v></c><c r="B1"><v>440301199001011234</v></c>'
    cells += '<c r="C1" s="1" t="str"><v>甲</v></c><c r="D1" s="1" t="str"><v> </v></c>'
    document = by_hand(row(1, cells), formats=(";;;",))
    assert shown(document)["B1"].startswith("44030119900101")
    assert document.notes == (
        "工作表「表」A1、C1 的内容被数字格式隐藏，没有读取。",
        "工作表「表」B1 按科学记数法显示，读入的是完整数字，请核对。",
    )


def test_shared_text_is_joined_from_its_runs_without_readings() -> None:
    strings = (
        '<si><t>甲</t></si><si><r><rPr/><t xml:space="preserve">年度 </t></r><r><t>资金</t></r>'
        '<rPh sb="0" eb="1"><t>ねん</t></rPh></si><si><t>\n  缩进\n</t></si>'
        "<si><t>两_x000D_\n行_x005F_x000D_</t></si><si/>"
        "<si><t>_xD842__xDFB7_</t></si>"
    )
    cells = "".join(f'<c r="{letters(n)}1" t="s"><v>{n}</v></c>' for n in range(6))
    assert list(shown(by_hand(row(1, cells), strings=strings)).values()) == [
        "甲",
        "年度 资金",
        "缩进",
        "两\r\n行_x000D_",
        "𠮷",
    ]


def test_rows_and_cells_need_no_names_where_they_follow_one_another() -> None:
    cells = '<c t="inlineStr"><is><t>甲</t></is></c><c/><c t="inlineStr"><is><t>乙</t></is></c>'
    assert shown(by_hand(f"<row>{cells}</row><row>{cells}</row>")) == {"A1": "甲", "C1": "乙", "A2": "甲", "C2": "乙"}


def test_strict_open_xml_is_read_like_any_other() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    rows = row(1, text("A1", "甲")) + row(2, '<c r="B2" s="1"><v>0.839</v></c>')
    strict, usual = (by_hand(rows, formats=(10,), after=merges, space=space) for space in (STRICT, USUAL))
    assert strict == usual
    assert shown(strict) == {"A1": "甲", "B2": "83.90%"}


def test_the_size_that_a_sheet_claims_is_not_believed() -> None:
    rows = row(1, text("A1", "甲")) + row(3, text("E3", "乙"))
    for claimed in ("A1", "A1:XFD1048576", "nonsense"):
        assert shown(by_hand(rows, before=f'<dimension ref="{claimed}"/>')) == {"A1": "甲", "E3": "乙"}


def test_blank_cells_and_text_far_out_are_no_pieces() -> None:
    rows = row(1, text("A1", "甲"), text("B1", " \u3000"), text("XFD1", "远")) + row(1048576, text("A1048576", "尾"))
    document = by_hand(rows)
    assert shown(document) == {"A1": "甲"}
    assert document.notes == ("工作表「表」第 20000 行或第 500 列以后还有 2 格，没有读取。",)


def test_a_sheet_of_more_than_any_form_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FormatError, match="请只留下自评表所在的工作表"):
        by_hand("".join(row(n, text(f"A{n}", "甲")) for n in range(20_001, 21_100)))
    monkeypatch.setattr("store.readers.sheets.MAX_PIECES", 99)
    for rows in (row(1, *(text(f"{letters(n)}1", "甲") for n in range(100))), row(1, text("A1", "甲") * 100)):
        with pytest.raises(FormatError, match="请只留下自评表所在的工作表"):
            by_hand(rows)


def test_the_title_in_a_text_box_is_read_before_the_table() -> None:
    controls = '<controls><control shapeId="1025" name="复选框 1"/></controls>'
    made = parts(row(5, text("A5", "项目名称")), after=controls)
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def anchor(number: int, *paragraphs: str, id: int = 2, hidden: int = 0) -> str:
        lines = "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)
        return (
            f"<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>{number}</xdr:row></xdr:from><xdr:sp><xdr:nvSpPr>"
            f'<xdr:cNvPr id="{id}" name="" hidden="{hidden}"/></xdr:nvSpPr>'
            f"<xdr:txBody>{lines}</xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
        )

    made["xl/drawings/drawing1.xml"] = (
        f'<xdr:wsDr xmlns:xdr="{drawing}/spreadsheetDrawing" xmlns:a="{drawing}/main" xmlns:mc="{compatibility}">'
        f"{anchor(1, '否', id=1025)}"
        f"{anchor(3, '（2020年度）')}{anchor(0, '项目支出', '', '绩效自评表')}{anchor(1, '复选框', hidden=1)}"
        f"<mc:AlternateContent><mc:Choice>{anchor(4, '甲')}</mc:Choice><mc:Fallback>{anchor(4, '乙')}</mc:Fallback>"
        "</mc:AlternateContent></xdr:wsDr>"
    )
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("rId1", "drawing", "../drawings/drawing1.xml"))
    lines, table = read(packed(made)).grids
    assert [piece.text for piece in lines.pieces] == ["项目支出", "绩效自评表", "（2020年度）", "甲"]
    assert not lines.is_table
    assert lines.pieces[1] == Piece("绩效自评表", 1, 0, 2, 1, "工作表「表」的文本框")
    assert [piece.text for piece in table.pieces] == ["项目名称"]


def test_check_boxes_are_read_with_the_cell_that_they_lie_on() -> None:
    made = parts(row(3, text("A3", "是否重点")), after='<mergeCells><mergeCell ref="B3:C3"/></mergeCells>')

    def shape(label: str, anchor: str, kind: str = "Checkbox", checked: str = "") -> str:
        return (
            f"<v:shape style='height:12pt'><v:textbox><div><font>{label}<br></font></div></v:textbox>"
            f"<x:ClientData ObjectType='{kind}'><x:Anchor>{anchor}</x:Anchor>{checked}</x:ClientData></v:shape>"
        )

    made["xl/drawings/vml.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f"{shape('否', '2, 40, 1, 14, 3, 0, 2, 10', checked='<x:Checked>1</x:Checked>')}"
        f"{shape('是', '2, 5, 2, 3, 3, 0, 2, 19')}{shape('批注', '1, 0, 2, 0, 3, 0, 2, 9', 'Note')}"
        f"{shape('新建', '0, 5, 3, 14, 3, 0, 4, 6', 'Radio')}</xml>"
    )
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("rId1", "vmlDrawing", "../drawings/vml.vml"))
    assert [(piece.text, *piece[1:5]) for piece in read(packed(made)).grids[0].pieces] == [
        ("是否重点", 2, 0, 3, 1),
        ("□是 ☑否", 2, 1, 3, 3),
        ("□新建", 3, 0, 4, 1),
    ]


def test_a_tick_may_be_told_by_the_control_alone() -> None:
    names = (("rId1", "vmlDrawing", "../drawings/vml.vml"), ("rId2", "ctrlProp", "../ctrlProps/2.xml"))
    controls = '<controls><control shapeId="1026" r:id="rId2"/></controls>'
    made = parts(row(1, text("A1", "是否重点")), after=controls)
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(*names)
    made["xl/ctrlProps/2.xml"] = '<formControlPr objectType="CheckBox" checked="Checked"/>'
    for id, shapes in (("_x0000_s1026", 2), ("shape_0", 1)):
        box = '<x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 0, 0, 1, 9, 0, 9</x:Anchor></x:ClientData>'
        made["xl/drawings/vml.vml"] = (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
            f'<v:shape id="{id}">{box}</v:shape>{f"<v:shape>{box}</v:shape>" * (shapes - 1)}</xml>'
        )
        assert shown(read(packed(made)))["B1"] == "☑" + " □" * (shapes - 1)


@pytest.mark.parametrize("drawing", [b"", b"\x00", b"<xml"])
def test_check_boxes_that_cannot_be_read_leave_the_cells_as_they_are(drawing: bytes) -> None:
    made = parts(row(1, text("A1", "是否重点")))
    made["xl/drawings/vml.vml"] = drawing
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("rId1", "vmlDrawing", "../drawings/vml.vml"))
    assert shown(read(packed(made))) == {"A1": "是否重点"}


def test_comments_are_not_read_and_charts_are_said_not_to_be() -> None:
    book, sheet = new_book()
    sheet["A1"] = "甲"
    sheet["A1"].comment = Comment("批注", "某人")
    book.create_chartsheet("图").add_chart(BarChart())
    document = read(saved(book))
    assert shown(document) == {"A1": "甲"}
    assert document.notes == ("工作表「图」不是表格，没有读取。",)


def _without(name: str) -> dict[str, str | bytes]:
    return {key: part for key, part in parts(row(1, text("A1", "甲"))).items() if key != name}


@pytest.mark.parametrize(
    "made",
    [
        _without("xl/workbook.xml"),
        _without("xl/worksheets/sheet1.xml"),
        {**parts(""), "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"},
        {**parts(""), "xl/workbook.xml": "<w:document xmlns:w='w'/>"},
        parts(row(1, '<c r="A1" t="s"><v>7</v></c>')),
        parts(row(1, '<c r="A1" t="s"><v>-1</v></c>')),
    ],
)
def test_a_damaged_workbook_is_answered_with_what_to_do(made: Mapping[str, str | bytes]) -> None:
    with pytest.raises(FormatError, match="不完整或已损坏，请在 Excel 或 WPS 中打开并另存为"):
        read(packed(made))


def test_bytes_that_are_cut_off_or_packed_in_binary_are_answered_with_what_to_do() -> None:
    with pytest.raises(FormatError, match="不完整或已损坏"):
        read(packed(parts(""))[:-100])
    with pytest.raises(FormatError, match="xlsb"):
        read(packed({"_rels/.rels": relations(("rId1", "officeDocument", "xl/a.bin")), "xl/a.bin": b"\x83"}))


def test_parts_are_found_whatever_their_case_and_styles_and_strings_may_be_missing() -> None:
    made = {name.replace("sheet1", "Sheet1"): part for name, part in parts(row(1, text("A1", "甲"))).items()}
    del made["xl/styles.xml"], made["xl/sharedStrings.xml"]
    assert shown(read(packed(made))) == {"A1": "甲"}


def test_an_entity_is_never_read_from_a_file() -> None:
    made = parts("")
    made["xl/worksheets/sheet1.xml"] = (
        f'<!DOCTYPE worksheet [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="{USUAL}"><sheetData>'
        '<row><c r="A1" t="inlineStr"><is><t>&e;甲</t></is></c></row></sheetData></worksheet>'
    )
    assert "root" not in str(read(packed(made)))


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    for column, name in ((0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")):
        assert (letters(column), column_of(name)) == (name, column)
