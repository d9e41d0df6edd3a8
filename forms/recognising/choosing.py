"""Which form a part of a document is, by its printed words; used by `recognise.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.model import HEADER, Form, PageType
from forms.recognising.labels import Meaning, Role, Vocabulary
from forms.recognising.rows import Line, Row, lines
from forms.recognising.synonyms import OTHER_KINDS, OWN_KIND, WHOLE_OFFICE
from forms.recognising.titles import is_title
from forms.sections import PLAIN_HEADERS

ENOUGH = 0.45
"""The share of a form's printed words that a table must have to be taken for it."""
LIKE = 0.15
"""The share from which on a table is told apart from any text, and refused by name."""
CLOSE = 0.12
"""Two forms whose shares differ by less are not told apart."""


class Candidate(NamedTuple):
    """A form that a part of the document may be, with the part as its words cut it."""

    vocabulary: Vocabulary
    lines: tuple[Line, ...]

    @property
    def form(self) -> Form:
        """The form itself."""
        return self.vocabulary.form

    def meanings(self) -> Iterator[tuple[Meaning, ...]]:
        """What each text of the part may mean as a printed word."""
        return (self.vocabulary.meanings(token.text) for line in self.lines for token in line.tokens)


OUR_LIST = (
    "这是逐节的列表，不是正式的表，各项的位置读不回来，没有导入；"
    "请用 zpb export -f json 重新写出（或 docx、xlsx、txt），再导入。"
)
"""Why a list that this program wrote is not imported."""


def is_list(rows: Sequence[Row], vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether rows are a report listed section by section, as this program writes it for other programs.

    Where there are no lines between its rows, the labels of its first section may have been read as one cell.
    """
    texts = [piece.text for row in rows for piece in row.pieces]
    words = {word.strip() for text in texts for word in text.split("|", 2)[:2]} | {
        "".join(text.split()) for text in texts
    }
    named = [[field.label for field in each.form.page(HEADER).fields] for each in vocabularies]
    return words.issuperset(PLAIN_HEADERS) and any("".join(each) in words or words.issuperset(each) for each in named)


def choose_named(vocabulary: Vocabulary, others: Sequence[Vocabulary], part: Sequence[Row]) -> Candidate | str:
    """The form that a person named, unless the part is clearly another of ours, or has none of its words."""
    candidate, *rest = (Candidate(each, tuple(lines(part, each))) for each in (vocabulary, *others))
    share = _share(candidate)
    nearer = next((each.form for each in rest if _share(each) >= max(ENOUGH, share + CLOSE)), None)
    if nearer:
        return (
            f"{_where(part)}这张表是「{nearer.title}」，不是 --form 写的「{candidate.form.title}」，没有导入；"
            f"请改用 --form {nearer.code}，或不写 --form。"
        )
    return candidate if share >= LIKE else ""


def choose(vocabularies: Sequence[Vocabulary], part: Sequence[Row]) -> Candidate | str:
    """The form that a part is, or a sentence why it is none; empty where it does not look like a form at all."""
    candidates = [Candidate(each, tuple(lines(part, each))) for each in vocabularies]
    shares = sorted(((_share(each), each) for each in candidates), key=lambda pair: -pair[0])
    share, best = shares[0]
    if share < ENOUGH:
        return _refusal(best.form, part) if share > LIKE else ""
    if len(shares) > 1 and share - shares[1][0] < CLOSE:
        first, second = best.form, shares[1][1].form
        return (
            f"{_where(part)}既像「{first.title}」又像「{second.title}」，没有导入；"
            f"请用 --form {first.code} 或 --form {second.code} 指明。"
        )
    if _is_of_another_kind(best, part):
        return _of_another_kind(best.form, part)
    lacking = _lacking_columns(best)
    return _without_columns(best.form, part, lacking) if lacking else best


def _is_of_another_kind(candidate: Candidate, part: Sequence[Row]) -> bool:
    """Whether the part calls itself a form of another kind: a plan, a watch report, one of a whole department."""
    title, form = _called(part), candidate.form
    if WHOLE_OFFICE in title and WHOLE_OFFICE not in form.title:
        return True
    if not any(each in title and each not in form.title for each in OTHER_KINDS):
        return False
    has_name = any(each.path == form.name_field for meanings in candidate.meanings() for each in meanings)
    return OWN_KIND not in title or not has_name


def _share(candidate: Candidate) -> float:
    """How many of the form's printed words a part has, from none to all."""
    wanted = {(each.role, each.path) for each in candidate.vocabulary.labels() if each.role is not Role.PRINTED}
    found = {(each.role, each.path) for meanings in candidate.meanings() for each in meanings[:2]}
    return len(found & wanted) / len(wanted) if wanted else 0.0


def _lacking_columns(candidate: Candidate) -> list[str]:
    """The columns of the form that a part has not got, where these are so many that it is no such form."""
    pages = [page for page in candidate.form.pages if page.type is not PageType.PLAIN]
    wanted = {(page.name, field.name): field.label for page in pages for field in page.fields if field.required}
    found = (each for meanings in candidate.meanings() for each in meanings if each.role is Role.COLUMN)
    seen = {(each.path.page, each.path.field) for each in found}
    lacking = [label for key, label in wanted.items() if key not in seen]
    return lacking if len(lacking) * 2 > len(wanted) else []


def _without_columns(form: Form, part: Sequence[Row], lacking: Sequence[str]) -> str:
    columns = "、".join(lacking[:3])
    return f"{_where(part)}{_called(part)}没有「{form.title}」的{columns}等栏，不完整或是另一种表，没有导入。"


def _refusal(form: Form, part: Sequence[Row]) -> str:
    if form.title in _called(part):
        return (
            f"{_where(part)}题为「{form.title}」，但只认出一小部分，可能不完整，没有导入；"
            f"只填了一部分的，请用 --form {form.code} 指明。"
        )
    return (
        f"{_where(part)}{_called(part)}不是现有的表，或者不完整，没有导入；最接近的是「{form.title}」，"
        f"确是此表的，请用 --form {form.code} 指明。"
    )


def _of_another_kind(form: Form, part: Sequence[Row]) -> str:
    return (
        f"{_where(part)}{_called(part)}与「{form.title}」不是同一种表，没有导入；"
        f"内容确是此表的，请用 --form {form.code} 指明。"
    )


def _called(part: Sequence[Row]) -> str:
    """What a part calls itself."""
    titles = (piece.text.strip() for row in part for piece in row.pieces if is_title(piece.text))
    return next((f"「{title}」" for title in titles), "这张表")


def _where(part: Sequence[Row]) -> str:
    return f"{part[0].pieces[0].place}起：" if part else ""
