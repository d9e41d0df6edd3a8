"""Reports out of files: where they are, what was recognised in them, and, agreed to, what became of them.

Files are read in a thread, so that the screen goes on being drawn and Esc gives the file up.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path as File
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from store.errors import StoreError
from tui.exits import Refusal
from tui.importing import Finder, Found, files_in, name_in, place_in, told
from tui.messages import explain
from tui.screens.sheet import DIGITS, Sheet
from tui.shelving import Became, Outcome, Shelf, Twin, Wish, summary
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing

if TYPE_CHECKING:
    from forms.recognise import Recognised

_WHERE = "导入哪个文件？请输入或粘贴它的位置，也可以把文件拖进来；写文件夹则列出其中的文件。"
_HINT = "如 ~/下载/档案工作.docx"
_PLACE_FOOT = "回车 读取  ↓ 到列表  Esc 返回"


class ImportScreen(Sheet[str]):
    """Place, reading, what was recognised, reports that are there already; hands back what became of it all."""

    DEFAULT_CSS = "ImportScreen Note { height: 3; }"
    FOOT = _PLACE_FOOT
    KEYS: ClassVar[dict[str, str]] = {"escape": "step_back", "0": "step_back", "down": "to_list"}

    class Reading(Message):
        """A file is being read."""

        def __init__(self, turn: int, number: int, count: int) -> None:
            super().__init__()
            self.turn, self.number, self.count = turn, number, count

    class Read(Message):
        """All files were read, or the program failed over one."""

        def __init__(self, turn: int, found: Sequence[Found], fault: Exception | None) -> None:
            super().__init__()
            self.turn, self.found, self.fault = turn, tuple(found), fault

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0
        """Counts the readings, so that one that was given up says nothing any more."""
        self._finder: Finder | None = None
        self._files: list[str] = []
        self._found: tuple[Found, ...] = ()
        self._queue: deque[Recognised] = deque()
        """What was agreed to and is not stored yet."""
        self._twin: Twin | None = None
        """The report that is there already and about which the person is asked."""
        self._outcomes: list[Outcome] = []
        self._troubles: list[str] = []

    def body(self) -> Iterator[Widget]:
        """A sentence, the list of files or of what was recognised, the line for the place."""
        yield Note(_WHERE)
        yield Listing()
        yield AnswerLine()

    def on_mount(self) -> None:
        """Ask for the place."""
        self.note = self.query_one(Note)
        self.listing = self.query_one(Listing)
        self.line = self.query_one(AnswerLine)
        self.head.show("导入")
        self.line.hint(_HINT)
        self.set_focus(self.line)

    def on_unmount(self) -> None:
        """Nothing is read for a screen that is gone."""
        self._give_up()

    # The place.

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        """A file is read, a folder listed; of nothing, the folder one is in."""
        self._open(place_in(message.text) or os.curdir)

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """A file, a folder, or all files of a folder."""
        if message.key.endswith(os.sep):
            self._take_files(message.key)
        else:
            self._open(message.key)

    def to_list(self) -> None:
        """Down from the line: to the files of the folder."""
        if self.listing.key:
            self.foot.show("↑ ↓ 回车 选定  Esc 返回")
            self.set_focus(self.listing)

    def _open(self, place: str) -> None:
        if os.path.isdir(place):
            self._list(place)
        else:
            self._take_files(place)

    def _list(self, folder: str) -> None:
        """What a folder holds, its own folders first."""
        try:
            files = files_in(folder)
        except Refusal as error:
            self.note.show(str(error))
            files = []
        else:
            self.note.show(f"选一个文件：{os.path.abspath(folder)}")
        everything = [Entry(f"全部 {len(files)} 个文件", os.path.join(folder, ""))] if len(files) > 1 else []
        folders = [Entry(f"{os.path.basename(each)}{os.sep}", each) for each in _folders(folder)]
        self.listing.show([*everything, *folders, *(Entry(os.path.basename(each), each) for each in files)])
        self.to_list()

    # Reading.

    def _take_files(self, place: str) -> None:
        try:
            self._files = files_in(place)
        except Refusal as error:
            self.note.show(str(error))
        else:
            self._read()

    def _read(self, *, plain_units: bool = False) -> None:
        """Read the files in a thread."""
        try:
            self._finder = Finder(self.zpb.desk)
        except StoreError as error:
            self.note.show(str(error))
            return
        self._turn += 1
        self.note.show("正在读取……")
        self.foot.show("Esc 停止读取")
        self.line.styles.display = "none"
        self.set_focus(self.listing)
        self.listing.show([])
        arguments = (self._turn, self._finder, tuple(self._files), plain_units)
        Thread(target=self._work, args=arguments, daemon=True).start()

    def _work(self, turn: int, finder: Finder, files: Sequence[str], plain_units: bool) -> None:
        """In the thread: one file after another, until the reading is given up."""
        found: list[Found] = []
        fault: Exception | None = None
        try:
            with finder:
                for number, file in enumerate(files, 1):
                    if turn != self._turn:
                        return
                    self.post_message(self.Reading(turn, number, len(files)))
                    found.append(finder.find(file, plain_units=plain_units))
        except Exception as error:  # told on the screen, as a fault of a command is told in the shell
            fault = error
        self.post_message(self.Read(turn, found, fault))

    def on_import_screen_reading(self, message: Reading) -> None:
        """Say how far it is, where there are several."""
        if message.turn == self._turn and message.count > 1:
            self.note.show(f"正在读取……第 {message.number} 个，共 {message.count} 个")

    def on_import_screen_read(self, message: Read) -> None:
        """Show what was recognised."""
        if message.turn != self._turn:
            return
        self._finder = None
        if message.fault is not None:
            self._to_place(explain(message.fault, None, "import")[0])
            return
        self._found = message.found
        self._show()

    def _give_up(self) -> None:
        self._turn += 1
        finder, self._finder = self._finder, None
        if finder is not None:
            finder.close()

    # What was recognised.

    def _show(self) -> None:
        count = sum(len(each.reports) for each in self._found)
        refused = [Entry(f"{self.marks.cross} {_named(each)}：{why}") for each in self._found for why in each.refused]
        shown = [[*told(each._replace(file=_named(each)), None), ""] for each in self._found if each.reports]
        self.listing.show([*refused, *(_entry(line) for lines in shown for line in lines)])
        self.set_focus(self.listing)
        if not count:
            self.note.show("没有可以导入的表。")
            self.foot.show("↑ ↓ 翻看  0 返回")
            return
        self.note.show(f"认出 {count} 份，请核对：修正了哪些，哪些没有放进去，哪些拿不准。按 1 导入。")
        self.foot.show(f"1 导入{'  3 金额其实是万元' if self._doubts_units else ''}  ↑ ↓ 翻看  0 返回")

    @property
    def _doubts_units(self) -> bool:
        return any(each.doubts_units for each in self._found)

    # Storing.

    def _agree(self) -> None:
        try:
            self._shelf = Shelf(self.zpb.desk)
        except StoreError as error:
            self.note.show(str(error))
            return
        self._queue = deque(report for each in self._found for report in each.reports)
        self._found = ()
        self._go_on()

    def _go_on(self) -> None:
        """Store one after another, until something has to be asked."""
        while self._queue:
            twin = self._shelf.twin(self._queue[0])
            if twin is not None and not twin.is_same:
                self._ask(twin)
                return
            self._put(twin, Wish.SKIP)
        self.dismiss(self._ending())

    def _ask(self, twin: Twin) -> None:
        self._twin = twin
        report = self._queue[0]
        self.listing.show([Entry(f"{number} {wish.value}") for number, wish in enumerate(Wish, 1)])
        self.note.show(f"已有同一种表、同一年度的「{name_in(report)}」，内容与文件不同。怎么办？")
        self.foot.show("数字 选定")

    def _put(self, twin: Twin | None, wish: Wish) -> None:
        """Store the first of the queue; what goes wrong with it does not stop the others."""
        self._twin = None
        report = self._queue.popleft()
        try:
            self._outcomes.append(self._shelf.put(report, twin, wish))
        except (StoreError, Refusal) as error:
            self._troubles.append(f"「{name_in(report)}」没有存入：{error}")

    def _ending(self) -> str:
        """What became of everything, short enough for the line above the list of reports."""
        if len(self._outcomes) == 1 and not self._troubles:
            return self._outcomes[0].sentence
        counted: Counter[Became] = Counter(each.became for each in self._outcomes)
        return "".join([f"{summary(counted)}。" if counted else "", *self._troubles])

    # Keys.

    def press(self, key: str) -> bool:
        """A digit answers what is asked."""
        if self._twin is not None:
            if key in DIGITS[: len(Wish)]:
                self._put(self._twin, list(Wish)[int(key) - 1])
                self._go_on()
                return True
            return key in self.KEYS or super().press(key)
        if self._found and key == "1" and any(each.reports for each in self._found):
            self._agree()
        elif self._found and key == "3" and self._doubts_units:
            self._found = ()
            self._read(plain_units=True)
        else:
            return super().press(key)
        return True

    def step_back(self) -> None:
        """Esc: stop reading, or back to the place, or away."""
        if self._finder is not None:
            self._give_up()
            self._to_place("已停止读取。")
        elif self._found or self.listing.has_focus:
            self._to_place(_WHERE)
        else:
            self.close()

    def _to_place(self, sentence: str) -> None:
        self._found = ()
        self.listing.show([])
        self.line.styles.display = "block"
        self.note.show(sentence)
        self.foot.show(_PLACE_FOOT)
        self.set_focus(self.line)


def _named(found: Found) -> str:
    return os.path.basename(found.file)


def _folders(folder: str) -> list[str]:
    try:
        return sorted(str(each) for each in File(folder).iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return []


def _entry(line: str) -> Entry:
    """A line with the room before it kept, also where it is broken."""
    text = line.lstrip(" ")
    return Entry(text, indent=len(line) - len(text), hang=2)
