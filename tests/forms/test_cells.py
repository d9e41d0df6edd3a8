from __future__ import annotations

import pytest
import wcwidth

from forms.cells import _is_simple, center, clip, ljust, longest_word, rjust, width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc 12", 6),
        ("档案工作", 8),
        ("（公章）：", 10),
        ("𠮷㐀", 4),
        ("e\u0301", 1),
        ("👨‍👩‍👧", 2),
        ("≥95%", 4),
        ("“发声”", 6),
        ("\x07甲", 2),
    ],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, cells: int) -> None:
    assert width(text) == cells


def test_ambiguous_characters_count_two_where_the_terminal_draws_them_wide() -> None:
    assert width("“发声”", wide_ambiguous=True) == 8
    assert wrap("“发声”", 6, wide_ambiguous=True) == ["“发", "声”"]
    assert ljust("①", 3, wide_ambiguous=True) == "① "


def test_a_text_is_padded_in_cells() -> None:
    assert ljust("档案", 6) == "档案  "
    assert rjust("档案", 6) == "  档案"
    assert center("档案", 7) == " 档案  "
    assert ljust("档案", 3) == rjust("档案", 3) == center("档案", 3) == "档案"


@pytest.mark.parametrize(
    ("cells", "mark", "kept"),
    [(8, "…", "档案工作"), (7, "…", "档案工…"), (7, "", "档案工"), (6, "…", "档案…"), (1, "…", "…"), (0, "…", "")],
)
def test_what_does_not_fit_is_cut_between_characters(cells: int, mark: str, kept: str) -> None:
    assert clip("档案工作", cells, mark) == kept


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 4, [""]),
        ("维持办内正常运转", 6, ["维持办", "内正常", "运转"]),
        ("abc 维持办内", 8, ["abc 维持", "办内"]),
        ("确保齐备，网站正常。", 8, ["确保齐", "备，网站", "正常。"]),
        ("持续发挥信息“发声”作用", 14, ["持续发挥信息", "“发声”作用"]),
        ("各项（室）事务", 8, ["各项", "（室）事", "务"]),
        ("抢救方言——粘米话", 9, ["抢救方言", "——粘米话"]),
        ("总额 11,122,315.04 元", 13, ["总额", "11,122,315.04", "元"]),
        ("执行率≥95.5%的", 10, ["执行率", "≥95.5%的"]),
        ("完成 8000 份档案", 9, ["完成", "8000 份档", "案"]),
        ("每月 25-27 日发放", 11, ["每月", "25-27 日发", "放"]),
        ("Word 文件 overview", 9, ["Word 文件", "overview"]),
        ("一。）？", 4, ["一。", "）？"]),
        ("2018-440317-65-01-719861", 10, ["2018-", "440317-65-", "01-719861"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("第一行\n\n第三行", 4, ["第一", "行", "", "第三", "行"]),
        ("  缩进的段落", 8, ["  缩进的", "段落"]),
        ("甲   乙", 3, ["甲", "乙"]),
        ("档案", 1, ["档", "案"]),
        ("e\u0301e\u0301e\u0301 👨‍👩‍👧", 2, ["e\u0301e\u0301", "e\u0301", "👨‍👩‍👧"]),
    ],
)
def test_a_text_is_wrapped_as_it_would_be_set_in_print(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("档案工作", 2), ("全年预算数（A）", 5), ("金额\n11,122,315.04", 13), ("15000 份", 8)]
)
def test_the_longest_word_is_what_wrapping_would_not_tear(text: str, cells: int) -> None:
    assert longest_word(text) == cells


@pytest.mark.parametrize("wide_ambiguous", [False, True])
def test_simple_characters_have_the_width_that_wcwidth_gives_them(wide_ambiguous: bool) -> None:
    ambiguous = 2 if wide_ambiguous else 1
    for character in filter(_is_simple, map(chr, range(0x20, 0x10000))):
        expected = wcwidth.width(character, ambiguous_width=ambiguous)
        assert width(character, wide_ambiguous=wide_ambiguous) == expected, hex(ord(character))
