"""One of the form's official options; said by number, words or their beginning, stored as the official label."""

from __future__ import annotations

import re
import unicodedata

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.kind import Context, Kind, quoted, say_nothing

_TICKED = "☑☒✓✔√■"
_EMPTY = "□☐"
_LIKE_BOXES = {"口": "□", "○": "□", "〇": "□", "●": "☑"}
_BOX = lazily(rf"([{_TICKED}{_EMPTY}])")
_BRACKETED = lazily(r"[(（\[【]\s*([√✓✔xX]?)\s*[)）\]】]")
_NUMBER = lazily(r"[(\[]?([0-9]{1,2})[)\].、]?\Z")
_YES_NO = {"y": "是", "yes": "是", "n": "否", "no": "否"}


def read_choice(text: str, context: Context) -> str:
    """The official label meant; raises Unreadable where none is, or more than one could be."""
    options = context.options
    said = _said(text, options)
    whole = [label for label in options if _bare(label) == said]
    number = _NUMBER().match(said)
    if whole:
        return whole[0]
    if number and 1 <= int(number[1]) <= len(options):
        return options[int(number[1]) - 1]
    if _YES_NO.get(said) in options:
        return _YES_NO[said]
    begun = [label for label in options if said and _bare(label).startswith(said)]
    begun = begun or [label for place, label in enumerate(options, 1) if said in _numbered(place, label)]
    if len(begun) == 1:
        return begun[0]
    raise Unreadable(_refusal(text, options, several=len(begun) > 1))


def _numbered(place: int, label: str) -> set[str]:
    """An option as the question prints it, with its number."""
    return {f"{place}{sign}{_bare(label)}" for sign in ("", ".", "、", ")")}


def boxed(text: str, options: tuple[str, ...]) -> tuple[int, int]:
    """How many boxes stand in a text, and how many of them are ticked."""
    boxes = _BOX().findall(plain_boxes(text, options))
    return len(boxes), sum(each in _TICKED for each in boxes)


def plain_boxes(text: str, options: tuple[str, ...]) -> str:
    """With one sign for a box: offices also write 口 or ○ before an option, and brackets with or without a tick."""
    bracketed = _BRACKETED().sub(lambda match: "☑" if match[1] else "□", text)
    label = "|".join(map(re.escape, options))
    drawn = re.sub(rf"[{''.join(_LIKE_BOXES)}](?=\s*(?:{label}))", lambda match: _LIKE_BOXES[match[0]], bracketed)
    return _BOX().sub(lambda match: "☑" if match[0] in _TICKED else "□", drawn)


def ticked(text: str, options: tuple[str, ...]) -> list[str] | None:
    """The words beside each ticked box; None where there are no boxes.

    They stand before their boxes or after them, whichever way more boxes have an option at their side; before them
    where that tells nothing and no word stands behind the last.
    """
    pieces = _BOX().split(plain_boxes(text, options))
    texts, boxes = pieces[0::2], pieces[1::2]
    if not boxes:
        return None
    before, after = (sum(bool(named(each, options)) for each in side) for side in (texts[:-1], texts[1:]))
    stand_before = before > after or before == after and not texts[-1].strip(" ）)")
    words = texts[:-1] if stand_before else texts[1:]
    return [each.strip() for each, box in zip(words, boxes, strict=True) if box in _TICKED]


def named(text: str, options: tuple[str, ...]) -> str:
    """The one option that words name, whatever stands around it; empty where they name none or several."""
    bare = _bare(text)
    found = [each for each in options if _bare(each) in bare]
    longest = max(found, key=len, default="")
    return longest if all(each in longest for each in found) else ""


def keep_label(text: str, value: str) -> str:
    """The official label, however the person said it: the table prints no other word."""
    return value


def _said(text: str, options: tuple[str, ...]) -> str:
    """The words beside the one ticked box, or the whole text where there are no boxes."""
    found = ticked(text, options)
    if found is None:
        return _bare(text)
    if len(found) > 1:
        raise Unreadable(f"{quoted(text)}勾选了不止一项。{_choices(options)}")
    return _bare(named(found[0], options) or found[0]) if found else ""


def _bare(text: str) -> str:
    """Without blanks, full width and case, which never tell two options apart."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _refusal(text: str, options: tuple[str, ...], *, several: bool) -> str:
    if several:
        return f"{quoted(text)}可以是几个选项。{_choices(options)}"
    return f"无法识别选项{quoted(text)}。{_choices(options)}"


def _choices(options: tuple[str, ...]) -> str:
    return f"请填写编号或名称：{'，'.join(f'{place} {label}' for place, label in enumerate(options, 1))}。"


CHOICE = Kind("choice", read_choice, say_nothing, keep_label)
