"""Where the words after `/到` and `/改` lead."""

from __future__ import annotations

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from tui.dialogue import Unknown, parse


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("公章", "项目主管部门（公章）"),
        ("起止时间", "项目起止时间"),
        ("档案整理", "三级指标"),
    ],
)
def test_a_question_is_found_by_its_words_and_a_row_by_its_name(word: str, said: str) -> None:
    wizard = Wizard(load("project-expenditure"), new_answers(load("project-expenditure"), 2020))
    for text in ("/到 质量", "档案整理"):
        wizard.say(parse(text, wizard))  # type: ignore[arg-type] # both are sayings
    found = parse(f"/到 {word}", wizard)
    assert isinstance(found, e.Goto)
    wizard.say(found)
    assert isinstance(wizard.pending, e.Ask) and wizard.pending.label == said


@pytest.fixture
def wizard() -> Wizard:
    """A form with three rows: 档案整理, 档案业务培训, 保密培训."""
    form = load("project-expenditure")
    wizard = Wizard(form, new_answers(form, 2020))
    rows = (
        "/到 数量",
        "档案整理",
        "6 次",
        "6 次",
        "/加",
        "档案业务培训",
        "2 场",
        "2 场",
        "/加",
        "保密培训",
        "1 场",
        "1 场",
    )
    for text in rows:
        wizard.say(parse(text, wizard))  # type: ignore[arg-type] # all are sayings
    return wizard


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("整理", "indicators#1.indicator"),
        ("档案业务", "indicators#2.indicator"),
        ("保密 完成值", "indicators#3.actual"),
        ("档案整理的年度指标值", "indicators#1.target"),
        ("业务 · 指标值", "indicators#2.target"),
        ("保密培训　原因", "indicators#3.deviation_reason"),
        ("消防", ""),
        ("消防 完成值", ""),
        (" ", ""),
    ],
)
def test_a_part_of_a_rows_name_and_a_cell_behind_it_are_enough(wizard: Wizard, word: str, path: str) -> None:
    found = parse(f"/改 {word}", wizard)
    assert found == e.Goto(path, returning=True) if path else isinstance(found, Unknown), found


def test_of_several_rows_their_names_are_said(wizard: Wizard) -> None:
    said = parse("/到 培训", wizard)
    assert isinstance(said, Unknown)
    assert "「培训」有 2 处：4.4 产出指标 › 数量指标 第 2 行 · 三级指标「档案业务培训」" in said.message
    assert "「保密培训」" in said.message and "如 /到 4.4" in said.message


def test_of_several_questions_the_numbers_are_said() -> None:
    wizard = Wizard(load("project-expenditure"), new_answers(load("project-expenditure"), 2020))
    said = parse("/到 全年", wizard)
    assert isinstance(said, Unknown)
    assert "「全年」有 3 处：2.1 年度资金总额 · 全年预算数（A）" in said.message and "如 /到 2.1" in said.message
