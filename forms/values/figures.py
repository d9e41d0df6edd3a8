"""Finds the figures in the words of an indicator: sign, number, multiplier, unit; called by `measure.py`.

A cell is read as one figure only where its other words cannot change what the figure means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from forms.lazily import lazily
from forms.values.dates import IN_TEXT, WHOLE_YEAR
from forms.values.numbers import CHINESE, PLAIN, exact_product, fold, read_number, scale, short, too_long
from forms.values.numerals import in_digits
from forms.values.quantity import Comparator, Quantity
from forms.values.units import MONEY_SCALES

_NOT = ("不", "不得", "不能", "不应", "不可", "未", "没有", "没")
_LOW, _HIGH = ("低于", "少于", "小于"), ("高于", "超过", "多于", "大于", "超出", "超")


def _denied(words: tuple[str, ...]) -> str:
    return " ".join(f"{no}{word}" for no in _NOT for word in words)


SIGNS_BEFORE = {
    Comparator.AT_LEAST: f"≥ {_denied(_LOW)} 至少 最少 最低 大于等于 大于或等于 "
    "提高到 提高至 提升到 提升至 增长到 增长至 增加到 增加至",
    Comparator.MORE_THAN: f"> {' '.join(_HIGH)} 逾 突破",
    Comparator.AT_MOST: f"≤ {_denied(_HIGH)} 至多 最多 最高 小于等于 小于或等于 控制在 "
    "降低到 降低至 下降到 下降至 减少到 减少至 降到 降至",
    Comparator.LESS_THAN: f"< {' '.join(_LOW)} 不足 不到",
    Comparator.EXACT: "= 等于",
    Comparator.WITHIN: "±",
}
"""Signs and words that stand before a figure."""

SIGNS_AFTER = {
    Comparator.AT_LEAST: "及以上 或以上 以上 之上",
    Comparator.AT_MOST: "及以下 或以下 以下 之下 以内 之内 内",
}
"""Words that stand after the unit."""

APPROX = "大约 大概 将近 接近 约 近 左右 上下"
"""Words by which a tenth more or less is the same; the last two stand after the unit."""

CHANGES = {"提高": "提高 提升 增长 上升 增加 增幅", "降低": "降低 下降 减少 降幅 缩短", "提前": "提前"}
"""Words that make the figure a difference instead of a state."""

UNITS = """
    人次 人天 人日 人月 人 场次 场 台套 台次 台 套 件次 件 户次 户 家次 家 车次 条次 条 辆次 辆 批次 批
    个工作日 个自然日 个百分点 个月 个小时 个 工作日 自然日 天 日 周 月 年 季度 小时 分钟 学时 课时
    份 刊 期 次 本 张 块 篇 起 项 例 处 座 间 栋 幢 所 支 名 位 类 种 点 门 艘 架 株 棵 只 头 盏 面 幅
    册 部 集 版 页 字 款 单 宗 笔 站 班 组 队 轮 回 遍 分 度 路 床位 床 街道 社区 村 镇 校 厂
    桶 瓶 箱 袋 包 根 副 枚 顶 把 台/套 个季度 个星期 星期 秒
    平方公里 平方千米 平方米 平米 立方米 延米 千瓦时 公里 千米 公顷 公斤 千克 米 亩 吨 克 升 斤 ㎡ ㎞ 分贝 卷
    微克/立方米 毫克/立方米 毫克/升 微克/升
"""
"""Units that are known inside a sentence; a whole short cell may have another one after its figure."""
_IN_AIR = r"[μµum]g/m[3³]|[μµum]g/l|m/km"
_LETTERS = rf"(?i:{_IN_AIR}|km[2²]|km|[mc]m|m[2²3³]|hm[2²]|ha|kg|kwh|db|[kmgtp]b|min)(?![A-Za-z\d²³])"
"""Units in letters, in any case."""
_SPELT_OUT = {"min": "分钟", "h": "小时"}
_FEW_LETTERS = r"(?:(?i:[km]w|[tlh]|mwh)|m)(?![A-Za-z\d])"
"""Those that beside a word are rather a part of a name (300MW 机组)."""


def _words(*lists: str) -> tuple[str, ...]:
    return tuple(word for each in lists for word in each.split())


def _either(words: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first, so that 人次 is not read as 人."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_COMPARATORS = {"余": Comparator.AT_LEAST, "多": Comparator.AT_LEAST} | {
    word: sign for signs in (SIGNS_BEFORE, SIGNS_AFTER) for sign, words in signs.items() for word in words.split()
}
_CHANGE_OF = {word: change for change, words in CHANGES.items() for word in words.split()}
_APPROX = frozenset(_words(APPROX, "来"))
_BEFORE = _either(_words(*SIGNS_BEFORE.values(), APPROX)).replace("|约|", "|(?<![签预节违合履契公])约|")
"""签约 12 个 is no figure that is about right."""
_AFTER = _either(_words(*SIGNS_AFTER.values(), APPROX))
_PER = r"/\s?(?:1?0{0,2}|[十百])\s?万"
_UNIT = rf"{_PER}|{_LETTERS}|{_either((*_words(UNITS), *MONEY_SCALES, '百分点', '%', '‰', '‱'))}"
_BEFORE_ONE, _AFTER_ONE = lazily(_BEFORE), lazily(_AFTER)

_MORE = r"余(?![额款量下留])|多(?!元[化文素]|[边方维媒功种样]|学科|部门)|来(?=[\u4e00-\u9fff])"
_QUANTITY = lazily(
    rf"(?:(?P<change>{_either(_CHANGE_OF)})(?![到至])了?\s*)?"
    rf"(?P<before>(?:(?:{_BEFORE})\s*){{0,3}})"
    rf"(?<![\d.·第])(?<!\d,)(?P<minus>(?<![\w%])-)?(?P<low>{PLAIN})"
    rf"(?:\s*(?:{_UNIT})?\s*(?:-+|~+|至|到)\s*(?P<high>{PLAIN}))?"
    rf"\s*(?P<scale>[百千]?[万亿]|[百千](?![瓦伏米克帕赫卡]))?\s?(?P<more>{_MORE})?(?P<scale_more>[万亿])?\s*(?P<unit>{_UNIT})?"
    rf"\s*(?P<after>(?:{_AFTER}|\(含\)){{0,3}})",
    re.ASCII,
)
_OTHER_UNIT = lazily(rf"[\u4e00-\u9fff]{{1,4}}|{_FEW_LETTERS}")
_UNIT_IN_BRACKETS = lazily(rf"(?<=\d)\s?\((?P<unit>{_UNIT})\)")
_LEADS = "已 共 共计 累计 合计 总计 计 达 达到 完成 全年 实际 开展 举办 组织 召开 印发 编印 整理 发放"
_WORDED = lazily(
    rf"(?P<lead>(?:{_either(_words(_LEADS))})*\s*(?:{_BEFORE})?\s*)(?P<number>{CHINESE}?)\s*(?P<unit>{_UNIT})(?P<after>(?:{_AFTER})?)\Z"
)
_WORDED_ALONE = lazily(CHINESE)
CAVEAT = lazily(
    "未|没|不|无|尚|差|缺|欠|延期|延后|延迟|逾期|超期|超支|超出|晚于|推迟|暂|拟|剩|其余|取消|除外|除了|原定|原计划|改为|"
    "减少|降低|下降|增加|增长|提高|提升|同比|环比|较|相比|比上|平均|人均|每|第|各|预计|计划|停|中断|免"
)
"""Words beside a figure or a date that may turn its meaning."""
_MAX_WORDS = 30
"""Characters beside a figure, beyond which the cell is a text that happens to hold it."""


@lru_cache(maxsize=1 << 15)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure with a unit in a text, in order; years, dates and numbers without a unit are none."""
    return tuple(quantity for quantity, _, _ in _figures(_without_dates(fold(text)), alone=False))


