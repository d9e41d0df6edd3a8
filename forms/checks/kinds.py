"""Checks of the indicators (I) by what stands in their two cells: figures of one kind and of one unit.

How results stand to targets is looked at in `indicators.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from forms.checks.finding import Choice, Finding, Fix, Severity
from forms.checks.rows import IndicatorRow, indicator_rows
from forms.checks.settings import word
from forms.checks.template import hint_in
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.values import Comparator, Measure, Shape
from forms.values.duration import is_duration
from forms.values.figures import CHANGES
from forms.values.kind import quoted
from forms.values.numbers import exact_product, fold, short
from forms.values.quantities import unit_meant
from forms.values.units import BIG_COUNTS

ATTAINMENT = {"达成": "达成预期指标", "部分达成": "部分达成预期指标", "未达成": "未达成预期指标"}
"""The three official words for an indicator without a figure, as offered and as written into the form."""

_RATE_IN_NAME = lazily("(?:率|比例|比重|占比)(?:[(（][^)）]{1,6}[)）])?\\Z")
_ALL = lazily("(?:已|均已?)?(?:全部|全都|均|全)(?!年|区|市|县|国|程)[^不未没]{1,12}\\Z")
_AT_ONCE = lazily("当[场天日时即]|立即|即[时刻日办]|现场(?:办|处|解|答)")
"""As soon as can be, which is within any time."""
_FLOORS = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_PLACE = lazily(r"第\s?[\d一二三四五六七八九十]+\s?[名位]?\s*\Z")
_BELOW_MARKET = lazily("不[高超]|低于|以[内下]|之[内下]|[价额准算]内")
_CHANGE_ASKED = lazily("负增长|零增长|不(?:增|降|减|升|下降|降低|减少|增加|增长|上升)|只[增减]不[增减]|持平")
_MOVES = (
    lazily("提高|提升|增长|上升|增加|改善|增强|好转"),
    lazily("下降|降低|减少|缩小|收窄|压减"),
    lazily("稳定|持平|平稳"),
)
"""Ways that things go, each in the words of target and result."""
_OF_BUDGET = lazily("预算|概算|标准|限额|定额")
_MAY_BE_ONE = ({"场", "次"}, {"座", "处"}, {"家", "个"}, {"支", "个"}, {"处", "个"})
"""Units that people use for one thing, so that only a smaller figure is asked about."""
_UNIT_IN_NAME = lazily(r"[(（][\u4e00-\u9fff]{1,3}[)）]$|[人次期份个件户场本条篇项家批]数量?$|[人场户台件]次$")


def not_of_one_kind(reading: Reading) -> Iterator[Finding]:
    """指标值和完成值不是同一种写法。

    指标值写了几次、几份，完成值也要写几次、几份；写了日期、程度的，不要一律写 100%，否则没有办法对比。
    程度、日期、数量、文字用百分比作答的，整张表只问一次；已经看得出没有完成的不再问。
    例：年度指标值约 10 次，全年完成值写已完成；年度指标值有效保障，全年完成值写 100%。
    改法：填写数字，如 8 次；程度类写明达成、部分达成或未达成。
    """
    rows = reading.once(indicator_rows)
    rates = _rates_for_others(rows) if word(reading, "I04", "rate") == "ask" else []
    for row in rows:
        if rates and row is rates[0]:
            yield _what_rates_mean(rates)
        elif message := _unlike(row):
            fix = _with_percent(row)
            yield Finding("I04", Severity.WARNING, fix.path if fix else str(row.result), message, fix, row.places[:2])


def units_differ(reading: Reading) -> Iterator[Finding]:
    """单位不一致或没有单位。

    指标值按份、完成值按刊，两个数不能对比；数量指标只写一个数，看不出是人次还是场次；合格率等要写 %。
    例：年度指标值 35000 份，全年完成值 50 刊。改法：统一为同一个单位；补写单位。
    """
    for row in reading.once(indicator_rows):
        target, actual = row.target, row.actual
        if not target or not actual or not target.is_quantity or not actual.is_quantity:
            continue
        if Shape.RATE in (target.shape, actual.shape):
            continue
        about = row.places[:2]
        if target.unit and actual.unit and not _is_one_unit(target, actual):
            message = f"年度指标值的单位是「{target.unit}」，完成值的单位是「{actual.unit}」，不能对比，请统一。"
            yield Finding("I05", Severity.WARNING, str(row.result), message, _in_unit(row, target, actual), about)
        elif target.unit and not actual.unit and target.value and actual.value:
            fix = _with_unit(row, target, actual)
            wanted = f"请写成「{fix.text}」" if fix else f"看不出是元还是{target.unit}，请写明单位"
            message = f"完成值{quoted(row.actual_text)}没有单位，{wanted}。"
            yield Finding("I05", Severity.WARNING, str(row.result), message, fix, about)
        elif row.goal and _RATE_IN_NAME().search(row.title) and _is_bare(target) and _is_bare(actual):
            rate = Fix(str(row.goal), f"{row.target_text}%", False, ((str(row.result), f"{row.actual_text}%"),))
            message = f"{quoted(row.title)}的年度指标值 {row.target_text} 和完成值 {row.actual_text} 没有写 %，请补写。"
            yield Finding("I05", Severity.WARNING, str(row.goal), message, rate, about)
        elif row.goal and not target.unit and target.value and (actual.unit or _needs_unit(row)):
            guess = Fix(str(row.goal), f"{row.target_text} {actual.unit}", certain=False) if actual.unit else None
            message = f"年度指标值{quoted(row.target_text)}没有单位，请写明是多少次、多少份等。"
            yield Finding("I05", Severity.WARNING, str(row.goal), message, guess, about)


def _rates_for_others(rows: tuple[IndicatorRow, ...]) -> list[IndicatorRow]:
    """The rows that answer a date, a level, a count or words with one and the same rate, the one that most have.

    Of several rates each may mean something else; the others are asked about when this one is settled. The rows to
    which words may be given come first, before counts that want a figure.
    """
    rates = [row for row in rows if _is_rate_for_other(row)]
    told = Counter(_figure(row) for row in rates)
    if not told:
        return []
    usual = told.most_common(1)[0][0]
    return sorted((row for row in rates if _figure(row) == usual), key=_is_counted)


def _figure(row: IndicatorRow) -> str:
    return "".join(fold(row.actual_text).split())


def _is_counted(row: IndicatorRow) -> bool:
    return row.target is not None and row.target.is_quantity


def _is_rate_for_other(row: IndicatorRow) -> bool:
    """Whether a date, a level, a count or words are answered with a rate."""
    target, actual = row.target, row.actual
    if not target or not actual or actual.shape is not Shape.RATE or target.shape in (Shape.RATE, Shape.NOTHING):
        return False
    if row.is_unmet or hint_in(target.text):
        return False
    if any(each in target.text for each in CHANGES.get(actual.change, "").split()) or _is_graded_by_rate(row):
        return False
    if _CHANGE_ASKED().search(target.text) and (actual.change or "持平" in actual.text):
        return False
    if actual.repeats(target) or any(each().search(target.text) and each().search(actual.text) for each in _MOVES):
        return False
    if actual.text.strip().startswith(("低于", "节约", "节省")) and _BELOW_MARKET().search(target.text):
        return False
    return not _with_percent(row) and not any(each.shape is Shape.RATE for each in target.quantities)


def _is_graded_by_rate(row: IndicatorRow) -> bool:
    """Whether a rate is how such a thing is measured: how many were satisfied, how much of a budget was spent.

    100% may also be meant as done, and is asked about.
    """
    target = row.target
    if target is None or not target.is_level or row.is_full:
        return False
    return "满意" in target.text or row.group.key == "cost" and bool(_OF_BUDGET().search(target.text))


def _what_rates_mean(rates: list[IndicatorRow]) -> Finding:
    """The question that is put once for the form; a reason to keep it covers the rows that it was given for."""
    worded = [row for row in rates if not _is_counted(row)]
    choices, message = _attainments(worded), _ask_what_rates_mean(worded, rates[len(worded) :])
    about = tuple(place for row in rates for place in row.places[:2])
    return Finding("I04", Severity.WARNING, str(rates[0].result), message, about=about, choices=choices)


def _ask_what_rates_mean(worded: list[IndicatorRow], counted: list[IndicatorRow]) -> str:
    """In one sentence for both: words can say what was reached, a count only a figure."""
    rate = (worded or counted)[0].actual_text
    if not worded:
        said = f"{_first_of(counted)}的年度指标值是数量（如{quoted(counted[0].target_text)}）"
        return f"{said}，{quoted(rate)}看不出是多少，请填写数字。"
    numbers = f"；另有{_first_of(counted)}要写数量（如{quoted(counted[0].target_text)}），请填写数字" if counted else ""
    return (
        f"{_first_of(worded)}的年度指标值不是比率（如{quoted(worded[0].target_text)}），完成值却写了百分比，"
        f"请说明 {rate} 指达成、部分达成还是未达成，或逐行写出实际情况{numbers}。"
    )


def _first_of(rows: list[IndicatorRow]) -> str:
    return f"{quoted(rows[0].title)}等 {len(rows)} 行" if len(rows) > 1 else quoted(rows[0].title)


def _unlike(row: IndicatorRow) -> str:
    """Why target and actual are not of one kind, in a row of its own; empty where they are or it cannot be told."""
    target, actual = row.target, row.actual
    if not target or not actual or is_none(row.actual_text) or row.is_unmet or _says_it_in_words(row):
        return ""
    if target.is_quantity and actual.is_level:
        goal, example = f"{_kind(target)}（{row.target_text}）", _example(target)
        return f"年度指标值是{goal}，{quoted(row.actual_text)}看不出是多少，请填写数字，如 {example}。"
    rates = (target.shape is Shape.RATE) + (actual.shape is Shape.RATE)
    if rates == 1 and _with_percent(row):
        bare, other = ("年度指标值", "完成值") if _is_bare(target) else ("完成值", "年度指标值")
        return f"{bare}没有写 %，{other}是比率，请按同一种写法填写。"
    kinds = {_kind(target), _kind(actual)}
    if len(kinds) == 2 and "" not in kinds and actual.shape is not Shape.RATE:
        return (
            f"年度指标值是{_kind(target)}（{row.target_text}），完成值是{_kind(actual)}（{row.actual_text}），"
            "请按同一种写法填写。"
        )
    return ""


def _says_it_in_words(row: IndicatorRow) -> bool:
    """Whether words are as good as a figure: 全部通过 is 100%, 提前 10 天 is in time."""
    target, said = row.target, row.actual_text
    if target is None:
        return False
    if target.shape is Shape.DATE:
        return "提前" in said
    if is_duration(target) and target.comparator not in _FLOORS and _AT_ONCE().search(said):
        return True
    if _PLACE().search(said):
        return "前" in target.text or "第" in target.text
    return target.shape is Shape.RATE and target.value == 100 and bool(_ALL().match(said.strip()))


def _with_percent(row: IndicatorRow) -> Fix | None:
    """The bare figure beside a rate with the sign that it lacks; None where it may be a count that a rate answers."""
    if row.group.key == "quantity" and not _RATE_IN_NAME().search(row.title):
        return None
    for place, bare, other in ((row.goal, row.target, row.actual), (row.result, row.actual, row.target)):
        if place and bare and other and _is_bare(bare) and other.shape is Shape.RATE and not other.change:
            return Fix(str(place), _as_rate(bare, other.unit), certain=False)
    return None


def _as_rate(bare: Measure, unit: str) -> str:
    """A figure with the sign that it lacks; 0.96 beside 95% is a share of one."""
    value = bare.value
    if unit != "%" or value is None or value >= 1:
        return f"{bare.text}{unit}"
    return f"{short(exact_product(value, Decimal(100)))}%"


def _is_bare(measure: Measure) -> bool:
    """Whether it is one figure of hundredths without any unit."""
    value = measure.value
    bare = measure.shape is Shape.COUNT and not measure.unit and not measure.is_signed and measure.high is None
    return bare and value is not None and 0 <= value <= 100 and value not in (0, 1)


def _kind(measure: Measure) -> str:
    """What sort of figure it is, as far as two of them have to be alike; nothing for words and recurring things."""
    if measure.shape is Shape.DATE:
        return "时间"
    if not measure.is_quantity:
        return ""
    return "比率" if measure.shape is Shape.RATE else "数量"


def _example(target: Measure) -> str:
    is_ceiling = target.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN, Comparator.WITHIN)
    if target.value is not None and (not target.value or is_ceiling or target.value > 96):
        gap = "" if target.shape is Shape.RATE else " "
        return f"{short(target.value)}{gap}{target.unit}".strip()
    if target.shape is Shape.RATE:
        return f"96{target.unit}"
    count = short(min(target.value or Decimal(8), Decimal(8)))
    return f"{count} {target.unit}".strip()


def _attainments(worded: list[IndicatorRow]) -> tuple[Choice, ...]:
    """The official words for every row without a figure; none where there is no such row."""
    places = [str(row.result) for row in worded]
    return tuple(Choice(label, tuple((path, text) for path in places)) for label, text in ATTAINMENT.items() if places)


def _is_one_unit(target: Measure, actual: Measure) -> bool:
    wanted, reached = target.quantity, actual.quantity
    if wanted is None or reached is None:
        return True
    may_be_one = {wanted.unit, reached.unit} in _MAY_BE_ONE and reached.value >= wanted.value
    return may_be_one or wanted.family == reached.family or "" in (wanted.family, reached.family)


def _with_unit(row: IndicatorRow, target: Measure, actual: Measure) -> Fix | None:
    """The result with the unit that it lacks: its target's; of money the one that its size leaves, and else none."""
    wanted, reached = target.quantity, actual.quantity
    is_money = target.shape is Shape.AMOUNT or target.unit in BIG_COUNTS
    unit = unit_meant(wanted, reached) if is_money and wanted and reached else target.unit
    return Fix(str(row.result), f"{row.actual_text} {unit}", certain=not is_money) if unit else None


def _in_unit(row: IndicatorRow, target: Measure, actual: Measure) -> Fix | None:
    """The result in the target's unit, where the two are one word with 次 and without; only a person knows if it is."""
    units = target.unit, actual.unit
    if units[0].removesuffix("次") != units[1].removesuffix("次") or row.actual_text.count(actual.unit) != 1:
        return None
    return Fix(str(row.result), row.actual_text.replace(actual.unit, target.unit), certain=False)


def _needs_unit(row: IndicatorRow) -> bool:
    """Whether a bare figure leaves open what is counted: under 数量, and the name does not say it."""
    return row.group.key == "quantity" and not _UNIT_IN_NAME().search(row.title)
