"""What is typed and not sent survives, is offered again, and is never an answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import NoSpace, WriteFailed
from store.report import Report
from store.workspace import FolderWorkspace

Say = Callable[..., None]


def draft_of(workspace: FolderWorkspace, report: Report) -> Path:
    return Path(workspace.folder, f"{report.id}.draft")


def test_it_survives_the_window_and_counts_for_nothing(workspace: FolderWorkspace, report: Report) -> None:
    report.write_draft("indicators#1.actual", "约 4\n次")
    report.close()
    again = workspace.open(report.id)
    assert again.draft and again.draft[:2] == ("indicators#1.actual", "约 4\n次")
    assert again.draft.when
    assert again.answers == report.answers


def test_it_stays_whatever_else_is_saved(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    report.write_draft("goals.actual_outcome", "写到一半")
    report.close()
    again = workspace.open(report.id)
    again.save(again.answers, None, {})
    say(again, "4次")
    assert again.draft and again.draft.text == "写到一半"
    assert draft_of(workspace, again).exists()


def test_it_stays_when_the_answer_could_not_be_saved(report: Report, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write_draft("indicators#1.actual", "4次")

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace):
        say(report, "4次")
    assert report.draft and report.draft.text == "4次"


def test_the_tabs_of_pasted_rows_stay(report: Report) -> None:
    report.write_draft("indicators#+quantity.indicator", "培训\t6 个\n\n\t5 个\t5 个")
    assert report.draft and report.draft.text == "培训\t6 个\n\n\t5 个\t5 个"


def test_it_can_be_forgotten(report: Report) -> None:
    report.clear_draft()
    report.write_draft("facts.a", "一")
    report.clear_draft()
    assert report.draft is None


def test_half_a_character_is_no_reason_to_lose_the_rest(report: Report) -> None:
    report.write_draft("facts.a", "一\ud800二")
    assert report.draft and report.draft.text == "一二"


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"path":1,"text":"","when":""}', b"\xff", b"[" * 100_000, b"1"])
def test_one_that_cannot_be_read_is_not_offered(workspace: FolderWorkspace, report: Report, data: bytes) -> None:
    draft_of(workspace, report).write_bytes(data)
    assert report.draft is None


def test_the_one_before_stays_when_a_new_one_cannot_be_written(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write_draft("facts.a", "一")

    def full(*_: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NoSpace):
        report.write_draft("facts.a", "一二")
    assert report.draft and report.draft.text == "一"


def test_a_hang_up_in_the_middle_of_writing_one_writes_its_own(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace
    calls: list[str] = []

    def interrupted(source: str, target: str) -> None:
        calls.append(source)
        if len(calls) == 1:
            report.write_draft("facts.a", "最后的")
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    report.write_draft("facts.a", "先前的")
    assert report.draft and report.draft.text == "最后的"


def test_a_folder_that_is_gone_is_told(report: Report, workspace: FolderWorkspace) -> None:
    os.rename(workspace.folder, workspace.folder + "-moved")
    with pytest.raises(WriteFailed, match="不见了"):
        report.write_draft("facts.a", "一")
