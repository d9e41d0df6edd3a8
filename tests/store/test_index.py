"""The cache of lists may be lost, stale or damaged without harm, and is not written for nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.answers import Answers
from store.report import Report, load
from store.workspace import FolderWorkspace

Say = Callable[..., None]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of reports that a list read."""
    read: list[str] = []

    def counted(id: str, path: str) -> object:
        read.append(id)
        return load(id, path)

    monkeypatch.setattr("store.index.load", counted)
    return read


def fill(workspace: FolderWorkspace, count: int) -> list[str]:
    ids = []
    for number in range(count):
        report = workspace.create("f", "1", Answers().put("facts.a", str(number)), {"name": f"第 {number} 份"})
        report.close()
        ids.append(report.id)
    return ids


def test_only_reports_that_changed_are_read_again(
    workspace: FolderWorkspace, report: Report, say: Say, reads: list[str]
) -> None:
    ids = fill(workspace, 3)
    workspace.list()
    assert sorted(reads) == sorted([report.id, *ids])
    reads.clear()
    say(report, "4次")
    assert {each.id: each.rev for each in workspace.list()}[report.id] == 2
    assert reads == [report.id]
    reads.clear()
    workspace.list()
    assert reads == []


def test_it_is_written_only_when_something_changed(workspace: FolderWorkspace) -> None:
    ids = fill(workspace, 2)
    workspace.list()
    file = Path(workspace.folder, "index.json")
    before = file.stat().st_ino, file.stat().st_mtime_ns
    workspace.list()
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == before
    workspace.trash(ids[0])
    assert [each.id for each in workspace.list()] == [ids[1]]
    assert file.stat().st_mtime_ns != before[1]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[:-5],
        lambda data: data.replace("第".encode(), "弟".encode()),
        lambda data: b"[]",
        lambda data: b"\xff" + data,
        lambda data: data + b"x",
    ],
)
def test_a_damaged_one_is_made_again(
    workspace: FolderWorkspace, reads: list[str], harm: Callable[[bytes], bytes]
) -> None:
    ids = fill(workspace, 3)
    good = workspace.list()
    file = Path(workspace.folder, "index.json")
    data = file.read_bytes()
    file.write_bytes(harm(data))
    reads.clear()
    assert workspace.list() == good
    assert sorted(reads) == sorted(ids)
    assert file.read_bytes() == data


def test_it_is_plain_json(workspace: FolderWorkspace) -> None:
    import json

    ids = fill(workspace, 2)
    workspace.list()
    assert set(json.loads(Path(workspace.folder, "index.json").read_bytes())["reports"]) == set(ids)


def test_a_list_without_it_is_as_good(workspace: FolderWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(workspace, 2)

    def refuse(*_: object) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr("store.files.replace", refuse)
    assert len(workspace.list()) == 2
    assert not os.path.exists(os.path.join(workspace.folder, "index.json"))


def test_what_a_report_says_in_another_type_counts_as_missing(workspace: FolderWorkspace) -> None:
    workspace.create("f", "1", Answers(), {"name": 3, "year": "2020", "errors": True, "number": "2-5"}).close()
    (shown,) = workspace.list()
    assert (shown.name, shown.year, shown.errors, shown.number) == ("", 0, 0, "2-5")


def test_times_of_other_places_are_put_in_their_order(
    workspace: FolderWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, when in [("后", "2026-01-01T09:00:00+00:00"), ("先", "2026-01-01T10:00:00+08:00")]:
        monkeypatch.setattr("store.report.now", lambda when=when: when)
        workspace.create("f", "1", Answers(), {"name": name}).close()
    assert [each.name for each in workspace.list()] == ["后", "先"]


def test_a_report_that_vanishes_while_listing_is_left_out(
    workspace: FolderWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(workspace, 2)

    def vanish(id: str, path: str) -> object:
        if id == ids[0]:
            os.unlink(path)
        return load(id, path)

    monkeypatch.setattr("store.index.load", vanish)
    assert [each.id for each in workspace.list()] == [ids[1]]
