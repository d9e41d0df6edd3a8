"""The two shipped forms with every check switched on, for tests of the checks."""

from __future__ import annotations

from typing import Any

from forms.checks.register import EXPLAINED
from forms.library import load
from forms.model import Form

MILD = dict.fromkeys(EXPLAINED, "warning") | dict.fromkeys(("B05", "F08", "F09", "G06"), "info")
ERRORS = ("B01", "B02", "B03", "B06", "B07", "B08", "F01", "F02", "F04", "G01", "I01", "I11", "I16", "I18")
COMMON: dict[str, Any] = MILD | dict.fromkeys(ERRORS, "error") | {"B03": {"severity": "error", "year": "ask"}}
FULL: dict[str, dict[str, Any]] = {
    "project-expenditure": COMMON | {"I04": {"severity": "warning", "rate": "ask"}},
    "investment-project": COMMON
    | {"F02": {"severity": "error", "sum": "facts.total_investment = facts.fiscal_appropriation + facts.other_funds"}},
}
"""Form code → its profile with everything in it."""


def full(code: str) -> Form:
    """A shipped form under its full profile."""
    return load(code)._replace(checks=FULL[code])
