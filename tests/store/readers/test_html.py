from __future__ import annotations

import pytest

from store.errors import FormatError
from store.readers.html import read, read_text

Cells = list[tuple[str, int, int, int, int]]


def cells(text: str, table: int = 0) -> Cells:
    """The cells of a table in a page: text, top, left, bottom, right."""
    grids = [grid for grid in read_text(text).grids if grid.is_table]
    return [piece[:5] for piece in grids[table].pieces]


def texts(text: str) -> list[str]:
    """Everything in a page in its order."""
    return [piece.text for grid in read_text(text).grids for piece in grid.pieces]


def shown(inside: str) -> str:
    """What a cell shows; empty if nothing."""
    found = texts(f"<table><tr><td>{inside}</td><td>|</td></tr></table>")
    assert found.pop() == "|"
    return "".join(found)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("  甲 \n  乙\n", "甲乙"),
        ("a\n  b", "a b"),
        ("8000\n份", "8000 份"),
        ("<b>a </b> <i> b</i>", "a b"),
        ("a<!-- x -->b", "ab"),
        ("甲<br>乙<br/>", "甲\n乙"),
        ("甲<br><br>乙", "甲\n\n乙"),
        ("<p>甲</p>\n<p>乙</p>", "甲\n乙"),
        ("<p>甲<p><p>乙<br></p><div>丙</div>", "甲\n乙\n丙"),
        ("甲<ul><li>乙<li>丙</ul>丁", "甲\n乙\n丙\n丁"),
        ("<ol start=3><li>甲<li>乙</ol>", "3. 甲\n4. 乙"),
        ("<span style='display:block'>甲</span>乙", "甲\n乙"),
        ("<pre>\n甲  乙\n 丙</pre>", "甲  乙\n 丙"),
        ("&ge;95%&nbsp;&lt;b&gt;&#9633;", "≥95%\xa0<b>□"),
        ("&nbsp;", ""),
        ("m<sup>2</sup>、CO<sub>2</sub>、甲<sup>注</sup>", "m²、CO₂、甲注"),
        ("<math> <mi>x</mi> <mo>≥</mo> <mfrac> <mn>1</mn> <mn>2</mn> </mfrac> </math>", "x≥1/2"),
        ("<math><msup><mi>m</mi><mn>2</mn></msup><annotation>m^2</annotation></math>", "m²"),
        ("<del>旧</del><s>旧</s>新", "旧旧新"),
        ("甲<sup></sup>乙<sub> </sub>丙", "甲乙 丙"),
        ("<ruby>坪<rp>(</rp><rt>píng</rt><rp>)</rp></ruby>", "坪"),
        ("甲<script>if (a<b) '<td>'</script><style>td{}</style><template>x</template>乙", "甲乙"),
        ("<o:p>甲</o:p><![if !supportLists]>1.<![endif]>", "甲1."),
        ("<!--[if gte mso 9]><xml><a>乙</a></xml><![endif]-->甲", "甲"),
    ],
)
def test_a_cell_is_read_as_a_browser_shows_it(inside: str, text: str) -> None:
    assert shown(inside) == text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<input type=checkbox checked>是 <input type=checkbox>否", "☑是 □否"),
        ("<input type=RADIO checked=checked>是<input type=radio>否", "☑是□否"),
        ("<label><b class='el-radio__input is-checked'><input type=radio></b>是</label>", "☑是"),
        ("<label><b class='el-radio__input is-not-checked'><input type=radio></b>否</label>", "□否"),
        (
            "<span class='ant-checkbox ant-checkbox-checked'><input type=checkbox></span>是<input type=checkbox>否",
            "☑是□否",
        ),
        ("<input value='85  万元'><input type=number value=3>", "85  万元3"),
        ("甲<input type=hidden value=乙><input type=submit value=提交>", "甲"),
        ("<textarea>\n甲\n 乙</textarea>", "甲\n 乙"),
        ("<select><option>甲<option selected>乙</select>", "乙"),
        ("<select><option>甲<option>乙</select>", "甲"),
        ("<select><option value=''>请选择<option>乙</select>", ""),
    ],
)
def test_fields_of_a_form_show_what_was_entered(inside: str, text: str) -> None:
    assert shown(inside) == text


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<table><tr><td>甲<td>乙<tr><td>丙", [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2), ("丙", 1, 0, 2, 1)]),
        ("<tr><th>甲</th><td>乙</td></tr>", [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2)]),
        (
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>",
            [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 3), ("丙", 1, 1, 2, 2), ("丁", 1, 2, 2, 3)],
        ),
        (
            "<table><tr><td rowspan=0>甲<td>乙<tr><td>丙</table>",
            [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("丙", 1, 1, 2, 2)],
        ),
        ("<table><tr><td rowspan=9>甲</table>", [("甲", 0, 0, 1, 1)]),
        (
            "<table><tbody><tr><td rowspan=9>甲</tbody><tbody><tr><td>乙</table>",
            [("甲", 0, 0, 1, 1), ("乙", 1, 0, 2, 1)],
        ),
        (
            "<table><tr><td colspan=100000000>甲<tr><td>乙<td>丙</table>",
            [("甲", 0, 0, 1, 2), ("乙", 1, 0, 2, 1), ("丙", 1, 1, 2, 2)],
        ),
        ("<table><tr><td colspan=9999>甲<td>乙</table>", [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2)]),
        ("<table><tr><td colspan=x rowspan=-1>甲<td colspan=0>乙</table>", [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2)]),
        (
            "<table><tr><td><td rowspan=2>甲<tr><td colspan=3>乙<td>丙</table>",
            [("甲", 0, 1, 2, 2), ("乙", 1, 0, 2, 1), ("丙", 1, 2, 2, 3)],
        ),
        ("<table><tr><td><td>甲<tr><tr><td>乙</table>", [("甲", 0, 1, 1, 2), ("乙", 2, 0, 3, 1)]),
    ],
)
def test_a_cell_stands_where_a_browser_puts_it(page: str, wanted: Cells) -> None:
    assert cells(page) == wanted


