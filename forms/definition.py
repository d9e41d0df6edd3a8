"""Reads a definition file into a `Form`, or lists everything that is wrong with it; used by `library.py`.

Form authors are office staff with a text editor, so faults are Chinese sentences with the place, the key and the
nearest known name, and all of one file come together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from forms import keys
from forms.checks.finding import Severity
from forms.errors import DefinitionError
from forms.expression import Expression
from forms.keys import Faults, or_nearest, read_keys
from forms.layout import Hole, read_layout
from forms.layout import holes as parts
from forms.model import HEADER, Field, Form, Layout, Page, PageType
from forms.names import ROW_NAME, Names, holes
from forms.pages import read_pages
from forms.path import Path

ProfileFaults = Callable[[Mapping[str, Any]], Iterable[str]]

_CODE = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")
_EDITION = re.compile(r"[0-9A-Za-z.-]{1,20}\Z")
_ESCAPED = re.compile(r"\\.")
_CHECK = re.compile(r"[A-Z][0-9]{2}\Z")


def read_definition(text: str, source: str, profile_faults: ProfileFaults | None = None) -> Form:
    """The form that a definition describes; raises DefinitionError with all faults of the file.

    `profile_faults` judges the codes and thresholds of `[checks]`; it needs all the checks, which nobody loads for the
    definitions that come with the program.
    """
    faults = Faults()
    document = _document(text, faults)
    form = None if document is None else _form(document, faults)
    for sentence in profile_faults(form.checks) if form and profile_faults else ():
        faults.add("checks", sentence)
    if form is None or faults.sentences:
        raise DefinitionError(source, faults.sentences)
    return form


def _document(text: str, faults: Faults) -> dict[str, Any] | None:
    """The file as plain tables, numbers with a point as Decimals; None after a slip that ends all reading."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        faults.add(*_slip(text, str(error)))
        return None


_SLIPS = {
    "Invalid value": "等号后面写法有误；文字请写在半角引号里",
    "Expected '='": "键的后面要写半角的 =",
    "Cannot overwrite": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次；重复的表请用 [[ ]]",
    "Expected newline": "一行里写了两样东西，或引号没有成对",
    "Illegal character": "引号没有成对，或文字里有不能用的字符",
    "Unclosed array": "方括号没有成对",
    "Unterminated string": "引号没有成对",
    "Invalid statement": "这一行不是「键 = 值」，也不是 [表]",
}
"""How the TOML reader begins its complaints, and what the author did."""


def _slip(text: str, error: str) -> tuple[str, str]:
    """A slip of TOML as (place, sentence)."""
    sentence = next((said for start, said in _SLIPS.items() if error.startswith(start)), f"TOML 写法有误（{error}）")
    match = re.search(r"at line (\d+), column (\d+)", error)
    if not match:
        return "文件末尾" if "end of document" in error else "", sentence
    line = "".join(text.split("\n")[int(match[1]) - 1 : int(match[1])])
    if wide := sorted(set(re.findall("[“”‘’＝［］｛｝]", line))):
        sentence += f"；这一行有全角的 {' '.join(wide)}，请改成半角"
    return f"第 {match[1]} 行第 {match[2]} 列", sentence


def _form(document: Mapping[str, Any], faults: Faults) -> Form:
    """The whole form; where faults were noted it is incomplete, and thrown away."""
    read = read_keys(document, keys.FORM, "", faults)
    for key, pattern in (("code", _CODE), ("edition", _EDITION)):
        if key in read and not pattern.match(read[key]):
            faults.add("", f"{key}「{read[key]}」只能用字母（code 只用小写）、数字和 -")
    title = read.get("title", "")
    pages = (_header(read.get("title_default", title)), *read_pages(read.get("page", []), faults))
    names = Names(pages)
    for page in pages:
        _check_page(page, names, faults)
    return Form(
        code=read.get("code", ""),
        edition=read.get("edition", ""),
        title=title,
        pages=pages,
        layout=_layout(read.get("layout", {}), names, faults) if "layout" in read else Layout((), ()),
        checks=_checks(read.get("checks", {}), faults),
        name_field=_name_field(read.get("name", "facts.project_name"), names, faults),
    )


def _header(title: str) -> Page:
    """The page that every form has: what stands above the table. Nothing of it is asked, all of it can be gone to."""
    never = Expression.parse("false")
    number = Field(
        name="number",
        label="附件编号",
        kind="text",
        question="附件编号？",
        hint="2-5",
        why="印在表格左上角的附件号；单独报送、没有编号的可以留空。",
        ask_when=never,
    )
    year = Field(
        name="year",
        label="年度",
        kind="year",
        question="哪一年度？",
        hint="2020",
        why="自评的预算年度，不是填表的年份；起止时间和各项日期都按它核对。",
        required=True,
        ask_when=never,
    )
    heading = Field(
        name="title",
        label="表的标题",
        kind="text",
        question="表的标题？",
        why="印在表格上方；除上级另有要求外，用制式标题。",
        ask_when=never,
        default=title,
    )
    return Page(HEADER, "表头", PageType.PLAIN, (number, year, heading), aliases=("附件", "标题"))


