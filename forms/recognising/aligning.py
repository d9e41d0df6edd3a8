"""Which text of a row belongs under which head: by their columns where these hold, by their order and look where not.

Rows of published tables are often shifted by a column or two, so neither position nor order decides alone: every way to
put the texts under the heads in order has a price, and the cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
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


MOST_TEXTS = 40
"""Texts of one row that are put under heads; a row of more is no row of a form."""


def columns_of(page: Page) -> tuple[Column, ...]:
    """The heads that a form prints for a page, where a document shows none."""
    return tuple(Column(field.name, field.kind, field.required) for field in page.fields)


class Alignment(NamedTuple):
    """Texts under heads."""

    columns: tuple[int | None, ...]
    """For each text the number of its column, or None where it has none."""
    price: float
    offset: int = 0
    """Columns by which the row was shifted."""


_SIGNED = lazily(r"\s*(?:[≥≤><=＝≧≦》《]|不低于|不少于|不超过|大于|小于|不大于|不小于)|.*(?:以上|以下|以内)\s*\Z")
_FIGURE = lazily(r"[≥≤><=＝≧≦约近]*\s*[-+]?[\d０-９][\d０-９,，.．。]*\s*[^\s\d，。；]{0,3}\s*\Z")
_NUMBER = lazily(r"\s*[-+]?[\d０-９][\d０-９,，.．。 ]*(?:万元|元|亿元)?\s*\Z")
_RATE = lazily(r".*[\d０-９]\s*[%％]\s*\Z")
_COMPARATOR = lazily(r"\s*(?:[≥≤><=＝≧≦》《]{1,2}|大于等于|小于等于|大于|小于|等于|定性)\s*\Z")

_ABSENT = 0.8
"""A required cell that is left empty."""
_NAMELESS = 1.6
"""The first cell of a row that is left empty."""
_LOOSE = 3.0
"""A text that finds no place."""
_SHIFT = 0.2
"""Taking the whole row as shifted by a distance that its labels show, and half as much again for each column more."""


def align(texts: Sequence[Token], columns: Sequence[Column], *, spans: bool, offsets: Sequence[int] = ()) -> Alignment:
    """The cheapest way to put the texts in order under the heads; offsets are shifts of the row worth a try."""
    prices = dict.fromkeys(offsets, _SHIFT) | {0: 0.0}
    if not spans:
        prices = {offset + more: 1.5 * _SHIFT for offset in prices for more in (-1, 1)} | prices
    tried = [_cheapest(texts, columns, 1.2 if spans else 0.5, offset, price) for offset, price in prices.items()]
    return min(tried, key=lambda each: each.price)


def _cheapest(texts: Sequence[Token], columns: Sequence[Column], strict: float, offset: int, price: float) -> Alignment:
    absent = [_price_of_nothing(number, each) for number, each in enumerate(columns)]

    @cache
    def best(text: int, column: int) -> tuple[float, tuple[int | None, ...]]:
        if text == len(texts):
            return sum(absent[column:]), ()
        cost, chosen = best(text + 1, column)
        options = [(cost + _LOOSE, (None, *chosen))]
        skipped = 0.0
        for number in range(column, len(columns)):
            cost, chosen = best(text + 1, number + 1)
            fits = _misfit(texts[text], columns[number], strict, offset) + _oddity(texts[text].text, columns[number])
            options.append((cost + skipped + fits, (number, *chosen)))
            skipped += absent[number]
        return min(options, key=lambda each: each[0])

    cost, chosen = best(0, 0)
    return Alignment(chosen, price + cost, offset)


def _price_of_nothing(number: int, column: Column) -> float:
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


def _oddity(text: str, column: Column) -> float:
    """What it costs that a text does not look like an answer of its column."""
    if column.name == COMPARATOR:
        return 0.0 if _COMPARATOR().match(text) else 2.5
    if column.name == UNIT:
        return 0.0 if len(text) <= 5 and not any(each.isdigit() for each in text) or text in "%％" else 2.5
    if column.name == OTHER:
        return 0.0 if _NUMBER().match(text) else 0.6
    return _ODD.get(column.kind, _odd_nothing)(text, column)


def _odd_measure(text: str, column: Column) -> float:
    """An actual with a comparator is rather the target beside it; a long sentence is rather a reason."""
    signed = 0.7 if column.name == "actual" and _SIGNED().match(text) else 0.0
    return signed + (0.5 if len(text) > 40 else 0.0)


def _odd_paragraph(text: str, column: Column) -> float:
    return 1.5 if _FIGURE().match(text) else 0.2 if len(text) < 3 else 0.0


def _odd_text(text: str, column: Column) -> float:
    return 2.0 if _FIGURE().match(text) else 0.0


def _odd_money(text: str, column: Column) -> float:
    return 0.0 if _NUMBER().match(text) else 2.0


def _odd_percent(text: str, column: Column) -> float:
    return 0.0 if _RATE().match(text) else 0.8 if _NUMBER().match(text) else 2.0


def _odd_nothing(text: str, column: Column) -> float:
    return 0.0


_ODD = {
    "measure": _odd_measure,
    "paragraph": _odd_paragraph,
    "text": _odd_text,
    "money": _odd_money,
    "percent": _odd_percent,
}
