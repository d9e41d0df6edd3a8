"""Takes apart a cell that holds several answers in words of its own, such as 316.75 万元 (其中: 财政拨款 … 万元)."""

from __future__ import annotations

import re
import unicodedata

from forms.layout import Hole, holes
from forms.path import Path

_LONGEST = 400
"""Characters that such a cell has at most; a longer one is read as a whole."""


def read_square(square: str, text: str) -> dict[Path, str]:
    """The answers by the words between them; those that can be told where the words are not quite the form's.

    The words are looked for one after another and none a second time, so that no text takes long, whatever it says.
    """
    said = " ".join(text.split())
    if len(said) > _LONGEST:
        return {}
    parts = holes(square)
    found: dict[Path, str] = {}
    at, begun = 0, None
    for number, part in enumerate(parts):
        if isinstance(part, Hole):
            begun = Path(*_split(part.name))
            continue
        words = re.compile(_loose(part) + (r"\s*\Z" if number == len(parts) - 1 else ""))
        match = words.search(said, at) if begun else words.match(said, at)
        if not match:
            return {}
        if begun:
            found[begun] = said[at : match.start()].strip()
        at, begun = match.end(), None
    if begun:
        found[begun] = said[at:].strip()
    return {path: answer for path, answer in found.items() if answer}


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
