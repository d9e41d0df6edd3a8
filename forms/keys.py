"""The keys a definition file may have, and the reading of one of its tables against them; used by `definition.py`.

`KEYS` is the one register: reading, the faults about unknown keys and the proof that docs/forms.md names every key
all look at it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from forms.nearest import near


class Shape(Enum):
    """What may stand after the `=` of a key, in the words in which a fault says it."""

    TEXT = "一行文字，写在半角引号里"
    LINES = "文字，写在半角引号里"
    FLAG = "true 或 false，不加引号"
    WHOLE = "0 到 10 的整数，不加引号"
    TEXTS = '一列文字，如 ["是", "否"]'
    WHOLES = "一列整数，如 [2, 1, 3]"
    TABLE = "一个表"
    TEXT_TABLE = '名字和文字，如 { target = "6 个" }'
    TABLES = "用 [[ ]] 开头的表"


class Key(NamedTuple):
    """One key of a table of the file."""

    shape: Shape
    required: bool = False


FORM = {
    "code": Key(Shape.TEXT, required=True),
    "edition": Key(Shape.TEXT, required=True),
    "title": Key(Shape.TEXT, required=True),
    "title_default": Key(Shape.TEXT),
    "name": Key(Shape.TEXT),
    "checks": Key(Shape.TABLE),
    "page": Key(Shape.TABLES, required=True),
    "layout": Key(Shape.TABLE, required=True),
}

PAGE = {
    "name": Key(Shape.TEXT, required=True),
    "title": Key(Shape.TEXT, required=True),
    "type": Key(Shape.TEXT, required=True),
    "aliases": Key(Shape.TEXTS),
    "field": Key(Shape.TABLES, required=True),
    "row": Key(Shape.TABLES),
    "group": Key(Shape.TABLES),
    "ask_which": Key(Shape.TEXT),
    "none_fills": Key(Shape.TEXTS),
}

FIELD = {
    "name": Key(Shape.TEXT, required=True),
    "label": Key(Shape.TEXT, required=True),
    "kind": Key(Shape.TEXT, required=True),
    "question": Key(Shape.TEXT),
    "hint": Key(Shape.TEXT),
    "why": Key(Shape.LINES),
    "example": Key(Shape.LINES),
    "options": Key(Shape.TEXTS),
    "required": Key(Shape.FLAG),
    "relevant": Key(Shape.TEXT),
    "ask_when": Key(Shape.TEXT),
    "calculation": Key(Shape.TEXT),
    "decimals": Key(Shape.WHOLE),
    "max_decimals": Key(Shape.WHOLE),
    "carry": Key(Shape.FLAG),
    "default": Key(Shape.TEXT),
}

ROW = {
    "key": Key(Shape.TEXT, required=True),
    "label": Key(Shape.TEXT, required=True),
    "total": Key(Shape.FLAG),
}

GROUP = {
    "key": Key(Shape.TEXT, required=True),
    "level1": Key(Shape.TEXT, required=True),
    "level2": Key(Shape.TEXT, required=True),
    "preset": Key(Shape.TEXTS),
    "carry": Key(Shape.TEXTS),
    "hint": Key(Shape.TEXT_TABLE),
}

LAYOUT = {
    "above": Key(Shape.TEXTS),
    "table": Key(Shape.LINES, required=True),
    "below": Key(Shape.TEXTS),
    "widths": Key(Shape.WHOLES),
}

KEYS: dict[str, Mapping[str, Key]] = {
    "form": FORM,
    "page": PAGE,
    "field": FIELD,
    "row": ROW,
    "group": GROUP,
    "layout": LAYOUT,
}
"""Every kind of table in a definition, with its keys."""


class Faults:
    """Collects what is wrong, each with its place, so that the author hears everything at once."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, place: str, sentence: str) -> None:
        """Note one fault; a place that is empty is the file as a whole.

        A fault quotes the file, so what a terminal would obey is shown as a mark.
        """
        said = f"{place}：{sentence}" if place else sentence
        self.sentences.append("".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in said))


def or_nearest(name: str, known: Iterable[str]) -> str:
    """`；最接近的是 …` or, where nothing is near, `；可以写 …`; empty where there is nothing to choose from."""
    names = list(dict.fromkeys(known))
    if close := near(name, names, likeness=0.6):
        return f"；最接近的是 {close[0]}"
    return f"；可以写：{'、'.join(names[:20])}" if names else ""


def read_keys(table: Mapping[str, Any], keys: Mapping[str, Key], place: str, faults: Faults) -> dict[str, Any]:
    """The table's known keys with values of the right shape; everything else becomes a fault."""
    read: dict[str, Any] = {}
    for name, value in table.items():
        if name not in keys:
            faults.add(place, f"没有「{name}」这个键{or_nearest(name, keys)}")
        elif not _FITS[keys[name].shape](value):
            faults.add(place, f"{name} 要写{keys[name].shape.value}")
        elif bad := _hidden(value, keys[name].shape):
            faults.add(place, f"{name} 里有不可见的字符（{bad}），请删去")
        elif keys[name].required and not value:
            faults.add(place, f"{name} 不能为空")
        else:
            read[name] = value
    for name, key in keys.items():
        if key.required and name not in table:
            faults.add(place, f"缺少 {name}")
    return read


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\n" not in value and "\t" not in value


def _is_list(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


_FITS: dict[Shape, Callable[[Any], bool]] = {
    Shape.TEXT: _is_text,
    Shape.LINES: lambda value: isinstance(value, str),
    Shape.FLAG: lambda value: isinstance(value, bool),
    Shape.WHOLE: lambda value: type(value) is int and 0 <= value <= 10,
    Shape.TEXTS: _is_list(_is_text),
    Shape.WHOLES: _is_list(lambda value: type(value) is int and 0 < value <= 1000),
    Shape.TABLE: lambda value: isinstance(value, dict),
    Shape.TEXT_TABLE: lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
    Shape.TABLES: _is_list(lambda value: isinstance(value, dict)),
}


def _hidden(value: Any, shape: Shape) -> str:
    """The first control or direction character in a text, which a terminal would obey; empty where there is none."""
    if shape in (Shape.TABLE, Shape.TABLES):
        return ""
    texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    whole = "".join(text for text in texts if isinstance(text, str))
    if whole.isprintable():
        return ""
    for character in whole:
        allowed = shape is Shape.LINES and character in "\n\t"
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"} and not allowed:
            return f"U+{ord(character):04X}"
    return ""
