"""The answer line in a running app."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Static

from tui.quiet import QuietApp
from tui.widgets.answer_line import AnswerLine


class Bench(QuietApp[None]):
    """An app of one answer line below some text, which writes down what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("", id="above")
        yield AnswerLine()

    def on_mount(self) -> None:
        self.query_one("#above").styles.height = "1fr"
        self.query_one(AnswerLine).focus()

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        self.heard.append(f"submitted {message.text!r}")

    def on_answer_line_changed(self, message: AnswerLine.Changed) -> None:
        self.heard.append(f"changed {message.text!r}")

    def on_key(self, event: events.Key) -> None:
        self.heard.append(f"key {event.key}")


def play(steps: Callable[[Bench, AnswerLine, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (23, 10)) -> None:
    """Run steps in an app whose answer line has 20 cells for text."""

    async def run() -> None:
        app = Bench()
        async with app.run_test(size=size) as pilot:
            await steps(app, app.query_one(AnswerLine), pilot)

    asyncio.run(run())


def lines(answer: AnswerLine) -> list[str]:
    """The rows as drawn."""
    return [answer.render_line(y).text.rstrip() for y in range(answer.size.height)]


def test_typing_and_enter_send_the_text_and_keep_it() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        await pilot.press("4", "space", "次", "enter")
        assert app.heard == ["changed '4'", "changed '4 '", "changed '4 次'", "submitted '4 次'"]
        assert (answer.text, lines(answer), answer.caret) == ("4 次", ["> 4 次"], Offset(6, 0))

    play(steps)


def test_a_paste_is_one_change_with_its_lines_and_without_the_last_break() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.post_message(events.Paste("系统升级\r\n下半年\t补做\r\n"))
        await pilot.pause()
        assert app.heard == ["changed '系统升级\\n下半年\\t补做'"]
        assert lines(answer) == ["> 系统升级", "  下半年 补做"]

    play(steps)


@pytest.mark.parametrize(("text", "height"), [("", 1), ("字" * 10, 1), ("字" * 11, 2), ("字" * 60, 6), ("字" * 90, 6)])
def test_it_grows_to_six_rows(text: str, height: int) -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.load(text)
        await pilot.pause()
        assert answer.size.height == height
        assert answer.region.bottom == 10

    play(steps)


def test_a_longer_text_scrolls_so_that_the_caret_is_in_sight() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.load("\n".join("一二三四五六七八"))
        await pilot.pause()
        assert (lines(answer)[0], answer.caret) == ("  三", Offset(4, 5))
        await pilot.press("ctrl+home")
        assert (lines(answer)[0], answer.caret) == ("> 一", Offset(2, 0))
        await pilot.resize_terminal(40, 5)
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert answer.caret.y < answer.size.height

    play(steps)


def test_arrows_move_between_rows_and_leave_the_edges_to_the_screen() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.load("字" * 15)
        await pilot.pause()
        await pilot.press("up", "up", "down", "down")
        assert app.heard == ["key up", "key down"]
        assert answer.caret == Offset(12, 1)

    play(steps)


def test_arrows_in_an_empty_line_and_tab_are_the_screens() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        await pilot.press("up", "down", "tab")
        assert app.heard == ["key up", "key down", "key tab"]

    play(steps)


@pytest.mark.parametrize("key", ["f1", "pageup", "escape", "ctrl+z", "alt+q", "ctrl+d"])
def test_keys_that_edit_nothing_are_the_screens(key: str) -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        await pilot.press(key)
        assert (app.heard, answer.text) == ([f"key {key}"], "")

    play(steps)


def test_the_program_changes_the_text_in_silence_and_a_hint_stands_only_in_an_empty_line() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.hint("回车采用上一份的：否")
        assert lines(answer) == ["> 回车采用上一份的：否"]
        answer.load("是")
        assert lines(answer) == ["> 是"]
        answer.load()
        assert (lines(answer), answer.caret, app.heard) == (["> 回车采用上一份的：否"], Offset(2, 0), [])

    play(steps, size=(40, 10))


def test_a_click_puts_the_caret() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.load("系统升级")
        await pilot.pause()
        await pilot.click(AnswerLine, offset=(6, 0))
        assert answer.caret == Offset(6, 0)

    play(steps)


@pytest.mark.parametrize("text", ["[/b]", "[100%]", "[@click=app.quit]x", "\x1b[31m红", "\u202e倒"])
def test_hostile_text_is_drawn_as_text(text: str) -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.load(text)
        answer.hint(text)
        await pilot.pause()
        assert answer.text == text
        drawn = lines(answer)[0]
        assert drawn.startswith("> ") and not set(drawn) & {"\x1b", "\u202e"}

    play(steps)


def test_the_app_puts_the_cursor_where_the_caret_is_and_nowhere_without_focus() -> None:
    async def steps(app: Bench, answer: AnswerLine, pilot: Pilot[None]) -> None:
        answer.load("4 次")
        await pilot.pause()
        assert app._caret() == Offset(6, 9)
        app.set_focus(None)
        assert app._caret() is None

    play(steps)
