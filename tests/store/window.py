"""Another window, as a process of its own: `window.py FOLDER ID hold|stay|write`; for the tests of locks and crashes.

hold: opens the report, says `ready`, and when told to end keeps a draft and goes. stay: the same, but does not go.
write: for each line on stdin starts a process, says its number, and `gone` when it was killed; the process answers as
fast as it can and says each `REV TEXT` once it is saved.
"""

from __future__ import annotations

import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from forms.history import Entry
from store.report import Report
from store.workspace import FolderWorkspace


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def hold(report: Report) -> None:
    def end(*_: object) -> None:
        report.write_draft("indicators#1.actual", "没打完的")
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    say("ready")
    while True:
        signal.pause()


def stay(_: Report) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say("ready")
    while True:
        signal.pause()


def write(workspace: FolderWorkspace, id: str) -> None:
    workspace.open(id).close()
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            say(f"{os.getpid()}")
            answer(workspace.open(id))
        os.waitpid(child, 0)
        say("gone")


def answer(report: Report) -> None:
    while True:
        rev = report.rev + 1
        text = f"第 {rev} 次 " + "长" * (rev % 50)
        after = report.answers.put(f"facts.f{rev % 7}", text)
        report.save(after, [Entry(rev, "answer", after.changed_from(report.answers))], {"name": text})
        say(f"{rev} {text}")


if __name__ == "__main__":
    workspace = FolderWorkspace(sys.argv[1])
    if sys.argv[3] == "write":
        write(workspace, sys.argv[2])
    else:
        {"hold": hold, "stay": stay}[sys.argv[3]](workspace.open(sys.argv[2]))
