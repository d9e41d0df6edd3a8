"""One writer a report, between processes: who is told what, and taking over one's own other window."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import store.lock as lock
from store.errors import Busy, NotTakenOver
from store.report import Report
from store.workspace import FolderWorkspace

WINDOW = Path(__file__).with_name("window.py")


@pytest.fixture
def window(workspace: FolderWorkspace, report: Report) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Opens the report in another process, doing as told."""
    report.close()
    started: list[subprocess.Popen[str]] = []

    def start(what: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(WINDOW), workspace.folder, report.id, what], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout and process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def note_of(workspace: FolderWorkspace, report: Report) -> Path:
    return Path(workspace.folder, "locks", f"{report.id}.note")


def test_a_second_window_is_told_who_has_the_report_where_and_since_when(
    workspace: FolderWorkspace, report: Report, window: Callable[[str], subprocess.Popen[str]]
) -> None:
    other = window("hold")
    with pytest.raises(Busy) as caught:
        workspace.open(report.id)
    busy = caught.value
    assert (busy.host, busy.pid) == (socket.gethostname(), other.pid)
    assert busy.who in str(busy) and busy.since in str(busy)
    assert workspace.open(report.id, write=False).rev == 1


def test_the_same_program_does_not_open_a_report_twice_for_writing(workspace: FolderWorkspace, report: Report) -> None:
    with pytest.raises(Busy):
        workspace.open(report.id)
    report.close()
    workspace.open(report.id).close()


def test_a_killed_window_leaves_the_report_free(
    workspace: FolderWorkspace, report: Report, window: Callable[[str], subprocess.Popen[str]]
) -> None:
    other = window("hold")
    other.kill()
    other.wait()
    assert note_of(workspace, report).exists()
    workspace.open(report.id).close()
    assert not note_of(workspace, report).exists()


def test_the_lock_file_is_never_removed(workspace: FolderWorkspace, report: Report) -> None:
    file = Path(workspace.folder, "locks", f"{report.id}.lock")
    inode = file.stat().st_ino
    report.close()
    workspace.open(report.id).close()
    assert file.stat().st_ino == inode


def test_ones_own_other_window_is_ended_and_its_text_is_offered(
    workspace: FolderWorkspace, report: Report, window: Callable[[str], subprocess.Popen[str]]
) -> None:
    other = window("hold")
    mine = workspace.take_over(report.id)
    assert other.wait() == 0
    assert mine.draft and (mine.draft.path, mine.draft.text) == ("indicators#1.actual", "没打完的")
    assert not mine.read_only
    mine.close()


def test_a_free_report_is_taken_over_without_ado(workspace: FolderWorkspace, report: Report) -> None:
    report.close()
    mine = workspace.take_over(report.id)
    assert not mine.read_only
    mine.close()


def test_a_window_that_does_not_end_keeps_the_report(
    workspace: FolderWorkspace,
    report: Report,
    window: Callable[[str], subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    other = window("stay")
    with pytest.raises(NotTakenOver, match="没有结束"):
        workspace.take_over(report.id)
    assert other.poll() is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"host": "elsewhere"}, "另一台机器"),
        ({"started": "1"}, "无法确认"),
        ({"started": ""}, "无法确认"),
        ({"pid": 2**22 + 1}, "无法确认"),
        ({"pid": os.getpid()}, "本程序"),
        ({"pid": "1"}, "不知道"),
        ({"more": 1}, "不知道"),
        (None, "不知道"),
    ],
)
def test_no_process_is_ended_that_is_not_certainly_ones_own_window(
    workspace: FolderWorkspace,
    report: Report,
    window: Callable[[str], subprocess.Popen[str]],
    change: dict[str, object] | None,
    why: str,
) -> None:
    other = window("hold")
    note = note_of(workspace, report)
    note.write_text("[" if change is None else json.dumps(json.loads(note.read_text()) | change))
    with pytest.raises(NotTakenOver, match=why):
        workspace.take_over(report.id)
    assert other.poll() is None
    with pytest.raises(Busy):
        workspace.open(report.id)


def test_a_window_of_someone_else_is_left_alone(
    workspace: FolderWorkspace,
    report: Report,
    window: Callable[[str], subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = window("hold")
    monkeypatch.setattr(lock, "process_owner", lambda _: os.getuid() + 1)
    with pytest.raises(NotTakenOver, match="打开"):
        workspace.take_over(report.id)
    assert other.poll() is None


def test_a_note_that_cannot_be_written_costs_nothing_else(
    workspace: FolderWorkspace, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    report.close()

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("store.files.replace", refuse)
    mine = workspace.open(report.id)
    with pytest.raises(Busy, match="另一个窗口"):
        workspace.open(report.id)
    mine.close()


def test_filelock_is_imported_only_for_writing() -> None:
    code = "import sys, store.workspace; sys.exit('filelock' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=WINDOW.parents[2], check=True)
