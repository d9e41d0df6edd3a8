"""What the value of an indicator is made of: `Measure` and `Quantity`; read by `measure.py`, judged by `compare.py`."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from forms.values.dates import Days
from forms.values.numbers import bare_words, exact_product
from forms.values.units import MONEY_SCALES, family_of, is_rate, size_of


class Shape(Enum):
    """What sort of thing an indicator's value is; only like can be compared with like."""

    COUNT = "数量"
    """A figure, mostly with a unit: 77 人次."""
    RATE = "比率"
    """A figure of hundredths: ≥95%."""
    AMOUNT = "金额"
    """A figure of money: 5 万元."""
    DATE = "时间"
    """A day or a run of days: 12 月底."""
    RECURRING = "定期"
    """Something of every month, quarter …: 每月 25-27 日, 每季度一刊."""
    LEVEL = "程度"
    """A word that grades or states a condition: 有效保障, 不超支."""
    TEXT = "文字"
    """Any other words, also several quantities in one cell."""
    NOTHING = "无"
    """无: there is no such indicator, or nothing of the kind happened."""


class Comparator(Enum):
    """Which side of the figure is meant, by a sign or by words before or after it."""

    NONE = ""
    """A bare figure: at least so much, or at most where less is better."""
    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"
    EXACT = "="
    WITHIN = "±"
    """A deviation to either side."""
    BEFORE = "前"
    """A date that must not be passed."""
    AFTER = "后"
    """A date not to be earlier than."""


class Direction(Enum):
    """Which way a figure without a sign is better."""

    MORE = "越多越好"
    LESS = "越少越好"
    EITHER = "都可能"
    """Its name may be read either way: 隐患数 of who looks for them and of who has them."""


class Quantity(NamedTuple):
    """A figure as it stands in a text."""

    text: str
    """The piece of the cell, full-width signs made plain."""
    value: Decimal
    """Its figure, the lower one of a range; 3 万份 is 30000."""
    unit: str = ""
    """The unit as written, without a multiplier (份), but 万元 as such; empty where none was."""
    high: Decimal | None = None
    """The upper figure of a range."""
    comparator: Comparator = Comparator.NONE
    approx: bool = False
    """约, 近, 左右: a tenth more or less counts as the same."""
    change: str = ""
    """提高 or 降低, where the figure is a difference and not a state."""
    either_way: bool = False
    """Whether nobody can tell if more or less of it is better."""

    @property
    def shape(self) -> Shape:
        """What sort of figure it is, by its unit."""
        if is_rate(self.unit):
            return Shape.RATE
        return Shape.AMOUNT if self.unit in MONEY_SCALES else Shape.COUNT

    @property
    def family(self) -> str:
        """What must be equal for two figures to be compared: the unit, or the common one of 平方米 and 公顷."""
        return family_of(self.unit)

    def scaled(self, figure: Decimal) -> Decimal:
        """A figure of this unit in the smallest of its family."""
        return exact_product(figure, size_of(self.unit))


class Measure(NamedTuple):
    """The target or the actual value of an indicator, understood as far as its words go."""

    text: str
    """As written."""
    shape: Shape
    value: Decimal | None = None
    """The figure; None for dates, several figures in one cell, and words but those that say nothing at all (零投诉)."""
    unit: str = ""
    """The unit of the figure, as written; empty where none was."""
    high: Decimal | None = None
    """The upper figure of a range."""
    comparator: Comparator = Comparator.NONE
    approx: bool = False
    """约, 近, 左右."""
    change: str = ""
    """提高 or 降低, where the figure is a difference."""
    days: Days | None = None
    """The days of a date; None where it does not exist or its year is not known."""
    every: str = ""
    """The turn of something recurring: 月, 季度, 年 …"""
    quantities: tuple[Quantity, ...] = ()
    """Every figure with a unit in the cell, in order; a single figure is here too."""
    either_way: bool = False
    """Whether nobody can tell if more or less of its bare figure is better."""

    @property
    def quantity(self) -> Quantity | None:
        """Its one figure with everything that belongs to it; None where there is not one."""
        if self.value is None:
            return None
        text = self.quantities[0].text if self.quantities else self.text
        figure = Quantity(text, self.value, self.unit, self.high, self.comparator, self.approx, self.change)
        return figure._replace(either_way=True) if self.either_way else figure

    @property
    def is_quantity(self) -> bool:
        """Whether it is one figure that another can be set against."""
        return self.shape in (Shape.COUNT, Shape.RATE, Shape.AMOUNT) and self.value is not None

    @property
    def wants_none(self) -> bool:
        """Whether words want nothing of a kind at all (零投诉, 不发生事故), which a zero reaches."""
        return self.shape in (Shape.NOTHING, Shape.LEVEL) and (self.value == 0 or self.shape is Shape.NOTHING)

    @property
    def is_level(self) -> bool:
        """Whether it is words without any figure, so that no more or less can be told from it."""
        return self.shape in (Shape.LEVEL, Shape.TEXT) and not self.quantities

    @property
    def is_several(self) -> bool:
        """Whether several figures stand in the one cell."""
        return len(self.quantities) > 1

    def repeats(self, target: Measure) -> bool:
        """Whether a result says the wanted words again, beside which figures only tell details: 应救尽救，286 人."""
        wanted = bare_words(target.text)
        return target.is_level and len(wanted) > 1 and wanted in bare_words(self.text)

    @property
    def is_signed(self) -> bool:
        """Whether it says ≥, 以上, 约 and the like, which a result should not."""
        return self.approx or self.comparator is not Comparator.NONE


def measured(text: str, figure: Quantity) -> Measure:
    """A cell that says one figure, whatever other words stand in it."""
    low, unit, high, sign = figure.value, figure.unit, figure.high, figure.comparator
    return Measure(text, figure.shape, low, unit, high, sign, figure.approx, figure.change, quantities=(figure,))
