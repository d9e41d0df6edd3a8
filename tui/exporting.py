"""Reports as a document, and a document as a file; for `zpb show`, `zpb export`, and /导出 and F9 of the conversation.

A file that is there is never replaced unasked, and no name ever stands for half a document: it is written beside, under
a name of its own, and gets its own when it is whole. The names that we make are legal on every system, at most 255
bytes, and distinct also where case does not count.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from forms.answers import Answers
from forms.lazily import lazily
from forms.model import UNNAMED, Form
from store.errors import reason
from store.formats.register import FORMATS, Sheet, Style
from tui import output
from tui.exits import Exit, Refusal
from tui.output import columns, is_terminal

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
SPOKEN = {"word": "docx", "excel": "xlsx", "网页": "html", "文本": "txt", "表格": "xlsx", "文档": "docx"}
"""What people call formats."""
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
    return max(NARROWEST, min(columns(sys.stdout, WIDTH), WIDEST))


def formats() -> tuple[str, ...]:
    """Every format that a document can have: our own, then the simple ones of tabulate, every page a list."""
    from store.formats.listing import list_formats

    return (*FORMATS, *(name for name in list_formats() if name not in FORMATS))


def check_format(name: str) -> str:
    """The format of that name, however it is written; raises Refusal with what to take instead."""
    wanted = name.strip().lower().removeprefix(".")
    wanted = ALSO.get(wanted, SPOKEN.get(wanted, wanted))
    called = f"「{output.named(name)}」"
    if wanted in FORMATS or wanted in formats():
        return wanted
    if wanted in LATER:
        raise Refusal(f"{called}格式不能直接写出，{LATER[wanted]}。")
    known = "、".join(FORMATS)
    raise Refusal(f"没有{called}这种格式，可用的有：{known}；另有按节列表的格式，见 zpb export --help。")


def is_ending(text: str) -> bool:
    """Whether a name that ends so is a document's, of ours or of a kind that is not written here."""
    return text.strip().lower() in {*FORMATS, *ALSO, *LATER, *_SUFFIXES.values(), "tex"}


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
    if encoding:
        output.check_encoding(encoding)


def print_document(content: str | bytes, format: str, encoding: str | None = None) -> None:
    """A document on stdout, as it is; raises Refusal where it is closed, or a terminal and the document no text."""
    if sys.stdout is None:
        raise Refusal("标准输出已关闭，没有写出；请用 zpb export 写成文件。", Exit.STORE)
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
    """The file or folder that a person named; `~` is home, where there is such a person.

    A backslash at the end is how folders are written on Windows, and no part of a name elsewhere.
    """
    from pathlib import Path

    named = text.strip()
    return Path(os.path.expanduser(named if os.name == "nt" else named.rstrip("\\") or named))


def asked_for(argument: str) -> tuple[str, str]:
    """The format and the place in `/导出 docx 名称`; a place alone tells its format by its ending. Raises Refusal."""
    word, _, place = argument.strip().partition(" ")
    ending = argument.strip().rpartition(".")[2]
    if ending != argument.strip() and is_ending(ending) and not is_ending(word):
        return check_format(ending), argument.strip()
    return check_format(word), place.strip()


def destination(text: str, name: str, format: str) -> Path:
    """The file that a person's words mean: in a folder one of the report's name, with an ending where they have none.

    Raises Refusal where they promise another format, or where the folder is not there.
    """
    named = _unquoted(text.strip())
    path = place_of(named)
    if is_folder(named):
        make_folder(path)
        return path / file_name(name, suffix(format))
    _check_there(path.parent)
    check_ending(path.suffix[1:], format)
    return path if is_ending(path.suffix[1:]) else path.with_name(f"{path.name}.{suffix(format)}")


