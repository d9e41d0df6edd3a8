"""The checks that the conversation runs: what they find, what they leave alone, and how a waiver ends."""

from __future__ import annotations

import pytest

from forms import events as e
from forms.answers import Answers
from forms.checks.finding import Fix, Severity
from forms.checks.mending import mend
from forms.checks.register import RULES, check
from forms.compute import Reading
from forms.filling import new_answers
from forms.library import load
from forms.path import Path
from forms.steps import Course
from forms.wizard import Wizard

FORM = load("project-expenditure")
FEW = FORM._replace(checks=dict.fromkeys(("B02", "B03", "B08", "F02", "I01"), "error") | {"I04": "warning"})
"""The form under a profile of few checks, so that each table below tells of one thing."""


def codes(answers: Answers) -> list[tuple[str, str]]:
    """Codes and places of what the few checks find."""
    return [(each.code, each.path) for each in check(Reading(FEW, answers))]


def with_texts(texts: dict[str, str]) -> Answers:
    answers = new_answers(FORM, 2020)
    for path, text in texts.items():
        answers = answers.put(path, text)
    return answers


def with_row(target: str, actual: str, reason: str | None = None) -> Answers:
    fields = {"indicator": "甲", "target": target, "actual": actual}
    answers, _ = new_answers(FORM, 2020).add_row("indicators", "quantity", fields)
    return answers if reason is None else answers.put("indicators#1.deviation_reason", reason)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"facts.period": "2021年1月1日-12月31日"}, [("B02", "facts.period")]),
        ({"facts.period": "2019年1月1日-2021年12月31日"}, []),
        ({"facts.period": "2020年"}, []),
        ({"facts.period": "2020年12月31日-2020年1月1日"}, [("B03", "facts.period")]),
        ({"funds#total.executed": "45.3Z"}, [("B08", "funds#total.executed")]),
        ({"facts.is_key_project": "也许"}, [("B08", "facts.is_key_project")]),
    ],
)
def test_the_form_as_a_whole(texts: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert codes(with_texts(texts)) == found


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"upper_transfer": "30", "local_fiscal": "55"}, []),
        ({"upper_transfer": "30", "local_fiscal": "55.01"}, []),
        ({"upper_transfer": "30", "local_fiscal": "55.02"}, ["F02"]),
        ({"upper_transfer": "30"}, ["F02"]),
        ({"upper_transfer": "300000元", "local_fiscal": "55"}, []),
    ],
)
def test_parts_add_up_within_a_hundredth(parts: dict[str, str], found: list[str]) -> None:
    labels = {"upper_transfer": "上级转移支付资金", "local_fiscal": "区级财政资金"}
    texts = {"funds#total.annual_budget": "85", "funds.which": "、".join(labels[key] for key in parts)}
    texts |= {f"funds#{key}.annual_budget": text for key, text in parts.items()}
    assert [code for code, _ in codes(with_texts(texts))] == found


@pytest.mark.parametrize(
    ("target", "actual", "reason", "found"),
    [
        ("约 10 次", "4 次", None, ["I01"]),
        ("约 10 次", "4 次", "", ["I01"]),
        ("约 10 次", "4 次", "无", ["I01"]),
        ("约 10 次", "4 次", "系统升级，改为季度巡检。", []),
        ("约 10 次", "9 次", None, []),
        ("≥95%", "100%", None, []),
        ("≤5 万元", "6 万元", None, ["I01"]),
        ("12 月底", "12 月底", None, []),
        ("0 起", "0 起", None, []),
        ("约 10 次", "已完成", None, ["I04"]),
        ("有效", "100%", None, []),
    ],
)
def test_an_indicator_against_its_target(target: str, actual: str, reason: str | None, found: list[str]) -> None:
    assert [code for code, _ in codes(with_row(target, actual, reason))] == found


