"""The first screen: the reports, the last changed first, and what can be done with them; one Enter goes on filling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import ClassVar

from textual.widget import Widget

from forms.cells import clip, ljust
from forms.model import UNNAMED
from store.errors import StoreError
from store.workspace import Summary
from tui.screens.sheet import Sheet
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing

NEW, DEMO, IMPORT, QUIT = "new", "demo", "import", "quit"
_GREETING = (
    "您好。这是填写绩效自评表的助手：一次问一项，答一项存一项，随时可以停下。",
    "填的时候就指出审核会退回的地方，填完得到与正式表样一致的文件。不用联网。",
)
_FIRST = (
    Entry("1 填新表", NEW),
    Entry("2 看演示（一份填了一半的表，可以接着填）", DEMO),
    Entry("3 导入已有的表（docx、xlsx、txt 等文件）", IMPORT),
    Entry("0 离开", QUIT),
)
_FIRST_FOOT = "回车 选定  1 填新表  2 看演示  3 导入  F1 帮助  0 离开"
_USUAL_FOOT = "回车 接着填  2 新建  3 导入  4 检查  5 导出  6 删除  / 查找  F1 帮助  0 离开"


class HomeScreen(Sheet[None]):
    """The list of reports."""

    DEFAULT_CSS = "HomeScreen Note { height: 2; } HomeScreen AnswerLine { display: none; }"
    KEYS: ClassVar[dict[str, str]] = {
        "1": "first",
        "2": "second",
        "3": "take_in",
        "4": "check",
        "5": "export",
        "6": "delete",
        "0": "quit",
        "slash": "search",
        "f1": "help",
        "f6": "check",
        "f9": "export",
        "escape": "stop_search",
        "ctrl+d": "quit",
        "down": "to_list",
    }

    def __init__(self) -> None:
        super().__init__()
        self._summaries: list[Summary] = []
        self._message = ""

    def body(self) -> Iterator[Widget]:
        """One sentence, the list, and the line to search in."""
        yield Note()
        yield Listing()
        yield AnswerLine()

    def on_mount(self) -> None:
        """Show what there is."""
        self.listing = self.query_one(Listing)
        self.search_line = self.query_one(AnswerLine)
        self.set_focus(self.listing)
        self.reload()

    def on_resize(self) -> None:
        """Other columns for another width."""
        self._show()

    def marks_changed(self) -> None:
        """Marks stand in the list alone, which draws them anew."""

    def reload(self, message: str = "", id: str = "") -> None:
        """Read the reports again, as after one was filled, and mark that one."""
        self._message = message
        try:
            self._summaries = self.zpb.desk.summaries()
        except StoreError as error:
            self._message = str(error)
        self._show(id)

    def say(self, message: str) -> None:
        """Put a sentence above the list."""
        self._message = message
        self._show()

    def _show(self, marked: str = "") -> None:
        if not self.is_mounted:
            return
        finished = sum(each.finished for each in self._summaries)
        going = len(self._summaries) - finished
        self.head.show("自评表 zpb", f"{going} 份填写中 · {finished} 份完成" if self._summaries else "")
        self.foot.show(_USUAL_FOOT if self._summaries else _FIRST_FOOT)
        self.query_one(Note).show(self._message or self._sentence())
        self.listing.show(self._rows() if self._summaries else _first_entries(), marked)

    def _sentence(self) -> str:
        """Where one was."""
        if not self._summaries:
            return ""
        last = self._summaries[0]
        name = last.name or UNNAMED
        if last.finished or not last.place:
            return f"上次打开的是「{name}」。按回车打开。"
        return f"上次填到「{name}」的 {last.place}。按回车接着填。"

    def _rows(self) -> list[Entry]:
        word = self.search_line.text.strip().casefold()
        narrow = self.size.width < 78
        heading = Entry("名称", right=_columns("年度", "表", "进度", "检查", "改于", narrow))
        today = datetime.now().astimezone().date()
        found = [each for each in self._summaries if word in f"{each.name} {each.title} {each.number}".casefold()]
        return [heading, *(_entry(each, narrow, today) for each in found)]

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Enter: go on with the report, or do what the first start offers."""
        self._do(message.key)

    def on_answer_line_changed(self) -> None:
        """Another word to search for."""
        self.listing.show(self._rows())

    def on_answer_line_submitted(self) -> None:
        """Enter in the search: into the list."""
        self.set_focus(self.listing)

    def to_list(self) -> None:
        """Down from the line to search in: into what was found."""
        self.set_focus(self.listing)

    def first(self) -> None:
        """1: on the first start a new form."""
        if not self._summaries:
            self._do(NEW)

    def second(self) -> None:
        """2: a new form; on the first start the demonstration."""
        self._do(NEW if self._summaries else DEMO)

    def take_in(self) -> None:
        """3: reports out of files."""
        self._do(IMPORT)

    def check(self) -> None:
        """4: the findings of the marked report."""
        self._with_report("findings")

    def export(self) -> None:
        """5: a file of the marked report."""
        self._with_report("export")

    def delete(self) -> None:
        """6: the marked report into the trash."""
        marked = next((each for each in self._summaries if each.id == self.listing.key), None)
        if marked:
            self.zpb.ask_to_delete(marked.id, marked.name or UNNAMED)

    def help(self) -> None:
        """F1: what the keys and commands do."""
        self.zpb.open_over("help")

    def quit(self) -> None:
        """0: end."""
        self.zpb.exit(0)

    def search(self) -> None:
        """The line to search in."""
        if self._summaries:
            self.search_line.styles.display = "block"
            self.set_focus(self.search_line)

    def stop_search(self) -> None:
        """Esc: all reports again."""
        self.search_line.load("")
        self.search_line.styles.display = "none"
        self.set_focus(self.listing)
        self._show()

    def _with_report(self, what: str) -> None:
        if self._summaries and self.listing.key:
            self.zpb.open_report(self.listing.key, what)

    def _do(self, key: str) -> None:
        if key == NEW:
            self.zpb.choose_form()
        elif key == DEMO:
            self.zpb.open_demo()
        elif key == IMPORT:
            self.zpb.open_import()
        elif key == QUIT:
            self.quit()
        else:
            self.zpb.open_report(key)


