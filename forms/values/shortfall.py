"""Whether words fall short of what was wanted: a lower grade, the contrary, a poor effect, an accident.

Called by `compare.py` where figures and dates tell nothing. Only what is certain counts: words that merely differ, or
that say that something was put right since, fall short of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms.lazily import lazily
from forms.values.grades import is_lower_step
from forms.values.happened import happened_at_all, has_happened
from forms.values.lateness import is_late
from forms.values.numbers import bare_words
from forms.values.poor import admits_poor
from forms.values.quantity import Comparator, Measure, Shape

_LONGEST = 40
"""Characters beyond which words are a report, of which no one word decides."""
_CONTRARY = (
    (lazily("正常"), lazily("(?:有|存在|出现|发生|部分)*(?:异常)(?:情况|现象)?\\Z")),
    (lazily("有效"), lazily("(?:无效|失效)\\Z")),
    (lazily("畅通"), lazily("(?:有|存在|出现|发生|部分)*(?:中断|不畅|堵塞|拥堵)(?:情况|现象)?\\Z")),
    (
        lazily("稳定"),
        lazily("(?:人员|队伍|骨干|技术人员)?(?:有|存在|出现)?(?:流失|波动|变动)(?:较多|较大|严重|明显|频繁)\\Z"),
    ),
    (lazily("长效|长期"), lazily("(?:短期|临时)(?:性|有效|见效)?\\Z")),
    (lazily("健全|完善|建成|形成|成熟"), lazily("初步(?:建立|形成|建成|健全|搭建|完善|构建)")),
    (
        lazily("(?<![不未无没])(?:扩充|扩大|增加|增长|壮大|丰富)"),
        lazily("(?:无|没有?|未|零)新?(?:增加?|扩充)(?:项目|数量|人员|成员|会员|企业|户数)?\\Z"),
    ),
    (lazily("完好"), lazily("(?:有|存在|出现|发生|部分)*(?:损坏|破损|缺失)(?:情况|现象)?\\Z")),
)
"""What is kept, and what is contrary to it."""
_AT_FIRST = lazily("(?:一次|首次|首轮)性?[^,;不未]{0,4}(?:通过|合格|达标|验收)")
_LATER_TRY = lazily(
    "(?:第[二两三23]次|(?<![\\d十百])[二两三]次|整改后|返工后|复[验查检核]后?|补正后|修改后)[^,;不未]{0,6}(?:通过|合格|达标)"
)
_ALL_OF_THEM = lazily("全(?:部|覆盖|面|员|域)|所有|均|各|清零")
_BUT_SOME = lazily(
    "除(?!完成|线下|线上|宣传)[^,;因无需注销报废死亡电话送教自愿行拆除搬迁停业退休]{1,12}(?:之?外|以外),?(?!还|也|另)(?:其他|其余)?[^,;]{0,8}(?:均|都|全部|已)"
)
"""An exception from all; one with any of these characters in it is explained by itself: 除 2 户注销外, 除报废的外."""
_REST = lazily(
    "(?:尚|仍|还|其中)?(?:有|剩余?|余)?[1-9]\\d*[^\\d,;未没延不逾]{1,3}(?:项目)?(?:尚|仍|还)?(?:未|没|延期|不合|逾期)"
)
_AT_LAST = lazily("已(?:经|于[^,;]{1,6})?(?:全部|均|都|全)|(?:全部|均|都)已")
_TO_NOTHING = lazily("清零|消除|销号|归零")
_LEFT = lazily("(?:尚|仍|还)?(?:有|剩余?|余)[1-9]\\d*[^\\d,;]{1,3}\\Z")
_NOT_OVER = lazily("不超(?:支|预算|概算)")
_AT_ONCE = lazily("一次性(?:发放|拨付|支付|完成|补发|兑付|足额)|合并(?:发放|拨付|支付)")
_HAN = lazily("[\u4e00-\u9fff]")
_CLAUSE_END = lazily("[、,;:。(]|并且|而且|且|(?<![合归一吞兼])并(?![不未无非网购轨列发重举])(?=[\u4e00-\u9fff]{2})")
_PUT_RIGHT = lazily("整改|复[查验检核评测]|补[办报做齐]|最终|[现目][已前]|后[来经已]|提前|抵消|追回")
_NOT = "不够|不太|不甚|尚不|并不|不|尚未|还未|未能|未|没有|没"
_NO = lazily(_NOT)
_TURNED = lazily("[不未无没非零否]|消除|杜绝|避免|防止|减少|除外|(?<![.\\d])0(?![.\\d])")
_LEAD = lazily(
    "(?:已经?|均|都|全部|总体|整体|达到|达(?![标成])|做到|保持|实现|评[定为价]+|获评|考核|结果为?|确保|全年)+"
)
_STRONG = lazily("显著|明显|大幅度?|极大地?|非常|十分|高度|很")
_WEAK = lazily("初步|大?部分|多数|基本上?|大致|大体上?|有所|略有|稍有|有一定的?|一定程度上?")
_FULL = lazily(
    "有效|及时|全面|全部|全(?=覆盖|达标)|切实|充分|完全|圆满|按[期时]|如期|彻底|高效|平稳|稳定|正常|有序|顺利"
)
_ROUTINE = lazily("\\A(?:动态|定期|实时|持续)(?=[\u4e00-\u9fff]{2})")
"""How something goes on, so that it is not done at all where it is 未更新 for 动态更新."""
_SLIGHT = lazily("有|略|稍|一定")
_OVERSPENT = lazily("(?:已|略|有所)?超(?:出)?(?:预算|支|标|概算|限额)(?!率|0|为0)")
_WITHIN = lazily("(?:预算|概算|标准|限额)(?:之|以|范围)?内")
_CEILINGS = (Comparator.AT_MOST, Comparator.LESS_THAN)


def falls_short(target: Measure, actual: Measure, name: str = "") -> bool:
    """Whether a result in words is surely worse than its target; it may begin with the indicator's name."""
    wanted, said = bare_words(target.text), bare_words(actual.text)
    said = said.removeprefix(name) or said
    if not _HAN().search(said) and not target.is_level or max(len(wanted), len(said)) > _LONGEST:
        return False
    if _is_second_try(wanted, said) or _is_in_part(target, wanted, said):
        return True
    if _PUT_RIGHT().search(said):
        return False
    if is_late(target, actual) or _is_overspent(target, said):
        return True
    told = list(_clauses(said))
    if target.is_level and told and not _TURNED().search(wanted) and admits_poor(wanted, told[0]):
        return True
    return any(_is_worse(each, clause) for each in _clauses(wanted) for clause in told)


