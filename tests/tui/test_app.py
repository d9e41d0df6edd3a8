"""The app as a whole: other windows, disks that take nothing, faults of our own, and texts that would be markup."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from forms import events as e
from onscreen import app_at, new_session, play, seed_session, shown, type_in
from store.report import Report
from store.workspace import FolderWorkspace
from tui.opening import Desk
from tui.screens.fill import FillScreen
from tui.screens.home import HomeScreen
from tui.screens.preview import PreviewScreen

HOSTILE = (
    "[@click=\"app.screenshot('x.svg','/tmp')\"]点[/]",
    "[/b] a[/]b [100%] [on red]红",
    "\x1b]0;题\x07\x1b[2J甲\x9b乙\u202e丙",
    "$name ${x} {facts.period} {0}",
    "深府[2020]3号 | < ^ \\|",
)
HOLDER = """
import sys
from store.workspace import FolderWorkspace
report = FolderWorkspace(sys.argv[1]).open(sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""
SCREENS = ("", "f1", "f2", "f5", "f6", "f9")


def test_another_window_is_named_and_the_report_can_be_looked_at(workspace: Path) -> None:
    other = seed_session(workspace, "2-4")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "enter")
        screen = shown(pilot)
        assert f"进程{os.getpid()}" in screen.replace(" ", "").replace("\n", "")
        assert "1 只查看" in screen and "2 接管" in screen
        await type_in(pilot, "1")
        assert isinstance(pilot.app.screen, PreviewScreen)
        await type_in(pilot, "", "enter")
        assert isinstance(pilot.app.screen, PreviewScreen)
        await type_in(pilot, "", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    play(app_at(workspace), steps)
    other.close()


def test_ones_own_other_window_is_taken_over(workspace: Path) -> None:
    seed_session(workspace, "2-4").close()
    id = FolderWorkspace(workspace).list()[0].id
    command = [sys.executable, "-c", HOLDER, str(workspace), id]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None and other.stdout.readline() == b"open\n"

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "enter", "2")
        assert isinstance(pilot.app.screen, FillScreen)

    try:
        play(app_at(workspace), steps)
        assert other.wait(10) != 0
    finally:
        other.kill()
        other.communicate()


def test_an_overtaken_window_says_so_keeps_the_text_and_can_only_look(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        overtake(workspace, session.report)
        await type_in(pilot, "档案工作", "enter")
        screen = shown(pilot)
        assert "已在别处改动" in screen.replace("\n", "") and "只能查看" in screen
        assert fill(pilot).line.text == "档案工作"
        assert session.report.draft is not None and session.report.draft.text == "档案工作"
        await type_in(pilot, "", "enter", "f5")
        assert isinstance(pilot.app.screen, PreviewScreen)

    play(app_at(workspace, session), steps)


def test_rows_that_are_accepted_in_an_overtaken_window_come_back_into_the_line(workspace: Path) -> None:
    session = new_session(workspace)
    session.say(e.Goto("indicators#+quantity.indicator"))
    rows = "培训次数\t6 次\n培训人数\t77 人次"

    async def steps(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste(rows))
        await pilot.pause()
        await type_in(pilot, "", "enter")
        overtake(workspace, session.report)
        await type_in(pilot, "1", "enter")
        assert "已在别处改动" in shown(pilot).replace("\n", "")
        assert fill(pilot).line.text == rows
        assert session.report.draft is not None and session.report.draft.text == rows

    play(app_at(workspace, session), steps)


def test_what_the_disk_did_not_take_is_told_when_another_window_took_over(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _no_space)
            await type_in(pilot, "档案工作", "enter", *"2020.1.1-12.31", "enter")
        overtake(workspace, session.report)
        await type_in(pilot, "区委办", "enter")
        said = fill(pilot).conversation.turns[-1].text
        for part in ("项目名称「档案工作」", "项目起止时间「2020.1.1-12.31」", "主管部门「区委办」"):
            assert part in said
        assert "基本信息 · 主管部门" in shown(pilot) and fill(pilot).line.text == "区委办"
        await type_in(pilot, "", "f3")
        assert "基本信息 · 项目起止时间" in shown(pilot) and "只能查看" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_being_overtaken_while_leaving_is_said_before_one_is_out(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _no_space)
            await type_in(pilot, "档案工作", "enter")
        overtake(workspace, session.report)
        await type_in(pilot, "", "ctrl+q")
        screen = shown(pilot).replace("\n", "")
        assert "项目名称「档案工作」" in screen and "再试一次" not in screen

    play(app_at(workspace, session), steps)


def overtake(folder: Path, ours: Report) -> None:
    """Save a change of the same report from elsewhere, as a window on another machine could that sees no lock."""
    ours.close()
    theirs = Desk.at(folder).session(ours.id)
    theirs.say(e.Answer("别处的名称"))
    theirs.close()
    ours.read_only = False


def fill(pilot: Pilot[int]) -> FillScreen:
    return next(each for each in pilot.app.screen_stack if isinstance(each, FillScreen))


def test_a_disk_that_takes_nothing_costs_no_answer(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _no_space)
            await type_in(pilot, "档案工作", "enter")
            screen = shown(pilot)
            assert "没有保存" in screen and "未保存" in screen
            await type_in(pilot, "", "ctrl+q")
            assert "1 再试一次" in shown(pilot)
            await type_in(pilot, "", "escape")
        await type_in(pilot, "2020.1.1-12.31", "enter")
        assert "已保存 " in shown(pilot)
        assert session.report.answers.get("facts.project_name") == "档案工作"

    play(app_at(workspace, session), steps)


def _no_space(descriptor: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_person_is_markup_or_obeyed(workspace: Path, text: str) -> None:
    session = seed_session(workspace, "2-5", **{"facts.project_name": text, "indicators#1.indicator": text})
    plain = [part for part in ("[@click", "[/b]", "甲", "$name", "深府[2020]3号") if part in text]

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "ctrl+q")
        await look(pilot, plain[0])
        await type_in(pilot, "", "enter")
        for key in SCREENS:
            await type_in(pilot, "", *([key] if key else []))
            await look(pilot, "")
            await type_in(pilot, "", "escape")
        await type_in(pilot, "/到 核对", "enter")
        await look(pilot, plain[0])
        await type_in(pilot, "", "escape", *text, "enter")
        await look(pilot, "")

    app = app_at(workspace)
    session.close()

    async def open_first(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "enter")
        await steps(pilot)

    play(app, open_first, (120, 40))
    assert not list(Path("/tmp").glob("x.svg"))


async def look(pilot: Pilot[int], part: str) -> None:
    """The screen shows the text as it is, without anything that a terminal would obey."""
    screen = shown(pilot)
    assert part in screen
    assert not any(character in screen for character in "\x1b\x07\x9b\u202e")


def test_a_fault_of_ours_ends_without_a_word_of_what_was_filled(
    workspace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    session = seed_session(workspace, "2-4")
    app = app_at(workspace, session)

    async def steps(pilot: Pilot[int]) -> None:
        said = "不该出现的答案"

        def broken() -> None:
            raise RuntimeError(said)

        app.call_later(broken)
        await pilot.pause()

    with pytest.raises(RuntimeError):
        play(app, steps)
    out, err = capfd.readouterr()
    assert "不该出现" not in out + err and "Traceback" not in out + err
