"""The figures that goal and result tell in words, against those of the indicators (G05).

A figure is held against an indicator only where one of the two names is wholly in the other: 高血压患者 and 糖尿病患者
share words too. A figure that one indicator has belongs to it, and to no other.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from forms.checks.finding import Finding, Severity
from forms.checks.rows import indicator_rows
from forms.checks.texts import GOAL, OUTCOME, SHOWN, Topics, alike_unit, clauses, sentences, told_texts, topics
from forms.checks.told_money import money_differs
from forms.compute import Reading
from forms.lazily import lazily
from forms.path import Path
from forms.place import name_of
from forms.values import Comparator, Quantity, find_quantities, half_up
from forms.values.kind import quoted
from forms.values.numbers import fold, scale

MENTIONS = 30
"""Figures of one unit about one thing that a text is searched for."""

_BACK = 4
"""Clauses before its own from which a clause may take up what it goes on with."""
_SAYS_LITTLE = lazily(
    "举办|召开|召集|举行|承办|开办|任务|顺利|圆满|共计|合计|总计|累计|总共|实际|目前|截至|年内|达到|辖区|区内|全市|全县|全镇|全街道|"
    "本区|本市|我市|我县|我局|人次|次数|人数|户数|场次|户次|家次|期数|份数|件数|总数|面积|长度|里程|重量|频次|批次|家数|个数|座数|台数|套数|起数|条数|处数|本数|册数|天数|数目|总量|规模|情况|各级|大型|相关|共|约|近|已|约|了|数|量"
)
"""Words beside those of every form that do not tell one count from another."""
_DEEDS = lazily(
    "印发|编印|印制|制作|发放|派发|分发|采购|购置|购买|整理|修复|维修|建设|建成|新建|完工|改造|巡查|检查|排查|清理|清扫|处置|处理|受理|"
    "办理|办结|接待|走访|慰问|资助|补助|救助|监测|检测|抽检|检验|治理|整治|种植|栽植|养护|安装|更换|配备|评选|招聘|聘用|出动|张贴|播放|"
    "发布|刊发|上报|报送|收集|征集|归档|扫描|录入|审核|查处|调解|提供|投入|签订|出版|培训|覆盖"
)
"""What is done with a thing; any other word beside it may tell a part of it from the whole."""
_OF_A_PART = lazily(
    r"每|平均|人均|户均|日均|月均|未(?!成年|来)|没|尚|剩|其余|另|其中|包[括含]|分别|(?<![排清拆消解免扣])除(?![险草尘锈])|较(?!好|大|高)|"
    r"(?<![评对])比(?![赛例武对])|同比|环比|[1-4一二三四]季度|[上下]半年|首次|余下|以来|去年|上年|往年|近[\d一二三两几]+年|最[高多低少]|"
    r"(?<![\d\-~至])\d{1,2}\s*月(?!\s*(?:[底末\-~至]|\d{1,2}\s*[日号]?(?:之|以)?前))|当[月日天]|[首单]次|[单首]日"
)
"""Words by which a figure is not the whole year's."""
_SCOPES = lazily(r"其中|包[括含]|分别|[1-4一二三四]季度|[上下]半年|\d月份?\Z")
"""Those that hold for the rest of their sentence."""
_PLANNED = lazily("计划|目标|预计|预期|年初|拟|应(?![急用届对])|任务数")
_FROM_WHAT = (
    r"(?:由|从|自)(?:原[来先有本]?|去年|上年|往年|同期|年初|年底|年末|期初|最初|过去|以前|之前|改造前|建设前|实施前|"
    r"\d{4}年度?[初末底]?|的|约|近|不[足到]|\s)*+"
)
_OLD = r"(?<![\d.,])\d[\d.,]*+\s*(?![年月日号])[^\d\s,;。由从自]{0,4}?\s*"
_RISE = (
    "(?:逐[年步]|大幅|显著|明显|稳步|进一步|有效|快速|又|已)*+(?:提[高升]|[增上]升|上涨|增[加长]|下降|降低|减少|扩[大充]|"
    "缩[短减小]|压[缩减降]|拓[展宽]|延[长伸]|改善|加密|调[整增减高低])"
)
_FROM = lazily(
    rf"(?:{_FROM_WHAT})?{_OLD}(?:{_RISE}了?[到至为]|[提升降增减涨扩缩压调][到至为]|→)\s*(?=[约近\s]?\d)|"
    rf"{_FROM_WHAT}{_OLD}(?:[到至变][为成]?\s*(?=\d)|(?={_RISE}了?\s*\d))"
)
"""What it was before it rose or fell to what it is: 由 91.2% 提高到 93.5%."""
_CHANGED = lazily("[由从自到至为→提增升降减]")
_TOTALLED = lazily("^(?:以上|上述|总)?(?:共计|合计|总计|总共|共|累计|小计)")
"""How a clause begins that sums up those before it."""
_JOINED = lazily("[和及与或、]|以及|等")
_NUMBER = lazily(r"\d[\d, ]*(?:\.(?P<decimals>\d+))?\s*(?P<scale>[百千]?[万亿]|[百千](?![克米瓦]))?")


