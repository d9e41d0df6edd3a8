"""The changes of history as stored: small, however many rows a page has; called by `shape.py` and `tables.py`.

A change of a page's rows is (rows before, rows after), which would repeat every row of the page in every line of
history. Where the rows before are those that the history left, only the stretch that differs is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from forms.answers import Delta
from forms.history import Entry

ROWS = "rows/"
"""What the keys of rows begin with in a change."""

Left = dict[str, Any]
"""Key of rows → the rows as the history so far leaves them."""


def left_by(history: Iterable[Entry]) -> Left:
    """The rows as a history leaves them."""
    return {key: after for entry in history for key, (_, after) in entry.delta.items() if key.startswith(ROWS)}


def pack(delta: Delta, left: Left) -> dict[str, list[Any]]:
    """A change as it is stored, after a history that left these rows; they become the rows after it."""
    return {key: _pack_rows(key, *pair, left) if key.startswith(ROWS) else list(pair) for key, pair in delta.items()}


def _pack_rows(key: str, before: Any, after: Any, left: Left) -> list[Any]:
    known = left.get(key)
    left[key] = after
    if before is None or after is None or known != before:
        return [before, after]
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return [start, end, after[start : len(after) - end]]


def _common(one: list[Any], other: list[Any]) -> int:
    """How many rows two lists have in common at their start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def unpack(stored: Mapping[str, list[Any]], left: Left) -> Delta:
    """The change that `pack` stored; raises ValueError where the rows before it are not there to build on."""
    return {
        key: _unpack_rows(key, parts, left) if key.startswith(ROWS) else (parts[0], parts[1])
        for key, parts in stored.items()
    }


def _unpack_rows(key: str, parts: list[Any], left: Left) -> tuple[Any, Any]:
    before, after = parts if len(parts) == 2 else _rebuild(left.get(key), *parts)
    left[key] = after
    return before, after


def _rebuild(before: list[Any] | None, start: int, end: int, come: list[Any]) -> tuple[Any, Any]:
    if before is None or start + end > len(before):
        raise ValueError("the rows before are missing")
    return before, [*before[:start], *come, *before[len(before) - end :]]