def test_a_waiver_holds_until_one_of_its_answers_changes() -> None:
    wizard = Wizard(FORM, with_row("约 10 次", "4 次", ""))
    wizard.say(e.Waive("已报备", "I01"))
    assert [each.waived for each in wizard.findings if each.code == "I01"] == ["已报备"]
    changed = wizard.answers.put("indicators#1.actual", "3 次")
    assert [each.waived for each in check(Reading(FORM, changed)) if each.code == "I01"] == [""]


def test_a_reason_for_what_rates_mean_covers_the_rows_it_was_given_for() -> None:
    wizard = Wizard(FORM, with_row("显著提升", "100%"))
    wizard.say(e.Waive("按问卷", "I04"))
    assert [each.waived for each in wizard.findings if each.code == "I04"] == ["按问卷"]
    cells = {"indicator": "乙", "target": "明显提高", "actual": "100%"}
    more, _ = wizard.answers.add_row("indicators", "social", cells)
    assert [each.waived for each in check(Reading(FORM, more)) if each.code == "I04"] == [""]


def test_the_profile_says_which_checks_run_and_never_makes_them_harder() -> None:
    lenient = load("investment-project")
    assert {each.code for each in check(Reading(lenient, new_answers(lenient, 2020)))} <= set(lenient.checks)
    assert {each.severity for each in check(Reading(FORM, with_row("约 10 次", "已完成"))) if each.code == "I04"} == {
        Severity.WARNING
    }


def test_every_rule_explains_itself() -> None:
    for code, rule in RULES.items():
        assert rule.__doc__ and "例：" in rule.__doc__ and "改法：" in rule.__doc__, code


def test_a_findings_place_can_be_gone_to() -> None:
    wizard = Wizard(FORM, with_row("约 10 次", "4 次"))
    for finding in wizard.findings:
        wizard.say(e.Goto(finding.path))
        assert wizard.at == Path.parse(finding.path), finding


REASON = "indicators#1.deviation_reason"


@pytest.mark.parametrize(
    ("target", "actual", "is_asked"),
    [
        ("有效保障", "未达成预期指标", True),
        ("有效保障", "部分完成", True),
        ("12 月底", "未完成", True),
        ("12 月底", "延期", True),
        ("合格", "不合格", True),
        ("合格", "优秀", False),
        ("不发生失泄密", "发生 1 起", True),
        ("约 10 次", "4 次", True),
        ("约 10 次", "10 次", False),
        ("有效保障", "达成预期指标", False),
    ],
)
def test_the_reason_is_asked_of_what_is_found_to_lack_it(target: str, actual: str, *, is_asked: bool) -> None:
    """The question and the finding are one judgement."""
    form = load("project-expenditure")
    row = {"indicator": "系统维护", "target": target, "actual": actual}
    answers, _ = new_answers(form, 2020).add_row("indicators", "quality", row)
    reading = Reading(form, answers)
    assert (Path.parse(REASON) in reading.once(Course).steps) is is_asked
    assert any((each.code, each.path) in (("I01", REASON), ("I16", REASON)) for each in check(reading)) is is_asked


@pytest.mark.parametrize(
    ("name", "target", "actual", "is_asked"),
    [
        ("故障响应时间", "24 小时", "36 小时", True),
        ("故障响应时间", "24 小时", "20 小时", False),
        ("著录差错率", "5%", "7%", True),
        ("信息采用率", "5%", "7%", False),
    ],
)
def test_the_name_tells_question_and_finding_alike_that_less_is_better(
    name: str, target: str, actual: str, *, is_asked: bool
) -> None:
    row = {"indicator": name, "target": target, "actual": actual}
    reading = Reading(FORM, new_answers(FORM, 2020).add_row("indicators", "quality", row)[0])
    assert (Path.parse(REASON) in reading.once(Course).steps) is is_asked
    assert any((each.code, each.path) == ("I01", REASON) for each in check(reading)) is is_asked


