"""Looks into the words of a form: its clauses, what they are about, whether something is explained; for all checks.

There is no dictionary: what a clause is about is its runs of Han without the words that every form uses, two by two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from forms.checks.rows import indicator_rows
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.model import PageType
from forms.path import Path
from forms.values import NOTHING_WORDS, Quantity
from forms.values.numbers import fold

GOAL = "initial_goal"
OUTCOME = "actual_outcome"
REMARKS = "remarks"
SHOWN = 3
"""Figures or clauses that a message quotes at most."""
Topics = frozenset[str]
"""What words are about, pair by pair."""
NO_LETTER = lazily(r"[^\u4e00-\u9fffA-Za-z]")
"""All that is neither Han nor a letter."""

_CLAUSE_END = lazily(r"[；;。！？!?\n，]|,(?!\d{3})|(?<=[^\d.])[.](?=\s|\Z)")
_NUMBERED = lazily(r"^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.、．](?!\d)\s*|[①-⑳])")
_SENTENCE_END = lazily(r"[；;。！？!?\n]|(?<=[^\d.])[.](?=\s|\Z)")
_NOT_WORDS = lazily(r"[^\w%≥≤]|_")
_HAN = lazily(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_COMMON = lazily(
    "工作|开展|管理|情况|相关|确保|保障|加强|提升|提高|增强|完成|项目|全年|年度|建设|进行|日常|正常|运行|维护|活动|有效|持续|推进|推动|"
    "促进|落实|组织|实施|服务|单位|人员|全区|我区|本年|我室|各项|各类|累计|及时|按时|按期|有序|平稳|顺利|积极|切实|进一步|不断|通过|"
    "形成|数量|质量|指标|目标|全面|综合|业务量|等|的|和|及|与|并|对|在|为|以|于|由|向|从|将|被|把|其|各|获|达"
)
_HOLLOW = lazily(
    "(?:已经?|均已?|全部)*(?:按(?:计划|时|期)|全部)?(?:已|全部)?(?:完成|达成|达标|落实)|正常|不涉及|不适用|同上|略|是|否|有|见说明|"
    r"[没无]有?(?:原因|偏差)|无需改进|\d+|(?:已|均|基本|超额|尚未|未能?|没有?)*(?:完成|达到|达成|实现)(?:年度|全年|预期|年初|设定|绩效|指标|目标|任务|值|的|较好|良好)*|"
    "(?:属)?(?:正常|略有|有所|存在)?偏差(?:较小|不大)?|已(?:作|做)?说明|暂未完成|未达标|(?:主客观|客观和主观)(?:原因|因素)?(?:影响)?|不可抗力(?:因素|原因|影响)?|(?:因|由于)?工作(?:需要|安排|原因|调整)|"
    "(?:没有|无)(?:其他|其它)?(?:需要?|要)?(?:特别|另行)?(?:说明|补充)(?:的)?(?:事项|情况|内容|问题)?|(?:没有|无)(?:特殊|其他|其它)(?:情况|事项|说明)|"
    "(?:详情?见?|请?参?见|详细情况见)(?:本?单位)?(?:附件|附表|附后|报告|总结|自评报告|台账|材料)[一二三四\\d]?|"
    "(?:主要)?(?:由于|因为?|受|是)?(?:客观|主观|其他|其它|特殊|各种|种种|多种|一些|某些|历史|工作|单位)(?:原因|因素|情况)(?:的?影响|所致|造成|导致)?|"
    "(?:正在|继续|持续|稳步|有序|逐步|积极|按照?(?:计划|要求|进度)|抓紧|加快)+(?:推进|实施|开展|进行|办理|落实)(?:中|之中)?|推进中|进行中|实施中|办理中|"
    "(?:今后|以后|下一?步|下一?年度?|明年|我们|我单位|我办|将|会|要|再|继续|进一步|持续|不断|切实|努力|认真)*(?:加强|强化|改进|完善|提高|做好|加大|加快)"
    "(?:工作|监督|监管|项目|日常|内部|预算|预算执行|资金|统筹|组织|绩效)?(?:管理|工作|监督|监管|重视|认识|领导|统筹|沟通|协调|力度|水平|效率|质量|进度)+|"
    "(?:今后|以后|下一?步|下一?年度?|明年|我们|我单位|我办|将|会|要|再|继续|进一步|更加|不断|切实)*"
    "(?:努力|再接再厉|高度重视|引以为戒|加强|强化|改进|完善|提高|加快(?:执行|支出|支付|预算执行|资金支付)?(?:进度)?)|"
    "(?:故|所以|因此|导致|造成|致使|由于|因为?|主要|是|本项目|项目|全年|年度|本年度?|当年|整体|总体|部分|财政)*(?:预算|资金|经费|支出|执行|支付|款项|使用)+"
    "(?:执行|支出|使用|支付)?(?:率|进度|数|情况)?(?:仍|还|总体|整体|相对|比较|略|稍|有所|较为|为|仅为?|只有|没有|没|未能?|尚未|存在|有|达|到|不|较|偏)*"
    "(?:低|慢|高|足|够|理想|滞后|缓慢|结余|剩余|节余|低于\\d+|不足\\d+|达标|达到\\d+|\\d+|(?:全部|完全|及时)?(?:用完|使用完|使用完毕|花完|支完|支出完|支出完毕|执行完|执行完毕|使用|支出|执行))(?:\\d+(?:万元|元))?|"
    "(?:低于|不足|未达到?|没有达到)\\d+(?:的?(?:要求|标准|目标))?|(?:结余|剩余|节余)(?:资金|经费)?(?:\\d+(?:万元|元))?"
)
"""What says nothing by itself, whatever stands beside it that also says nothing; for bare words."""
_BEGGED = lazily(
    "(?:恭|敬|恳|特此|妥否|当否|可否|故|还|现|已|拟|并)*+(?:请|望|听从|服从)"
    "(?:各?位?上级|主管|本?单位|局|有关|相关|财政|部门|领导|专家|审核人员?|老师|贵局|评审|组|予以?|给予|多多|的|您)*+"
    "(?:(?:指示|批示|审[示核批阅定议]|定夺|批准|谅解|理解|包涵|见谅|支持|指导|安排|研究|决定|知悉|批评指正|指正|关注|协调|解决)"
    "(?:办理|执行|为准|一下|后)?)++|(?:已经?)?向(?:上级|主管|局|有关|财政|部门|领导)++(?:汇报|报告|说明|请示)(?:过|了)?|[妥当可]否"
)
"""Words to a superior instead of a reason."""
_FIGURE = (
    r"\d+(?:万元|元|万|[场户家台套件条项处批本份期篇个名人起]次?|次|天|日|小时|分钟|个?工作日|个?月|"
    "亩|公里|公顷|吨|米|平方米)?"
)
_GOAL = "(?:年初|年度|预期|设定|规定|原定|目标|指标|计划|任务|要求|标准|值|的|数|率|水平|而已)*+"
_SHORT_OF = lazily(
    "(?:是?(?:因为?|由于)|原因是?|主要是?|所以|故)*+"
    "(?:指标|完成值|完成率|实际|全年|本年度?|今年|截至目前|目前|最终|结果|得分|数值|比例)*+[仅只还仍尚暂才均略]*+"
    "(?:没有?能?|未能?|不能?(?=[达完实])|无法)?(?:按[时期])?"
    "(?:达到?|完成|实现|做到|够|低于|不足|不到|小于|少于|高于|超过|大于|差|为|有|是|[较偏过太]?[低少慢]|不[高多])了?"
    f"(?:{_FIGURE})?{_GOAL}(?:{_FIGURE}{_GOAL})?"
)
"""The shortfall told again: 因为没有达到 85%."""
_EFFORT = lazily(
    "(?:今后|以后|下一?步|我们|我单位|我局|我办|将|会|要|应|再|还|继续|进一步|持续|不断|切实|积极|全力|努力|争取|力争|尽力|尽快|尽早|早日|抓紧|"
    "加大力度|确保|保证|想办法|想方设法|认真)*+(?:提高|提升|完成|达[到成标]|实现|降低|减少|改善|改进|增加)[了好到至]?"
    "(?:该|本|此|这一|这个|各项|全部|全年|年度|以上|上述)*+(?:绩效)?(?:指标|目标|任务|工作|要求|水平|比例|完成|值|率|度|数|量)*+"
    rf"(?:{_FIGURE}(?:以上|左右)?{_GOAL})?"
)
"""The will to reach it, without a way."""
_LONGEST_HOLLOW = 60
"""Characters beyond which a clause says something."""
_MONEY_WORDS = lazily(
    "资金|预算|支出|执行|经费|结余|节约|节省|支付|财政|收回|拨付|结算|付款|投资|年初|调整|追加|追减|压减"
)


_PEOPLE = dict.fromkeys(("名", "位"), "人")


def clauses(text: str) -> list[str]:
    """The clauses of a text as written, without the marks between them."""
    return [each for each in (part.strip() for part in _CLAUSE_END().split(text)) if each]


def numberless(clause: str) -> str:
    """A clause without the number that counts it."""
    return _NUMBERED().sub("", clause).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text and what stands between semicolons, without the marks between them."""
    return [each for each in (part.strip() for part in _SENTENCE_END().split(text)) if each]


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """The words and figures of a text alone, for telling whether two say the same."""
    return _NOT_WORDS().sub("", fold(text)).casefold()


