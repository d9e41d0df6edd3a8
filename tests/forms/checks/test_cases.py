"""Every check against its cases: what it leaves alone, what it finds, and what its offer makes of the answers.

A case in tests/cases/checks/CODE.toml looks like the form: `answers` by place, `rows` drawn as the table has them
(类别 | 名称 | 指标值 | 完成值 | 原因), `given` figures from outside, `told = true` where groups without rows were left
so on purpose, `settings` in place of the profile's. `found` says how severe and where, as people count. A fix case
has the texts that stand in the form after the offer was taken; the finding is then gone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

import pytest

from forms.answers import Answers
from forms.checks.finding import Finding
from forms.checks.mending import choose, divide, mend
from forms.checks.register import BATCH_RULES, EXPLAINED, RULES, extract
from forms.compute import Reading
from forms.filling import new_answers
from forms.model import Form, Page, PageType
from forms.path import Path
from forms.positions import from_position, to_position
from forms.steps import new_row
from profiles import full

FOLDER = File(__file__).parents[2] / "cases" / "checks"
KEYS = {"says", "form", "year", "settings", "answers", "given", "rows", "told", "reports"}
OWN_KEYS = {"pass": set[str](), "fail": {"found", "message"}, "fix": {"takes", "choose", "divided"}}

Case = dict[str, Any]


def cases(sort: str) -> list[Any]:
    return list(_cases(sort))


def _cases(sort: str) -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8")).get(sort, []):
            assert set(case) <= KEYS | OWN_KEYS[sort], f"{file.name}: {case}"
            yield pytest.param(file.stem, case, id=f"{file.stem}-{case['says']}")


def form_of(code: str, case: Case) -> Form:
    form = full(case.get("form", "project-expenditure"))
    if "settings" not in case:
        return form
    return form._replace(checks={**form.checks, code: {"severity": "warning", **case["settings"]}})


def answers_of(form: Form, case: Case) -> Answers:
    answers = new_answers(form, case.get("year", 2020))
    page = next(each for each in form.pages if each.type is PageType.REPEATED)
    for line in case.get("rows", "").strip().splitlines():
        answers = with_row(page, answers, [cell.strip() for cell in line.split("|")])
    if case.get("told"):
        empty = [each for each in page.groups if not answers.group_rows(page.name, each.key)]
        answers = answers._replace(closed=frozenset(str(new_row(page, each.key)) for each in empty))
    for place, text in case.get("answers", {}).items():
        answers = answers.put(from_position(form, answers, place), text)
    given = {str(from_position(form, answers, place)): text for place, text in case.get("given", {}).items()}
    return answers._replace(given=given)


def with_row(page: Page, answers: Answers, cells: list[str]) -> Answers:
    group = next(each for each in page.groups if each.level2.removesuffix("指标").endswith(cells[0]))
    fields = {field.name: text for field, text in zip(page.fields, cells[1:], strict=False) if text}
    preset = [row for row in answers.group_rows(page.name, group.key) if row.preset]
    for row in preset:
        if answers.get(Path(page.name, str(row.id), page.key_field.name)) == cells[1]:
            for name, text in fields.items():
                answers = answers.put(Path(page.name, str(row.id), name), text)
            return answers
    return answers.add_row(page.name, group.key, fields)[0]


def findings(code: str, case: Case) -> tuple[Form, list[tuple[Answers, Finding]]]:
    """What the rule finds in the case's report, or in its reports, each with the answers it is about."""
    form = form_of(code, case)
    if code in RULES:
        answers = answers_of(form, case)
        return form, [(answers, each) for each in RULES[code](Reading(form, answers))]
    readings = [batch_reading(code, each) for each in case["reports"]]
    found = BATCH_RULES[code]([extract(each) for each in readings])
    return form, [(readings[number].answers, each) for number, each in found]


def batch_reading(code: str, case: Case) -> Reading:
    form = form_of(code, case)
    return Reading(form, answers_of(form, case))


def told(form: Form, found: list[tuple[Answers, Finding]]) -> list[str]:
    return [f"{each.severity.value} {to_position(form, answers, Path.parse(each.path))}" for answers, each in found]


@pytest.mark.parametrize(("code", "case"), cases("pass"))
def test_it_leaves_alone(code: str, case: Case) -> None:
    _, found = findings(code, case)
    assert [each.message for _, each in found] == []


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_it_finds(code: str, case: Case) -> None:
    form, found = findings(code, case)
    assert told(form, found) == case["found"]
    assert {each.code for _, each in found} == {code}
    assert case.get("message", "") in found[0][1].message
    assert all(each.message.endswith(("。", "？")) and "\n" not in each.message for _, each in found)


@pytest.mark.parametrize(("code", "case"), cases("fix"))
def test_its_offer_mends(code: str, case: Case) -> None:
    form, found = findings(code, case)
    answers, finding = found[0]
    after = taken(form, answers, finding, case)
    assert texts(form, after, case["takes"]) == case["takes"]
    if code in RULES:
        left = [each.key for each in RULES[code](Reading(form, after))]
        assert finding.key not in left


def taken(form: Form, answers: Answers, finding: Finding, case: Case) -> Answers:
    """The answers after the one offer that the finding makes."""
    if "choose" in case:
        return choose(answers, next(each for each in finding.choices if each.label == case["choose"]))
    if case.get("divided"):
        return divide(form, answers, finding)
    assert finding.fix, finding
    return mend(form, answers, finding.fix)


def texts(form: Form, answers: Answers, places: Mapping[str, str]) -> dict[str, str]:
    reading = Reading(form, answers)
    found = {place: from_position(form, answers, place) for place in places}
    return {place: reading.text(path) for place, path in found.items() if str(path) not in answers.given}


@pytest.mark.parametrize("code", EXPLAINED)
def test_every_check_has_cases_that_pass_and_fail(code: str) -> None:
    file = FOLDER / f"{code}.toml"
    assert file.exists(), f"{file} is missing; the recipe in CONTRIBUTING.md says what goes into it"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert data.get("pass"), code
    assert data.get("fail"), code


def test_every_file_of_cases_belongs_to_a_check() -> None:
    assert {file.stem for file in FOLDER.glob("*.toml")} == set(EXPLAINED)
