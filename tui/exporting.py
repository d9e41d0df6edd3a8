"""A report as a document, and a document as a file; for `zpb show`, `zpb export`, and /导出 and F9 of the conversation.

A file that is there is never replaced unasked, and one that could not be written whole is taken away again. The names
that we make are legal on every system, at most 255 bytes, and distinct also where case does not count.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from forms.answers import Answers
from forms.lazily import lazily
from forms.model import Form
from tui.exits import Exit, Refusal
from tui.output import is_terminal

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 100
"""Terminal cells of a drawn table where no terminal says otherwise."""
NARROWEST, WIDEST = 40, 1000
"""Terminal cells between which a table can be drawn."""
OWN = ("txt", "json")
"""The formats that are ours; the others are the simple ones of tabulate, every page as a list with its heading."""
LATER = ("docx", "xlsx", "csv", "md", "pdf", "doc", "xls")
"""Formats that people ask for and that are not there."""
_SUFFIXES = {"pipe": "md", "github": "md", "tsv": "tsv", "html": "html", "latex": "tex", "rst": "rst"}
_NAME_BYTES = 255
_ILLEGAL = lazily(r'[<>:"/\\|?*\x00-\x1f\x7f\ufffd]')
_RESERVED = lazily(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?\Z", re.IGNORECASE)


def terminal_width() -> int:
    """The width a table is drawn in where it is looked at: the terminal's, within what can be drawn."""
    if not is_terminal(sys.stdout):
        return WIDTH
    return max(NARROWEST, min(os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH, WIDEST))


def formats() -> tuple[str, ...]:
    """Every format that a document can have."""
    from store.formats.listing import list_formats

    return (*OWN, *list_formats())


def check_format(name: str) -> str:
    """The format of that name; raises Refusal with those there are."""
    if name in OWN or name in (every := formats()):
        return name
    if name in LATER:
        raise Refusal(f"「{name}」格式还没有做好。可用的有：txt、json，以及按节列表的 grid、simple、pipe、tsv 等。")
    raise Refusal(f"没有「{name}」这种格式，可用的有：{'、'.join(every)}。")


def document(form: Form, answers: Answers, format: str, width: int = WIDTH, ascii: bool = False) -> str:
    """A report in a format, whatever its findings."""
    if format == "json":
        return _json(form, answers)
    if format != "txt":
        from forms.sections import sections
        from store.formats import listing

        return listing.write(sections(form, answers), format)
    from forms.assemble import assemble
    from store.formats import text

    return text.write(assemble(form, answers), width, ascii)


def _json(form: Form, answers: Answers) -> str:
    import json

    from forms.exchange import report_data

    return json.dumps(report_data(form, answers), ensure_ascii=False, indent=2) + "\n"


def suffix(format: str) -> str:
    """What the names of files in a format end with."""
    return format if format in OWN else _SUFFIXES.get(format, "txt")


def file_name(name: str, suffix: str, taken: Iterable[str] = ()) -> str:
    """A file's name made of a report's name, different from those taken also where case does not count."""
    stem = _ILLEGAL().sub("_", " ".join(name.split())).lstrip(" .-").rstrip(" .") or "自评表"
    stem = f"_{stem}" if _RESERVED().match(stem) else stem
    used = {_folded(each) for each in taken}
    number, made = 1, _fitted(stem, f".{suffix}")
    while _folded(made) in used:
        number += 1
        made = _fitted(stem, f"-{number}.{suffix}")
    return made


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _fitted(stem: str, ending: str) -> str:
    """Cut so that the bytes suffice, no character torn."""
    room = _NAME_BYTES - len(ending.encode())
    return stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore").rstrip(" .") + ending


def write_file(path: Path, content: bytes, *, replace: bool = False) -> str:
    """Write a document and say where and how large; raises Refusal where a file stands there or cannot be written."""
    try:
        _write(path, content, replace)
    except FileExistsError:
        raise Refusal(f"已有文件 {path}，没有改动它；请换一个名称，确要替换的请加 --force。") from None
    except OSError as error:
        from store.errors import reason

        raise Refusal(f"文件 {path} 没有写成：{reason(error)}。", Exit.STORE) from None
    return f"已写出 {path}（{len(content):,} 字节）。"


def _write(path: Path, content: bytes, replace: bool) -> None:
    from pathlib import Path

    if replace and path.exists() and not path.is_file():
        path.write_bytes(content)  # a device or a pipe is written to, never replaced
        return
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".zpb-{os.getpid()}.tmp") if replace else path
    try:
        with open(beside, "xb") as file:
            file.write(content)
    except FileExistsError:
        raise
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    if replace:
        os.replace(beside, target)
