"""Whether one figure reaches another: units that turn into one another, bare figures, several in one cell.

Called by `compare.py` and `turns.py`. A bare figure beside an amount is never multiplied blindly.
"""

from __future__ import annotations

from decimal import Decimal

from forms.values.comparison import Comparison, Verdict, below, left_open, met, unknown
from forms.values.duration import is_duration
from forms.values.intervals import Interval, is_ceiling, reached_of, wanted_of, widened
from forms.values.numbers import exact_product, half_up, short
from forms.values.quantity import Comparator, Measure, Quantity, Shape
from forms.values.units import (
    BIG_COUNTS,
    MONEY_SCALES,
    SCALES,
    TIME,
    is_clock,
    is_rough,
    least_and_most,
    size_of,
    slack,
)

_C = Comparator
_BELOW_ZERO = frozenset(("度", "℃", "摄氏度", "分", "米", ""))
"""Units of what may lie below zero."""
_LIKE = 10
"""How many times its target a bare figure may be, or a part of it, to be of its size."""


def compare_quantities(target: Quantity, actual: Quantity, *, less_is_better: bool = False) -> Comparison:
    """By the figures that both stand for."""
    if reason := _not_comparable(target, actual):
        return unknown(reason)
    if target.comparator is _C.NONE and less_is_better:
        target = target._replace(comparator=_C.AT_MOST)
    if not actual.unit and (target.shape is Shape.AMOUNT or target.unit in BIG_COUNTS):
        return _compare_bare(target, actual)
    if target.comparator is _C.NONE and _is_other_time(target, actual):
        return _compare_undirected(target, actual)
    if is_rough(target.unit, actual.unit):
        return _compare_rough(target, actual)
    actual = actual if actual.unit else actual._replace(unit=target.unit)
    target = target if target.unit else target._replace(unit=actual.unit)
    return _compare_exactly(target, actual)


def compare_several(target: Measure, actual: Measure, *, less_is_better: bool) -> Comparison:
    """Figure by figure, where both cells name the same units once each."""
    wanted = {each.unit: each for each in target.quantities}
    reached = {each.unit: each for each in actual.quantities}
    if wanted.keys() != reached.keys() or not len(wanted) == len(target.quantities) == len(actual.quantities):
        return unknown("年度指标值和完成值各有几项数量，不能逐项对比")
    outcomes = [compare_quantities(each, reached[unit], less_is_better=less_is_better) for unit, each in wanted.items()]
    short_of = next((each for each in outcomes if each.verdict is Verdict.BELOW), None)
    is_open = next((each for each in outcomes if each.verdict is Verdict.UNKNOWN), None)
    return short_of or is_open or met()


def unit_meant(target: Quantity, bare: Quantity) -> str | None:
    """The unit in which a bare figure is of the size of its target; None where there is none, or several could be.

    498000 beside 50 万元 are 元, 49.8 are 万元.
    """
    units = MONEY_SCALES if target.shape is Shape.AMOUNT else ("", *BIG_COUNTS)
    wanted = abs(target.scaled(target.value))
    sizes = {unit: exact_product(abs(bare.value), size_of(unit)) for unit in units}
    fitting = [unit for unit, size in sizes.items() if wanted <= size * _LIKE and size <= wanted * _LIKE]
    return fitting[0] if len(fitting) == 1 and wanted else None


def is_negative(quantity: Quantity) -> bool:
    """Whether a count says less than nothing, which of things counted there is not."""
    counted = quantity.shape is Shape.COUNT and not quantity.change and quantity.unit not in _BELOW_ZERO
    return counted and quantity.value < 0


def ratio_of(target: Quantity | None, actual: Quantity | None) -> Decimal | None:
    """Actual ÷ target; None where the target is nothing, or less."""
    if target is None or actual is None or target.value <= 0:
        return None
    return actual.scaled(actual.value) / target.scaled(target.value)


def _compare_exactly(target: Quantity, actual: Quantity) -> Comparison:
    ratio, upper = ratio_of(target, actual), is_ceiling(target)
    wanted, reached = wanted_of(target), reached_of(actual)
    if target.either_way and wanted != reached:
        return unknown(f"看不出年度指标值 {target.text} 是越多越好还是越少越好，不能对比")
    if wanted.holds(reached) or ratio is not None and abs(ratio - 1) <= slack(target.unit, actual.unit) > 0:
        return met(ratio)
    whole = widened(reached) if actual.approx else reached
    if whole.is_over(wanted) if upper else wanted.is_over(whole):
        return below(_say_below(target, actual, ratio, upper=upper), ratio)
    if upper and _is_looser(target, actual, wanted, reached):
        return below(_say_below(target, actual, None, upper=upper))
    if not upper and reached.is_over(wanted):
        said = f"完成值 {actual.text} 高于年度指标值 {target.text}，请核对"
        return Comparison(Verdict.UNKNOWN, ratio, said)
    return left_open(target.text, actual.text)


