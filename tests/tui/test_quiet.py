"""The base of the app: what it sends makes the screen that Textual composed, for few bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pyte
import pytest
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tui.quiet import QuietApp
from tui.widgets.answer_line import AnswerLine
from tui.widgets.conversation import Conversation, Turn
from tui.widgets.rail import Entry, Rail

SIZE = (60, 16)


class Other(Screen[None]):
    """A screen that may lie on top."""

    def compose(self) -> ComposeResult:
        yield Static(Content("检查结果：错误 0 处，待核 2 处"))


class Bench(QuietApp[None]):
    """A fill screen in small, drawing into a terminal emulator."""

    CSS = "#below, #head { height: 1; } Vertical { width: 1fr; }"
    is_headless = False

    def __init__(self) -> None:
        super().__init__()
        self.terminal = pyte.Screen(*SIZE)
        self.stream = pyte.Stream(self.terminal)
        self.sent = 0

    def send(self, data: str) -> None:
        """What goes to the terminal."""
        self.sent += len(data.encode())
        self.stream.feed(data)

    def compose(self) -> ComposeResult:
        yield Static(Content("档案工作 · 项目支出绩效自评表"), id="head")
        with Horizontal():
            yield Rail()
            with Vertical():
                yield Conversation()
                yield AnswerLine()
                yield Static(Content(""), id="below")

    def on_mount(self) -> None:
        driver = self._driver
        assert driver is not None
        driver.write = self.send  # type: ignore[method-assign]  # the headless driver sends nothing anywhere
        self.query_one(Rail).show(
            tuple(Entry("✓", f"{n} 基本信息", "7/7", f"p{n}", current=n == 2) for n in range(1, 6))
        )
        self.query_one(Conversation).say(*[Turn("问", "全年完成值？"), Turn("答", "约 10 次")] * 5)
        self.query_one(AnswerLine).focus()

    def on_answer_line_changed(self, message: AnswerLine.Changed) -> None:
        self.query_one("#below", Static).update(Content(f"= {message.text} ÷ 15000 份"))

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        self.query_one(Conversation).say(Turn("答", message.text), Turn("问", "未完成原因和改进措施？"))
        self.query_one(AnswerLine).load()

    def key_f2(self) -> None:
        self.query_one(Rail).focus()

    def key_f3(self) -> None:
        self.query_one(AnswerLine).focus()

    def key_f5(self) -> None:
        self.push_screen(Other())

    def key_f6(self) -> None:
        self.pop_screen()

    def key_pageup(self) -> None:
        self.query_one(Conversation).page(-1)


def play(steps: Callable[[Bench, Pilot[None]], Awaitable[None]]) -> None:
    """Run steps in the app."""

    async def run() -> None:
        app = Bench()
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await steps(app, pilot)

    asyncio.run(run())


def meant(app: Bench) -> list[str]:
    """The lines of the screen as Textual composed them."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def seen(app: Bench) -> list[str]:
    """The lines as the terminal shows them."""
    rows = (app.terminal.buffer[y] for y in range(SIZE[1]))
    return ["".join(row[x].data for x in range(SIZE[0])).rstrip() for row in rows]


KEYS = ["8", "份", "f2", "up", "down", "up", "f3", "enter", "甲", "ctrl+j", "乙", "backspace", "backspace", "pageup",
        "f5", "f6", "丙", "left", "丁", "enter"]  # fmt: skip


def test_after_every_key_the_terminal_shows_what_was_composed() -> None:
    async def steps(app: Bench, pilot: Pilot[None]) -> None:
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            assert seen(app) == meant(app), key

    play(steps)


def test_another_screen_and_the_way_back_cost_the_cells_that_differ() -> None:
    async def steps(app: Bench, pilot: Pilot[None]) -> None:
        first, app.sent = app.sent, 0
        await pilot.press("f5")
        await pilot.pause()
        there, app.sent = app.sent, 0
        await pilot.press("f6")
        await pilot.pause()
        assert there < 400 and app.sent < first

    play(steps)


def test_what_changes_nothing_on_the_screen_sends_nothing() -> None:
    async def steps(app: Bench, pilot: Pilot[None]) -> None:
        app.sent = 0
        app.screen.refresh(layout=True)
        app.query_one(Conversation).refresh()
        await pilot.pause()
        assert app.sent == 0

    play(steps)


def test_a_screen_written_over_by_something_else_is_sent_again() -> None:
    async def steps(app: Bench, pilot: Pilot[None]) -> None:
        app.stream.feed("\x1b[5;1Hbroadcast message")
        app.redraw()
        await pilot.pause()
        assert seen(app) == meant(app)

    play(steps)


@pytest.mark.parametrize(("keys", "hidden"), [(["8"], False), (["f2"], True), (["f2", "f3"], False), (["f5"], True)])
def test_the_cursor_shows_where_something_is_typed_and_only_there(keys: list[str], hidden: bool) -> None:
    async def steps(app: Bench, pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.terminal.cursor.hidden == hidden

    play(steps)


def test_nothing_of_textual_that_writes_files_or_opens_pages_is_left() -> None:
    async def steps(app: Bench, pilot: Pilot[None]) -> None:
        app.action_screenshot("x.svg", "/nowhere")
        app.action_suspend_process()
        app.open_url("https://example.org")
        assert not app.ENABLE_COMMAND_PALETTE

    play(steps)
