"""The driver in a real terminal: a small app in a pty, what is typed at it, and what it sends."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pyte
import pytest

from waiting import poll

ROOT = Path(__file__).parents[2]
APP = """
import json, sys
from tui.terminal import guard, prepare
prepare()
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from tui.quiet import QuietApp
from tui.widgets.answer_line import AnswerLine

class Small(QuietApp[int]):
    CSS = "Static { height: 1; } #above { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Static(Content("项目支出绩效自评表 2020"), id="above")
        yield AnswerLine()
        yield Static(Content(""), id="below")

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()
        self.call_after_refresh(self.tell, "ready", "")

    def tell(self, what: str, text: str) -> None:
        with open(sys.argv[1], "a", encoding="utf-8") as file:
            file.write(json.dumps([what, text]) + chr(10))

    def on_answer_line_changed(self, message: AnswerLine.Changed) -> None:
        self.query_one("#below", Static).update(Content(f"= {message.text}"))
        self.tell("changed", message.text)

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        self.tell("submitted", message.text)
        self.query_one(AnswerLine).load()

    def marks_changed(self) -> None:
        super().marks_changed()
        self.tell("marks", self.marks.tick)

    def save_draft(self) -> None:
        self.tell("draft", self.query_one(AnswerLine).text)

    def key_f12(self) -> None:
        secret = "机密"
        raise ValueError(secret)

app = Small()
guard(app.save_draft)
app.run()
app.tell("fault", type(app._exception).__name__)
"""
DEADLINE = 15.0


def shown(sent: str) -> str:
    """What a person sees of all that was sent, blanks left out; a text may be painted in several pieces."""
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(sent)
    return "".join("".join(screen.display).split())


class Terminal:
    """A pty with the small app in it."""

    def __init__(
        self, told: Path, command: list[str] | None = None, *, awaited: bool = True, **environment: str
    ) -> None:
        self.told = told
        self.sent = b""
        told.write_text("", encoding="utf-8")
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environ = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment}
            program = command or [sys.executable, "-c", APP, str(told)]
            os.execvpe(program[0], program, environ)  # noqa: S606  # our own interpreter, in a terminal of its own
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        if awaited:
            self.until("ready", "")

    def type(self, text: str | bytes) -> None:
        """Send what a terminal would."""
        os.write(self.fd, text if isinstance(text, bytes) else text.encode())

    def events(self) -> list[list[str]]:
        """What the app told so far."""
        return [json.loads(line) for line in self.told.read_text("utf-8").splitlines()]

    def until(self, what: str, text: str) -> None:
        """Wait until the app told something."""
        deadline = monotonic() + DEADLINE
        while [what, text] not in self.events():
            assert monotonic() < deadline, f"{what} {text!r} not among {self.events()}"
            self.read(0.02)

    def read(self, wait: float) -> bytes:
        """What the app sent within some seconds, or at once."""
        found = b""
        while select.select([self.fd], [], [], wait)[0]:
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                break
            found += piece
            if not piece:
                break
        self.sent += found
        return found

    def status(self) -> int:
        """How the app ended; waits for it."""
        deadline = monotonic() + DEADLINE
        while monotonic() < deadline:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the app did not end")

    def close(self) -> None:
        """End what still runs."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The app in a terminal of 80 × 24."""
    made = Terminal(tmp_path / "told")
    yield made
    made.close()


def test_chinese_is_typed_and_sent(terminal: Terminal) -> None:
    for character in "约10次":
        terminal.type(character)
    terminal.until("changed", "约10次")
    terminal.type("\r")
    terminal.until("submitted", "约10次")


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_a_terminal_of_another_encoding_is_understood_and_answered_in_it(tmp_path: Path, encoding: str) -> None:
    terminal = Terminal(tmp_path / "told", PYTHONIOENCODING=encoding)
    try:
        terminal.type("综合“档案”".encode(encoding))
        terminal.until("changed", "综合“档案”")
        terminal.read(0.3)
        assert "综合“档案”" in shown(terminal.sent.decode(encoding))
    finally:
        terminal.close()


@pytest.mark.parametrize(
    "noise",
    [b"\x1b[97;1:3u", b"\x1b[1114112u", b"\x1b[<9999999;1;1M", b"\x1b]0;x\x07", b"\x1b[I", b"\x1b[1;2;3;4z", b"\x1b"],
)
def test_sequences_that_mean_nothing_are_dropped_and_typing_goes_on(terminal: Terminal, noise: bytes) -> None:
    terminal.type(noise)
    terminal.read(0.3)
    terminal.type("甲")
    terminal.until("changed", "甲")


def test_a_byte_of_another_encoding_is_a_replacement_character(terminal: Terminal) -> None:
    terminal.type("甲".encode("gbk") + b"a")
    terminal.until("changed", "\ufffd\ufffda")


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("一\r二\r三\r", "一\n二\n三"),
        ("\x1b[200~一\r\n二\r\n\x1b[201~\r", "一\n二"),
        ("\x1b[200~甲\t乙 \x1b[31m红\n丙\x1b[201~\r", "甲\t乙 红\n丙"),
        ("字" * 3000 + "\r" + "句" * 3000 + "\r", "字" * 3000 + "\n" + "句" * 3000),
    ],
)
def test_a_paste_is_one_answer_with_its_lines(terminal: Terminal, sent: str, text: str) -> None:
    terminal.type(sent)
    terminal.until("submitted", text)
    assert [what for what, _ in terminal.events()].count("submitted") == 1


