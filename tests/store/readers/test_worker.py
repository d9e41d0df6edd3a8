from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forms.source import Document
from hostile import REFUSED, TAMED
from store.errors import FormatError
from store.readers import worker as module
from store.readers.worker import Worker
from waiting import poll

TOO_MUCH = "读取时超出了内存或时间限制，请只留下自评表的部分，另存后再导入。"
OBEDIENT = """
import os, signal, sys, time
sys.path[:] = sys.argv[1:]
from types import ModuleType
from forms.source import Document
from store.readers import child, register
def read(data):
    notes = [str(os.getpid())]
    exec(data.decode(), globals() | {"notes": notes})
    return Document(notes=tuple(notes))
register.READERS = {"text": "obedient"}
sys.modules["obedient"] = ModuleType("obedient")
sys.modules["obedient"].read = read
child.main()
"""
"""A process that does what the file says, as one would that a hostile file has taken over."""
ROOT = Path(__file__).parents[3]
posix = pytest.mark.skipif(os.name != "posix", reason="this system has no limits for a process")


class Say:
    """Lets an obedient process read programs; gives the notes that each of them made, the first is its number."""

    def __init__(self, worker: Worker, path: Path) -> None:
        self.worker = worker
        self._path = path

    def __call__(self, program: str, seconds: float = 20) -> tuple[Any, ...]:
        self._path.write_text(program, encoding="utf-8")
        self.worker._seconds = seconds
        return self.worker.read(self._path).notes

    def refused(self, program: str, seconds: float = 20) -> str:
        """The sentence with which a program is refused."""
        with pytest.raises(FormatError) as told:
            self(program, seconds)
        return str(told.value)


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Say]:
    monkeypatch.setattr(module, "_PROGRAM", OBEDIENT)
    with Worker() as worker:
        yield Say(worker, tmp_path / "程序")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "自评表.json"
    path.write_text('{"form": "project-expenditure", "answers": {"funds": {"total": 383.50}}}', encoding="utf-8")
    return path


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_reads_file_after_file(say: Say) -> None:
    pid = say("notes += ['甲\\n乙', '𠮷', '\\ud800']")
    assert pid == (*say("1"), "甲\n乙", "𠮷", "\ud800")
    assert int(pid[0]) != os.getpid()


def test_a_real_file_comes_back_as_it_is_read(report: Path) -> None:
    with Worker() as worker:
        document = worker.read(report)
        assert document.reports == ({"form": "project-expenditure", "answers": {"funds": {"total": "383.50"}}},)
        with pytest.raises(FormatError, match="文件读不了：文件或文件夹不见了，请检查后再导入"):
            worker.read(report.with_name("无"))
        assert worker.read(os.fspath(report)) == document


TELLS = "for each in range(3, 9):\n try: os.write(each, {!r})\n except OSError: pass\n"
ENDS = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "gone": "os._exit(0)",
    "aborted": "os.abort()",
    "crashed": "import ctypes; ctypes.string_at(0)",
    "one that takes much memory": "bytearray(1 << 30)",
    "one that takes more and more memory": "held = []\nwhile True: held.append(bytes(1 << 20))",
    "one that says too much": TELLS.format(b"\xff" * 100),
    "one that says no json": TELLS.format((9).to_bytes(8) + b"not json!"),
    "one that says something else": TELLS.format((14).to_bytes(8) + b'{"document":5}'),
    "one that says nothing": TELLS.format((2).to_bytes(8) + b"[]"),
}
HANGS = {
    "one that never ends": "while True: pass",
    "one that waits": "signal.pause()",
    "one that cannot be asked to end": "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(9)",
}


@posix
@pytest.mark.parametrize("end", [*ENDS, *HANGS])
def test_a_process_that_fails_is_one_sentence_and_the_next_file_has_another(say: Say, end: str) -> None:
    before = int(say("1")[0])
    assert say.refused(ENDS[end]) == TOO_MUCH if end in ENDS else say.refused(HANGS[end], 0.2) == TOO_MUCH
    assert not is_alive(before)
    assert int(say("1")[0]) != before


@posix
def test_a_process_that_ended_while_nobody_asked_costs_no_file(say: Say) -> None:
    pid = int(say("1")[0])
    os.kill(pid, signal.SIGKILL)
    child = say.worker._child
    assert child is not None
    poll(lambda: not child.lives())
    assert int(say("1")[0]) != pid


@posix
def test_a_reader_that_loops_is_ended_by_the_system(say: Say) -> None:
    loop = "import re; re.match('(a*)*b', 'a' * 40)"
    first = say("child._PROCESSOR = 0.1")
    running = say.worker._child
    assert running is not None and say("1") == first
    assert say.refused(loop) == TOO_MUCH and say("1") != first
    assert running._process.returncode == -signal.SIGPROF


def test_a_process_that_has_become_costly_leaves(say: Say) -> None:
    first, second = say("child._COSTLY = -1.0"), say("1")
    assert first != second == say("1")


def test_what_a_file_holds_may_not_be_endless(say: Say) -> None:
    assert "文字太多" in say.refused("notes.append('甲' * 4_000_000)")
    assert say("notes.append('甲' * 3_000_000)")


def test_what_a_library_prints_is_no_answer(say: Say) -> None:
    assert say("print('x', flush=True)\nos.system\nos.write(1, b'y')\nos.write(2, b'z')")


