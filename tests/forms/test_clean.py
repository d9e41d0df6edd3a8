"""The one way in for text."""

from __future__ import annotations

import pytest

from forms.clean import MAX_LENGTH, Cleaned, clean
from forms.errors import Unreadable

CHANGED = [
    ("a\x00b\x07c\x7f", "abc", "去掉了 3 个控制字符"),
    ("a\x80\x8db", "ab", "去掉了 2 个控制字符"),
    ("a\x1b[31mb\x1b[0m", "ab", "去掉了 2 段终端控制序列"),
    ("\x1b[200~贴入\x1b[201~", "贴入", "去掉了 2 段终端控制序列"),
    ("a\x9b2Jb", "ab", "去掉了 1 段终端控制序列"),
    ("\x1b]0;标题\x07a", "a", "去掉了 1 段终端控制序列"),
    ("\x1b]8;;http://x\x1b\\a", "a", "去掉了 1 段终端控制序列"),
    ("\x9d0;标题\x9ca", "a", "去掉了 1 段终端控制序列"),
    ("\x1bPq#0\x1b\\a", "a", "去掉了 1 段终端控制序列"),
    ("\x1bca", "a", "去掉了 1 段终端控制序列"),
    ("\x1b(Ba", "a", "去掉了 1 段终端控制序列"),
    ("\x1bOPa", "a", "去掉了 1 段终端控制序列"),
    ("4 次\x1b[", "4 次", "去掉了 1 段终端控制序列"),
    ("\x1b中", "中", "去掉了 1 个控制字符"),
    ("a\u202eb\u2066c\u200fd", "abcd", "去掉了 3 个改变文字方向的字符"),
    ("\ufeffa\u200bb\u2060c\u00add", "abcd", "去掉了 4 个看不见的字符"),
    ("a\ud800b\udfffc", "abc", "去掉了 2 个残缺的字符"),
    ("a\ufdd0b\uffffc\U0001fffed\U0010ffff", "abcd", "去掉了 4 个残缺的字符"),
    ("a\tb", "a b", "制表符改为空格"),
    ("a\r\nb", "a b", "换行改为空格"),
    ("a\u2028b", "a b", "换行改为空格"),
]

KEPT = [
    "约 10 次",
    "１２３．５％",
    "全角　空格\u00a0和不换行空格",
    "𠮷野家\U0003134a𰻝",
    "\uf9d1\ufa5f",  # NFC would turn these into other characters
    "e\u0301",
    "👩‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣",
    "葛\U000e0100城",  # an ideographic variant
    "\ue000",  # private use: office fonts keep rare characters there
    "□☑《》…——“”",
]


@pytest.mark.parametrize(("text", "expected", "note"), CHANGED)
def test_what_must_not_be_kept_is_taken_out_and_said(text: str, expected: str, note: str) -> None:
    assert clean(text, multiline=False) == Cleaned(expected, (note,))


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize("multiline", [True, False])
def test_what_people_write_is_never_touched(text: str, multiline: bool) -> None:
    assert clean(text, multiline) == Cleaned(text)


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_becomes_one_newline_in_a_paragraph(sign: str) -> None:
    assert clean(f"甲{sign}乙", multiline=True) == Cleaned("甲\n乙")


def test_a_line_break_at_the_end_of_a_line_is_not_worth_a_word() -> None:
    assert clean("4 次\n", multiline=False) == Cleaned("4 次 ")


def test_a_text_of_another_encoding_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        clean("档案\ufffd\ufffd", multiline=False)
    assert str(refused.value) == ("文字里有无法还原的字符，终端编码与程序不一致。请把终端编码设为 UTF-8 后重新填写。")


@pytest.mark.parametrize("sign", ["字", "𠮷"])
def test_ten_thousand_characters_are_taken_and_one_more_is_not(sign: str) -> None:
    assert clean(sign * MAX_LENGTH + "\n", multiline=True).text.strip() == sign * MAX_LENGTH
    with pytest.raises(Unreadable) as refused:
        clean(sign * (MAX_LENGTH + 1), multiline=True)
    assert str(refused.value) == "这一项有 10001 个字，最多 10000 个字。请精简后重新填写。"


def test_what_is_taken_out_does_not_count() -> None:
    assert clean("字\x00" * MAX_LENGTH, multiline=True).text == "字" * MAX_LENGTH


def test_a_terminator_that_never_comes_does_not_swallow_the_answer() -> None:
    assert clean("\x1b]0;完成 4 次", multiline=False).text == "0;完成 4 次"
