"""A change that waits for the person's word: answers carried over, rows pasted, a choice that a finding puts.

Made by the moves and by the wizard, asked as a question of its own; the state it would make is worked out beforehand.
"""

from __future__ import annotations

from typing import NamedTuple

from forms import events as e
from forms.answers import Answers
from forms.cells import clip
from forms.checks.finding import Finding
from forms.checks.mending import choose

_SHOWN = 40
"""Cells of an answer that a question about it shows."""
YES, NO, DECLINED = "是", "逐项", "不贴入"
WORDS = {YES: ("y", "Y"), NO: ("n", "N", "否"), DECLINED: ("n", "N", "否", "逐项")}
"""Other ways to say an option."""


class Option(NamedTuple):
    """One of the ways to answer a proposal."""

    label: str
    """How it is offered."""
    answers: Answers | None
    """The state it makes; None leaves everything as it is."""
    done: e.Event
    """What is said then."""


class Proposal(NamedTuple):
    """A change that waits for the person's word."""

    options: tuple[Option, ...]
    what: str
    """The history's word for it."""
    question: str
    """How the word is asked for."""
    enter: int | None = 0
    """The option that Enter takes; None lets the proposal go."""

    def asked(self) -> e.Ask:
        """The proposal as a question."""
        labels = tuple(option.label for option in self.options)
        hint = "" if self.enter is not None else "回车先不选"
        return e.Ask("", "", "", "", "", self.question, 0, 0, "confirm", options=labels, notes=(hint,) if hint else ())

    def picked(self, text: str) -> int | None:
        """The option that a text means, by its number or its word; None where it means none."""
        word = text.strip().translate(str.maketrans("１２３４５６７８９", "123456789"))
        said = {str(n): n - 1 for n in range(1, len(self.options) + 1)}
        for n, option in enumerate(self.options):
            said |= dict.fromkeys((option.label, f"{n + 1} {option.label}", *WORDS.get(option.label, ())), n)
        return said.get(word)


def yes_or_one_by_one(answers: Answers, done: e.Event) -> tuple[Option, ...]:
    """Take several answers at once, or be asked for each."""
    return Option(YES, answers, done), Option(NO, None, e.Noted("好的，逐项填写。"))


def pasting(answers: Answers, in_unit: Answers | None, unit: str, done: e.Event) -> Proposal:
    """Take pasted rows as they are; where they may be of another unit, which of the two is asked and never guessed."""
    declined = Option(DECLINED, None, e.Noted("没有贴入，表没有变。"))
    if in_unit is None:
        return Proposal((Option(YES, answers, done), declined), "paste", "采用？")
    options = (
        Option(f"是{unit}，按{unit}记入", in_unit._replace(at=""), done),
        Option("本来就是万元", answers, done),
        declined,
    )
    return Proposal(options, "paste", f"这些数额是{unit}，还是万元？", enter=None)


def choosing(answers: Answers, finding: Finding) -> Proposal:
    """The question that a finding puts to the person once for the whole form."""
    options = tuple(
        Option(each.label, choose(answers, each), e.Noted(f"已按「{each.label}」填写 {len(each.texts)} 处。"))
        for each in finding.choices
    )
    return Proposal(options, "choose", "这些 100% 说的是哪一种？", enter=None)


def doubting(before: str, text: str, answers: Answers, fix: tuple[str, Answers] | None) -> Proposal:
    """Whether a lone digit replaces the answer; its first option is never that, for the digit may be typed again."""
    options = [Option("不改", None, e.Noted("没有改。"))]
    if fix:
        options.insert(0, Option(f"改为「{fix[0]}」", fix[1], e.Noted(f"已改为「{fix[0]}」。")))
    options.append(Option(f"填写「{text}」", answers, e.Noted(f"已改为「{text}」。")))
    shown = clip(" ".join(before.split()), _SHOWN, "…")
    return Proposal(tuple(options), "answer", f"现填「{shown}」，怎么处理？", enter=None)
