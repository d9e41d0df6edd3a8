"""What an indicator's name tells of money under costs: saved or earned, the better the more of it, or spent."""

from __future__ import annotations

from functools import lru_cache

from forms.lazily import lazily
from forms.values.numbers import fold

_SAVED = "节约|节省|压减|压缩|核减|审减|缩减|精简|减支|增收|创收|节支|降本"
_MONEY = "资金|成本|费用|支出|经费|开支|金额|预算|投资|[额费]|总额|数额"
_GAIN = lazily(
    rf"(?:{_SAVED})(?:了)?(?:的)?(?:{_MONEY}|率|比例|幅度|情况|数|量|总量)*\Z|\A(?:{_SAVED}|减少|降低)(?!型|后).{{0,20}}(?:{_MONEY}|率|比例)\Z"
)
_SPENT_ON = lazily("宣传|活动|建设|培训|设备|项目|工作|改造|器具|工程|后")


@lru_cache(maxsize=1 << 14)
def is_gain(name: str) -> bool:
    """Whether a name counts what was saved or earned, and not what that was spent on."""
    plain = "".join(fold(name).split())
    return bool(_GAIN().search(plain)) and not _SPENT_ON().search(plain)
