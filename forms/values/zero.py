"""Nothing of a kind, wanted or happened: 0 起, 零投诉, 不发生, 未发生安全事故; for `measure.py` and for reading a row.

What a word of nothing means depends on the target that it answers: 未发生 beside 0 起 is 0 起.
"""

from __future__ import annotations

from decimal import Decimal

from forms.lazily import lazily
from forms.values.numbers import bare_words
from forms.values.quantity import Comparator, Measure, Shape

_THING = (
    "事故|事件|案件|投诉|举报|差错|失误|错误|违规|违法|违纪|违约|逾期|延误|纠纷|上访|信访|故障|舆情|伤亡|死亡|受伤|泄密|失密|问题|拖欠|超支|"
    "返工|情况|现象|发生|病例|疫情|火灾|火情|中断|损坏|丢失|退件|扣分|处罚|通报|欠薪|流失|污染|隐患|风险|浪费"
)
_TOLD = lazily(
    rf"(?:全年|本年度?|当年|年度|均|都|共|实际)*(?:(?:未|没有?|无)(?:发生|出现|发现|接到|收到|存在|产生|造成)过?[^,;:。、\d]{{0,16}}"
    rf"|(?:零|0|未|没有?|无)(?:发生|出现)率?|(?:未|没)(?:{_THING})|(?:零|没有|无(?![法从需效论]))[^,;:。、\d]{{0,12}}(?:{_THING})|零|未有)\Z"
)
_WANTED = lazily(
    rf"(?:全年|本年度?|确保|力争|做到|实现|保持)*(?:(?:不|不得|杜绝|避免|未|没有?|无)(?:再?发生|出现|存在|产生|造成)[^,;:。、\d]{{0,16}}"
    rf"|零(?:发生|出现)率?|不得?(?:泄密|失密|超支|逾期|延误|违[规法纪约]|拖欠|返工|扣分|中断|丢失)|(?:零|无(?![法从需效论]))[^,;:。、\d]{{0,12}}(?:{_THING})|零|[^,;:。、\d]{{0,6}}零容忍|杜绝[^,;:。、\d]{{0,12}})\Z"
)
_GRADED = lazily("特别重大|重大|较大|特大|严重|恶性|重特大")
"""What narrows a denial to the worst of a kind."""
_NOT_AT_ALL = frozenset(("无", "没有", "暂无", "未有"))
_CEILINGS = (Comparator.AT_MOST, Comparator.LESS_THAN, Comparator.WITHIN)


def wants_none(folded: str) -> bool:
    """Whether a target's words want nothing of a kind to happen."""
    return bool(_WANTED().match(folded))


def as_zero(actual: Measure, target: Measure) -> Measure:
    """A result that says nothing happened as the zero that its target counts; any other as it is."""
    if not _is_zero(actual, target):
        return actual
    if not target.is_quantity:
        return actual._replace(shape=Shape.COUNT, value=Decimal(0), unit=actual.unit, quantities=())
    return actual._replace(shape=target.shape, value=Decimal(0), unit=target.unit, change=target.change, quantities=())


def as_rate(target: Measure, actual: Measure) -> Measure:
    """A bare 0 that is answered with a rate as 0%."""
    if target.value == 0 and target.is_quantity and not target.unit and actual.shape is Shape.RATE:
        return target._replace(shape=Shape.RATE, unit=actual.unit, quantities=())
    return target


def _is_zero(actual: Measure, target: Measure) -> bool:
    if actual.is_quantity:
        counted = not actual.is_signed and actual.high is None and not actual.change
        return actual.value == 0 and counted and (target.is_quantity and not actual.unit or _may_be_none(target))
    if target.shape is Shape.NOTHING and actual.shape is Shape.NOTHING:
        return False
    said = bare_words(actual.text)
    if _GRADED().search(said) and not _GRADED().search(target.text):
        return False
    return said in _NOT_AT_ALL and target.value == 0 or bool(_TOLD().match(said)) and _may_be_none(target)


def _may_be_none(target: Measure) -> bool:
    """Whether a target is reached by nothing at all: it wants none, or at most so much."""
    return target.value == 0 or target.shape is Shape.NOTHING or target.is_quantity and target.comparator in _CEILINGS
