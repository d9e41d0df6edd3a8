"""Checks of the form as a whole (B): what is missing, what belongs to another year, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from forms.checks.finding import Finding, Severity
from forms.compute import Reading
from forms.errors import Unreadable
from forms.model import HEADER
from forms.path import Path
from forms.place import name_of
from forms.steps import Course
from forms.values import KINDS, Period


def required_empty(reading: Reading) -> Iterator[Finding]:
    """必填项空着。

    审核首先看必填项是否齐全：项目名称、主管部门、实施单位、起止时间、预算数和执行数等缺一项即退回。
    例：主管部门空着。改法：填写该项；确实没有的，说明理由保留。
    """
    for path in Course(reading).steps:
        if path.group or path.field == "which":
            continue
        if reading.form.field(path).required and not reading.text(path):
            yield Finding("B01", Severity.ERROR, str(path), f"「{name_of(reading, path)}」为必填项，请填写。")


def year_differs(reading: Reading) -> Iterator[Finding]:
    """起止时间与表的年度不符。

    年度绩效自评只评本年度的支出；起止时间落在别的年度，多半是沿用旧表时没有改。
    例：2020 年度的表，起止时间写 2021 年 1 月 1 日-12 月 31 日。改法：改为本年度；跨年项目写明起止并说明理由保留。
    """
    for path, period in _periods(reading):
        if reading.year and not period.start.year <= reading.year <= period.end.year:
            first, last = period.start.year, period.end.year
            years = f"{first} 年" if first == last else f"{first}-{last} 年"
            message = f"起止时间在 {years}，本表为 {reading.year} 年度，请重新填写。"
            about = (str(path), str(Path(HEADER, "", "year")))
            yield Finding("B02", Severity.ERROR, str(path), message, about=about)


def period_reversed(reading: Reading) -> Iterator[Finding]:
    """止期早于起期。

    起止颠倒的表不能确认项目期限，会被退回。
    例：2020 年 12 月 31 日-2020 年 1 月 1 日。改法：把两个日期对调或改正。
    """
    for path, period in _periods(reading):
        if period.end < period.start:
            yield Finding("B03", Severity.ERROR, str(path), "止期早于起期，请核对两个日期。")


def unreadable(reading: Reading) -> Iterator[Finding]:
    """内容不是这一格应有的。

    金额、日期、比率写成别的样子，汇总和计算就无法进行。
    例：全年执行数写成 45.3Z。改法：改为数字，如 45.32。
    """
    for path in Course(reading).places:
        text = "" if path.group or path.field == "which" else reading.text(path)
        if not text:
            continue
        field = reading.form.field(path)
        try:
            KINDS[field.kind].read(text, reading.context(field))
        except Unreadable as error:
            yield Finding("B08", Severity.ERROR, str(path), str(error))


def _periods(reading: Reading) -> Iterator[tuple[Path, Period]]:
    for path in Course(reading).places:
        value = reading.value(path) if not path.group and path.field != "which" else None
        if isinstance(value, Period):
            yield path, value
