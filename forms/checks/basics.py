"""Checks of the form as a whole (B): what is missing, of another year, from the template, what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from forms.checks.finding import Finding, Fix, Severity
from forms.checks.other_years import other_date, other_year, year_of_name
from forms.checks.rows import flat, indicator_rows
from forms.checks.settings import word
from forms.checks.texts import place_of, told_texts
from forms.compute import Reading, is_none
from forms.errors import Unreadable
from forms.lazily import lazily
from forms.model import HEADER, WHICH, Field
from forms.path import Path
from forms.place import name_of
from forms.steps import Course, is_step
from forms.values import KINDS, Period, Verdict
from forms.values.choice import boxed
from forms.values.dates import read_days, say_date, say_day
from forms.values.kind import quoted
from forms.values.numbers import fold

TITLE = "title"

_NO_WORD = lazily(r"[\d\W_]{1,3}")


def required_empty(reading: Reading) -> Iterator[Finding]:
    """必填项空着。

    审核首先看必填项是否齐全：项目名称、主管部门、实施单位、起止时间、预算数和执行数等缺一项即退回。
    例：主管部门空着。改法：填写该项；确实没有的，说明理由保留。
    """
    course = reading.once(Course)
    typed = (path for path in course.places if not path.group and path.field != WHICH)
    empty = [path for path in typed if reading.form.field(path).required and not reading.text(path)]
    for path in empty:
        if is_step(reading, path):
            yield Finding("B01", Severity.ERROR, str(path), f"「{name_of(reading, path)}」为必填项，请填写。")


def year_differs(reading: Reading) -> Iterator[Finding]:
    """起止时间与表的年度不符。

    年度绩效自评只评本年度的支出；起止时间落在别的年度，多半是沿用旧表时没有改。目标、指标和竣工日期中写了别的年度的，也要核对。
    跨年项目的起止时间包含本年度的，不算。
    例：2020 年度的表，起止时间写 2021 年 1 月 1 日-12 月 31 日。改法：改为本年度；确实不在本年度的，说明理由保留。
    """
    year, header = reading.year, str(Path(HEADER, "", "year"))
    if not year:
        return
    years = {year}
    for path, period in reading.once(_periods):
        if period.start.year <= year <= period.end.year:
            years |= set(range(period.start.year, period.end.year + 1))
            continue
        first, last = period.start.year, period.end.year
        said = f"{first} 年" if first == last else f"{first}-{last} 年"
        message = f"起止时间在 {said}，本表为 {year} 年度，请重新填写。"
        fix = Fix(str(path), _moved(period, year), certain=False) if first == last else None
        yield Finding("B02", Severity.ERROR, str(path), message, fix, (str(path), header))
    for path, told in _other_dates(reading, years):
        message = f"{name_of(reading, path)}中的「{told}」不在 {year} 年度内，请核对年份。"
        yield Finding("B02", Severity.WARNING, str(path), message, about=(str(path), header))


def period_reversed(reading: Reading) -> Iterator[Finding]:
    """止期早于起期，或竣工早于开工。

    起止颠倒的表不能确认项目期限，会被退回。止期没有写年份的，按起期的年份补全，只作提示。
    例：2020 年 12 月 31 日-2020 年 1 月 1 日；开工日期 2020 年 3 月，竣工日期 2019 年 5 月。
    改法：把两个日期对调或改正；止期补写年份。
    """
    hints = word(reading, "B03", "year") == "ask"
    for path, period in reading.once(_periods):
        if period.end < period.start:
            text = f"{_day(period.end)}-{_day(period.start)}"
            fix = Fix(str(path), text, certain=False)
            yield Finding("B03", Severity.ERROR, str(path), "止期早于起期，请核对两个日期。", fix)
        elif hints and period.start.year <= reading.year <= period.end.year and _lacks_year(reading.text(path)):
            said = f"止期没有写年份，按 {say_day(period.end)}理解，建议写全。"
            fix = Fix(str(path), f"{_day(period.start)}-{_day(period.end)}")
            yield Finding("B03", Severity.INFO, str(path), said, fix)
    yield from _built_backwards(reading)


def _built_backwards(reading: Reading) -> Iterator[Finding]:
    """What was completed before it was begun."""
    begun, done = place_of(reading, "start_date"), place_of(reading, "completion_date")
    if not begun or not done or reading.value(begun) is None or reading.value(done) is None:
        return
    first, last = (read_days(reading.text(path), reading.context(reading.form.field(path))) for path in (begun, done))
    if last.last < first.first:
        said = f"竣工日期 {_said(reading, done)} 早于开工日期 {_said(reading, begun)}，请核对两个日期。"
        yield Finding("B03", Severity.ERROR, str(done), said, about=(str(begun), str(done)))


def _said(reading: Reading, path: Path) -> str:
    """A date as it was understood."""
    return say_date(reading.value(path), reading.text(path)).removeprefix("理解为 ")


def title_differs(reading: Reading) -> Iterator[Finding]:
    """表的标题与制式标题不同。

    标题是各表汇总、公开时归类的依据；多一字少一字，多半是用了别的模板。
    例：项目支出绩效自评表写成项目支出绩效目标自评表。改法：改为制式标题；上级另有要求的可以保留。
    """
    path = Path(HEADER, "", TITLE)
    written, field = reading.answers.get(path) or "", reading.form.field(path)
    official = reading.expand(field.default, path) or reading.form.title
    if written and flat(written) != flat(official):
        message = f"标题{quoted(written)}与制式标题{quoted(official)}不同，请核对。"
        yield Finding("B05", Severity.INFO, str(path), message, Fix(str(path), official))


def boxes_not_one(reading: Reading) -> Iterator[Finding]:
    """勾选框没有勾或勾了不止一个。

    只能选一项的地方，没有勾或勾了两项都等于没有回答。
    例：是否开工 □ 是 □ 否。改法：选定一项。
    """
    for path, field, text in texts(reading):
        boxes, ticked = boxed(text, field.options) if field.kind == "choice" else (0, 0)
        if boxes and ticked != 1:
            state = "勾了不止一项" if ticked else "没有勾选"
            message = f"「{name_of(reading, path)}」{state}，请选定一项：{'、'.join(field.options)}。"
            yield Finding("B06", Severity.ERROR, str(path), message)


def unreadable(reading: Reading) -> Iterator[Finding]:
    """内容不是这一格应有的。

    金额、日期、比率写成别的样子，汇总和计算就无法进行；指标中的负数、位数多得不可能的数、日历上没有的日期，只写了一两个数字的名称也是这样。
    例：全年执行数写成 45.3Z；年度指标值写成 -6 场、2020 年 13 月；实施单位写成 2。
    改法：改为数字，如 45.32；改为实际的数、日期或名称。
    """
    for path, field, text in texts(reading):
        if _is_no_name(path, field, text):
            message = f"{name_of(reading, path)}只写了{quoted(text)}，请写明名称。"
            yield Finding("B08", Severity.ERROR, str(path), message)
            continue
        if reading.value(path) is not None:
            continue
        try:
            KINDS[field.kind].read(text, reading.context(field))
        except Unreadable as error:
            yield Finding("B08", Severity.ERROR, str(path), str(error))
    for row in reading.once(indicator_rows):
        cells = ((row.goal, row.target_text, row.wrong_target), (row.result, row.actual_text, row.wrong_actual))
        for place, text, wrong in cells:
            if place and wrong:
                message = f"{quoted(row.title)}的{reading.form.field(place).label}{quoted(text)}{wrong}。"
                yield Finding("B08", Severity.ERROR, str(place), message, about=(str(row.name), str(place)))


def _is_no_name(path: Path, field: Field, text: str) -> bool:
    """Whether a name is a figure or a mark, as a digit meant for a choice; names in rows are judged as indicators."""
    is_name = field.kind == "text" and not path.row and path.page != HEADER
    return is_name and not is_none(text) and _NO_WORD().fullmatch(text.strip()) is not None


def texts(reading: Reading) -> Iterator[tuple[Path, Field, str]]:
    """Every answer that says something, with its question, in the form's order."""
    yield from reading.once(_all_texts)


