"""What was told, as turns of the conversation: the assistant's own sentences run on into its next question.

The words are those of `tui/sentences.py`; here they are only put to a speaker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from forms import events as e
from tui import telling
from tui.sentences import question_line
from tui.session import Session, Told
from tui.terminal import Marks
from tui.widgets.conversation import Turn

ASKS = "问"
ANSWERS = "答"
SAVED = "已保存。"


def turns(lines: Iterable[str], question: str, marks: Marks) -> list[Turn]:
    """Sentences and the question after them; a refusal and a warning speak for themselves."""
    found: list[Turn] = []
    own: list[str] = []
    for line in lines:
        speaker = {"✗ ": marks.cross, "! ": "!"}.get(line[:2], "")
        if speaker:
            found += _own(own)
            found.append(Turn(speaker, line[2:]))
            own = []
        elif line.strip():
            own.append(line.removeprefix("  ").rstrip())
    return found + _own([*own, question] if question else own)


def _own(lines: list[str]) -> list[Turn]:
    """What the assistant says itself, as one turn; a bare 已保存 goes before the question on its line."""
    if not lines:
        return []
    if lines[0] == SAVED and len(lines) > 1:
        lines = [lines[0] + lines[1], *lines[2:]]
    return [Turn(ASKS, "\n".join(lines))]


def asked(session: Session, line: str) -> str:
    """The question at hand, without what stands below it on the screen: the example, and an answer in the line."""
    pending = session.pending
    if isinstance(pending, e.Review):
        return "\n".join(line for line in telling.review(session.wizard) if line)
    shown = replace(pending, hint="")
    return question_line(replace(shown, current=None, default="") if line and line == pending.current else shown)


def is_asked_again(before: e.Pending, now: e.Pending, told: tuple[Told, ...]) -> bool:
    """Whether a question has to be put: not where it stands a line above, after a refusal or a warning."""
    if not isinstance(before, e.Ask) or not isinstance(now, e.Ask) or before.path != now.path:
        return True
    said = any(isinstance(each, e.Refused | e.Warned | e.Noted) for each in told)
    return not said or before.question != now.question or any(isinstance(each, e.Undone) for each in told)


def stays(now: e.Pending, told: tuple[Told, ...]) -> bool:
    """Whether the question at hand is the one just answered, because its answer was warned of."""
    return isinstance(now, e.Ask) and any(isinstance(each, e.Changed) and each.path == now.path for each in told)


def answer(said: e.Say, text: str, told: tuple[Told, ...], before: e.Pending) -> str:
    """What the conversation shows as the answer: what was typed; for Enter and for a choice's number what it took."""
    if text.strip() and not (isinstance(before, e.Ask) and before.options and before.path):
        return text.strip()
    if not isinstance(said, e.Answer) or not isinstance(before, e.Ask):
        return text.strip()
    after = [each.after or "（空）" for each in told if isinstance(each, e.Changed)]
    kept = "" if any(isinstance(each, e.Refused) for each in told) else before.current or ""
    return next(iter(after), text.strip() or kept)
