"""`zpb check` over reports and files: what is checked, what is told of it, and the number it ends with."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command_line import Done, zpb
from forms.answers import Answers, Waiver
from forms.checks.finding import Finding
from forms.checks.register import EXPLAINED, RULES, check
from forms.compute import Reading
from forms.library import SHIPPED
from glass import Glass
from seeds import FOLDER
from store.results import NAME
from store.stamp import new_id
from tui import checking, progress
from tui.commands import rule
from tui.exits import Exit
from tui.opening import Desk

ZPB = [sys.executable, "-m", "tui.main"]
ARCHIVES = FOLDER / "2-5.json"
OFFICE = FOLDER / "2-1.json"


def take_in(file: Path) -> str:
    """The id of a new report of that file."""
    events = map(json.loads, zpb("fill", "--answers", str(file)).out.splitlines())
    return str(next(each["id"] for each in events if each["event"] == "saved"))


@pytest.fixture
def archives(workspace: Path) -> str:
    """The id of the published 2-5, which has errors; the first of two reports."""
    id = take_in(ARCHIVES)
    take_in(OFFICE)
    return id


def changed(tmp_path: Path, **facts: str) -> Path:
    """The published 2-5 as a file, with other answers to its first section."""
    data = json.loads(ARCHIVES.read_text(encoding="utf-8"))
    data["answers"]["facts"] |= facts
    file = tmp_path / "改过的.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def codes(out: str) -> list[str]:
    """The codes in a printed list of findings."""
    return [next(word for word in line.split() if word in EXPLAINED) for line in out.splitlines()]


def loads(*arguments: str) -> Any:
    return json.loads(zpb("check", *arguments, "--format", "json").out)


def test_all_are_told_each_with_its_name_and_counted_at_the_end(archives: str) -> None:
    done = zpb("check", "--all")
    assert done.code == Exit.FINDINGS
    assert {line.partition(": ")[0] for line in done.out.splitlines()} == {"档案工作", "一般行政管理事务"}
    assert done.err.startswith("共检查 2 份，1 份有错误。检查结果：错误 ")


def test_a_year_means_its_reports_and_no_others(archives: str, workspace: Path) -> None:
    zpb("new", "project-expenditure", "--year", "2019", "--no-fill", "--set", "facts.project_name=去年的")
    assert {each["report"] for each in loads("--all")} > {each["report"] for each in loads("--year", "2020")}
    assert archives in {each["report"] for each in loads("--year", "2020")}
    assert len(loads("--year", "2019")) == 1, "a list with the report, also where it is the only one"
    none = zpb("check", "--year", "2031", "--format", "json")
    assert (none.code, none.out) == (Exit.DONE, "[]\n")


def test_all_of_an_empty_workspace_is_nothing(workspace: Path) -> None:
    done = zpb("check", "--all")
    assert (done.code, done.out) == (Exit.DONE, "")
    assert not workspace.exists()


def test_all_and_names_together_are_refused(archives: str) -> None:
    done = zpb("check", "--all", archives)
    assert (done.code, done.out) == (Exit.USAGE, "") and "不要再写 REPORT" in done.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--select", "I01"), {"I01"}),
        (("--select", "i01,B"), {"I01", "B02"}),
        (("--select", "I01，B02", "--ignore", "b"), {"I01"}),
        (("--select", "I", "--ignore", "I06,I12", "--ignore", "I14,I04"), {"I01"}),
        (("--ignore", "B,F,G,I"), set()),
    ],
)
def test_codes_and_families_choose_what_is_told(archives: str, options: tuple[str, ...], told: set[str]) -> None:
    assert set(codes(zpb("check", archives, *options).out)) == told
    assert {each["code"] for each in loads(archives, *options)} == told


def test_what_is_ignored_is_no_reason_to_fail(archives: str) -> None:
    assert zpb("check", archives, "--ignore", "B02,I01").code == Exit.DONE


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(("given", "near"), [("I99", "最接近的是「I"), ("I01,S", "可用的有："), ("", "可用的有：")])
def test_a_code_that_there_is_not_is_one_sentence(archives: str, option: str, given: str, near: str) -> None:
    done = zpb("check", option, given)
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert near in done.err and len(done.err.splitlines()) == 1


def test_a_file_is_checked_as_the_report_that_it_holds(archives: str, tmp_path: Path) -> None:
    file = tmp_path / "表.json"
    file.write_bytes(zpb("export", archives, "-f", "json").raw)
    assert loads(str(file)) == loads(archives)
    assert zpb("check", str(file)).out == zpb("check", archives).out


def test_checking_a_file_stores_nothing(workspace: Path) -> None:
    assert zpb("check", str(ARCHIVES)).code == Exit.FINDINGS
    assert not workspace.exists()


def test_a_value_that_cannot_be_read_is_a_finding_and_the_rest_is_checked(workspace: Path, tmp_path: Path) -> None:
    file = changed(tmp_path, period="去年到今年")
    assert zpb("fill", "--answers", str(file)).code == Exit.USAGE
    done = zpb("check", str(file))
    assert done.code == Exit.FINDINGS
    assert "项目起止时间: B08 " in done.out and codes(done.out).count("I01") == 2


def test_what_is_no_text_at_all_is_said_and_the_rest_is_checked(workspace: Path, tmp_path: Path) -> None:
    done = zpb("check", str(changed(tmp_path, 项目="x", period="2020\ufffd")))
    assert done.code == Exit.USAGE
    assert "facts.项目：没有这一项。" in done.err and "facts.period：" in done.err
    assert codes(done.out).count("I01") == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "不是完好的 JSON"),
        (b"\xff", "不是 UTF-8"),
        (b"[]", "应为一份表的内容"),
        (b"{}", "请写明是哪一种表"),
        (b'{"form": "nothing"}', "没有「nothing」这种表"),
        (b"[" * 100_000, "括号套得太深"),
    ],
)
def test_a_file_that_holds_no_report_is_refused_and_the_others_are_checked(
    archives: str, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "坏.json"
    file.write_bytes(content)
    done = zpb("check", str(file), archives, str(tmp_path / "不在.json"))
    assert done.code == Exit.USAGE, "refused is worse than an error found"
    assert f"{file}" in done.err and said in done.err and "不在.json 读不了" in done.err
    assert done.out.startswith("档案工作: ")


def test_a_report_that_is_not_there_does_not_stop_the_others(archives: str) -> None:
    done = zpb("check", "无此表", archives)
    assert done.code == Exit.USAGE and "没有找到自评表「无此表」" in done.err
    assert done.out.startswith("档案工作: ")


def test_a_damaged_report_is_told_and_does_not_stop_the_others(archives: str, workspace: Path, tmp_path: Path) -> None:
    bad = new_id()
    (workspace / f"{bad}.json").write_text("{}", encoding="utf-8")
    for options in (("--all",), ("--year", "2020"), (bad, archives, str(tmp_path / "不在.json"))):
        done = zpb("check", *options)
        assert done.code == Exit.STORE, "not read is worse than refused"
        assert f"{bad}.json 已损坏" in done.err and "档案工作: " in done.out
    assert [each["report"] for each in loads(bad, archives)] == [archives]


def test_alone_what_cannot_be_read_prints_no_data(workspace: Path) -> None:
    done = zpb("check", "无.json", "--format", "json")
    assert (done.code, done.out) == (Exit.USAGE, "")


def test_reports_that_go_out_together_are_compared(archives: str, tmp_path: Path) -> None:
    copy = changed(tmp_path, competent_dept="区教育局")
    done = zpb("check", archives, "一般行政", str(copy), "--select", "X")
    assert done.code == Exit.DONE, "they are to be looked at, and no errors"
    assert sorted(codes(done.out)) == ["X01", "X02"]
    assert f"档案工作（{copy}）: 主管部门: X01 " in done.out, "two of one name are told apart"
    assert codes(zpb("check", str(copy), "--select", "X").out) == []


def test_the_same_report_named_twice_is_checked_once(archives: str) -> None:
    assert [each["report"] for each in loads(archives, "档案工作", archives)] == [archives]


def test_many_reports_are_checked_behind_a_bar_that_is_gone_at_the_end(archives: str, workspace: Path) -> None:
    copies(workspace, archives, progress.MANY)
    with Glass([*ZPB, "check", "--all", "--select", "F04"], columns=100) as glass:
        glass.wait_end()
        screen = glass.look()
    assert screen.startswith("共检查 52 份，0 份有错误。") and "#" not in screen


def test_there_is_no_bar_where_nobody_looks(archives: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies(workspace, archives, progress.MANY)
    monkeypatch.setattr(progress, "BETWEEN", 0)
    assert "\r" not in zpb("check", "--all", "--select", "F04").err


def copies(workspace: Path, id: str, count: int) -> None:
    """So many more reports, each the same."""
    text = (workspace / f"{id}.json").read_text(encoding="utf-8")
    for _ in range(count):
        (workspace / f"{new_id()}.json").write_text(text, encoding="utf-8")


def test_a_file_of_many_rows_is_checked_in_one_go(workspace: Path, tmp_path: Path) -> None:
    data = json.loads(ARCHIVES.read_text(encoding="utf-8"))
    row = next(each for each in data["answers"]["indicators"] if each.get("target"))
    data["answers"]["indicators"] = [row | {"indicator": f"数量{n}"} for n in range(500)]
    file = tmp_path / "多行.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert zpb("check", str(file)).code == Exit.FINDINGS


def test_every_code_belongs_to_a_family_that_can_be_named() -> None:
    assert checking.chosen(["B,F,G,I,X"], []) == checking.chosen([], []) == set(EXPLAINED)
    assert checking.chosen([], ["X"]) == set(RULES)


def test_a_rule_that_no_form_runs_is_said_to_be_none_yet(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rule.NOT_RUN not in zpb("rule").out, "all rules are run by a form that comes with the program"
    monkeypatch.setitem(EXPLAINED, "S01", test_every_code_belongs_to_a_family_that_can_be_named)
    assert zpb("rule").out.splitlines()[-1].endswith(rule.NOT_RUN)
    assert zpb("rule", "s01").out.splitlines()[0].endswith(rule.NOT_RUN)


def test_a_class_that_a_finished_file_has_no_row_of_silences_no_check(tmp_path: Path) -> None:
    data = json.loads((FOLDER / "2-8.json").read_text(encoding="utf-8"))
    rows = data["answers"]["indicators"]
    nothing = next(row for row in rows if row["indicator"] == "无")
    data["answers"]["indicators"] = [row for row in rows if row is not nothing]
    file = tmp_path / "少一类.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    whole, less = zpb("check", str(FOLDER / "2-8.json")), zpb("check", str(file))
    assert Counter(codes(less.out)) == Counter(codes(whole.out)) and {"I14", "G04"} & set(codes(less.out))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The projects whose checks ran."""
    names: list[str] = []

    def counted(reading: Reading) -> tuple[Finding, ...]:
        names.append(reading.text(reading.form.name_field))
        return check(reading)

    monkeypatch.setattr("tui.checked.check", counted)
    return names


