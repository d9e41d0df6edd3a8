from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Done, zpb
from seeds import FOLDER, NAMES, seed

ANSWERS = str(FOLDER / "2-5.json")


def events(done: Done) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.out.splitlines()]


def exported(ref: str = "-") -> dict[str, object]:
    data: dict[str, object] = json.loads(zpb("export", ref, "-f", "json").out)
    return data


@pytest.mark.parametrize("name", NAMES)
def test_a_published_form_comes_out_as_it_went_in(workspace: Path, name: str) -> None:
    done = zpb("fill", "--answers", str(FOLDER / f"{name}.json"))
    assert done.err == ""
    data, given = exported(), seed(name)
    for key in ("form", "year", "number", "name", "title"):
        assert data[key] == given[key]
    errors = [each for each in data["findings"] if each["severity"] == "error"]  # type: ignore[attr-defined]
    assert done.code == bool(errors)


def test_each_thing_that_happened_is_a_line_of_json(workspace: Path) -> None:
    told = events(zpb("fill", "--answers", ANSWERS))
    saved = [each for each in told if each["event"] == "saved"]
    assert [each["rev"] for each in saved] == [1]
    assert {"event": "changed", "path": "facts.project_name", "before": None, "after": "档案工作"} in told
    assert "B02" in {each["code"] for each in told if each["event"] == "warned"}


def test_without_a_report_the_same_project_is_not_made_twice(workspace: Path) -> None:
    first = events(zpb("fill", "--answers", ANSWERS))
    done = zpb("fill", "--answers", ANSWERS)
    id = next(each["id"] for each in first if each["event"] == "saved")
    assert (done.code, done.out) == (2, "")
    assert f"zpb fill {id} --answers {ANSWERS}" in done.err


