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
信访量 | 30 宗
盗窃警情数 | 30 宗
火灾起数 | 20 起
违章建筑数量 | 20 宗
未成年人犯罪数 | 20 件
交通事故死亡人数 | 20 人
失业率 | 3.5%
城镇登记失业率 | 3.5%
漏检率 | 1%
登记差错率 | 1%
不合格率 | 5%
政务服务投诉率 | 3%
窗口服务投诉件数 | 3 件
不良贷款率 | 1%
管网漏损率 | 10%
碳排放量 | 500 吨
污染物排放量 | 100 吨
PM2.5年均浓度 | 28 微克/立方米
细颗粒物（PM2.5）浓度 | 28 微克/立方米
区域环境噪声 | 55 分贝
蚊媒密度 | 5%
直接经济损失 | 100 万元
办事跑动次数 | 1 次
办件平均用时 | 3 天
检测报告出具时间 | 6 小时
行政审批 | 5 个工作日
道路抢通时间 | ≥24 小时
救援时间 | 30 分钟
故障排除时限 | 2 小时
不动产登记时间 | 3 个工作日
证照核发时限 | 3 个工作日
队伍集结时间 | 10 分钟
"""
EITHER = """
安全生产隐患数 | 10 处
矛盾纠纷 | 30 件
刑事案件数量 | 20 件
债务率 | 60%
统计违规数 | 5 件
降低失业率 | 3.5%
项目周期 | 12 个月
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
隐患整改数 | 10 处
排查隐患数 | 10 处
信访办结量 | 30 件
拆除违章建筑数量 | 20 宗
扑救火灾起数 | 20 起
治理噪声点位 | 10 处
减排量 | 100 吨
火灾救援次数 | 20 次
受理投诉数 | 30 件
办理信访件数 | 30 件
零投诉率 | 99%
追缴欠薪金额 | 100 万元
无差错率 | 99%
达标排放率 | 95%
空气优良天数 | 300 天
志愿服务时长 | 100 小时
无故障运行时间 | 100 小时
上门服务时间 | 8 小时
"""


@pytest.mark.parametrize("case", LESS.strip().splitlines())
def test_less_is_better(case: str) -> None:
    name, target = (each.strip() for each in case.split("|"))
    assert less_is_better(name, read_measure(target, CONTEXT))


@pytest.mark.parametrize("case", MORE_OR_OPEN.strip().splitlines())
def test_more_is_better_or_nothing_is_certain(case: str) -> None:
    name, target = (each.strip() for each in case.split("|"))
    assert not less_is_better(name, read_measure(target, CONTEXT))


@pytest.mark.parametrize("case", EITHER.strip().splitlines())
def test_nobody_can_tell_which_is_better(case: str) -> None:
    name, target = (each.strip() for each in case.split("|"))
    read = capped(read_measure(target, CONTEXT), name, is_cost=False)
    assert read.either_way
    assert read.comparator is Comparator.NONE


@pytest.mark.parametrize(
    ("name", "target", "either_way"),
    [("事项", "3 个工作日", True), ("值班", "365 天", False), ("讲座", "3 场", False)],
)
def test_a_time_under_timeliness_is_rather_one_within_which(name: str, target: str, *, either_way: bool) -> None:
    read = capped(read_measure(target, CONTEXT), name, is_timely=True)
    assert read.either_way is either_way


@pytest.mark.parametrize(
    ("target", "name", "is_cost", "sign"),
    [
        ("5 万元", "印刷费用", True, Comparator.AT_MOST),
        ("5 万元", "节约资金", False, Comparator.NONE),
        ("75 折", "平均采购折扣", True, Comparator.AT_MOST),
        ("75 折", "购票折扣", False, Comparator.NONE),
        ("5%", "差错率", False, Comparator.AT_MOST),
        ("5%", "采用率", False, Comparator.NONE),
    ],
)
def test_a_target_without_a_sign_is_a_ceiling_there(target: str, name: str, sign: Comparator, *, is_cost: bool) -> None:
    assert capped(read_measure(target, CONTEXT), name, is_cost=is_cost).comparator is sign
