"""The fill screen: what is typed, said back, kept, and gone back to."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from forms import events as e
from onscreen import app_at, new_session, play, seed_session, shown, type_in
from tui.screens.fill import FillScreen
from tui.screens.review import ReviewScreen
from tui.session import Session


def fill_screen(pilot: Pilot[int]) -> FillScreen:
    return next(each for each in pilot.app.screen_stack if isinstance(each, FillScreen))


def at(session: Session, path: str) -> None:
    session.say(e.Goto(path))


def test_the_question_its_place_and_the_progress_are_on_the_first_screen(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        screen = shown(pilot)
        assert "项目名称？" in screen
        assert "基本信息 · 项目名称" in screen and "例：档案工作" in screen
        assert "全表 0/22" in screen
        assert "F3 上一步" in screen and "/命令" in screen

    play(app_at(workspace, new_session(workspace)), steps)


def test_an_answer_is_stored_said_and_the_next_question_put(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案工作", "enter")
        assert session.report.answers.get("facts.project_name") == "档案工作"
        screen = shown(pilot)
        assert "答  档案工作" in screen
        assert "问  已保存。项目起止时间？" in screen
        assert "全表 1/22 · 已保存 " in screen
        assert fill_screen(pilot).line.text == ""

    play(app_at(workspace, session), steps)


def test_what_is_typed_is_understood_as_it_is_typed(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "facts.period")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "2020.1.1-12.31")
        assert "= 理解为 2020年1月1日至2020年12月31日" in shown(pilot)
        await type_in(pilot, "", "backspace", "backspace", "backspace", "backspace", "backspace", "x")
        assert "= " not in fill_screen(pilot).understood.text
        assert fill_screen(pilot).understood.text

    play(app_at(workspace, session), steps)


def test_a_refused_answer_stays_in_the_line_and_on_disk_as_a_draft(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "funds#total.annual_budget")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "45.3Z", "enter")
        assert "无法识别" in shown(pilot)
        assert fill_screen(pilot).line.text == "45.3Z"
        draft = session.report.draft
        assert draft is not None and (draft.path, draft.text) == ("funds#total.annual_budget", "45.3Z")

    play(app_at(workspace, session), steps)


def test_after_a_warning_new_text_can_be_typed_at_once_and_enter_goes_on(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "facts.period")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "2021.1.1-12.31", "enter")
        screen = shown(pilot)
        assert "!   B02" in screen
        assert "现填：2021.1.1-12.31，回车保留" in screen
        await type_in(pilot, "", "enter")
        assert "基本信息 · 主管部门" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_going_back_brings_the_answer_into_the_line_and_enter_keeps_it(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案工作", "enter", "up")
        assert fill_screen(pilot).line.text == "档案工作"
        rev = session.report.rev
        await type_in(pilot, "", "enter")
        assert session.report.rev == rev
        assert "基本信息 · 项目起止时间" in shown(pilot)
        await type_in(pilot, "", "f3", "backspace", "backspace", "管", "理", "enter")
        assert session.report.answers.get("facts.project_name") == "档案管理"

    play(app_at(workspace, session), steps)


def test_half_typed_text_waits_at_its_question(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案工作", "enter", *"2020", "f3")
        assert fill_screen(pilot).line.text == "档案工作"
        await type_in(pilot, "", "enter")
        assert fill_screen(pilot).line.text == "2020"
        await type_in(pilot, "", "f5", "escape", "f6", "escape", "f2", "escape")
        assert fill_screen(pilot).line.text == "2020"
        assert session.report.answers.get("facts.period") is None

    play(app_at(workspace, session), steps)


def test_a_choice_takes_number_word_and_arrows(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "facts.is_key_project")

    async def steps(pilot: Pilot[int]) -> None:
        assert "1 是 2 否" in shown(pilot)
        await type_in(pilot, "2", "enter")
        assert session.report.answers.get("facts.is_key_project") == "否"
        await type_in(pilot, "", "f3", "down", "enter")
        assert session.report.answers.get("facts.is_key_project") == "是"

    play(app_at(workspace, session), steps)


def test_keys_explain_skip_and_undo(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f1")
        assert "一字不差" in shown(pilot)
        await type_in(pilot, "档案", "enter", "f4")
        assert "基本信息 · 主管部门" in shown(pilot)
        await type_in(pilot, "", "ctrl+z")
        assert "已撤销" in shown(pilot)
        assert session.report.answers.get("facts.project_name") is None

    play(app_at(workspace, session), steps)


def test_commands_are_offered_while_typed_and_an_unknown_one_changes_nothing(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/跳")
        assert "/跳过  暂时不填" in shown(pilot)
        await type_in(pilot, "舞", "enter")
        assert "没有「/跳舞」这个命令" in shown(pilot)
        assert fill_screen(pilot).line.text == "/跳舞"
        assert session.report.rev == 1

    play(app_at(workspace, session), steps)


def test_enter_is_obeyed_before_what_is_typed_after_it(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "甲", "enter", *"2020.1.1-12.31", "enter", *"乙", "enter", "f3", *"丙", "enter")
        texts = session.report.answers.texts
        assert texts["facts.project_name"] == "甲"
        assert texts["facts.period"] == "2020.1.1-12.31"
        assert texts["facts.competent_dept"] == "丙"

    play(app_at(workspace, session), steps)


def test_pasted_rows_are_listed_and_taken_after_a_yes(workspace: Path) -> None:
    session = seed_session(workspace, "2-4")
    at(session, "indicators#1.target")
    session.say(e.AddRow())

    async def steps(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste("培训次数\t6 次\t6 次\n培训人数\t77 人次\t80 人次"))
        await pilot.pause()
        assert "= 2 行" in shown(pilot)
        await type_in(pilot, "", "enter")
        assert "1 是 2 不贴入" in shown(pilot)
        await type_in(pilot, "1", "enter")
        names = {text for path, text in session.report.answers.texts.items() if path.endswith(".indicator")}
        assert {"培训次数", "培训人数"} <= names

    play(app_at(workspace, session), steps)


def draft_of(session: Session) -> str:
    """What waits on disk to be sent."""
    return session.report.draft.text if session.report.draft else ""


def test_pasted_rows_that_are_not_taken_are_in_the_line_again(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "funds#total.annual_budget")
    rows = "年度资金总额\t10\t9\n区级财政资金\t10\t9"

    async def steps(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste(rows))
        await type_in(pilot, "", "enter")
        assert "年度资金总额  10               9" in shown(pilot)
        await type_in(pilot, "2", "enter")
        assert fill_screen(pilot).line.text == rows
        assert draft_of(session) == rows
        await type_in(pilot, "", "enter", "enter")
        assert session.report.answers.get("funds#local_fiscal.executed") == "9"
        assert draft_of(session) == ""
        await type_in(pilot, "/撤销", "enter")
        assert not [key for key in session.report.answers.texts if key.startswith("funds")]

    play(app_at(workspace, session), steps)


def test_a_paste_of_several_lines_is_one_answer(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "goals.initial_goal")

    async def steps(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste("第一行\n第二行\n"))
        await pilot.pause()
        assert session.report.answers.get("goals.initial_goal") is None
        await type_in(pilot, "", "enter")
        assert session.report.answers.get("goals.initial_goal") == "第一行\n第二行"

    play(app_at(workspace, session), steps)


def test_the_sections_lead_to_their_questions(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f2", "3")
        assert "年度总体目标 · 年初设定目标" in shown(pilot)
        await type_in(pilot, "目标")
        assert fill_screen(pilot).line.text == "目标"
        await type_in(pilot, "", "f2", "0")
        assert session.wizard.at is not None and session.wizard.at.page == "header"

    play(app_at(workspace, session), steps)


def test_when_all_is_answered_the_review_opens_and_finishing_is_one_key(workspace: Path) -> None:
    session = seed_session(workspace, "2-3")
    at(session, "remarks.remarks")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await type_in(pilot, "", "1")
        assert session.report.answers.finished or "还有" in shown(pilot)

    play(app_at(workspace, session), steps)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
def test_every_size_has_the_question_the_line_and_the_keys(workspace: Path, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        screen = shown(pilot)
        assert "项目名称？" in screen and "基本信息 · 项目名称" in screen and "F1" in screen and "F6" in screen
        assert ("项目属性" in screen) == (size[0] >= 120)

    play(app_at(workspace, new_session(workspace)), steps, size)


def test_resizing_loses_nothing(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "窗口太小" in shown(pilot)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await type_in(pilot, "工作")
        assert fill_screen(pilot).line.text == "档案工作"
        assert "> 档案工作" in shown(pilot)

    play(app_at(workspace, new_session(workspace)), steps)


def test_an_answer_in_the_line_is_edited_whatever_words_come_in(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "设备维护", "enter", "f3", "end")
        pilot.app.post_message(events.Key("ideographic_comma", "、"))
        await pilot.pause()
        await type_in(pilot, "检查", "enter")
        assert isinstance(pilot.app.screen, FillScreen)
        assert session.report.answers.get("facts.project_name") == "设备维护、检查"
        await type_in(pilot, "", "f3", "left", "right", *"/b", "enter")
        assert session.report.answers.get("facts.project_name") == "设备维护、检查/b"

    play(app_at(workspace, session), steps)


def test_an_arrow_brings_the_answer_that_was_warned_of_into_the_line(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案工作", "enter")
        await type_in(pilot, "1999年", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, FillScreen) and screen.line.text == "" and "B02" in shown(pilot)
        await type_in(pilot, "", "right")
        assert screen.line.text == "2020 年 1 月 1 日-2020 年 12 月 31 日", "the offered mending, as with Tab"

    play(app_at(workspace, session), steps)


def test_a_wide_blank_is_typed_as_it_is(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "公交")
        pilot.app.post_message(events.Key("ideographic_space", "\u3000"))
        await pilot.pause()
        await type_in(pilot, "候车亭", "enter")
        assert session.report.answers.get("facts.project_name") == "公交\u3000候车亭"

    play(app_at(workspace, session), steps)


def test_a_slash_typed_first_is_a_command_and_the_answer_comes_back_without_it(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案", "enter", "f3", *"/跳过")
        assert fill_screen(pilot).line.text == "/跳过"
        assert "/跳过  暂时不填" in shown(pilot)
        await type_in(pilot, "", *["backspace"] * 3)
        assert fill_screen(pilot).line.text == "档案"
        await type_in(pilot, "/跳", "escape")
        assert fill_screen(pilot).line.text == "档案"
        await type_in(pilot, "/跳过", "enter")
        assert "基本信息 · 项目起止时间" in shown(pilot)
        assert session.report.answers.get("facts.project_name") == "档案"

    play(app_at(workspace, session), steps)


@pytest.mark.parametrize("typed", ["?", "5", "/预揽"])
def test_what_is_typed_first_at_an_answer_is_never_glued_to_it(workspace: Path, typed: str) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案", "enter", "f3", *typed)
        assert fill_screen(pilot).line.text == typed
        await type_in(pilot, "", *["backspace"] * len(typed))
        assert fill_screen(pilot).line.text == "档案"

    play(app_at(workspace, session), steps)


def test_a_paste_takes_the_place_of_an_untouched_answer(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案", "enter", "f3")
        pilot.app.post_message(events.Paste("信息事务"))
        await pilot.pause()
        assert fill_screen(pilot).line.text == "信息事务"

    play(app_at(workspace, session), steps)


def test_undo_takes_back_what_is_typed_before_it_takes_back_an_answer(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案", "enter", *"2020", "ctrl+z")
        assert fill_screen(pilot).line.text == ""
        assert session.report.answers.get("facts.project_name") == "档案"
        await type_in(pilot, "", "ctrl+z")
        assert session.report.answers.get("facts.project_name") is None

    play(app_at(workspace, session), steps)


def test_an_answer_taken_out_of_the_line_stays_out(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案", "enter", "f3", "ctrl+u")
        assert fill_screen(pilot).line.text == ""
        await type_in(pilot, "/x", "backspace", "backspace")
        assert fill_screen(pilot).line.text == ""

    play(app_at(workspace, session), steps)


def test_rows_that_are_refused_stay_in_the_line_and_on_disk(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "indicators#+quantity.indicator")
    rows = "培训\t6 个\n\n\t5 个\t5 个"

    async def steps(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste(rows))
        await pilot.pause()
        await type_in(pilot, "", "enter")
        assert "✗" in shown(pilot)
        assert fill_screen(pilot).line.text == rows
        assert session.report.draft and session.report.draft.text == rows

    play(app_at(workspace, session), steps)


def test_tabs_elsewhere_than_at_the_name_of_a_row_are_one_answer(workspace: Path) -> None:
    session = seed_session(workspace, "2-4", at="indicators#1.target")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "ctrl+u")
        pilot.app.post_message(events.Paste("6 次\t8 次"))
        await pilot.pause()
        await type_in(pilot, "", "enter")
        assert session.report.answers.get("indicators#1.target") == "6 次 8 次"

    play(app_at(workspace, session), steps)


def test_a_draft_of_another_question_is_told_kept_and_there_when_one_comes_to_it(workspace: Path) -> None:
    session = new_session(workspace)
    session.report.write_draft("goals.actual_outcome", "写到一半")

    async def steps(pilot: Pilot[int]) -> None:
        said = fill_screen(pilot).conversation.turns[-1].text
        assert "回到那一项时可以看到" in said and "写到一半" in said
        await type_in(pilot, "档案", "enter")
        assert session.report.draft and session.report.draft.text == "写到一半"
        await type_in(pilot, "/到 3.2", "enter")
        assert fill_screen(pilot).line.text == "写到一半"
        await type_in(pilot, "", "enter")
        assert session.report.answers.get("goals.actual_outcome") == "写到一半"
        assert session.report.draft is None

    play(app_at(workspace, session), steps)


@pytest.mark.parametrize("keys", [("f3",), ("/", "b", "enter"), ("f2", "1"), (*"/改 1.3", "enter")], ids=str)
def test_an_answered_question_gone_to_has_its_answer_in_the_line(workspace: Path, keys: tuple[str, ...]) -> None:
    session = new_session(workspace)
    for text in ("档案工作", "2020.1.1-12.31", "区委办"):
        session.say(e.Answer(text))
    expected = "档案工作" if keys[0] == "f2" else "区委办"

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", *keys)
        assert fill_screen(pilot).line.text == expected

    play(app_at(workspace, session), steps)


def test_a_warning_about_another_answer_leaves_the_next_answer_in_the_line(workspace: Path) -> None:
    session = seed_session(workspace, "2-5", at="facts.period")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "ctrl+u", *"2020.1.1-12.31", "enter", "f3", "f3")
        await type_in(pilot, "", "enter")
        assert fill_screen(pilot).line.text == "2020.1.1-12.31"

    play(app_at(workspace, session), steps)


def test_after_a_warning_and_a_return_to_it_enter_keeps_the_answer(workspace: Path) -> None:
    session = new_session(workspace)
    at(session, "facts.period")

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "2021.1.1-12.31", "enter")
        assert fill_screen(pilot).line.text == "" and "现填：2021.1.1-12.31，回车保留" in shown(pilot)
        rev = session.report.rev
        await type_in(pilot, "", "enter", "f3")
        assert fill_screen(pilot).line.text == "2021.1.1-12.31"
        await type_in(pilot, "", "enter")
        assert "基本信息 · 主管部门" in shown(pilot)
        assert session.report.rev == rev

    play(app_at(workspace, session), steps)


def test_what_was_undone_on_the_review_is_seen_when_one_comes_back(workspace: Path) -> None:
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "档案", "enter", *"/到 核对", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await type_in(pilot, "", "ctrl+z", "escape")
        assert "基本信息 · 项目名称" in shown(pilot) and "全表 0/22" in shown(pilot)

    play(app_at(workspace, session), steps)


def test_a_window_too_small_from_the_start_says_so_until_it_is_enlarged(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        assert shown(pilot).strip().startswith("窗口太小")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "项目名称？" in shown(pilot)

    play(app_at(workspace, new_session(workspace)), steps, (59, 20))


def test_a_confirmation_shows_its_choices_by_the_line(workspace: Path) -> None:
    seed_session(workspace, "2-5").close()
    session = new_session(workspace)

    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "/沿用", "enter")
        assert "请确认" in shown(pilot) and "1 是  2 逐项" in shown(pilot)
        await type_in(pilot, "2", "enter")
        assert "逐项填写" in shown(pilot)
        assert session.report.rev == 1

    play(app_at(workspace, session), steps)


def test_a_paste_while_the_sections_have_the_keys_lands_in_the_line(workspace: Path) -> None:
    async def steps(pilot: Pilot[int]) -> None:
        await type_in(pilot, "", "f2")
        pilot.app.post_message(events.Paste("档案工作"))
        await pilot.pause()
        assert fill_screen(pilot).line.text == "档案工作"

    play(app_at(workspace, new_session(workspace)), steps)
