"""What the lines inside a drawn cell say: `text.py` folds a text into them, the reader of `.txt` unfolds it.

Folding loses whether a line ends because it was full or because the text has a line break there, and whether a blank
stood at its end. Mostly the lines themselves tell. Where they do not, the cell is drawn with marks: `↵` for each line
break, `␣` for each blank that would be lost, and a `\\` before a character of the text that would be taken for a mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from forms.cells import width, wrap
from forms.lazily import lazily

_BREAK, _BLANK, _ESCAPE = "↵", "␣", "\\"
_LITERAL = lazily(r"[↵␣\\]")
_UNSEEN = lazily("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Controls, which a drawing cannot show, so that they stand as their numbers."""
_HAS_NUMBER = lazily(r"\\u[0-9a-f]{4}")
_MARKS = lazily(r"(?s)\\u([0-9a-f]{4})|\\(.)|([↵␣\\])")
_MEANING = {_BREAK: "\n", _BLANK: " ", _ESCAPE: ""}
_ROUNDS = 10
"""So often is a paragraph folded anew for the blanks that got lost; after that every blank is marked."""

_NUMBERED = lazily(r"[0-9]{1,2}[.、)]")
"""How an item of a list begins."""
_GAP = lazily("(?<=[^ ]) *(?=[^ ])")


def unfold(lines: Sequence[str], padding: int, *, wide_ambiguous: bool = False) -> str:
    """The text of a cell, from all that is drawn between its borders: lines of equal width, blanks around included.

    `padding` is how far text stands from the borders of that table, so that more is known to be blanks of the text.
    """
    filled = [number for number, line in enumerate(lines) if line.strip(" ")]
    if not filled:
        return ""
    inside = lines[filled[0] : filled[-1] + 1]
    texts = [line.strip(" ") for line in inside]
    if _is_marked(texts):
        return _MARKS().sub(lambda mark: _meaning(*mark.groups("")), "".join(texts))
    if _is_centred(inside):
        room = max(width(text, wide_ambiguous=wide_ambiguous) for text in texts)
    else:
        room = width(inside[0], wide_ambiguous=wide_ambiguous) - 2 * padding
        texts = [line[padding:].rstrip(" ") for line in inside]
    return _Folded(texts, room, wide_ambiguous).text() if len(texts) > 1 else texts[0]


def is_plain(text: str) -> bool:
    """Whether a text needs no marks as long as its lines tell how they belong together."""
    return is_seen(text) and not text.endswith(" ") and not _is_marked([text])


def is_seen(text: str) -> bool:
    """Whether a drawing can show all of a text as it is."""
    return text.isprintable() or _UNSEEN().search(text) is None


def fold_marked(text: str, room: int, *, unsafe: str = "", wide_ambiguous: bool = False) -> list[str]:
    """The lines of a text with marks, which can be read in one way only; `unsafe` characters stand as their numbers."""
    shown = _LITERAL().sub(r"\\\g<0>", text)
    shown = "".join(_number(each) if each in unsafe or _UNSEEN().match(each) else each for each in shown)
    lines = _fold(shown.replace("\n", f"{_BREAK}\n"), room, wide_ambiguous)
    return lines if _is_marked(lines) else _fold(shown + _ESCAPE, room, wide_ambiguous)


def _is_marked(texts: Sequence[str]) -> bool:
    """Whether lines have marks; where a text needs none but could be taken for another, one `\\` stands at its end."""
    whole = "".join(texts)
    if _BREAK in whole or _BLANK in whole or whole.endswith(_ESCAPE):
        return True
    return _ESCAPE in whole and _HAS_NUMBER().search(whole) is not None


def _meaning(number: str, literal: str, mark: str) -> str:
    """What a mark stands for."""
    return chr(int(number, 16)) if number else literal or _MEANING[mark]


def _number(character: str) -> str:
    return f"{_ESCAPE}u{ord(character):04x}"


def _shown(blanks: Iterable[str]) -> str:
    """Blanks as marks: the usual one has its own, the others are told apart by their numbers."""
    return "".join(_BLANK if each == " " else _number(each) for each in blanks)


def _fold(text: str, room: int, wide_ambiguous: bool) -> list[str]:
    """The lines of a text in which every blank that would be lost is a mark."""
    paragraphs = (_kept(each, room, wide_ambiguous) for each in text.split("\n"))
    return [line for each in paragraphs for line in wrap(each, room, wide_ambiguous=wide_ambiguous)]


