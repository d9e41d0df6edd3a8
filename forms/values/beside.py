"""Which figures of a row's two cells are set beside one another; for `forms/compute.py` and the rows of the checks.

Of an actual that tells several figures the one that answers; of two deadlines in one cell (到场, 修复) the one missed.
"""

from __future__ import annotations

from forms.lazily import lazily
from forms.values import Measure, Quantity, Verdict
from forms.values.answering import answering
from forms.values.direction import capped
from forms.values.duration import is_duration
from forms.values.numbers import bare_words
from forms.values.pieces import Piece, pieces_of
from forms.values.quantities import compare_quantities
from forms.values.quantity import measured

_OF_EACH_NAME = lazily(
    r"(?=[^、和及与均各都]*[、和及与均各都])(?!.*(?:[不未除较每比]|平均|提高|提升|增|降低|减少))[^\d,;。()]{2,20}\Z"
)
_HAN = lazily("[\u4e00-\u9fff]{2,}")


def beside(
    target: Measure | None, actual: Measure | None, name: str, *, is_timely: bool
) -> tuple[Measure | None, Measure | None]:
    """Target and actual, each as the one figure that counts where the words of the cells leave one."""
    if actual is None or not actual.is_several:
        return target, actual
    target = _as_one(target) if target else None
    answer = answering(actual, target, name)
    if is_timely and answer.is_several and target and target.is_several:
        return _nearest_to_failing(target, actual) or (target, actual)
    return target, answer


def _as_one(target: Measure) -> Measure:
    """漏报率、差错率≤1‰ as the one figure that it wants of both."""
    if target.is_quantity or len(target.quantities) != 1:
        return target
    figure, said = target.quantities[0], bare_words(target.text)
    names = said.removesuffix(bare_words(figure.text))
    return measured(target.text, figure) if names != said and _OF_EACH_NAME().match(names) else target


def _nearest_to_failing(target: Measure, actual: Measure) -> tuple[Measure, Measure] | None:
    """The pair of times that is missed, else the first; None where words do not pair them, or one is open."""
    found = [(pair, compare_quantities(*pair)) for pair in _pairs(pieces_of(target), pieces_of(actual))]
    if not found or any(outcome.verdict is Verdict.UNKNOWN for _, outcome in found):
        return None
    missed = (pair for pair, outcome in found if outcome.verdict is Verdict.BELOW)
    wanted, reached = next(missed, found[0][0])
    return measured(target.text, wanted), measured(actual.text, reached)


def _pairs(wanted: list[Piece], told: list[Piece]) -> list[tuple[Quantity, Quantity]]:
    """Each time wanted with the one of the same words; none where some word has no other, or several."""
    if len(wanted) != len(told) or not all(is_duration(each.figure) for each in (*wanted, *told)):
        return []
    own, others = _own_words(wanted), _own_words(told)
    found = [[number for number, other in enumerate(others) if words & other] for words in own]
    if sorted(found) != [[number] for number in range(len(told))]:
        return []
    return [(_capped(piece), told[numbers[0]].figure) for piece, numbers in zip(wanted, found, strict=True)]


def _capped(piece: Piece) -> Quantity:
    """A time that is wanted, as a ceiling where its own words say that it should be short."""
    name = bare_words(piece.words)
    made = capped(measured(f"{piece.figure.text}{name}", piece.figure), name, is_timely=True)
    return made.quantity if not piece.figure.comparator.value and made.quantity else piece.figure


def _own_words(pieces: list[Piece]) -> list[set[str]]:
    """Of each piece the pairs of Han that stand in no other of the cell."""
    each = [{run[n : n + 2] for run in _HAN().findall(piece.words) for n in range(len(run) - 1)} for piece in pieces]
    return [words - set[str]().union(*each[:n], *each[n + 1 :]) for n, words in enumerate(each)]