def test_a_key_costs_few_bytes_and_idling_none(terminal: Terminal) -> None:
    terminal.read(0.5)
    assert len(terminal.sent) < 2000
    for count, character in enumerate("约10次左右", 1):
        before = len(terminal.sent)
        terminal.type(character)
        terminal.until("changed", "约10次左右"[:count])
        terminal.read(0.3)
        assert 0 < len(terminal.sent) - before < 100
    assert terminal.read(1.0) == b""


def test_the_cursor_stands_at_the_caret(terminal: Terminal) -> None:
    terminal.type("约10次\x1b[D")
    terminal.until("changed", "约10次")
    terminal.read(0.5)
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.sent)
    assert screen.display[22].replace(" ", "") == ">约10次"
    assert (screen.cursor.y, screen.cursor.x, screen.cursor.hidden) == (22, 6, False)


def test_a_terminal_that_draws_marks_wide_is_given_others(terminal: Terminal) -> None:
    assert b"\x1b[6n" in terminal.sent
    terminal.type("\x1b[2;3R")
    terminal.until("marks", "v")


def test_neither_movements_of_the_mouse_nor_focus_are_asked_for(terminal: Terminal) -> None:
    terminal.read(0.3)
    assert b"\x1b[?1000h" in terminal.sent
    assert not any(asked in terminal.sent for asked in (b"?1003h", b"?1015h", b"?1004h", b"?1016h", b"?2048$p"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_the_draft_and_restores_the_terminal(terminal: Terminal, number: int) -> None:
    modes = termios.tcgetattr(terminal.fd)
    terminal.type("半句")
    terminal.until("changed", "半句")
    os.kill(terminal.pid, number)
    assert terminal.status() == 128 + number
    assert ["draft", "半句"] in terminal.events()
    assert b"\x1b[?1049l" in terminal.sent
    assert termios.tcgetattr(terminal.fd)[3] & termios.ICANON and not modes[3] & termios.ICANON


def test_after_a_suspension_the_whole_screen_is_drawn_again(terminal: Terminal) -> None:
    terminal.type("半句")
    terminal.until("changed", "半句")
    terminal.read(0.3)
    os.kill(terminal.pid, signal.SIGTSTP)
    assert os.WIFSTOPPED(os.waitpid(terminal.pid, os.WUNTRACED)[1])
    terminal.read(0.3)
    terminal.sent = b""
    os.kill(terminal.pid, signal.SIGCONT)
    deadline = monotonic() + DEADLINE
    while not ("绩效自评表" in terminal.sent.decode() and "> 半句" in terminal.sent.decode()):
        assert monotonic() < deadline
        terminal.read(0.1)


def test_a_signal_also_ends_an_app_whose_terminal_takes_nothing_more(terminal: Terminal) -> None:
    terminal.type("半句")
    terminal.until("changed", "半句")
    deadline = monotonic() + DEADLINE
    while select.select([], [terminal.fd], [], 0.2)[1] and monotonic() < deadline:
        terminal.type("\x1b[200~" + "一\n" * 6 + "\x1b[201~\x1b[200~" + "字" * 200 + "\x1b[201~")
        if len(terminal.events()) > 400:
            break
    os.kill(terminal.pid, signal.SIGTERM)
    [status] = poll(lambda: [status for pid, status in [os.waitpid(terminal.pid, os.WNOHANG)] if pid], DEADLINE)
    terminal.pid = 0
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGTERM


def test_a_closed_terminal_ends_the_app_even_where_hang_ups_are_ignored(tmp_path: Path) -> None:
    told = tmp_path / "told"
    ignoring = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + APP.replace(
        "guard(app.save_draft)", ""
    )
    terminal = Terminal(told, [sys.executable, "-c", ignoring, str(told)])
    terminal.type("半句")
    terminal.until("changed", "半句")
    os.close(terminal.fd)
    deadline = monotonic() + DEADLINE
    while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
        assert monotonic() < deadline
    assert ["draft", "半句"] in terminal.events()


@pytest.mark.parametrize("source", ["/dev/null", "empty pipe"])
def test_an_input_that_is_at_its_end_ends_the_app(tmp_path: Path, source: str) -> None:
    told = tmp_path / "told"
    redirect = "</dev/null" if source == "/dev/null" else ""
    before = "" if redirect else ": | "
    shell = f'{before}"$0" -c "$1" "$2" {redirect}'
    # The app may be gone before it could say that it was ready.
    terminal = Terminal(told, ["/bin/sh", "-c", shell, sys.executable, APP, str(told)], awaited=False)
    try:
        assert terminal.status() == 0
    finally:
        terminal.close()


def test_a_fault_of_ours_ends_the_app_without_a_word_for_whoever_runs_it_to_tell(terminal: Terminal) -> None:
    terminal.type("\x1b[24~")
    terminal.status()
    assert ["fault", "ValueError"] in terminal.events()
    assert "机密" not in terminal.sent.decode() and "Traceback" not in terminal.sent.decode()
