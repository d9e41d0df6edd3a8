"""`zpb check`: what a reviewer would send back, one finding a line, over any number of reports.

Ends with 1 where an error stands open; worse is 2, a file or a value that was refused, and 3, a report that could not
be read: then not everything was checked.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

from forms.checks.finding import SEVERITY_WORDS, Finding, Severity
from forms.exchange import finding_at
from tui import output
from tui.arguments import Parser, whole_number
from tui.checked import Checked
from tui.checking import Checking, chosen
from tui.exits import Exit, Refusal
from tui.opening import Desk
from tui.paths import home
from tui.progress import Bar
from tui.sentences import offer, tally

MORE = """REPORT 以 .json 或 .toml 结尾的是文件，内容如 zpb export -f json 所写，读不懂的值列为检查结果；
管道送来的写作 /dev/stdin。几份一起检查时，还检查它们之间（X 类），每一行前有表的名称；--all、--year 总是这样，
按附件编号排列，不含演示。
CODE 可以写编号（I01）或一类（I），几个用逗号分开，也可以写几次；每条规则的说明：zpb rule CODE。
每行是「位置: 编号 轻重 内容」，轻重为错误、待核、提示；说明理由保留的列在后面，写作「已保留」（json 中带 waived）。
json 是检查结果的列表，几份时为 {"report", "name", "number", "findings"} 的列表。

退出码取最重的一种：0 没有错误，1 有错误，2 有文件或内容不被接受，3 有表读不出来；读不了的说明在标准错误，其余照常检查。

例：
  zpb check 档案工作
  zpb check --year 2020 --ignore F08,G
  zpb check 报送/*.json --select I --format json"""

KEPT = "已保留"
"""Where the others say how severe it is: nobody who looks for errors should find what was explained."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument(
        "report", metavar="REPORT", nargs="*", help="哪一份，或一个文件，可以写几份；不写时为最近改动的一份"
    )
    add = parser.options.add_argument
    add("--all", action="store_true", help="检查全部自评表")
    add("--year", metavar="Y", type=whole_number(1900, 2999), help="检查这一年度的全部自评表")
    add("--select", metavar="CODE", action="append", default=[], help="只列出这些规则的结果")
    add("--ignore", metavar="CODE", action="append", default=[], help="不列出这些规则的结果")
    add("--format", choices=("text", "json"), default="text", help="text（默认）或 json")


def run(args: Namespace) -> Exit:
    """Check each report once, then all against each other, and print what was found."""
    codes = chosen(args.select, args.ignore)
    if args.report and (args.all or args.year):
        raise Refusal("--all、--year 已说明检查哪些，不要再写 REPORT。")
    whole = args.all or bool(args.year)
    checking = Checking(Desk.at(home(args.home)), whole=whole)
    targets = checking.sought(_meant(args, checking.desk))
    several = whole or len(args.report) > 1
    with Bar("检查", len(targets)) as bar:
        for _ in checking.check(targets):
            bar.step()
    checking.compare()
    done = [each._replace(seen=tuple(it for it in each.seen if it.finding.code in codes)) for each in checking.done]
    _print(done, args.format, several)
    if whole and not targets:
        output.say("还没有自评表，没有检查。" if args.all else f"没有 {args.year} 年度的自评表，没有检查。")
    for sentence in checking.troubles:
        output.say(sentence)
    return max(checking.code, Exit.FINDINGS if any(map(_blocks, done)) else Exit.DONE)


def _meant(args: Namespace, desk: Desk) -> list[str]:
    """The reports that the command line asks for; of a damaged one the year may be unknown, and it is asked for."""
    if not (args.all or args.year):
        return args.report or ["-"]
    return [each.id for each in desk.all(args.year)]


def _blocks(checked: Checked) -> bool:
    return any(each.severity is Severity.ERROR and not each.waived for each in checked.findings)


def _print(done: Sequence[Checked], format: str, several: bool) -> None:
    if format == "json":
        _print_json(done, several)
    elif several and done:
        _print_several(done)
    else:
        for each in done:
            _show(_lines(each, ""))
            output.say(f"{each.name}：{tally(each.findings, each.unanswered)}")


def _print_json(done: Sequence[Checked], several: bool) -> None:
    """The findings of one report as a list; of several, each with its report."""
    lists = [[finding_at(it.position, it.finding) for it in each.seen] for each in done]
    named = [
        {"report": each.report, "name": each.name, "number": each.number, "findings": found}
        for each, found in zip(done, lists, strict=True)
    ]
    if several or lists:
        output.data(json.dumps(named if several else lists[0], ensure_ascii=False, indent=2) + "\n")


def _print_several(done: Sequence[Checked]) -> None:
    """Every line with the report's name, and where two are called the same with what tells them apart."""
    names = Counter(each.name for each in done)
    for each in done:
        _show(_lines(each, f"{each.name if names[each.name] == 1 else f'{each.name}（{each.report}）'}: "))
    faulty = sum(map(_blocks, done))
    found = tuple(finding for each in done for finding in each.findings)
    output.say(f"共检查 {len(done)} 份，{faulty} 份有错误。{_whole_tally(done)}")
    if by_code := _by_code(found):
        output.say(by_code)


def _whole_tally(done: Sequence[Checked]) -> str:
    """The count over all of them; a path alone does not tell a question of one report from that of another."""
    apart = [it.finding._replace(path=f"{each.report} {it.finding.path}") for each in done for it in each.seen]
    return tally(apart, {f"{each.report} {path}" for each in done for path in each.unanswered})


def _by_code(found: Sequence[Finding]) -> str:
    """Which rules it is that the reports fail at, the most frequent first."""
    counts = Counter(each.code for each in found if not each.waived)
    return f"按规则：{'，'.join(f'{code} {count} 处' for code, count in counts.most_common())}。" if counts else ""


def _lines(checked: Checked, before: str) -> list[str]:
    """A finding a line, those kept last: the place, the code, how severe, what, and what it may be changed to."""
    seen = sorted(checked.seen, key=lambda each: bool(each.finding.waived))
    return [f"{before}{each.place}: {_said(each.finding)}" for each in seen]


def _said(finding: Finding) -> str:
    if finding.waived:
        return f"{finding.code} {KEPT} {finding.message}（保留理由：{finding.waived}）"
    offered = f"{offer(finding)}。" if finding.fix else ""
    return f"{finding.code} {SEVERITY_WORDS[finding.severity]} {finding.message}{offered}"


def _show(lines: list[str]) -> None:
    if lines:
        output.show("\n".join(lines))
