"""What the tests of the store share: a workspace of their own, a report in it, and a way to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forms.answers import Answers
from forms.history import Entry
from store.report import Report
from store.workspace import FolderWorkspace

Say = Callable[..., None]


@pytest.fixture
def workspace(tmp_path: Path) -> FolderWorkspace:
    return FolderWorkspace(tmp_path / "home")


@pytest.fixture
def report(workspace: FolderWorkspace) -> Iterator[Report]:
    answers = Answers().put("facts.project_name", "安全生产")
    answers, _ = answers.add_row("indicators", "quantity", {"indicator": "检查次数", "target": "≥10次"})
    made = workspace.create("project-expenditure", "2020", answers, {"name": "安全生产", "year": 2020})
    yield made
    made.close()


@pytest.fixture
def say() -> Say:
    """Save one answer as the next revision."""

    def save(report: Report, text: str, path: str = "indicators#1.actual") -> None:
        after = report.answers.put(path, text)
        delta = after.changed_from(report.answers)
        report.save(after, [Entry(report.rev + 1, "answer", delta)], report.summary)

    return save
