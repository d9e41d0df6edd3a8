"""Holidays as deadlines, 国庆前 and 中秋节前; for `measure.py`.

Those of the lunar calendar fall on other days each year, so that one stands for all the days it can fall on. New Year
and the Spring Festival are left out: before the end of a year they may mean the next one.
"""

from __future__ import annotations

from datetime import date

from forms.lazily import lazily
from forms.values.dates import YEARS, Days
from forms.values.quantity import Comparator, Measure, Shape

_DAYS = {
    "清明": ((4, 4), (4, 6)),
    "五一": ((5, 1), (5, 1)),
    "劳动节": ((5, 1), (5, 1)),
    "六一": ((6, 1), (6, 1)),
    "儿童节": ((6, 1), (6, 1)),
    "端午": ((5, 25), (6, 25)),
    "七一": ((7, 1), (7, 1)),
    "建党节": ((7, 1), (7, 1)),
    "八一": ((8, 1), (8, 1)),
    "建军节": ((8, 1), (8, 1)),
    "教师节": ((9, 10), (9, 10)),
    "中秋": ((9, 7), (10, 8)),
    "国庆": ((10, 1), (10, 1)),
    "十一": ((10, 1), (10, 1)),
    "重阳": ((10, 1), (11, 1)),
}
"""Holiday → the first and the last day (month, day) on which it can fall."""
_NAME = "(?:清明|五一|劳动节|六一|儿童节|端午|七一|建党节|八一|建军节|教师节|中秋|国庆|十一|重阳)(?:国际)?(?:节|假期)?"
_BEFORE_ONE = lazily(
    f"(?:每年|本年度?|当年)?(?:在|于)?(?P<names>{_NAME}(?:[、和及]?{_NAME})*)(?:之前|以前|前夕|前(?!后))"
    "(?:[^\\d,;未没不尚无推延]{0,8})\\Z"
)
_ONE = lazily(_NAME)


def read_before_holiday(text: str, folded: str, year: int) -> Measure | None:
    """A cell that says before which holiday something is done; of two, by the later one."""
    match = _BEFORE_ONE().match("".join(folded.split())) if year in YEARS else None
    if match is None:
        return None
    named = [_DAYS[_bare(each[0])] for each in _ONE().finditer(match["names"])]
    (first_month, first_day), (last_month, last_day) = min(each[0] for each in named), max(each[1] for each in named)
    days = Days(date(year, first_month, first_day), date(year, last_month, last_day))
    return Measure(text, Shape.DATE, comparator=Comparator.BEFORE, days=days)


def _bare(name: str) -> str:
    """The name as it is listed, without 节 where it is one with it and without."""
    return next(each for each in _DAYS if name.startswith(each))
