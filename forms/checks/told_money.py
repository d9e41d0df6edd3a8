"""What goal and result tell of all the money, against the table of funds (G05).

Only what is said of the whole counts: a sum after 培训 may be the training's alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from forms.checks.money import Rate, label, main_rate
from forms.checks.texts import OUTCOME
from forms.compute import Reading
from forms.lazily import lazily
from forms.path import Path
from forms.values import Money, half_up
from forms.values.money import UNITS
from forms.values.numbers import fold

_FIGURE = r"(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)(?!以|左右|\s*,?\s*(?:主要|全部)?用于)"
_LEAD = (
    r"(?:\A|[,;:。\n])\s*(?:我[局办区委院]|本单位)?"
    r"(?P<lead>[全本当年度项目截至底末共合总累计实际资金经费财政已完成专的月日\d\s]{0,24})"
)
_SPENT = lazily(
    rf"{_LEAD}(?:预算)?(?:支出|执行|支付|使用|列支|开支|花费|投入)(?P<tail>[了资金经费预算财政专项目共合总计为达数额的]{{0,12}})(?<!预算)(?<!预算[数为])\s*{_FIGURE}"
)
_BUDGETED = lazily(
    rf"{_LEAD}(?P<first>年初)?(?:安排|批复|下达|核定|申请)?(?P<tail>(?:调整后)?预算)[安排批复下达核定资金经费数总额共合计为是的]{{0,12}}\s*{_FIGURE}"
)
_RATE_TOLD = lazily(
    r"(?:\A|[,;。、])\s*(?:全年|本年|年度|项目|整体|总体|资金|经费|预算)*执行率(?:为|达到?|是)?\s*(\d{1,3}(?:\.\d+)?)\s*%(?!以|左右)"
)
_OF_ALL = lazily("全年|本年|年度|当年|项目|共|合计|累计|总|实际|资金|经费|预算")
_OF_A_MONTH = lazily(r"(?<!至)(?<!至\d{4}年)(?<!\d)\d{1,2}月")
_SEVERAL_YEARS = lazily(r"分[两二三四五\d]个?年|跨年|总投资|总预算|20\d\d年?\s*[-~至]\s*20\d\d年")
_OF_THE_YEAR = lazily(r"全年|年度|本年|当年|20\d\d")
_WITH_RATE = lazily(r"\s*[,;(]\s*(?:资金|经费|预算|项目)*执行率")


class Told(NamedTuple):
    """An amount that a text tells of all the money."""

    written: str
    exact: Decimal
    """In 万元."""
    step: Decimal
    """What one of its last digit stands for."""
    is_sure: bool
    """Whether its own words say that it is all; else it may be of one thing, unless it is more than all."""
    is_first: bool = False
    """Whether it is what was budgeted at the year's beginning."""


def money_differs(reading: Reading, path: Path, text: str) -> Iterator[str]:
    """What a goal or a result says of all the money otherwise than the table; parts of it are not looked at."""
    rate = main_rate(reading)
    if rate is None:
        return
    budgets, spent, shares = _told(text)
    for is_first in (True, False):
        alike = [each for each in budgets if each.is_first is is_first]
        if len(alike) == 1:
            yield from _budget_differs(reading, rate, alike[0])
    if path.field == OUTCOME and len(spent) == 1:
        yield from _spending_differs(reading, rate, spent[0])
    if path.field == OUTCOME and len(shares) == 1 and rate.value is not None and _is_other_rate(shares[0], rate.value):
        yield f"写执行率「{shares[0]}%」，按表中数字计算为「{reading.text(rate.path)}」"


def _budget_differs(reading: Reading, rate: Rate, told: Told) -> Iterator[str]:
    """A budget that is neither the adjusted nor the first one; what is called the first is held against that alone."""
    first = rate.below.at("initial_budget")
    has_first = reading.form.page(first.page).has("initial_budget")
    if told.is_first and not has_first:
        return
    places = [first] if told.is_first else [rate.below, *([first] if has_first else [])]
    amounts = [value.amount for each in places if isinstance(value := reading.value(each), Money)]
    if told.is_sure and amounts and not any(_is_same(told, each) for each in amounts):
        yield f"写预算「{told.written}」，{label(reading, places[0])}为「{reading.text(places[0])}」"


def _spending_differs(reading: Reading, rate: Rate, told: Told) -> Iterator[str]:
    spent = reading.value(rate.above)
    if isinstance(spent, Money) and not _is_same(told, spent.amount) and (told.is_sure or told.exact > spent.amount):
        yield f"写支出「{told.written}」，{label(reading, rate.above)}为「{reading.text(rate.above)}」"


@lru_cache(maxsize=1 << 8)
def _told(text: str) -> tuple[list[Told], list[Told], list[str]]:
    """The amounts budgeted and those spent in all, and the rates of all the money, that a text speaks of."""
    folded = fold(text)
    return _amounts(_BUDGETED, folded), _amounts(_SPENT, folded), _RATE_TOLD().findall(folded)


def _amounts(told: Callable[[], re.Pattern[str]], folded: str) -> list[Told]:
    """What is told so; a month's is left out, and over several years all that does not name the year."""
    found = (match for match in told().finditer(folded) if not _OF_A_MONTH().search(match["lead"]))
    several = _SEVERAL_YEARS().search(folded)
    return [_amount(match) for match in found if not several or _OF_THE_YEAR().search(match["lead"])]


def _amount(match: re.Match[str]) -> Told:
    factor, figure = UNITS[match["unit"]][1], match["figure"].replace(",", "")
    step = Decimal(1).scaleb(-len(figure.partition(".")[2])) * factor
    words, is_first = match["lead"] + match["tail"], bool(match.groupdict().get("first"))
    is_sure = bool(_OF_ALL().search(words) or _WITH_RATE().match(match.string, match.end()))
    return Told(f"{match['figure']} {match['unit']}", Decimal(figure) * factor, step, is_sure, is_first)


def _is_same(told: Told, exact: Decimal) -> bool:
    """Whether the amount of the table is the one told, rounded as that is."""
    return half_up(exact / told.step, 0) == half_up(told.exact / told.step, 0)


def _is_other_rate(told: str, exact: Decimal) -> bool:
    decimals = len(told.partition(".")[2])
    return half_up(exact, decimals) != Decimal(told)
