"""Laws of the one way in for text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from forms.clean import clean
from forms.errors import Unreadable

HOSTILE = st.sampled_from([
    *"\x00\x07\x1b\x7f\x85\x9b\x9c\x9d\t\n\r\v\f[]m0;\\ ~字",
    "\u200b\ufeff",
    "\u202e",
    "\u2066",
    "\u2028",
    "\r\n",
    "\ud800",
    "\udfff",
    "\ufdd0",
    "\U0010ffff",
    "\x1b[31m",
    "\x1b]0;x\x07",
])
TEXTS = st.one_of(
    st.lists(HOSTILE, max_size=12).map("".join),
    st.text(st.characters(exclude_characters="\ufffd", exclude_categories=())),
)


def is_forbidden(each: str) -> bool:
    """What no terminal, file or table may get from an answer."""
    code = ord(each)
    return (
        (unicodedata.category(each) in ("Cc", "Cs") and each != "\n")
        or each in "\u2028\u2029\u200b\ufeff\u200e\u200f\u061c"
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


@given(TEXTS, st.booleans())
def test_nothing_forbidden_remains(text: str, multiline: bool) -> None:
    cleaned = clean(text, multiline).text
    assert not any(map(is_forbidden, cleaned))
    assert multiline or "\n" not in cleaned
    cleaned.encode("utf-8")


@given(TEXTS, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, multiline: bool) -> None:
    once = clean(text, multiline)
    again = clean(once.text, multiline)
    assert again.text == once.text
    assert again.notes == ()


@given(st.text(st.characters(exclude_categories=())), st.booleans())
def test_only_a_replacement_character_or_the_length_is_refused(text: str, multiline: bool) -> None:
    try:
        clean(text, multiline)
    except Unreadable:
        assert "\ufffd" in text


@given(TEXTS)
def test_whatever_is_changed_inside_a_line_is_said(text: str) -> None:
    cleaned = clean(text, multiline=False)
    assert cleaned.notes or cleaned.text.strip() == text.strip()
