"""Answers that were hardly meant: a digit typed to choose something, where it would replace what stands there.

Asked by the moves before such an answer is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.asking import current
from forms.checks.finding import Severity
from forms.checks.mending import mend
from forms.errors import Unreadable
from forms.filling import fill
from forms.model import WHICH
from forms.path import Path
from forms.proposal import Proposal, doubting

if TYPE_CHECKING:
    from forms.wizard import Wizard

_LONG = 12
"""Characters of an answer that nobody replaces by one digit."""


def slip(wizard: Wizard, at: Path, text: str) -> Proposal | None:
    """A lone digit over a long answer or one that is warned of may be meant as a choice: it is asked which."""
    before = current(wizard.reading, at) or ""
    warned = [each for each in wizard.open_findings() if each.path == str(at) and each.severity is not Severity.INFO]
    is_text = at.field != WHICH and wizard.form.field(at).kind != "choice"
    is_digit = len(text.strip()) == 1 and text.strip().isdigit()
    if not is_text or not is_digit or len(before) < (2 if warned else _LONG):
        return None
    try:
        taken = wizard.read(at, text)
    except Unreadable:
        return None
    answers, _ = fill(wizard.form, wizard.answers, at, taken.text)
    fix = next((each.fix for each in warned if each.fix and each.fix.path == str(at)), None)
    return doubting(before, taken.text, answers, (fix.text, mend(wizard.form, wizard.answers, fix)) if fix else None)
