"""Laws of the reader of Word files, over documents put together at random from what real ones hold."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from forms.source import Document
from store.errors import FormatError
from store.readers.docx import read
from word_files import cell, control, deleted, document, field, inserted, paragraph, row, run, table, word_file

AROUND: list[Callable[[str], str]] = [str, control, inserted]
"""What may stand around a row or a paragraph."""


class Made:
    """A random document with what its texts must come to; each text stands in it once."""

    def __init__(self) -> None:
        self.numbers = count()
        self.seen: list[str] = []
        """Shown in it."""
        self.told: list[str] = []
        """Shown, or said not to be."""
        self.gone: list[str] = []
        """Deleted."""

    def text(self, among: list[str]) -> str:
        among.append(f"«{next(self.numbers)}»")
        return among[-1]


WRAPPED: dict[str, Callable[[str], str]] = {
    "plain": run,
    "inserted": lambda text: inserted(run(text)),
    "controlled": lambda text: control(control(run(text))),
    "linked": lambda text: f"<w:hyperlink>{run(text)}</w:hyperlink>",
    "field": lambda text: field(" DATE ", run(text)),
    "simple field": lambda text: f"<w:fldSimple>{inserted(run(text))}</w:fldSimple>",
    "equation": lambda text: f"<m:oMath><m:bar><m:e><m:r><m:t>{text}</m:t></m:r></m:e></m:bar></m:oMath>",
    "alternate": lambda text: (
        f"<mc:AlternateContent><mc:Choice>{run(text)}</mc:Choice><mc:Fallback>{run(text)}</mc:Fallback>"
        "</mc:AlternateContent>"
    ),
    "broken": lambda text: f"<w:r><w:br/><w:t>{text}</w:t><w:tab/></w:r>",
    "box": lambda text: f"<w:r><w:pict><w:txbxContent>{paragraph(run(text))}</w:txbxContent></w:pict></w:r>",
    "unheard of": lambda text: f"<w:x>{run(text)}</w:x>",
}
GONE: dict[str, Callable[[str], str]] = {
    "deleted": deleted,
    "moved": lambda text: f"<w:moveFrom>{run(text)}</w:moveFrom>",
    "code": lambda text: field(text, run("")),
}


@st.composite
def paragraphs(draw: DrawFn, made: Made, among: list[str]) -> str:
    parts = []
    for kind in draw(st.lists(st.sampled_from([*WRAPPED, *GONE, "hidden"]), max_size=3)):
        if kind in WRAPPED:
            parts.append(WRAPPED[kind](made.text(among)))
        elif kind in GONE:
            parts.append(GONE[kind](made.text(made.gone)))
        else:
            parts.append(run(made.text(made.told), "<w:vanish/>"))
    return paragraph(*parts, properties=draw(st.sampled_from(["", '<w:rPr><w:del w:id="1"/></w:rPr>'])))


@st.composite
def tables(draw: DrawFn, made: Made, among: list[str], depth: int) -> str:
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        cells = []
        for _ in range(draw(st.integers(0, 3))):
            merge = draw(st.sampled_from([None, "restart", "continue"]))
            inside = draw(blocks(made, made.told if merge == "continue" else among, depth + 1))
            cells.append(cell(inside or paragraph(), span=draw(st.integers(1, 3)), merge=merge))
        late = draw(st.sampled_from(["", '<w:gridBefore w:val="1"/>']))
        rows.append(draw(st.sampled_from(AROUND))(row(*cells, properties=late)))
    return table(*rows)


@st.composite
def blocks(draw: DrawFn, made: Made, among: list[str], depth: int = 0) -> str:
    parts = []
    for is_table in draw(st.lists(st.booleans() if depth < 2 else st.just(False), max_size=3)):
        part = draw(tables(made, among, depth) if is_table else paragraphs(made, among))
        parts.append(draw(st.sampled_from(AROUND))(part))
    return "".join(parts)


def read_texts(got: Document) -> str:
    return "\n".join(piece.text for grid in got.grids for piece in grid.pieces)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_text_is_lost_and_none_is_doubled(data: st.DataObject) -> None:
    """What is shown stands in one piece, what is not is said once, what was deleted is nowhere."""
    made = Made()
    got = document(data.draw(blocks(made, made.seen)))
    shown, said = read_texts(got), "\n".join(got.notes)
    assert [text for text in made.seen if shown.count(text) != 1] == []
    assert [text for text in made.told if (shown + said).count(text) != 1] == [] or "另有" in said or "…" in said
    assert [text for text in made.gone if text in shown + said] == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_cells_of_a_table_never_overlap(data: st.DataObject) -> None:
    """However its rows contradict one another, every place of a table belongs to one piece at most."""
    made = Made()
    for grid in document(data.draw(tables(made, made.seen, 1))).grids:
        taken = [
            (top, left)
            for piece in grid.pieces
            for top in range(piece.top, piece.bottom)
            for left in range(piece.left, piece.right)
        ]
        assert len(taken) == len(set(taken))
        assert list(grid.pieces) == sorted(grid.pieces, key=lambda piece: (piece.top, piece.left))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """A byte changed or cut off anywhere gives a document or one sentence, never a traceback."""
    whole = word_file(
        table(row(cell("甲", span=2), cell("乙", merge="restart")), row("丙", "丁", cell(merge="continue")))
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    with contextlib.suppress(FormatError):
        read(data.draw(st.sampled_from([changed, whole[:at], whole[at:]])))
