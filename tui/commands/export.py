"""`zpb export`: reports as files or on stdout, whatever their findings."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Sequence
from typing import NamedTuple

from forms.errors import FormError
from store.errors import StoreError
from tui import exporting, output
from tui.arguments import Parser, whole_number
from tui.commands.show import MORE as FORMATS
from tui.commands.show import add_drawing, style_for
from tui.exits import Exit, Refusal
from tui.messages import explain
from tui.opening import Desk
from tui.paths import home

MORE = f"""{FORMATS}

几份一起：-o 写文件夹则一份一个文件；加 --together 则合为一个文件，依次各占一页（xlsx 各占一个工作表）。
-o 以 / 结尾的总是文件夹，没有的会新建；几份中有一份写不成时，一份也不写。
--all、--year 按附件编号排列，不含演示；其中读不了的一份会说明，其余照常写出，退出码为 3。

例：
  zpb export 档案工作 -o 档案工作.docx
  zpb export 档案工作 -f json
  zpb export 档案工作 信息事务 -f xlsx -o 报送/
  zpb export --year 2020 --together -o 2020年自评表.docx"""
STDOUT = "-"


class Named(NamedTuple):
    """A report to be written and what its file is called."""

    name: str
    report: exporting.Filled


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", nargs="*", help="哪一份，可以写几份")
    add = parser.options.add_argument
    add("--all", action="store_true", help="全部自评表")
    add("--year", metavar="Y", type=whole_number(1900, 2999), help="这一年度的全部自评表")
    add("-f", "--format", metavar="FORMAT", help="格式：docx、xlsx、txt 等；不写时看 -o 的后缀，否则 txt")
    add("-o", "--output", metavar="PATH", default="", help="文件或文件夹；- 或不写为标准输出")
    add("--together", action="store_true", help="几份合为一个文件")
    add_drawing(parser)
    add("--encoding", metavar="NAME", help="文字格式的编码，默认 utf-8；如 gb18030、gbk、utf-16")
    add("--force", action="store_true", help="替换已有的文件")


def run(args: Namespace) -> Exit:
    """Make every document first, so that a fault in one leaves no half of the others behind."""
    args.output = args.output.strip()
    to_file = args.output not in ("", STDOUT)
    format = exporting.check_format(args.format) if args.format else _format_of(args.output)
    exporting.check_encoding(format, args.encoding)
    reports, code = _reports(args)
    if len(reports) > 1 and not args.together:
        _check_folder(args.output, to_file=to_file)
    exporting.check_ending(_ending(args.output) if to_file else "", format)
    style = style_for(args, to_file=to_file)
    if not to_file:
        exporting.print_document(exporting.document(_filled(reports), format, style), format, args.encoding)
        return code
    parts = [reports] if args.together or len(reports) == 1 else [[each] for each in reports]
    contents: dict[str, bytes] = {}
    for part in parts:
        file = exporting.file_name(part[0].name if len(part) == 1 else "", exporting.suffix(format), contents)
        made = exporting.document(_filled(part), format, style)
        contents[file] = output.encoded(made, args.encoding or "utf-8")
    _write_files(args, contents, is_one=len(parts) == 1)
    return code


def _filled(reports: Sequence[Named]) -> list[exporting.Filled]:
    return [each.report for each in reports]


def _format_of(place: str) -> str:
    """The format that a file's own ending names; text for a folder, stdout, and a file without an ending.

    A table under a name that promises a picture would open nowhere, so an ending that is no format is refused.
    """
    ending = _ending(place)
    try:
        return exporting.check_format(ending or "txt")
    except Refusal as refused:
        if exporting.is_ending(ending):
            raise
        raise Refusal(f"{str(refused).removesuffix('。')}；要写入文件夹的，请在它的名称后加 /。") from None


def _ending(place: str) -> str:
    """What follows the dot of a file's name; nothing for a folder."""
    name = re.split(r"[/\\]" if os.name == "nt" else "/", place)[-1]
    stem, _, ending = name.rpartition(".")
    return ending if stem and not exporting.is_folder(place) else ""


def _check_folder(place: str, *, to_file: bool) -> None:
    """Several documents want a folder; one that is named like a document was meant as one."""
    if not to_file:
        raise Refusal("几份一起导出时，请用 -o 给出存放的文件夹，如 -o 报送/，或加 --together 合为一份。")
    if exporting.is_ending(_ending(place)):
        file = exporting.shown(exporting.place_of(place))
        raise Refusal(f"几份不能写成一个 {file}；合为一份请加 --together，各存一份请写文件夹，如 -o 报送/。")


def _reports(args: Namespace) -> tuple[list[Named], Exit]:
    """Every report that is meant, once; where all are, one that cannot be read is told and the others go out."""
    desk = Desk.at(home(args.home))
    found, code = [], Exit.DONE
    for id in _meant(args, desk):
        try:
            found.append(_named_report(desk, id))
        except (StoreError, FormError) as error:
            if not _everything(args):
                raise
            sentence, how = explain(error, args.home, "export")
            output.say(sentence)
            code = max(code, how)
    if not found:
        raise Refusal("没有读得了的自评表，没有写任何文件。", Exit.STORE)
    return found, code


def _named_report(desk: Desk, id: str) -> Named:
    report = desk.report(id)
    filled = exporting.Filled(desk.form_of(report), report.answers)
    return Named(report.answers.get(filled.form.name_field) or id, filled)


def _everything(args: Namespace) -> bool:
    """Whether all reports are meant, or all of a year."""
    return args.all or args.year is not None


def _meant(args: Namespace, desk: Desk) -> list[str]:
    """The ids that the command line asks for."""
    if args.report and _everything(args):
        raise Refusal("--all、--year 已说明导出哪些，不要再写 REPORT。")
    if not _everything(args):
        if not args.report:
            raise Refusal("请写明导出哪一份，如 zpb export 档案工作；全部导出请用 --all。")
        return list(dict.fromkeys(desk.workspace.find(ref) for ref in args.report))
    ids = [each.id for each in desk.all(args.year)]
    if not ids:
        raise Refusal("没有可以导出的自评表。" if args.all else f"没有 {args.year} 年度的自评表。")
    return ids


def _write_files(args: Namespace, contents: dict[str, bytes], *, is_one: bool) -> None:
    place = exporting.place_of(args.output)
    if is_one and not exporting.is_folder(args.output):
        output.say(exporting.write_file(place, next(iter(contents.values())), replace=args.force))
        return
    exporting.make_folder(place)
    if not args.force and (there := [name for name in contents if os.path.lexists(place / name)]):
        folder = exporting.shown(place)
        raise Refusal(f"文件夹 {folder} 里已有 {_listed(there)}，没有写任何文件；确要替换请加 --force。")
    for sentence in exporting.write_files({place / name: each for name, each in contents.items()}, replace=args.force):
        output.say(sentence)


def _listed(files: Sequence[str]) -> str:
    """Names for one sentence."""
    return "、".join(files[:5]) + (f" 等 {len(files)} 个文件" if len(files) > 5 else "")
