"""Texts mended on their way into an answer, each noted: boxes, misread signs, broken lines; for `recognise.py`.

Only what cannot be meant otherwise is changed; anything else stays as it was written, for the checks to tell.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from forms.lazily import lazily
from forms.model import Field
from forms.values import KINDS
from forms.values.choice import named, plain_boxes, ticked


class Mended(NamedTuple):
    """A text fit for its question."""

    text: str
    why: str = ""
    """What was done; empty where nothing was."""
    is_guess: bool = False
    """Whether it may have been meant otherwise, so that a person has to look."""


_INPUT = lazily(r"<input\b[^<>]*>")
_CHECKED = lazily(r"\bchecked\b")
_BESIDE_WIDE = lazily(r"(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])\n(?=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])")
_MISREAD = {"》": "≥", "〉": "≥", "《": "≤", "〈": "≤"}
_MISREAD_SIGN = lazily(r"^\s*(?:([》〉])|([《〈])(?!.*[》〉]))\s*=?\s*(?=[\d０-９oOｌlI])")
"""A bracket before a figure that is not that of a title: 《2020 年鉴》 is one."""
_AT_LEAST_AS_TWO = lazily(r"2((?:100|[6-9]\d)(?:\.\d+)?\s*[%％])\Z")
"""A rate as targets have it; 200% and 250% may be meant so."""
_LOOKS_LIKE = str.maketrans("oOＯlI|", "000111")
_LETTERS = lazily(r"[oOＯlI|]")
_LETTER_OF_DAY = lazily(
    r"(?<=[\d年月.])[oOＯlI]+(?=[\d年月日.])|(?<![a-zA-Z])[oOlI]+(?=\d*[年月日])|(?<=\d)[oOＯlI]+\Z"
)
_BETWEEN_DAYS = lazily(r"(?<=[日月\d])\s*一\s*(?=\d)")
_LETTERED = lazily(
    r"(?P<sign>[≥≤><=＝≧≦＞＜约±]*\s*)(?P<figure>[-+]?[\doOＯlI|][\doOＯlI|,，.．]*)(?P<rest>\s*(?:[%％]|[\u4e00-\u9fff]{0,4}))\Z"
)
_WITHIN_100 = lazily(
    r"满意|(?:合格|覆盖|完成|及时|准确|达标|到位|通过|优良|参与|出勤|知晓|普及|正确|发放|执行)(?:率|度)"
)
"""Names of rates of which none is above 100%."""
_LONGEST = 200
"""Characters of a figure, a date or a choice; a longer text is none and stays as it is."""
_WRONG_UNIT = lazily(r"万兀|万亓")


def mend(field: Field, text: str, name: str = "") -> Mended:
    """The text as its question takes it; `name` is that of the row it stands in."""
    joined = _lines(field, text.strip())
    if len(joined.text) > _LONGEST:
        return joined
    if field.kind == "choice":
        made = take_ticked(field, joined.text)
    elif field.kind in ("measure", "percent"):
        made = _figures(_signs(joined.text, name))
    elif field.kind == "money":
        made = _figures(_units(joined.text))
    elif field.kind in ("period", "date"):
        made = _days(joined.text)
    else:
        return joined
    return made._replace(why="，".join(filter(None, (joined.why, made.why))))


def take_ticked(field: Field, text: str) -> Mended:
    """The one option that is ticked; a text in which none or several are stays as it is, but for its boxes."""
    drawn = _INPUT().sub(lambda match: "☑" if _CHECKED().search(match[0]) else "□", text)
    drawn = plain_boxes(drawn, field.options)
    found = ticked(drawn, field.options)
    if found is None:
        return Mended(text)
    why = "" if drawn == text else "方框统一"
    options = [option for each in found if (option := named(each, field.options))]
    if len(options) != 1:
        return Mended(drawn, why)
    is_plain = not why and "".join(drawn.split()) in _drawn(field.options, options[0])
    return Mended(options[0], "，".join(filter(None, (why, "" if is_plain else "取勾选的一项"))))


def _drawn(options: tuple[str, ...], chosen: str) -> set[str]:
    """How a form draws its options, each with its box before or behind it."""
    boxes = [("☑" if each == chosen else "□", "".join(each.split())) for each in options]
    return {"".join(box + label for box, label in boxes), "".join(label + box for box, label in boxes)}


def _lines(field: Field, text: str) -> Mended:
    """A name that was broken over lines is one line: between Chinese characters without a blank."""
    if KINDS[field.kind].multiline or "\n" not in text:
        return Mended(text)
    closed = _BESIDE_WIDE().sub("", "\n".join(line.strip(" \t") for line in text.split("\n")))
    return Mended(closed.replace("\n", " "), "一项内的换行已接上")


def _signs(written: str, name: str) -> Mended:
    """≥ that a scanner took for 》, or for a 2 before a rate that cannot be more than a hundred percent."""
    if match := _MISREAD_SIGN().match(written):
        written_as = match[1] or match[2]
        sign = _MISREAD[written_as]
        return Mended(f"{sign}{written[match.end() :]}", f"{sign} 误识为 {written_as}")
    if (match := _AT_LEAST_AS_TWO().match(written)) and _WITHIN_100().search(name):
        return Mended(f"≥{match[1]}", "≥ 误识为 2", is_guess=True)
    return Mended(written)


def _figures(mended: Mended) -> Mended:
    """A figure in which a scanner took 0 for the letter O, or 1 for l."""
    match = _LETTERED().match(mended.text)
    if not match or not _LETTERS().search(match["figure"]) or not _is_figure(match):
        return mended
    text = f"{match['sign']}{match['figure'].translate(_LOOKS_LIKE)}{match['rest']}"
    why = "，".join(filter(None, (mended.why, "数字误识为字母")))
    return Mended(text, why, is_guess=True)


def _days(written: str) -> Mended:
    """A date in which a scanner took 1 for l or 0 for O, and a dash between two dates for the figure 一."""
    text = _BETWEEN_DAYS().sub("-", _LETTER_OF_DAY().sub(lambda match: match[0].translate(_LOOKS_LIKE), written))
    return Mended(text, "日期误识", is_guess=True) if text != written else Mended(written)


def _is_figure(match: re.Match[str]) -> bool:
    """Whether letters can only have been digits: one stands among them, or a percent sign behind them."""
    return any(each.isdigit() for each in match["figure"]) or match["rest"].strip() in ("%", "％")


def _units(written: str) -> Mended:
    text = _WRONG_UNIT().sub("万元", written)
    return Mended(text, "" if text == written else "万元误识")
