"""What an indicator's name tells of money under costs: saved or earned, the better the more of it, or spent."""

from __future__ import annotations

from functools import lru_cache

from forms.lazily import lazily
from forms.values.numbers import fold
from forms.values.quantity import Measure, Shape

_SAVED = "节约|节省|压减|压缩|核减|审减|缩减|精简|减支|增收|创收|节支|降本"
_MONEY = "资金|成本|费用|支出|经费|开支|金额|预算|投资|[额费]|总额|数额"
_GAIN = lazily(
    rf"(?:{_SAVED})(?:了)?(?:的)?(?:{_MONEY}|率|比例|幅度|情况|数|量|总量)*\Z|\A(?:{_SAVED}|减少|降低)(?!型|后).{{0,20}}(?:{_MONEY}|率|比例)\Z"
)
_SPENT_ON = lazily("宣传|活动|建设|培训|设备|项目|工作|改造|器具|工程|后")


_SUM = lazily(
    r"(?:费|费用|成本|支出|经费|价格?|投资|金额|资金|[总数]额|补助|补贴|造价|工资|薪酬|预算|租金|奖金|款)(?:\(.{1,6}\))?\Z"
)


@lru_cache(maxsize=1 << 14)
def is_gain(name: str) -> bool:
    """Whether a name counts what was saved or earned, and not what that was spent on."""
    plain = "".join(fold(name).split())
    return bool(_GAIN().search(plain)) and not _SPENT_ON().search(plain)


def is_sum(name: str, target: Measure) -> bool:
    """Whether a bare figure under costs is money, as its name says."""
    bare = target.shape is Shape.COUNT and not target.unit and not target.change
    return bare and bool(_SUM().search("".join(fold(name).split())))
