"""What is said beside the conversation."""

from __future__ import annotations

from pathlib import Path as File

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from store.workspace import FolderWorkspace
from tui.session import Session, summary
from tui.telling import resuming

FORM = load("project-expenditure")


def a_session(folder: File) -> Session:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    report = FolderWorkspace(folder).create(FORM.code, FORM.edition, wizard.answers, summary(wizard))
    return Session(Wizard(FORM, report.answers, report.history), report)


def again(session: Session) -> Session:
    """The same report, opened anew."""
    return Session(Wizard(FORM, session.report.answers, session.report.history), session.report)


def test_opening_again_says_where_one_was(tmp_path: File) -> None:
    session = a_session(tmp_path)
    session.say(e.Answer("档案工作"))
    assert resuming(again(session)) == [
        "继续填写「档案工作」，项目支出绩效自评表，2020 年度，已填 1/22。",
        "  基本信息 1/7 进行中 · 项目资金 未开始 · 年度总体目标 未开始 · 绩效指标 未开始 · 说明 未开始",
    ]


def test_opening_again_says_what_others_changed_since(tmp_path: File) -> None:
    session = a_session(tmp_path)
    session.say(e.Answer("档案工作"))
    session.say(e.Answer("2020年"))
    session.report.history[-1] = session.report.history[-1]._replace(who="小李")
    assert resuming(again(session))[2] == "  其间 小李 改动了 1 次：项目起止时间。逐次内容：zpb history 档案工作"
