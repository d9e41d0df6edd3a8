"""The kind of 年度指标值 and 全年完成值: any text is taken, and understood as far as it can be.

Read for the echo, the follow-up question and the checks. Where words leave open what is meant, nothing is understood.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.compound import in_one_unit
from forms.values.dates import IN_TEXT, WHOLE_YEAR, YEARS, Days, Written, read_written, say_day, tidy
from forms.values.figures import CAVEAT, find_quantities, single_quantity
from forms.values.holidays import read_before_holiday
from forms.values.kind import Context, Kind
from forms.values.numbers import bare_words, fold, plain, read_number, short
from forms.values.period import read_period
from forms.values.places import is_place
from forms.values.quantity import Comparator, Measure, Quantity, Shape, measured
from forms.values.units import BIG_COUNTS
from forms.values.windows import read_recurring
from forms.values.zero import wants_none

NOTHING_WORDS = frozenset({"", "无", "暂无", "没有", "/", "-", "--"})
"""What offices write for nothing at all, full-width signs made plain; 0 is not among them."""

_PARTS = lazily(r" ?[(,;]? ?其中")
_MISSING = lazily(
    r" ?:?(?P<missing>\d[\d.]* ?[^\d\s未尚还暂仍没待在正均,;()]{1,3})(?:尚|还|暂|仍|均)*"
    "(?:在建|在?筹[建备]|(?:未能?|没有?|待|正在)"
    "(?:到货|到位|建成|完工|竣工|交付|安装|验收|开工|施工|建设|完成|发放|举办|开展|实施|整改|筹[建备]|办结))[^,;()]{0,4}\\)?\\Z"
)
_SYMBOL = lazily(r"\A[A-Za-z]{2,6}(?:2\.5|10)?\s?(?=[≥≤><=])")
"""The letters of what is measured, before its sign: IRI≤4.5."""
_BRACKETED = lazily(r"(?P<whole>[^()]+)\((?P<parts>[^()]{2,30})\)\Z")
_YEARLY = lazily(r"\A每年度?(?=\s*\d{1,2}\s*月)")
_NEXT_YEAR = lazily(r"\A(?:次年|翌年|来年|下一?年)度?(?=\s*\d{1,2}\s*月)")
_OTHER_YEAR = lazily("[次翌]年|[上下]一?年")
_DATE_SIGN = lazily(r"(?P<before>之前|以前|前)|(?P<after>之后|以后|后)|(?:以内|之内|内)")
_NO_LATER = lazily(r"不[晚迟]于\Z")
_BARE_DAY = lazily(r"(?P<day>\d{1,2}[./]\d{1,2})日?(?P<before>之?前|以前)?\Z", re.ASCII)
_WHOLE_DATE = lazily(
    r"(?P<date>(?:20|19)\d\d(?:[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{4}))(?:日|完成)?(?P<before>之?前|以前)?\Z", re.ASCII
)
_OF_DAYS = lazily("时间|日期|完成|时限|截止|验收|交付|上线|启动|[开竣完]工")
_OF_SPANS = lazily("响应|等[候待]|办[理结]|处[理置]|到[场达]|修复|平均|耗时|用时|答复|回复")
"""Names of how long something takes, of which 1.5 is no day."""
_CLAUSES = lazily(r"[,;。()]")
_ASKING = "样本|问卷|调查|抽样|测评|访谈|回收|发放|参评|受访|评价表|抽[检查测]"
_ASKED = lazily(_ASKING)
_ASIDE = lazily(f"{_ASKING}|(?:完成|达成|执行)(?:率|比例|度|进度)")
_OWN_RATE = lazily(r"\D{0,12}满意(?:度|率)\D{0,3}[\d.]+%\D{0,2}", re.ASCII)
_ASIDES_LENGTH = 80
_BEFORE_DAY = lazily(r"(?<=[日号])(?:之前|以前|前)\Z")
_LISTED = lazily("[、,;和及]")
_DONE = lazily(r"(?:已|按期|按时|全部|完成|实施|办结|度|内)*")
_LEVELS = lazily(
    "有效|显著|明显|较好|良好|优秀|满意|合格|达标|达到|达成|完成|落实|到位|完善|健全|规范|准确|完整|及时|按时|按期|正常|平稳|稳定|"
    "持续|提升|提高|增强|改善|改进|加强|壮大|促进|推动|保障|支撑|满足|符合|通过|安全|逐步|稳步|长期|长效|不断|充分|全面|不超|"
    "不发生|未发生|零|优|良|无"
)
_STANDARD = lazily(r"(?:GB|JTG|JGJ|CJJ|CJ|DB|ISO|HJ|SL|WS|GA|YD)[A-Z/]{0,4}\s?\d")
"""A number that names a standard."""
_SUM = lazily(
    r"(?:费|费用|成本|支出|经费|价格?|投资|金额|资金|[总数]额|补助|补贴|造价|工资|薪酬|预算|租金|奖金|款)(?:\(.{1,6}\))?\Z"
)
"""How the name of a sum of money ends."""
_TOLERANCE = lazily(r"(?P<middle>\d[\d.]*)\s?(?P<unit>[%‰]?)\s?±\s?(?P<by>\d[\d.]*)\s?[%‰]?\Z", re.ASCII)
_LEVEL_LENGTH = 20
"""Characters a grade or condition has at most; longer words are a text."""


@lru_cache(maxsize=1 << 15)
def read_measure(text: str, context: Context) -> Measure:
    """A text as the value of an indicator; never refused, because offices write anything here.

    Remembered, because every answer makes the checks look at all rows again, and some forms have thousands.
    """
    folded = in_one_unit(" ".join(fold(text).split()).rstrip("。.;"))
    if folded in NOTHING_WORDS:
        return Measure(text, Shape.NOTHING)
    return (
        _every_year(text, folded, context)
        or _next_year(text, folded, context)
        or read_before_holiday(text, folded, context.year)
        or read_recurring(text, folded)
        or _dated(text, folded, context)
        or _counted(text, folded)
        or _tolerated(text, folded)
        or _worded(text, folded)
    )


def as_day(value: Measure, name: str, year: int) -> Measure:
    """12.31 or 20201231 as the day that it is under 时效, where its digits or the indicator's name leave no doubt."""
    if whole := _WHOLE_DATE().match(fold(value.text).strip()):
        return _of_written(value, read_written(whole["date"]), whole["before"], year)
    match = _BARE_DAY().match(fold(value.text).strip())
    written = read_written(match["day"]) if match else None
    dated = _OF_DAYS().search(name) and not _OF_SPANS().search(name)
    sure = match and (match["day"][-2:].isdigit() or match["before"] or dated)
    return _of_written(value, written, match["before"], year) if match and sure else value


