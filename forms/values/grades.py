"""Steps of one scale, such as 优秀 and 良好, Ⅲ类 and Ⅳ类, A级 and B级; for `shortfall.py`.

Only scales of which everybody knows which end is the better: whether 一级 stands above 二级 differs by trade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from forms.lazily import lazily
from forms.values.quantity import Measure, Shape


class Step(NamedTuple):
    """What a grade can mean on its scale, more being better."""

    scale: str
    low: int
    high: int


_NAMED = {
    "quality": {"优秀": 4, "优": 4, "良好": 3, "良": 3, "合格": 2, "及格": 2, "一般": 2, "中等": 2, "较差": 1, "差": 1}
    | {"不合格": 1, "不及格": 1},
    "satisfaction": {"非常满意": 4, "很满意": 4, "满意": 3, "一般": 2, "不满意": 1, "很不满意": 1},
    "air": {"优": 6, "良": 5, "轻度污染": 4, "中度污染": 3, "重度污染": 2, "严重污染": 1},
    "prize": {"特等奖": 4, "一等奖": 3, "二等奖": 2, "三等奖": 1, "优秀奖": 0, "金奖": 3, "银奖": 2, "铜奖": 1},
    "rank": {"国家级": 4, "省级": 3, "市级": 2, "区级": 1, "县级": 1},
    "letter": {"甲级": 4, "乙级": 3, "丙级": 2, "丁级": 1, "甲等": 4, "乙等": 3, "丙等": 2},
}
_HIGH = (Step("height", 3, 3), Step("lowness", 0, 0))
_MIDDLE = (Step("height", 1, 2), Step("lowness", 0, 1))
_LOW = (Step("height", 1, 1), Step("lowness", 2, 2))
_SPANNING = {
    "优良": (Step("quality", 3, 4), Step("air", 5, 6)),
    **dict.fromkeys(("高", "较高"), _HIGH),
    **dict.fromkeys(("中", "中等", "一般"), _MIDDLE),
    **dict.fromkeys(("低", "较低"), _LOW),
}
"""Words that may be one step or the next; of 高 and 低 the one that is wanted is the better end."""
_AROUND = lazily("(?:的?(?:等次|等级|档次|标准|水平)|(?:及|或)?以上|水质)+\\Z")
_BEFORE = lazily("水质|空气质量|或?[优好]于|稳定|不低于|维持|达到?|为|在")
_CLASS = lazily("(?P<worse>劣)?(?P<class>[ⅰⅱⅲⅳⅴ]|iv|v|i{1,3}|[一二三四五1-5])类\\Z")
_GRADED_BY_CLASS = lazily(
    "水质|水环境|断面|地表水|地下水|水体|河流|湖泊|水库水|声环境|桥梁|公厕|厕所|技术状况|等级|评定|类别"
)
_CLASSES = {"ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "ⅴ": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5} | {
    digit: place for digits in ("一二三四五", "12345") for place, digit in enumerate(digits, 1)
}
_STEPS_IN_TWO = lazily("(?P<first>[一二三四1-4])级(?P<second>[abc甲乙丙])[级等标准类]*\\Z")
"""一级A标准 of waste water, of which the first is the best; 三级甲等 of hospitals, of which the third is."""
_LETTERS = lazily("(?P<letters>a{1,5}|b{1,3}|c{1,3}|d)[级等]?\\Z")
_LETTERS_OF_WATER, _LETTERS_OF_HOSPITALS = "abc", "甲乙丙"
_COUNTED = lazily("(?P<count>[1-5一二三四五])(?P<of>a|星)级?(?:景区|酒店|饭店|标准)?\\Z")
"""5A, 四星级: more of them are better."""


def as_class(value: Measure, name: str) -> Measure:
    """三类 as the class that it is where the name tells of water or the like, instead of three kinds of something."""
    is_class = value.unit == "类" and value.shape is Shape.COUNT and _GRADED_BY_CLASS().search(name)
    return Measure(value.text, Shape.LEVEL) if is_class else value


def steps(text: str) -> Iterator[Step]:
    """Every scale on which these words are a step."""
    bare = _AROUND().sub("", text.lower())
    bare = _BEFORE().sub("", bare) or bare
    for scale, names in _NAMED.items():
        names_of = bare.removesuffix("级") if scale in ("quality", "satisfaction") else bare
        if names_of in names:
            yield Step(scale, names[names_of], names[names_of])
    yield from _SPANNING.get(bare, ())
    for pattern, step in _PATTERNS:
        if match := pattern().match(bare):
            yield step(match)


def is_lower_step(wanted: str, said: str) -> bool:
    """Whether both are steps of one scale, and all that the one said can mean lies below."""
    reached = {step.scale: step for step in steps(said)}
    return any(step.scale in reached and reached[step.scale].high < step.low for step in steps(wanted))


def _class(match: re.Match[str]) -> Step:
    """Of water, air and noise the first class is the cleanest."""
    place = -_CLASSES[match["class"]] - bool(match["worse"])
    return Step("class", place, place)


def _letter(match: re.Match[str]) -> Step:
    letters = match["letters"]
    place = 10 * -ord(letters[0]) + len(letters)
    return Step("abc", place, place)


def _in_two(match: re.Match[str]) -> Step:
    first, second = _CLASSES[match["first"]], match["second"]
    if second in _LETTERS_OF_WATER:
        return Step(
            "water", -10 * first - _LETTERS_OF_WATER.index(second), -10 * first - _LETTERS_OF_WATER.index(second)
        )
    place = 10 * first - _LETTERS_OF_HOSPITALS.index(second)
    return Step("hospital", place, place)


def _count(match: re.Match[str]) -> Step:
    place = _CLASSES[match["count"]]
    return Step(match["of"], place, place)


_PATTERNS: tuple[tuple[Callable[[], re.Pattern[str]], Callable[[re.Match[str]], Step]], ...] = (
    (_CLASS, _class),
    (_STEPS_IN_TWO, _in_two),
    (_LETTERS, _letter),
    (_COUNTED, _count),
)
