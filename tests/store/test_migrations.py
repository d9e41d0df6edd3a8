"""Older shapes are read step by step; newer ones are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.migrations import SCHEMA, STEPS, Tables, TooNew, migrate


def tables(schema: object) -> Tables:
    return {"report": {"1": {"schema": schema}}}


def test_every_step_is_taken_in_turn() -> None:
    taken: list[int] = []

    def step(number: int) -> Callable[[Tables], Tables]:
        def take(each: Tables) -> Tables:
            taken.append(number)
            return each

        return take

    assert migrate(tables(2), {number: step(number) for number in (1, 2, 3)}, 4) == tables(4)
    assert taken == [2, 3]


def test_there_is_a_step_from_every_older_shape() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_the_present_shape_is_left_as_it_is() -> None:
    assert migrate(tables(SCHEMA)) == tables(SCHEMA)


def test_a_newer_shape_is_refused() -> None:
    with pytest.raises(TooNew):
        migrate(tables(SCHEMA + 1))


@pytest.mark.parametrize("broken", [tables(0), tables("1"), tables(True), tables(None), {}, {"report": {"1": {}}}])
def test_what_never_was_a_shape_is_refused(broken: Tables) -> None:
    with pytest.raises(ValueError, match="版本号"):
        migrate(broken)


def test_a_missing_step_is_refused() -> None:
    with pytest.raises(ValueError, match="版本号 1"):
        migrate(tables(1), {}, 2)
