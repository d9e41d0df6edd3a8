"""Whether an actual value reaches its target: figures as intervals, dates as runs of days, words by being the same.

Words that say themselves that it was not reached are below any target.
Called by the follow-up question, the echo and the checks of indicators. What cannot be told for certain is UNKNOWN.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from forms.lazily import lazily
from forms.values.change import is_contrary, read_change, wanted_change
from forms.values.dates import IN_TEXT, Days, read_written, say_day, tidy
from forms.values.duration import is_duration
from forms.values.kind import quoted
from forms.values.lateness import is_next_year
from forms.values.numbers import bare_words, exact_product, half_up, short
from forms.values.quantity import SCALES, Comparator, Measure, Quantity, Shape
from forms.values.shortfall import falls_short
from forms.values.unmet import denies, is_done_in_part, is_left_undone, is_unfinished, says_unmet

_C = Comparator
MET = "达到年度指标值"
APPROX = Decimal("0.1")
"""How far 约 reaches to either side, as a part of the figure."""

TURNS = {"月": Decimal(12), "季度": Decimal(4), "半年": Decimal(2), "年": Decimal(1)}
"""How often a turn comes round in the year of a form, where that is always the same."""

_AVERAGE = lazily(
    r"(?:全年|总体)?(?:平均|人均|户均)(?:每[^\d,;]{1,2}|用时|耗时|时间|时长|得分|分|约|为|达到?)*\d[^,;(]*\Z"
)
_BELOW_ZERO = frozenset(("度", "℃", "摄氏度", "个百分点", "分", "米", ""))
"""Units of what may lie below zero."""


class Verdict(Enum):
    """How an actual stands to its target."""

    MET = "met"
    BELOW = "below"
    """Worse than the target, in whichever direction the target goes."""
    UNKNOWN = "unknown"
    """Not comparable, or left open by the words."""


class Comparison(NamedTuple):
    """The outcome of setting an actual against its target."""

    verdict: Verdict
    ratio: Decimal | None
    """Actual ÷ target, unrounded, for two figures of one unit; None otherwise and for a target of 0."""
    said: str
    """One Chinese phrase without a full stop: the outcome and how it came about, or why it cannot be told."""


class Interval(NamedTuple):
    """The figures that a figure with its sign stands for."""

    low: Decimal | None
    """None is without bound."""
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: Interval) -> bool:
        """Whether all of the other lies in this one."""
        return _low_key(self) <= _low_key(other) and _high_key(other) <= _high_key(self)

    def is_over(self, other: Interval) -> bool:
        """Whether all of this one lies above the other."""
        if self.low is None or other.high is None:
            return False
        return self.low > other.high or (self.low == other.high and (self.low_open or other.high_open))


def compare(target: Measure, actual: Measure, *, less_is_better: bool = False, name: str = "") -> Comparison:
    """How an actual stands to its target; `less_is_better` turns a bare target figure into a ceiling.

    The indicator's name tells what a change in words is a change of; figures are compared once for all names.
    """
    is_plain = target.is_quantity and actual.is_quantity and not target.change and not actual.change
    return _compared(target, actual, less_is_better, "" if is_plain else bare_words(name))


@lru_cache(maxsize=1 << 14)
def _compared(target: Measure, actual: Measure, less_is_better: bool, name: str) -> Comparison:
    if target.shape is actual.shape is not Shape.NOTHING and bare_words(target.text) == bare_words(actual.text):
        return Comparison(Verdict.MET, _ratio(target.quantity, actual.quantity), MET)
    found = _compare(target, actual, less_is_better)
    if found.verdict is Verdict.UNKNOWN:
        found = _compare_changes(target, actual, name) or _average(target, actual, less_is_better) or found
    if found.verdict is not Verdict.BELOW and _says_below(found, target, actual, name):
        return _below_in_words(actual)
    return found


def _below_in_words(actual: Measure) -> Comparison:
    return Comparison(Verdict.BELOW, None, f"完成值写{quoted(actual.text)}，未达到年度指标值")


def _says_below(found: Comparison, target: Measure, actual: Measure, name: str) -> bool:
    """Whether the result's own words place it below; what figures and dates decided is left alone by mere grades."""
    if says_unmet(actual.text) or denies(target.text, actual.text) or is_next_year(target, actual):
        return True
    if found.verdict is not Verdict.UNKNOWN or Shape.NOTHING in (target.shape, actual.shape):
        return False
    if is_left_undone(target, actual) or is_done_in_part(target, actual) or is_unfinished(target, actual):
        return True
    return falls_short(target, actual, name)


