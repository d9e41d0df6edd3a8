"""Looking up, opening and making reports, with the last one at hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path as File

import pytest

from command_line import zpb
from forms import events as e
from forms.filling import new_answers
from forms.library import SHIPPED
from tui.demo import demo
from tui.opening import Desk

CODE = "project-expenditure"


def desk_of(folder: File) -> Desk:
    return Desk(Desk.at(folder).workspace, (folder / "forms",), lambda: date(2026, 5, 1))


def own_edition(folder: File, edition: str) -> File:
    """A person's own edition of a form that comes with the program."""
    text = (File(SHIPPED) / f"{CODE}.toml").read_text(encoding="utf-8")
    own = folder / "forms" / f"{CODE}@{edition}.toml"
    own.parent.mkdir(parents=True)
    own.write_text(text.replace('edition = "2020"', f'edition = "{edition}"', 1), encoding="utf-8")
    return own


def filled(desk: Desk, edition: str, name: str) -> str:
    form = desk.form(CODE, edition)
    answers = new_answers(form, 2020).put(form.name_field, name)
    report = desk.create(form, answers)
    report.close()
    return report.id


def test_a_report_whose_form_is_gone_stands_in_no_others_way(workspace: File) -> None:
    own = own_edition(workspace, "2099")
    desk = desk_of(workspace)
    first = filled(desk, "2020", "甲项目")
    filled(desk, "2099", "乙项目")
    own.unlink()
    desk.session(first).close()
    assert zpb("new", CODE).code == 0


def test_a_report_is_closed_also_when_its_definition_is_gone(workspace: File) -> None:
    own = own_edition(workspace, "2099")
    desk = desk_of(workspace)
    id = filled(desk, "2099", "乙项目")
    session = desk.session(id)
    session.say(e.Goto("facts.project_name"))
    session.say(e.Answer("乙乙项目"))
    own.unlink()
    session.close()
    assert desk.report(id, write=True).rev == 2


def test_the_last_report_is_one_that_can_be_opened(workspace: File, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(workspace)
    filled(desk, "2020", "甲项目")
    lost = filled(desk, "2020", "乙项目")
    known = desk.summaries()
    (workspace / f"{lost}.json").unlink()
    monkeypatch.setattr(desk, "summaries", lambda: known)
    last = desk.last(desk.form(CODE))
    assert last is not None and last.name == "甲项目"


def test_a_demonstration_is_nobodys_last_report(workspace: File) -> None:
    desk = desk_of(workspace)
    session = demo(desk)
    session.say(e.Goto("facts.project_name"))
    session.say(e.Answer("改了名的示例"))
    session.close()
    zpb("fill", session.report.id, "--answers", "-", stdin=json.dumps({"number": "9"}))
    assert desk.last(desk.form(CODE)) is None
    assert desk.year() == 2025


def test_what_a_command_stores_is_one_revision(workspace: File) -> None:
    desk = desk_of(workspace)
    report = desk.report(filled(desk, "2020", "甲项目"), write=True)
    changed = report.answers.put("facts.project_name", "乙项目")
    assert desk.revise(report, changed, "fill") == {"facts.project_name": ("甲项目", "乙项目")}
    assert desk.revise(report, changed, "fill") == {}
    report.close()
    assert (report.rev, report.history[-1].what, report.summary["name"]) == (2, "fill", "乙项目")
