"""docs/checks.md is what the checks say of themselves; `UPDATE_DOCS=1 pytest …` writes it anew."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path as File

from forms.checks.finding import SEVERITY_WORDS, Severity
from forms.checks.register import EXPLAINED, GIVES_WAY
from forms.checks.settings import DEFAULTS, MEANINGS
from forms.library import load

ROOT = File(__file__).parents[3]
PAGE = ROOT / "docs" / "checks.md"
CASES = ROOT / "tests" / "cases" / "checks"
FORMS = ("project-expenditure", "investment-project")
FAMILIES = {"B": "整张表", "F": "资金", "G": "目标与完成情况", "I": "绩效指标", "X": "一批表之间"}

HEAD = """# 检查规则 · The checks

审核人会因为哪些地方退回一张表，`zpb check` 和填表过程就检查哪些地方。
错误要改正或说明理由保留才能完成；待核要看一看；提示供参考。
单独看一条：`zpb rule I01`。哪张表检查哪些、多严、按什么标准，写在表的定义里：`[checks]` 一节的 `代码 = "error"`
（或 `"warning"`、`"info"`），要改标准的写成 `F05 = { severity = "warning", threshold = 85 }`。

*In English.* One table and one entry for each check, made from the docstrings of `forms/checks/` and the cases in
`tests/cases/checks/` by `tests/forms/checks/test_page.py`; do not edit by hand. Which checks a form runs, how severely
and with which thresholds is its definition's `[checks]`.

"""


def severities(code: str) -> str:
    """How severe its findings are, as its cases show."""
    cases = tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))["fail"]
    found = {place.split(" ")[0] for case in cases for place in case["found"]}
    return "、".join(SEVERITY_WORDS[each] for each in Severity if each.value in found)


def settings(code: str) -> str:
    return "，".join(
        f"`{name}` = {value if value != '' else '（不设）'}" for name, value in DEFAULTS.get(code, {}).items()
    )


def run_by(code: str) -> str:
    return "、".join(f"`{name}`" for name in FORMS if code in load(name).checks) or "–"


def docstring(code: str) -> list[str]:
    return [line.strip() for line in (EXPLAINED[code].__doc__ or "").strip().split("\n") if line.strip()]


def what(code: str) -> str:
    return docstring(code)[0].rstrip("。")


def table(family: str) -> str:
    rows = [
        f"| [`{code}`](#{code.lower()}) | {what(code)} | {severities(code)} | {settings(code)} | {run_by(code)} |"
        for code in EXPLAINED
        if code.startswith(family)
    ]
    return "| 编号 | 检查什么 | 级别 | 可以设的标准 | 检查它的表 |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"


def entry(code: str) -> str:
    first, *rest = docstring(code)
    meanings = [f"`{name}`：{MEANINGS[f'{code}.{name}']}。" for name in DEFAULTS.get(code, {})]
    better = [f"同一处已有 {'、'.join(GIVES_WAY[code])} 的，不再列出。"] if code in GIVES_WAY else []
    return f"### {code}\n\n{first}\n\n" + "\n\n".join([*rest, *meanings, *better]) + "\n"


def page() -> str:
    parts = [HEAD]
    for family, title in FAMILIES.items():
        entries = "\n".join(entry(code) for code in EXPLAINED if code.startswith(family))
        parts.append(f"## {family} {title}\n\n{table(family)}\n{entries}")
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def test_the_page_is_what_the_checks_say() -> None:
    made = page()
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "docs/checks.md is out of date; `make docs` brings it up to date"


def test_every_setting_is_explained() -> None:
    assert set(MEANINGS) == {f"{code}.{name}" for code, names in DEFAULTS.items() for name in names}


def test_every_check_belongs_to_a_family_and_explains_itself() -> None:
    for code in EXPLAINED:
        assert code[0] in FAMILIES
        text = "\n".join(docstring(code))
        assert "例：" in text and "改法：" in text, code
        assert docstring(code)[0].endswith("。")
