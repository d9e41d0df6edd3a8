"""Taking what a finding offers: its fix, its split into rows, the question that it puts; used by the moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import events as e
from forms.checks.finding import Finding, Fix
from forms.checks.mending import divide, mend, shared_results
from forms.keeping import meant
from forms.path import Path
from forms.place import called, name_of
from forms.proposal import choosing

if TYPE_CHECKING:
    from forms.wizard import Wizard

_LISTED = 4
"""Places that a sentence names before it only counts them."""


def take(wizard: Wizard, saying: e.TakeFix) -> list[e.Event]:
    """Do what a finding offers; a choice is put as a question, which its word may answer at once."""
    found = _offers(wizard, saying)
    if not found:
        return [e.Noted("这一处没有可以直接采用的改法。")]
    if saying.code and not saying.path and (several := _several_places(wizard, found)):
        return [e.Noted(several)]
    finding = found[0]
    at = wizard.at
    was_open = wizard.open_before(at) if at else set(wizard.course.open)
    if finding.choices:
        wizard.proposal = choosing(wizard.answers, finding)
        return []
    if finding.fix:
        before = wizard.answers.given.get(finding.fix.path, wizard.answers.get(finding.fix.path))
        wizard.become(mend(wizard.form, wizard.answers, finding.fix), "fix")
        told: e.Event = e.Changed(finding.fix.path, before, finding.fix.text, _mended_words(wizard, finding.fix))
    else:
        told, lacking = _split(wizard, finding, was_open)
        if lacking:
            wizard.move(lacking)
            return [told]
    if at and not saying.code and (str(at) == finding.path or at not in wizard.course.open):
        wizard.advance(at, was_open)
    return [told]


def _offers(wizard: Wizard, saying: e.TakeFix) -> list[Finding]:
    """The findings that offer what is meant, that at the question at hand first, a choice last.

    The word of a choice means the finding that puts it, wherever that stands.
    """
    found = [each for each in meant(wizard, saying.code, saying.path) if can_be_mended(each)]
    if saying.choice:
        everywhere = wizard.open_findings() if not saying.path else ()
        found = [each for each in (*found, *everywhere) if each.choices]
    return sorted(found, key=lambda each: (bool(each.choices), each.path != str(wizard.at)))


def _several_places(wizard: Wizard, found: list[Finding]) -> str:
    """That a code stands at several places, none of them at hand; empty where it is clear which is meant."""
    places = list(dict.fromkeys(each.path for each in found))
    if len(places) == 1 or str(wizard.at) in places:
        return ""
    named = "、".join(name_of(wizard.reading, Path.parse(each)) for each in places[:_LISTED])
    more = "等" if len(places) > _LISTED else ""
    return f"{found[0].code} 有 {len(places)} 处（{named}{more}），请先用 /到 到其中一处，再输入 /采用。"


def _split(wizard: Wizard, finding: Finding, was_open: set[Path]) -> tuple[e.Event, Path | None]:
    """Divide a row, and say where its rows are gone through from: the first of them that lacks something, if any."""
    place = Path.parse(finding.path)
    shared = [wizard.reading.text(place.at(name)) for name in shared_results(wizard.form, finding)]
    again = "".join(f"原来的「{text}」说的是几项，请逐行填写。" for text in shared if text)
    wizard.become(divide(wizard.form, wizard.answers, finding), "split")
    told = e.RowsChanged(place.page, f"已拆成 {len(finding.split)} 行。{again}恢复请输入 /撤销。")
    on_page = (each for each in wizard.course.open if each.page == place.page)
    return told, next((each for each in on_page if each.row == place.row or each not in was_open), None)


def _mended_words(wizard: Wizard, fix: Fix) -> str:
    """What was put where: a fix may change more than the answer at hand."""
    places = [fix.path, *(path for path, _ in fix.also)]
    named = "、".join(called(wizard.reading, each) for each in places)
    elsewhere = len(places) > 1 or str(wizard.at) != fix.path
    return f"{named if elsewhere else ''}改为「{fix.text}」"


def can_be_mended(finding: Finding) -> bool:
    """Whether a finding offers something to be taken as it is."""
    return bool(finding.fix or finding.split or finding.choices)
