"""`zpb` without a command: the app, or the line mode on the report that was changed last among the unfinished."""

from __future__ import annotations

from argparse import Namespace

from tui import fronts, terminal
from tui.exits import Exit, Refusal
from tui.opening import Desk
from tui.paths import home


def run(args: Namespace) -> Exit:
    """Go on where one was."""
    desk = Desk.at(home(args.home))
    if terminal.allows_screens():
        return fronts.app(desk)
    return resume(desk, "", plain=True)


def resume(desk: Desk, ref: str, *, plain: bool) -> Exit:
    """Go on filling a report; without a name, the unfinished one that was changed last."""
    from tui.telling import resuming

    session = desk.session(ref or _last_unfinished(desk))
    return fronts.fill(desk, session, resuming(session), plain=plain)


def _last_unfinished(desk: Desk) -> str:
    last = desk.unfinished()
    if last is None:
        forms = "、".join(f"{form.code}（{form.title}）" for form in desk.forms())
        raise Refusal(f"没有填写中的自评表。请用 zpb new FORM 新建，可用的表：{forms}。")
    return last.id