def _check_page(page: Page, names: Names, faults: Faults) -> None:
    """Every name in the expressions and holes of a page's fields leads to an answer."""
    for field in page.fields:
        place = f"页 {page.name}，问题 {field.name}"
        for key in ("relevant", "ask_when", "calculation"):
            expression: Expression | None = getattr(field, key)
            for name in sorted(expression.names) if expression else ():
                _check_known(name, page, names, f"{place}，{key}", faults)
        _check_holes(field.question, page, names, f"{place}，question", faults)
        _check_holes(field.default, page, names, f"{place}，default", faults)
        if loop := _loop(page, field, names):
            faults.add(place, f"calculation 绕回了自己：{loop}")


def _check_known(name: str, page: Page | None, names: Names, place: str, faults: Faults) -> None:
    if sentence := names.fault(name, page):
        faults.add(place, sentence)


def _check_holes(template: str, page: Page, names: Names, place: str, faults: Faults) -> None:
    """The holes of a question or a default; a row's name and its group's are known where there are rows."""
    found, broken = holes(template)
    if broken:
        faults.add(place, broken)
    own = {PageType.PLAIN: (), PageType.FIXED: (ROW_NAME,), PageType.REPEATED: (ROW_NAME, "level2")}[page.type]
    for name in found:
        if name not in own:
            _check_known(name, page, names, place, faults)


def _loop(page: Page, field: Field, names: Names) -> str:
    """The way by which a calculation leads back to itself, as `a → b → a`; empty where it does not."""
    start = (page.name, field.name)
    open_ways: list[tuple[tuple[str, str], ...]] = [(start,)]
    seen: set[tuple[str, str]] = set()
    while open_ways:
        way = open_ways.pop()
        for step in names.uses(*way[-1]):
            if step == start:
                return " → ".join(name for _, name in (*way, start))
            if step not in seen:
                seen.add(step)
                open_ways.append((*way, step))
    return ""


def _name_field(text: str, names: Names, faults: Faults) -> Path:
    """The answer by which people know a report: a question of a plain page."""
    page, _, field = text.partition(".")
    if names.fault(text, None) or not field or names.pages[page].type is not PageType.PLAIN:
        plain = [f"{page.name}.{field.name}" for page in names.plain() for field in page.fields]
        faults.add("", f"name「{text}」不是一个问题{or_nearest(text, plain)}")
    return Path(page, "", field)


def _checks(table: Mapping[str, Any], faults: Faults) -> Mapping[str, Any]:
    """The profile as written: each code with a severity, or with a table that holds one beside its thresholds."""
    severities = [each.value for each in Severity]
    for code, profile in table.items():
        severity = profile.get("severity") if isinstance(profile, dict) else profile
        if not _CHECK.match(code):
            faults.add("checks", f"「{code}」不是检查代码；代码形如 I01")
        if severity not in severities:
            faults.add("checks", f"{code} 的级别「{severity}」不认识{or_nearest(str(severity), severities)}")
        if isinstance(profile, dict) and any(isinstance(value, dict | list) for value in profile.values()):
            faults.add("checks", f"{code} 的参数只能是一个数或一段文字")
    return table


def _layout(table: Mapping[str, Any], names: Names, faults: Faults) -> Layout:
    """The drawn table, with a fault for every hole that leads nowhere and every question that is not drawn."""
    read = read_keys(table, keys.LAYOUT, "layout", faults)
    picture, said = read_layout(read.get("table", ""))
    if "table" in read:
        for sentence in said:
            faults.add("layout", sentence)
    above, below = tuple(read.get("above", ())), tuple(read.get("below", ()))
    _check_braces(above, "above", names, faults)
    _check_braces(below, "below", names, faults)
    drawn = [hole for line in (above, *picture, below) for hole in _line_holes(line, names, faults)]
    known = {hole.name for hole in drawn}
    for page, field, name in names.to_draw():
        if name not in known and not said:
            faults.add("layout", f"页 {page.name} 的问题 {field} 没有画进表里；请在某一格里写 {{{name}}}")
    widths = tuple(read.get("widths", ()))
    if widths and picture and len(widths) != len(picture[0]):
        faults.add("layout", f"widths 有 {len(widths)} 个数，表有 {len(picture[0])} 列")
    return Layout(above, picture, below, widths)


def _line_holes(squares: tuple[str, ...], names: Names, faults: Faults) -> list[Hole]:
    """The holes of one line of the picture, which may show the rows of one page only."""
    found = [part for square in squares for part in parts(square) if isinstance(part, Hole)]
    for hole in found:
        _check_known(hole.name, None, names, "layout", faults)
        if hole.boxes and not names.is_choice(hole.name):
            faults.add("layout", f'{{{hole.name}:boxes}} 只能用在 kind = "choice" 的问题上')
    repeated = sorted({hole.name.partition(".")[0] for hole in found if names.is_repeated(hole.name)})
    if len(repeated) > 1:
        faults.add("layout", f"同一行里画了 {'、'.join(repeated)} 几页的行；一行只能画一页的")
    return found


def _check_braces(lines: tuple[str, ...], key: str, names: Names, faults: Faults) -> None:
    """Around the table: braces in pairs, and nothing that stands once a row."""
    for line in lines:
        _, broken = holes(_ESCAPED.sub("", line))
        if broken:
            faults.add(f"layout，{key}", broken)
        for part in parts(line):
            if isinstance(part, Hole) and names.is_repeated(part.name):
                faults.add(f"layout，{key}", f"「{part.name}」有许多行，只能画在表里")
