"""The rail in a running app."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from tui.quiet import QuietApp
from tui.widgets.rail import Entry, Rail

ENTRIES = (
    Entry("✓", "1 基本信息", "7/7", "facts"),
    Entry("▸", "2 绩效指标", "5/11", "indicators", current=True),
    Entry("", "产出", "", "", level=1, current=True),
    Entry("✓", "数量", "1", "indicators#1", level=2),
    Entry("▸", "质量", "1", "indicators#2", level=2, current=True),
    Entry("", "3 说明", "0/1", "remarks"),
)


class Bench(QuietApp[None]):
    """An app of one rail and something else that can have the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield Rail()
        yield Input()

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.query_one(Rail).show(ENTRIES)

    def on_rail_chosen(self, message: Rail.Chosen) -> None:
        self.heard.append(message.path)


def play(steps: Callable[[Bench, Rail, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (40, 12)) -> None:
    """Run steps in an app with the entries above."""

    async def run() -> None:
        app = Bench()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(app, app.query_one(Rail), pilot)

    asyncio.run(run())


def lines(rail: Rail) -> list[str]:
    """The lines as drawn, the one under the cursor with a `*` behind it."""
    strips = [rail.render_line(y) for y in range(rail.size.height)]
    return [strip.text.rstrip() + "*" * any(bool(s.style and s.style.reverse) for s in strip) for strip in strips]


def test_entries_are_drawn_by_their_level_with_the_count_at_the_right() -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        assert lines(rail)[:6] == [
            " ✓ 1 基本信息   7/7",
            " ▸ 2 绩效指标  5/11",
            "     产出",
            "      ✓ 数量      1",
            "      ▸ 质量      1",
            "   3 说明       0/1",
        ]

    play(steps)


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        (["enter"], "indicators#2"),
        (["up", "enter"], "indicators#1"),
        (["up", "up", "enter"], "indicators"),
        (["up"] * 9 + ["enter"], "facts"),
        (["down", "down", "enter"], "remarks"),
        (["1"], "facts"),
        (["3"], "remarks"),
    ],
)
def test_with_the_focus_keys_choose_from_where_the_question_is(keys: list[str], path: str) -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        rail.focus()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert app.heard == [path]

    play(steps)


def test_a_number_without_a_section_chooses_nothing() -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        rail.focus()
        await pilot.press("9")
        assert app.heard == []

    play(steps)


def test_the_cursor_shows_only_with_the_focus() -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        assert not any(line.endswith("*") for line in lines(rail))
        rail.focus()
        await pilot.pause()
        assert [number for number, line in enumerate(lines(rail)) if line.endswith("*")] == [4]

    play(steps)


def test_a_click_chooses_at_any_time_but_a_heading_leads_nowhere() -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        await pilot.click(Rail, offset=(5, 2))
        await pilot.click(Rail, offset=(5, 3))
        await pilot.click(Rail, offset=(5, 9))
        assert app.heard == ["indicators#1"]

    play(steps)


def test_where_there_is_little_room_the_current_entry_is_in_sight() -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        assert "      ▸ 质量      1" in lines(rail)

    play(steps, size=(40, 6))


def test_hostile_and_long_text_is_drawn_as_text_and_cut() -> None:
    async def steps(app: Bench, rail: Rail, pilot: Pilot[None]) -> None:
        rail.show((Entry("", "[/b]\x1b[31m" + "字" * 30, "1", "facts"),))
        assert lines(rail)[0].startswith("   [/b]·[31m字") and lines(rail)[0].endswith(" 1")
        assert rail.render_line(0).cell_length == 20

    play(steps)
