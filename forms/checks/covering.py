"""Whether the indicators speak of everything that the goal wants done (G04).

A goal says more than what is to be done: on what grounds, to what end, by when. Only a clause that names something to
be done can lack its indicator.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from forms.checks.finding import Finding, Severity
from forms.checks.rows import IndicatorRow, are_rows_told, indicator_rows
from forms.checks.texts import (
    GOAL,
    NO_LETTER,
    SHOWN,
    Topics,
    alike_unit,
    clauses,
    numberless,
    place_of,
    sentences,
    text_of,
    topics,
)
from forms.compute import Reading
from forms.lazily import lazily
from forms.place import name_of
from forms.values import Quantity, Shape, find_quantities
from forms.values.dates import IN_TEXT
from forms.values.kind import quoted
from forms.values.numbers import fold, short

MANY = 8
"""Pairs of characters that a clause is about, of which a single one in the indicators is chance."""


_GROUNDS = lazily(
    "(?:为|按|根据|依据|依照|遵照|遵循|围绕|紧扣|结合|针对|采取|采用|以|在|坚持|立足|着眼|基于|鉴于|本着|秉持|秉承|借助|依托|聚焦|对照|"
    "面对|随着|由于|响应|(?:充分|积极|切实)?发挥|(?:深入|全面|认真|切实|积极|进一步)*(?:贯彻|学习|落实|执行)|"
    "通过(?!举办|召开|新建|建设|建成|编印|印制|拍摄|出版|编制|采购))"
)
"""How a clause begins that says why, on what orders, or how the next one is done."""
_AIM = lazily(
    "(?:有效|切实|不断|进一步|全面|持续|逐步|大力|努力|着力|积极|稳步|显著|充分|更好地?|力争|从而|以|并|使|让|达到|做到)*"
    "(?:提升|提高|增强|改善|促进|推动|推进|营造|满足|优化|助力|保障|确保|保证|维护|维持|巩固|夯实|树立|扩大|丰富|防范|预防|遏制|减少|降低|实现|"
    "激发|引导|方便|缓解|杜绝|避免|防止|落实|完善|规范|严格|加强|强化|弘扬|传播|普及|让|使)"
)
"""How a clause begins that says what the work is good for."""
_FOR_OTHERS = lazily("为[^,;。]{1,60}(?:提供|打好|打下|奠定|夯实|创造|营造|作出|做出|做好|注入|增添|积累|保驾)")
_OF_THE_PROJECT = lazily(
    "(?:本项目|该项目|项目)(?:为|是|属|实施主体|主要|所需|总)|(?:主要)?用于|服务人口|涉及|应.尽.|"
    "[^,;。]{0,6}(?:范围|对象|内容|周期|工期|地点|地址|主体|依据|标准|来源|期限|期)(?:为|是|包括|涵盖|按照?|覆盖|自)"
)
"""How a clause begins that describes the project."""
_DEED = lazily(
    "[举承]办|召开|组织|开展|进行|出版|编[印纂写制]|印[制发]|制作|拍摄|摄制|航拍|记录|建设|[新改扩修]建|改造|修缮|维修|购置|采购|配备|安装|"
    "开发|研发|搭建|布展|展出|巡展|演出|发放|慰问|走访|救助|资助|补助|培训|巡查|检查|排查|抽检|监测|检测|测评|评估|评选|审计|清理|清运|清淤|"
    "疏浚|保洁|整治|治理|种植|栽植|绿化|养护|筛查|体检|接种|演练|宣传|调研|课题|数字化|扫描|整理|归档|抢救|征集|培育|创建|引进|招聘|聘用|"
    "运维|升级|迁移|拆除|安置|征收|调解|受理|接待"
)
"""What is done with a thing; words without any of these, and without a figure, name nothing that can be counted."""
_UPKEEP = lazily(
    r"(?:预算|资金|经费|投资)[^,;。]{0,8}\d|专款专用|(?:资金|经费|财务|预算)(?:使用|支出|管理|执行|安全|监管|制度)|交办|其他(?:各项)?工作|总投资|服务期|合同期"
)
_WHEN = lazily(
    "计划|预计|力争|争取|确保|全部|全面|基本|按[期时]|如期|顺利|年内|学期|学年|开学|放假|[春夏秋冬][季天]|寒假|暑假|汛期|雨季|春节|国庆|元旦|中秋|节前|"
    "分[两二三四五六\\d](?:个)?(?:年度?|期|批次?|阶段)|分(?:期|批|阶段|步)|逐[年步月]|跨年|投入使用|交付使用|完成|完工|竣工|建成|交付|投用|验收|实施|推进|启动|开工|"
    "到位|内容|项目|工程|工作|任务|建设|之前|以前|当年|次年|[年月日前后内底末初中在于至到起前并的各项]"
)
"""Words of a clause that tells no more than when."""
_EACH = lazily("每[个家所名人户月年周日天场次季]度?|不[少低]于|不超过|至少|以上|左右|共计|累计")
_ACTS = lazily("活动|服务|维护|管理|建设|业务|项目|人员|单位")
_MEASURES = lazily("人次|次数|人数|户数|场次|家数|数|量")


def goal_without_indicator(reading: Reading) -> Iterator[Finding]:
    """目标中有一句没有对应的指标。

    目标说了要做的事，指标里却没有，审核人会问这件事做了没有；目标写了几次、几间而没有一条指标按次、间计算的也是。
    依据、意义、时间不算要做的事。这里只按用词判断，所以只是提问。
    例：目标写公开出版年鉴，指标中没有出版或年鉴。改法：补一行指标；已含在别的指标中的，说明理由保留。
    """
    path, rows = place_of(reading, GOAL), reading.once(indicator_rows)
    if not path or not rows or not are_rows_told(reading):
        return
    own = topics(" ".join(text_of(reading, name) for name in ("seal", "competent_dept", "implementing_unit")))
    covered = frozenset(pair for row in rows for pair in topics(f"{row.title} {row.target_text}"))
    wanted = _to_be_done(text_of(reading, GOAL))
    lonely = [each for each in wanted if _is_lonely(reading, each, topics(_EACH().sub(" ", each)) - own, covered)]
    if lonely:
        more = f"等 {len(lonely)} 句" if len(lonely) > SHOWN else ""
        said = "".join(quoted(numberless(each)) for each in lonely[:SHOWN])
        place = f"「{reading.form.page(path.page).title}」的{name_of(reading, path)}"
        message = f"{place}中的{said}{more}在指标中没有对应，是否漏了指标？"
        yield Finding("G04", Severity.WARNING, str(path), message)


@lru_cache(maxsize=1 << 10)
def _to_be_done(text: str) -> tuple[str, ...]:
    """The clauses that name something to be done; remembered, since a goal seldom changes."""
    return tuple(_deeds(text))


def _deeds(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        parts = clauses(sentence)
        for number, clause in enumerate(parts):
            said = numberless(clause)
            grounds = number + 1 < len(parts) and bool(_GROUNDS().match(said))
            if not (_OF_THE_PROJECT().match(said) or _is_only_when(said)) and _names_a_deed(said, is_grounds=grounds):
                yield clause


def _names_a_deed(clause: str, *, is_grounds: bool) -> bool:
    """Whether a clause has a figure, or says what is done rather than why and what for."""
    shapes = {each.shape for each in find_quantities(clause)}
    said_why = is_grounds or _AIM().match(clause) or _FOR_OTHERS().match(clause) or _UPKEEP().search(clause)
    return Shape.COUNT in shapes or not said_why and (Shape.RATE in shapes or bool(_DEED().search(clause)))


def _is_only_when(clause: str) -> bool:
    """Whether a clause tells nothing but a date by which all is done."""
    return not NO_LETTER().sub("", _WHEN().sub("", IN_TEXT().sub("", fold(clause))))


def _is_lonely(reading: Reading, clause: str, about: Topics, covered: Topics) -> bool:
    """Whether no indicator speaks of a clause: of none of its words, of one of many, or never by its count."""
    counts = _counts(clause)
    if len(about) < 2 or _is_plainly_counted(reading, clause, counts):
        return False
    shared = about & covered
    if len(shared) * 2 > len(about):
        return False
    if not shared or len(shared) == 1 and len(about) >= MANY:
        return True
    told = {key for each in counts for key in _keys(each)}
    counted = reading.once(_counted) if told else frozenset()
    return bool(told) and not any((key, pair) in counted for key in told for pair in shared)


def _counts(text: str) -> list[Quantity]:
    return [each for each in find_quantities(text) if each.shape is Shape.COUNT and each.family]


def _keys(quantity: Quantity) -> tuple[str, str]:
    """By what a figure is known again: its unit, or how much it is, which two units may well be said to share."""
    return alike_unit(quantity), short(quantity.value)


def _counted(reading: Reading) -> frozenset[tuple[str, str]]:
    """What the indicators count: the unit in a name or a target, and the figure, with each pair it is about."""
    return frozenset(each for row in reading.once(indicator_rows) for each in _counted_in(row))


def _counted_in(row: IndicatorRow) -> Iterator[tuple[str, str]]:
    keys = {key for each in _figures_of(row) for key in _keys(each)}
    return ((key, pair) for key in keys for pair in topics(f"{row.title} {row.target_text}"))


def _figures_of(row: IndicatorRow) -> tuple[Quantity, ...]:
    return (*(row.target.quantities if row.target else ()), *find_quantities(row.title))


def _is_plainly_counted(reading: Reading, clause: str, counts: list[Quantity]) -> bool:
    """Whether an indicator named with common words alone, such as 开展活动场次, counts what a clause does."""
    plain = reading.once(_plainly_counted) if counts else frozenset()
    return any((alike_unit(each), act) in plain for each in counts for act in _ACTS().findall(clause))


def _plainly_counted(reading: Reading) -> frozenset[tuple[str, str]]:
    rows = [row for row in reading.once(indicator_rows) if not topics(_MEASURES().sub(" ", row.title))]
    return frozenset(
        (alike_unit(each), act) for row in rows for each in _figures_of(row) for act in _ACTS().findall(row.title)
    )
