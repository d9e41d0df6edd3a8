"""Which rise or fall in words is worse than the one that was wanted: name | target | actual | verdict."""

from __future__ import annotations

import pytest

from forms.values import Context, read_measure
from forms.values.compare import compare

CONTEXT = Context(2020)

CASES = """
旅游收入 | 同比增长10% | 同比下降35% | below
旅游收入 | 同比增长10% | 旅游收入同比下降35% | below
旅游收入 | 同比增长10% | 受疫情影响，同比减少 | below
旅游收入 | 同比增长10% | 同比增长-5% | below
旅游收入 | 同比增长10% | -35% | below
旅游收入 | 同比增长10% | 同比增长9.5% | below
旅游收入 | 同比增长10% | 增长10.5% | met
旅游收入 | 同比增长10% | 与上年持平 | below
旅游收入 | 同比增长10% | 有所增长 | unknown
旅游收入 | 同比增长10% | 增长5至8%，较2019年增长3% | unknown
旅游收入 | 增长5%以上 | 同比增长5% | met
旅游收入 | 增长 | 走低 | below
旅游收入 | 增长 | 较2019年增长5% | unknown
信访投诉量 | 比上年下降10% | 上升3% | below
信访投诉量 | 比上年下降10% | 下降12% | met
信访投诉量 | 较上年减少 | 增加5宗 | below
信访投诉量 | 较上年减少 | 减少5宗 | unknown
信访投诉量 | 较上年减少 | 由10宗减少到3宗 | unknown
信访投诉量 | 逐年下降 | 稳中有升 | below
运维成本 | 较上年下降5% | 下降3% | below
运维成本 | 较上年下降5% | -8% | met
运维成本 | 下降5% | 下降3万元 | unknown
能耗 | 降低3% | 增加1% | below
能耗 | 降低3% | 降低0% | below
物价 | 涨幅增长不超过5% | 下降3% | unknown
群众安全感 | 提升 | 下降 | below
群众安全感 | 提升 | 没有提升 | below
群众安全感 | 有效提升 | 有所下降 | below
群众安全感 | 提升 | 提升不明显 | below
群众安全感 | 提升 | 没有下降 | unknown
群众安全感 | 提升 | 稳中有升 | unknown
群众安全感 | 明显提升 | 提升15% | unknown
群众安全感 | 提升 | 投诉量下降5% | unknown
群众安全感 | 提升 | 投诉量减少，但效率提高 | unknown
群众安全感 | 不下降 | 持平 | unknown
群众安全感 | 保持稳定 | 稳中有升 | unknown
群众安全感 | 提升公众安全感受 | 办理时间下降 | unknown
出行时间 | 缩短 | 缩短10分钟 | unknown
出行时间 | 缩短 | 增加10分钟 | below
群众安全感 | 不断提升 | 下降 | below
信访 | 减少上访 | 上访增加 | below
信访 | 防止上访增加 | 增加 2 起 | unknown
公用经费 | 只减不增 | 较上年增加3万元 | below
公用经费 | 零增长 | 增长5% | below
公用经费 | 零增长 | 下降5% | unknown
公用经费 | 不增长 | 持平 | unknown
产值增速 | ≥6% | 增长5.5% | below
产值增速 | ≥6% | 增长6.5% | met
产值增速 | ≥6% | 下降2% | below
投诉率下降幅度 | 5% | 上升1% | below
产值 | 6% | 增长5.5% | unknown
出行时间 | 缩短 | 明显提升 | unknown
出行时间 | 缩短 | 有所延长，提高10分钟 | unknown
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_change_is_set_against_the_one_wanted(case: str) -> None:
    name, target, actual, verdict = (each.strip() for each in case.split("|"))
    found = compare(read_measure(target, CONTEXT), read_measure(actual, CONTEXT), name=name)
    assert found.verdict.value == verdict
    assert verdict != "met" or found.ratio is None
