"""The commands that look at reports as a whole: list, history, restore, delete, check, doctor."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from command_line import zpb
from forms.cells import width
from glass import Glass
from seeds import FOLDER

ZPB = [sys.executable, "-m", "tui.main"]


@pytest.fixture
def archives(workspace: Path) -> str:
    """The id of the published 2-5."""
    out = zpb("fill", "--answers", str(FOLDER / "2-5.json")).out
    return str(next(each["id"] for each in map(json.loads, out.splitlines()) if each["event"] == "saved"))


def test_an_empty_workspace_lists_nothing_and_says_how_to_begin(workspace: Path) -> None:
    done = zpb("list")
    assert (done.code, done.out) == (0, "")
    assert "zpb new" in done.err
    assert not workspace.exists()


def test_a_list_shows_each_report_on_a_line_of_equal_columns(archives: str) -> None:
    zpb("new", "project-expenditure", "--set", "facts.project_name=383.50")
    done = zpb("list")
    lines = done.out.splitlines()
    assert [line.split()[1] for line in lines[2:]] == ["383.50", "档案工作"], "last changed first, figures untouched"
    assert lines[3].startswith(archives) and "错误 " in lines[3]
    assert width(lines[0]) <= width(lines[1])


@pytest.mark.parametrize(
    ("columns", "shown", "hidden"),
    [
        (120, ["一般行政管理事务", "项目支出绩效自评表", "改于"], ["…"]),
        (90, ["一般行政管理事务", "待核 8", "改于"], ["项目支出绩效自评表", "…"]),
        (70, ["一般行政管…", "待核 8"], ["项目支出绩效自评表"]),
    ],
)
def test_on_a_terminal_a_list_is_as_wide_as_that(
    archives: str, columns: int, shown: list[str], hidden: list[str]
) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    with Glass([*ZPB, "list"], columns=columns) as glass:
        glass.wait_end()
        lines = glass.look().splitlines()
    rows = [line for line in lines if line.strip()]
    assert len(rows) == 4, rows
    assert all(each in "\n".join(rows) for each in shown) and not any(each in "\n".join(rows) for each in hidden), rows
    assert "项目支出绩效自评表" in zpb("list").out, "where it is no terminal nothing is left out"


def test_history_tells_every_change_and_restore_takes_it_back(archives: str) -> None:
    zpb("fill", "档案工作", "--plain", stdin="/改 1.2\n2020.1.1-12.31\n")
    done = zpb("history", archives)
    assert len(done.out.splitlines()) == 2
    assert "填写  项目起止时间：「2021 年 1 月 1 日-12 月 31 日」 → 「2020.1.1-12.31」" in done.out
    assert zpb("restore", archives, "1").code == 0
    assert json.loads(zpb("show", archives, "-f", "json").out)["answers"]["facts"]["period"].startswith("2021")
    assert "恢复" in zpb("history", archives).out.splitlines()[2]
    assert zpb("restore", archives, "2").code == 0
    assert json.loads(zpb("show", archives, "-f", "json").out)["answers"]["facts"]["period"] == "2020.1.1-12.31"


def test_restoring_what_stands_there_changes_nothing(archives: str) -> None:
    done = zpb("restore", archives, "1")
    assert done.code == 0 and "没有改动" in done.err
    assert len(zpb("history", archives).out.splitlines()) == 1


@pytest.mark.parametrize("rev", ["0", "2", "一", "-1", "1.5"])
def test_a_revision_that_is_not_there_is_refused(archives: str, rev: str) -> None:
    done = zpb("restore", archives, rev)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


def test_a_deleted_report_lies_in_the_trash(archives: str, workspace: Path) -> None:
    done = zpb("delete", "档案工作")
    assert done.code == 0 and archives in done.err
    assert (workspace / "trash" / archives / f"{archives}.json").is_file()
    assert zpb("list").out == ""
    assert zpb("show", archives).code == 2


def test_check_prints_place_code_and_message(archives: str) -> None:
    done = zpb("check", "档案工作")
    assert done.code == 1
    found = [line.split(": ")[1].split()[0] for line in done.out.splitlines()]
    assert {"B02", "I01"} <= set(found) and found.count("I01") == 2
    assert "项目起止时间: B02 错误 起止时间在 2021 年" in done.out
    assert "档案工作：检查结果：错误 " in done.err


def test_check_without_a_name_means_the_last_and_ends_with_0_without_an_error(archives: str) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    done = zpb("check")
    assert done.code == 0 and "一般行政管理事务：检查结果：错误 0 处" in done.err


def test_check_of_several_names_each(archives: str) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    done = zpb("check", archives, "一般行政", "--format", "json")
    first, second = json.loads(done.out)
    assert first["report"] == archives and {each["code"] for each in first["findings"]} >= {"B02", "I01"}
    assert "error" not in {each["severity"] for each in second["findings"]}
    assert json.loads(zpb("check", archives, "--format", "json").out)[0]["code"] == "B02"
    assert zpb("check", archives, "一般行政").out.startswith("档案工作: ")


def test_a_finding_kept_with_a_reason_is_open_no_more(archives: str) -> None:
    zpb("fill", "档案工作", "--plain", stdin="/改 1.2\n2021.1.1-12.31\n/保留 跨年项目\n")
    done = zpb("check")
    assert "B02 错误" not in done.out and "另保留 1 处" in done.err
    assert re.search("项目起止时间: B02 已保留 .*（保留理由：跨年项目）$", done.out, re.M)
    kept = [each for each in json.loads(zpb("check", "--format", "json").out) if each["code"] == "B02"]
    assert kept[0]["waived"] == "跨年项目"


def test_doctor_finds_nothing_in_a_sound_workspace(archives: str) -> None:
    done = zpb("doctor")
    assert done.code == 0 and "没有问题" in done.out


def test_doctor_of_a_workspace_that_is_not_there_makes_none(workspace: Path) -> None:
    assert zpb("doctor").code == 0
    assert not workspace.exists()


def damage(workspace: Path, id: str) -> None:
    zpb("fill", id, "--plain", stdin="/改 1.2\n2020.1.1-12.31\n")
    file = workspace / f"{id}.json"
    file.write_bytes(file.read_bytes()[:-100])


def test_a_damaged_report_is_named_everywhere_and_stops_no_list(archives: str, workspace: Path) -> None:
    damage(workspace, archives)
    assert "损坏" in zpb("list").out
    done = zpb("show", archives)
    assert (done.code, done.out) == (3, "")
    assert "zpb doctor" in done.err and len(done.err.splitlines()) == 1


def test_doctor_repairs_a_damaged_report_when_it_is_asked_to(archives: str, workspace: Path) -> None:
    damage(workspace, archives)
    assert zpb("doctor").code == 1, "without being asked it changes nothing"
    assert zpb("show", archives).code == 3
    done = zpb("doctor", "--repair")
    assert done.code == 0 and "已恢复" in done.out
    assert zpb("show", archives).code == 0
    assert list(workspace.glob("*.damaged-*")), "the damaged file is kept"
    assert zpb("doctor").code == 0


@pytest.mark.skipif(os.name != "posix", reason="modes of folders are POSIX's")
def test_doctor_closes_a_folder_that_others_may_read(archives: str, workspace: Path) -> None:
    workspace.chmod(0o755)
    assert zpb("doctor").code == 1
    assert zpb("doctor", "--repair").code == 0
    assert workspace.stat().st_mode & 0o777 == 0o700


def test_doctor_points_at_definitions_with_faults(archives: str, workspace: Path) -> None:
    (workspace / "forms").mkdir()
    (workspace / "forms" / "own.toml").write_text("code = 3", encoding="utf-8")
    done = zpb("doctor")
    assert done.code == 1 and "own.toml" in done.out


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for command in (("doctor",), ("list",), ("new", "project-expenditure")):
        done = zpb(*command, "--home", str(file))
        assert done.code == 3, command
        assert len(done.err.splitlines()) == 1


def test_a_home_that_cannot_be_made_is_told() -> None:
    done = zpb("--home", "/proc/zpb", "new", "project-expenditure")
    assert (done.code, done.out) == (3, "")
    assert len(done.err.splitlines()) == 1
