"""Moments as a spreadsheet shows them: the days since its first one, put into a date format; for `number_formats`."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from store.readers.format_codes import Kind, Section, Token
from store.readers.numerals import digits, spoken

_DAY = 86_400
_LAST = 2_958_466
"""The day after the last one that is shown, 31 December 9999."""
_FROM_1904 = 1_462
"""Days that the calendar of 1904, of old Macintosh files, begins after that of 1900."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HAN = "一二三四五六日"


class Moment(NamedTuple):
    """One moment, ready to be shown."""

    year: int
    month: int
    day: int
    weekday: int
    """0 for Monday."""
    seconds: Decimal
    """Since midnight."""
    elapsed: Decimal
    """Seconds since the first day of all, for `[h]`."""


def date_text(serial: Decimal, section: Section, since_1904: bool) -> str | None:
    """The text shown for a serial number; None for what is no date, where a spreadsheet shows `####`."""
    if since_1904 and serial >= 0:
        serial += _FROM_1904
    if not 0 <= serial < _LAST:
        return None
    tokens = _told_apart(section.tokens)
    moment = _moment(serial, _decimals(tokens), since_1904)
    twelve = section.has(Kind.HALF)
    return "".join(_shown(token, moment, section, twelve) for token in tokens)


def serial_of(text: str) -> Decimal | None:
    """The serial number, by the calendar of 1900, of a moment such as `2020-03-01T08:30:00`; None for what is none."""
    try:
        moment = datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
    passed = moment - datetime.datetime(1899, 12, 30)  # noqa: DTZ001 (a sheet's moments have no zone)
    serial = Decimal(passed.days) + Decimal(passed.seconds) / _DAY
    return serial if serial >= 61 else serial - 1


def _moment(serial: Decimal, decimals: int, since_1904: bool) -> Moment:
    seconds = (serial * _DAY).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    days, rest = int(seconds // _DAY), seconds % _DAY
    elapsed = seconds - _FROM_1904 * _DAY if since_1904 else seconds
    weekday = (days + 5) % 7
    if days in (0, 60):  # the first day is shown as 1900/1/0; and 1900 is held for a leap year
        return Moment(1900, days // 60 + 1, days // 60 * 29, weekday, rest, elapsed)
    first = datetime.date(1899, 12, 31 if days < 60 else 30)
    date = first + datetime.timedelta(days=min(days, _LAST - 1))
    return Moment(date.year, date.month, date.day, weekday, rest, elapsed)


def _told_apart(tokens: tuple[Token, ...]) -> list[Token]:
    """The tokens with minutes as `n`, which are written `m` like months, and a fraction of a second as one token."""
    told: list[Token] = []
    before = ""
    for number, given in enumerate(tokens):
        token = given
        letter = token.text[0].lower() if token.kind in (Kind.DATE, Kind.ELAPSED) else ""
        if token.kind is Kind.DATE and letter == "m" and len(token.text) < 3:
            if before == "h" or _next_letter(tokens[number + 1 :]) == "s":
                token = Token(Kind.DATE, "n" * len(token.text))
        elif token.kind is Kind.DIGIT and told and told[-1].kind in (Kind.POINT, Kind.DIGIT) and before == "s":
            token = Token(Kind.DIGIT, told.pop().text.strip(".") + "0")
        before = letter or before
        told.append(token)
    return told


def _next_letter(tokens: tuple[Token, ...]) -> str:
    return next((token.text[0].lower() for token in tokens if token.kind in (Kind.DATE, Kind.ELAPSED)), "")


def _decimals(tokens: list[Token]) -> int:
    return next((min(len(token.text), 9) for token in tokens if token.kind is Kind.DIGIT), 0)


def _shown(token: Token, moment: Moment, section: Section, twelve: bool) -> str:
    match token.kind:
        case Kind.DATE:
            return _part(token.text.lower(), moment, section, twelve)
        case Kind.ELAPSED:
            per = {"h": 3_600, "m": 60, "s": 1}[token.text[0]]
            return digits(str(int(moment.elapsed // per)).zfill(len(token.text)), section.numerals)
        case Kind.HALF:
            return _half(token.text, moment.seconds >= _DAY / 2, section.chinese)
        case Kind.DIGIT:
            places = min(len(token.text), 9)
            fraction = int(moment.seconds % 1 * 10**places)
            return f".{fraction:0{places}d}".ljust(len(token.text) + 1, "0")
        case _:
            return token.text


def _part(letters: str, moment: Moment, section: Section, twelve: bool) -> str:
    match letters[0]:
        case "y" | "e":
            short = letters in ("y", "yy")
            return digits(f"{moment.year % 100:02d}" if short else str(moment.year), section.numerals)
        case "m":
            return _month(letters, moment, section)
        case "d":
            if len(letters) > 2:
                return _weekday("a" * len(letters) if section.chinese else letters, moment)
            return _two(moment.day, letters, section)
        case "a":
            return _weekday(letters, moment)
        case "h":
            hour = int(moment.seconds // 3_600)
            return _two((hour - 1) % 12 + 1 if twelve else hour, letters, section)
        case "n":
            return _two(int(moment.seconds // 60 % 60), letters, section)
        case "s":
            return _two(int(moment.seconds % 60), letters, section)
        case _:
            return ""  # the name of an era, which a Chinese program leaves out


def _two(number: int, letters: str, section: Section) -> str:
    return spoken(number, section.numerals) if section.numerals else f"{number:0{min(len(letters), 2)}d}"


def _month(letters: str, moment: Moment, section: Section) -> str:
    if len(letters) < 3:
        return _two(moment.month, letters, section)
    if section.chinese:
        return (spoken(moment.month, 1) if len(letters) == 4 else str(moment.month)) + "月"
    name = _MONTHS[moment.month - 1]
    return {3: name[:3], 5: name[0]}.get(len(letters), name)


def _weekday(letters: str, moment: Moment) -> str:
    if letters[0] == "a":
        return ("星期" if len(letters) > 3 else "周") + _HAN[moment.weekday]
    name = _WEEKDAYS[moment.weekday]
    return name[:3] if len(letters) == 3 else name


def _half(written: str, afternoon: bool, chinese: bool) -> str:
    if chinese or not written.isascii():
        return "下午" if afternoon else "上午"
    return written.split("/")[afternoon]
