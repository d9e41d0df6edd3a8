"""The whole program in a real terminal: a published form filled key by key, killed half-way, resumed, exported."""

from __future__ import annotations

import re
import select
import signal
import sys
from datetime import datetime
from pathlib import Path

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.outline import progress
from forms.wizard import Wizard
from glass import Glass
from golden import assert_golden
from onscreen import seed_session
from person import Person
from report_files import report_files
from seeds import seed
from tui.dialogue import parse
from tui.opening import Desk
from waiting import poll

QUIET = 0.3
"""Seconds without a byte after which an update is over."""
ENTER, LEFT, F5, F9, ESCAPE, CTRL_Q = "\r", "\x1b[D", "\x1b[15~", "\x1b[20~", "\x1b", "\x11"


class Clerk:
    """Sits before the glass with a published form in hand, and knows from a wizard of its own what comes next."""

    def __init__(self, name: str) -> None:
        data = seed(name)
        self.form = load(data["form"], data["edition"])
        self.wizard = Wizard(self.form, new_answers(self.form, data["year"]))
        self.person = Person(self.form, data)
        self.heading = self.person.heading()

    def next_line(self) -> str | None:
        """What is typed next; None where all is told."""
        pending = self.wizard.pending
        if isinstance(pending, e.Ask):
            return self.person.line(pending, self.wizard)
        return None

    def say(self, line: str) -> None:
        """The same line to the clerk's own wizard."""
        said = parse(line, self.wizard)
        assert not isinstance(said, tuple)
        self.wizard.say(said)  # type: ignore[arg-type]

    @property
    def is_warned(self) -> bool:
        """Whether what was answered last is still asked, because it was warned of."""
        pending = self.wizard.pending
        return isinstance(pending, e.Ask) and any(each.path == pending.path for each in self.wizard.warned)

    @property
    def expected(self) -> str:
        """What the first line of the screen says of the progress."""
        answered, asked = progress(self.wizard.course)
        return f"全表{answered}/{asked}"


def type_in(glass: Glass, text: str) -> None:
    """Key by key, and seen to be in the line before anything else is pressed."""
    for character in text:
        glass.press(character)
    if text:
        glass.wait(re.escape(text[-3:].replace(" ", "")))


def fill(glass: Glass, clerk: Clerk, lines: int) -> None:
    """So many answers, each seen to be counted before the next is typed."""
    for _ in range(lines):
        line = clerk.next_line()
        if line is None:
            return
        type_in(glass, line)
        glass.press(ENTER)
        clerk.say(line)
        if clerk.is_warned:
            glass.wait(">现填")
            glass.press(ENTER)
            clerk.say("")
        pending = clerk.wizard.pending
        if isinstance(pending, e.Ask):
            glass.wait(re.escape(clerk.expected))
            place = pending.place.split(" › ")[-1] or pending.title
            glass.wait(re.escape(f"{place}·{pending.label}".replace(" ", ""))[:40])


def program(workspace: Path, folder: Path) -> list[str]:
    """The command as the shell would start it."""
    assert folder.is_dir()
    return [sys.executable, "-m", "tui.main", "--home", str(workspace)]


def test_a_published_form_is_filled_key_by_key_killed_resumed_and_exported(workspace: Path, tmp_path: Path) -> None:
    clerk = Clerk("2-4")
    with Glass(program(workspace, tmp_path)) as glass:
        glass.wait("填新表")
        glass.press("1")
        glass.wait("填哪一种表")
        for _ in range(datetime.now().astimezone().year - 1 - 2020):
            glass.press(LEFT)
        glass.wait("年度：2020")
        forms = [line for line in glass.look().split("\n") if "项目支出绩效自评表" in line]
        glass.press(re.search(r"(\d) 项目支出", forms[0].replace("  ", " "))[1])  # type: ignore[index]
        glass.wait("项目名称？")
        fill(glass, clerk, 28)
        type_in(glass, "没有发出的半句话")
        glass.wait("没有发出的半句话")
        draft = report_files(workspace)[0].with_suffix(".draft")
        poll(draft.exists, 5, "the draft on disk")
        glass.kill()
    with Glass(program(workspace, tmp_path)) as glass:
        glass.wait("1 份填写中")
        glass.press(ENTER)
        glass.wait("没有发出的半句话")
        glass.wait("未确认")
        glass.press("\x15")
        fill(glass, clerk, 100)
        for line in clerk.heading:
            if line.startswith("/"):
                glass.wait("核对无误后请按1")
                glass.press(ESCAPE)
                glass.wait("回车看核对页")
            type_in(glass, line)
            glass.press(ENTER)
            if line.startswith("/"):
                glass.wait("表头 ·")
        glass.wait("核对无误后请按1")
        glass.press("1")
        glass.wait("再按一次 1")
        glass.press("1")
        glass.wait("已填写完毕")
        finish_and_export(glass, tmp_path / "信息事务.txt")
    assert_golden("2-4.txt", (tmp_path / "信息事务.txt").read_bytes())


def test_a_hang_up_keeps_the_half_typed_answer(workspace: Path, tmp_path: Path) -> None:
    seed_session(workspace, "2-5").close()
    with Glass(program(workspace, tmp_path)) as glass:
        glass.wait("1 份填写中")
        glass.press(ENTER)
        glass.wait("继续填写")
        type_in(glass, "写到一半")
        glass.child.kill(signal.SIGHUP)
        glass.wait_end()
    session = Desk.at(workspace).session("-")
    assert session.report.draft is not None
    assert session.report.draft.text == "写到一半"
    session.close()


def test_little_goes_to_the_terminal_and_nothing_while_nobody_types(workspace: Path, tmp_path: Path) -> None:
    seed_session(workspace, "2-5", at="facts.project_name").close()
    with Glass(program(workspace, tmp_path)) as glass:
        sent = Meter(glass)
        glass.wait("1 份填写中")
        assert sent.since_last() <= 10_000
        glass.press(ENTER)
        glass.wait("基本信息 · 项目名称")
        assert sent.since_last() <= 10_000
        type_in(glass, "甲")
        assert sent.since_last() <= 300
        glass.press(ENTER)
        glass.wait("基本信息 · 项目起止时间")
        assert sent.since_last() <= 3_000
        assert not select.select([glass.child.child_fd], [], [], 2.0)[0]


class Meter:
    """Counts the bytes that reach a glass."""

    def __init__(self, glass: Glass) -> None:
        self._total = 0
        self._glass = glass
        feed = glass._stream.feed

        def counted(data: bytes) -> None:
            self._total += len(data)
            feed(data)

        glass._stream.feed = counted  # type: ignore[method-assign]

    def since_last(self) -> int:
        """How many came since this was asked before, the last of them included."""
        while select.select([self._glass.child.child_fd], [], [], QUIET)[0]:
            self._glass.look()
        total, self._total = self._total, 0
        return total


def finish_and_export(glass: Glass, path: Path) -> None:
    """F9, the text format, the place, Enter; then out of the program."""
    glass.press(F9)
    glass.wait("写成哪一种文件")
    listed = re.search(r"(\d) txt", glass.look())
    assert listed
    glass.press(listed[1])
    glass.wait("写到哪里")
    glass.press("\x15")
    type_in(glass, str(path))
    glass.press(ENTER)
    glass.wait("已写出")
    glass.press(CTRL_Q)
    glass.wait("1份")
    glass.press("0")
    assert glass.wait_end() == 0
