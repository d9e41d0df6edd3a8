"""Reports as a document, and a document as a file; for `zpb show`, `zpb export`, and /导出 and F9 of the conversation.

A file that is there is never replaced unasked, and no name ever stands for half a document: it is written beside, under
a name of its own, and gets its own when it is whole. The names that we make are legal on every system, at most 255
bytes, and distinct also where case does not count.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from forms.answers import Answers
from forms.lazily import lazily
from forms.model import UNNAMED, Form
from store.formats.register import FORMATS, Sheet, Style
from tui import output
from tui.exits import Exit, Refusal
from tui.output import is_terminal

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 100
"""Terminal cells of a drawn table where no terminal says otherwise."""
AS_USUAL = Style(WIDTH)
"""A document that goes to nobody's terminal."""
NARROWEST, WIDEST = 40, 1000
"""Terminal cells between which a table can be drawn."""
LATER = {
    "pdf": "请导出 docx，再用 Word 或 WPS 另存为 PDF",
    "doc": "请导出 docx，旧版 Word 需要的再用 Word 或 WPS 另存为 .doc",
    "wps": "请导出 docx，WPS 可以直接打开",
    "xls": "请导出 xlsx，旧版 Excel 需要的再用 Excel 或 WPS 另存为 .xls",
    "et": "请导出 xlsx，WPS 可以直接打开",
}
"""Formats that people ask for and that are not written here, with what to do instead."""
ALSO = {"htm": "html", "markdown": "md"}
"""Other endings of the same files."""
FIXED = ("docx", "xlsx", "html")
"""Formats that say in themselves how their characters are encoded."""
_SUFFIXES = {"pipe": "md", "github": "md", "tsv": "tsv", "rst": "rst"}
"""What files in one of tabulate's formats end with, where it is not plain text."""
_NAME_BYTES = 255
_PATH = 100
"""Characters of a path that a sentence may have."""
_ILLEGAL = lazily(r'[<>:"/\\|?*\x00-\x1f\x7f\ufffd]')
_RESERVED = lazily(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?\Z", re.IGNORECASE)


class Filled(NamedTuple):
    """A report to be written."""

    form: Form
    answers: Answers

    @property
    def name(self) -> str:
        """What people call it."""
        return self.answers.get(self.form.name_field) or UNNAMED


def terminal_width() -> int:
    """The width a table is drawn in where it is looked at: the terminal's, within what can be drawn."""
    if not is_terminal(sys.stdout):
        return WIDTH
    return max(NARROWEST, min(os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH, WIDEST))


def formats() -> tuple[str, ...]:
    """Every format that a document can have: our own, then the simple ones of tabulate, every page a list."""
    from store.formats.listing import list_formats

    return (*FORMATS, *(name for name in list_formats() if name not in FORMATS))


def check_format(name: str) -> str:
    """The format of that name, however it is written; raises Refusal with what to take instead."""
    wanted = name.strip().lower().removeprefix(".")
    wanted = ALSO.get(wanted, wanted)
    if wanted in FORMATS or wanted in formats():
        return wanted
    if wanted in LATER:
        raise Refusal(f"「{name}」格式不能直接写出，{LATER[wanted]}。")
    known = "、".join(FORMATS)
    raise Refusal(f"没有「{name}」这种格式，可用的有：{known}；另有按节列表的格式，见 zpb export --help。")


def document(reports: Sequence[Filled], format: str, style: Style = AS_USUAL) -> str | bytes:
    """One or several reports as one document, whatever their findings; text, or bytes where a format is no text."""
    if format in FORMATS:
        return FORMATS[format].write([_sheet(each) for each in reports], style)
    from forms.sections import sections
    from store.formats import listing

    return "\n".join(listing.write(sections(form, answers), format) for form, answers in reports)


def drawn(form: Form, answers: Answers, style: Style = AS_USUAL) -> str:
    """The official table of a report as text, as it is looked at."""
    text = document([Filled(form, answers)], "txt", style)
    assert isinstance(text, str)
    return text


def check_encoding(format: str, encoding: str | None) -> None:
    """Raises Refusal where an encoding was asked for that there is not, or for a document that has its own."""
    if encoding and format in FIXED:
        raise Refusal(f"--encoding 只用于文字格式；{format} 总是 UTF-8，各种软件都能打开，请去掉 --encoding。")
    if encoding and not output.known_encoding(encoding):
        raise Refusal(f"没有「{encoding}」这种文字编码，常用的有 utf-8、gb18030。")


def print_document(content: str | bytes, format: str, encoding: str | None = None) -> None:
    """A document on stdout, as it is; raises Refusal where a terminal would be shown what is no text."""
    if isinstance(content, bytes) and is_terminal(sys.stdout):
        raise Refusal(f"{format} 不是文字，不能显示在屏幕上，请用 zpb export 写成文件，如 -o 自评表.{format}。")
    output.data(content, encoding)


def _sheet(report: Filled) -> Sheet:
    from forms.assemble import assemble

    return Sheet(report.name, assemble(report.form, report.answers), lambda: _data(report))


def _data(report: Filled) -> dict[str, Any]:
    """A report as plain data; what makes it is loaded for the formats that ask for it alone."""
    from forms.exchange import report_data

    return report_data(report.form, report.answers)


def suffix(format: str) -> str:
    """What the names of files in a format end with."""
    return format if format in FORMATS else "tex" if format.startswith("latex") else _SUFFIXES.get(format, "txt")


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


def place_of(text: str) -> Path:
    """The file or folder that a person named; `~` is home, where there is such a person."""
    from pathlib import Path

    return Path(os.path.expanduser(text.strip()))


def write_file(path: Path, content: bytes, *, replace: bool = False) -> str:
    """Write a document and say where and how large; raises Refusal where a file stands there or cannot be written."""
    try:
        _write(path, content, replace)
    except FileExistsError:
        raise Refusal(f"已有文件 {_shown(path)}，没有改动它；请换一个名称，确要替换的请加 --force。") from None
    except ValueError:
        raise Refusal(f"文件 {_shown(path)} 没有写成：名称里有不能用的字符。") from None
    except OSError as error:
        from store.errors import reason

        raise Refusal(f"文件 {_shown(path)} 没有写成：{reason(error)}。", Exit.STORE) from None
    return f"已写出 {_shown(path)}（{len(content):,} 字节）。"


def _shown(path: Path) -> str:
    """A path for a sentence; of one too long to be read its end."""
    text = str(path)
    return text if len(text) <= _PATH else f"……{text[-_PATH:]}"


def _write(path: Path, content: bytes, replace: bool) -> None:
    from pathlib import Path

    if os.path.lexists(path) and not replace:
        raise FileExistsError
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a device or a pipe is written to, never replaced
        return
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".zpb-{os.urandom(6).hex()}.tmp")
    try:
        _write_whole(beside, content)
        if replace:
            os.replace(beside, target)
        else:
            _name(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _write_whole(path: Path, content: bytes) -> None:
    """Write a new file and wait until it is on disk: some systems tell only then that there was no room."""
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(beside: Path, target: Path) -> None:
    """Give a file its name, but never another's; where the system has no links, after looking once more."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError from None
        os.rename(beside, target)
