"""Units: which of them count the same thing, and how much of the smallest each is; for `quantity.py` and `compare.py`.

Latin ones are the same in any case, and a raised figure is the plain one: KM, ㎡, m³.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

MONEY_SCALES = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(10) ** 8}
RATE_SCALES = {
    "%": Decimal(1),
    "‰": Decimal("0.1"),
    "‱": Decimal("0.01"),
    "/万": Decimal("0.01"),
    "/10万": Decimal("0.001"),
    "/十万": Decimal("0.001"),
    "/100万": Decimal("0.0001"),
    "/百万": Decimal("0.0001"),
    "个百分点": Decimal(1),
    "百分点": Decimal(1),
}
"""Units of a part of a whole, in hundredths."""
BIG_COUNTS = {"万": Decimal(10000), "亿": Decimal(10) ** 8}
"""Multipliers that stand alone, so that it is open what is counted."""
SCALES = {**MONEY_SCALES, **RATE_SCALES, **BIG_COUNTS}
"""Units of one family, in the family's smallest; a unit that is not here is its own measure."""

SPENT_TIME = frozenset((
    *("天", "日", "周", "月", "个月", "季度", "年", "工作日", "个工作日", "自然日", "个自然日"),
    *("小时", "个小时", "分钟", "学时", "课时", "人天", "人日", "人月"),
))
"""Units of time that something takes or is given, those of teaching and of work included."""
TIME = "时间"
"""The family of all times, from seconds to years."""
_MONTH, _DAY = 30 * 86_400, 86_400
_MEASURES: dict[str, dict[str, str]] = {
    "米": {"0.001": "毫米 mm", "0.01": "厘米 cm", "1": "米 m", "1000": "公里 千米 km ㎞"},
    "平方米": {
        "3": "平方米 平米 平方 平 m2",
        "2000": "亩",
        "30000": "公顷 hm2 ha",
        "3000000": "平方公里 平方千米 km2",
    },
    "立方米": {"0.001": "升 l", "1": "立方米 立方 方 m3"},
    "克": {"1": "克 g", "500": "斤 市斤", "1000": "千克 公斤 kg", "1000000": "吨 t"},
    "MB": {"0.0009765625": "kb", "1": "mb", "1024": "gb", "1048576": "tb", "1073741824": "pb"},
    "度": {"1": "度 千瓦时 kwh", "1000": "兆瓦时 mwh"},
    "分贝": {"1": "分贝 db"},
    "千瓦": {"1": "千瓦 kw", "1000": "兆瓦 mw"},
    TIME: {
        "1": "秒 秒钟",
        "60": "分钟 min",
        "3600": "小时 个小时 h",
        f"{_DAY}": "天 日 自然日 个自然日 工作日 个工作日",
        f"{7 * _DAY}": "周 星期 个星期",
        f"{_MONTH}": "月 个月",
        f"{3 * _MONTH}": "季度 个季度",
        f"{12 * _MONTH}": "年",
    },
}
"""Family → how many of the family's smallest → units; of area, a third of a square metre, as one 亩 is 2000/3."""
_MEASURED = {
    unit: (family, Decimal(size))
    for family, sizes in _MEASURES.items()
    for size, units in sizes.items()
    for unit in units.split()
}
_ALIKE = {
    "人": ("名", "位"),
    "台": ("套", "台套", "台/套", "辆"),
    "户": ("家",),
    "本": ("册",),
    "场": ("场次",),
    "批": ("批次",),
    "起": ("宗", "件"),
    "栋": ("幢",),
    "株": ("棵",),
    "学时": ("课时",),
    "人天": ("人日",),
}
"""Words for the same thing; 人次 is not 人."""
_FAMILIES: dict[str, str] = (
    dict.fromkeys(BIG_COUNTS, "")
    | dict.fromkeys(MONEY_SCALES, "元")
    | dict.fromkeys(RATE_SCALES, "%")
    | {unit: family for unit, (family, _) in _MEASURED.items()}
    | {unit: family for family, units in _ALIKE.items() for unit in units}
)
_RAISED = str.maketrans("²³", "23")
_SLACKS = {"亩": Decimal("0.001"), "kb": Decimal("0.05"), "tb": Decimal("0.05"), "gb": Decimal("0.05")}
"""How far a figure in another unit may be off by rounding (666.67), or by 1000 for 1024, as a part of it."""

_CLOCK, _CALENDAR, _MONTHS, _WORK = "clock", "calendar", "months", "work"
_SORTS = (
    dict.fromkeys(("秒", "秒钟", "分钟", "min", "小时", "个小时", "h"), _CLOCK)
    | dict.fromkeys(("天", "日", "自然日", "个自然日", "周", "星期", "个星期"), _CALENDAR)
    | dict.fromkeys(("月", "个月", "季度", "个季度", "年"), _MONTHS)
    | dict.fromkeys(("工作日", "个工作日"), _WORK)
)


def is_rate(unit: str) -> bool:
    """Whether a unit tells a part of a whole."""
    return unit in RATE_SCALES


@lru_cache(maxsize=1 << 12)
def family_of(unit: str) -> str:
    """What must be equal for two figures to be compared: the unit, or the common one of 平方米 and 公顷."""
    plain = _plain(unit)
    return _FAMILIES.get(plain, plain)


@lru_cache(maxsize=1 << 12)
def size_of(unit: str) -> Decimal:
    """How many of the smallest of its family a unit is; a month is roughly thirty days."""
    return SCALES.get(unit) or _MEASURED.get(_plain(unit), ("", Decimal(1)))[1]


def slack(one: str, other: str) -> Decimal:
    """How much less or more two figures of different units may be and still say the same, as a part of them."""
    units = _plain(one), _plain(other)
    return Decimal(0) if units[0] == units[1] else max(_SLACKS.get(unit, Decimal(0)) for unit in units)


def is_rough(one: str, other: str) -> bool:
    """Whether two times turn into one another only roughly: days and months, days and workdays, days and hours."""
    sorts = _SORTS.get(_plain(one)), _SORTS.get(_plain(other))
    return None not in sorts and sorts[0] != sorts[1]


def is_clock(unit: str) -> bool:
    """Whether a unit is one of the clock: minutes and hours turn into one another whatever is timed."""
    return _SORTS.get(_plain(unit)) == _CLOCK


def least_and_most(whole: Decimal, unit: str, beside: str) -> tuple[Decimal, Decimal]:
    """The seconds that a time of nominally so many surely takes and those that it may, beside one of another sort.

    Beside hours, a day may be a working day; a working week is seven days, and holidays come in between.
    """
    sort = _SORTS.get(_plain(unit))
    if sort == _MONTHS:
        months = whole / _MONTH
        if not months % 12:
            return whole / 360 * 365, whole / 360 * 366
        return max(months * 28, months * Decimal("30.4") - 3) * _DAY, (months * Decimal("30.5") + 3) * _DAY
    least = whole / 4 if sort in (_CALENDAR, _WORK) and _SORTS.get(_plain(beside)) == _CLOCK else whole
    return least, whole * Decimal("1.4") + 12 * _DAY if sort == _WORK else whole


def _plain(unit: str) -> str:
    return unit if unit in _FAMILIES else unit.casefold().translate(_RAISED).replace("㎡", "m2")
