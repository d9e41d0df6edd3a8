"""Rates, as offices write them and as they slip."""

from __future__ import annotations

import pytest

from forms.errors import Unreadable
from forms.values import KINDS, Context

CONTEXT = Context(2020)
PERCENT = KINDS["percent"]

READ = """
83.90%      | 83.90 | 83.90%
86%         | 86    | 86%
100%        | 100   | 100%
86          | 86    | 86%
８３．９０％ | 83.90 | 83.90%
83.90 %     | 83.90 | 83.90%
83。9%      | 83.9  | 83.9%
百分之九十  | 90    | 90%
百分之九十八点五 | 98.5 | 98.5%
5‰          | 0.5   | 0.5%
千分之五    | 0.5   | 0.5%
0           | 0     | 0%
-3%         | -3    | -3%
"""


@pytest.mark.parametrize("case", READ.strip().splitlines())
def test_a_rate_is_read_and_said_back_with_its_sign(case: str) -> None:
    text, value, said = (each.strip() for each in case.split("|"))
    percent = PERCENT.read(text, CONTEXT)
    assert str(percent.value) == value
    assert PERCENT.say(percent, text) == said
    assert PERCENT.keep(text, percent) == text


@pytest.mark.parametrize("text", ["98%以上", "NaN%", "1e5", "%", "百分之九十%", "八成", "83.9O%", "无"])
def test_what_is_no_rate_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        PERCENT.read(text, CONTEXT)
    assert str(refused.value) == f"无法识别百分比「{text}」。请填写数字，如 83.90%。"


def test_a_rate_of_forty_digits_is_out_of_range() -> None:
    with pytest.raises(Unreadable, match="超出范围"):
        PERCENT.read("1" * 40 + "%", CONTEXT)
