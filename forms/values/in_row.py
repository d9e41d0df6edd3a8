"""What a cell of an indicator means beside its heading, its row's name and the other cell; for `forms/compute.py`.

Imported where a row is read: a command that only prints a table has no time for it.
"""

from __future__ import annotations

from forms.values.direction import capped
from forms.values.gain import is_gain
from forms.values.grades import as_class
from forms.values.measure import as_day, as_money, is_sum
from forms.values.quantity import Comparator, Measure
from forms.values.zero import as_rate

_UNITS_OF_DAYS = ("", "前", "日前")
"""What may stand after 12.31 where it is read as a figure."""


def as_headed(value: Measure, group: str, name: str, year: int) -> Measure:
    """12.31 under 时效 as a day, 5 万 under 成本 as money, 三类 of water as a class."""
    if value.unit == "类":
        return as_class(value, name)
    if group == "timeliness" and value.unit in _UNITS_OF_DAYS:
        value = as_day(value, name, year)
    return as_money(value) if group == "cost" else value


def as_target(value: Measure, group: str, name: str, actual: Measure | None) -> Measure:
    """A target without a sign as a ceiling where less is better, a 0 that is answered with a rate as 0%."""
    if value.value is None or value.unit == "类":
        return value
    value = as_rate(value, actual) if actual else value
    if value.comparator is not Comparator.NONE:
        return value
    spent = group == "cost" and not is_gain(name)
    if spent and is_sum(name, value):
        return value._replace(comparator=Comparator.AT_MOST)
    return capped(value, name, is_cost=spent, is_timely=group == "timeliness")
