"""A number as Word's lists write it: 1, 一, 十二, A, iv, ①, 壹; called by `word_numbering.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MAX_ROMAN = 3999
_MAX_COUNTED = 9999
_MAX_LETTERS = 780
"""Z is followed by AA and ZZ by AAA; beyond thirty letters nobody counts so."""


def numeral(value: int, style: str) -> str:
    """The number in one of Word's styles; as plain digits where the style has no sign for it or is not known."""
    return _STYLES.get(style, str)(value) or str(value)


def _counted(value: int, digits: str, units: str) -> str:
    """Counting as in 一千零二十三; `units` are those of ten, a hundred, a thousand."""
    text = ""
    for place, digit in enumerate(str(value)[::-1] if 0 < value <= _MAX_COUNTED else ""):
        if digit != "0":
            text = digits[int(digit)] + (units[place - 1] if place else "") + text
        elif text and not text.startswith(digits[0]):
            text = digits[0] + text
    return text


def _chinese(value: int) -> str:
    text = _counted(value, "零一二三四五六七八九", "十百千")
    return text.removeprefix("一") if text.startswith("一十") else text


def _legal(value: int) -> str:
    return _counted(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")


def _digits(signs: str) -> Callable[[int], str]:
    return lambda value: "".join(signs[int(digit)] for digit in str(max(value, 0)))


def _signs(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else ""


def _run(first: int, count: int) -> Callable[[int], str]:
    return _signs("".join(chr(first + place) for place in range(count)))


def _letters(first: str) -> Callable[[int], str]:
    def written(value: int) -> str:
        times, place = divmod(value - 1, 26)
        return chr(ord(first) + place) * (times + 1) if 0 < value <= _MAX_LETTERS else ""

    return written


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN if 0 < value <= _MAX_ROMAN else ():
        times, value = divmod(value, worth)
        text += sign * times
    return text


_STYLES: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _run(0x2460, 20),
    "decimalEnclosedCircleChinese": _run(0x2460, 20),
    "decimalEnclosedParen": _run(0x2474, 20),
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
            *("taiwaneseCounting", "taiwaneseCountingThousand"),
        ),
        _chinese,
    ),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _run(0x3280, 10),
}
"""Word's name of a style → how it writes a number."""
