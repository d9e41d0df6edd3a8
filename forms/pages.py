"""Reads the `[[page]]` tables of a definition, with their fields, rows and groups; used by `definition.py`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from forms import keys
from forms.expression import Expression
from forms.keys import Faults, or_nearest, read_keys
from forms.model import HEADER, WHICH, Field, FixedRow, Group, Page, PageType
from forms.names import LEVELS, ROW_NAME
from forms.values import KINDS

T = TypeVar("T")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_RESERVED = {WHICH, ROW_NAME, *LEVELS, "true", "false"}
_EXPRESSIONS = ("relevant", "ask_when", "calculation")
_TYPED_ONLY = ("question", "hint", "options", "required", "ask_when", "carry", "default")
_ONLY_ON = {
    "row": PageType.FIXED,
    "ask_which": PageType.FIXED,
    "group": PageType.REPEATED,
    "none_fills": PageType.REPEATED,
}
"""Keys of a page that mean something on one type only."""


def read_pages(tables: list[Any], faults: Faults) -> tuple[Page, ...]:
    """The pages of a form in their order."""
    pages = _each(_page, tables, "页", "name", "", faults)
    _unique([HEADER, *(page.name for page in pages)], "", "页", faults)
    _unique([word for page in pages for word in {page.title, *page.aliases}], "", "页的标题或别名", faults)
    return pages


def _each(
    build: Callable[[Mapping[str, Any], str, Faults], T],
    tables: list[Any],
    word: str,
    key: str,
    place: str,
    faults: Faults,
) -> tuple[T, ...]:
    """One value a table, each told where it stands: by its name, or by its number where it has none."""
    built = []
    for number, table in enumerate(tables, 1):
        name = table.get(key)
        own = f"{word} {name}" if isinstance(name, str) and name else f"第 {number} 个{word}"
        built.append(build(table, f"{place}，{own}" if place else own, faults))
    return tuple(built)


def _page(table: Mapping[str, Any], place: str, faults: Faults) -> Page:
    read = read_keys(table, keys.PAGE, place, faults)
    _check_name(read.get("name"), place, faults)
    page_type = _page_type(read, place, faults)
    page = Page(
        name=read.get("name", ""),
        title=read.get("title", ""),
        type=page_type or PageType.PLAIN,
        fields=_each(_field, read.get("field", []), "问题", "name", place, faults),
        rows=_each(_row, read.get("row", []), "行", "key", place, faults),
        groups=_each(_group, read.get("group", []), "组", "key", place, faults),
        ask_which=read.get("ask_which", ""),
        none_fills=tuple(read.get("none_fills", ())),
        aliases=tuple(read.get("aliases", ())),
    )
    _unique([field.name for field in page.fields], place, "问题", faults)
    if page_type is PageType.FIXED:
        _check_rows(page, place, faults)
    if page_type is PageType.REPEATED and page.fields:
        _check_groups(page, place, faults)
    return page


def _page_type(read: Mapping[str, Any], place: str, faults: Faults) -> PageType | None:
    """The page's type, with a fault for keys that belong to another; None where it is missing or unknown."""
    word = read.get("type")
    if word is None:
        return None
    types = {each.value: each for each in PageType}
    if word not in types:
        faults.add(place, f"type 没有「{word}」这一种{or_nearest(word, types)}")
        return None
    for key, wanted in _ONLY_ON.items():
        if key in read and types[word] is not wanted:
            faults.add(place, f'{key} 只用在 type = "{wanted.value}" 的页里')
    return types[word]


def _field(table: Mapping[str, Any], place: str, faults: Faults) -> Field:
    read = read_keys(table, keys.FIELD, place, faults)
    _check_name(read.get("name"), place, faults)
    _check_kind(read, place, faults)
    _check_derived(read, place, faults)
    expressions = {key: _expression(read[key], key, place, faults) for key in _EXPRESSIONS if key in read}
    plain = {key: value for key, value in read.items() if key not in _EXPRESSIONS}
    plain["options"] = tuple(plain.get("options", ()))
    return Field(**{"name": "", "label": "", "kind": "", **plain, **expressions})


def _check_kind(read: Mapping[str, Any], place: str, faults: Faults) -> None:
    """A kind that is known, with options just where it is a choice."""
    kind = read.get("kind")
    if kind is not None and kind not in KINDS:
        faults.add(place, f"kind 没有「{kind}」这一种{or_nearest(kind, KINDS)}")
    elif kind == "choice" and len(read.get("options", ())) < 2:
        faults.add(place, 'kind = "choice" 要有 options，至少两项')
    elif kind is not None and kind != "choice" and "options" in read:
        faults.add(place, 'options 只用在 kind = "choice" 的问题里')
    _unique(read.get("options", ()), place, "选项", faults)


