from __future__ import annotations

import codecs

import pytest

from store.errors import FormatError
from store.readers.encoding import decode

TEXT = "项目名称\t档案工作（一期）\r\n年度指标值：≥85%，□是 ☑否\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_a_text_comes_back_whatever_it_was_saved_as(data: bytes, name: str) -> None:
    assert decode(data) == (TEXT, name)


@pytest.mark.parametrize("text", ["", "abc", "1", "𠮷\ue000é", "档案工作，" * 100_000, "一般\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_short_long_and_rare_texts_come_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("data", ["一，开始\n".encode("utf-16-le"), "a,b\r\n1,2\r\n".encode("utf-16-be")])
def test_the_order_of_unmarked_bytes_is_told_by_what_makes_sense(data: bytes) -> None:
    assert decode(data)[0] in {"一，开始\n", "a,b\r\n1,2\r\n"}


def test_bytes_that_are_no_encoding_are_refused_with_what_to_do() -> None:
    with pytest.raises(FormatError, match="文字编码无法识别，请另存为 UTF-8 或 GB18030 后再导入"):
        decode(b"\xff\xff\x80\x80 caf\xe9")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16),
        b"\0",
        b"name\0value\0",
        bytes(1000),
        "甲\0乙".encode("utf-16"),
        codecs.BOM_UTF16_LE + bytes(10),
    ],
)
def test_what_holds_null_characters_is_no_text(data: bytes) -> None:
    with pytest.raises(FormatError, match="不是文字"):
        decode(data)


@pytest.mark.parametrize("data", ["甲乙\n".encode("utf-16") + b"\x4e", codecs.BOM_UTF16_LE + b"\x00\xd8", b"a\0b\0\n"])
def test_half_a_character_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode()[:-5] + b"\xe4",
        TEXT.encode().replace("项".encode(), b"\xe9\xa1\xff", 1),
        (TEXT * 3).encode()[:-16],
        TEXT.encode("utf-8-sig")[:-20] + b"\xe9",
    ],
)
def test_damaged_utf8_is_never_taken_for_other_chinese(data: bytes) -> None:
    with pytest.raises(FormatError, match="残缺"):
        decode(data)
