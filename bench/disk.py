"""A saved answer beside the bare system calls that put the same bytes on the disk, with few reports and with many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from bench.programs import full_report, many_reports, ratio, seconds
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
    with _filling(few) as session:
        stored = ratio(_saver(session), _raw(session, few), ROUNDS)
    with _filling(few) as session:
        said = ratio(_sayer(session), _raw(session, few), ROUNDS)
    with _filling(few) as alone, _filling(many) as among:
        crowded = ratio(_saver(among), _saver(alone), ROUNDS)
    yield at_most("a saved answer: the store", RAW, stored, 1.5)
    yield at_most("a saved answer: taken, checked, stored", RAW, said, 1.5)
    yield at_most(f"a saved answer among {MANY:,} reports", "the same with 1 report", crowded, 1.1)


@contextmanager
def _filling(home: Path) -> Iterator[Session]:
    """The last report of a folder open for filling, and put back as it was afterwards."""
    session = Desk.at(home).session("-")
    path = _file(session, home)
    original = path.read_bytes()
    try:
        yield session
    finally:
        session.close()
        path.write_bytes(original)


def _file(session: Session, home: Path) -> Path:
    return home / f"{session.report.id}.json"


def _sayer(session: Session) -> Callable[[], float]:
    """Seconds of one answer through the whole conversation."""
    texts = _texts()

    def say() -> float:
        session.say(e.Goto(PLACE))
        return seconds(lambda: session.say(e.Answer(next(texts))))

    return say


def _saver(session: Session) -> Callable[[], float]:
    """Seconds of one answer through the store alone."""
    texts = _texts()
    return lambda: _save(session.report, next(texts))


def _texts() -> Iterator[str]:
    return (f"区委办公室{number}" for number in count())


def _save(report: Report, text: str) -> float:
    answers = report.answers.put(PLACE, text)
    entry = Entry(report.rev + 1, "answer", answers.changed_from(report.answers))
    return seconds(lambda: report.save(answers, [entry], report.summary))


def _raw(session: Session, home: Path) -> Callable[[], float]:
    """Seconds of the bare calls on the bytes that the report has just now: write beside, flush, rename, flush."""

    def replace() -> float:
        data = _file(session, home).read_bytes()
        return seconds(lambda: _replace(home / "raw", data))

    return replace


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
