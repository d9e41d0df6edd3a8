"""Rates, such as 83.90%; used for progress and for the rates that are derived."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.kind import Context, Kind, quoted
from forms.values.numbers import exact_product, fold, plain, read_number, too_long

_RATE = lazily(r"(?P<before>百分之|千分之)?\s*(?P<number>.*?)\s*(?P<after>[%‰])?\Z", re.DOTALL)


class Percent(NamedTuple):
    """A rate."""

    value: Decimal
    """In hundredths: 83.90 for 83.90%."""


def read_percent(text: str, context: Context) -> Percent:
    """A rate with its sign, in words, or as a bare figure of hundredths."""
    match = _RATE().match(" ".join(fold(text).split()))
    number = read_number(match["number"]) if match and not (match["before"] and match["after"]) else None
    if match is None or number is None:
        raise Unreadable(f"无法识别百分比{quoted(text)}。请填写数字，如 83.90%。")
    if too_long(number):
        raise Unreadable(f"百分比{quoted(text)}超出范围。请核对后填写，如 83.90%。")
    thousandths = match["before"] == "千分之" or match["after"] == "‰"
    return Percent(exact_product(number, Decimal("0.1")) if thousandths else number)


def say_percent(value: Percent, text: str) -> str:
    """The rate with its sign, so that a bare figure shows as what it is taken for."""
    return f"{plain(value.value)}%"


PERCENT = Kind("percent", read_percent, say_percent)
