"""The two shipped forms with every check switched on, for tests of the checks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from forms.checks.register import EXPLAINED
from forms.definition import read_definition
from forms.library import SHIPPED, load
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


INITIAL_BUDGET = "initial-budget"
"""The code of a form as other provinces have it, with 年初预算数 before 全年预算数."""
_FIELD = """[[page.field]]
name = "initial_budget"
label = "年初预算数"
kind = "money"
question = "{row}的年初预算数，万元？"

"""


def full(code: str) -> Form:
    """A shipped form, or the one with an initial budget, under its full profile."""
    if code == INITIAL_BUDGET:
        return _with_initial_budget()
    return load(code)._replace(checks=FULL[code])


def _with_initial_budget() -> Form:
    """The shipped form with one more column of money, read as a definition of its own."""
    text = Path(SHIPPED, "project-expenditure.toml").read_text(encoding="utf-8")
    before = '[[page.field]]\nname = "annual_budget"'
    named = text.replace('code = "project-expenditure"', f'code = "{INITIAL_BUDGET}"').replace(before, _FIELD + before)
    drawn = re.sub(r"\{funds\.(\w+)\.annual_budget\}", r"{funds.\1.initial_budget} \g<0>", named)
    return read_definition(drawn, f"{INITIAL_BUDGET}.toml")._replace(checks=FULL["project-expenditure"])
