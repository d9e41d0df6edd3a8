from __future__ import annotations

import json
from pathlib import Path as File
from typing import Any

import pytest

from command_line import Done, zpb
from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.wizard import Wizard
from person import Person
from seeds import FOLDER, NAMES, seed
from tui.dialogue import Request, Unknown, parse

FACTS = ["档案工作", "2020.1.1-12.31", "中共深圳市坪山区委办公室", "", "否", "延续性", ""]


def begun(form: str = "project-expenditure", year: int = 2020) -> str:
    return zpb("new", form, "--year", str(year)).out.strip()


def fill(*lines: str, encoding: str = "utf-8") -> Done:
    return zpb("fill", "--plain", stdin="".join(f"{line}\n" for line in lines), encoding=encoding)


def exported() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(zpb("export", "-", "-f", "json").raw)
    return data


def facts() -> dict[str, str]:
    found: dict[str, str] = exported()["answers"]["facts"]
    return found


def test_a_conversation_reads_as_one(workspace: File) -> None:
    begun()
    done = fill("档案工作", "2021 年 1 月 1 日-12 月 31 日", "/保留 跨年项目", "中共深圳市坪山区委办公室")
    assert (done.code, done.err) == (0, "")
    expected = """
基本信息 1/7
项目名称？（例：档案工作）
> 档案工作
  已保存。
项目起止时间？（回车采用：2020年1月1日-2020年12月31日）
> 2021 年 1 月 1 日-12 月 31 日
  理解为 2021年1月1日至2021年12月31日。已保存。
! B02"""
    assert expected in done.out
    assert "> /保留 跨年项目\n  B02 已保留，理由：跨年项目。已保存。\n主管部门？" in done.out
    assert done.out.endswith("已保存 3 项；继续填写：zpb fill 档案工作\n")


def test_a_missing_level_is_said_only_when_all_its_classes_were_asked(workspace: File) -> None:
    begun()
    done = fill("/到 数量", "举办培训", "6 场", "6 场", *["/空"] * 6, "/离开")
    assert "可持续影响指标的名称？" in done.out and "I17" not in done.out
    assert "! I17 没有效益指标，请至少填写一行" in fill("/空").out


def test_an_example_of_a_result_is_of_one_kind_with_its_target(workspace: File) -> None:
    begun()
    out = fill("/到 质量", "检修质量", "达到既定效果", "达到既定效果", "/加", "合格率", "≥95%", "98%").out
    assert "「检修质量」的全年完成值？（年度指标值：达到既定效果）（例：达到既定效果）" in out
    assert "「合格率」的全年完成值？（年度指标值：≥95%）（例：100%）" in out


def test_rows_pasted_where_nothing_was_said_to_be_take_its_place(workspace: File) -> None:
    begun()
    done = fill("/到 数量", "无", "/到 数量", "三级指标\t指标值\t完成值\n手册\t60 本\t60 本\n折页\t6 份\t6 份", "1")
    assert "数量指标原来填的「无」由贴入的行代替" in done.out
    assert [row["indicator"] for row in exported()["answers"]["indicators"]] == ["手册", "折页"]


def test_a_cell_that_said_the_same_as_another_last_time_says_so_again(workspace: File) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    begun()
    out = fill("福利项目", "2020年", "区民政局", "", "", "", "").out
    assert "实施单位？（回车采用上面的主管部门：区民政局）" in out
    assert "（公章）？（回车采用上面的主管部门：区民政局）" in out
    assert facts()["seal"] == "区民政局" and facts()["implementing_unit"] == "区民政局"


def test_a_name_that_two_reports_have_calls_neither(workspace: File) -> None:
    begun(year=2019)
    fill("档案工作")
    id = begun(year=2020)
    assert f"继续填写：zpb fill {id}" in fill("档案工作").out
    refused = zpb("show", "档案工作")
    assert "2019 年度" in refused.err and "2020 年度" in refused.err and refused.code == 2


def test_a_row_goes_to_another_class_with_all_that_it_has(workspace: File) -> None:
    begun()
    done = fill("/到 数量", "合格率", "≥95%", "98%", "/到 合格", "/移 质量", "/移 天上")
    assert "已把「合格率」移到质量指标" in done.out and "「合格率」已在质量指标中" in fill("/移 质量").err
    assert done.code == 2 and "没有「天上」这一组，可以写：数量指标、质量指标" in done.err
    rows = exported()["answers"]["indicators"]
    assert [(row["level2"], row["indicator"], row["actual"]) for row in rows] == [("质量指标", "合格率", "98%")]
    fill("/撤销")
    assert [row["level2"] for row in exported()["answers"]["indicators"]] == ["数量指标"]


