"""The documents say what is so: examples are run again, tables made again, links followed, commands all named.

`make docs` writes what comes out now into the documents; look at the difference before keeping it. A block is proved
when `<!-- proved -->` stands above it: each `$ zpb …` in it is run in an empty folder of reports, and its lines after
`> ` are typed. `<!-- proved, after: zpb … -->` first runs that. `<!-- made: NAME -->` heads a table that is made.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glass import Glass
from tui.dialogue import COMMANDS as SPOKEN
from tui.main import COMMANDS
from waiting import poll

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
NAMES = [str(each.relative_to(ROOT)) for each in DOCUMENTS]
PROVED = re.compile(r"<!-- proved(?:, after: (.*?))? -->\n```text\n(.*?)```\n", re.DOTALL)
MADE = re.compile(r"<!-- made: (\w+) -->\n(.*?)<!-- end -->\n", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")
WIDE = 200
"""Columns of the terminal in which examples are run, so that no line of theirs is broken."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def program(command: str) -> list[str]:
    """A command of an example as this tree runs it."""
    words = shlex.split(command)
    assert words[0] == "zpb", f"examples call zpb only: {command}"
    return [sys.executable, "-m", "tui.main", *words[1:]]


def run(command: str, home: Path) -> str:
    """What the command prints where it is piped, both streams as a person sees them."""
    env = {**os.environ, "ZPB_HOME": str(home), "COLUMNS": "100", "PYTHONUTF8": "1"}
    done = subprocess.run(
        program(command), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


def talk(command: str, typed: list[str], home: Path) -> str:
    """What is on the screen after these lines were typed, each when it was asked for."""
    with Glass(program(command), {"ZPB_HOME": str(home)}, WIDE, 400) as glass:
        for number, line in enumerate(typed, 1):
            poll(lambda n=number: prompts(glass.look()) == n, what=f"prompt {number} of {command}")  # type: ignore[misc]
            glass.press(f"{line}\r")
        glass.wait_end()
        return glass.look().rstrip("\n") + "\n"


def prompts(screen: str) -> int:
    """How many times the line mode has asked; the last only when it waits for an answer."""
    lines = screen.rstrip("\n").split("\n")
    return sum(line.startswith(">") for line in lines) if lines[-1] == ">" else -1


def played(block: str, home: Path) -> str:
    """A proved block as it comes out now."""
    out = ""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        typed = [line[2:] for line in output.split("\n") if line.startswith(">")]
        told = talk(command[2:], typed, home) if typed else run(command[2:], home)
        out += f"{command}\n{told}"
    return out


def cells(*texts: str) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |\n"


def spoken() -> str:
    """The commands of the conversation, as the manual lists them."""
    rows = [cells(f"`/{each.name}`", f"`/{each.alias}`", each.key or "–", each.does) for each in SPOKEN]
    return cells("命令", "简写", "按键", "作用") + "|---|---|---|---|\n" + "".join(rows)


MAKERS: dict[str, Callable[[], str]] = {"commands": spoken}


HELP = pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse writes options differently from Python 3.13 on")


@pytest.mark.parametrize("name", [pytest.param(name, marks=HELP if "commands" in name else ()) for name in NAMES])
def test_examples_come_out_as_printed(name: str, tmp_path: Path) -> None:
    document = ROOT / name
    homes = (tmp_path / str(number) for number in range(1000))

    def again(match: re.Match[str]) -> str:
        home = next(homes)
        before = f", after: {match[1]}" if match[1] else ""
        for command in filter(None, (match[1] or "").split(" && ")):
            run(command, home)
        return f"<!-- proved{before} -->\n```text\n{played(match[2], home)}```\n"

    hold(document, PROVED.sub(again, read(document)))


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_as_they_are_made(name: str) -> None:
    def again(found: re.Match[str]) -> str:
        return f"<!-- made: {found[1]} -->\n{MAKERS[found[1]]()}<!-- end -->\n"

    hold(ROOT / name, MADE.sub(again, read(ROOT / name)))


def hold(document: Path, now: str) -> None:
    """Compare a document with what it should be; with UPDATE_DOCS=1 make it so."""
    if os.environ.get("UPDATE_DOCS"):
        document.write_text(now, encoding="utf-8")
    assert read(document) == now, f"{document.name} is out of date; `make docs` brings it up to date"


def links() -> Iterator[tuple[str, str]]:
    for document, name in zip(DOCUMENTS, NAMES, strict=True):
        yield from ((name, link) for link, _ in LINK.findall(read(document)) if "://" not in link)


@pytest.mark.parametrize(("name", "link"), list(links()))
def test_a_link_leads_somewhere(name: str, link: str) -> None:
    assert ((ROOT / name).parent / link).exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_manual_with_its_options(command: str) -> None:
    """The help of each command is a proved block, so its options cannot be missing or out of date."""
    assert f"$ zpb {command} --help\n" in read(ROOT / "docs" / "commands.md")


def test_the_readme_has_a_proved_conversation_and_a_proved_table() -> None:
    blocks = "".join(block for _, block in PROVED.findall(read(ROOT / "README.md")))
    assert "\n> " in blocks
    assert "┌" in blocks


def test_the_changelog_has_a_part_for_what_is_not_released() -> None:
    assert "\n## Unreleased\n" in read(ROOT / "CHANGELOG.md")


def test_every_target_of_the_makefile_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {target for document in DOCUMENTS for target in re.findall(r"`make ([a-z]+)`", read(document))}
    assert named <= targets


def test_every_document_is_linked_from_another() -> None:
    linked = {(ROOT / name).parent.joinpath(link).resolve() for name, link in links()}
    alone = [each.name for each in DOCUMENTS if each.resolve() not in linked and each.name != "README.md"]
    assert alone == []
