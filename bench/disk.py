"""A saved answer beside the bare system calls that put the same bytes on the disk, with few reports and with many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.programs import full_report, many_reports, seconds
from bench.table import Line, at_most
from forms import events as e
from forms.history import Entry
from store.report import Report
from tui.opening import Desk
from tui.session import Session

MANY = 10_000
ROUNDS = 200
PLACE = "facts.competent_dept"
RAW = "raw write + fsync + rename + fsync"


def lines(folder: Path) -> Iterator[Line]:
    """All measures of this file, one after another."""
    few, many = folder / "few", folder / "many"
    full_report(few)
    many_reports(many, MANY)
    alone, raw = _measure(few, _saver)
    yield at_most("a saved answer: the store", RAW, alone / raw, 1.5)
    said, raw = _measure(few, _sayer)
    yield at_most("a saved answer: taken, checked, stored", RAW, said / raw, 1.5)
    among = median(_measure(many, _saver)[0] / _measure(few, _saver)[0] for _ in range(3))
    yield at_most(f"a saved answer among {MANY:,} reports", "the same with 1 report", among, 1.1)


def _measure(home: Path, maker: Callable[[Session], Callable[[str], float]]) -> tuple[float, float]:
    """Median seconds of one saved answer, and of the raw calls on the bytes that each left, taken in turns."""
    session = Desk.at(home).session("-")
    path = home / f"{session.report.id}.json"
    original = path.read_bytes()
    ours = maker(session)
    pairs = [(ours(f"区委办公室{number}"), _raw(path.read_bytes(), home)) for number in range(ROUNDS)]
    session.close()
    path.write_bytes(original)
    return median(each for each, _ in pairs), median(each for _, each in pairs)


def _sayer(session: Session) -> Callable[[str], float]:
    """One answer through the whole conversation."""

    def say(text: str) -> float:
        session.say(e.Goto(PLACE))
        return seconds(lambda: session.say(e.Answer(text)))

    return say


def _saver(session: Session) -> Callable[[str], float]:
    """One answer through the store alone."""
    return lambda text: _save(session.report, text)


def _save(report: Report, text: str) -> float:
    answers = report.answers.put(PLACE, text)
    entry = Entry(report.rev + 1, "answer", answers.changed_from(report.answers))
    return seconds(lambda: report.save(answers, [entry], report.summary))


def _raw(data: bytes, home: Path) -> float:
    """Seconds of the bare calls: write beside, flush, rename, flush the folder."""
    return seconds(lambda: _replace(home / "raw", data))


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_suffix(".tmp")
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(fd, data)
    os.fsync(fd)
    os.close(fd)
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
