"""Bytes in, events out: the reader of keys without a terminal."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tui.keys import KeyReader, WidthReport

UTF8 = "utf-8"


def told(messages: list[Message]) -> list[str]:
    """Events as short text: a key's name, a paste in brackets, a mouse event's kind."""
    found: list[str] = []
    for message in messages:
        if isinstance(message, events.Key):
            found.append(message.character if message.is_printable and message.character else message.key)
        elif isinstance(message, events.Paste):
            found.append(f"<{message.text}>")
        elif isinstance(message, WidthReport):
            found.append(f"column {message.column}")
        else:
            found.append(type(message).__name__)
    return found


def settled(reader: KeyReader) -> list[str]:
    """The events of waiting until nothing is half any more."""
    found: list[str] = []
    deadline = monotonic() + 5
    while reader.is_waiting and monotonic() < deadline:
        found += told(reader.tick())
    return found


@pytest.mark.parametrize(
    ("sent", "events"),
    [
        ("a", ["a"]),
        ("综合", ["综", "合"]),
        ("8000 份\r", ["8", "0", "0", "0", " ", "份", "enter"]),
        ("\r\r", ["enter", "enter"]),
        ("\x7f\x15", ["backspace", "ctrl+u"]),
        ("\n", ["ctrl+j"]),
        ("\x1b[A\x1bOB\x1b[5~", ["up", "down", "pageup"]),
        ("\x1bOP\x1b[11~\x1b[15~\x1b[[C", ["f1", "f1", "f5", "f3"]),
        ("\x1b[1;5D", ["ctrl+left"]),
        ("\x1bq\x1b\r\x1b\x7f", ["alt+q", "alt+enter", "ctrl+w"]),
        ("\x1b甲", ["escape", "甲"]),
        ("\x1b[<0;3;4M\x1b[<0;3;4m", ["MouseDown", "MouseUp"]),
        ("\x1b[M !!a", ["a"]),
        ("\x1b[I\x1b[Oa", ["a"]),
        ("\x1b[2;3R", ["column 3"]),
        ("\x1b[13;5u", ["ctrl+enter"]),
    ],
)
def test_keys_are_named(sent: str, events: list[str]) -> None:
    assert told(KeyReader(UTF8).feed(sent.encode())) == events


@pytest.mark.parametrize(
    "sequence",
    ["\x1b[97;1:3u", "\x1b[1114112u", "\x1b[;;;u", "\x1b[99999999999999999999u", "\x1b[38;5;1z", "\x1b]0;题\x07",
     "\x1bP1$r\x1b\\", "\x1b[?1;2c", "\x1b[200;1~"],
)  # fmt: skip
def test_a_sequence_not_understood_is_dropped_whole(sequence: str) -> None:
    reader = KeyReader(UTF8)
    assert told(reader.feed(f"a{sequence}b".encode())) == ["a", "b"]
    assert not reader.is_waiting


@pytest.mark.parametrize(
    ("sent", "events"),
    [
        ("一\r二\r三", ["<一\r二\r三>"]),
        ("一\r二\r三\r", ["<一\r二\r三>", "enter"]),
        ("一\r\n\r\n二", ["<一\r\n\r\n二>"]),
        ("指标\t10 次\t4 次", ["<指标\t10 次\t4 次>"]),
        ("\x15一\n二", ["ctrl+u", "<一\n二>"]),
        ("\t4", ["tab", "4"]),
        ("4\t", ["4", "tab"]),
        ("甲" * 33, ["<" + "甲" * 33 + ">"]),
        ("\x1b[200~一\r\n二\x1b[201~\r", ["<一\r\n二>", "enter"]),
        ("\x1b[200~甲\t乙 \x1b[31m红\x1b[0m\x1b丙\x1b[201~a", ["<甲\t乙 红>", "a"]),
        ("\x1b[200~\x1b[201~a", ["a"]),
    ],
)
def test_what_comes_together_with_its_line_breaks_is_one_paste(sent: str, events: list[str]) -> None:
    assert told(KeyReader(UTF8).feed(sent.encode())) == events


@pytest.mark.parametrize("sent", ["综\x1b[A合\x1b[200~一\r二\x1b[201~\x1bOP𠮷", "\x1b[<0;3;4Ma\x1b[97;1:3ub"])
def test_cutting_the_bytes_anywhere_changes_no_event(sent: str) -> None:
    data = sent.encode()
    whole = told(KeyReader(UTF8).feed(data))
    for cut in range(1, len(data)):
        reader = KeyReader(UTF8)
        assert told(reader.feed(data[:cut]) + reader.feed(data[cut:])) == whole


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_keys_are_decoded_as_the_terminal_writes_them(encoding: str) -> None:
    text = "综合档案“—"
    reader = KeyReader(encoding)
    assert "".join(told([message for byte in text.encode(encoding) for message in reader.feed(bytes([byte]))])) == text


def test_a_wrong_byte_is_a_replacement_character_and_the_next_key_counts() -> None:
    reader = KeyReader(UTF8)
    assert told(reader.feed(b"\xd6\xd0a")) == ["\ufffd", "\ufffd", "a"]


@pytest.mark.parametrize(
    ("half", "events"),
    [
        (b"\x1b", ["escape"]),
        (b"\x1b[9", []),
        (b"\x1b]0;", []),
        (b"\xe7\xbb", ["\ufffd"]),
        ("\x1b[200~一\r".encode(), ["<一\r>"]),
    ],
)
def test_what_stays_half_is_settled_and_typing_goes_on(half: bytes, events: list[str]) -> None:
    reader = KeyReader(UTF8)
    reader.feed(half)
    assert settled(reader) == events
    assert told(reader.feed(b"a")) == ["a"]


def test_an_endless_paste_is_kept_within_bounds() -> None:
    reader = KeyReader(UTF8)
    reader.feed(b"\x1b[200~")
    for _ in range(50):
        reader.feed(b"x" * 10_000)
    [paste] = reader.feed(b"\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert len(paste.text) == 100_000


PIECES = st.one_of(
    st.binary(max_size=12),
    st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"\x1b", b"\x1b[", b"\x1b[200~", b"\x1b[201~", b"\r", b"\x1b[M", b"\x1b[<", b"\x1bO", b"u", b"~"]),
)


@given(reads=st.lists(PIECES, max_size=12), encoding=st.sampled_from(["utf-8", "gb18030", "gbk", "ascii"]))
def test_no_bytes_whatever_stop_the_reader(reads: list[bytes], encoding: str) -> None:
    reader = KeyReader(encoding)
    for data in reads:
        told(reader.feed(data))
        told(reader.tick())
