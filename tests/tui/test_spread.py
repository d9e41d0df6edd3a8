"""Work is shared out among copies of the process: the same comes of it, in the same order, whatever befalls a copy."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tui.spread import spread

ITEMS = [str(number) for number in range(60)]


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three helpers whatever the machine has, and none of them left at the end."""
    monkeypatch.setattr("tui.spread.WORTH", 20)
    monkeypatch.setattr("tui.spread._processors", lambda: 3)
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def told(item: str) -> list[str | int]:
    return [item, os.getpid()]


def test_each_gets_its_share_and_the_order_is_kept() -> None:
    found = list(spread(told, ITEMS))
    assert [item for item, _ in found] == ITEMS
    assert len({pid for _, pid in found}) == 3 and os.getpid() not in {pid for _, pid in found}


@pytest.mark.parametrize("few", [[], ITEMS[:1], ITEMS[:39]])
def test_few_are_not_worth_a_helper(few: list[str]) -> None:
    assert list(spread(told, few)) == [[item, os.getpid()] for item in few]


def test_what_a_helper_that_died_did_not_send_is_worked_out_here() -> None:
    def dies(item: str) -> list[str | int]:
        if item == "10" and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return told(item)

    here = os.getpid()
    found = list(spread(dies, ITEMS))
    assert [item for item, _ in found] == ITEMS
    assert [item for item, pid in found if pid == here] == ITEMS[10::3]


def test_a_fault_is_met_again_here_where_it_is_told() -> None:
    def fails(item: str) -> str:
        if item == "30":
            raise ZeroDivisionError(item)
        return item

    work = spread(fails, ITEMS)
    assert list(islice(work, 30)) == ITEMS[:30]
    with pytest.raises(ZeroDivisionError, match="30"):
        next(work)


def test_a_system_that_starts_no_more_processes_does_it_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "no more processes")

    monkeypatch.setattr("os.fork", refuse)
    assert list(spread(told, ITEMS)) == [[item, os.getpid()] for item in ITEMS]
    monkeypatch.delattr("os.fork")
    assert list(spread(told, ITEMS)) == [[item, os.getpid()] for item in ITEMS]


def test_whoever_stops_early_does_not_wait(tmp_path: Path) -> None:
    def slow(item: str) -> str:
        if item != "0":
            time.sleep(20)
            (tmp_path / item).touch()
        return item

    work = spread(slow, ITEMS)
    assert next(work) == "0"
    work.close()  # type: ignore[attr-defined]  # it is a generator, which its type does not promise
    assert os.listdir(tmp_path) == []
