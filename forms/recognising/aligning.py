"""Which text of a row belongs under which head: by their columns where these hold, by their order and look where not.

Rows of published tables are often shifted by a column or two, so neither position nor order decides alone: every way to
put the texts under the heads in order has a price, and the cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.lazily import lazily
from forms.model import Page
from forms.recognising.rows import NOWHERE, Token

COMPARATOR, UNIT, LEVEL, OTHER = "<comparator>", "<unit>", "<level>", "<other>"
"""Columns that are no field of the form: the sign of a target, its unit, the labels of a level, anything else."""
NO_FIELD = (COMPARATOR, UNIT, LEVEL, OTHER)


class Column(NamedTuple):
    """The head of a column."""

    name: str
    """The field below it, or one of the names above."""
    kind: str = ""
    """The field's kind of answer."""
    required: bool = False
    left: int = NOWHERE
    right: int = NOWHERE
    text: str = ""
    """As printed."""
    is_result: bool = False
    """Whether it is what came of a measure before it, as an actual of its target."""


MOST_TEXTS = 40
"""Texts of one row that are put under heads, and heads that they are put under; a row of more is no row of a form."""


def columns_of(page: Page) -> tuple[Column, ...]:
    """The heads that a form prints for a page, where a document shows none."""
    results = result_names(page)
    return tuple(
        Column(field.name, field.kind, field.required, is_result=field.name in results) for field in page.fields
    )


def measure_names(page: Page) -> tuple[str, ...]:
    """The fields of a page that are measures: first the target, then what came of it."""
    return tuple(field.name for field in page.fields if field.kind == "measure")


def result_names(page: Page) -> tuple[str, ...]:
    """The measures of a page that stand behind its target."""
    return measure_names(page)[1:]


class Alignment(NamedTuple):
    """Texts under heads."""

    columns: tuple[int | None, ...]
    """For each text the number of its column, or None where it has none."""
    price: float
    offset: int = 0
    """Columns by which the row was shifted."""


_LOOKED_AT = 200
"""Characters of a text that tell what it looks like."""
_SIGNED = lazily(r"\s*(?:[≥≤><=＝≧≦》《]|不低于|不少于|不超过|大于|小于|不大于|不小于)|.*(?:以上|以下|以内)\s*\Z")
_FIGURE = lazily(r"[≥≤><=＝≧≦约近]*\s*[-+]?[\d０-９][\d０-９,，.．。]*\s*[^\s\d，。；]{0,3}\s*\Z")
BARE = lazily(r"[\d０-９][\d０-９,，.．]*\Z")
"""A figure and nothing else: no sign, no unit."""
_NUMBER = lazily(r"(?=.*\d)\s*[-+]?[\doOＯlI][\doOＯlI,，.．。 ]*+(?:万元|元|亿元)?\s*\Z")
_RATE = lazily(r".*[\doOＯlI]\s*[%％]\s*\Z")
_NOTHING = lazily(r"\s*(?:[-－—–/／*]{1,3}|无)\s*\Z")
"""What stands in a cell for figures that has none."""
_COMPARATOR = lazily(
    r"\s*(?:[≥≤><=＝≧≦》《]{1,2}|大于等于|小于等于|大于|小于|等于|不[低少]于|不超过|定[性量](?:指标)?|[正反]向(?:指标)?)\s*\Z"
)

_ABSENT = 0.8
"""A required cell that is left empty."""
_NAMELESS = 1.6
"""The first cell of a row that is left empty."""
LOOSE = 3.0
"""A text that finds no place."""
_SHIFT = 0.2
"""Taking the whole row as shifted by a distance that its labels show, and half as much again for each column more."""
_UNSEEN = 1.0
"""Taking a row of a real table as shifted by a column that nothing else shows."""


