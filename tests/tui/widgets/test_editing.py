"""What each key does to the text and the caret, with the caret written as `|`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from tui.widgets.editing import EDITS, Edit, at, insert, place, rows, shown


def read(drawn: str) -> Edit:
    """An edit from its drawing."""
    text, _, rest = drawn.partition("|")
    return Edit(text + rest, len(text))


def drawn(edit: Edit) -> str:
    """The drawing of an edit."""
    return f"{edit.text[: edit.caret]}|{edit.text[edit.caret :]}"


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("4 次|", "backspace", "4 |"),
        ("|4 次", "backspace", "|4 次"),
        ("👨‍👩‍👧|", "backspace", "|"),
        ("ae\u0301|", "backspace", "a|"),
        ("甲\n|乙", "backspace", "甲|乙"),
        ("4 次|", "ctrl+h", "4 |"),
        ("甲|乙丙", "delete", "甲|丙"),
        ("|👨‍👩‍👧乙", "delete", "|乙"),
        ("甲乙|", "delete", "甲乙|"),
        ("甲乙|", "left", "甲|乙"),
        ("|甲", "left", "|甲"),
        ("👨‍👩‍👧|乙", "left", "|👨‍👩‍👧乙"),
        ("|e\u0301乙", "right", "e\u0301|乙"),
        ("甲乙|", "right", "甲乙|"),
        ("一\n二三|四\n五", "home", "一\n|二三四\n五"),
        ("一\n二|三四\n五", "end", "一\n二三四|\n五"),
        ("一\n二|三", "ctrl+home", "|一\n二三"),
        ("一|\n二三", "ctrl+end", "一\n二三|"),
        ("约 10 次|", "ctrl+left", "约 10 |次"),
        ("约 10 |次", "ctrl+left", "约 |10 次"),
        ("|系统升级，下半年", "ctrl+right", "系统升级|，下半年"),
        ("383.50 万元|", "ctrl+w", "383.50 |"),
        ("383.50 |", "ctrl+w", "|"),
        ("|383.50 万元", "alt+d", "| 万元"),
        ("一\n二三|四", "ctrl+u", "一\n|四"),
        ("一\n二\n|四", "ctrl+u", "一\n|四"),
        ("一\n|四", "ctrl+u", "|四"),
        ("|四", "ctrl+u", "|四"),
        ("一\n二|三四\n五", "ctrl+k", "一\n二|\n五"),
        ("一|二", "ctrl+j", "一\n|二"),
    ],
)
def test_a_key_edits(before: str, key: str, after: str) -> None:
    assert drawn(EDITS[key](read(before))) == after


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_becomes_one(line_break: str) -> None:
    assert drawn(insert(read("甲|乙"), f"一{line_break}二")) == "甲一\n二|乙"


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("甲\n", 10, ["甲", ""]),
        ("系统升级下半年", 8, ["系统升级", "下半年"]),
        ("共计三年，后续", 8, ["共计三", "年，后续"]),
        ("已支付 11,122,315.04 元", 14, ["已支付 ", "11,122,315.04 ", "元"]),
    ],
)
def test_rows_break_as_the_table_does(text: str, cells: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in rows(text, cells)] == lines


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        ("|甲", (0, 0)),
        ("甲|", (0, 2)),
        ("甲乙丙丁|", (1, 0 + 4)),
        ("甲\n|", (1, 0)),
        ("a\t|", (0, 2)),
        ("甲乙|丙丁", (1, 0)),
    ],
)
def test_the_caret_stands_where_the_next_character_goes(edit: str, where: tuple[int, int]) -> None:
    assert place(read(edit), 4) == where


def test_a_place_in_the_middle_of_a_wide_character_is_before_it() -> None:
    assert drawn(at("甲乙丙", 10, 0, 3)) == "甲|乙丙"
    assert drawn(at("甲乙丙", 10, 5, 99)) == "甲乙丙|"


TEXTS = st.text(alphabet="a1 .甲乙，。（”\n\t\u0301\u200d👨👧\x1b\u202e", max_size=30)


@given(text=TEXTS, cells=st.integers(2, 12))
def test_no_character_is_lost_between_rows(text: str, cells: int) -> None:
    assert "".join(text[start:end] for start, end in rows(text, cells)) == text.replace("\n", "")


@given(text=TEXTS, keys=st.lists(st.sampled_from(sorted(EDITS)), max_size=12))
def test_the_caret_never_falls_inside_a_character(text: str, keys: list[str]) -> None:
    edit = insert(Edit(), text)
    for key in keys:
        edit = EDITS[key](edit)
        lengths = [len(cluster) for cluster in iter_graphemes(edit.text)]
        assert edit.caret in {sum(lengths[:count]) for count in range(len(lengths) + 1)}
        place(edit, 8)


@given(text=TEXTS, cells=st.integers(2, 12), row=st.integers(-1, 9), column=st.integers(-1, 12))
def test_pointing_anywhere_puts_the_caret_in_the_text(text: str, cells: int, row: int, column: int) -> None:
    assert 0 <= at(text, cells, row, column).caret <= len(text)


@given(text=st.text(max_size=30))
def test_what_is_shown_has_nothing_that_a_terminal_obeys_and_keeps_every_index(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert shown(text).replace("\n", "").isprintable() or not any(mark < " " for mark in shown(text).replace("\n", ""))
