"""What comes of setting an actual value against its target; made by `compare.py`, looked at by the checks."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

REACHED = "达到年度指标值"


class Verdict(Enum):
    """How an actual stands to its target."""

    MET = "met"
    BELOW = "below"
    """Worse than the target, in whichever direction the target goes."""
    UNKNOWN = "unknown"
    """Not comparable, or left open by the words."""


class Comparison(NamedTuple):
    """The outcome of setting an actual against its target."""

    verdict: Verdict
    ratio: Decimal | None
    """Actual ÷ target, unrounded, for two figures of one unit; None otherwise and for a target of 0."""
    said: str
    """One Chinese phrase without a full stop: the outcome and how it came about, or why it cannot be told."""


def met(ratio: Decimal | None = None) -> Comparison:
    """The target is reached."""
    return Comparison(Verdict.MET, ratio, REACHED)


def below(said: str, ratio: Decimal | None = None) -> Comparison:
    """It is not."""
    return Comparison(Verdict.BELOW, ratio, said)


def unknown(said: str) -> Comparison:
    """It cannot be told, and why."""
    return Comparison(Verdict.UNKNOWN, None, said)


def left_open(target: str, actual: str) -> Comparison:
    """The words leave it open whether one figure or day reaches the other."""
    return unknown(f"完成值 {actual} 不能确定是否达到年度指标值 {target}")
