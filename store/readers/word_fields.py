"""What a person ticks, picks or types: the form fields of old and the content controls of new; and drawn signs.

Called by `word_text.py` and, for the controls, by `docx.py` before anything is read.
"""

from __future__ import annotations

import re

from store.readers.word_symbols import shown
from store.readers.word_xml import Element, anywhere, attribute, every, inner, is_on, number, unwrapped

TICKED, EMPTY = "☑", "□"

_PROMPT = re.compile("单击|点击|轻触|选择|输入|填写|[Cc]lick|[Tt]ap|[Cc]hoose|[Ee]nter|[Ss]elect")
_BOXES, _CIRCLES, _TICKS, _CROSSES = "□☐口囗■", "○◯〇", "√✓✔∨", "×✗✕☓"
_SYMBOL = re.compile(r'\s*SYMBOL\s+(\d{1,6})(?:.*\\f\s*"?([^"\\]+?)"?\s*(?:\\|$))?', re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\b(.*)", re.IGNORECASE | re.DOTALL)
_RAISED = re.compile(r"\\s\s*\\(?:up|do)\s*\d*\s*\(([^()]*)\)", re.IGNORECASE)
_OVERLAY = re.compile(r"\\o\s*(?:\\a[a-z])?\s*\(([^()]*)\)", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(([^(),;，；]*)[,;，；]([^()]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)|\\[a-z]+\s*\d*|[()]', re.IGNORECASE)
_COMMA = re.compile("[,;，；]")


def form_value(field: Element) -> str:
    """What a form field of the old kind shows by itself: its tick, the entry picked, the text it starts with."""
    data = inner(field, "w:ffData")
    box = inner(data, "w:checkBox")
    if box is not None:
        said = inner(box, "w:checked")
        return TICKED if is_on(inner(box, "w:default") if said is None else said) else EMPTY
    entries = every(inner(data, "w:ddList"), "w:listEntry")
    if entries:
        picked = inner(data, "w:ddList", "w:result")
        place = number(inner(data, "w:ddList", "w:default") if picked is None else picked)
        return attribute(entries[place]) or "" if 0 <= place < len(entries) else ""
    return attribute(inner(data, "w:textInput", "w:default")) or ""


def drawn(code: str) -> str:
    """What a field shows that stores no result but draws: a symbol, or signs laid one over another as in □ with √."""
    symbol = _SYMBOL.match(code)
    if symbol:
        return _character(int(symbol[1]), symbol[2] or "")
    equation = _EQUATION.match(code)
    if not equation:
        return ""
    text = equation[1]
    overlay = "\\o" in text.lower()
    # What is raised inside an overlay is the reading of the character below it.
    text = _RAISED.sub("" if overlay else r"\1", text)
    text = _FRACTION.sub(r"\1/\2", _OVERLAY.sub(_overlaid, text))
    return _SWITCH.sub("", text).strip()


def _character(code: int, font: str) -> str:
    usable = code < 0xD800 or 0xE000 <= code < 0x110000
    return shown(chr(code), font) if code and usable else ""


def _overlaid(match: re.Match[str]) -> str:
    parts = [part.strip() for part in _COMMA.split(match[1]) if part.strip()]
    if len(parts) == 2 and parts[0] in _BOXES:
        return TICKED if parts[1] in _TICKS else "☒" if parts[1] in _CROSSES else "".join(parts)
    if len(parts) == 2 and parts[0] in _CIRCLES:
        return parts[1]
    return "".join(parts)


def set_ticks(root: Element) -> None:
    """Let the controls that are ticked show ☑ and the others □, whatever sign each was given for it."""
    for box in anywhere(root, "w14:checkbox"):
        content = _content(box)
        shown_by = next(unwrapped(content, {"w:t", "w:sym"}), None) if content is not None else None
        if shown_by is not None:
            rest = (shown_by.text or "")[1:]
            shown_by.tag = shown_by.tag[: shown_by.tag.rindex("}") + 1] + "t"
            shown_by.text = (TICKED if _is_checked(box) else EMPTY) + rest


def drop_prompts(root: Element) -> list[str]:
    """Empty the controls that show nothing but an invitation to type, and tell what it said."""
    dropped = []
    for flag in anywhere(root, "w:showingPlcHdr"):
        content = _content(flag) if is_on(flag) else None
        texts = [] if content is None else list(anywhere(content, "w:t"))
        prompt = "".join(each.text or "" for each in texts).strip()
        # A program that fills in controls may leave the flag: what does not invite is an answer.
        if _PROMPT.search(prompt):
            dropped.append(prompt)
            for each in texts:
                each.text = ""
    return dropped


def _content(setting: Element) -> Element | None:
    """What the control holds, of which this is a setting."""
    properties = setting.getparent()
    return inner(None if properties is None else properties.getparent(), "w:sdtContent")


def _is_checked(box: Element) -> bool:
    state = inner(box, "w14:checked")
    return state is not None and (attribute(state, "w14:val") or "1") not in {"0", "false", "off"}
