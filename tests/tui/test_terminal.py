"""What is known of the terminal before Textual is there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tui.output import shows_chinese
from tui.terminal import ASCII_MARKS, Marks, marks, prepare


def test_textual_switches_in_the_environment_are_gone_before_its_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"TEXTUAL_DRIVER": "x:Y", "TEXTUAL_LOG": "/x", "PATH": "/bin"})
    prepare()
    assert os.environ == {"TEXTUAL_DISABLE_KITTY_KEY": "1", "PATH": "/bin"}


def test_knowing_the_terminal_imports_no_textual() -> None:
    code = "import sys, tui.terminal; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("encoding", "shows", "marks_drawn"),
    [
        ("utf-8", True, Marks()),
        ("gb18030", True, Marks()),
        ("gbk", True, ASCII_MARKS),
        ("gb2312", True, ASCII_MARKS),
        ("iso-8859-1", False, ASCII_MARKS),
        ("ascii", False, ASCII_MARKS),
        ("no-such-encoding", False, ASCII_MARKS),
    ],
)
def test_an_encoding_has_chinese_and_marks_or_not(encoding: str, shows: bool, marks_drawn: Marks) -> None:
    assert (shows_chinese(encoding), marks(encoding)) == (shows, marks_drawn)


def test_marks_that_are_drawn_wide_are_not_used() -> None:
    assert marks("utf-8", wide=True) == ASCII_MARKS
    assert (ASCII_MARKS.ascii, Marks().ascii) == (True, False)


@pytest.mark.parametrize("mark", ["tick", "cursor", "dash", "cross", "horizontal", "vertical"])
def test_every_mark_takes_one_character(mark: str) -> None:
    assert len(getattr(Marks(), mark)) == len(getattr(ASCII_MARKS, mark)) == 1
