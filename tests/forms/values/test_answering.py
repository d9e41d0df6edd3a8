"""Which figure of several in a cell answers its target: target | actual | the figure, or nothing where none does."""

from __future__ import annotations

import pytest

from forms.values import Context, read_measure
from forms.values.answering import answering

CONTEXT = Context(2020)

CASES = """
≥95% | 98%（抽检 50 批次，合格 49 批次） | 98%
≥95% | 抽检50批次，合格49批次，合格率98% | 98%
≥95% | 抽检50批次合格49批次 | 98%
≥90% | 300份中286份满意 | 95.33%
≥90% | 120人中3人不满意 |
≤5% | 120人中3人不满意 | 2.5%
≤5% | 120人中117人满意 |
≥95% | 合格率98%、优良率90% |
≥95% | 102人，满意120人 |
≥90% | 约120人中102人满意 |
≥90% | 发放问卷300份，已回收285份 |
≤50万元 | 预算50万元，实际支出48万元 | 48万元
300人 | 应救300人，已救291人 | 291人
35户 | 约2020年35户，完成31户 |
各率均≥95% | 96% | 96%
35户 | 35户中完成31户 | 31户
35户 | 35户中的31户已改造 | 31户
35户 | 共35户，完成31户 | 31户
35户 | 目标35户，实际31户 | 31户
35户 | 应改造35户，已改造38户 | 38户
35户 | 完成31户，未完成4户 | 31户
35户 | 完成31户，尚有4户正在施工 | 31户
35户 | 完成31户，还差4户 | 31户
35户 | 35户，4户正在施工 |
35户 | 35户中4户未完成 |
≤3个 | 未达标2个，达标10个 |
6场 | 接待6场，招待2场 |
6份 | 制定计划6份，完成报告3份 |
900件 | 共863件，民事512件、刑事351件 | 863件
900件 | 民事512件、刑事351件，合计900件 |
3期 | 举办3期，累计12期 |
100人 | 共2期，每期培训44人 | 88人
15处 | 15处，此外新增8处 | 15处
15处 | 10处，此外新增8处 |
15处 | 10处，还发放手册80份 | 10处
全覆盖 | 186家，100% | 186家
全覆盖 | 186家，覆盖率90% | 90%
有效 | 186家，满意度90% |
全覆盖 | 手册186本，折页20份 |
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_the_figure_that_answers(case: str) -> None:
    target, actual, expected = (each.strip() for each in case.split("|"))
    read = answering(read_measure(actual, CONTEXT), read_measure(target, CONTEXT))
    assert read.text == actual
    assert (read.quantity.text if read.quantity else "") == expected


@pytest.mark.parametrize(
    ("name", "actual", "expected"),
    [
        ("问题整改率", "发现问题20个，整改18个", "90%"),
        ("问卷回收率", "发放问卷300份，已回收285份", "95%"),
        ("适龄儿童入学率", "适龄儿童1200人，1195人入学", "99.58%"),
        ("群众满意率", "发现问题20个，整改18个", None),
    ],
)
def test_a_share_is_told_by_the_words_of_the_name(name: str, actual: str, expected: str | None) -> None:
    read = answering(read_measure(actual, CONTEXT), read_measure("≥90%", CONTEXT), name)
    assert (read.quantity.text if read.quantity else None) == expected


@pytest.mark.parametrize(("name", "expected"), [("培训合格人数", "118人"), ("培训人数", None)])
def test_those_who_passed_count_where_the_name_asks_for_them(name: str, expected: str | None) -> None:
    read = answering(read_measure("共120人，合格118人", CONTEXT), read_measure("120人", CONTEXT), name)
    assert (read.quantity.text if read.quantity else None) == expected


@pytest.mark.parametrize(
    ("target", "worst"),
    [("≤1‰", "1.5‰"), ("≥0.1‰", "0.3‰")],
)
def test_of_several_that_were_asked_for_the_one_nearest_to_failing_counts(target: str, worst: str) -> None:
    actual = read_measure("漏报率0.3‰、差错率为1.5‰", CONTEXT)
    read = answering(actual, read_measure(target, CONTEXT), "漏报率和差错率")
    assert read.quantity is not None
    assert read.quantity.text == worst


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("6场", "线上3场和线下3场"),
        ("35户", "上年35户，本年31户"),
        ("5个", "约5个，另2个"),
        ("5 万元", "合同价5万元，已付4万元"),
    ],
)
def test_where_words_leave_it_open_no_figure_is_chosen(target: str, actual: str) -> None:
    assert answering(read_measure(actual, CONTEXT), read_measure(target, CONTEXT)).is_several
