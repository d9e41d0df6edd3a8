"""What was found of reports is kept for as long as it is true, and may be lost or damaged without harm."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from store.report import Report
from store.results import NAME
from store.workspace import FolderWorkspace

Say = Callable[..., None]


def keep(workspace: FolderWorkspace, report: Report, stamp: str = "1") -> Path:
    """Something found of the report, kept in its file."""
    results = workspace.results(stamp)
    results.put(report.id, workspace.glance(report.id)[1], ["名称", [["I01", None]]])
    results.keep({report.id})
    return Path(workspace.folder, NAME)


def test_it_comes_back_as_it_was_and_is_private(workspace: FolderWorkspace, report: Report) -> None:
    file = keep(workspace, report)
    assert workspace.results("1").get(report.id) == ["名称", [["I01", None]]]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.id for each in workspace.list()] == [report.id], "it is not taken for a report"


def test_another_state_or_stamp_knows_nothing(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    keep(workspace, report)
    assert workspace.results("2").get(report.id) is None
    say(report, "4次")
    assert workspace.results("1").get(report.id) is None


def test_a_report_that_is_gone_is_forgotten(workspace: FolderWorkspace, report: Report) -> None:
    file = keep(workspace, report)
    os.unlink(Path(workspace.folder, f"{report.id}.json"))
    results = workspace.results("1")
    assert results.get(report.id) is None
    results.keep(set())
    assert b"I01" not in file.read_bytes()


def test_it_is_written_only_when_something_changed(workspace: FolderWorkspace, report: Report) -> None:
    file = keep(workspace, report)
    before = file.stat().st_ino, file.stat().st_mtime_ns
    workspace.results("1").keep({report.id})
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    "harm", [lambda data: b"", lambda data: data[:-5], lambda data: data.replace(b"I01", b"I02"), lambda data: b"[]"]
)
def test_a_damaged_one_is_as_none(workspace: FolderWorkspace, report: Report, harm: Callable[[bytes], bytes]) -> None:
    file = keep(workspace, report)
    file.write_bytes(harm(file.read_bytes()))
    assert workspace.results("1").get(report.id) is None


def test_where_it_cannot_be_written_nothing_is_kept(
    workspace: FolderWorkspace, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr("store.files.append", refuse)
    assert not keep(workspace, report).exists()


def test_one_more_stands_behind_the_others_and_the_last_of_a_report_holds(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    file = keep(workspace, report)
    before = file.read_bytes()
    say(report, "4次")
    assert report.identity
    workspace.results("1").add(report.id, report.identity, ["后来"])
    assert file.read_bytes().startswith(before) and file.read_bytes().count(b"\n") == 2
    assert workspace.results("1").get(report.id) == ["后来"]


def test_lines_that_do_not_count_any_more_go_when_they_are_most(workspace: FolderWorkspace, report: Report) -> None:
    file = Path(workspace.folder, NAME)
    assert report.identity
    for number in range(5):
        workspace.results("1").add(report.id, report.identity, [number])
    workspace.results("1").keep({report.id})
    assert file.read_bytes().count(b"\n") == 1 and workspace.results("1").get(report.id) == [4]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_line_cut_short_by_a_sudden_end_costs_itself_and_the_next(workspace: FolderWorkspace, report: Report) -> None:
    file = keep(workspace, report)
    file.write_bytes(file.read_bytes()[:-9])
    assert report.identity
    for _ in range(2):
        assert workspace.results("1").get(report.id) is None
        workspace.results("1").add(report.id, report.identity, ["新的"])
    assert workspace.results("1").get(report.id) == ["新的"]


def test_a_file_too_big_to_be_read_begins_anew(
    workspace: FolderWorkspace, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(workspace.folder, NAME)
    monkeypatch.setattr("store.files.MAX_SIZE", 1000)
    assert report.identity
    for number in range(9):
        workspace.results("1").add(report.id, report.identity, [number, "多" * 100])
        assert file.stat().st_size <= 1000
    assert workspace.results("1").get(report.id) == [8, "多" * 100]


def test_a_link_in_its_place_is_not_followed(workspace: FolderWorkspace, report: Report, tmp_path: Path) -> None:
    other = tmp_path / "别的文件"
    other.write_bytes(b"")
    os.symlink(other, Path(workspace.folder, NAME))
    keep(workspace, report)
    assert other.read_bytes() == b"" and workspace.results("1").get(report.id) is None


def test_a_glance_says_what_opening_says_and_refuses_what_is_no_report(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    from store.errors import Damaged, NotFound

    say(report, "4次")
    found, identity = workspace.glance(report.id)
    assert found == (report.form, report.edition, report.answers)
    assert identity.size == Path(workspace.folder, f"{report.id}.json").stat().st_size
    Path(workspace.folder, f"{report.id}.json").write_bytes(b"{}")
    with pytest.raises(Damaged, match="已损坏"):
        workspace.glance(report.id)
    with pytest.raises(NotFound):
        workspace.glance("000000000000")
