"""The rows into which a row that counts several things is divided, as I08 offers them; called by `indicators.py`."""

from __future__ import annotations

from collections.abc import Sequence

from forms.checks.rows import IndicatorRow
from forms.lazily import lazily
from forms.values import Quantity
from forms.values.numbers import fold

_NAME_END = lazily(r"[、,;:(。，；：（]|\s和|及")
_LISTED = lazily("[、，,和及与]")
_COUNT_WORD = lazily("的?(?:数量|数|次数|人数|个数|台数|份数)\\Z")

Cells = tuple[tuple[str, str], ...]
"""A row as (field, text)."""


def divided(row: IndicatorRow) -> tuple[Cells, ...]:
    """A row for each figure of the target, with its name and the actual that belongs to it; nothing without targets."""
    if not row.target or not row.goal:
        return ()
    figures, reached, goal = row.target.quantities, _reached(row), row.goal.field
    names = _names(row.title, row.target_text, figures)
    rows = []
    for number, quantity in enumerate(figures):
        cells = [(row.name.field, names[number]), (goal, quantity.text)]
        rows.append((*cells, *(((row.result.field, reached[number]),) if number in reached else ())))
    return tuple(rows)


def _names(title: str, text: str, figures: Sequence[Quantity]) -> list[str]:
    """What each figure counts: the words before it, a name of its own in the title, else the title with the unit."""
    own = _names_in(title, len(figures))
    by_unit = [f"{title}（{each.unit}）" if each.unit else title for each in figures]
    words = _words_before(" ".join(fold(text).split()), figures)
    return [word or name or other for word, name, other in zip(words, own, by_unit, strict=True)]


def _words_before(text: str, figures: Sequence[Quantity]) -> list[str]:
    words, end = [], 0
    for quantity in figures:
        start = text.find(quantity.text, end)
        words.append(_NAME_END().split(text[end : max(start, end)])[-1].strip())
        end = max(start, end) + len(quantity.text)
    return words


def _names_in(title: str, count: int) -> list[str]:
    """炊事设备数量 and 消毒柜数量 of 炊事设备、消毒柜数量; nothing where it does not list so many."""
    ending = match[0] if (match := _COUNT_WORD().search(title)) else ""
    names = [each.strip() for each in _LISTED().split(title.removesuffix(ending))]
    return [f"{name}{ending}" for name in names] if len(names) == count and all(names) else [""] * count


def _reached(row: IndicatorRow) -> dict[int, str]:
    """Number of a target's figure → the actual: one by one where the units are the same, else by a unit of its own."""
    wanted = [each.unit for each in row.target.quantities] if row.target else []
    told = row.actual.quantities if row.actual else ()
    if wanted == [each.unit for each in told]:
        return {number: each.text for number, each in enumerate(told)}
    by_unit = {each.unit: each.text for each in told}
    return {number: by_unit[unit] for number, unit in enumerate(wanted) if unit in by_unit and wanted.count(unit) == 1}
