"""Laws of the store: what was saved is there, by every way to it; a spoilt file does no worse than say so."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import example, given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from forms.answers import Answers, Waiver
from forms.clean import clean
from forms.errors import Unreadable
from forms.history import Entry
from store.errors import StoreError
from store.report import Report
from store.workspace import FolderWorkspace


def fit(text: str) -> str:
    """A text as the wizard would store it."""
    try:
        return clean(text, multiline=True).text
    except Unreadable:
        return ""


TEXTS = st.text(max_size=20).map(fit) | st.sampled_from(["", "无", "≥95%", '{"a":1}', "甲\n乙", "\\", "长" * 300])
PATHS = st.sampled_from([
    "facts.project_name",
    "facts.period",
    "funds#total.annual_budget",
    "funds.which",
    "goals.initial_goal",
    "header.year",
])
FIELDS = st.sampled_from(["indicator", "target", "actual"])
GROUPS = st.sampled_from(["quantity", "quality", "cost"])
PAGES = st.sampled_from(["indicators", "plan"])
FIRST = st.integers(0, 30)


class Saving(RuleBasedStateMachine):
    """Whatever is changed in whatever order: the file says what the window says, now and after every restart."""

    @initialize(name=TEXTS)
    def start(self, name: str) -> None:
        self.folder = tempfile.mkdtemp()
        self.workspace = FolderWorkspace(self.folder)
        answers = Answers().put("facts.project_name", name)
        self.report = self.workspace.create("f", "1", answers, {"name": name})
        self.states = [answers]

    def become(self, answers: Answers, what: str = "answer") -> None:
        delta = answers.changed_from(self.report.answers)
        entries = [Entry(self.report.rev + 1, what, delta)] if delta else []
        self.states += [answers] if delta else []
        self.report.save(answers, entries, {"name": answers.get("facts.project_name")})

    @rule(path=PATHS, text=TEXTS)
    def put(self, path: str, text: str) -> None:
        self.become(self.report.answers.put(path, text))

    @rule(path=PATHS)
    def clear(self, path: str) -> None:
        self.become(self.report.answers.clear(path))

    @rule(page=PAGES, group=GROUPS, fields=st.dictionaries(FIELDS, TEXTS), after=FIRST)
    def add(self, page: str, group: str, fields: dict[str, str], after: int) -> None:
        self.become(self.report.answers.add_row(page, group, fields, str(after))[0], "add")

    @rule(page=PAGES, which=FIRST, field=FIELDS, text=TEXTS)
    def put_in_row(self, page: str, which: int, field: str, text: str) -> None:
        if rows := self.report.answers.page_rows(page):
            self.become(self.report.answers.put(f"{page}#{rows[which % len(rows)].id}.{field}", text))

    @rule(page=PAGES, which=FIRST)
    def drop(self, page: str, which: int) -> None:
        if rows := self.report.answers.page_rows(page):
            self.become(self.report.answers.drop_row(page, str(rows[which % len(rows)].id)), "drop")

    @rule(page=PAGES, which=FIRST, to=st.integers(0, 5))
    def move(self, page: str, which: int, to: int) -> None:
        if rows := self.report.answers.page_rows(page):
            self.become(self.report.answers.move_row(page, str(rows[which % len(rows)].id), to), "move")

    @rule(path=PATHS, reason=TEXTS, group=GROUPS)
    def mark(self, path: str, reason: str, group: str) -> None:
        answers = self.report.answers
        self.become(
            answers._replace(
                waivers={**answers.waivers, f"F01 {path}": Waiver(reason, answers.get(path) or "")},
                given={**answers.given, path: reason} if len(answers.given) < 2 else {},
                closed=answers.closed ^ {f"indicators#+{group}"},
            )
        )

    @rule(path=PATHS, finished=st.booleans())
    def go(self, path: str, finished: bool) -> None:
        self.become(self.report.answers._replace(at=path, skipped=frozenset({path}), finished=finished))

    @rule(back=FIRST)
    def restore(self, back: int) -> None:
        self.become(self.report.restore(max(1, self.report.rev - back)), "restore")

    @rule()
    def open_again(self) -> None:
        before = self.report
        before.close()
        self.report = self.workspace.open(before.id)
        assert (self.report.answers, self.report.history, self.report.rev) == (
            before.answers,
            before.history,
            before.rev,
        )

    @precondition(lambda self: hasattr(self, "report"))
    @invariant()
    def the_file_says_what_the_window_says(self) -> None:
        found = self.workspace.open(self.report.id, write=False)
        assert (found.answers, found.history, found.rev) == (self.report.answers, self.report.history, len(self.states))
        data = Path(self.folder, f"{self.report.id}.json").read_text(encoding="utf-8")
        assert data == json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":")) + "\n"

    def teardown(self) -> None:
        if hasattr(self, "report"):
            for rev, state in enumerate(self.states, 1):
                assert self.report.restore(rev).flat() == state.flat()
            self.report.close()
            shutil.rmtree(self.folder)


TestSaving = Saving.TestCase
TestSaving.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def sample(workspace: FolderWorkspace) -> Report:
    """A report with something in every table, and copies."""
    answers, _ = Answers().put("facts.project_name", "甲").add_row("indicators", "quantity", {"indicator": "数"})
    report = workspace.create("f", "1", answers, {"name": "甲", "year": 2020})
    changes: tuple[Callable[[Answers], Answers], ...] = (
        lambda a: a.add_row("indicators", "cost", {"indicator": "成本"})[0],
        lambda a: a._replace(waivers={"F01 funds#total.executed": Waiver("因", "9")}, given={"facts.x": "1"}),
        lambda a: a.move_row("indicators", "2", 0)._replace(closed=frozenset({"indicators#+time"}), at="facts.x"),
        lambda a: a.drop_row("indicators", "1"),
    )
    for n, change in enumerate(changes, 2):
        after = change(report.answers)
        undoes = 1 if n == 5 else None
        report.save(after, [Entry(n, "x", after.changed_from(report.answers), undoes)], report.summary)
    report.close()
    return report


SPOILT = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(each for key, child in inner for each in places(child, (*way, key)))]


def spoil(value: Any, way: tuple[Any, ...], what: str, other: Any) -> Any:
    """The value with another thing, nothing, or one thing more at a place."""
    if not way:
        return other
    value = value.copy()
    if len(way) > 1:
        value[way[0]] = spoil(value[way[0]], way[1:], what, other)
    elif what == "drop":
        del value[way[0]]
    elif what == "add" and isinstance(value, dict):
        value[f"{way[0]}x"] = other
    elif what == "add":
        value.insert(way[0], other)
    else:
        value[way[0]] = other
    return value


def opens_or_says_so(data_of: Any) -> None:
    """Put other bytes in a report's place and do with it what can be done with one."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = FolderWorkspace(folder)
        id = sample(workspace).id
        path = Path(folder, f"{id}.json")
        data = data_of(path.read_bytes())
        path.write_bytes(data)
        listed = workspace.list()
        assert [each.id for each in listed] == [id]
        try:
            report = workspace.open(id)
        except StoreError:
            assert listed[0].damaged and path.read_bytes() == data
            report = workspace.recover(id)
            assert report.rev == 4
        use(workspace, report)


