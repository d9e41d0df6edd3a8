"""Answers: immutable states, their differences, and rows that keep their identity."""

from __future__ import annotations

from forms.answers import Answers, Waiver
from forms.history import Entry, undoable


def three_rows() -> Answers:
    answers = Answers()
    for name in ("甲", "乙", "丙"):
        answers, _ = answers.add_row("indicators", "quantity", {"indicator": name})
    return answers


def test_a_new_state_leaves_the_old_one_as_it_was() -> None:
    before = Answers(texts={"facts.period": "2020年"})
    after = before.put("facts.period", "2021年")
    assert (before.get("facts.period"), after.get("facts.period")) == ("2020年", "2021年")


def test_dropping_a_row_takes_its_own_things_and_nobody_elses() -> None:
    answers = three_rows()
    waivers = {"I01 indicators#1.actual": Waiver("甲", ""), "I01 indicators#2.actual": Waiver("乙", "")}
    answers = answers._replace(waivers=waivers, skipped=frozenset({"indicators#2.target"}))
    dropped = answers.drop_row("indicators", "2")
    assert [row.id for row in dropped.page_rows("indicators")] == [1, 3]
    assert dropped.texts == {"indicators#1.indicator": "甲", "indicators#3.indicator": "丙"}
    assert set(dropped.waivers) == {"I01 indicators#1.actual"}
    assert dropped.skipped == frozenset()


def test_an_identity_is_never_used_twice_not_even_after_an_undo() -> None:
    before = three_rows()
    after, row = before.add_row("indicators", "quality", {"indicator": "丁"})
    undone = after.apply(after.changed_from(before), inverse=True)
    _, again = undone.add_row("indicators", "quality", {"indicator": "戊"})
    assert (row.id, again.id) == (4, 5)


def test_a_row_is_added_behind_the_one_that_is_named_else_at_the_end() -> None:
    before = three_rows()
    for after, order in [("1", [1, 4, 2, 3]), ("3", [1, 2, 3, 4]), ("", [1, 2, 3, 4]), ("9", [1, 2, 3, 4])]:
        added, _ = before.add_row("indicators", "quality", {}, after=after)
        assert [row.id for row in added.page_rows("indicators")] == order


def test_moving_a_row_changes_the_order_of_its_group_alone() -> None:
    answers, _ = three_rows().add_row("indicators", "quality", {"indicator": "丁"})
    moved = answers.move_row("indicators", "3", 0)
    assert [row.id for row in moved.page_rows("indicators")] == [3, 1, 2, 4]
    assert moved.texts == answers.texts


def test_a_difference_applied_and_taken_back_is_the_same_state() -> None:
    before = three_rows()
    after = before.drop_row("indicators", "1").put("facts.seal", "某局")
    delta = after.changed_from(before)
    assert before.apply(delta).flat() == after.flat()
    assert after.apply(delta, inverse=True).flat() == before.flat()


def test_undo_takes_the_last_change_that_still_stands() -> None:
    history = [Entry(1, "new", {}), Entry(2, "answer", {}), Entry(3, "answer", {}), Entry(4, "undo", {}, undoes=3)]
    assert undoable(history) == history[1]
    assert undoable([*history, Entry(5, "undo", {}, undoes=2)]) is None
