"""Shared by all tests. Helpers that are not fixtures are modules beside this file: `from seeds import seed`,
`from person import Person`, `from waiting import poll`, `from golden import assert_golden`, `from glass import Glass`.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine draws slowly; that says nothing about what is tested.
settings.register_profile("busy", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

OF_THE_CALLER = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""Switches of whoever runs the tests, with which our programs start slowly and do not hold back their output."""


@pytest.fixture(scope="session", autouse=True)
def signals_heard() -> None:
    """The signals that our programs are sent, heard also where whoever runs the tests ignores them, as under nohup."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of reports for tests that name none, so that none ever touches the reports of whoever runs them."""
    folder = tmp_path_factory.mktemp("nobody")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZPB_HOME", str(folder))
        for name in OF_THE_CALLER:
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of reports, also named by $ZPB_HOME for the programs that a test starts."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ZPB_HOME", str(folder))
    return folder
