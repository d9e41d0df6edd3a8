"""`zpb import`: files of any kind become reports, after it was shown what was recognised in them.

Ends with 0 where everything became a report or was one already; 2 where something was refused, not agreed to, or
skipped with nobody asked; 3 where something could not be stored.
"""

from __future__ import annotations

import gc
import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from store.errors import StoreError
from tui import output
from tui.arguments import Parser, whole_number
from tui.exits import Exit, Refusal
from tui.importing import SEEN, Finder, Found, files_in, is_long, name_in, recognised_data, refused_data, told
from tui.lines import one_answer
from tui.opening import Desk
from tui.paths import home
from tui.progress import Bar
from tui.shelving import Became, Outcome, Shelf, Twin, Wish, about_twin, summary

if TYPE_CHECKING:
    from forms.recognise import Recognised

MORE = """FILE 可以是 docx、xlsx、xls、txt、html、md、csv、json，按内容辨认；一个文件里可以有几份表和别的文字。
写文件夹则是其中的各个文件（不含子文件夹）。先列出认出了什么：修正了哪些地方，哪些没有放进去，哪些拿不准；同意后才存。
已经导入过的不再存；同一种表、同一年度、同名而内容不同的，会问另存、更新还是跳过，--yes 时跳过。

--json 的内容：{"reports": [zpb export -f json 的内容，另有 file、notes、repairs、unplaced、doubts], "refused": […]}；
与 --yes 一起时每份另有 id 和 outcome（made、same、updated、skipped；没有存成的为 failed）。

退出码：0 都已导入，2 有不能导入、没有同意的或 --yes 时跳过的，3 有存不进去的；有一个文件不行，其余照常。

例：
  zpb import 档案工作.docx
  zpb import 报送/ --dry-run
  zpb import 报送/*.xlsx --year 2020 --yes"""
WORTH_A_BAR = 2
"""How many files are worth a bar; one may take a second."""
_WISHES = {str(number): wish for number, wish in enumerate(Wish, 1)}
_TWIN = f"{' '.join(f'{number} {wish.value}' for number, wish in _WISHES.items())}（回车为跳过）："


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("file", metavar="FILE", nargs="+", help="文件或文件夹，可以写几个；- 为标准输入")
    add = parser.options.add_argument
    add("--form", metavar="CODE", help="是哪一种表，不写时自行辨认；可用的见 zpb form list")
    add("--year", metavar="Y", type=whole_number(1900, 2999), help="没有写明年度的表按这一年度；不写时与上一份相同")
    add("--dry-run", action="store_true", help="只列出认出了什么，不存")
    add("--yes", action="store_true", help="不再询问，直接导入")
    add("--replace", action="store_true", help="已有而内容不同的，更新已有的那份（可以撤销）")
    add("--json", action="store_true", help="以 JSON 列出，与 --dry-run 或 --yes 一起用")
    add("--verbose", action="store_true", help=f"逐条列出，不止各 {SEEN} 条")


def run(args: Namespace) -> Exit:
    """Read every file, show what is in it, and store what is agreed to."""
    gc.enable()  # some hundred files leave more behind than a short command
    if args.dry_run and args.yes:
        raise Refusal("--dry-run 只列出、不存，不能与 --yes 同时使用。")
    if args.json and not (args.dry_run or args.yes):
        raise Refusal("--json 请与 --dry-run（只列出）或 --yes（导入）一起使用。")
    desk = Desk.at(home(args.home))
    form = desk.form(args.form) if args.form else None
    files = list(dict.fromkeys(file for given in args.file for file in files_in(given)))
    with Finder(desk, form=form, year=args.year) as finder:
        importing = Importing(args, desk, finder)
        try:
            importing.take(files)
            if not (args.dry_run or args.yes):
                importing.settle()
        except KeyboardInterrupt:
            importing.break_off(len(files))
            raise
    importing.conclude(len(files))
    return importing.code


