"""Whether a rise or a fall in words is the one that was wanted: 同比增长 10% against 同比下降 35%, 提升 against 持平.

Called by `compare.py`. A change of something else than the indicator or its target names is not compared.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from forms.lazily import lazily
from forms.values.figures import find_quantities
from forms.values.numbers import bare_words
from forms.values.quantity import Measure, Quantity, Shape

_LONGEST = 40
"""Characters beyond which words are a report, in which more than one thing may change."""
_UP = (
    "只增不减|不降反[升增]|不减反增|稳中有[升增]|稳步上升|提高|提升|增长|上升|增加|增幅|增多|增强|上涨|上扬|回升|走高|攀升|扩大|反弹|"
    "[增升涨](?=[了约为]{0,2}\\d)"
)
_DOWN = (
    "只[减降]不[增升]|不[升增]反[降减]|稳中有降|降低|下降|减少|降幅|下滑|回落|走低|下跌|缩减|压[减降缩]|减弱|缩小|缩短|收窄|"
    "[降减跌](?=[了约为]{0,2}\\d)"
)
_PRAISE = ("提高", "提升", "增强")
_NOT = (
    "(?:没有?|未有?|未[见能]|无|不见|不再?|零(?=增长)|尚未|仍未|并未|并无)"
    "(?:明显|显著|较大|实质性|任何|大幅度?|有效|得到|实现|进一步)*"
)
_STILL = f"持平|不变|变化不大|{_NOT}(?:变化|改变|改观|增减)"
_MOVE = lazily(f"(?P<still>{_STILL})|(?P<no>{_NOT})?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))")
_BESIDE = lazily(
    "(?:受|因为?|由于)[^,;]{1,15},|逐[年季月]|"
    "(?:与|和|同|较|比|相比)?(?:上一?年度?|去年度?|前一?年度?|往年|历年|同期|(?:19|20)\\d\\d年度?|年初|年末|基期)(?:同期|水平|末|底)?(?:相比|比较)?|"
    "同比|环比|相比|总体|整体|全年|本年度?|今年|实际|实现|达到|净|有所|有效|有|略微?|稍|小幅度?|大幅度?|明显|显著|持续|不断|逐步|稳步|进一步|"
    "基本|保持|较快|较大|得到|呈|趋势|态势|出现|均|已|却|反而|[,:的为]"
)
_REACHED = lazily("了?[至到]")
_FROM_TO = lazily(
    r"[由从]\d[\d.,]*[^\d,;]{0,6}(?:(?P<up>增[加长]?|上?升|提[高升]|上涨)|(?P<down>减少?|下?降低?|回落))了?[至到]\d[\d.,]*[^\d,;]{0,6}"
)
_HELD_OFF = lazily("不(?!断)|[未无没]|防止|避免|遏制|控制|杜绝")
_RISE, _FALL = (
    lazily("(?:增速|增幅|涨幅|增长率|增长速度|(?:增长|提升|提高)幅度)\\Z"),
    lazily("(?:降幅|(?:下降|降低|减少)(?:率|幅度))\\Z"),
)
_OBJECT_END = lazily("[,;:(、。≥≤><=\\d-]|不[低少高超大小得]|至[少多]|约|近|超过|左右")
_FIGURE_FIRST = lazily(r"\A\d[\d.]*[^\d,;]{1,4}[,;](?=[与较比同环持])")
_HARDLY = lazily("不明显|不显著|不大|不多|有限|甚微")
_AFTER = lazily("了|约|率|幅度?|为|明显|显著|较大|较快|较多|趋势|态势")


class Change(NamedTuple):
    """A rise or fall as it stands in a text."""

    way: int
    """1 for up, -1 for down, 0 for no change."""
    figure: Quantity | None
    """By how much, without its direction; None where it is not said."""
    is_denied: bool = False
    """Whether it says that just this did not come about."""
    is_praise: bool = False
    """Whether it may only say that something became better: 提升, 增强."""


def wanted_change(target: Measure, name: str) -> Change | None:
    """The change that a target asks for, in its words or in the indicator's name: 产值增速 of 6%."""
    found = _MOVE().search(bare_words(target.text))
    if found and _HELD_OFF().search(bare_words(target.text)[: found.start()]):
        return None
    figure = target.quantity
    if found or figure is None or figure.shape is not Shape.RATE or figure.value <= 0:
        return read_change(target, f"{name},{bare_words(target.text)}")
    if _RISE().search(name):
        return Change(1, figure)
    return Change(-1, figure) if _FALL().search(name) else None


def read_change(measure: Measure, about: str) -> Change | None:
    """The one change that a cell tells of what the indicator is about; None where there is none, or it is of more."""
    text = _FIGURE_FIRST().sub("", bare_words(measure.text))
    if both := _FROM_TO().fullmatch(text):
        return Change(1 if both["up"] else -1, None)
    found = _MOVE().search(text) if len(text) <= _LONGEST else None
    if found is None:
        return _negative(measure)
    before, after = text[: found.start()], text[found.end() :]
    if _REACHED().match(after) or _MOVE().search(after) or not _is_about(before, about):
        return None
    hardly = _HARDLY().match(after)
    thing = _OBJECT_END().split(after[hardly.end() :] if hardly else after, maxsplit=1)[0]
    if not _is_about(_AFTER().sub("", thing), about):
        return None
    return _change(found, find_quantities(text), is_denied=bool(found["no"] or hardly), has_digits=_has_digits(after))


def _change(found: re.Match[str], figures: tuple[Quantity, ...], *, is_denied: bool, has_digits: bool) -> Change | None:
    if found["still"]:
        return Change(0, None)
    if len(figures) > 1 or has_digits != bool(figures):
        return None
    way = 1 if found["up"] else -1
    if not figures:
        return Change(way, None, is_denied, is_praise=found["up"] in _PRAISE)
    figure = figures[0]._replace(change="")
    if figure.value < 0:
        return Change(-way, figure._replace(value=-figure.value), is_denied)
    return Change(way if figure.value or figure.high else 0, figure, is_denied)


def _negative(measure: Measure) -> Change | None:
    """-35% says by itself that it is a fall."""
    figure = measure.quantity
    if figure is None or measure.shape is not Shape.RATE or figure.value >= 0 or figure.high is not None:
        return None
    return Change(-1, figure._replace(value=-figure.value))


def _has_digits(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _is_about(words: str, about: str) -> bool:
    """Whether words beside a change name nothing, or what the indicator is about."""
    thing = _BESIDE().sub("", words)
    return not thing or len(thing) > 1 and thing in about


def is_contrary(wanted: Change, told: Change) -> bool:
    """Whether nothing moved, or the other way than was wanted, or just as it was not to."""
    if wanted.is_denied:
        return told.way == wanted.way and not told.is_denied
    if not wanted.way or wanted.way < 0 and told.is_praise:
        return False
    if told.is_denied:
        return told.way == wanted.way
    return told.way != wanted.way
