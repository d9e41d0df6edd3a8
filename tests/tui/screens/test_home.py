"""The first screen: the reports, one Enter to go on, a digit for everything else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from onscreen import app_at, new_session, play, seed_session, shown, type_in
from tui.opening import Desk
from tui.screens.fill import FillScreen
from tui.screens.home import HomeScreen, when
from tui.screens.review import ReviewScreen


def three_reports(folder: Path) -> None:
    for name in ("2-3", "2-5", "2-4"):
        seed_session(folder, name).close()


def test_the_first_start_greets_and_offers_what_works(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        screen = shown(pilot)
        assert "一次问一项" in screen
        assert "1 填新表" in screen and "2 看演示" in screen and "0 离开" in screen
        assert "3 导入已有的表" in screen

    play(app_at(workspace), steps)


def test_the_demonstration_can_be_continued(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "2")
        screen = shown(pilot)
        assert "档案工作（演示）" in screen and "这是演示" in screen
        assert "未完成原因和改进措施" in screen

    play(app_at(workspace), steps)


def test_a_new_form_is_picked_by_its_number_for_a_year(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "1")
        assert "填哪一种表" in shown(pilot)
        year = date.today().year - 1  # noqa: DTZ011 - the same day as the screen's
        await type_in(pilot, "", "left")
        assert f"年度：{year - 1}" in shown(pilot)
        await type_in(pilot, "", "right", "enter")
        assert isinstance(pilot.app.screen, FillScreen)
        assert f"{year} 年度" in shown(pilot)

    play(app_at(workspace), steps)


def test_one_enter_goes_on_with_the_last_report_and_leaving_comes_back(workspace: Path) -> None:
    three_reports(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        screen = shown(pilot)
        assert "3 份填写中 · 0 份完成" in screen
        assert "上次填到「信息事务」的 说明" in screen.split("\n")[2]
        assert [line[1] for line in screen.split("\n") if "信息事务" in line][-1] == "▸"
        await type_in(pilot, "", "enter")
        assert "继续填写「信息事务」" in shown(pilot)
        await type_in(pilot, "", "ctrl+q")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "已保存" in shown(pilot)

    play(app_at(workspace), steps)


def test_a_search_narrows_the_list(workspace: Path) -> None:
    three_reports(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/档案")
        listed = shown(pilot)
        assert "档案工作" in listed and "▸ 信息事务" not in listed
        await type_in(pilot, "", "enter", "enter")
        assert "继续填写「档案工作」" in shown(pilot)

    play(app_at(workspace), steps)


def test_check_and_export_open_on_the_marked_report(workspace: Path) -> None:
    three_reports(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "4")
        assert "信息事务 · 检查" in shown(pilot)
        await type_in(pilot, "", "ctrl+q", "down", "5")
        assert "档案工作 · 导出" in shown(pilot)

    play(app_at(workspace), steps)


def test_ctrl_c_at_home_ends_the_program(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "ctrl+c")
        assert pilot.app._exit

    play(app_at(workspace), steps)


def test_sixty_columns_keep_name_progress_and_time(workspace: Path) -> None:
    three_reports(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        line = next(line for line in shown(pilot).split("\n") if "▸" in line)
        assert "信息事务" in line and "51/51" in line and "今天" in line

    play(app_at(workspace), steps, (60, 20))


def test_an_untouched_report_is_listed_without_a_name(workspace: Path) -> None:
    new_session(workspace).close()

    async def steps(pilot: Pilot[int]) -> None:
        assert "未命名" in shown(pilot) and "0/22" in shown(pilot)

    play(app_at(workspace), steps)


def test_times_are_said_as_people_say_them() -> None:
    today = date(2026, 3, 2)
    assert when("2026-02-20T10:00:00+00:00", today) == "02-20"
    assert when("2025-11-20T10:00:00+00:00", today) == "2025-11-20"
    assert when("", today) == ""


@pytest.mark.parametrize("at", ["remarks.remarks", "review"])
@pytest.mark.parametrize("key", ["4", "5"])
def test_what_is_opened_from_the_list_goes_back_to_it(workspace: Path, key: str, at: str) -> None:
    seed_session(workspace, "2-10", at=at).close()

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, key)
        assert ("写成哪一种文件" in shown(pilot)) is (key == "5")
        await type_in(pilot, "", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    play(app_at(workspace), steps)
    Desk.at(workspace).session("行政运行").close()  # nobody holds it any more


def test_a_report_is_deleted_after_one_more_question(workspace: Path) -> None:
    three_reports(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "6", "enter")
        assert len(Desk.at(workspace).summaries()) == 3, "the first choice deletes nothing"
        await type_in(pilot, "62")
        assert "已删除「" in shown(pilot) and len(Desk.at(workspace).summaries()) == 2
        assert len(list((workspace / "trash").iterdir())) == 1

    play(app_at(workspace), steps)


def test_a_form_that_was_only_looked_at_does_not_stay(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "1", "enter")
        assert isinstance(pilot.app.screen, FillScreen)
        await type_in(pilot, "", "ctrl+c")
        assert "这份新表没有留下" in shown(pilot) and Desk.at(workspace).summaries() == []
        await type_in(pilot, "1", "enter")
        await type_in(pilot, "档案工作", "enter")
        await type_in(pilot, "", "ctrl+c")
        assert "▸ 档案工作" in shown(pilot)

    play(app_at(workspace), steps)


def test_the_report_that_was_left_is_marked(workspace: Path) -> None:
    three_reports(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "down", "down", "enter")
        await type_in(pilot, "/改 1.3", "enter")
        await type_in(pilot, "区档案局", "enter")
        await type_in(pilot, "", "ctrl+c")
        lines = shown(pilot).splitlines()
        assert next(line for line in lines if "▸" in line) == next(line for line in lines if "今天" in line)

    play(app_at(workspace), steps)


def test_what_is_typed_right_after_a_slash_is_not_lost(workspace: Path) -> None:
    seed_session(workspace, "2-10", at="review").close()

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "enter")
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen)
        for key in ("/", "改", "1", "4"):
            review.listing.post_message(events.Key(key, key) if key != "/" else events.Key("slash", "/"))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, FillScreen) and pilot.app.screen.line.text == "/改14"

    play(app_at(workspace), steps)


def test_digits_typed_into_the_search_are_no_keys(workspace: Path) -> None:
    seed_session(workspace, "2-10").close()

    async def steps(pilot: Pilot[int]) -> None:
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        for key in ("slash", "6"):
            home.listing.post_message(events.Key(key, "/" if key == "slash" else key))
        await pilot.pause()
        await pilot.pause()
        assert home.is_active and home.search_line.text == "6"

    play(app_at(workspace), steps)


def test_a_second_key_on_its_way_closes_nothing_below(workspace: Path) -> None:
    seed_session(workspace, "2-10", at="review").close()

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "enter")
        review = pilot.app.screen
        assert isinstance(review, ReviewScreen)
        review.command()
        review.command()
        await pilot.pause()
        assert isinstance(pilot.app.screen, FillScreen) and pilot.app.screen.line.text == "/"

    play(app_at(workspace), steps)
