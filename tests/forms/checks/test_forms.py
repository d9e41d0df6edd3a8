"""The checks on whole forms: the twelve published ones, three filled with care, and absurd ones."""

from __future__ import annotations

import json
from pathlib import Path as File
from typing import Any

import pytest

from counting import calls
from forms.answers import Answers, Row
from forms.checks.finding import Finding, Severity
from forms.checks.register import check, check_batch, extract
from forms.compute import Reading
from forms.exchange import new_from_data
from forms.path import Path
from forms.positions import to_position
from golden import assert_golden
from profiles import full
from seeds import NAMES, seed

CAREFUL = sorted((File(__file__).parents[2] / "cases" / "careful").glob("*.json"))

NAMED = {
    "2-1": {("F05", "remarks.remarks")},
    "2-2": {("F05", "remarks.remarks")},
    "2-4": {("G02", "goals.actual_outcome")},
    "2-5": {
        ("B02", "facts.period"),
        ("I01", "indicators.1.deviation_reason"),
        ("I01", "indicators.2.deviation_reason"),
    },
    "2-6": {("G01", "goals.initial_goal"), ("G01", "goals.actual_outcome")},
    "2-7": {("G01", "goals.initial_goal"), ("G01", "goals.actual_outcome")},
    "2-9": {("F05", "remarks.remarks"), ("F10", "remarks.remarks")},
    "2-11": {("F05", "remarks.remarks"), ("I07", "indicators.3.indicator")},
    "2-12": {("I09", "indicators.12.completion")},
}
"""The faults of the published forms that reviewers would find hardest to overlook."""
ERRORS = {"2-5": ["B02", "I01", "I01"], "2-6": ["G01", "G01"], "2-7": ["G01", "G01"]}
"""Every error there is: the rates, the sums and everything else in the published forms are right."""
RATES_FOR_OTHERS = 48
"""Rows of the published forms where a date, a level, a count or words are answered with 100%."""


def reading(data: dict[str, Any]) -> Reading:
    form = full(data["form"])
    answers, problems = new_from_data(form, data["year"], data)
    assert problems == []
    return Reading(form, answers)


def line(read: Reading, finding: Finding) -> str:
    place = to_position(read.form, read.answers, Path.parse(finding.path))
    return f"{finding.severity.value} {finding.code} {place}: {finding.message}\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_has_the_findings_that_were_judged_by_hand(name: str) -> None:
    read = reading(seed(name))
    found = check(read)
    assert_golden(f"findings/{name}.txt", "".join(line(read, each) for each in found))
    places = {(each.code, to_position(read.form, read.answers, Path.parse(each.path))) for each in found}
    assert NAMED.get(name, set()) <= places


def test_no_error_is_raised_on_what_is_right() -> None:
    found = {name: check(reading(seed(name))) for name in NAMES}
    errors = {name: [each.code for each in of if each.severity is Severity.ERROR] for name, of in found.items()}
    assert {name: codes for name, codes in errors.items() if codes} == ERRORS


def test_rates_for_other_things_are_one_question_a_form() -> None:
    asked = {name: [each for each in check(reading(seed(name))) if each.code == "I04"] for name in NAMES}
    assert all(len(findings) <= 1 for findings in asked.values())
    rows = sum(len(each.choices[0].texts) for findings in asked.values() for each in findings)
    counts = sum(1 for findings in asked.values() if not findings)
    assert (rows, counts) == (RATES_FOR_OTHERS, 1)


def test_a_finding_is_known_by_its_code_and_place() -> None:
    """Waivers are stored under the key, so no two findings of a form may share one."""
    for name in NAMES:
        keys = [each.key for each in check(reading(seed(name)))]
        assert len(keys) == len(set(keys)), name


def test_the_published_batch_differs_in_one_title_and_one_department() -> None:
    readings = [reading(seed(name)) for name in NAMES]
    found = check_batch([extract(each) for each in readings])
    places = [(name, each.code, each.path) for name, of in zip(NAMES, found, strict=True) for each in of]
    assert places == [
        ("2-2", "X01", "facts.competent_dept"),
        ("2-4", "X01", "header.title"),
        ("2-12", "X01", "facts.project_unit"),
    ]


@pytest.mark.parametrize("file", CAREFUL, ids=lambda file: file.stem)
def test_a_form_filled_with_care_has_no_finding(file: File) -> None:
    read = reading(json.loads(file.read_text(encoding="utf-8")))
    assert [line(read, each) for each in check(read)] == []


def many_rows(count: int, cells: tuple[str, str, str]) -> Reading:
    """2-5 with so many rows instead of its own, numbered where a cell has `#`."""
    read = reading(seed("2-5"))
    groups = [group.key for group in read.form.page("indicators").groups]
    rows = tuple(Row(100 + n, groups[n * len(groups) // count]) for n in range(count))
    texts = dict(read.answers.texts)
    for n, row in enumerate(rows):
        for field, cell in zip(("indicator", "target", "actual"), cells, strict=True):
            texts[f"indicators#{row.id}.{field}"] = cell.replace("#", str(n))
    answers = read.answers._replace(texts=texts, rows={"indicators": rows}, next_row=100 + count)
    return Reading(read.form, answers)


@pytest.mark.parametrize(
    "cells",
    [
        ("第#项档案整理归档工作", "# 份", "8000 份"),
        ("档案整理归档工作", "15000 份", "8000 份"),
        ("档案#", "", ""),
        ("档案整理#完成率", "有效", "100%"),
        ("档案整理#", "手册 # 本、折页 60 份", "手册 50 本"),
    ],
    ids=["counts", "the same", "empty", "rates", "several"],
)
def test_time_grows_with_the_rows_and_not_with_their_square(cells: tuple[str, str, str]) -> None:
    check(many_rows(10, cells))  # what is made once is not counted
    few, many = many_rows(100, cells), many_rows(1000, cells)
    assert 12 * calls(lambda: check(few)) > calls(lambda: check(many))


def test_five_thousand_rows_are_checked() -> None:
    found = check(many_rows(5000, ("档案整理#", "手册 # 本、折页 60 份", "手册 50 本")))
    assert sum(each.code == "I08" for each in found) == 5000


ABSURD = [
    "-5",
    "1e30",
    "9" * 99,
    "0",
    "0 份",
    "-1%",
    "1" + "0" * 40 + "%",
    "≥",
    "约",
    "，",
    "。",
    "（",
    "13 月 45 日",
    "0000-00-00",
]


@pytest.mark.parametrize("text", ABSURD)
@pytest.mark.parametrize("name", ["2-5", "2-12"])
def test_absurd_answers_everywhere_are_findings_and_never_a_crash(name: str, text: str) -> None:
    read = reading(seed(name))
    answers = read.answers._replace(
        texts=dict.fromkeys(read.answers.texts, text), given={"funds#total.execution_rate": text}
    )
    check(Reading(read.form, answers))


@pytest.mark.parametrize("name", ["2-4", "2-12"])
def test_a_form_at_any_stage_of_filling_is_checked(name: str) -> None:
    read = reading(seed(name))
    texts = list(read.answers.texts.items())
    for count in range(len(texts)):
        check(Reading(read.form, read.answers._replace(texts=dict(texts[:count]))))


def test_an_empty_report_lacks_what_must_be_there() -> None:
    form = full("project-expenditure")
    codes = {each.code for each in check(Reading(form, Answers()))}
    assert codes == {"B01", "G01", "I17"}
