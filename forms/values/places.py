"""Places in a ranking, of which the first is the best: 第五名 against 全市前三; for `measure.py` and `compare.py`."""

from __future__ import annotations

import re

from forms.lazily import lazily
from forms.values.comparison import Comparison, below, met
from forms.values.numbers import bare_words, read_number
from forms.values.quantity import Measure

_LONGEST = 30
"""Characters that a place has at most; longer words are a report."""
_NUMBER = "(?P<number>[1-9]\\d{0,3}|[一二三四五六七八九十百]+)"
_AMONG = "(?P<among>[^,;\\d第前]{0,8})"
_LEAD = (
    "(?:考核|综合|总分|成绩|得分|排名|排位|名次|位次|位列|位居|名列|列|居|在|为|"
    "获得?|获评|保持|进入|达到|取得|稳居|力争)*"
)
_UP_TO = lazily(f"{_LEAD}{_AMONG}{_LEAD}前{_NUMBER}(?:名|位|强)?(?:以内|之内|内|以上)?\\Z")
_EXACT = lazily(f"{_LEAD}{_AMONG}{_LEAD}第{_NUMBER}(?:名|位)?\\Z")


def is_place(words: str) -> bool:
    """Whether words tell a place or that it is among the first so many, of which fewer is better."""
    return len(words) <= _LONGEST and bool(_UP_TO().match(words) or _EXACT().match(words))


def compare_places(target: Measure, actual: Measure) -> Comparison | None:
    """A place against the last one that was wanted; None where either is none, or they are places among others."""
    wanted, said = bare_words(target.text), bare_words(actual.text)
    if max(len(wanted), len(said)) > _LONGEST:
        return None
    limit = _UP_TO().match(wanted) or _EXACT().match(wanted)
    reached = _EXACT().match(said)
    if limit is None or reached is None or not _may_be_one(limit["among"], reached["among"]):
        return None
    place, last = _place(reached), _place(limit)
    if not place or not last:
        return None
    return met() if place <= last else below(f"{actual.text}，低于年度指标值 {target.text}")


def _place(match: re.Match[str]) -> int:
    """The place in figures, 0 where its numeral is none."""
    number = read_number(match["number"])
    return int(number) if number is not None else 0


def _may_be_one(one: str, other: str) -> bool:
    """Whether both are places among the same, as far as they say it."""
    return one == other or not one or not other
