"""`zpb new`: a new report; on a terminal, or with `--plain`, it goes on into the fill, elsewhere it prints its id."""

from __future__ import annotations

import sys
from argparse import Namespace

from forms import events as e
from forms.answers import Answers
from forms.defaults import Last
from forms.exchange import Intake
from forms.filling import new_answers
from forms.model import HEADER, Form
from forms.path import Path
from forms.positions import UnknownPlace, from_position
from forms.wizard import Wizard
from tui import fronts, output, telling
from tui.arguments import Parser, whole_number
from tui.exits import Exit, Refusal
from tui.lines import whole
from tui.opening import Desk
from tui.paths import home
from tui.session import Session

MORE = """例：
  zpb new project-expenditure
  zpb new project-expenditure --year 2020 --set number=2-5 --set facts.project_name=档案工作 --no-fill

--from 以某一份的内容为默认；不接着填写时，其中可以沿用的内容直接填入。"""
ABOVE_TABLE = ("number", "title", "year")
"""What stands above the table and may be named without its page, as in the JSON of a report."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("form", metavar="FORM", help="哪一种表，写代码或名称；可用的见 zpb form list")
    add = parser.options.add_argument
    add("--year", metavar="Y", type=whole_number(1900, 2999), help="年度；不写时与上一份相同，没有上一份则为去年")
    add("--set", metavar="PATH=TEXT", action="append", default=[], help="先填一项，可重复")
    add("--from", metavar="REPORT", dest="source", help="沿用哪一份；不写时为同一种表最近的一份")
    add("--no-fill", action="store_true", help="只新建，不接着填写")
    add("--plain", action="store_true", help="逐行填写，不用整屏界面；也从管道接着填写")


def run(args: Namespace) -> Exit:
    """Make the report, then fill it or say its id."""
    desk = Desk.at(home(args.home))
    form = _named(desk, args.form)
    last = desk.last_from(args.source, form) if args.source else None
    fills = not args.no_fill and (args.plain or output.is_terminal(sys.stdin, sys.stdout))
    answers = _set(form, new_answers(form, args.year or desk.year()), args.set)
    if last and not fills:
        answers = _carried(form, answers, last)
    session = desk.new(form, answers, last, desk.workspace.find(args.source) if args.source else "")
    if fills:
        return _filled(desk, session, args)
    session.close()
    output.show(session.report.id)
    return Exit.DONE


def _named(desk: Desk, word: str) -> Form:
    """A form by its code, or by its title, of whose editions it is the newest; raises FormError."""
    titled = [form for form in desk.forms() if form.title == word]
    return max(titled, key=lambda form: form.edition) if titled else desk.form(word)


def _filled(desk: Desk, session: Session, args: Namespace) -> Exit:
    """Fill the new report; where the first line of a pipe was refused, nothing is in it, and it does not stay."""
    try:
        return fronts.fill(desk, session, telling.greeting, plain=args.plain)
    except Refusal as error:
        if session.report.rev > 1 or args.set or output.is_terminal(sys.stdin):
            raise
        desk.workspace.trash(session.report.id)
        raise Refusal(f"{error}自评表没有建立。", error.code) from None


def _set(form: Form, answers: Answers, given: list[str]) -> Answers:
    """The answers with every `--set` in them; raises Refusal with all that cannot be."""
    intake = Intake(form, answers)
    for each in given:
        place, equals, text = whole(each).partition("=")
        if not equals:
            intake.problems.append(f"--set {each}：应写成 PATH=TEXT，如 facts.project_name=档案工作。")
            continue
        try:
            intake.put(_place(form, intake.answers, place.strip()), text, place.strip())
        except UnknownPlace as error:
            intake.problems.append(f"--set {place}：{error}")
    if intake.problems:
        raise Refusal("\n".join(intake.problems))
    for note in intake.notes:
        output.say(note)
    return intake.answers


def _place(form: Form, answers: Answers, place: str) -> Path:
    return Path(HEADER, "", place) if place in ABOVE_TABLE else from_position(form, answers, place)


def _carried(form: Form, answers: Answers, last: Last) -> Answers:
    """What `/沿用` in every section would take over; said, since nothing is filled in silently."""
    wizard, count = Wizard(form, answers, last=last), 0
    for page in form.pages:
        wizard.say(e.Goto(page.name))
        for event in wizard.say(e.Carry()):
            if isinstance(event, e.Proposed):
                wizard.say(e.Answer("1"))
                count += len(event.items)
    output.say(f"从「{last.name}」沿用 {count} 项。")
    return wizard.answers._replace(at="")
