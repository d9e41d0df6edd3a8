"""Whether a stretch of time is waited for, and should be short, or given, and should be long; for `direction.py`."""

from __future__ import annotations

from functools import lru_cache

from forms.lazily import lazily
from forms.values.numbers import bare_words
from forms.values.quantity import Direction, Measure, Quantity

_UNITS = frozenset((
    *("秒", "分钟", "小时", "个小时", "天", "日", "工作日", "个工作日", "自然日", "个自然日"),
    *("周", "星期", "个星期", "个月", "月", "季度", "个季度", "年"),
))
_ANSWERED = (
    "响应|到场|到达|到岗|抵达|办结|答复|回复|反馈|修复|恢复|抢修|出警|结案|送达|出具|出证|制证|发证|签发|批复|拨付|"
    "支付|到账|兑付|抢通|复通|排障|出动|集结|解决|核发|开具"
)
_DEALT_WITH = (
    f"{_ANSWERED}|办理|办事|办件|办证|审批|审核|审查|审理|处理|处置|受理|立案|流转|派单|转办|报销|理赔|退款|退税|通关|"
    "配送|投递|交货|抢险|救援|急救|转诊|送医|清障|疏通|接警|处警|上门|签收|登记|备案|核准|过户|变更|注销|补办"
)
_SUFFERED = (
    "污染|超标|等待|等候|候诊|候车|排队|滞留|通勤|停电|断电|停水|停气|停机|故障|中断|宕机|拥堵|延误|晚点|空驶|超时|逾期"
)
_END = r"(?:\(.{1,6}\))?\Z"
_LASTED = "(?:时间|时长|时限|天数|用时|耗时|周期|工作日|期限|速度|时效|及时性)"
_SHORT = lazily(f"(?:{_DEALT_WITH}|{_SUFFERED})[^,;]{{0,4}}{_LASTED}{_END}")
_ALWAYS_SHORT = lazily(f"(?:用时|耗时|时延|等待|等候|{_ANSWERED}|审批|办理|处置){_END}")
_FINISHED_WITHIN = lazily(f"(?:工期|(?:完成|交付|整改)(?:时间|时限|期限|用时)|(?:建设|施工|采购)周期){_END}")
_WITHIN = lazily("(?:响应|到场|到达|办结|答复|回复|反馈|修复|恢复|送达)\\Z")
_LONG = lazily(
    "培训|学习|教学|授课|讲[座解课]|服务|志愿|开放|营业|运[行营转]|值[班守勤]|锻炼|活动|演出|展[出览]|播[出放]|直播|宣传|陪护|驻|挂职|[质保]修|质保|"
    "养护|维护|训练|演练|使用|寿命|续航|保存|有效|公示|提前|观看|阅读|优良|达标|安全|出勤|无故障|免费"
)
_TIME = lazily(f"(?:时间|时长|时限|用时|耗时|周期|期限|间隔){_END}")


def is_duration(target: Measure | Quantity) -> bool:
    """Whether a figure counts time in units that something takes."""
    return target.unit in _UNITS


def direction_of_duration(name: str, target: str, *, is_timely: bool) -> Direction:
    """审批时间 should be short, 开放时间 long, and of 项目周期 nobody can tell; nor of any other name under 时效."""
    if _WITHIN().search(target.strip()):
        return Direction.LESS
    direction = _of_name(bare_words(name))
    known = direction is not Direction.MORE or not is_timely or _LONG().search(name)
    return direction if known else Direction.EITHER


@lru_cache(maxsize=1 << 14)
def _of_name(name: str) -> Direction:
    if _FINISHED_WITHIN().search(name):
        return Direction.LESS
    taken = _SHORT().search(name) or _ALWAYS_SHORT().search(name)
    if taken:
        is_long = _LONG().search(taken[0]) or name[: taken.start()].endswith(("提前", "无")) or "间隔" in taken[0]
        return Direction.EITHER if is_long else Direction.LESS
    return Direction.EITHER if _TIME().search(name) and not _LONG().search(name) else Direction.MORE
