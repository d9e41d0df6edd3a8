"""Whether an actual value reaches its target: figures as intervals, dates as runs of days, words by being the same.

Words that say themselves that it was not reached are below any target.
Called by the follow-up question, the echo and the checks of indicators. What cannot be told for certain is UNKNOWN.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from forms.lazily import lazily
from forms.values.change import is_contrary, read_change, wanted_change
from forms.values.comparison import Comparison, Verdict, below, left_open, met, unknown
from forms.values.contradiction import contradicts
from forms.values.dates import IN_TEXT, Days, read_written, say_day, tidy
from forms.values.intervals import is_ceiling
from forms.values.kind import quoted
from forms.values.lateness import is_next_year
from forms.values.numbers import bare_words
from forms.values.places import compare_places
from forms.values.quantities import compare_quantities, compare_several, ratio_of
from forms.values.quantity import Comparator, Direction, Measure, Quantity, Shape
from forms.values.shortfall import falls_short
from forms.values.stages import is_unfinished
from forms.values.suffered import direction_of_things, names_harm
from forms.values.turns import compare_recurring, compare_turns
from forms.values.unmet import denies, is_done_in_part, is_left_undone, is_not_yet, says_unmet

_C = Comparator
_AVERAGE = lazily(
    r"(?:全年|总体)?(?:平均|人均|户均|最高|最多|最长)(?:每[^\d,;]{1,2}|提前|用时|耗时|时间|时长|得分|分|约|为|达到?|不[超高低少]于?过?|[≤≥<>=])*\d[^,;(]*\Z"
)
_LONGEST_AVERAGE = 40
"""Characters beyond which words are a report, in which an average is one thing of several."""
_OF_EACH = lazily(r"(?P<each>每[\u4e00-\u9fff]{1,2}?)(?:不[少低高超多大小]于?过?|[≤≥<>=]|约|达到?|为)*\d[^,;(]*\Z")
_HIGHEST = lazily("最[高多长]")
_CLAUSE_END = lazily("[,;:。(]")
_NONE = lazily("[未无零没非]")
_NARROWED = lazily("较大|重大|特大|严重|恶性|有效|有责|主要责任|亡人")
"""What only the worse of a kind are wanted none of."""
_AHEAD = "提前"
_FOR_ONE = lazily(r"[元万亿]\s?/(?!年)|每|人均|平均|单价")


def compare(target: Measure, actual: Measure, *, less_is_better: bool = False, name: str = "") -> Comparison:
    """How an actual stands to its target; `less_is_better` turns a bare target figure into a ceiling.

    The indicator's name tells what a change in words is a change of; figures are compared once for all names.
    """
    is_plain = target.is_quantity and actual.is_quantity and not target.change and not actual.change
    return _compared(target, actual, less_is_better, "" if is_plain else bare_words(name))


@lru_cache(maxsize=1 << 14)
def _compared(target: Measure, actual: Measure, less_is_better: bool, name: str) -> Comparison:
    if target.shape is actual.shape is not Shape.NOTHING and bare_words(target.text) == bare_words(actual.text):
        return met(ratio_of(target.quantity, actual.quantity))
    if _AHEAD in name and not target.change:
        actual = _without_change(actual)
    found = _compare(target, actual, less_is_better)
    if found.verdict is Verdict.UNKNOWN and _is_suffered(target, actual, name):
        return below(f"年度指标值为无，完成值 {actual.text}")
    if found.verdict is Verdict.UNKNOWN:
        found = (
            _compare_changes(target, actual, name)
            or _average(target, actual, less_is_better)
            or compare_places(target, actual)
            or found
        )
    if found.verdict is not Verdict.BELOW and _says_below(found, target, actual, name):
        return _below_in_words(actual)
    return found


def _without_change(actual: Measure) -> Measure:
    """提前 18 分钟 as the 18 分钟 by which a warning is to come ahead."""
    change = "" if actual.change == _AHEAD else actual.change
    figures = tuple(each._replace(change="") if each.change == _AHEAD else each for each in actual.quantities)
    return actual._replace(change=change, quantities=figures)


def _is_suffered(target: Measure, actual: Measure, name: str) -> bool:
    """Whether there was some of what should not be at all: 1 起 of 安全事故, of which 无 or none was wanted.

    The clause of the figure tells nothing else, or of harm itself: 检查 12 次，未发生事故 is none.
    """
    figure = actual.quantities[0] if len(actual.quantities) == 1 else None
    if not target.wants_none or figure is None or figure.shape is not Shape.COUNT or figure.value <= 0:
        return False
    said = bare_words(figure.text)
    clause = next((each for each in _CLAUSE_END().split(bare_words(actual.text)) if said in each), "")
    others = clause.replace(said, "", 1)
    if _NARROWED().search(target.text) or _NONE().search(others) or others and not names_harm(others):
        return False
    return direction_of_things(name, figure.shape, figure.unit) is Direction.LESS


def _below_in_words(actual: Measure) -> Comparison:
    return below(f"完成值写{quoted(actual.text)}，未达到年度指标值")


def _says_below(found: Comparison, target: Measure, actual: Measure, name: str) -> bool:
    """Whether the result's own words place it below; what figures and dates decided is left alone by mere grades."""
    if (
        says_unmet(actual.text)
        and not _counts_the_unmet(target, actual)
        or denies(target.text, actual.text)
        or is_next_year(target, actual)
    ):
        return True
    if found.verdict is not Verdict.UNKNOWN:
        return False
    if contradicts(target, actual, name):
        return True
    if Shape.NOTHING in (target.shape, actual.shape):
        return False
    if is_left_undone(target, actual) or is_done_in_part(target, actual) or is_unfinished(target, actual, name):
        return True
    return is_not_yet(target, actual) or falls_short(target, actual, name)


