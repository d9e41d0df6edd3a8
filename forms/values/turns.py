"""Whether what comes round is kept: days of the month or of the week, counts of each turn; for `compare.py`."""

from __future__ import annotations

from decimal import Decimal

from forms.values.comparison import Comparison, Verdict, below, left_open, met, unknown
from forms.values.numbers import exact_product, short
from forms.values.quantities import compare_quantities
from forms.values.quantity import Comparator, Measure, Quantity

_C = Comparator
_TURNS = {
    "周": Decimal(52),
    "两周": Decimal(26),
    "半月": Decimal(24),
    "月": Decimal(12),
    "两个月": Decimal(6),
    "季度": Decimal(4),
    "半年": Decimal(2),
    "年": Decimal(1),
}
"""How often a turn comes round in the year of a form, where that is always the same."""
_DAY = "日"


def compare_recurring(target: Measure, actual: Measure, *, less_is_better: bool) -> Comparison:
    """Of the same turn alone: days of the month as dates, counts as counts."""
    wanted, reached = target.quantity, actual.quantity
    if wanted is None or reached is None:
        return _compare_how_often(target, actual)
    if target.every != actual.every:
        sooner = target.every == "次月" and actual.every == "月" and wanted.unit == reached.unit == _DAY
        return met() if sooner else _differently_written(target, actual)
    if wanted.unit == reached.unit == _DAY:
        return _compare_days(target, actual, wanted, reached)
    return compare_quantities(wanted, reached, less_is_better=less_is_better)


def _compare_how_often(target: Measure, actual: Measure) -> Comparison:
    """按月 against 按季, where neither says how much comes each time."""
    wanted, reached = _TURNS.get(target.every), _TURNS.get(actual.every)
    if wanted is None or reached is None or target.quantities or actual.quantities:
        return _differently_written(target, actual)
    return met() if reached >= wanted else below(f"{actual.text}，少于年度指标值 {target.text}")


def compare_turns(target: Measure, actual: Measure) -> Comparison:
    """A count of the year against one of each turn: enough for all turns is met, and less is below.

    What is about as much as one turn asks for may be the count of a turn, so that it is left open. A day alone is
    one of the same month where it is in time, and may be of another where it is not.
    """
    wanted, reached = target.quantity, actual.quantity
    if wanted and reached and wanted.unit == reached.unit == _DAY:
        found = _compare_days(target, actual, wanted, reached)
        return found if found.verdict is Verdict.MET else left_open(target.text, actual.text)
    turns = _TURNS.get(target.every)
    if wanted and reached and turns and wanted.family == reached.family and _is_turn_floor(wanted, reached):
        least = exact_product(wanted.value, turns)
        if reached.value >= exact_product(wanted.value if wanted.high is None else wanted.high, turns):
            return met()
        if not 0 < wanted.value <= reached.value < 2 * wanted.value and reached.value < least and not wanted.approx:
            return below(f"{actual.text}，低于年度指标值 {target.text}（全年 {short(least)} {wanted.unit}）")
    return left_open(target.text, actual.text)


def _differently_written(target: Measure, actual: Measure) -> Comparison:
    return unknown(f"完成值 {actual.text} 与年度指标值 {target.text} 写法不同，不能对比")


def _is_turn_floor(wanted: Quantity, reached: Quantity) -> bool:
    """Whether both count things, and not days of the month: an exact figure against at least so many."""
    exact = reached.comparator in (_C.NONE, _C.EXACT) and not reached.approx and reached.high is None
    return exact and wanted.comparator in (_C.NONE, _C.AT_LEAST) and wanted.value > 0 and wanted.unit != _DAY


def _compare_days(target: Measure, actual: Measure, wanted: Quantity, reached: Quantity) -> Comparison:
    """Within the window of days, or no later than its one day, is in time; too early for a window stays open."""
    opens, closes = wanted.value, wanted.value if wanted.high is None else wanted.high
    first, last = reached.value, reached.value if reached.high is None else reached.high
    before = wanted.comparator in (_C.BEFORE, _C.AT_MOST) or wanted.high is None
    if last <= closes and (before or opens <= first and reached.comparator is not _C.BEFORE):
        return met()
    if first > closes and reached.comparator is not _C.BEFORE:
        return below(f"{actual.text}，晚于年度指标值 {target.text}")
    return unknown(f"完成值 {actual.text} 不能确定是否符合年度指标值 {target.text}")
