from __future__ import annotations

import pytest

from word_files import control, deleted, document, field, inserted, lines, paragraph, row, run, table

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'


def text(*inside: str, **parts: str) -> str:
    """The one line that a paragraph shows."""
    (line,) = lines(paragraph(*inside), **parts) or [""]
    return line


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/><w:t>丙</w:t></w:r>", "甲-乙丙"),
        ("<w:r><w:t> 甲\n </w:t></w:r>", "甲"),
        (run("  甲  "), "  甲  "),
        (run("&lt;&amp;| {{ \\ 𠮷 =1"), "<&| {{ \\ 𠮷 =1"),
        ('<w:hyperlink r:id="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "链接"),
        ("<w:smartTag><w:smartTagPr/><w:r><w:t>2020年</w:t></w:r></w:smartTag>", "2020年"),
        ('<w:customXml w:element="a"><w:customXmlPr/><w:r><w:t>甲</w:t></w:r></w:customXml>', "甲"),
        ('<w:bdo w:val="ltr"><w:r><w:t>甲</w:t></w:r></w:bdo>', "甲"),
        (f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('坪')}</w:rubyBase></w:ruby></w:r>", "坪"),
        (control(run("甲")) + run("乙"), "甲乙"),
        ("<w:unheardOf><w:r><w:t>甲</w:t></w:r></w:unheardOf>", "甲"),
        (run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "甲"),
    ],
)  # fmt: skip
def test_a_text_is_read_whatever_it_is_wrapped_in(xml: str, shown: str) -> None:
    assert text(xml) == shown


def test_breaks_in_a_paragraph_make_lines() -> None:
    assert lines(paragraph("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>")) == ["甲", "乙", "丙"]


def test_tracked_changes_are_taken_as_accepted_and_said() -> None:
    got = document(
        paragraph(
            "预算 ",
            inserted(run("321.77")),
            deleted("300"),
            f"<w:moveFrom>{run('搬走')}</w:moveFrom><w:moveTo>{run('搬来')}</w:moveTo>",
        )
    )
    assert got.grids[0].pieces[0].text == "预算 321.77搬来"
    assert got.notes == ("文档中有修订，已按接受全部修订后的内容读取。",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert lines(paragraph("甲", properties=gone) + paragraph(deleted("x"), properties=gone) + paragraph("乙")) == [
        "甲乙"
    ]
    assert lines(paragraph("甲", properties=gone) + table(row("乙"))) == ["甲"]


def symbol(code: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (symbol("F0FE"), "☑"),
        (symbol("00FE"), "☑"),
        (symbol("F0A8"), "□"),
        (symbol("F06F"), "□"),
        (symbol("F0FC"), "✓"),
        (symbol("F0FD"), "☒"),
        (symbol("F052", "Wingdings 2"), "☑"),
        (symbol("F050", "Wingdings 2"), "✓"),
        (symbol("F0A3", "Wingdings 2"), "□"),
        (symbol("F0B3", "Symbol"), "≥"),
        (symbol("F0A3", "Symbol"), "≤"),
        (symbol("F0B1", "Symbol"), "±"),
        (symbol("2611", "MS Gothic"), "☑"),
        (symbol("F012", "Private Font"), "\uf012"),
        (symbol("xyz"), ""),
        (symbol("D800"), ""),
        (run("þ", WINGDINGS), "☑"),
        (run("\uf0a8", WINGDINGS), "□"),
        (run("是", WINGDINGS), "是"),
    ],
)
def test_symbols_are_read_as_what_their_font_draws(xml: str, shown: str) -> None:
    assert text(xml) == shown


def tick(state: str, sign: str) -> str:
    return control(sign, f"<w14:checkbox>{state}</w14:checkbox>")


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (tick('<w14:checked w14:val="1"/>', run("☒")), "☑"),
        (tick('<w14:checked w14:val="true"/>', symbol("F0FC")), "☑"),
        (tick('<w14:checked w14:val="0"/>', run("☐")), "□"),
        (tick("", run("☐")), "□"),
        (tick('<w14:checked w14:val="1"/>', run("☒是")), "☑是"),
    ],
)
def test_a_ticked_control_is_a_ticked_box_whatever_sign_it_has(xml: str, shown: str) -> None:
    assert text(xml, "续建") == f"{shown}续建"


def test_an_invitation_to_type_is_no_answer_and_is_said() -> None:
    got = document(
        table(row(f"<w:tc>{paragraph(control(run('单击此处输入文字。'), '<w:showingPlcHdr/>'))}</w:tc>", "乙"))
    )
    assert [piece.text for piece in got.grids[0].pieces] == ["乙"]
    assert got.notes == ("内容控件里的提示文字「单击此处输入文字。」没有读入。",)
    assert text(control(run("档案工作"), "<w:showingPlcHdr/>")) == "档案工作"


def form_field(data: str) -> str:
    return f"<w:ffData>{data}</w:ffData>"