def _counts_the_unmet(target: Measure, actual: Measure) -> bool:
    """Whether what was not done is what is counted: 未达标 2 个 of at most three."""
    wanted = target.quantity
    return wanted is not None and target.is_quantity and is_ceiling(wanted) and bool(actual.quantities)


def _compare_changes(target: Measure, actual: Measure, name: str) -> Comparison | None:
    """A rise or fall against the one that was wanted; by how much, where both say it in one unit."""
    wanted = wanted_change(target, name)
    told = read_change(actual, f"{name},{bare_words(target.text)}") if wanted else None
    if wanted is None or told is None or wanted.figure and is_ceiling(wanted.figure):
        return None
    if is_contrary(wanted, told):
        return _below_in_words(actual)
    if told.way != wanted.way or told.is_denied or not wanted.figure or not told.figure:
        return None
    if wanted.figure.unit != told.figure.unit:
        return None
    return compare_quantities(wanted.figure, told.figure)._replace(ratio=None)


def _average(target: Measure, actual: Measure, less_is_better: bool) -> Comparison | None:
    """An average or a highest worse than the bound of every single one, or than the same of the target.

    平均 6 分钟 against 5 分钟内, 最高 260 万元 against ≤200 万元, 每期 44 人 against 每期 50 人.
    """
    texts = [bare_words(each.text) for each in (target, actual)]
    if max(map(len, texts)) > _LONGEST_AVERAGE:
        return None
    figures = [each.quantities[0] if len(each.quantities) == 1 else None for each in (target, actual)]
    is_of_each = _is_of_one_turn(texts[0], texts[1], figures[0]) and Shape.RECURRING not in (target.shape, actual.shape)
    told = [is_of_each or _AVERAGE().match(each) is not None for each in texts]
    wanted = figures[0] if told[0] else target.quantity if target.is_quantity else None
    if wanted is None or figures[1] is None or not any(told):
        return None
    reached = figures[1]._replace(comparator=_without_highest(figures[1], actual))
    found = compare_quantities(wanted, reached, less_is_better=less_is_better)
    return found if found.verdict is Verdict.BELOW or told[0] and found.verdict is Verdict.MET else None


def _is_of_one_turn(target: str, actual: str, wanted: Quantity | None) -> bool:
    """Whether both tell so much of each of the same; of money without a sign nobody can tell if less is better."""
    each = [_OF_EACH().match(text) for text in (target, actual)]
    if wanted is None or wanted.shape is Shape.AMOUNT and wanted.comparator is _C.NONE:
        return False
    return each[0] is not None and each[1] is not None and each[0]["each"] == each[1]["each"]