def single_quantity(text: str) -> Quantity | None:
    """The one figure of a cell (folded), or None where there are more or its other words leave its meaning open."""
    masked = _without_dates(_numerals(text))
    pieces = list(_figures(masked, alone=True))
    if len(pieces) != 1:
        return None
    quantity, start, end = pieces[0]
    rest = f"{masked[:start]} {masked[end:]}"
    harmless = not re.search(r"[\d□]", rest) and not CAVEAT().search(rest) and len(rest) <= _MAX_WORDS
    return quantity if harmless else None


def _without_dates(text: str) -> str:
    """A year as such says nothing about a figure; any other date leaves a mark, for it may limit the figure."""
    return IN_TEXT().sub(lambda match: " " if WHOLE_YEAR().fullmatch(match[0]) else "□", text)


def _numerals(text: str) -> str:
    """A cell with its Chinese numerals in digits where the figure is all it says: 一 and 十分 are in many words."""
    text = _UNIT_IN_BRACKETS().sub(lambda match: match["unit"], in_digits(text))
    if (whole := _WORDED_ALONE().fullmatch(text)) and (number := read_number(whole[0])) is not None:
        return short(number)
    match = _WORDED().match(text)
    if not match or match["number"] + match["unit"] == "十分":
        return text
    return match["lead"] + (_in_digits(match["number"], match["unit"]) or match["number"]) + match["after"]


def _in_digits(numeral: str, unit: str) -> str:
    number = read_number(numeral)
    return "" if number is None else f"{short(number)}{unit}"


def _figures(text: str, *, alone: bool) -> Iterator[tuple[Quantity, int, int]]:
    """The figures and their places; a cell's only one may have a rare unit, or none."""
    for match in _QUANTITY().finditer(text):
        unit, end = match["unit"] or "", match.end()
        rare = _OTHER_UNIT().fullmatch(text, end) if alone and not unit and not match["after"] else None
        if rare and not CAVEAT().search(rare[0]):
            unit, end = rare[0], rare.end()
        whole = not text[: match.start()].strip() and not text[end:].strip()
        if not unit and not _scale_of(match) and not (alone and whole):
            continue
        if quantity := _quantity(match, unit, text[match.start() : end].strip()):
            yield quantity, match.start(), end


def _quantity(match: re.Match[str], unit: str, text: str) -> Quantity | None:
    low, high = read_number(match["low"]), read_number(match["high"] or "")
    if low is None or any(each is not None and too_long(each) for each in (low, high)):
        return None
    unit, factor = _unit_and_factor(_scale_of(match), unit.replace(" ", ""))
    signs = [*_BEFORE_ONE().findall(match["before"]), *_AFTER_ONE().findall(match["after"]), match["more"] or ""]
    return Quantity(
        text,
        exact_product(low.copy_negate() if match["minus"] else low, factor),
        unit,
        None if high is None else exact_product(high, factor),
        next((_COMPARATORS[each] for each in signs if each in _COMPARATORS), Comparator.NONE),
        any(each in _APPROX for each in signs),
        _CHANGE_OF.get(match["change"] or "", ""),
    )


def _scale_of(match: re.Match[str]) -> str:
    return (match["scale"] or "") + (match["scale_more"] or "")


def _unit_and_factor(scale_words: str, unit: str) -> tuple[str, Decimal]:
    """The unit, and what its multiplier makes of the figure; 万 and 亿 before 元 or alone stay part of the unit."""
    if scale_words in ("万", "亿") and unit in ("", "元"):
        return scale_words + unit, Decimal(1)
    return _SPELT_OUT.get(unit.casefold(), unit), scale(scale_words)
