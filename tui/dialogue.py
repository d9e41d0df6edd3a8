"""Words in, for every front: a line becomes a saying or a request. Words out are in `sentences.py`.

Commands begin with `/`, `／` or `、`, so that no answer is ever taken for a command. Before an answer that begins with
one of these itself, another of them is typed: `//甲` is `/甲`, `、、甲` is `、甲`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from forms import events as e
from forms.checks.register import EXPLAINED
from forms.lazily import lazily
from forms.model import Group, Page, PageType
from forms.nearest import near, nearest
from forms.paste import Rows, bare, split_paste
from forms.path import Path
from forms.wizard import Wizard
from tui.places import find_places

MARKS = "/／、"
QUESTION_MARKS = ("?", "？")
_LISTED = 4
"""Places that a sentence names before it only counts them."""
_CODE = lazily(r"([A-Za-zＡ-Ｚａ-ｚ][0-9０-９]{2})(?:[\s:：,，、]+|$)")


@dataclass(frozen=True, slots=True)
class Request:
    """Something the front shows by itself; the conversation does not move."""

    what: str
    """One of why, contents, preview, check, export, rule, help."""
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command that is none; nothing changes."""

    message: str


Said = e.Say | Request | Unknown


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the conversation."""

    name: str
    """Its Chinese name."""
    alias: str
    """Its ASCII alias, for keyboards without an input method at hand."""
    make: Callable[[Wizard, str], Said]
    """From the argument to what is meant."""
    does: str
    """What it does, for help."""
    key: str = ""
    """Its key in the app."""
    takes_more: bool = False
    """Whether it is followed by a place, a reason, a number."""


def parse(line: str, wizard: Wizard) -> Said:
    """What a line means: an answer, unless it begins with a command mark."""
    text = line.strip()
    if text in QUESTION_MARKS:
        return Request("why")
    if not text.startswith(tuple(MARKS)) or text in MARKS:
        return e.Answer(line)
    if text[1] in MARKS:
        return e.Answer(text[1:])
    word, _, argument = text[1:].replace("　", " ").partition(" ")
    found = _find(word)
    if isinstance(found, str) and (glued := _glued(text[1:])):
        found, argument = glued
    return found.make(wizard, argument.strip()) if isinstance(found, Command) else Unknown(found)


def meant(line: str, wizard: Wizard) -> Said:
    """What a person's line means at the question at hand: a table where rows can be pasted, else as `parse` says."""
    said = parse(line, wizard)
    rows = pasted(said.text, wizard) if isinstance(said, e.Answer) else ()
    return e.Paste(rows) if rows else said


def pasted(text: str, wizard: Wizard) -> Rows:
    """The cells of a table where one can be pasted: at the name of a row, at printed rows with their labels.

    At the other cells of a row it takes several lines, since one line is their own answer, however it is spaced.
    """
    at = wizard.at
    page = wizard.form.page(at.page) if at and not wizard.proposal else None
    if at is None or page is None or page.type is PageType.PLAIN:
        return ()
    rows = split_paste(text, labelled=page.type is PageType.FIXED)
    names_row = page.type is PageType.FIXED or at.field == page.key_field.name
    return rows if names_row or len(rows) > 1 and min(map(len, rows)) > 1 else ()


def _find(word: str) -> Command | str:
    """The command of that name, alias or unambiguous beginning; else a sentence naming the nearest three."""
    exact = [each for each in COMMANDS if word in (each.name, each.alias)]
    begun = exact or [each for each in COMMANDS if each.name.startswith(word)]
    if len({each.alias for each in begun}) == 1:
        return begun[0]
    names = [each.name for each in begun] or near(word, [each.name for each in COMMANDS], 3, 0)
    shown = "、".join(f"/{name}" for name in names[:3])
    return f"没有「/{word}」这个命令。最接近的有：{shown}。要填写以斜杠开头的内容，请输入 //。"


