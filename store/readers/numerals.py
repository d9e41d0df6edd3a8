"""Chinese numerals, as number formats with `[DBNum1]` or `[DBNum2]` show a number; for numbers and dates alike."""

from __future__ import annotations

_DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_TENS = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟")}
_MYRIADS = ("", "万", "亿", "万亿")


def digits(text: str, numerals: int) -> str:
    """A text with each digit as a numeral by itself, as years are written: 二〇二〇."""
    shapes = _DIGITS.get(numerals)
    return text.translate({ord("0") + n: shape for n, shape in enumerate(shapes)}) if shapes else text


def words(text: str, numerals: int) -> str:
    """A plain number in words: 一百二十三; with its digits one by one where it has no such words."""
    whole, point, decimals = text.lstrip("-").partition(".")
    if numerals not in _TENS or not whole.isdecimal() or len(whole) > 16:
        return digits(text, numerals)
    sign = "-" if text.startswith("-") else ""
    return sign + _whole(int(whole), numerals) + point + digits(decimals, numerals)


def spoken(number: int, numerals: int) -> str:
    """A month, a day or an hour in words, as it is said: 十二 rather than 一十二."""
    said = words(str(number), numerals)
    return said[1:] if said.startswith("一十") else said


def _whole(number: int, numerals: int) -> str:
    if number == 0:
        return _DIGITS[numerals][0]
    said = ""
    for power in reversed(range(4)):
        number, group = number % 10_000**power, number // 10_000**power
        if group:
            said += _group(group, numerals, bool(said)) + _MYRIADS[power]
    return said


def _group(group: int, numerals: int, follows: bool) -> str:
    """Four digits in words; a gap before or within them is said with one zero."""
    said, gap = "", follows and group < 1_000
    for power in reversed(range(4)):
        digit = group // 10**power % 10
        if not digit:
            gap = gap or bool(said)
            continue
        said += (_DIGITS[numerals][0] if gap else "") + _DIGITS[numerals][digit] + _TENS[numerals][power]
        gap = False
    return said
