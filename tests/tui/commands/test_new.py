from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from command_line import zpb
from seeds import FOLDER
from tui.exits import Exit


def data_of(ref: str = "-") -> dict[str, object]:
    data: dict[str, object] = json.loads(zpb("export", ref, "-f", "json").out)
    return data


def test_off_a_terminal_it_prints_the_id_alone(workspace: Path) -> None:
    done = zpb("new", "project-expenditure")
    assert (done.code, done.err) == (0, "")
    assert (workspace / f"{done.out.strip()}.json").is_file()


def test_it_does_not_read_the_input_off_a_terminal(workspace: Path) -> None:
    zpb("new", "project-expenditure", stdin="档案工作\n")
    assert data_of()["name"] == ""


def test_the_first_report_is_of_the_last_calendar_year(workspace: Path) -> None:
    zpb("new", "project-expenditure")
    assert data_of()["year"] == date.today().year - 1  # noqa: DTZ011


def test_the_next_report_is_of_the_year_of_the_last_one(workspace: Path) -> None:
    zpb("new", "project-expenditure", "--year", "2020")
    zpb("new", "investment-project")
    assert data_of()["year"] == 2020


def test_set_fills_answers(workspace: Path) -> None:
    places = ("number=2-5", "facts.project_name=档案工作", "funds.total.annual_budget=45.54")
    zpb("new", "project-expenditure", "--year", "2020", *(each for place in places for each in ("--set", place)))
    data = data_of()
    assert (data["number"], data["name"]) == ("2-5", "档案工作")
    assert json.dumps(data["answers"], ensure_ascii=False).count("45.54") == 1


def test_a_name_set_in_a_group_without_rows_makes_its_row(workspace: Path) -> None:
    zpb("new", "project-expenditure", "--set", "indicators.quantity.indicator=整理档案")
    rows = data_of()["answers"]["indicators"]  # type: ignore[index]
    assert [row["indicator"] for row in rows if "indicator" in row] == ["整理档案"]


@pytest.mark.parametrize(("given", "count"), [("2", 1), ("2,3", 2)])
def test_the_sources_of_funds_are_set_as_they_are_answered(workspace: Path, given: str, count: int) -> None:
    done = zpb("new", "project-expenditure", "--set", f"funds.which={given}")
    assert (done.code, done.err) == (0, "")
    funds = data_of()["answers"]["funds"]  # type: ignore[index]
    assert len([row for row in funds if "annual_budget" in row]) == count


@pytest.mark.parametrize("last", ["funds.which=区级财政资金", "funds.total.executed=45.32"])
def test_a_single_source_has_the_amounts_of_the_total_as_when_it_is_typed(workspace: Path, last: str) -> None:
    given = ["funds.total.annual_budget=45.54", "funds.total.executed=45.32", "funds.which=区级财政资金"]
    given = [*(each for each in given if each != last), last]
    done = zpb("new", "project-expenditure", *(word for each in given for word in ("--set", each)))
    funds = data_of(done.out.strip())["answers"]["funds"]  # type: ignore[index]
    source = next(row for row in funds if row["name"] == "区级财政资金")
    assert (source["annual_budget"], source["executed"]) == ("45.54", "45.32")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("facts.project_nam=档案", "project_name"),
        ("fact.project_name=档案", "facts"),
        ("facts.project_name", "PATH=TEXT"),
        ("funds.total.annual_budget=45.3Z", "45.3Z"),
        ("funds.total.execution_rate=99%", "计算得出"),
        ("facts.project_name=\udcff", "编码"),
        ("funds.which=天上", "funds.which"),
        (f"indicators.{'9' * 5000}.target=1", "行不存在"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_made(workspace: Path, given: str, said: str) -> None:
    done = zpb("new", "project-expenditure", "--set", given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert zpb("list").out == ""


def test_a_form_is_named_by_its_title_too(workspace: Path) -> None:
    done = zpb("new", "项目支出绩效自评表", "--no-fill")
    assert done.code == 0 and data_of(done.out.strip())["form"] == "project-expenditure"


def test_every_fault_of_set_is_said_at_once(workspace: Path) -> None:
    done = zpb("new", "project-expenditure", "--set", "a.b=1", "--set", "facts.c=2", "--set", "d")
    assert len(done.err.splitlines()) == 3


def test_from_takes_over_what_may_be_carried(workspace: Path) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    done = zpb("new", "project-expenditure", "--from", "一般行政管理事务", "--set", "facts.project_name=档案工作")
    facts = data_of(done.out.strip())["answers"]["facts"]  # type: ignore[index]
    assert facts["competent_dept"] == "中共深圳市坪山区委办公室"
    assert facts["project_name"] == "档案工作"
    assert "沿用" in done.err


def test_from_another_kind_of_form_is_refused(workspace: Path) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    done = zpb("new", "investment-project", "--from", "-")
    assert done.code == 2
    assert "另一种表" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("project-expenditur",), "最接近的是 project-expenditure"),
        (("../etc/passwd",), "没有「../etc/passwd」这种表"),
        ((), "缺少 FORM"),
        (("project-expenditure", "--year", "二〇二〇"), "应为 1900 至 2999 之间的数字"),
        (("project-expenditure", "--year", "99999"), "应为 1900 至 2999 之间的数字"),
        (("project-expenditure", "--year", "9" * 5000), "应为 1900 至 2999 之间的数字"),
        (("project-expenditure", "--from", "没有的"), "没有找到"),
        (("project-expenditure", "--nofill"), "没有这样的选项"),
    ],
)
def test_what_it_cannot_do_is_one_sentence(workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    done = zpb("new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_line_by_line_a_new_report_goes_on_from_a_pipe(workspace: Path) -> None:
    done = zpb("new", "project-expenditure", "--year", "2020", "--plain", stdin="档案工作\n2020年\n")
    assert done.code == 0 and "已保存 2 项" in done.out
    assert "档案工作" in zpb("list").out


@pytest.mark.parametrize("line", ["/无此命令", "/空", "/撤销"])
def test_a_first_line_that_is_refused_leaves_no_report(workspace: Path, line: str) -> None:
    done = zpb("new", "project-expenditure", "--plain", stdin=f"{line}\n区委办\n")
    assert done.code == Exit.USAGE and done.err.endswith("这一行和以后各行没有存入。自评表没有建立。\n")
    assert zpb("list").out == ""


def test_what_was_stored_before_a_refused_line_stays(workspace: Path) -> None:
    done = zpb("new", "project-expenditure", "--plain", stdin="档案工作\n很久\n")
    assert done.code == Exit.USAGE and done.err.endswith("这一行和以后各行没有存入，以前的已保存。\n")
    assert "档案工作" in zpb("list").out


def test_a_folder_that_cannot_be_made_is_said_with_what_to_do(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise FileNotFoundError(2, "No such file or directory", path)

    monkeypatch.setattr("store.files.make_folder", refuse)
    done = zpb("new", "project-expenditure", "--no-fill")
    told = f"没有新建自评表：不能写入文件夹 {workspace}（这里不能新建文件夹），请检查，或用 --home 换一个文件夹。\n"
    assert (done.code, done.out, done.err) == (Exit.STORE, "", told)
