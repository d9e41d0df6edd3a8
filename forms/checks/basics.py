"""Checks of the form as a whole (B): what is missing, of another year, from the template, what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from forms.checks.finding import Finding, Fix, Severity
from forms.checks.rows import flat, indicator_rows
from forms.checks.settings import word
from forms.checks.texts import clauses, place_of, told_texts
from forms.compute import Reading, is_none
from forms.errors import Unreadable
from forms.lazily import lazily
from forms.model import HEADER, WHICH, Field
from forms.path import Path
from forms.place import name_of
from forms.steps import Course, is_step
from forms.values import KINDS, Period, Verdict
from forms.values.choice import boxed
from forms.values.dates import say_day
from forms.values.kind import quoted
from forms.values.numbers import fold

DEPARTMENT = ("competent_dept", "project_unit")
"""The unit whose seal the form bears."""
SEAL, UNIT, TITLE = "seal", "implementing_unit", "title"

_SEALED = lazily(r"\s*[(（\[]\s*(?:加?盖?公?章|签章|盖章处?|公章)\s*[)）\]]\s*\Z|\s*[:：]?\s*(?:盖章|签章|公章)\s*\Z")
_NAMES_UNIT = lazily(
    r"[局委办室院校所站心处科队会部厅署府馆司团社区道镇乡村园库台段庭组行厂学中店狱协联大地场群港县市省旗州][)）]?\s*\Z"
)
_NO_WORD = lazily(r"[\d\W_]{1,3}")
_CUT_SHORT = {"办": "办公室", "委": "委员会"}
_YEAR_AND_MONTH = lazily(r"(?<!\d)(20\d\d|19\d\d)\s*(?:年\s*\d{1,2}\s*月|[-./]\d{1,2}[-./]\d{1,2}(?!\d))")
_YEAR_OF_WORK = lazily(
    r"\A(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.、]\s*)?(?P<told>(?P<year>20\d\d)\s*年度?)\s*(?:全年|共|我[办局室委]|计划|将)*"
    r"(?:举办|开展|组织|召开|完成|编印|印发|实施|推进|整理|培训|采购|维护|发放)"
)
_OF_OTHER_TIMES = lazily(r"[较比自从]\s*\Z|同期\s*\Z")
_TEMPLATE = lazily(
    r"^[.…。·*]{2,}$|^(?:三级|绩效)?指标\s*[\d一二三四五六七八九十]+\s*[:.、]?$|\*\*|(?<![A-Za-z\d])[Xx×]{2,}(?![A-Za-z\d])|"
    r"\([^)]{0,30}字(?:以内|左右|内)[^)]{0,10}\)|^(?:请|在?此处|在?这里)+(?:填写|填入|输入|简述)|^填写(?![率完质准及规情])|"
    r"(?:单击|点击|双击).{0,8}(?:输入|填写|选择)"
)


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
    first, last = (reading.value(path) if path else None for path in (begun, done))
    if begun and done and isinstance(first, date) and isinstance(last, date) and last < first:
        said = f"竣工日期 {say_day(last)} 早于开工日期 {say_day(first)}，请核对两个日期。"
        yield Finding("B03", Severity.ERROR, str(done), said, about=(str(begun), str(done)))


def unit_names_differ(reading: Reading) -> Iterator[Finding]:
    """单位名称前后不一。

    公章、主管部门（项目单位）、实施单位写法不同，审核人不能确认是不是同一个单位；公开时也要求用全称。实施单位是下属单位的不算。
    例：公章为中共深圳市坪山区委办公室，主管部门写区委（区政府）办公室。改法：一律写公章上的全称。
    """
    dept, seal, unit = place_of(reading, *DEPARTMENT), place_of(reading, SEAL), place_of(reading, UNIT)
    names = {path: reading.text(path).strip() for path in (dept, seal, unit) if path}
    if seal and "章" in names[seal]:
        names[seal] = _SEALED().sub("", names[seal]).strip()
    differ = bool(dept and seal and names[dept] and names[seal] and flat(names[dept]) != flat(names[seal]))
    if dept and seal and differ and _NAMES_UNIT().search(names[dept]) and not _NAMES_UNIT().search(names[seal]):
        message = f"公章处写的{quoted(names[seal])}不像单位名称，请填写公章上的单位全称。"
        yield Finding("B04", Severity.WARNING, str(seal), message, about=tuple(map(str, names)))
    elif dept and seal and differ:
        also = ((str(unit), names[seal]),) if unit and names[unit] == names[dept] else ()
        fix = Fix(str(dept), names[seal], certain=False, also=also)
        both = f"{reading.form.field(dept).label}{'、' + reading.form.field(unit).label if unit and also else ''}"
        message = f"公章为{quoted(names[seal])}，{both}写作{quoted(names[dept])}，请统一为公章上的全称。"
        yield Finding("B04", Severity.WARNING, str(dept), message, fix, tuple(map(str, names)))
    elif dept and unit and flat(names[unit]) != flat(names[dept]) and _is_same_unit(names[unit], names[dept]):
        fix = Fix(str(unit), names[dept], certain=False)
        message = f"主管部门写作{quoted(names[dept])}，实施单位写作{quoted(names[unit])}，像是同一单位，请统一为全称。"
        yield Finding("B04", Severity.WARNING, str(unit), message, fix, (str(dept), str(unit)))


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
    for path, field, text in _texts(reading):
        boxes, ticked = boxed(text, field.options) if field.kind == "choice" else (0, 0)
        if boxes and ticked != 1:
            state = "勾了不止一项" if ticked else "没有勾选"
            message = f"「{name_of(reading, path)}」{state}，请选定一项：{'、'.join(field.options)}。"
            yield Finding("B06", Severity.ERROR, str(path), message)


def template_left(reading: Reading) -> Iterator[Finding]:
    """模板里的提示没有删去。

    指标1、……、**、XX、（200 字以内）、请填写等是模板的提示，留在表里说明没有填完。
    例：三级指标写指标1。改法：换成实际内容；没有的删去该行或填无。
    """
    for path, field, text in _texts(reading):
        found = "" if field.kind == "choice" else _hint_in(text)
        if found:
            message = f"「{name_of(reading, path)}」中的{quoted(found)}像是模板的提示，请换成实际内容。"
            yield Finding("B07", Severity.ERROR, str(path), message)


def unreadable(reading: Reading) -> Iterator[Finding]:
    """内容不是这一格应有的。

    金额、日期、比率写成别的样子，汇总和计算就无法进行；指标中的负数、位数多得不可能的数、日历上没有的日期，只写了一两个数字的名称也是这样。
    例：全年执行数写成 45.3Z；年度指标值写成 -6 场、2020 年 13 月；实施单位写成 2。
    改法：改为数字，如 45.32；改为实际的数、日期或名称。
    """
    for path, field, text in _texts(reading):
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


@lru_cache(maxsize=1 << 15)
def _hint_in(text: str) -> str:
    """What of a text looks like a hint of the template."""
    written = text.strip()
    folded = fold(written)
    found = _TEMPLATE().search(folded)
    if not found:
        return ""
    return written[found.start() : found.end()] if len(written) == len(folded) else found[0]


def _texts(reading: Reading) -> Iterator[tuple[Path, Field, str]]:
    """Every answer that says something, with its question, in the form's order."""
    yield from reading.once(_all_texts)


