from __future__ import annotations

import io

import pytest

from tui.lines import Pipe, whole


def lines_of(data: bytes, encoding: str = "utf-8") -> list[tuple[int, str]]:
    pipe = Pipe(io.BytesIO(data), encoding)
    found = []
    while (line := pipe.line()) is not None:
        found.append((pipe.number, line))
    return found


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"a", [(1, "a")]),
        (b"a\nb\n", [(1, "a"), (2, "b")]),
        (b"a\r\n\r\nb", [(1, "a"), (2, ""), (3, "b")]),
        (b"a\\\nb\\\r\nc\nd", [(3, "a\nb\nc"), (4, "d")]),
        (b"a\\\n", [(1, "a")]),
        (b"\\\n\\\n", [(2, "\n")]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", [(1, "a"), (2, "\ufeffb")]),
        ("档案\n工作".encode(), [(1, "档案"), (2, "工作")]),
        (b"\xb5\xb5\nb", [(1, "\ufffd"), (2, "b")]),
    ],
)
def test_a_line_is_an_answer_and_a_backslash_continues_it(data: bytes, lines: list[tuple[int, str]]) -> None:
    assert lines_of(data) == lines


def test_the_encoding_is_the_one_that_was_given() -> None:
    assert lines_of("档案".encode("gb18030"), "gb18030") == [(1, "档案")]


def test_a_line_without_end_is_cut_and_not_swallowed_whole() -> None:
    assert len(lines_of(b"x" * (3 << 20))) == 3


def test_a_text_without_half_characters_stays_itself() -> None:
    assert whole("档𠮷案\n") == "档𠮷案\n"