def _is_looser(target: Quantity, actual: Quantity, wanted: Interval, reached: Interval) -> bool:
    """Whether a time within which something was done is longer than the one within which it was to be."""
    within = (_C.AT_MOST, _C.LESS_THAN)
    timed = is_duration(target) and is_duration(actual)
    return timed and actual.comparator in within and not actual.approx and reached.reaches_above(wanted)


def _compare_bare(target: Quantity, actual: Quantity) -> Comparison:
    """A figure without a unit beside 50 万元: it may reach its target where its size leaves one unit, and no more."""
    unit = unit_meant(target, actual)
    found = None if unit is None else _compare_exactly(target, actual._replace(unit=unit))
    return found if found and found.verdict is Verdict.MET else left_open(target.text, actual.text)


def _is_other_time(target: Quantity, actual: Quantity) -> bool:
    """Whether both are times in different units, and not both of the clock."""
    clock = is_clock(target.unit) and is_clock(actual.unit)
    return target.family == actual.family == TIME and target.unit != actual.unit and not clock


def _compare_undirected(target: Quantity, actual: Quantity) -> Comparison:
    """A time without a sign in another unit: sooner is better of a deadline and worse of a service, so it is open."""
    same = not is_rough(target.unit, actual.unit) and wanted_of(target).low == reached_of(actual).low
    return met() if same else left_open(target.text, actual.text)


def _compare_rough(target: Quantity, actual: Quantity) -> Comparison:
    """Days beside months, workdays or hours: told only where it is so whatever the months and days were."""
    wanted, reached = wanted_of(target), _spread(reached_of(actual), actual.unit, target.unit, inwards=False)
    upper = is_ceiling(target)
    if _spread(wanted, target.unit, actual.unit, inwards=True).holds(reached):
        return met()
    loose = _spread(wanted, target.unit, actual.unit, inwards=False)
    if reached.is_over(loose) if upper else loose.is_over(widened(reached) if actual.approx else reached):
        return below(_say_below(target, actual, None, upper=upper))
    return left_open(target.text, actual.text)


def _spread(bounds: Interval, unit: str, beside: str, *, inwards: bool) -> Interval:
    """The bounds of a time as far as it surely reaches (`inwards`), or as it may."""
    low = None if bounds.low is None else least_and_most(bounds.low, unit, beside)[inwards]
    high = None if bounds.high is None else least_and_most(bounds.high, unit, beside)[not inwards]
    return bounds._replace(low=low, high=high)


def _not_comparable(target: Quantity, actual: Quantity) -> str:
    """Why two figures have no more and less, or nothing."""
    if is_negative(actual) and target.value >= 0:
        return f"完成值 {actual.text} 是负数，不能对比"
    if target.change != actual.change:
        return f"年度指标值 {target.text} 与完成值 {actual.text} 一个是变化、一个不是，不能对比"
    if target.change and target.unit != actual.unit and Shape.RATE in (target.shape, actual.shape):
        return f"年度指标值 {target.text} 与完成值 {actual.text} 的单位不同，不能对比"
    if target.comparator is _C.WITHIN and actual.comparator is not _C.WITHIN and abs(actual.value) > target.value:
        return f"年度指标值 {target.text} 是允许的偏差，不能确定完成值 {actual.text} 是不是偏差"
    if _same_unit(target, actual):
        return ""
    units = (target.unit or "没有单位", actual.unit or "没有单位")
    return f"年度指标值的单位（{units[0]}）与完成值的单位（{units[1]}）不同，不能对比"


def _same_unit(target: Quantity, actual: Quantity) -> bool:
    """Whether both count the same thing: a bare figure takes the unit of a count, and an actual that of an amount."""
    if Shape.RATE in (target.shape, actual.shape):
        return target.shape is actual.shape
    if "" in (target.unit, actual.unit):
        return actual.unit == "" or actual.unit not in SCALES
    return target.family == actual.family or "" in (target.family, actual.family)


def _say_below(target: Quantity, actual: Quantity, ratio: Decimal | None, *, upper: bool) -> str:
    side = "超过" if upper else "低于"
    if ratio is None:
        return f"{actual.text}，{side}年度指标值 {target.text}"
    shown = half_up(exact_product(ratio, Decimal(100)), 2)
    if shown == 100:
        return f"{actual.text}，未达到年度指标值 {target.text}"
    return f"{actual.text} ÷ {target.text} = {short(shown)}%，{side}年度指标值"
