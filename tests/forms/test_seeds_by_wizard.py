"""The twelve published forms, each filled through the conversation by a person who has only the published text."""

from __future__ import annotations

from typing import Any

import pytest

from forms import events as e
from forms.checks.finding import Severity
from forms.defaults import Last
from forms.exchange import new_from_data, report_data
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from person import Person
from seeds import NAMES, seed
from tui.dialogue import parse

FIRST_FORM = 45
"""Prompts at most for the first form of nine rows."""
SECOND_FORM = 30
"""Prompts at most for the next form of a batch."""


def fill_by_talking(name: str, last: Last | None = None, takes_defaults: bool = False) -> tuple[Wizard, int]:
    """The form of a seed filled question by question; gives the wizard and how many prompts it took.

    A question that a check puts because of what was answered is the reviewer's, not the form's: it is not counted.
    """
    data = seed(name)
    form = load(data["form"])
    wizard, person, prompts = Wizard(form, new_answers(form, data["year"]), last=last), Person(form, data), 0
    for line in person.heading():
        wizard.say(say(line, wizard))
    while isinstance(ask := wizard.pending, e.Ask):
        if takes_defaults and carried_whole(wizard, person):
            prompts += 2
            continue
        line = person.line(ask, wizard)
        accepted = takes_defaults and ask.current is None and ask.default == line
        events = wizard.say(e.Answer("") if accepted else say(line, wizard))
        refused = [each for each in events if isinstance(each, e.Refused)]
        assert not refused, f"{ask.question} {line}: {refused}"
        if any(isinstance(each, e.Warned) for each in events) and stays(wizard):
            wizard.say(e.Answer(""))
        prompts += ask.kind != "confirm"
        assert prompts < 200, "the conversation does not come to an end"
    return wizard, prompts


def carried_whole(wizard: Wizard, person: Person) -> bool:
    """Take what `/沿用` proposes for the rest of the section, where all of several answers are as published."""
    trial = Wizard(wizard.form, wizard.answers, wizard.history, wizard.last)
    proposed = trial.say(e.Carry())[0]
    if not isinstance(proposed, e.Proposed) or len(proposed.items) < 3 or trial.proposal is None:
        return False
    accepted = trial.proposal.options[0].answers
    if accepted is None or not person.agrees(accepted):
        return False
    wizard.say(e.Carry())
    wizard.say(e.Answer("1"))
    return True


def stays(wizard: Wizard) -> bool:
    """Whether the conversation waits at an answer that it warned of."""
    return isinstance(wizard.pending, e.Ask) and bool(wizard.pending.findings)


def say(line: str, wizard: Wizard) -> e.Say:
    said = parse(line, wizard)
    assert not hasattr(said, "message") and not hasattr(said, "what"), f"{line} is not a saying: {said}"
    return said


def without_empty(data: Any) -> Any:
    """Answers without the cells that hold nothing: published tables do not tell an empty cell from one never asked."""
    if isinstance(data, dict):
        return {key: without_empty(value) for key, value in data.items() if value != ""}
    return [without_empty(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_is_filled_by_talking(name: str) -> None:
    wizard, _ = fill_by_talking(name)
    made, published = report_data(wizard.form, wizard.answers), seed(name)
    assert without_empty(made["answers"]) == without_empty(published["answers"])
    assert (made["number"], made["title"], made["year"]) == (published["number"], published["title"], published["year"])


@pytest.mark.parametrize("name", NAMES)
def test_data_and_conversation_lead_to_the_same_report(name: str) -> None:
    wizard, _ = fill_by_talking(name)
    answers, problems = new_from_data(wizard.form, seed(name)["year"], seed(name))
    assert problems == []
    talked = {key: text for key, text in report_data(wizard.form, wizard.answers).items() if key != "waivers"}
    taken = {key: text for key, text in report_data(wizard.form, answers).items() if key != "waivers"}
    assert without_empty(talked["answers"]) == without_empty(taken["answers"])


@pytest.mark.parametrize("name", NAMES)
def test_a_first_form_takes_few_prompts(name: str) -> None:
    """Nine rows with nothing to carry over take 45 prompts; each row more, four: name, target, actual, a reason."""
    _, prompts = fill_by_talking(name, takes_defaults=True)
    rows = len(seed(name)["answers"]["indicators"])
    assert prompts <= FIRST_FORM + 4 * max(0, rows - 9)


@pytest.mark.parametrize("name", ["2-6", "2-8"])
def test_the_second_form_takes_fewer(name: str) -> None:
    """Forms of nine rows of the same unit; one that differs in a carried row is asked that row as the first was."""
    first, _ = fill_by_talking("2-1")
    _, prompts = fill_by_talking(name, Last(first.answers, "一般行政管理事务"), takes_defaults=True)
    assert prompts <= SECOND_FORM


def test_the_hardest_published_fault_is_asked_about() -> None:
    """2-5 did 4 of about 10 times and 8000 of 15000 without a reason: both are asked for, both are errors."""
    wizard, _ = fill_by_talking("2-5")
    errors = [each for each in wizard.findings if each.severity is Severity.ERROR]
    assert [each.code for each in errors] == ["B02", "I01", "I01"]
