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
        patch.setattr("tui.output.columns", lambda stream: columns)
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


def test_it_makes_room_for_what_is_said_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("tui.output.is_terminal", lambda *_: True)
    monkeypatch.setattr("tui.progress.BETWEEN", 0)
    with Bar("导入", 3, worth=2) as bar:
        bar.step()
        bar.clear()
        screen.write("说明\n")
        monkeypatch.setattr("tui.progress.BETWEEN", 3600)
        bar.step()
        bar.step()
    first, second = "导入 1/3 [######..............]", "导入 2/3 [#############.......]"
    assert screen.getvalue().split("\r") == [
        "", first, " " * width(first), "说明\n", second, " " * width(second), "",
    ]  # fmt: skip
