"""What says of itself that it was not reached, and what only looks like it."""

from __future__ import annotations

import pytest

from forms.values.unmet import denies, says_unmet

UNMET = """
未完成
尚未完成，预计 2021 年 3 月完成
未能按期完成
没有达到
未达成预期指标
部分达成预期指标
只部分完成
否，未完成
未完成 2 场
"""
NOT_UNMET = """
已完成
完成
达成预期指标
未超标准、未超预算
未发生失泄密
没有
无
否
未完成率 2%
未完成 0 项
未完成数 0
"""


@pytest.mark.parametrize("text", UNMET.strip().splitlines())
def test_it_says_so(text: str) -> None:
    assert says_unmet(text)


@pytest.mark.parametrize("text", NOT_UNMET.strip().splitlines())
def test_it_does_not(text: str) -> None:
    assert not says_unmet(text)


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        ("项目是否按照计划时间开工", "是, 2018 年 12 月 28 日开工", "否，推迟到 2021 年"),
        ("是否严格按照审批的建设内容、建设规模进行项目建设", "是", "否。"),
        ("项目是否超计划工期完工", "否", "是，超期 20 天"),
        ("是否存在超规模、超标准、超概算建设情况", "否", "是"),
        ("是否存在超规模、超标准、超概算建设情况", "不存在", "存在"),
        ("系统是否验收", "是的", "未"),
        ("项目是否超计划工期完工", "未完工", "是的，超期"),
    ],
)
def test_a_question_may_be_answered_the_wrong_way(question: str, good: str, bad: str) -> None:
    assert not says_unmet(good, question)
    assert says_unmet(bad, question)


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [("是", "否", True), ("是", "否，尚在办理", True), ("否", "是", True), ("是", "是", False), ("有效", "否", False)],
)
def test_yes_may_be_wanted_and_no_answered(target: str, actual: str, *, found: bool) -> None:
    assert denies(target, actual) is found
