"""Whatever happens to a published text on its way: nothing of it may get lost, and nothing may break."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

import foreign_forms as foreign
from documents import lost, tabbed
from forms import library
from forms.recognise import recognise
from seeds import FOLDER, NAMES

TEXT = (FOLDER / "pingshan-2020-self-evaluation.txt").read_text(encoding="utf-8")
FORMS = ["附件 2-" + part for part in TEXT.split("附件 2-")[1:]]
assert len(FORMS) == len(NAMES)
FOREIGN = [*foreign.LINES.values(), *(each.replace(" < ", "").replace("|", "\t") for each in foreign.DRAWN.values())]

Damage = Callable[[list[str], int, int], list[str]]


def shift_right(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], "\t" * (by % 3 + 1) + lines[at], *lines[at + 1 :]]


def shift_left(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], lines[at].lstrip("\t"), *lines[at + 1 :]]


def drop(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], *lines[at + 1 :]]


def double(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], lines[at], *lines[at:]]


def cut_off(lines: list[str], at: int, by: int) -> list[str]:
    return lines[: max(at, 8)]


def tear(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], "", *lines[at:]]


def break_line(lines: list[str], at: int, by: int) -> list[str]:
    where = by % (len(lines[at]) + 1)
    return [*lines[:at], lines[at][:where], lines[at][where:], *lines[at + 1 :]]


def run_together(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], lines[at].replace("\t", "  " if by % 2 else " "), *lines[at + 1 :]]


def a_cell_a_line(lines: list[str], at: int, by: int) -> list[str]:
    return [*lines[:at], *(cell for line in lines[at:] for cell in line.split("\t"))]


def blank(lines: list[str], at: int, by: int) -> list[str]:
    where = by % (len(lines[at]) + 1)
    return [*lines[:at], f"{lines[at][:where]} {lines[at][where:]}", *lines[at + 1 :]]


DAMAGES: list[Damage] = [
    shift_right, shift_left, drop, double, cut_off, tear, break_line, run_together, a_cell_a_line, blank,
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@example(FORMS[0], [(blank, 6, 3)])
@given(
    st.one_of(st.sampled_from(FORMS), st.sampled_from(FOREIGN)),
    st.lists(st.tuples(st.sampled_from(DAMAGES), st.integers(0, 99), st.integers(0, 99)), max_size=5),
)
def test_every_cell_is_in_an_answer_a_known_label_or_listed(form: str, damages: list[tuple[Damage, int, int]]) -> None:
    lines = form.rstrip("\n").split("\n")
    for damage, at, by in damages:
        lines = damage(lines, at % len(lines), by)
    document = tabbed("\n".join(lines))
    recognition = recognise(library.forms(), document, 2024)
    event(f"{len(recognition.reports)} reports, {len(recognition.refused)} refused")
    assert recognition.reports or recognition.refused
    if recognition.refused:
        assert damages and all(each.endswith("。") for each in recognition.refused)
        assert len(recognition.reports) < 2
    else:
        assert lost(document, recognition) == []