class Told(NamedTuple):
    """A figure as a text tells it."""

    figure: Quantity
    about: Topics
    """What its clause is about."""
    core: Topics
    """The same without what was done with it."""
    before: Topics
    """What the clauses before it in its sentence are about, of which a clause may leave out what it goes on with."""
    is_whole: bool
    """Whether it stands for all of the year: not for a quarter, a part, a difference, or each of several.

    A sum of what its sentence lists is about all of that, and only ever agrees with an indicator.
    """
    is_joined: bool
    """Whether its clause tells several things with one figure."""


class Counted(NamedTuple):
    """An indicator that gives one plain figure."""

    title: str
    figure: Quantity
    about: Topics


def figures_differ(reading: Reading) -> Iterator[Finding]:
    """文字与指标的数字不一致。

    同一件事在目标、完成情况里写一个数，在指标里写另一个数，或一处写约、近而另一处写准数，审核人不能确认哪个是真的。
    位数写得少些（4.2 万与 42136）的不算。写的预算、支出、执行率与资金表不同的也是。
    例：完成情况写约 4 次，全年完成值写 4 次。改法：核对后统一为同一个数；完成值一律写准数。
    """
    for path, text in told_texts(reading):
        told = _told(text, path.field == OUTCOME)
        said = [*_differences(told, _counted(reading, path)), *money_differs(reading, path, text)]
        if said:
            more = f"等 {len(said)} 处" if len(said) > SHOWN else ""
            message = f"{name_of(reading, path)}{'；'.join(said[:SHOWN])}{more}，请核对后统一。"
            yield Finding("G05", Severity.WARNING, str(path), message)


@lru_cache(maxsize=1 << 5)
def _told(text: str, is_result: bool) -> tuple[Told, ...]:
    """The plain figures of a text."""
    return tuple(each for sentence in sentences(text) for each in _told_in(sentence, is_result))


def _told_in(sentence: str, is_result: bool) -> Iterator[Told]:
    said, listed, in_part = deque[Topics](maxlen=_BACK), Topics(), False
    for clause in clauses(sentence):
        in_part = in_part or bool(_SCOPES().search(fold(clause)))
        for part in map(_now, _parts(clause)):
            partial = _OF_A_PART().search(fold(part)) or is_result and _PLANNED().search(part)
            found = [each for each in find_quantities(part) if alike_unit(each) and _is_single(each, is_result)]
            before = Topics().union(*said)
            about = _about(part)
            if about or not _TOTALLED().search(part):
                yield from _told_of(part, found, before, is_whole=not in_part and not partial)
            else:
                yield from (Told(each, listed, listed, before, is_whole=False, is_joined=True) for each in found)
            said.append(about)
            listed |= about


def _parts(clause: str) -> list[str]:
    """A clause, or what it lists where it tells several figures."""
    return clause.split("、") if "、" in clause and len(find_quantities(clause)) > 1 else [clause]


def _now(part: str) -> str:
    """A clause without the figure that it was before."""
    return _FROM().sub("达到", fold(part)) if _CHANGED().search(part) else part


def _told_of(clause: str, found: list[Quantity], before: Topics, *, is_whole: bool) -> Iterator[Told]:
    """The figures of a clause; of two of one unit it is open which is about what."""
    if not found:
        return
    about, core, joined = _about(clause), _about(_DEEDS().sub(" ", clause)), bool(_JOINED().search(clause))
    units = Counter(alike_unit(each) for each in found)
    for each in found:
        yield Told(each, about, core, before, is_whole and units[alike_unit(each)] == 1, joined)


@lru_cache(maxsize=1 << 14)
def _about(text: str) -> Topics:
    """What tells one count from another in a name or a clause."""
    words = fold(text)
    for each in find_quantities(text):
        words = words.replace(each.text, " ", 1)
    return topics(_SAYS_LITTLE().sub(" ", words))


def _counted(reading: Reading, path: Path) -> list[Counted]:
    """The indicators with the plain figure of each that the goal, or the result, speaks of."""
    found = []
    for row in reading.once(indicator_rows):
        measure = row.target if path.field == GOAL else row.actual
        cell = measure.quantity if measure and measure.is_quantity else None
        if cell and _is_single(cell, path.field == OUTCOME):
            found.append(Counted(row.title, cell, _about(row.title)))
    return found


def _differences(told: tuple[Told, ...], rows: list[Counted]) -> list[str]:
    """What is told otherwise than an indicator has it, in the order of the indicators."""
    if not told:
        return []
    near = _near(told, rows)
    same = [[each for each in numbers if _is_same(told[each].figure, rows[n].figure)] for n, numbers in enumerate(near)]
    meant = _meant(told, rows, near, {each for numbers in same for each in numbers})
    said = []
    for number, row in enumerate(rows):
        alike = [told[each].figure for each in same[number]]
        others = alike or _contradicting([told[each] for each in meant.get(number, [])], row)
        if others and not any(each.approx == row.figure.approx for each in alike):
            first = min(each.text for each in others)
            said.append(f"写「{first}」，指标{quoted(row.title)}写「{row.figure.text}」")
    return said


