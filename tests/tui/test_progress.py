from __future__ import annotations

import io
import sys
from contextlib import suppress

import pytest

from forms.cells import width
from tui import progress
from tui.progress import MANY, Bar


class Screen(io.StringIO):
    """A terminal that only takes what is written."""

    def isatty(self) -> bool:
        return True


def drawn(steps: int, between: float = 0, columns: int = 80, stop: int = 0) -> list[str]:
    """What a bar over so many steps writes, by the returns in it; broken off after `stop` of them."""
    screen = Screen()
    with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(sys, "stderr", screen)
        patch.setattr(progress, "BETWEEN", between)
        patch.setattr(progress, "_columns", lambda: columns)
        with Bar("检查", steps) as bar:
            for number in range(steps):
                bar.step()
                if number + 1 == stop:
                    raise KeyboardInterrupt
    return screen.getvalue().split("\r")


def test_one_line_is_drawn_over_and_blanked_at_the_end() -> None:
    pieces = drawn(MANY)
    assert pieces[1] == "检查 1/50 [....................]"
    assert pieces[-3] == "检查 50/50 [####################]"
    assert pieces[-2:] == [" " * width(pieces[-3]), ""]
    assert len(pieces) == MANY + 3 and not any("\n" in each for each in pieces)


def test_few_steps_are_not_worth_a_bar() -> None:
    assert drawn(MANY - 1) == [""]


def test_it_is_drawn_no_more_often_than_one_can_see() -> None:
    assert drawn(1000, between=3600) == [""]


@pytest.mark.parametrize("columns", [12, 20, 30, 40])
def test_it_never_takes_more_than_a_line(columns: int) -> None:
    assert max(map(width, drawn(MANY, columns=columns))) < columns


def test_it_is_gone_also_where_the_work_was_broken_off() -> None:
    assert drawn(MANY, stop=2)[-2:] == [" " * width("检查 2/50 [....................]"), ""]


def test_where_nobody_looks_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar("检查", MANY) as bar:
        for _ in range(MANY):
            bar.step()
    assert capsys.readouterr().err == ""
