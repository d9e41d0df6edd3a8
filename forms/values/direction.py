"""Whether less is better, told by an indicator's name; for reading targets and for the check of signs.

Only names that leave no doubt count: 投诉率 does, 投诉处理率 and 培训时间 do not.
"""

from __future__ import annotations

from functools import lru_cache

from forms.lazily import lazily
from forms.values.numbers import fold
from forms.values.quantity import Comparator, Measure, Shape

_BAD = (
    "差错|错误|失误|出错|误差|偏差|投诉|事故|故障|违规|违法|违纪|违约|超支|逾期|延误|延期|中断|宕机|泄密|流失|返工|返修|缺陷|死亡|伤亡|"
    "受伤|发病|患病|上访|贫困|退件|退货|损坏|破损|丢失|缺勤|旷工|辍学|误报|漏报|瞒报|空置|闲置|浪费|损耗|污染"
)
_BAD_NAME = lazily(
    rf"(?:{_BAD})(?:事件|事故|案件|行为|问题|情况)?(?:发生)?(?:率|比例|比率|占比|次数|起数|件数|数量|数|量|人数|事件|事故)(?:\(.{{1,6}}\))?\Z"
)
_DEALT_WITH = lazily(
    "处理|处置|查处|受理|办理|办结|整改|修复|维修|抢修|排除|排查|化解|调解|回复|答复|回访|解决|打击|侦破|检查|宣传|培训|救治|降低|下降|减少|"
    "压减|治理|防控|防治|预防|应急|追回|挽回|盘活|利用|监测|报告|消除|查明|追责|控制|发现|审计|巡[察查]|督查|抽查|执法|稽查|监察|查获|立案|审理|"
    "接访|来电|接听|接收|收到|鉴定|救援|救助|出警|[接处]警|抢险|登记|分析|研究|达标|合格|除外|零|无|非|未|不"
)
_WAITED_FOR = lazily(
    "(?:响应|到场|到达|到岗|等待|等候|排队|办理|办结|办事|审批|审核|处理|处置|答复|回复|反馈|受理|修复|恢复|抢修|出警|结案|送达|通勤)"
    "[^,;]{0,4}(?:时间|时长|时限|天数|用时|耗时|周期|工作日|期限)(?:\\(.{1,6}\\))?\\Z"
)
_SPENT = lazily("(?:用[水电纸油气]|耗[水电能]|能源消耗|[能水电]耗)(?:总?量|强度)?(?:\\(.{1,6}\\))?\\Z")
_FINISHED_WITHIN = lazily("(?:工期|(?:完成|办理|交付|整改)(?:时限|期限)|(?:建设|施工|采购)周期)(?:\\(.{1,6}\\))?\\Z")
_DONE_WITHIN = lazily("(?:响应|到场|到达|办结|答复|回复|反馈|修复|恢复|送达)\\Z")
_WAITED = frozenset([
    "秒",
    "分钟",
    "小时",
    "个小时",
    "天",
    "日",
    "工作日",
    "个工作日",
    "自然日",
    "个自然日",
    "周",
    "个月",
    "月",
    "季度",
    "个季度",
    "星期",
    "个星期",
    "年",
])


def capped(target: Measure, name: str, *, is_cost: bool) -> Measure:
    """A target without a sign as a ceiling where less is better: an amount of costs, a figure whose name says so."""
    amount = is_cost and target.shape is Shape.AMOUNT
    return target._replace(comparator=Comparator.AT_MOST) if amount or less_is_better(name, target) else target


def less_is_better(name: str, target: Measure) -> bool:
    """Whether a figure under this name is surely the better the smaller it is."""
    if target.change or target.shape not in (Shape.RATE, Shape.COUNT):
        return False
    if target.unit in _WAITED:
        return _is_wait(name) or bool(_DONE_WITHIN().search(target.text.strip()))
    return _is_bad(name)


@lru_cache(maxsize=1 << 14)
def _is_wait(name: str) -> bool:
    plain = "".join(fold(name).split())
    return bool(_WAITED_FOR().search(plain) or _FINISHED_WITHIN().search(plain))


@lru_cache(maxsize=1 << 14)
def _is_bad(name: str) -> bool:
    plain = "".join(fold(name).split())
    is_bad = _BAD_NAME().search(plain) or _SPENT().search(plain)
    return bool(is_bad) and not _DEALT_WITH().search(plain)
