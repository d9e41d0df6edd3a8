"""What surely falls short of its target in words, and what only differs from it: target | actual."""

from __future__ import annotations

import pytest

from forms.values import Comparator, Context, read_measure
from forms.values.shortfall import falls_short

CONTEXT = Context(2020)

SHORT = """
合格 | 不合格
健全 | 不健全
健全 | 基本健全
健全 | 制度不健全
制度健全 | 制度基本健全
优秀 | 良好
达到优秀等次 | 良好
合格及以上 | 不合格
显著提升 | 有所提升
显著提升 | 略有提升
满意 | 基本满意
满意 | 不满意
满意 | 一般
不发生失泄密 | 发生 1 起
不发生失泄密 | 1 起
不发生失泄密 | 发生失泄密事件 2 起
不发生安全事故 | 发生一起
无投诉 | 投诉 2 起
零投诉 | 有投诉
12 月底 | 延期
12 月底 | 延期至 2021 年 3 月
12 月底 | 推迟完成
12 月底 | 逾期 20 天
按期完成 | 延期完成
按时完成 | 基本按时完成
不超标准、不超预算 | 超预算
不超标准、不超预算 | 不超标准、超预算 3%
不超支 | 超支 5%
正常 | 异常
控制在预算内 | 超预算
完成 | 基本完成
不发生失泄密 | 10 起
不超预算 | 超预算 3.5%
不超预算 | 超预算 2 万元
有效 | 无效
良好 | 合格
"""
NOT_SHORT = """
合格 | 优秀
提升 | 有所提升
持续提升 | 有所提升
显著提升 | 明显提升
健全 | 已建立制度
基本健全 | 健全
不发生失泄密 | 未发生失泄密
不发生失泄密 | 0 起
不发生失泄密 | 发生 0 起
不发生失泄密 | 发生失泄密 0 起
不发生失泄密 | 未发生
不发生失泄密 | 开展保密检查 3 次
合格 | 不合格的 2 份已整改，现全部合格
合格 | 未发现不合格
合格 | 无不合格
合格 | 零不合格
12 月底 | 未延期
12 月底 | 延期后于 12 月 20 日完成
12 月底 | 延期至 12 月 20 日
12 月底 | 无逾期
及时 | 未延误
不超支 | 未超支
不超标准、不超预算 | 未超标准、未超预算
不超标准 | 超标准完成
满意 | 非常满意
优秀 | 满意
有效 | 显著
提高 | 较上年提高 5%
无线覆盖 | 3 处
较好 | 良好
有效保障 | 保障有力
建设完成 | 基本建设项目已完成
零投诉 | 投诉率 0%
12 月底 | 逾期 0 天
有效 | 100%
不发生失泄密 | 100%
不发生失泄密 | 95%
不发生失泄密 | 发生 0.0 起
达到既定效果 | 按标准完成
全部合格 | 不合格 2 件，合格率 98%
12 月底 | 延期至 2 月 31 日
满意 | 比较满意
达标 | 超标
"""


def said(case: str) -> bool:
    target, actual = (read_measure(each.strip(), CONTEXT) for each in case.split("|"))
    return falls_short(target, actual)


@pytest.mark.parametrize("case", SHORT.strip().splitlines())
def test_it_falls_short(case: str) -> None:
    assert said(case)


@pytest.mark.parametrize("case", NOT_SHORT.strip().splitlines())
def test_it_may_be_as_good(case: str) -> None:
    assert not said(case)


def test_a_bound_on_money_may_be_passed_in_words() -> None:
    target = read_measure("5 万元", CONTEXT)._replace(comparator=Comparator.AT_MOST)
    assert falls_short(target, read_measure("超支", CONTEXT))
    assert not falls_short(target, read_measure("超支率为 0", CONTEXT))
    assert not falls_short(target, read_measure("未超支", CONTEXT))