FORBIDDEN = {
    "write a file": "open({path!r}, 'w')",
    "make a file": "os.open({path!r}, os.O_CREAT)",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "look up a name": "import socket; socket.getaddrinfo('localhost', 9)",
    "start a program": "import subprocess; subprocess.run(['touch', {path!r}])",
    "start a shell": "os.system('touch ' + {path!r})",
    "split": "os.fork()",
}


@posix
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_reader_may_only_read(say: Say, what: str, tmp_path: Path) -> None:
    assert "读不懂这个文件" in say.refused(FORBIDDEN[what].format(path=os.fspath(tmp_path / "x")))
    assert not (tmp_path / "x").exists()


@posix
def test_the_process_has_limits_of_its_own(say: Say) -> None:
    program = "import resource as r\nnotes += r.getrlimit(r.RLIMIT_{})"
    assert say(program.format("FSIZE"))[1:] == say(program.format("CORE"))[1:] == (0, 0)
    first, second = (int(say(program.format("CPU"))[1]) for _ in "12")
    assert 10 < first <= second < 20
    if sys.platform == "linux":
        assert say(program.format("AS"))[1:] == (512 << 20, 512 << 20)


def test_a_system_without_limits_reads_too(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = "import signal, sys\nsys.modules['resource'] = None\nvars(signal).pop('setitimer', None)\n"
    monkeypatch.setattr(module, "_PROGRAM", bare + OBEDIENT)
    say.worker._drop()
    first = say("child._PROCESSOR = 0.1\nnotes.append('甲')")
    assert first[1] == "甲" and say("1") == first[:1]
    assert say.refused("while True: pass", 0.5) == TOO_MUCH and say("1") != first[:1]


def test_nothing_in_the_current_folder_is_imported(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say
) -> None:
    for name in ("store", "lxml", "json", "forms"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    monkeypatch.syspath_prepend("")
    monkeypatch.syspath_prepend(tmp_path)
    assert say("import lxml\nnotes.append(lxml.__file__)")[1].startswith(sys.prefix)
    assert not say("import lxml\nnotes += sys.path")[1:].count(os.fspath(tmp_path))


def test_a_worker_that_is_closed_from_elsewhere_gives_up(say: Say) -> None:
    pid = int(say("1")[0])
    threading.Timer(0.1, say.worker.close).start()
    assert say.refused("time.sleep(20)") == "已停止读取。"
    poll(lambda: not is_alive(pid))
    assert say.refused("1") == "已停止读取。"


@pytest.mark.parametrize("executable", ["", "/nowhere/python", "/bin/false"])
def test_without_a_process_files_are_read_in_this_one(
    report: Path, executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with Worker() as worker:
        assert worker.read(report).reports
        assert worker.read(report).reports


PARENT = f"""
import sys
from store.readers import worker as module
module._PROGRAM = {OBEDIENT!r}
with module.Worker() as worker:
    print(worker._child._process.pid, flush=True)
    worker.read(sys.argv[1])
"""


@posix
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL, signal.SIGHUP])
def test_whoever_ends_the_command_ends_the_process(tmp_path: Path, end: signal.Signals) -> None:
    (tmp_path / "程序").write_text(f"open({os.fspath(tmp_path / '读')!r})\ntime.sleep(1)", encoding="utf-8")
    os.mkfifo(tmp_path / "读")
    command = [sys.executable, "-c", PARENT, os.fspath(tmp_path / "程序")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=ROOT
    ) as parent:
        assert parent.stdout is not None and parent.stderr is not None
        pid = int(parent.stdout.readline())
        with (tmp_path / "读").open("w"):
            (os.kill if end == signal.SIGKILL else os.killpg)(parent.pid, end)
            assert parent.wait(20) == -end
        poll(lambda: not is_alive(pid))
        assert parent.stderr.read().endswith(b"KeyboardInterrupt\n") is (end == signal.SIGINT)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_one_sentence(worker: Worker, name: str, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(REFUSED[name]())
    with pytest.raises(FormatError) as refused:
        worker.read(tmp_path / "文件")
    assert str(refused.value).endswith("。") and str(refused.value).count("。") == 1


@pytest.mark.parametrize("name", TAMED)
def test_an_odd_file_is_read_or_refused(worker: Worker, name: str, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(TAMED[name]())
    with contextlib.suppress(FormatError):
        assert isinstance(worker.read(tmp_path / "文件"), Document)


READER = """
import contextlib, sys
from store.readers.worker import Worker
from store.errors import FormatError
def most():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
with Worker() as worker:
    before = most()
    for path in sys.argv[1:]:
        with contextlib.suppress(FormatError):
            worker.read(path)
    print((most() - before) >> 10)
"""
LARGE = {
    "as many cells as are read": ("一级指标,二级指标,三级指标,年度指标值,全年完成值\n" * 11_900).encode,
    "as much text as is read": lambda: ("字" * 90_000 + "\n").encode() * 30,
    "as many values as are read": lambda: b'{"form":"a","answers":[' + b'"value",' * 90_000 + b'""]}',
    "more text than is handed over": lambda: ("字" * 90_000 + "\n").encode() * 38,
}
"""Files that cost whoever asked for them the most."""


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not tell how much memory a process had")
@pytest.mark.parametrize("name", [*LARGE, "a text of 50 MB", "six million paragraphs, hardly packed"])
def test_a_file_costs_whoever_asks_for_it_little_memory(name: str, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes({**LARGE, **REFUSED}[name]())
    command = [sys.executable, "-c", READER, os.fspath(tmp_path / "文件")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout) <= 50
