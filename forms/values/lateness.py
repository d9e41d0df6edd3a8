"""Whether words say that something came too late; for `compare.py`, `shortfall.py` and `stages.py`.

A delay that ended before the target's day is none, and who says that it was made up for is not late.
"""

from __future__ import annotations

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.dates import IN_TEXT, read_written
from forms.values.numbers import bare_words
from forms.values.quantity import Measure, Shape

IN_TIME = lazily("按[期时]|如期|及时|准时|(?:时限|期限|规定时间)内|(?:日|天|小时|月)(?:之|以)?内\\Z")
"""What wants to be in time without a date, or within so many days."""
_AS_PLANNED = lazily("按(?:计划|进度|节点|合同)")
_DELAY = "延期|逾期|推迟|延后|延迟|滞后|拖延|延误|超期|拖期|超时|迟缓|晚点|拖欠"
_DELAYED = lazily(
    "(?:(?:部分|个别|少量|少数|多数)[^,;不未无没零]{0,6}?|第?[一二三四1-4]季度|[上下]半年|\\d{1,2}月份?)?"
    "(?:进度|工期|项目|工程|工作|完成|办理|支付|拨付|发放|实施|建设|推进|时间|整体|总体)*"
    "(?:(?:已|均|略|稍|严重|个别|部分|少量)?(?:有所|略有|稍有|存在|出现|发生|有)?(?:一定|部分|个别|轻微|严重|明显)?的?|因[^,;]{1,12}?)?"
    f"(?:{_DELAY})(?!率|数|0|情况[:为]|为|后于|不)"
)
_NEXT_YEAR = "(?:次年|翌年|来年|明年|第二年|下一?年|跨年)"
_IN_NEXT_YEAR = lazily(f"(?:延期|推迟|顺延|延后|延|预计|拟|计划|将|于|到|至|在|需)*{_NEXT_YEAR}")
_NAMES_NEXT_YEAR = lazily(_NEXT_YEAR)
_DONE = lazily("已[^,;]{0,8}(?:完成|办结|完工|竣工|交付|验收|发放|支付)")
_EXPECTED = lazily("(?:目前|现|项目|工程)*(?:预计|预期|计划|拟|将于|力争)")


def is_late(target: Measure, actual: Measure) -> bool:
    """Whether a result in words is a delay, or expected on a day after the target's."""
    wanted, said = bare_words(target.text), bare_words(actual.text)
    dated = target.shape in (Shape.DATE, Shape.RECURRING)
    if not dated and not IN_TIME().search(wanted) and not _AS_PLANNED().search(wanted):
        return False
    is_delayed = bool(_DELAYED().match(said))
    if is_delayed:
        return _ends_after(target, said, without_date=True)
    is_expected = target.shape is Shape.DATE and _EXPECTED().match(said) and not _DONE().search(said)
    return bool(is_expected) and _ends_after(target, said, without_date=False)


def _ends_after(target: Measure, said: str, *, without_date: bool) -> bool:
    """Whether the one day that is told comes after the target's, or the next year where that is not wanted."""
    if _NAMES_NEXT_YEAR().search(said):
        return not _NAMES_NEXT_YEAR().search(target.text)
    dates = [match[0] for match in IN_TEXT().finditer(said)]
    written = read_written(dates[0], bare=False) if len(dates) == 1 else None
    if not dates or written is None or target.days is None:
        return not dates and without_date
    try:
        return written.days(target.days.last.year).first > target.days.last
    except Unreadable:
        return False


def is_next_year(target: Measure, actual: Measure) -> bool:
    """Whether a date of the form's year is answered with the next one in words, which no date reading tells."""
    if target.shape is not Shape.DATE or _NAMES_NEXT_YEAR().search(target.text):
        return False
    return bool(_IN_NEXT_YEAR().match(bare_words(actual.text)))
