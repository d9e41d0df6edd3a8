"""Taking what a finding offers: which one is meant, what is said of it, and a choice that waits meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from tui.dialogue import Unknown, parse
from tui.sentences import sentences

FORM = load("project-expenditure")
ROWS = {
    "社会效益": ("生活便利", "明显改善", "100%"),
    "满意度": ("居民满意度", "≥90%", "93"),
}


def say(wizard: Wizard, line: str) -> str:
    said: Any = parse(line, wizard)
    assert not isinstance(said, Unknown), said.message
    return "\n".join(sentences(wizard.say(said)))


def filled() -> Wizard:
    """A form whose last indicator brings a finding of its own and the question on 100%."""
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    for group in ("数量", "质量", "时效", "成本", "经济效益", "生态效益", "可持续"):
        say(wizard, f"/到 {group}")
        say(wizard, "无")
    for group, cells in ROWS.items():
        say(wizard, f"/到 {group}")
        for text in cells:
            say(wizard, text)
    return wizard


def actuals(wizard: Wizard) -> list[str]:
    rows = wizard.answers.page_rows("indicators")
    texts = (wizard.answers.get(f"indicators#{row.id}.actual") or "" for row in rows)
    return [text for text in texts if text != "无"]


def test_a_fix_is_taken_while_a_choice_waits_and_the_choice_is_put_again() -> None:
    wizard = filled()
    asked = wizard.pending
    assert isinstance(asked, e.Ask) and asked.options == ("达成", "部分达成", "未达成")
    assert "改为「93%」" in say(wizard, "/采用")
    assert actuals(wizard) == ["100%", "93%"]
    assert wizard.pending == asked
    assert "已按「达成」填写 1 处" in say(wizard, "1")
    assert actuals(wizard) == ["达成预期指标", "93%"]


@pytest.mark.parametrize("line", ["/采用 达成", "/采用 I04 达成", "/采用达成"])
def test_a_choice_is_taken_by_its_word_wherever_one_is(line: str) -> None:
    wizard = filled()
    say(wizard, "/采用")
    say(wizard, "/到 项目名称")
    assert "已按「达成」填写 1 处" in say(wizard, line)
    assert actuals(wizard) == ["达成预期指标", "93%"]


def test_a_code_says_which_fix_is_meant_and_of_several_places_one_has_to_be_gone_to() -> None:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    for line in ("/到 质量", "合格率", "≥95%", "96", "/加", "完好率", "≥95%", "97"):
        say(wizard, line)
    say(wizard, "/到 项目名称")
    assert "I04 有 2 处（" in say(wizard, "/采用 I04") and actuals(wizard) == ["96", "97"]
    assert "没有可以直接采用的改法" in say(wizard, "/采用 I08")
    say(wizard, "/到 合格 完成值")
    say(wizard, "/采用 i04")
    assert actuals(wizard) == ["96%", "97"]


def test_a_fix_elsewhere_says_where_it_changed_something() -> None:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    for line in ("/到 主管部门", "区教育办", "区教育办", "/到 公章", "区教育局"):
        say(wizard, line)
    assert say(wizard, "/采用").startswith("  主管部门、实施单位改为「区教育局」")


def test_a_choice_that_is_not_asked_just_now_says_how_it_is_made() -> None:
    wizard = filled()
    say(wizard, "/采用")
    say(wizard, "")
    assert "可选 达成、部分达成、未达成，请输入 /采用 达成 等" in say(wizard, "/改 便利 完成值")


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("/改主管部门", "/改 主管部门"),
        ("/到未填", "/到 未填"),
        ("/改1.3", "/改 1.3"),
        ("／保留合同约定跨年执行", "/保留 合同约定跨年执行"),
        ("/取消保留F02", "/取消保留 F02"),
        ("、加质量", "/加 质量"),
        ("/导出docx", "/导出 docx"),
    ],
)
def test_a_command_needs_no_blank(glued: str, apart: str) -> None:
    wizard = filled()
    assert parse(glued, wizard) == parse(apart, wizard) and not isinstance(parse(glued, wizard), Unknown)


@pytest.mark.parametrize("line", ["/撤销上一步", "/预览表", "/离开吧", "/没有"])
def test_a_command_that_takes_nothing_is_not_guessed(line: str) -> None:
    assert isinstance(parse(line, filled()), Unknown)