def as_money(value: Measure) -> Measure:
    """5 万 as 5 万元, which it is under 成本."""
    if value.shape is not Shape.COUNT or value.unit not in BIG_COUNTS:
        return value
    unit = f"{value.unit}元"
    quantities = tuple(each._replace(unit=unit) for each in value.quantities)
    return value._replace(shape=Shape.AMOUNT, unit=unit, quantities=quantities)


def is_sum(name: str, target: Measure) -> bool:
    """Whether a bare figure under costs is money, as its name says."""
    bare = target.shape is Shape.COUNT and not target.unit and not target.change
    return bare and bool(_SUM().search("".join(fold(name).split())))


def _of_written(value: Measure, written: Written | None, before: str | None, year: int) -> Measure:
    """A cell as the date that was read from it; as it is where there is no such day."""
    try:
        days = written.days(year) if written else None
    except Unreadable:
        days = None
    sign = Comparator.BEFORE if before else Comparator.NONE
    return Measure(value.text, Shape.DATE, comparator=sign, days=days) if days else value


def say_measure(value: Measure, text: str) -> str:
    """What was understood of figures and dates; nothing of words, which say themselves."""
    if value.shape is Shape.DATE:
        return _say_days(value)
    if value.is_several:
        return f"其中的数量：{'、'.join(each.text for each in value.quantities)}"
    return _say_quantity(value.quantity) if value.is_quantity and value.quantity else ""


def _every_year(text: str, folded: str, context: Context) -> Measure | None:
    """每年 6 月底前 is a date of the form's year."""
    rest = _YEARLY().sub("", folded, count=1)
    return _dated(text, rest, context) if rest != folded else None


def _next_year(text: str, folded: str, context: Context) -> Measure | None:
    """次年 3 月底前 is a date of the year after the form's."""
    rest = _NEXT_YEAR().sub("", folded, count=1)
    return _dated(text, rest, Context(context.year + 1)) if rest != folded and context.year in YEARS else None


def _dated(text: str, folded: str, context: Context) -> Measure | None:
    """One date, or one stretch, with words around it that change nothing; a date that does not exist has no days."""
    dates = tidy(folded)
    match = IN_TEXT().search(dates)
    if not match or _OTHER_YEAR().search(dates):
        return None
    if IN_TEXT().search(dates, match.end()):
        return _stretch(text, dates, context)
    sign = _DATE_SIGN().match(dates, match.end())
    no_later = _NO_LATER().search(dates, 0, match.start())
    rest = dates[: no_later.start() if no_later else match.start()] + dates[sign.end() if sign else match.end() :]
    if dates[: match.start()].endswith(("-", "~", "至", "到")) and (stretch := _stretch(text, dates, context)):
        return stretch
    if re.search(r"[\d%]", rest) or CAVEAT().search(rest) or len(rest) > _LEVEL_LENGTH:
        return None
    if WHOLE_YEAR().fullmatch(match[0]) and not _DONE().fullmatch(rest):
        return None
    comparator = Comparator.BEFORE if no_later or sign and sign["before"] else Comparator.NONE
    if sign and sign["after"]:
        comparator = Comparator.AFTER
    return Measure(text, Shape.DATE, comparator=comparator, days=_days(match[0], context.year))


def _stretch(text: str, dates: str, context: Context) -> Measure | None:
    """Two dates that are the ends of one stretch, such as 3月1日-6月30日, or a list such as 3月、6月、9月."""
    try:
        period = read_period(dates, context)
    except Unreadable:
        return _listed(text, dates, context)
    days = Days(period.start, period.end) if period.start <= period.end else None
    return Measure(text, Shape.DATE, days=days)


