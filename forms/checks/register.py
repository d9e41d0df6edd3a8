"""The one register of checks, and running them; called after every answer and by `zpb check`.

A form's profile (`[checks]` in its definition) says which codes run and how severely; a code is never used again
for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from forms.answers import Answers
from forms.checks import basics, funds, indicators
from forms.checks.finding import Finding, Severity
from forms.compute import Reading

Rule = Callable[[Reading], Iterable[Finding]]
"""Gives its findings in the form's order; its docstring is what `zpb rule CODE` prints."""

RULES: dict[str, Rule] = {
    "B01": basics.required_empty,
    "B02": basics.year_differs,
    "B03": basics.period_reversed,
    "B08": basics.unreadable,
    "F02": funds.parts_do_not_add_up,
    "I01": indicators.below_target_without_reason,
    "I04": indicators.not_of_one_kind,
}


def check(reading: Reading) -> tuple[Finding, ...]:
    """All findings of a report under its form's profile, in the register's order; those kept carry their reason."""
    found = []
    for code, rule in RULES.items():
        severity = profile_severity(reading, code)
        if severity is not None:
            found += [_marked(reading.answers, finding, severity) for finding in rule(reading)]
    return tuple(found)


def profile_severity(reading: Reading, code: str) -> Severity | None:
    """How severely the form takes a code; None where it does not run it."""
    profile = reading.form.checks.get(code)
    word = profile.get("severity") if isinstance(profile, dict) else profile
    return Severity(word) if word else None


def about_text(answers: Answers, finding: Finding) -> str:
    """The answers a finding was judged from, as one text: while it is the same, a waiver of the finding holds."""
    return "\n".join(answers.get(path) or "" for path in finding.about or (finding.path,))


def _marked(answers: Answers, finding: Finding, severity: Severity) -> Finding:
    """At the milder of the rule's severity and the profile's, with the reason it is kept with."""
    waiver = answers.waivers.get(finding.key)
    holds = waiver is not None and waiver.text == about_text(answers, finding)
    milder = max(finding.severity, severity, key=list(Severity).index)
    return replace(finding, severity=milder, waived=waiver.reason if waiver and holds else "")
