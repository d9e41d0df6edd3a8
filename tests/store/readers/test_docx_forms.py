"""Published forms in Word files bent as offices bend them: each comes back whole, and what is not shown is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

from command_line import zpb
from forms import library
from forms.answers import Answers
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.model import Form
from forms.recognise import recognise
from forms.table import Cell, Table
from seeds import seed
from store.readers import register
from word_files import cell, control, deleted, field, inserted, paragraph, row, run, word_file
from word_files import table as word_table

NAMES = ("2-5", "2-12")
"""A form of each kind."""

Content = Callable[[Cell], str]
"""What stands in a cell, as XML."""


@cache
def filled(name: str) -> tuple[Form, Answers]:
    data = seed(name)
    form = library.load(data["form"])
    return form, new_from_data(form, 0, data)[0]


@cache
def published(name: str) -> Table:
    return assemble(*filled(name))


def each_line(text: str, wrapped: Callable[[str], str] = run) -> str:
    """A paragraph for each line."""
    return "".join(paragraph(wrapped(escape(line))) if line else paragraph() for line in text.split("\n"))


def parted(signs: str, drawn: Callable[[str], str]) -> Content:
    """The content of cells in which some signs are set in a way of their own."""

    def line(text: str) -> str:
        return "".join(drawn(part) if part in signs else run(part) for part in re.split(f"([{signs}])", text) if part)

    return lambda each: each_line(each.text, line)


def plain(each: Cell) -> str:
    return each_line(each.text)


def alone(each: Cell, wrapped: Callable[[str], str]) -> str:
    """The content of a cell whose answers are set in a way of their own, and its labels not."""
    return wrapped(plain(each)) if each.path and each.text else plain(each)


def widths(table: Table) -> tuple[int, ...]:
    return (700,) * table.width


def head(table: Table, wrapped: Callable[[str], str] = run) -> str:
    return each_line("\n".join(table.above), wrapped)


def drawn_rows(table: Table, content: Content = plain, under: Content = lambda _: "") -> list[str]:
    """The rows of a form; `under` is what stands in cells that are covered by one above."""
    return [row(*[square(each, number, content, under) for each in dict.fromkeys(table.grid[number])])
            for number in range(table.height)]  # fmt: skip


def square(each: Cell, number: int, content: Content, under: Content) -> str:
    merge = None if each.bottom - each.top == 1 else "restart" if each.top == number else "continue"
    return cell(content(each) if each.top == number else under(each), span=each.right - each.left, merge=merge)


def form(table: Table, content: Content = plain, under: Content = lambda _: "") -> str:
    return head(table) + word_table(*drawn_rows(table, content, under), widths=widths(table))


def without_merges(table: Table) -> str:
    grid = (
        "".join(cell(plain(each) if each.top == number else "") + cell() * (each.right - each.left - 1)
                for each in dict.fromkeys(table.grid[number]))
        for number in range(table.height)
    )  # fmt: skip
    return head(table) + word_table(*map(row, grid), widths=widths(table))


def beginning_late(table: Table) -> str:
    """Rows that begin behind the label which stands before them, instead of with a cell that goes on."""
    rows = []
    for number in range(table.height):
        first, *rest = dict.fromkeys(table.grid[number])
        late = f'<w:gridBefore w:val="{first.right}"/>' if first.top < number else ""
        shown = rest if late else [first, *rest]
        rows.append(row(*[square(each, number, plain, lambda _: "") for each in shown], properties=late))
    return head(table) + word_table(*rows, widths=widths(table))


def ending_early(table: Table) -> str:
    rows = []
    for number in range(table.height):
        *shown, last = dict.fromkeys(table.grid[number])
        early = "" if last.text or last.bottom - last.top > 1 else f'<w:gridAfter w:val="{last.right - last.left}"/>'
        kept = shown if early else [*shown, last]
        rows.append(row(*[square(each, number, plain, lambda _: "") for each in kept], properties=early))
    return head(table) + word_table(*rows, widths=widths(table))


def controlled(table: Table) -> str:
    def line(text: str) -> str:
        return control(control(run(text)))

    rows = drawn_rows(table, lambda each: control(each_line(each.text, line)))
    rows = [control(re.sub("(<w:tc>.*?</w:tc>)", lambda found: control(found[1]), each)) for each in rows]
    return control(head(table)) + control(control(word_table(*rows, widths=widths(table))))


def tracked(table: Table) -> str:
    rows = drawn_rows(table, lambda each: each_line(each.text, lambda text: deleted("旧值") + inserted(run(text))))
    gone = row(*["旧"] * table.width, properties='<w:del w:id="8" w:author="张三"/>')
    return head(table) + word_table(gone, *[each + gone for each in rows], widths=widths(table))


def box(inside: str, drawn: str) -> str:
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    if drawn == "wps":
        return f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"
    return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"


def titled_in_a_box(table: Table) -> str:
    choice = f'<mc:Choice Requires="wps">{box(head(table), "wps")}</mc:Choice>'
    fallback = f"<mc:Fallback>{box(head(table), 'v')}</mc:Fallback>"
    rest = word_table(*drawn_rows(table), widths=widths(table))
    return paragraph(f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>") + rest


def torn(table: Table, *, repeated: bool) -> str:
    """In two behind the heads of the indicators and a row of them, the heads above both parts or not."""
    rows = drawn_rows(table)
    at = table.headings[-1] + 2
    again = [rows[table.headings[-1]]] if repeated else []
    upper, lower = rows[:at], [*again, *rows[at:]]
    return head(table) + paragraph().join(word_table(*part, widths=widths(table)) for part in (upper, lower))


def hanging(text: str) -> str:
    return control(run(text), "<w:showingPlcHdr/>")


def form_box(sign: str) -> str:
    ticked = "<w:checked/>" if sign == "☑" else ""
    return field(" FORMCHECKBOX ", None, f"<w:ffData><w:checkBox>{ticked}</w:checkBox></w:ffData>")


def tick(sign: str) -> str:
    return control(run("☐"), f'<w14:checkbox><w14:checked w14:val="{int(sign == "☑")}"/></w14:checkbox>')


def symbol(sign: str) -> str:
    return f'<w:r><w:sym w:font="Wingdings" w:char="{ {"☑": "F0FE", "□": "F0A8"}[sign] }"/></w:r>'


class Bend(NamedTuple):
    """A way in which a form may come."""

    body: Callable[[Table], str]
    notes: Sequence[str] = ()
    """What is said, by its beginning and end."""


REVISED = "文档中有修订，已按接受全部修订后的内容读取。"
BENDS = {
    "as it is": Bend(form),
    "merges without a start": Bend(lambda table: form(table).replace('<w:vMerge w:val="restart"/>', "<w:vMerge/>", 1)),
    "old text under merges": Bend(lambda table: form(table, under=lambda _: "旧字"), ["压着的文字「旧字」没有读入。"]),
    "the same text under merges": Bend(lambda table: form(table, under=plain)),
    "no merges at all": Bend(without_merges),
    "rows that begin late": Bend(beginning_late),
    "rows that end early": Bend(ending_early),
    "controls around everything": Bend(controlled),
    "prompts in empty cells": Bend(
        lambda table: form(table, lambda each: plain(each) if each.text else paragraph(hanging("单击此处输入文字。"))),
        ["内容控件里的提示文字「单击此处输入文字。」没有读入。"],
    ),
    "tracked changes": Bend(tracked, [REVISED]),
    "the title in a text box": Bend(titled_in_a_box),
    "all in a text box": Bend(lambda table: paragraph(f"<w:r>{box(form(table), 'v')}</w:r>")),
    "answers in text boxes": Bend(
        lambda table: form(table, partial(alone, wrapped=lambda text: paragraph(f"<w:r>{box(text, 'v')}</w:r>")))
    ),
    "a table around it": Bend(lambda table: word_table(row(cell(form(table), paragraph())))),
    "answers in tables": Bend(
        lambda table: form(table, partial(alone, wrapped=lambda text: word_table(row(cell(text))) + paragraph()))
    ),
    "torn in two": Bend(partial(torn, repeated=False)),
    "torn in two, the heads above both": Bend(partial(torn, repeated=True)),
    "ticks as symbols": Bend(lambda table: form(table, parted("☑□", symbol))),
    "ticks as controls": Bend(lambda table: form(table, parted("☑□", tick))),
    "ticks as form fields": Bend(lambda table: form(table, parted("☑□", form_box))),
    "≥ as an equation": Bend(
        lambda table: form(table, parted("≥≤", lambda sign: f"<m:oMath><m:r><m:t>{sign}</m:t></m:r></m:oMath>"))
    ),
    "fields": Bend(lambda table: form(table, lambda each: each_line(each.text, lambda text: field(" x ", run(text))))),
    "hidden text": Bend(
        lambda table: form(table, lambda each: each_line(each.text, lambda text: run("藏", "<w:vanish/>") + run(text))),
        ["隐藏的文字「藏」没有读入。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bend", BENDS)
def test_a_form_comes_back_whole_however_word_holds_it(bend: str, name: str) -> None:
    document = register.read(word_file(BENDS[bend].body(published(name))), "表.docx")
    (report,) = recognise(library.forms(), document, 1999).reports
    assert content(assemble(report.form, report.answers)) == content(published(name))
    assert (report.repairs, report.unplaced, report.doubts) == ((), (), ())
    assert all(any(note.endswith(said) for said in BENDS[bend].notes) or "另有" in note for note in document.notes)
    assert bool(document.notes) == bool(BENDS[bend].notes)


def content(table: Table) -> tuple[object, ...]:
    return sorted((each.top, each.left, each.bottom, each.right, each.text) for each in table.cells), table.above


@pytest.mark.parametrize("called", ["表.docx", "表.docm", "表.dotx", "表.wps", "表.doc", "表"])
def test_the_command_imports_it_whatever_the_file_is_called(
    called: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZPB_HOME", str(tmp_path / "home"))
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    body = tracked(published("2-5")).replace("</w:p>", f"{comment}</w:p>", 1)
    file = tmp_path / called
    file.write_bytes(word_file(body, comments=f'<w:comment w:id="1">{paragraph("请核对")}</w:comment>'))
    done = zpb("import", str(file), "--yes")
    assert (done.code, [said in done.out for said in (REVISED, "批注「请核对」没有读入。")]) == (0, [True, True])
    exported = zpb("export", "--all", "-f", "txt").out
    assert [text for text in published("2-5").above if text not in exported] == []
    assert "旧值" not in exported
