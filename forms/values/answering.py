"""Which of the figures in a cell is the one that counts, where others tell details of it: 95%（问卷 300 份）.

Called by `beside.py`, which pairs deadlines too, and by the check of several figures in one cell.
"""

from __future__ import annotations

from forms.lazily import lazily
from forms.values.pieces import one_line
from forms.values.quantity import Measure, Quantity, measured
from forms.values.told_apart import told_apart

_BRACKET = lazily(r"(?P<said>[^()]+)\([^()]+\)[。.]?\Z")
_OTHER_CLAUSE = lazily(r"[,、;。](?!\d{3}(?!\d))(?!\s*(?:其中|[同环]?比|较|含|包括|占))[^,、;。]*\d")
_OPEN_YET = lazily("尚|未|筹[建备]|在建|待|正在|延期")
_FORMER = lazily(r"\s*(?:[同环]?比|较)")
_FALLS = lazily("降|减|下滑|回落")
_FROM_TO = lazily(r"[由从][^,;。]*(?:[升增提降减]|提高|下降|减少|增加|增长|缩短|压缩|延长|扩大)\w?[至到]")


def answering(measure: Measure, target: Measure | None = None, name: str = "") -> Measure:
    """A cell of several figures as the one that it says; as it is where it says no one of them before the others.

    The indicator's name tells whether those who passed are counted, or all who came.
    """
    if not measure.is_several:
        return measure
    found = _before_bracket(measure) or _at_the_end(measure, target) or _first_of_all(measure)
    found = found or told_apart(measure, target, name) or _of_one_unit(measure, target)
    return measured(measure.text, found) if found else measure


def _before_bracket(measure: Measure) -> Quantity | None:
    """98% of 98%（抽检 50 批次，合格 49 批次）."""
    match = _BRACKET().match(one_line(measure))
    first, second = measure.quantities[:2]
    if not match or first.text not in match["said"] or _OPEN_YET().search(one_line(measure)):
        return None
    behind = match["said"].partition(first.text)[2]
    return first if second.text not in behind else None


def _at_the_end(measure: Measure, target: Measure | None) -> Quantity | None:
    """48% of 由 45% 提升至 48%; where no figure was wanted, as the rise that it tells."""
    first, last = measure.quantities[0], measure.quantities[-1]
    is_pair = len(measure.quantities) == 2 and first.family == last.family
    match = _FROM_TO().search(one_line(measure)) if is_pair else None
    if match is None or target is not None and target.is_quantity:
        return last if match else None
    return last._replace(change="降低" if _FALLS().search(match[0]) else "提高")


def _first_of_all(measure: Measure) -> Quantity | None:
    """95.2 分 of 95.2 分，比上年提高 1.3 分: what follows only sets it beside a former figure."""
    said, _, rest = one_line(measure).partition(",")
    first, second = measure.quantities[:2]
    is_first = first.text in said and second.text not in said.partition(first.text)[2]
    return first if is_first and _FORMER().match(rest) and not _OTHER_CLAUSE().search(one_line(measure)) else None


def _of_one_unit(measure: Measure, target: Measure | None) -> Quantity | None:
    """The one figure that is counted as the target is: 4 期 of 共 4 期 312 人次, where 4 期 were wanted.

    A clause of its own tells of another thing, unless it only sets the figure beside a former one.
    """
    wanted = target.quantity if target and target.is_quantity else None
    if wanted is None or not wanted.unit or _OTHER_CLAUSE().search(one_line(measure)):
        return None
    same = [each for each in measure.quantities if each.family == wanted.family and each.change == wanted.change]
    return same[0] if len(same) == 1 else None
