"""What a row's two cells say against one another in words, where no figures can be compared; for `compare.py`.

有 of a misuse of which 无 was wanted, 85% of the work at a date by which it was to be finished, 超限价 of 限价内.
"""

from __future__ import annotations

from forms.lazily import lazily
from forms.values import Measure, Shape
from forms.values.numbers import bare_words
from forms.values.suffered import names_harm

_THERE_IS = lazily("(?:确|仍|还|尚)?(?:有|存在|发生|出现|发现|查出)(?![效关序所利为])|是(?=[,;。(]|\\Z)")
_SO_MANY = lazily("[1-9一二两三四五六七八九十]")
_NOT_AT_ALL = lazily(r"[未无没非零否不]|(?<![.\d])0(?![.\d])|整改|纠正|改正|办结|处置|处理|解决|回复|消除|允许|范围内")
_LONGEST = 20
"""Characters beyond which words are a report, of which no one word decides."""
_HOW_MUCH = lazily(
    "(?:已|实际|总体)*(?:覆盖|完成|办结|整改|到位|落实|执行|安置|救助|接种|参保|入学|建档|持证|取证|合格|达标|通过)?率?(?:为|达到?|至)?\\d"
)
"""A rate of how much of it was done, and of nothing else."""
_CLAUSE_END = lazily("[,;。(]")
_ALL = lazily("全覆盖|全部|全员|应[^,;]{1,3}尽")
_WORK = lazily("完成(?=[了约达\\d]|工程|工作|任务|投资)|进度|工程量|工作量|任务量")
_TO_END = lazily("完成[^,;率]{1,8}\\Z|竣工|完工|建成|封顶")
_OTHER_WORK = lazily("支付|支出|资金|预算|质量|满意|已(?:全部|按[时期])?完成")
_RATE = lazily("率|按[时期]|及时|准时|提前")
_BOUND = "限价|控制价|指导价|市场价|合同价|中标价|预算|概算|限额|定额|额度|标准|编制"
_WITHIN = lazily(
    f"(?P<bound>{_BOUND})[^,;]{{0,4}}(?:内|以下|之下)\\Z|不[得能应]?(?:高于|超|突破|大于)[^,;]{{0,6}}?(?P<top>{_BOUND})"
)
_PASSED = lazily(
    f"(?:已|略|有所|实际|最终)*(?:超[过出]?|高于|突破)[^,;不未]{{0,4}}?(?P<bound>{_BOUND})(?=\\Z|[,;(约达]|[1-9]|0[.])"
)


def contradicts(target: Measure, actual: Measure, name: str) -> bool:
    """Whether the words of a result are surely worse than its target."""
    return (
        _is_some_of_nothing(target, actual, name)
        or _is_part_of_work(target, actual)
        or _is_part_of_all(target, actual)
        or _is_past_bound(target, actual)
    )


def _is_some_of_nothing(target: Measure, actual: Measure, name: str) -> bool:
    said = bare_words(actual.text)
    if target.shape is not Shape.NOTHING or len(said) > _LONGEST or _NOT_AT_ALL().search(said):
        return False
    there_is = _THERE_IS().match(said)
    what = said[there_is.end() :] if there_is else ""
    return bool(there_is) and names_harm(name) and (not what or names_harm(what) or bool(_SO_MANY().match(what)))


def _is_part_of_work(target: Measure, actual: Measure) -> bool:
    """Whether so much of the work is told where its end was to be; a rate of what was in time is another thing."""
    wants_work = target.shape is Shape.DATE or target.is_level and _TO_END().match(bare_words(target.text))
    if not wants_work or actual.shape is not Shape.RATE or actual.change or actual.value is None:
        return False
    said = bare_words(actual.text)
    return (
        0 <= actual.value < 100
        and actual.unit == "%"
        and bool(_WORK().search(said))
        and not _RATE().search(said)
        and not _OTHER_WORK().search(said)
    )


def _is_part_of_all(target: Measure, actual: Measure) -> bool:
    """Whether less than all is told where all was wanted: 覆盖 91% of 全覆盖."""
    if not target.is_level or actual.shape is not Shape.RATE or actual.change or actual.value is None:
        return False
    if actual.unit != "%" or not 0 <= actual.value < 100 or actual.repeats(target):
        return False
    said = bare_words(actual.text)
    is_how_much = _HOW_MUCH().match(said) and not _CLAUSE_END().search(said)
    return bool(is_how_much) and bool(_ALL().search(bare_words(target.text)))


def _is_past_bound(target: Measure, actual: Measure) -> bool:
    wanted = _WITHIN().search(bare_words(target.text)) if not target.quantities else None
    passed = _PASSED().match(bare_words(actual.text)) if wanted else None
    if not wanted or not passed or "高于" in passed[0] and passed["bound"] == "标准":
        return False
    return passed["bound"] in (wanted["bound"], wanted["top"])