def _all_texts(reading: Reading) -> tuple[tuple[Path, Field, str], ...]:
    places = [path for path in reading.once(Course).places if not path.group and path.field != WHICH]
    found = ((path, reading.form.field(path), reading.text(path)) for path in places)
    return tuple(each for each in found if each[2])


def _periods(reading: Reading) -> tuple[tuple[Path, Period], ...]:
    found = ((path, reading.value(path)) for path, field, _ in _texts(reading) if field.kind == "period")
    return tuple((path, value) for path, value in found if isinstance(value, Period))


def _other_dates(reading: Reading, years: set[int]) -> Iterator[tuple[Path, str]]:
    """Dates of a year that is not the form's, in words, indicators, and where a date after the year's end stands."""
    for path, field, text in _texts(reading):
        if field.kind == "date" and (day := reading.value(path)) and day.year > max(years):
            yield path, text
    for path, text in told_texts(reading):
        if told := _other_date(text, years) or _other_year(text, years):
            yield path, told
    for row in reading.once(indicator_rows):
        if row.goal is None:
            continue
        late = row.is_late and row.verdict is Verdict.BELOW
        cells = ((row.name, row.title), (row.goal, row.target_text), (row.result, "" if late else row.actual_text))
        for path, text in cells:
            if told := _other_date(text, years):
                yield path, told


def _other_date(text: str, years: set[int]) -> str:
    """The first date with a month whose year is none of these; one that something is compared with says nothing."""
    if "20" not in text and "19" not in text:  # as nearly all of thousands of rows; a search takes ten times as long
        return ""
    for match in _YEAR_AND_MONTH().finditer(text):
        if int(match[1]) not in years and not _OF_OTHER_TIMES().search(text, max(0, match.start() - 8), match.start()):
            return match[0]
    return ""


def _other_year(text: str, years: set[int]) -> str:
    """The year that a clause begins with, where it goes on to say what was or will be done in it."""
    return next((told for told, year in _years_of_work(text) if year not in years), "") if "20" in text else ""


@lru_cache(maxsize=1 << 12)
def _years_of_work(text: str) -> tuple[tuple[str, int], ...]:
    found = (_YEAR_OF_WORK().search(clause) for clause in clauses(text))
    return tuple((match["told"], int(match["year"])) for match in found if match)


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


def _is_same_unit(one: str, other: str) -> bool:
    """Whether one name is the other in short, or written with other marks; a unit below the other is its own."""
    short, long = sorted((_spelled_out(re.sub(r"[\W_]", "", fold(each))) for each in (one, other)), key=len)
    if not short or short[-1] != long[-1] or short in long and not long.endswith(short):
        return False
    letters = iter(long)
    return all(each in letters for each in short)


def _spelled_out(name: str) -> str:
    """A name whose last word is not cut short: 区委办 is 区委办公室."""
    return next((name[:-1] + whole for cut, whole in _CUT_SHORT.items() if name.endswith(cut)), name)
