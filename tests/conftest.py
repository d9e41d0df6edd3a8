"""Shared by all tests. Helpers that are not fixtures are modules beside this file: `from seeds import seed`,
`from person import Person`, `from waiting import poll`, `from golden import assert_golden`, `from glass import Glass`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of reports for tests that name none, so that none ever touches the reports of whoever runs them."""
    folder = tmp_path_factory.mktemp("nobody")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZPB_HOME", str(folder))
        yield folder


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of reports, also named by $ZPB_HOME for the programs that a test starts."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ZPB_HOME", str(folder))
    return folder
