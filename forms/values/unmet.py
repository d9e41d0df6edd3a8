"""Whether a result says in words that it was not reached; for `compare.py`, conditions of a form, and the checks."""

from __future__ import annotations

from forms.lazily import lazily
from forms.values.numbers import bare_words, fold
from forms.values.quantity import Comparator, Measure, Shape

_UNMET = lazily(
    r"(?:否,\s*)?(?:尚|还|仍|暂|均)?(?:未能?|没有?能?)(?:按[时期])?(?:全部|全面)?"
    r"(?:完成|达成|达到|达标|实现|开展|落实|通过|完工|竣工|验收)"
    r"(?!\s*(?:[率数]|0(?![\d.])))|(?:只|仅)?部分(?:完成|达成|达到|实现)"
    r"|无法(?:按[期时])?(?:完成|实现|达到|达成|开展)|不达标(?!率)|未达(?=预期|目标|指标|要求|标准|计划)"
    r"|完成(?:得|情况|效果)?(?:不好|不佳|不理想|较差|差)(?=[,;。(]|\Z)"
    r"|(?:只|仅|才)?(?:完成|实现|达到)了?(?:一半|过半|大半|一小?部分|大部分)(?:任务|工作|目标|指标)?(?=[,;。(]|\Z)"
    r"|(?:尚|还|仍)有[^,;]{1,10}未(?:能)?(?:完成|开展|实施|落实|举办|验收|整改|到位|办结|支付|发放|更新|安装|解决|销号|消除)"
    r"|漏[发报登缴]了?[1-9]"
    r"|[^未不没无尚,;]{1,6}(?:尚|还|仍|暂)未(?:能|按[时期])*(?:完成|验收|达到|实现|开展|落实|通过|开工|出具|整改)(?![率数])"
    r"|(?:部分|个别|少数)[^未不没无,;]{1,6}未(?:能|按[时期])*(?:完成|验收|达到|实现|开展|落实|通过|开工|整改|覆盖)(?![率数])"
    r"|未组织(?:验收|实施|开展)"
)
_LEFT_UNDONE = lazily(
    "[一1][^,;]{1,2}[也都]没有?|没[办做搞]|(?:因[^,;]{1,20},?)?(?:本年度?|今年|全年|目前|项目|活动)*(?:尚|还|仍|暂|均|并)?"
    "(?:流标|废标|(?:未能?|没有?能?)(?:按[时期]|如期)?"
    "(?:举[办行]|组织|召开|实施|启动|开工|开始|执行|进行|建成|建设|采购|购置|购买|印发|印制|发放|编[制印]|出版|出具|报送|提交|送达|上线|交付|到位|取得|获得|签订|验收|拨付|"
    "支付|安装|投入)|(?:已|全部|均)?(?:取消|停办|搁置|暂停|暂缓|停止)(?:举办|开展|实施|执行|采购)?(?:[,;(]|\\Z))"
)
_PUT_OFF = lazily("(?:已|均)?(?:推迟|延期|延后|顺延)(?:至|到|举办|开展|召开|实施|采购)")
_IN_PART = lazily(
    "(?:目前|已|总体上?|全年|均)*(?:基本上?|大致|大体上?|大部分|绝大部分)(?:已|都)?(?:按[时期])?"
    "(?:完成|达成|达到|实现|落实|办结|完工|竣工)(?!率)"
)
_HEDGED = lazily("基本|大致|大体|大部分")
_WHETHER = lazily("是否")
_WHETHER_BAD = lazily("是否(?:[存仍还]?[在有])?.{0,4}(?:[超违逾延拖挪]|擅自)|是否存在|是否有")
_YES = lazily(r"(?:是的?|存在|有)\s*(?:[,.;:。(]|\Z)")
_NO = lazily(r"(?:否|不是|没有|未)\s*(?:[,.;:。(]|\Z)")
_LATER = "(?:(?:于|在|将|到|待)?(?:下一?年度?|明年|次年|来年|年底前?|近期|尽快|\\d{1,2}月底?前?))?"
_NOT_YET = lazily(f"(?:目前|现)?(?:正在|仍在|尚在|正|拟|计划|准备|预计|即将|暂未|尚未|还未|暂缓|未){_LATER}")
_GOES_ON = lazily("持续|不断|逐步|稳步|推进|长期|常态|加强|提升|提高|[不未无零非]")
_LASTING = lazily("持续|长期|长效|常态|保持")
_ENDED = lazily("已?(?:过期|失效|注销|停用|停止|终止|中断|关停|撤销|废止)")


def says_unmet(text: str, question: str = "") -> bool:
    """Whether a result itself says that it was not done, or in part; a question of 是否 may be answered the wrong way.

    是否按计划开工 should be answered 是, 是否存在超概算 should be answered 否.
    """
    said = fold(text).strip()
    if _UNMET().match(said):
        return not _WHETHER_BAD().search(question)
    if not _WHETHER().search(question):
        return False
    wrong = _YES() if _WHETHER_BAD().search(question) else _NO()
    return bool(wrong.match(said))


def denies(target: str, actual: str) -> bool:
    """Whether 是 is wanted and 否 was reached, or the other way round."""
    wanted, said = fold(target).strip(), fold(actual).strip()
    return wanted == "是" and bool(_NO().match(said)) or wanted == "否" and bool(_YES().match(said))


def is_left_undone(target: Measure, actual: Measure) -> bool:
    """Whether a figure or a date that was to be reached is answered with what was not done."""
    wanted = target.quantity
    done = wanted is not None and any(each.family == wanted.family for each in actual.quantities)
    said = bare_words(actual.text)
    is_put_off = target.is_quantity and bool(_PUT_OFF().match(said))
    return is_to_be_reached(target) and not done and (is_put_off or bool(_LEFT_UNDONE().match(said)))


def is_not_yet(target: Measure, actual: Measure) -> bool:
    """Whether a result is still on its way to what was to be there, 正在建立 of 建立, or is there no more."""
    wanted, said = bare_words(target.text), bare_words(actual.text)
    if not target.is_level or _GOES_ON().search(wanted):
        return bool(target.is_level and _LASTING().search(wanted) and _ENDED().match(said))
    begun = _NOT_YET().match(said)
    pairs = {wanted[number : number + 2] for number in range(len(wanted) - 1)}
    return begun is not None and said[begun.end() : begun.end() + 2] in pairs and "已" not in said[begun.end() :]


def is_done_in_part(target: Measure, actual: Measure) -> bool:
    """Whether a result says 基本完成, which admits a rest, of what was wanted whole."""
    hedged = _is_little(target) or _HEDGED().search(target.text)
    return not hedged and bool(_IN_PART().match(bare_words(actual.text)))


def is_to_be_reached(target: Measure) -> bool:
    """Whether it is a day, or a figure of which much is wanted."""
    return target.shape is Shape.DATE or target.is_quantity and not _is_little(target)


def _is_little(target: Measure) -> bool:
    return target.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN) or target.value == 0
