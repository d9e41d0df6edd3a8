"""Whether words fall short of what was wanted: a lower grade, the contrary, a delay, a thing that must not happen.

Called by `compare.py` where figures and dates tell nothing. Only what is certain counts: words that merely differ, or
that say that something was put right since, fall short of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.dates import IN_TEXT, read_written
from forms.values.numbers import bare_words
from forms.values.quantity import Comparator, Measure, Shape

_LONGEST = 40
"""Characters beyond which words are a report, of which no one word decides."""
_GRADES = (
    {"优秀": 4, "优": 4, "良好": 3, "良": 3, "合格": 2, "及格": 2, "一般": 2, "中等": 2, "较差": 1, "差": 1}
    | {"不合格": 1, "不及格": 1},
    {"非常满意": 4, "很满意": 4, "满意": 3, "一般": 2, "不满意": 1, "很不满意": 1},
)
"""Scales with one name for each step; words of two scales are not compared."""
_CONTRARY = {
    "正常": ("异常",),
    "有效": ("无效", "失效"),
    "及时": ("滞后", "迟缓", "延误"),
    "畅通": ("中断", "不畅"),
    "完好": ("损坏", "破损"),
}
_HAN = lazily("[\u4e00-\u9fff]")
_CLAUSE_END = lazily("[、,;:。(]|并且|而且|且")
_PUT_RIGHT = lazily("整改|复[查验检核评测]|补[办报做齐]|最终|[现目][已前]|后[来经已]|提前|抵消|追回")
_NOT = "不够|不太|不甚|尚不|并不|不|尚未|还未|未能|未|没有|没"
_NO = lazily(_NOT)
_ANY_NO = lazily("[不未无没非零否]|消除|杜绝|避免|防止|减少|除外|(?<![.\\d])0(?![.\\d])")
_LEAD = lazily("(?:已经?|均|都|全部|总体|整体|达到|达|做到|保持|实现|评[定为价]+|获评|考核|结果为?|确保|全年)+")
_STEP_END = lazily("(?:的?(?:等次|等级|档次|标准|水平)|级|及以上|以上)+\\Z")
_STRONG = lazily("显著|明显|大幅度?|极大地?|非常|十分|高度|很")
_WEAK = lazily("基本上?|大致|大体上?|较为|比较|较|有所|略有|稍有|有一定的?|一定程度上?")
_SLIGHT = lazily("有|略|稍|一定")
_COUNT = r"(?:了|过|共|约|达)*(?:[1-9]\d*|[一二两三四五六七八九十]+)(?:起|次|件|例|宗|人次|人|处|项|个|条)"
_HAPPENED = lazily(rf"(?:了|过)?(?:事件|事故|情况|问题|现象)?(?:{_COUNT}.*|(?:了|约|达)?\d[\d.]*(?:%|元|万元))?\Z")
_MUST_NOT = lazily(
    r"(?:不(?:得)?(?:发生|出现|存在)|未(?:发生|出现)|没有(?:发生|出现)?|零发生|无|零)(?P<what>.*(?:[事案]故|事件|案件|泄密|投诉|差错|失误|"
    r"违[规法纪]|逾期|延误|纠纷|上访|故障|舆情|伤亡|死亡|问题|拖欠|超支)).{0,2}\Z"
)
_TOLD_COUNT = lazily(rf"(?:全年|共|累计)*(?:发生|出现|存在|有)?{_COUNT}")
_IN_TIME = lazily("按[期时]|如期|及时|准时")
_DELAYED = lazily(
    "(?:已|均|有所|略有|稍有|因[^,;]{1,12}?)?(?:延期|逾期|推迟|延后|延迟|滞后|拖延|延误|超期|拖期)(?!率|数|0|情况|为)"
)
_OVERSPENT = lazily("(?:已|略|有所)?超(?:出)?(?:预算|支|标|概算|限额)(?!率|0|为0)")
_WITHIN = lazily("(?:预算|概算|标准|限额)(?:之|以|范围)?内")
_CEILINGS = (Comparator.AT_MOST, Comparator.LESS_THAN)


def falls_short(target: Measure, actual: Measure) -> bool:
    """Whether a result in words is surely worse than its target."""
    wanted, said = bare_words(target.text), bare_words(actual.text)
    if not _HAN().search(said) and not _TOLD_COUNT().match(said) or max(len(wanted), len(said)) > _LONGEST:
        return False
    if _PUT_RIGHT().search(said):
        return False
    if _is_delayed(target, wanted, said) or _is_overspent(target, said):
        return True
    told = list(_clauses(said))
    return any(_is_worse(each, clause) for each in _clauses(wanted) for clause in told)


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSE_END().split(text):
        lead = _LEAD().match(clause)
        if bare := clause[lead.end() :] if lead else clause:
            yield bare


def _is_worse(wanted: str, said: str) -> bool:
    return (
        said in _CONTRARY.get(wanted, ())
        or _is_lower(wanted, said)
        or _is_denied(wanted, said)
        or _is_weaker(wanted, said)
        or _has_happened(wanted, said)
    )


def _is_lower(wanted: str, said: str) -> bool:
    """Whether both are steps of one scale, and it is the lower one."""
    steps = [_STEP_END().sub("", each) for each in (wanted, said)]
    return any(grades.get(steps[1], 9) < grades.get(steps[0], 0) for grades in _GRADES)


def _is_denied(wanted: str, said: str) -> bool:
    """健全 against 不健全 or 制度不健全: the target's own words, with a no right before them or inside."""
    for no in _NO().finditer(said) if len(wanted) > 1 else ():
        before, after = said[: no.start()], said[no.end() :]
        if before + after == wanted or after == wanted and _may_stand_before(before):
            return True
    return False


