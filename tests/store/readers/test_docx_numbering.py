from __future__ import annotations

import pytest

from store.readers.word_numerals import numeral
from word_files import cell, cells, deleted, document, lines, paragraph, row, table


def level(depth: int, text: str, style: str = "decimal", more: str = "", start: int | None = 1) -> str:
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
        '<w:pPr><w:tabs><w:tab w:val="num" w:pos="420"/></w:tabs></w:pPr></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def item(text: str, depth: int = 0, list: int = 1) -> str:
    return paragraph(text, properties=numbered(depth, list)) if text else paragraph(properties=numbered(depth, list))


def numbered(depth: int = 0, list: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list}"/></w:numPr>'


@pytest.mark.parametrize(
    ("definition", "shown"),
    [
        (level(0, "%1."), ["1. 甲", "2. 乙"]),
        (level(0, "（%1）", "chineseCounting"), ["（一）甲", "（二）乙"]),
        (level(0, "%1、", "chineseCountingThousand", start=11), ["十一、甲", "十二、乙"]),
        (level(0, "%1)", "upperLetter", '<w:suff w:val="nothing"/>'), ["A)甲", "B)乙"]),
        (level(0, "第%1条", "decimal", '<w:suff w:val="space"/>'), ["第1条 甲", "第2条 乙"]),
        (level(0, "%1", "decimalEnclosedCircle"), ["① 甲", "② 乙"]),
        (level(0, "%1.", "madeUp"), ["1. 甲", "2. 乙"]),
        (level(0, "%1.", "none"), [". 甲", ". 乙"]),
        (level(0, ""), ["甲", "乙"]),
        (level(0, "%1.", start=None), ["0. 甲", "1. 乙"]),
        (level(0, "·", "bullet"), ["· 甲", "· 乙"]),
        (level(0, "\uf0b7", "bullet", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'), ["• 甲", "• 乙"]),
        (level(0, "\uf0a8", "bullet", '<w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr>'), ["□ 甲", "□ 乙"]),
        (level(0, "\uf0ff", "bullet"), ["• 甲", "• 乙"]),
    ],
)
def test_the_number_of_a_list_stands_before_its_text(definition: str, shown: list[str]) -> None:
    assert lines(item("甲") + item("乙"), numbering=lists(definition)) == shown


def test_a_lower_level_starts_anew_under_each_higher_one() -> None:
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁") + item("戊", 1)
    assert lines(body, numbering=lists(level(0, "%1."), level(1, "%1.%2"))) == [
        *("1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊"),
    ]


def test_a_level_that_does_not_restart_counts_on() -> None:
    counting_on = lists(level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    assert lines(item("甲") + item("乙", 1) + item("丙") + item("丁", 1), numbering=counting_on)[-1] == "2) 丁"


def test_a_level_may_write_all_numbers_as_digits() -> None:
    legal = lists(level(0, "%1、", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert lines(item("甲") + item("乙", 1), numbering=legal) == ["一、甲", "1.1 乙"]


def test_a_level_used_before_the_one_above_it_shows_where_that_starts() -> None:
    assert lines(item("甲", 1), numbering=lists(level(0, "%1."), level(1, "%1.%2"))) == ["1.1 甲"]


def test_lists_of_one_kind_count_on_unless_they_start_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙", list=2) + item("丙", list=3) + item("丁", list=3)
    assert lines(body, numbering=lists(level(0, "%1."), more=more)) == ["1. 甲", "2. 乙", "5. 丙", "6. 丁"]


def test_one_list_may_write_a_level_in_its_own_way() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）")}</w:lvlOverride>'
    more = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{own}</w:num>'
    assert lines(item("甲", list=2), numbering=lists(level(0, "%1."), more=more)) == ["（1）甲"]


def test_a_list_may_take_its_levels_from_a_style_of_lists() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert lines(item("甲"), numbering=linked) == ["1、甲"]


STYLES = (
    f'<w:style w:type="paragraph" w:styleId="a"><w:pPr>{numbered()}</w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>{more}')


def test_a_style_numbers_its_paragraphs_unless_they_say_otherwise() -> None:
    body = styled("甲", "a") + styled("乙", "b") + styled("丙", "b", numbered(0, 0)) + styled("丁", "a")
    assert lines(body, numbering=lists(level(0, "%1.")), styles=STYLES) == ["1. 甲", "2. 乙", "丙", "3. 丁"]


def test_a_level_may_belong_to_a_style() -> None:
    definition = lists(level(0, "%1."), level(1, "（%2）", more='<w:pStyle w:val="c"/>'))
    assert lines(styled("甲", "c"), numbering=definition, styles=STYLES) == ["（1）甲"]


def test_the_usual_style_numbers_paragraphs_that_name_none() -> None:
    usual = f'<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:pPr>{numbered()}</w:pPr></w:style>'
    assert lines(paragraph("甲"), numbering=lists(level(0, "%1.")), styles=usual) == ["1. 甲"]


def test_a_list_that_is_not_there_numbers_nothing() -> None:
    assert lines(item("甲", list=7), numbering=lists(level(0, "%1."))) == ["甲"]
    assert lines(item("甲", depth=5), numbering=lists(level(0, "%1."))) == ["甲"]
    assert lines(item("甲")) == ["甲"]


def test_a_column_of_nothing_but_numbers_is_read() -> None:
    body = table(row(cell(item("")), "甲"), row(cell(item("")), "乙"))
    got = document(body, numbering=lists(level(0, "%1")))
    assert [piece.text for piece in got.grids[0].pieces] == ["1", "甲", "2", "乙"]


def test_what_is_deleted_or_covered_takes_no_number() -> None:
    gone = paragraph(deleted("x"), properties=f'{numbered()}<w:rPr><w:del w:id="1"/></w:rPr>')
    assert lines(item("甲") + gone + item("乙"), numbering=lists(level(0, "%1."))) == ["1. 甲", "2. 乙"]
    unseen = paragraph(properties=f"{numbered()}<w:rPr><w:vanish/></w:rPr>")
    assert lines(item("甲") + unseen + item("乙"), numbering=lists(level(0, "%1."))) == ["1. 甲", "2. 乙"]


def test_monstrous_numbers_and_texts_are_cut_down() -> None:
    assert lines(item("甲"), numbering=lists(level(0, "%1.", start=int("9" * 4000)))) == ["1000000000. 甲"]
    assert len(lines(item("甲"), numbering=lists(level(0, "长" * 100_000)))[0]) < 200


def test_cells_without_a_list_have_no_number() -> None:
    assert cells(row("甲")) == [("甲", 0, 0, 1, 1)]


@pytest.mark.parametrize(
    ("style", "values", "shown"),
    [
        (
            "chineseCounting",
            (1, 10, 11, 20, 21, 100, 101, 110, 1010),
            "一 十 十一 二十 二十一 一百 一百零一 一百一十 一千零一十",
        ),
        ("chineseLegalSimplified", (1, 10, 305), "壹 壹拾 叁佰零伍"),
        ("ideographDigital", (10, 2020), "一〇 二〇二〇"),
        ("decimalZero", (1, 12), "01 12"),
        ("decimalFullWidth", (12,), "１２"),
        ("upperLetter", (1, 26, 27, 53), "A Z AA AAA"),
        ("lowerRoman", (1, 4, 9, 14, 40), "i iv ix xiv xl"),
        ("upperRoman", (1999, 4000), "MCMXCIX 4000"),
        ("decimalEnclosedCircleChinese", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedParen", (1, 2), "⑴ ⑵"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("chineseCounting", (0, 12345), "0 12345"),
    ],
)
def test_a_number_is_written_in_the_style_of_its_list(style: str, values: tuple[int, ...], shown: str) -> None:
    assert " ".join(numeral(value, style) for value in values) == shown
