"""The money of a form as the checks look at it: amounts, rates and what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from forms.compute import Reading
from forms.model import Page, PageType
from forms.path import Path
from forms.place import name_of
from forms.values import Money, half_up

EXECUTION = ("execution_rate", "plan_execution_rate")
"""The rates that tell how much of the year's money was spent."""
_MOST = 12
"""Decimals beyond which two rates need not be told apart."""


class Rate(NamedTuple):
    """A derived rate with what it is computed from."""

    path: Path
    above: Path
    """What is divided, such as 全年执行数."""
    below: Path
    """What it is divided by, such as 全年预算数."""
    value: Decimal | None
    """In hundredths, unrounded; None without both."""


def main_rate(reading: Reading) -> Rate | None:
    """How much of the year's money was spent, all sources together."""
    return next((rate for rate in reading.once(rates) if rate.path.field in EXECUTION), None)


def rates(reading: Reading) -> tuple[Rate, ...]:
    """The rates of the money, the total's before its parts'; a part that alone makes the total says nothing more."""
    found = []
    for path in derived(reading):
        parts = reading.rate_parts(path)
        if parts and reading.relevant(path) and reading.form.field(parts[0]).kind == "money":
            value = reading.value(path)
            found.append(Rate(path, *parts, value if isinstance(value, Decimal) else None))
    single = {page.name for page in reading.form.pages if len(reading.applied_rows(page)) == 1}
    totals = {row.key for page in reading.form.pages for row in page.rows if row.total}
    return tuple(rate for rate in found if rate.path.page not in single or rate.path.row in totals)


def derived(reading: Reading) -> Iterator[Path]:
    """The derived figures of the form, in its order."""
    for page in reading.form.pages:
        names = [field.name for field in page.fields if field.calculation is not None]
        for row in row_names(reading, page) if names else ():
            yield from (Path(page.name, row, name) for name in names)


def amounts(reading: Reading) -> tuple[tuple[Path, Money], ...]:
    """Every amount that is typed, in the form's order; ask for it through `reading.once`."""
    found = []
    for page in reading.form.pages:
        names = [field.name for field in page.fields if field.kind == "money" and field.calculation is None]
        for row in row_names(reading, page) if names else ():
            for name in names:
                value = reading.value(Path(page.name, row, name))
                if isinstance(value, Money):
                    found.append((Path(page.name, row, name), value))
    return tuple(found)


def row_names(reading: Reading, page: Page) -> tuple[str, ...]:
    """The identities of a page's rows in order; a plain page is one row without a name."""
    if page.type is PageType.PLAIN:
        return ("",)
    if page.type is PageType.FIXED:
        return tuple(row.key for row in page.rows)
    groups = (reading.answers.group_rows(page.name, group.key) for group in page.groups)
    return tuple(str(row.id) for rows in groups for row in rows)


def shown_rate(reading: Reading, rate: Rate, bound: Decimal) -> str:
    """A rate as the table has it, with as many decimals more as tell it from a bound that it is not."""
    decimals = 2
    while rate.value is not None and decimals < _MOST and half_up(rate.value, decimals) == bound != rate.value:
        decimals += 1
    return reading.text(rate.path) if rate.value is None or decimals == 2 else f"{half_up(rate.value, decimals):f}%"


def plain_label(reading: Reading, path: Path) -> str:
    """What a column is called, without the letters that the table's head adds."""
    return re.sub(r"[（(].*?[)）]", "", reading.form.field(path).label)


def label(reading: Reading, path: Path) -> str:
    """What a cell is called, without the letters that the table's head adds."""
    return re.sub(r"[（(].*?[)）]", "", name_of(reading, path))
