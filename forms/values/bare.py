"""The number in a value of any kind; for whatever compares a figure that came in with one that is computed here."""

from __future__ import annotations

from decimal import Decimal

from forms.values.money import Money
from forms.values.percent import Percent


def number_in(value: object) -> Decimal | None:
    """A rate in hundredths, an amount in 万元, a number as it is; None for what is none of these."""
    number = value.value if isinstance(value, Percent) else value.amount if isinstance(value, Money) else value
    return number if isinstance(number, Decimal) else None