def _compare_changes(target: Measure, actual: Measure, name: str) -> Comparison | None:
    """A rise or fall against the one that was wanted; by how much, where both say it in one unit."""
    wanted = wanted_change(target, name)
    told = read_change(actual, f"{name},{bare_words(target.text)}") if wanted else None
    if wanted is None or told is None or wanted.figure and _is_ceiling(wanted.figure):
        return None
    if is_contrary(wanted, told):
        return _below_in_words(actual)
    if told.way != wanted.way or told.is_denied or not wanted.figure or not told.figure:
        return None
    return _compare_quantities(wanted.figure, told.figure, less_is_better=False)._replace(ratio=None)


def _average(target: Measure, actual: Measure, less_is_better: bool) -> Comparison | None:
    """An average worse than the bound of every single one: 平均 6 分钟 against 5 分钟内."""
    wanted, reached = target.quantity, actual.quantities[0] if len(actual.quantities) == 1 else None
    if wanted is None or reached is None or not target.is_quantity or not _AVERAGE().match(bare_words(actual.text)):
        return None
    found = _compare_quantities(wanted, reached, less_is_better)
    return found if found.verdict is Verdict.BELOW else None


def _compare(target: Measure, actual: Measure, less_is_better: bool) -> Comparison:
    """By figures and dates; of words alone nothing can be told."""
    if Shape.NOTHING in (target.shape, actual.shape):
        return _unknown("年度指标值或完成值为无，不能对比")
    if target.is_several and actual.is_several:
        return _compare_several(target, actual, less_is_better)
    if target.shape is Shape.DATE and actual.shape is Shape.DATE:
        return _compare_dates(target, actual)
    if target.shape is Shape.RECURRING and actual.shape is Shape.RECURRING:
        return _compare_recurring(target, actual, less_is_better)
    if target.shape is Shape.RECURRING and actual.shape is Shape.COUNT:
        return _compare_turns(target, actual)
    wanted, reached = target.quantity, actual.quantity
    if wanted and reached and target.is_quantity and actual.is_quantity:
        return _compare_quantities(wanted, reached, less_is_better)
    if target.is_level and actual.is_level:
        return _unknown("年度指标值和完成值的文字不同，不能自动对比")
    return _unknown(f"年度指标值是{_sort(target)}，完成值是{_sort(actual)}，不能对比")


def _unknown(said: str) -> Comparison:
    return Comparison(Verdict.UNKNOWN, None, said)


def _sort(measure: Measure) -> str:
    return "几项数量" if measure.is_several else measure.shape.value


def _ratio(target: Quantity | None, actual: Quantity | None) -> Decimal | None:
    if target is None or actual is None or not target.value:
        return None
    return actual.scaled(actual.value) / target.scaled(target.value)


def _compare_quantities(target: Quantity, actual: Quantity, less_is_better: bool) -> Comparison:
    if reason := _not_comparable(target, actual):
        return _unknown(reason)
    if target.comparator is _C.NONE and less_is_better:
        target = target._replace(comparator=_C.AT_MOST)
    actual = actual if actual.unit else actual._replace(unit=target.unit)
    ratio, upper = _ratio(target, actual), _is_ceiling(target)
    wanted, reached = _wanted(target), _reached(actual)
    if target.either_way and wanted != reached:
        return _unknown(f"看不出年度指标值 {target.text} 是越多越好还是越少越好，不能对比")
    if wanted.holds(reached):
        return Comparison(Verdict.MET, ratio, MET)
    whole = _widened(reached) if actual.approx else reached
    if whole.is_over(wanted) if upper else wanted.is_over(whole):
        return Comparison(Verdict.BELOW, ratio, _say_below(target, actual, ratio, upper))
    if upper and _is_looser(target, actual, wanted, reached):
        return Comparison(Verdict.BELOW, None, f"{actual.text}，超过年度指标值 {target.text}")
    if not upper and reached.is_over(wanted):
        said = f"完成值 {actual.text} 高于年度指标值 {target.text}，请核对"
        return Comparison(Verdict.UNKNOWN, ratio, said)
    return _unknown(f"完成值 {actual.text} 不能确定是否达到年度指标值 {target.text}")


def _is_looser(target: Quantity, actual: Quantity, wanted: Interval, reached: Interval) -> bool:
    """Whether a time within which something was done is longer than the one within which it was to be."""
    within = (_C.AT_MOST, _C.LESS_THAN)
    timed = is_duration(target) and is_duration(actual)
    return timed and actual.comparator in within and not actual.approx and _high_key(wanted) < _high_key(reached)


