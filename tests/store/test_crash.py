"""Killed at any moment, however often: every answer that was acknowledged is there, and the file is whole."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.answers import Answers
from store.workspace import FolderWorkspace

WINDOW = Path(__file__).with_name("window.py")
KILLS, SECONDS = 300, 30
"""How many windows are killed, unless the time is up before."""


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[tuple[FolderWorkspace, str, subprocess.Popen[str]]]:
    """A report, and a process that opens one writing window after another on it."""
    workspace = FolderWorkspace(tmp_path)
    report = workspace.create("f", "1", Answers(), {})
    report.close()
    command = [sys.executable, str(WINDOW), workspace.folder, report.id, "write"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield workspace, report.id, process


def kill_one(process: subprocess.Popen[str], seconds: float, *, writing: bool) -> list[str]:
    """Open a window, kill it a while after it began, or after it said its first answer, and give what it said."""
    assert process.stdin and process.stdout
    print(file=process.stdin, flush=True)
    window = int(process.stdout.readline())
    first = [process.stdout.readline()] if writing else []
    select.select([], [], [], seconds)
    os.kill(window, signal.SIGKILL)
    return [*first, *iter(process.stdout.readline, "gone\n")]


def test_nothing_that_was_acknowledged_is_lost_when_the_program_is_killed(
    windows: tuple[FolderWorkspace, str, subprocess.Popen[str]],
) -> None:
    workspace, id, process = windows
    chance = random.Random(20)
    ends = time.monotonic() + SECONDS
    kills = acknowledged = 0
    while kills < KILLS and time.monotonic() < ends:
        said = kill_one(process, chance.random() * 0.015, writing=kills % 4 > 0)
        kills, acknowledged = kills + 1, acknowledged + len(said)
        found = workspace.open(id, write=False)
        texts = {entry.rev: next(iter(entry.delta.values()))[1] for entry in found.history[1:]}
        for line in said:
            rev, _, text = line[:-1].partition(" ")
            assert texts[int(rev)] == text
            assert found.rev >= int(rev)
        if said:
            assert found.rev <= int(said[-1].partition(" ")[0]) + 1
        assert found.restore(found.rev).flat() == found.answers.flat()
    assert kills >= 50 and acknowledged >= kills / 2
    assert not any(each.damaged for each in workspace.list())
    workspace.open(id).close()
    assert not list(Path(workspace.folder).glob("*.tmp"))
