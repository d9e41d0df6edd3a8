"""The one register of checks, and running them; called after every answer and by `zpb check`.

A form's profile (`[checks]` in its definition) says which codes run, how severely, and with which thresholds; a code
is never used again for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from forms.answers import Answers
from forms.checks import (
    basics,
    batch,
    claims,
    covering,
    funds,
    goals,
    indicators,
    kinds,
    template,
    told,
    unit_names,
    wording,
)
from forms.checks.batch import Extract
from forms.checks.finding import Finding, Severity
from forms.checks.settings import setting_faults
from forms.compute import Reading
from forms.keys import or_nearest

Rule = Callable[[Reading], Iterable[Finding]]
"""Gives its findings in the form's order; its docstring is what `zpb rule CODE` prints."""
BatchRule = Callable[[Sequence[Extract]], Iterable[tuple[int, Finding]]]
"""Gives findings of reports that go out together, each with the number of its report."""

RULES: dict[str, Rule] = {
    "B01": basics.required_empty,
    "B02": basics.year_differs,
    "B03": basics.period_reversed,
    "B04": unit_names.unit_names_differ,
    "B05": basics.title_differs,
    "B06": basics.boxes_not_one,
    "B07": template.template_left,
    "B08": basics.unreadable,
    "F01": funds.rate_wrong,
    "F02": funds.parts_do_not_add_up,
    "F03": funds.spent_over_budget,
    "F04": funds.spent_without_budget,
    "F05": funds.low_rate_unexplained,
    "F06": funds.yuan_for_ten_thousand,
    "F07": funds.adjusted_unexplained,
    "F08": funds.decimals_differ,
    "F09": funds.part_row_empty,
    "F10": funds.money_and_output_disagree,
    "G01": goals.goal_empty,
    "G02": goals.result_copies_goal,
    "G03": goals.no_figure,
    "G04": covering.goal_without_indicator,
    "G05": told.figures_differ,
    "G06": goals.broken_sentence,
    "G07": claims.all_done_contradicted,
    "I01": indicators.below_target_without_reason,
    "I02": indicators.far_above_target,
    "I03": wording.target_not_measurable,
    "I04": kinds.not_of_one_kind,
    "I05": kinds.units_differ,
    "I06": wording.wrong_class,
    "I07": wording.name_holds_target,
    "I08": indicators.several_in_one_cell,
    "I09": indicators.signed_result,
    "I10": wording.sign_looks_wrong,
    "I11": indicators.impossible_rate,
    "I12": wording.name_is_no_indicator,
    "I13": wording.same_indicator_twice,
    "I14": indicators.everything_is_full,
    "I15": indicators.empty_reason,
    "I16": indicators.late,
    "I17": wording.level_missing,
    "I18": indicators.actual_empty,
}

BATCH_RULES: dict[str, BatchRule] = {
    "X01": batch.batch_differs,
    "X02": batch.project_twice,
}

EXPLAINED: Mapping[str, Callable[..., object]] = {**RULES, **BATCH_RULES}
"""Every code with the function whose docstring explains it."""

GIVES_WAY: Mapping[str, tuple[str, ...]] = {
    "B01": ("F04", "G01", "I18"),
    "B08": ("B06",),
    "F08": ("F06",),
    "F09": ("B01", "F02"),
    "G03": ("B07",),
    "G04": ("B07",),
    "I01": ("I16",),
    "I03": ("B07", "B08"),
    "I04": ("B07", "B08", "I18"),
    "I12": ("B01", "B07"),
    "I15": ("I01", "I16"),
}
"""A code → those that say the same of the same answer better; only they are shown."""


def check(reading: Reading) -> tuple[Finding, ...]:
    """All findings of a report under its form's profile, in the register's order; those kept carry their reason."""
    found: dict[str, list[Finding]] = {}
    for code, rule in RULES.items():
        severity = profile_severity(reading, code)
        if severity is not None:
            found[code] = [_marked(reading.answers, finding, severity) for finding in rule(reading)]
    for code, others in GIVES_WAY.items():
        better = {finding.path for other in others for finding in found.get(other, ())}
        if better and code in found:
            found[code] = [finding for finding in found[code] if finding.path not in better]
    return tuple(finding for findings in found.values() for finding in findings)


def extract(reading: Reading) -> Extract:
    """What a report is compared by with others, with how its form takes that and what the person keeps."""
    severities = {code: found.value for code in BATCH_RULES if (found := profile_severity(reading, code))}
    kept = {
        key: each.reason
        for key, each in reading.answers.waivers.items()
        if key.partition(" ")[0] in BATCH_RULES and each.text == (reading.answers.get(key.partition(" ")[2]) or "")
    }
    return Extract(reading.form.code, reading.year, batch.told_of(reading), severities, kept)


def check_batch(extracts: Sequence[Extract]) -> tuple[tuple[Finding, ...], ...]:
    """What is found between reports that go out together, for each of them in turn."""
    found: list[list[Finding]] = [[] for _ in extracts]
    for code, rule in BATCH_RULES.items():
        for number, finding in rule(extracts):
            own = extracts[number]
            if code in own.severities:
                severity, waived = Severity(own.severities[code]), own.kept.get(finding.key, "")
                found[number].append(finding._replace(severity=_milder(finding.severity, severity), waived=waived))
    return tuple(tuple(findings) for findings in found)


def profile_severity(reading: Reading, code: str) -> Severity | None:
    """How severely the form takes a code; None where it does not run it."""
    word = reading.form.severities.get(code)
    return Severity(word) if word else None


def profile_faults(checks: Mapping[str, object]) -> list[str]:
    """What is wrong with the codes and the thresholds of a profile, one sentence each, for the author of a form."""
    faults = []
    for code, profile in checks.items():
        if code not in EXPLAINED:
            faults.append(f"没有「{code}」这项检查{or_nearest(code, list(EXPLAINED))}")
        elif isinstance(profile, Mapping):
            faults += setting_faults(code, profile)
    return faults


def about_text(answers: Answers, finding: Finding) -> str:
    """The answers a finding was judged from, as one text: while it is the same, a waiver of the finding holds."""
    return "\n".join(answers.get(path) or "" for path in finding.about or (finding.path,))


def _marked(answers: Answers, finding: Finding, severity: Severity) -> Finding:
    """At the milder of the rule's severity and the profile's, with the reason it is kept with."""
    waiver = answers.waivers.get(finding.key) if answers.waivers else None
    holds = waiver is not None and waiver.text == about_text(answers, finding)
    waived = waiver.reason if waiver and holds else ""
    return finding._replace(severity=_milder(finding.severity, severity), waived=waived)


def _milder(one: Severity, other: Severity) -> Severity:
    return one if one is other else max(one, other, key=list(Severity).index)
