"""Recognised reports into the workspace, never twice: what is there is found again, and changed only when asked.

Called by `zpb import` and the screen 导入, after the person agreed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from forms.assemble import assemble
from forms.cells import clip
from forms.compute import Reading
from forms.errors import FormError
from forms.exchange import Intake, report_data
from forms.model import HEADER, PageType
from forms.path import Path
from store.errors import StoreError
from tui.exits import Refusal
from tui.importing import name_in
from tui.telling import change_words

if TYPE_CHECKING:
    from forms.answers import Answers
    from forms.model import Form
    from forms.recognise import Recognised
    from tui.opening import Desk

_CHANGES = 3
"""How many places are told in which two reports differ."""
_CHANGE = 80
"""Terminal cells that one of them may take."""
WHAT = "import"
"""What a report's history calls it."""
_NUMBER = Path(HEADER, "", "number")
_TITLE = Path(HEADER, "", "title")


class Became(Enum):
    """What a recognised report came to."""

    MADE = "导入"
    SAME = "已经导入过"
    UPDATED = "更新"
    SKIPPED = "跳过"


def summary(became: Mapping[Became, int]) -> str:
    """How many reports came to what."""
    return "，".join(f"{each.value} {count} 份" for each in Became if (count := became.get(each, 0)))


class Outcome(NamedTuple):
    """One recognised report, dealt with."""

    became: Became
    id: str
    """The report it became, or that was there."""
    name: str

    @property
    def sentence(self) -> str:
        """What happened, for the person."""
        called = f"「{self.name}」（{self.id}）" if self.id else f"「{self.name}」"
        match self.became:
            case Became.MADE:
                return f"已导入{called}。"
            case Became.UPDATED:
                return f"已更新{called}；不合适的可以用 /撤销 或 zpb restore 恢复。"
            case Became.SAME:
                return f"{called}已经导入过，没有改动。"
            case _:
                return f"已有{called}，内容与文件不同，跳过了，没有改动。"


class _Known(NamedTuple):
    """A report that is there, or one that was just recognised and would be."""

    id: str
    """Empty where it is not stored."""
    number: str
    content: int | None
    """Its table as one number; None where it was not read yet."""


class Twin(NamedTuple):
    """A report of the same form, year and name that is there already."""

    id: str
    is_same: bool
    """Whether its table is equal, cell for cell."""
    differs: str = ""
    """Where it says something else, the first places in words."""


def about_twin(report: Recognised, twin: Twin | None) -> str:
    """What is said of a report that is there already, before anything is done; empty where it is new."""
    if twin is None:
        return ""
    where = f"（{twin.id}）" if twin.id else "（在本次导入的文件里）"
    if twin.is_same:
        return f"「{name_in(report)}」{where}已经有了，内容相同，不会再导入。"
    differs = f"：{twin.differs}" if twin.differs else ""
    return f"已有同一种表、同一年度的「{name_in(report)}」{where}，内容不同{differs}。"


class Wish(Enum):
    """What is to be done with a report that is there already and says something else."""

    ANOTHER = "另存一份"
    UPDATE = "更新已有的那份"
    SKIP = "跳过"


