"""Reports as data: a file that this or another program wrote; called through the register, and by `tui/headless.py`.

Figures stay as they are written, since 383.50 is not 383.5 in an official form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from forms.source import Document
from store.errors import FormatError
from store.readers.encoding import decode, notes
from store.readers.limits import LONGEST, VALUES, too_much

_DEEPEST = 30
"""Levels of a file of reports; a report has six."""


def read(data: bytes) -> Document:
    """The reports in a file that holds one, a list of them, or an object with such a list as `reports`."""
    text, encoding = decode(data)
    try:
        parsed = parse(text)
    except RecursionError:
        raise FormatError("括号套得太深，不是自评表的数据，请确认没有选错文件。") from None
    except ValueError as error:
        raise FormatError(f"不是完好的 JSON，{error}，请改正或重新导出后再导入。") from None
    reports = _reports(parsed)
    if not reports or not all(isinstance(each, Mapping) and each.keys() & {"form", "answers"} for each in reports):
        raise FormatError('不是自评表的数据，应为 {"form": …, "answers": {…}} 或由它们组成的列表，请检查后再导入。')
    _check(reports)
    return Document(notes=notes(encoding), reports=tuple(reports))


def parse(text: str) -> Any:
    """JSON as plain values, figures as text; raises ValueError with what is wrong in Chinese, and RecursionError."""
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=_without_doubles
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"第 {error.lineno} 行第 {error.colno} 个字符处写错了") from None


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} 不是数字")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: of two texts for one cell none may win silently."""
    found = dict[str, Any]()
    for name, value in pairs:
        if name in found:
            raise ValueError(f"「{name}」写了两次")
        found[name] = value
    return found


def _reports(parsed: Any) -> list[Any]:
    if isinstance(parsed, Mapping) and isinstance(inner := parsed.get("reports"), list):
        return inner
    return parsed if isinstance(parsed, list) else [parsed]


def _check(reports: list[Any]) -> None:
    """Refuse more levels and values than reports can have; level by level, since recursion has its own end."""
    level: list[Any] = reports
    count = 0
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inside(each)]
        count += len(level)
        if count > VALUES:
            raise too_much(f"超过 {VALUES // 10_000} 万项")
        if any(len(each) > LONGEST for each in level if isinstance(each, str)):
            raise too_much(f"有一项超过 {LONGEST // 10_000} 万个字")
    if level:
        raise FormatError("括号套得太深，不是自评表的数据，请确认没有选错文件。")


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
