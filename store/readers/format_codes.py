"""The grammar of number formats: a code such as `#,##0.00;[红色]-0"元";@` taken apart into sections of tokens.

Read by `number_formats` and `date_formats`, which put a value into them. Spreadsheets of every kind and age write the
same codes, those of a Chinese program with a few words of their own (`G/通用格式`, `上午/下午`, `[红色]`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple


class Kind(Enum):
    """What one token of a section stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    GENERAL = auto()
    TEXT = auto()
    DATE = auto()
    HALF = auto()
    """The half of the day, 上午 or 下午."""
    ELAPSED = auto()
    """Hours, minutes or seconds that count on past their sixty: `[h]`."""


class Token(NamedTuple):
    """One piece of a section."""

    kind: Kind
    text: str
    """As it is shown where it is a literal, else as it was written."""


class Condition(NamedTuple):
    """When a section holds, as `[>=100]` says."""

    sign: str
    bound: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether a value is of this section."""
        less, equal = value < self.bound, value == self.bound
        return {
            "<": less,
            "<=": less or equal,
            "=": equal,
            "<>": not equal,
            ">": not less and not equal,
            ">=": not less,
        }[self.sign]


class Section(NamedTuple):
    """One of the up to four parts of a code: for positive values, negative ones, zero and text."""

    tokens: tuple[Token, ...]
    condition: Condition | None = None
    numerals: int = 0
    """1 for 一二三, 2 for 壹贰叁, 3 for full-width digits, 0 for digits as they are."""
    chinese: bool = False
    """Whether months, weekdays and halves of the day are named in Chinese."""

    def has(self, *kinds: Kind) -> bool:
        """Whether a token of one of the kinds is in it."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows a moment rather than a number."""
        return self.has(Kind.DATE, Kind.HALF, Kind.ELAPSED)


_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | [_*](?P<room>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<GENERAL>General|G/通用格式|G/標準格式)
    | (?P<HALF>上午/下午|AM/PM|A/P)
    | (?P<EXPONENT>E[+-])
    | (?P<DATE>y+|m+|d+|h+|s+|aaaa?|e+|gg?g?)
    | (?P<DIGIT>[0#?]) | (?P<POINT>\.) | (?P<COMMA>,) | (?P<PERCENT>%) | (?P<SLASH>/) | (?P<TEXT>@)
    | (?P<end>;)
    | (?P<LITERAL>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,30}(?:\.\d{1,30})?)$")
_CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]{1,8}))?")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CHINESE = {0x0004, 0x0404, 0x0804, 0x0C04, 0x1004, 0x1404, 0x7C04}
_SYSTEM = {0xF800: 'yyyy"年"m"月"d"日"', 0xF400: "h:mm:ss"}
"""Formats that are the system's own: the long date and the time, as a Chinese system has them."""
_MAX_LENGTH = 255
"""Characters of a code, as Excel itself allows."""
_MAX_TOKENS = 100
_GENERAL = (Section((Token(Kind.GENERAL, "General"),)),)


@lru_cache(maxsize=1_000)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a code, at least one; what no rule knows is shown as it is written, a monster not at all."""
    if len(code) > _MAX_LENGTH:
        return _GENERAL
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["end"]:
            parts.append([])
        else:
            parts[-1].append(match)
    if max(len(part) for part in parts) > _MAX_TOKENS:
        return _GENERAL
    return tuple(_section(part) for part in parts[:4])


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    said = Section(())
    for match in matches:
        if match["bracket"] is None:
            tokens += _token(match)
            continue
        token, said, system = _bracket(match["bracket"], said)
        if system:
            return sections(system)[0]
        tokens += [token] if token else []
    if matches and not tokens and all(match["bracket"] for match in matches):
        tokens = [Token(Kind.GENERAL, "General")]  # a colour or numerals and nothing else
    return said._replace(tokens=tuple(tokens))


def _token(match: re.Match[str]) -> list[Token]:
    name = match.lastgroup or ""
    if name in ("quoted", "escaped"):
        return [Token(Kind.LITERAL, match[name])]
    if name == "room":
        return []  # as wide as a character, or filled with it: never something to read
    return [Token(Kind[name], match[name])]


def _bracket(words: str, said: Section) -> tuple[Token | None, Section, str]:
    """What `[…]` adds: a token, or something about its section, or the system's own format in place of it."""
    if _ELAPSED.fullmatch(words):
        return Token(Kind.ELAPSED, words.lower()), said, ""
    if condition := _CONDITION.match(words):
        return None, said._replace(condition=Condition(condition[1], Decimal(condition[2]))), ""
    if words.upper().startswith("DBNUM") and words[5:] in ("1", "2", "3"):
        return None, said._replace(numerals=int(words[5:])), ""
    if currency := _CURRENCY.match(words):
        locale = int(currency[2] or "0", 16) & 0xFFFF
        literal = Token(Kind.LITERAL, currency[1]) if currency[1] else None
        return literal, said._replace(chinese=said.chinese or locale in _CHINESE), _SYSTEM.get(locale, "")
    return None, said, ""
