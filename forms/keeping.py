"""Keeping a finding with a reason, and not keeping it any more; which findings a person means; used by the moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import events as e
from forms.answers import Answers, Waiver
from forms.checks.finding import SEVERITY_WORDS, Finding, Severity
from forms.checks.register import about_text
from forms.checks.texts import bare, is_hollow
from forms.clean import clean
from forms.errors import Unreadable
from forms.filling import empty
from forms.model import WHICH
from forms.path import Path
from forms.place import name_of

if TYPE_CHECKING:
    from forms.wizard import Wizard

_LISTED = 4
"""Findings that a sentence names before it only counts them."""


def keep(wizard: Wizard, saying: e.Waive) -> list[e.Event]:
    """Keep the one finding that is meant, with the reason; where it may be another one, which is asked."""
    try:
        reason = clean(saying.reason, multiline=False).text.strip()
    except Unreadable as error:
        return [e.Refused(wizard.answers.at, saying.reason, str(error))]
    found = meant(wizard, saying.code, saying.path)
    if not found:
        return [e.Noted(_nothing_to_keep(wizard, saying.code))]
    if fault := _which(wizard, found) or _reason_fault(reason):
        return [e.Refused(wizard.answers.at, saying.reason, fault)]
    return _kept(wizard, found[0], reason, is_said_there=not saying.path)


def _kept(wizard: Wizard, finding: Finding, reason: str, *, is_said_there: bool) -> list[e.Event]:
    """Store the reason, and go on where the question at hand has nothing more to be kept or mended."""
    at = wizard.at
    was_open = wizard.open_before(at) if at else set()
    waivers = {**wizard.answers.waivers, finding.key: Waiver(reason, about_text(wizard.answers, finding))}
    answers = _left_empty(wizard, Path.parse(finding.path))
    wizard.become(answers._replace(waivers=waivers, finished=False), "waive")
    wizard.warned = tuple(each for each in wizard.warned if each.key != finding.key)
    is_here = at is not None and str(at) == finding.path
    if at and is_here and is_said_there and all(each.path != finding.path for each in wizard.warned):
        wizard.advance(at, was_open)
    return [e.Waived(finding, reason)]


def _left_empty(wizard: Wizard, path: Path) -> Answers:
    """Where the finding is of a question without an answer, its cell stays empty with the same word."""
    return empty(wizard.answers, path) if path in wizard.course.open else wizard.answers


def _reason_fault(reason: str) -> str:
    """Why a text is no reason; empty where it may be one."""
    if not reason:
        return "请写明保留的理由，如 /保留 合同约定跨年执行。"
    if is_hollow(reason) or len(bare(reason)) < 2:
        return f"「{reason}」没有说出为什么保留，请写明理由，如 /保留 合同约定跨年执行。"
    return ""


def _nothing_to_keep(wizard: Wizard, code: str) -> str:
    kept = [each for each in wizard.findings if each.waived and each.code == code]
    if kept:
        return f"{code} 已保留，理由：{kept[0].waived}。"
    if code:
        return f"现在没有 {code} 这一条检查结果。"
    standing = [each for each in wizard.open_findings() if each.severity is not Severity.INFO]
    if wizard.at is None and standing:
        codes = list(dict.fromkeys(each.code for each in standing))
        return f"请写明保留哪一条，如 /保留 {codes[0]} 理由；还有 {'、'.join(codes)}。"
    empty_here = [each.code for each in wizard.findings if not each.waived and each.path == str(wizard.at)]
    leave = f"这一项确实没有内容的，请输入 /保留 {empty_here[0]} 理由。" if empty_here else ""
    return f"这里没有需要保留的提示。{leave}"


def _which(wizard: Wizard, found: list[Finding]) -> str:
    """That several may be meant, and how to name one of them; empty where it is one."""
    if len({each.key for each in found}) == 1:
        return ""
    codes = list(dict.fromkeys(each.code for each in found))
    if len(codes) == 1:
        places = "、".join(name_of(wizard.reading, Path.parse(each.path)) for each in found[:_LISTED])
        more = "等" if len(found) > _LISTED else ""
        return f"{codes[0]} 有 {len(found)} 处（{places}{more}），请先用 /到 到其中一处，再说明理由保留。"
    named = "、".join(dict.fromkeys(f"{each.code}（{SEVERITY_WORDS[each.severity]}）" for each in found))
    return f"这里有 {len(found)} 处：{named}，请写明保留哪一条，如 /保留 {codes[0]} 理由。"


def keep_no_more(wizard: Wizard, saying: e.Unwaive) -> list[e.Event]:
    """Take the reason of a kept finding away, so that it stands open again."""
    kept = [each for each in wizard.findings if each.waived and saying.code in ("", each.code)]
    here = [each for each in kept if each.path == (saying.path or str(wizard.at))]
    found = here if here or saying.path else kept
    if not found:
        return [e.Noted("这里没有说明理由保留的检查结果；已保留的各处见 /检查。")]
    if len({each.key for each in found}) > 1:
        named = "、".join(dict.fromkeys(each.code for each in found))
        where = "，或先用 /到 到那一项" if saying.code else f"，如 /取消保留 {found[0].code}"
        return [e.Refused(wizard.answers.at, "", f"已保留的有 {len(found)} 处（{named}），请写明取消哪一条{where}。")]
    finding = found[0]
    waivers = {key: each for key, each in wizard.answers.waivers.items() if key != finding.key}
    answers = _asked_again(wizard, Path.parse(finding.path))
    wizard.become(answers._replace(waivers=waivers, finished=False), "unwaive")
    return [e.Unwaived(finding._replace(waived=""))]


def _asked_again(wizard: Wizard, path: Path) -> Answers:
    """A cell that may stay empty only for the reason is open again without it."""
    is_cell = not path.group and path.field not in ("", WHICH)
    must_be_filled = is_cell and wizard.form.field(path).required
    return wizard.answers.clear(path) if must_be_filled and wizard.answers.get(path) == "" else wizard.answers


def meant(wizard: Wizard, code: str, path: str) -> list[Finding]:
    """The open findings that a person means: at the place that is named, else just said, else at the question at hand.

    What is only hinted at is meant where nothing else stands there. A code alone means it wherever it stands. At a
    question without an answer the code has to be said: a reason meant for the answer before leaves no cell empty.
    """
    standing = [each for each in wizard.findings if not each.waived and code in ("", each.code)]
    if path:
        return [each for each in standing if each.path == path]
    warned = {each.key for each in wizard.warned}
    is_open = wizard.at in wizard.course.open
    here = [each for each in standing if each.path == str(wizard.at) and (code or not is_open)]
    serious = [each for each in here if each.severity is not Severity.INFO]
    return [each for each in standing if each.key in warned] or serious or here or (standing if code else [])
