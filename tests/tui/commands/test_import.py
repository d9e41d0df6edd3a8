"""Files become reports: shown first, agreed to, never twice, one bad file among many."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from command_line import zpb
from forms import library
from forms.exchange import new_from_data
from forms.recognise import Doubt, Recognised, Repair, Unplaced
from seeds import FOLDER, seed
from tui.importing import SEEN, Finder, Found, files_in, place_in, told


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # files are read in this process, which is quicker


def write(file: str, data: Any) -> Path:
    path = Path(file)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def changed(name: str, **facts: str) -> dict[str, Any]:
    """A published form with other facts."""
    data = seed(name)
    data["answers"]["facts"] |= facts
    return data


def exported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, file: str) -> str:
    """A published form written as a file by another office, whose reports are not ours."""
    with monkeypatch.context() as patch:
        patch.setenv("ZPB_HOME", str(tmp_path / "other"))
        if not (tmp_path / "other").exists():
            for each in ("2-1", "2-5"):
                zpb("fill", "--answers", str(FOLDER / f"{each}.json"))
        report = {"2-1": "一般行政管理事务", "2-5": "档案工作"}[name]
        assert zpb("export", report, "-o", file, "--force").code == 0
        return zpb("show", report).out


def listed() -> list[str]:
    return [line for line in zpb("list").out.splitlines()[2:] if line]


def asked(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """As at a terminal where somebody answers; the questions that were put."""
    given, questions = list(answers), list[str]()

    def answer(question: str) -> str:
        questions.append(question)
        return given.pop(0) if given else ""

    monkeypatch.setattr("tui.output.is_terminal", lambda *_: True)
    monkeypatch.setattr("tui.commands.import_.one_answer", answer)
    return questions


@pytest.mark.parametrize("format", ["docx", "xlsx", "txt", "csv", "html", "md", "json"])
def test_what_was_exported_comes_back_as_the_same_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, format: str
) -> None:
    monkeypatch.delattr(sys, "frozen")
    table = exported(monkeypatch, tmp_path, "2-5", f"表.{format}")
    done = zpb("import", f"表.{format}", "--yes")
    assert done.code == 0, done.err
    assert "项目支出绩效自评表 · 2020 年度 · 档案工作 · 填了" in done.out
    assert "已导入「档案工作」" in done.err
    assert zpb("show", "档案工作").out == table
    assert "完成" not in listed()[0], "it is to be filled further"


def test_nobody_was_asked_so_nothing_is_stored() -> None:
    done = zpb("import", str(FOLDER / "2-5.json"))
    assert done.code == 2
    assert "档案工作" in done.out and "--yes" in done.err
    assert listed() == []


def test_the_history_begins_with_the_import_which_no_undo_takes_back() -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    assert "导入" in zpb("history", "-").out.splitlines()[0]
    done = zpb("fill", "-", "--plain", stdin="/撤销\n")
    assert "没有可以撤销的改动" in done.err


def test_the_same_file_again_changes_nothing() -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    done = zpb("import", str(FOLDER / "2-5.json"), "--yes", "--replace")
    assert done.code == 0 and "已经导入过，没有改动" in done.err
    assert len(listed()) == 1 and len(zpb("history", "-").out.splitlines()) == 1
    assert "内容相同，不会再导入" in zpb("import", str(FOLDER / "2-5.json"), "--dry-run").err


def test_where_all_is_there_already_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    assert zpb("import", str(FOLDER / "2-5.json")).code == 0
    with monkeypatch.context() as patch:
        questions = asked(patch)
        done = zpb("import", str(FOLDER / "2-5.json"))
    assert (done.code, questions) == (0, []) and "内容相同，不会再导入" in done.err
    assert len(listed()) == 1


def test_another_content_under_the_same_name_is_skipped_and_said() -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    write("新.json", changed("2-5", competent_dept="区档案局"))
    assert (
        "内容不同：主管部门：「中共深圳市坪山区委办公室」 → 「区档案局」。" in zpb("import", "新.json", "--dry-run").err
    )
    done = zpb("import", "新.json", "--yes")
    assert done.code == 2 and "内容与文件不同，跳过了，没有改动" in done.err
    assert "区档案局" not in zpb("show", "档案工作").out and len(listed()) == 1


def test_replacing_is_one_change_that_can_be_taken_back_and_keeps_reasons() -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    zpb("fill", "-", "--plain", stdin="/改 1.2\n2021年1月1日至2021年12月31日\n/保留 合同约定\n/离开\n")
    before = json.loads(zpb("export", "-", "-f", "json").out)
    assert before["waivers"]
    data = changed("2-5", competent_dept="区档案局", period=before["answers"]["facts"]["period"])
    data["answers"]["indicators"][0]["actual"] = "5 次"
    write("新.json", data)
    done = zpb("import", "新.json", "--yes", "--replace")
    assert done.code == 0 and "已更新「档案工作」" in done.err
    now = json.loads(zpb("export", "-", "-f", "json").out)
    assert now["answers"]["facts"]["competent_dept"] == "区档案局"
    assert now["answers"]["indicators"][0]["actual"] == "5 次"
    assert now["waivers"] == before["waivers"]
    last = zpb("history", "-").out.splitlines()[-1]
    assert "5 次" in last and "区档案局" in last and "已删除的行" not in last and "等" not in last
    assert zpb("import", "新.json", "--yes").err.count("已经导入过") == 1
    zpb("fill", "-", "--plain", stdin="/撤销\n")
    assert json.loads(zpb("export", "-", "-f", "json").out)["answers"] == before["answers"]


def test_what_the_file_leaves_out_is_out_after_replacing() -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    data = changed("2-5")
    del data["answers"]["facts"]["competent_dept"]
    data["answers"]["indicators"] = data["answers"]["indicators"][:3]
    write("新.json", data)
    assert zpb("import", "新.json", "--yes", "--replace").code == 0
    now = json.loads(zpb("export", "-", "-f", "json").out)["answers"]
    assert "competent_dept" not in now["facts"] and len(now["indicators"]) == 3


def test_two_equal_forms_in_one_import_are_one_report(tmp_path: Path) -> None:
    for name in ("1.json", "2.json"):
        write(name, seed("2-5"))
    write("3.json", changed("2-5", competent_dept="区档案局"))
    seen = zpb("import", ".", "--dry-run")
    assert "（在本次导入的文件里）已经有了，内容相同" in seen.err
    done = zpb("import", ".", "--yes")
    assert len(listed()) == 1
    assert "共 3 个文件：导入 1 份，已经导入过 1 份，跳过 1 份。" in done.err


def test_reports_whose_numbers_differ_are_two(tmp_path: Path) -> None:
    write("甲.json", seed("2-5"))
    write("乙.json", seed("2-5") | {"number": "2-6"})
    assert zpb("import", ".", "--yes").code == 0
    assert len(listed()) == 2


def test_a_demonstration_is_nobody_s_twin() -> None:
    from tui.demo import demo
    from tui.opening import Desk

    desk = Desk.at(os.environ["ZPB_HOME"])
    session = demo(desk)
    session.close()
    name = desk.summaries()[0].name
    write("甲.json", changed("2-5", project_name=name) | {"name": name})
    assert "已导入" in zpb("import", "甲.json", "--yes").err


@pytest.mark.parametrize(("answer", "code", "count"), [("1", 0, 1), ("2", 2, 0), ("", 2, 0)])
def test_a_person_agrees_or_not(monkeypatch: pytest.MonkeyPatch, answer: str, code: int, count: int) -> None:
    with monkeypatch.context() as patch:
        questions = asked(patch, answer)
        assert zpb("import", str(FOLDER / "2-5.json")).code == code
    assert questions == ["\n1 导入 2 不导入（回车为不导入）："]
    assert len(listed()) == count


@pytest.mark.parametrize(("answer", "count", "changes"), [("1", 2, 1), ("2", 1, 2), ("3", 1, 1), ("", 1, 1)])
def test_a_person_chooses_about_a_report_that_is_there(
    monkeypatch: pytest.MonkeyPatch, answer: str, count: int, changes: int
) -> None:
    zpb("import", str(FOLDER / "2-5.json"), "--yes")
    write("新.json", changed("2-5", competent_dept="区档案局"))
    with monkeypatch.context() as patch:
        questions = asked(patch, "1", "也许", answer)
        done = zpb("import", "新.json")
    assert done.code == 0 and questions[1:] == ["1 另存一份 2 更新已有的那份 3 跳过（回车为跳过）："] * 2
    assert len(listed()) == count
    assert len(zpb("history", listed()[-1].split()[0]).out.splitlines()) == changes


def test_amounts_headed_yuan_are_asked_about(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    exported(monkeypatch, tmp_path, "2-5", "表.csv")
    text = Path("表.csv").read_text(encoding="utf-8-sig").replace("万元", "元")
    Path("表.csv").write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        questions = asked(patch, "3", "1")
        done = zpb("import", "表.csv")
    assert "1 导入 2 不导入 3 金额其实是万元" in questions[0] and "3 " not in questions[1]
    assert "45.54 元" in done.out
    assert json.loads(zpb("export", "-", "-f", "json").out)["answers"]["funds"][0]["annual_budget"] == "45.54"


def test_a_dry_run_as_data_is_the_whole_output_and_stores_nothing() -> None:
    write("坏.json", {"form": "没有的表", "answers": {}})
    data = changed("2-5", 别的="留下的话", period="没有日期")
    write("好.json", data)
    done = zpb("import", "坏.json", "好.json", "--dry-run", "--json")
    assert done.code == 2 and listed() == []
    found = json.loads(done.out)
    assert found.keys() == {"reports", "refused"}
    report = found["reports"][0]
    assert (report["file"], report["name"], report["year"]) == ("好.json", "档案工作", 2020)
    assert report["answers"]["facts"]["period"] == "没有日期", "the checks will tell"
    assert report["unplaced"] == [{"place": "facts.别的", "text": "留下的话"}]
    assert "没有这一项" in report["doubts"][0]["why"] and report["repairs"] == []
    assert found["refused"][0]["file"] == "坏.json" and "没有的表" in found["refused"][0]["why"]


def test_what_was_imported_as_data_says_what_became_of_it() -> None:
    file = str(FOLDER / "2-5.json")
    made = json.loads(zpb("import", file, "--json", "--yes").out)["reports"][0]
    again = json.loads(zpb("import", file, "--json", "--yes").out)["reports"][0]
    assert (made["outcome"], again["outcome"]) == ("made", "same")
    assert made["id"] == again["id"] == listed()[0].split()[0]


def test_our_own_data_can_be_imported_again() -> None:
    Path("单.json").write_bytes(zpb("import", str(FOLDER / "2-5.json"), "--json", "--dry-run").raw)
    done = zpb("import", "单.json", "--yes")
    assert done.code == 0 and "拿不准" not in done.out
    assert "已经导入过" in zpb("import", str(FOLDER / "2-5.json"), "--yes").err


def test_one_bad_file_does_not_stop_the_rest_and_the_end_says_what_happened() -> None:
    Path("报送").mkdir()
    (Path("报送") / "子文件夹").mkdir()
    write("报送/1.json", seed("2-1"))
    Path("报送/2.docx").write_bytes(b"PK\x03\x04 cut off")
    Path("报送/.隐藏.txt").write_text("x", encoding="utf-8")
    Path("报送/~$2.docx").write_text("x", encoding="utf-8")
    write("报送/3.json", seed("2-5"))
    done = zpb("import", "报送", "没有.txt", "--yes")
    assert done.code == 2
    assert sorted(line.split()[1] for line in listed()) == ["一般行政管理事务", "档案工作"]
    assert "共 4 个文件：导入 2 份，不能导入的 2 处：" in done.err
    summary = done.err[done.err.index("共 4 个文件") :]
    assert "报送/2.docx：" in summary and "没有.txt：" in summary
    assert done.err.count("Traceback") == 0


def test_stopping_says_how_far_it_came_and_again_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2-1", "2-2", "2-5"):
        write(f"{name}.json", seed(name))
    find, files = Finder.find, list[str]()

    def stopped_at_the_third(finder: Finder, file: str, **how: bool) -> Found:
        files.append(file)
        if len(files) == 3:
            raise KeyboardInterrupt
        return find(finder, file, **how)

    monkeypatch.setattr(Finder, "find", stopped_at_the_third)
    done = zpb("import", ".", "--yes")
    assert done.code == 130 and "已停止：共 3 个文件，看了 2 个，导入 2 份；再运行一次" in done.err
    assert len(listed()) == 2
    done = zpb("import", ".", "--yes")
    assert "导入 1 份，已经导入过 2 份" in done.err and len(listed()) == 3


def test_a_form_and_a_year_may_be_named() -> None:
    data = seed("2-5")
    del data["year"]
    write("无年度.json", data)
    assert "2018 年度" in zpb("import", "无年度.json", "--year", "2018", "--dry-run").out
    assert "2020 年度" in zpb("import", str(FOLDER / "2-5.json"), "--year", "2018", "--dry-run").out
    done = zpb("import", "无年度.json", "--form", "investment-project", "--dry-run")
    assert done.code == 2 and "不是 --form 的" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x.txt", "--json"), "--json 请与 --dry-run"),
        (("x.txt", "--dry-run", "--yes"), "不能与 --yes 同时使用"),
        (("x.txt", "--form", "没有"), "没有"),
        (("空",), "里没有可以导入的文件"),
        ((), "缺少 FILE"),
    ],
)
def test_what_it_cannot_do_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    Path("空").mkdir()
    done = zpb("import", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and len(done.err.splitlines()) == 1


def test_a_file_without_a_form_is_refused_with_what_to_do() -> None:
    Path("信.txt").write_text("各位同事：\n请于周五前报送自评表。\n", encoding="utf-8")
    done = zpb("import", "信.txt", "--yes")
    assert done.code == 2 and done.err.startswith("信.txt：")
    assert len(done.err.splitlines()) == 1


def test_a_store_that_takes_nothing_is_told_and_ends_with_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZPB_HOME", "/proc/zpb")
    done = zpb("import", str(FOLDER / "2-5.json"), str(FOLDER / "2-1.json"), "--yes")
    assert done.code == 3
    assert done.err.count("「档案工作」没有存入：") == 2, "at once, and at the end"
    assert "没有存入：" in done.err and "不能导入的 2 处" in done.err


def test_a_name_with_a_line_break_does_not_look_like_a_line_of_ours() -> None:
    write("表.txt\n已导入「x」。\n.json", {"form": "没有的表", "answers": {}})
    done = zpb("import", ".", "--yes")
    assert done.code == 2 and not [line for line in done.err.splitlines() if line.startswith("已导入")]
    assert "表.txt 已导入「x」。 .json：" in done.err


def test_a_file_that_is_gone_when_the_units_are_settled_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = exported(monkeypatch, tmp_path, "2-5", "表.txt").replace("（万元）", "（元）")
    Path("表.txt").write_text(text, encoding="utf-8")
    questions = asked(monkeypatch)

    def answer(question: str) -> str:
        questions.append(question)
        Path("表.txt").unlink(missing_ok=True)
        return "3" if len(questions) == 1 else "1"

    monkeypatch.setattr("tui.commands.import_.one_answer", answer)
    done = zpb("import", "表.txt")
    assert done.code == 2 and "表.txt：文件读不了" in done.err and listed() == []


def test_data_says_how_a_file_was_read_and_its_remarks_come_back_as_remarks() -> None:
    write("表.json", seed("2-5"))
    (report,) = json.loads(zpb("import", "表.json", "--dry-run", "--json").out)["reports"]
    assert report["notes"] == []
    again = write("又.json", {**report, "notes": ["文字编码按 GB18030 读取。"]})
    (back,) = json.loads(zpb("import", str(again), "--dry-run", "--json").out)["reports"]
    assert back["doubts"] == [] and back["unplaced"] == []


def test_a_file_may_be_piped_in() -> None:
    text = (FOLDER / "2-5.json").read_bytes()
    done = zpb("import", "-", "--yes", stdin=text)
    assert done.code == 0 and done.out.startswith("标准输入\n") and len(listed()) == 1
    assert "标准输入：" in zpb("import", "-", "--yes", stdin=b"\x00\x01").err


def test_what_is_not_shown_at_first_can_be_listed_before_agreeing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = seed("2-5")
    data["answers"]["facts"] |= {f"别的{number}": "留下的话" for number in range(SEEN + 3)}
    write("多.json", data)
    write("又.json", seed("2-1"))
    questions = asked(monkeypatch, "4", "1")
    done = zpb("import", "多.json", "又.json")
    assert questions == ["\n1 导入 2 不导入 4 全部列出（回车为不导入）：", "\n1 导入 2 不导入（回车为不导入）："]
    assert done.code == 0 and f"facts.别的{SEEN + 2}：留下的话" in done.out
    assert "认出 2 份自评表，其中 1 份有没有放进去的，1 份有拿不准的。" in done.err


def test_a_report_without_an_answer_has_none_filled() -> None:
    write("空.json", {"form": "project-expenditure", "year": 2020, "answers": {}})
    assert "填了 0 项" in zpb("import", "空.json", "--dry-run").out


def test_what_a_terminal_would_obey_is_never_sent_to_it() -> None:
    data = changed("2-5", 别的="红\x1b[31m字")
    write("\x1b]0;恶意\x07.json", data)
    done = zpb("import", ".", "--yes")
    assert "\x1b" not in done.out + done.err and "\x07" not in done.out + done.err


def recognised(remarks: int = 0) -> Recognised:
    data = seed("2-5")
    form = library.load(data["form"])
    answers, _ = new_from_data(form, 2020, data)
    repairs = tuple(Repair(f"第 {n} 行", "a", "b", "缘由") for n in range(remarks))
    doubts = (Doubt("indicators.3.actual", "看不清。"), Doubt("", "整张表。"), Doubt("nowhere.9", "不明。"))
    return Recognised(form, answers, "表 1", 45, repairs, (Unplaced("第 99 行", "长\n话" * 99),), doubts)


def test_many_remarks_of_a_kind_are_counted_after_the_first_ten() -> None:
    found = Found("表.docx", (recognised(25),), notes=("按 GB18030 编码读取。",))
    lines = told(found)
    assert sum("缘由" in line for line in lines) == 10 and "      ……另有 15 处" in lines
    assert sum("缘由" in line for line in told(found, None)) == 25
    assert "    修正 25 处：" in lines and "  · 按 GB18030 编码读取。" in lines
    assert not any("\n" in line for line in lines) and max(map(len, lines)) < 100
    assert any("绩效指标" in line or "全年完成值：看不清。" in line for line in lines)
    assert "      nowhere.9：不明。" in lines


@pytest.mark.parametrize("typed", ['"表 一.txt"', "'表 一.txt'", " 表 一.txt ", "表\\ 一.txt", "“表 一.txt”"])
def test_a_path_is_understood_as_it_is_typed_pasted_or_dragged(typed: str) -> None:
    Path("表 一.txt").write_text("x", encoding="utf-8")
    assert place_in(typed) == "表 一.txt"


def test_a_path_may_be_an_address_or_begin_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place_in("file:///a/%E8%A1%A8%201.txt") == "/a/表 1.txt"
    assert place_in("~/表.txt") == str(tmp_path / "表.txt")


def test_a_folder_s_files_come_by_name() -> None:
    for name in ("b.txt", "a.txt", ".c.txt"):
        Path(name).write_text("x", encoding="utf-8")
    assert files_in(".") == [os.path.join(".", name) for name in ("a.txt", "b.txt")]


def test_what_was_done_to_read_a_file_is_said_beside_the_data_too() -> None:
    Path("旧.json").write_text(json.dumps(seed("2-5"), ensure_ascii=False), encoding="gb18030")
    done = zpb("import", "旧.json", "--dry-run", "--json")
    assert done.err == "旧.json：按 GB18030 编码读取。\n"
    assert len(json.loads(done.out)["reports"]) == 1