@lru_cache(maxsize=1 << 14)
def topics(text: str) -> frozenset[str]:
    """What a text is about: the pairs of neighbouring Han in it, without those of common words."""
    runs = _HAN().findall(_COMMON().sub(" ", text))
    return frozenset(run[n : n + 2] for run in runs for n in range(len(run) - 1))


def alike_unit(quantity: Quantity) -> str:
    """What must be equal for two figures of a text to count the same; 名, 位 and 人 are all people."""
    return _PEOPLE.get(quantity.unit, quantity.family)


@lru_cache(maxsize=1 << 6)
def likeness(one: str, other: str) -> float:
    """How alike two bare texts are, 1 being the same: by neighbouring characters, or by those in one order.

    A word put in counts little in the one way, clauses in another order in the other; what is said twice is both.
    """
    pairs = [Counter(text[n : n + 2] for n in range(len(text) - 1)) for text in (one, other)]
    whole = pairs[0].total() + pairs[1].total()
    neighbours = 2 * (pairs[0] & pairs[1]).total() / whole if whole else 0.0
    return max(neighbours, _in_order(one, other))


def _in_order(one: str, other: str) -> float:
    """The longest common subsequence, counted bit by bit, so that two long texts take milliseconds."""
    places = dict[str, int]()
    for number, each in enumerate(one):
        places[each] = places.get(each, 0) | 1 << number
    left = all_left = (1 << len(one)) - 1
    for each in other:
        found = left & places.get(each, 0)
        left = (left + found | left - found) & all_left
    length = len(one) + len(other)
    return 2 * (len(one) - left.bit_count()) / length if length else 0.0