def test_what_was_filled_is_known_before_anybody_asks(archives: str, workspace: Path, looked: list[str]) -> None:
    known = zpb("check", "--all")
    assert " I01 错误 " in known.out and looked == []
    (workspace / NAME).unlink()
    assert zpb("check", "--all") == known and sorted(looked) == ["一般行政管理事务", "档案工作"]


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        (("fill", "{id}", "--plain"), "/到 说明\n档案整理外包\n/离开\n"),
        (
            ("fill", "{id}", "--answers", "-"),
            '{"form": "project-expenditure", "answers": {"remarks": {"remarks": "外包"}}}',
        ),
        (("restore", "{id}", "1"), ""),
    ],
)
def test_what_changes_a_report_keeps_what_is_found_in_it(
    archives: str, workspace: Path, looked: list[str], command: tuple[str, ...], typed: str
) -> None:
    first = zpb("fill", archives, "--answers", "-", stdin='{"answers": {"facts": {"implementing_unit": "档案局"}}}')
    before = (workspace / f"{archives}.json").read_bytes()
    done = zpb(*(each.format(id=archives) for each in command), stdin=typed)
    assert first.code in (0, 1) and done.code in (0, 1), done.err
    assert (workspace / f"{archives}.json").read_bytes() != before
    looked.clear()
    assert "档案工作: " in zpb("check", "--all").out and looked == []


