"""What kind of text it is, told by its beginning; asked by `kinds.py` for files that are no container.

A drawn table, a pipe table and lines of fields are told by their shape. Where two shapes fit, the file's name decides.
"""

from __future__ import annotations

import codecs
import csv
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from store.errors import FormatError
from store.readers.encoding import decode

_HEAD = 64 * 1024
"""Bytes at the start by which a text is judged."""
_LINES = 400
"""Lines of them that are looked at."""
_CONTROLS = bytes({*range(1, 32)} - {*b"\t\n\v\f\r\x1b"})
"""What no text has in it but a stray one or two."""

_AS_EITHER = "请用原来的软件打开后另存为 .docx 或 .xlsx 再导入。"

_XML = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "spreadsheetml"),
    ("schemas.microsoft.com/office/word/2003/wordml", "是 Word 2003 的 XML 文档，" + _AS_EITHER),
    ("schemas.microsoft.com/office/2006/xmlpackage", "是 Word 的 XML 文档，" + _AS_EITHER),
    ("opendocument:xmlns:office", "是 OpenDocument 的 XML 文件，" + _AS_EITHER),
    ("<svg", "是图片，其中的文字读不出来，请导入它的 Word 或 Excel 原件。"),
)
"""What stands in an XML file: a kind, or what is said of it."""

_JSON = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[]{[]|$))")
_TAG = re.compile(r"\s*<(?:[!?]|/?[a-z])", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|form|div|p|meta|style)\b", re.IGNORECASE)
_MAIL = re.compile(r"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?MIME-Version:[ \t]*1", re.IGNORECASE)
_DRAWN = re.compile(r"[┌├└╔╠╚┏┣┗]|\+[-=+]{3,}\+$")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

_BY_NAME = {".csv": "csv", ".tsv": "csv", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
"""What a name says, where the content may be one or another."""
_ALIKE = 0.6
"""The share of lines that have as many fields as each other, from which they are lines of fields."""


def kind_of_text(data: bytes, name: str = "") -> str:
    """The key of the reader for a file that is text; raises FormatError where it is not, or is text of another kind."""
    text = _head(data)
    if _MAIL.match(text):
        return "mhtml"
    if _JSON.match(text):
        return "json"
    lines = [line for each in text.splitlines()[:_LINES] if (line := each.strip(" \r"))]
    if _TAG.match(text) and not _has_pipes(lines):
        return _of_markup(text)
    low = text.lower()
    if "<html" in low or "<table" in low and ("<tr" in low or "<td" in low) and not _has_pipes(lines):
        return "html"
    return _of_lines(lines, _BY_NAME.get(name[name.rfind(".") :].lower(), ""), data.startswith(codecs.BOM_UTF8))


def _head(data: bytes) -> str:
    """The beginning as text, in whatever encoding; what cannot be text is refused, but a wrong byte is the reader's."""
    head = data[:_HEAD]
    if b"\0" in head:
        return decode(data)[0][:_HEAD]
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 100:
        raise FormatError("不是文字，也不是 Word 或 Excel 文件，" + _AS_EITHER)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", "replace")


def _of_markup(text: str) -> str:
    low = text.lower()
    found = next((found for mark, found in _XML if mark in low), "html" if _PAGE.search(text) else "")
    if not found or found.endswith("。"):
        raise FormatError(found or "是 XML 数据，认不出是哪一种表格，" + _AS_EITHER)
    return found


def _of_lines(lines: Sequence[str], named: str, marked: bool) -> str:
    """A drawn table before everything else, since pipes and commas stand inside drawings too."""
    if sum(bool(_DRAWN.match(line)) for line in lines) > 1:
        return "text"
    if _has_pipes(lines):
        return "markdown"
    if any("\t" in line for line in lines):
        return "csv" if named == "csv" else "text"
    if named:
        return "csv" if named == "text" and marked and _has_fields(lines) else named
    return "csv" if _has_fields(lines) else "text"


def _has_pipes(lines: Sequence[str]) -> bool:
    """Whether there is a pipe table: a line of dashes under one with bars, or lines between bars."""
    if any("|" in rule and "|" in head and _RULE.match(rule) for head, rule in itertools.pairwise(lines)):
        return True
    return sum(line.startswith("|") and line.endswith("|") for line in lines) > 2


def _has_fields(lines: Sequence[str]) -> bool:
    """Whether most lines have equally many fields, three at least; two may be a sentence with a comma."""
    for delimiter in ",;":
        counts = [len(row) for row in _rows(lines, delimiter)]
        usual, times = max(Counter(counts).items(), key=lambda each: each[1], default=(0, 0))
        if usual > 2 and times > 1 and times >= _ALIKE * len(counts):
            return True
    return False


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The records of the lines; the commas of amounts part nothing."""
    try:
        return list(csv.reader((_THOUSANDS.sub("", line) for line in lines), delimiter=delimiter))
    except csv.Error:
        return []
