from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from command_line import zpb
from seeds import FOLDER
from tui import output, paths
from tui.exits import Exit
from tui.main import COMMANDS

ZPB = [sys.executable, "-m", "tui.main"]


def test_help_names_every_command_and_every_exit_code() -> None:
    done = zpb("--help")
    assert (done.code, done.err) == (0, "")
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert all(f"{int(code)} " in done.out for code in Exit)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_chinese(command: str) -> None:
    done = zpb(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"用法：zpb {command} ")
    assert not {"usage", "options", "positional", "show this"} & set(done.out.split())


def test_every_command_is_a_module_and_every_module_a_command() -> None:
    files = {file.stem for file in (Path(paths.__file__).parent / "commands").glob("*.py")} - {"__init__", "start"}
    assert {name.removesuffix("_") for name in files} == set(COMMANDS)


def test_the_version_is_that_of_the_distribution() -> None:
    done = zpb("--version")
    assert done.code == 0 and done.out.startswith("zpb ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lst",), "没有「lst」这个命令。最接近的是 list。"),
        (("imports", "x.docx"), "没有「imports」这个命令。最接近的是 import。"),
        (("--hom", "x"), "没有这样的选项"),
        (("list", "x"), "多出的内容：x"),
        (("show",), "缺少 REPORT"),
        (("show", "x", "--width"), "--width 后面要写内容"),
        (("check", "--format", "xml"), "--format 不能是 'xml'"),
        (("\udcff",), "没有「"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_one_sentence(
    workspace: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = zpb(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and len(done.err.splitlines()) == 1


def test_home_may_stand_before_or_after_the_command(tmp_path: Path, workspace: Path) -> None:
    other = str(tmp_path / "other")
    assert zpb("--home", other, "new", "project-expenditure").code == 0
    assert zpb("list", "--home", other).out
    assert zpb("list").out == ""


def test_a_fault_of_the_program_is_one_sentence_and_a_log_without_answers(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zpb("new", "project-expenditure", "--set", "facts.project_name=秘密项目")

    def broken(*_: object) -> None:
        raise KeyError("秘密项目")

    monkeypatch.setattr("tui.exporting.document", broken)
    done = zpb("show", "秘密项目")
    log = workspace / "zpb.log"
    assert (done.code, done.out) == (Exit.FAULT, "")
    assert str(log) in done.err and len(done.err.splitlines()) == 1
    text = log.read_text(encoding="utf-8")
    assert "KeyError" in text and "show.py" in text and "秘密" not in text
    assert log.stat().st_mode & 0o077 == 0


def test_a_fault_where_no_log_can_be_written_is_still_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.commands.rule.telling.rules", None)
    done = zpb("--home", "/proc/zpb", "rule")
    assert done.code == Exit.FAULT
    assert "TypeError" in done.err and len(done.err.splitlines()) == 1


def test_a_fault_without_any_argument_is_still_one_sentence(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.opening.Desk.unfinished", None)
    done = zpb()
    assert done.code == Exit.FAULT
    assert str(workspace / "zpb.log") in done.err and len(done.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("list",), ("list", "--help"), ("nonsense",)], ids=str)
def test_a_folder_that_was_deleted_under_us_is_no_fault(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "gone").mkdir()
    line = f"cd {tmp_path / 'gone'} && rmdir {tmp_path / 'gone'} && {' '.join(ZPB)} {' '.join(arguments)} --home rel"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["sh", "-c", line], check=False, capture_output=True, env=env)
    told = done.stderr.decode()
    assert "Traceback" not in told and len(told.splitlines()) <= 1
    assert done.returncode == {"list": Exit.STORE, "--help": Exit.DONE, "nonsense": Exit.USAGE}[arguments[-1]]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_sentence_that_cannot_be_said_leaves_its_exit_code(workspace: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*ZPB, "nonsense"], stderr=full, stdout=full, check=False)
    assert done.returncode == Exit.USAGE


def test_a_reader_that_goes_away_is_nothing_to_speak_of(workspace: Path) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-4.json"))
    for arguments in (["list"], ["show", "-"], ["--help"], ["history", "-"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([*ZPB, *arguments], stdout=writer, stderr=subprocess.PIPE, check=False)
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b""), arguments


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_output_that_does_not_fit_is_told(workspace: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*ZPB, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == Exit.STORE
    assert "磁盘已满" in done.stderr.decode() and len(done.stderr.decode().splitlines()) == 1


def test_closed_streams_do_no_harm(workspace: Path) -> None:
    def run(line: str) -> int:
        return subprocess.run(["sh", "-c", f"{' '.join(ZPB)} {line}"], check=False, capture_output=True).returncode

    assert run("new project-expenditure <&- >&- 2>&-") == 0
    assert run("list >&-") == 0
    assert run("fill <&-") == 0
    assert run("nonsense >&- 2>&-") == 2


def test_without_input_it_ends_and_never_spins(workspace: Path) -> None:
    zpb("new", "project-expenditure")
    done = subprocess.run(ZPB, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"LANG": "en_US.ISO-8859-1"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}],
    ids=str,
)
def test_a_locale_without_chinese_gets_utf_8(workspace: Path, environment: dict[str, str]) -> None:
    zpb("new", "project-expenditure")
    env = {**os.environ, **environment}
    given = "档案工作\n✗\n".encode()
    done = subprocess.run([*ZPB, "fill", "--plain"], input=given, env=env, capture_output=True, check=False)
    assert "项目名称？" in done.stdout.decode("utf-8")
    assert "档案工作" in zpb("list").out
    assert done.returncode == 2, "the second line is no date"


def test_marks_that_an_encoding_has_not_got_are_replaced() -> None:
    output.prepare()
    assert "✗ 产出 › 数量 𠮷".encode("gbk", output.HANDLER).decode("gbk") == "x 产出 > 数量 ?"


@pytest.mark.skipif(sys.platform != "linux", reason="the rule is Linux's; elsewhere the library itself is asked")
@pytest.mark.parametrize("variable", ["", "/data", "  "])
def test_the_data_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", variable)
    assert paths.data_folder() == platformdirs.user_data_dir("zipingbiao", appauthor=False)


def test_the_home_that_is_named_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZPB_HOME", str(tmp_path / "a"))
    assert paths.home() == str(tmp_path / "a")
    assert paths.home(str(tmp_path / "b")) == str(tmp_path / "b")
    monkeypatch.setenv("ZPB_HOME", "")
    assert paths.home() == paths.data_folder()
