"""Conditions and calculations of a definition: a dozen node kinds of Python's grammar over Decimal, and nothing more.

Read by `definition.py`, evaluated by `compute.py`. A definition may come from anybody, so what is not listed here is
refused when the file is read, and evaluating never raises: what cannot be computed is None.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import Any

from forms.values.comparison import Verdict
from forms.values.quantity import Measure

Lookup = Callable[[str], Any]
"""How an expression finds the value of a name; amounts and rates come as plain Decimals, no answer as None."""

LONGEST = 500
"""Characters of the longest expression; a real one has some fifty."""
DEEPEST = 20
"""Levels of the deepest expression; a real one has four."""

_Step = Callable[[Lookup], Any]
_ARITHMETIC = Context(prec=60)
_NUMBER = re.compile(r"\d{1,30}(\.\d{1,30})?\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_WORDS = {"true": True, "false": False}


class Expression:
    """A condition or a calculation, compiled; two are the same when they are written the same."""

    __slots__ = ("_run", "names", "source")

    def __init__(self, source: str, names: frozenset[str], run: _Step) -> None:
        self.source = source
        """As written in the definition."""
        self.names = names
        """The dotted names in it, as written, for checking them against the form's fields."""
        self._run = run

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    @classmethod
    def parse(cls, source: str) -> Expression:
        """Compile an expression; raises ValueError with a Chinese reason for everything that is not allowed."""
        compiler = _Compiler(source)
        run = compiler.step(_tree(source), 1)
        return cls(source, frozenset(compiler.names), run)

    def evaluate(self, lookup: Lookup) -> Any:
        """The value under these answers; None where one of them is missing or the operation has no result."""
        with localcontext(_ARITHMETIC):
            return self._run(lookup)


def _tree(source: str) -> ast.expr:
    """Python's own reading of the text, its many ways to fail made into one sentence."""
    if len(source) > LONGEST:
        raise ValueError(f"式子太长（{len(source)} 字符），最多 {LONGEST} 字符")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueError(f"式子「{source}」写法有误，看不懂{_slip(source)}") from None


def _slip(source: str) -> str:
    """The commonest slip of an author with a Chinese input method, or a single = for equality."""
    wide = sorted(set(re.findall("[“”‘’（），＝＜＞＋－＊／。]", source)))
    if wide:
        return f"；符号请用半角（含有 {' '.join(wide)}）"
    if re.search(r"(?<![=<>!])=(?!=)", source):
        return "；判断相等请写 =="
    return ""


