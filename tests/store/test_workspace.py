"""Finding, opening, recovering and putting away reports."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.answers import Answers
from store.errors import Ambiguous, Busy, Damaged, Newer, NotFound, ReadFailed, WriteFailed
from store.report import Report
from store.stamp import is_id
from store.workspace import FolderWorkspace

Say = Callable[..., None]

HARMLESS_LINK = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")


def path_of(workspace: FolderWorkspace, id: str) -> Path:
    return Path(workspace.folder, f"{id}.json")


def make(workspace: FolderWorkspace, name: str) -> str:
    report = workspace.create("project-expenditure", "2020", Answers().put("facts.project_name", name), {"name": name})
    report.close()
    return report.id


def test_an_empty_place_has_no_reports(workspace: FolderWorkspace) -> None:
    assert workspace.list() == []
    assert not os.path.exists(workspace.folder)


def test_lists_show_what_reports_say_of_themselves_the_last_changed_first(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    make(workspace, "后来的")
    say(report, "4次")
    os.utime(path_of(workspace, report.id))
    last, other = workspace.list()
    assert (last.id, last.name, last.year, last.rev, last.form, last.edition, last.damaged) == (
        report.id,
        "安全生产",
        2020,
        2,
        "project-expenditure",
        "2020",
        False,
    )
    assert other.name == "后来的"
    assert last.changed_at == report.changed_at


def test_ids_are_short_and_sort_by_their_making(workspace: FolderWorkspace) -> None:
    ids = [make(workspace, "甲") for _ in range(20)]
    assert all(is_id(id) and len(id) == 12 for id in ids)
    assert len(set(ids)) == 20
    assert [id[:9] for id in ids] == sorted(id[:9] for id in ids)


NAMES = ["安全生产监督管理", "安全生产", "政府网站运维", "Cafe\u0301 项目"]


@pytest.mark.parametrize(
    ("ref", "meant"),
    [("安全生产", 1), ("网站", 2), ("监督", 0), ("caf\u00e9", 3), (" 政府网站运维 ", 2), ("-", 3)],
)
def test_a_report_is_found_by_name_part_of_a_name_or_dash(workspace: FolderWorkspace, ref: str, meant: int) -> None:
    ids = [make(workspace, name) for name in NAMES]
    assert workspace.find(ref) == ids[meant]
    assert workspace.find(ids[meant]) == ids[meant]


def test_what_is_not_found_names_what_is_near(workspace: FolderWorkspace) -> None:
    make(workspace, "政府网站运维")
    with pytest.raises(NotFound, match="政府网站运维") as caught:
        workspace.find("政府网站运营")
    assert caught.value.near == ("政府网站运维",)


def test_what_is_ambiguous_names_the_reports(workspace: FolderWorkspace) -> None:
    ids = [make(workspace, name) for name in NAMES[:2]]
    with pytest.raises(Ambiguous) as caught:
        workspace.find("生产")
    assert {id for id, _, _ in caught.value.candidates} == set(ids)


@pytest.mark.parametrize("ref", ["", " ", "-", "../x", "1m886z1qt3m1", "\x00", "index", "x" * 5000])
def test_nothing_is_found_where_nothing_is(workspace: FolderWorkspace, ref: str) -> None:
    with pytest.raises(NotFound):
        workspace.find(ref)
    with pytest.raises(NotFound):
        workspace.open(ref)
    with pytest.raises(NotFound):
        workspace.recover(ref)
    with pytest.raises(NotFound):
        workspace.trash(ref)


DAMAGE = {
    "empty": b"",
    "cut": b'{"report":{"1":{"schema":1',
    "not utf-8": b"\xff\xfe{}",
    "not an object": b"[]",
    "no tables": b"{}",
    "deep": b"[" * 100_000,
    "huge number": b'{"report":{"1":{"schema":' + b"9" * 5000 + b"}}}",
    "not a number": b'{"report":NaN}',
}


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_named_with_its_last_good_copy_and_recovered(
    workspace: FolderWorkspace, report: Report, say: Say, data: bytes
) -> None:
    say(report, "4次")
    say(report, "5次")
    report.close()
    path_of(workspace, report.id).write_bytes(data)
    for write in (True, False):
        with pytest.raises(Damaged, match="可恢复到第 2 次修改") as caught:
            workspace.open(report.id, write)
        assert caught.value.copy and caught.value.copy.rev == 2
    assert path_of(workspace, report.id).read_bytes() == data
    recovered = workspace.recover(report.id)
    assert recovered.answers.get("indicators#1.actual") == "4次"
    assert Path(workspace.folder, f"{report.id}.damaged-1").read_bytes() == data
    say(recovered, "6次")
    recovered.close()
    assert workspace.open(report.id).rev == 3


def test_the_daily_copy_serves_where_the_last_good_one_is_damaged_too(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    say(report, "4次")
    say(report, "5次")
    report.close()
    path_of(workspace, report.id).write_bytes(b"x")
    os.replace(path_of(workspace, report.id), Path(workspace.folder, "copies", report.id, "last.json"))
    path_of(workspace, report.id).write_bytes(b"y")
    assert workspace.recover(report.id).rev == 1


def test_a_file_that_is_gone_is_recovered_from_its_copy(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    say(report, "4次")
    report.close()
    path_of(workspace, report.id).unlink()
    assert workspace.recover(report.id).rev == 1


def test_what_has_no_copy_stays_as_it_is(workspace: FolderWorkspace) -> None:
    id = make(workspace, "甲")
    path_of(workspace, id).write_bytes(b"x")
    with pytest.raises(Damaged, match="没有可用的备份"):
        workspace.recover(id)
    assert path_of(workspace, id).read_bytes() == b"x"


def test_recovering_a_sound_report_just_opens_it(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    say(report, "4次")
    report.close()
    assert workspace.recover(report.id).rev == 2


def test_a_report_of_a_newer_program_is_left_alone(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    say(report, "4次")
    report.close()
    tables = json.loads(path_of(workspace, report.id).read_bytes())
    tables["report"]["1"]["schema"] = 99
    tables["new"] = {}
    data = json.dumps(tables).encode()
    path_of(workspace, report.id).write_bytes(data)
    for act in (workspace.open, workspace.recover):
        with pytest.raises(Newer, match="升级"):
            act(report.id)
    assert path_of(workspace, report.id).read_bytes() == data
    assert workspace.list()[0].damaged


def test_a_damaged_report_is_listed_with_what_its_copy_says(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    say(report, "4次")
    report.close()
    other = make(workspace, "好的")
    path_of(workspace, report.id).write_bytes(b"x")
    for _ in range(2):
        listed = {each.id: each for each in workspace.list()}
        assert listed[report.id].damaged and listed[report.id].name == "安全生产"
        assert not listed[other].damaged
    assert workspace.find("-") == other


def test_the_trash_takes_everything_and_can_be_gone_back_on(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    say(report, "4次")
    report.write_draft("facts.a", "一")
    with pytest.raises(Busy):
        workspace.trash(report.id)
    report.close()
    workspace.trash(report.id)
    assert workspace.list() == []
    with pytest.raises(NotFound):
        workspace.open(report.id)
    trashed = Path(workspace.folder, "trash", report.id)
    assert sorted(each.name for each in trashed.iterdir()) == sorted([
        "copies",
        f"{report.id}.draft",
        f"{report.id}.json",
    ])
    os.rename(trashed / f"{report.id}.json", path_of(workspace, report.id))
    workspace.trash(report.id)
    assert Path(workspace.folder, "trash", f"{report.id}-2", f"{report.id}.json").exists()


@HARMLESS_LINK
@pytest.mark.parametrize("kind", ["link", "broken link", "folder", "pipe"])
def test_what_is_no_plain_file_is_no_report(workspace: FolderWorkspace, kind: str) -> None:
    id = make(workspace, "甲")
    elsewhere = path_of(workspace, id).rename(Path(workspace.folder, "elsewhere"))
    match kind:
        case "link":
            path_of(workspace, id).symlink_to(elsewhere)
        case "broken link":
            path_of(workspace, id).symlink_to("nowhere")
        case "folder":
            path_of(workspace, id).mkdir()
        case "pipe":
            os.mkfifo(path_of(workspace, id))
    assert workspace.list() == []
    for write in (True, False):
        with pytest.raises(NotFound):
            workspace.open(id, write)


def test_half_written_files_of_a_killed_program_are_removed_when_the_report_is_opened(
    workspace: FolderWorkspace, report: Report
) -> None:
    report.close()
    stale = [Path(workspace.folder, report.id + end) for end in (".tmp", ".draft.tmp")]
    for each in stale:
        each.write_text("half")
    workspace.open(report.id, write=False)
    assert all(each.exists() for each in stale)
    workspace.open(report.id).close()
    assert not any(each.exists() for each in stale)


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    workspace = FolderWorkspace(tmp_path / "file" / "home")
    with pytest.raises(WriteFailed):
        workspace.create("f", "1", Answers(), {})
    with pytest.raises(ReadFailed):
        workspace.list()


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    FolderWorkspace(tmp_path).create("f", "1", Answers(), {}).close()
    assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_saving_does_not_look_at_other_reports(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("looked at the folder")

    say(report, "4次")
    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "listdir", refuse)
    say(report, "5次")
    assert not os.path.exists(os.path.join(workspace.folder, "index.json"))
