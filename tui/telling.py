"""What a front shows beside the conversation, as lines: why, contents, findings, help, the review, greeting, farewell.

Used by the line mode, and by the app and the commands where they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from forms.answers import Delta
from forms.checks.finding import SEVERITY_WORDS, Finding, Severity
from forms.checks.register import EXPLAINED
from forms.compute import Reading
from forms.history import waivers_in
from forms.model import UNNAMED, WHICH, PageType
from forms.outline import Item, Section, State, outline, progress
from forms.path import Path
from forms.place import name_of, which_field
from forms.taking import can_be_mended
from forms.wizard import Wizard
from store.stamp import who
from tui.dialogue import COMMANDS
from tui.sentences import offer, one_line, tally
from tui.session import Session


def greeting(session: Session) -> list[str]:
    """How a new report begins, with where its defaults come from."""
    wizard = session.wizard
    begun, last = f"新建：{wizard.form.title}，{wizard.reading.year} 年度。", wizard.last
    if last is None:
        return [f"{begun}每答一项即保存；输入 ？ 看说明，输入 /离开 随时可以停下。"]
    source = f"「{last.name}」" if last.name else "上一份"
    return [f"{begun}沿用{source}中可以沿用的内容，逐项确认；输入 /沿用 可一次采用本节其余各项。"]


def resuming(session: Session) -> list[str]:
    """Where one was and what is open, section by section, when a report is opened again."""
    wizard = session.wizard
    answered, asked = progress(wizard.course)
    name = wizard.answers.get(wizard.form.name_field) or UNNAMED
    begun = [each for each in outline(wizard.course, wizard.open_findings()) if each.asked]
    states = " · ".join(f"{each.title} {_state(each)}" for each in begun)
    title = f"{wizard.form.title}，{wizard.reading.year} 年度"
    return [f"继续填写「{name}」，{title}，已填 {answered}/{asked}。", f"  {states}", *_by_others(session)]


def _by_others(session: Session) -> list[str]:
    """What others changed since this person's own last change: nobody should find a report changed without a word."""
    wizard = session.wizard
    mine = [n for n, entry in enumerate(wizard.history, 1) if entry.who == who()]
    theirs = wizard.history[mine[-1] :] if mine else []
    if not theirs:
        return []
    names = "、".join(dict.fromkeys(entry.who for entry in theirs))
    paths = dict.fromkeys(key for entry in theirs for key in entry.delta if "/" not in key)
    places = "、".join(label for path in paths if (label := _called(wizard, path)))
    see = f"逐次内容：zpb history {calling(session)}"
    return [f"  其间 {names} 改动了 {len(theirs)} 次：{places}。{see}"]


def _called(wizard: Wizard, path: str) -> str:
    place = Path.parse(path)
    return name_of(wizard.reading, place) if wizard.course.exists(place) else ""


def _state(section: Section) -> str:
    done = section.state in (State.DONE, State.UNTOUCHED)
    return section.state.value if done else f"{section.answered}/{section.asked} {section.state.value}"


def farewell(session: Session) -> str:
    """What is kept, and how to go on."""
    answered, _ = progress(session.wizard.course)
    if session.wizard.answers.finished:
        return f"已保存 {answered} 项，已填写完毕；查看：zpb show {calling(session)}"
    return f"已保存 {answered} 项；继续填写：zpb fill {calling(session)}"


def calling(session: Session) -> str:
    """How a command line calls the report: by its name where that is short, plain and no other report's."""
    wizard = session.wizard
    name = wizard.answers.get(wizard.form.name_field) or ""
    fits = name and len(name) <= 40 and not name.startswith("-") and all(map(_is_plain, name))
    return name if fits and name not in session.others() else session.report.id


def _is_plain(character: str) -> bool:
    """Whether a shell takes a character as it stands."""
    return character.isalnum() or not character.isascii() and not character.isspace() or character in "-_."


def unsent(text: str) -> str:
    """That what was typed last time at another question is kept."""
    return f"上次有一段没有发出的内容（未确认），回到那一项时可以看到：「{one_line(text)}」"


def review(wizard: Wizard) -> list[str]:
    """Nothing is open, or the person went to the review: what stands open and what can be done now."""
    does = "预览：/预览   检查：/检查   导出：/导出 docx   修改：/到 资金，/改 4.2   离开：/离开"
    return ["", standing(wizard, "（/到 未填）", "输入 /完成"), does]


def standing(wizard: Wizard, to_open: str, to_finish: str) -> str:
    """What is open and wrong; where nothing stands in the way, how to finish, in the front's own words."""
    waiting = len(wizard.course.open)
    found = answered_findings(wizard)
    finished = wizard.answers.finished
    opened = f"还有 {waiting} 项未填{_faults_there(wizard)}{to_open}。" if waiting else "" if finished else "各项已填。"
    faulty = any(each.severity is Severity.ERROR and not each.waived for each in found)
    finish = "" if finished or waiting or faulty else f"核对无误后请{to_finish}。"
    return ("已填写完毕。" if finished else "") + opened + tally(found) + finish


def answered_findings(wizard: Wizard) -> list[Finding]:
    """The findings at what is answered, those kept included; the others belong to what is still to be asked."""
    waiting = set(map(str, wizard.course.open))
    return [each for each in wizard.findings if each.path not in waiting]


def unanswered_findings(wizard: Wizard) -> list[Finding]:
    """The findings at questions that have no answer yet."""
    waiting = set(map(str, wizard.course.open))
    return [each for each in wizard.findings if each.path in waiting and not each.waived]


