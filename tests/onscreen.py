"""The app without a terminal, for tests of its screens: keys go in, the lines of the screen come out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from forms import events as e
from forms.exchange import new_from_data
from forms.filling import new_answers
from seeds import seed
from tui.app import ZpbApp
from tui.opening import Desk
from tui.session import Session

Steps = Callable[[Pilot[int]], Awaitable[None]]


def play(app: ZpbApp, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    """Run the app through some steps, and let go of its report."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)
            app.exit(0)

    try:
        asyncio.run(run())
    finally:
        app.let_go()


def shown(pilot: Pilot[int]) -> str:
    """The screen as text, its lines without blanks at their ends."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def type_in(pilot: Pilot[int], text: str, *keys: str) -> None:
    """Characters as they are typed, then keys by name."""
    await pilot.press(*text, *keys)
    await pilot.pause()


def new_session(folder: Path, code: str = "project-expenditure", year: int = 2020) -> Session:
    """An empty report, open to be filled."""
    desk = Desk.at(folder)
    form = desk.form(code)
    return desk.new(form, new_answers(form, year))


def seed_session(folder: Path, name: str, at: str = "remarks.remarks", **changes: Any) -> Session:
    """A report with the answers of a published form, standing at a question, some texts changed (path → text)."""
    desk = Desk.at(folder)
    data = seed(name)
    form = desk.form(data["form"], data["edition"])
    answers, problems = new_from_data(form, data["year"], data)
    assert not problems
    for path, text in changes.items():
        answers = answers.put(path, text)
    session = desk.new(form, answers)
    session.say(e.Goto(at))
    return session


def app_at(folder: Path, session: Session | None = None) -> ZpbApp:
    """The app at home, or at an open report."""
    return ZpbApp(Desk.at(folder), session)
