"""Rows pasted from Excel or Word at a row prompt: recognised, proposed, taken as one step; used by the wizard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.answers import Answers
from forms.clean import clean
from forms.errors import Unreadable
from forms.model import Form, Page
from forms.values import KINDS, Context

Item = tuple[str, str]
"""(where the row goes, its cells in one line), for the question whether to take it."""


def proposed_rows(
    form: Form, answers: Answers, page: Page, group: str, rows: Sequence[Sequence[str]]
) -> tuple[Answers, list[Item], tuple[str, ...]] | str:
    """The state with the pasted rows, what was recognised, what was taken out; or one sentence why that cannot be.

    A cell with a group's official label sends its row there and those after it; a line of headings is left out.
    """
    items: list[Item] = []
    notes: dict[str, None] = {}
    try:
        for number, pasted in enumerate(_cleaned(rows, notes), 1):
            group, cells = _group_of(page, group, pasted)
            if not any(cells) or _is_heading(page, cells):
                continue
            if len(cells) > len(page.fields):
                return f"贴入的第 {number} 行有 {len(cells)} 列，这里每行最多 {len(page.fields)} 列，请重新选取后贴入。"
            fields = {field.name: text for field, text in zip(page.fields, cells, strict=False) if text}
            if page.key_field.name not in fields:
                return f"贴入的第 {number} 行没有「{page.key_field.label}」，请重新选取后贴入。"
            _check(page, fields)
            last = answers.group_rows(page.name, group)[-1:]
            answers, _ = answers.add_row(page.name, group, fields, after=str(last[0].id) if last else "")
            items.append((page.group(group).level2, " ".join(fields.values())))
    except Unreadable as error:
        return str(error)
    return (answers, items, tuple(notes)) if items else "贴入的内容里没有可以识别的行，请重新选取后贴入。"


def _cleaned(rows: Sequence[Sequence[str]], notes: dict[str, None]) -> Iterator[list[str]]:
    for row in rows:
        cleaned = [clean(cell, multiline=False) for cell in row]
        notes.update(dict.fromkeys(note for cell in cleaned for note in cell.notes))
        yield [cell.text.strip() for cell in cleaned]


def _group_of(page: Page, group: str, cells: list[str]) -> tuple[str, list[str]]:
    """The group that leading level labels name, and the cells after them."""
    labels = {bare(each.level2): each.key for each in page.groups}
    levels = {bare(each.level1) for each in page.groups}
    while cells and (len(cells) > len(page.fields) or bare(cells[0]) in labels | dict.fromkeys(levels, "")):
        name = bare(cells[0])
        if name and name not in labels and name not in levels:
            break
        group = labels.get(name, group)
        cells = cells[1:]
    while len(cells) > len(page.fields) and not cells[-1]:
        cells = cells[:-1]
    return group, cells


def bare(label: str) -> str:
    """A group's label without blanks and the final 指标, by which people and tables may call it."""
    return "".join(label.split()).removesuffix("指标")


def _is_heading(page: Page, cells: list[str]) -> bool:
    words = {"".join(field.label.split()) for field in page.fields}
    return sum("".join(cell.split()) in words for cell in cells) >= 2


def _check(page: Page, fields: dict[str, str]) -> None:
    """Raise Unreadable where a cell is not of its field's kind: a paste is taken whole or not at all."""
    for name, text in fields.items():
        field = page.field(name)
        KINDS[field.kind].read(text, Context(0, field.options, field.label))


def split_paste(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a pasted block, rows × columns, if it is one: lines with tabs; empty otherwise."""
    if "\t" not in text:
        return ()
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    return tuple(tuple(line.split("\t")) for line in lines)
