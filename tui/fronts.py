"""Which front a person gets: the app where screens can be drawn, else the line mode; used by the commands."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui import terminal
from tui.exits import Exit

if TYPE_CHECKING:
    from tui.opening import Desk
    from tui.session import Session


def fill(desk: Desk, session: Session, opening: Callable[[Session], list[str]], *, plain: bool = False) -> Exit:
    """Fill an open report, which is let go of in the end; `opening` gives what the line mode says first."""
    if not plain and terminal.allows_screens():
        return app(desk, session)
    from tui.plain import converse

    gc.enable()
    return converse(session, opening(session))


def app(desk: Desk, session: Session | None = None) -> Exit:
    """The app at an open report, or at its home screen."""
    terminal.prepare()
    from tui.app import run

    gc.enable()
    return Exit(run(desk, session))
