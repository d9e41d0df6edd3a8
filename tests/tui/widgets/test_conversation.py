"""The conversation in a running app."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.pilot import Pilot

from tui.quiet import QuietApp
from tui.widgets.conversation import Conversation, Turn


class Bench(QuietApp[None]):
    """An app of one conversation."""

    def compose(self) -> ComposeResult:
        yield Conversation()


def play(steps: Callable[[Conversation, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (26, 5)) -> None:
    """Run steps in an app whose conversation has 20 cells for text."""

    async def run() -> None:
        app = Bench()
        async with app.run_test(size=size) as pilot:
            await steps(app.query_one(Conversation), pilot)

    asyncio.run(run())


def lines(talk: Conversation) -> list[str]:
    """The lines as drawn."""
    return [talk.render_line(y).text.rstrip() for y in range(talk.size.height)]


def numbered(count: int) -> list[Turn]:
    """So many questions of one line."""
    return [Turn("问", str(number)) for number in range(1, count + 1)]


def test_turns_stand_below_each_other_with_their_speakers_and_wrap_between_characters() -> None:
    async def steps(talk: Conversation, pilot: Pilot[None]) -> None:
        talk.say(Turn("问", "全年完成值？\n年度指标值：约 10 次"), Turn("答", "系统升级，下半年改为季度巡检"))
        assert lines(talk) == [
            " 问  全年完成值？",
            "     年度指标值：约 10 次",
            " 答  系统升级，下半年改为",
            "     季度巡检",
            "",
        ]

    play(steps)


def test_answers_stand_back_and_warnings_have_their_mark() -> None:
    async def steps(talk: Conversation, pilot: Pilot[None]) -> None:
        talk.say(Turn("问", "？"), Turn("答", "否"), Turn("!", "B02"), Turn("✗", "无法识别"))
        styles = [next(iter(talk.render_line(y))).style for y in range(4)]
        assert [bool(style and style.dim) for style in styles] == [False, True, False, False]
        assert lines(talk)[:4] == [" 问  ？", " 答  否", " !   B02", " ✗   无法识别"]

    play(steps)


def test_the_newest_is_in_sight_and_pages_scroll_between_the_ends() -> None:
    async def steps(talk: Conversation, pilot: Pilot[None]) -> None:
        talk.say(*numbered(12))
        assert lines(talk)[-1] == " 问  12"
        talk.page(-1)
        assert lines(talk)[-1] == " 问  8"
        talk.page(-1)
        talk.page(-1)
        assert lines(talk)[0] == " 问  1"
        talk.page(1)
        assert lines(talk)[0] == " 问  5"
        talk.say(Turn("问", "新"))
        assert lines(talk)[-1] == " 问  新"

    play(steps)


def test_another_width_wraps_anew_and_keeps_the_end_in_sight() -> None:
    async def steps(talk: Conversation, pilot: Pilot[None]) -> None:
        talk.say(*numbered(4), Turn("答", "系统升级，下半年改为季度巡检"))
        await pilot.resize_terminal(60, 5)
        await pilot.pause()
        assert lines(talk)[-1] == " 答  系统升级，下半年改为季度巡检"

    play(steps)


def test_what_is_said_before_the_first_layout_is_shown_after_it() -> None:
    async def run() -> None:
        app = Bench()
        talk = Conversation()
        talk.say(Turn("问", "项目名称？"))
        app.compose = lambda: iter([talk])  # type: ignore[method-assign]  # the bench with a conversation made before
        async with app.run_test(size=(26, 5)) as pilot:
            await pilot.pause()
            assert lines(talk)[0] == " 问  项目名称？"

    asyncio.run(run())


def test_hostile_text_is_drawn_as_text() -> None:
    async def steps(talk: Conversation, pilot: Pilot[None]) -> None:
        talk.say(Turn("答", "[/b][100%]"), Turn("答", "[@click=app.quit]x"), Turn("答", "\x1b]0;题\x07"))
        assert lines(talk)[:3] == [" 答  [/b][100%]", " 答  [@click=app.quit]x", " 答  ·]0;题·"]

    play(steps)
