"""Conversations that look like conversations: each file in cases/transcripts is played and must read the same.

A line that begins with `> ` is typed; every other line is what the assistant says. `form:`, `year:` and `last:` (the
name of a seed whose report was filled before) head the file.
"""

from __future__ import annotations

import os
from pathlib import Path as File

import pytest

from forms import events as e
from forms.defaults import Last
from forms.exchange import new_from_data
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from seeds import seed
from store.workspace import FolderWorkspace
from tui.dialogue import Request, Unknown, parse
from tui.sentences import prompt, sentences
from tui.session import Session, summary

CASES = sorted((File(__file__).parent.parent / "cases" / "transcripts").glob("*.txt"))


def session_of(head: dict[str, str], folder: File) -> Session:
    form = load(head["form"])
    last = None
    if head.get("last"):
        data = seed(head["last"])
        answers, problems = new_from_data(form, data["year"], data)
        assert not problems
        last = Last(answers, data["name"])
    wizard = Wizard(form, new_answers(form, int(head["year"])), last=last)
    report = FolderWorkspace(folder).create(form.code, form.edition, wizard.answers, summary(wizard))
    return Session(Wizard(form, report.answers, report.history, last), report)


def play(text: str, folder: File) -> str:
    """The transcript as it really goes, with the same lines typed."""
    lines = text.splitlines()
    head = dict(line.split(": ", 1) for line in lines[: lines.index("")])
    session = session_of(head, folder)
    out = lines[: lines.index("")]
    asked: e.Ask | None = None
    typed = [line[2:] if line.startswith("> ") else "" for line in lines if line.startswith(">")]
    for line in [*typed, None]:
        pending = session.pending
        if isinstance(pending, e.Ask):
            out += prompt(pending, asked)
            asked = pending
        else:
            out.append("（核对）")
        if line is None:
            break
        out.append(f"> {line}".rstrip())
        said = parse(line, session.wizard)
        if isinstance(said, Unknown):
            out.append(f"✗ {said.message}")
        elif isinstance(said, Request):
            out.append(f"（{said.what}）")
        else:
            out += sentences(session.say(said))
    session.close()
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_conversation_reads_as_written(case: File, tmp_path: File) -> None:
    text = case.read_text(encoding="utf-8")
    played = play(text, tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        case.write_text(played, encoding="utf-8")
        text = played
    assert played == text
