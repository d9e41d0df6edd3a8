"""Checks of the goal and of what came of it, as words (G); against the rest of the form in `covering told claims`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from forms.checks.finding import Finding, Severity
from forms.checks.settings import number
from forms.checks.texts import GOAL, OUTCOME, bare, clauses, likeness, numberless, place_of, text_of, told_texts
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.place import name_of
from forms.values import find_quantities
from forms.values.numbers import fold

_SHORTEST = 8
"""Characters up to which the same ones in another order may be chance."""
_COUNTED = lazily(
    r"[两二三四五六七八九十百千万]\s*(?:余|多|几)?\s*(?:人次|个|份|期|场|次|本|条|篇|件|项|套|户|家|批|种|人|名|块|张|部|座|处)"
)
_UNFINISHED = lazily(r"[，、：,:;；]\Z")
_INTENTION = lazily(
    "(?:我们|(?:我|本)[局委办院区市县校镇处中心单位部门街道]{1,3}|项目|今后|下一?步|下一?阶段|明年|下一?年度?)*+"
    "(?:确保|力争|努力|争取|保证|拟|将|计划|预计|旨在|力求|为了)(?![了到])"
)


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


def broken_sentence(reading: Reading) -> Iterator[Finding]:
    """句子没有写完，或只有打算没有结果。

    以逗号、顿号、冒号结尾的句子像是漏了后半句；完成情况里只写确保、力争，没有说做成了什么。
    例：完成情况写 1. 确保人员工资按时足额发放。改法：补完句子；写已经做成的事。
    """
    for path, text in told_texts(reading):
        parts = [numberless(each) for each in clauses(text)]
        if _UNFINISHED().search(text):
            message = f"「{reading.form.field(path).label}」以「{text[-1]}」结尾，像是没有写完，请补全。"
            yield Finding("G06", Severity.INFO, str(path), message)
        elif path.field == OUTCOME and (intended := _intention_of(parts)):
            message = f"完成情况只写了「{intended}……」，没有写结果，请写已经做成的事。"
            yield Finding("G06", Severity.INFO, str(path), message)


def _intention_of(parts: list[str]) -> str:
    """How a text begins that only says what is meant to be done; empty where a clause of it says more."""
    found = [_INTENTION().match(each) for each in parts]
    return next((each[0] for each in found if each), "") if all(found) else ""


def _how_alike(goal: str, outcome: str, least: float) -> str:
    """How a result repeats its goal: word for word, in another order, or nearly; empty where it does not."""
    goal, outcome = _unnumbered(goal), _unnumbered(outcome)
    one, other = bare(goal), bare(outcome)
    if one == other:
        return "完全相同"
    same = _figures_of(goal) == _figures_of(outcome)
    if same and len(one) == len(other) > _SHORTEST and Counter(one) == Counter(other):
        return "文字相同，只换了次序"
    return "几乎相同" if same and likeness(one, other) >= least else ""


def _unnumbered(text: str) -> str:
    """The clauses of a text without what counts them."""
    return " ".join(numberless(clause) for clause in clauses(fold(text)))


def _figures_of(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def _has_figure(text: str) -> bool:
    return bool(find_quantities(text) or _COUNTED().search(text))
