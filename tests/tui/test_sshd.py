"""A form filled through a real SSH server on this machine, the line dropped in the middle, and gone on with."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forms.exchange import report_data
from glass import Glass
from seeds import seed
from store.errors import Busy
from typist import Typist
from waiting import poll

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
pytestmark = [
    pytest.mark.skipif(SSHD is None, reason="there is no sshd on this machine"),
    pytest.mark.skipif(shutil.which("ssh") is None, reason="there is no ssh client on this machine"),
]
HALF = 20
"""Questions answered before the line drops."""
CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/person.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
AcceptEnv LC_ALL
"""

Connect = Callable[[str], Glass]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Connect]:
    """Opens a terminal through a server of its own, with keys made for it, and runs a command there."""
    for key in ("host", "person"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / key], check=True)
    port = free_port()
    config = tmp_path / "sshd_config"
    config.write_text(CONFIG.format(port=port, folder=tmp_path), encoding="utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where sshd, as root, shuts in what it does not trust
    log = (tmp_path / "log").open("w", encoding="utf-8")
    server = subprocess.Popen([str(SSHD), "-D", "-e", "-f", config], stderr=log, start_new_session=True)
    poll(lambda: listens(port) or server.poll() is not None, what="the server to listen")
    assert server.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
    options = [f"-oUserKnownHostsFile={tmp_path}/known", "-oStrictHostKeyChecking=no", "-oSendEnv=LC_ALL"]
    known = ["-F", "none", "-q", "-tt", "-i", str(tmp_path / "person"), "-p", str(port)]
    try:
        yield lambda command: Glass(["ssh", *known, *options, f"{getpass.getuser()}@127.0.0.1", command])
    finally:
        server.terminate()
        server.wait()
        log.close()


def test_a_dropped_line_loses_nothing(connect: Connect, tmp_path: Path) -> None:
    data = seed("2-2")
    home = tmp_path / "home"
    zpb = f"{shlex.quote(sys.executable)} -m tui.main --home {shlex.quote(str(home))}"
    typist = Typist(home, data)
    with connect(f"{zpb} new {data['form']} --year {data['year']}") as glass:
        glass.wait("项目名称？")
        for line in typist.person.heading():
            typist.send(glass, line)
        assert typist.fill(glass, HALF) == HALF
        before = typist.wizard().answers
        glass.press("没有发出的半句")
        glass.wait("没有发出的半句")
        glass.kill()
    poll(lambda: let_go(typist), what="the dropped window to let go of the report")
    assert typist.wizard().answers == before
    with connect(f"{zpb} fill -") as glass:
        glass.wait("没有发出的半句")
        clear_line(glass)
        typist.fill(glass)
        glass.press("\x11")  # Ctrl+Q leaves, from the review too
        assert glass.wait_end() == 0
    wizard = typist.wizard()
    made = report_data(wizard.form, wizard.answers)["answers"]
    assert without_empty(made) == without_empty(data["answers"])


def clear_line(glass: Glass) -> None:
    """Take away a draft that is offered again, as a person would: to its end, then back to its beginning."""
    glass.press("\x05\x15")


def let_go(typist: Typist) -> bool:
    """Whether the report can be opened for writing."""
    try:
        typist.workspace.open(typist.workspace.find("-")).close()
    except Busy:
        return False
    return True


def without_empty(data: object) -> object:
    """Answers without the cells that hold nothing, which the published tables do not tell from those never asked."""
    if isinstance(data, dict):
        return {key: without_empty(value) for key, value in data.items() if value != ""}
    return [without_empty(each) for each in data] if isinstance(data, list) else data
