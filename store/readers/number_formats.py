"""What a spreadsheet shows for a value: 0.839 as `83.90%`, 4 as `4 场`, 43891 as `2020/3/1`.

Called by the readers of spreadsheets for each number, since what people filled in is what they see, not what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from store.readers.date_formats import date_text
from store.readers.format_codes import Kind, Section, Token, sections
from store.readers.numerals import digits, words

GENERAL = "General"
"""The format of a cell that was given none."""

BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: '"¥"#,##0;"¥"-#,##0;"¥""-";@',
    43: '#,##0.00;-#,##0.00;"-";@',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥""-";@',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that files name by number alone, as a Chinese program shows them."""

_DIGITS = 15
"""Significant digits that a spreadsheet keeps."""
_ROOM = 11
"""Characters that the general format takes at most."""
_SMALL = 10**10
_MAX_PLACES = 60
"""Digits before or behind the point that are laid out; no format of a form comes near."""


def number_text(value: float | Decimal, code: str, since_1904: bool = False) -> str:
    """The text shown for a number, without the room left at its sides; empty where the format hides it."""
    if code == GENERAL and -_SMALL < value < _SMALL and value == int(value):
        return str(int(value))  # most numbers of most sheets
    exact = Decimal(f"{value:.{_DIGITS}g}")
    if not exact.is_finite() or abs(exact.adjusted()) > 400:
        return str(value)
    if code == GENERAL:
        return _general(exact)
    section, number = _chosen(sections(code), exact)
    return _with(section, number, since_1904).strip(" ")


def shown_text(text: str, code: str) -> str:
    """The text shown for a text: itself, but for a format with a section for texts such as `@"元"`."""
    if code in (GENERAL, "@"):
        return text
    parts = sections(code)
    last = parts[-1]
    if len(parts) == 4 or last.has(Kind.TEXT):
        return "".join(text if token.kind is Kind.TEXT else token.text for token in last.tokens)
    return text


def _chosen(parts: Sequence[Section], value: Decimal) -> tuple[Section, Decimal]:
    """The section for a value, and the value as it is put there: without its sign in the section for negatives."""
    numeric = parts[:3] if len(parts) == 4 else parts[:-1] if parts[-1].has(Kind.TEXT) else parts
    if not numeric:
        return (parts[0], value) if len(parts) == 1 else (Section(()), value)
    if any(part.condition for part in numeric[:2]):
        return _chosen_by_condition(numeric, value)
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), value


def _chosen_by_condition(parts: Sequence[Section], value: Decimal) -> tuple[Section, Decimal]:
    for number, part in enumerate(parts):
        condition = part.condition
        # The last section takes what is left; a second one without a condition takes the negatives before a third.
        if condition.holds(value) if condition else number == len(parts) - 1 or (number == 1 and value < 0):
            only_negative = condition is not None and condition.sign[0] in "<=" and condition.bound <= 0 and value < 0
            return part, -value if only_negative else value
    return parts[-1], value


def _with(section: Section, value: Decimal, since_1904: bool) -> str:
    if section.is_date:
        return date_text(value, section, since_1904) or _general(value)
    if section.has(Kind.GENERAL, Kind.TEXT):
        general = words(_general(abs(value)), section.numerals)
        said = "".join(general if _is_whole(token) else token.text for token in section.tokens)
    elif section.has(Kind.EXPONENT):
        said = _scientific(section.tokens, abs(value))
    elif section.has(Kind.SLASH) and section.has(Kind.DIGIT):
        said = _fraction(section.tokens, abs(value))
    else:
        said = digits(_fixed(section.tokens, abs(value)), section.numerals)
    return f"-{said}" if value < 0 and section.tokens else said


def _is_whole(token: Token) -> bool:
    return token.kind in (Kind.GENERAL, Kind.TEXT)


def _general(value: Decimal) -> str:
    """As many digits as eleven characters hold, with an exponent where the number does not fit."""
    number = abs(value)
    sign = "-" if value < 0 else ""
    places = max(0, _ROOM - 2 - max(number.adjusted(), 0)) if number else 0
    rounded = _rounded(number, places)
    tiny = number != rounded and number.adjusted() < -4
    if rounded.adjusted() >= _ROOM or tiny:
        return sign + _exponent(number)
    return sign + _plain(rounded)


