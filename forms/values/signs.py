"""Whether the sign of a target looks reversed: ≤ of what should be much, ≥ of what should be little or is spent.

For the rows of the checks, where I10 says it, and for the echo: nothing is compared by such a sign.
"""

from __future__ import annotations

from forms.lazily import lazily
from forms.values import Comparator, Measure, Shape
from forms.values.direction import is_price, less_is_better
from forms.values.gain import is_gain
from forms.values.units import SPENT_TIME

_FLOORS = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_CEILINGS = (Comparator.AT_MOST, Comparator.LESS_THAN)
_GIVEN = lazily(
    "(?:补贴|补助|资助|救助|奖励|抚恤|低保|保障|供养|工资|津贴|慰问|赔偿)(?:金|费)?(?:标准|水平|金额)\\Z|[生人床][均]?公用经费|(?:生均|人均)(?:公用)?经费|投入\\Z"
)
"""Money that people are given, of which there may be too little."""
_LESS_IS_SAID = lazily(
    "差错|错误|失误|投诉|事故|案件|违[规法纪]|超[支期标]|逾期|延误|误差|偏差|故障|中断|泄密|流失|返工|缺陷|死亡|伤亡|受伤|发病|成本|费用|支出|"
    "经费|价格|单价|能耗|用[水电量纸]|排放|污染|噪[音声]|压[减降缩]|控制|减少|降低|精简|下降|等待|响应|时[间长限]|周期|会议|文件|检查|"
    "人员|编制|出国|出境|用车|车辆|信访|接待|三公|公车|团组|宴请|用餐"
)
_NEGATED = lazily("未|不(?!动产|断|间断)|限产|限电|空置|休眠")
_GOOD_RATE = lazily(
    "(?<![不未非])(?:合格|覆盖|完成|满意|及时|准确|达标|到位|通过|优良|参与|出勤|知晓|普及)(?:率|度|比例)"
)


def what_sign_says(target: Measure, name: str, group: str) -> str:
    """What a sign that looks reversed says of the figure, such as 越多越好; empty of any other target."""
    if not target.is_quantity:
        return ""
    if target.comparator in _CEILINGS:
        return "做得越少越好" if _is_service(target, name, group) else ""
    if target.comparator not in _FLOORS:
        return ""
    if group == "cost" and is_price(target):
        spends = not target.change and not is_gain(name) and not _GIVEN().search(name)
        return "花得越多越好" if spends else ""
    return "越多越好" if target.value and less_is_better(name, target) else ""


def _is_service(target: Measure, name: str, group: str) -> bool:
    """Whether more of it is better: things done, or a rate of the good ones."""
    if _LESS_IS_SAID().search(name) or _NEGATED().search(name) or target.change or not target.value:
        return False
    if less_is_better(name, target):
        return False
    if target.shape is Shape.RATE:
        return bool(_GOOD_RATE().search(name))
    return target.shape is Shape.COUNT and group == "quantity" and target.unit not in SPENT_TIME
