"""The one grammar of numbers, and the one rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from forms.values.numbers import fold, half_up, read_number, short, too_long

READ = """
383.50        383.50
85            85
-5            -5
+5            5
0             0
11,122,315.04 11122315.04
15 000        15000
１２３．５    123.5
45。54        45.54
45 . 54       45.54
3千           3000
5万           50000
1.5万         15000
2亿           200000000
十            10
十二          12
二十          20
两            2
一百零五      105
一百一十      110
一百二十      120
三千零四十    3040
一万零五      10005
一万五千      15000
一亿零五十万  100500000
二〇二〇      2020
三点五        3.5
壹佰贰拾      120
零            0
"""

REFUSED = """
NaN
sNaN
Infinity
∞
1e999
1_000
0x10
1,23
1,2345
12,34
45 32
45.
.5
1.2.3
--1
45.3Z
١٢
一百二
一万二
三千四十
十十
百
万
一二点
十点
第一
2020年
½
②
"""


@pytest.mark.parametrize("case", READ.strip().splitlines())
def test_a_number_is_read_as_people_write_it(case: str) -> None:
    text, number = case.rsplit(maxsplit=1)
    read = read_number(text)
    assert read == Decimal(number)
    assert str(read) == number


@pytest.mark.parametrize("text", ["", *REFUSED.strip().splitlines(), "1\n2", "一" * 41])
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("９５％", "95%"),
        ("（Ａ）：", "(A):"),
        ("2020年—2021年", "2020年-2021年"),
        ("1～2〜3", "1~2~3"),
        ("≧95%", "≥95%"),
        (">=95%", "≥95%"),
        ("<= 5", "≤ 5"),
        ("》95%", "≥95%"),
        ("《坪山信息》", "《坪山信息》"),
        ("《坪山年鉴2020》", "《坪山年鉴2020》"),
        ("45。54。", "45.54。"),
        ("完成。", "完成。"),
    ],
)
def test_look_alike_signs_are_made_plain_for_reading(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("83.905", 2, "83.91"),
        ("83.904999", 2, "83.90"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("100", 2, "100.00"),
        ("123456789012345678901234567890.005", 2, "123456789012345678901234567890.01"),
        ("NaN", 2, "NaN"),
        ("Infinity", 2, "Infinity"),
    ],
)
def test_rounding_goes_half_up(value: str, decimals: int, expected: str) -> None:
    assert str(half_up(Decimal(value), decimals)) == expected


def test_a_figure_beyond_eighteen_digits_is_too_long() -> None:
    assert not too_long(Decimal("9" * 18))
    assert too_long(Decimal("9" * 19))
    assert too_long(Decimal("0." + "1" * 19))


def test_a_computed_figure_is_shown_without_zeros_at_its_end() -> None:
    assert [short(Decimal(text)) for text in ("40.00", "53.30", "100", "1E+2")] == ["40", "53.3", "100", "100"]
