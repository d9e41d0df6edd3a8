"""What each saying does to the conversation: one function a saying, and `MOVES`, the table used by `Wizard.say`.

Every move gives the events it caused. One that cannot be done says so and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forms import events as e
from forms.answers import Answers
from forms.asking import current
from forms.checks.finding import Severity
from forms.compute import Reading, is_none
from forms.defaults import default_for, last_answer, same_as
from forms.errors import Unreadable
from forms.filling import fill
from forms.history import Entry, undoable
from forms.keeping import keep, keep_no_more
from forms.model import UNNAMED, WHICH, PageType
from forms.paste import as_text
from forms.path import Path
from forms.place import name_of
from forms.proposal import Proposal, pasting, yes_or_one_by_one
from forms.slips import slip
from forms.steps import Course, is_answered, new_row
from forms.taking import take

if TYPE_CHECKING:
    from forms.wizard import Wizard

Move = Callable[["Wizard", Any], list[e.Event]]


def _at_question(move: Callable[[Wizard, Any, Path], list[e.Event]]) -> Move:
    """A move that has no meaning on the review page says so there."""

    def moved(wizard: Wizard, saying: Any) -> list[e.Event]:
        at = wizard.at
        return [e.Noted("这里没有正在填写的项。")] if at is None else move(wizard, saying, at)

    return moved


def _answer(wizard: Wizard, saying: e.Answer) -> list[e.Event]:
    if wizard.proposal:
        return _confirm(wizard, wizard.proposal, saying.text)
    at = wizard.at
    if at is None:
        return [e.Noted("已到核对页。修改某项请输入 /改 加编号，完成请输入 /完成。")]
    if not saying.text.strip():
        return _enter(wizard, at)
    if at.group and is_none(saying.text) and wizard.answers.group_rows(at.page, at.group):
        wizard.move(wizard.next_open(at))
        return [e.Noted("本组已有指标，没有加行。")]
    if not saying.is_prepared and (doubt := slip(wizard, at, saying.text)):
        wizard.proposal = doubt
        return []
    return wizard.take(at, saying.text, "answer")


def _enter(wizard: Wizard, at: Path) -> list[e.Event]:
    """Enter on an empty line: keep what is there, else take the default, else leave the cell empty."""
    if current(wizard.reading, at) is not None:
        was_open, wizard.warned = wizard.open_before(at), ()
        wizard.advance(at, was_open)
        return []
    default = default_for(wizard.reading, wizard.last, at).text
    return wizard.take(at, default, "answer") if default else wizard.leave_empty(at)


@_at_question
def _clear(wizard: Wizard, saying: e.Clear, at: Path) -> list[e.Event]:
    return wizard.leave_empty(at)


@_at_question
def _skip(wizard: Wizard, saying: e.Skip, at: Path) -> list[e.Event]:
    was_open = set(wizard.course.open)
    if not is_answered(wizard.answers, at):
        wizard.become(wizard.answers._replace(skipped=wizard.answers.skipped | {str(at)}), "skip")
    wizard.advance(at, was_open)
    return []


def _back(wizard: Wizard, saying: e.Back) -> list[e.Event]:
    at = wizard.at
    before = wizard.course.before(at) if at else list(wizard.course.steps)
    if not before:
        return [e.Noted("已经是第一项。")]
    wizard.move(before[-1])
    return []


def _goto(wizard: Wizard, saying: e.Goto) -> list[e.Event]:
    if saying.where == e.REVIEW:
        wizard.become(wizard.answers._replace(at=e.REVIEW), "goto")
        return []
    if saying.where == "open":
        return _goto_open(wizard)
    path = wizard.place(saying.where)
    if path is None:
        return [e.Noted(f"没有「{saying.where}」这一项，或现在不需要填。")]
    back = str(wizard.at or e.REVIEW) if saying.returning else ""
    wizard.move(path)
    wizard.return_to = back
    return _standing_at(wizard, path, saying) if Path.parse(saying.where).field else []


def _standing_at(wizard: Wizard, path: Path, saying: e.Goto) -> list[e.Event]:
    """What stands at a question that was gone to; who came to mend it is told also why it must not stay empty."""
    is_open = path in wizard.course.open
    found = [each for each in wizard.findings if not each.waived and each.path == str(path)]
    return [e.Warned(each, is_unanswered=is_open) for each in found if saying.returning or not is_open]


def _goto_open(wizard: Wizard) -> list[e.Event]:
    at = wizard.at
    waiting = wizard.course.open
    if not waiting:
        return [e.Noted("没有未填的项。")]
    after = [path for path in waiting if at is None or wizard.course.order(path) > wizard.course.order(at)]
    wizard.move((after or waiting)[0])
    return []


@_at_question
def _add_row(wizard: Wizard, saying: e.AddRow, at: Path) -> list[e.Event]:
    page = wizard.form.page(at.page)
    if page.type is not PageType.REPEATED:
        return [e.Noted("只有绩效指标等按行填写的部分可以加行。")]
    group = saying.group or _group_to_extend(wizard, at)
    if group not in {each.key for each in page.groups}:
        return [e.Noted(f"没有「{group}」这一类指标。")]
    wizard.become(wizard.answers._replace(at=str(new_row(page, group))), "goto")
    return []


def _group_to_extend(wizard: Wizard, at: Path) -> str:
    """The group at hand; at the first prompt of a group without rows, the one just left."""
    page = wizard.form.page(at.page)
    here = wizard.reading.group_of(at)
    if at.group and not wizard.answers.group_rows(page.name, here):
        keys = [group.key for group in page.groups]
        before = [key for key in keys[: keys.index(here)] if wizard.answers.group_rows(page.name, key)]
        return before[-1] if before else here
    return here


def _row_at(wizard: Wizard, path: str) -> Path | None:
    place = wizard.place(path) if path else wizard.at
    if place is None or wizard.answers.find_row(place.page, place.row) is None:
        return None
    return place


def _drop_row(wizard: Wizard, saying: e.DropRow) -> list[e.Event]:
    place = _row_at(wizard, saying.path)
    if place is None:
        return [e.Noted("这里没有可以删除的行。")]
    row = wizard.answers.find_row(place.page, place.row)
    name = wizard.reading.row_name(place) or f"{UNNAMED}的行"
    if row is None or row.preset:
        return [e.Noted(f"「{name}」是表上印好的，不能删除。")]
    at = wizard.at
    stays = [at] if at and at.row != place.row else []
    following = [*stays, *(path for path in wizard.course.after(place) if path.row != place.row)]
    wizard.become(wizard.answers.drop_row(place.page, place.row)._replace(at=""), "drop")
    wizard.move(next((path for path in following if wizard.course.exists(path)), wizard.next_open()))
    return [e.RowsChanged(place.page, f"已删除「{name}」。恢复请输入 /撤销。")]


def _move_row(wizard: Wizard, saying: e.MoveRow) -> list[e.Event]:
    place = _row_at(wizard, saying.path)
    if place is None:
        return [e.Noted("这里没有可以移动的行。")]
    if saying.group:
        return _regroup_row(wizard, place, saying.group)
    count = len(wizard.answers.group_rows(place.page, wizard.reading.group_of(place)))
    if not 1 <= saying.position <= count:
        return [e.Noted(f"本组共 {count} 行，请给出 1 至 {count} 之间的位置，如 /移 1。")]
    name = wizard.reading.row_name(place) or f"{UNNAMED}的行"
    wizard.become(wizard.answers.move_row(place.page, place.row, saying.position - 1), "move")
    return [e.RowsChanged(place.page, f"已把「{name}」移到第 {saying.position} 行。恢复请输入 /撤销。")]


def _regroup_row(wizard: Wizard, place: Path, key: str) -> list[e.Event]:
    group = wizard.form.page(place.page).group(key)
    row = wizard.answers.find_row(place.page, place.row)
    name = wizard.reading.row_name(place) or f"{UNNAMED}的行"
    if row is None or row.preset or row.group == key:
        why = "是表上印好的，不能移到别的类别" if row and row.preset else f"已在{group.level2}中"
        return [e.Noted(f"「{name}」{why}。")]
    wizard.become(wizard.answers.regroup_row(place.page, place.row, key), "move")
    return [e.RowsChanged(place.page, f"已把「{name}」移到{group.level2}。恢复请输入 /撤销。")]


@_at_question
def _same(wizard: Wizard, saying: e.Same, at: Path) -> list[e.Event]:
    text = same_as(wizard.form, wizard.answers, at) if at.row else _previous_text(wizard, at)
    return _taken_over(wizard, at, text) if text else [e.Noted("上面没有可以照填的内容。")]


def _taken_over(wizard: Wizard, at: Path, text: str) -> list[e.Event]:
    """Take a text that the person named without typing it, and say which it was."""
    first, *others = wizard.take(at, text, "answer")
    if isinstance(first, e.Changed):
        first = replace(first, said="，".join(filter(None, (f"照填「{text}」", first.said))))
    return [first, *others]


def _previous_text(wizard: Wizard, at: Path) -> str:
    """The nearest answer above on the same page that can stand here too."""
    if at.field == WHICH:
        return ""
    above = [path for path in wizard.course.before(at) if path.page == at.page and path.field != WHICH]
    same_kind = [path for path in above if wizard.form.field(path).kind == wizard.form.field(at).kind]
    return wizard.reading.text(same_kind[-1]) if same_kind else ""


@_at_question
def _last_year(wizard: Wizard, saying: e.LastYear, at: Path) -> list[e.Event]:
    text = last_answer(wizard.reading, wizard.last, at)
    return _taken_over(wizard, at, text) if text else [e.Noted("没有上一份同类表，或那里没有填这一项。")]


@_at_question
def _carry(wizard: Wizard, saying: e.Carry, at: Path) -> list[e.Event]:
    answers, items = _accepted_defaults(wizard, at)
    if not items:
        return [e.Noted("本节其余各项没有可以沿用的内容。")]
    message = " · ".join(f"{label} {text}" for label, text in items)
    question = f"采用这 {len(items)} 项？"
    done = e.Noted(f"已采用 {len(items)} 项。")
    wizard.proposal = Proposal(yes_or_one_by_one(answers, done), "carry", question)
    return [e.Proposed(tuple(items), message)]


def _accepted_defaults(wizard: Wizard, at: Path) -> tuple[Answers, list[tuple[str, str]]]:
    """The state after Enter at every open question of the section that offers something."""
    answers, items, tried = wizard.answers, list[tuple[str, str]](), set[Path]()
    while True:
        course = Course(Reading(wizard.form, answers))
        waiting = [path for path in course.open if path.page == at.page and path not in tried]
        path = next((each for each in waiting if course.order(each) >= course.order(at)), None)
        if path is None:
            return answers, items
        tried.add(path)
        if default := default_for(course.reading, wizard.last, path).text:
            answers, stored = fill(wizard.form, answers, path, default)
            items.append((name_of(Reading(wizard.form, answers), stored), default))


@_at_question
def _paste(wizard: Wizard, saying: e.Paste, at: Path) -> list[e.Event]:
    page = wizard.form.page(at.page)
    if page.type is PageType.PLAIN:
        return [e.Noted("这里一次只填一项；成行的内容请在绩效指标处贴入。")]
    from forms.pasting.propose import propose

    try:
        pasted = propose(wizard.form, wizard.answers, page, wizard.reading.group_of(at), saying.rows)
    except Unreadable as error:
        return [e.Refused(str(at), as_text(saying.rows), str(error))]
    count = len(pasted.items)
    done = e.RowsChanged(page.name, f"已贴入 {count} 行。恢复请输入 /撤销。")
    wizard.proposal = pasting(pasted.answers._replace(at=""), pasted.in_unit, pasted.unit, done)
    return [e.Proposed(pasted.items, f"贴入 {count} 行：", pasted.grid, pasted.notes)]


def _confirm(wizard: Wizard, proposal: Proposal, text: str) -> list[e.Event]:
    number = proposal.picked(text) if text.strip() else proposal.enter
    if number is None and text.strip():
        offered = "、".join(f"{n}（{option.label}）" for n, option in enumerate(proposal.options, 1))
        return [e.Refused("", text, f"请输入 {offered}。")]
    wizard.proposal = None
    if number is None:
        at = wizard.at
        return _enter(wizard, at) if at and any(each.path == str(at) for each in wizard.warned) else []
    picked = proposal.options[number]
    if picked.answers is not None:
        at, was_open, said = wizard.at, set(wizard.course.open), {each.message for each in wizard.findings}
        wizard.become(picked.answers, proposal.what)
        due = next((each for each in wizard.course.open if each not in was_open), None)
        if due is None or proposal.what != "choose":
            due = at if at is None or at in wizard.course.open else wizard.next_open(_grown(wizard, at))
        wizard.move(due)
        if proposal.what == "choose":
            return [picked.done, *_warned_anew(wizard, said)]
    return [picked.done]


def _warned_anew(wizard: Wizard, said: set[str]) -> list[e.Event]:
    """What a choice brought for rows elsewhere, such as reasons that are due now; what is asked next needs no word."""
    found = [each for each in wizard.open_findings() if each.severity is not Severity.INFO]
    wizard.warned = tuple(each for each in found if each.message not in said and not each.choices)
    return [e.Warned(each, waits=False) for each in wizard.warned]


def _grown(wizard: Wizard, at: Path) -> Path:
    """A place for a new row, or the last row of its group where the group has rows by now."""
    rows = wizard.answers.group_rows(at.page, at.group) if at.group else ()
    return at._replace(row=str(rows[-1].id)) if rows else at


def _take_fix(wizard: Wizard, saying: e.TakeFix) -> list[e.Event]:
    told = take(wizard, saying)
    return _confirm(wizard, wizard.proposal, saying.choice) if wizard.proposal and saying.choice else told


def _undo(wizard: Wizard, saying: e.Undo) -> list[e.Event]:
    entry = undoable(wizard.history)
    if entry is None:
        return [e.Noted("没有可以撤销的改动。")]
    message = f"已撤销：{wizard.describe(entry)}"
    answers = wizard.answers.apply(entry.delta, inverse=True)
    wizard.become(answers._replace(at=_place_undone(wizard, entry, answers)), "undo", undoes=entry.rev)
    wizard.move(wizard.at)
    return [e.Undone(message)]


def _place_undone(wizard: Wizard, entry: Entry, answers: Answers) -> str:
    """The first question of what is taken back; where its row goes with it, the question that named the row."""
    own = [key for key in entry.delta if "/" not in key]
    closed = [key.partition("/")[2] for key in entry.delta if key.startswith("closed/")]
    kept = [key.partition(" ")[2] for key in entry.delta if key.startswith("waivers/")]
    touched = [Path.parse(key) for key in own or closed or kept]
    course = Course(Reading(wizard.form, answers))
    if there := [path for path in touched if course.exists(path)]:
        return str(min(there, key=course.order))
    group = wizard.reading.group_of(touched[0]) if touched else ""
    return str(new_row(wizard.form.page(touched[0].page), group)) if group else answers.at


def _finish(wizard: Wizard, saying: e.Finish) -> list[e.Event]:
    errors = [each for each in wizard.findings if each.severity is Severity.ERROR and not each.waived]
    if errors:
        wizard.become(wizard.answers._replace(at=e.REVIEW), "goto")
        waiting = set(map(str, wizard.course.open))
        empty = sum(each.path in waiting for each in errors)
        wrong, first = len(errors) - empty, errors[0]
        counts = [f"{empty} 项必填内容空着"] if empty else []
        counts += [f"{wrong} 处错误需要改正或说明理由保留"] if wrong else []
        message = f"还有 {'、'.join(counts)}。第一处：{first.code} {first.message}"
        return [e.Refused("", "", message)]
    wizard.become(wizard.answers._replace(at=e.REVIEW, finished=True), "finish")
    return [e.Finished(wizard.findings)]


def _leave(wizard: Wizard, saying: e.Leave) -> list[e.Event]:
    return [e.Left()]


MOVES: dict[type[e.Say], Move] = {
    e.Answer: _answer,
    e.Clear: _clear,
    e.Skip: _skip,
    e.Back: _back,
    e.Goto: _goto,
    e.AddRow: _add_row,
    e.DropRow: _drop_row,
    e.MoveRow: _move_row,
    e.Same: _same,
    e.LastYear: _last_year,
    e.Carry: _carry,
    e.Paste: _paste,
    e.TakeFix: _take_fix,
    e.Waive: keep,
    e.Unwaive: keep_no_more,
    e.Undo: _undo,
    e.Finish: _finish,
    e.Leave: _leave,
}