def _listed(text: str, dates: str, context: Context) -> Measure | None:
    """Dates one after the other as the stretch from the first to the last; in time is who is done by the last."""
    each = [_days(part, context.year) for part in _LISTED().split(_BEFORE_DAY().sub("", dates))]
    days = [found for found in each if found]
    if len(days) < max(2, len(each)) or days != sorted(days):
        return None
    return Measure(text, Shape.DATE, days=Days(days[0].first, days[-1].last))


def _days(text: str, year: int) -> Days | None:
    written = read_written(text, bare=False)
    if written is None or not (written.year or year in YEARS):
        return None
    try:
        return written.days(year)
    except Unreadable:
        return None


def _counted(text: str, folded: str) -> Measure | None:
    """One figure with words around it that change nothing; the parts after 其中 belong to it."""
    if _STANDARD().search(folded) or is_place(bare_words(folded)):
        return None
    whole, *parts = _PARTS().split(_SYMBOL().sub("", folded, count=1), maxsplit=1)
    found = _without_missing(single_quantity(whole), parts) or _with_parts(folded) or _with_asides(folded)
    return measured(text, found) if found else None


def _without_missing(whole: Quantity | None, parts: list[str]) -> Quantity | None:
    """5 支 of 7 支（其中 2 支尚在筹建）: what is not there yet does not count."""
    missing = single_quantity(match["missing"]) if parts and (match := _MISSING().match(parts[0])) else None
    if whole is None or missing is None or whole.family != missing.family or not 0 < missing.value <= whole.value:
        return whole
    left = whole.value - missing.value
    return whole._replace(value=left, text=f"{short(left)}{whole.unit}")


def _with_parts(folded: str) -> Quantity | None:
    """6 场(含线上 2 场): the figure before a bracket that tells a part of it, in the same unit or without one."""
    match = _BRACKETED().match(folded)
    whole = single_quantity(match["whole"].strip()) if match else None
    if not match or whole is None:
        return None
    if whole.shape is Shape.RATE and _ASKED().search(match["parts"]):
        return whole
    if CAVEAT().search(match["parts"]):
        return None
    parts = find_quantities(match["parts"])
    if not parts and re.search(r"\d", match["parts"]):
        return None
    return whole if all(each.family == whole.family and each.value <= whole.value for each in parts) else None


def _with_asides(folded: str) -> Quantity | None:
    """95%(样本 300 份); 12 场, 完成率 100%: the one figure beside what tells how it was found, or what rate it is."""
    if len(folded) > _ASIDES_LENGTH or not _ASIDE().search(folded):
        return None
    clauses = [each for each in _CLAUSES().split(folded) if each.strip()]
    main = [each for each in clauses if not _ASIDE().search(each) or _OWN_RATE().fullmatch(each)]
    found = single_quantity(main[0].strip()) if len(main) == 1 else None
    asked = any(_ASKED().search(each) for each in clauses if each not in main)
    return found if found and (found.shape is Shape.RATE) is asked else None


def _tolerated(text: str, folded: str) -> Measure | None:
    """80%±5% as what it allows: 75% to 85%."""
    match = _TOLERANCE().match(folded)
    middle, by = (read_number(match[each]) for each in ("middle", "by")) if match else (None, None)
    if not match or middle is None or by is None or by > middle:
        return None
    found = Quantity(folded, middle - by, match["unit"] or "", middle + by)
    return measured(text, found)


def _worded(text: str, folded: str) -> Measure:
    """Words, with the figures that stand in them."""
    quantities = () if is_place(bare_words(folded)) else find_quantities(folded)
    if wants_none(folded):
        return Measure(text, Shape.LEVEL, Decimal(0))
    level = not quantities and len(folded) <= _LEVEL_LENGTH and _LEVELS().search(folded) and "。" not in folded
    return Measure(text, Shape.LEVEL if level else Shape.TEXT, quantities=quantities)


def _say_quantity(quantity: Quantity) -> str:
    """A figure in plain digits with its sign and unit."""
    sign = quantity.comparator.value + ("约 " if quantity.approx else "")
    high = "" if quantity.high is None else f"-{plain(quantity.high)}"
    gap = "" if quantity.unit[:1] in ("%", "‰", "‱", "/", "") else " "
    return f"{quantity.change}{sign}{plain(quantity.value)}{high}{gap}{quantity.unit}"


def _say_days(value: Measure) -> str:
    if value.days is None:
        return "看不出是哪一天，请核对"
    first, last = value.days
    if first == last:
        days = say_day(last)
    elif (first.year, first.month) == (last.year, last.month) and value.comparator is not Comparator.NONE:
        days = f"{first.year}年{first.month}月"
    else:
        days = f"{say_day(first)}至{say_day(last)}"
    return f"理解为 {days}以{value.comparator.value}" if value.comparator.value else f"理解为 {days}"


MEASURE = Kind("measure", read_measure, say_measure)
