from __future__ import annotations

import pytest

from counting import calls
from store.errors import FormatError
from store.readers.docx import read
from word_files import (
    NAMESPACES,
    OPEN,
    cell,
    document,
    field,
    lines,
    paragraph,
    row,
    run,
    spans,
    table,
    word_file,
    zipped,
)


def test_lines_and_tables_stand_in_the_order_of_the_file() -> None:
    got = document(
        paragraph("附件 2-5:") + paragraph() + paragraph("项目支出绩效自评表") + table(row("甲")) + paragraph("说明")
    )
    assert [(grid.is_table, grid.place) for grid in got.grids] == [(False, ""), (True, "表 1"), (False, "")]
    assert spans(got.grids[0].pieces) == [("附件 2-5:", 0, 0, 1, 1), ("项目支出绩效自评表", 2, 0, 3, 1)]
    assert [piece.place for grid in got.grids for piece in grid.pieces] == [
        "第 1 段",
        "第 2 段",
        "表 1 第 1 行第 1 格",
        "第 3 段",
    ]


def box(inside: str, drawn: str = "wps") -> str:
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    if drawn == "wps":
        return f"<w:r><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></w:r>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def either(first: str, second: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize("drawn", ["wps", "vml"])
def test_a_title_in_a_text_box_is_read(drawn: str) -> None:
    got = document(paragraph("附件 2-5", box(paragraph("项目支出绩效自评表"), drawn)) + table(row("甲")))
    assert [(piece.text, piece.place) for piece in got.grids[0].pieces] == [
        ("附件 2-5", "第 1 段"),
        ("项目支出绩效自评表", "文本框 1 第 1 段"),
    ]


def test_of_alternate_contents_one_is_read() -> None:
    both = either(box(paragraph("标题")), box(paragraph("标题"), "vml"))
    assert lines(paragraph(both)) == ["标题"]
    assert lines(paragraph(f"<w:r>{either('<w:drawing/>', '<w:t>☺</w:t>')}</w:r>")) == ["☺"]
    assert lines(paragraph(either("", ""), "甲")) == ["甲"]
    assert lines(either(paragraph("甲"), paragraph("乙"))) == ["甲"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    got = document(paragraph(box(paragraph("标题") + table(row("甲", "乙")) + paragraph())))
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [["标题"], ["甲", "乙"]]


def test_a_text_box_in_an_empty_cell_is_its_text_and_beside_a_text_a_line() -> None:
    got = document(table(row(cell(paragraph(box(paragraph("值")))), cell(paragraph("甲", box(paragraph("标题")))))))
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [["标题"], ["值", "甲"]]


def test_words_drawn_as_a_picture_are_read() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="项目支出绩效自评表"/></v:shape></w:pict></w:r>'
    assert lines(paragraph(art)) == ["项目支出绩效自评表"]


def section(*headers: str, more: str = "") -> str:
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{id}"/>' for kind, _, id in (each.partition("=") for each in headers)
    )
    return f"<w:sectPr>{references}{more}</w:sectPr>"


def test_the_header_of_the_first_page_stands_before_its_section() -> None:
    body = (
        paragraph("甲", properties=section("first=header1", "default=header2", more="<w:titlePg/>"))
        + paragraph("乙", properties=section())
        + paragraph("丙", properties=section("default=header3"))
        + paragraph("丁")
        + section()
    )
    got = document(
        body, header1=paragraph("附件 2-1"), header2=paragraph("附件 2-2"), header3=paragraph("附件 2-3") + paragraph()
    )
    assert [piece.text for piece in got.grids[0].pieces] == ["附件 2-1", "甲", "附件 2-2", "乙", "附件 2-3", "丙", "丁"]
    assert got.grids[0].pieces[0].place == "页眉第 1 段"


def test_page_numbers_in_a_header_are_no_lines() -> None:
    body = paragraph("甲") + section("default=header1")
    assert lines(body, header1=paragraph("第 ", field("PAGE", run("1")), " 页") + paragraph("— 2 —")) == ["甲"]


def test_a_header_is_read_once_however_many_sections_have_it() -> None:
    kinds = ("header1", "header2", "header1")
    body = "".join(paragraph("甲", properties=section(f"default={kind}")) for kind in kinds) + section()
    shown = lines(body, header1=paragraph("附件 1"), header2=paragraph("附件 2"))
    assert shown == ["附件 1", "甲", "附件 2", "甲", "甲"]


