"""The steps from older shapes of a stored report to the present one; called by `tables.py` on every file read.

A shape has a number. When it changes, SCHEMA is raised and STEPS gets one function, from the last number to the new
one; files are changed in memory as they are read, and on disk by their next save.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Tables = dict[str, dict[str, Any]]
"""Table → document id → document, as TinyDB stores them."""

SCHEMA = 1
"""The number of the present shape."""

STEPS: Mapping[int, Callable[[Tables], Tables]] = {}
"""A shape's number → the function to the next."""


class TooNew(Exception):
    """The file has a shape that this program does not know yet."""


def migrate(tables: Tables, steps: Mapping[int, Callable[[Tables], Tables]] = STEPS, current: int = SCHEMA) -> Tables:
    """The tables in the present shape; raises TooNew, and ValueError where the number is no shape that ever was."""
    schema = _schema(tables)
    if schema > current:
        raise TooNew(schema)
    for number in range(schema, current):
        if number not in steps:
            raise ValueError(f"版本号 {number} 不认识")
        tables = steps[number](tables)
        tables["report"]["1"]["schema"] = number + 1
    return tables


def _schema(tables: Tables) -> int:
    report = tables.get("report", {}).get("1")
    schema = report.get("schema") if isinstance(report, dict) else None
    if type(schema) is not int or schema < 1:
        raise ValueError("没有版本号")
    return schema