@lru_cache(maxsize=1 << 12)
def is_hollow(text: str, name: str = "") -> bool:
    """Whether a reason says nothing: 无, 已完成, 客观原因, 今后加强管理, a mark or a figure alone.

    Of the indicator of this name, to tell the shortfall again or the will to mend it is nothing either.
    """
    own = bare(name)
    return all(_is_hollow_clause(bare(clause).replace("%", ""), own) for clause in clauses(text))


def _is_hollow_clause(said: str, name: str) -> bool:
    if said in NOTHING_WORDS:
        return True
    if len(said) > _LONGEST_HOLLOW:
        return False
    return bool(_HOLLOW().fullmatch(said) or _BEGGED().fullmatch(said)) or bool(name) and _only_repeats(said, name)


def _only_repeats(said: str, name: str) -> bool:
    """Whether a clause says of its indicator only that it fell short or shall not: 努力提高优良路率."""
    ends = (name[start:] for start in range(max(0, len(name) - len(said)), len(name) - 1))
    own = next((end for end in ends if end in said), "")
    spared = {said, said.replace(own, "", 1)} if own else {said}
    return any(not each or _SHORT_OF().fullmatch(each) or _EFFORT().fullmatch(each) for each in spared)


def place_of(reading: Reading, *names: str) -> Path | None:
    """Where the first of these fields stands on a page that is filled once; None on a form that has none of them."""
    places = reading.once(_plain_places)
    return next((places[name] for name in names if name in places), None)


def _plain_places(reading: Reading) -> dict[str, Path]:
    """The fields of the pages that are filled once, by name; of two of a name the first."""
    pages = [page for page in reading.form.pages if page.type is PageType.PLAIN]
    found = [Path(page.name, "", field.name) for page in pages for field in page.fields]
    return {path.field: path for path in reversed(found)}


def text_of(reading: Reading, *names: str) -> str:
    """What stands at the first of these fields; empty where there is none."""
    path = place_of(reading, *names)
    return reading.text(path).strip() if path else ""


def is_money_explained(reading: Reading) -> bool:
    """Whether the remarks say anything, or the reason of some indicator speaks of money."""
    return reading.once(_is_money_explained)


def _is_money_explained(reading: Reading) -> bool:
    remarks = text_of(reading, REMARKS)
    if remarks and not is_hollow(remarks):
        return True
    return any(_MONEY_WORDS().search(row.reason_text) for row in reading.once(indicator_rows))


def remarks_or(reading: Reading, path: Path) -> str:
    """Where money is explained: the remarks, or on a form without them the answer in question."""
    return str(place_of(reading, REMARKS) or path)


def told_texts(reading: Reading) -> Iterator[tuple[Path, str]]:
    """The goal and the result in words, where they say anything."""
    for name in (GOAL, OUTCOME):
        path = place_of(reading, name)
        text = reading.text(path).strip() if path else ""
        if path and bare(text) and not is_none(text):
            yield path, text