def _kept(paragraph: str, room: int, wide_ambiguous: bool) -> str:
    """A paragraph of which folding loses nothing; a mark may move the lines, so that another blank gets lost."""
    for _ in range(_ROUNDS):
        lines = wrap(paragraph, room, wide_ambiguous=wide_ambiguous)
        kept = _with_lost(paragraph, lines)
        if kept == paragraph:
            return kept
        paragraph = kept
    return "".join(_shown(each) if each.isspace() else each for each in paragraph)


def _with_lost(paragraph: str, lines: Sequence[str]) -> str:
    """A paragraph, the blanks between its lines and behind them as marks."""
    parts = []
    end = 0
    for line in lines:
        inside = line.strip(" ")
        start = paragraph.index(inside, end)
        parts += [_shown(paragraph[end:start]), inside]
        end = start + len(inside)
    return "".join(parts) + _shown(paragraph[end:])


def _is_han(character: str) -> bool:
    """Whether it is Chinese; told by numbers, since an expression with so many characters takes long to compile."""
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _mixed_gaps(line: str) -> Iterator[str]:
    """The blanks at each place where Chinese meets what is written in digits or Latin letters."""
    for gap in _GAP().finditer(line):
        before, after = line[gap.start() - 1], line[gap.end()]
        if _is_han(before) and _is_latin(after) or _is_latin(before) and _is_han(after):
            yield gap[0]


def _is_centred(lines: Sequence[str]) -> bool:
    """Whether lines stand in the middle, or a single one at the right, as labels and figures do.

    Those of a label are made about equally long, so that not the borders but the longest of them says what fits.
    """
    margins = [(len(line) - len(line.lstrip(" ")), len(line) - len(line.rstrip(" "))) for line in lines if line.strip()]
    return all(right - left in (0, 1) for left, right in margins) or len(lines) == 1 and margins[0][1] <= 1


class _Folded:
    """The lines of a text without marks, and what they tell about what stood between them."""

    def __init__(self, lines: Sequence[str], room: int, wide_ambiguous: bool) -> None:
        self._lines = lines
        self._room = room
        self._wide = wide_ambiguous
        self._gaps: dict[str, str] = {}

    def text(self) -> str:
        """The likeliest text."""
        between = (self._between(before, after) + after for before, after in pairwise(self._lines))
        return self._lines[0] + "".join(between)

    def _between(self, before: str, after: str) -> str:
        """What stood between two lines; a line break where the second begins with what the first has room for."""
        if not before or not after:
            return "\n"
        words = "" if _is_han(before[-1]) or _is_han(after[0]) else " "
        tried = dict.fromkeys((self._gap(before, after), "", words))
        return next((gap for gap in tried if self._folds(before, gap, after)), "\n")

    def _folds(self, before: str, gap: str, after: str) -> bool:
        """Whether folding would put two parts of a paragraph on two lines."""
        taken = width(before, wide_ambiguous=self._wide) + len(gap)
        if taken >= self._room - 1 and _is_han(after[0]):
            return True
        return wrap(before + gap + after, self._room, wide_ambiguous=self._wide) == [before, after]

    def _gap(self, before: str, after: str) -> str:
        """The blanks that the text has elsewhere between characters such as the last and the first of two lines."""
        last, first = before[-1], after[0]
        kinds = [(_is_han(each), _is_latin(each)) for each in (last, first)]
        (han, latin), (then_han, then_latin) = kinds
        if han and then_latin or latin and then_han:
            return self._mixed
        if not han and not latin:
            return self._usual(last, after=True, else_=" " if _NUMBERED().match(after) else "")
        return "" if then_han or then_latin else self._usual(first, after=False)

    @cached_property
    def _mixed(self) -> str:
        """The blanks between Chinese and what is written in digits or Latin letters."""
        gaps = Counter(gap for line in self._lines for gap in _mixed_gaps(line))
        return max(gaps, key=lambda gap: gaps[gap], default=" ")

    def _usual(self, mark: str, *, after: bool, else_: str = "") -> str:
        """The blanks after or before a mark inside of the lines, or what is likely where it stands in none."""
        key = f"{after}{mark}"
        if key not in self._gaps:
            edges = sum(line.endswith(mark) if after else line.startswith(mark) for line in self._lines)
            places = sum(line.count(mark) for line in self._lines) - edges
            if not places:
                return else_
            spaced = {gap: f"{mark}{gap}" if after else f"{gap}{mark}" for gap in ("  ", " ")}
            often = {gap: 2 * sum(line.count(each) for line in self._lines) for gap, each in spaced.items()}
            self._gaps[key] = next((gap for gap, twice in often.items() if twice > places), "")
        return self._gaps[key]
