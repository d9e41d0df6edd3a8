"""What the terminal sends, made into key, paste and mouse events; bytes in, events out, no terminal needed.

Called by the driver, which hands over each read. Textual's own reader takes UTF-8 only and dies of any other byte and
of some malformed sequences; it also types the rest of an unknown sequence into the answer, and takes each line of an
unbracketed paste for an answer of its own. Here bytes are decoded as the terminal's own encoding, a sequence that is
not understood is dropped whole, and text that comes in one read with its line breaks is one paste.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from time import monotonic

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

_ESC = "\x1b"
_SEQUENCE = re.compile(
    "\x1b(?:"
    r"\[M[\s\S]{3}"  # a mouse report of the oldest kind
    r"|\[\[[A-E]"  # F1 to F5 of the Linux console
    r"|\[[0-?]*[ -/]*[@-~]"  # control sequences
    r"|O[0-9;]*[@-~]"  # keypad and F1 to F4
    "|[\\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # replies in strings
    r"|[\x01-\x1a\x20-NQ-WYZ\\`-\x7f]"  # Alt with a key, but those that begin the others
    ")"
)
_UNFINISHED = re.compile("\x1b(?:\\[M[\\s\\S]{0,2}|\\[\\[?|\\[[0-?]*[ -/]*|O[0-9;]*|[\\]P_^X][^\x07\x1b]*\x1b?)?\\Z")
_INSIDE_PASTE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\\\)|.)?", re.DOTALL)
_PASTE_START = "\x1b[200~"
_PASTE_END = "\x1b[201~"
_CURSOR_AT = re.compile(r"\x1b\[2;(\d{1,4})R")
_EXTENDED_KEY = re.compile(r"\x1b\[\d{1,7}(?:;[\d:]*){0,2}u")
_MOUSE = re.compile(r"\x1b\[<\d{1,4};-?\d{1,5};-?\d{1,5}[Mm]")
_MODE_REPORT = re.compile(r"\x1b\[\?\d{1,5};\d\$y")
_PASTED = re.compile(r"[^\x00-\x1f\x7f]\t[^\x00-\x1f\x7f]|[\r\n][\s\S]*[^\x00-\x1f\x7f]")
_EDGES = re.compile(r"(?P<before>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*)(?P<text>[\s\S]*?)(?P<after>[\x00-\x1f\x7f]*)\Z")
_LONG = 32
"""More text than this in one read was not typed, and costs less as one event than as one each."""
_PATIENCE = 1.0
"""Seconds after which half a character, half a sequence or an unended paste is not going to be completed."""
_MOST = 100_000
"""Characters of a paste that are kept: ten times an answer's most, so that an over-long one is refused, never cut."""


class WidthReport(Message):
    """The column in which the terminal's cursor stood after the mark that the driver drew to measure it."""

    def __init__(self, column: int) -> None:
        super().__init__()
        self.column = column
        """Counted from 1."""


class KeyReader:
    """Turns reads into events; `tick` is to be called when nothing came, to settle what stayed half."""

    def __init__(self, encoding: str) -> None:
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._names = XTermParser()
        self._rest = ""
        self._paste: list[str] | None = None
        self._since = 0.0

    @property
    def is_waiting(self) -> bool:
        """Whether something stayed half, so that the time of its settling has to be watched."""
        return bool(self._rest) or self._paste is not None or bool(self._decoder.getstate()[0])

    def feed(self, data: bytes) -> list[Message]:
        """The events of one read."""
        self._since = monotonic()
        return list(self._take(self._rest + self._decoder.decode(data)))

    def tick(self) -> list[Message]:
        """The events of what stayed half for too long: a lone Escape is a key, the rest of a sequence is nothing."""
        quiet = monotonic() - self._since
        if self._paste is None and self._rest == _ESC and quiet >= constants.ESCAPE_DELAY:
            self._rest = ""
            return [events.Key("escape", _ESC)]
        if not self.is_waiting or quiet < _PATIENCE:
            return []
        self._rest = ""
        found: list[Message] = list(self._end_paste()) if self._paste is not None else []
        return found + list(self._take(self._decoder.decode(b"", final=True)))

    def _take(self, text: str) -> Iterator[Message]:
        """Split a read at its sequences; what may still be completed waits for the next."""
        self._rest = ""
        while text:
            if self._paste is not None:
                text = yield from self._pasting(text)
            elif not text.startswith(_ESC):
                plain, escape, rest = text.partition(_ESC)
                yield from self._typed(plain)
                text = escape + rest
            elif match := _SEQUENCE.match(text):
                text = text[match.end() :]
                yield from self._sequence(match[0])
            elif _UNFINISHED.match(text):
                self._rest, text = text[:_MOST], ""
            else:
                yield events.Key("escape", _ESC)
                text = text[1:]

    def _pasting(self, text: str) -> Generator[Message, None, str]:
        """Gather a bracketed paste; gives back what came after its end."""
        assert self._paste is not None
        body, end, rest = text.partition(_PASTE_END)
        if not end:
            half = next((size for size in range(len(_PASTE_END) - 1, 0, -1) if text.endswith(_PASTE_END[:size])), 0)
            body, self._rest = (text[:-half], text[-half:]) if half else (text, "")
        if sum(map(len, self._paste)) < _MOST:
            self._paste.append(body)
        if end:
            yield from self._end_paste()
        return rest

    def _end_paste(self) -> Iterator[Message]:
        """The whole paste as one event, without the sequences that were copied along with it."""
        text = "".join(self._paste or ())
        self._paste = None
        if text:
            yield events.Paste(_INSIDE_PASTE.sub("", text[:_MOST]))

    def _typed(self, text: str) -> Iterator[Message]:
        """Text of one read: keys, or one paste if a line break has text after it or nobody types so fast."""
        if not (_PASTED.search(text) or len(text) > _LONG):
            yield from self._keys(text)
            return
        edges = _EDGES.match(text)
        assert edges is not None
        yield from self._keys(edges["before"])
        if edges["text"]:
            yield events.Paste(edges["text"])
        yield from self._keys(edges["after"])

    def _keys(self, text: str) -> Iterator[Message]:
        """One key a character."""
        for character in text:
            yield from self._names._sequence_to_key_events(character)

    def _sequence(self, sequence: str) -> Iterator[Message]:
        """The event of a complete sequence; one that means nothing to us is dropped."""
        if sequence == _PASTE_START:
            self._paste = []
        elif match := _CURSOR_AT.fullmatch(sequence):
            yield WidthReport(int(match[1]))
        elif sequence in ANSI_SEQUENCES_KEYS:
            yield from (key for key in self._names._sequence_to_key_events(sequence) if key.key != "<ignore>")
        elif _MOUSE.fullmatch(sequence) or _MODE_REPORT.fullmatch(sequence):
            yield from self._names.feed(sequence)
        elif _EXTENDED_KEY.fullmatch(sequence):
            yield from self._extended(sequence)
        elif len(sequence) == 2:
            yield from self._alt(sequence[1])

    def _extended(self, sequence: str) -> Iterator[Message]:
        """A key in the long notation that some terminals use unasked; out of range or with parts unknown, nothing."""
        try:
            keys = self._names._parse_extended_key(sequence) or []
        except (ValueError, OverflowError):
            return
        yield from (key.copy() for key in keys)

    def _alt(self, character: str) -> Iterator[Message]:
        """Alt with a key, named so, and without a character, so that nobody takes it for typing."""
        for key in self._names._sequence_to_key_events(character):
            name = key.key if key.key.startswith("alt+") else f"alt+{key.key}"
            yield events.Key(name, None)