def test_what_it_takes_over_from_stays_what_was_named(workspace: File) -> None:
    for name in ("2-1", "2-5"):
        zpb("fill", "--answers", str(FOLDER / f"{name}.json"))
    zpb("new", "project-expenditure", "--from", "一般行政管理事务", "--plain", stdin="甲项目\n")
    zpb("fill", "档案工作", "--plain", stdin="/到 说明\n另有说明一份\n")
    period = next(line for line in zpb("fill", "甲项目", "--plain", stdin="").out.splitlines() if "起止时间？" in line)
    assert "2020 年 1 月 1 日-2020 年 12 月 31 日" in period, "and not 2021, as the other has it"


def test_whoever_goes_to_the_question_at_hand_sees_it_again(workspace: File) -> None:
    begun()
    assert fill("/改 1.1", "档案工作").out.count("项目名称？") == 2


def test_without_a_command_it_goes_on_line_by_line_where_that_is_asked_for(workspace: File) -> None:
    begun()
    assert "项目名称？" in zpb("--plain", stdin="").out


def test_lines_of_a_spreadsheet_are_one_table_in_a_pipe_too(workspace: File) -> None:
    begun()
    rows = ("三级指标\t完成值\t指标值", "甲\t6 期\t7 期", "乙\t1 个\t2 个")
    funds = ("年度资金总额\t10\t9\t90%", "区级财政资金\t10\t9\t90%")
    done = fill("/到 指标", *rows, "1", "/到 资金", *funds, "1", "/到 项目名称", "档\t案")
    assert (done.code, done.err) == (0, "")
    assert (
        "  贴入 2 行：\n    三级指标  年度指标值  全年完成值\n  数量指标\n    甲        7 期        6 期\n" in done.out
    )
    answers = exported()["answers"]
    assert [(row["indicator"], row["target"]) for row in answers["indicators"]] == [("甲", "7 期"), ("乙", "2 个")]
    assert [row["executed"] for row in answers["funds"] if row.get("executed")] == ["9", "9"]
    assert facts() == {"project_name": "档 案"}


def test_what_comes_behind_a_table_in_a_pipe_is_never_taken_for_a_yes(workspace: File) -> None:
    begun()
    done = fill("/到 指标", "甲\t6 期\t6 期", "乙\t1 个\t1 个", "6 期")
    assert done.code == 2
    assert done.err.startswith("第 4 行（产出指标 › 数量指标 第 1 行 · 三级指标）：请输入 1（是）、2（不贴入）。")
    assert "indicators" not in exported()["answers"] or not exported()["answers"]["indicators"]


def test_the_end_of_the_input_leaves_and_the_next_run_goes_on_there(workspace: File) -> None:
    begun()
    fill(*FACTS[:2])
    done = fill(FACTS[2])
    assert "继续填写「档案工作」" in done.out
    assert facts()["competent_dept"] == FACTS[2]


def test_without_a_command_it_goes_on_with_the_last_unfinished_report(workspace: File) -> None:
    begun()
    assert zpb(stdin="档案工作\n").code == 0
    assert facts()["project_name"] == "档案工作"


def test_a_last_line_without_its_end_counts(workspace: File) -> None:
    begun()
    zpb("fill", "--plain", stdin="档案工作")
    assert facts()["project_name"] == "档案工作"


def test_windows_line_ends_and_a_byte_order_mark_are_no_part_of_an_answer(workspace: File) -> None:
    begun()
    zpb("fill", "--plain", stdin="\ufeff档案工作\r\n2020.1.1-12.31\r\n")
    assert facts() == {"project_name": "档案工作", "period": "2020.1.1-12.31"}


def test_a_backslash_at_the_end_continues_the_answer(workspace: File) -> None:
    begun()
    done = fill("/到 年度总体目标", "一、整理档案；\\", "二、维护系统。", "已完成。")
    assert done.code == 0
    goals = exported()["answers"]["goals"]
    assert goals == {"initial_goal": "一、整理档案；\n二、维护系统。", "actual_outcome": "已完成。"}


