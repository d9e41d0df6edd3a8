"""Laws of expressions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.expression import Expression
from forms.values.kind import Context
from forms.values.measure import read_measure

NAMES = ("a", "b", "facts.c", "funds.total.d")

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=5),
    st.decimals(),
    st.dates(),
    st.sampled_from([
        read_measure(text, Context(2020)) for text in ("4 次", "约 10 次", "≥95%", "12 月底", "有效", "无")
    ]),
)

LEAVES = st.one_of(
    st.sampled_from(NAMES),
    st.decimals(0, 10**6, places=2, allow_nan=False).map(str),
    st.sampled_from(["'是'", "''", "true", "false"]),
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One operation around smaller sources."""
    operators = st.sampled_from(["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "and", "or"])
    calls = st.sampled_from(["below", "percent", "sum", "min", "max"])
    return st.one_of(
        st.builds(lambda left, sign, right: f"({left} {sign} {right})", inner, operators, inner),
        st.builds(lambda sign, value: f"({sign} {value})", st.sampled_from(["-", "not"]), inner),
        st.builds(lambda name, left, right: f"{name}({left}, {right})", calls, inner, inner),
        st.builds(lambda value: f"empty({value})", inner),
        st.builds(lambda value, left, right: f"({value} in ({left}, {right}))", inner, inner, inner),
        st.builds(lambda test, left, right: f"({left} if {test} else {right})", inner, inner, inner),
    )


SOURCES = st.recursive(LEAVES, grown, max_leaves=8).filter(lambda source: len(source) < 400)


@given(SOURCES, st.lists(VALUES, min_size=len(NAMES), max_size=len(NAMES)))
def test_evaluating_never_raises(source: str, values: list[Any]) -> None:
    """Whatever was read evaluates under any answers, to a value of the kinds that answers have."""
    lookup = dict(zip(NAMES, values, strict=True)).__getitem__
    found = Expression.parse(source).evaluate(lookup)
    assert found is None or isinstance(found, bool | str | Decimal | date) or found in values


@given(st.text(alphabet="ab.'\"()+-*/=<>!, 0123456789_\\\n{}[]:金“（\x00\ud800", max_size=40))
def test_any_text_is_read_or_refused(source: str) -> None:
    """Reading ends in an expression or in a ValueError with a reason, never in anything else."""
    reason = "read"
    try:
        Expression.parse(source)
    except ValueError as refusal:
        reason = str(refusal)
    assert reason
