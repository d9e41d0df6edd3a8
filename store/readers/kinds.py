"""What kind of file it is, told by its content; asked by `register.py` before a reader is chosen.

Names lie: a web page is called .xls, a workbook .doc. What cannot be read is refused with what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.errors import FormatError
from store.readers import compound, limits, shape

if TYPE_CHECKING:
    from zipfile import ZipFile

_READ = ("docx", "xlsx", "xls")
"""The kinds found here; anything else in the tables below is what is said of a file that cannot be read."""

_ORIGINAL = "请导入它的 Word 或 Excel 原件。"
_AS_DOCX = "请用 Word 或 WPS 打开后另存为 .docx 再导入。"
_AS_XLSX = "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
_PACKED = "是压缩包，请解压后逐个导入。"
_OLD_WORD = "是旧版 Word 文档（.doc，或 WPS 的 .wps），" + _AS_DOCX
_SLIDES = "是演示文稿，" + _ORIGINAL

_BEGINNINGS: Sequence[tuple[re.Pattern[bytes], str]] = (
    (re.compile(rb"[\s\S]{0,1000}%PDF-\d"), "是 PDF 文件，请在 Word 或 WPS 中转换成 .docx 再导入。"),
    (re.compile(rb"\{\\rtf"), "是 RTF 文档，" + _AS_DOCX),
    (re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf|\x1f\x8b|BZh\d1AY|\xfd7zXZ|MSCF\0|[\s\S]{257}ustar"), _PACKED),
    (
        re.compile(
            rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM[\s\S]{4}\0{4}|RIFF[\s\S]{4}WEBP|[\s\S]{4}ftyp"
            rb"|\xd7\xcd\xc6\x9a|[\s\S]{40} EMF|8BPS"
        ),
        "是图片，其中的文字读不出来，" + _ORIGINAL,
    ),
    (re.compile(rb"\xdb\xa5|1\xbe\0\0\0"), _OLD_WORD),
    (re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00"), "xls"),
)
"""How files begin that are neither containers nor text. The last is a workbook of before there were containers."""

_COMPOUND = (
    ("encryptedpackage", limits.LOCKED),
    ("workbook", "xls"),
    ("book", "xls"),
    ("worddocument", _OLD_WORD),
    ("powerpoint document", _SLIDES),
    ("", "是旧版的 Office 或 WPS 文件，请用原来的软件打开后另存为 .docx 或 .xlsx 再导入。"),
)
"""What hangs at the top of an OLE2 file, the surest sign first; the last stands for anything else."""

_MAIN_PARTS = (
    (re.compile(rb"wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroenabled"), "docx"),
    (re.compile(rb"spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template)\.macroenabled"), "xlsx"),
    (re.compile(rb"ms-excel\.sheet\.binary"), "是二进制工作簿（.xlsb），" + _AS_XLSX),
    (re.compile(rb"presentationml\."), _SLIDES),
)
"""What a package says its main part is."""

_MIMETYPES = (
    (re.compile(rb"opendocument\.text"), "是 OpenDocument 文档（.odt），" + _AS_DOCX),
    (re.compile(rb"opendocument\.spreadsheet"), "是 OpenDocument 表格（.ods），" + _AS_XLSX),
    (re.compile(rb"opendocument|epub"), "不是文档也不是表格，" + _ORIGINAL),
)
"""What an archive of other offices says of itself."""

_TELLING = (("[Content_Types].xml", _MAIN_PARTS), ("mimetype", _MIMETYPES))
"""The parts in which archives say what they are."""
_KNOWN_BY = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "是 OFD 版式文件，" + _ORIGINAL),
    ("Index/Document.iwa", "是苹果的文稿，请在原来的软件中导出为 Word 或 Excel 文件再导入。"),
)
"""A part by which an archive is known where it does not say what it is."""


def kind_of(data: bytes, name: str = "") -> str:
    """The key of the reader; the file's name decides only between kinds of plain text that look alike."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FormatError("文件是空的，没有可以导入的内容。")
    found = (
        _of_archive(limits.archive(data))
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))
        else _of_compound(data)
        if data.startswith(compound.MAGIC)
        else _first(_BEGINNINGS, data)
    )
    if found and found not in _READ:
        raise FormatError(found)
    return found or shape.kind_of_text(data, name)


def _of_compound(data: bytes) -> str:
    names = compound.names(data)
    if not names:
        raise FormatError(limits.TORN)
    return next(found for name, found in _COMPOUND if name in names or not name)


def _of_archive(opened: ZipFile) -> str:
    """By what the archive says of itself, then by its parts; one that says nothing is just an archive."""
    parts = {part.filename.replace("\\", "/"): part for part in opened.infolist()}
    for name, table in _TELLING:
        if name in parts and not parts[name].flag_bits & 1:
            told = next(limits.chunks(opened, parts[name]))
            if found := _first(table, told.replace(b"\0", b"").lower(), anywhere=True):
                return found
    return next((found for name, found in _KNOWN_BY if name in parts), _PACKED)


def _first(table: Sequence[tuple[re.Pattern[bytes], str]], data: bytes, *, anywhere: bool = False) -> str:
    """What the first pattern that fits stands for; empty where none does."""
    fits = (found for pattern, found in table if (pattern.search if anywhere else pattern.match)(data))
    return next(fits, "")