def test_an_imported_report_is_known_at_once(workspace: Path, looked: list[str]) -> None:
    assert zpb("import", str(ARCHIVES), "--yes").code == 0 and looked == ["档案工作"]
    looked.clear()
    assert " I01 错误 " in zpb("check", "--all").out and looked == []


def test_over_many_the_work_is_shared_and_tells_the_same(
    archives: str, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin_of(workspace, archives)
    (workspace / f"{new_id()}.json").write_text("不是自评表", encoding="utf-8")
    broken = tmp_path / "缺.json"
    broken.write_text("{", encoding="utf-8")
    files = ("check", str(ARCHIVES), str(broken), str(changed(tmp_path, period="随便")), str(OFFICE))
    alone = [_uncached(workspace, "check", "--all"), zpb(*files)]
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr("tui.spread.WORTH", 1)
    monkeypatch.setattr("tui.spread._processors", lambda: 3)
    monkeypatch.setattr("os.fork", counted)
    assert [_uncached(workspace, "check", "--all"), zpb(*files)] == alone and len(started) == 6
    assert (alone[0].code, alone[1].code) == (Exit.STORE, Exit.USAGE) and zpb("check", "--all") == alone[0]


def _uncached(workspace: Path, *arguments: str) -> Done:
    """A run that finds nothing kept of a run before."""
    (workspace / NAME).unlink(missing_ok=True)
    return zpb(*arguments)


def test_what_did_not_change_is_not_checked_again(archives: str, workspace: Path, looked: list[str]) -> None:
    (workspace / NAME).unlink()
    ask = (("check", "--all"), ("check", "--all", "--format", "json"), ("check", "--year", "2020", "--select", "I"))
    first = [zpb(*each) for each in ask]
    assert sorted(looked) == ["一般行政管理事务", "档案工作"]
    looked.clear()
    assert [zpb(*each) for each in ask] == first and looked == []


def revise(workspace: Path, id: str, change: Callable[[Answers], Answers]) -> None:
    """One more revision of a report."""
    desk = Desk.at(workspace)
    report = desk.report(id, write=True)
    desk.revise(report, change(report.answers), "answer")
    report.close()


def twin_of(workspace: Path, id: str) -> str:
    """The id of the same report once more."""
    twin = new_id()
    (workspace / f"{twin}.json").write_bytes((workspace / f"{id}.json").read_bytes())
    return twin


def test_a_report_that_changed_is_checked_again(archives: str, workspace: Path, looked: list[str]) -> None:
    zpb("check", "--all")
    looked.clear()
    revise(workspace, archives, lambda answers: answers.put("facts.project_name", "档案整理"))
    assert "档案整理: " in zpb("check", "--all").out
    assert looked == ["档案整理"]


def test_between_reports_it_is_looked_each_time(archives: str, workspace: Path, looked: list[str]) -> None:
    assert "X02" not in zpb("check", "--all").out
    twin_of(workspace, archives)
    looked.clear()
    assert "项目名称: X02 " in zpb("check", "--all").out and len(looked) == 1
    assert any(each["code"] == "X02" for of in loads("--all") for each in of["findings"]) and len(looked) == 1


def test_a_finding_between_reports_can_be_kept_with_a_reason(archives: str, workspace: Path) -> None:
    twin = twin_of(workspace, archives)
    assert "X02" in zpb("check", "--all").out
    waivers = {"X02 facts.project_name": Waiver("两个项目同名", "档案工作")}
    for id in (archives, twin):
        revise(workspace, id, lambda answers: answers._replace(waivers=waivers))
    for _ in range(2):
        out = zpb("check", "--all").out
        assert ": X02 已保留 " in out and "X02 待核" not in out and "（保留理由：两个项目同名）" in out
    found = [each for of in loads("--all") for each in of["findings"] if each["code"] == "X02"]
    assert [each["waived"] for each in found] == ["两个项目同名"]


def test_another_definition_or_program_checks_everything_again(
    workspace: Path, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = workspace / "forms" / "own.toml"
    own.parent.mkdir(parents=True)
    source = Path(SHIPPED, "project-expenditure.toml").read_text(encoding="utf-8")
    own.write_text(source.replace('code = "project-expenditure"', 'code = "own"'), encoding="utf-8")
    data = json.loads(ARCHIVES.read_text(encoding="utf-8")) | {"form": "own"}
    (workspace / "表.json").write_text(json.dumps(data), encoding="utf-8")
    take_in(workspace / "表.json")
    assert " I01 " in zpb("check", "--all").out
    own.write_text(own.read_text(encoding="utf-8").replace('I01 = "error"\n', ""), encoding="utf-8")
    assert " I01 " not in zpb("check", "--all").out and len(looked) == 2
    monkeypatch.setattr("tui.decided.decided_by", lambda folders: "another program")
    zpb("check", "--all")
    assert len(looked) == 3
    monkeypatch.setattr("tui.decided.decided_by", lambda folders: "")
    zpb("check", "--all")
    zpb("check", "--all")
    assert len(looked) == 5, "where the program's own files cannot be seen, nothing is kept"


def test_the_program_and_the_command_come_to_the_same_sums(workspace: Path) -> None:
    zpb("new", "project-expenditure", "--year", "2020", "--set", "facts.project_name=甲", "--no-fill")
    zpb("fill", "甲", "--plain", stdin="/改 1.2\n2021.1.1-12.31\n")
    inside = zpb("fill", "甲", "--plain", stdin="/检查\n").out
    outside = zpb("check", "甲")
    wrong = re.search(r"检查结果：错误 (\d+) 处，待核 0 处。另有 (\d+) 项未填（其中错误 (\d+) 处）", inside)
    told = re.search(r"检查结果：错误 (\d+) 处（其中 (\d+) 处未填），待核 0 处。", outside.err)
    assert wrong and told
    assert int(wrong[1]) + int(wrong[3]) == int(told[1]) == outside.out.count(" 错误 ") and wrong[3] == told[2]
    assert f"错误 {wrong[1]} 未填 {wrong[2]}" in zpb("list").out


def test_each_line_says_how_severe_and_what_it_may_be_changed_to(archives: str) -> None:
    done = zpb("check", archives)
    lines = done.out.splitlines()
    assert all(re.search(r": [A-Z]\d\d (错误|待核|提示|已保留) ", line) for line in lines)
    assert any(line.endswith("请重新填写。可改为「2020 年 1 月 1 日-2020 年 12 月 31 日」。") for line in lines)
    assert f"错误 {sum(' 错误 ' in line for line in lines)} 处" in done.err


def test_reports_stand_by_their_annex_with_name_and_number_and_a_count_by_rule(workspace: Path) -> None:
    for name in ("2-10", "2-2", "2-1"):
        zpb("fill", "--answers", str(FOLDER / f"{name}.json"))
    found = loads("--all")
    assert [each["number"] for each in found] == ["2-1", "2-2", "2-10"]
    assert all(each["name"] and each["report"] for each in found)
    codes = Counter(it["code"] for each in found for it in each["findings"])
    said = zpb("check", "--all").err.splitlines()[1]
    assert said.startswith("按规则：") and all(f"{code} {count} 处" in said for code, count in codes.items())


def test_no_reports_of_a_year_is_said(archives: str) -> None:
    done = zpb("check", "--year", "2019")
    assert (done.code, done.out, done.err) == (Exit.DONE, "", "没有 2019 年度的自评表，没有检查。\n")


def test_a_rule_says_its_severity_and_its_limits_and_a_family_is_listed() -> None:
    said = zpb("rule", "f05").out
    assert "轻重：待核（" in said and "/保留 F05 理由" in said and "界限：执行率低于百分之几要有说明：90。" in said
    assert "轻重：错误（" in zpb("rule", "B01").out
    assert "保留" not in zpb("rule", "F08").out.splitlines()[-1]
    family = zpb("rule", "g").out.splitlines()
    assert len(family) == 7 and all(line.startswith("G0") for line in family)


def test_history_says_which_finding_was_kept_and_why(archives: str) -> None:
    zpb("fill", archives, "--plain", stdin="/保留 B02 合同约定跨年执行\n/取消保留\n")
    kept, dropped = zpb("history", archives).out.splitlines()[-2:]
    assert kept.endswith("保留  B02 项目起止时间：「合同约定跨年执行」") and "取消保留" not in kept
    assert dropped.endswith("取消保留  B02 项目起止时间：「合同约定跨年执行」")


def test_what_comes_through_a_pipe_is_checked_as_a_file(archives: str) -> None:
    done = zpb("check", "/dev/stdin", stdin=ARCHIVES.read_bytes())
    assert done.code == Exit.FINDINGS and done.out == zpb("check", archives).out
    assert zpb("check", "/dev/stdin", stdin=b"").code == Exit.USAGE