def _all_texts(reading: Reading) -> tuple[tuple[Path, Field, str], ...]:
    places = [path for path in reading.once(Course).places if not path.group and path.field != WHICH]
    found = ((path, reading.form.field(path), reading.text(path)) for path in places)
    return tuple(each for each in found if each[2])


def _periods(reading: Reading) -> tuple[tuple[Path, Period], ...]:
    found = ((path, reading.value(path)) for path, field, _ in texts(reading) if field.kind == "period")
    return tuple((path, value) for path, value in found if isinstance(value, Period))


def _other_dates(reading: Reading, years: set[int]) -> Iterator[tuple[Path, str]]:
    """Dates of a year that is not the form's, in words, indicators, and where a date after the year's end stands."""
    for path, field, text in texts(reading):
        if field.kind == "date" and (day := reading.value(path)) and day.year > max(years):
            yield path, text
    for path, text in told_texts(reading):
        if told := other_date(text, years) or other_year(text, years):
            yield path, told
    for row in reading.once(indicator_rows):
        if row.goal is None:
            continue
        late = row.is_late and row.verdict is Verdict.BELOW or "次年" in row.target_text
        cells = ((row.name, row.title), (row.goal, row.target_text), (row.result, "" if late else row.actual_text))
        for path, text in cells:
            if told := other_date(text, years) or (year_of_name(text, years) if path == row.name else ""):
                yield path, told


def _moved(period: Period, year: int) -> str:
    """The same days in another year; the end of February follows the calendar."""
    days = []
    for day in (period.start, period.end):
        leap = (day.month, day.day) == (2, 29) and not (year % 4 == 0 and (year % 100 or year % 400 == 0))
        days.append(_day(day.replace(year=year, day=28 if leap else day.day)))
    return "-".join(days)


def _day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def _lacks_year(text: str) -> bool:
    """Whether the year stands at the first day alone; of 2020 年 or 2020 年 1-12 月 nothing is open."""
    figures = re.findall(r"\d+", fold(text))
    return len(figures) >= 4 and len(figures[0]) == 4 and not any(len(each) == 4 for each in figures[1:])
