"""The painter against a real terminal emulator: what it sends makes the screen that was meant."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.painter import Painter

COLUMNS, ROWS = 20, 4


def strip(text: str, style: Style | None = None) -> Strip:
    """One piece of a row."""
    return Strip([Segment(text, style)])


def padded(text: str) -> Strip:
    """A whole row, as Textual composes it."""
    return strip(text).adjust_cell_length(COLUMNS)


def test_the_same_screen_again_costs_nothing() -> None:
    painter = Painter("utf-8", ColorSystem.STANDARD)
    assert painter.paint((COLUMNS, ROWS), [(0, 0, padded("全年完成值"))])
    assert painter.paint((COLUMNS, ROWS), [(0, 0, padded("全年完成值"))]) == ""


def test_only_the_cells_that_changed_are_sent() -> None:
    painter = Painter("utf-8", ColorSystem.STANDARD)
    painter.paint((COLUMNS, ROWS), [(1, 0, padded("> 8000 份"))])
    assert painter.paint((COLUMNS, ROWS), [(1, 0, padded("> 8000 次"))]) == "\x1b[2;8H次"
    assert painter.paint((COLUMNS, ROWS), [(1, 0, padded("> "))]) == "\x1b[2;3H\x1b[K"


def test_a_change_of_style_alone_is_a_change() -> None:
    painter = Painter("utf-8", ColorSystem.STANDARD)
    painter.paint((COLUMNS, ROWS), [(0, 2, strip("甲"))])
    assert painter.paint((COLUMNS, ROWS), [(0, 2, strip("甲", Style(reverse=True)))]) == "\x1b[1;3H\x1b[7m甲\x1b[0m"


@pytest.mark.parametrize("style", [Style(), Style(color="default", bgcolor="default"), Style(meta={"a": 1})])
def test_a_style_that_says_nothing_costs_nothing(style: Style) -> None:
    painter = Painter("utf-8", ColorSystem.STANDARD)
    painter.paint((COLUMNS, ROWS), [(0, 0, strip("甲"))])
    assert painter.paint((COLUMNS, ROWS), [(0, 0, strip("甲", style))]) == ""


@pytest.mark.parametrize("hostile", ["\x1b", "\x07", "\x9b", "\u202e", "\ud800"])
def test_nothing_that_a_terminal_would_obey_is_sent(hostile: str) -> None:
    sent = Painter("utf-8", None).paint((COLUMNS, ROWS), [(0, 0, strip(f"甲{hostile}乙"))])
    assert sent == "\x1b[m\x1b[2J\x1b[1;1H甲乙"


def test_what_the_encoding_lacks_is_shown_as_question_marks_of_its_width() -> None:
    sent = Painter("gbk", None).paint((COLUMNS, ROWS), [(0, 0, strip("甲𠮷✓乙"))])
    assert sent == "\x1b[m\x1b[2J\x1b[1;1H甲???乙"


def test_another_size_or_a_forgotten_screen_sends_all_again() -> None:
    painter = Painter("utf-8", None)
    first = painter.paint((COLUMNS, ROWS), [(0, 0, padded("甲"))])
    assert painter.paint((COLUMNS + 1, ROWS), [(0, 0, padded("甲"))]) == first
    painter.forget()
    assert painter.paint((COLUMNS + 1, ROWS), [(0, 0, padded("甲"))]) == first


def test_where_marks_are_drawn_wide_the_next_cell_is_placed_anew() -> None:
    painter = Painter("utf-8", None)
    painter.wide = True
    assert painter.paint((COLUMNS, ROWS), [(0, 0, strip("“甲”"))]).endswith("\x1b[1;1H“\x1b[1;2H甲”\x1b[1;5H")


STYLES = [None, Style(bold=True), Style(reverse=True), Style(color="red")]
PIECES = st.tuples(
    st.integers(0, ROWS - 1),
    st.integers(0, COLUMNS - 1),
    st.text(alphabet="a 1甲，份─", max_size=12),
    st.sampled_from(STYLES),
)


@given(updates=st.lists(st.lists(PIECES, max_size=4), max_size=8))
def test_any_updates_one_after_the_other_leave_the_screen_that_one_drawing_anew_makes(
    updates: list[list[tuple[int, int, str, Style | None]]],
) -> None:
    painter = Painter("utf-8", ColorSystem.STANDARD)
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for pieces in updates:
        stream.feed(painter.paint((COLUMNS, ROWS), [(y, x, strip(text, style)) for y, x, text, style in pieces]))
    fresh, again = pyte.Screen(COLUMNS, ROWS), Painter("utf-8", ColorSystem.STANDARD)
    meant = [(y, x, strip(text, style)) for y, row in enumerate(painter._rows) for x, (text, style) in enumerate(row)]
    pyte.Stream(fresh).feed(again.paint((COLUMNS, ROWS), meant))
    for y in range(ROWS):
        assert [screen.buffer[y][x] for x in range(COLUMNS)] == [fresh.buffer[y][x] for x in range(COLUMNS)]