def _contradicting(told: list[Told], row: Counted) -> list[Quantity]:
    """The one figure that is told of an indicator, where it can only be another one than the indicator's."""
    figures = [each.figure for each in told if _can_differ(each, row)]
    return figures if len({each.figure.value for each in told}) == 1 else []


def _near(told: tuple[Told, ...], rows: list[Counted]) -> list[list[int]]:
    """For each indicator the figures of its unit that are told with a word of its name."""
    index = dict[tuple[str, str], list[int]]()
    for number, each in enumerate(told):
        for pair in each.about:
            kept = index.setdefault((alike_unit(each.figure), pair), [])
            if len(kept) < MENTIONS:
                kept.append(number)
    units = [alike_unit(row.figure) for row in rows]
    keys = ([(unit, pair) for pair in row.about] for unit, row in zip(units, rows, strict=True))
    return [sorted({number for key in row for number in index.get(key, ())})[:MENTIONS] for row in keys]


def _meant(
    told: tuple[Told, ...], rows: list[Counted], near: list[list[int]], settled: set[int]
) -> dict[int, list[int]]:
    """Indicator → the figures that can only be meant for it and are not its own; several of them may be its parts."""
    rivals = dict[int, list[int]]()
    for row, numbers in enumerate(near):
        for number in numbers:
            if number not in settled and told[number].is_whole:
                rivals.setdefault(number, []).append(row)
    found = dict[int, list[int]]()
    for number, candidates in rivals.items():
        if len(candidates) > MENTIONS:  # so many of one name are told apart by nobody
            continue
        only = _only_one(told[number], rows, candidates)
        if only is not None:
            found.setdefault(only, []).append(number)
    return found


def _only_one(told: Told, rows: list[Counted], candidates: list[int]) -> int | None:
    """The one indicator whose whole name the clause says, the longest one; else whose name says the whole clause."""
    named = [each for each in candidates if _is_within(rows[each].about, told.about)]
    if named:
        longest = max(len(rows[each].about) for each in named)
        named = [each for each in named if len(rows[each].about) == longest]
    else:
        named = [each for each in candidates if _is_short_for(told, rows[each].about)]
    return named[0] if len(named) == 1 else None


def _is_short_for(told: Told, name: Topics) -> bool:
    """Whether a clause names an indicator in short, and not another thing that the clauses before it speak of."""
    if not _is_within(told.about, name):
        return False
    mostly = len(_characters(told.about)) * 2 > len(_characters(name))
    return mostly or not told.before or bool(told.before & name)


def _is_within(some: Topics, whole: Topics) -> bool:
    """Whether words are all among others, in whatever order."""
    return _characters(some) <= _characters(some & whole)


def _characters(pairs: Topics) -> frozenset[str]:
    return frozenset("".join(pairs))


def _can_differ(told: Told, row: Counted) -> bool:
    """Whether another figure is a contradiction: of one sort, both exact or both a bound, and of the same extent."""
    return _sort(told.figure) == _sort(row.figure) and not _may_be_less_or_more(told, row)


def _sort(quantity: Quantity) -> Comparator:
    return Comparator.NONE if quantity.comparator is Comparator.EXACT else quantity.comparator


def _may_be_less_or_more(told: Told, row: Counted) -> bool:
    """Whether the clause may tell a part of what the indicator counts, or several things of which that is one."""
    less = told.figure.scaled(told.figure.value) < row.figure.scaled(row.figure.value)
    if _is_within(row.about, told.about) and not _is_within(told.core, row.about):
        return less or told.is_joined
    return less and not _is_within(row.about, told.about) and bool(_JOINED().search(row.title))


def _is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are the same, the one told with fewer digits being the other one rounded."""
    step = max(_step(one), _step(other))
    first, second = (half_up(each.scaled(each.value) / step, 0) for each in (one, other))
    return first == second


@lru_cache(maxsize=1 << 14)
def _step(quantity: Quantity) -> Decimal:
    """What one of the last digit of a figure stands for, in the smallest unit of its family."""
    match = _NUMBER().search(quantity.text)
    step = Decimal(1).scaleb(-len(match["decimals"] or "")) if match else Decimal(1)
    if quantity.unit.startswith(("万", "亿")):
        return quantity.scaled(step)
    return quantity.scaled(step * scale(match["scale"] or "" if match else ""))


def _is_single(quantity: Quantity, is_result: bool) -> bool:
    """Whether it is one figure, neither a range nor a difference; a result's is moreover no bound."""
    is_bound = quantity.comparator not in (Comparator.NONE, Comparator.EXACT)
    return quantity.high is None and not quantity.change and not (is_result and is_bound)
