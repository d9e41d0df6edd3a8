"""A session: nothing is acknowledged that is not on disk, and nothing said is lost when the disk fails."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from store.errors import WriteFailed
from store.report import Report
from store.workspace import FolderWorkspace
from tui.session import NotSaved, Saved, Session, summary

FORM = load("project-expenditure")


def new_session(folder: File) -> Session:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    report = FolderWorkspace(folder).create(FORM.code, FORM.edition, wizard.answers, summary(wizard))
    return Session(Wizard(FORM, report.answers, report.history), report)


def on_disk(folder: File, session: Session) -> Report:
    return FolderWorkspace(folder).open(session.report.id, write=False)


def test_an_answer_is_on_disk_when_it_is_acknowledged(tmp_path: File) -> None:
    session = new_session(tmp_path)
    events = session.say(e.Answer("档案工作"))
    assert [type(each) for each in events] == [e.Changed, Saved]
    stored = on_disk(tmp_path, session)
    assert stored.answers == session.wizard.answers
    assert stored.rev == events[1].rev  # type: ignore[union-attr]  # Saved, as asserted above
    assert stored.summary["name"] == "档案工作"


def test_a_warning_comes_after_the_acknowledgement(tmp_path: File) -> None:
    session = new_session(tmp_path)
    session.say(e.Goto("facts.period"))
    events = session.say(e.Answer("2021年"))
    assert [type(each) for each in events] == [e.Changed, Saved, e.Warned]


def test_moving_is_remembered_and_not_a_revision(tmp_path: File) -> None:
    session = new_session(tmp_path)
    rev = session.report.rev
    assert session.say(e.Goto("goals.initial_goal")) == ()
    stored = on_disk(tmp_path, session)
    assert (stored.rev, stored.answers.at) == (rev, "goals.initial_goal")


def test_a_failing_disk_keeps_the_answer_and_the_next_saying_stores_it(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(tmp_path)
    save = session.report.save

    def fail(*_: object) -> None:
        raise WriteFailed("/somewhere", "磁盘有错")

    monkeypatch.setattr(session.report, "save", fail)
    events = session.say(e.Answer("档案工作"))
    assert [type(each) for each in events] == [e.Changed, NotSaved]
    assert session.wizard.answers.get("facts.project_name") == "档案工作"
    monkeypatch.setattr(session.report, "save", save)
    session.say(e.Back())
    assert on_disk(tmp_path, session).answers.get("facts.project_name") == "档案工作"


def test_undo_goes_on_after_a_restart(tmp_path: File) -> None:
    session = new_session(tmp_path)
    session.say(e.Answer("档案工作"))
    session.say(e.Answer("2020年"))
    session.close()
    report = FolderWorkspace(tmp_path).open(session.report.id)
    again = Session(Wizard(FORM, report.answers, report.history), report)
    again.say(e.Undo())
    again.say(e.Undo())
    assert again.wizard.answers.get("facts.project_name") is None
    assert again.say(e.Undo()) == (e.Noted("没有可以撤销的改动。"),)
