"""Takes apart a cell that holds several answers in words of its own, such as 316.75 万元 (其中: 财政拨款 … 万元)."""

from __future__ import annotations

import re
import unicodedata

from forms.layout import Hole, holes
from forms.path import Path


def read_square(square: str, text: str) -> dict[Path, str]:
    """The answers by the words between them; those that can be told where the words are not quite the form's."""
    parts = holes(square)
    pattern = "".join("(.*?)" if isinstance(part, Hole) else _loose(part) for part in parts)
    match = re.fullmatch(rf"\s*{pattern}\s*", text, re.DOTALL) if len(text) <= _LONGEST else None
    paths = [Path(*_split(part.name)) for part in parts if isinstance(part, Hole)]
    if not match:
        return {}
    return {path: found.strip() for path, found in zip(paths, match.groups(), strict=True) if found.strip()}


_LONGEST = 2000
"""Characters that such a cell has at most; a longer one is read as a whole."""


def _split(name: str) -> tuple[str, str, str]:
    page, _, field = name.partition(".")
    return page, "", field


def _loose(words: str) -> str:
    """Words of the form with any blanks, and any mark for a mark."""
    folded = "".join(unicodedata.normalize("NFKC", words).replace("它", "他").split())
    return r"\s*" + r"\s*".join(_MARKS.get(each, re.escape(each)) for each in folded) + r"\s*"


_MARKS = {
    ":": "[:：]?",
    ";": "[;；,，]?",
    ",": "[;；,，]?",
    "(": r"[(（,，;；]?",
    ")": r"[)）]?",
    "他": "[它他]",
    "元": "[元兀]?",
    "万": "万?",
}
