"""The headless fill: a file of answers becomes a report, or changes one, in one step or not at all.

Everything is read before anything is stored. What happened is one JSON object a line on stdout, what was refused is
said on stderr, every problem at once. Called by `zpb fill --answers`.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from forms.answers import Answers, Delta
from forms.checks.finding import Finding, Severity
from forms.checks.register import check
from forms.compute import Reading
from forms.exchange import Intake, finding_data
from forms.filling import new_answers
from forms.model import HEADER, Form
from forms.path import Path as Place
from forms.positions import to_position
from store.errors import reason
from store.report import Report
from tui import output
from tui.exits import Exit, Refusal
from tui.opening import Desk

LARGEST = 10 * 1024 * 1024
"""Bytes that a file of answers may have; a report has some tens of thousands."""
STDIN = "-"


def fill(desk: Desk, ref: str | None, source: str) -> Exit:
    """Take a file of answers into a new report, or into the one that is named."""
    data = read(source)
    return _update(desk, ref, data) if ref else _create(desk, data, source)


def form_named(find: Callable[[str, str | None], Form], data: Mapping[str, Any]) -> Form:
    """The form that a file of answers names, by how a form is found; raises Refusal and FormError."""
    if not isinstance(code := data.get("form"), str):
        raise Refusal('form：请写明是哪一种表，如 "form": "project-expenditure"；可用的表见 zpb form list。')
    edition = data.get("edition")
    return find(code, edition if isinstance(edition, str) and edition else None)


def _create(desk: Desk, data: Mapping[str, Any], source: str) -> Exit:
    form = form_named(desk.form, data)
    answers = _taken(form, new_answers(form, desk.year()), data)
    _refuse_twin(desk, form, answers, source)
    report = desk.create(form, answers)
    desk.close(report)
    return _tell(form, report, answers.changed_from(new_answers(form, 0).clear(Place(HEADER, "", "year"))))


def _refuse_twin(desk: Desk, form: Form, answers: Answers, source: str) -> None:
    """A second report of the same form, year and name is nearly always meant as a change of the first."""
    name, year = answers.get(form.name_field) or "", Reading(form, answers).year
    for each in desk.summaries():
        if name and (each.form, each.year, each.name) == (form.code, year, name):
            raise Refusal(
                f"已有同一种表、同一年度的「{name}」，没有另建；要更新它，请用 "
                f"zpb fill {each.id} --answers {shlex.quote(source)}。"
            )


def _update(desk: Desk, ref: str, data: Mapping[str, Any]) -> Exit:
    report = desk.report(ref, write=True)
    try:
        form = desk.form_of(report)
        if data.get("form", form.code) != form.code:
            raise Refusal(f"form：「{data['form']}」不是这份表的种类，这份是 {form.code}。")
        answers = _taken(form, report.answers, data)
        if answers.changed_from(report.answers):
            answers = answers._replace(at="", finished=False)
        delta = desk.revise(report, answers, "fill")
    finally:
        desk.close(report)
    return _tell(form, report, delta)


def _taken(form: Form, answers: Answers, data: Mapping[str, Any]) -> Answers:
    intake = Intake(form, answers)
    taken = intake.take(data)
    if intake.problems:
        raise Refusal("\n".join([*intake.problems, f"共 {len(intake.problems)} 处不能接受，没有存入任何内容。"]))
    for note in intake.notes:
        output.say(note)
    return taken


def _tell(form: Form, report: Report, delta: Delta) -> Exit:
    """What is on disk now, as lines of JSON: each change, the revision that holds them, each finding."""
    answers = report.answers
    for key, (before, after) in delta.items():
        if "/" not in key:
            _event("changed", path=_position(form, answers, key), before=before, after=after)
    _event("saved" if delta else "unchanged", id=report.id, rev=report.rev)
    findings = check(Reading(form, answers))
    for each in findings:
        _event("warned", **finding_data(form, answers, each))
    return Exit.FINDINGS if any(map(_blocks, findings)) else Exit.DONE


def _position(form: Form, answers: Answers, key: str) -> str:
    """A place as people count it; that of a row that is gone as it was stored."""
    try:
        return to_position(form, answers, Place.parse(key))
    except ValueError:
        return key


def _blocks(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not finding.waived


def _event(name: str, **content: Any) -> None:
    output.data(json.dumps({"event": name, **content}, ensure_ascii=False) + "\n")


def read(source: str) -> Mapping[str, Any]:
    """A file of answers as plain data, figures as they are written; raises Refusal with what is wrong with it."""
    data = _bytes(source)
    name = "标准输入" if source == STDIN else source
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(f"{name}：不是 UTF-8 编码的文字，请另存为 UTF-8 后再用。") from None
    is_toml = source.lower().endswith(".toml") or source == STDIN and not text.lstrip().startswith(("{", "["))
    try:
        parsed = _toml(text) if is_toml else _json(text)
    except RecursionError:
        raise Refusal(f"{name}：括号套得太深，不是自评表的内容。") from None
    except ValueError as error:
        raise Refusal(f"{name}：不是完好的 {'TOML' if is_toml else 'JSON'}，{_where(error)}。") from None
    if not isinstance(parsed, Mapping):
        raise Refusal(f'{name}：应为一份表的内容，写法如 {{"form": …, "answers": {{…}}}}。')
    return parsed


def _bytes(source: str) -> bytes:
    """The file's bytes, never more than a report can have."""
    try:
        if source == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        else:
            with Path(source).expanduser().open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise Refusal(f"文件 {source} 读不了：{reason(error)}。") from None
    if len(data) > LARGEST:
        raise Refusal(f"文件 {source} 超过 {LARGEST >> 20} MB，不是一份自评表的内容。")
    return data


def _toml(text: str) -> Any:
    import tomllib

    return tomllib.loads(text, parse_float=str)


def _json(text: str) -> Any:
    return json.loads(
        text, parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=_without_doubles
    )


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} 不是数字")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: of two texts for one cell none may win silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"「{double}」写了两次")
    return found


def _where(error: ValueError) -> str:
    """The line of a fault, in Chinese; what the readers say in English is left out, their place is what helps."""
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.lineno} 行第 {error.colno} 个字符处写错了"
    import re

    if place := re.search(r"line (\d+), column (\d+)", str(error)):
        return f"第 {place[1]} 行第 {place[2]} 个字符处写错了"
    return "写到一半就结束了" if "end of document" in str(error) else str(error)