def test_the_command_it_names_updates_the_report(workspace: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    told = events(zpb("fill", "档案工作", "--answers", ANSWERS))
    assert told[0]["event"] == "unchanged"


def test_a_report_that_is_named_keeps_what_the_file_does_not_have(workspace: Path, tmp_path: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    before = exported()
    change = tmp_path / "change.toml"
    change.write_text('[answers.facts]\nperiod = "2020.1.1-12.31"\nis_key_project = ""\n', encoding="utf-8")
    told = events(zpb("fill", "档案工作", "--answers", str(change)))
    assert [each["path"] for each in told if each["event"] == "changed"] == ["facts.period", "facts.is_key_project"]
    before["answers"]["facts"] |= {"period": "2020.1.1-12.31", "is_key_project": ""}  # type: ignore[index]
    assert exported()["answers"] == before["answers"]


def test_rows_that_are_there_replace_those_of_the_page(workspace: Path, tmp_path: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    row = {"level1": "产出", "level2": "数量", "indicator": "整理档案", "target": "10 份", "actual": "12 份"}
    change = tmp_path / "change.json"
    change.write_text(json.dumps({"answers": {"indicators": [row]}}), encoding="utf-8")
    zpb("fill", "-", "--answers", str(change))
    rows = exported()["answers"]["indicators"]  # type: ignore[index]
    assert [each["indicator"] for each in rows] == ["整理档案"]


def test_figures_stay_as_they_are_written(workspace: Path) -> None:
    given = HEAD + '"answers": {"funds": [{"name": "年度资金总额", "annual_budget": 383.50}]}}'
    zpb("fill", "--answers", "-", stdin=given)
    assert exported()["answers"]["funds"][0]["annual_budget"] == "383.50"  # type: ignore[index]


HEAD = '{"form": "project-expenditure", "year": 2020, '
BAD = [
    ("{", "不是完好的 JSON，第 1 行第 2 个字符"),
    ("[]", "应为一份表的内容"),
    ('"text"', "不是完好的 TOML"),
    ("{}", "form：请写明"),
    ('{"form": "project-expenditur"}', "最接近的是 project-expenditure"),
    ('{"form": 3}', "没有「3」这种表"),
    ('{"form": true}', "form：请写明"),
    (HEAD + '"answers": []}', "answers：应为各节的内容"),
    (HEAD + '"answer": {}}', "answer：没有这一项。最接近的是「answers」"),
    (HEAD + '"answers": {"facts": {"project": "x"}}}', "facts.project：没有这一项"),
    (HEAD + '"answers": {"facts": "x"}}', "facts：应为各项的内容"),
    (HEAD + '"answers": {"facts": {"project_name": ["x"]}}}', "facts.project_name：应为文字"),
    (HEAD + '"answers": {"facts": {"period": "2020.13.1-12.31"}}}', "facts.period："),
    (HEAD + '"answers": {"funds": [{"name": "年度资金总额", "executed": NaN}]}}', "NaN 不是数字"),
    (HEAD + '"answers": {"funds": [{"name": "年度资金总额", "executed": "45.3Z"}]}}', "funds.1.executed："),
    (HEAD + '"answers": {"funds": [{"name": "别的"}]}}', "funds.1：name 应为"),
    (HEAD + '"answers": {"indicators": [{"level2": "速度"}]}}', "indicators.1：level1、level2"),
    (HEAD + '"answers": {"facts": {"project_name": "a", "project_name": "b"}}}', "「project_name」写了两次"),
    (HEAD + '"year": "二十"}', "写了两次"),
    ("[" * 100_000, "套得太深"),
    ("form = \n", "不是完好的 TOML，第 1 行"),
    ('a = "b', "不是完好的 TOML"),
    (b"\xff\xfe{}", "不是 UTF-8"),
    (b'{"form": "\xb5\xb5"}', "不是 UTF-8"),
    (HEAD + '"answers": {"facts": {"project_name": "' + "字" * 10_001 + '"}}}', "facts.project_name："),
]


@pytest.mark.parametrize(("given", "said"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_refused_whole(workspace: Path, given: str | bytes, said: str) -> None:
    done = zpb("fill", "--answers", "-", stdin=given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert zpb("list").out == ""


def test_every_problem_is_listed_and_nothing_stored(workspace: Path, tmp_path: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    change = tmp_path / "change.json"
    facts = {"period": "2020.13.1", "project_name": "新名称", "nonsense": "1"}
    change.write_text(json.dumps({"answers": {"facts": facts}, "name": "新名称"}), encoding="utf-8")
    before = exported()
    done = zpb("fill", "-", "--answers", str(change))
    assert (done.code, done.out) == (2, "")
    assert "facts.period" in done.err and "facts.nonsense" in done.err and "共 2 处" in done.err
    assert exported() == before


@pytest.mark.parametrize(
    ("place", "said"), [("missing.json", "读不了：文件或文件夹不见了"), (".", "读不了")], ids=["missing", "folder"]
)
def test_a_file_that_cannot_be_read_is_one_sentence(workspace: Path, tmp_path: Path, place: str, said: str) -> None:
    done = zpb("fill", "--answers", str(tmp_path / place))
    assert done.code == 2
    assert said in done.err


def test_a_giant_is_refused_before_it_is_read(workspace: Path, tmp_path: Path) -> None:
    giant = tmp_path / "giant.json"
    with giant.open("wb") as file:
        file.truncate(11 << 20)
    done = zpb("fill", "--answers", str(giant))
    assert done.code == 2
    assert "超过 10 MB" in done.err


def test_what_is_taken_out_of_a_text_is_said(workspace: Path) -> None:
    given = HEAD + '"answers": {"facts": {"project_name": "档\\ud800案\\u001b[2J工作"}}}'
    done = zpb("fill", "--answers", "-", stdin=given)
    assert exported()["name"] == "档案工作"
    assert done.err.count("facts.project_name：去掉了") == 2


def test_a_row_of_the_same_name_keeps_what_holds_on_to_it(workspace: Path, tmp_path: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    data = exported()
    data["waivers"] = [{"code": "I01", "path": "indicators.1.deviation_reason", "reason": "另行说明"}]
    change = tmp_path / "change.json"
    change.write_text(json.dumps(data), encoding="utf-8")
    zpb("fill", "-", "--answers", str(change))
    rows = data["answers"]["indicators"]  # type: ignore[index]
    change.write_text(json.dumps({"answers": {"indicators": [*rows[1:], rows[0]]}}), encoding="utf-8")
    zpb("fill", "-", "--answers", str(change))
    assert [each["reason"] for each in exported()["waivers"]] == ["另行说明"]  # type: ignore[attr-defined]


def test_another_kind_of_form_does_not_fit_the_report(workspace: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    done = zpb("fill", "-", "--answers", str(FOLDER / "2-12.json"))
    assert done.code == 2
    assert "investment-project" in done.err


def test_without_an_unfinished_report_it_says_how_to_make_one(workspace: Path) -> None:
    done = zpb("fill")
    assert done.code == 2
    assert "zpb new" in done.err and "project-expenditure" in done.err


def test_a_report_that_is_not_there_names_those_near(workspace: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    done = zpb("fill", "档案工做")
    assert done.code == 2
    assert "档案工作" in done.err


def test_a_name_above_the_answers_names_the_project(workspace: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    told = events(zpb("fill", "-", "--answers", "-", stdin='{"name": "新名称"}'))
    assert told[0] == {"event": "changed", "path": "facts.project_name", "before": "档案工作", "after": "新名称"}
    assert exported()["name"] == "新名称"


def test_of_two_names_the_one_among_the_answers_counts_and_that_is_said(workspace: Path) -> None:
    zpb("fill", "--answers", ANSWERS)
    data = exported()
    data["answers"]["facts"]["project_name"] = "新名称"  # type: ignore[index]
    done = zpb("fill", "-", "--answers", "-", stdin=json.dumps(data))
    assert exported()["name"] == "新名称"
    assert "name：与 facts.project_name 不同" in done.err


def test_a_new_report_had_no_year_before(workspace: Path) -> None:
    told = events(zpb("fill", "--answers", ANSWERS))
    assert {"event": "changed", "path": "header.year", "before": None, "after": "2020"} in told


def test_a_key_of_a_file_never_drives_the_terminal(workspace: Path) -> None:
    key = "\x1b]0;PWN\x07\x9b\u202e x"
    for data in ({"form": "project-expenditure", key: "1"}, {"form": key}):
        done = zpb("fill", "--answers", "-", stdin=json.dumps(data))
        assert done.code == 2
        assert "PWN" in done.err and not set("\x1b\x07\x9b\u202e") & set(done.err)
