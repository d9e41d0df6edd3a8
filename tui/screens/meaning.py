"""What may stand in the line at a question, and what is said of it while it is typed; for the fill screen."""

from __future__ import annotations

from forms import events as e
from forms.wizard import Wizard
from tui import dialogue
from tui.dialogue import COMMANDS


def offered(ask: e.Ask | None) -> str:
    """What Enter on an empty line would keep or take, empty where that is nothing."""
    if ask is None:
        return ""
    return ask.default if ask.current is None else ask.current


def mended(ask: e.Ask | None) -> str:
    """The text by which the answer that stands here would be mended, empty where none is offered."""
    fixes = [each.fix for each in ask.findings if each.fix] if ask and ask.current is not None else []
    return next((fix.text for fix in fixes if ask and fix.path == ask.path), "")


def next_choice(ask: e.Ask | None, text: str, by: int) -> str:
    """The choice that an arrow brings into the line, empty where there is nothing to choose."""
    if ask is None or not ask.options or ask.multiple or text not in ("", *ask.options):
        return ""
    place = ask.options.index(text) + by if text else min(by, 0)
    return ask.options[place % len(ask.options)]


def understanding(text: str, ask: e.Ask | None, wizard: Wizard) -> str:
    """What is understood of a half-typed line, or what is not yet; of an empty one, what stands open here."""
    if text.startswith(tuple(dialogue.MARKS)):
        return _commands(text)
    if ask is None:
        return ""
    if not text.strip():
        first = next(iter(ask.findings if ask.current is not None else ()), None)
        return f"! {first.code} {first.message}" if first else ""
    if isinstance(said := dialogue.meant(text, wizard), e.Paste):
        return f"= {len(said.rows)} 行；回车先列出，再确认是否采用"
    understood, words = wizard.preview(text)
    return f"= {words}" if understood and words else words


def _commands(text: str) -> str:
    """The commands that a beginning may still become; what it does where only one is left."""
    word = text[1:].replace("　", " ").partition(" ")[0]
    found = [each for each in COMMANDS if each.name.startswith(word) or each.alias == word]
    if len({each.does for each in found}) == 1:
        return f"/{found[0].name}  {found[0].does}"
    return "  ".join(f"/{each.name}" for each in found)
