"""Words out, for every front: an event becomes sentences, a question becomes a line. Words in are in `dialogue.py`."""

from __future__ import annotations

from collections.abc import Container, Iterable

from forms import events as e
from forms.checks.finding import SEVERITY_WORDS, Finding, Severity
from tui.grids import laid_out
from tui.session import NotSaved, Saved, Told

WIDTH = 80
"""The width of a terminal that does not tell it."""


def prompt(ask: e.Ask, before: e.Ask | None = None) -> list[str]:
    """A question as lines: its heading where the section or the row changed, then the question with what Enter does."""
    lines = []
    if before is None or (before.title, before.place) != (ask.title, ask.place):
        heading = " › ".join(each for each in (ask.title, ask.place) if each)
        count = f" {ask.index}/{ask.count}" if ask.index and not ask.place else ""
        lines = ["", f"{heading}{count}"] if heading else []
    return [*lines, question_line(ask)]


def question_line(ask: e.Ask) -> str:
    """The question, its choices, what Enter accepts or an example, what else may be done."""
    choices = " ".join(f"{n} {label}" for n, label in enumerate(ask.options, 1))
    asides = [each for each in (enter_does(ask), *ask.notes) if each]
    if ask.multiple:
        asides.insert(0, "可多选，如 2,3")
    if ask.kind != "confirm" and not any(asides) and ask.hint:
        asides = [f"例：{ask.hint}"]
    if ask.kind == "confirm":
        return f"{ask.question}（{'；'.join((choices, *ask.notes))}）"
    aside = f"（{'；'.join(asides)}）" if asides else ""
    return f"{ask.question}{choices}{aside}"


def enter_does(ask: e.Ask) -> str:
    """What Enter on an empty line keeps or takes; empty where it takes nothing."""
    if ask.current:
        return f"现填：{one_line(ask.current)}，回车保留"
    if ask.current is None and ask.default:
        return f"回车采用{ask.origin}：{one_line(ask.default)}"
    return ""


def one_line(text: str) -> str:
    """A text of several lines on one, for prompts and lists."""
    return " ".join(text.split("\n"))


def sentences(told: tuple[Told, ...], room: int = WIDTH) -> list[str]:
    """What happened, as lines; an answer and its being saved are one. A table among them is `room` cells wide."""
    lines: list[str] = []
    one_of_several = sum(isinstance(event, e.Warned) and _can_be_kept(event.finding) for event in told) > 1
    for event in told:
        if isinstance(event, e.Warned):
            lines.append(_warned(event, one_of_several))
        elif isinstance(event, Saved):
            _append_saved(lines)
        elif isinstance(event, e.Proposed) and event.grid:
            lines += _proposed(event, room)
        else:
            lines += _sentences(event)
    return lines


def _proposed(event: e.Proposed, room: int) -> list[str]:
    """Pasted rows under the official words of their cells, and what is said of them."""
    table = (f"  {line}" for line in laid_out(event.grid, room - 2))
    return [f"  {event.message}", *table, *(f"  · {_stopped(note)}" for note in event.notes)]


def _append_saved(lines: list[str]) -> None:
    if lines and lines[-1].startswith("  "):
        lines[-1] = f"{lines[-1]}已保存。"
    else:
        lines.append("  已保存。")


def _sentences(event: Told) -> list[str]:
    match event:
        case e.Changed():
            return ["  " + "".join(_stopped(each) for each in (event.said, *event.notes) if each)]
        case e.Refused():
            return [f"✗ {event.message}"]
        case e.Waived():
            return [f"  {event.finding.code} 已保留，理由：{event.reason}。"]
        case e.Unwaived():
            return [f"  {event.finding.code} 不再保留，重新列出：{event.finding.message}"]
        case e.Proposed():
            return [f"  {_stopped(event.message)}"]
        case e.RowsChanged() | e.Undone() | e.Noted():
            return [f"  {_stopped(event.message)}"]
        case e.Finished():
            return ["  已填写完毕。", tally(event.findings)]
        case NotSaved():
            return [f"✗ {_stopped(event.message)}刚才的内容还在，下一次回车会再试。"]
        case _:
            return []


def _warned(event: e.Warned, is_one_of_several: bool) -> str:
    """Of a question that is only being asked it is enough to say what stands there: no answer is doubted."""
    if event.is_unanswered:
        return f"· {event.finding.code} {event.finding.message}"
    return warning(event.finding, waits=event.waits, is_one_of_several=is_one_of_several, is_asked=event.is_asked)


def _can_be_kept(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and not finding.choices


def warning(finding: Finding, *, waits: bool = True, is_one_of_several: bool = False, is_asked: bool = False) -> str:
    """A finding as the assistant says it, with what can be done; of several at once its code says which is kept."""
    if finding.severity is Severity.INFO:
        return f"· {finding.code} {finding.message}"
    if finding.choices:
        labels = "、".join(each.label for each in finding.choices)
        how = "" if is_asked else f"可选 {labels}，请输入 /采用 {finding.choices[0].label} 等。"
        return f"! {finding.code} {finding.message}{how}"
    offered = f"{offer(finding)}，请输入 /采用。" if offer(finding) else ""
    later = "回车先往下填" if waits else "也可以以后在 /检查 中处理"
    keep = f"/保留 {finding.code} 理由" if is_one_of_several else "/保留 理由"
    return f"! {finding.code} {finding.message}{offered}确需保留的，请输入 {keep}；{later}。"


def offer(finding: Finding) -> str:
    """What a finding offers to do, shown before it is done; empty where only the person can mend it."""
    if finding.fix:
        return f"可改为「{one_line(finding.fix.text)}」"
    if finding.split:
        rows = "；".join(" ".join(text for _, text in row) for row in finding.split)
        return f"可拆成 {len(finding.split)} 行：{rows}"
    return ""


def _stopped(sentence: str) -> str:
    """A sentence with its full stop."""
    return sentence if sentence.endswith("。") else f"{sentence}。"


def tally(findings: Iterable[Finding], unanswered: Container[str] = ()) -> str:
    """How many findings of each severity stand open, how many of these without an answer, how many are kept."""
    found = tuple(findings)
    standing = [each for each in found if not each.waived]
    parts = []
    for severity, word in SEVERITY_WORDS.items():
        alike = [each for each in standing if each.severity is severity]
        empty = sum(each.path in unanswered for each in alike)
        if alike or severity is not Severity.INFO:
            parts.append(f"{word} {len(alike)} 处" + (f"（其中 {empty} 处未填）" if empty else ""))
    kept = len(found) - len(standing)
    return f"检查结果：{'，'.join([*parts, *([f'另保留 {kept} 处'] if kept else [])])}。"