def test_after_a_warning_it_goes_on_by_itself(workspace: File) -> None:
    begun()
    done = fill("档案工作", "2021.1.1-12.31", "中共深圳市坪山区委办公室")
    assert done.code == 0
    assert facts()["period"] == "2021.1.1-12.31"
    assert facts()["competent_dept"] == "中共深圳市坪山区委办公室"


def test_an_empty_line_after_a_warning_goes_on_and_answers_nothing(workspace: File) -> None:
    begun()
    fill("档案工作", "2020.1.1-12.31", "甲单位")
    begun(year=2021)
    done = fill("档案工作", "2020.1.1-12.31", "", "真正的主管部门")
    assert (done.code, done.err) == (0, "")
    assert facts()["competent_dept"] == "真正的主管部门"
    assert "> 2020.1.1-12.31\n" in done.out and "\n>\n主管部门？" in done.out


def test_a_warning_at_the_very_end_is_left_behind(workspace: File) -> None:
    begun()
    fill("档案工作", "2021.1.1-12.31")
    assert "\n主管部门？" in fill().out


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        (["档案工作", "2020.13.1-12.31", "别的"], "第 2 行（项目起止时间）", "没有 13 月"),
        (["", "x"], "第 1 行（项目名称）", "必填"),
        (["\x1b[2J\x07"], "第 1 行（项目名称）", ""),
        (["字" * 10_001], "第 1 行（项目名称）", "最多 10000 个字"),
        (["/没有的命令"], "第 1 行（项目名称）", "没有「/没有的命令」"),
        (["/到 没有的节"], "第 1 行（项目名称）", "没有「没有的节」"),
        (["/同上", "档案工作"], "第 1 行（项目名称）", "没有可以照填的内容"),
        (["/去年", "档案工作"], "第 1 行（项目名称）", "没有上一份"),
        (["/撤销"], "第 1 行（项目名称）", "没有可以撤销的改动"),
        (["/保留 理由"], "第 1 行（项目名称）", "没有需要保留的提示"),
        (["档案工作", "2021.1.1-12.31", "/保留"], "第 3 行（项目起止时间）", "请写明保留的理由"),
        (["/上一步"], "第 1 行（项目名称）", "已经是第一项"),
        (["/到 核对", "档案工作"], "第 2 行（核对）", "已到核对页"),
        (["/到 资金", "45.3Z"], "第 2 行（年度资金总额 · 全年预算数（A））", "45.3Z"),
        (["/到 资金", "NaN"], "第 2 行（年度资金总额 · 全年预算数（A））", "NaN"),
        (["/到 资金", "1" * 40], "第 2 行（年度资金总额 · 全年预算数（A））", ""),
        (["档案工作", "/沿用", "也许"], "第 3 行（项目起止时间）", "1（是）、2（逐项）"),
        (["/导出 abc"], "第 1 行（项目名称）", "「abc」"),
        (["/完成"], "第 1 行（项目名称）", "项必填内容空着"),
        (["/到 绩效指标", "/移 " + "9" * 5000], "第 2 行（", "请写明移到第几行"),
        (["/到 绩效指标", "/删 " + "9" * 5000], "第 2 行（", "请写明第几行"),
        (["/到 绩效指标", "/删 甲"], "第 2 行（", "请写明第几行"),
        (["/到 绩效指标", "/加 速度"], "第 2 行（", "没有「速度」这一组"),
        (["/检查 I99"], "第 1 行（项目名称）", "没有「I99」这条规则"),
    ],
)
def test_a_line_that_cannot_be_taken_stops_there(workspace: File, lines: list[str], place: str, said: str) -> None:
    begun()
    done = fill(*lines, "后面的", "一行")
    assert done.code == 2
    assert place in done.err and said in done.err
    assert len(done.err.splitlines()) == 1
    assert "后面的" not in json.dumps(exported(), ensure_ascii=False)


def rows() -> list[tuple[str, str]]:
    return [(each["level2"], each["indicator"]) for each in exported()["answers"]["indicators"] if "indicator" in each]


def test_a_row_is_added_to_the_group_that_is_named(workspace: File) -> None:
    begun()
    fill("/到 绩效指标", "整理档案", "/加 质量指标", "合格率", "/加 时效", "及时", "/加 数量", "消毒")
    found = rows()
    assert ("质量指标", "合格率") in found and ("时效指标", "及时") in found
    assert [name for group, name in found if group == "数量指标"] == ["整理档案", "消毒"]


