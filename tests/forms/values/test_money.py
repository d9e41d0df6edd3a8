"""Amounts, as offices write them and as they slip."""

from __future__ import annotations

from decimal import Decimal

import pytest

from forms.errors import Unreadable
from forms.values import KINDS, Context

CONTEXT = Context(2020, label="全年预算数（A）")
MONEY = KINDS["money"]

READ = """
383.50                 | 383.50      | 383.50 万元
85                     | 85          | 85 万元
14.2                   | 14.2        | 14.2 万元
72.6297                | 72.6297     | 72.6297 万元
11,122,315.04          | 11122315.04 | 11,122,315.04 万元
316.75 万元            | 316.75      | 316.75 万元
316.75万元             | 316.75      | 316.75 万元
316.75 万元 (其中: 财政拨款 316.75 万元; 其它资金 0 万元) | 316.75 | 316.75 万元，其中各项未计入
316.75万元，其中：财政拨款300万元 | 316.75 | 316.75 万元，其中各项未计入
5万                    | 5           | 5 万元
五万元                 | 5           | 5 万元
十二万五千元           | 12.5        | 125,000 元，即 12.5 万元
5亿元                  | 50000       | 5 亿元，即 50000 万元
1.5亿                  | 15000       | 1.5 亿元，即 15000 万元
72890 元               | 7.289       | 72890 元，即 7.289 万元
72890.5元整            | 7.28905     | 72890.5 元，即 7.28905 万元
人民币 5 万元          | 5           | 5 万元
４５．３２             | 45.32       | 45.32 万元
45。32                 | 45.32       | 45.32 万元
45. 32                 | 45.32       | 45.32 万元
15 000                 | 15000       | 15000 万元
0                      | 0           | 0 万元
0.00                   | 0.00        | 0.00 万元
-0                     | 0           | 0 万元
999999999999999999     | 999999999999999999 | 999,999,999,999,999,999 万元
"""

REFUSED = f"""
45.3Z          | 无法识别金额「45.3Z」。请填写数字，如 45.32；以元计的请注明「元」。
无             | 无法识别金额「无」。请填写数字，如 45.32；以元计的请注明「元」。
约 5 万元      | 无法识别金额「约 5 万元」。请填写数字，如 45.32；以元计的请注明「元」。
NaN            | 无法识别金额「NaN」。请填写数字，如 45.32；以元计的请注明「元」。
1e999          | 无法识别金额「1e999」。请填写数字，如 45.32；以元计的请注明「元」。
1_000          | 无法识别金额「1_000」。请填写数字，如 45.32；以元计的请注明「元」。
∞              | 无法识别金额「∞」。请填写数字，如 45.32；以元计的请注明「元」。
1,23           | 无法识别金额「1,23」。请填写数字，如 45.32；以元计的请注明「元」。
45 32          | 无法识别金额「45 32」。请填写数字，如 45.32；以元计的请注明「元」。
万元           | 无法识别金额「万元」。请填写数字，如 45.32；以元计的请注明「元」。
45.32%         | 无法识别金额「45.32%」。请填写数字，如 45.32；以元计的请注明「元」。
-5             | 金额「-5」是负数。请填写不小于 0 的数字，如 45.32；没有的请填 0。
{"1" * 40}     | 金额「{"1" * 24}……」超出范围。请核对后填写，如 45.32；以元计的请注明「元」。
{"9" * 19}     | 金额「{"9" * 19}」超出范围。请核对后填写，如 45.32；以元计的请注明「元」。
2020年12月31日 | 「2020年12月31日」不像金额。请填写数字，如 45.32；以元计的请注明「元」。
"""


@pytest.mark.parametrize("case", READ.strip().splitlines())
def test_an_amount_is_read_in_wan_yuan_and_said_back(case: str) -> None:
    text, amount, said = (each.strip() for each in case.split("|"))
    money = MONEY.read(text, CONTEXT)
    assert str(money.amount) == amount
    assert MONEY.say(money, text) == said
    assert MONEY.keep(text, money) == text


@pytest.mark.parametrize("case", REFUSED.strip().splitlines())
def test_what_is_no_amount_is_refused_with_an_example(case: str) -> None:
    text, message = (each.strip() for each in case.split("|"))
    with pytest.raises(Unreadable) as refused:
        MONEY.read(text, CONTEXT)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "unit"), [("85", "万元"), ("5万", "万元"), ("72890 元", "元"), ("1.5亿", "亿元"), ("5亿元", "亿元")]
)
def test_the_unit_it_was_written_in_is_known(text: str, unit: str) -> None:
    assert MONEY.read(text, CONTEXT).unit == unit


def test_an_amount_is_never_a_float() -> None:
    assert isinstance(MONEY.read("0.1", CONTEXT).amount, Decimal)


def test_a_long_text_of_several_lines_is_refused_in_one_short_line() -> None:
    with pytest.raises(Unreadable) as refused:
        MONEY.read("预算\n" * 3000, CONTEXT)
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 80
