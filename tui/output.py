"""What leaves the program as text: data on stdout, talk on stderr, never a crash for want of a character.

Called by `main` (`prepare`, `abandon`), the commands and the line mode. A terminal whose encoding has no ✓ or › gets a
mark that it has; what is data goes out in UTF-8 to a pipe or a file, whatever the terminal's encoding.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TextIO

from tui.exits import Refusal

FALLBACKS = {"✓": "v", "✗": "x", "▸": ">", "›": ">", "☑": "■", "□": "[ ]", "–": "-", "—": "-", "·": "-", "…": "..."}
"""What stands for a mark in an encoding without it."""
HANDLER = "zpb.marks"
_BOM = "\ufeff"
_CONTROLS = (*range(9), *range(11, 32), *range(127, 160))
_BREAKS = (*range(9, 14), 0x2028, 0x2029)
_TURNS = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN_AS = dict.fromkeys((*_CONTROLS, *_TURNS), "\N{REPLACEMENT CHARACTER}")
"""What a terminal would obey (but for the tab and the line's end) and what turns the direction of a text, as a mark."""
_NAMED_AS = {**_SHOWN_AS, **dict.fromkeys(_BREAKS, "\N{REPLACEMENT CHARACTER}")}
_ENCODINGS = ("utf-8", "utf-16", "gb18030", "gbk", "gb2312", "big5", "ascii", "latin-1")
_WRITTEN = {*_ENCODINGS, "iso8859-1", "utf-8-sig", "utf-16-le", "utf-16-be"}
"""Encodings whose files office programs open, by Python's own names too; of its others some are none of a file."""


def _replace(error: UnicodeError) -> tuple[str, int]:
    """An encoding's way out: the mark's stand-in, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(FALLBACKS.get(each, "?") for each in missing), error.end


def prepare() -> None:
    """Make the three streams unable to fail for an encoding; one that has no Chinese is taken for UTF-8.

    A locale such as `en_US` says Latin-1 where the terminal is nearly always a UTF-8 one.
    """
    codecs.register_error(HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        _reconfigure(stream, HANDLER)
    _reconfigure(sys.stdin, "surrogateescape")


def _reconfigure(stream: TextIO | None, errors: str) -> None:
    if isinstance(stream, io.TextIOWrapper):
        encoding = stream.encoding if shows_chinese(stream.encoding) else "utf-8"
        stream.reconfigure(encoding=encoding, errors=errors)


def shows_chinese(encoding: str) -> bool:
    """Whether Chinese reaches the screen at all."""
    return has(encoding, "项目绩效自评表")


def has(encoding: str, text: str) -> bool:
    """Whether an encoding has every character of a text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_terminal(*streams: TextIO | None) -> bool:
    """Whether all of these are terminals; one that was closed is none."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def columns(stream: TextIO, otherwise: int = 80) -> int:
    """How wide the terminal of a stream is, in cells; where it does not say, or there is none, what else to take."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise


def visible(text: str) -> str:
    """A text to be read, without what a terminal would obey: names of files and keys come from anywhere."""
    return text if text.isprintable() else text.translate(_SHOWN_AS)


def named(text: str) -> str:
    """A name within a sentence of ours: it can neither end the line nor forge one that looks like ours."""
    return text if text.isprintable() else text.translate(_NAMED_AS)


def say(text: str) -> None:
    """Talk to the person, beside the data."""
    if sys.stderr is not None:
        print(visible(text), file=sys.stderr, flush=True)


def show(text: str) -> None:
    """Lines for a person, where the command's result is expected."""
    if sys.stdout is not None:
        print(visible(text), flush=True)


def data(content: str | bytes, encoding: str | None = None) -> None:
    """A document as stdout's content: in the encoding asked for, else as the terminal shows it, else in UTF-8."""
    if sys.stdout is None:
        return
    buffer = getattr(sys.stdout, "buffer", None)
    if isinstance(content, str) and (buffer is None or encoding is None and is_terminal(sys.stdout)):
        sys.stdout.write(content.removeprefix(_BOM))
    elif buffer is not None:
        sys.stdout.flush()
        buffer.write(encoded(content, encoding or "utf-8"))
    sys.stdout.flush()


def encoded(content: str | bytes, encoding: str = "utf-8") -> bytes:
    """A document's bytes; raises Refusal with what an encoding cannot hold, since data is never bent to fit.

    The mark that tells spreadsheets of UTF-8 goes out in no other encoding.
    """
    if isinstance(content, bytes):
        return content
    text = content if codecs.lookup(encoding).name == "utf-8" else content.removeprefix(_BOM)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        missing = text[error.start : error.end][:10]
        raise Refusal(f"编码 {encoding} 写不出「{missing}」，请改用 --encoding utf-8 或 gb18030。") from None


def check_encoding(name: str) -> None:
    """Raises Refusal where files in that encoding could not be opened, with those that can."""
    try:
        if codecs.lookup(name).name in _WRITTEN:
            return
    except (LookupError, ValueError):
        pass
    raise Refusal(f"没有「{named(name)}」这种文字编码，可用的有 {'、'.join(_ENCODINGS)}。")


def flush() -> None:
    """Write what is still held back, so that a full disk is told and not lost at the very end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()


def finish() -> None:
    """After something went wrong: what cannot be written goes nowhere, or Python itself would change the exit code."""
    try:
        flush()
    except (OSError, ValueError):
        abandon()


def abandon() -> None:
    """Whoever read the output has gone: the rest goes nowhere, without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