def _exponent(number: Decimal) -> str:
    mantissa, _, power = f"{number:.5E}".partition("E")
    return f"{_plain(Decimal(mantissa))}E{power[0]}{power[1:].zfill(2)}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, places: int) -> Decimal:
    """Half up; a number of so many digits is left as it is."""
    if number.adjusted() + places > 27:  # more than a Decimal's own precision: fewer digits than places
        return number
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _fixed(tokens: Sequence[Token], value: Decimal) -> str:
    """The digits of a value laid into the placeholders of a section; none where it has no placeholder."""
    if not _places(tokens):
        return "".join(token.text for token in tokens)
    before, point, behind = _parted(tokens)
    grouped, thousands = _commas(before, behind)
    places = min(_places(behind), _MAX_PLACES)
    percent = sum(token.kind is Kind.PERCENT for token in tokens)
    number = _rounded(value.scaleb(2 * percent - 3 * thousands), places)
    whole, _, decimals = f"{number:f}".partition(".")
    return _laid_before(before, whole.lstrip("0"), grouped) + point + _laid_behind(behind, decimals)


def _parted(tokens: Sequence[Token]) -> tuple[list[Token], str, list[Token]]:
    at = next((n for n, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    return list(tokens[:at]), "." if at < len(tokens) else "", list(tokens[at + 1 :])


def _places(tokens: Sequence[Token]) -> int:
    return sum(token.kind is Kind.DIGIT for token in tokens)


def _commas(before: Sequence[Token], behind: Sequence[Token]) -> tuple[bool, int]:
    """Whether the digits are grouped, and how many thousands the value is divided by."""
    grouped, thousands = False, 0
    for part in (before, behind):
        digit_at = [n for n, token in enumerate(part) if token.kind is Kind.DIGIT]
        for number, token in enumerate(part):
            if token.kind is Kind.COMMA and digit_at and number > digit_at[0]:
                inside = number < digit_at[-1]
                grouped = grouped or (inside and part is before)
                thousands += not inside
    return grouped, min(thousands, 6)


def _laid_before(tokens: Sequence[Token], whole: str, grouped: bool) -> str:
    """The digits before the point, from the right; the first placeholder takes all that are left."""
    said: list[str] = []
    left = _places(tokens)
    count = 0
    if not left:
        return "".join(token.text for token in tokens if token.kind is not Kind.COMMA) + whole
    for token in reversed(tokens):
        if token.kind is not Kind.DIGIT:
            said += [] if token.kind is Kind.COMMA else [token.text]
            continue
        left -= 1
        taken = max(len(whole), 1) if left == 0 else 1
        own, whole = whole[-taken:], whole[:-taken]
        for digit in reversed(own or {"0": "0", "?": " "}.get(token.text, "")):
            said += [","] if grouped and count and count % 3 == 0 else []
            said.append(digit)
            count += 1
    return "".join(reversed(said))


def _laid_behind(tokens: Sequence[Token], decimals: str) -> str:
    said = []
    at = 0
    for token in tokens:
        if token.kind is not Kind.DIGIT:
            said += [] if token.kind is Kind.COMMA else [token.text]
            continue
        left, at = decimals[at:], at + 1
        wanted = token.text == "0" or left.strip("0")
        said.append(left[:1] or "0" if wanted else " " if token.text == "?" else "")
    return "".join(said)


def _scientific(tokens: Sequence[Token], value: Decimal) -> str:
    at = next(n for n, token in enumerate(tokens) if token.kind is Kind.EXPONENT)
    mantissa, behind = tokens[:at], tokens[at + 1 :]
    before, _, after = _parted(mantissa)
    step = max(_places(before), 1)
    power = value.adjusted() // step * step if value else 0
    if _rounded(value.scaleb(-power), min(_places(after), _MAX_PLACES)).adjusted() >= step:
        power += step
    sign = "-" if power < 0 else "+" if tokens[at].text[1] == "+" else ""
    said = _laid_before(behind, str(abs(power)).lstrip("0"), grouped=False)
    return f"{_fixed(mantissa, value.scaleb(-power))}E{sign}{said}"


def _fraction(tokens: Sequence[Token], value: Decimal) -> str:
    """A whole number and a fraction, `1 1/2`, of at most as many digits as there are placeholders below the stroke."""
    at = next(n for n, token in enumerate(tokens) if token.kind is Kind.SLASH)
    below = "".join(token.text for token in tokens[at + 1 :]).strip()
    groups = "".join(token.text if token.kind is Kind.DIGIT else " " for token in tokens[:at]).split()
    whole = int(value) if len(groups) > 1 else 0
    rest = Fraction(value) - whole
    if below.isdecimal() and int(below) and len(below) < 5:
        top, bottom = round(rest * int(below)), int(below)
    else:
        near = rest.limit_denominator(10 ** min(len(below) or 1, 5) - 1)
        top, bottom = near.numerator, near.denominator
    if top == bottom and len(groups) > 1:
        whole, top = whole + 1, 0
    stroke = f"{top}/{bottom}" if top or not (whole or len(groups) > 1) else ""
    return " ".join(part for part in (str(whole) if whole or not stroke else "", stroke) if part)
