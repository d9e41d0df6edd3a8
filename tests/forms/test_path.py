"""Paths: what is stored is what is read back, and nothing else is a path."""

from __future__ import annotations

import pytest

from forms.path import Path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("facts.period", Path("facts", "", "period")),
        ("funds#total.annual_budget", Path("funds", "total", "annual_budget")),
        ("indicators#7.actual", Path("indicators", "7", "actual")),
        ("indicators#+quality.indicator", Path("indicators", "+quality", "indicator")),
        ("indicators#7", Path("indicators", "7", "")),
        ("indicators", Path("indicators", "", "")),
    ],
)
def test_a_path_is_read_as_it_is_written(text: str, path: Path) -> None:
    assert Path.parse(text) == path
    assert str(path) == text


@pytest.mark.parametrize(
    "text", ["", "#", "facts.", "facts#.x", "a.b.c", "Facts.period", "facts.period\n", "../etc", "事实.期间"]
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        Path.parse(text)


def test_only_a_row_not_made_yet_names_its_group() -> None:
    assert Path.parse("indicators#+quality.indicator").group == "quality"
    assert Path.parse("indicators#7.actual").group == ""
