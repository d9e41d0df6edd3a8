"""Keeping a finding with a reason: which one is meant, what is a reason, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest

from forms import events as e
from forms.exchange import new_from_data
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from seeds import seed
from tui.dialogue import parse
from tui.sentences import sentences

FORM = load("project-expenditure")
NAME, PERIOD, SEAL = "facts.project_name", "facts.period", "facts.seal"


def seeded(**facts: str) -> Wizard:
    data = seed("2-5")
    data["answers"]["facts"] |= facts
    answers, _ = new_from_data(FORM, data["year"], data)
    return Wizard(FORM, answers)


def empty() -> Wizard:
    return Wizard(FORM, new_answers(FORM, 2020))


def say(wizard: Wizard, line: str) -> str:
    said: Any = parse(line, wizard)
    return "\n".join(sentences(wizard.say(said)))


def kept(wizard: Wizard) -> list[str]:
    return [key.split(" ")[0] for key in wizard.answers.waivers]


def two_at_one_place() -> Wizard:
    """A name without words, of a class that it does not fit."""
    wizard = seeded()
    say(wizard, "/到 数量")
    row = str(wizard.at).partition(".")[0]
    wizard.say(e.Goto(f"{row}.target"))
    wizard.say(e.Answer("≥95%"))
    wizard.say(e.Goto(f"{row}.indicator"))
    wizard.say(e.Answer("33"))
    assert {each.code for each in wizard.warned} >= {"I06", "I12"}
    return wizard


def test_of_several_the_code_says_which_is_kept() -> None:
    wizard = two_at_one_place()
    before = wizard.answers
    said = say(wizard, "/保留 上级要求这样写")
    assert said.startswith("✗ 这里有 ") and "I06（待核）" in said and "/保留 I" in said
    assert wizard.answers == before
    at = wizard.at
    say(wizard, "/保留 I06 上级要求这样写")
    assert kept(wizard) == ["I06"] and wizard.at == at, "the other one still stands here"
    say(wizard, "/保留 i12　名称由上级统一")
    assert set(kept(wizard)) == {"I06", "I12"}


def test_at_the_review_the_codes_that_stand_are_named() -> None:
    wizard = seeded()
    wizard.say(e.Goto(e.REVIEW))
    said = say(wizard, "/保留 合同约定跨年执行")
    assert "请写明保留哪一条，如 /保留 B02 理由；还有 B02、" in said and not kept(wizard)


def test_each_of_several_warnings_says_how_it_is_kept() -> None:
    wizard = two_at_one_place()
    said = "\n".join(sentences(tuple(e.Warned(each) for each in wizard.warned)))
    assert "请输入 /保留 I06 理由" in said and "请输入 /保留 I12 理由" in said


@pytest.mark.parametrize("code", ["B02", "b02", "Ｂ０２", "ｂ02"])
@pytest.mark.parametrize("between", [" ", "：", "，", "　"])
def test_a_code_may_be_written_in_any_width_and_case(code: str, between: str) -> None:
    wizard = seeded()
    say(wizard, f"/保留 {code}{between}合同约定跨年执行")
    assert [(key, each.reason) for key, each in wizard.answers.waivers.items()] == [
        (f"B02 {PERIOD}", "合同约定跨年执行")
    ]


def test_a_code_that_there_is_not_is_said_and_a_word_like_one_is_a_reason() -> None:
    wizard = seeded()
    assert "没有「B99」这条规则" in str(parse("/保留 B99 合同约定", wizard))
    assert parse("/保留 A3 纸打印，按合同", wizard) == e.Waive("A3 纸打印，按合同")
    assert "没有「B99」这条规则" in str(parse("/取消保留 B99", wizard))
    assert "现在没有 I16 这一条" in say(wizard, "/保留 I16 合同约定")


@pytest.mark.parametrize("reason", ["1", "无", "/", "。", "……", "已完成", "123", "是", "-"])
def test_a_reason_that_says_nothing_is_refused(reason: str) -> None:
    wizard = seeded()
    said = say(wizard, f"/保留 B02 {reason}")
    assert said == f"✗ 「{reason}」没有说出为什么保留，请写明理由，如 /保留 合同约定跨年执行。"
    assert not wizard.answers.waivers


def test_a_required_cell_may_stay_empty_for_a_reason_and_no_longer_blocks() -> None:
    wizard = seeded(seal="")
    wizard.answers = wizard.answers.clear(SEAL)
    wizard = Wizard(FORM, wizard.answers)
    say(wizard, "/到 公章")
    assert "/保留 B01 理由" in say(wizard, "/空")
    assert "/保留 B01 理由" in say(wizard, "/保留 公章另附"), "a reason meant for another answer empties no cell"
    assert "B01 已保留" in say(wizard, "/保留 B01 公章另附")
    assert wizard.answers.get(SEAL) == "" and str(wizard.at) != SEAL
    assert "B01" not in say(wizard, "/完成")
    say(wizard, "/撤销")
    assert str(wizard.at) == SEAL and wizard.answers.get(SEAL) is None and not wizard.answers.waivers


def test_what_is_kept_no_more_stands_open_and_an_empty_cell_is_asked_again() -> None:
    wizard = empty()
    wizard.say(e.Waive("项目名称待批复", "B01", NAME))
    say(wizard, "/到 核对")
    said = say(wizard, "/取消保留")
    assert said.startswith("  B01 不再保留，重新列出：") and not wizard.answers.waivers
    assert wizard.answers.get(NAME) is None
    assert "取消保留 B01「项目名称待批复」" in say(wizard, "/撤销")
    assert kept(wizard) == ["B01"]
    assert "没有说明理由保留的" in say(wizard, "/取消保留 B02")


def test_of_several_kept_the_code_says_which() -> None:
    wizard = seeded()
    for code in ("B02", "F10"):
        say(wizard, f"/保留 {code} 合同约定跨年执行")
    say(wizard, "/到 核对")
    assert "B02、F10" in say(wizard, "/取消保留")
    say(wizard, "/取消保留 f10")
    assert kept(wizard) == ["B02"]


def test_one_rule_at_several_places_is_kept_where_one_stands() -> None:
    wizard = seeded()
    say(wizard, "/到 核对")
    assert "I01 有 2 处" in say(wizard, "/保留 I01 疫情期间暂停")
    say(wizard, "/到 4.4")
    assert not kept(wizard)


@pytest.mark.parametrize("line", ["项目支出", "无"])
def test_an_undo_returns_to_the_question_that_named_the_row(line: str) -> None:
    wizard = empty()
    say(wizard, "/到 成本")
    say(wizard, line)
    say(wizard, "/撤销")
    assert str(wizard.at) == "indicators#+cost.indicator"


def test_an_undo_returns_to_the_first_of_the_cells_that_were_filled_together() -> None:
    wizard = empty()
    say(wizard, "/到 成本")
    say(wizard, "无")
    say(wizard, "/到 成本")
    name = str(wizard.at)
    say(wizard, "项目支出")
    say(wizard, "/撤销")
    assert str(wizard.at) == name


def test_an_undo_of_a_row_that_was_added_asks_for_it_again() -> None:
    wizard = seeded()
    say(wizard, "/到 成本")
    say(wizard, "/加")
    say(wizard, "项目支出")
    say(wizard, "/撤销")
    assert str(wizard.at) == "indicators#+cost.indicator"


def test_who_goes_to_a_finding_is_told_it_there() -> None:
    wizard = seeded()
    told = wizard.say(e.Goto(PERIOD, returning=True))
    assert [each.finding.code for each in told if isinstance(each, e.Warned)] == ["B02"]
    assert not [each for each in wizard.say(e.Goto("facts")) if isinstance(each, e.Warned)]
    asked = empty()
    assert sentences(asked.say(e.Goto(NAME, returning=True))) == ["· B01 「项目名称」为必填项，请填写。"]
    assert not asked.say(e.Goto(NAME))


GOAL = "goals.initial_goal"


def test_a_lone_digit_over_a_long_answer_is_asked_about() -> None:
    wizard = seeded()
    wizard.say(e.Goto(GOAL))
    before = wizard.answers.get(GOAL)
    wizard.say(e.Answer("2"))
    assert isinstance(wizard.pending, e.Ask) and wizard.pending.options == ("不改", "填写「2」")
    wizard.say(e.Answer("1"))
    assert wizard.answers.get(GOAL) == before and str(wizard.at) == GOAL
    wizard.say(e.Answer("2"))
    wizard.say(e.Answer("2"))
    assert wizard.answers.get(GOAL) == "2"
    wizard.say(e.Goto(GOAL))
    wizard.say(e.Answer("区委区政府档案管理外包服务"))
    wizard.say(e.Answer("3", is_prepared=True))
    assert wizard.answers.get(GOAL) == "3", "what was prepared is never asked about"


def test_a_lone_digit_where_a_fix_is_offered_may_take_it() -> None:
    wizard = seeded()
    say(wizard, "/到 数量")
    at = f"{str(wizard.at).partition('.')[0]}.actual"
    target = at.replace(".actual", ".target")
    wizard.say(e.Goto(target))
    wizard.say(e.Answer("10 次"))
    wizard.say(e.Goto(at))
    wizard.say(e.Answer("12"))
    fix = next(each.fix for each in wizard.warned if each.fix)
    wizard.say(e.Answer("1"))
    assert isinstance(wizard.pending, e.Ask) and wizard.pending.options[0] == f"改为「{fix.text}」"
    wizard.say(e.Answer("1"))
    assert wizard.answers.get(at) == fix.text


def with_rates() -> Wizard:
    data = seed("2-5")
    data["answers"]["indicators"] = [
        {"level1": "产出指标", "level2": level2, "indicator": name, "target": target, "actual": "100%"}
        for level2, name, target in (("质量指标", "合格", "有效"), ("成本指标", "不超", "不超预算"))
    ]
    answers, _ = new_from_data(FORM, data["year"], data)
    return Wizard(FORM, answers)


def test_a_choice_may_be_named_at_once_and_the_reasons_it_makes_due_are_told_or_asked() -> None:
    wizard = with_rates()
    say(wizard, "/到 4.4")
    said = say(wizard, "/采用 部分达成")
    assert "已按「部分达成」填写 2 处" in said
    asked = wizard.at is not None and wizard.at.field == "deviation_reason"
    assert asked or said.count("I01") == 2
    assert "请输入 1（达成）" in say(with_rates_at(), "/采用 差不多")


def with_rates_at() -> Wizard:
    wizard = with_rates()
    say(wizard, "/到 4.4")
    return wizard


@pytest.mark.parametrize("mends", ["", "/保留 供应商统一口径", "6100 本"])
def test_after_a_warning_the_next_open_question_is_asked_not_the_one_beside(mends: str) -> None:
    wizard = empty()
    for line in ("/到 数量", "制作宣传品", "手册 6000 本、折页 6000 份", "/采用"):
        say(wizard, line)
    row = str(wizard.at).partition(".")[0]
    said = say(wizard, "约 6100 本")
    assert "I09" in said and str(wizard.at) == f"{row}.actual"
    say(wizard, mends)
    assert wizard.at is not None and wizard.at.field == "actual" and not str(wizard.at).startswith(f"{row}.")


def test_an_undo_of_a_group_left_empty_returns_there_and_says_so() -> None:
    wizard = empty()
    for line in ("/到 经济", "/空", "/到 说明"):
        say(wizard, line)
    assert say(wizard, "/撤销") == "  已撤销：留空。" and str(wizard.at) == "indicators#+economic.indicator"


def test_what_was_kept_for_another_answer_is_told_again() -> None:
    wizard = seeded()
    finding = next(each for each in wizard.findings if each.code == "I01")
    wizard.say(e.Waive("系统升级，已报备", "I01", finding.path))
    row = finding.path.partition(".")[0]
    wizard.say(e.Goto(f"{row}.actual"))
    told = wizard.say(e.Answer("5 次"))
    assert [each.finding.path for each in told if isinstance(each, e.Warned) and each.finding.code == "I01"] == [
        finding.path
    ]
