"""What answers mean: one module for each kind of answer, and `KINDS`, the one register of them.

Texts are kept as written; a value is read from them here, at the edge, and said back.
"""

from __future__ import annotations

from forms.values.choice import CHOICE
from forms.values.comparison import Comparison, Verdict
from forms.values.dates import DATE, YEAR
from forms.values.figures import find_quantities
from forms.values.kind import Context, Kind
from forms.values.measure import MEASURE, NOTHING_WORDS, read_measure
from forms.values.money import MONEY, Money
from forms.values.numbers import half_up
from forms.values.percent import PERCENT, Percent
from forms.values.period import PERIOD, Period
from forms.values.quantity import Comparator, Measure, Quantity, Shape
from forms.values.text import PARAGRAPH, TEXT

__all__ = [
    "KINDS",
    "NOTHING_WORDS",
    "Comparator",
    "Comparison",
    "Context",
    "Kind",
    "Measure",
    "Money",
    "Percent",
    "Period",
    "Quantity",
    "Shape",
    "Verdict",
    "find_quantities",
    "half_up",
    "read_measure",
]

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (TEXT, PARAGRAPH, MONEY, PERCENT, DATE, PERIOD, YEAR, CHOICE, MEASURE)
}
"""Every kind by the name that definitions use."""
