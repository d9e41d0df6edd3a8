"""Laws of the conversation, under random sayings in random order."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from forms import events as e
from forms.answers import Answers
from forms.compute import Reading
from forms.defaults import Last
from forms.filling import new_answers
from forms.library import load
from forms.path import Path
from forms.steps import Course
from forms.wizard import Wizard

TEXTS = st.sampled_from((
    *("", "无", "100%", "≥95%", "约 10 次", "4 次", "12 月底", "383.50", "45.3Z", "1", "2,3", "是", "n", "2020"),
    *("2021年1月1日-12月31日", "甲\t乙", "两行\n文字", "\x1b[31m红", "\ud800", "９９", "无\u200b", "x" * 10_001),
)) | st.text(max_size=30)
WHERE = st.sampled_from((
    *("review", "open", "facts", "funds", "goals", "indicators", "plan", "remarks", "header", "header.title"),
    *("funds.which", "indicators#1", "indicators#2.actual", "indicators#+quality.indicator"),
    *("nowhere", "facts.nothing", "###", ""),
))
MOVING = (e.Back, e.Goto, e.Skip, e.Leave, e.AddRow)


class Conversation(RuleBasedStateMachine):
    """Whatever is said in whatever order: no crash, no dead end, nothing lost, nothing handed to another row."""

    @initialize(code=st.sampled_from(["project-expenditure", "investment-project"]), carried=st.booleans())
    def start(self, code: str, carried: bool) -> None:
        form = load(code)
        last = None
        if carried:
            texts = {
                "facts.project_name": "甲",
                "facts.competent_dept": "乙局",
                "facts.period": "2019年1月1日-12月31日",
            }
            last = Last(Answers(texts={**new_answers(form, 2019).texts, **texts}), "甲")
        self.wizard = Wizard(form, new_answers(form, 2020), last=last)
        self.first = self.wizard.answers.flat()

    def hear(self, saying: e.Say) -> tuple[e.Event, ...]:
        """Say it, and hold the outcome against the laws."""
        before, history = self.wizard.answers, list(self.wizard.history)
        at, proposed = self.wizard.at, self.wizard.proposal
        events = self.wizard.say(saying)
        after = self.wizard.answers
        delta = after.changed_from(before)
        assert self.wizard.history[: len(history)] == history, "a line of history was lost or rewritten"
        new = self.wizard.history[len(history) :]
        assert len(new) == (1 if delta or isinstance(saying, e.Undo) and new else 0)
        assert all(entry.delta == delta for entry in new)
        assert after.next_row >= before.next_row, "a row identity could be used again"
        if any(isinstance(each, e.Refused) for each in events) or isinstance(saying, MOVING):
            assert not delta, "a refusal or a move changed an answer"
        self._only_touched(saying, delta, at, bool(proposed))
        self._waivers_stay_with_their_rows(saying, before)
        return events

    def _waivers_stay_with_their_rows(self, saying: e.Say, before: Answers) -> None:
        """A waiver is still the one that was given, at the identity it was given for; a drop takes its row's alone."""
        after = self.wizard.answers
        gone = set(before.waivers) - set(after.waivers)
        if isinstance(saying, e.DropRow):
            dropped = {str(row.id) for page in before.rows for row in before.rows[page]} - {
                str(row.id) for page in after.rows for row in after.rows[page]
            }
            assert all(Path.parse(key.split(" ", 1)[1]).row in dropped for key in gone)
        elif isinstance(saying, e.Unwaive):
            assert len(gone) <= 1
        elif not isinstance(saying, e.Undo):
            assert not gone
        if not isinstance(saying, e.Waive | e.Undo):
            assert all(after.waivers[key] == waiver for key, waiver in before.waivers.items() if key in after.waivers)

    def _only_touched(self, saying: e.Say, delta: dict[str, Any], at: Path | None, proposed: bool) -> None:
        keys = {key for key in delta if "/" not in key}
        if isinstance(saying, e.MoveRow):
            assert set(delta) <= {key for key in delta if key.startswith("rows/")}
        if isinstance(saying, e.Answer | e.Clear | e.Same | e.LastYear) and not proposed and at is not None:
            touched = {str(Path.parse(key)._replace(field="")) for key in keys}
            assert len(touched) <= 1 or at.page == "funds", f"{at} changed {touched}"
        if isinstance(saying, e.DropRow):
            assert all(new is None for key, (_, new) in delta.items() if not key.startswith("rows/"))
            assert len({Path.parse(key).row for key in keys}) <= 1

    @rule(text=TEXTS)
    def answer(self, text: str) -> None:
        self.hear(e.Answer(text))

    @rule(
        saying=st.sampled_from([
            e.Clear(),
            e.Skip(),
            e.Back(),
            e.AddRow(),
            e.DropRow(),
            e.Same(),
            e.LastYear(),
            e.Carry(),
        ])
    )
    def word(self, saying: e.Say) -> None:
        self.hear(saying)

    @rule(where=WHERE, returning=st.booleans())
    def goto(self, where: str, returning: bool) -> None:
        self.hear(e.Goto(where, returning))

    @rule(position=st.integers(-1, 4))
    def move_row(self, position: int) -> None:
        self.hear(e.MoveRow(position))

    @rule(reason=st.sampled_from(["", "合同约定", "\x1b", "\ufffd"]), named=st.booleans(), number=st.integers(0, 9))
    def waive(self, reason: str, named: bool, number: int) -> None:
        found = self.wizard.findings
        if named and found:
            finding = found[number % len(found)]
            self.hear(e.Waive(reason, finding.code, finding.path))
        else:
            self.hear(e.Waive(reason))

    @rule(named=st.booleans(), number=st.integers(0, 9))
    def waive_no_more(self, named: bool, number: int) -> None:
        kept = [each for each in self.wizard.findings if each.waived]
        finding = kept[number % len(kept)] if named and kept else None
        self.hear(e.Unwaive(finding.code, finding.path) if finding else e.Unwaive())

    @rule(number=st.integers(0, 30))
    def take_what_a_finding_offers(self, number: int) -> None:
        offering = [each for each in self.wizard.findings if each.fix or each.split or each.choices]
        if offering:
            finding = offering[number % len(offering)]
            self.hear(e.TakeFix(finding.code, finding.path))
        else:
            self.hear(e.TakeFix())

    @rule(drop=st.booleans(), number=st.integers(0, 9))
    def a_row_that_is_named(self, drop: bool, number: int) -> None:
        rows = self.wizard.answers.page_rows("indicators")
        path = f"indicators#{rows[number % len(rows)].id}" if rows else "indicators#99"
        self.hear(e.DropRow(path) if drop else e.MoveRow(1, path))

    @rule(page_field=st.sampled_from(["facts.is_started", "facts.is_completed"]))
    def what_is_relevant_flipped_twice_leaves_the_report_as_it_was(self, page_field: str) -> None:
        before = self.wizard.answers.flat()
        if self.wizard.proposal or before.get(page_field) not in ("是", "否"):
            return
        shown = [self.wizard.reading.text(path) for path in self.wizard.course.places]
        for text in ("否" if before[page_field] == "是" else "是", before[page_field]):
            self.wizard.say(e.Goto(page_field))
            self.wizard.say(e.Answer(text))
        after = self.wizard.answers.flat()
        assert {key: value for key, value in after.items() if key != "finished/report"} == {
            key: value for key, value in before.items() if key != "finished/report"
        }
        assert [self.wizard.reading.text(path) for path in self.wizard.course.places] == shown

    @rule(
        rows=st.lists(
            st.lists(st.sampled_from(["", "甲", "6 个", "数量指标", "产出指标", "三级指标", "无"]), max_size=7),
            max_size=3,
        )
    )
    def paste(self, rows: list[list[str]]) -> None:
        self.hear(e.Paste(tuple(map(tuple, rows))))

    @rule()
    def undo(self) -> None:
        self.hear(e.Undo())

    @rule()
    def finish(self) -> None:
        self.hear(e.Finish())

    @rule()
    def back_and_the_same_answer_is_the_same_state(self) -> None:
        start = self.wizard.pending
        if not isinstance(start, e.Ask) or self.wizard.proposal or self.wizard.at not in self.wizard.course.steps:
            return
        before = self.wizard.answers.flat()
        self.wizard.say(e.Back())
        there = self.wizard.pending
        if not isinstance(there, e.Ask) or there.path == start.path or there.current is None or there.findings:
            return
        self.wizard.say(e.Answer(there.current) if there.current else e.Answer(""))
        assert self.wizard.answers.flat() == before

    @invariant()
    def resuming_asks_the_same(self) -> None:
        if self.wizard.proposal:
            return
        again = Wizard(self.wizard.form, self.wizard.answers, self.wizard.history, self.wizard.last)
        assert again.pending == self.wizard.pending

    @invariant()
    def what_was_read_before_is_what_would_be_read_now(self) -> None:
        """Moving on takes over what was read; nothing of it may be of another state."""
        course, fresh = self.wizard.course, Course(Reading(self.wizard.form, self.wizard.answers))
        assert (course.places, course.steps, course.open) == (fresh.places, fresh.steps, fresh.open)
        assert all(course.reading.value(path) == fresh.reading.value(path) for path in fresh.places)

    @invariant()
    def history_replayed_is_the_state(self) -> None:
        content = dict(self.first)
        for entry in self.wizard.history:
            for key, (old, new) in entry.delta.items():
                assert content.get(key) == old, f"history of {key} does not join"
                content[key] = new
        assert {key: value for key, value in content.items() if value is not None} == self.wizard.answers.flat()

    @invariant()
    def every_prompt_can_be_left(self) -> None:
        wizard = Wizard(self.wizard.form, self.wizard.answers, self.wizard.history, self.wizard.last)
        pending = wizard.pending
        if isinstance(pending, e.Ask) and str(wizard.at) not in wizard.answers.skipped:
            wizard.say(e.Skip())
            assert wizard.pending != pending


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
