"""Expressions: what they compute, what they refuse, and that they never raise once they were read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from forms.expression import DEEPEST, FUNCTIONS, LONGEST, Expression
from forms.values.kind import Context
from forms.values.measure import read_measure

VALUES: dict[str, Any] = {
    "a": Decimal("383.50"),
    "b": Decimal("321.77"),
    "zero": Decimal(0),
    "nature": "续建",
    "blank": "",
    "none": None,
    "start": date(2018, 12, 28),
    "end": date(2020, 1, 10),
    "facts.total": Decimal("316.75"),
    "funds.total.executed": Decimal("4.63"),
    "ten": read_measure("约 10 次", Context(2020)),
    "four": read_measure("4 次", Context(2020)),
    "undone": read_measure("未达成预期指标", Context(2020)),
}

COMPUTED = [
    ("a", Decimal("383.50")),
    ("0.10", Decimal("0.10")),
    ("'续建'", "续建"),
    ("a + b", Decimal("705.27")),
    ("a - b * 2", Decimal("-260.04")),
    ("-a", Decimal("-383.50")),
    ("(a - b) / 1", Decimal("61.73")),
    ("0.1 + 0.2", Decimal("0.3")),
    ("12345678901234567890.05 * 1", Decimal("12345678901234567890.05")),
    ("facts.total / 1", Decimal("316.75")),
    ("funds.total.executed * 1", Decimal("4.63")),
    ("percent(72.6297, 72.6297)", Decimal(100)),
    ("percent(1, 8)", Decimal("12.5")),
    ("percent(a, zero)", None),
    ("percent(a, none)", None),
    ("a / zero", None),
    ("a + none", None),
    ("a + nature", None),
    ("-nature", None),
    ("sum(a, none, b)", Decimal("705.27")),
    ("sum(none, nature)", None),
    ("min(a, b, none)", Decimal("321.77")),
    ("max(start, end)", date(2020, 1, 10)),
    ("max(none)", None),
    ("empty(none)", True),
    ("empty(blank)", True),
    ("empty(zero)", False),
    ("nature == '续建'", True),
    ("nature != '续建'", False),
    ("none == '续建'", False),
    ("none != '续建'", False),
    ("nature in ('前期', '续建')", True),
    ("nature not in ('前期', '续建')", False),
    ("none in ('前期',)", False),
    ("b < a", True),
    ("0 < b <= a", True),
    ("a < nature", False),
    ("start < end", True),
    ("start < a", False),
    ("a > 300 and nature == '续建'", True),
    ("a and b", True),
    ("none or zero", False),
    ("not none", True),
    ("true", True),
    ("false", False),
    ("a if nature == '前期' else b", Decimal("321.77")),
    ("below(four, ten)", True),
    ("below(ten, four)", False),
    ("below(four, none)", False),
    ("below(a, b)", False),
    ("below(undone, ten)", True),
    ("unmet('部分完成', nature)", True),
    ("unmet('否', '是否开工')", True),
    ("unmet('否', '是否超期')", False),
    ("unmet(none, none)", False),
    ("unmet('未完成', none)", True),
    ("  a  ", Decimal("383.50")),
]


@pytest.mark.parametrize(("source", "value"), COMPUTED)
def test_an_expression_has_this_value(source: str, value: Any) -> None:
    found = Expression.parse(source).evaluate(VALUES.__getitem__)
    assert (found, type(found)) == (value, type(value))


def test_a_condition_looks_up_only_what_decides_it() -> None:
    assert Expression.parse("false and missing").evaluate(VALUES.__getitem__) is False
    assert Expression.parse("a if true else missing").evaluate(VALUES.__getitem__) == Decimal("383.50")


REFUSED = [
    ("", "看不懂"),
    ("a +", "看不懂"),
    ("a = b", "判断相等请写 =="),
    ("percent（a, b）", "符号请用半角（含有 （ ）"),
    ("nature == “是”", "符号请用半角"),
    ("__import__('os').system('true')", "没有函数「__import__('os').system」"),
    ("open('x')", "没有函数「open」"),
    ("percent(a, b).__class__", "不是字段名"),
    ("''.join", "不是字段名"),
    ("a.__class__", "不是字段名"),
    ("_a", "不是字段名"),
    ("金额", "不是字段名"),
    ("a.b.c.d", "不是字段名"),
    ("a[0]", "不能用「a[0]」"),
    ("[a for a in b]", "不能用"),
    ("lambda: a", "不能用"),
    ("(a := b)", "不能用"),
    ("f'{a}'", "不能用"),
    ("{a: b}", "不能用"),
    ("(a, b)", "不能用「(a, b)」"),
    ("a ** 9999999", "只有 + - * /"),
    ("a % b", "只有 + - * /"),
    ("~a", "不能用「~a」"),
    ("a is b", "只有 == != < <= > >= in"),
    ("a in b", "in 后面请写括号里的几个值"),
    ("1e999999", "数请写成 90 或 0.5"),
    ("1_000", "数请写成 90 或 0.5"),
    ("0x10", "数请写成 90 或 0.5"),
    ("1j", "数请写成 90 或 0.5"),
    ("b'x'", "数请写成 90 或 0.5"),
    ("None", "数请写成 90 或 0.5"),
    ("...", "数请写成 90 或 0.5"),
    ("9" * 40, "数请写成 90 或 0.5"),
    ("percent(a)", "函数 percent 要 2 个值，现在是 1 个"),
    ("sum()", "函数 sum 要 一个以上 个值"),
    ("percent(a, whole=b)", "没有函数「percent」"),
    ("sum(*a)", "不能用「*a」"),
    ("sum", "sum 是函数"),
    ("a\x00", "看不懂"),
    ("\ud800", "看不懂"),
    ("a" * (LONGEST + 1), "式子太长"),
    ("-" * DEEPEST + "a", "嵌套太深"),
    ("(" * 240 + "a" + ")" * 240, "看不懂"),
    ("(" * 200, "看不懂"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_what_is_not_listed_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        Expression.parse(source)


def test_odd_texts_of_python_give_no_warning() -> None:
    assert Expression.parse("'\\d' == a").names == {"a"}
    assert Expression.parse("1if a else 2").names == {"a"}


def test_names_are_told_as_written() -> None:
    expression = Expression.parse("percent(executed, funds.total.annual_budget) if facts.period else true")
    assert expression.names == {"executed", "funds.total.annual_budget", "facts.period"}


def test_two_expressions_written_alike_are_the_same() -> None:
    assert Expression.parse("a + b") == Expression.parse("a + b")
    assert len({Expression.parse("a"), Expression.parse("a"), Expression.parse("b")}) == 2
    assert Expression.parse("a + b").source == "a + b"


def test_every_function_has_its_number_of_arguments() -> None:
    for name, (_, count) in FUNCTIONS.items():
        call = f"{name}({', '.join('a' * (count or 3))})"
        assert Expression.parse(call).names == {"a"}
