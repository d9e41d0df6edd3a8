"""A stretch of time with a first and a last day, such as 项目起止时间."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.dates import MAX_LENGTH, YEARS, Written, read_written, say_day, tidy
from forms.values.kind import Context, Kind, quoted

EXAMPLE = "请写明起止日期，如 2020年1月1日-2020年12月31日。"
_TO = "(?:至|到|-+|~+)"
_BETWEEN = lazily(f"起?{_TO}")
_MONTHS = lazily(rf"(?P<year>(?:\d{{4}}年度?)?)(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}}月.*)\Z", re.ASCII)
_IN_MONTH = lazily(
    rf"(?P<month>(?:\d{{4}}年度?)?\d{{1,2}}月)(?P<first>\d{{1,2}})[日号]?{_TO}(?P<last>\d{{1,2}}[日号])\Z", re.ASCII
)
_YEAR = lazily(r"\d{4}", re.ASCII)
_YEARS = lazily(rf"(?P<first>\d{{4}})年?{_TO}(?P<last>\d{{4}})(?:年度?)?\Z", re.ASCII)


class Period(NamedTuple):
    """From one day to another, both included."""

    start: date
    end: date
    """May lie before the start: that is readable, and a check's matter."""


def read_period(text: str, context: Context) -> Period:
    """Two dates, a year, or a part of one; what one date leaves open comes from the other, then from the form."""
    whole = read_written(f"{text}年" if _YEAR().fullmatch(tidy(text)) else text, bare=False)
    if whole is None:
        pair = next(_pairs(text), None)
        if pair is None:
            raise Unreadable(f"无法识别起止时间{quoted(text)}。{EXAMPLE}")
        return _period(text, *pair, context.year)
    if whole.is_day:
        if whole.year or context.year in YEARS:
            whole.days(context.year)  # of a day that there is not, this is said first
        raise Unreadable(f"起止时间{quoted(text)}只有一个日期。{EXAMPLE}")
    return _period(text, whole, whole, context.year)


def say_period(value: Period, text: str) -> str:
    """Both days in full."""
    said = f"理解为 {say_day(value.start)}至{say_day(value.end)}"
    return f"{said}，止期早于起期" if value.end < value.start else said


def _period(text: str, first: Written, last: Written, year: int) -> Period:
    if not (first.year or last.year or year in YEARS):
        raise Unreadable(f"起止时间{quoted(text)}没有写年份。{EXAMPLE}")
    start = first.days(last.year or year).first
    return Period(start, last.days(start.year).last)


def _pairs(text: str) -> Iterator[tuple[Written, Written]]:
    """The ways to take a text as two dates; the unit or the month that both share may be written once."""
    if len(text) > MAX_LENGTH:
        return
    folded = tidy(text).removeprefix("自").removeprefix("从").removesuffix("止")
    if match := _MONTHS().match(folded):
        folded = f"{match['year']}{match['first']}月至{match['last']}"
    elif match := _IN_MONTH().match(folded):
        folded = f"{match['month']}{match['first']}日至{match['month']}{match['last']}"
    elif match := _YEARS().match(folded):
        folded = f"{match['first']}年至{match['last']}年"
    for between in _BETWEEN().finditer(folded):
        first = read_written(folded[: between.start()])
        last = read_written(folded[between.end() :])
        if first and last:
            yield first, last


PERIOD = Kind("period", read_period, say_period)
