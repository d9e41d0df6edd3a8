"""The conversation as an engine without I/O: a saying goes in, events come out, `pending` is the event to show.

Called by `tui/session.py` for every front. Rule 1: what can be read is stored, then warned of; only what cannot be
read is refused. Rule 2: an illegal move changes nothing. Rule 3: moving is possible from everywhere and changes no
answer. Rule 4: the answers are the whole state; what a wizard holds besides (a proposal to confirm, the way back to
the review) may be lost without harm. What each saying does is the table `MOVES` of `moves.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from forms import events as e
from forms.answers import Answers
from forms.asking import ask, current
from forms.checks.finding import Finding, Severity
from forms.checks.register import check
from forms.clean import clean
from forms.compute import Reading
from forms.defaults import Last
from forms.errors import Unreadable
from forms.filling import empty, fill
from forms.history import Entry, kept_words
from forms.model import HEADER, WHICH, Form
from forms.moves import MOVES
from forms.path import Path
from forms.place import called, name_of, read_which
from forms.proposal import Proposal, choosing
from forms.steps import Course
from forms.values import KINDS, Verdict


class Taken(NamedTuple):
    """A text that was read."""

    text: str
    """As it is stored."""
    value: Any
    notes: tuple[str, ...] = ()
    """What was taken out of it."""


class Wizard:
    """One report being filled."""

    def __init__(self, form: Form, answers: Answers, history: Sequence[Entry] = (), last: Last | None = None) -> None:
        self.form = form
        self.answers = answers
        self.history = list(history)
        self.last = last
        self.course = Reading(form, answers).once(Course)
        self.findings = check(self.reading)
        self.proposal: Proposal | None = None
        self.return_to = ""
        self.warned: tuple[Finding, ...] = ()
        self.waits_open = False
        """Whether the answer that is warned of was given to an open question; then the next open one follows."""

    @property
    def reading(self) -> Reading:
        """The answers as read."""
        return self.course.reading

    @property
    def at(self) -> Path | None:
        """The place of the question at hand, or None at the review."""
        if self.answers.at == e.REVIEW:
            return None
        if self.answers.at and self.course.exists(path := Path.parse(self.answers.at)):
            return path
        return self.next_open()

    @property
    def pending(self) -> e.Pending:
        """The event to show now."""
        if self.proposal:
            return self.proposal.asked()
        at = self.at
        if at is None:
            return e.Review(tuple(map(str, self.course.open)), self.findings, self.answers.finished)
        return ask(self.course, self.last, at, self.open_findings())

    def say(self, saying: e.Say) -> tuple[e.Event, ...]:
        """Take one saying; never blocks, never raises for what a person said."""
        before = self.proposal
        if before and not isinstance(saying, e.Answer):
            self.proposal = None
            if isinstance(saying, e.Undo):
                return (e.Noted("没有采用，内容没有变。"),)
        was_finished = self.answers.finished
        events = MOVES[type(saying)](self, saying)
        if before and before.what == "choose" and isinstance(saying, e.TakeFix | e.Waive):
            self._ask_again()
        if was_finished and not self.answers.finished and not isinstance(saying, e.Undo):
            events.append(e.Noted("这份表原已填写完毕，现有改动，核对后请再次输入 /完成。"))
        return tuple(events)

    def _ask_again(self) -> None:
        """Put a choice once more that something else was mended before."""
        asked = next((each for each in self.open_findings() if each.choices), None)
        if asked and self.proposal is None:
            self.proposal = choosing(self.answers, asked)

    def preview(self, text: str) -> tuple[bool, str]:
        """Whether a half-typed answer can be read, and what is understood of it so far; changes nothing."""
        at = self.at
        if at is None or self.proposal or not text.strip():
            return True, ""
        try:
            taken = self.read(at, text)
        except Unreadable as error:
            return False, str(error)
        answers, stored = fill(self.form, self.answers, at, taken.text)
        return True, self._understood(Reading(self.form, answers), stored, taken)

    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that can be mended now: not waived, and not at a question that is still to be asked."""
        waiting = set(map(str, self.course.open))
        return tuple(each for each in self.findings if not each.waived and each.path not in waiting)

    # What the moves in `moves.py` share.

    def take(self, at: Path, text: str, what: str) -> list[e.Event]:
        """Store a text at a place, say what was understood, warn, and go on or stay with the warning."""
        try:
            taken = self.read(at, text)
        except Unreadable as error:
            return [e.Refused(str(at), text, str(error))]
        answers, stored = fill(self.form, self.answers, at, taken.text)
        return self.store(at, stored, answers, what, taken)

    def store(self, at: Path, stored: Path, answers: Answers, what: str, taken: Taken) -> list[e.Event]:
        """Become a state in which the question `at` was answered at `stored`, and say what that brought."""
        before = current(self.reading, at)
        was_open = self.open_before(at)
        warned_before = {each.key for each in self.findings if not each.waived}
        others = self._filled_along(stored, answers)
        self.become(answers._replace(at=str(stored)), what)
        said = self._understood(self.reading, stored, taken) if taken.text else ""
        said = "，".join(each for each in (said, others) if each)
        changed = e.Changed(str(stored), before, taken.text, said, taken.notes)
        return [changed, *self._warn(at, stored, warned_before, was_open)]

    def _filled_along(self, stored: Path, answers: Answers) -> str:
        """The other answers that this one brought with it: nothing changes without a word."""
        if stored.field == WHICH:
            return ""
        delta = answers.changed_from(self.answers)
        along = {key: new for key, (_, new) in delta.items() if "/" not in key and key != str(stored) and new}
        labels = "、".join(self.form.field(Path.parse(key)).label for key in along)
        return f"{labels}一并填 {next(iter(along.values()))}" if along else ""

    def leave_empty(self, at: Path) -> list[e.Event]:
        """Store that a cell is empty on purpose, where the form allows it."""
        field = None if at.field == WHICH else self.form.field(at)
        if (field is None or field.required) and not at.group:
            label = name_of(self.reading, at)
            keep = "".join(f"确实没有的，请输入 /保留 {code} 理由；" for code in self._kept_by(at)[:1])
            return [e.Refused(str(at), "", f"「{label}」为必填项，请填写；{keep}暂时不填的，请输入 /跳过。")]
        return self.store(at, at, empty(self.answers, at), "clear", Taken("", None))

    def _kept_by(self, at: Path) -> list[str]:
        """The codes of what stands at a place, by which it may be kept as it is with a reason."""
        return [each.code for each in self.findings if each.path == str(at) and not each.waived]

    def place(self, where: str) -> Path | None:
        """The question that a stored path, a row or a page name means; None where there is none now."""
        try:
            path = Path.parse(where)
        except ValueError:
            return None
        if not path.field:
            return self.course.first_of(path)
        return path if self.course.exists(path) else None

    def describe(self, entry: Entry) -> str:
        """A change in the person's words: what stood there before, what was put there."""
        if kept := kept_words(entry):
            return kept
        texts = [(key, old, new) for key, (old, new) in entry.delta.items() if "/" not in key]
        if not texts:
            return {"move": "移动行", "finish": "填写完毕", "clear": "留空"}.get(entry.what, "改动")
        key, old, new = texts[0]
        label = called(self.reading, key)
        more = f" 等 {len(texts)} 项" if len(texts) > 1 else ""
        return f"{label}{more} {_shown(new)} → {_shown(old)}"

    def read(self, at: Path, text: str) -> Taken:
        """What a text is at a place; raises Unreadable with the sentence to show."""
        if at.field == WHICH:
            return Taken(read_which(self.reading, self.form.page(at.page), text), None)
        field = self.form.field(at)
        kind = KINDS[field.kind]
        cleaned = clean(text, multiline=kind.multiline)
        written = cleaned.text.strip()
        if not written:
            raise Unreadable("其中没有可以显示的文字，请重新填写。")
        value = kind.read(written, self.reading.context(field))
        return Taken(kind.keep(written, value), value, cleaned.notes)

    def _understood(self, reading: Reading, path: Path, taken: Taken) -> str:
        """What was understood: the value itself, its comparison with the target, the figures it completes."""
        if path.field == WHICH:
            return self._sources_said(reading, path)
        comparison = reading.comparison(path) if path.field in ("target", "actual") else None
        if comparison and comparison.verdict is not Verdict.UNKNOWN:
            said = comparison.said
        else:
            said = KINDS[self.form.field(path).kind].say(taken.value, taken.text)
        return "，".join(each for each in (said, *reading.derived_from(path)) if each)

    def _sources_said(self, reading: Reading, path: Path) -> str:
        page = self.form.page(path.page)
        applied = reading.applied_rows(page)
        if len(applied) != 1:
            return ""
        typed = [field.name for field in page.fields if field.calculation is None]
        amounts = " / ".join(reading.text(Path(page.name, applied[0], name)) for name in typed)
        return f"全部为{page.row(applied[0]).label} {amounts}"

    def _warn(self, at: Path, stored: Path, warned_before: set[str], was_open: set[Path]) -> list[e.Event]:
        """Warn of what the answer brought; stay with a warning at this answer, else go on."""
        here = str(stored)
        standing = self.open_findings()
        single = [each for each in standing if not each.choices]
        brought = [each for each in single if each.path == here or each.key not in warned_before]
        asked = next((each for each in standing if each.choices and self._completes(at, each, was_open)), None)
        warned = tuple(each for each in brought if each.severity is not Severity.INFO)
        waits = any(each.path == here for each in warned)
        if not waits:
            self.advance(stored, was_open | {stored} if at in was_open else was_open)
        self.warned, self.waits_open = (*warned, *((asked,) if asked else ())), waits and at in was_open
        told: list[e.Event] = [e.Warned(each, waits) for each in brought]
        if asked:
            self.proposal = choosing(self.answers, asked)
            told.append(e.Warned(asked, waits, is_asked=True))
        return told

    def open_before(self, at: Path) -> set[Path]:
        """The open questions, with the one at hand where the conversation only waits there at a warning."""
        waits = self.waits_open and any(each.path == str(at) for each in self.warned)
        return {*self.course.open, *((at,) if waits else ())}

    def _completes(self, at: Path, finding: Finding, was_open: set[Path]) -> bool:
        """Whether this answer was the last one open in the finding's section: the moment to ask once for all of it."""
        page = Path.parse(finding.path).page
        return at in was_open and at.page == page and all(each.page != page for each in self.course.open)

    def advance(self, path: Path, was_open: set[Path]) -> None:
        """Go on: to what the answer newly opened, back to where one came from, else along the form.

        An open question leads to the next open one; a question visited again leads to its neighbour, so that one can
        walk through what is there.
        """
        newly = [each for each in self.course.open if each not in was_open and self._comes_after(each, path)]
        if newly:
            self.move(newly[0], keep_return=True)
        elif self.return_to:
            self.become(self.answers._replace(at=self.return_to), "goto")
            self.return_to = ""
            self.move(self.at)
        elif path in was_open:
            self.move(self.next_open(path))
        else:
            self.move(self._neighbour(path) or self.next_open())

    def _comes_after(self, path: Path, other: Path) -> bool:
        return self.course.order(path) > self.course.order(other)

    def _neighbour(self, path: Path) -> Path | None:
        """The next question; above the table, where nothing is asked, the next of those that can be gone to."""
        if path.page == HEADER:
            header = (each for each in self.course.places if each.page == HEADER)
            return next((each for each in header if self._comes_after(each, path)), None)
        return next(iter(self.course.after(path)), None)

    def next_open(self, after: Path | None = None) -> Path | None:
        """The next question without an answer; those left for later are not offered again by themselves."""
        waiting = [path for path in self.course.open if str(path) not in self.answers.skipped]
        later = [path for path in waiting if after is not None and self._comes_after(path, after)]
        return next(iter([*later, *waiting]), None)

    def move(self, path: Path | None, *, keep_return: bool = False) -> None:
        """Stand at a question, or at the review without one; no answer changes."""
        self.return_to = self.return_to if keep_return else ""
        self.warned = ()
        self.become(self.answers._replace(at=str(path) if path else e.REVIEW), "goto")

    def become(self, answers: Answers, what: str, undoes: int | None = None) -> None:
        """The one way to a new state: content that changed becomes a line of history."""
        delta = answers.changed_from(self.answers)
        self.course = Reading(self.form, answers).once(Course) if delta else self.course.elsewhere(answers)
        self.answers = answers
        if delta or undoes is not None:
            rev = self.history[-1].rev + 1 if self.history else 1
            self.history.append(Entry(rev, what, delta, undoes))
            self.findings = check(self.reading)


def _shown(text: str | None) -> str:
    return f"「{text}」" if text else "（空）"
