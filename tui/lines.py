"""Where the lines of the line mode come from: a person at a terminal, or a pipe; used by `plain.py`.

At a terminal a paste is one answer, however many lines it has: what is already waiting when a line was sent belongs to
it. On a pipe one line is one answer, and a final backslash continues it. Bytes that are no text in the terminal's
encoding become U+FFFD, which is refused wherever it turns up.
"""

from __future__ import annotations

import codecs
import importlib.util
import locale
import os
import re
import select
import sys
from typing import BinaryIO, Protocol

from tui.output import visible

PROMPT = "> "
_PASTE_GAP = 0.03
"""Seconds in which the next piece of a paste that has begun arrives."""
_LONGEST = 1 << 20
"""Bytes of a line beyond which it is cut, and then refused as too long."""
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]+")
_IUTF8 = 0o40000
"""The terminal mode by which Backspace takes back a whole character; the module that should name it does not."""


class Source(Protocol):
    """Gives one answer or command after another."""

    def line(self) -> str | None:
        """The next one, lines of one answer joined; None at the end of the input."""

    def offer(self, text: str) -> None:
        """Let a text stand in the next line, to be sent or changed."""


class Terminal:
    """A person who types; with the system's own line editing, which knows how wide Chinese is."""

    def __init__(self) -> None:
        self._offered = ""
        self._has_ended = False
        """Whether the end of the input came with the last line."""
        if not _prepare_editing():
            _erase_whole_characters()
            return
        import readline

        readline.set_startup_hook(self._insert)

    def offer(self, text: str) -> None:
        """Let a text stand in the next line."""
        self._offered = text

    def line(self) -> str | None:
        """What was typed, with the rest of a paste that came with it."""
        text = self._typed(PROMPT)
        rest, gap = text, 0.0
        while rest is not None and _is_waiting(gap):
            rest, gap = self._typed(""), _PASTE_GAP
            text = text if rest is None else f"{text}\n{rest}"
        return None if text is None else whole(text)

    def _typed(self, prompt: str) -> str | None:
        """One line as it was sent; None at the end of the input, which is never waited for again."""
        if self._has_ended:
            return None
        try:
            return input(prompt)
        except EOFError:
            self._has_ended = True
            return None

    def _insert(self) -> None:
        import readline

        if self._offered:
            readline.insert_text(self._offered)
            self._offered = ""


def one_answer(question: str) -> str:
    """What a person at a terminal says to one question outside a form; empty where the input ends instead."""
    try:
        return input(visible(question)).strip()
    except EOFError:
        return ""


def _is_waiting(gap: float) -> bool:
    """Whether more has come already; where the system cannot tell, a line stands for itself."""
    try:
        return bool(select.select([sys.stdin], [], [], gap)[0])
    except (OSError, ValueError):
        return False


def _prepare_editing() -> bool:
    """Whether the system's line editing is there and reads this terminal's characters as we do.

    It goes by the environment's locale at every line. Where that is plain `C` it would take Chinese for commands, while
    Python reads UTF-8 there.
    """
    if importlib.util.find_spec("readline") is None:
        return False
    here = codecs.lookup(sys.stdin.encoding).name
    codeset = codecs.lookup(locale.nl_langinfo(locale.CODESET)).name
    if here == "utf-8" != codeset:
        os.environ["LC_ALL"] = "C.UTF-8"
    return here in ("utf-8", codeset)


def _erase_whole_characters() -> None:
    """Without line editing of our own the terminal must know that characters may have several bytes."""
    if sys.platform != "linux" or codecs.lookup(sys.stdin.encoding).name != "utf-8":
        return
    import termios

    modes = termios.tcgetattr(sys.stdin)
    modes[0] |= _IUTF8
    termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)


class Pipe:
    """Lines prepared beforehand."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._waiting: list[str] = []
        """A line that was looked at and is not taken yet."""
        self.number = 0
        """The number of the line at hand, counted from 1; of one that was continued, its last."""

    def offer(self, text: str) -> None:
        """Nothing: what was prepared is taken as it stands."""

    def line(self) -> str | None:
        """The next line and those that continue it."""
        pieces: list[str] = []
        while (piece := self._next()) is not None:
            if not piece.endswith("\\"):
                return "\n".join([*pieces, piece])
            pieces.append(piece[:-1])
        return "\n".join(pieces) if pieces else None

    def tabbed(self) -> list[str]:
        """The lines with tabs that follow, which belong to the table that the line at hand began."""
        found = []
        while (line := self._next()) is not None:
            if "\t" not in line:
                self._waiting.append(line)
                self.number -= 1
                break
            found.append(line)
        return found

    def _next(self) -> str | None:
        if self._waiting:
            self.number += 1
            return self._waiting.pop()
        data = self._stream.readline(_LONGEST)
        if not data:
            return None
        self.number += 1
        text = data.decode(self._encoding, "surrogateescape").removesuffix("\n").removesuffix("\r")
        return whole(text.removeprefix("\ufeff") if self.number == 1 else text)


def whole(text: str) -> str:
    """A text with what is no character told as such."""
    return _HALF_CHARACTERS.sub("\ufffd", text)
