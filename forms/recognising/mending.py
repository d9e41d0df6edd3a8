"""Texts mended on their way into an answer, each noted: boxes, misread signs, broken lines; for `recognise.py`.

Only what cannot be meant otherwise is changed; anything else stays as it was written, for the checks to tell.
"""

from __future__ import annotations

from typing import NamedTuple

from forms.lazily import lazily
from forms.model import Field
from forms.values import KINDS


class Mended(NamedTuple):
    """A text fit for its question."""

    text: str
    why: str = ""
    """What was done; empty where nothing was."""


_INPUT = lazily(r"<input\b[^<>]*>|\[\s*[xX√✓ ]?\s*\]")
_CHECKED = lazily(r"\bchecked\b|[xX√✓]\s*\]")
_BOXES = {**dict.fromkeys("☑☒✓✔√■●", "☑"), **dict.fromkeys("□☐口○〇", "□")}
_BROKEN_LINE = lazily(r"[ \t]*\n[ \t]*")
_BESIDE_WIDE = lazily(r"(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])\n(?=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])")
_MISREAD = lazily(r"[》〉]\s*=?\s*(?=\d)")
_AT_LEAST_AS_TWO = lazily(r"2(\d{2}(?:\.\d+)?\s*[%％])\Z")
_RATE_NAME = lazily(r"率|满意|度\Z")
_WRONG_UNIT = lazily(r"万兀|万亓")


def mend(field: Field, text: str, name: str = "") -> Mended:
    """The text as its question takes it; `name` is that of the row it stands in."""
    joined = _lines(field, text.strip())
    if field.kind == "choice":
        made = _boxes(field, joined.text)
    elif field.kind in ("measure", "percent"):
        made = _signs(joined.text, name)
    elif field.kind == "money":
        made = _units(joined.text)
    else:
        return joined
    return made._replace(why="，".join(filter(None, (joined.why, made.why))))


def _lines(field: Field, text: str) -> Mended:
    """A name that was broken over lines is one line: between Chinese characters without a blank."""
    if KINDS[field.kind].multiline or "\n" not in text:
        return Mended(text)
    closed = _BESIDE_WIDE().sub("", _BROKEN_LINE().sub("\n", text))
    return Mended(closed.replace("\n", " "), "一项内的换行已接上")


def _boxes(field: Field, text: str) -> Mended:
    """The one option that is ticked; a text in which none or several are stays as it is."""
    drawn = _INPUT().sub(lambda match: "☑" if _CHECKED().search(match[0]) else "□", text)
    drawn = "".join(_BOXES.get(each, each) for each in drawn)
    if not {"☑", "□"} & set(drawn):
        return Mended(text)
    why = "" if drawn == text else "方框统一"
    ticked = _ticked(drawn, field.options)
    if len(ticked) == 1:
        return Mended(ticked[0], why and f"{why}，取勾选的一项")
    return Mended(drawn, why)


def _ticked(drawn: str, options: tuple[str, ...]) -> list[str]:
    """The options beside a ticked box: before each option, or behind each."""
    bare = "".join(drawn.split())
    before = bare[0] in "☑□"
    found = []
    for option in sorted(options, key=len, reverse=True):
        word = "".join(option.split())
        place = bare.find(word)
        if place < 0:
            continue
        box = bare[place - 1 : place] if before else bare[place + len(word) : place + len(word) + 1]
        bare = bare[:place] + "　" * len(word) + bare[place + len(word) :]
        if box == "☑":
            found.append(option)
    return [option for option in options if option in found]


def _signs(written: str, name: str) -> Mended:
    """≥ that a scanner took for 》, or for a 2 before a rate of more than two hundred percent."""
    text = _MISREAD().sub("≥", written)
    if text != written:
        return Mended(text, "≥ 误识为 》")
    if (match := _AT_LEAST_AS_TWO().match(text)) and _RATE_NAME().search(name):
        return Mended(f"≥{match[1]}", "≥ 误识为 2")
    return Mended(text)


def _units(written: str) -> Mended:
    text = _WRONG_UNIT().sub("万元", written)
    return Mended(text, "" if text == written else "万元误识")
