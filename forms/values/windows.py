"""What comes round: a day of every month, of the next one, of a quarter's first; counts of each turn; for `measure.py`.

每月 25-27 日 is a window of days, 次月 5 日前 moves with the month, 每季度一刊 and 2 次/月 are the count of a turn.
"""

from __future__ import annotations

import re

from forms.lazily import lazily
from forms.values.figures import single_quantity
from forms.values.quantity import Comparator, Measure, Quantity, Shape, measured

_TURN = "两个?月|双月|两周|双周|半个?月|个?季度?|个?月度?|半年|年度?|周|星期|日|天|学期"
_EVERY = lazily(rf"每(?P<every>{_TURN})(?P<rest>.*)\Z", re.DOTALL)
_BY = lazily(
    r"(?:按|逐|分)(?P<every>季度?|月度?|半年|年|周|旬)(?P<rest>(?![度初底末份饼]).*)\Z"
    r"|一(?P<one>季度?|月|年|周)(?P<count>[一二两三四五1-5](?:次|期|场|刊).*)\Z"
)
_A_TURN = lazily(rf"(?P<rest>[^/]+)/\s*(?P<every>{_TURN})\Z")
_PRINTED = lazily(r"(?P<every>双月|半月|半年|月|季|周|年)刊\Z")
_MOVED = lazily(r"(?:于|在)?(?P<which>次|下一?个?|当|本)(?P<every>月|季度?)(?P<rest>.*)\Z", re.DOTALL)
_PART_OF_TURN = lazily(
    r"的?(?:(?P<first>首个?月|第[一1]个?月)|(?P<second>第[二2]个?月)|(?P<last>末月|最后[一1]?个?月|第[三3]个?月)|(?P<next>次月|下一?个?月))"
)
_PARTS = {"first": "首月", "second": "第二月", "last": "末月", "next": "次月"}
_TURNS = {
    "季": "季度",
    "月度": "月",
    "年度": "年",
    "天": "日",
    "星期": "周",
    "双月": "两个月",
    "两月": "两个月",
    "双周": "两周",
    "半个月": "半月",
}
_END_OF_MONTH = lazily(r"(?:\A|月|最后一)[底末]|最后[一1]?[天日]|月[底末]")
_THIRD = lazily(r"(?P<part>[上中下])旬")
_THIRDS = {"上": "1-10日", "中": "11-20日", "下": "21-31日"}
_WEEKDAY = lazily(r"(?:周|星期)?(?P<day>[一二三四五六日天])(?=\Z|前|之前|以前|下班|上午|下午)")
_WEEKDAYS = "一二三四五六日"
_DAY_SIGN = lazily(r"[日号](?P<before>之前|以前|前)?", re.ASCII)


def read_recurring(text: str, folded: str) -> Measure | None:
    """A cell as what comes round, with the one figure that it has; None where it is something else."""
    found = _turn_and_rest(folded)
    if found is None:
        return None
    every, rest = found
    if part := _PART_OF_TURN().match(rest):
        named = _PARTS[part.lastgroup or "next"]
        every = named if every == "月" else f"{every}{named}"
        rest = rest[part.end() :]
    return _measure(text, every, rest)


def _turn_and_rest(folded: str) -> tuple[str, str] | None:
    if match := _EVERY().match(folded) or _A_TURN().match(folded):
        return _turn(match["every"]), match["rest"]
    if match := _BY().match(folded):
        return _turn(match["every"] or match["one"]), match["count"] or match["rest"] or ""
    if match := _PRINTED().match(folded):
        return _turn(match["every"]), "1 期"
    if match := _MOVED().match(folded):
        every = _turn(match["every"])
        return every if match["which"] in "当本" else f"次{every}", match["rest"]
    return None


def _turn(words: str) -> str:
    plain = words.removeprefix("个")
    return _TURNS.get(plain, plain)


def _measure(text: str, every: str, rest: str) -> Measure:
    found = single_quantity(_as_days(every, rest).strip())
    if found is None:
        return Measure(text, Shape.RECURRING, every=every)
    made = _of_quantity(text, every, found, _sign_of(rest))
    is_whole = found.shape is Shape.AMOUNT and every == "年"
    return made._replace(shape=Shape.AMOUNT, every="") if is_whole else made


def _of_quantity(text: str, every: str, found: Quantity, sign: Comparator | None) -> Measure:
    made = measured(text, found)._replace(shape=Shape.RECURRING, change="", every=every)
    return made._replace(comparator=sign) if sign else made


def _as_days(every: str, rest: str) -> str:
    """The day of a month or a week in figures: 底 is its last, 上旬 its first ten, 周五 the fifth."""
    if every == "周":
        return _WEEKDAY().sub(lambda match: f"{_WEEKDAYS.find(match['day'].replace('天', '日')) + 1}日", rest, count=1)
    if not every.endswith("月"):
        return rest
    rest = _THIRD().sub(lambda match: _THIRDS[match["part"]], rest)
    return _END_OF_MONTH().sub("31日", rest, count=1).replace("号", "日")


def _sign_of(rest: str) -> Comparator | None:
    """前 behind the day, which is a deadline."""
    day = _DAY_SIGN().search(rest)
    plain = day["before"] if day else re.search("[底末旬一二三四五六天]之?以?前", rest)
    return Comparator.BEFORE if plain else None
