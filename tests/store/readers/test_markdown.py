from __future__ import annotations

import pytest

from forms.source import Grid
from store.errors import FormatError
from store.readers.markdown import read, read_text

Cells = list[tuple[str, int, int, int, int]]


def table(text: str) -> Grid:
    """The one table of a text."""
    (grid,) = (grid for grid in read_text(text).grids if grid.is_table)
    return grid


def cells(text: str) -> Cells:
    return [piece[:5] for piece in table(text).pieces]


def lines(text: str) -> list[str]:
    return [piece.text for grid in read_text(text).grids if not grid.is_table for piece in grid.pieces]


def shown(source: str) -> str:
    """What a cell shows; empty if nothing."""
    *found, last = [text for text, *_ in cells(f"| 头 |\n|---|\n| {source} |\n| 尾 |\n")[1:]]
    assert last == "尾"
    return "".join(found)


SQUARE: Cells = [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2), ("丙", 1, 0, 2, 1), ("丁", 1, 1, 2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n",
        "|甲|乙|\r\n|:-:|--:|\r\n|丙|丁|",
        "甲 | 乙\n--- | ---\n丙 | 丁",
        "甲|乙\n-|-\n丙|丁\n",
        "  | 甲 | 乙 |\n  |-----|----|\n  | 丙 | 丁 |  ",
        "| 甲 | 乙 |\n| 丙 | 丁 |",
        "| 甲 | 乙 |\n|---|---|\n|---|---|\n| 丙 | 丁 |",
        "|---|---|\n| 甲 | 乙 |\n| 丙 | 丁 |",
        "```\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n```",
        "| **甲** | `乙` |\n|---|---|\n| *丙* | __丁__ |",
    ],
)
def test_pipe_tables_of_others_are_read_and_tell_no_merges(text: str) -> None:
    assert cells(text) == SQUARE
    assert not table(text).spans


def test_merged_cells_are_told_by_their_marks() -> None:
    text = "| 甲 | < | 乙 |\n|---|---|---|\n| ^ | ^ | 丙 |\n| 丁 | 戊 | ^ |\n"
    assert cells(text) == [
        ("甲", 0, 0, 2, 2),
        ("乙", 0, 2, 1, 3),
        ("丙", 1, 2, 3, 3),
        ("丁", 2, 0, 3, 1),
        ("戊", 2, 1, 3, 2),
    ]
    assert table(text).spans


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("| 甲 | 乙 |\n|---|---|\n| ^ | < |\n", [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2)]),
        ("| < | ^ |\n|---|---|\n", [("<", 0, 0, 1, 1), ("^", 0, 1, 1, 2)]),
        (
            "|甲|乙|\n|---|---|\n| 5 | < |\n| 6 | > |\n",
            [
                ("甲", 0, 0, 1, 1),
                ("乙", 0, 1, 1, 2),
                ("5", 1, 0, 2, 1),
                ("<", 1, 1, 2, 2),
                ("6", 2, 0, 3, 1),
                (">", 2, 1, 3, 2),
            ],
        ),
        (r"| \< | \^ |" + "\n|---|---|\n", [("<", 0, 0, 1, 1), ("^", 0, 1, 1, 2)]),
    ],
)
def test_marks_that_make_no_sense_or_are_signs_merge_nothing(text: str, wanted: Cells) -> None:
    assert cells(text) == wanted
    assert not table(text).spans


def test_rows_may_be_shorter_or_longer_than_the_head() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 丙 |\n| 丁 | | 戊 |\n"
    assert [cell[:3] for cell in cells(text)] == [("甲", 0, 0), ("乙", 0, 1), ("丙", 1, 0), ("丁", 2, 0), ("戊", 2, 2)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("2*3*4", "2*3*4"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("长*宽*高", "长*宽*高"),
        ("a_b_c", "a_b_c"),
        ("5~~10", "5~~10"),
        ("2**3**4", "2**3**4"),
        ("**项目**名称", "项目名称"),
        ("***项目***", "项目"),
        ("~~旧~~新", "旧新"),
        ("`<b>`", "<b>"),
        ("C:\\temp", "C:\\temp"),
        (r"甲\|乙\\", "甲|乙\\"),
        (r"\*甲\*", "*甲*"),
        ("甲<br>乙<BR/>丙", "甲\n乙\n丙"),
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<span style='color:red'>甲</span>", "甲"),
        ("m<sup>2</sup>", "m²"),
        ("<5% & >3%", "<5% & >3%"),
        ("<名称> <abc>", "<名称> <abc>"),
        ("&ge;95%&nbsp;&lt;b&gt; &amp &x;", "≥95%\xa0<b> &amp &x;"),
        ('<input type="checkbox" checked>是 <input type="checkbox">否', "☑是 □否"),
        ("[甲](http://a.b)", "甲"),
        ("甲<!-- 注 -->乙", "甲乙"),
    ],
)
def test_a_cell_is_read_as_it_is_shown_and_figures_stay(source: str, text: str) -> None:
    assert shown(source) == text


