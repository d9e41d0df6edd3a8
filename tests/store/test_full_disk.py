"""When the system says no, at whichever call: the file before is whole, the sentence is right, the next save works."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.answers import Answers
from forms.history import Entry
from store.errors import NoSpace, StoreError, WriteFailed
from store.workspace import FolderWorkspace

CALLS = ["open", "write", "fsync", "fstat", "link", "replace", "lstat", "close"]


class Faults:
    """Lets the n-th of a save's system calls fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.countdown = -1
        self.error = 0
        self.failed = ""
        for name in CALLS:
            self.wrap(monkeypatch, name, getattr(os, name))

    def wrap(self, monkeypatch: pytest.MonkeyPatch, name: str, call) -> None:
        def counted(*args, **keywords):
            self.countdown -= 1
            if self.countdown == -1:
                self.failed = name
                if name == "close":
                    call(*args)
                raise OSError(self.error, os.strerror(self.error))
            return call(*args, **keywords)

        monkeypatch.setattr(os, name, counted)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_whichever_call_fails_nothing_that_was_saved_is_lost(workspace, report, say, monkeypatch, error):
    say(report, "4次")
    file = Path(workspace.folder, f"{report.id}.json")
    faults = Faults(monkeypatch)
    failed = []
    for number in range(20):
        before, rev = file.read_bytes(), report.rev
        faults.countdown, faults.error, faults.failed = number, error, ""
        try:
            say(report, f"第 {number} 个")
        except WriteFailed as told:
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


def test_until_the_last_call_the_file_before_is_untouched(workspace, report, say, monkeypatch):
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


def test_a_disk_that_takes_less_than_it_is_given_is_given_the_rest(workspace, report, say, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:100]))
    say(report, "长" * 1000)
    monkeypatch.undo()
    assert workspace.open(report.id, write=False).answers == report.answers


def test_a_copy_that_cannot_be_kept_does_not_cost_the_answer(workspace, report, say, monkeypatch):
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


def test_without_hard_links_the_copy_is_a_copy(workspace, report, say, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    before = Path(workspace.folder, f"{report.id}.json").read_bytes()
    say(report, "4次")
    assert Path(workspace.folder, "copies", report.id, "last.json").read_bytes() == before


def test_a_new_report_that_cannot_be_written_leaves_nothing(workspace, monkeypatch):
    faults = Faults(monkeypatch)
    workspace.create("f", "1", Answers(), {}).close()
    before = workspace.list()
    for number in range(4, 40):
        faults.countdown, faults.error, faults.failed = number, errno.ENOSPC, ""
        try:
            workspace.create("f", "1", Answers(), {"name": "甲"}).close()
        except StoreError:
            pass
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
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here; the failing calls above stand for it")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_costs_nothing_that_was_saved(small_disk):
    workspace = FolderWorkspace(small_disk / "home")
    report = workspace.create("f", "1", Answers(), {})
    refused = 0
    for number in range(200):
        after = report.answers.put(f"facts.f{number}", "长" * 300)
        entry = Entry(report.rev + 1, "answer", after.changed_from(report.answers))
        saved = report.answers
        try:
            report.save(after, [entry], {})
        except NoSpace as error:
            refused += 1
            assert "腾出空间" in str(error)
            assert workspace.open(report.id, write=False).answers == report.answers == saved
        if refused == 5:
            break
    assert refused == 5
    for each in Path(workspace.folder, "copies", report.id).iterdir():
        each.unlink()
    short = report.answers.put("facts.f0", "短")
    report.save(short, [Entry(report.rev + 1, "answer", short.changed_from(report.answers))], {})
    assert workspace.open(report.id, write=False).answers == short
    report.close()
