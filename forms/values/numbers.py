"""The one grammar of numbers: text as people write it → Decimal, and the one rounding function.

Every kind that holds a figure reads it here, because `Decimal` by itself takes `NaN`, `1e999` and `1_000`.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from forms.lazily import lazily

MAX_DIGITS = 18
"""Digits that a figure may have on either side of its point; more is a slip, never an amount of an office."""

PLAIN = r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Digits with a point, grouped by threes with commas or blanks, or not at all; for folded text."""

_SIGNS: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), " "),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63), "-"),
    **dict.fromkeys((0x301C, 0x223C), "~"),
    **dict.fromkeys((0x2267, 0x2A7E), "≥"),
    **dict.fromkeys((0x2266, 0x2A7D), "≤"),
    **dict.fromkeys((0xFE6A, 0x066A), "%"),
}
_POINT = lazily(r"(?<=\d)\s*[。.]\s*(?=\d)", re.ASCII)
_AT_LEAST = lazily(r"[>》]\s*=|=\s*>|[》〉](?=\s*\d)", re.ASCII)
_AT_MOST = lazily(r"<\s*=|=\s*<|[《〈](?=\s*\d+(?:\.\d+)?\s*%?\s*\Z)", re.ASCII)

_PLAIN = lazily(rf"([+-]?)\s*({PLAIN})\s*([十百千万亿]{{0,2}})\Z", re.ASCII)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇两", "一二三四五六七八九十百千零二")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
CHINESE = "[零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟]{1,20}"
"""A run that may be a Chinese numeral; whether it is one, `read_number` says."""


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> str:
    """The text with full-width and look-alike signs made plain, for reading only: what is stored stays as written.

    Every check folds the same texts of a report.
    """
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return text  # most amounts are bare figures, and nothing in them is to be made plain
    folded = _POINT().sub(".", text.translate(_SIGNS))
    return _AT_MOST().sub("≤", _AT_LEAST().sub("≥", folded))


@lru_cache(maxsize=1 << 15)
def bare_words(text: str) -> str:
    """The words alone, for comparing: folded, without blanks and a final stop."""
    return "".join(fold(text).split()).rstrip("。.;")


def read_number(text: str) -> Decimal | None:
    """A whole text as one number, or None where it is none; `5万` is 50000, and never is anything guessed."""
    folded = fold(text).strip()
    match = _PLAIN().match(folded)
    if match:
        number = Decimal(match[1] + re.sub(r"[, ]", "", match[2]))
        return exact_product(number, scale(match[3]))
    return _read_chinese(folded.translate(_FINANCIAL))


def scale(words: str) -> Decimal:
    """What 万, 千万 or 亿 after a figure multiply it by; 1 for nothing."""
    product = Decimal(1)
    for word in words:
        product *= _SCALES[word]
    return product


def exact_product(number: Decimal, factor: Decimal) -> Decimal:
    """A product in which no digit is lost, for changing units; without the zeros that the change brings."""
    if factor == 1:
        return number
    with localcontext(prec=len(number.as_tuple().digits) + len(factor.as_tuple().digits)):
        return Decimal(short(number * factor))


def too_long(number: Decimal) -> bool:
    """Whether a figure has more digits before or after its point than any real one."""
    exponent = number.as_tuple().exponent
    return number.adjusted() >= MAX_DIGITS or (isinstance(exponent, int) and -exponent > MAX_DIGITS)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded to so many decimals, a half away from zero, as offices compute; never a float's rounding."""
    if not value.is_finite():
        return value
    with localcontext(prec=max(28, value.adjusted() + decimals + 3)):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number without an exponent; its decimals stay as they were written."""
    return f"{value:f}"


def short(value: Decimal) -> str:
    """A number without an exponent and without zeros at the end of its decimals, for computed figures."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read_chinese(text: str) -> Decimal | None:
    """十二, 一百二十, 二〇二〇, 三点五; 一百二, which may mean 120 or 102, is none."""
    if len(text) > 40:
        return None
    whole, point, fraction = text.partition("点")
    if point and not (fraction and set(fraction) <= set(_DIGITS)):
        return None
    number = _read_whole(whole)
    if number is None:
        return None
    return Decimal(f"{number}.{''.join(str(_DIGITS[each]) for each in fraction)}") if point else Decimal(number)


def _read_whole(text: str) -> int | None:
    if len(text) > 1 and set(text) <= set(_DIGITS):
        return int("".join(str(_DIGITS[each]) for each in text))
    for word in "亿万":
        head, found, tail = text.rpartition(word)
        if found:
            return _joined(_read_whole(head), tail, _SCALES[word])
    return _read_section(text)


def _joined(above: int | None, tail: str, unit: int) -> int | None:
    """So many units and a rest; a rest that skips a place must say 零."""
    if not tail:
        return above and above * unit
    below = _read_whole(tail.removeprefix("零")) if tail != "零" else None
    if not above or below is None or (below < unit // 10) != tail.startswith("零"):
        return None
    return above * unit + below


def _read_section(text: str) -> int | None:
    """A numeral below ten thousand, each place after a greater one, a skipped place said as 零."""
    if text == "零":
        return 0
    total, place, digit, gap = 0, 10**4, -1, False
    for each in f"{text}个" if text else "":
        if each == "零" and total and digit < 0 and not gap:
            gap = True
        elif each in _DIGITS and each != "零" and digit < 0:
            digit = _DIGITS[each]
        elif each == "个" or _SCALES.get(each, place) < place:
            unit = 1 if each == "个" else _SCALES[each]
            digit = 1 if digit < 0 and unit == 10 else digit
            if digit < 0 and unit == 1 and total and not gap:
                return total
            if digit < 0 or gap != bool(total and unit * 10 != place):
                return None
            total, place, digit, gap = total + digit * unit, unit, -1, False
        else:
            return None
    return total or None