class Importing:
    """One run over files."""

    def __init__(self, args: Namespace, desk: Desk, finder: Finder) -> None:
        self.code = Exit.DONE
        """The worst of what happened."""
        self._args = args
        self._desk = desk
        self._finder = finder
        self._shelf = Shelf(desk)
        self._waiting: list[Found] = []
        """What was shown and is not agreed to."""
        self._refused: list[Found] = []
        self._became: Counter[Became] = Counter()
        self._data: list[dict[str, Any]] = []
        self._recognised = 0
        self._files = 0
        """How many were read and, with `--yes`, dealt with."""
        self._is_news = False
        """Whether anything was shown that is not there already, word for word."""

    def take(self, files: Iterable[str]) -> None:
        """Read files, show them, and store what was found in them, or keep it until that is agreed to."""
        files = list(files)
        with Bar("导入" if self._args.yes else "读取", len(files), WORTH_A_BAR) as bar:
            for file in files:
                found = self._finder.find(file)
                bar.clear()
                self._take(found)
                self._files += 1
                bar.step()

    def _take(self, found: Found) -> None:
        self._note_refused(found)
        self._recognised += len(found.reports)
        self._show(found)
        if self._args.yes:
            for report in found.reports:
                self._store(found, report)
        elif self._args.dry_run:
            self._data += [recognised_data(found, each) for each in found.reports if self._args.json]
        elif found.reports:
            self._waiting.append(found)

    def _note_refused(self, found: Found) -> None:
        """Say what became no report; only that is kept of it."""
        if found.refused:
            self.code = max(self.code, Exit.USAGE)
            self._refused.append(found._replace(reports=(), notes=()))

    def _show(self, found: Found) -> None:
        """What was recognised, and which of it is there already."""
        self._tell(found)
        if not self._args.yes:
            for report in found.reports:
                self._tell_twin(report)

    def _tell(self, found: Found) -> None:
        if self._args.json:
            for note in found.notes:
                output.say(f"{found.called}：{note}")
        elif found.reports or found.notes:
            lines = told(found, None if self._args.verbose or self._args.dry_run else SEEN)
            output.show("\n".join(["", *lines] if self._files else lines))
        for why in found.refused:
            output.say(f"{found.called}：{why}")

    def _tell_twin(self, report: Recognised) -> None:
        twin = self._shelf.twin(report)
        self._shelf.note(report)
        self._is_news = self._is_news or not (twin and twin.is_same)
        if said := about_twin(report, twin):
            output.say(f"  {said}")

    def settle(self) -> None:
        """Ask about everything that was shown, then store it; raises Refusal where nobody can be asked.

        Where all of it is there already, which was said, there is nothing to ask and nothing to do.
        """
        if not self._is_news:
            self._became[Became.SAME] = self._recognised
            return
        if not output.is_terminal(sys.stdin, sys.stdout):
            raise Refusal("没有导入任何内容：请核对以上各项，同意的请加 --yes；只看不存请用 --dry-run。")
        if not self._agreed():
            output.say("没有导入任何内容。")
            self.code = max(self.code, Exit.USAGE)
            return
        self._shelf = Shelf(self._desk)
        agreed = [(found, report) for found in self._waiting for report in found.reports]
        with Bar("导入", len(agreed)) as bar:
            for found, report in agreed:
                bar.clear()
                self._store(found, report)
                bar.step()

    def _agreed(self) -> bool:
        """The person's word; amounts that were meant as 万元 are taken so where the person says so."""
        may_be_wan = any(each.doubts_units for each in self._waiting)
        is_cut = not self._args.verbose and any(map(is_long, self._waiting))
        if self._recognised > 1:
            output.say(f"\n{self._overview()}")
        while True:
            more = f"{' 3 金额其实是万元' if may_be_wan else ''}{' 4 全部列出' if is_cut else ''}"
            answer = one_answer(f"\n1 导入 2 不导入{more}（回车为不导入）：")
            if answer in ("1", "", "2"):
                return answer == "1"
            if answer == "3" and may_be_wan:
                may_be_wan = False
                self._take_as_wan()
            if answer == "4" and is_cut:
                is_cut = False
                output.show("\n\n".join("\n".join(told(each, None)) for each in self._waiting))

    def _overview(self) -> str:
        """All that was shown in one line, since the first of it has scrolled away."""
        reports = [report for found in self._waiting for report in found.reports]
        parts = {
            "认出 {} 份自评表": len(reports),
            "其中 {} 份有没有放进去的": sum(bool(each.unplaced) for each in reports),
            "{} 份有拿不准的": sum(bool(each.doubts) for each in reports),
            "不能导入的 {} 处": sum(len(each.refused) for each in self._refused),
        }
        return "，".join(words.format(count) for words, count in parts.items() if count) + "。"

    def _take_as_wan(self) -> None:
        """Recognise again what has doubtful units, as 万元, and show it."""
        for number, found in enumerate(self._waiting):
            if found.doubts_units:
                again = self._finder.find(found.file, plain_units=True)
                self._waiting[number] = again
                self._note_refused(again)
                self._tell(again)

    def _store(self, found: Found, report: Recognised) -> None:
        """One report; what goes wrong with it is said and does not stop the others."""
        outcome: Outcome | None = None
        try:
            outcome = self._put(report)
            self._became[outcome.became] += 1
            if self._args.yes and outcome.became is Became.SKIPPED:
                self.code = max(self.code, Exit.USAGE)
            output.say(outcome.sentence)
        except StoreError as error:
            self._fail(found.file, f"「{name_in(report)}」没有存入：{error}", Exit.STORE)
        except Refusal as error:
            self._fail(found.file, str(error), error.code)
        if self._args.json:
            kept = {"id": outcome.id, "outcome": outcome.became.name.lower()} if outcome else {"outcome": "failed"}
            self._data.append(recognised_data(found, report) | kept)

    def _fail(self, file: str, why: str, code: Exit) -> None:
        found = Found(file, refused=(why,))
        output.say(f"{found.called}：{why}")
        self._refused.append(found)
        self.code = max(self.code, code)

    def _put(self, report: Recognised) -> Outcome:
        twin = self._shelf.twin(report)
        wish = self._wish(report, twin) if twin and not twin.is_same else Wish.SKIP
        return self._shelf.put(report, twin, wish)

    def _wish(self, report: Recognised, twin: Twin) -> Wish:
        """What to do about a report that is there and says something else."""
        if self._args.replace or self._args.yes:
            return Wish.UPDATE if self._args.replace else Wish.SKIP
        output.say(about_twin(report, twin))
        while (answer := one_answer(_TWIN)) not in (*_WISHES, ""):
            pass
        return _WISHES.get(answer, Wish.SKIP)

    def conclude(self, files: int) -> None:
        """What became of everything, where that was more than one thing; and the data, where data was asked for."""
        if files > 1 or self._recognised > 1:
            output.say(self._summary(files))
            for each in self._refused:
                for why in each.refused:
                    output.say(f"  {each.called}：{why}")
        if self._args.json:
            data = {"reports": self._data, "refused": refused_data(self._refused)}
            output.data(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def break_off(self, files: int) -> None:
        """What was done when the person stopped it."""
        said = summary(self._became) or "没有导入任何内容"
        again = "；再运行一次，已经导入的不会重复" if self._became else ""
        output.say(f"\n已停止：共 {files} 个文件，看了 {self._files} 个，{said}{again}。")

    def _summary(self, files: int) -> str:
        said = summary(self._became) or f"认出 {self._recognised} 份自评表"
        refused = sum(len(each.refused) for each in self._refused)
        only = "；只列出，没有存" if self._args.dry_run else ""
        ending = f"，不能导入的 {refused} 处：" if refused else "。"
        return f"共 {files} 个文件：{said}{only}{ending}"