def test_lines_and_tables_keep_their_order_and_say_where_they_are() -> None:
    page = """<html><head><title>不读</title></head><body><h1>附件 1</h1><p>题目<br>（2020年度）</p>
    <table><caption>单位：万元</caption><tr><td>甲</td><td></td><td>乙</td></tr></table>
    <p> </p><p>完</p><table><tr><td>&nbsp;</td></tr></table><table><tr><td>丙</td></tr></table>"""
    document = read_text(page)
    assert [[(piece.text, piece.place) for piece in grid.pieces] for grid in document.grids] == [
        [("附件 1", "第 1 段"), ("题目", "第 2 段"), ("（2020年度）", "第 3 段"), ("单位：万元", "第 4 段")],
        [("甲", "表 1 第 1 行第 1 格"), ("乙", "表 1 第 1 行第 3 格")],
        [("完", "第 5 段")],
        [("丙", "表 2 第 1 行第 1 格")],
    ]
    assert [(grid.place, grid.is_table, grid.spans) for grid in document.grids] == [
        ("", False, True),
        ("表 1", True, True),
        ("", False, True),
        ("表 2", True, True),
    ]


def test_a_table_within_a_form_follows_it_and_is_not_doubled() -> None:
    page = """<table><tr><td>项目</td><td>甲</td></tr><tr><td>资金</td><td>如下<table><tr><td>1</td></tr></table>
    </td></tr><tr><td>单位</td><td>乙</td></tr></table>"""
    assert [text for text, *_ in cells(page)] == ["项目", "甲", "资金", "如下", "单位", "乙"]
    assert cells(page, 1) == [("1", 0, 0, 1, 1)]


def test_a_table_that_only_arranges_others_is_no_table() -> None:
    page = """<table><tr><td>导航<td><p>附件 1</p><table><tr><td>甲<td>乙</table><p>附件 2</p>
    <table><tr><td>丙<td>丁</table></table>"""
    assert [grid.is_table for grid in read_text(page).grids] == [False, True, False, True]
    assert texts(page) == ["导航", "附件 1", "甲", "乙", "附件 2", "丙", "丁"]
    assert texts("<table role=presentation><tr><td>甲<td>乙</table>") == ["甲", "乙"]
    assert not read_text("<table role=presentation><tr><td>甲<td>乙</table>").grids[0].is_table


def test_text_between_the_cells_stands_before_the_table() -> None:
    assert texts("<table>单位：万元<tr><td>甲</td>散落</tr></table>") == ["单位：万元散落", "甲"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>密</p>",
        "<p style='color:red; DISPLAY : none !important'>密</p>",
        "<p style=visibility:hidden>密</p>",
        "<p class='a x'>密</p>",
        "<p id=y>密</p>",
        "<table><tr class=z><td>密</td></tr></table>",
    ],
)
def test_what_is_hidden_is_left_out_and_said(hidden: str) -> None:
    style = "<style><!-- p.x, #y {display:none} .z{a:b;visibility:collapse} @media print{p{display:none}} --></style>"
    document = read_text(f"{style}<p>明</p>{hidden}<p>白</p>")
    assert [piece.text for grid in document.grids for piece in grid.pieces] == ["明", "白"]
    assert document.notes == ("网页中有 1 处隐藏的内容没有读取：“密”。",)


def test_a_hidden_cell_takes_no_place_and_empty_ones_are_not_mentioned() -> None:
    document = read_text("<table><tr><td hidden></td><td>甲</td></tr></table><p hidden><script>x</script></p>")
    assert document.grids[0].pieces[0].left == 0
    assert document.notes == ()


def test_many_hidden_texts_are_counted_and_the_first_quoted() -> None:
    (note,) = read_text("".join(f"<p hidden>第{number}处</p>" for number in range(9))).notes
    assert note == "网页中有 9 处隐藏的内容没有读取：“第0处”、“第1处”、“第2处”等。"


