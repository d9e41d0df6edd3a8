"""What a report's file must look like, and what it says; nothing is taken from disk that did not pass through here.

Called by `report.py` for every file it opens and by `index.py` for lists. A file edited by hand or struck by a fault
is told in words, never guessed at, and can never raise anything but `Misshapen` and `TooNew`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from forms.answers import FINISHED, Answers, Row, Waiver
from forms.clean import MAX_LENGTH, clean
from forms.errors import Unreadable
from forms.history import Entry
from forms.path import Path
from store.deltas import ROWS, Left, unpack
from store.migrations import Tables, migrate

TABLES = ("report", "pages", "rows", "given", "waivers", "history")

_DOC_ID = re.compile(r"[1-9][0-9]{0,14}\Z", re.ASCII)
_LIMIT = 10**15
_REPORT: dict[str, type] = {
    "schema": int,
    "form": str,
    "edition": str,
    "created": str,
    "at": str,
    "skipped": list,
    "closed": list,
    "empty": list,
    "rev": int,
    "next_row": int,
    "finished": bool,
    "summary": dict,
}
_PAGE: dict[str, type] = {"page": str, "fields": dict}
_ROW: dict[str, type] = {"page": str, "group": str, "order": int, "preset": bool, "fields": dict}
_GIVEN: dict[str, type] = {"path": str, "text": str}
_WAIVER: dict[str, type] = {"finding": str, "reason": str, "text": str}
_ENTRY: dict[str, type] = {"what": str, "delta": dict, "who": str, "when": str}


class Misshapen(Exception):
    """The file is no report; the message says in a few Chinese words what is wrong with it."""


class State(NamedTuple):
    """What a report's file says."""

    form: str
    edition: str
    created: str
    rev: int
    answers: Answers
    history: list[Entry]
    summary: dict[str, Any]


def decode(data: bytes) -> Tables:
    """The tables in a file's bytes, in the present shape; raises Misshapen, and TooNew of `migrations.py`."""
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refuse, parse_float=_refuse)
        if b"\\ud" in data.lower():
            # Half a character, which JSON can spell and no file can hold: it would spoil the next save.
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise Misshapen("不是 UTF-8 文字") from None
    except (ValueError, RecursionError):
        raise Misshapen("不是完整的 JSON") from None
    _check_tables(found)
    try:
        return migrate(found)
    except ValueError as error:
        raise Misshapen(str(error)) from None


def _refuse(number: str) -> NoReturn:
    raise ValueError(number)


def _check_tables(found: Any) -> None:
    """Tables of documents by id: what TinyDB takes for granted."""
    if type(found) is not dict:
        raise Misshapen("不是自评表")
    for name, table in found.items():
        if type(table) is not dict:
            raise Misshapen(f"{name} 不是表")
        for id, document in table.items():
            if not _DOC_ID.match(id) or type(document) is not dict:
                raise Misshapen(f"{name} 中有不认识的内容")


class Glance(NamedTuple):
    """What a report's file says but for its history, which is most of the work of looking through it."""

    form: str
    edition: str
    answers: Answers


def state(tables: Tables) -> State:
    """What the tables say; raises Misshapen for anything that this program would not have written."""
    report = _head(tables)
    answers = _answers(tables, report)
    history = _history(tables["history"], report["rev"])
    return State(
        _text(report["form"]),
        _text(report["edition"]),
        _text(report["created"]),
        _number(report["rev"]),
        answers,
        history,
        _summary(report["summary"]),
    )


def glance(tables: Tables) -> Glance:
    """What the tables say but for their history; raises Misshapen as `state` does."""
    report = _head(tables)
    return Glance(_text(report["form"]), _text(report["edition"]), _answers(tables, report))


def _head(tables: Tables) -> dict[str, Any]:
    """The one document about the report as a whole."""
    if sorted(tables) != sorted(TABLES):
        raise Misshapen("缺少或多出了数据表")
    if list(tables["report"]) != ["1"]:
        raise Misshapen("report 应当只有一条")
    return _document(tables["report"]["1"], _REPORT, "report")


def _document(found: Any, spec: Mapping[str, type], where: str) -> dict[str, Any]:
    """A document with exactly these keys, of exactly these types."""
    if found.keys() != spec.keys() or any(type(found[key]) is not kind for key, kind in spec.items()):
        raise Misshapen(f"{where} 的内容不完整或类型不对")
    return found  # type: ignore[no-any-return]  # the check above is what gives it this type


def _text(found: Any) -> str:
    """A text, clean as if it had just been typed: a file may have been edited by hand."""
    if type(found) is not str:
        raise Misshapen("应当是文字的地方不是文字")
    if found.isprintable() and "\ufffd" not in found:
        return found
    pieces = (found[start : start + MAX_LENGTH] for start in range(0, len(found), MAX_LENGTH))
    try:
        return "".join(clean(each, multiline=True).text for each in pieces)
    except Unreadable:
        raise Misshapen("有一段文字无法还原") from None


def _number(found: Any) -> int:
    if type(found) is not int or not 0 <= found < _LIMIT:
        raise Misshapen("有一个数字不对")
    return found


@lru_cache(maxsize=4096)
def _path(key: str) -> str:
    """The address of an answer, as it stands; the same few hundred occur over and over."""
    try:
        Path.parse(key)
    except ValueError:
        raise Misshapen("有一个位置不认识") from None
    return key


def _texts(found: list[Any]) -> frozenset[str]:
    return frozenset(_text(each) for each in found)


