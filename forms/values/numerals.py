"""Figures that a cell says in words, put in digits before its figures are looked for; called by `figures.py`.

Only where nothing else can be meant: 一 and 十分 are in many words, 九成 is ninety of a hundred, 数十 is no figure.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

from forms.lazily import lazily
from forms.values.numbers import CHINESE, PLAIN, read_number, short

_AFTER = "[及或]?以[上下内]|之[上下内]|左右|上下"
_ALL = lazily("百分(?:之)?百(?!分)")
_PART_OF = lazily(rf"(?P<whole>十万|10\s?万|百万|100\s?万|[百千万])分之\s*(?P<part>{CHINESE}|{PLAIN})", re.ASCII)
_SIGN_OF = {"百": "%", "千": "‰", "万": "‱", "十万": "/10万", "10万": "/10万", "百万": "/100万", "100万": "/100万"}
_FRACTION = lazily(r"(?P<whole>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])(?![十百千万亿点])")
_DIVIDED = lazily(
    rf"(?P<sign>[^\d/]{{0,5}})(?P<part>\d{{1,6}})\s?/\s?(?P<whole>\d{{1,6}})(?P<after>{_AFTER}|)\Z", re.ASCII
)
_NO_DATE, _YEARS = 31, range(1900, 2101)
_TENTHS = lazily(
    r"(?<![\d.点第一二三四五六七八九十])(?P<tens>10|[1-9一二三四五六七八九十])\s?成(?P<more>半|[1-9一二三四五六七八九]?)"
    rf"(?=\s*(?:\Z|[,;。()的]|{_AFTER}))"
)
_HALF = lazily("(?P<over>过半数?|超过?(?:半数|一半))\\Z|(?:半数|一半)(?=[及或]?以[上下]|左右|\\Z)")
_ROUND = lazily(
    r"(?P<sign>将近|接近|近|(?<![以线网马之])上|逾|超过|超)(?P<number>[百千万亿]|[百千]万)(?=\s*[^\d\s一二三四五六七八九百千万亿分年])"
)
_SIGNS = {"上": "≥", "逾": ">", "超过": ">", "超": ">"}
_FEW = lazily(
    r"(?<![\d.])(?<!\d\s)(?P<number>[一二两三四五六七八九十百千万亿零壹贰叁肆伍陆柒捌玖拾佰仟]{0,12}[十百千万亿拾佰仟])(?P<few>[余多几])(?P<more>[万亿]?)(?=\s*[\u4e00-\u9fff])"
)
_ONE_OF_EACH = {"十": "一十", "百": "一百", "千": "一千", "万": "一万", "亿": "一亿"}
_HALF_TIME = lazily(
    r"(?P<whole>[一二两三四五六七八九1-9])(?:(?P<each>个)半(?P<unit>月|小时|季度)|(?P<years>年)半)|(?<![上下前后每个年\d])半(?P<alone>个?小时|年(?![度报刊])|个月)"
)
_MIXED = lazily(r"(?<![\d.,])(?P<tens>\d{1,4})\s?万\s?(?P<thousands>[1-9])\s?千(?![\d万瓦伏米克])", re.ASCII)
_CURRENCY = lazily(rf"[￥¥]\s?(?P<amount>{PLAIN}\s?[万亿]?)元?", re.ASCII)
_INCLUDED = lazily(r"(?<=\d)\s?\(含\)")


def in_digits(text: str) -> str:
    """A cell (folded) with its rates, fractions and round figures in digits; other words stay as they are."""
    text = _CURRENCY().sub(lambda match: f"{match['amount']}元", _HALF_TIME().sub(_half_time, text))
    text = _MIXED().sub(lambda match: f"{match['tens']}{match['thousands']}000", text)
    text = _INCLUDED().sub("", _ALL().sub("100%", text))
    text = _PART_OF().sub(_part_of, text)
    text = _DIVIDED().sub(_divided, _FRACTION().sub(_fraction, text))
    text = _HALF().sub(lambda match: ">50%" if match["over"] else "50%", _TENTHS().sub(_tenths, text))
    return _FEW().sub(_few, _ROUND().sub(_round, text))


def _part_of(match: re.Match[str]) -> str:
    """百分之九十五 is 95%, 10 万分之 18 is 18/10万."""
    part = read_number(match["part"])
    return match[0] if part is None else f"{short(part)}{_SIGN_OF[match['whole'].replace(' ', '')]}"


def _fraction(match: re.Match[str]) -> str:
    """三分之二 is 66.66%, cut off and not rounded, so that a rate of exactly two thirds reaches it."""
    part, whole = read_number(match["part"]), read_number(match["whole"])
    return _share(part, whole) if part and whole and part < whole else match[0]


def _divided(match: re.Match[str]) -> str:
    """290/300 is a rate; 12/31 may be a day and 2020/2021 two years, unless a sign tells."""
    part, whole = Decimal(match["part"]), Decimal(match["whole"])
    signed = match["sign"].strip() or match["after"]
    if not whole or part > whole or int(whole) in _YEARS or not signed and whole <= _NO_DATE:
        return match[0]
    return f"{match['sign']}{_share(part, whole)}{match['after']}"


def _share(part: Decimal, whole: Decimal) -> str:
    share = (part * 100 / whole).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    return f"{short(share)}%"


def _tenths(match: re.Match[str]) -> str:
    tens = read_number(match["tens"]) or Decimal(0)
    more = Decimal(5) if match["more"] == "半" else read_number(match["more"]) or Decimal(0)
    return f"{short(tens * 10 + more)}%"


def _half_time(match: re.Match[str]) -> str:
    """半小时 is 0.5 小时, 一个半月 1.5 个月; 上半年 is a part of the year, and 半年报 no time."""
    if match["alone"]:
        return f"0.5{match['alone']}"
    whole = short(read_number(match["whole"]) or Decimal(0))
    return f"{whole}.5{match['each'] or ''}{match['unit'] or match['years']}"


def _round(match: re.Match[str]) -> str:
    """近千户 is about 1000, 上千户 at least so many."""
    number = read_number(f"一{match['number']}")
    sign = _SIGNS.get(match["sign"], match["sign"])
    return match[0] if number is None else f"{sign}{short(number)}"


def _few(match: re.Match[str]) -> str:
    """一百余场 and 十几场 as 100 余场 and 10 余场."""
    number = read_number(_ONE_OF_EACH.get(match["number"], match["number"]))
    return match[0] if number is None else f"{short(number)}余{match['more']}"
