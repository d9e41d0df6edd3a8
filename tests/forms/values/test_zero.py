"""A result that says that nothing happened, as the zero that its target counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from forms.values import Context, Shape, read_measure
from forms.values.zero import as_rate, as_zero

CONTEXT = Context(2020)


@pytest.mark.parametrize(
    ("target", "actual", "unit"),
    [
        ("0 起", "未发生", "起"),
        ("0 起", "全年未发生安全事故", "起"),
        ("0 起", "无", "起"),
        ("0 起", "0", "起"),
        ("≤3%", "零投诉", "%"),
        ("≤3%", "0", "%"),
        ("6 场", "0", "场"),
        ("不发生失泄密", "无", ""),
        ("零投诉", "零", ""),
    ],
)
def test_nothing_is_a_zero_of_its_target(target: str, actual: str, unit: str) -> None:
    found = as_zero(read_measure(actual, CONTEXT), read_measure(target, CONTEXT))
    assert (found.value, found.unit, found.is_quantity, found.text) == (Decimal(0), unit, True, actual)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("6 场", "未发生"),
        ("6 场", "无"),
        ("≤3%", "无"),
        ("0 起", "已完成"),
        ("0 起", "发生 1 起"),
        ("0 起", "未解决问题"),
        ("≤5 万元", "无法统计"),
    ],
)
def test_other_words_stay_as_they_are(target: str, actual: str) -> None:
    measure = read_measure(actual, CONTEXT)
    assert as_zero(measure, read_measure(target, CONTEXT)) == measure


def test_a_bare_zero_beside_a_rate_is_a_rate() -> None:
    rate = as_rate(read_measure("0", CONTEXT), read_measure("1%", CONTEXT))
    assert (rate.shape, rate.unit) == (Shape.RATE, "%")
    assert as_rate(read_measure("5", CONTEXT), read_measure("1%", CONTEXT)).shape is Shape.COUNT
