"""Whatever rows are pasted, those that a word processor tore are joined without an end and without a loss."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.library import load
from forms.pasting.torn import rejoined
from forms.pasting.words import Words

FORM = load("project-expenditure")
WORDS = Words(FORM, FORM.page("indicators"))
CELLS = st.sampled_from(["", "数量指标", "指标", "三级指标", "年度指标值", "办公楼维护", "1 次", "合计", "\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=4), max_size=6))
def test_no_rows_however_ragged_stop_it_or_lose_a_word(rows: list[list[str]]) -> None:
    said = "".join(word for row in rejoined(WORDS, rows) for cell in row for word in cell.split())
    assert said == "".join(word for row in rows for cell in row for word in cell.split())


def test_a_row_without_cells_is_joined_with_nothing() -> None:
    rows = [[], ["养护乔木", "9 株"], [], ["补植花卉", "3 株"]]
    assert rejoined(WORDS, rows) == rows
