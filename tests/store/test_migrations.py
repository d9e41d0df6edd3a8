"""Older shapes are read step by step; newer ones are refused."""

from __future__ import annotations

import pytest

from store.migrations import SCHEMA, STEPS, TooNew, migrate


def tables(schema: object) -> dict:
    return {"report": {"1": {"schema": schema}}}


def test_every_step_is_taken_in_turn():
    taken = []
    steps = {number: lambda each, number=number: (taken.append(number), each)[1] for number in (1, 2, 3)}
    assert migrate(tables(2), steps, 4) == tables(4)
    assert taken == [2, 3]


def test_there_is_a_step_from_every_older_shape():
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_the_present_shape_is_left_as_it_is():
    assert migrate(tables(SCHEMA)) == tables(SCHEMA)


def test_a_newer_shape_is_refused():
    with pytest.raises(TooNew):
        migrate(tables(SCHEMA + 1))


@pytest.mark.parametrize("broken", [tables(0), tables("1"), tables(True), tables(None), {}, {"report": {"1": {}}}])
def test_what_never_was_a_shape_is_refused(broken):
    with pytest.raises(ValueError):
        migrate(broken)


def test_a_missing_step_is_refused():
    with pytest.raises(ValueError):
        migrate(tables(1), {}, 2)