def test_what_stands_below_the_pages_is_said_unless_it_is_their_number() -> None:
    footers = '<w:footerReference w:type="default" r:id="header1"/><w:footerReference w:type="first" r:id="header2"/>'
    body = paragraph("甲") + f"<w:sectPr>{footers}</w:sectPr>"
    got = document(body, header1=paragraph("第 1 页 共 2 页"), header2=paragraph("填表人：张三"))
    assert got.notes == ("页脚的文字「填表人：张三」没有读入。",)


def test_a_header_that_is_missing_is_none() -> None:
    assert lines(paragraph("甲") + section("default=header9", "first=header8", more="<w:titlePg/>")) == ["甲"]


def test_what_a_section_was_before_a_change_is_not_asked() -> None:
    former = f"<w:sectPrChange>{section('default=header1')}</w:sectPrChange>"
    body = paragraph("甲", properties=section("default=header2", more=former)) + paragraph("乙") + section()
    assert lines(body, header1=paragraph("旧"), header2=paragraph("附件")) == ["附件", "甲", "乙"]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', "脚注"),
        ('<w:r><w:commentReference w:id="1"/></w:r>', "批注"),
        ('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>', "嵌入的对象"),
        ('<w:subDoc r:id="x"/>', "子文档"),
        (f'<w:r><w:drawing><c:chart xmlns:c="{OPEN}/drawingml/2006/chart"/></w:drawing></w:r>', "图表"),
        (f'<w:r><w:drawing><d:relIds xmlns:d="{OPEN}/drawingml/2006/diagram"/></w:drawing></w:r>', "SmartArt"),
    ],
)
def test_what_cannot_be_read_is_said(xml: str, said: str) -> None:
    (note,) = document(paragraph("甲", xml)).notes
    assert said in note


def pointing(kind: str, id: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'


@pytest.mark.parametrize(("kind", "called"), [("comment", "批注"), ("footnote", "脚注"), ("endnote", "尾注")])
def test_what_hangs_beside_the_text_is_quoted_and_not_read(kind: str, called: str) -> None:
    beside = f'<w:{kind} w:id="1">{paragraph("请核对")}{table(row("金额"))}</w:{kind}>'
    left_over = f'<w:{kind} w:id="2">{paragraph("旧的")}</w:{kind}>'
    got = document(paragraph("甲", pointing(kind, 1)), **{f"{kind}s": beside + left_over})
    assert [piece.text for piece in got.grids[0].pieces] == ["甲"]
    assert got.notes == (f"{called}「请核对 金额」没有读入。",)


PAGE = "<html><body><p>附件 2-5</p><table><tr><td colspan=2>甲</td><td>乙</td></tr></table></body></html>"
SAVED = (
    'MIME-Version: 1.0\nContent-Type: multipart/related;\n    type="text/html";\n    boundary="----=part"\n\n\n'
    '------=part\nContent-Type: text/html;\n    charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
    f"{PAGE}\n\n------=part--"
)


@pytest.mark.parametrize("page", [PAGE, SAVED])
def test_a_web_page_that_is_left_to_word_is_read(page: str) -> None:
    """Programs that make Word files of pages put them in as they are."""
    got = document(paragraph("前") + '<w:altChunk r:id="page"/>' + paragraph("后"), page=page)
    assert [[piece.text for piece in grid.pieces] for grid in got.grids] == [["前"], ["附件 2-5"], ["甲", "乙"], ["后"]]
    assert [note for note in got.notes if "子文档" in note] == []


@pytest.mark.parametrize("page", ["只有文字", "{\\rtf1}", ""])
def test_another_document_within_one_is_not_read_and_said(page: str) -> None:
    chunk = '<w:altChunk r:id="page"/>'
    for body in (chunk, table(row(cell(paragraph("甲"), chunk)))):
        assert document(body, page=page).notes == ("插入的子文档没有读入，请用 Word 或 WPS 打开后另存为 docx 再导入。",)


def test_a_document_of_pictures_says_so() -> None:
    got = document(paragraph("<w:r><w:drawing/></w:r>"))
    assert got.grids == ()
    assert got.notes == ("文档里只有图片，没有可以读取的文字。",)


def test_strict_open_xml_is_read_as_well() -> None:
    strict = NAMESPACES.replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/").replace(
        "/2006/", "/"
    )
    strict = strict.replace("ooxml/markup-compatibility/", "x/").replace('xmlns:w="x', 'xmlns:w="')
    body = paragraph("值 ", "<m:oMath><m:r><m:t>≥5</m:t></m:r></m:oMath>", run("藏", "<w:vanish/>")) + table(
        row(cell("甲", span=2)), row("乙", "丙")
    )
    root = f"<w:document {strict}><w:body>{body}</w:body></w:document>"
    got = read(zipped({"word/document.xml": root}))
    assert got.grids[0].pieces[0].text == "值 ≥5"
    assert spans(got.grids[1].pieces) == [("甲", 0, 0, 1, 2), ("乙", 1, 0, 2, 1), ("丙", 1, 1, 2, 2)]
    assert "藏" in got.notes[0]


