"""A target's sign that looks reversed: nothing is compared by it until a person mends it, or keeps it with a reason."""

from __future__ import annotations

from forms.answers import Answers, Waiver
from forms.checks.register import about_text, check
from forms.compute import Reading
from forms.filling import new_answers
from forms.path import Path
from profiles import full

FORM = full("project-expenditure")


def codes(answers: Answers) -> set[str]:
    return {each.code for each in check(Reading(FORM, answers)) if each.code in ("I01", "I10") and not each.waived}


def test_a_sign_that_is_kept_is_meant_as_it_stands() -> None:
    cells = {"indicator": "采购单价", "target": "≥2000元", "actual": "1900元"}
    answers, _ = new_answers(FORM, 2020).add_row("indicators", "cost", cells)
    assert codes(answers) == {"I10"}
    finding = next(each for each in check(Reading(FORM, answers)) if each.code == "I10")
    kept = answers._replace(waivers={finding.key: Waiver("按协议最低采购价", about_text(answers, finding))})
    assert codes(kept) == {"I01"}
    assert codes(kept.put(Path.parse(finding.path), "≥2100元")) == {"I10"}
