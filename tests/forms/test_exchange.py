"""The JSON of a report: out and in again the same; what is wrong is listed together and nothing is taken."""

from __future__ import annotations

from typing import Any

import pytest

from forms import events as e
from forms.exchange import Intake, new_from_data, report_data
from forms.filling import new_answers
from forms.library import load
from forms.path import Path
from forms.wizard import Wizard
from seeds import NAMES, seed


@pytest.mark.parametrize("name", NAMES)
def test_what_went_out_comes_in_the_same(name: str) -> None:
    form = load(seed(name)["form"])
    answers, problems = new_from_data(form, 2020, seed(name))
    again, more = new_from_data(form, 2020, report_data(form, answers))
    assert problems == more == []
    assert again.flat() == answers.flat()


def test_a_part_source_that_applies_is_known_by_its_fields() -> None:
    form = load("project-expenditure")
    answers, _ = new_from_data(form, 2020, seed("2-5"))
    assert answers.get("funds.which") == "区级财政资金"


def test_a_source_that_is_said_to_be_none_does_not_apply() -> None:
    form = load("project-expenditure")
    rows = [
        {"name": "年度资金总额", "annual_budget": "20", "executed": "18"},
        {"name": "上级转移支付资金", "annual_budget": "无", "executed": "/"},
        {"name": "区级财政资金", "annual_budget": "20", "executed": "18"},
        {"name": "其他资金", "annual_budget": "—", "executed": ""},
    ]
    intake = Intake(form, new_answers(form, 2020))
    answers = intake.take({"answers": {"funds": rows}})
    assert intake.problems == [] and answers.get("funds.which") == "区级财政资金"
    assert intake.notes == [
        "funds.2：上级转移支付资金写的是没有，不作为资金来源。",
        "funds.4：其他资金写的是没有，不作为资金来源。",
    ]


def test_levels_are_matched_without_blanks_and_the_last_word() -> None:
    form = load("project-expenditure")
    rows = [{"level1": "产出 指标", "level2": "质量", "indicator": "合格率", "target": "100%"}]
    answers, problems = new_from_data(form, 2020, {"answers": {"indicators": rows}})
    assert problems == []
    assert answers.page_rows("indicators")[0].group == "quality"


def test_a_derived_figure_that_differs_is_kept_as_given() -> None:
    form = load("project-expenditure")
    row = {"name": "年度资金总额", "annual_budget": "100", "executed": "50", "execution_rate": "83.90%"}
    answers, _ = new_from_data(form, 2020, {"answers": {"funds": [row]}})
    assert answers.given == {"funds#total.execution_rate": "83.90%"}
    assert report_data(form, answers)["answers"]["funds"][0]["execution_rate"] == "50.00%"


def test_new_rows_replace_a_pages_rows_and_printed_ones_stay() -> None:
    form = load("investment-project")
    answers, _ = new_from_data(form, 2020, seed("2-12"))
    intake = Intake(form, answers)
    replaced = intake.take({"answers": {"indicators": []}})
    assert intake.problems == []
    assert all(row.preset for row in replaced.page_rows("indicators"))
    assert len(replaced.page_rows("indicators")) == 6


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"anwsers": {}}, "anwsers：没有这一项。最接近的是「answers」。"),
        ({"answers": {"fact": {}}}, "answers.fact：没有这一项。最接近的是「facts」。"),
        ({"answers": {"facts": {"peroid": "x"}}}, "facts.peroid：没有这一项。最接近的是「period」。"),
        ({"answers": {"facts": []}}, "facts：应为各项的内容"),
        ({"answers": {"funds": {}}}, "funds：应为各行的列表"),
        ({"answers": {"funds": [{"name": "钱"}]}}, "funds.1：name 应为以下之一"),
        (
            {"answers": {"funds": [{"name": "年度资金总额", "executed": "45.3Z"}]}},
            "funds.1.executed：无法识别金额「45.3Z」",
        ),
        ({"answers": {"indicators": ["x"]}}, "indicators.1：应为一行的内容"),
        ({"answers": {"indicators": [{"indicator": "甲"}]}}, "indicators.1：level1、level2 应为表上的指标类别"),
        ({"answers": {"facts": {"period": True}}}, "facts.period：应为文字"),
        ({"answers": {"facts": {"period": None}}}, "facts.period：应为文字"),
        ({"answers": []}, "answers：应为各节的内容"),
        ({"waivers": {}}, "waivers：应为列表"),
        ({"waivers": [{"code": "B01", "path": "nowhere.x"}]}, "waivers.1：没有「nowhere」这一节"),
        ({"year": "二零二零年吧"}, "year："),
    ],
)
def test_each_problem_is_told_with_its_place(data: dict[str, Any], told: str) -> None:
    _, problems = new_from_data(load("project-expenditure"), 2020, data)
    assert any(each.startswith(told) for each in problems), problems


def test_all_problems_are_told_together() -> None:
    data = {"answers": {"facts": {"period": "不知道", "is_key_project": "也许"}, "funds": [{"name": "钱"}]}}
    _, problems = new_from_data(load("project-expenditure"), 2020, data)
    assert len(problems) == 3


def test_a_group_left_empty_on_purpose_stays_so() -> None:
    form = load("project-expenditure")
    wizard = Wizard(form, new_answers(form, 2020))
    wizard.say(e.Goto("indicators#+quality.indicator"))
    wizard.say(e.Clear())
    answers, _ = new_from_data(form, 2020, report_data(form, wizard.answers))
    assert answers.closed == wizard.answers.closed == {"indicators#+quality.indicator"}


def test_a_waiver_goes_out_and_comes_in_and_holds() -> None:
    form = load("project-expenditure")
    data = seed("2-5") | {"waivers": [{"code": "B02", "path": "facts.period", "reason": "合同跨年"}]}
    answers, problems = new_from_data(form, 2020, data)
    assert problems == []
    found = {each["code"]: each for each in report_data(form, answers)["findings"]}
    assert found["B02"]["waived"] == "合同跨年"
    changed = answers.put(Path.parse("facts.period"), "2019年")
    assert "waived" not in {each["code"]: each for each in report_data(form, changed)["findings"]}["B02"]