def _is_weaker(wanted: str, said: str) -> bool:
    """健全 against 基本健全, 显著提升 against 有所提升; 有所提升 is 提升, and 比较满意 on many scales is 满意."""
    weak = _WEAK().search(said)
    if not weak or _WEAK().search(wanted) or len(wanted) < 2:
        return False
    strong = _STRONG().search(wanted)
    if (_SLIGHT().match(weak[0]) or wanted == "满意" and "较" in weak[0]) and not strong:
        return False
    core = _STRONG().sub("", wanted, count=1)
    before, after = said[: weak.start()], said[weak.end() :]
    return bool(core) and (before + after == core or after == core and _may_stand_before(before))


def _may_stand_before(words: str) -> bool:
    """Whether words name what is graded and do not turn the grade."""
    return len(words) <= 8 and not _ANY_NO().search(words)


def _has_happened(wanted: str, said: str) -> bool:
    """不发生失泄密 against 发生失泄密, 发生 1 起 or 1 起; 不超预算 against 超预算 3%."""
    if _ANY_NO().search(said):
        return False
    no = _NO().match(wanted)
    what = wanted[no.end() :] if no else ""
    if len(what) > 1 and said.startswith(what) and _HAPPENED().match(said, len(what)):
        return True
    never = _MUST_NOT().match(wanted)
    if not never:
        return False
    for happened in (never["what"], f"有{never['what']}", f"发生{never['what']}", f"出现{never['what']}"):
        if said.startswith(happened) and said != never["what"] and _HAPPENED().match(said, len(happened)):
            return True
    return bool(_TOLD_COUNT().fullmatch(said))


def _is_delayed(target: Measure, wanted: str, said: str) -> bool:
    """A delay without a date, or to one after the target's."""
    timed = target.shape in (Shape.DATE, Shape.RECURRING) or _IN_TIME().search(wanted)
    if not timed or not _DELAYED().match(said):
        return False
    dates = [match[0] for match in IN_TEXT().finditer(said)]
    written = read_written(dates[0], bare=False) if len(dates) == 1 else None
    if not dates or written is None or target.days is None:
        return not dates
    try:
        return written.days(target.days.last.year).first > target.days.last
    except Unreadable:
        return False


def _is_overspent(target: Measure, said: str) -> bool:
    wanted = target.quantity
    capped = wanted is not None and wanted.shape is Shape.AMOUNT and target.comparator in _CEILINGS
    return (capped or bool(_WITHIN().search(target.text))) and bool(_OVERSPENT().match(said))
