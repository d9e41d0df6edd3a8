"""Whether a result tells of a stage before the end: 正在施工, 已申报, 主体完工, 试运行; for `compare.py`.

What the target or the name of the indicator is about is no stage before it: 已申报 reaches a 申报时间.
"""

from __future__ import annotations

from forms.lazily import lazily
from forms.values.duration import is_duration
from forms.values.lateness import IN_TIME
from forms.values.numbers import bare_words
from forms.values.quantity import Comparator, Measure
from forms.values.unmet import is_to_be_reached

_AT_WORK = (
    "实施|推进|进行|办理|建设|施工|审批|审核|采购|招标|招投标|筹备|编制|开发|调试|验收|制定|起草|编写|修订|创建|申报|申请|评审|公示|论证|装修|"
    "安装|搬迁|修缮|改造|整改|审计|结算|送审"
)
_UNFINISHED = lazily(
    "(?:目前|现|项目|工程|工作|任务|系统)*(?:(?:正在|正|尚在|仍在|还在|尚处于|仍处于)(?:积极|有序|稳步|抓紧|加快|继续|全面)*"
    f"(?:{_AT_WORK}|研究|推动|落实|准备|走流程|完善|履行)|"
    f"(?:重新|[^未不没无已,;\\d]{{1,4}})?(?:{_AT_WORK})(?:过程)?(?:之)?中(?=[,;。(]|\\Z)(?![,;]?(?:已|完))|"
    "在建(?=[,;。(]|\\Z)|(?:待|尚待|有待)(?:验收|审批|批复|完成|实施|开展))"
)
_FINISHED = lazily(
    "(?<![未没])(?:已经?|均|全部)(?!开始|启动|开工|进入|签订|委托)[^,;]{0,6}(?:完成|办结|竣工|完工|交付|上线|通过)"
)
_TO_FINISH = lazily(
    "完成|办结|竣工|完工|交付|建成|投入使用|上线|投用|验收|通过(?!率)|创建成功|创成|出台|印发|正式运行|授牌|建立|制定|创建"
)
_SAME_STEP = (
    ("提交", "递交", "报送", "申报", "上报", "申请", "送审", "报审"),
    ("起草", "拟定", "初稿", "征求意见"),
    ("签合同", "签约", "签订", "合同"),
    ("招标", "中标", "采购"),
    ("开工", "动工", "进场", "启动"),
    ("公示", "公开"),
    ("立项",),
    ("评审",),
    ("主体",),
)
"""Steps on the way and other words for them: a row that is about any word of a group is about the step."""
_STEPS = (
    "提交|递交|报送|申报|上报|申请|送审|报审|起草|拟定|签合同|签约|签订|招标|中标|开工|动工|进场|公示|立项|评审|"
    "主体(?=(?:工程|结构|建筑|施工)?(?:已|基本)?(?:完工|封顶|建成|施工))"
)
_STAGE = lazily(
    f"(?:目前|现|已经?|均|正式|进入|处于|正处|正在|在)*(?P<stage>{_STEPS})(?![率数])[^,;。(\\d及按即均一二三四五六七八九十两]{{0,10}}\\Z"
)
_AN_END = lazily("完成|完毕|结束|办结|竣工|完工|交付|上线|通过|获批|成功")
"""By which a step says that it is over; 主体完工 is over, and is not the whole."""
_DRAFT = lazily(
    "(?:目前|现|已经?|均|完成|通过|形成|编制)*(?P<stage>初稿|初验|初审|征求意见|送审稿|讨论稿)(?:稿|阶段|编制)?\\Z"
)
_ON_TRIAL = lazily(
    "(?:目前|现|已经?|均|系统|平台|处于|正在|进入|仍在|仍)*(?:试运行|试用|内测|测试|调试|联调)(?:中|阶段|状态)?\\Z"
)
_RUNS = lazily("(?<!试)运行|上线|投入使用|投用|启用")
_LONGEST_MONTH = 31
"""Days a run of days can have and still be a time at which something ends."""


def is_unfinished(target: Measure, actual: Measure, name: str = "") -> bool:
    """Whether a result says that it is still being worked on, or how far it came, where it should be at an end."""
    said = bare_words(actual.text)
    if _ON_TRIAL().match(said) and _RUNS().search(target.text):
        return True
    if _is_span(target) or not _wants_an_end(target):
        return False
    if _UNFINISHED().match(said) and not _FINISHED().search(said):
        return True
    is_end = is_to_be_reached(target) or bool(_TO_FINISH().search(target.text))
    return is_end and _is_at_a_stage(said, f"{name},{bare_words(target.text)}")


def _wants_an_end(target: Measure) -> bool:
    return is_to_be_reached(target) or bool(IN_TIME().search(target.text) or _TO_FINISH().search(target.text))


def _is_at_a_stage(said: str, wanted: str) -> bool:
    """Whether it tells of a step that neither the name nor the target of the row is about."""
    if draft := _DRAFT().match(said):
        return draft["stage"] not in wanted
    match = _STAGE().match(said)
    if match is None or _AN_END().search(said) and "主体" not in said:
        return False
    own = next((group for group in _SAME_STEP if match["stage"] in group), (match["stage"],))
    return not any(each in wanted for each in own)


def _is_span(target: Measure) -> bool:
    """Whether it names the time through which something goes on: 全年, 1-12 月, 2 年."""
    if target.unit == "年" or is_duration(target):
        return True
    if target.days is None or target.comparator is Comparator.BEFORE:
        return False
    return (target.days.last - target.days.first).days > _LONGEST_MONTH
