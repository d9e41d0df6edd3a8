"""`zpb rule`: what a check looks for, how severely it is taken and how to mend it; of a family or of all the titles."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from decimal import Decimal

from forms import library
from forms.checks.finding import SEVERITY_WORDS, Severity
from forms.checks.settings import DEFAULTS, MEANINGS
from forms.model import Form
from tui import output, telling
from tui.arguments import Parser
from tui.exits import Exit, Refusal

NOT_RUN = "（尚未启用）"
"""Beside a rule that no form of the program runs: nobody should look for its findings."""
_MEANS = {
    Severity.ERROR: "改正前不能填写完毕；确实如此的，可以说明理由保留：/保留 {code} 理由",
    Severity.WARNING: "审核时会问；确实如此的，可以说明理由保留：/保留 {code} 理由",
    Severity.INFO: "只作提示，不用处理也可以",
}


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument(
        "code", metavar="CODE", nargs="?", help="规则的编号，如 I01，或一类的字母，如 I；不写则列出全部"
    )


def run(args: Namespace) -> Exit:
    """Print one rule, or the list."""
    code = (args.code or "").strip().upper()
    titles = [each for each in telling.rules() if each.startswith(code)] if len(code) < 2 else telling.rule(code)[:1]
    if not titles:
        from forms.checks.register import EXPLAINED
        from forms.nearest import nearest

        raise Refusal(f"没有「{args.code}」这条规则。{nearest(code, EXPLAINED)}")
    forms = library.forms()
    run_by_some = {each for form in forms for each in form.checks}
    marked = [each if each.split()[0] in run_by_some else f"{each}{NOT_RUN}" for each in titles]
    more = [*telling.rule(code)[1:], *_taken(code, forms)] if len(code) > 1 else []
    output.show("\n".join([*marked, *more]))
    return Exit.DONE


def _taken(code: str, forms: Iterable[Form]) -> list[str]:
    """How severely the forms take a rule at most, what that means, and from which figures on."""
    profiles = [form.checks[code] for form in forms if code in form.checks]
    words = {each["severity"] if isinstance(each, Mapping) else each for each in profiles}
    severities = [each for each in Severity if each.value in words]
    lines = [f"轻重：{SEVERITY_WORDS[each]}（{_MEANS[each].format(code=code)}）。" for each in severities[:1]]
    return [*lines, *(f"界限：{MEANINGS[f'{code}.{name}']}：{said}。" for name, said in _figures(code, profiles))]


def _figures(code: str, profiles: Iterable[object]) -> list[tuple[str, str]]:
    """The figures that a rule goes by, as the forms set them or as they are where none is set."""
    settings = [each if isinstance(each, Mapping) else {} for each in profiles]
    known = {name: value for name, value in DEFAULTS.get(code, {}).items() if isinstance(value, Decimal)}
    each_form = {name: [each.get(name, value) for each in settings] or [value] for name, value in known.items()}
    return [(name, "、".join(dict.fromkeys(map(str, values)))) for name, values in each_form.items()]
