"""Who and when, and ids."""

from __future__ import annotations

import os
import pwd
import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial

import pytest

from store import stamp


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    stamp.who.cache_clear()
    yield
    stamp.who.cache_clear()


def test_the_account_says_who(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "someone-else")
    assert stamp.who() == pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.parametrize(
    ("environment", "said"), [({"USER": "li"}, "li"), ({"LOGNAME": "\x1b[31m", "USER": "li"}, "li"), ({}, "uid 54321")]
)
def test_without_an_account_the_environment_or_the_number_says_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    for key in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(key, raising=False)
    for key, name in environment.items():
        monkeypatch.setenv(key, name)
    assert stamp.who() == said


def test_times_carry_their_offset_and_no_fractions() -> None:
    when = datetime.fromisoformat(stamp.now())
    assert when.utcoffset() is not None and when.microsecond == 0


def test_ids_are_unique_and_legal_everywhere() -> None:
    ids = {stamp.new_id() for _ in range(200)}
    assert all(stamp.is_id(id) for id in ids)
    assert len({id.casefold() for id in ids}) == len(ids)


@pytest.mark.parametrize("text", ["", "1m886z1qt3m", "1m886z1qt3m1\n", "1M886Z1QT3M1", "1m886z1qt3l1", "../886z1qt3m"])
def test_what_is_no_id_is_told_from_one(text: str) -> None:
    assert not stamp.is_id(text)


def test_ids_sort_by_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []
    for when in (0, 10**9, 1_790_000_000 * 10**9, 2**44 * 10**6):
        monkeypatch.setattr(time, "time_ns", partial(int, when))
        ids.append(stamp.new_id())
    assert ids == sorted(ids)