@pytest.mark.parametrize(
    ("data", "result", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", None, "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "", "□"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "", "☑"),
        ("<w:checkBox/>", None, "□"),
        (
            "<w:ddList><w:result w:val='1'/><w:listEntry w:val='一次性'/><w:listEntry w:val='延续性'/></w:ddList>",
            "",
            "延续性",
        ),
        ("<w:ddList><w:listEntry w:val='一次性'/><w:listEntry w:val='延续性'/></w:ddList>", None, "一次性"),
        ("<w:ddList><w:result w:val='9'/><w:listEntry w:val='一次性'/></w:ddList>", None, ""),
        ("<w:textInput><w:default w:val='档案'/></w:textInput>", run("档案工作"), "档案工作"),
        ("<w:textInput><w:default w:val='档案'/></w:textInput>", None, "档案"),
        ("<w:textInput/>", None, ""),
    ],
)
def test_form_fields_of_the_old_kind_show_their_state(data: str, result: str | None, shown: str) -> None:
    assert text("值：", field(" FORM ", result, form_field(data)), "。") == f"值：{shown}。"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("eq \\o\\ac(□,√)", "☑"),
        ("EQ \\o\\ac(□,×)", "☒"),
        ("EQ \\o\\ac(○,3)", "3"),
        ('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(pīn),坪)', "坪"),
        ("EQ \\f(3,4)", "3/4"),
        ("EQ \\s\\up 5(2)", "2"),
        ('SYMBOL 254 \\f "Wingdings" \\s 12', "☑"),
        ("SYMBOL 179 \\f Symbol", "≥"),
        ("PAGE", ""),
        ("SYMBOL 55296", ""),
    ],
)
def test_a_field_that_draws_is_read_as_what_it_draws(code: str, shown: str) -> None:
    assert text("值：", field(code, None)) == f"值：{shown}"


def test_fields_show_their_result_and_never_their_code() -> None:
    inside = field(" MERGEFIELD 单位 ", run("不显示"))
    code = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>{inside}'
    rest = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("显示")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(code, rest) == "显示"
    assert text(f'<w:fldSimple w:instr=" DATE ">{run("2020 年")}</w:fldSimple>') == "2020 年"


def test_a_field_left_open_swallows_nothing() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines(paragraph(begun, "甲") + paragraph("乙") + paragraph("丙", end)) == ["甲", "乙", "丙"]


def equation(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def sign(characters: str) -> str:
    return f"<m:r><m:rPr/><w:rPr/><m:t>{characters}</m:t></m:r>"


def scripted(name: str, base: str, **scripts: str) -> str:
    parts = "".join(part(each, sign(text)) for each, text in {"e": base, **scripts}.items())
    return part(name, parts)


def part(name: str, inside: str) -> str:
    return f"<m:{name}>{inside}</m:{name}>"


BRACKETS = "<m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr>"
SUM = "<m:naryPr><m:chr m:val='∑'/></m:naryPr>"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (sign("≥") + sign("95%"), "≥95%"),
        (f"<m:f><m:fPr/><m:num>{sign('3')}</m:num><m:den>{sign('4')}</m:den></m:f>", "3/4"),
        (f"<m:f><m:num>{sign('B−A')}</m:num><m:den>{sign('A')}</m:den></m:f>", "(B−A)/A"),
        (scripted("sSup", "m", sup="2"), "m²"),
        (scripted("sSup", "x", sup="ab"), "x^ab"),
        (scripted("sSub", "CO", sub="2"), "CO₂"),
        (scripted("sSubSup", "x", sub="1", sup="2"), "x₁²"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{sign('2')}</m:e></m:rad>", "√2"),
        (f"<m:rad><m:deg>{sign('3')}</m:deg><m:e>{sign('a+b')}</m:e></m:rad>", "³√(a+b)"),
        (f"<m:d><m:e>{sign('B/A')}</m:e></m:d>", "(B/A)"),
        (part("d", BRACKETS + part("e", sign("1")) + part("e", sign("2"))), "[1|2"),
        (part("nary", SUM + part("sub", sign("i=1")) + part("sup", sign("n")) + part("e", sign("x"))), "∑_(i=1)^nx"),
        (f"<m:bar><m:barPr/><m:e>{sign('x')}</m:e></m:bar>", "x"),
        (inserted(sign("≤")) + sign("5"), "≤5"),
        (run("约") + sign("5"), "约5"),
        (f"<m:m><m:mr><m:e>{sign('1')}</m:e><m:e>{sign('2')}</m:e></m:mr></m:m>", "1 2"),
    ],
)  # fmt: skip
def test_equations_are_written_in_one_line(inside: str, shown: str) -> None:
    assert text("值 ", equation(inside)) == f"值 {shown}"
    assert text(f"<m:oMathPara><m:oMathParaPr/>{equation(inside)}</m:oMathPara>") == shown


def test_an_equation_however_deep_loses_no_character() -> None:
    deep = sign("底")
    for _ in range(80):
        deep = f"<m:d><m:e>{deep}</m:e></m:d>"
    assert "底" in text(equation(deep))


HIDING = (
    '<w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:basedOn w:val="c"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "seen"),
    [
        ("<w:vanish/>", False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:vanish w:val="false"/>', True),
        ('<w:rStyle w:val="b"/>', False),
        ('<w:rStyle w:val="b"/><w:vanish w:val="0"/>', True),
        ('<w:rStyle w:val="c"/>', True),
        ("<w:webHidden/>", True),
    ],
)
def test_hidden_text_is_left_out_and_said(properties: str, seen: bool) -> None:
    got = document(paragraph("甲", run("乙", properties)), styles=HIDING)
    assert got.grids[0].pieces[0].text == ("甲乙" if seen else "甲")
    assert got.notes == (() if seen else ("第 1 段：隐藏的文字「乙」没有读入。",))
