"""Laws of the checks: whatever is answered, every rule gives findings that people can read, and raises nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.answers import Answers
from forms.checks.finding import Finding
from forms.checks.mending import choose, divide, mend
from forms.checks.register import RULES, check, check_batch, extract
from forms.compute import Reading
from forms.filling import new_answers
from forms.model import Form, PageType
from forms.path import Path
from forms.steps import new_row
from profiles import FULL, full

FIGURES = [
    "≥",
    "≤",
    "约",
    "近",
    "不低于",
    "以上",
    "左右",
    "95%",
    "100%",
    "0",
    "-3",
    "10 次",
    "15000 份",
    "3.5 万元",
    "１２",
    "％",
]
DATES = ["12 月底", "9月前", "每月 25-27 日", "2020年", "2021 年 1 月 1 日", "-", "至"]
WORDS = [
    "无",
    "/",
    "—",
    "有效",
    "显著提升",
    "未完成",
    "完成",
    "部分达成",
    "均已完成",
    "确保",
    "档案整理",
    "满意度",
    "完成率",
    "其中",
    "了",
]
MARKS = ["，", "。", "；", "、", "（", "）", "《", "》", "“", "指标1", "XX", "**", "……", "□", "☑", "是", "否", " "]
PIECES = st.sampled_from([*FIGURES, *DATES, *WORDS, *MARKS])
TEXTS = st.one_of(
    st.lists(PIECES, max_size=8).map("".join),
    st.text(max_size=12),
    st.sampled_from([
        "1e30",
        "9" * 99,
        "0." + "0" * 30 + "1",
        "-1",
        "NaN",
        "1_000",
        "²",
        "٣ 次",
        "十亿亿亿亿",
        "\n",
        " ",
    ]),
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Form, Answers]:
    """A report of a shipped form with some of its questions answered by anything."""
    form = full(draw(st.sampled_from(sorted(FULL))))
    answers = new_answers(form, draw(st.sampled_from([2020, 1999, 2100])))
    texts = {}
    for page in form.pages:
        fixed = [row.key for row in page.rows] if page.type is PageType.FIXED else [""]
        if page.type is PageType.REPEATED:
            continue
        for row in fixed:
            for field in page.fields:
                if text := draw(st.none() | TEXTS):
                    texts[str(Path(page.name, row, field.name))] = text
    if draw(st.booleans()):
        texts["funds.which"] = draw(st.sampled_from(["区级财政资金", "区级财政资金、其他资金", "不是来源"]))
    page = form.page("indicators")
    for key in draw(st.lists(st.sampled_from([group.key for group in page.groups]), max_size=5)):
        answers, _ = answers.add_row(page.name, key, {})
    for each in answers.page_rows(page.name):
        for field in page.fields:
            if text := draw(st.none() | TEXTS):
                texts[str(Path(page.name, str(each.id), field.name))] = text
    closed = frozenset(str(new_row(page, group.key)) for group in page.groups) if draw(st.booleans()) else frozenset()
    rate = "funds#total.execution_rate" if form.code == "project-expenditure" else "plan.plan_execution_rate"
    given_rates = {rate: draw(TEXTS)} if draw(st.booleans()) else {}
    return form, answers._replace(texts={**answers.texts, **texts}, closed=closed, given=given_rates)


SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(reports())
def test_no_rule_raises_and_every_finding_can_be_shown(report: tuple[Form, Answers]) -> None:
    """A finding has a known code, a place on the form, one line of words, and a key of its own."""
    form, answers = report
    found = check(Reading(form, answers))
    for each in found:
        assert each.code in RULES
        assert each.message
        path = Path.parse(each.path)
        assert path.field == "which" or form.field(path).label
        assert "\n" not in each.message
    assert len({each.key for each in found}) == len(found)


@SETTINGS
@given(reports())
def test_every_offer_can_be_taken(report: tuple[Form, Answers]) -> None:
    """Taking a fix, a choice or a split gives answers that can be checked again."""
    form, answers = report
    for each in check(Reading(form, answers)):
        for after in offers(form, answers, each):
            check(Reading(form, after))


def offers(form: Form, answers: Answers, finding: Finding) -> list[Answers]:
    taken = [mend(form, answers, finding.fix)] if finding.fix else []
    return [*taken, *(choose(answers, each) for each in finding.choices), divide(form, answers, finding)]


@SETTINGS
@given(st.lists(reports(), max_size=3))
def test_a_batch_of_anything_is_checked(batch: list[tuple[Form, Answers]]) -> None:
    """There is one list of findings for each report."""
    assert len(check_batch([extract(Reading(form, answers)) for form, answers in batch])) == len(batch)


@SETTINGS
@given(reports(), st.sampled_from(sorted(RULES)))
def test_a_certain_fix_mends_what_it_is_for(report: tuple[Form, Answers], code: str) -> None:
    """After a computed fix the same finding is not there any more."""
    form, answers = report
    for each in RULES[code](Reading(form, answers)):
        if each.fix and each.fix.certain:
            after = mend(form, answers, each.fix)
            assert each.key not in {other.key for other in RULES[code](Reading(form, after))}, each


@pytest.mark.parametrize("code", sorted(FULL))
def test_the_same_answers_give_the_same_findings(code: str) -> None:
    form = full(code)
    answers = new_answers(form, 2020)
    assert check(Reading(form, answers)) == check(Reading(form, answers))