def test_headings_lists_and_paragraphs_are_lines() -> None:
    text = """附件 1
---
# 题目 #
## （2020年度）

> 单位：**万元**
- 甲
* [x] 是
- [ ] 否
1. 乙
***
<div align="center">丙<br>丁</div>
"""
    assert lines(text) == ["附件 1", "题目", "（2020年度）", "单位：万元", "甲", "☑ 是", "□ 否", "1. 乙", "丙", "丁"]


def test_places_are_lines_of_the_file() -> None:
    document = read_text("附件\n\n题目\n\n| 甲 | 乙 |\n|---|---|\n| | 丙 |\n完\n\n| 丁 |\n|---|\n")
    assert [[(piece.text, piece.place) for piece in grid.pieces] for grid in document.grids] == [
        [("附件", "第 1 行"), ("题目", "第 3 行")],
        [("甲", "第 5 行第 1 格"), ("乙", "第 5 行第 2 格"), ("丙", "第 7 行第 2 格")],
        [("完", "第 8 行")],
        [("丁", "第 10 行第 1 格")],
    ]
    assert [(grid.place, grid.is_table, grid.spans) for grid in document.grids] == [
        ("", False, False),
        ("表 1", True, False),
        ("", False, False),
        ("表 2", True, False),
    ]


def test_tables_in_html_are_read_as_in_a_web_page() -> None:
    text = """# 题目

<table><tr><td rowspan="2">甲</td><td>乙|丙</td></tr><tr><td>己</td><td>庚</td></tr>
<tr><td hidden>密</td><td>丁<table><tr><td>戊</td></tr></table>

</td></tr></table>
完
"""
    document = read_text(text)
    assert [[piece.text for piece in grid.pieces] for grid in document.grids] == [
        ["题目"],
        ["甲", "乙|丙", "己", "庚", "丁"],
        ["戊"],
        ["完"],
    ]
    first = document.grids[1]
    assert first.spans and first.place == "表 1"
    assert first.pieces[0][1:] == (0, 0, 2, 1, "第 3 行起的表 1 第 1 行第 1 格")
    assert document.grids[3].pieces[0].place == "第 7 行"
    assert document.notes == ("网页中有 1 处隐藏的内容没有读取：“密”。",)


def test_what_no_viewer_shows_is_not_read_and_lines_stay_counted() -> None:
    (grid,) = read_text("甲<!-- a\nb -->乙\n<!-- 丙\n\n-->\n丁 <!-- 戊").grids
    assert [(piece.text, piece.place) for piece in grid.pieces] == [
        ("甲", "第 1 行"),
        ("乙", "第 2 行"),
        ("丁 <!-- 戊", "第 6 行"),
    ]


def test_the_encoding_is_said() -> None:
    document = read("| 绩效 |\n|---|\n".encode("gb18030"))
    assert document.grids[0].pieces[0].text == "绩效"
    assert document.notes == ("按 GB18030 编码读取。",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 200_001, "有一行超过 20 万个字"),
        ("\n" * 200_001, "超过 20 万行"),
        ("|||||||||||\n" * 20_001, "表格超过 20 万格"),
    ],
)
def test_what_is_too_much_is_refused(text: str, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_text(text)


@pytest.mark.parametrize("text", ["", "\n\n", "|", "||\n|-|\n||", "---", "```"])
def test_a_file_of_nothing_is_empty(text: str) -> None:
    assert [piece.text for grid in read_text(text).grids for piece in grid.pieces] in ([], ["|"])
