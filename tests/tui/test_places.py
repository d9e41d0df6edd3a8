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


def test_of_several_questions_the_numbers_are_said() -> None:
    wizard = Wizard(load("project-expenditure"), new_answers(load("project-expenditure"), 2020))
    said = parse("/到 全年", wizard)
    assert isinstance(said, Unknown)
    assert "「全年」有 3 处：2.1 年度资金总额 · 全年预算数（A）" in said.message and "如 /到 2.1" in said.message