def use(workspace: FolderWorkspace, report: Report) -> None:
    """Go through all of a report, change it, and find it changed."""
    for rev in range(1, report.rev + 1):
        report.restore(rev)
    after, row = report.answers.add_row("indicators", "quantity", {"indicator": "新"})
    after = after.drop_row("indicators", str(row.id)).put("facts.project_name", "乙")
    report.save(after, [Entry(report.rev + 1, "answer", after.changed_from(report.answers))], report.summary)
    report.close()
    again = workspace.open(report.id, write=False)
    assert again.answers == after and again.history == report.history
    for rev in range(1, report.rev + 1):
        again.restore(rev)


@settings(max_examples=150, deadline=None)
@given(where=st.integers(0, 400), what=st.sampled_from(["put", "drop", "add"]), other=SPOILT)
@example(where=10, what="put", other="\x1b]0;x\x07")
def test_a_file_with_something_else_in_it_opens_or_says_so(where: int, what: str, other: Any) -> None:
    def edit(data: bytes) -> bytes:
        tables = json.loads(data)
        ways = places(tables)
        return json.dumps(spoil(tables, ways[where % len(ways)], what, other)).encode()

    opens_or_says_so(edit)


@settings(max_examples=80, deadline=None)
@given(start=st.integers(0, 3000), length=st.integers(0, 40), put=st.binary(max_size=8))
def test_a_file_with_other_bytes_in_it_opens_or_says_so(start: int, length: int, put: bytes) -> None:
    def edit(data: bytes) -> bytes:
        at = start % len(data)
        return data[:at] + put + data[at + length :]

    opens_or_says_so(edit)
