from __future__ import annotations

import pytest

from forms.source import Document, Piece
from store.errors import FormatError
from store.readers.spreadsheetml import read

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
EXCEL = "urn:schemas-microsoft-com:office:excel"


def workbook(*sheets: str, styles: str = "", more: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}" xmlns:x="{EXCEL}" xmlns:html="http://www.w3.org/TR/REC-html40">'
        f"{more}<Styles>{styles}</Styles>{''.join(sheets)}</Workbook>"
    ).encode()


def sheet(rows: str, name: str = "表", visible: str = "") -> str:
    options = f'<WorksheetOptions xmlns="{EXCEL}"><Visible>{visible}</Visible></WorksheetOptions>' if visible else ""
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{options}</Worksheet>'


def cell(text: str, kind: str = "String", attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def shown(document: Document) -> dict[str, str]:
    return {piece.place.rpartition("」")[2]: piece.text for piece in document.grids[0].pieces}


def test_cells_stand_where_their_index_and_the_merges_before_them_say() -> None:
    rows = row(cell("标题", attributes='ss:MergeAcross="2"'), cell("乙"), attributes='ss:Index="3"') + row(
        cell("丙", attributes='ss:Index="2" ss:MergeDown="1"'), cell("丁")
    )
    assert read(workbook(sheet(rows))).grids[0].pieces == (
        Piece("标题", 2, 0, 3, 3, "工作表「表」A3"),
        Piece("乙", 2, 3, 3, 4, "工作表「表」D3"),
        Piece("丙", 3, 1, 5, 2, "工作表「表」B4"),
        Piece("丁", 3, 2, 4, 3, "工作表「表」C4"),
    )


@pytest.mark.parametrize(
    ("value", "kind", "code", "text"),
    [
        ("0.839", "Number", "Percent", "83.90%"),
        ("383.5", "Number", "Fixed", "383.50"),
        ("11122315.04", "Number", "Standard", "11,122,315.04"),
        ("4", "Number", "0&quot; 场&quot;", "4 场"),
        ("0.30000000000000004", "Number", "", "0.3"),
        ("2020-03-01T00:00:00.000", "DateTime", "Short Date", "2020/3/1"),
        ("2020-03-01T08:30:00.000", "DateTime", "General Date", "2020/3/1 8:30"),
        ("2020-03-01T00:00:00.000", "DateTime", "yyyy&quot;年&quot;m&quot;月&quot;", "2020年3月"),
        ("月底", "DateTime", "Short Date", "月底"),
        ("1", "Boolean", "", "TRUE"),
        ("甲", "String", "@&quot;元&quot;", "甲元"),
        ("001", "String", "@", "001"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: str, kind: str, code: str, text: str) -> None:
    styles = f'<Style ss:ID="s1"><NumberFormat ss:Format="{code}"/></Style>'
    assert shown(read(workbook(sheet(row(cell(value, kind, 'ss:StyleID="s1"'))), styles=styles))) == {"A1": text}


def test_a_format_comes_from_the_cell_its_row_its_column_or_the_parent_of_its_style() -> None:
    styles = (
        '<Style ss:ID="Default"><NumberFormat ss:Format="0"/></Style>'
        '<Style ss:ID="a"><NumberFormat ss:Format="0.0"/></Style><Style ss:ID="b" ss:Parent="a"><Font/></Style>'
        '<Style ss:ID="c"><NumberFormat/></Style>'
    )
    rows = '<Column ss:Index="2" ss:StyleID="b" ss:Span="1"/>' + row(
        cell("1.25", "Number"), cell("1.25", "Number"), cell("1.25", "Number"), cell("1.25", "Number", 'ss:StyleID="c"')
    )
    assert shown(read(workbook(sheet(rows), styles=styles))) == {"A1": "1", "B1": "1.3", "C1": "1.3", "D1": "1.25"}
    rows = row(cell("1.25", "Number"), attributes='ss:StyleID="a"')
    assert shown(read(workbook(sheet(rows), styles=styles))) == {"A1": "1.3"}


def test_dates_of_a_workbook_of_1904_are_shown_as_they_are_written() -> None:
    styles = '<Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style>'
    more = f'<ExcelWorkbook xmlns="{EXCEL}"><Date1904/></ExcelWorkbook>'
    cells = cell("2020-03-01T00:00:00", "DateTime", 'ss:StyleID="s1"') + cell("42429", "Number", 'ss:StyleID="s1"')
    assert shown(read(workbook(sheet(row(cells)), styles=styles, more=more))) == {"A1": "2020/3/1", "B1": "2020/3/1"}


def test_rich_text_is_joined_and_comments_are_not_read() -> None:
    rich = (
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>说</B><Font>明</Font>：&#10;甲</ss:Data>'
        "<Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell><Comment><Data>空格的批注</Data></Comment></Cell>"
    )
    assert shown(read(workbook(sheet(row(rich))))) == {"A1": "说明：\n甲"}


def test_formulas_are_read_as_what_they_gave() -> None:
    cells = (
        cell("0.5", "Number", 'ss:Formula="=RC[1]/2"')
        + '<Cell ss:Formula="=RC[-1]*2"/>'
        + cell("#REF!", "Error", 'ss:Formula="=#REF!"')
        + cell("", "String", 'ss:Formula="=T(RC[9])"')
    )
    document = read(workbook(sheet(row(cells))))
    assert shown(document) == {"A1": "0.5", "B1": "=RC[-1]*2", "C1": "#REF!"}
    assert document.notes == (
        "工作表「表」B1 的公式没有算出结果，读入的是公式本身，请在 Excel 中打开并保存后再导入。",
        "工作表「表」C1 的公式出错，按显示的错误值读入，请核对。",
    )


def test_hidden_sheets_rows_and_columns_are_left_out_and_said() -> None:
    rows = (
        '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Width="0"/>'
        + row(*(cell(f"{letter}1") for letter in "ABCDE"))
        + row(cell("A2"), attributes='ss:Hidden="1" ss:Span="1"')
        + row(cell("A4"), attributes='ss:Height="0"')
        + row(cell("A5"))
    )
    document = read(workbook(sheet("", "底稿", "SheetHidden"), sheet("", "名单", "SheetVeryHidden"), sheet(rows)))
    assert [(piece.text, *piece[1:3]) for piece in document.grids[0].pieces] == [
        ("A1", 0, 0),
        ("E1", 0, 1),
        ("A5", 1, 0),
    ]
    assert document.notes == (
        "工作表「底稿」已隐藏，没有读取。",
        "工作表「名单」已隐藏，没有读取。",
        "工作表「表」第 2—4 行已隐藏，没有读取。",
        "工作表「表」B—D 列已隐藏，没有读取。",
    )


def test_no_index_and_no_merge_is_too_large_to_be_read() -> None:
    rows = row(cell("甲", attributes='ss:MergeAcross="999999999" ss:MergeDown="999999999"'))
    rows += row(cell("远"), attributes='ss:Index="999999999"') + row(cell("更远"), attributes='ss:Index="999999999999"')
    document = read(workbook(sheet(rows)))
    assert document.grids[0].pieces[0] == Piece("甲", 0, 0, 1, 1, "工作表「表」A1")
    assert len(document.notes) == 1


@pytest.mark.parametrize("encoding", ["GB2312", "GBK", "UTF-16"])
def test_it_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    text = workbook(sheet(row(cell("中共党支部")))).decode().replace("UTF-8", encoding)
    assert shown(read(text.encode(encoding))) == {"A1": "中共党支部"}


def test_an_empty_line_before_the_first_is_forgiven() -> None:
    assert shown(read(b"\r\n" + workbook(sheet(row(cell("甲")))))) == {"A1": "甲"}


@pytest.mark.parametrize("data", [b"", b"<Workbook/>", workbook(sheet(row(cell("甲"))))[:-30], b"<html/>"])
def test_what_is_no_whole_workbook_is_answered_with_what_to_do(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"不完整或已损坏，请在 Excel 或 WPS 中打开并另存为 \.xlsx 后再导入"):
        read(data)
