"""Rows under their heads in whatever room there is: every cell whole, every line inside of it."""

from __future__ import annotations

import pytest

from forms.cells import width
from tui.grids import laid_out

GRID = (
    ("三级指标", "年度指标值", "未完成原因和改进措施"),
    ("数量指标",),
    ("开展全区绩效管理培训", "约 10 次", "场地停用；\n已改期"),
)


def test_rows_stand_under_their_heads_and_behind_the_name_of_their_group() -> None:
    assert laid_out(GRID, 80) == [
        "  三级指标              年度指标值  未完成原因和改进措施",
        "数量指标",
        "  开展全区绩效管理培训  约 10 次    场地停用；",
        "                                    已改期",
    ]


@pytest.mark.parametrize("room", [20, 30, 40, 53, 80])
def test_no_line_is_wider_than_the_room_and_no_text_is_lost(room: int) -> None:
    lines = laid_out(GRID, room)
    assert max(map(width, lines)) <= room
    letters = sorted("".join("".join(row) for row in GRID).replace(" ", "").replace("\n", ""))
    assert sorted("".join(lines).replace(" ", "")) == letters


def test_a_grid_without_groups_is_not_indented() -> None:
    assert laid_out((("", "预算数"), ("其他资金", "10")), 40) == ["          预算数", "其他资金  10"]