def _is_in_part(target: Measure, wanted: str, said: str) -> bool:
    """All but some, all turns at once, or one of what was to be none: 除甲街道外均已覆盖, 年底一次性发放, 发生一起."""
    but_some = _BUT_SOME().match(said) or _REST().match(said) and not _AT_LAST().search(said)
    return (
        bool(_ALL_OF_THEM().search(wanted) and but_some)
        or bool(_TO_NOTHING().search(wanted) and _LEFT().match(said))
        or target.shape is Shape.RECURRING
        and target.every != "年"
        and bool(_AT_ONCE().search(said) and not _AT_ONCE().search(wanted))
        or target.is_quantity
        and target.value == 0
        and happened_at_all(said)
    )


def _is_second_try(wanted: str, said: str) -> bool:
    """Whether what was to pass at once passed later: 整改后通过验收 of 一次性验收通过."""
    return bool(_AT_FIRST().search(wanted) and _LATER_TRY().search(said)) and not _AT_FIRST().search(said)


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSE_END().split(text):
        lead = _LEAD().match(clause)
        if bare := clause[lead.end() :] if lead else clause:
            yield bare


def _is_worse(wanted: str, said: str) -> bool:
    return (
        any(kept().search(wanted) and broken().match(said) for kept, broken in _CONTRARY)
        or is_lower_step(wanted, said)
        or _is_denied(wanted, said)
        or _is_weaker(wanted, said)
        or has_happened(wanted, said)
    )


def _is_denied(wanted: str, said: str) -> bool:
    """健全 against 不健全 or 制度不健全: the target's own words, with a no right before them or inside."""
    if len(wanted) < 2:
        return False
    cores = [wanted, _ROUTINE().sub("", wanted, count=1), *_by_its_manner(wanted)]
    for no in _NO().finditer(said):
        before, after = said[: no.start()], said[no.end() :]
        if before + after in (wanted, cores[-1]) or after in cores and _may_stand_before(before):
            return True
    return False


def _is_weaker(wanted: str, said: str) -> bool:
    """健全 against 基本健全, 有效保障 against 基本保障; 有所提升 is 提升, and short of 显著提升 alone."""
    weak = _WEAK().search(said)
    if not weak or _WEAK().search(wanted) or len(wanted) < 2:
        return False
    slight = bool(_SLIGHT().match(weak[0]))
    if slight and not _STRONG().search(wanted):
        return False
    before, after = said[: weak.start()], said[weak.end() :]
    cores = [_STRONG().sub("", wanted, count=1)] if slight else _cores(wanted)
    return any(before + after == core or after == core and _may_stand_before(before) for core in cores)


def _cores(wanted: str) -> list[str]:
    """What 基本 can stand before: the words, the same without their 显著 or 有效, and as below."""
    cores = [wanted, _STRONG().sub("", wanted, count=1), _FULL().sub("", wanted, count=1), *_by_its_manner(wanted)]
    return [core for core in cores if core]


def _by_its_manner(wanted: str) -> tuple[str, ...]:
    """及时 and 支付及时 for 及时支付: in these words people answer it too."""
    full = _FULL().match(wanted)
    return (full[0], wanted[full.end() :] + full[0]) if full else ()


def _may_stand_before(words: str) -> bool:
    """Whether words name what is graded and do not turn the grade."""
    return len(words) <= 8 and not _TURNED().search(words)


def _is_overspent(target: Measure, said: str) -> bool:
    wanted = target.quantity
    capped = wanted is not None and wanted.shape is Shape.AMOUNT and target.comparator in _CEILINGS
    return (capped or bool(_WITHIN().search(target.text) or _NOT_OVER().search(target.text))) and bool(
        _OVERSPENT().match(said)
    )
