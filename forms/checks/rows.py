"""The rows of indicators as the checks look at them: made once for a state of the answers, in the form's order.

The two shipped forms call the same cell by different names (全年完成值, 完成情况); what a cell is for is told here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from forms.checks.absurd import why_absurd
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.model import Group, Page, PageType
from forms.path import Path
from forms.steps import new_row
from forms.values import Comparator, Comparison, Context, Measure, Shape, Verdict, read_measure
from forms.values.beside import beside
from forms.values.compare import compare
from forms.values.numbers import fold
from forms.values.signs import what_sign_says
from forms.values.unmet import says_unmet

TARGETS = ("target",)
ACTUALS = ("actual", "completion")
REASONS = ("deviation_reason", "improvement")

_WORD = lazily(r"\w")
_CEILINGS = (Comparator.AT_MOST, Comparator.LESS_THAN, Comparator.WITHIN)


class IndicatorRow(NamedTuple):
    """One indicator that says something: its cells as written and as read."""

    path: Path
    """The row's address, without a field."""
    group: Group
    """The heading it stands under; its key tells what sort of indicator it is."""
    name: Path
    """Where its name stands."""
    goal: Path | None
    """Where its target stands; None on a form without targets."""
    result: Path
    """Where its actual value stands."""
    reason: Path | None
    """Where its deviation reason stands."""
    title: str
    """Its name as written."""
    target_text: str
    actual_text: str
    reason_text: str
    target: Measure | None
    """None where there is no text."""
    actual: Measure | None
    comparison: Comparison | None
    """How the actual stands to the target; None where there are not both, or one of them cannot be."""
    wrong_target: str = ""
    """What is impossible about the target; empty where nothing is."""
    wrong_actual: str = ""
    sign_says: str = ""
    """What the sign of its target says of it, where that is surely the wrong way round: 越多越好 of errors."""

    @property
    def places(self) -> tuple[str, ...]:
        """The answers by which target, actual and reason are judged."""
        return tuple(str(each) for each in (self.goal, self.result, self.reason) if each)

    @property
    def has_reversed_sign(self) -> bool:
        """Whether the sign of its target looks reversed; nothing is compared until a person mends or keeps it."""
        return bool(self.sign_says)

    @property
    def is_late(self) -> bool:
        """Whether its date lies after the target's."""
        dated = all(each and (each.shape is Shape.DATE or _is_day_of_turn(each)) for each in (self.target, self.actual))
        return dated and self._is_below and self.ratio is None

    @property
    def is_unmet(self) -> bool:
        """Whether it is worse than its target, or says so in words."""
        return self._is_below or self.comparison is None and says_unmet(self.actual_text, self.title)

    @property
    def is_met(self) -> bool:
        """Whether it reaches its target, or is answered as done to the full."""
        return not self.is_unmet and (self.verdict is Verdict.MET or self.is_full)

    @property
    def is_full(self) -> bool:
        """Whether the actual value is 100%."""
        actual = self.actual
        return actual is not None and actual.shape is Shape.RATE and actual.value == 100 and not actual.change

    @property
    def verdict(self) -> Verdict:
        """UNKNOWN also where there is nothing to compare."""
        return self.comparison.verdict if self.comparison else Verdict.UNKNOWN

    @property
    def ratio(self) -> Decimal | None:
        """Actual ÷ target."""
        return self.comparison.ratio if self.comparison else None

    @property
    def wants_less(self) -> bool:
        """Whether the target is a ceiling, or nothing at all (0 起)."""
        target = self.target
        return target is not None and (target.comparator in _CEILINGS or target.value == 0)

    @property
    def lacks_reason(self) -> bool:
        """Whether the reason column has nothing to say: empty, 无, or a mark alone."""
        return not self.reason_text or is_none(self.reason_text) or not _WORD().search(self.reason_text)

    @property
    def _is_below(self) -> bool:
        return self.verdict is Verdict.BELOW


def indicator_pages(reading: Reading) -> Iterator[Page]:
    """The pages whose rows have a result."""
    for page in reading.form.pages:
        if page.type is PageType.REPEATED and _named(page, ACTUALS):
            yield page


def _is_day_of_turn(measure: Measure) -> bool:
    """Whether it is a day that comes round: 每月 25 日."""
    return measure.shape is Shape.RECURRING and measure.unit == "日"


def indicator_rows(reading: Reading) -> tuple[IndicatorRow, ...]:
    """Every row but those that say 无; ask for it through `reading.once`."""
    return tuple(row for page in indicator_pages(reading) for row in _page_rows(reading, page))


def are_rows_told(reading: Reading) -> bool:
    """Whether every group has its rows or was left without on purpose, so that the whole can be judged."""
    for page in indicator_pages(reading):
        for group in page.groups:
            closed = str(new_row(page, group.key)) in reading.answers.closed
            if not closed and not reading.answers.group_rows(page.name, group.key):
                return False
    return True


def are_results_told(reading: Reading) -> bool:
    """Whether moreover every row has its result."""
    return are_rows_told(reading) and all(row.actual_text for row in reading.once(indicator_rows))


def _page_rows(reading: Reading, page: Page) -> Iterator[IndicatorRow]:
    goal, result, reason = (_named(page, names) for names in (TARGETS, ACTUALS, REASONS))
    for group in page.groups:
        for row in reading.answers.group_rows(page.name, group.key):
            path = Path(page.name, str(row.id))
            made = _row(reading, group, path, page.key_field.name, goal, result, reason)
            if not is_none(made.title) or _is_told(made.target) or _is_told(made.actual):
                yield made


def _is_told(measure: Measure | None) -> bool:
    """Whether a cell says anything, so that its row is an indicator even without a name."""
    return measure is not None and measure.shape is not Shape.NOTHING


def _row(reading: Reading, group: Group, path: Path, name: str, goal: str, result: str, reason: str) -> IndicatorRow:
    places = tuple(path.at(field) if field else None for field in (name, goal, result, reason))
    title, wanted, reached, why = (reading.text(place).strip() if place else "" for place in places)
    target, actual = _measure(reading, places[1], wanted), _measure(reading, places[2], reached)
    target, actual = beside(target, actual, title, is_timely=group.key == "timeliness")
    wrong_target = why_absurd(target, title, reading.year) if target else ""
    wrong_actual = why_absurd(actual, title, reading.year) if actual else ""
    sign_says = what_sign_says(target, title, group.key) if target else ""
    settled = not sign_says or places[1] is not None and reading.is_sign_kept(places[1])
    comparable = not wrong_target and not wrong_actual and settled
    return IndicatorRow(
        path,
        group,
        path.at(name),
        places[1],
        path.at(result),
        places[3],
        title,
        wanted,
        reached,
        why,
        target,
        actual,
        compare(target, actual, name=title) if comparable and target and actual else None,
        wrong_target,
        wrong_actual,
        sign_says,
    )


def _measure(reading: Reading, path: Path | None, text: str) -> Measure | None:
    """The text as an indicator's value, also where the form takes any words for a result."""
    if path is None or not text:
        return None
    value = reading.value(path)
    return value if isinstance(value, Measure) else read_measure(text, Context(reading.year))


def _named(page: Page, names: tuple[str, ...]) -> str:
    """The page's field of one of these names, or nothing."""
    return next((field.name for field in page.fields if field.name in names), "")


def flat(text: str) -> str:
    """A text for comparing: signs made plain, without blanks and case."""
    return "".join(fold(text).split()).casefold()
