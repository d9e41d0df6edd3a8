"""Reports out of files, on a screen: the place, what was recognised, what became of it."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from forms.recognise import Recognised
from onscreen import app_at, play, seed_session, shown, type_in
from seeds import FOLDER, seed
from tui.importing import Finder, Found
from tui.opening import Desk
from tui.screens.home import HomeScreen
from tui.screens.import_ import ImportScreen
from tui.shelving import Outcome, Shelf, Twin, Wish
from tui.widgets.answer_line import AnswerLine


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # files are read in this process, which is quicker
    return folder


def write(file: str, data: Any) -> None:
    Path(file).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


async def place(pilot: Pilot[int], text: str) -> None:
    """Put a place in the line, send it, and wait until what lies there was read."""
    pilot.app.screen.query_one(AnswerLine).load(text)
    await type_in(pilot, "", "enter")
    await settled(pilot)


async def settled(pilot: Pilot[int]) -> None:
    for _ in range(500):
        await pilot.pause()
        if "正在读取" not in shown(pilot) and "正在导入" not in shown(pilot):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(shown(pilot))


@pytest.mark.parametrize("first", [True, False])
def test_three_leads_from_home_to_the_import_and_back(workspace: Path, first: bool) -> None:
    if not first:
        seed_session(workspace, "2-4").close()

    async def steps(pilot: Pilot[int]) -> None:
        assert "3 导入" in shown(pilot)
        await type_in(pilot, "3")
        assert "导入哪个文件" in shown(pilot) and "如 ~/下载" in shown(pilot)
        await type_in(pilot, "", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    play(app_at(workspace), steps)


def test_a_file_is_shown_and_then_becomes_a_report(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, f'"{FOLDER / "2-5.json"}"')
        screen = shown(pilot)
        assert "认出 1 份" in screen and "2020 年度 · 档案工作 · 填了" in screen
        assert "1 导入" in screen and Desk.at(workspace).summaries() == []
        await type_in(pilot, "1")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "已导入「档案工作」" in shown(pilot) and "▸ 档案工作" in shown(pilot)

    play(app_at(workspace), steps)


def test_a_folder_lists_its_files_to_choose_from(workspace: Path) -> None:
    for name in ("2-1", "2-5"):
        write(f"{name}.json", seed(name))
    Path("下级").mkdir()

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3", "enter")
        screen = shown(pilot)
        assert "全部 2 个文件" in screen and "下级/" in screen and "2-5.json" in screen
        await type_in(pilot, "", "end", "enter")
        await settled(pilot)
        assert "档案工作" in shown(pilot) and "一般行政" not in shown(pilot)
        await type_in(pilot, "0", "enter", "enter")
        await settled(pilot)
        assert "认出 2 份" in shown(pilot)
        await type_in(pilot, "1")
        assert "导入 2 份。" in shown(pilot)

    play(app_at(workspace), steps)


@pytest.mark.parametrize(
    ("key", "said", "count"), [("1", "已导入", 2), ("2", "已更新", 1), ("3", "跳过了，没有改动", 1)]
)
def test_a_report_that_is_there_is_asked_about(workspace: Path, key: str, said: str, count: int) -> None:
    seed_session(workspace, "2-5").close()
    data = seed("2-5")
    data["answers"]["facts"]["competent_dept"] = "区档案局"
    write("新.json", data)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, "新.json")
        await type_in(pilot, "1")
        screen = shown(pilot)
        assert "已有同一种表" in screen and "2 更新已有的那份" in screen
        await type_in(pilot, "", "escape", "0", "enter")
        assert "2 更新已有的那份" in shown(pilot), "it has to be answered"
        await type_in(pilot, key)
        assert said in shown(pilot).replace("\n", "").replace(" ", "")
        assert len(Desk.at(workspace).summaries()) == count

    play(app_at(workspace), steps)


def test_the_same_file_again_changes_nothing(workspace: Path) -> None:
    seed_session(workspace, "2-5").close()

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, str(FOLDER / "2-5.json"))
        await type_in(pilot, "1")
        assert "已经导入过，没有改动" in shown(pilot)
        assert len(Desk.at(workspace).summaries()) == 1

    play(app_at(workspace), steps)


@pytest.mark.parametrize("file", ["没有.txt", "坏.docx", "信.txt", "字" * 3000, "a\0b"])
def test_what_cannot_be_read_is_said_and_another_may_be_named(workspace: Path, file: str) -> None:
    Path("坏.docx").write_bytes(b"PK\x03\x04 cut off")
    Path("信.txt").write_text("各位同事：\n请于周五前报送。\n", encoding="utf-8")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, file)
        assert "没有可以导入的表" in shown(pilot) and "✗" in shown(pilot)
        await type_in(pilot, "1")
        assert isinstance(pilot.app.screen, ImportScreen)
        await type_in(pilot, "0")
        assert "导入哪个文件" in shown(pilot)

    play(app_at(workspace), steps)


def test_hostile_texts_are_shown_as_they_are(workspace: Path) -> None:
    data = seed("2-5")
    data["answers"]["facts"]["别的"] = "[red]红[/red] \x1b[31m字 [link=x]"
    data["answers"]["facts"]["project_name"] = "[bold]名称[/]"
    data["name"] = "[bold]名称[/]"
    write("[b]表[u].json", data)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3", "enter")
        assert "[b]表[u].json" in shown(pilot)
        await type_in(pilot, "", "enter")
        await settled(pilot)
        screen = shown(pilot)
        assert "[bold]名称[/]" in screen and "[red]红[/red]" in screen and "\x1b" not in screen
        await type_in(pilot, "1")
        assert "已导入「[bold]名称[/]」" in shown(pilot)

    play(app_at(workspace), steps)


def test_a_long_reading_is_given_up_with_escape(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("1.json", seed("2-5"))
    given_up = threading.Event()

    def slow(self: Finder, file: str, *, plain_units: bool = False) -> Found:
        given_up.wait(10)
        return Found(file, refused=("太晚了",))

    monkeypatch.setattr(Finder, "find", slow)
    monkeypatch.setattr(Finder, "close", lambda self: given_up.set())

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        pilot.app.screen.query_one(AnswerLine).load("1.json")
        await type_in(pilot, "", "enter")
        assert "正在读取" in shown(pilot) and "Esc 停止读取" in shown(pilot)
        await type_in(pilot, "", "escape")
        assert "已停止读取" in shown(pilot) and given_up.is_set()
        await asyncio.sleep(0.1)
        await pilot.pause()
        assert "太晚了" not in shown(pilot)

    play(app_at(workspace), steps)


def test_a_fault_while_reading_is_one_sentence(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("1.json", seed("2-5"))

    def broken(self: Finder, file: str, *, plain_units: bool = False) -> Found:
        raise KeyError("秘密")

    monkeypatch.setattr(Finder, "find", broken)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, "1.json")
        assert "程序出了故障" in shown(pilot) and "秘密" not in shown(pilot)
        assert isinstance(pilot.app.screen, ImportScreen)

    play(app_at(workspace), steps)


def test_amounts_headed_yuan_can_be_taken_as_wan(workspace: Path) -> None:
    from forms.exchange import new_from_data
    from forms.library import load
    from tui.exporting import drawn

    data = seed("2-5")
    form = load(data["form"])
    text = drawn(form, new_from_data(form, 2020, data)[0])
    Path("表.txt").write_text(text.replace("万元", "元"), encoding="utf-8")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, "表.txt")
        assert "3 金额其实是万元" in shown(pilot) and "45.54 元" in shown(pilot)
        await type_in(pilot, "3")
        await settled(pilot)
        assert "3 金额" not in shown(pilot) and "45.54 元" not in shown(pilot)
        await type_in(pilot, "1")
        assert "已导入「档案工作」" in shown(pilot)

    play(app_at(workspace), steps)


def test_what_was_refused_is_listed_once_more_at_the_end(workspace: Path) -> None:
    for name in ("2-1", "2-5"):
        write(f"{name}.json", seed(name))
    Path("坏.docx").write_bytes(b"PK\3\4")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3", "enter", "enter")
        await settled(pilot)
        assert "认出 2 份，不能导入的 1 处。请核对" in shown(pilot)
        await type_in(pilot, "1")
        await settled(pilot)
        assert "导入 2 份。以下没有导入：" in shown(pilot) and "坏.docx：" in shown(pilot)
        await type_in(pilot, "0")
        assert isinstance(pilot.app.screen, HomeScreen) and "导入 2 份。" in shown(pilot)

    play(app_at(workspace), steps)


def test_what_is_there_already_is_said_before_anything_is_agreed_to(workspace: Path) -> None:
    seed_session(workspace, "2-5").close()
    for name in ("2-1", "2-5"):
        write(f"{name}.json", seed(name))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3")
        await place(pilot, "2-5.json")
        assert "都已经有了，内容相同" in shown(pilot)
        await type_in(pilot, "0")
        await place(pilot, ".")
        await type_in(pilot, "", "enter")
        await settled(pilot)
        assert "认出 2 份，其中 1 份已经有了" in shown(pilot)

    play(app_at(workspace), steps)


def test_storing_can_be_stopped_and_says_how_far_it_came(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2-1", "2-2", "2-5"):
        write(f"{name}.json", seed(name))
    put = Shelf.put

    def put_and_press(shelf: Shelf, report: Recognised, twin: Twin | None, wish: Wish) -> Outcome:
        screens[0].call_later(screens[0].step_back)
        return put(shelf, report, twin, wish)

    screens: list[ImportScreen] = []

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3", "enter", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ImportScreen)
        screens.append(pilot.app.screen)
        monkeypatch.setattr(Shelf, "put", put_and_press)
        await type_in(pilot, "1")
        await pilot.pause()
        assert "导入 1 份。已停止，其余 2 份没有导入。" in shown(pilot)

    play(app_at(workspace), steps)
    assert len(Desk.at(workspace).summaries()) == 1
