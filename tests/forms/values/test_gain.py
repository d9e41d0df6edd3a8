"""Names of money under costs: saved, or spent."""

from __future__ import annotations

import pytest

from forms.values import Context, read_measure
from forms.values.gain import is_gain
from forms.values.measure import is_sum


@pytest.mark.parametrize(
    "name", ["节约采购资金", "资金节约额", "成本节约率", "压减一般性支出", "审减投资额", "增收", "降低运行成本"]
)
def test_money_saved_is_a_gain(name: str) -> None:
    assert is_gain(name)


@pytest.mark.parametrize("name", ["印刷费用", "节约用水宣传费", "节约型机关建设费用", "压减后会议费", "设备购置"])
def test_money_spent_is_none(name: str) -> None:
    assert not is_gain(name)


@pytest.mark.parametrize(
    ("name", "text", "money"), [("培训费", "12.5", True), ("培训费", "12 场", False), ("采购台数", "5", False)]
)
def test_a_bare_figure_is_money_where_the_name_says_so(name: str, text: str, money: bool) -> None:
    assert is_sum(name, read_measure(text, Context(2020))) is money
