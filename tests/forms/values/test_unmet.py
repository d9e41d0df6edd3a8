"""What says of itself that it was not reached, and what only looks like it."""

from __future__ import annotations

import pytest

from forms.values import Context, read_measure
from forms.values.unmet import denies, is_done_in_part, is_left_undone, says_unmet

CONTEXT = Context(2020)

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
只完成一半
完成了大部分任务
尚有 2 场未完成
未验收
暂未开展
无法按期完成
不达标
未达预期目标
完成情况不理想
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
完成部分老旧小区改造
完成大部分改造项目的验收
不达标率 2%
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


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("10 场", "未举办", True),
        ("10 场", "没办", True),
        ("10 场", "一场也没有举办", True),
        ("10 场", "因疫情取消", True),
        ("10 场", "尚未启动", True),
        ("12 月底", "未启动", True),
        ("12 月底", "暂停", True),
        ("10 项", "取消 12 项", False),
        ("≤5 起", "未实施", False),
        ("0 起", "未实施", False),
        ("有效", "未启动", False),
        ("10 场", "已举办", False),
    ],
)
def test_a_figure_or_a_date_may_be_left_undone(target: str, actual: str, *, found: bool) -> None:
    assert is_left_undone(read_measure(target, CONTEXT), read_measure(actual, CONTEXT)) is found


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("10 场", "基本完成", True),
        ("提升", "基本实现", True),
        ("12 月底", "大部分完成", True),
        ("基本完成", "基本完成大部分工作", False),
        ("≤5 起", "基本完成", False),
        ("10 场", "基本建设已完成", False),
    ],
)
def test_what_was_wanted_whole_may_be_done_in_part(target: str, actual: str, *, found: bool) -> None:
    assert is_done_in_part(read_measure(target, CONTEXT), read_measure(actual, CONTEXT)) is found
