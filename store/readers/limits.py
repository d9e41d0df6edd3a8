"""What a file may cost, looked at before anything in it is parsed: its size, what it unpacks to, the tags in it.

Called by `kinds.py` and `register.py`, in the process that reads, and by `worker.py` for the file itself. What passes
here may still be too much for a reader; the limits of the process that reads are the second wall.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

from forms.source import Document
from store.errors import FormatError, reason

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

LARGEST = 10 << 20
"""Bytes of a file."""
PARTS = 2_000
"""Parts of a zip archive."""
UNPACKED = 50 << 20
"""Bytes of all parts of an archive, unpacked."""
RATIO = 100
"""By so much may a part have been packed: text of XML comes to a tenth or a fiftieth."""
SMALL = 1 << 20
"""Bytes up to which it does not matter how much a part was packed."""
TAGS = 3_000_000
"""Tags of all XML in a file; a form has some thousands."""
PAGE_TAGS = 200_000
"""Tags of a web page, which take longer, since a page may break every rule; Word writes five thousand for a form."""
LINES = 200_000
"""Lines of a text; a form has some tens."""
MARKS = 1_000_000
"""Tabs, commas and bars that may part the cells of a text."""
PARAGRAPHS = 100_000
"""Paragraphs of a Word file."""
PIECES = 60_000
"""Cells with something in them of a file: those of six hundred forms."""
VALUES = 100_000
"""Values of all reports in a file of data: those of a thousand reports."""
LOOSE = 40_000
"""Paragraphs that stand in no table: those of a book of a thousand pages, or the links of the largest of web pages."""
LONGEST = 100_000
"""Characters of one cell or paragraph; an answer may have a tenth of that."""

_CHUNK = 1 << 20
"""Bytes unpacked at a time."""
_PEEK = 64
"""Bytes that tell whether a part is XML."""
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""Nothing is waited for: a pipe under the name is refused, not read."""
_DECLARATIONS = b"<!DOCTYPE", b"<!ENTITY"
"""What defines entities, which neither Word nor Excel ever writes."""
_UNPACKABLE = {0, 8}
"""Stored and deflated, the two ways in which parts of documents are kept."""

TORN = "文件不完整或已损坏，可能没有下载完，请重新取得文件后再导入。"
LOCKED = "文件有密码，请在 Word、Excel 或 WPS 中取消密码后另存，再导入。"


def content(path: str | os.PathLike[str]) -> bytes:
    """A file's bytes; links are followed, and what is no file or is too large is refused unread."""
    try:
        descriptor = os.open(path, _OPEN)
    except OSError as error:
        raise FormatError(f"文件读不了：{reason(error)}，请检查后再导入。") from error
    except ValueError as error:
        raise FormatError("文件名里有不能用的字符，请检查后再导入。") from error
    try:
        _check_status(os.fstat(descriptor))
        data = _bytes_of(descriptor)
    except OSError as error:
        raise FormatError(f"文件读不了：{reason(error)}，请检查后再导入。") from error
    finally:
        os.close(descriptor)
    check_size(len(data))
    return data


def check_size(size: int) -> None:
    """Refuse more bytes than a file may have."""
    if size > LARGEST:
        raise FormatError(f"文件超过 {LARGEST >> 20} MB，没有读取，请只留下自评表的部分，另存后再导入。")


