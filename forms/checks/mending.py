"""What taking a finding's offer does to the answers: a fix, a choice, a split; used by the moves."""

from __future__ import annotations

from forms.answers import Answers
from forms.checks.finding import Choice, Finding, Fix
from forms.filling import forget_given
from forms.model import Form
from forms.path import Path


def mend(form: Form, answers: Answers, fix: Fix) -> Answers:
    """With the fix's texts stored; at a derived figure what came in from outside is forgotten instead.

    So is what came in of figures that a text goes into: it was said of another answer.
    """
    for path, text in ((fix.path, fix.text), *fix.also):
        if form.field(Path.parse(path)).calculation is None:
            answers = forget_given(form, answers.put(path, text), Path.parse(path))
        else:
            given = {key: each for key, each in answers.given.items() if key != path}
            answers = answers._replace(given=given, finished=False)
    return answers


def choose(answers: Answers, choice: Choice) -> Answers:
    """With the texts of one of a finding's choices stored."""
    for path, text in choice.texts:
        answers = answers.put(path, text)
    return answers


def divide(form: Form, answers: Answers, finding: Finding) -> Answers:
    """With the finding's row divided into those it offers: the first in its place, the others after it.

    A result that was given for all of them together is none of the first one alone.
    """
    path = Path.parse(finding.path)
    row = answers.find_row(path.page, path.row)
    if row is None or not finding.split:
        return answers
    first, *others = finding.split
    for field, text in first:
        answers = answers.put(path.at(field), text)
    for field in shared_results(form, finding):
        answers = answers.clear(path.at(field))
    last = path.row
    for cells in others:
        answers, added = answers.add_row(path.page, row.group, dict(cells), after=last)
        last = str(added.id)
    return answers


def shared_results(form: Form, finding: Finding) -> list[str]:
    """The fields of a row to be divided whose text says something of all its parts at once."""
    given = {name for name, _ in finding.split[0]} if finding.split else set()
    page = form.page(Path.parse(finding.path).page)
    return [field.name for field in page.fields if field.kind == "measure" and field.name not in given]