@pytest.mark.parametrize(
    ("texts", "path", "codes"),
    [
        ({"goals.initial_goal": "请填写年初目标"}, "goals.initial_goal", ["B07"]),
        ({"funds#total.executed": "85", "goals.initial_goal": "办会 6 场"}, "funds.which", ["F02"]),
    ],
)
def test_of_one_answer_the_same_is_said_once(texts: dict[str, str], path: str, codes: list[str]) -> None:
    found = check(Reading(FORM, with_texts(texts)))
    assert [each.code for each in found if each.path == path] == codes


@pytest.mark.parametrize(
    ("target", "actual"), [("9" * 30 + " 场", "7 场"), ("7 场", "9" * 30 + " 场"), ("-6 场", "7 场")]
)
def test_what_cannot_be_is_said_in_one_sentence(target: str, actual: str) -> None:
    found = check(Reading(FORM, with_row(target, actual)))
    assert [each.code for each in found if each.path.startswith("indicators#1.")] == ["B08"]


def test_a_table_without_an_indicator_is_an_error_under_the_shipped_profile() -> None:
    found = check(Reading(FORM, new_answers(FORM, 2020)))
    assert [each.severity for each in found if each.code == "I17"] == [Severity.ERROR]


def test_the_improvement_is_asked_of_a_question_answered_the_wrong_way() -> None:
    form = load("investment-project")
    for number, said in ((1, "否"), (2, "是")):
        answers = new_answers(form, 2020).put(f"indicators#{number}.completion", said)
        steps = Reading(form, answers).once(Course).steps
        assert [str(each) for each in steps if each.field == "improvement"] == [f"indicators#{number}.improvement"]


def test_a_figure_from_outside_is_forgotten_with_a_fix_of_what_goes_into_it() -> None:
    answers = with_texts({"funds#total.annual_budget": "455400", "funds#total.executed": "45.32"})
    answers = answers._replace(given={"funds#total.execution_rate": "98%"})
    assert mend(FORM, answers, Fix("funds#total.annual_budget", "45.54")).given == {}
    assert mend(FORM, answers, Fix("facts.period", "2020年")).given == answers.given


def test_after_a_split_the_rows_are_gone_through_from_the_first() -> None:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    wizard.say(e.Goto("indicators#+quantity.indicator"))
    for said in ("宣传品印制", "手册 6000 本、折页 500 份"):
        wizard.say(e.Answer(said))
    first = wizard.at
    wizard.say(e.TakeFix())
    assert first and wizard.at == first.at("actual")
    wizard.say(e.Answer("6000 本"))
    assert str(wizard.at) == "indicators#2.actual"


def test_a_split_asks_anew_for_what_was_said_of_all() -> None:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    wizard.say(e.Goto("indicators#+quantity.indicator"))
    for said in ("宣传品印制", "手册 6000 本、折页 500 份"):
        wizard.say(e.Answer(said))
    wizard.say(e.Goto("indicators#1.actual"))
    wizard.say(e.Answer("100%"))
    several = next(each for each in wizard.findings if each.split)
    events = wizard.say(e.TakeFix(several.code, several.path))
    told = [each.message for each in events if isinstance(each, e.RowsChanged)]
    assert len(told) == 1 and "原来的「100%」说的是几项，请逐行填写。" in told[0]
    assert wizard.answers.get("indicators#1.actual") is None
    assert str(wizard.at) == "indicators#1.actual"


def test_a_fix_elsewhere_keeps_the_question_at_hand() -> None:
    wizard = Wizard(FORM, with_texts({"facts.period": "2020年1月1日-12月31日", "facts.project_name": "－档案工作"}))
    at = "funds#total.annual_budget"
    wizard.say(e.Goto(at))
    wanted = next(each for each in wizard.findings if each.fix and each.path.startswith("facts."))
    events = wizard.say(e.TakeFix(wanted.code, wanted.path))
    assert [each.path for each in events if isinstance(each, e.Changed)] == [wanted.path]
    assert str(wizard.at) == at
