"""What lies on top of a report: the table, the findings, the review, the file; each hands back where to go."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from forms import events as e
from forms.checks.finding import Severity
from golden import assert_golden
from onscreen import app_at, new_session, play, seed_session, shown, type_in
from store.formats.register import FORMATS
from tui.exporting import drawn
from tui.screens.fill import FillScreen
from tui.screens.findings import FindingsScreen
from tui.widgets.answer_line import AnswerLine
from tui.widgets.drawing import DrawingView
from tui.widgets.listing import Listing


def test_the_preview_shows_the_lines_of_the_text_file(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f5")
        view = pilot.app.screen.query_one(DrawingView)
        lines = drawn(session.wizard.form, session.wizard.answers).splitlines()
        assert list(view._lines) == lines
        await type_in(pilot, "", "escape")
        assert isinstance(pilot.app.screen, FillScreen)

    play(app_at(workspace, session), steps)


def test_enter_on_a_cell_goes_to_its_question_and_comes_back_after_the_answer(workspace: Path) -> None:
    session = new_session(workspace)
    for text in ("档案工作", "2020.1.1-12.31", "区委办", "区委办"):
        session.say(e.Answer(text))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f5", *["up"] * 12, *["left"] * 6)
        view = pilot.app.screen.query_one(DrawingView)
        assert view.path == "facts.project_name", view.path
        await type_in(pilot, "", "enter")
        assert "基本信息 · 项目名称" in shown(pilot)
        await type_in(pilot, "", "enter")
        assert "基本信息 · 是否重点绩效项目" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_a_reason_may_be_typed_as_the_command_that_takes_one(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6", "3")
        assert "Esc 取消" in shown(pilot).splitlines()[-1]
        await type_in(pilot, "/保留 合同约定跨年执行", "enter")
        assert [each.reason for each in session.report.answers.waivers.values()] == ["合同约定跨年执行"]
        assert "1 次序" in shown(pilot).splitlines()[-1]

    play(app_at(workspace, session), steps)


def test_a_finding_is_gone_to_mended_and_the_list_comes_back(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        first = shown(pilot).split("\n")[2]
        assert "▸ 错误 B02" in first
        await type_in(pilot, "", "f1")
        assert "起止时间与表的年度不符" in shown(pilot)
        await type_in(pilot, "", "enter", "ctrl+u", *"2020.1.1-12.31", "enter")
        assert isinstance(pilot.app.screen, FindingsScreen)
        assert "B02" not in shown(pilot)

    play(app_at(workspace, session), steps)


def test_what_enter_does_is_what_the_last_line_says(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        assert "回车 去修改" in shown(pilot)
        await type_in(pilot, "", "2")
        assert "回车 采用改法" in shown(pilot) and "去修改" not in shown(pilot)
        await type_in(pilot, "", "down")
        assert "回车 去修改" in shown(pilot)
        await type_in(pilot, "", "up", "2", "enter")
        assert "回车 去修改" in shown(pilot)
        assert session.wizard.answers.get("facts.period") == "2020 年 1 月 1 日-2020 年 12 月 31 日"

    play(app_at(workspace, session), steps)


def test_a_hint_alone_is_nothing_to_look_at_in_the_form_and_in_the_list(workspace: Path) -> None:
    session = new_session(workspace)
    for text in ("档案工作", "2020年1月1日-12月31日"):
        session.say(e.Answer(text))
    assert [each.code for each in session.wizard.open_findings()] == ["B03"]
    assert (session.report.summary["errors"], session.report.summary["warnings"]) == (0, 0)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "")
        assert "待看" not in shown(pilot)

    play(app_at(workspace, session), steps)


async def mark(pilot: Pilot[int], code: str) -> None:
    """Move down the findings to the one of a code."""
    listing = pilot.app.screen.query_one(Listing)
    for _ in listing.entries:
        if (listing.key or "").startswith(code):
            return
        await type_in(pilot, "", "down")
    raise AssertionError(f"no {code} among the findings")


def test_the_choice_that_a_finding_puts_is_made_once_for_the_form(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        await mark(pilot, "I04")
        await type_in(pilot, "", "2")
        assert "1 达成 2 部分达成 3 未达成" in shown(pilot)
        await type_in(pilot, "1", "enter")
        assert not any(each.code == "I04" for each in session.wizard.findings)
        assert "达成预期指标" in session.report.answers.texts.values()

    play(app_at(workspace, session), steps)


def test_a_cell_with_several_quantities_is_split_into_rows(workspace: Path) -> None:
    session = seed_session(workspace, "2-7")
    rows = len(session.wizard.answers.page_rows("indicators"))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        await mark(pilot, "I08")
        await type_in(pilot, "", "2")
        assert "可拆成 4 行" in shown(pilot)
        await type_in(pilot, "", "enter")
        assert len(session.report.answers.page_rows("indicators")) == rows + 3

    play(app_at(workspace, session), steps)


def test_a_finding_is_kept_with_a_reason(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6", "3", "enter")
        assert "理由" in shown(pilot)
        await type_in(pilot, "合同约定跨年 1 次", "enter")
        listed = pilot.app.screen.query_one(Listing).entries
        assert any(each.text.endswith("（已保留：合同约定跨年 1 次）") for each in listed)
        assert "B02 facts.period" in session.report.answers.waivers

    play(app_at(workspace, session), steps)


def test_what_is_kept_is_marked_with_its_reason_and_kept_no_more(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")
    session.say(e.Waive("合同约定跨年执行", "B02"))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        await mark(pilot, "B02")
        assert "已保留，理由：合同约定跨年执行" in shown(pilot) and "3 取消保留" in shown(pilot)
        await type_in(pilot, "", "3")
        assert not session.report.answers.waivers
        assert "B02 不再保留" in shown(pilot) and "3 保留" in shown(pilot)
        await type_in(pilot, "", "ctrl+z")
        assert session.report.answers.waivers

    play(app_at(workspace, session), steps)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_rule_lies_over_the_list_and_the_keys_have_room(workspace: Path, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        assert "Esc 返回" in shown(pilot)
        await mark(pilot, "G05")
        await type_in(pilot, "", "f1")
        assert "规则 G05" in shown(pilot) and "Esc 返回" in shown(pilot)
        await type_in(pilot, "", "escape")
        assert isinstance(pilot.app.screen, FindingsScreen)
        assert (pilot.app.screen.query_one(Listing).key or "").startswith("G05")

    play(app_at(workspace, seed_session(workspace, "2-5")), steps, size)


def test_open_questions_are_listed_below_gone_to_and_kept_empty_with_a_reason(workspace: Path) -> None:
    session = new_session(workspace)
    session.say(e.Answer("档案工作"))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6")
        listed = [each.text for each in pilot.app.screen.query_one(Listing).entries]
        assert f"未填（{len(session.wizard.course.open)} 项）" in listed
        assert "资金来源" in listed, "also those that no check speaks of"
        await mark(pilot, "B01 facts.seal")
        await type_in(pilot, "", "3")
        await type_in(pilot, "1", "enter")
        assert "没有说出为什么保留" in shown(pilot)
        await type_in(pilot, "", "backspace")
        await type_in(pilot, "公章另附在封面", "enter")
        assert "B01 facts.seal" in session.report.answers.waivers
        await mark(pilot, "funds.which")
        await type_in(pilot, "", "3")
        assert "还没有填" in shown(pilot)
        await type_in(pilot, "", "enter")
        assert isinstance(pilot.app.screen, FillScreen) and str(session.wizard.at) == "funds.which"

    play(app_at(workspace, session), steps)


def test_a_finding_that_one_went_to_is_said_at_its_question(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f6", "enter")
        assert isinstance(pilot.app.screen, FillScreen)
        assert "B02 起止时间在 2021 年" in shown(pilot).replace("\n", "")
        await type_in(pilot, "", "tab", "enter")
        assert session.wizard.answers.get("facts.period") == "2020 年 1 月 1 日-2020 年 12 月 31 日"

    play(app_at(workspace, session), steps)


def test_the_contents_list_every_question_with_its_number(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/目录", "enter")
        assert any(each.text.startswith("1.1 项目名称：") for each in pilot.app.screen.query_one(Listing).entries)

    play(app_at(workspace, seed_session(workspace, "2-5")), steps)


def test_a_choice_that_was_refused_leaves_the_line_empty(workspace: Path) -> None:
    session = new_session(workspace)
    session.say(e.Goto("facts.is_key_project"))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "3", "enter")
        assert "无法识别选项「3」" in shown(pilot)
        await type_in(pilot, "1", "enter")
        assert session.wizard.answers.get("facts.is_key_project") == "是"

    play(app_at(workspace, session), steps)


def test_the_review_has_what_is_open_first_and_every_answer_after_it(workspace: Path) -> None:
    session = seed_session(workspace, "2-6")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/到 核对", "enter")
        screen = shown(pilot)
        assert screen.index("待看（") < screen.index("1 基本信息")
        assert "▸   错误 " in screen
        assert "请按 1" not in screen
        await type_in(pilot, "", "1")
        assert "处错误需要改正" in shown(pilot)
        assert not session.report.answers.finished

    play(app_at(workspace, session), steps)


def test_an_answer_changed_from_the_review_comes_back_to_it(workspace: Path) -> None:
    session = seed_session(workspace, "2-3")
    session.say(e.Goto(e.REVIEW))

    async def steps(pilot: Pilot[int]) -> None:
        assert "· 核对" in shown(pilot)
        await type_in(pilot, "", *["down"] * 40, "home")
        await type_in(pilot, "", "enter", "f9", "escape", "enter")
        assert "· 核对" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_a_file_is_written_and_one_that_is_there_is_not_replaced_unasked(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = seed_session(workspace, "2-4")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/导出 txt", "enter")
        assert "写到哪里" in shown(pilot)
        await type_in(pilot, "", "enter")
        assert "已写出" in shown(pilot)
        assert_golden("2-4.txt", (tmp_path / "信息事务.txt").read_bytes())
        (tmp_path / "信息事务.txt").write_text("别人的", encoding="utf-8")
        await type_in(pilot, "3")
        await type_in(pilot, "", *["backspace"] * 6, *".txt", "enter")
        assert "已有文件" in shown(pilot)
        assert (tmp_path / "信息事务.txt").read_text(encoding="utf-8") == "别人的"
        await type_in(pilot, "", "enter")
        assert_golden("2-4.txt", (tmp_path / "信息事务.txt").read_bytes())

    play(app_at(workspace, session), steps)


def test_all_formats_are_offered_with_what_they_are_for(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f9")
        screen = shown(pilot)
        for number, each in enumerate(FORMATS.values(), 1):
            assert f"{number} {each.suffix:<5} {each.use}" in screen

    play(app_at(workspace, seed_session(workspace, "2-4")), steps)


def test_a_format_and_a_place_may_be_named_at_once(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/导出 JSON 数据.json", "enter", "enter")
        assert "已写出" in shown(pilot) and (tmp_path / "数据.json").exists()
        await type_in(pilot, "", "escape", *"/导出 abc", "enter")
        screen = shown(pilot).replace("\n", "")
        assert "没有「abc」这种格式" in screen and "moinmoin" not in screen

    play(app_at(workspace, seed_session(workspace, "2-4")), steps)


@pytest.mark.parametrize("place", ["字" * 3000 + ".txt", "~nobody-of-that-name/表.txt", "a\0b.txt"])
def test_a_place_that_is_none_is_said(workspace: Path, place: str) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/导出 txt", "enter")
        pilot.app.screen.query_one(AnswerLine).load(place)
        await type_in(pilot, "", "enter")
        assert "没有写成" in shown(pilot) or "没有建成" in shown(pilot)

    play(app_at(workspace, seed_session(workspace, "2-4")), steps)


def test_a_place_that_cannot_be_written_is_said(workspace: Path, tmp_path: Path) -> None:
    session = seed_session(workspace, "2-4")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/导出 txt", "enter", "ctrl+u")
        await type_in(pilot, str(tmp_path / "没有" / "这里.txt"), "enter")
        assert "没有写成" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_help_lists_keys_and_commands(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/帮助", "enter")
        assert "/上一步 /b" in shown(pilot)
        await type_in(pilot, "", "escape")
        assert isinstance(pilot.app.screen, FillScreen)

    play(app_at(workspace, new_session(workspace)), steps)


def test_with_warnings_standing_one_key_alone_does_not_finish(workspace: Path) -> None:
    session = seed_session(workspace, "2-10")
    for each in session.wizard.open_findings():
        if each.severity is Severity.ERROR:
            session.say(e.Waive("按批复执行", each.code, each.path))

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/到 核对", "enter")
        await type_in(pilot, "", "1")
        assert "再按一次 1 填写完毕" in shown(pilot) and not session.wizard.answers.finished
        await type_in(pilot, "x1")
        assert not session.wizard.answers.finished, "another key between them is no yes"
        await type_in(pilot, "", "1")
        assert session.report.answers.finished and "已填写完毕" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_a_command_typed_at_the_review_is_written_where_commands_are(workspace: Path) -> None:
    session = seed_session(workspace, "2-5")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/到 核对", "enter")
        await type_in(pilot, "/导出 docx 目录1", "enter")
        assert "写到哪里" in shown(pilot) and "目录1" in shown(pilot)
        assert not session.wizard.answers.finished

    play(app_at(workspace, session), steps)


def test_a_named_rule_is_marked_in_the_list(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/检查 i14", "enter")
        assert any("▸" in line and "I14" in line for line in shown(pilot).splitlines())
        await type_in(pilot, "", "escape")
        await type_in(pilot, "/检查 F06", "enter")
        assert "没有 F06 的检查结果" in shown(pilot)

    play(app_at(workspace, seed_session(workspace, "2-5")), steps)
