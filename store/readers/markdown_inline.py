"""The text of a cell or a line of Markdown as a viewer shows it, without its marks; used by `markdown.py`.

Marks that only look like some are kept: a figure such as 2*3*4 loses nothing. What our own writer escapes is never
taken for a mark, so that its texts come back exactly.
"""

from __future__ import annotations

import html
import re

from store.readers.html_fields import shown
from store.readers.html_text import RAISED

_EMPHASIS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\\*A-Za-z0-9])\*\*\*(?![\s*])([^*]{1,500}?)(?<![\s\\*])\*\*\*(?![*A-Za-z0-9])",
        r"(?<![\\*A-Za-z0-9])\*\*(?![\s*])(.{1,500}?)(?<![\s\\*])\*\*(?![*A-Za-z0-9])",
        r"(?<![\\~A-Za-z0-9])~~(?![\s~])(.{1,500}?)(?<![\s\\~])~~(?![~A-Za-z0-9])",
        r"(?<![\\\w])__(?![\s_])(.{1,500}?)(?<![\s\\_])__(?!\w)",
        r"(?<![\\*\w])\*(?![\s*])([^*]{1,500}?)(?<![\s\\*])\*(?![*\w])",
        r"(?<![\\\w])_(?![\s_])([^_]{1,500}?)(?<![\s\\_])_(?!\w)",
    )
)
"""Bold, struck out and slanted: the marks stand outside of words and close to what is between them."""

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,2})(?P<code>[^`]{1,500})(?P=ticks)(?!`)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|<(?P<level>su[bp])>(?P<raised>[^<>]{1,20})</(?P=level)>"
    r"|<(?P<tag>/?[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s[^<>]{0,1000})?)/?>"
    r"|!?\[(?P<label>[^\[\]]{1,500})\]\([^()\s]{1,1000}\)"
)
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>/]+)))?")

_INLINE = frozenset({
    "a",
    "abbr",
    "b",
    "big",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
    "mark",
    "o",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "var",
    "wbr",
})
_BLOCKS = frozenset({
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "ul",
})
_EDGE = "\v"
"""Stands for the edge of a block until it is known what is beside it."""


def text_of(source: str) -> str:
    """What a viewer shows for it; line breaks as newlines."""
    if "*" in source or "_" in source or "~~" in source:
        for pattern in _EMPHASIS:
            source = pattern.sub(r"\1", source)
    text = _TOKEN.sub(_shown, source)
    return re.sub(f"{_EDGE}+", "\n", text.strip(_EDGE)) if _EDGE in text else text


def _shown(token: re.Match[str]) -> str:
    parts = token.groupdict()
    if parts["tag"]:
        return _tag(token)
    if parts["raised"]:
        level, text = RAISED[parts["level"]], parts["raised"]
        return "".join(level[each] for each in text) if all(each in level for each in text) else text
    if parts["entity"]:
        return html.unescape(parts["entity"])
    return next(found for name in ("escaped", "code", "label") if (found := parts[name]))


def _tag(token: re.Match[str]) -> str:
    """What a tag of HTML does to the text; one that is none stays, since it may be what somebody wrote."""
    name = token["tag"].lower().removeprefix("/")
    if name == "br":
        return "\n"
    if name in _BLOCKS:
        return _EDGE
    if name == "input":
        found = _ATTRIBUTE.findall(token["attributes"])
        return shown({attribute.lower(): one or two or three for attribute, one, two, three in found})
    return "" if name in _INLINE else token[0]
