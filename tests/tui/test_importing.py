"""What a person is told of a file's forms before anything is stored."""

from __future__ import annotations

from typing import Any

import pytest

from forms import library
from forms.filling import new_answers
from forms.recognise import Doubt, Recognised, Repair, Unplaced
from tui.importing import Found, recognised_data, told

FORM = library.load("project-expenditure")
LABELS = (
    Repair("第 1 行", "主管 部门", "主管部门", "标签里的空格"),
    Repair("第 2 行", "年度资金总额:", "年度资金总额：", "标签里的半角标点"),
    Repair("第 3 行", "实施 单位", "实施单位", "标签里的空格"),
)
ANSWER = Repair("第 9 行", "》95%", "≥95%", "≥ 误识为 》")


def found(**remarks: Any) -> Found:
    report = Recognised(FORM, new_answers(FORM, 2024), "", 0, (), (), ())._replace(**remarks)
    return Found("表.docx", (report,))


def test_printed_words_that_were_mended_are_one_line_before_what_was_mended_in_answers() -> None:
    lines = told(found(repairs=(*LABELS, ANSWER)))
    at = lines.index("    修正 4 处：")
    assert lines[at + 1 :] == [
        "      标签里的空格、半角标点 3 处",
        "      第 9 行：「》95%」改为「≥95%」（≥ 误识为 》）",
    ]
    assert sum("标签里的" in line for line in told(found(repairs=(*LABELS, ANSWER)), None)) == 3
    data = recognised_data(found(), found(repairs=LABELS).reports[0])
    assert [each["from"] for each in data["repairs"]] == [each.before for each in LABELS]


def test_what_was_not_placed_is_told_with_its_column_and_row() -> None:
    unplaced = (Unplaced("第 8 行第 5 格", "145.20", "年初预算数 · 其他资金"), Unplaced("第 9 行", "此致"))
    lines = told(found(unplaced=unplaced))
    assert lines[-2:] == ["      第 8 行第 5 格（年初预算数 · 其他资金）：145.20", "      第 9 行：此致"]
    data = recognised_data(found(), found(unplaced=unplaced).reports[0])
    assert data["unplaced"] == [
        {"place": "第 8 行第 5 格", "text": "145.20", "of": "年初预算数 · 其他资金"},
        {"place": "第 9 行", "text": "此致"},
    ]


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("indicators", "绩效指标"),
        ("funds", "项目资金"),
        ("goals", "年度总体目标"),
        ("year", "年度"),
        ("facts.period", "项目起止时间"),
        ("funds.1.execution_rate", "年度资金总额 · 执行率（B/A）"),
    ],
)
def test_a_doubt_names_its_place_in_the_words_of_the_form(path: str, called: str) -> None:
    assert told(found(doubts=(Doubt(path, "请核对。"),)))[-1] == f"      {called}：请核对。"
