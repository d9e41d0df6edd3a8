"""Days and stretches of days as offices write them: the kinds `date` and `year`, and the reading that others share.

Only what is written counts. What is left open (the year) comes from the form or from the other date of the pair;
python-dateutil does the calendar and never reads a text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.kind import Context, Kind, quoted
from forms.values.numbers import CHINESE, fold, plain, read_number

YEARS = range(1900, 2101)
"""Years that an office's form can mean; any other four digits are a slip."""

MAX_LENGTH = 80
"""Characters beyond which a text is no longer tried as a date."""


class Days(NamedTuple):
    """An unbroken run of days, both ends included; a single day has two equal ends."""

    first: date
    last: date


class Written(NamedTuple):
    """A date as far as it was written out."""

    year: int | None = None
    """None where the form's year is meant."""
    month: int | None = None
    day: int | None = None
    part: str = ""
    """上半 中 下半 of a year, 1 to 4 for a quarter, 上 中 下 for a third of a month."""
    end: bool = False
    """Whether its last day is meant: 12 月底, 年末, 第三季度末."""

    @property
    def is_day(self) -> bool:
        """Whether it comes down to one day."""
        return self.end or self.day is not None

    def days(self, year: int) -> Days:
        """The days meant, in the given year where none was written; raises Unreadable for one that does not exist."""
        whole = self._days(self.year or year)
        return Days(whole.last, whole.last) if self.end else whole

    def _days(self, year: int) -> Days:
        _check_year(year)
        if self.month is None:
            return _part_of_year(year, self.part)
        if not 1 <= self.month <= 12:
            raise Unreadable(f"没有 {self.month} 月。请核对后填写，如 {year}年12月31日。")
        whole = _months(year, self.month, 1)
        if self.day is None:
            return _part_of_month(whole, self.part)
        if not 1 <= self.day <= whole.last.day:
            last = f"{year}年{self.month}月{whole.last.day}日"
            raise Unreadable(f"{year}年{self.month}月没有 {self.day} 日。请核对后填写，如 {last}。")
        return Days(date(year, self.month, self.day), date(year, self.month, self.day))


_YEAR = r"(?:(?P<year>\d{4})年度?|(?P<own>本|当|今)年度?)"
_FORMS = tuple(
    lazily(pattern + r"\Z", re.ASCII)
    for pattern in (
        rf"{_YEAR}?(?P<month>\d{{1,2}})月份?(?:(?P<part>[上中下])旬|(?P<end>月?[底末]))?",
        rf"{_YEAR}?(?P<month>\d{{1,2}})月份?(?P<day>\d{{1,2}})[日号]",
        rf"{_YEAR}?第?(?P<part>[1-4])季度?(?P<end>[底末])?",
        rf"{_YEAR}?(?P<part>[上下]半)年(?P<end>[底末])?",
        rf"{_YEAR}(?:全年)?(?P<end>[底末])?",
        r"(?:全年度?|年(?P<end>[底末]))",
        rf"(?:{_YEAR}|年)(?P<part>中)",
        rf"(?:{_YEAR}|年度?)内",
    )
)
_NUMERIC = tuple(
    lazily(pattern + r"\Z", re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})日?",
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})月?",
    )
)
_BARE = tuple(
    lazily(pattern + r"\Z", re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<month>\d{1,2})[./-](?P<day>\d{1,2})日?",
    )
)
IN_TEXT = lazily(
    r"(?:(?:20|19)\d\d\s*年度?\s*|[本当今]年度?)?"
    r"(?:\d{1,2}\s*月份?\s*(?:\d{1,2}\s*[日号]|月?[底末]|[上中下]旬)?|第?[1-4]季度?[底末]?|[上下]半年[底末]?)"
    r"|(?:20|19)\d\d\s*年(?:度内|度|[底末内]|全年|中(?![\u4e00-\u9fff])|中(?=[之以前完]))?"
    r"|(?:20|19)\d\d([-./])\d{1,2}\1\d{1,2}(?!\d)|年[底末]|[本当]年度?内?(?![底末])|(?<![\d.一二两三四五六七八九十百数多几半])年度?内|全年"
    r"|年中(?=\Z|[,;。]|[之以]?前|完成)",
    re.ASCII,
)
"""Where dates stand inside a longer text; what each says, `read_written` tells."""
WHOLE_YEAR = lazily(r"全年|\d{4}\s*年(?:度内?|全年|内)?|[本当]年度?内?|年度?内", re.ASCII)
"""Those of them that are no more than a year."""
_CHINESE = lazily(rf"{CHINESE}(?=[年月日号季])|(?<=第){CHINESE}(?=季)")
_QUARTER = lazily(
    r"(?<![A-Za-z\d])(?:(?P<year>(?:20|19)\d\d)年?)?(?:[Qq](?P<quarter>[1-4])|(?P<first>[1-4])[Qq])(?![A-Za-z\d])"
)
_NOISE = lazily(r"\(?(?:星期|周)[一二三四五六日天]\)?\Z|(?<=\d)\s+0{1,2}:00(?::00)?\Z")


