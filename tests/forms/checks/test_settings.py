"""What a profile may set, and what is said of one that sets something else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from forms.answers import Answers
from forms.checks.register import check, profile_faults
from forms.checks.settings import number, word
from forms.compute import Reading
from forms.filling import new_answers
from profiles import FULL, full

FORM = full("project-expenditure")


def reading(**profile: Any) -> Reading:
    return Reading(FORM._replace(checks=profile), Answers())


@pytest.mark.parametrize(
    ("profile", "found"),
    [
        ({}, Decimal(90)),
        ({"F05": "warning"}, Decimal(90)),
        ({"F05": {"severity": "warning"}}, Decimal(90)),
        ({"F05": {"severity": "warning", "threshold": 85}}, Decimal(85)),
        ({"F05": {"severity": "warning", "threshold": Decimal("87.5")}}, Decimal("87.5")),
        ({"F05": {"severity": "warning", "threshold": "many"}}, Decimal(90)),
        ({"F05": {"severity": "warning", "threshold": True}}, Decimal(90)),
    ],
)
def test_a_threshold_is_the_profiles_or_the_one_that_holds_elsewhere(profile: Any, found: Decimal) -> None:
    assert number(reading(**profile), "F05") == found


@pytest.mark.parametrize(
    ("profile", "found"),
    [
        ({}, ""),
        ({"I04": {"severity": "warning", "rate": "ask"}}, "ask"),
        ({"I04": {"severity": "warning", "rate": 1}}, ""),
    ],
)
def test_a_word_is_the_profiles_or_none(profile: Any, found: str) -> None:
    assert word(reading(**profile), "I04", "rate") == found


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"I01": "error", "F05": {"severity": "warning", "threshold": 85}, "X01": "warning"}, []),
        ({"F011": "error"}, ["没有「F011」这项检查；最接近的是 F01"]),
        ({"F05": {"severity": "warning", "treshold": 85}}, ["F05 没有「treshold」这个参数；可以设的有：threshold"]),
        ({"F05": {"severity": "warning", "threshold": "85"}}, ["F05 的 threshold 应为一个数"]),
        ({"I04": {"severity": "warning", "rate": 1}}, ["I04 的 rate 应为文字"]),
        ({"I01": {"severity": "error", "threshold": 1}}, ["I01 没有「threshold」这个参数；它没有可以设的参数"]),
    ],
)
def test_a_profile_is_faulted_in_one_sentence_each(profile: Any, said: list[str]) -> None:
    assert profile_faults(profile) == said


@pytest.mark.parametrize("code", sorted(FULL))
def test_the_full_profiles_have_no_fault(code: str) -> None:
    assert profile_faults(FULL[code]) == []


def test_codes_that_nobody_knows_run_nothing() -> None:
    assert check(reading(Z99="error", S01="error")) == ()


def test_of_two_codes_that_say_the_same_only_the_better_is_shown() -> None:
    answers = new_answers(FORM, 2020).put("goals.initial_goal", "").put("funds#total.executed", "5")
    answers, _ = answers.add_row(
        "indicators", "timeliness", {"indicator": "出版", "target": "9 月底", "actual": "11 月底"}
    )
    found = {(each.code, each.path) for each in check(Reading(FORM, answers))}
    assert {("G01", "goals.initial_goal"), ("F04", "funds#total.annual_budget")} < found
    assert ("I16", "indicators#1.deviation_reason") in found
    general = {
        ("B01", "goals.initial_goal"),
        ("B01", "funds#total.annual_budget"),
        ("I01", "indicators#1.deviation_reason"),
    }
    assert not general & found
