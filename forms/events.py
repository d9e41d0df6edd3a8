"""The words of the conversation: what a front may say to the wizard, and what the wizard answers.

Frozen values only. The fronts in `tui` make the sayings (`tui/dialogue.py`) and put the events into sentences
(`tui/sentences.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.checks.finding import Finding

REVIEW = "review"
"""Where the conversation stands when nothing is open: every answer on one page, before finishing."""

# Sayings: what the person wants.


@dataclass(frozen=True, slots=True)
class Answer:
    """Take this text as the answer; empty keeps what is there, takes the default, or leaves the cell empty."""

    text: str
    is_prepared: bool = False
    """Whether it was written beforehand, so that nobody is there to be asked whether it was meant."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Leave the cell empty on purpose, and decline its default."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the question open for now."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the question asked before."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Go to a question, a page (its first question), `review`, or `open` for the next open one."""

    where: str
    returning: bool = False
    """Whether to come back to where one is now after the answer."""


@dataclass(frozen=True, slots=True)
class AddRow:
    """Ask for a new row in the group at hand, or in the group just left when the one at hand has no row yet."""

    group: str = ""


@dataclass(frozen=True, slots=True)
class DropRow:
    """Drop the row at hand, or the row of that path."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move the row at hand to a place in its group, counted from 1, or to the end of another group."""

    position: int
    path: str = ""
    group: str = ""
    """The key of the other group; empty stays in its own."""


@dataclass(frozen=True, slots=True)
class Same:
    """Take the text of the row above, or of the question before."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """Take the text of the last report of the same form."""


@dataclass(frozen=True, slots=True)
class Carry:
    """Propose the defaults of the rest of this section together."""


@dataclass(frozen=True, slots=True)
class Paste:
    """Propose these rows (of cells) for the section at hand."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TakeFix:
    """Take what a finding offers: its fix, its split into rows, its choice; without a code, of the one just said."""

    code: str = ""
    path: str = ""
    choice: str = ""
    """Which of a finding's choices, by its number or its word; empty to be asked."""


@dataclass(frozen=True, slots=True)
class Waive:
    """Keep what was warned of, with the reason; without a code, the finding just said."""

    reason: str
    code: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Unwaive:
    """Keep a finding no more; without a code, the one kept at the question at hand, or the only one."""

    code: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change, as often as wanted."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Declare the report finished; refused while an error stands open."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Stop here; everything is stored."""


Say = (
    Answer
    | Clear
    | Skip
    | Back
    | Goto
    | AddRow
    | DropRow
    | MoveRow
    | Same
    | LastYear
    | Carry
    | Paste
    | TakeFix
    | Waive
    | Unwaive
    | Undo
    | Finish
    | Leave
)

# Events: what the wizard answers.


@dataclass(frozen=True, slots=True)
class Ask:
    """The question at hand."""

    path: str
    """The stored path it would fill; `funds#.which` style pseudo-fields included; empty for a confirmation."""
    page: str
    """The page's name."""
    title: str
    """The page's heading."""
    place: str
    """Where it stands inside the page, such as 产出指标 › 数量指标 第 1 行; empty on a plain page."""
    label: str
    """The official words of the cell, such as 全年完成值."""
    question: str
    """In plain words, one or two lines."""
    index: int
    """Which of the page's questions asked now it is, counted from 1."""
    count: int
    """How many questions of the page are asked now."""
    kind: str
    """A key of KINDS."""
    options: tuple[str, ...] = ()
    """The labels of a choice, to be numbered from 1."""
    multiple: bool = False
    """Whether several options may be taken."""
    current: str | None = None
    """The answer that is there, to keep or to edit; None where there is none."""
    default: str = ""
    """What Enter accepts where nothing is answered."""
    origin: str = ""
    """Where the default comes from, such as 上一份的; empty for the definition's own."""
    hint: str = ""
    """A short example."""
    notes: tuple[str, ...] = ()
    """What else may be done here, such as 数量指标还有的，请输入 /加."""
    required: bool = False
    findings: tuple[Finding, ...] = ()
    """What stands open at this answer."""


@dataclass(frozen=True, slots=True)
class Review:
    """Nothing is open, or the person went to the review."""

    open_paths: tuple[str, ...]
    """Questions not answered yet, skipped ones included."""
    findings: tuple[Finding, ...]
    finished: bool


Pending = Ask | Review


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be read, or cannot be done here; nothing changed."""

    path: str
    text: str
    """What was said, for the line to keep as a draft."""
    message: str
    """One sentence: what was not understood, with a right example."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer was taken; it counts as saved once the front has stored it."""

    path: str
    before: str | None
    after: str | None
    said: str
    """What was understood, empty where there is nothing to add."""
    notes: tuple[str, ...] = ()
    """What was taken out of the text before it was stored, such as control characters."""


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reviewer would say to the answer just taken."""

    finding: Finding
    waits: bool = True
    """Whether the conversation waits at this answer until Enter goes on; else it has gone on already."""
    is_unanswered: bool = False
    """Whether it stands at a question that is only being asked, which somebody went to because of it."""
    is_asked: bool = False
    """Whether the choice that it puts is the next question."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding is kept with its reason."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Unwaived:
    """A finding that was kept stands open again."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class Proposed:
    """Several answers at once, to be taken or declined by the confirmation that is asked next."""

    items: tuple[tuple[str, str], ...]
    """(official words of the cell, text) in the form's order."""
    message: str
    """What is proposed, in one line."""
    grid: tuple[tuple[str, ...], ...] = ()
    """The cells of pasted rows, to be laid out under the first line of it; then the message only announces them."""
    notes: tuple[str, ...] = ()
    """What would not be taken or was put right, a phrase each."""


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows came, went or moved."""

    page: str
    message: str
    """What happened, naming the rows."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The last change was taken back."""

    message: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth saying that changes nothing."""

    message: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The report is declared finished."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """The person leaves; everything is stored."""


Event = (
    Ask
    | Review
    | Refused
    | Changed
    | Warned
    | Waived
    | Unwaived
    | Proposed
    | RowsChanged
    | Undone
    | Noted
    | Finished
    | Left
)
