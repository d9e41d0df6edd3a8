"""`zpb form`: which forms there are, one drawn empty, the faults of a definition that a person wrote."""

from __future__ import annotations

import os
from argparse import Namespace

from forms import library
from forms.answers import Answers
from forms.errors import DefinitionError
from forms.filling import new_answers
from forms.model import Form
from tui import exporting, output
from tui.arguments import Parser
from tui.commands.show import add_drawing, style_for
from tui.exits import Exit, Refusal
from tui.opening import Desk
from tui.paths import home, own_forms

MORE = """zpb form list          列出可以填的表
zpb form show FORM     画出空表；FORM 是表的代码，或定义文件（.toml）
zpb form check FILE    列出定义文件的全部问题；有问题时退出码为 1
自己写的定义放在存放自评表的文件夹的 forms 中，即与自带的表一同可用。"""
DOES = ("list", "show", "check")


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("does", metavar="list|show|check", choices=DOES, help="做什么，见下")
    parser.inputs.add_argument("what", metavar="FORM|FILE", nargs="*", help="哪一种表，或哪些文件")
    add_drawing(parser)


def run(args: Namespace) -> Exit:
    """List, show or check."""
    if args.does == "list":
        if args.what:
            raise Refusal("zpb form list 后面不写内容。")
        return _list(Desk.at(home(args.home)))
    if not args.what or args.does == "show" and len(args.what) > 1:
        raise Refusal(f"请写明{'一种表，如 zpb form show project-expenditure' if args.does == 'show' else '文件'}。")
    return _show(args) if args.does == "show" else _check(args.what)


def _list(desk: Desk) -> Exit:
    """The forms on stdout; definitions with faults beside them, since hiding them would puzzle their author."""
    for form in desk.forms():
        output.show(f"{form.code}  {form.edition}  {form.title}")
    broken = library.broken(desk.folders)
    for error in broken:
        output.say(f"{error.source}：有 {len(error.faults)} 处问题，不能使用；详见 zpb form check {error.source}")
    return Exit.FINDINGS if broken else Exit.DONE


def _show(args: Namespace) -> Exit:
    form = _form(args)
    answers = new_answers(form, 0).clear("header.year") if form.pages else Answers()
    output.data(exporting.drawn(form, answers, style_for(args)))
    return Exit.DONE


def _form(args: Namespace) -> Form:
    """A code, or a file when it looks like one."""
    name = args.what[0]
    if name.endswith(".toml") or "/" in name:
        return library.read(os.path.expanduser(name))
    return library.load(name, None, (own_forms(home(args.home)),))


def _check(paths: list[str]) -> Exit:
    """Every fault of every file, one a line."""
    faulty = False
    for path in paths:
        try:
            form = library.read(os.path.expanduser(path))
            output.say(f"{path}：没有问题（{form.code}，{form.title}）。")
        except DefinitionError as error:
            faulty = True
            output.show(str(error))
    return Exit.FINDINGS if faulty else Exit.DONE
