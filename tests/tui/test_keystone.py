"""One script played through every front: the app, the line mode, the headless fill; the same events, the same report.

The engine is one; what may differ is only how a line reaches it. A front that grew a rule of its own fails here.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path as File
from typing import Any

import pytest

from command_line import zpb
from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from person import Person
from seeds import FOLDER, seed
from tui.dialogue import Request, Unknown, parse
from tui.opening import Desk
from tui.session import Saved, Session, Told

MOVES = [
    "/上一步",
    "",
    "/改 1.1",
    "改过的名称",
    "/撤销",
    "/撤销",
    "/跳过",
    "/到 资金",
    "45",
    "50",
    "",
    "/撤销",
    "50",
    "",
    "2,3",
]
"""Said in the middle of a form: back, a change, undone twice, left for later, gone elsewhere, on from a warning."""


class Heard:
    """What every session of a front was told, in order."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.events: list[Told] = []
        say = Session.say

        def listening(session: Session, saying: e.Say) -> tuple[Told, ...]:
            told = say(session, saying)
            if not isinstance(saying, e.Leave):
                self.events += [replace(each, at="") if isinstance(each, Saved) else each for each in told]
            return told

        patch.setattr(Session, "say", listening)


def script_of(name: str) -> list[str]:
    """The lines that fill a published form, with Enter after a warning."""
    data = seed(name)
    form = load(data["form"])
    wizard, person = Wizard(form, new_answers(form, data["year"])), Person(form, data)
    lines = person.heading()
    for line in lines:
        _say(wizard, line)
    while isinstance(ask := wizard.pending, e.Ask):
        line = person.line(ask, wizard)
        lines.append(line)
        _say(wizard, line)
        if isinstance(wizard.pending, e.Ask) and wizard.pending.findings:
            lines.append("")
            _say(wizard, "")
    return lines


def _say(wizard: Wizard, line: str) -> None:
    said = parse(line, wizard)
    if not isinstance(said, Request | Unknown):
        wizard.say(said)


def by_line_mode(lines: list[str], form: str, patch: pytest.MonkeyPatch) -> tuple[list[Told], dict[str, Any]]:
    heard = Heard(patch)
    id = zpb("new", form, "--year", "2020", "--no-fill").out.strip()
    done = zpb("fill", id, "--plain", stdin="".join(f"{line}\n" for line in lines))
    assert done.code == 0, done.err
    return heard.events, report(id)


def by_app(lines: list[str], form: str, home: File, patch: pytest.MonkeyPatch) -> tuple[list[Told], dict[str, Any]]:
    from tui.app import ZpbApp
    from tui.screens.fill import FillScreen

    heard = Heard(patch)
    desk = Desk.at(home)
    session = desk.new(desk.form(form), new_answers(desk.form(form), 2020))

    async def play() -> None:
        app = ZpbApp(desk, session)
        async with app.run_test(size=(80, 24)) as pilot:
            for line in lines:
                await pilot.pause()
                screen = next(each for each in app.screen_stack if isinstance(each, FillScreen))
                while app.screen is not screen:
                    await pilot.press("escape")
                screen.line.load(line)
                await pilot.press("enter")

    asyncio.run(play())
    session.close()
    return heard.events, report(session.report.id)


def by_headless(name: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    done = zpb("fill", "--answers", str(FOLDER / f"{name}.json"))
    events = [json.loads(line) for line in done.out.splitlines()]
    return events, report(next(each["id"] for each in events if each["event"] == "saved"))


def report(id: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(zpb("export", id, "-f", "json").raw)
    return data


def filled(data: Any) -> Any:
    """Without empty cells: a file of answers says that a cell is empty where a conversation never asked for it."""
    if isinstance(data, dict):
        return {key: filled(value) for key, value in data.items() if value != ""}
    return [filled(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", ["2-5", "2-12"])
def test_one_script_is_the_same_conversation_on_every_front(
    name: str, workspace: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = script_of(name)
    form = seed(name)["form"]
    with monkeypatch.context() as patch:
        told_in_lines, in_lines = by_line_mode(lines, form, patch)
    with monkeypatch.context() as patch:
        told_in_app, in_app = by_app(lines, form, workspace, patch)
    assert [each for each in told_in_lines if not isinstance(each, Saved)] == [
        each for each in told_in_app if not isinstance(each, Saved)
    ]
    assert in_lines == in_app
    monkeypatch.setenv("ZPB_HOME", str(workspace / "headless"))
    changed, headless = by_headless(name)
    assert filled(headless["answers"]) == filled(in_app["answers"])
    assert {(each["code"], each["path"]) for each in headless["findings"] if each["code"] != "B01"} == {
        (each["code"], each["path"]) for each in in_app["findings"] if each["code"] != "B01"
    }
    told = {each.after for each in told_in_app if isinstance(each, e.Changed) and each.after}
    assert told <= {each["after"] for each in changed if each["event"] == "changed"}


def test_commands_and_slips_are_the_same_on_both_fronts(workspace: File, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["档案工作", "2020年", "甲办公室", *MOVES]
    with monkeypatch.context() as patch:
        told_in_lines, in_lines = by_line_mode(lines, "project-expenditure", patch)
    with monkeypatch.context() as patch:
        told_in_app, in_app = by_app(lines, "project-expenditure", workspace, patch)
    assert told_in_lines == told_in_app
    assert in_lines == in_app
