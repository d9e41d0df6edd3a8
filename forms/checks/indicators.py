"""Checks of the indicators (I)."""

from __future__ import annotations

from collections.abc import Iterator

from forms.checks.finding import Finding, Severity
from forms.compute import Reading, is_none
from forms.model import PageType
from forms.path import Path
from forms.steps import is_none_row
from forms.values import Measure, Verdict


def below_target_without_reason(reading: Reading) -> Iterator[Finding]:
    """完成值低于指标值而没有原因。

    未完成的指标必须写明原因和改进措施，这是自评表最常被退回的一处；「约」按上下一成掌握。
    例：年度指标值约 10 次，全年完成值 4 次，原因空着。改法：写清原因、影响、改进措施和时间。
    """
    for row in _rows(reading):
        comparison = reading.comparison(row)
        reason = row.at("deviation_reason")
        if comparison is None or comparison.verdict is not Verdict.BELOW:
            continue
        text = reading.answers.get(reason) or ""
        if not text or is_none(text):
            message = f"{comparison.said}，没有写未完成原因和改进措施，请补写。"
            about = _about(row, "target", "actual", "deviation_reason")
            yield Finding("I01", Severity.ERROR, str(reason), message, about=about)


def not_of_one_kind(reading: Reading) -> Iterator[Finding]:
    """指标值是数量，完成值看不出数量。

    完成值应与指标值同一种写法才能对比：指标值写了几次、几份，完成值也要写几次、几份。
    例：年度指标值约 10 次，全年完成值写已完成。改法：填写数字，如 8 次。
    """
    for row in _rows(reading):
        target, actual = reading.value(row.at("target")), reading.value(row.at("actual"))
        if not isinstance(target, Measure) or not isinstance(actual, Measure):
            continue
        text = reading.text(row.at("actual"))
        if target.is_quantity and actual.is_level and not is_none(text):
            goal, example = reading.text(row.at("target")), f"8 {target.unit}".strip()
            message = f"年度指标值是数量（{goal}），「{text}」看不出是多少，请填写数字，如 {example}。"
            yield Finding(
                "I04", Severity.WARNING, str(row.at("actual")), message, about=_about(row, "target", "actual")
            )


def _rows(reading: Reading) -> Iterator[Path]:
    """The rows of indicators that say something, in the form's order."""
    for page in reading.form.pages:
        if page.type is not PageType.REPEATED or not {"target", "actual"} <= {field.name for field in page.fields}:
            continue
        for group in page.groups:
            for row in reading.answers.group_rows(page.name, group.key):
                path = Path(page.name, str(row.id))
                if not is_none_row(reading, path):
                    yield path


def _about(row: Path, *fields: str) -> tuple[str, ...]:
    return tuple(str(row.at(name)) for name in fields)
