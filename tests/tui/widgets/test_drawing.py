"""The drawn table in a running app, over a drawing as the text format makes it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot

from forms.table import Cell
from tui.quiet import QuietApp
from tui.widgets.drawing import DrawingView

LINES = (
    "┌────┬──────┬──────┐",
    "│名称│档案  │2020  │",
    "├────┼──────┴──────┤",
    "│产出│约 10 次     │",
    "│    │[/b]         │",
    "├────┼──────┬──────┤",
    "│满意│90%   │95%   │",
    "└────┴──────┴──────┘",
)


def cell(path: str) -> Cell:
    """A cell of which only the answer matters here."""
    return Cell(0, 0, 1, 1, "", path)


DRAWING: Any = SimpleNamespace(
    lines=LINES,
    places=(
        (cell(""), 1, 1, 1, 4),
        (cell("facts.name"), 1, 6, 1, 6),
        (cell("facts.year"), 1, 13, 1, 6),
        (cell("rows#1.target"), 3, 6, 2, 13),
        (cell("rows#2.target"), 6, 6, 1, 6),
        (cell("rows#2.actual"), 6, 13, 1, 6),
    ),
)


class Bench(QuietApp[None]):
    """An app of one drawing, with the lines that stand outside the table."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield DrawingView()

    def on_mount(self) -> None:
        self.query_one(DrawingView).show(DRAWING, above=("附件 2-1:",), below=("填表人：",))
        self.query_one(DrawingView).focus()

    def on_drawing_view_cell_chosen(self, message: DrawingView.CellChosen) -> None:
        self.heard.append(message.path)


def play(steps: Callable[[Bench, DrawingView, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (30, 12)) -> None:
    """Run steps in an app."""

    async def run() -> None:
        app = Bench()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(app, app.query_one(DrawingView), pilot)

    asyncio.run(run())


def lines(view: DrawingView) -> list[str]:
    """The lines as drawn, what is shaded between `«` and `»`."""
    return [
        "".join(f"«{s.text}»" if s.style and s.style.reverse else s.text for s in view.render_line(y)).rstrip()
        for y in range(view.size.height)
    ]


def test_the_lines_are_those_of_the_file() -> None:
    async def steps(app: Bench, view: DrawingView, pilot: Pilot[None]) -> None:
        assert lines(view)[:10] == ["附件 2-1:", *LINES, "填表人："]

    play(steps)


def test_a_cell_is_shaded_in_all_its_lines() -> None:
    async def steps(app: Bench, view: DrawingView, pilot: Pilot[None]) -> None:
        view.shade("rows#1.target")
        assert lines(view)[4:6] == ["│产出│«约 10 次     »│", "│    │«[/b]         »│"]
        view.shade("nothing")
        assert (view.path, lines(view)[4]) == ("", "│产出│约 10 次     │")

    play(steps)


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        (["down"], "facts.name"),
        (["down", "right"], "facts.year"),
        (["down", "down"], "rows#1.target"),
        (["down", "down", "down"], "rows#2.target"),
        (["down", "right", "down", "down", "right"], "rows#2.actual"),
        (["down", "down", "down", "right", "up", "up"], "facts.name"),
        (["down", "left", "up"], "facts.name"),
    ],
)
def test_arrows_go_to_the_nearest_cell_and_enter_chooses_it(keys: list[str], path: str) -> None:
    async def steps(app: Bench, view: DrawingView, pilot: Pilot[None]) -> None:
        await pilot.press(*keys, "enter")
        assert (view.path, app.heard) == (path, [path])

    play(steps)


def test_a_small_view_scrolls_to_the_cell_and_by_pages() -> None:
    async def steps(app: Bench, view: DrawingView, pilot: Pilot[None]) -> None:
        view.shade("rows#2.actual")
        assert "".join(lines(view)).count("«95%   »") == 1
        await pilot.press("home")
        assert lines(view)[0] == "附件 2-1:"
        await pilot.press("pagedown")
        assert lines(view)[0].startswith("├────┼")
        await pilot.press("end")
        assert lines(view)[-1] == "填表人："

    play(steps, size=(10, 4))


def test_a_new_drawing_keeps_the_cell() -> None:
    async def steps(app: Bench, view: DrawingView, pilot: Pilot[None]) -> None:
        view.shade("facts.year")
        view.show(DRAWING)
        assert view.path == "facts.year"
        assert lines(view)[1] == "│名称│档案  │«2020  »│"

    play(steps)


def test_a_click_chooses_an_answers_cell_alone() -> None:
    async def steps(app: Bench, view: DrawingView, pilot: Pilot[None]) -> None:
        await pilot.click(DrawingView, offset=(2, 2))
        await pilot.click(DrawingView, offset=(8, 5))
        assert app.heard == ["rows#1.target"]

    play(steps)


def test_beside_the_conversation_it_takes_no_focus() -> None:
    assert not DrawingView(follows=True).can_focus