def _not_comparable(target: Quantity, actual: Quantity) -> str:
    """Why two figures have no more and less, or nothing."""
    if is_negative(actual) and target.value >= 0:
        return f"完成值 {actual.text} 是负数，不能对比"
    if target.change != actual.change:
        return f"年度指标值 {target.text} 与完成值 {actual.text} 一个是变化、一个不是，不能对比"
    if target.comparator is _C.WITHIN and actual.comparator is not _C.WITHIN and abs(actual.value) > target.value:
        return f"年度指标值 {target.text} 是允许的偏差，不能确定完成值 {actual.text} 是不是偏差"
    if _same_unit(target, actual):
        return ""
    units = (target.unit or "没有单位", actual.unit or "没有单位")
    return f"年度指标值的单位（{units[0]}）与完成值的单位（{units[1]}）不同，不能对比"


def is_negative(quantity: Quantity) -> bool:
    """Whether a count says less than nothing, which of things counted there is not."""
    counted = quantity.shape is Shape.COUNT and not quantity.change and quantity.unit not in _BELOW_ZERO
    return counted and quantity.value < 0


def _same_unit(target: Quantity, actual: Quantity) -> bool:
    """Whether both count the same thing: a bare figure takes the unit of a count, and an actual that of an amount."""
    if Shape.RATE in (target.shape, actual.shape):
        return target.shape is actual.shape
    if "" in (target.unit, actual.unit):
        other = target if actual.unit == "" else actual
        return other.unit not in SCALES or (other is target and other.shape is Shape.AMOUNT)
    return target.family == actual.family or "" in (target.family, actual.family)


def _is_ceiling(target: Quantity) -> bool:
    """Whether more is worse: by its sign, and always where nothing at all is wanted (0 起)."""
    if target.comparator in (_C.AT_MOST, _C.LESS_THAN, _C.WITHIN):
        return True
    return target.comparator in (_C.NONE, _C.EXACT) and not target.value and target.high is None


def _wanted(target: Quantity) -> Interval:
    """The figures that reach the target; 约 moves its bounds a tenth outwards."""
    low = target.scaled(target.value)
    high = low if target.high is None else target.scaled(target.high)
    if target.comparator is _C.WITHIN:
        return Interval(-abs(low), abs(low))
    if _is_ceiling(target):
        bounds = Interval(None, high, high_open=target.comparator is _C.LESS_THAN)
    elif target.comparator is _C.EXACT or (target.comparator is _C.NONE and target.high is not None):
        bounds = Interval(low, high)
    else:
        bounds = Interval(low, None, low_open=target.comparator is _C.MORE_THAN)
    return _widened(bounds) if target.approx else bounds


def _reached(actual: Quantity) -> Interval:
    """The figures that a result can mean."""
    low = actual.scaled(actual.value)
    high = low if actual.high is None else actual.scaled(actual.high)
    if actual.comparator in (_C.AT_LEAST, _C.MORE_THAN):
        return Interval(low, None, low_open=actual.comparator is _C.MORE_THAN)
    if actual.comparator in (_C.AT_MOST, _C.LESS_THAN):
        return Interval(None, high, high_open=actual.comparator is _C.LESS_THAN)
    return Interval(-abs(low), abs(low)) if actual.comparator is _C.WITHIN else Interval(low, high)


def _widened(bounds: Interval) -> Interval:
    low = None if bounds.low is None else bounds.low - exact_product(abs(bounds.low), APPROX)
    high = None if bounds.high is None else bounds.high + exact_product(abs(bounds.high), APPROX)
    return bounds._replace(low=low, high=high)


def _low_key(bounds: Interval) -> tuple[Decimal, bool]:
    return (Decimal("-Infinity") if bounds.low is None else bounds.low, bounds.low_open)


def _high_key(bounds: Interval) -> tuple[Decimal, bool]:
    return (Decimal("Infinity") if bounds.high is None else bounds.high, not bounds.high_open)


def _say_below(target: Quantity, actual: Quantity, ratio: Decimal | None, upper: bool) -> str:
    side = "超过" if upper else "低于"
    if ratio is None:
        return f"{actual.text}，{side}年度指标值 {target.text}"
    shown = half_up(exact_product(ratio, Decimal(100)), 2)
    if shown == 100:
        return f"{actual.text}，未达到年度指标值 {target.text}"
    return f"{actual.text} ÷ {target.text} = {short(shown)}%，{side}年度指标值"


def _compare_several(target: Measure, actual: Measure, less_is_better: bool) -> Comparison:
    """Figure by figure, where both cells name the same units once each."""
    wanted = {each.unit: each for each in target.quantities}
    reached = {each.unit: each for each in actual.quantities}
    if wanted.keys() != reached.keys() or not len(wanted) == len(target.quantities) == len(actual.quantities):
        return _unknown("年度指标值和完成值各有几项数量，不能逐项对比")
    outcomes = [_compare_quantities(each, reached[unit], less_is_better) for unit, each in wanted.items()]
    below = next((each for each in outcomes if each.verdict is Verdict.BELOW), None)
    unknown = next((each for each in outcomes if each.verdict is Verdict.UNKNOWN), None)
    return below or unknown or Comparison(Verdict.MET, None, MET)


