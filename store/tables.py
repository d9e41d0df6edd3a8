"""From answers to the tables of a report's file, by TinyDB's own operations; called by `report.py` inside a change.

Only what differs from the state before is touched, so that saving one answer does not grow with the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from forms.answers import Answers
from forms.history import Entry
from forms.path import Path
from store.deltas import Left, pack
from store.migrations import SCHEMA

_split = lru_cache(maxsize=4096)(Path.parse)


def put_answers(db: TinyDB, before: Answers, after: Answers) -> None:
    """Bring pages, rows, given and waivers from one state to the next."""
    differing = _differing(before.texts, after.texts)
    moved = [page for page in {**before.rows, **after.rows} if before.page_rows(page) != after.page_rows(page)]
    for page in moved:
        _put_page(db, page, before, after)
    _patch(db, [path for path in differing if path.page not in moved], after)
    if before.given != after.given:
        _put_all(db.table("given"), ({"path": str(_split(key)), "text": text} for key, text in after.given.items()))
    if before.waivers != after.waivers:
        _put_all(
            db.table("waivers"),
            ({"finding": key, "reason": each.reason, "text": each.text} for key, each in after.waivers.items()),
        )


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[Path]:
    """Where two states have different texts."""
    changed = [_split(key) for key, text in new.items() if old.get(key) != text]
    return changed + [_split(key) for key in old.keys() - new.keys()]


def _patch(db: TinyDB, paths: Iterable[Path], after: Answers) -> None:
    """Change single texts of pages whose rows are as they were."""
    for path in paths:
        row = after.find_row(path.page, path.row) if path.row else None
        table = db.table("rows" if row else "pages")
        document = table.get(doc_id=row.id) if row else _page_document(table, path.page)
        if not isinstance(document, Document):
            raise KeyError(str(path))
        fields = dict(document["fields"])
        name = path.field if row else _name(path)
        text = after.get(path)
        if text is None:
            fields.pop(name, None)
        else:
            fields[name] = text
        table.upsert(Document({**document, "fields": fields}, document.doc_id))


def _name(path: Path) -> str:
    """What a text is called in its page's document."""
    return f"{path.row}.{path.field}" if path.row else path.field


def _page_document(table: Table, page: str) -> Document:
    """The document of a page, a new one under the next id where there is none."""
    known = {each["page"]: each for each in table}
    last = max((each.doc_id for each in known.values()), default=0)
    return known.get(page) or Document({"page": page, "fields": {}}, last + 1)


def _put_page(db: TinyDB, page: str, before: Answers, after: Answers) -> None:
    """Write a page whose rows came, went or moved: its own document, and one for each row under the row's own id."""
    fields = _fields(page, after)
    document = _page_document(db.table("pages"), page)
    _put(db.table("pages"), document.doc_id, {"page": page, "fields": fields.get("", {})})
    ids = {row.id for row in after.page_rows(page)}
    if gone := [row.id for row in before.page_rows(page) if row.id not in ids]:
        db.table("rows").remove(doc_ids=gone)
    for order, row in enumerate(after.page_rows(page)):
        texts = fields.get(str(row.id), {})
        place = {"page": page, "group": row.group, "order": order, "preset": row.preset}
        _put(db.table("rows"), row.id, {**place, "fields": texts})


def _fields(page: str, answers: Answers) -> dict[str, dict[str, str]]:
    """A page's texts by row and field; under "" those of the page itself, its printed rows as `row.field`."""
    rows = {str(row.id) for row in answers.page_rows(page)}
    found: dict[str, dict[str, str]] = {}
    for path, text in ((_split(key), text) for key, text in answers.texts.items()):
        if path.page == page and path.row in rows:
            found.setdefault(path.row, {})[path.field] = text
        elif path.page == page:
            found.setdefault("", {})[_name(path)] = text
    return found


def _put(table: Table, id: int, document: Mapping[str, Any]) -> None:
    """A document under its id, written only where it differs."""
    if table.get(doc_id=id) != document:
        table.upsert(Document(document, id))


def _put_all(table: Table, documents: Iterable[Mapping[str, Any]]) -> None:
    """These documents in place of all that were there."""
    table.truncate()
    table.insert_multiple(Document(each, id) for id, each in enumerate(documents, 1))


def put_report(db: TinyDB, head: Mapping[str, str], rev: int, answers: Answers, summary: Mapping[str, Any]) -> None:
    """The one document about the report as a whole; `head` is form, edition and created."""
    if odd := [key for key, each in summary.items() if type(each) not in (str, int, bool, type(None))]:
        raise TypeError(f"not plain: {odd}")
    document = {
        "schema": SCHEMA,
        **head,
        "at": answers.at,
        "skipped": sorted(answers.skipped),
        "closed": sorted(answers.closed),
        "empty": sorted(page for page, rows in answers.rows.items() if not rows),
        "rev": rev,
        "next_row": answers.next_row,
        "finished": answers.finished,
        "summary": dict(summary),
    }
    db.table("report").upsert(Document(document, 1))


def add_history(db: TinyDB, entries: Sequence[Entry], left: Left) -> None:
    """A document for each new revision, under its number; `left` are the rows as the history so far leaves them."""
    if entries:
        db.table("history").insert_multiple(Document(_entry(each, left), each.rev) for each in entries)


def _entry(entry: Entry, left: Left) -> dict[str, Any]:
    undoes = {} if entry.undoes is None else {"undoes": entry.undoes}
    return {"what": entry.what, "delta": pack(entry.delta, left), **undoes, "who": entry.who, "when": entry.when}
