"""`floating.xls` was made once with LibreOffice: its second sheet has a title in a text box, and a comment."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from xlrd.compdoc import CompDoc

from forms.source import Piece
from store.readers.xls import read
from store.readers.xls_floating import floating

DATA = (Path(__file__).parents[2] / "cases" / "documents" / "floating.xls").read_bytes()
STREAM = CompDoc(DATA, logfile=io.StringIO()).get_named_stream("Workbook") or b""
CHECK, OPTION, GROUP, COMMENT, PICTURE = 0x0B, 0x0C, 0x00, 0x19, 0x08


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def drawing(*anchor: int) -> bytes:
    """A shape over a column and 1/1024ths of it, a row and 1/256ths of it, to another such place, in its container."""
    inside = struct.pack("<HHIH8H", 0, 0xF010, 18, 0, *anchor) + struct.pack("<HHI", 0, 0xF011, 0)
    return record(0xEC, struct.pack("<HHI", 0x0F, 0xF004, len(inside)) + inside)


def thing(kind: int, text: str = "", *, ticked: int | None = None) -> bytes:
    """An object of a kind, with what is written on it in two records."""
    parts = struct.pack("<HHHHH12x", 0x15, 18, kind, 1, 0)
    parts += struct.pack("<HHH6x", 0x12, 8, ticked) if ticked is not None else b""
    made = record(0x5D, parts + bytes(4))
    if text:
        half = len(text) // 2
        made += record(0xEC, struct.pack("<HHI", 0, 0xF00D, 0)) + record(0x1B6, struct.pack("<10xHH4x", len(text), 16))
        made += b"".join(record(0x3C, b"\1" + part.encode("utf-16-le")) for part in (text[:half], text[half:]))
        made += record(0x3C, bytes(16))
    return made


def with_shapes(*records: bytes) -> bytes:
    """The workbook without its container, with further records in its second sheet, which is the last."""
    return STREAM[:-4] + b"".join(records) + STREAM[-4:]


def test_the_title_in_a_text_box_is_read_before_the_table_and_comments_are_not() -> None:
    _, lines, table = read(DATA).grids
    assert [piece.text for piece in lines.pieces] == ["附件 2-5：", "项目支出绩效自评表", "（2020 年度）"]
    assert lines.pieces[1] == Piece("项目支出绩效自评表", 1, 0, 2, 1, "工作表「2-5」的文本框")
    assert [piece.text for piece in table.pieces] == ["是否重点项目", "项目性质", "注"]


def test_check_boxes_are_read_with_the_cell_that_the_middle_of_them_lies_on() -> None:
    data = with_shapes(
        *(drawing(1, 500, 6, 10, 2, 0, 6, 250), thing(CHECK, "否", ticked=0)),
        *(drawing(1, 5, 5, 240, 1, 400, 6, 240), thing(CHECK, "是", ticked=1)),
        *(drawing(2, 5, 7, 10, 3, 0, 7, 250), thing(OPTION, "延续性", ticked=1)),
        *(drawing(3, 5, 7, 10, 3, 0, 7, 250), thing(PICTURE)),
    )
    table = read(data).grids[-1]
    assert [(piece.text, piece.place) for piece in table.pieces] == [
        ("是否重点项目", "工作表「2-5」A7"),
        ("☑是 □否", "工作表「2-5」B7"),
        ("项目性质", "工作表「2-5」A8"),
        ("注", "工作表「2-5」B8"),
        ("☑延续性", "工作表「2-5」C8"),
    ]


def test_a_shape_without_a_place_is_left_out() -> None:
    begin = STREAM.rindex(struct.pack("<HH", 0x809, 16)) + 20
    text = thing(0x06, "没有位置")
    assert list(floating(STREAM[:begin] + text + STREAM[begin:])) == list(floating(STREAM))


def test_shapes_of_a_group_stand_where_the_group_does() -> None:
    data = with_shapes(drawing(0, 0, 9, 0, 4, 0, 11, 0), thing(GROUP), thing(0x06, "说明\r第二行"), thing(0x02, " "))
    assert [(box.row, box.text) for box in list(floating(data))[1].lines] == [
        (0, "附件 2-5：\n项目支出绩效自评表\n（2020 年度）"),
        (9, "说明\n第二行"),
    ]


@pytest.mark.parametrize(
    "more",
    [
        record(0x5D, b"\x15"),
        record(0xEC, b"\x0f" * 7) + record(0x5D, b"") + record(0x1B6, b"\1") + record(0x3C, b"\1a"),
        record(0xEC, struct.pack("<HHI", 0, 0xF010, 18)),
        struct.pack("<HH", 0x5D, 60_000),
    ],
)
def test_records_that_make_no_sense_add_nothing(more: bytes) -> None:
    assert list(floating(with_shapes(more))) == list(floating(STREAM))


@pytest.mark.parametrize("data", [b"", b"\x09", b"\x09\x08\x00\x00" + record(0x85, b"1")])
def test_what_is_no_whole_workbook_has_nothing_floating(data: bytes) -> None:
    assert list(floating(data)) == []
