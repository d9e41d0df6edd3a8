"""Words are taken as they are, and the register holds every kind."""

from __future__ import annotations

import pytest

from forms.values import KINDS, Context


@pytest.mark.parametrize("name", ["text", "paragraph"])
def test_words_are_their_own_value(name: str) -> None:
    kind = KINDS[name]
    text = "1. 确保人员工资按时发放；\n2. 粘米话𠮷"
    assert kind.read(text, Context(2020)) == kind.keep(text, text) == text
    assert kind.say(text, text) == ""


def test_only_a_paragraph_keeps_its_lines() -> None:
    assert [name for name, kind in KINDS.items() if kind.multiline] == ["paragraph"]


def test_every_kind_stands_in_the_register_under_its_own_name() -> None:
    assert list(KINDS) == ["text", "paragraph", "money", "percent", "date", "period", "year", "choice", "measure"]
    assert all(name == kind.name for name, kind in KINDS.items())
