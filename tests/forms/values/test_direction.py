"""Under which names a figure is the better the smaller it is: name | target."""

from __future__ import annotations

import pytest

from forms.values import Comparator, Context, read_measure
from forms.values.direction import capped, less_is_better

CONTEXT = Context(2020)

LESS = """
应急队伍到场时间 | 30 分钟
故障响应时间 | ≤24 小时
平均办理天数 | 5 天
热线 | 24 小时响应
著录差错率 | 5%
系统故障率 | ≥5%
事故发生率 | 1‰
投诉次数 | 3 次
安全事故起数 | 2 起
逾期率（%） | 5%
"""
MORE_OR_OPEN = """
培训时间 | 30 学时
窗口开放时间 | 300 天
投诉处理率 | 95%
故障修复率 | 95%
查处违规行为数量 | 5 件
审计发现违规问题数量 | 5 个
救援事故起数 | 50 起
事故下降率 | 5%
业务培训 | 6 场
差错率下降 | 降低 5%
差错率 | 有效
响应时间 | 5%
"""


@pytest.mark.parametrize("case", LESS.strip().splitlines())
def test_less_is_better(case: str) -> None:
    name, target = (each.strip() for each in case.split("|"))
    assert less_is_better(name, read_measure(target, CONTEXT))


@pytest.mark.parametrize("case", MORE_OR_OPEN.strip().splitlines())
def test_more_is_better_or_nothing_is_certain(case: str) -> None:
    name, target = (each.strip() for each in case.split("|"))
    assert not less_is_better(name, read_measure(target, CONTEXT))


@pytest.mark.parametrize(
    ("target", "name", "is_cost", "sign"),
    [
        ("5 万元", "印刷费用", True, Comparator.AT_MOST),
        ("5 万元", "节约资金", False, Comparator.NONE),
        ("5%", "差错率", False, Comparator.AT_MOST),
        ("5%", "采用率", False, Comparator.NONE),
    ],
)
def test_a_target_without_a_sign_is_a_ceiling_there(target: str, name: str, sign: Comparator, *, is_cost: bool) -> None:
    assert capped(read_measure(target, CONTEXT), name, is_cost=is_cost).comparator is sign
