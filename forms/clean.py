"""The one way in for text: typed, pasted, imported, read from a file or from disk, all of it passes `clean`.

What a terminal would obey (escape sequences, controls), what hides or reorders words, and what no encoding can write is
taken out, and said. Rare characters, emoji and the exact code points of what stays are never touched.
"""

from __future__ import annotations

from typing import NamedTuple

from forms.errors import Unreadable
from forms.lazily import lazily

MAX_LENGTH = 10_000
"""Characters an answer may have after cleaning; the longest published cell has some hundreds."""

_STRING_END = "(?:\x07|\x1b\\\\|\x9c)"
_ESCAPES = (
    # An operating-system command or other string with its terminator, then control sequences, then two-byte escapes.
    "(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]{0,4096}" + _STRING_END,
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?",
    "\x1b[NO][ -~]",
    "\x1b[ -/]*[0-~]",
)
_TAKEN_OUT = (
    ("段终端控制序列", lazily("|".join(_ESCAPES))),
    ("个控制字符", lazily("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")),
    ("个改变文字方向的字符", lazily("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")),
    ("个看不见的字符", lazily("[\u00ad\u180e\u200b\u200c\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0001]")),
    (
        "个残缺的字符",
        lazily(
            "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
            + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
            + "]"
        ),
    ),
)
_BREAK = lazily("\r\n|[\n\v\f\r\x85\u2028\u2029]")


class Cleaned(NamedTuple):
    """A text fit to be shown and stored."""

    text: str
    notes: tuple[str, ...] = ()
    """What was changed, one Chinese phrase each; empty for nearly every answer."""


def clean(text: str, multiline: bool) -> Cleaned:
    """The text without what must not be kept, line breaks kept or made blanks; raises Unreadable with one sentence."""
    if "\ufffd" in text:
        raise Unreadable("文字里有无法还原的字符，终端编码与程序不一致。请把终端编码设为 UTF-8 后重新填写。")
    if text.isprintable() and len(text) <= MAX_LENGTH:
        return Cleaned(text)  # nearly every answer: nothing of what is taken out or changed below is printable
    notes = []
    for name, pattern in _TAKEN_OUT:
        text, count = pattern().subn("", text)
        if count:
            notes.append(f"去掉了 {count} {name}")
    if "\t" in text:
        notes += ["制表符改为空格"] if "\t" in text.strip() else []
        text = text.replace("\t", " ")
    if not multiline and _BREAK().search(text.strip()):
        notes.append("换行改为空格")
    text = _BREAK().sub("\n" if multiline else " ", text)
    if len(text.strip()) > MAX_LENGTH:
        raise Unreadable(f"这一项有 {len(text.strip())} 个字，最多 {MAX_LENGTH} 个字。请精简后重新填写。")
    return Cleaned(text, tuple(notes))
