from __future__ import annotations

import pytest

from forms.layout import Hole, Span, hole_faults, holes, read_layout, spans


def test_a_picture_is_read_line_by_line_and_square_by_square() -> None:
    picture, faults = read_layout("\n项目名称 | < | {facts.project_name}\n\n说明     | {remarks.remarks} | <\n")
    assert faults == []
    assert picture == (("项目名称", "<", "{facts.project_name}"), ("说明", "{remarks.remarks}", "<"))


def test_an_empty_square_is_an_empty_cell() -> None:
    assert read_layout("| 甲 |\n乙 | | 丙")[0] == (("", "甲", ""), ("乙", "", "丙"))


def test_joined_squares_are_one_block() -> None:
    picture, faults = read_layout("甲 | < | 乙\n^ | ^ | 丙\n丁 | 戊 | ^")
    assert faults == []
    assert spans(picture) == (
        Span(0, 0, 2, 2), Span(0, 2, 1, 3), Span(1, 2, 3, 3), Span(2, 0, 3, 1), Span(2, 1, 3, 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("年度资金总额：", ("年度资金总额：",)),
        ("{facts.period}", (Hole("facts.period"),)),
        ("{ facts.is_started:boxes }", (Hole("facts.is_started", True),)),
        ("{a.b} 万元 (其中: {c})", (Hole("a.b"), " 万元 (其中: ", Hole("c"), ")")),
        (r"甲 \| 乙", ("甲 | 乙",)),
        (r"\<", ("<",)),
        (r"\^", ("^",)),
        (r"\{不是\} \\ \n", (r"{不是} \ \n",)),
        ("{a}{b}", (Hole("a"), Hole("b"))),
        ("只开 {", ("只开 {",)),
    ],
)
def test_a_square_is_words_and_holes(text: str, parts: tuple[str | Hole, ...]) -> None:
    assert holes(text) == parts


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (" \n\n", ["表样是空的"]),
        ("a|b\nc|d\ne", ["第 3 行有 1 格，应为 2 格"]),
        ("a\nb|c\nd|e", ["第 1 行有 1 格，应为 2 格"]),
        ("a|b\nc｜d", ["第 2 行有 1 格，应为 2 格；这一行有全角的 ｜"]),
        ("< | a", ["第 1 行第 1 格的 < 左边没有格"]),
        ("a | ^ | ^", ["第 1 行第 2 格的 ^ 上面没有格", "第 1 行第 3 格的 ^ 上面没有格"]),
        ("a | b\n< | ^", ["第 2 行第 1 格的 < 左边没有格"]),
        ("项目资金 | <\n^ | b", ["第 1 行第 1 格「项目资金」用 < 和 ^ 并起来的不是一个长方形"]),
        ("甲 | {facts.period\n乙|丙", ["第 1 行第 2 格「{facts.period」的 { 没有配对的 }"]),
        ("甲 | period}", ["第 1 行第 2 格「period}」的 } 没有配对的 {"]),
        ("甲 | {项目 名称}", ["第 1 行第 2 格「{项目 名称}」里的 {项目 名称} 不是一个问题"]),
        ("{} | {a:box}", ["第 1 行第 1 格「{}」里的 {} 不是", "第 1 行第 2 格「{a:box}」里的 {a:box} 不是"]),
        ("{a | b\n<", ["第 1 行第 1 格「{a」的 {", "第 2 行有 1 格，应为 2 格"]),
    ],
)
def test_every_fault_is_told_in_the_words_of_the_picture(table: str, told: list[str]) -> None:
    _, faults = read_layout(table)
    assert len(faults) == len(told)
    for fault, start in zip(faults, told, strict=True):
        assert fault.startswith(start)


def test_a_line_outside_the_table_is_held_to_the_same_braces() -> None:
    assert hole_faults("附件 {number}:") == []
    assert len(hole_faults("附件 {number:")) == 1
