"""Laws of the kinds of values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import Unreadable
from forms.values import KINDS, Context, Verdict, half_up, read_measure
from forms.values.compare import compare
from forms.values.numbers import fold, read_number

CONTEXTS = st.builds(
    Context,
    year=st.sampled_from([0, 1899, 1900, 2020, 2100, 9999]),
    options=st.sampled_from([(), ("是", "否"), ("前期", "新开工", "续建")]),
)
PIECES = st.sampled_from([
    *"0123456789.,。%‰-~至年月日号底前后内 万亿元次份场约近每第一十百两零无其中((（）)≥≤<>=±》□☑",
    *(
        "以上",
        "不超过",
        "不低于",
        "提高",
        "季度",
        "上半年",
        "2020",
        "12月",
        "30日",
        "100%",
        "人次",
        "万元",
        "每月",
        "百分之",
    ),
])
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.text(min_size=1))
AMOUNTS = st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=4)


@pytest.mark.parametrize("name", list(KINDS))
@given(text=TEXTS, context=CONTEXTS)
def test_reading_any_text_gives_a_value_or_one_sentence(name: str, text: str, context: Context) -> None:
    kind = KINDS[name]
    refusal = ""
    try:
        value = kind.read(text, context)
    except Unreadable as refused:
        refusal = str(refused)
    else:
        assert isinstance(kind.say(value, text), str)
        assert kind.keep(text, value)
    if refusal:
        assert name not in ("text", "paragraph", "measure")
        assert refusal.endswith("。") and "\n" not in refusal


@pytest.mark.parametrize("name", list(KINDS))
@given(text=TEXTS, context=CONTEXTS)
def test_what_is_kept_reads_as_the_same_value(name: str, text: str, context: Context) -> None:
    kind = KINDS[name]
    try:
        value = kind.read(text, context)
    except Unreadable:
        return
    kept = kind.keep(text, value)
    assert kind.read(kept, context) == value
    assert kept == text or name in ("choice", "year")


@given(TEXTS, TEXTS, CONTEXTS, st.booleans())
def test_any_two_values_can_be_compared(target: str, actual: str, context: Context, less: bool) -> None:
    comparison = compare(read_measure(target, context), read_measure(actual, context), less_is_better=less)
    assert comparison.said and "\n" not in comparison.said.strip()


@given(TEXTS, CONTEXTS)
def test_what_repeats_its_target_is_never_below_it(text: str, context: Context) -> None:
    measure = read_measure(text, context)
    assert compare(measure, measure).verdict is not Verdict.BELOW


@given(AMOUNTS)
def test_an_amount_written_plainly_is_that_amount(amount: Decimal) -> None:
    for text in (f"{amount:f}", f"{amount:,f}", f"{amount:f} 万元"):
        assert KINDS["money"].read(text, Context(2020)).amount == amount
    assert KINDS["money"].read(f"{amount:f} 元", Context(2020)).amount == amount / 10000


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_half_up_is_what_arithmetic_says(value: Decimal, decimals: int) -> None:
    scaled = abs(Fraction(value)) * 10**decimals
    expected = Fraction((scaled + Fraction(1, 2)) // 1, 10**decimals)
    rounded = half_up(value, decimals)
    assert abs(Fraction(rounded)) == expected
    assert rounded == 0 or (rounded < 0) == (value < 0)


@given(st.decimals(0, 10**17, allow_nan=False, allow_infinity=False, places=3))
def test_a_number_reads_the_same_in_full_width(number: Decimal) -> None:
    wide = f"{number:f}".translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert read_number(wide) == read_number(f"{number:f}") == number


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_bare_count_is_met_exactly_when_it_is_reached(target: int, actual: int) -> None:
    verdict = compare(read_measure(f"{target} 份", Context(0)), read_measure(f"{actual} 份", Context(0))).verdict
    assert verdict is (Verdict.MET if actual >= target else Verdict.BELOW)