def test_a_row_is_dropped_by_its_number_and_the_question_at_hand_stays(workspace: File) -> None:
    begun()
    fill("/到 绩效指标", "整理档案", "/加", "消毒", "/加", "维护")
    done = fill("/删 2", "10 次")
    assert "已删除「消毒」" in done.out
    assert [name for group, name in rows() if group == "数量指标"] == ["整理档案", "维护"]
    kept = next(each for each in exported()["answers"]["indicators"] if each.get("indicator") == "维护")
    assert kept["target"] == "10 次"


def test_a_check_may_be_looked_at_alone(workspace: File) -> None:
    begun()
    done = fill("档案工作", "2021.1.1-12.31", "/检查 b02", "/检查 B01")
    shown = done.out.partition("> /检查 b02")[2]
    assert shown.count("B02 项目起止时间：") == 1
    assert "检查结果：" in shown.partition("> /检查 B01")[2]


@pytest.mark.parametrize(
    ("line", "text"), [("//甲", "/甲"), ("、、甲", "、甲"), ("/、甲", "、甲"), ("／／甲", "／甲"), ("/", "/")]
)
def test_a_mark_before_a_mark_makes_an_answer(workspace: File, line: str, text: str) -> None:
    begun()
    fill(line)
    assert facts()["project_name"] == text