def align(texts: Sequence[Token], columns: Sequence[Column], *, spans: bool, offsets: Sequence[int] = ()) -> Alignment:
    """The cheapest way to put the texts in order under the heads; offsets are shifts of the row worth a try."""
    prices = dict.fromkeys(offsets, _SHIFT) | {0: 0.0}
    if any(token.left != NOWHERE for token in texts):
        more = {1: _UNSEEN, 2: 1.3 * _UNSEEN} if spans else {1: 1.5 * _SHIFT}
        tried = {offset + sign * by: price for offset in prices for by, price in more.items() for sign in (-1, 1)}
        prices = tried | prices
    odd = [[oddity(token.text, column) for column in columns] for token in texts]
    best: Alignment | None = None
    for offset, price in sorted(prices.items(), key=lambda each: each[1]):
        if best is None or price < best.price:
            found = _cheapest(texts, columns, odd, 1.2 if spans else 0.5, offset, price)
            best = min(best or found, found, key=lambda each: each.price)
    return best or Alignment((), 0.0)


def _cheapest(
    texts: Sequence[Token],
    columns: Sequence[Column],
    odd: Sequence[Sequence[float]],
    strict: float,
    offset: int,
    price: float,
) -> Alignment:
    absent = [price_of_nothing(number, each) for number, each in enumerate(columns)]
    after = [_Way(sum(absent[number:])) for number in range(len(columns) + 1)]
    for text in range(len(texts) - 1, -1, -1):
        here = [_Way(after[-1].price + LOOSE, None, after[-1])]
        for number in range(len(columns) - 1, -1, -1):
            fits = _misfit(texts[text], columns[number], strict, offset) + odd[text][number]
            put = _Way(fits + after[number + 1].price, number, after[number + 1])
            skip = here[0]._replace(price=here[0].price + absent[number])
            loose = _Way(after[number].price + LOOSE, None, after[number])
            here.insert(0, min(put, skip, loose, key=lambda way: way.price))
        after = here
    return Alignment(tuple(_columns(after[0])), price + after[0].price, offset)


class _Way(NamedTuple):
    """The cheapest way to put the texts from one on, as a chain of columns."""

    price: float
    column: int | None = None
    following: _Way | None = None


def _columns(way: _Way) -> Iterator[int | None]:
    while way.following:
        yield way.column
        way = way.following


def price_of_nothing(number: int, column: Column) -> float:
    """What it costs that the cell of a column is left empty."""
    if not column.required:
        return 0.02
    return _NAMELESS if number == 0 else _ABSENT


def _misfit(token: Token, column: Column, strict: float, offset: int) -> float:
    """What it costs that a text does not stand under its head."""
    if NOWHERE in (token.left, column.left):
        return 0.0
    left, right = token.left + offset, token.right + offset
    away = max(column.left - right + 1, left - column.right + 1, 0)
    return strict * min(away, 3)


def oddity(text: str, column: Column) -> float:
    """What it costs that a text does not look like an answer of its column, by its first characters."""
    text = " ".join(text[:_LOOKED_AT].split())
    if column.name == COMPARATOR:
        return 0.0 if _COMPARATOR().match(text) else 2.5
    if column.name == UNIT:
        return 0.0 if len(text) <= 5 and not any(each.isdigit() for each in text) or text in "%％" else 2.5
    if column.name == OTHER:
        return 0.0 if _NUMBER().match(text) or _NOTHING().match(text) else 0.6
    return _ODD.get(column.kind, _odd_nothing)(text, column)


def _odd_measure(text: str, column: Column) -> float:
    """An actual with a comparator is rather the target beside it; a long sentence is rather a reason."""
    signed = 0.7 if column.is_result and _SIGNED().match(text) else 0.0
    return signed + (0.5 if len(text) > 40 else 0.0)


def _odd_paragraph(text: str, column: Column) -> float:
    return 2.0 if _FIGURE().match(text) else 0.2 if len(text) < 3 else 0.0


def _odd_text(text: str, column: Column) -> float:
    return 2.0 if _FIGURE().match(text) else 0.0


def _odd_money(text: str, column: Column) -> float:
    return 0.0 if _NUMBER().match(text) else 0.1 if _NOTHING().match(text) else 2.0


def _odd_percent(text: str, column: Column) -> float:
    if _RATE().match(text):
        return 0.0
    return 0.1 if _NOTHING().match(text) else 0.8 if _NUMBER().match(text) else 2.0


def _odd_nothing(text: str, column: Column) -> float:
    return 0.0


_ODD = {
    "measure": _odd_measure,
    "paragraph": _odd_paragraph,
    "text": _odd_text,
    "money": _odd_money,
    "percent": _odd_percent,
}
