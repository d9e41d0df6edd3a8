"""What only reads as if it fell short, and what does, by the name of its row: name | target | actual | below or not."""

from __future__ import annotations

import pytest

from forms.values import Context, Verdict, read_measure
from forms.values.beside import beside
from forms.values.compare import compare

CONTEXT = Context(2020)

CASES = """
安全事故 | 无事故 | 开展检查12次，未发生事故 | not below
投诉 | 零投诉 | 检查12次，零投诉 | not below
投诉 | 零投诉 | 收到表扬信3封 | not below
安全事故 | 不发生较大及以上事故 | 一般事故1起 | not below
有效投诉 | 无有效投诉 | 无效投诉1件 | not below
信息公开 | 及时公开 | 公示及时 | not below
报表报送 | 按时报送 | 已上报 | not below
政府采购 | 及时 | 招标及时 | not below
办理时限 | 按时 | 申请即办 | not below
合同签订时间 | 6月底前 | 已签约 | not below
启动 | 按期启动 | 已开工 | not below
低保 | 应保尽保、及时 | 申请对象均已纳入 | not below
简报 | 12期 | 报送简报十二期 | not below
新开工项目 | 3个 | 动工三个 | not below
扑火队 | 7支 | 7支（其中2支正在训练） | not below
x | 100户 | 100户（其中20户没有劳动力） | not below
x | 7台 | 7台（其中2台正在使用） | not below
养护单价 | 每亩100元 | 每亩98元 | not below
x | 不增加群众负担 | 没有增加群众负担 | not below
x | 不增加隐性债务 | 未新增隐性债务 | not below
x | 扩大就业 | 无增加失业 | not below
培训学时 | 5天40小时 | 42小时 | not below
x | 一次性验收通过 | 12次验收全部一次通过 | not below
x | 一次性验收通过 | 2次验收均一次性通过 | not below
x | 每年1次 | 一次性完成 | not below
x | 每年缴费 | 一次性支付 | not below
安全责任事故 | 无 | 有安全管理制度 | not below
负面舆情 | 无 | 有正面报道 | not below
服务投诉 | 无 | 有投诉，均办结 | not below
x | 12月底前 | 支付进度85%，已完成 | not below
工程质量 | 标准内 | 高于标准 | not below
x | 清明前后 | 4月20日 | not below
x | 按期完成 | 计划次年扩建，本期已按期完成 | not below
x | 每季度后10日内 | 预计次年1月拨付第四季度 | not below
x | 全面覆盖 | 除线下宣传外，线上全部覆盖 | not below
x | 前三 | 第百百名 | not below
违规占用专项资金 | 无 | 有违规占用 | below
x | 10月底前 | 完成工程量的85% | below
x | 限价内 | 超限价3.2% | below
抢修时间 | 1小时30分内 | 1小时20分 | not below
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_only_what_surely_falls_short_is_below(case: str) -> None:
    name, wanted, reached, verdict = (each.strip() for each in case.split(" | "))
    target, actual = beside(read_measure(wanted, CONTEXT), read_measure(reached, CONTEXT), name, is_timely=False)
    assert target is not None and actual is not None
    assert (compare(target, actual, name=name).verdict is Verdict.BELOW) is (verdict == "below")
