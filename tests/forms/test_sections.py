from __future__ import annotations

from forms import library
from forms.answers import Answers
from forms.exchange import new_from_data
from forms.sections import sections
from seeds import seed


def answers_of(name: str) -> Answers:
    data = seed(name)
    answers, problems = new_from_data(library.load(data["form"]), data["year"], data)
    assert problems == []
    return answers


def test_every_page_is_a_list_under_its_heading() -> None:
    found = sections(library.load("project-expenditure"), answers_of("2-5"))
    assert [each.title for each in found] == ["表头", "基本信息", "项目资金", "年度总体目标", "绩效指标", "说明"]
    assert all(len(row) == len(each.headers) for each in found for row in each.rows)


def test_a_plain_page_lists_its_questions() -> None:
    facts = sections(library.load("project-expenditure"), answers_of("2-5"))[1]
    assert facts.headers == ("项目", "内容")
    assert facts.rows[1] == ("项目起止时间", "2021 年 1 月 1 日-12 月 31 日")


def test_a_fixed_page_lists_its_printed_rows_with_derived_figures() -> None:
    funds = sections(library.load("project-expenditure"), answers_of("2-5"))[2]
    assert funds.rows[:2] == (("年度资金总额", "45.54", "45.32", "99.52%"), ("上级转移支付资金", "", "", ""))


def test_a_repeated_page_lists_its_rows_with_both_labels_and_empty_groups_too() -> None:
    form = library.load("project-expenditure")
    indicators = sections(form, answers_of("2-5"))[4]
    assert indicators.rows[0][:5] == (
        "产出指标", "数量指标", "综合档案系统及存储设备日常管理运行及维护", "约 10 次", "4 次",
    )  # fmt: skip
    assert [row[1] for row in sections(form, Answers())[4].rows] == [
        group.level2 for group in form.page("indicators").groups
    ]


def test_the_heading_is_the_one_that_the_table_has() -> None:
    header = sections(library.load("investment-project"), Answers().put("facts.project_name", "管理系统"))[0]
    assert header.rows[-1] == ("表的标题", "管理系统 项目绩效情况表")