def _check_derived(read: Mapping[str, Any], place: str, faults: Faults) -> None:
    """A derived figure is never typed, so nothing about asking belongs to it; decimals belong to nothing else."""
    if "calculation" in read:
        for key in _TYPED_ONLY:
            if key in read:
                faults.add(place, f"由 calculation 算出的数不用填，不能有 {key}")
        if "decimals" in read and "max_decimals" in read:
            faults.add(place, "decimals 和 max_decimals 只能有一个")
        return
    for key in ("decimals", "max_decimals"):
        if key in read:
            faults.add(place, f"{key} 只用在有 calculation 的问题里")


def _expression(source: str, key: str, place: str, faults: Faults) -> Expression | None:
    try:
        return Expression.parse(source)
    except ValueError as error:
        faults.add(place, f"{key}：{error}")
        return None


def _row(table: Mapping[str, Any], place: str, faults: Faults) -> FixedRow:
    read = read_keys(table, keys.ROW, place, faults)
    _check_name(read.get("key"), place, faults)
    return FixedRow(read.get("key", ""), read.get("label", ""), read.get("total", False))


def _check_rows(page: Page, place: str, faults: Faults) -> None:
    """A fixed page has rows of distinct names, the total first, since the parts take their defaults from it."""
    if not page.rows:
        faults.add(place, 'type = "fixed" 的页要有 [[page.row]]')
    _unique([row.key for row in page.rows], place, "行", faults)
    _unique([row.label for row in page.rows], place, "行的 label", faults)
    if any(row.total for row in page.rows[1:]):
        faults.add(place, "total = true 只能写在第一行")
    if page.ask_which and not (page.rows and page.rows[0].total):
        faults.add(place, "有 ask_which 的页，第一行要写 total = true")
    for row in page.rows:
        if page.ask_which and "、" in row.label:
            faults.add(f"{place}，行 {row.key}", "label 里不能有顿号（、），答案用它分隔各行")


def _group(table: Mapping[str, Any], place: str, faults: Faults) -> Group:
    read = read_keys(table, keys.GROUP, place, faults)
    _check_name(read.get("key"), place, faults)
    _unique(read.get("preset", ()), place, "preset 的行", faults)
    return Group(
        key=read.get("key", ""),
        level1=read.get("level1", ""),
        level2=read.get("level2", ""),
        preset=tuple(read.get("preset", ())),
        carry=tuple(read.get("carry", ())),
        hint=read.get("hint", {}),
    )


def _check_groups(page: Page, place: str, faults: Faults) -> None:
    """A repeated page has groups, and what they and `none_fills` name are its own typed fields."""
    if not page.groups:
        faults.add(place, 'type = "repeated" 的页要有 [[page.group]]')
    if page.key_field.calculation:
        faults.add(place, f"第一个问题是行的名称，不能由 calculation 算出：{page.key_field.name}")
    _unique([group.key for group in page.groups], place, "组", faults)
    _unique([f"{group.level1} › {group.level2}" for group in page.groups], place, "组的 level1 › level2", faults)
    typed = [field.name for field in page.fields if field.calculation is None]
    _check_typed(page.none_fills, typed, f"{place}，none_fills", faults)
    for group in page.groups:
        _check_typed(group.carry, typed, f"{place}，组 {group.key}，carry", faults)
        _check_typed(group.hint, typed, f"{place}，组 {group.key}，hint", faults)


def _check_typed(names: Iterable[str], typed: list[str], place: str, faults: Faults) -> None:
    for name in names:
        if name not in typed:
            faults.add(place, f"本页没有要填的问题「{name}」{or_nearest(name, typed)}")


def _check_name(name: str | None, place: str, faults: Faults) -> None:
    """A name that can stand in paths and expressions; one that is missing was noted already."""
    if name is None:
        return
    if not _NAME.match(name):
        faults.add(place, f"名称「{name}」只能用小写字母、数字和下划线，字母开头，最多 40 个字符")
    elif name in _RESERVED or keyword.iskeyword(name):
        faults.add(place, f"名称「{name}」有别的用处，请换一个")


def _unique(names: Iterable[str], place: str, word: str, faults: Faults) -> None:
    """No name twice; what is missing was noted already."""
    seen: set[str] = set()
    for name in names:
        if name and name in seen:
            faults.add(place, f"{word}「{name}」写了两次")
        seen.add(name)