def _faults_there(wizard: Wizard) -> str:
    """How many findings the unanswered questions hold, so that `zpb check` and the program come to the same sums."""
    found = unanswered_findings(wizard)
    counts = {word: sum(each.severity is severity for each in found) for severity, word in SEVERITY_WORDS.items()}
    said = "、".join(f"{word} {count} 处" for word, count in counts.items() if count)
    return f"（其中{said}）" if said else ""


def contents(wizard: Wizard) -> list[str]:
    """Sections and questions with their numbers and answers."""
    lines = []
    for section in outline(wizard.course, wizard.open_findings()):
        count = f" {section.answered}/{section.asked} {section.state.value}" if section.asked else ""
        lines.append(f"{section.number} {section.title}{count}")
        lines += [f"  {item_line(item)}" for item in section.items]
    return [*lines, "到某一节或某一项：/到 2、/到 4.2；改完回来：/改 4.2"]


def item_line(item: Item) -> str:
    """A question with its number and answer on one line."""
    answer = "（未填）" if item.text is None else one_line(item.text) or "（空）"
    return f"{item.number} {item.label}：{answer}"


def why(wizard: Wizard) -> list[str]:
    """Why the question at hand is asked, a longer example, and the commands that make sense there."""
    at = wizard.at
    if at is None:
        return ["  这里是核对页：没有正在填写的项。", *help_lines()]
    page = wizard.form.page(at.page)
    field = which_field(page) if at.field == WHICH else page.field(at.field)
    lines = [f"  {line}" for line in (field.why or f"这一项填入表中的「{field.label}」。").split("\n")]
    example = field.example or field.hint
    lines += [f"  例：{one_line(example)}"] if example else []
    found = [each for each in wizard.open_findings() if each.path == str(at)]
    lines += [f"  {finding.code} {finding.message}" for finding in found]
    of_findings = (*(("采用",) if any(map(can_be_mended, found)) else ()), *(("保留",) if found else ()))
    of_rows = ("加", "删", "移") if page.type is PageType.REPEATED else ()
    names = (*of_findings, "上一步", "跳过", "空", "同上", "去年", "沿用", *of_rows)
    return [*lines, "  这里可以：" + " ".join(f"/{name}" for name in names) + "；全部命令：/帮助"]


def help_lines() -> list[str]:
    """Every command of the conversation."""
    return [f"  /{each.name}（/{each.alias}）  {each.does}" for each in COMMANDS]


def findings(wizard: Wizard, code: str = "") -> list[str]:
    """The findings that can be mended now, of one rule or all, worst first, then those kept, then the count.

    Those of one rule are all of them, also at questions without an answer.
    """
    listed = [each for each in wizard.findings if each.code == code] if code else answered_findings(wizard)
    standing = worst_first(each for each in listed if not each.waived)
    kept = [each for each in listed if each.waived]
    return [*(_with_offer(wizard, each) for each in (*standing, *kept)), findings_tally(wizard, listed)]


def _with_offer(wizard: Wizard, finding: Finding) -> str:
    offered = "" if finding.waived else offer(finding)
    return finding_line(wizard.reading, finding) + (f"{offered}。" if offered else "")


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Findings by their severity, those of one severity in their order."""
    return sorted(found, key=lambda each: list(Severity).index(each.severity))


def findings_tally(wizard: Wizard, found: Iterable[Finding]) -> str:
    """How many findings there are, and how many questions are open, with what stands there."""
    waiting = len(wizard.course.open)
    return tally(found) + (f"另有 {waiting} 项未填{_faults_there(wizard)}。" if waiting else "")


def finding_line(reading: Reading, finding: Finding) -> str:
    """A finding on one line: how severe, the rule, where, what, and why it is kept."""
    kept = f"（已保留：{finding.waived}）" if finding.waived else ""
    return f"{SEVERITY_WORDS[finding.severity]} {finding.code} {place_of(reading, finding)}：{finding.message}{kept}"


def place_of(reading: Reading, finding: Finding) -> str:
    """What people call the place of a finding."""
    return name_of(reading, Path.parse(finding.path))


def rule(code: str) -> list[str]:
    """What a check looks for, with an example and the way to mend it; empty where there is no such code."""
    found = EXPLAINED.get(code.strip().upper())
    if found is None:
        return []
    return [f"{code.strip().upper()} {line}" if n == 0 else line for n, line in enumerate(_docstring(found))]


def rules() -> list[str]:
    """Every check with its first line."""
    return [f"{code} {next(iter(_docstring(each)), '')}" for code, each in EXPLAINED.items()]


def _docstring(each: object) -> list[str]:
    return [line.strip() for line in (each.__doc__ or "").strip().split("\n")]


def change_words(reading: Reading, keys: Iterable[tuple[str, object, object]]) -> list[str]:
    """The texts that a revision changed, in the person's words: where, what stood there, what was put there."""
    return [f"{_place(reading, key)}：{_quoted(old)} → {_quoted(new)}" for key, old, new in keys if "/" not in key]


def waiver_words(reading: Reading, delta: Delta) -> list[str]:
    """The findings that a revision keeps or keeps no more: the rule, where, and the reason."""
    return [f"{code} {_place(reading, path)}：{_quoted(reason)}" for code, path, reason in waivers_in(delta)]


def _place(reading: Reading, key: str) -> str:
    """A row that is gone has no place any more; its cell's own words remain."""
    path = Path.parse(key)
    try:
        return name_of(reading, path)
    except (KeyError, ValueError):
        try:
            return f"（已删除的行）{reading.form.field(path).label}"
        except KeyError:
            return key


def _quoted(text: object) -> str:
    return f"「{one_line(text)}」" if isinstance(text, str) and text else "（空）"