def _compare_dates(target: Measure, actual: Measure) -> Comparison:
    """Later than the last day meant is below; earlier is met, unless the target asks for no earlier."""
    if target.days is None or actual.days is None:
        return _unknown("年度指标值或完成值看不出是哪一天，不能对比")
    first, last = actual.days
    if target.comparator is _C.AFTER:
        met = actual.comparator is not _C.BEFORE and first >= target.days.first
        return Comparison(Verdict.MET, None, MET) if met else _unknown(_open_dates(target, actual))
    sure, latest = _deadline(target.days, target.comparator)
    if last <= sure and actual.comparator is not _C.AFTER:
        return Comparison(Verdict.MET, None, MET)
    ended = _last_told(actual, first)
    if ended > latest and actual.comparator is not _C.BEFORE:
        said = f"完成时间 {say_day(ended)} 晚于年度指标值 {say_day(latest)}"
        return Comparison(Verdict.BELOW, None, said)
    return _unknown(_open_dates(target, actual))


def _last_told(actual: Measure, first: date) -> date:
    """The first day that the last of several dates can mean; of a single one its own."""
    told = [match[0] for match in IN_TEXT().finditer(tidy(actual.text))]
    written = read_written(told[-1], bare=False) if len(told) > 1 else None
    if written is None or actual.days is None:
        return first
    return written.days(actual.days.last.year).first


def _deadline(days: Days, comparator: Comparator) -> tuple[date, date]:
    """The last day surely in time, and the last that may be: 9 月前 may mean the end of August or of September."""
    if comparator is _C.BEFORE and days.first != days.last:
        return days.first - timedelta(days=1), days.last
    return days.last, days.last


def _open_dates(target: Measure, actual: Measure) -> str:
    return f"完成值 {actual.text} 不能确定是否符合年度指标值 {target.text}"


def _compare_recurring(target: Measure, actual: Measure, less_is_better: bool) -> Comparison:
    """Of the same turn alone: days of the month as dates, counts as counts."""
    wanted, reached = target.quantity, actual.quantity
    if wanted is None or reached is None or target.every != actual.every:
        return _unknown(f"完成值 {actual.text} 与年度指标值 {target.text} 写法不同，不能对比")
    if target.every == "月" and target.unit == actual.unit == "日":
        verdict = _days_of_month(wanted, reached)
        said = {Verdict.MET: MET, Verdict.BELOW: f"{actual.text}，晚于年度指标值 {target.text}"}
        return Comparison(verdict, None, said.get(verdict, _open_dates(target, actual)))
    return _compare_quantities(wanted, reached, less_is_better)


def _compare_turns(target: Measure, actual: Measure) -> Comparison:
    """A count of the year against one of each turn: enough for all turns is met, and less is below.

    What is about as much as one turn asks for may be the count of a turn, so that it is left open.
    """
    wanted, reached = target.quantity, actual.quantity
    turns = TURNS.get(target.every)
    if wanted and reached and turns and wanted.unit == reached.unit and _is_turn_floor(wanted, reached):
        least = exact_product(wanted.value, turns)
        if reached.value >= exact_product(wanted.value if wanted.high is None else wanted.high, turns):
            return Comparison(Verdict.MET, None, MET)
        if not 0 < wanted.value <= reached.value < 2 * wanted.value and reached.value < least and not wanted.approx:
            said = f"{actual.text}，低于年度指标值 {target.text}（全年 {short(least)} {wanted.unit}）"
            return Comparison(Verdict.BELOW, None, said)
    return _unknown(f"完成值 {actual.text} 不能确定是否达到年度指标值 {target.text}")


def _is_turn_floor(wanted: Quantity, reached: Quantity) -> bool:
    """Whether both count things, and not days of the month: an exact figure against at least so many."""
    exact = reached.comparator in (_C.NONE, _C.EXACT) and not reached.approx and reached.high is None
    return exact and wanted.comparator in (_C.NONE, _C.AT_LEAST) and wanted.value > 0 and wanted.unit != "日"


def _days_of_month(target: Quantity, actual: Quantity) -> Verdict:
    """Within the window of days, or before its one day, is in time; too early for a window stays open."""
    opens, closes = target.value, target.value if target.high is None else target.high
    first, last = actual.value, actual.value if actual.high is None else actual.high
    before = target.comparator is _C.BEFORE
    if last <= closes and (before or opens <= first) and (before or actual.comparator is not _C.BEFORE):
        return Verdict.MET
    return Verdict.BELOW if first > closes and actual.comparator is not _C.BEFORE else Verdict.UNKNOWN