def _glued(text: str) -> tuple[Command, str] | None:
    """A command that was written without the blank before what belongs to it: /改主管, /到4.2."""
    found = [each for each in COMMANDS if each.takes_more and text.startswith(each.name)]
    longest = max(found, key=lambda each: len(each.name), default=None)
    return (longest, text[len(longest.name) :]) if longest else None


def _goto(wizard: Wizard, argument: str) -> Said:
    if not argument:
        return Request("contents")
    if argument in ("未填", "open"):
        return e.Goto("open")
    if argument in ("核对", "检查", "导出", "review"):
        return e.Goto(e.REVIEW)
    return _going(wizard, argument, f"没有「{argument}」这一节或这一项。输入 /目录 可以看到各节和编号。")


def _change(wizard: Wizard, argument: str) -> Said:
    return _going(wizard, argument, "请写明编号，如 /改 4.2；编号见 /目录。", returning=True)


def _going(wizard: Wizard, word: str, otherwise: str, *, returning: bool = False) -> Said:
    """To the one place that a word means; of several their numbers are said."""
    found = find_places(wizard, word) if word else []
    if len(found) == 1:
        return e.Goto(found[0].path, returning)
    if not found:
        return Unknown(otherwise)
    named = "、".join(f"{each.number} {each.label}" for each in found[:_LISTED])
    more = "等" if len(found) > _LISTED else ""
    return Unknown(f"「{word}」有 {len(found)} 处：{named}{more}，请写编号，如 /到 {found[0].number}。")


def _move(wizard: Wizard, argument: str) -> Said:
    """The row at hand to a number in its group, or to another group by its label."""
    page, number = _page_of_rows(wizard), _row_number(argument)
    if number or not argument or argument.isdecimal() or page is None:
        return e.MoveRow(number) if number else Unknown("请写明移到第几行，或移到哪一类，如 /移 1、/移 质量。")
    found = _groups_called(page, argument)
    return e.MoveRow(0, group=found[0].key) if len(found) == 1 else _no_group(page, argument)


def _row_number(argument: str) -> int:
    """A row counted from 1; 0 for what is none, or a number that no form has rows for."""
    return int(argument) if argument.isdecimal() and len(argument) <= 6 else 0


def _add(wizard: Wizard, argument: str) -> Said:
    """A row for the group at hand, or for the one whose label was named, 指标 left out or not."""
    page = _page_of_rows(wizard)
    if not argument or page is None:
        return e.AddRow()
    found = _groups_called(page, argument)
    return e.AddRow(found[0].key) if len(found) == 1 else _no_group(page, argument)


def _groups_called(page: Page, word: str) -> list[Group]:
    """The groups of that label, 指标 left out or not, else those whose label holds the word."""
    found = [each for each in page.groups if bare(word) == bare(each.level2)]
    return found or [each for each in page.groups if bare(word) in bare(each.level2)]


def _no_group(page: Page, word: str) -> Unknown:
    known = "、".join(each.level2 for each in page.groups)
    return Unknown(f"没有「{word}」这一组，可以写：{known}。")


def _drop(wizard: Wizard, argument: str) -> Said:
    """The row at hand, or that of the number in the group at hand."""
    at, page = wizard.at, _page_of_rows(wizard)
    if not argument or at is None or page is None:
        return e.DropRow()
    rows = wizard.answers.group_rows(page.name, wizard.reading.group_of(at))
    number = _row_number(argument)
    if 1 <= number <= len(rows):
        return e.DropRow(str(Path(page.name, str(rows[number - 1].id), page.key_field.name)))
    return Unknown(f"本组共 {len(rows)} 行，请写明第几行，如 /删 1。")


def _page_of_rows(wizard: Wizard) -> Page | None:
    """The page at hand where rows may be added and dropped."""
    page = wizard.form.page(wizard.at.page) if wizard.at else None
    return page if page and page.type is PageType.REPEATED else None


def _check(wizard: Wizard, argument: str) -> Said:
    """All findings, or those of one rule."""
    code = argument.upper()
    if code and code not in EXPLAINED:
        return _no_rule(argument)
    return Request("check", code)


