"""A person at a keyboard: fills a published form in a real terminal, knowing only what is on the disk.

After each line the report's file is read by this process, as another window would; so every answer that the next line
builds on was acknowledged, and a program that was killed can be gone on with from just there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from forms import events as e
from forms.answers import Answers
from forms.library import load
from forms.wizard import Wizard
from glass import Glass
from person import Person
from store.workspace import FolderWorkspace
from tui.dialogue import Request, Unknown, parse

CONFIRM = "请确认"
"""What the app calls a question that is not of the form."""


class Typist:
    """Fills the one report of a folder."""

    def __init__(self, home: Path, seed: dict[str, Any]) -> None:
        self.workspace = FolderWorkspace(home)
        self.form = load(seed["form"])
        self.person = Person(self.form, seed)

    def wizard(self) -> Wizard:
        """The conversation as the disk has it."""
        report = self.workspace.open(self.workspace.find("-"), write=False)
        return Wizard(self.form, report.answers, report.history)

    def line(self) -> str | None:
        """What is to be typed next; None at the review."""
        wizard = self.wizard()
        ask = wizard.pending
        if not isinstance(ask, e.Ask):
            return None
        goes_on = ask.current is not None and ask.findings
        return "" if goes_on else self.person.line(ask, wizard)

    def send(self, glass: Glass, line: str) -> Answers:
        """Type a line and wait until what it changed is on the disk; an offer that comes of it is declined."""
        wizard = self.wizard()
        before = wizard.answers
        glass.press(f"{line}\r")
        glass.until(lambda: self.wizard().answers != before, f"「{line}」 to be stored")
        if self._offers(wizard, line):
            glass.wait(CONFIRM)
            glass.press("\r")
            glass.until(lambda: CONFIRM not in glass.look(), "the offer to go away")
        return self.wizard().answers

    def _offers(self, wizard: Wizard, line: str) -> bool:
        """Whether the program asks something beside the form after this line, which no file tells."""
        said = parse(line, wizard)
        assert not isinstance(said, Request | Unknown), f"{line} is not a saying"
        wizard.say(said)
        return wizard.proposal is not None

    def fill(self, glass: Glass, lines: int = 200) -> int:
        """Answer questions until the review comes or so many are answered; how many were."""
        for done in range(lines):
            line = self.line()
            if line is None:
                return done
            self.send(glass, line)
        return lines
