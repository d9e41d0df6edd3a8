"""What no indicator can say: figures out of all range, counts below zero, days that the calendar has not.

Called by `rows.py`, so that nothing is compared with them, and said by the check of what cannot be read.
"""

from __future__ import annotations

from functools import lru_cache

from forms.lazily import lazily
from forms.values import Measure, Shape
from forms.values.dates import IN_TEXT, YEARS, tidy
from forms.values.numbers import MAX_DIGITS, fold
from forms.values.quantities import is_negative

_MAY_SINK = lazily("[增减升降差净亏温]|变[化动]|结余|盈")
_ENDLESS = lazily(rf"\d{{{MAX_DIGITS + 1},}}|(?<![\w.])\d+(?:\.\d+)?[eE][+-]?\d{{1,4}}(?![A-Za-z\d])")


def why_absurd(measure: Measure, name: str, year: int) -> str:
    """What is impossible about a target or a result, as the end of a sentence; empty where nothing is."""
    if measure.shape is Shape.DATE:
        return _why_no_day(measure) if measure.days is None and year in YEARS else ""
    text = measure.text
    if measure.value is not None and measure.value < 0:
        quantity = measure.quantity
        return (
            "是负数，请填写不小于 0 的数" if quantity and is_negative(quantity) and not _MAY_SINK().search(name) else ""
        )
    may_be_endless = len(text) > MAX_DIGITS or "e" in text or "E" in text
    return "超出范围，请核对后填写" if may_be_endless and _is_endless(text) else ""


def _why_no_day(measure: Measure) -> str:
    told = IN_TEXT().findall(tidy(measure.text))
    return "前后颠倒，请核对日期" if len(told) > 1 else "不是日历上有的日期，请核对"


@lru_cache(maxsize=1 << 14)
def _is_endless(text: str) -> bool:
    """Whether a figure has more digits than any real one, or is written with an exponent."""
    return bool(_ENDLESS().search(fold(text).replace(",", "")))
