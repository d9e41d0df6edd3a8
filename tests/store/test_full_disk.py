"""When the system says no, at whichever call: the file before is whole, the sentence is right, the next save works."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from forms.answers import Answers
from store.errors import NoSpace, StoreError, WriteFailed
from store.report import Report
from store.workspace import FolderWorkspace

Say = Callable[..., None]

CALLS = ["open", "write", "fsync", "fstat", "link", "replace", "lstat", "close"]


class Faults:
    """Lets the n-th of a save's system calls fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.countdown = -1
        self.error = 0
        self.failed = ""
        for name in CALLS:
            self.wrap(monkeypatch, name, getattr(os, name))

    def wrap(self, monkeypatch: pytest.MonkeyPatch, name: str, call: Callable[..., Any]) -> None:
        def counted(*args: Any, **keywords: Any) -> Any:
            self.countdown -= 1
            if self.countdown == -1:
                self.failed = name
                if name == "close":
                    call(*args)
                raise OSError(self.error, os.strerror(self.error))
            return call(*args, **keywords)

        monkeypatch.setattr(os, name, counted)


def refusal(say: Say, report: Report, text: str) -> WriteFailed | None:
    """What a save is refused with; nothing where it is not."""
    try:
        say(report, text)
    except WriteFailed as told:
        return told
    return None


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_whichever_call_fails_nothing_that_was_saved_is_lost(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    say(report, "4次")
    file = Path(workspace.folder, f"{report.id}.json")
    faults = Faults(monkeypatch)
    failed: list[str] = []
    for number in range(20):
        before, rev = file.read_bytes(), report.rev
        faults.countdown, faults.error, faults.failed = number, error, ""
        told = refusal(say, report, f"第 {number} 个")
        if told:
            assert isinstance(told, NoSpace) == (error in (errno.ENOSPC, errno.EDQUOT))
            assert str(told).count("。") == 1 and str(file) in str(told)
            assert report.rev == rev
            assert "replace" in (*failed, faults.failed) or file.read_bytes() == before
            failed.append(faults.failed)
        faults.countdown = -1
        assert workspace.open(report.id, write=False).rev in (rev, rev + 1)
        say(report, f"再 {number}")
        assert workspace.open(report.id, write=False).answers == report.answers
        if not faults.failed:
            break
    assert not faults.failed, "a save makes more calls than were tried"
    assert set(failed) == set(CALLS) - {"link"}


def test_until_the_last_call_the_file_before_is_untouched(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(report, "4次")
    file = Path(workspace.folder, f"{report.id}.json")
    before = file.read_bytes()
    faults = Faults(monkeypatch)
    for number in range(6):
        faults.countdown, faults.error = number, errno.ENOSPC
        with pytest.raises(NoSpace):
            say(report, "5次")
        assert file.read_bytes() == before
        assert not list(Path(workspace.folder).glob("*.tmp"))


def test_a_disk_that_takes_less_than_it_is_given_is_given_the_rest(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:100]))
    say(report, "长" * 1000)
    monkeypatch.undo()
    assert workspace.open(report.id, write=False).answers == report.answers


def test_a_copy_that_cannot_be_kept_does_not_cost_the_answer(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "no")

    say(report, "4次")
    last = Path(workspace.folder, "copies", report.id, "last.json")
    kept = last.read_bytes()
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("store.files.read", refuse)
    say(report, "5次")
    monkeypatch.undo()
    assert last.read_bytes() == kept
    assert workspace.open(report.id, write=False).answers == report.answers


def test_without_hard_links_the_copy_is_a_copy(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    before = Path(workspace.folder, f"{report.id}.json").read_bytes()
    say(report, "4次")
    assert Path(workspace.folder, "copies", report.id, "last.json").read_bytes() == before


def test_a_new_report_that_cannot_be_written_leaves_nothing(
    workspace: FolderWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = Faults(monkeypatch)
    workspace.create("f", "1", Answers(), {}).close()
    before = workspace.list()
    for number in range(4, 40):
        faults.countdown, faults.error, faults.failed = number, errno.ENOSPC, ""
        with contextlib.suppress(StoreError):
            workspace.create("f", "1", Answers(), {"name": "甲"}).close()
        if not faults.failed:
            break
    faults.countdown = -1
    assert not any(each.damaged for each in workspace.list())
    assert set(before) <= set(workspace.list())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 96 KB, where this system lets one be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here; the failing calls above stand for it")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_costs_nothing_that_was_saved(small_disk: Path, say: Say) -> None:
    workspace = FolderWorkspace(small_disk / "home")
    report = workspace.create("f", "1", Answers(), {})
    refused = 0
    for number in range(200):
        saved = report.answers
        if told := refusal(say, report, f"第 {number} 次" + "长" * 50 * number):
            refused += 1
            assert isinstance(told, NoSpace) and "腾出空间" in str(told)
            assert workspace.open(report.id, write=False).answers == report.answers == saved
        if refused == 5:
            break
    assert refused == 5
    for each in Path(workspace.folder, "copies", report.id).iterdir():
        each.unlink()
    say(report, "短")
    assert workspace.open(report.id, write=False).answers == report.answers
    report.close()