def _keep(wizard: Wizard, argument: str) -> Said:
    """A reason, after the code of what it keeps where that is said."""
    code, reason = _code_first(argument)
    return e.Waive(reason, code) if not code or code in EXPLAINED else _no_rule(code)


def _take(wizard: Wizard, argument: str) -> Said:
    """What a finding offers, after its code where that is said; of several the one that is named."""
    code, choice = _code_first(argument)
    return e.TakeFix(code, choice=choice) if not code or code in EXPLAINED else _no_rule(code)


def _keep_no_more(wizard: Wizard, argument: str) -> Said:
    code, _ = _code_first(argument)
    return e.Unwaive(code) if not argument or code in EXPLAINED else _no_rule(argument)


def _code_first(argument: str) -> tuple[str, str]:
    """The code that an argument begins with, in capitals of half width, and what follows it."""
    begun = _CODE().match(argument)
    if begun is None:
        return "", argument
    return unicodedata.normalize("NFKC", begun[1]).upper(), argument[begun.end() :]


def _no_rule(word: str) -> Unknown:
    return Unknown(f"没有「{word}」这条规则。{nearest(word.upper(), EXPLAINED)}")


COMMANDS: tuple[Command, ...] = (
    Command("上一步", "b", lambda w, a: e.Back(), "回到上一项，可以修改", "F3"),
    Command("跳过", "s", lambda w, a: e.Skip(), "暂时不填，留待以后", "F4"),
    Command("目录", "g", _goto, "各节和编号；后面写节名或编号则到那里", "F2"),
    Command("到", "g", _goto, "到某一节、某一项，如 /到 资金、/到 未填、/到 表头", takes_more=True),
    Command("改", "r", _change, "修改某一项，改完回到这里，如 /改 4.2", takes_more=True),
    Command("为什么", "w", lambda w, a: Request("why"), "为什么问、依据、实例", "F1"),
    Command("同上", "=", lambda w, a: e.Same(), "照填上一行或上一项"),
    Command("去年", "y", lambda w, a: e.LastYear(), "照填上一份同类表"),
    Command("沿用", "t", lambda w, a: e.Carry(), "本节其余各项采用给出的内容，先列出再确认"),
    Command(
        "保留",
        "k",
        _keep,
        "保留被提示的内容，须写理由，如 /保留 合同约定跨年执行；几处中的一处：/保留 F02 理由",
        takes_more=True,
    ),
    Command("取消保留", "n", _keep_no_more, "已说明理由保留的，重新列为待改，如 /取消保留 F02", takes_more=True),
    Command(
        "采用", "j", _take, "采用刚才给出的改法；要选一种的，如 /采用 达成；几处中的一处：/采用 I08", takes_more=True
    ),
    Command("空", "x", lambda w, a: e.Clear(), "这一项留空，也不采用给出的内容"),
    Command("加", "a", _add, "在本组（或刚填完的一组）加一行，或写明组名，如 /加 质量", takes_more=True),
    Command("删", "d", _drop, "删除这一行，或本组第几行，如 /删 2", takes_more=True),
    Command("移", "m", _move, "把这一行移到本组第几行，或移到别的类别，如 /移 1、/移 质量", takes_more=True),
    Command("撤销", "u", lambda w, a: e.Undo(), "撤销上一次改动，可以连续撤销", "Ctrl+Z"),
    Command("预览", "p", lambda w, a: Request("preview"), "看整张表", "F5"),
    Command("检查", "c", _check, "看检查结果；后面写编号则只看那一条，如 /检查 B02", "F6"),
    Command("导出", "e", lambda w, a: Request("export", a), "写成文件，如 /导出 docx", "F9", takes_more=True),
    Command("完成", "f", lambda w, a: e.Finish(), "核对后宣布填完"),
    Command("帮助", "h", lambda w, a: Request("help"), "全部命令"),
    Command("离开", "q", lambda w, a: e.Leave(), "离开，已填的都已保存", "Ctrl+Q"),
)
