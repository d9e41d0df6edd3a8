"""The terminal before and beside Textual: what it can show, and how to leave it in order when a signal ends us.

Called by `main` before anything imports Textual (`prepare`), by both fronts for the marks, and by the app for `guard`.
Everything that only POSIX has stands here, with a plain fallback, so that the program also runs on Windows.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from tui.output import has, shows_chinese

_PLAIN_TERMINALS = frozenset({"", "dumb", "unknown"})
_SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
_RESTORE = b"\x1b[?2004l\x1b[?1000l\x1b[?1006l\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
"""Paste brackets and mouse off, line wrap on, colours reset, back to the shell's screen, cursor shown."""


@dataclass(frozen=True)
class Marks:
    """The marks that carry a state beside its colour, in what the terminal can draw."""

    tick: str = "✓"
    """Before what is complete."""
    cursor: str = "▸"
    """Before what one is at."""
    dash: str = "–"
    """Where there is nothing to count."""
    cross: str = "✗"
    """Before what was refused."""
    horizontal: str = "─"
    """The rule between two parts of the screen."""
    vertical: str = "│"
    """The line between two columns of the screen."""

    @property
    def ascii(self) -> bool:
        """Whether boxes too are to be drawn with `+ - |`."""
        return self.horizontal == ASCII_MARKS.horizontal


ASCII_MARKS = Marks("v", ">", "-", "x", "-", "|")
"""The marks of a terminal whose encoding has few, or which draws them two cells wide."""


def prepare() -> None:
    """Free the environment of Textual's switches, which name code to run and files to write; before its import.

    The kitty keyboard protocol stays off, since with it several terminals lose or double what an input method commits.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"


def encoding() -> str:
    """What the terminal's bytes mean, by the locale that the person works in."""
    return getattr(sys.__stdin__, "encoding", None) or "utf-8"


def marks(encoding: str, *, wide: bool = False) -> Marks:
    """The marks for an encoding; `wide` where the terminal draws such characters on two cells."""
    usual = Marks()
    every = usual.tick + usual.cursor + usual.dash + usual.cross + usual.horizontal + usual.vertical
    return ASCII_MARKS if wide or not has(encoding, every) else usual


def allows_screens() -> bool:
    """Whether screens can be drawn: a terminal at both ends that can place its cursor, and in which Chinese shows.

    Where it does not show, only the line mode may run.
    """
    ends = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(end is not None and end.isatty() for end in ends):
        return False
    plain = os.name == "posix" and os.environ.get("TERM", "") in _PLAIN_TERMINALS
    return not plain and shows_chinese(encoding())


def guard(save_draft: Callable[[], None]) -> None:
    """From now on a hang-up or a kill keeps the half-typed answer, restores the terminal and ends the process.

    A handler of the event loop would not do: it never runs while the loop waits for a stalled terminal, and a normal
    exit from a handler waits for that same terminal for ever.
    """
    modes = _modes()

    def leave(number: int, frame: FrameType | None) -> None:
        ignore(_SIGNALS)
        leave_now(save_draft, modes, 128 + number)

    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


def ignore(names: Iterable[str]) -> None:
    """Let no further signal interrupt the last steps."""
    for name in names:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def leave_now(save_draft: Callable[[], None], modes: Any, status: int) -> None:
    """Keep the draft, restore the terminal as far as it still listens, and end without waiting for anything."""
    try:
        try:
            save_draft()
        finally:
            _restore(modes)
    finally:
        os._exit(status)


def _modes() -> Any:
    """The terminal's modes as the shell left them, or None where it has none."""
    try:
        import termios

        return termios.tcgetattr(0)
    except (ImportError, OSError, ValueError):
        return None
    except Exception:  # termios.error derives from Exception alone and cannot be named where the module is missing
        return None


def _restore(modes: Any) -> None:
    """Put modes and screen back; a terminal that takes no bytes now gets none, since writing would wait for it."""
    if modes is None:
        return
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, modes)
        if select.select([], [2], [], 0)[1]:
            os.write(2, _RESTORE)
    except (termios.error, OSError):
        return
