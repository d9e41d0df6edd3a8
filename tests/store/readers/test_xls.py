"""`shown.xls` was made once with LibreOffice: a form, with rows, a column and two sheets that are hidden."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from forms.source import Piece
from store.errors import FormatError
from store.readers.xls import read

DATA = (Path(__file__).parents[2] / "cases" / "documents" / "shown.xls").read_bytes()


def test_cells_are_read_as_they_are_shown() -> None:
    first, second = read(DATA).grids
    assert {piece.place.rpartition("」")[2]: piece.text for piece in first.pieces} == {
        "A1": "项目支出绩效自评表",
        "A2": "项目名称",
        "B2": "机关党建\n经费",
        "A3": "项目资金（万元）",
        "B3": "383.50",
        "C3": "83.90%",
        "D3": "11,122,315.04",
        "E3": "4 场",
        "B4": "≥95%",
        "C4": "2020年3月1日",
        "D4": "3/1/2020",
        "E4": "0.3",
        "A5": "是否",
        "B5": "TRUE",
        "C5": "#DIV/0!",
        "D5": "767",
        "E5": "-3",
        "A8": "说明：𠮷",
        "G8": " 两边 ",
    }
    assert second.pieces == (Piece("第二张", 6, 1, 7, 2, "工作表「2-6」B7"),)


def test_merged_cells_are_told_and_hidden_rows_and_columns_take_no_room() -> None:
    spans = {piece.text: piece[1:5] for piece in read(DATA).grids[0].pieces}
    assert spans["项目支出绩效自评表"] == (0, 0, 1, 5)
    assert spans["项目资金（万元）"] == (2, 0, 4, 1)
    assert spans["说明：𠮷"] == (5, 0, 6, 1)
    assert spans[" 两边 "] == (5, 5, 6, 6)


def test_what_is_not_read_is_said() -> None:
    assert read(DATA).notes == (
        "工作表「底稿」已隐藏，没有读取。",
        "工作表「名单」已隐藏，没有读取。",
        "工作表「2-5」C5 的公式出错，按显示的错误值读入，请核对。",
        "工作表「2-5」第 6—7 行已隐藏，没有读取。",
        "工作表「2-5」F 列已隐藏，没有读取。",
    )


def test_a_workbook_with_a_password_is_answered_with_what_to_do() -> None:
    # The record that says which menus are shown becomes the one that says how the rest is locked.
    assert DATA.count(b"\xe1\x00\x02\x00") == 1
    with pytest.raises(FormatError, match="有密码，请在 Excel 中取消密码后另存再导入"):
        read(DATA.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00"))


@pytest.mark.parametrize("size", [0, 400, 512, 3_000, 6_000])
def test_a_workbook_that_is_cut_off_is_answered_with_what_to_do(size: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FormatError, match=r"不完整或已损坏，请在 Excel 或 WPS 中打开并另存为 \.xlsx 后再导入"):
        read(DATA[:size])
    assert capsys.readouterr() == ("", "")


def test_a_workbook_whose_parts_go_in_circles_is_answered_at_once() -> None:
    (first,) = struct.unpack_from("<I", DATA, 60)
    at = 512 * (first + 1)
    with pytest.raises(FormatError, match="不完整或已损坏"):
        read(DATA[:at] + struct.pack("<2I", 1, 0) + DATA[at + 8 :])
