"""Checks of the goal and of what came of it, as words and against the indicators (G)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from forms.checks.finding import Finding, Severity
from forms.checks.money import label, main_rate
from forms.checks.rows import IndicatorRow, are_rows_told, indicator_rows
from forms.checks.settings import number
from forms.checks.texts import (
    GOAL,
    OUTCOME,
    bare,
    clauses,
    is_money_explained,
    likeness,
    place_of,
    text_of,
    told_texts,
    topics,
)
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.path import Path
from forms.place import name_of
from forms.values import Comparator, Money, Quantity, Shape, find_quantities, half_up
from forms.values.kind import quoted
from forms.values.numbers import fold

SHOWN = 3
"""Clauses or figures that a message quotes at most."""
_SHORTEST = 8
"""Characters up to which the same ones in another order may be chance."""
MANY = 8
"""Pairs of characters that a clause is about, of which a single one in the indicators is chance."""
MENTIONS = 50
"""Figures of one unit about one thing that a text is searched for."""

Topics = frozenset[str]
"""What a text is about, pair by pair."""

_COUNTED = lazily(
    r"[两二三四五六七八九十百千万]\s*(?:余|多|几)?\s*(?:人次|个|份|期|场|次|本|条|篇|件|项|套|户|家|批|种|人|名|块|张|部|座|处)"
)
_UNFINISHED = lazily(r"[，、：,:;；]\Z")
_NUMBERED = lazily(r"^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.、．]\s*|[①-⑳])")
_INTENTION = lazily("确保|力争|努力|争取|保证|拟|将|计划|预计|旨在|力求|为了")
_SPENT = lazily(
    r"(?:\A|[,;。])\s*(?:全年|本年|年度|项目|共|累计|总|合计|实际|资金|经费|预算|已)*(?:支出|执行|支付)(?:资金|经费|预算|金额|数)?(?:共|合计|为|了)?"
    r"\s*(\d[\d,]*(?:\.\d+)?)\s*万元(?!以|左右|[^,;。]{0,2}用于)"
)
_RATE_TOLD = lazily(
    r"(?:\A|[,;。、])\s*(?:全年|本年|年度|项目|整体|总体|资金|经费|预算)*执行率(?:为|达到?|是)?\s*(\d{1,3}(?:\.\d+)?)\s*%(?!以|左右)"
)
_ALL_DONE = lazily(
    "(?:均|全部|都|全面|各项[^，。；,;]{0,8}|圆满)(?:按[时期]|已|顺利|如期)*(?:完成|实现|达成|达标|落实)|百分之百完成"
)


_OF_ANY_RATE = frozenset((
    "满意",
    "意度",
    "意率",
    "时间",
    "平均",
    "合格",
    "格率",
    "覆盖",
    "盖率",
    "成率",
    "响应",
    "修复",
))
"""Pairs of characters that name how something is measured and not what: two indicators may well share them."""


def goal_empty(reading: Reading) -> Iterator[Finding]:
    """年初目标或完成情况空着。

    没有目标就无从自评；空着或写无的表会被直接退回。
    例：年初设定目标和全年实际完成情况都空着。改法：照抄批复的绩效目标申报表，再逐条写完成情况。
    """
    for name in (GOAL, OUTCOME):
        path = place_of(reading, name)
        if path and (is_none(reading.text(path)) or not bare(reading.text(path))):
            message = f"「{name_of(reading, path)}」空着，请填写。"
            yield Finding("G01", Severity.ERROR, str(path), message)


def result_copies_goal(reading: Reading) -> Iterator[Finding]:
    """完成情况照抄年初目标。

    完成情况与目标一字不差、只换了次序（或九成相同、数字也一样），看不出做了什么，审核人会要求重写。
    例：目标写获省、市领导批示 40 条，完成情况原样再写一遍。改法：写实际做成了什么、多少，与目标逐条对应。
    """
    goal, outcome = text_of(reading, GOAL), text_of(reading, OUTCOME)
    path = place_of(reading, OUTCOME)
    if not path or not goal or not outcome or is_none(outcome):
        return
    if how := _how_alike(goal, outcome, float(number(reading, "G02"))):
        message = f"全年实际完成情况与年初设定目标{how}，请写实际做成了什么、多少。"
        yield Finding("G02", Severity.WARNING, str(path), message, about=(str(place_of(reading, GOAL)), str(path)))


def no_figure(reading: Reading) -> Iterator[Finding]:
    """目标和完成情况里没有数字。

    只有确保、提升等词句，看不出做到什么程度；审核人会要求写出数量。
    例：完成情况写全年顺利完成区委（区政府）的政务活动。改法：写明几次、几场、多少人等。
    """
    without = [(path, text) for path, text in told_texts(reading) if not _has_figure(text)]
    if without and place_of(reading, OUTCOME):
        paths = tuple(str(path) for path, _ in without)
        names = "和".join(f"「{reading.form.field(path).label}」" for path, _ in without)
        wanted = "要做多少" if paths[-1] == str(place_of(reading, GOAL)) else "做了多少"
        message = f"{names}中没有数量，请写明{wanted}。"
        yield Finding("G03", Severity.WARNING, paths[-1], message, about=paths)


def goal_without_indicator(reading: Reading) -> Iterator[Finding]:
    """目标中有一句没有对应的指标。

    目标说了要做的事，指标里却没有，审核人会问这件事做了没有；目标写了几次、几间而没有一条指标按次、间计算的也是。
    这里只按用词判断，所以只是提问。
    例：目标写公开出版年鉴，指标中没有出版或年鉴。改法：补一行指标；已含在别的指标中的，说明理由保留。
    """
    path, rows = place_of(reading, GOAL), reading.once(indicator_rows)
    if not path or not rows or not are_rows_told(reading):
        return
    own = topics(" ".join(text_of(reading, name) for name in ("seal", "competent_dept", "implementing_unit")))
    covered = frozenset(pair for row in rows for pair in topics(f"{row.title} {row.target_text}"))
    told = clauses(text_of(reading, GOAL))
    lonely = [each for each in told if _is_lonely(reading, each, topics(each) - own, covered)]
    if lonely:
        more = f"等 {len(lonely)} 句" if len(lonely) > SHOWN else ""
        said = "".join(quoted(_numberless(each)) for each in lonely[:SHOWN])
        message = f"年初目标中的{said}{more}在指标中没有对应，是否漏了指标？"
        yield Finding("G04", Severity.WARNING, str(path), message)


def figures_differ(reading: Reading) -> Iterator[Finding]:
    """文字与指标的数字不一致。

    同一件事在目标、完成情况里写一个数，在指标里写另一个数，或一处写约、近而另一处写准数，审核人不能确认哪个是真的。
    完成情况写的支出、执行率与资金表不同的也是。
    例：完成情况写约 4 次，全年完成值写 4 次。改法：核对后统一为同一个数；完成值一律写准数。
    """
    for path, text in told_texts(reading):
        mentions = _mentions(text)
        rows = reading.once(indicator_rows) if mentions.figures else ()
        only = _told_once(mentions, rows, path)
        said = [each for row in rows if (each := _difference(mentions, row, path, only))]
        said += _money_differs(reading, text) if path.field == OUTCOME else []
        if said:
            more = f"等 {len(said)} 处" if len(said) > SHOWN else ""
            message = f"{name_of(reading, path)}{'；'.join(said[:SHOWN])}{more}，请核对后统一。"
            yield Finding("G05", Severity.WARNING, str(path), message)


def broken_sentence(reading: Reading) -> Iterator[Finding]:
    """句子没有写完，或只有打算没有结果。

    以逗号、顿号、冒号结尾的句子像是漏了后半句；完成情况里只写确保、力争，没有说做成了什么。
    例：完成情况写 1. 确保人员工资按时足额发放。改法：补完句子；写已经做成的事。
    """
    for path, text in told_texts(reading):
        parts = [_numberless(each) for each in clauses(text)]
        if _UNFINISHED().search(text):
            message = f"「{reading.form.field(path).label}」以「{text[-1]}」结尾，像是没有写完，请补全。"
            yield Finding("G06", Severity.INFO, str(path), message)
        elif path.field == OUTCOME and parts and all(_INTENTION().match(each) for each in parts):
            message = f"完成情况只写了「{_INTENTION().findall(parts[0])[0]}……」，没有写结果，请写已经做成的事。"
            yield Finding("G06", Severity.INFO, str(path), message)


def all_done_contradicted(reading: Reading) -> Iterator[Finding]:
    """写了均已完成，而表中并非如此。

    完成情况说均已完成，指标却有未完成的，或执行率不到八成又没有说明，前后矛盾。
    例：完成情况写相关工作于年度内均已完成，执行率 78.44%。改法：如实写哪些完成、哪些没有；或在说明中写明资金的原因。
    """
    path = place_of(reading, OUTCOME)
    found = _ALL_DONE().search(text_of(reading, OUTCOME))
    if not path or not found:
        return
    unmet = next((row for row in reading.once(indicator_rows) if row.is_unmet), None)
    rate = main_rate(reading)
    if unmet:
        message = (
            f"完成情况写「{found[0]}」，而指标{quoted(unmet.title)}的完成值为{quoted(unmet.actual_text)}，请核对。"
        )
        yield Finding("G07", Severity.WARNING, str(path), message, about=(str(path), *unmet.places))
    elif rate and rate.value is not None and rate.value < number(reading, "G07") and not is_money_explained(reading):
        message = f"完成情况写「{found[0]}」，而执行率为 {reading.text(rate.path)}，请核对，或说明资金没有用完的原因。"
        about = (str(path), str(rate.above), str(rate.below))
        yield Finding("G07", Severity.WARNING, str(path), message, about=about)


def _how_alike(goal: str, outcome: str, least: float) -> str:
    """How a result repeats its goal: word for word, in another order, or nearly; empty where it does not."""
    one, other = bare(goal), bare(outcome)
    if one == other:
        return "完全相同"
    again = len(one) == len(other) > _SHORTEST and Counter(one) == Counter(other)
    if again and _figures_of(goal) == _figures_of(outcome):
        return "文字相同，只换了次序"
    same = re.findall(r"\d+", fold(goal)) == re.findall(r"\d+", fold(outcome))
    return "几乎相同" if same and likeness(goal, outcome) >= least else ""


def _figures_of(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", fold(text)))


def _has_figure(text: str) -> bool:
    return bool(find_quantities(text) or _COUNTED().search(text))


def _is_lonely(reading: Reading, clause: str, about: Topics, covered: Topics) -> bool:
    """Whether no indicator speaks of a clause: of none of its words, of one of many, or never by its count."""
    if len(about) < 2:
        return False
    shared = about & covered
    if len(shared) * 2 > len(about):
        return False
    if not shared or len(shared) == 1 and len(about) >= MANY:
        return True
    families = {each.family for each in find_quantities(clause) if each.shape is Shape.COUNT and each.family}
    counted = reading.once(_counted) if families else frozenset()
    return bool(families) and not any((family, pair) in counted for family in families for pair in shared)


def _counted(reading: Reading) -> frozenset[tuple[str, str]]:
    """What the indicators count: the family of each unit in a name or a target, with each pair it is about."""
    return frozenset(each for row in reading.once(indicator_rows) for each in _counted_in(row))


def _counted_in(row: IndicatorRow) -> Iterator[tuple[str, str]]:
    found = row.target.quantities if row.target else ()
    families = {each.family for each in (*found, *find_quantities(row.title))}
    return ((family, pair) for family in families for pair in topics(f"{row.title} {row.target_text}"))


def _numberless(clause: str) -> str:
    """A clause without the number that counts it."""
    return _NUMBERED().sub("", clause).strip()


class Mentions(NamedTuple):
    """The figures of a text by what they are about."""

    figures: dict[tuple[str, str], list[Quantity]]
    """Family of the unit and pair of characters → the figures that the text gives of it."""
    narrow: set[tuple[str, str]]
    """Those whose clause is about nothing else."""


def _mentions(text: str) -> Mentions:
    """The figures of a text by unit and by what their clause is about; absurdly many are not all kept."""
    found, narrow = dict[tuple[str, str], list[Quantity]](), set[tuple[str, str]]()
    for clause in clauses(text):
        plain = [each for each in find_quantities(clause) if each.family and _is_plain(each)]
        about = topics(clause) - {each.unit for each in plain} if plain else frozenset()
        for pair in about:
            for each in plain:
                kept = found.setdefault((each.family, pair), [])
                if len(kept) < MENTIONS:
                    kept.append(each)
                if len(about) == 1:
                    narrow.add((each.family, pair))
    return Mentions(found, narrow)


def _cell(row: IndicatorRow, path: Path) -> Quantity | None:
    """The one plain figure of a row that the goal, or the result, speaks of."""
    measure = row.target if path.field == GOAL else row.actual
    cell = measure.quantity if measure and measure.is_quantity else None
    return cell if cell and _is_plain(cell) else None


def _told_once(mentions: Mentions, rows: tuple[IndicatorRow, ...], path: Path) -> frozenset[tuple[str, str]]:
    """Unit and pair of what the text gives one figure of, and one indicator alone counts."""
    single = {key for key, told in mentions.figures.items() if len(told) == 1}
    counts = Counter[tuple[str, str]]()
    for row in rows if single else ():
        if cell := _cell(row, path):
            family = cell.family
            counts.update(key for pair in topics(row.title) if (key := (family, pair)) in single)
    return frozenset(key for key, count in counts.items() if count == 1)


def _difference(mentions: Mentions, row: IndicatorRow, path: Path, only: frozenset[tuple[str, str]]) -> str:
    """How a text tells a row's figure otherwise; empty where it does not speak of it, or says the same.

    One word in common is enough where the figures are the same but for 约, or where it is all that the name or the
    clause says and nothing else is counted by it; another figure needs more to be about the same thing.
    """
    cell = _cell(row, path)
    if cell is None:
        return ""
    family, about = cell.family, topics(row.title) - _OF_ANY_RATE
    shared = Counter(each for pair in about for each in mentions.figures.get((family, pair), ()))
    same = [each for each in shared if each.scaled(each.value) == cell.scaled(cell.value)]
    if not shared or any(each.approx == cell.approx for each in same):
        return ""
    alone = {pair for pair in about if (family, pair) in only}
    whole = len(alone) == len(about) or any((family, pair) in mentions.narrow for pair in alone)
    other = same or [each for each, pairs in shared.items() if pairs > 1 or whole]
    told = min(other, key=lambda each: each.text, default=None)
    return f"写「{told.text}」，指标{quoted(row.title)}写「{cell.text}」" if told else ""


def _money_differs(reading: Reading, text: str) -> list[str]:
    """What a result says of all the money spent otherwise than the table; parts of it are not looked at."""
    rate, said = main_rate(reading), []
    if rate is None or rate.value is None:
        return []
    spent, (told, shares) = reading.value(rate.above), _money_told(text)
    if len(told) == 1 and isinstance(spent, Money) and _is_other(told[0], spent.amount):
        said.append(f"写支出「{told[0]} 万元」，{label(reading, rate.above)}为「{reading.text(rate.above)}」")
    if len(shares) == 1 and _is_other(shares[0], rate.value):
        said.append(f"写执行率「{shares[0]}%」，按表中数字计算为「{reading.text(rate.path)}」")
    return said


@lru_cache(maxsize=1 << 12)
def _money_told(text: str) -> tuple[list[str], list[str]]:
    """The amounts spent in all, and the rates of all the money, that a text speaks of."""
    folded = fold(text)
    return _SPENT().findall(folded), _RATE_TOLD().findall(folded)


def _is_other(told: str, exact: Decimal) -> bool:
    """Whether a figure is not the exact one, rounded as it is."""
    decimals = len(told.partition(".")[2])
    return half_up(exact, decimals) != Decimal(told.replace(",", ""))


def _is_plain(quantity: Quantity) -> bool:
    """Whether it is one figure, neither a bound nor a range nor a difference."""
    return quantity.comparator in (Comparator.NONE, Comparator.EXACT) and quantity.high is None and not quantity.change
