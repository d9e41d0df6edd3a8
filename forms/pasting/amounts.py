"""Pasted lines that fill the printed rows of a page, such as the sources of funds; used by `forms/moves.py`.

Amounts in another unit than 万元 are never converted: which unit is meant is asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from forms.answers import Answers
from forms.compute import Reading, is_none
from forms.errors import Unreadable
from forms.filling import fill
from forms.model import WHICH, Form, Page
from forms.pasting.lines import Line, lines_of
from forms.pasting.proposed import Notes, Pasted, cleaned, disagreements, fitted, grid_of
from forms.pasting.words import Words
from forms.path import Path
from forms.place import name_of
from forms.recognising.aligning import BARE
from forms.recognising.labels import fold, is_wavering
from forms.recognising.titles import AMOUNT_UNIT

_LIKELY_YUAN = 6
"""Digits before the point with which an amount is rather one of 元: few projects have a hundred thousand 万元."""

Texts = dict[str, dict[str, str]]
"""Printed row → question → text."""


def pasted_amounts(form: Form, answers: Answers, page: Page, rows: Sequence[Sequence[str]]) -> Pasted:
    """The report with the amounts; raises Unreadable with one sentence where they cannot be taken."""
    notes = Notes()
    cells = cleaned(rows, notes)
    words = Words(form, page)
    lines = lines_of(words, cells, lambda lines: _agree(form, answers, page, _by_row(words, lines, Notes())))
    found = _by_row(words, lines, notes)
    texts = {row: _fitted_row(page, row, each, notes) for row, each in found.items()}
    if not any(texts.values()):
        raise Unreadable("贴入的内容里没有认出资金来源和数额，请连同「年度资金总额」等名称一起选取后贴入。")
    made = _filled(form, answers, page, texts)
    given = _given(page, found)
    notes.say(*_replaced(form, answers, made), *disagreements(form, made, given))
    unit = _unit(cells, texts)
    return Pasted(
        made,
        tuple((page.row(row).label, " ".join(each.values())) for row, each in texts.items() if each),
        grid_of(page, ("",), [((page.row(row).label,), each) for row, each in texts.items() if each]),
        notes.all(),
        _filled(form, answers, page, _in_unit(page, texts, unit)) if unit else None,
        unit,
    )


def _by_row(words: Words, lines: Iterable[Line], notes: Notes) -> Texts:
    """The answers of each printed row; what belongs to none of them, or to one that was there before, is left."""
    found: Texts = {}
    for line in lines:
        rows = [each.path.row for label in line.labels for each in words.labels(label)]
        if not rows or rows[0] in found:
            notes.leave_line(line)
            continue
        found[rows[0]] = line.texts
        label = words.page.row(rows[0]).label
        if is_wavering(line.labels[-1]) and fold(line.labels[-1]) != fold(label):
            notes.say(f"「{line.labels[-1]}」按「{label}」贴入")
        for head, text in line.others:
            notes.leave(head, text)
    return {row.key: found[row.key] for row in words.page.rows if row.key in found}


def _fitted_row(page: Page, row: str, texts: Mapping[str, str], notes: Notes) -> dict[str, str]:
    try:
        return _fitted(page, texts, notes)
    except Unreadable as error:
        raise Unreadable(f"贴入的「{page.row(row).label}」一行：{error}") from error


def _fitted(page: Page, texts: Mapping[str, str], notes: Notes) -> dict[str, str]:
    """The typed cells of a row, those that say that there is nothing left away."""
    typed = [each for each in page.fields if each.calculation is None and not is_none(texts.get(each.name, ""))]
    return {field.name: fitted(field, texts[field.name], "", notes) for field in typed if texts.get(field.name)}


def _given(page: Page, found: Texts) -> dict[Path, str]:
    """The figures that are computed here, as they stand in the table."""
    derived = [field.name for field in page.fields if field.calculation is not None]
    return {
        Path(page.name, row, name): texts[name]
        for row, texts in found.items()
        for name in derived
        if name in texts and not is_none(texts[name])
    }


def _agree(form: Form, answers: Answers, page: Page, found: Texts) -> bool:
    """Whether the table has derived figures and all of them come out."""
    given = _given(page, found)
    try:
        made = _filled(form, answers, page, {row: _fitted(page, texts, Notes()) for row, texts in found.items()})
    except Unreadable:
        return False
    return bool(given) and not disagreements(form, made, given)


def _filled(form: Form, answers: Answers, page: Page, texts: Texts) -> Answers:
    """The answers with the amounts, and with the sources that have some named among those that apply."""
    parts = {row.key for row in page.rows if not row.total}
    named = {key for key in Reading(form, answers).applied_rows(page) if page.ask_which}
    named |= {key for key, each in texts.items() if each and key in parts}
    for key, each in texts.items():
        if key not in parts:
            answers = _put(form, answers, page, key, each)
    if page.ask_which and named & {key for key, each in texts.items() if each}:
        labels = "、".join(row.label for row in page.rows if row.key in named)
        answers, _ = fill(form, answers, Path(page.name, "", WHICH), labels)
    for key, each in texts.items():
        if key in parts:
            answers = _put(form, answers, page, key, each)
    return answers


def _put(form: Form, answers: Answers, page: Page, row: str, texts: Mapping[str, str]) -> Answers:
    for name, text in texts.items():
        answers, _ = fill(form, answers, Path(page.name, row, name), text)
    return answers


def _replaced(form: Form, before: Answers, after: Answers) -> list[str]:
    """A phrase for each answer that stood there and would be another."""
    reading = Reading(form, before)
    changes = ((Path.parse(key), old, new) for key, (old, new) in after.changed_from(before).items() if "/" not in key)
    return [
        f"{name_of(reading, path)}原为 {old}，改为 {new}"
        for path, old, new in changes
        if old and new and path.field != WHICH
    ]


# -- units -----------------------------------------------------------------------------------------------------------


def _unit(cells: Sequence[Sequence[str]], texts: Texts) -> str:
    """The unit that has to be asked about: another than 万元 over the table, or figures that can hardly be 万元."""
    bare = [text for each in texts.values() for text in each.values() if BARE().match(text)]
    heads = (unicodedata.normalize("NFKC", cell).replace(" ", "") for row in cells for cell in row)
    found = next((match for head in heads if (match := AMOUNT_UNIT().search(head))), None)
    unit = next((each for each in found.groups() if each), "") if found else ""
    if not bare or unit == "万元":
        return ""
    return unit or ("元" if max(map(_digits, bare)) >= _LIKELY_YUAN else "")


def _digits(text: str) -> int:
    """The digits before the point."""
    whole = unicodedata.normalize("NFKC", text).replace(",", "").partition(".")[0]
    return len(whole.lstrip("0"))


def _in_unit(page: Page, texts: Texts, unit: str) -> Texts:
    """The amounts with the unit written to each that has none itself; raises Unreadable for one that is not read."""
    if unit not in ("元", "亿元"):
        raise Unreadable(f"贴入的金额以{unit}为单位，请换算成万元后贴入。")
    money = {field.name for field in page.fields if field.kind == "money"}
    return {
        row: {name: f"{text} {unit}" if name in money and BARE().match(text) else text for name, text in each.items()}
        for row, each in texts.items()
    }