def _first_entries() -> list[Entry]:
    return [*(Entry(line) for line in _GREETING), Entry(""), *_FIRST]


def _entry(summary: Summary, narrow: bool, today: date) -> Entry:
    progress = "完成" if summary.finished else f"{summary.answered}/{summary.asked}"
    standing = summary.errors + summary.warnings
    checks = f"{standing} 处" if standing else "无" if summary.finished else "–"
    checks = "损坏" if summary.damaged else checks
    changed = when(summary.changed_at, today)
    columns = _columns(str(summary.year or ""), summary.title, progress, checks, changed, narrow)
    return Entry(summary.name or UNNAMED, summary.id, columns)


def _columns(year: str, title: str, progress: str, checks: str, changed: str, narrow: bool) -> str:
    form = "" if narrow else ljust(clip(title, 22, "…"), 24)
    return f"{ljust(year, 6)}{form}{ljust(progress, 8)}{ljust(checks, 7)}{ljust(changed, 10)}"


def when(changed_at: str, today: date) -> str:
    """A time as people say it: today and yesterday with the hour, the rest by the day."""
    try:
        moment = datetime.fromisoformat(changed_at).astimezone()
    except ValueError:
        return ""
    if moment.date() == today:
        return f"今天 {moment:%H:%M}"
    if moment.date() == today - timedelta(days=1):
        return f"昨天 {moment:%H:%M}"
    return f"{moment:%m-%d}" if moment.year == today.year else f"{moment:%Y-%m-%d}"
