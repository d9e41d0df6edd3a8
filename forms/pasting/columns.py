"""Which column of a pasted table is which question: by its head, without one by what stands in it; for `lines.py`.

Without a head every way to give the columns to the questions has a price, and the cheapest is taken for all lines
together; where the contents do not tell, the form's own order does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, permutations

from forms.compute import is_none
from forms.model import Page, PageType
from forms.recognising.aligning import BARE, OTHER, Column, columns_of, measure_names, oddity
from forms.values import KINDS

MOST_COLUMNS = 8
"""Columns of one table that are given to questions in every order; of more, only the first so many."""

_MOST_SHUFFLED = 4
"""Questions that are looked for in every order."""
_UNPLACED = 1.0
"""A column that is given to no question."""
_UNPLACED_AMOUNT = 2.5
"""The same among so few columns that each has a question: a text there is an amount that cannot be read."""
_OUT_OF_ORDER = 0.5
"""Two columns that stand the other way round than on the form."""
_AGREES = 0.6
"""What it is worth that a derived figure comes out as it stands in the table."""
_NAMELESS = 5.0
"""No column left for a row's name."""

Texts = Sequence[str]


def best_columns(page: Page, columns: Sequence[Texts], agrees: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    """The question of each column, OTHER where it has none; `agrees` tells whether derived figures come out so."""
    heads = columns_of(page)
    named = page.type is PageType.REPEATED
    unplaced = _UNPLACED if named or len(columns) > len(heads) else _UNPLACED_AMOUNT
    filled = [number for number, texts in enumerate(columns) if any(texts)][:MOST_COLUMNS]
    prices = {n: [_price(page, columns[n], head) for head in heads] for n in filled}
    tried = []
    for chosen in _choices(filled, len(heads)):
        names = [OTHER] * len(columns)
        for number, head in chosen:
            names[number] = heads[head].name
        price = sum(prices[number][head] for number, head in chosen) + unplaced * (len(filled) - len(chosen))
        price += _OUT_OF_ORDER * sum(one[1] > other[1] for one, other in combinations(chosen, 2))
        price += _NAMELESS * (named and heads[0].name not in names)
        tried.append((price, tuple(names)))
    tried.sort(key=lambda each: each[0])
    near = [each for each in tried if each[0] <= tried[0][0] + _AGREES]
    return next((names for _, names in near if agrees(names)), near[0][1])


def _choices(columns: Sequence[int], heads: int) -> list[tuple[tuple[int, int], ...]]:
    """Every way to give columns to questions, in the form's order first; of many questions in that order only."""
    most = min(len(columns), heads)
    orders = permutations if heads <= _MOST_SHUFFLED else combinations
    return [
        tuple(zip(some, order, strict=True))
        for count in range(most, -1, -1)
        for some in combinations(columns, count)
        for order in orders(range(heads), count)
    ]


def _price(page: Page, texts: Texts, head: Column) -> float:
    """How little the texts of a column look like answers of a question, on the average."""
    said = [each for each in texts if each and not is_none(each)]
    if not said:
        return 0.0
    return sum(_odd(page, each, head) for each in said) / len(said)


def _odd(page: Page, text: str, head: Column) -> float:
    if KINDS[head.kind].multiline and not measure_names(page):
        return 0.0  # where no measure is asked for, the figures are in the sentences
    plain = 0.1 if head.kind == "measure" and BARE().match(text.strip()) else 0.0
    return oddity(text, head) + plain
