"""A session: nothing is acknowledged that is not on disk, and nothing said is lost when the disk fails."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from store.errors import Overtaken, WriteFailed
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


def failing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the disk takes nothing."""

    def fail(*_: object) -> None:
        raise WriteFailed("/somewhere", "磁盘有错")

    monkeypatch.setattr(session.report, "save", fail)


def overtake(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on another window has saved the report."""

    def refuse(*_: object) -> None:
        session.report.read_only = True
        raise Overtaken(session.report.id, session.report.rev, session.report.rev + 1)

    monkeypatch.setattr(session.report, "save", refuse)


def test_a_draft_of_another_question_stays_whatever_is_answered(tmp_path: File) -> None:
    session = new_session(tmp_path)
    session.report.write_draft("goals.actual_outcome", "写到一半")
    session.say(e.Answer("档案工作"))
    session.say(e.Undo())
    session.say(e.Skip())
    assert session.report.draft and session.report.draft.text == "写到一半"


@pytest.mark.parametrize("said", [e.Answer("别的内容"), e.Answer(""), e.Same()], ids=str)
def test_a_draft_is_gone_once_its_own_question_is_answered(tmp_path: File, said: e.Say) -> None:
    session = new_session(tmp_path)
    session.say(e.Goto("facts.competent_dept"))
    session.say(e.Answer("区委办"))
    session.say(e.Goto("facts.competent_dept" if said != e.Same() else "facts.implementing_unit"))
    assert isinstance(session.pending, e.Ask)
    session.report.write_draft(session.pending.path, "写到一半")
    session.say(e.Goto(session.pending.path))
    assert session.report.draft
    session.say(said)
    assert session.report.draft is None


def test_a_draft_stays_while_its_answer_is_refused_or_not_stored_and_goes_when_it_is(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(tmp_path)
    session.say(e.Goto("funds#total.annual_budget"))
    session.report.write_draft("funds#total.annual_budget", "45.3Z")
    session.say(e.Answer("45.3Z"))
    assert session.report.draft
    with monkeypatch.context() as patch:
        failing(session, patch)
        session.say(e.Answer("45.3"))
        assert session.report.draft
    session.say(e.Back())
    assert session.report.draft is None


def test_when_overtaken_every_text_that_is_not_on_disk_is_told_and_the_last_is_a_draft(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(tmp_path)
    failing(session, monkeypatch)
    session.say(e.Answer("档案工作"))
    session.say(e.Answer("2020年"))
    overtake(session, monkeypatch)
    (refused,) = session.say(e.Answer("中共深圳市坪山区委办公室"))
    assert isinstance(refused, e.Refused)
    assert (refused.path, refused.text) == ("facts.competent_dept", "中共深圳市坪山区委办公室")
    assert "已在别处改动" in refused.message
    for part in ("项目名称「档案工作」", "项目起止时间「2020年」", "主管部门「中共深圳市坪山区委办公室」"):
        assert part in refused.message
    assert session.report.draft and session.report.draft[:2] == ("facts.competent_dept", "中共深圳市坪山区委办公室")


def test_when_overtaken_one_looks_at_what_is_on_disk_and_can_move(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(tmp_path)
    overtake(session, monkeypatch)
    session.say(e.Answer("档案工作"))
    assert session.wizard.answers.get("facts.project_name") is None
    assert session.wizard.history == session.report.history
    assert isinstance(session.pending, e.Ask) and session.pending.path == "facts.project_name"
    assert session.say(e.Goto("goals.initial_goal")) == ()
    assert not session.unsaved
    (refused,) = session.say(e.Answer("目标"))
    assert isinstance(refused, e.Refused) and refused.text == "目标"


def test_pasted_rows_that_are_accepted_when_overtaken_are_the_draft(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(tmp_path)
    session.say(e.Goto("indicators#+quantity.indicator"))
    session.say(e.Paste((("培训次数", "6 次"), ("培训人数", "77 人次"))))
    overtake(session, monkeypatch)
    (refused,) = session.say(e.Answer("1"))
    block = "培训次数\t6 次\n培训人数\t77 人次"
    assert isinstance(refused, e.Refused) and refused.text == block
    assert "「培训次数」" in refused.message and "「77 人次」" in refused.message
    assert session.report.draft and session.report.draft[:2] == ("indicators#+quantity.indicator", block)
    assert isinstance(session.pending, e.Ask) and session.pending.path == "indicators#+quantity.indicator"


@pytest.mark.parametrize("saying", [e.Answer("2"), e.Undo(), e.Goto("facts.period"), e.Skip()])
def test_pasted_rows_that_were_not_taken_are_the_draft(tmp_path: File, saying: e.Say) -> None:
    session = new_session(tmp_path)
    session.say(e.Goto("indicators#+quantity.indicator"))
    session.say(e.Paste((("培训次数", "6 次\n以上"),)))
    session.say(saying)
    block = '培训次数\t"6 次\n以上"'
    assert session.declined == ("indicators#+quantity.indicator", block)
    assert session.report.draft and session.report.draft[:2] == session.declined
    assert not session.report.answers.page_rows("indicators")
    session.say(e.Goto("indicators#+quantity.indicator"))
    session.say(e.Answer("培训次数"))
    assert session.declined == ("", "") and session.report.draft is None


def test_being_overtaken_while_leaving_is_told_and_costs_no_text(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_session(tmp_path)
    failing(session, monkeypatch)
    session.say(e.Answer("档案工作"))
    overtake(session, monkeypatch)
    session.close()
    assert "项目名称「档案工作」" in session.untold
    assert session.report.draft and session.report.draft.text == "档案工作"


def test_the_question_at_hand_is_made_once_a_saying(tmp_path: File) -> None:
    session = new_session(tmp_path)
    assert session.pending is session.pending
    before = session.pending
    session.say(e.Answer("档案工作"))
    assert session.pending is not before and session.pending is session.pending
