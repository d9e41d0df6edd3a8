"""One of the form's official options; said by number, words or their beginning, stored as the official label."""

from __future__ import annotations

import re
import unicodedata

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.values.kind import Context, Kind, quoted, say_nothing

_TICKED = "☑☒✓✔√■"
_EMPTY = "□☐"
_BOX = lazily(rf"([{_TICKED}{_EMPTY}])")
_BRACKETED = lazily(r"[(（\[【]\s*([√✓✔xX]?)\s*[)）\]】]")
_NUMBER = lazily(r"[(\[]?([0-9]{1,2})[)\].、]?\Z")
_YES_NO = {"y": "是", "yes": "是", "n": "否", "no": "否"}


def read_choice(text: str, context: Context) -> str:
    """The official label meant; raises Unreadable where none is, or more than one could be."""
    options = context.options
    said = _ticked(text, options)
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
    boxes = _BOX().findall(_plain_boxes(text, options))
    return len(boxes), sum(each in _TICKED for each in boxes)


def _plain_boxes(text: str, options: tuple[str, ...]) -> str:
    """With one sign for a box: offices also write 口 before an option, and brackets with a tick or nothing in them."""
    bracketed = _BRACKETED().sub(lambda match: "☑" if match[1] else "□", text)
    return re.sub(rf"口(?=\s*(?:{'|'.join(map(re.escape, options))}))", "□", bracketed)


def keep_label(text: str, value: str) -> str:
    """The official label, however the person said it: the table prints no other word."""
    return value


def _ticked(text: str, options: tuple[str, ...]) -> str:
    """The words beside the one ticked box, or the whole text where there are no boxes."""
    pieces = _BOX().split(_plain_boxes(text, options).strip())
    if len(pieces) == 1:
        return _bare(text)
    words = pieces[0::2] if pieces[0] else pieces[2::2]  # the words stand before their boxes, or after them
    ticked = [_bare(each) for each, box in zip(words, pieces[1::2], strict=False) if box in _TICKED]
    if len(ticked) > 1:
        raise Unreadable(f"{quoted(text)}勾选了不止一项。{_choices(options)}")
    return ticked[0] if ticked else ""


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