class Shelf:
    """The workspace as far as importing needs it, read once and kept up to date by what is put in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[tuple[str, int, str], list[_Known]] = {}
        for each in desk.all():
            if not each.damaged:
                key = (each.form, each.year or 0, _folded(each.name))
                self._known.setdefault(key, []).append(_Known(each.id, each.number, None))

    def twin(self, report: Recognised) -> Twin | None:
        """The same report as it is there; one without a name only where it is equal."""
        peers = self._known.get(_key(report), [])
        number, content = _number(report), _content(report.form, report.answers)
        near = [place for place, each in enumerate(peers) if not number or not each.number or each.number == number]
        for place in near:
            peers[place] = self._read(peers[place])
            if peers[place].content == content:
                return Twin(peers[place].id, True)
        if not near or not _key(report)[2]:
            return None
        best = next((place for place in near if peers[place].number == number), near[0])
        return Twin(peers[best].id, False, self._differences(report, peers[best].id))

    def _differences(self, report: Recognised, id: str) -> str:
        """What updating a report with this one would change; nothing where that cannot be told."""
        if not id:
            return ""
        try:
            there = self._desk.report(id)
            form = self._desk.form_of(there)
            answers = _taken(form, report, there.answers)
        except (StoreError, FormError, Refusal):
            return ""
        delta = answers.changed_from(there.answers)
        words = change_words(Reading(form, answers), ((key, old, new) for key, (old, new) in delta.items()))
        shown = "；".join(clip(each, _CHANGE, "…") for each in words[:_CHANGES])
        return f"{shown}；等 {len(words)} 处" if len(words) > _CHANGES else shown

    def note(self, report: Recognised, id: str = "") -> None:
        """Remember a report, so that the next one like it is known."""
        known = _Known(id, _number(report), _content(report.form, report.answers))
        peers = self._known.setdefault(_key(report), [])
        peers[:] = [known, *(each for each in peers if not id or each.id != id)]

    def put(self, report: Recognised, twin: Twin | None, wish: Wish) -> Outcome:
        """Deal with a report as its twin and the person want it; raises StoreError, and Refusal where it cannot be."""
        if twin is None or not twin.is_same and wish is Wish.ANOTHER:
            return self._make(report)
        if twin.is_same or wish is Wish.SKIP:
            return Outcome(Became.SAME if twin.is_same else Became.SKIPPED, twin.id, name_in(report))
        return self._update(report, twin.id)

    def _make(self, report: Recognised) -> Outcome:
        """A new report, to be filled further."""
        made = self._desk.create(report.form, report.answers._replace(at="", finished=False), what=WHAT)
        self._desk.close(made)
        self.note(report, made.id)
        return Outcome(Became.MADE, made.id, name_in(report))

    def _update(self, report: Recognised, id: str) -> Outcome:
        """Make the report that is there say what the file says, as one change that can be taken back.

        Rows that keep their names stay the rows they were, with the reasons given for them.
        """
        there = self._desk.report(id, write=True)
        try:
            answers = _taken(self._desk.form_of(there), report, there.answers)
            self._desk.revise(there, answers._replace(at="", finished=False), WHAT)
        finally:
            self._desk.close(there)
        self.note(report, id)
        return Outcome(Became.UPDATED, id, name_in(report))

    def _read(self, known: _Known) -> _Known:
        """With its content; one that cannot be read is like no other."""
        if known.content is not None:
            return known
        try:
            there = self._desk.report(known.id)
            return known._replace(content=_content(self._desk.form_of(there), there.answers))
        except StoreError:
            return known


def _taken(form: Form, report: Recognised, before: Answers) -> Answers:
    """The answers of a report of that form as the file has them, what holds on to its rows kept."""
    repeated = {page.name for page in form.pages if page.type is PageType.REPEATED}
    texts = {key: text for key, text in before.texts.items() if Path.parse(key).page in repeated}
    bare = before._replace(texts=texts, closed=frozenset(), given={}, skipped=frozenset())
    data = report_data(report.form, report.answers, ())
    intake = Intake(form, bare, keep_unreadable=True)
    answers = intake.take({name: value for name, value in data.items() if name not in _unsaid(report)})
    if intake.problems:
        raise Refusal(f"「{name_in(report)}」没有更新：{intake.problems[0]}")
    return answers


def _unsaid(report: Recognised) -> set[str]:
    """What the file does not say and the data gives all the same; reasons for findings are the report's own."""
    paths = {"number": _NUMBER, "title": _TITLE}
    return {"waivers", "findings", *(name for name, path in paths.items() if report.answers.get(path) is None)}


def _key(report: Recognised) -> tuple[str, int, str]:
    reading = Reading(report.form, report.answers)
    return report.form.code, reading.year or 0, _folded(report.answers.get(report.form.name_field) or "")


def _number(report: Recognised) -> str:
    return report.answers.get(_NUMBER) or ""


def _folded(name: str) -> str:
    """A name for comparing: composed, without blanks around it."""
    from unicodedata import normalize

    return normalize("NFC", name).strip()


def _content(form: Form, answers: Answers) -> int:
    """A table as one number: equal tables have the same, whatever their rows are called inside."""
    table = assemble(form, answers)
    cells = tuple((each.top, each.left, each.bottom, each.right, each.text) for each in table.cells)
    return hash((form.code, table.above, table.below, cells))
