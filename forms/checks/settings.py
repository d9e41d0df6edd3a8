"""What a form's profile may set beside a code's severity, with the values that hold where it sets nothing.

A definition writes `F05 = { severity = "warning", threshold = 85 }`; rules ask here, and the page on the checks lists
these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from forms.compute import Reading

DEFAULTS: Mapping[str, Mapping[str, Decimal | str]] = {
    "B03": {"year": ""},
    "F02": {"tolerance": Decimal("0.01"), "sum": ""},
    "F05": {"threshold": Decimal(90)},
    "F06": {"threshold": Decimal(100000)},
    "F10": {"spent": Decimal(95), "done": Decimal(80), "unspent": Decimal(60)},
    "G02": {"threshold": Decimal("0.9")},
    "G07": {"threshold": Decimal(80)},
    "I02": {"threshold": Decimal(130)},
    "I04": {"rate": ""},
    "I14": {"threshold": Decimal(90)},
}
"""Code → name → value; rates in hundredths, money in 万元."""

MEANINGS: Mapping[str, str] = {
    "B03.year": "写 ask：止期没有写年份的也提示",
    "F02.tolerance": "各项来源之和与总额允许的差，万元",
    "F02.sum": "资金来源以外还要核对的合计，写法如 facts.total = facts.own + facts.other",
    "F05.threshold": "执行率低于百分之几要有说明",
    "F06.threshold": "金额达到多少万元就要核对单位",
    "F10.spent": "执行率达到百分之几而任务没有完成",
    "F10.done": "数量完成不到百分之几",
    "F10.unspent": "执行率低于百分之几而任务全部完成",
    "G02.threshold": "完成情况与年初目标的相近程度，1 为完全相同",
    "G07.threshold": "写明均已完成而执行率低于百分之几",
    "I02.threshold": "完成值达到年度指标值的百分之几要有说明",
    "I04.rate": "写 ask：程度、日期、数量、文字用百分比作答的，每张表问一次",
    "I14.threshold": "百分之几的行写 100% 要核对",
}
"""What each setting says, for the people who write definitions."""


def number(reading: Reading, code: str, name: str = "threshold") -> Decimal:
    """A figure that the form sets for a code, or the one that holds everywhere else."""
    value = _setting(reading, code, name)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    default = DEFAULTS[code][name]
    return default if isinstance(default, Decimal) else Decimal(0)


def word(reading: Reading, code: str, name: str) -> str:
    """A text that the form sets for a code; empty where it sets none."""
    value = _setting(reading, code, name)
    return value if isinstance(value, str) else str(DEFAULTS[code][name])


def setting_faults(code: str, profile: Mapping[str, object]) -> list[str]:
    """What is wrong with the settings of a code, one sentence each, for the author of a definition."""
    known = DEFAULTS.get(code, {})
    faults = []
    for name, value in profile.items():
        if name == "severity":
            continue
        if name not in known:
            may = f"可以设的有：{'、'.join(known)}" if known else "它没有可以设的参数"
            faults.append(f"{code} 没有「{name}」这个参数；{may}")
        elif isinstance(known[name], str) is not isinstance(value, str) or isinstance(value, bool):
            faults.append(f"{code} 的 {name} 应为{'文字' if isinstance(known[name], str) else '一个数'}")
    return faults


def _setting(reading: Reading, code: str, name: str) -> object:
    profile = reading.form.checks.get(code)
    return profile.get(name) if isinstance(profile, Mapping) else None
