"""Saving, history, restoring, and what is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.answers import Answers, Row, Waiver
from forms.history import Entry
from store.errors import NotFound, Overtaken, ReadOnly, WriteFailed
from store.report import Report
from store.workspace import FolderWorkspace

Say = Callable[..., None]


def file_of(workspace: FolderWorkspace, report: Report) -> Path:
    return Path(workspace.folder, f"{report.id}.json")


def test_a_saved_report_opens_as_it_was(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    say(report, "4次")
    report.close()
    again = workspace.open(report.id)
    assert (again.answers, again.history, again.rev, again.summary) == (
        report.answers,
        report.history,
        2,
        {"name": "安全生产", "year": 2020},
    )
    assert (again.form, again.edition, again.created) == ("project-expenditure", "2020", report.created)


def test_everything_that_answers_hold_comes_back(workspace: FolderWorkspace) -> None:
    answers = Answers(
        texts={
            "facts.a": "",
            "funds#total.annual_budget": "383.50",
            "indicators#3.actual": "两行\n文字",
            "gone#9.x": "旧",
        },
        rows={"indicators": (Row(3, "quantity"), Row(1, "cost", True)), "plan": ()},
        skipped=frozenset({"facts.b", "indicators#+time.indicator"}),
        closed=frozenset({"indicators#+time"}),
        given={"funds#total.execution_rate": "83.9%"},
        waivers={"F03 funds#total.executed": Waiver("合同约定", "90"), "X01 ": Waiver("同批", "")},
        at="review",
        next_row=7,
        finished=True,
    )
    report = workspace.create("f", "1", answers, {})
    report.close()
    assert workspace.open(report.id, write=False).answers == answers


def test_one_answer_is_one_write_and_two_flushes(report: Report, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    written: list[int] = []
    fsync, write = os.fsync, os.write

    def flush(fd: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{fd}"))
        fsync(fd)

    def put(fd: int, data: bytes) -> int:
        written.append(write(fd, data))
        return written[-1]

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(os, "write", put)
    say(report, "4次")
    folder = os.path.dirname(flushed[0])
    assert flushed == [os.path.join(folder, f"{report.id}.tmp"), folder]
    assert len(written) == 1


def test_the_file_is_the_plain_json_of_its_tables(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    for number in range(5):
        say(report, f"约 {number} 次")
    text = file_of(workspace, report).read_text(encoding="utf-8")
    tables = json.loads(text)
    assert text == json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert list(tables["history"]) == ["1", "2", "3", "4", "5", "6"]
    assert tables["rows"]["1"]["fields"]["actual"] == "约 4 次"


def test_only_the_place_is_saved_without_a_revision(workspace: FolderWorkspace, report: Report) -> None:
    moved = Answers(**{**report.answers.__dict__, "at": "facts.period", "skipped": frozenset({"facts.seal"})})
    report.save(moved, None, report.summary)
    report.close()
    again = workspace.open(report.id, write=False)
    assert (again.rev, again.answers.at, again.answers.skipped) == (1, "facts.period", frozenset({"facts.seal"}))


def test_several_lines_of_history_may_be_saved_at_once(workspace: FolderWorkspace, report: Report) -> None:
    first = report.answers.put("facts.a", "一")
    second = first.put("facts.b", "二")
    entries = [
        Entry(2, "answer", first.changed_from(report.answers)),
        Entry(3, "answer", second.changed_from(first)),
    ]
    report.save(second, entries, {})
    assert [each.rev for each in report.history] == [1, 2, 3]
    assert report.restore(2).get("facts.b") is None


def test_history_says_who_and_when(report: Report, say: Say) -> None:
    say(report, "4次")
    entry = report.history[-1]
    assert entry.who
    assert entry.when[10] == "T" and entry.when[-6] in "+-" and "." not in entry.when
    assert report.changed_at == entry.when


@pytest.mark.parametrize("revs", [[1], [3], [2, 4]])
def test_a_line_of_history_that_does_not_follow_is_refused_before_anything_is_written(
    workspace: FolderWorkspace, report: Report, revs: list[int]
) -> None:
    before = file_of(workspace, report).read_bytes()
    with pytest.raises(ValueError, match="do not follow"):
        report.save(report.answers, [Entry(rev, "answer", {}) for rev in revs], {})
    assert file_of(workspace, report).read_bytes() == before


def test_an_error_while_saving_leaves_file_and_report_as_they_were(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    before = file_of(workspace, report).read_bytes()
    with pytest.raises(TypeError):
        report.save(
            report.answers.put("facts.a", "一"), [Entry(2, "answer", {"facts.a": (None, "一")})], {"x": object()}
        )
    with pytest.raises(WriteFailed, match="无法保存的字符"):
        say(report, "\ud800")
    with pytest.raises(WriteFailed, match="无法还原的字符"):
        say(report, "\ufffd")
    assert file_of(workspace, report).read_bytes() == before
    say(report, "4次")
    assert report.rev == 2 and report.history[-1].delta == {"indicators#1.actual": (None, "4次")}


def test_restoring_goes_by_revision(report: Report, say: Say) -> None:
    states = [report.answers]
    for text in ("4次", "", "约 10 次"):
        say(report, text)
        states.append(report.answers)
    dropped = report.answers.drop_row("indicators", "1")
    report.save(dropped, [Entry(5, "drop", dropped.changed_from(report.answers))], {})
    for rev, state in enumerate(states, 1):
        assert report.restore(rev).flat() == state.flat()
    back = report.restore(2)
    report.save(back, [Entry(6, "restore", back.changed_from(report.answers))], {})
    assert report.answers.get("indicators#1.actual") == "4次"
    assert back.next_row == 2


@pytest.mark.parametrize("rev", [0, 2, -1])
def test_a_revision_that_never_was_cannot_be_restored(report: Report, rev: int) -> None:
    with pytest.raises(NotFound):
        report.restore(rev)


def test_history_stays_small_however_many_rows_there_are(workspace: FolderWorkspace, report: Report) -> None:
    for number in range(2, 102):
        after, _ = report.answers.add_row("indicators", "quantity", {"indicator": f"第 {number} 项"})
        report.save(after, [Entry(number, "add", after.changed_from(report.answers))], {})
    assert file_of(workspace, report).stat().st_size < 101 * 400
    report.close()
    again = workspace.open(report.id)
    assert again.history == report.history
    assert len(again.restore(50).page_rows("indicators")) == 50


def test_rows_moved_and_dropped_come_back_in_their_order(workspace: FolderWorkspace, report: Report) -> None:
    states = [report.answers]
    changes: tuple[Callable[[Answers], Answers], ...] = (
        lambda a: a.add_row("indicators", "cost", {"indicator": "成本"})[0],
        lambda a: a.add_row("indicators", "quantity", {"indicator": "二"}, after="1")[0],
        lambda a: a.move_row("indicators", "3", 0),
        lambda a: a.drop_row("indicators", "1"),
        lambda a: a.drop_row("indicators", "2").drop_row("indicators", "3"),
    )
    for change in changes:
        after = change(report.answers)
        report.save(after, [Entry(report.rev + 1, "x", after.changed_from(report.answers))], {})
        states.append(after)
    report.close()
    again = workspace.open(report.id, write=False)
    assert again.answers == states[-1]
    assert [again.restore(rev).flat() for rev in range(1, 7)] == [state.flat() for state in states]


def test_a_window_that_was_overtaken_says_so_and_becomes_read_only(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    say(report, "4次")
    older = file_of(workspace, report).read_bytes()
    say(report, "5次")
    file_of(workspace, report).write_bytes(older)
    with pytest.raises(Overtaken, match="这里是第 3 次修改，文件中是第 2 次"):
        say(report, "6次")
    with pytest.raises(ReadOnly):
        say(report, "6次")
    assert file_of(workspace, report).read_bytes() == older
    report.write_draft("indicators#1.actual", "6次")
    assert report.draft and report.draft.text == "6次"


def test_a_file_that_was_only_touched_overtakes_nobody(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    os.utime(file_of(workspace, report), (1, 1))
    say(report, "4次")
    assert report.rev == 2


def test_a_file_damaged_under_an_open_window_is_set_aside_and_the_answers_are_written_again(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    file_of(workspace, report).write_bytes(b"\x00garbage")
    say(report, "4次")
    assert Path(workspace.folder, f"{report.id}.damaged-1").read_bytes() == b"\x00garbage"
    report.close()
    assert workspace.open(report.id, write=False).answers.get("indicators#1.actual") == "4次"


def test_a_file_removed_under_an_open_window_is_written_again(
    workspace: FolderWorkspace, report: Report, say: Say
) -> None:
    file_of(workspace, report).unlink()
    say(report, "4次")
    report.close()
    assert workspace.open(report.id, write=False).rev == 2


def test_a_closed_or_looking_window_does_not_save(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    looking = workspace.open(report.id, write=False)
    with pytest.raises(ReadOnly):
        say(looking, "4次")
    report.close()
    with pytest.raises(ReadOnly):
        say(report, "4次")


def test_the_last_good_copy_and_one_of_the_day_are_kept(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    states = [file_of(workspace, report).read_bytes()]
    for text in ("4次", "5次", "6次"):
        say(report, text)
        states.append(file_of(workspace, report).read_bytes())
    copies = Path(workspace.folder, "copies", report.id)
    assert (copies / "last.json").read_bytes() == states[-2]
    daily = [each for each in copies.iterdir() if each.name != "last.json"]
    assert [each.read_bytes() for each in daily] == [states[0]]


def test_a_week_of_daily_copies_is_kept(
    workspace: FolderWorkspace, report: Report, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 12):
        monkeypatch.setattr("time.strftime", lambda _, day=day: f"2026-03-{day:02}")
        say(report, f"{day}次")
    names = sorted(each.name for each in Path(workspace.folder, "copies", report.id).iterdir())
    assert names == [*(f"2026-03-{day:02}.json" for day in range(5, 12)), "last.json"]


def test_everything_is_private(workspace: FolderWorkspace, report: Report, say: Say) -> None:
    say(report, "4次")
    report.write_draft("facts.a", "一")
    workspace.list()
    for folder, _, names in os.walk(workspace.folder):
        assert os.stat(folder).st_mode & 0o777 == 0o700
        assert {os.stat(os.path.join(folder, name)).st_mode & 0o777 for name in names} <= {0o600}
