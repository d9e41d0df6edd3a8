"""The figures that a target takes and that a result can mean, in the smallest unit; for `quantities.py`."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from forms.lazily import lazily
from forms.values.numbers import exact_product, short
from forms.values.quantity import Comparator, Quantity

_C = Comparator
APPROX = Decimal("0.1")
"""How far 约 reaches to either side, as a part of the figure."""
_A_BIT_MORE = lazily(r"[\d百千万亿]\s?[余多几]")


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

    def reaches_above(self, other: Interval) -> bool:
        """Whether its upper end lies above that of the other."""
        return _high_key(other) < _high_key(self)

    def is_over(self, other: Interval) -> bool:
        """Whether all of this one lies above the other."""
        if self.low is None or other.high is None:
            return False
        return self.low > other.high or (self.low == other.high and (self.low_open or other.high_open))


def is_ceiling(target: Quantity) -> bool:
    """Whether more is worse: by its sign, and always where nothing at all is wanted (0 起)."""
    if target.comparator in (_C.AT_MOST, _C.LESS_THAN, _C.WITHIN):
        return True
    return target.comparator in (_C.NONE, _C.EXACT) and not target.value and target.high is None


def wanted_of(target: Quantity) -> Interval:
    """The figures that reach the target; 约 moves its bounds a tenth outwards."""
    low = target.scaled(target.value)
    high = low if target.high is None else target.scaled(target.high)
    if target.comparator is _C.WITHIN:
        return Interval(-abs(low), abs(low))
    if is_ceiling(target):
        bounds = Interval(None, high, high_open=target.comparator is _C.LESS_THAN)
    elif target.comparator is _C.EXACT or (target.comparator is _C.NONE and target.high is not None):
        bounds = Interval(low, high)
    else:
        bounds = Interval(low, None, low_open=target.comparator is _C.MORE_THAN)
    return widened(bounds) if target.approx else bounds


def reached_of(actual: Quantity) -> Interval:
    """The figures that a result can mean."""
    low = actual.scaled(actual.value)
    high = low if actual.high is None else actual.scaled(actual.high)
    if says_a_bit_more(actual):
        return Interval(low, low + exact_product(_last_place(actual.value), actual.scaled(Decimal(1))), high_open=True)
    if actual.comparator in (_C.AT_LEAST, _C.MORE_THAN):
        return Interval(low, None, low_open=actual.comparator is _C.MORE_THAN)
    if actual.comparator in (_C.AT_MOST, _C.LESS_THAN):
        return Interval(None, high, high_open=actual.comparator is _C.LESS_THAN)
    return Interval(-abs(low), abs(low)) if actual.comparator is _C.WITHIN else Interval(low, high)


def says_a_bit_more(quantity: Quantity) -> bool:
    """Whether 余, 多 or 几 stands behind the figure: 10 余场 are more than ten, and less than twenty."""
    return bool(_A_BIT_MORE().search(quantity.text))


def _last_place(figure: Decimal) -> Decimal:
    """The place of the last figure that was said: tens of 120, ten thousands of 3 万."""
    digits = short(figure)
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0"))
    return Decimal(1).scaleb(-len(decimals) if decimals else zeros)


def widened(bounds: Interval) -> Interval:
    """With its bounds a tenth further out, for 约."""
    low = None if bounds.low is None else bounds.low - exact_product(abs(bounds.low), APPROX)
    high = None if bounds.high is None else bounds.high + exact_product(abs(bounds.high), APPROX)
    return bounds._replace(low=low, high=high)


def _low_key(bounds: Interval) -> tuple[Decimal, bool]:
    return (Decimal("-Infinity") if bounds.low is None else bounds.low, bounds.low_open)


def _high_key(bounds: Interval) -> tuple[Decimal, bool]:
    return (Decimal("Infinity") if bounds.high is None else bounds.high, not bounds.high_open)