def _answers(tables: Tables, report: Mapping[str, Any]) -> Answers:
    texts: dict[str, str] = {}
    for each in tables["pages"].values():
        page = _document(each, _PAGE, "pages")
        for name, text in page["fields"].items():
            row, _, field = name.rpartition(".")
            texts[_path(str(Path(page["page"], row, field)))] = _text(text)
    rows = _rows(tables["rows"], texts)
    empty = {page: () for page in _texts(report["empty"]) if page not in rows}
    used = max((row.id for each in rows.values() for row in each), default=0)
    return Answers(
        texts=texts,
        rows={**empty, **rows},
        skipped=_texts(report["skipped"]),
        closed=_texts(report["closed"]),
        given=_given(tables["given"]),
        waivers=_waivers(tables["waivers"]),
        at=_place(report["at"]),
        next_row=max(_number(report["next_row"]), used + 1),
        finished=report["finished"],
    )


def _rows(table: Mapping[str, Any], texts: dict[str, str]) -> dict[str, tuple[Row, ...]]:
    """The rows in their order, their texts put with the others."""
    pages: dict[str, dict[int, Row]] = {}
    for id, each in table.items():
        found = _document(each, _ROW, "rows")
        page = _text(found["page"])
        pages.setdefault(page, {})[_number(found["order"])] = Row(int(id), _text(found["group"]), found["preset"])
        for field, text in found["fields"].items():
            texts[_path(str(Path(page, id, field)))] = _text(text)
    if sum(map(len, pages.values())) != len(table):
        raise Misshapen("行的次序不对")
    return {page: tuple(row for _, row in sorted(rows.items())) for page, rows in pages.items()}


def _given(table: Mapping[str, Any]) -> dict[str, str]:
    found = (_document(each, _GIVEN, "given") for each in table.values())
    return {_path(each["path"]): _text(each["text"]) for each in found}


def _waivers(table: Mapping[str, Any]) -> dict[str, Waiver]:
    found = (_document(each, _WAIVER, "waivers") for each in table.values())
    return {_finding(each["finding"]): Waiver(_text(each["reason"]), _text(each["text"])) for each in found}


def _finding(key: str) -> str:
    """`CODE path`: what a waiver is filed under."""
    code, blank, path = _text(key).partition(" ")
    if not code or not blank:
        raise Misshapen("waivers 中有一条对不上号")
    return key if not path else f"{code} {_path(path)}"


def _place(at: str) -> str:
    """Where the conversation stood; what is no place is the first open question, as in a new report."""
    try:
        return at and str(Path.parse(at))
    except ValueError:
        return ""


def _summary(found: Mapping[str, Any]) -> dict[str, Any]:
    return {_text(key): _scalar(each) for key, each in found.items()}


def _scalar(found: Any) -> Any:
    if type(found) is str:
        return _text(found)
    if found is None or type(found) in (int, bool):
        return found
    raise Misshapen("report 的摘要不对")


def _history(table: Mapping[str, Any], rev: int) -> list[Entry]:
    """Every revision, none missing."""
    if [str(number) for number in range(1, len(table) + 1)] != list(table) or len(table) != rev or not rev:
        raise Misshapen("修改记录不连续")
    left: Left = {}
    return [_entry(int(id), found, left) for id, found in table.items()]


def _entry(rev: int, found: dict[str, Any], left: Left) -> Entry:
    undoes = _number(found["undoes"]) if "undoes" in found else None
    entry = _document({key: each for key, each in found.items() if key != "undoes"}, _ENTRY, "history")
    stored = {_key(key): _pair(key, each) for key, each in entry["delta"].items()}
    try:
        delta = unpack(stored, left)
    except ValueError:
        raise Misshapen("修改记录与内容对不上") from None
    return Entry(rev, _text(entry["what"]), delta, undoes, _text(entry["who"]), _text(entry["when"]))


def _key(key: str) -> str:
    """A key of `Answers.flat`."""
    kind, slash, rest = key.partition("/")
    if not slash:
        return _path(key)
    if kind == "waivers":
        return f"waivers/{_finding(rest)}"
    if key == FINISHED:
        return key
    if kind not in ("rows", "closed", "given"):
        raise Misshapen("修改记录中有不认识的内容")
    return f"{kind}/{_text(rest)}" if kind != "given" else f"given/{_path(rest)}"


def _pair(key: str, found: Any) -> list[Any]:
    """What a change was from and to, each of the shape that its key asks for."""
    if type(found) is not list or len(found) not in ((2, 3) if key.startswith(ROWS) else (2,)):
        raise Misshapen("修改记录中有一处不成对")
    if len(found) == 3:
        return [_number(found[0]), _number(found[1]), _row_list(found[2])]
    return [each if each is None else _value(key, each) for each in found]


def _value(key: str, found: Any) -> Any:
    if key.startswith(ROWS):
        return _row_list(found)
    if key == FINISHED or key.startswith("closed/"):
        if found is not True:
            raise Misshapen("修改记录中有一处不对")
        return found
    if key.startswith("waivers/"):
        if type(found) is not list or len(found) != 2:
            raise Misshapen("修改记录中有一处不对")
        return [_text(each) for each in found]
    return _text(found)


def _row_list(found: Any) -> list[list[Any]]:
    if type(found) is not list or any(type(each) is not list or len(each) != 3 for each in found):
        raise Misshapen("修改记录中的行不对")
    for _, _, preset in found:
        if type(preset) is not bool:
            raise Misshapen("修改记录中的行不对")
    return [[_number(id), _text(group), preset] for id, group, preset in found]
