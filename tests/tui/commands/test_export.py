from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from command_line import zpb
from forms.cells import width
from seeds import FOLDER
from tui.commands.show import FORMATS
from tui.exporting import file_name, formats


@pytest.fixture(autouse=True)
def two_reports(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2-1", "2-5"):
        zpb("fill", "--answers", str(FOLDER / f"{name}.json"))
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")


def test_text_goes_to_stdout_alone() -> None:
    done = zpb("export", "档案工作")
    assert (done.code, done.err) == (0, "")
    assert "附件 2-5:" in done.out and "2021 年 1 月 1 日" in done.out
    drawn = [line for line in done.out.splitlines() if line[:1] in "┌│├└"]
    assert len({width(line) for line in drawn}) == 1
    assert 90 <= width(drawn[0]) <= 100


def test_dash_is_stdout_and_findings_do_not_matter() -> None:
    assert zpb("export", "档案工作", "-o", "-").raw == zpb("export", "档案工作").raw
    assert zpb("check", "档案工作").code == 1


def test_show_prints_the_same() -> None:
    assert zpb("show", "档案工作").raw == zpb("export", "档案工作").raw
    assert json.loads(zpb("show", "档案工作", "-f", "json").out)["number"] == "2-5"


@pytest.mark.parametrize("format", ["grid", "simple", "plain", "pipe", "tsv"])
def test_the_simple_formats_have_every_page_with_its_heading(format: str) -> None:
    done = zpb("export", "档案工作", "-f", format)
    assert done.code == 0
    assert all(each in done.out for each in ("基本信息", "项目资金", "绩效指标", "45.54", "15000 份"))


def test_the_help_names_every_format() -> None:
    for command in ("export", "show"):
        said = set(zpb(command, "--help").out.split())
        assert {each for each in formats() if each not in said} <= {"txt", "json"}
    named = " ".join(FORMATS.split("\n")[1:]).split()
    assert sorted(named) == sorted(set(formats()) - {"txt", "json"})


def test_width_and_ascii_shape_the_drawing() -> None:
    done = zpb("export", "档案工作", "--width", "70", "--ascii")
    drawn = [line for line in done.out.splitlines() if line[:1] in "+|"]
    assert len({width(line) for line in drawn}) == 1
    assert 60 <= width(drawn[0]) <= 70
    assert not set(done.out) & set("┌│├└─")


def test_the_encoding_is_the_one_asked_for() -> None:
    assert "档案工作" in zpb("export", "档案工作", "--encoding", "gb18030").raw.decode("gb18030")
    assert "档案工作" in zpb("export", "档案工作", encoding="gb18030").raw.decode("utf-8")


def test_a_character_that_an_encoding_has_not_got_is_named() -> None:
    done = zpb("export", "档案工作", "--encoding", "latin-1")
    assert (done.code, done.out) == (2, "")
    assert "latin-1 写不出「" in done.err


def test_a_file_is_written_once_and_never_replaced_unasked() -> None:
    done = zpb("export", "档案工作", "-o", "表.txt")
    assert (done.code, done.out) == (0, "")
    written = Path("表.txt").read_bytes()
    assert f"{len(written):,} 字节" in done.err
    again = zpb("export", "一般行政管理事务", "-o", "表.txt")
    assert again.code == 2 and "--force" in again.err
    assert Path("表.txt").read_bytes() == written
    assert zpb("export", "一般行政管理事务", "-o", "表.txt", "--force").code == 0
    assert Path("表.txt").read_bytes() != written
    assert os.listdir() == ["表.txt"]


def test_the_ending_of_the_file_names_the_format() -> None:
    zpb("export", "档案工作", "-o", "表.json")
    assert json.loads(Path("表.json").read_text(encoding="utf-8"))["name"] == "档案工作"


def test_several_go_to_a_folder_each_under_its_name() -> None:
    done = zpb("export", "档案工作", "一般行政", "档案工作", "-o", "报送")
    assert done.code == 0
    assert sorted(os.listdir("报送")) == ["一般行政管理事务.txt", "档案工作.txt"]


def test_several_write_nothing_where_one_is_there_already() -> None:
    Path("报送").mkdir()
    Path("报送/档案工作.txt").write_text("mine", encoding="utf-8")
    done = zpb("export", "档案工作", "一般行政", "-o", "报送")
    assert done.code == 2 and "档案工作.txt" in done.err
    assert os.listdir("报送") == ["档案工作.txt"]


def test_two_reports_of_one_name_get_two_files() -> None:
    zpb("new", "project-expenditure", "--year", "2021", "--set", "facts.project_name=档案工作")
    ids = [line.split()[0] for line in zpb("list").out.splitlines() if "档案工作" in line]
    zpb("export", *ids, "-o", "报送")
    assert sorted(os.listdir("报送")) == ["档案工作-2.txt", "档案工作.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("档案工作", "一般行政"), 2, "请用 -o 给出存放的文件夹"),
        (("档案工作", "一般行政", "-o", "-"), 2, "请用 -o 给出存放的文件夹"),
        (("档案工作", "-f", "docx"), 2, "「docx」格式还没有做好。可用的有：txt、json"),
        (("档案工作", "-f", "unsafehtml"), 2, "没有「unsafehtml」这种格式"),
        (("没有的表",), 2, "没有找到自评表「没有的表」"),
        (("作",), 2, "没有找到"),
        (("档案工作", "--encoding", "base64"), 2, "没有「base64」这种文字编码"),
        (("档案工作", "--encoding", "utf-99"), 2, "没有「utf-99」这种文字编码"),
        (("档案工作", "--width", "3"), 2, "应为 40 至 1000 之间的数字"),
        (("档案工作", "-o", "没有/表.txt"), 3, "文件或文件夹不见了"),
        (("档案工作", "-o", "/proc/表.txt"), 3, "没有写成"),
        (("档案工作", "一般行政", "-o", "/proc/报送"), 3, "没有建成"),
        ((), 2, "缺少 REPORT"),
    ],
)
def test_what_it_cannot_do_is_one_sentence(arguments: tuple[str, ...], code: int, said: str) -> None:
    if said == "没有找到":
        arguments = ("作废的",)
    done = zpb("export", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err and len(done.err.splitlines()) == 1
    assert os.listdir() == []


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert zpb("export", "档案工作", "-o", os.devnull, "--force").code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("档案工作", "档案工作.txt"),
        ('a/b\\c:d*e?f"g<h>i|j\n', "a_b_c_d_e_f_g_h_i_j.txt"),
        ("", "自评表.txt"),
        ("...", "自评表.txt"),
        ("-rf 档案", "rf 档案.txt"),
        ("CON", "_CON.txt"),
        ("nul.x", "_nul.x.txt"),
        ("名称 . ", "名称.txt"),
        ("字" * 200, "字" * 83 + ".txt"),
        ("𠮷" * 200, "𠮷" * 62 + ".txt"),
    ],
)
def test_names_are_legal_everywhere(name: str, made: str) -> None:
    assert file_name(name, "txt") == made
    assert len(made.encode()) <= 255


def test_names_stay_distinct_where_case_and_width_do_not_count() -> None:
    taken: list[str] = []
    for name in ("Ａ表", "a表", "A表", "字" * 200, "字" * 201):
        taken.append(file_name(name, "txt", taken))
    assert taken[:3] == ["Ａ表.txt", "a表-2.txt", "A表-3.txt"]
    assert len({each.casefold() for each in taken}) == 5


@pytest.mark.parametrize("ending", ["docx", "xlsx", "xyz"])
def test_a_file_is_never_written_under_a_name_that_promises_something_else(
    workspace: Path, tmp_path: Path, ending: str
) -> None:
    zpb("fill", "--answers", str(FOLDER / "2-5.json"))
    done = zpb("export", "档案工作", "-o", str(tmp_path / f"a.{ending}"))
    assert done.code == 2 and ending in done.err
    assert not (tmp_path / f"a.{ending}").exists()