def moved(main: str, to: str) -> bytes:
    """A file whose text stands under another path."""
    relation = f'<Relationship Id="a" Type="x/officeDocument" Target="{to}"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    body = f"<w:document {NAMESPACES}><w:body>{paragraph('甲')}</w:body></w:document>"
    return zipped({"_rels/.rels": relations, main: body})


@pytest.mark.parametrize(
    ("main", "to"),
    [("word/document2.xml", "word/document2.xml"), ("a/b.xml", "/a/b.xml"), ("Word\\Document.xml", "nowhere")],
)
def test_the_text_is_found_where_the_file_says_it_is(main: str, to: str) -> None:
    assert read(moved(main, to)).grids[0].pieces[0].text == "甲"


def damaged_crc() -> bytes:
    data = bytearray(word_file(paragraph("甲乙丙")))
    at = data.index("甲乙丙".encode())
    data[at] ^= 0x01
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 rubbish",
        word_file(paragraph("甲"))[:-40],
        zipped({"other.txt": "甲"}),
        zipped({"word/document.xml": ""}),
        zipped({"word/document.xml": "<w:document><w:body>"}),
        zipped({"word/document.xml": b"<?xml version='1.0' encoding='none'?><a/>"}),
        zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
        zipped({"word/document.xml": f"<w:document {NAMESPACES}/>", "word/numbering.xml": "<"}),
        damaged_crc(),
    ],
)
def test_a_damaged_file_says_what_to_do(data: bytes) -> None:
    with pytest.raises(FormatError, match="已损坏，请用 Word 或 WPS 打开后另存为 docx 再导入"):
        read(data)


def test_no_entity_opens_a_file() -> None:
    data = zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'})
    with pytest.raises(FormatError):
        read(data)


def test_a_part_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.readers.packages.MAX_PART", 1000)
    with pytest.raises(FormatError, match="过大"):
        read(word_file(paragraph("甲" * 1000)))


def test_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.readers.docx.MAX_PARAGRAPHS", 10)
    assert len(lines(paragraph("甲") * 10)) == 10
    with pytest.raises(FormatError, match="超过 10 段"):
        document(paragraph("甲") * 11)


@pytest.mark.parametrize(
    ("most", "said"),
    [("MAX_TABLES", "超过 2 张表"), ("MAX_ELEMENTS", "超过 2 处标记")],
)
def test_too_much_of_anything_is_refused(monkeypatch: pytest.MonkeyPatch, most: str, said: str) -> None:
    monkeypatch.setattr(f"store.readers.docx.{most}", 2)
    with pytest.raises(FormatError, match=said):
        document(table() * 3)


WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'
COVERED = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000, "套得太深"),
        ("<w:tbl><w:tr><w:tc>" * 40 + "</w:tc></w:tr></w:tbl>" * 40, "套了 30 层以上"),
        (table(row(WIDE)), "超过 500 列"),
        (table(row(COVERED * 20) * 2400), "超过 40000 段"),
        ("<w:p/>" * 99_000, "超过 40000 段"),
        (paragraph(run("甲") * 210_000), "超过 400000 处标记"),
        (paragraph(f"<w:r>{'<w:br/>' * 410_000}</w:r>"), "超过 400000 处标记"),
        ("<w:tbl/>" * 300_000, "超过 10000 张表"),
    ],
    ids=[
        "1000 tables deep",
        "40 tables deep",
        "a million columns",
        "merged over all",
        "paragraphs",
        "runs",
        "breaks",
        "tables",
    ],
)
def test_what_would_take_long_is_refused_at_once(body: str, said: str) -> None:
    data = word_file(body)

    def refused() -> None:
        with pytest.raises(FormatError, match=said):
            read(data)

    assert calls(refused) < 500_000


def test_wrappers_however_deep_are_opened() -> None:
    deep = paragraph("底")
    for _ in range(100):
        deep = f"<w:sdt><w:sdtContent>{deep}</w:sdtContent></w:sdt>"
    assert lines(deep) == ["底"]


def test_text_boxes_in_one_another_are_bounded() -> None:
    deep = paragraph("底")
    for _ in range(40):
        deep = paragraph(box(deep, "vml"))
    with pytest.raises(FormatError):
        document(deep)


def test_a_file_without_any_other_part_is_read() -> None:
    data = zipped({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{paragraph('甲')}</w:body></w:document>"})
    assert read(data).grids[0].pieces[0].text == "甲"
