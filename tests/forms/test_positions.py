"""Places as people count them, and the identities behind them."""

from __future__ import annotations

import pytest

from forms.exchange import new_from_data
from forms.library import load
from forms.path import Path
from forms.positions import UnknownPlace, from_position, to_position
from seeds import seed

FORM = load("project-expenditure")
ANSWERS, _ = new_from_data(FORM, 2020, seed("2-4"))


@pytest.mark.parametrize(
    ("position", "path"),
    [
        ("facts.period", "facts.period"),
        ("funds.total.executed", "funds#total.executed"),
        ("funds.3.executed", "funds#local_fiscal.executed"),
        ("funds.which", "funds.which"),
        ("indicators.1.target", "indicators#1.target"),
        ("header.title", "header.title"),
    ],
)
def test_a_place_is_found(position: str, path: str) -> None:
    assert str(from_position(FORM, ANSWERS, position)) == path


def test_places_follow_the_rows_when_they_move() -> None:
    moved = ANSWERS.move_row("indicators", "2", 0)
    assert str(from_position(FORM, moved, "indicators.1.target")) == "indicators#2.target"
    assert to_position(FORM, moved, Path.parse("indicators#1.target")) == "indicators.2.target"


@pytest.mark.parametrize(
    ("position", "told"),
    [
        ("fact.period", "最接近的是「facts」"),
        ("facts.peroid", "最接近的是「period」"),
        ("indicators.99.target", "现有 14 行"),
        ("indicators.0.target", "现有 14 行"),
        ("indicators.1", "没有「indicators.1」这一项"),
        ("funds.moon.executed", "指的行不存在"),
        ("", "没有「」这一节"),
    ],
)
def test_an_unknown_place_is_told_with_the_nearest(position: str, told: str) -> None:
    with pytest.raises(UnknownPlace, match=told):
        from_position(FORM, ANSWERS, position)
