"""Finds the answers in a document that came in, by its labels: which forms it holds, what each cell says, what is left.

Called by `tui` for `zpb import`. Every text of the document ends in an answer, is a printed word that is known, or is
listed as not placed; whatever was put right is listed with its place. Nothing is dropped and nothing changed unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from forms.answers import Answers
from forms.model import HEADER, WHICH, Form, PageType
from forms.path import Path
from forms.recognising.beside import one_below_another
from forms.recognising.choosing import OUR_LIST, Candidate, choose, choose_named, is_list
from forms.recognising.exact import read_exactly
from forms.recognising.labels import Role, Vocabulary
from forms.recognising.making import Making
from forms.recognising.parts import parts
from forms.recognising.placed import Doubt, Placed, Repair, Unplaced
from forms.recognising.placing import Placing
from forms.recognising.rows import Row, rows
from forms.recognising.stacked import lines_apart, title_first
from forms.source import Document

__all__ = ["Doubt", "Recognised", "Recognition", "Repair", "Unplaced", "filled_in", "recognise"]


class Recognised(NamedTuple):
    """One form found in a document."""

    form: Form
    answers: Answers
    place: str
    """Where it begins."""
    filled: int
    """How many cells have an answer."""
    repairs: tuple[Repair, ...]
    unplaced: tuple[Unplaced, ...]
    doubts: tuple[Doubt, ...]
    doubts_units: bool = False
    """Whether amounts stand under a heading of another unit than 万元, and may have been meant as 万元."""


def filled_in(form: Form, answers: Answers) -> int:
    """How many cells a person filled in: neither lines above the table nor names that are printed on it."""
    printed = {
        str(Path(page.name, str(row.id), page.key_field.name))
        for page in form.pages
        if page.type is PageType.REPEATED
        for row in answers.page_rows(page.name)
        if row.preset
    }
    paths = (Path.parse(key) for key, text in answers.texts.items() if text and key not in printed)
    return sum(path.page != HEADER and path.field != WHICH for path in paths)


class Recognition(NamedTuple):
    """What was found in one document."""

    reports: tuple[Recognised, ...]
    refused: tuple[str, ...]
    """One sentence for each part that is no form of ours."""


def recognise(
    forms: Sequence[Form], document: Document, year: int, *, form: Form | None = None, plain_units: bool = False
) -> Recognition:
    """The reports in a document; `form` says which they are where the document does not, `year` likewise.

    With `plain_units` amounts under a heading of 元 are taken for 万元 all the same, as a person may know them to be.
    """
    vocabularies = [Vocabulary(each) for each in ([form] if form else forms)]
    others = [Vocabulary(each) for each in forms if form and each.code != form.code]
    found = rows(one_below_another(lines_apart(document), vocabularies))
    if is_list(found, vocabularies):
        return Recognition((), (OUR_LIST,))
    reports: list[Recognised] = []
    refused: list[str] = []
    loose: list[Unplaced] = []
    for part in map(title_first, parts(found, vocabularies)):
        chosen = choose(vocabularies, part) if form is None else choose_named(vocabularies[0], others, part)
        if isinstance(chosen, Candidate):
            made = _report(chosen, part, year, tuple(loose), plain_units=plain_units)
            if why := _wrecked(made, part):
                refused.append(why)
            else:
                reports.append(_doubt_whole(made, part))
                loose = []
        elif chosen:
            refused.append(chosen)
        else:
            loose += [Unplaced(piece.place, piece.text) for row in part for piece in row.pieces]
    if loose and reports:
        reports[-1] = reports[-1]._replace(unplaced=(*reports[-1].unplaced, *loose))
    if not reports and not refused:
        refused.append(_no_such_form(form) if form else _no_form(forms))
    return Recognition(tuple(reports), tuple(refused))


def _no_form(forms: Sequence[Form]) -> str:
    known = "、".join(f"「{each.title}」" for each in forms)
    return f"没有找到可以识别的表；能识别的有：{known}。"


def _no_such_form(form: Form) -> str:
    return f"没有找到「{form.title}」的栏目，没有导入；请确认 --form 和文件是否写对。"


# -- one report ------------------------------------------------------------------------------------------------------


def _report(
    candidate: Candidate, part: Sequence[Row], year: int, loose: tuple[Unplaced, ...], *, plain_units: bool
) -> Recognised:
    """The report that a part holds."""
    exact = read_exactly(candidate.vocabulary, part)
    placed = exact or _by_labels(candidate, part)
    making = Making(candidate.form, placed, is_exact=exact is not None, plain_units=plain_units)
    answers = making.answers(year)
    doubts = [*placed.doubts, *making.doubts, *([] if exact else _missing(candidate.form, placed))]
    return Recognised(
        candidate.form,
        answers,
        min(part, key=lambda row: row.grid).pieces[0].place,
        filled_in(candidate.form, answers),
        tuple(placed.repairs),
        (*loose, *placed.unplaced),
        tuple(dict.fromkeys(doubts)),
        making.doubts_units,
    )


_MORE = 2
"""So many times as much unplaced as placed makes a report doubtful."""
_FAR_MORE = 3
"""So many times as much unplaced as placed makes no report."""
_STRAY = 10
"""Cells that may stand around a table that is hardly filled in."""


def _left_in_table(report: Recognised, part: Sequence[Row]) -> int:
    """How many cells of tables were not placed; the text around them may be as long as it likes."""
    places = {piece.place for row in part if row.is_table for piece in row.pieces}
    return sum(each.place in places for each in report.unplaced)


def _wrecked(report: Recognised, part: Sequence[Row]) -> str:
    """Why what was found is no report: nearly nothing of a table found its place; empty where it is one."""
    left = _left_in_table(report, part)
    if left <= report.filled * _FAR_MORE + _STRAY:
        return ""
    return (
        f"{report.place}起：按「{report.form.title}」只认出 {report.filled} 项，另有 {left} 处放不进去，没有导入；"
        "可能不是这种表，或者表格线、分栏已经损坏，请用 docx、xlsx 或完整的文本再导入。"
    )


def _doubt_whole(report: Recognised, part: Sequence[Row]) -> Recognised:
    """With the doubt that a report of which more was left than placed is of another form."""
    left = _left_in_table(report, part)
    if left <= report.filled * _MORE:
        return report
    why = f"放不进去的有 {left} 处，比认出的 {report.filled} 项还多，可能不是这种表，请对照原件逐项核对。"
    return report._replace(doubts=(Doubt("", why), *report.doubts))


def _by_labels(candidate: Candidate, part: Sequence[Row]) -> Placed:
    """What a part holds that is not drawn as the form draws it."""
    placed = Placing(candidate.vocabulary).run(candidate.lines)
    _note_gaps(placed, part)
    return placed


def _note_gaps(placed: Placed, part: Sequence[Row]) -> None:
    """A table that goes on behind blank lines was torn at a page's end; merged cells that are told leave rows blank."""
    for before, row in pairwise(part):
        torn = row.gap and before.is_table and row.is_table and before.grid == row.grid and not row.spans
        if torn and len(before.pieces) > 1 and len(row.pieces) > 1:
            placed.repairs.append(
                Repair(row.pieces[0].place, "（表格断开）", row.pieces[0].text, "跨页断开的表，已接上")
            )


def _missing(form: Form, placed: Placed) -> Iterator[Doubt]:
    """What a whole form has and this one has not, as one that is cut off."""
    seen = {(each.role, each.path) for each in placed.labels}
    maybe_cut = "" if placed.is_closed else "，文件可能不完整"
    for page in form.pages:
        if page.type is PageType.REPEATED:
            groups = {row.group for row in placed.rows if row.page == page.name}
            lacking = [
                each.level2
                for each in page.groups
                if (Role.LEVEL2, Path(page.name, each.key)) not in seen and each.key not in groups
            ]
            if lacking:
                cut = maybe_cut if page.groups[-1].level2 in lacking else ""
                yield Doubt(page.name, f"没有找到{'、'.join(lacking)}{cut}。")
        elif page.name != HEADER and not any(each.path.page == page.name for each in placed.labels):
            yield Doubt(page.name, f"没有找到「{page.title}」{maybe_cut}。")
