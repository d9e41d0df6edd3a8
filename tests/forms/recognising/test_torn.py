"""One row torn in two is joined where that is certain, and asked about where it is not."""

from __future__ import annotations

import pytest

from documents import lost, table
from forms import library
from forms.exchange import report_data
from forms.recognise import Recognised, recognise
from forms.recognising.torn import WHY
from forms.source import Document, Grid

HEAD = """
    项目名称 | 绿化养护 | < | < | < | <
    主管部门 | 城管局 | < | 实施单位 | 绿化中心 | <
    项目资金（万元） | < | < | 全年预算数 | 全年执行数 | 执行率
    年度资金总额 | < | < | 10 | 10 | 100%
    年度总体目标 | 年初设定目标 | < | < | 全年实际完成情况 | <
     | 养护 | < | < | 养护了 | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因和改进措施
"""
UPPER = """
    产出指标 | 数量指标 | 养护乔木 | 9 株 | 9 株 |
             |          | {upper}
"""
LOWER = """
             |          | {lower}
             | 质量指标 | 成活率 | ≥98% | 99% |
    效益指标 | 社会效益指标 | 市容 | 改善 | 改善 |
"""


def read(upper: str, lower: str, *, torn: bool) -> Recognised:
    """A table in which one row stands in two lines, in one table or on both sides of the end of a page."""
    above, below = HEAD.strip("\n") + UPPER.format(upper=upper), LOWER.format(lower=lower)
    halves: tuple[Grid, ...] = (table(above), table(below)) if torn else (table(above + below.strip("\n")),)
    document = Document(halves)
    recognition = recognise(library.forms(), document, 2020)
    assert torn or lost(document, recognition) == []
    (report,) = recognition.reports
    return report


def first(row: str) -> str:
    return row.partition(" | ")[0].strip()


def names(report: Recognised) -> list[str]:
    rows = report_data(report.form, report.answers)["answers"]["indicators"]
    return [row["indicator"] for row in rows if row["level2"] == "数量指标"]


def doubted(report: Recognised) -> list[str]:
    return [each.path for each in report.doubts if each.why == WHY]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("补植花卉和 | 300 株 | 310 株 | ", "绿篱 |  |  | "),
        ("补植花卉（含 | 300 株 | 310 株 | ", "绿篱） |  |  | "),
        ("补植花卉、绿篱 | 300 株 | 310 株 | 天气", " |  |  | 所致"),
    ],
)
@pytest.mark.parametrize("torn", [False, True])
def test_half_a_sentence_without_values_is_joined_with_its_whole_words(upper: str, lower: str, torn: bool) -> None:
    report = read(upper, lower, torn=torn)
    whole = first(upper) + first(lower)
    assert names(report) == ["养护乔木", whole]
    assert doubted(report) == []
    assert any("已接上" in each.why for each in report.repairs)


@pytest.mark.parametrize("values", [" |  | ", " 0 株 |  | "], ids=["no value", "half a value"])
def test_a_row_without_its_values_behind_the_end_of_a_page_is_joined(values: str) -> None:
    report = read("补植花卉绿 | 30 | 310 株 | ", f"篱若干处 | {values}", torn=True)
    assert names(report) == ["养护乔木", "补植花卉绿篱若干处"]
    assert doubted(report) == []


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("补植花卉绿 | 300 株 | 310 株 | ", "篱若干处 |  |  | "),
        ("补植花卉绿 | 300 | 310 株 | ", "篱若干处 | 株 |  | "),
        ("补植花卉、 | 基本补 | 已补 | ", "绿篱若干处 | 齐 | 齐 | "),
    ],
)
def test_a_row_that_may_be_the_rest_of_the_one_before_is_asked_about(upper: str, lower: str) -> None:
    report = read(upper, lower, torn=False)
    assert names(report) == ["养护乔木", first(upper), first(lower)]
    assert doubted(report) == ["indicators.3.indicator"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("补植花卉 | 300 株 | 310 株 | ", "补植绿篱 | 30 处 | 30 处 | "),
        ("补植花卉 |  |  | ", "补植绿篱 |  |  | "),
        ("补植花卉， | 300 株 | 310 株 | ", "及时率 | 100% | 100% | "),
    ],
)
def test_rows_of_their_own_are_not_asked_about(upper: str, lower: str) -> None:
    report = read(upper, lower, torn=False)
    assert len(names(report)) == 3
    assert [each for each in doubted(report) if each == "indicators.3.indicator"] == []