def _check_status(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FormatError("这是文件夹，请指明其中的文件。")
    if not stat.S_ISREG(status.st_mode):
        raise FormatError("这不是普通文件，请先存成文件再导入。")
    check_size(status.st_size)


def _bytes_of(descriptor: int) -> bytes:
    """All bytes, and never many more than allowed where the file grows while it is read."""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read(LARGEST + 1)


def check_document(document: Document) -> None:
    """Refuse more cells than whoever asked for them can well hold and look through."""
    if sum(len(grid.pieces) for grid in document.grids) > PIECES:
        raise too_much(f"有字的格超过 {PIECES // 10_000} 万个")
    if sum(len(grid.pieces) for grid in document.grids if not grid.is_table) > LOOSE:
        raise too_much(f"表格以外超过 {LOOSE // 10_000} 万段")
    pieces = (piece for grid in document.grids for piece in grid.pieces)
    if longest := next((each for each in pieces if len(each.text) > LONGEST), None):
        raise too_much(f"{longest.place}超过 {LONGEST // 10_000} 万个字")


def too_much(what: str) -> FormatError:
    """The refusal of a file that has too much of something."""
    return FormatError(f"内容多得不像自评表（{what}），没有读取，请只留下自评表的部分，另存后再导入。")


def archive(data: bytes) -> ZipFile:
    """The zip archive, opened; an archive of very many parts is refused before its list is read."""
    import zipfile

    if data.count(b"PK\x01\x02") > PARTS:
        raise too_much(f"压缩的部分超过 {PARTS} 个")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # A broken list ends in whatever error the number that was read leads to.
        raise FormatError(TORN) from error


def check_archive(data: bytes) -> None:
    """Refuse a Word or Excel file that would cost too much: by what its list of parts says, then by what is in them."""
    opened = archive(data)
    parts = opened.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise FormatError(LOCKED)
    if sum(part.file_size for part in parts) > UNPACKED:
        raise too_much(f"解开后超过 {UNPACKED >> 20} MB")
    if any(part.file_size > max(SMALL, RATIO * part.compress_size) for part in parts):
        raise too_much(f"有一部分压缩了 {RATIO} 倍以上")
    tally = _Tally()
    for part in parts:
        _count(tally, chunks(opened, part, _PEEK))


def chunks(opened: ZipFile, part: ZipInfo, first: int = _CHUNK) -> Iterator[bytes]:
    """A part, unpacked bit by bit, never beyond the size that the archive's list gives it; `first` is the first bit."""
    import zlib
    from zipfile import BadZipFile

    if part.compress_type not in _UNPACKABLE:
        raise FormatError(TORN)
    try:
        with opened.open(part) as file:
            yield file.read(first)
            while chunk := file.read(_CHUNK):
                yield chunk
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise FormatError(TORN) from error


def check_page(data: bytes) -> None:
    """Refuse a web page of very many tags."""
    if data.count(b"<") > PAGE_TAGS:
        raise too_much(f"标记超过 {PAGE_TAGS // 10_000} 万个")


def check_xml(data: bytes) -> None:
    """Refuse a single XML file for what an archive is refused."""
    _Tally().take(data.replace(b"\0", b""))


def check_text(data: bytes) -> None:
    """Refuse a text of very many lines or cells; told by the bytes, which is near enough in every encoding."""
    if max(data.count(b"\n"), data.count(b"\r")) > LINES:
        raise too_much(f"超过 {LINES // 10_000} 万行")
    if max(map(data.count, (b"\t", b",", b";", b"|"))) > MARKS:
        raise too_much(f"超过 {MARKS // 10_000} 万格")


def _count(tally: _Tally, unpacked: Iterator[bytes]) -> None:
    """Count the tags of a part that is XML; pictures are left alone, damaged ones too."""
    first = next(unpacked)
    if not _is_markup(first):
        return
    tally.take(first)
    last = first[-16:]
    for chunk in unpacked:
        tally.take(chunk, last)
        last = chunk[-16:]


def _is_markup(first: bytes) -> bool:
    """Whether a part may be XML, by its first character in whatever encoding, and not by its name."""
    return first.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in b"<"


class _Tally:
    """How many tags and paragraphs have gone by in all."""

    def __init__(self) -> None:
        self._tags = 0
        self._paragraphs = 0

    def take(self, chunk: bytes, before: bytes = b"") -> None:
        """Count a further bit; `before` is the end of the one before, in which a declaration may begin."""
        self._tags += chunk.count(b"<")
        self._paragraphs += sum(map(chunk.count, (b"<w:p>", b"<w:p ", b"<w:p/>")))
        if self._tags > TAGS:
            raise too_much(f"标记超过 {TAGS // 10_000} 万个")
        if self._paragraphs > PARAGRAPHS:
            raise too_much(f"段落超过 {PARAGRAPHS // 10_000} 万个")
        plain = (before + chunk).replace(b"\0", b"") if b"\0" in chunk else before + chunk
        if any(each in plain for each in _DECLARATIONS):
            raise FormatError("文件里有 Word 和 Excel 从不写入的声明（DOCTYPE），没有读取，请打开后另存，再导入。")
