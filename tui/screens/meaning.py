"""What a line at a question means, and what is said of it while it is typed; for the fill screen.

The rules are those of the wizard and of `tui/dialogue.py`; what is added is what only an editable line brings: an
answer that stands in it already, and pasted lines with tabs.
"""

from __future__ import annotations

from forms import events as e
from forms.model import PageType
from forms.paste import split_paste
from forms.wizard import Wizard
from tui.dialogue import COMMANDS, MARKS, Said, parse


def meant(text: str, ask: e.Ask | None, wizard: Wizard) -> Said:
    """What Enter says: the answer that is there already is kept, lines with tabs at a row are rows."""
    said = parse(text, wizard)
    if not isinstance(said, e.Answer) or ask is None:
        return said
    if text.strip() and text.strip() == (ask.current or "").strip():
        return e.Answer("")
    rows = _rows(text, ask, wizard)
    return e.Paste(rows) if rows else said


def understanding(text: str, ask: e.Ask | None, wizard: Wizard) -> str:
    """What is understood of a half-typed line, or what is not yet; of an empty one, what stands open here."""
    if command := text if text.startswith(tuple(MARKS)) else command_after(text, ask):
        return _commands(command)
    if ask is None:
        return ""
    if not text.strip():
        first = next(iter(ask.findings if ask.current is not None else ()), None)
        return f"! {first.code} {first.message}" if first else ""
    if rows := _rows(text, ask, wizard):
        return f"= {len(rows)} 行；回车先列出，再确认是否采用"
    understood, said = wizard.preview(text)
    return f"= {said}" if understood and said else said


def command_after(text: str, ask: e.Ask | None) -> str:
    """A command typed behind the answer that stood in the line, by its Chinese name: nobody clears the line for it."""
    current = ask.current if ask and ask.current else ""
    rest = text.removeprefix(current) if current and text.startswith(current) else ""
    word = rest[1:].partition(" ")[0]
    is_command = bool(word) and rest[0] in MARKS and any(each.name.startswith(word) for each in COMMANDS)
    return rest if is_command else ""


def _rows(text: str, ask: e.Ask, wizard: Wizard) -> tuple[tuple[str, ...], ...]:
    """The cells of pasted lines, where rows are asked."""
    takes_rows = bool(ask.path) and wizard.form.page(ask.page).type is PageType.REPEATED
    return split_paste(text) if takes_rows else ()


def _commands(text: str) -> str:
    """The commands that a beginning may still become; what it does where only one is left."""
    word = text[1:].replace("　", " ").partition(" ")[0]
    found = [each for each in COMMANDS if each.name.startswith(word) or each.alias == word]
    if len({each.does for each in found}) == 1:
        return f"/{found[0].name}  {found[0].does}"
    return "  ".join(f"/{each.name}" for each in found)
