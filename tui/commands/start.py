"""`zpb` without a command: the app, or the line mode on the report that was changed last among the unfinished."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from store.errors import Busy
from tui import fronts, output, terminal
from tui.exits import Exit, Refusal
from tui.opening import Desk
from tui.paths import home

if TYPE_CHECKING:
    from tui.session import Session


def run(args: Namespace) -> Exit:
    """Go on where one was."""
    desk = Desk.at(home(args.home))
    if terminal.allows_screens() and not args.plain:
        return fronts.app(desk)
    return resume(desk, "", plain=True)


def resume(desk: Desk, ref: str, *, plain: bool) -> Exit:
    """Go on filling a report; without a name, the unfinished one that was changed last."""
    from tui.telling import resuming

    return fronts.fill(desk, _opened(desk, ref or _last_unfinished(desk)), resuming, plain=plain)


def _opened(desk: Desk, ref: str) -> Session:
    """The report, taken over from one's own other window where the person wants that."""
    try:
        return desk.session(ref)
    except Busy as busy:
        if not output.is_terminal(sys.stdin, sys.stdout) or not _wants_it_here(busy):
            raise
        return desk.take_over(busy.id)


def _wants_it_here(busy: Busy) -> bool:
    from tui.lines import one_answer

    where = f"{busy.who}，{busy.host}，自 {busy.since} 起" if busy.who else "另一个窗口"
    return one_answer(f"自评表 {busy.id} 正在别处填写（{where}）。接管请输入 1，回车放弃。") == "1"


def _last_unfinished(desk: Desk) -> str:
    last = desk.unfinished()
    if last is None:
        forms = "、".join(f"{form.code}（{form.title}）" for form in desk.forms())
        raise Refusal(f"没有填写中的自评表。请用 zpb new FORM 新建，可用的表：{forms}。")
    return last.id
