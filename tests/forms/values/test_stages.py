"""What tells of a stage before the end, and what only looks like it."""

from __future__ import annotations

import pytest

from forms.values import Context, read_measure
from forms.values.stages import is_unfinished

CONTEXT = Context(2020)


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("2020年12月31日前", "正在实施", True),
        ("2020年12月31日前", "进行中", True),
        ("2020年12月31日前", "推进中", True),
        ("2020年12月31日前", "尚在推进", True),
        ("2020年12月31日前", "目前正在施工", True),
        ("12 月底", "在建", True),
        ("12 月底", "待验收", True),
        ("按期完成", "推进中", True),
        ("竣工", "仍在建设中", True),
        ("10 场", "正在推进", True),
        ("持续推进", "正在推进", False),
        ("2020年全年", "进行中", False),
        ("2 年", "推进中", False),
        ("12 月底", "正在实施的项目已全部完成", False),
        ("12 月底", "已完成", False),
    ],
)
def test_what_should_be_at_an_end_may_still_go_on(target: str, actual: str, *, found: bool) -> None:
    assert is_unfinished(read_measure(target, CONTEXT), read_measure(actual, CONTEXT)) is found


@pytest.mark.parametrize(
    ("target", "actual", "name", "found"),
    [
        ("10 月底前", "主体工程已完工", "工程完工时间", True),
        ("10 月底前", "主体责任落实到位", "工程完工时间", False),
        ("建成", "主体完工", "公园建设", True),
        ("通过验收", "已提交验收申请", "项目验收", True),
        ("通过验收", "已提交验收申请并通过", "项目验收", False),
        ("创建成功", "已申报", "省级示范区创建", True),
        ("创建成功", "进入公示阶段", "省级示范区创建", True),
        ("2 个", "已申报", "示范村", True),
        ("2 个", "申报国家级2个、省级3个", "示范村", False),
        ("6 月底前", "已申报", "项目申报时间", False),
        ("5 月底前", "已签合同", "合同签订时间", False),
        ("10 月底前", "招标完成", "设备采购时间", False),
        ("建立", "已起草征求意见稿", "管护机制", True),
        ("建立", "制定中", "管护机制", True),
        ("上线运行", "试运行", "平台", True),
        ("上线运行", "系统已上线", "平台", False),
        ("试运行", "试运行", "平台", False),
    ],
)
def test_a_step_on_the_way_is_not_the_end(target: str, actual: str, name: str, *, found: bool) -> None:
    assert is_unfinished(read_measure(target, CONTEXT), read_measure(actual, CONTEXT), name) is found
