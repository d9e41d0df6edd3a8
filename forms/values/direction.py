"""Whether more or less is better of a target without a sign, told by the indicator's name.

For reading targets and for the check of signs. Only names that leave no doubt decide; where a name may be read either
way, the figure has no direction, and only an equal result is known to reach it.
"""

from __future__ import annotations

from forms.lazily import lazily
from forms.values.duration import direction_of_duration, is_duration
from forms.values.numbers import bare_words
from forms.values.quantity import Comparator, Direction, Measure, Shape
from forms.values.suffered import direction_of_things, names_harm

_MOVED = lazily(
    "(?:数量|总量|起数)?(?:同比|环比)?(?:增长|变化|变动|增减|升降)?(?:率|幅度?|速度?)?\\Z|(?:增幅|涨幅|增速|降幅)\\Z"
)
"""The end of a name that tells of a change."""
_COUNTED = (Shape.RATE, Shape.COUNT, Shape.AMOUNT)


def capped(target: Measure, name: str, *, is_cost: bool = False, is_timely: bool = False) -> Measure:
    """A target without a sign as a ceiling where less is better, and without direction where nobody can tell.

    Its heading tells too: of costs an amount is a ceiling, and under 时效 a time is rather one within which.
    """
    if is_cost and is_price(target):
        return target._replace(comparator=Comparator.AT_MOST)
    direction = _direction(name, target, is_timely=is_timely)
    if direction is Direction.LESS:
        return target._replace(comparator=Comparator.AT_MOST)
    return target._replace(either_way=direction is Direction.EITHER and bool(target.value))


def is_price(target: Measure) -> bool:
    """Whether a figure is money, or a discount, of which 72 折 is cheaper than 75 折."""
    return _shape_of(target) is Shape.AMOUNT or target.unit == "折"


def less_is_better(name: str, target: Measure) -> bool:
    """Whether a figure under this name is surely the better the smaller it is."""
    return _direction(name, target) is Direction.LESS


def _direction(name: str, target: Measure, *, is_timely: bool = False) -> Direction:
    shape = _shape_of(target)
    if target.change or shape not in _COUNTED:
        return Direction.MORE
    if shape is Shape.RATE and target.value is not None and target.value < 0:
        return _direction_of_fall(name)
    if is_duration(target):
        return direction_of_duration(name, target.text, is_timely=is_timely)
    return direction_of_things(name, shape, target.unit)


def _direction_of_fall(name: str) -> Direction:
    """Of -10% more of a fall is better where what falls is bad: 案件数增长率; of 收入增长率 nobody can tell."""
    thing = _MOVED().sub("", bare_words(name))
    is_bad = names_harm(thing) or direction_of_things(thing, Shape.COUNT, "") is Direction.LESS
    return Direction.LESS if is_bad else Direction.EITHER


def _shape_of(target: Measure) -> Shape:
    """What sort of figure it is, of something recurring that of each turn; a day of the month counts nothing."""
    figure = target.quantity if target.shape is Shape.RECURRING and target.unit != "日" else None
    return figure.shape if figure else target.shape