def test_links_to_other_parts_of_the_site_are_not_read() -> None:
    assert texts("<nav><a href=/>首页</a></nav><p>甲</p>") == ["甲"]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("<meta charset=gb2312><p>绩效𠮷".encode("gb18030"), "按 GB18030 编码读取。"),
        ("<meta charset=gb2312><p>绩效𠮷".encode(), ""),
        ("<meta charset=utf-8><p>绩效𠮷".encode("gb18030"), "按 GB18030 编码读取。"),
        ("<p>绩效𠮷".encode("utf-8-sig"), ""),
        ("\ufeff<meta charset=big5><p>绩效𠮷".encode("utf-16-le"), "按 UTF-16 编码读取。"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=Big5"><p>績效'.encode("big5"),
            "按 big5 编码读取。",
        ),
        (b"<meta charset=windows-1252><p>&#32489;&#25928;", ""),
        ("<meta charset=unicode_escape><p>绩效\\u7ee9".encode(), ""),
        ('<?xml version="1.0" encoding="gb2312"?><html><body><p>绩效'.encode(), ""),
    ],
)
def test_the_encoding_is_what_the_bytes_say(data: bytes, note: str) -> None:
    document = read(data)
    assert document.grids[0].pieces[0].text[:2] in ("绩效", "績效")
    assert "".join(document.notes) == note


@pytest.mark.parametrize(
    ("generator", "inside", "text"),
    [
        ("LibreOffice 7.4.7.2 (Linux)", "发展\n\t\t历程", "发展 历程"),
        ("LibreOffice 7.4.7.2 (Linux)", "<b>发展</b>\n\t<i\n\tid=a>历程</i>", "发展历程"),
        ("LibreOffice 7.4.7.2 (Linux)", "<pre>发展\n历程</pre>", "发展\n历程"),
        ("Microsoft Word 15", "发展\r\n  历程", "发展历程"),
    ],
)
def test_a_line_end_is_the_blank_that_the_writing_program_made_it_of(generator: str, inside: str, text: str) -> None:
    page = f'<meta name="generator" content="{generator}"><table><tr><td>{inside}</td></tr></table>'
    assert [piece.text for piece in read(page.encode()).grids[0].pieces] == [text]


def test_what_the_clipboard_puts_before_a_page_is_not_read() -> None:
    data = b"Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00000200\r\n<html><body><p>a"
    assert [piece.text for piece in read(data).grids[0].pieces] == ["a"]


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>2-5</x:Name></x:ExcelWorkbook></xml><![endif]-->
<style><!--table {mso-displayed-decimal-separator:"\\."; mso-displayed-thousand-separator:"\\,";}
@page {margin:1in .75in;} tr {mso-height-source:auto;} .xl65 {white-space:normal; mso-number-format:"\\@";} -->
</style></head><body link=blue><table border=0 width=500 style='border-collapse:collapse'><col width=72 span=3>
 <tr height=19 style='height:14.25pt'><td colspan=3 height=19 class=xl65 width=216>项目支出<span
  style='mso-spacerun:yes'>&nbsp;</span>绩效自评表</td></tr>
 <tr height=19><td rowspan=2 class=xl65>项目资金<br>
    （万元）</td><td x:num="0.839">83.90%</td><td></td></tr>
 <tr height=19 style='display:none'><td>旧</td></tr>
 <tr height=19><td align=right x:num>383.50</td><td class=xl65>一
  二</td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]>
</table></body></html>"""


def test_a_page_saved_by_excel_is_read_without_what_only_excel_needs() -> None:
    document = read(EXCEL.encode())
    assert [piece[:5] for piece in document.grids[0].pieces] == [
        ("项目支出\xa0绩效自评表", 0, 0, 1, 3),
        ("项目资金\n（万元）", 1, 0, 3, 1),
        ("83.90%", 1, 1, 2, 2),
        ("383.50", 2, 1, 3, 2),
        ("一二", 2, 2, 3, 3),
    ]
    assert document.notes == ("网页中有 1 处隐藏的内容没有读取：“旧”。",)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<table>" * 31, "套了 30 层以上"),
        ("<table><tr>" + "<td>a" * 501, "超过 500 列"),
        ("<frameset><frame src='a.files/sheet001.htm'></frameset>", "网页只有框架"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(page: str, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_text(page)


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.readers.html.PIECES", 3)
    assert len(texts("<p>甲<table><tr><td>乙<td>丙</table>")) == 3
    with pytest.raises(FormatError, match="有字的格超过"):
        read_text("<p>甲<table><tr><td>乙<td>丙</table>丁")


@pytest.mark.parametrize("page", ["", " ", "<!-- -->", "<", "<td", "&", "</table>", "<![CDATA[", "<a b='"])
def test_a_page_of_nothing_is_empty(page: str) -> None:
    assert all(piece.text in "<&" for grid in read_text(page).grids for piece in grid.pieces)


def test_deep_elements_cost_nothing() -> None:
    assert texts("<div><b>" * 20_000 + "底") == ["底"]