def check_ending(ending: str, format: str) -> None:
    """Raises Refusal where the ending of a file's name promises another format: it would open nowhere."""
    wanted = ending.strip().lower()
    if is_ending(wanted) and ALSO.get(wanted, wanted) != suffix(format):
        raise Refusal(f"文件没有写成：名称以 .{wanted} 结尾，格式却是 {format}，请改名称，或另选格式。")


def _unquoted(text: str) -> str:
    """A path without the quotes that it was pasted with."""
    pairs = (('"', '"'), ("'", "'"), ("“", "”"))
    return next((text[1:-1] for pair in pairs if len(text) > 2 and (text[0], text[-1]) == pair), text)


def is_folder(text: str) -> bool:
    """Whether a name is that of a folder, or is written as one."""
    return text.endswith(("/", "\\")) or os.path.isdir(place_of(text))


def make_folder(folder: Path) -> None:
    """The folder and those above it, where they are not there yet; raises Refusal."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"文件夹 {shown(folder)} 没有建成：{reason(error)}。", Exit.STORE) from None


def _check_there(folder: Path) -> None:
    if not folder.is_dir():
        raise Refusal(f"文件没有写成：没有文件夹 {shown(folder)}，请先建立它，或换一个位置。")


def write_file(path: Path, content: bytes, *, replace: bool = False) -> str:
    """Write a document and say where and how large; raises Refusal where a file stands there or cannot be written."""
    return write_files({path: content}, replace=replace)[0]


def write_files(files: Mapping[Path, bytes], *, replace: bool = False) -> list[str]:
    """Write documents and say so of each; where one cannot be written, none of them gets its name."""
    made: dict[Path, str] = {}
    try:
        for path, content in files.items():
            with _refusing(path):
                _check_place(path, replace)
                if not _is_device(path):
                    made[path] = _beside(path)
                    _write_whole(made[path], content)
        for path, content in files.items():
            with _refusing(path):
                _put(path, content, made.get(path), replace)
    finally:
        for beside in made.values():
            with suppress(OSError):
                os.unlink(beside)
    return [f"已写出 {shown(path)}（{len(content):,} 字节）。" for path, content in files.items()]


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Whatever goes wrong with a file, as a sentence with its name."""
    try:
        yield
    except FileExistsError:
        raise Refusal(f"已有文件 {shown(path)}，没有改动它；请换一个名称，确要替换的请加 --force。") from None
    except ValueError:
        raise Refusal(f"文件 {shown(path)} 没有写成：名称里有不能用的字符。") from None
    except OSError as error:
        raise Refusal(f"文件 {shown(path)} 没有写成：{reason(error)}。", Exit.STORE) from None


def shown(path: Path) -> str:
    """A path for a sentence; of one too long to be read its end."""
    text = output.named(str(path))
    return text if len(text) <= _PATH else f"……{text[-_PATH:]}"


def _check_place(path: Path, replace: bool) -> None:
    """A folder is never a document's place; a file that is there only where it may be replaced."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if os.path.lexists(path) and not replace:
        raise FileExistsError


def _is_device(path: Path) -> bool:
    """Whether a device or a pipe stands there, which is written to and never replaced."""
    return path.exists() and not path.is_file()


def _beside(path: Path) -> str:
    """A name of its own in the folder where a file is to be, past a link that leads there."""
    return os.path.join(os.path.dirname(os.path.realpath(path)), f".zpb-{os.urandom(6).hex()}.tmp")


def _put(path: Path, content: bytes, beside: str | None, replace: bool) -> None:
    """Give a document that is whole its name, or a device its bytes."""
    if beside is None:
        path.write_bytes(content)
    elif replace:
        os.replace(beside, os.path.realpath(path))
    else:
        _name(beside, os.path.realpath(path))


def _write_whole(path: str, content: bytes) -> None:
    """Write a new file and wait until it is on disk: some systems tell only then that there was no room."""
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(beside: str, target: str) -> None:
    """Give a file its name, but never another's; where the system has no links, after looking once more."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError from None
        os.rename(beside, target)
