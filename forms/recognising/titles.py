"""The lines above a form: its number among others, its title, its year, the unit of its amounts; for recognition."""

from __future__ import annotations

import unicodedata

from forms.lazily import lazily

_NUMBER_LINE = lazily(r"附\s*[件表]\s*[:：]?\s*([\d０-９]+(?:\s*[-－—–~]\s*[\d０-９]+)*)\s*[:：]?\s*\Z")
_ATTACHED = lazily(r"附\s*[件表]\s*[:：]?\s*\Z")
_YEAR_LINE = lazily(r"[（(]?\s*([12]\d{3})\s*年\s*度?\s*[）)]?\s*\Z")
_TITLE = lazily(r"(?=.{4,60}\Z)[^:：；。]*(?:自评|绩效|评价|申报|监控)[^:：；。]*表(?:\s*[（(].*[）)])?\s*\Z")
TITLE_YEAR = lazily(r"(?:截[至止])?\s*[（(]?\s*([12]\d{3})\s*年\s*[度底]?\s*[）)]?")
AMOUNT_UNIT = lazily(
    r"(?:金额)?(?:计量)?单位[:：]?\s*(?:人民币)?\s*(万元|亿元|千元|元)|[（(](?:单位[:：])?(万元|亿元|千元|元)[)）]"
)
_UNIT_OF_ALL = lazily(
    r"单位\s*[:：]\s*(?:人民币)?\s*(?:万元|亿元|千元|元)|表.*[（(](?:单位[:：])?(?:万元|亿元|千元|元)[)）]"
)
"""In a line above the table: the unit of all amounts, among other words."""
_PAGE_NUMBER = lazily(r"[-－—–~·]+\s*[\d０-９]{1,4}\s*[-－—–~·]+\Z|第\s*[\d０-９]+\s*页.{0,12}\Z|[（(]?续表[）)]?\Z")
_SIGN_OFF = lazily(
    r"(?:填[表报]|制表|经办|审核|复核|单位|项目|部门|负责|签字|签名|盖章|公章|签章|联系|电话|日期|时间|[人年月日]|[\s:：_＿()（）、/])+\Z"
)


_LONGEST = 200
"""Characters of a line above or below a table; a longer text is an answer."""


def _line(text: str) -> str:
    """A text as a line, with single blanks; nothing of one that is too long to be a line of this kind."""
    return " ".join(text.split()) if len(text) <= _LONGEST else ""


def is_sign_off(text: str) -> bool:
    """Whether a line is the place for names, seals and dates, with none of them filled in."""
    return _SIGN_OFF().match(_line(text)) is not None and any(each in text for each in ":：_＿")


def is_title(text: str) -> bool:
    """Whether a line looks like the title of a form of the trade."""
    return _TITLE().match(bare_title(_line(text))) is not None


def bare_title(text: str) -> str:
    """A line without the blanks between the letters of a title that is spaced out; others as they are."""
    words = text.split()
    return "".join(words) if len(words) > 3 and sum(len(each) == 1 for each in words) * 2 > len(words) else text.strip()


def is_of_page(text: str) -> bool:
    """Whether a line belongs to the printed page alone: its number, or that the table goes on."""
    return _PAGE_NUMBER().match(_line(text)) is not None


def number_of(text: str) -> str:
    """The number of the form among others, in a line that says nothing else; empty where it says none."""
    match = _NUMBER_LINE().match(_line(text))
    return "".join(match[1].split()).replace("－", "-") if match else ""


def is_attachment(text: str) -> bool:
    """Whether a line gives the number of the form among others, or leaves it open."""
    return bool(number_of(text)) or _ATTACHED().match(_line(text)) is not None


def is_unit(text: str) -> bool:
    """Whether a line says in which unit the amounts are."""
    return AMOUNT_UNIT().fullmatch(_line(text)) is not None


def unit_in(text: str) -> str:
    """The unit of amounts that is written among other words; empty where none is."""
    match = AMOUNT_UNIT().search(_line(text))
    return (match[1] or match[2]) if match else ""


def tells_unit_of_all(text: str) -> bool:
    """Whether a line above the table gives the unit of all amounts, among other words."""
    return _UNIT_OF_ALL().search(_line(text)) is not None


def year_of(text: str) -> str:
    """The year that a line is about, where it says nothing else; empty otherwise."""
    match = _YEAR_LINE().match(unicodedata.normalize("NFKC", _line(text)))
    return match[1] if match else ""