def read_written(text: str, *, numeric: bool = True, bare: bool = True) -> Written | None:
    """A whole text as one date, or None; `bare` takes 20201231 and 12.31 too, which elsewhere would be numbers."""
    if len(text) > MAX_LENGTH:
        return None
    folded = tidy(text)
    patterns = _FORMS + (_NUMERIC if numeric else ()) + (_BARE if bare else ())
    for pattern in patterns:
        if match := pattern().match(folded):
            found = {name: value for name, value in match.groupdict().items() if value}
            number = {name: int(found[name]) for name in ("year", "month", "day") if name in found}
            return Written(**number, part=found.get("part", ""), end="end" in found)
    return None


def tidy(text: str) -> str:
    """A date's text without blanks, in plain digits: what the patterns of dates are matched with."""
    folded = "".join(_NOISE().sub("", fold(text).strip()).split()).replace("年年", "年")
    return _QUARTER().sub(_in_words, _CHINESE().sub(_in_digits, folded))


def _in_words(match: re.Match[str]) -> str:
    year = f"{match['year']}年" if match["year"] else ""
    return f"{year}第{match['quarter'] or match['first']}季度"


def _in_digits(match: re.Match[str]) -> str:
    number = read_number(match[0])
    return match[0] if number is None else plain(number)


def say_day(day: date) -> str:
    """2020年12月31日, without zeros in front, as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_date(text: str, context: Context) -> date:
    """The day of a date, or the last one of its month: when a work was begun, offices often know by the month."""
    return read_days(text, context).last


def read_days(text: str, context: Context) -> Days:
    """The days that a date may mean, which are more than one where it tells only the month."""
    written = read_written(text)
    if written is None:
        raise Unreadable(f"无法识别日期{quoted(text)}。请写明年月日，如 2020年12月31日。")
    if not written.is_day and written.month is None:
        raise Unreadable(f"日期{quoted(text)}没有写到月。请写明年月日，如 2020年12月31日。")
    if not written.year and context.year not in YEARS:
        raise Unreadable(f"日期{quoted(text)}没有写年份。请写明年月日，如 2020年12月31日。")
    return written.days(context.year)


def say_date(value: date, text: str) -> str:
    """The day in full, or the month where no day was written, with the year that may have been left out."""
    written = read_written(text)
    if written is None or written.is_day:
        return f"理解为 {say_day(value)}"
    return f"理解为 {value.year}年{value.month}月{f'{written.part}旬' if written.part else ''}"


_YEAR_TEXT = lazily(r"(?P<year>\d{4})(?:年度?)?\Z", re.ASCII)


def read_year(text: str, context: Context) -> int:
    """A fiscal year in four digits."""
    match = _YEAR_TEXT().match(_year_digits(text))
    if not match or int(match["year"]) not in YEARS:
        raise Unreadable(f"无法识别年度{quoted(text)}。请填写四位年份，如 2020。")
    return int(match["year"])


def keep_year(text: str, value: int) -> str:
    """Its four digits alone, because the form's own lines print 年度 after them."""
    return str(value)


def say_year(value: int, text: str) -> str:
    """The year as a fiscal one."""
    return f"{value} 年度"


def _year_digits(text: str) -> str:
    digits = tidy(text)
    number = None if digits[:1].isascii() else read_number(digits)
    return digits if number is None else plain(number)


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise Unreadable(f"年份 {year} 不合常理。请写四位年份，如 2020年12月31日。")


def _months(year: int, month: int, count: int) -> Days:
    """So many whole months from the given one on."""
    from dateutil.relativedelta import relativedelta

    first = date(year, month, 1)
    return Days(first, first + relativedelta(months=count - 1, day=31))


def _part_of_year(year: int, part: str) -> Days:
    if part.isdigit():
        return _months(year, int(part) * 3 - 2, 3)
    if part == "中":
        return _months(year, 6, 2)
    if part:
        return _months(year, 1 if part == "上半" else 7, 6)
    return _months(year, 1, 12)


def _part_of_month(month: Days, part: str) -> Days:
    first, last = {"": (1, 31), "上": (1, 10), "中": (11, 20), "下": (21, 31)}[part]
    return Days(month.first.replace(day=first), month.first.replace(day=min(last, month.last.day)))


DATE = Kind("date", read_date, say_date)
YEAR = Kind("year", read_year, say_year, keep_year)
