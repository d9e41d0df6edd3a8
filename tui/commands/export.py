"""`zpb export`: reports as files or on stdout, whatever their findings."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from tui import exporting, output
from tui.arguments import Parser
from tui.commands.show import FORMATS, add_drawing, width_for
from tui.exits import Exit, Refusal
from tui.opening import Desk
from tui.paths import home

if TYPE_CHECKING:
    from pathlib import Path

MORE = f"""{FORMATS}

例：
  zpb export 档案工作 -o 档案工作.txt
  zpb export 档案工作 -f json
  zpb export 档案工作 信息事务 -f txt -o 报送/"""
STDOUT = "-"
ENDINGS = {"md": "github"}
"""Endings of files that are called otherwise than their format."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", nargs="+", help="哪一份，可以写几份")
    add = parser.options.add_argument
    add("-f", "--format", metavar="FORMAT", help="格式：txt、json、grid、pipe 等；不写时看 -o 的后缀，否则 txt")
    add("-o", "--output", metavar="PATH", default="", help="文件或文件夹；- 或不写为标准输出；几份一起须为文件夹")
    add_drawing(parser)
    add("--encoding", metavar="NAME", help="文字编码，默认 utf-8；如 gb18030")
    add("--force", action="store_true", help="替换已有的文件")


def run(args: Namespace) -> Exit:
    """Make every document first, so that a fault in one leaves no half of the others behind."""
    format = exporting.check_format(args.format or _format_of(args.output))
    if args.encoding and not output.known_encoding(args.encoding):
        raise Refusal(f"没有「{args.encoding}」这种文字编码，常用的有 utf-8、gb18030。")
    if len(args.report) > 1 and args.output in ("", STDOUT):
        raise Refusal("几份一起导出时，请用 -o 给出存放的文件夹，如 -o 报送/。")
    documents = _documents(args, format)
    if args.output in ("", STDOUT):
        output.data(documents[0][1], args.encoding)
        return Exit.DONE
    contents: dict[str, bytes] = {}
    for name, text in documents:
        file = exporting.file_name(name, exporting.suffix(format), contents)
        contents[file] = output.encoded(text, args.encoding or "utf-8")
    _write_files(args, contents)
    return Exit.DONE


def _format_of(place: str) -> str:
    """The format that a file's own ending names; text for a folder, stdout, and a file without an ending.

    A table under a name that promises a Word file would not open in Word, so an ending that is no format is refused.
    """
    name = place.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    if not stem or not dot or os.path.isdir(place):
        return "txt"
    return ENDINGS.get(ending.lower(), ending.lower())


def _documents(args: Namespace, format: str) -> list[tuple[str, str]]:
    """Every report once, as its name and the document."""
    desk = Desk.at(home(args.home))
    made = []
    width = width_for(args, to_file=args.output not in ("", STDOUT))
    for id in dict.fromkeys(desk.workspace.find(ref) for ref in args.report):
        report = desk.report(id)
        form = desk.form_of(report)
        name = report.answers.get(form.name_field) or id
        made.append((name, exporting.document(form, report.answers, format, width, args.ascii)))
    return made


def _write_files(args: Namespace, contents: dict[str, bytes]) -> None:
    from pathlib import Path

    place = Path(args.output).expanduser()
    if len(args.report) == 1 and not place.is_dir() and not args.output.endswith(("/", "\\")):
        output.say(exporting.write_file(place, next(iter(contents.values())), replace=args.force))
        return
    _make_folder(place)
    if not args.force and (there := [name for name in contents if (place / name).exists()]):
        raise Refusal(f"文件夹 {place} 里已有 {'、'.join(there)}，没有写任何文件；确要替换请加 --force。")
    for name, content in contents.items():
        output.say(exporting.write_file(place / name, content, replace=args.force))


def _make_folder(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from store.errors import reason

        raise Refusal(f"文件夹 {place} 没有建成：{reason(error)}。", Exit.STORE) from None
