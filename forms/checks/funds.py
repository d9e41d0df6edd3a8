"""Checks of the money (F)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from forms.checks.finding import Finding, Severity
from forms.compute import Reading
from forms.model import Field, Page, PageType
from forms.path import Path
from forms.values import Money

TOLERANCE = Decimal("0.01")
"""万元: what rounding of the parts may make of a sum."""


def parts_do_not_add_up(reading: Reading) -> Iterator[Finding]:
    """各项来源之和不等于总额。

    总额应等于其中各项之和（允许相差 0.01 万元）；不等的表无法与决算核对，会被退回。
    例：总额 85，区级财政资金 80，其他资金空着。改法：核对各项来源，改正其中一项或总额。
    """
    for page in reading.form.pages:
        if page.type is PageType.FIXED and any(row.total for row in page.rows):
            for field in page.fields:
                if field.kind == "money" and field.calculation is None:
                    yield from _compare_sum(reading, page, field)


def _compare_sum(reading: Reading, page: Page, field: Field) -> Iterator[Finding]:
    total = Path(page.name, next(row.key for row in page.rows if row.total), field.name)
    parts = [Path(page.name, key, field.name) for key in reading.applied_rows(page)]
    whole, amounts = reading.value(total), [reading.value(path) for path in parts]
    if not isinstance(whole, Money) or not parts or not all(isinstance(each, Money) for each in amounts):
        return
    added = sum((each.amount for each in amounts), Decimal(0))
    if abs(added - whole.amount) > TOLERANCE:
        message = f"{field.label}各项来源合计 {added:f}，与总额 {whole.amount:f} 不符，请核对。"
        yield Finding("F02", Severity.ERROR, str(parts[-1]), message, about=(str(total), *map(str, parts)))
