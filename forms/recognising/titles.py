"""The lines above a form: its number among others, its title, its year, the unit of its amounts; for recognition."""

from __future__ import annotations

import unicodedata

from forms.lazily import lazily

_NUMBER_LINE = lazily(r"附\s*[件表]\s*[:：]?\s*([\d０-９]+(?:\s*[-－—–~]\s*[\d０-９]+)*)\s*[:：]?\s*\Z")
_ATTACHED = lazily(r"附\s*[件表]\s*[:：]?\s*\Z")
_YEAR = r"[12]\d{3}|[一二][〇○零Oo一二三四五六七八九]{3}"
_YEAR_LINE = lazily(rf"[（(]?\s*({_YEAR})\s*年\s*度?\s*[）)]?\s*\Z")
_YEAR_BEFORE = lazily(rf"\s*(?:[（(]\s*(?:{_YEAR})\s*年\s*度?\s*[）)]|(?:{_YEAR})\s*年\s*度)(?=\s*\S)")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_TITLE = lazily(r"(?=.{4,60}\Z)[^:：；。]*(?:自评|绩效|评价|申报|监控)[^:：；。]*表(?:\s*[（(].*[）)])?\s*\Z")
TITLE_YEAR = lazily(rf"(?:截[至止])?\s*[（(]?\s*({_YEAR})\s*年\s*[度底]?\s*[）)]?")
AMOUNT_UNIT = lazily(
    r"(?:金额)?(?:计量)?单位[:：]?\s*(?:人民币)?\s*(万元|亿元|千元|元)|[（(](?:单位[:：])?(万元|亿元|千元|元)[)）]"
)
_UNIT_OF_ALL = lazily(
    r"单位\s*[:：]\s*(?:人民币)?\s*(?:万元|亿元|千元|元)|表.*[（(](?:单位[:：])?(?:万元|亿元|千元|元)[)）]"
)
"""In a line above the table: the unit of all amounts, among other words."""
_UNIT_BEHIND = lazily(r"\s[（(]?(?:金额)?(?:计量)?单位[:：]?\s*(?:人民币)?\s*(?:万元|亿元|千元|元)[)）]?\s*\Z")
"""Behind an answer in the same line."""
_YEAR_BEHIND = lazily(
    rf"(?<=\S)(?:\t\s*|\s{{2,}}|\u3000\s*)[（(]?\s*(?:{_YEAR})\s*年\s*度?\s*[）)]?\s*\Z"
    rf"|(?<=\S)\s*[（(]\s*(?:{_YEAR})\s*年\s*度\s*[）)]\s*\Z"
)
"""The same of the year: far from the answer, or in brackets."""
_PAGE_NUMBER = lazily(r"[-－—–~·]+\s*[\d０-９]{1,4}\s*[-－—–~·]+\Z|第\s*[\d０-９]+\s*页.{0,12}\Z|[（(]?续表[）)]?\Z")
_SIGN_OFF = lazily(
    r"(?:填[表报]|制表|经办|审核|复核|单位|项目|部门|负责|签字|签名|盖章|公章|签章|联系|电话|日期|时间|[人年月日]|[\s:：_＿()（）、/])+\Z"
)


_LONGEST = 200
"""Characters of a line above or below a table; a longer text is an answer."""


def _line(text: str) -> str:
    """A text as a line, with single blanks; nothing of one that is too long to be a line of this kind."""
    return " ".join(_short(text).split())


def _short(text: str) -> str:
    """A text as it is; nothing of one that is too long to be a line of this kind."""
    return text if len(text) <= _LONGEST else ""


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
    return in_digits(match[1]) if match else ""


def in_digits(year: str) -> str:
    """A year as figures, however it is written."""
    return unicodedata.normalize("NFKC", year).translate(_DIGITS)


def behind_year(text: str) -> int:
    """Where the year ends with which a line begins that says more; 0 where it begins otherwise."""
    match = _YEAR_BEFORE().match(_short(text))
    return match.end() if match else 0


def before_year(text: str) -> int:
    """Where the year begins with which a line ends that says more; the end where it ends otherwise."""
    match = _YEAR_BEHIND().search(_short(text))
    return match.start() if match else len(text)


def before_unit(text: str) -> int:
    """Where the unit of amounts begins that stands behind an answer in one line; the end where none does."""
    match = _UNIT_BEHIND().search(_short(text))
    return match.start() if match else len(text)