def test_a_file_is_not_written_where_the_folder_one_is_in_has_gone(
    workspace: File, tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun()
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    done = fill("/导出 txt")
    assert done.code == 2
    assert "没有写成" in done.err and len(done.err.splitlines()) == 1


def test_what_was_taken_before_the_refusal_is_kept(workspace: File) -> None:
    begun()
    fill("档案工作", "2020.1.1-12.31", "/没有的命令")
    assert facts() == {"project_name": "档案工作", "period": "2020.1.1-12.31"}


@pytest.mark.parametrize(("encoding", "data"), [("utf-8", "档案".encode("gb18030")), ("gb18030", b"\xff\xff")])
def test_bytes_of_another_encoding_are_refused(workspace: File, encoding: str, data: bytes) -> None:
    begun()
    done = zpb("fill", "--plain", stdin=data + b"\n", encoding=encoding)
    assert done.code == 2
    assert "终端编码与程序不一致" in done.err


def test_half_a_character_in_a_reason_is_refused(workspace: File) -> None:
    begun()
    given = "档案工作\n2021.1.1-12.31\n/保留 ".encode() + b"\xe6\x9c\n"
    done = zpb("fill", "--plain", stdin=given)
    assert done.code == 2
    assert "第 3 行" in done.err


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_a_gb_locale_works_from_end_to_end(workspace: File, encoding: str) -> None:
    begun()
    done = fill("档案工作", "2021.1.1-12.31", "/目录", "/到 绩效指标", "系统维护", encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert facts()["project_name"] == "档案工作"
    assert "产出指标" in done.out and "?" not in done.out


def test_empty_lines_after_the_last_answer_are_harmless(workspace: File) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    assert fill("", "", "").code == 0


def test_finishing_and_exporting_are_lines_too(
    workspace: File, tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    zpb("fill", "--answers", str(FOLDER / "2-1.json"))
    done = fill("/检查", "/完成", "/导出 txt", "/离开", "这一行不再读")
    assert (done.code, done.err) == (0, "")
    assert "已填写完毕" in done.out
    assert (tmp_path / "一般行政管理事务.txt").read_text(encoding="utf-8") == zpb("export", "-").out
    assert "error" not in {each["severity"] for each in exported()["findings"]}
    assert fill("x").code == 2, "a finished report is not offered again"


def test_an_export_never_replaces_a_file(workspace: File, tmp_path: File, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.txt").write_text("mine", encoding="utf-8")
    begun()
    done = fill("/导出 txt 表.txt")
    assert done.code == 2
    assert (tmp_path / "表.txt").read_text(encoding="utf-8") == "mine"


def test_what_the_front_shows_changes_nothing(workspace: File) -> None:
    begun()
    fill("档案工作")
    before = exported()
    done = fill("/为什么", "？", "/目录", "/检查", "/预览", "/帮助")
    assert done.code == 0
    assert exported() == before
    for word in ("这里可以：", "4 绩效指标", "检查结果：", "┌─", "/离开（/q）"):
        assert word in done.out


def test_a_save_that_fails_stops_the_script_and_says_so(workspace: File, monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    fill("档案工作")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("store.files._write_all", full)
        done = fill("2020.1.1-12.31", "别的")
    assert done.code == 3
    assert "磁盘已满" in done.err
    assert facts() == {"project_name": "档案工作"}


def script(name: str) -> list[str]:
    """The lines that a person types to fill a published form, warnings gone past."""
    data = seed(name)
    form = load(data["form"])
    person = Person(form, data)
    wizard = Wizard(form, new_answers(form, data["year"]))
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        said = parse(line, wizard)
        assert not isinstance(said, Request | Unknown)
        told = wizard.say(said)
        pending = wizard.pending
        here = pending.path if isinstance(pending, e.Ask) else ""
        if any(isinstance(each, e.Warned) and each.finding.path == here for each in told):
            wizard.say(e.Answer(""))

    while isinstance(pending := wizard.pending, e.Ask):
        say(person.line(pending, wizard))
    for line in person.heading():
        say(line)
    return lines


def without_empty(data: Any) -> Any:
    """Answers without the cells that hold nothing: published tables do not tell an empty cell from one never asked."""
    if isinstance(data, dict):
        return {key: without_empty(value) for key, value in data.items() if value != ""}
    return [without_empty(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_is_filled_through_a_pipe(workspace: File, name: str) -> None:
    data = seed(name)
    begun(data["form"], data["year"])
    done = fill(*script(name))
    assert (done.code, done.err) == (0, "")
    made = exported()
    assert without_empty(made["answers"]) == without_empty(data["answers"])
    assert [made[key] for key in ("number", "name", "title")] == [data[key] for key in ("number", "name", "title")]


def test_a_choice_that_a_check_puts_never_takes_a_prepared_answer(workspace: File) -> None:
    begun()
    groups = ["数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响"]
    lines = ["/到 指标", *("无" for _ in groups), "单位职工满意度", "有效", "100%", "1"]
    done = fill(*lines)
    assert done.code == 0, done.err
    data = exported()["answers"]
    assert data["indicators"][-1]["actual"] == "100%"
    assert data["remarks"] == {"remarks": "1"}


@pytest.mark.parametrize(
    ("word", "asked"),
    [("质量", "质量指标的名称？"), ("满意度指标", "服务对象满意度指标的名称？"), ("项目名称", "项目名称？")],
)
def test_a_place_is_gone_to_by_the_words_that_are_seen(workspace: File, word: str, asked: str) -> None:
    begun()
    assert asked in fill("/跳过", f"/到 {word}").out.split(f"/到 {word}")[1]


def test_of_several_warnings_in_a_pipe_each_is_kept_by_its_code_before_it_goes_on(workspace: File) -> None:
    begun()
    row = ("/到 数量", "乙", "≥95%", "96%", "/到 4.1", "33")
    done = fill(*row, "/保留 I06 上级要求放在数量里", "/保留 I12 上级统一的名称", "/到 1.1", "档案工作")
    assert done.code == 0 and "I12 已保留" in done.out
    assert facts()["project_name"] == "档案工作"
    refused = fill("/到 4.1", "44", "/保留 一并保留")
    assert refused.code == 2 and "请写明保留哪一条" in refused.err
    over = fill("/到 4.1", "55", "/保留 I06 上级要求放在数量里", "96%")
    assert over.code == 0 and exported()["answers"]["indicators"][0]["indicator"] == "55", "the other is gone on from"


def test_what_rates_mean_is_said_in_a_pipe_too(workspace: File) -> None:
    begun()
    done = fill("/到 质量", "服务", "有效", "100%", "/到 4.4", "/采用 达成")
    assert done.code == 0 and "已按「达成」填写 1 处" in done.out
    assert exported()["answers"]["indicators"][0]["actual"] == "达成预期指标"


def test_why_names_what_can_be_done_about_a_finding(workspace: File) -> None:
    begun()
    done = fill("/到 1.2", "2021.1.1-12.31", "/采用", "/到 1.2", "2021.1.1-12.31", "", "/到 1.2", "?")
    assert "B02 起止时间在 2021 年" in done.out.rpartition("> ?")[2]
    assert "这里可以：/采用 /保留 /上一步" in done.out.rpartition("> ?")[2]