def _without_highest(reached: Quantity, actual: Measure) -> Comparator:
    """The sign of a result; 最高 260 万元 says what the highest was, and no bound."""
    is_highest = reached.comparator is _C.AT_MOST and _HIGHEST().match(bare_words(actual.text))
    return _C.NONE if is_highest else reached.comparator


def _compare(target: Measure, actual: Measure, less_is_better: bool) -> Comparison:
    """By figures and dates; of words alone nothing can be told."""
    if Shape.NOTHING in (target.shape, actual.shape) or target.wants_none:
        return _compare_with_none(target, actual)
    if target.is_several and actual.is_several:
        return compare_several(target, actual, less_is_better=less_is_better)
    if target.shape is Shape.DATE and actual.shape is Shape.DATE:
        return _compare_dates(target, actual)
    if target.shape is Shape.RECURRING and actual.shape is Shape.RECURRING:
        return compare_recurring(target, actual, less_is_better=less_is_better)
    if target.shape is Shape.RECURRING and actual.shape is Shape.COUNT:
        return compare_turns(target, actual)
    if target.is_quantity and actual.is_quantity:
        return _compare_figures(target, actual, less_is_better)
    if target.is_level and actual.is_level:
        return unknown("年度指标值和完成值的文字不同，不能自动对比")
    return _unlike(target, actual)


def _compare_with_none(target: Measure, actual: Measure) -> Comparison:
    """Nothing of a kind wanted, in words: reached by a zero; whether words fall short of it is told by themselves."""
    if target.is_quantity or actual.shape is Shape.NOTHING:
        return unknown("年度指标值或完成值为无，不能对比")
    return met() if actual.is_quantity and actual.value == 0 else _unlike(target, actual)


def _compare_figures(target: Measure, actual: Measure, less_is_better: bool) -> Comparison:
    """As figures; a price for one is not set against a sum that is far above it or below."""
    wanted, reached = target.quantity, actual.quantity
    if wanted is None or reached is None:
        return _unlike(target, actual)
    found = compare_quantities(wanted, reached, less_is_better=less_is_better)
    if target.shape is not Shape.AMOUNT or found.ratio is None or Decimal("0.3") < found.ratio < 3:
        return found
    for_one = [bool(_FOR_ONE().search(each.text)) for each in (target, actual)]
    return found if for_one[0] == for_one[1] else left_open(target.text, actual.text)


def _unlike(target: Measure, actual: Measure) -> Comparison:
    return unknown(f"年度指标值是{_sort(target)}，完成值是{_sort(actual)}，不能对比")


def _sort(measure: Measure) -> str:
    return "几项数量" if measure.is_several else measure.shape.value


def _compare_dates(target: Measure, actual: Measure) -> Comparison:
    """Later than the last day meant is below; earlier is met, unless the target asks for no earlier."""
    if target.days is None or actual.days is None:
        return unknown("年度指标值或完成值看不出是哪一天，不能对比")
    first, last = actual.days
    if target.comparator is _C.AFTER:
        in_time = actual.comparator is not _C.BEFORE and first >= target.days.first
        return met() if in_time else _open_dates(target, actual)
    sure, latest = _deadline(target.days, target.comparator)
    if last <= sure and actual.comparator is not _C.AFTER:
        return met()
    ended = _last_told(actual, first)
    if ended > latest and actual.comparator is not _C.BEFORE:
        return below(f"完成时间 {say_day(ended)} 晚于年度指标值 {say_day(latest)}")
    return _open_dates(target, actual)


def _last_told(actual: Measure, first: date) -> date:
    """The first day that the last of several dates can mean; of a single one its own."""
    told = [match[0] for match in IN_TEXT().finditer(tidy(actual.text))]
    written = read_written(told[-1], bare=False) if len(told) > 1 else None
    if written is None or actual.days is None:
        return first
    return written.days(actual.days.last.year).first


def _deadline(days: Days, comparator: Comparator) -> tuple[date, date]:
    """The last day surely in time, and the last that may be: 9 月前 may mean the end of August or of September."""
    if comparator is _C.BEFORE and days.first != days.last:
        return days.first - timedelta(days=1), days.last
    return days.last, days.last


def _open_dates(target: Measure, actual: Measure) -> Comparison:
    return unknown(f"完成值 {actual.text} 不能确定是否符合年度指标值 {target.text}")
