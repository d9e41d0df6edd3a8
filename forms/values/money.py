"""Amounts of money, in 万元 unless another unit is written; used for every cell that holds one."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.kind import Context, Kind, quoted
from forms.values.numbers import exact_product, fold, plain, read_number, too_long

Unit = Literal["万元", "元", "亿元"]

UNITS: dict[str, tuple[Unit, Decimal]] = {
    "": ("万元", Decimal(1)),
    "万": ("万元", Decimal(1)),
    "万元": ("万元", Decimal(1)),
    "元": ("元", Decimal("0.0001")),
    "亿": ("亿元", Decimal(10000)),
    "亿元": ("亿元", Decimal(10000)),
}
"""The unit as written → its full name, and how many 万元 it is."""

EXAMPLE = "请填写数字，如 45.32；以元计的请注明「元」。"
_AMOUNT = lazily(r"(?:人民币)?\s*(?P<number>.*?)\s*(?P<unit>万元|亿元|万|亿|元)?(?:整|人民币)?\Z", re.DOTALL)
_PARTS = lazily(r"\s*[(,;，；]?\s*其中")


class Money(NamedTuple):
    """An amount."""

    amount: Decimal
    """In 万元, exactly, whatever unit it was written in."""
    unit: Unit
    """The unit it was written in; 万元 where none was."""


def read_money(text: str, context: Context) -> Money:
    """An amount as written; the parts after 其中 are not added to it."""
    folded = " ".join(fold(text).split())
    match = _AMOUNT().match(_PARTS().split(folded, maxsplit=1)[0].strip())
    number = read_number(match["number"]) if match else None
    if match is None or number is None:
        raise Unreadable(_refusal(text))
    if number.is_signed() and number:
        raise Unreadable(f"金额{quoted(text)}是负数。请填写不小于 0 的数字，如 45.32；没有的请填 0。")
    if too_long(number):
        raise Unreadable(f"金额{quoted(text)}超出范围。请核对后填写，如 45.32；以元计的请注明「元」。")
    unit, factor = UNITS[match["unit"] or ""]
    return Money(exact_product(abs(number), factor), unit)


def say_money(value: Money, text: str) -> str:
    """The amount in 万元; an amount written in another unit is said in both."""
    said = f"{_grouped(value.amount)} 万元"
    if value.unit != "万元":
        written = exact_product(value.amount, 1 / UNITS[value.unit][1])
        said = f"{_grouped(written)} {value.unit}，即 {said}"
    return f"{said}，其中各项未计入" if "其中" in text else said


def _grouped(amount: Decimal) -> str:
    """Thousands apart where there are many digits, so that a slip of the unit catches the eye."""
    return f"{amount:,f}" if amount >= 100000 else plain(amount)


def _refusal(text: str) -> str:
    if re.search(r"[年月]|\d-\d", text):
        return f"{quoted(text)}不像金额。{EXAMPLE}"
    return f"无法识别金额{quoted(text)}。{EXAMPLE}"


MONEY = Kind("money", read_money, say_money)
