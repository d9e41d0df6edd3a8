"""The line mode on a real terminal: what readline, the terminal's line editing and a pasting person make of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from command_line import zpb
from report_files import report_files

LINE = "\r"


@pytest.fixture
def terminal(workspace: Path) -> Iterator[pexpect.spawn[str]]:
    """`zpb new` in the line mode on a terminal, at its first question."""
    child = start("new", "project-expenditure", "--year", "2020", "--plain")
    asked(child, "项目名称？")
    yield child
    child.close(force=True)


def start(*arguments: str, **environment: str) -> pexpect.spawn[str]:
    env = {**os.environ, "TERM": "vt100", "LC_ALL": "C.UTF-8", **environment}
    command = ["-m", "tui", *arguments]
    return pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=30, dimensions=(24, 80))


def asked(child: pexpect.spawn[str], question: str) -> str:
    """Wait for a question and the prompt under it; gives what was said before."""
    child.expect_exact(question)
    before = child.before or ""
    child.expect_exact("\n> ")
    return str(before)


def answers(page: str = "facts") -> Any:
    return json.loads(zpb("export", "-", "-f", "json").out)["answers"][page]


def leave(child: pexpect.spawn[str]) -> str:
    child.send("/q" + LINE)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


def test_a_person_is_asked_again_until_the_answer_fits(terminal: pexpect.spawn[str]) -> None:
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")
    terminal.send("2020.13.1" + LINE)
    terminal.expect_exact("✗ ")
    terminal.expect_exact("\n> ")
    terminal.send("2021.1.1-12.31" + LINE)
    terminal.expect_exact("! B02")
    terminal.expect_exact("\n> ")
    terminal.send("2020.1.1-12.31" + LINE)
    asked(terminal, "主管部门？")
    assert "已保存 2 项；继续填写：zpb fill 档案工作" in leave(terminal)
    assert answers() == {"project_name": "档案工作", "period": "2020.1.1-12.31"}


def test_enter_goes_on_from_a_warning(terminal: pexpect.spawn[str]) -> None:
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")
    terminal.send("2021.1.1-12.31" + LINE)
    terminal.expect_exact("\n> ")
    terminal.send(LINE)
    asked(terminal, "主管部门？")
    leave(terminal)
    assert answers()["period"] == "2021.1.1-12.31"


def test_backspace_takes_back_a_whole_chinese_character(terminal: pexpect.spawn[str]) -> None:
    terminal.send("档案工做\x7f作" + LINE)
    asked(terminal, "项目起止时间？")
    leave(terminal)
    assert answers()["project_name"] == "档案工作"


def test_a_paste_of_several_lines_is_one_answer(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/到 年度总体目标" + LINE)
    asked(terminal, "目标")
    terminal.send("一、整理档案；\r二、维护系统；\r三、消毒。" + LINE)
    terminal.expect_exact("已保存")
    terminal.expect_exact("\n> ")
    leave(terminal)
    assert answers("goals") == {"initial_goal": "一、整理档案；\n二、维护系统；\n三、消毒。"}


def test_pasted_rows_are_offered_as_rows(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/到 绩效指标" + LINE)
    asked(terminal, "指标")
    terminal.send("系统维护\t10 次\t10 次\r档案整理\t100 份\t120 份" + LINE)
    asked(terminal, "采用？")
    terminal.send("1" + LINE)
    terminal.expect_exact("已贴入 2 行")
    terminal.expect_exact("\n> ")
    leave(terminal)
    assert [row["indicator"] for row in answers("indicators")] == ["系统维护", "档案整理"]


def test_the_end_of_the_input_leaves(terminal: pexpect.spawn[str]) -> None:
    terminal.sendeof()
    terminal.expect_exact("继续填写：zpb fill")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_an_answer_that_came_with_the_end_of_the_input_is_taken(workspace: Path) -> None:
    controller, end = os.openpty()
    os.write(controller, "档案工作\n2020.1.1-12.31\n\x04".encode())
    sent = subprocess.run(
        [sys.executable, "-c", "from tui.lines import Terminal; t = Terminal(); print(ascii([t.line(), t.line()]))"],
        stdin=end,
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert sent.stdout.decode().endswith(f"{['档案工作' + chr(10) + '2020.1.1-12.31', None]!a}\n")
    os.close(controller)
    os.close(end)


def test_ones_own_other_window_is_taken_over_when_it_is_wanted(terminal: pexpect.spawn[str]) -> None:
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")
    child = start("fill", "档案工作", "--plain")
    child.expect_exact("正在别处填写（")
    child.expect_exact("接管请输入 1，回车放弃。")
    child.send("1" + LINE)
    assert "继续填写「档案工作」" in asked(child, "项目起止时间？")
    terminal.expect(pexpect.EOF)
    leave(child)


def test_a_busy_report_stays_where_it_is_when_enter_says_so(terminal: pexpect.spawn[str]) -> None:
    child = start("fill", "-", "--plain")
    child.expect_exact("接管请输入 1，回车放弃。")
    child.send(LINE)
    child.expect_exact("请先在那里退出")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")


def test_an_interrupt_ends_with_130_and_says_how_to_go_on(terminal: pexpect.spawn[str]) -> None:
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")
    terminal.send("2020.1\x03")
    terminal.expect_exact("继续填写：zpb fill 档案工作")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    assert answers() == {"project_name": "档案工作"}


def test_a_kill_loses_nothing_that_was_acknowledged(terminal: pexpect.spawn[str]) -> None:
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")
    terminal.kill(9)
    terminal.expect(pexpect.EOF)
    child = start("fill", "--plain")
    assert "继续填写「档案工作」" in asked(child, "项目起止时间？")
    leave(child)


def test_a_second_window_is_refused_in_one_sentence(terminal: pexpect.spawn[str]) -> None:
    done = zpb("fill", "-", "--plain", stdin="x\n")
    assert (done.code, done.out) == (3, "")
    assert "正由" in done.err and len(done.err.splitlines()) == 1
    assert answers() == {}


def test_a_draft_of_the_app_stands_in_the_line_again(terminal: pexpect.spawn[str], workspace: Path) -> None:
    terminal.send("档案工作" + LINE)
    asked(terminal, "项目起止时间？")
    leave(terminal)
    [report] = report_files(workspace)
    draft = {"path": "facts.period", "text": "2020.1.1-12", "when": "2026-01-01T10:00:00+08:00"}
    report.with_suffix(".draft").write_text(json.dumps(draft), encoding="utf-8")
    child = start("fill", "--plain")
    child.expect_exact("上次未确认的内容：「2020.1.1-12」")
    child.expect_exact("> 2020.1.1-12")
    child.send(".31" + LINE)
    asked(child, "主管部门？")
    leave(child)
    assert answers()["period"] == "2020.1.1-12.31"
    assert not report.with_suffix(".draft").exists()


def test_a_draft_of_another_question_is_told_and_stands_in_the_line_there(
    terminal: pexpect.spawn[str], workspace: Path
) -> None:
    leave(terminal)
    [report] = report_files(workspace)
    draft = {"path": "facts.competent_dept", "text": "区委", "when": "2026-01-01T10:00:00+08:00"}
    report.with_suffix(".draft").write_text(json.dumps(draft), encoding="utf-8")
    assert zpb("fill", "-", "--plain", stdin="档案工作\n").code == 0
    child = start("fill", "--plain")
    child.expect_exact("回到那一项时可以看到：「区委」")
    child.send("2020.1.1-12.31" + LINE)
    child.expect_exact("上次未确认的内容：「区委」")
    child.expect_exact("> 区委")
    child.send("办" + LINE)
    asked(child, "实施单位？")
    leave(child)
    assert answers()["competent_dept"] == "区委办"
    assert not report.with_suffix(".draft").exists()


def test_a_dumb_terminal_gets_the_line_mode_and_no_control_sequence(workspace: Path) -> None:
    zpb("new", "project-expenditure", "--year", "2020")
    child = start(TERM="dumb")
    before = asked(child, "项目名称？")
    child.send("档案工作" + LINE)
    before += asked(child, "项目起止时间？") + leave(child)
    assert "\x1b" not in before


def test_a_locale_without_chinese_is_edited_as_utf_8(workspace: Path) -> None:
    zpb("new", "project-expenditure", "--year", "2020")
    child = start("fill", "--plain", LC_ALL="C")
    asked(child, "项目名称？")
    child.send("档案工做\x7f作" + LINE)
    asked(child, "项目起止时间？")
    leave(child)
    assert answers()["project_name"] == "档案工作"


def test_a_gb18030_terminal_is_served_in_its_own_encoding(workspace: Path) -> None:
    zpb("new", "project-expenditure", "--year", "2020")
    env = {**os.environ, "TERM": "vt100", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gb18030"}
    command = ["-m", "tui", "fill", "--plain"]
    child = pexpect.spawn(sys.executable, command, env=env, encoding="gb18030", timeout=30)
    asked(child, "项目名称？")
    child.send("档案工作" + LINE)
    asked(child, "项目起止时间？")
    leave(child)
    assert answers()["project_name"] == "档案工作"
