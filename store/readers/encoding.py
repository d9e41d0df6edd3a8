"""The one way from the bytes of a text file to its text; called by every reader of text: txt, md, csv, html.

The kind is told by the bytes alone. What is guessed wrong would be stored wrong, so in doubt it is an error.
"""

from __future__ import annotations

import codecs
import re

from store.errors import FormatError

UTF8, UTF16, GB18030 = "UTF-8", "UTF-16", "GB18030"
"""Encodings as people know them from their editors."""

_SAMPLE = 4096
"""Characters that are enough to tell in which order the two bytes of each stand."""
_USUAL = re.compile("[\t\r\n -~·–—‘’“”…≤≥①-⑳─-☒\u3000-〕㐀-鿿！-～￥]")
_DAMAGED = 5
"""Text of at least so many whole characters for each broken one is damaged, rather than of another encoding."""

_UNKNOWN = "文字编码无法识别，请另存为 UTF-8 或 GB18030 后再导入。"
_BINARY = "文件内容不是文字，请确认没有选错文件，或用原来的软件打开后另存为文本再导入。"
_BROKEN = "文字编码是 UTF-8，但有残缺的字节，文件可能不完整，请重新取得后再导入。"


def decode(data: bytes) -> tuple[str, str]:
    """The text without its byte order mark, and the name of the encoding taken; raises FormatError."""
    text, name = _decoded(data)
    if "\0" in text:
        raise FormatError(_BINARY)
    return text, name


def notes(encoding: str) -> tuple[str, ...]:
    """What a document says of the encoding taken: nothing of the usual one."""
    return () if encoding == UTF8 else (f"按 {encoding} 编码读取。",)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16"), UTF16
    if b"\0" in data:
        return _unmarked_utf16(data), UTF16
    try:
        return data.decode("utf-8-sig"), UTF8
    except UnicodeDecodeError:
        return _gb18030(data), GB18030


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FormatError(_UNKNOWN) from None


def _gb18030(data: bytes) -> str:
    """GB18030 makes some Chinese or other of most bytes, so damaged UTF-8 must not come here."""
    guess = data.decode("utf-8-sig", "replace")
    foreign = len(guess) - len(guess.encode("ascii", "ignore"))
    broken = guess.count("\ufffd")
    if foreign - broken >= _DAMAGED * broken or data.startswith(codecs.BOM_UTF8):
        raise FormatError(_BROKEN)
    return _strictly(data, "gb18030")


def _unmarked_utf16(data: bytes) -> str:
    """NUL bytes stand in no text but UTF-16, where Latin letters, digits and line ends have one each."""
    share, encoding = max((_usual(data, encoding), encoding) for encoding in ("utf-16-le", "utf-16-be"))
    if share < 0.9:
        raise FormatError(_BINARY)
    return _strictly(data, encoding)


def _usual(data: bytes, encoding: str) -> float:
    """How much of the beginning, read that way, is what Chinese office texts are made of."""
    text = data[: 2 * _SAMPLE].decode(encoding, "replace")
    return len(_USUAL.findall(text)) / len(text)