class _Compiler:
    """Turns a tree into nested closures, refusing every node that has no method here."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.names: set[str] = set()

    def step(self, node: ast.expr, depth: int) -> _Step:
        """The closure of one node."""
        if depth > DEEPEST:
            raise ValueError(f"式子嵌套太深，最多 {DEEPEST} 层")
        build = _BUILDERS.get(type(node))
        if build is None:
            usable = f"字段名、数、文字、+ - * /、比较、and or not、{'、'.join(FUNCTIONS)}"
            raise ValueError(f"式子里不能用「{self.piece(node)}」；能用的有：{usable}")
        return build(self, node, depth + 1)

    def piece(self, node: ast.AST) -> str:
        """The words of the source that a node stands for."""
        return ast.get_source_segment(self.source.strip(), node) or self.source

    def constant(self, node: ast.Constant, depth: int) -> _Step:
        """A text or a number; the number is read from its own digits, since a float would change it."""
        value: str | Decimal
        if isinstance(node.value, str):
            value = node.value
        elif _NUMBER.match(self.piece(node)):
            value = Decimal(self.piece(node))
        else:
            raise ValueError(f"式子里不能用「{self.piece(node)}」；数请写成 90 或 0.5")
        return lambda lookup: value

    def name(self, node: ast.Name | ast.Attribute, depth: int) -> _Step:
        """A field, with its page and row where it is not the own one; `true` and `false` stand for themselves."""
        dotted = self.dotted(node)
        if dotted in _WORDS:
            word = _WORDS[dotted]
            return lambda lookup: word
        if dotted in FUNCTIONS:
            raise ValueError(f"{dotted} 是函数，后面要有括号和值，如 {dotted}(…)")
        self.names.add(dotted)
        return lambda lookup: lookup(dotted)

    def dotted(self, node: ast.expr) -> str:
        """`page.row.field` as written; anything else before a dot is refused."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name):
            parts.append(node.id)
        if not isinstance(node, ast.Name) or len(parts) > 3 or not all(map(_NAME.match, parts)):
            raise ValueError(
                f"「{self.piece(node)}」不是字段名；字段名形如 executed、facts.period、funds.total.executed"
            )
        return ".".join(reversed(parts))

    def unary(self, node: ast.UnaryOp, depth: int) -> _Step:
        """`not x` or `-x`."""
        inner = self.step(node.operand, depth)
        if isinstance(node.op, ast.Not):
            return lambda lookup: not _true(inner(lookup))
        if isinstance(node.op, ast.USub):
            return lambda lookup: _arithmetic(operator.sub, Decimal(0), inner(lookup))
        raise ValueError(f"式子里不能用「{self.piece(node)}」")

    def binary(self, node: ast.BinOp, depth: int) -> _Step:
        """One of the four operations."""
        apply = _OPERATIONS.get(type(node.op))
        if apply is None:
            raise ValueError(f"「{self.piece(node)}」的运算不能用；只有 + - * /")
        left, right = self.step(node.left, depth), self.step(node.right, depth)
        return lambda lookup: _arithmetic(apply, left(lookup), right(lookup))

    def boolean(self, node: ast.BoolOp, depth: int) -> _Step:
        """`a and b`, `a or b`: always yes or no, never one of the values."""
        steps = [self.step(each, depth) for each in node.values]
        joined = all if isinstance(node.op, ast.And) else any
        return lambda lookup: joined(_true(step(lookup)) for step in steps)

    def comparison(self, node: ast.Compare, depth: int) -> _Step:
        """A chain of comparisons, `in (…)` among them."""
        tests = [_COMPARISONS.get(type(each)) for each in node.ops]
        steps = [self.step(node.left, depth), *map(self.right_side, node.ops, node.comparators, [depth] * len(tests))]
        known = [test for test in tests if test is not None]
        if len(known) != len(tests):
            raise ValueError(f"「{self.piece(node)}」的比较不能用；只有 == != < <= > >= in")

        def run(lookup: Lookup) -> bool:
            values = [step(lookup) for step in steps]
            return all(map(_compared, known, values, values[1:]))

        return run

    def right_side(self, op: ast.cmpop, node: ast.expr, depth: int) -> _Step:
        """What stands right of a comparison: a list only after `in`."""
        if not isinstance(op, ast.In | ast.NotIn):
            return self.step(node, depth)
        if isinstance(node, ast.Tuple):
            steps = [self.step(each, depth + 1) for each in node.elts]
            return lambda lookup: tuple(step(lookup) for step in steps)
        raise ValueError(f"in 后面请写括号里的几个值，如 in ('前期', '续建')；现在是「{self.piece(node)}」")

    def choice(self, node: ast.IfExp, depth: int) -> _Step:
        """`a if condition else b`."""
        test, then, other = (self.step(each, depth) for each in (node.test, node.body, node.orelse))
        return lambda lookup: then(lookup) if _true(test(lookup)) else other(lookup)

    def call(self, node: ast.Call, depth: int) -> _Step:
        """One of the listed functions with plain arguments."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS or node.keywords:
            raise ValueError(f"没有函数「{self.piece(node.func)}」；能用的有：{'、'.join(FUNCTIONS)}")
        function, count = FUNCTIONS[name]
        if not node.args or len(node.args) != (count or len(node.args)):
            raise ValueError(f"函数 {name} 要 {count or '一个以上'} 个值，现在是 {len(node.args)} 个")
        steps = [self.step(each, depth) for each in node.args]
        return lambda lookup: function(*(step(lookup) for step in steps))


def _true(value: Any) -> bool:
    """Whether a value counts as yes: no answer, an empty text and zero do not."""
    return bool(value)


def _arithmetic(apply: Callable[[Decimal, Decimal], Decimal], left: Any, right: Any) -> Decimal | None:
    """One operation; None with anything but two numbers, and where it has no result (a division by zero)."""
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    try:
        return apply(left, right)
    except ArithmeticError:
        return None


def _compared(test: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """One comparison; False with a missing answer, and where two values have no order."""
    if left is None or right is None:
        return False
    try:
        return bool(test(left, right))
    except (TypeError, ArithmeticError):
        return False


def _numbers(values: Iterable[Any]) -> list[Decimal]:
    return [each for each in values if isinstance(each, Decimal)]


def _dates(values: Iterable[Any]) -> list[date]:
    return [each for each in values if isinstance(each, date)]


def _sum(*values: Any) -> Decimal | None:
    """The sum of the answers that are there, as in a spreadsheet; None without any."""
    total: Decimal | None = None
    for each in _numbers(values):
        total = each if total is None else _arithmetic(operator.add, total, each)
    return total


def _extreme(choose: Callable[..., Any]) -> Callable[..., Any]:
    """The least or greatest of the numbers, or of the dates, that are there."""

    def run(*values: Any) -> Any:
        return choose([each for each in _numbers(values) if not each.is_nan()] or _dates(values), default=None)

    return run


def _percent(part: Any, whole: Any) -> Decimal | None:
    """`part / whole * 100`, multiplied first, so that nothing is lost before the division."""
    return _arithmetic(operator.truediv, _arithmetic(operator.mul, part, Decimal(100)), whole)


def _below(actual: Any, target: Any) -> bool:
    """Whether an actual clearly misses its target; False where that cannot be told."""
    if not isinstance(actual, Measure) or not isinstance(target, Measure):
        return False
    from forms.values.compare import compare

    return compare(target, actual).verdict is Verdict.BELOW


def _unmet(actual: Any, question: Any) -> bool:
    """Whether a result says in words that it was not reached; of 是 and 否 the question tells the wrong one."""
    from forms.values.unmet import says_unmet

    return isinstance(actual, str) and says_unmet(actual, question if isinstance(question, str) else "")


def _empty(value: Any) -> bool:
    """Whether nothing was answered."""
    return value is None or value == ""


FUNCTIONS: dict[str, tuple[Callable[..., Any], int]] = {
    "below": (_below, 2),
    "unmet": (_unmet, 2),
    "empty": (_empty, 1),
    "sum": (_sum, 0),
    "min": (_extreme(min), 0),
    "max": (_extreme(max), 0),
    "percent": (_percent, 2),
}
"""The functions an expression may call, each with the number of its arguments (0 is one or more)."""

_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _ordered(test: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """An order; only numbers, texts and days have one, not a stretch of days or an indicator, which are tuples."""
    return lambda left, right: not isinstance(left, tuple) and test(left, right)


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}

_BUILDERS: dict[type[ast.expr], Callable[[_Compiler, Any, int], _Step]] = {
    ast.Constant: _Compiler.constant,
    ast.Name: _Compiler.name,
    ast.Attribute: _Compiler.name,
    ast.UnaryOp: _Compiler.unary,
    ast.BinOp: _Compiler.binary,
    ast.BoolOp: _Compiler.boolean,
    ast.Compare: _Compiler.comparison,
    ast.IfExp: _Compiler.choice,
    ast.Call: _Compiler.call,
}
