from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import zpb
from forms.cells import width
from report_files import report_files
from seeds import FOLDER
from store.formats.register import FORMATS
from tui.commands.show import LISTS
from tui.exits import Refusal
from tui.exporting import asked_for, destination, file_name, formats


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
        help = zpb(command, "--help").out
        assert {*formats()} <= {*help.split()}
        assert all(f"{each.suffix:<6}{each.use}" in help for each in FORMATS.values())
    assert sorted(LISTS.split()) == sorted(set(formats()) - set(FORMATS))


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
        (("档案工作", "-f", "pdf"), 2, "请导出 docx，再用 Word 或 WPS 另存为 PDF"),
        (("档案工作", "-o", "表.doc"), 2, "请导出 docx"),
        (("档案工作", "-o", "表.XLS"), 2, "请导出 xlsx"),
        (("档案工作", "-f", "unsafehtml"), 2, "没有「unsafehtml」这种格式"),
        (("档案工作", "-f", "abc"), 2, "txt、html、md、csv、json；另有按节列表的格式，见 zpb export"),
        (("档案工作", "-f", "docx", "--encoding", "gb18030"), 2, "--encoding 只用于文字格式"),
        (("档案工作", "-o", "表.html", "--encoding", "gb18030"), 2, "--encoding 只用于文字格式"),
        (("档案工作", "--all"), 2, "不要再写 REPORT"),
        (("--year", "1999", "-o", "报送"), 2, "没有 1999 年度的自评表"),
        (("没有的表",), 2, "没有找到自评表「没有的表」"),
        (("作",), 2, "没有找到"),
        (("档案工作", "--encoding", "base64"), 2, "没有「base64」这种文字编码"),
        (("档案工作", "--encoding", "utf-99"), 2, "没有「utf-99」这种文字编码"),
        (("档案工作", "--width", "3"), 2, "应为 40 至 1000 之间的数字"),
        (("档案工作", "-o", "没有/表.txt"), 3, "文件或文件夹不见了"),
        (("档案工作", "-o", "/proc/表.txt"), 3, "没有写成"),
        (("档案工作", "一般行政", "-o", "/proc/报送"), 3, "没有建成"),
        (("档案工作", "--encoding", "idna"), 2, "没有「idna」这种文字编码，可用的有 utf-8、utf-16、gb18030"),
        (("档案工作", "--encoding", "punycode"), 2, "没有「punycode」这种文字编码"),
        (("档案工作", "--encoding", "utf-7"), 2, "没有「utf-7」这种文字编码"),
        (("档案工作", "-o", "报送2020.12"), 2, "要写入文件夹的，请在它的名称后加 /。"),
        (("档案工作", "-o", "a" * 300), 3, "没有写成：文件名过长"),
        (("档案工作", "-o", "a" * 300 + "/"), 3, "没有建成：文件名过长"),
        (("--all", "-o", "全部.docx"), 2, "几份不能写成一个 全部.docx；合为一份请加 --together，各存一份请写文件夹"),
        (("--all", "-o", "全部.pdf", "-f", "docx"), 2, "几份不能写成一个 全部.pdf"),
        (("--all", "-o", "全部.MD", "-f", "docx"), 2, "几份不能写成一个 全部.MD"),
        ((), 2, "请写明导出哪一份"),
    ],
)
def test_what_it_cannot_do_is_one_sentence(arguments: tuple[str, ...], code: int, said: str) -> None:
    if said == "没有找到":
        arguments = ("作废的",)
    done = zpb("export", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err and len(done.err.splitlines()) == 1
    assert os.listdir() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--all", "-o", "在.docx/"), "文件夹 在.docx 没有建成：已有同名的文件。"),
        (("档案工作", "-o", "在.docx/表.txt"), "文件 在.docx/表.txt 没有写成：路径中有一段不是文件夹。"),
        (("--all", "-o", "在.docx/下/"), "文件夹 在.docx/下 没有建成：路径中有一段不是文件夹。"),
    ],
)
def test_a_file_in_the_way_of_a_folder_is_told_in_chinese(arguments: tuple[str, ...], said: str) -> None:
    Path("在.docx").write_bytes(b"mine")
    done = zpb("export", *arguments)
    assert (done.code, done.out, done.err) == (3, "", f"{said}\n")
    assert Path("在.docx").read_bytes() == b"mine" and os.listdir() == ["在.docx"]


def test_a_folder_may_be_named_like_a_document_where_that_is_what_is_meant() -> None:
    assert zpb("export", "--all", "-o", "报送2020.12/").code == 0
    assert zpb("export", "--all", "-o", "报送2020.12", "--force").code == 0
    assert zpb("export", "--all", "-o", "全部.docx/").code == 0
    assert zpb("export", "--all", "-f", "docx", "-o", "报送.v2").code == 0
    assert {name: len(os.listdir(name)) for name in os.listdir()} == {"报送2020.12": 2, "全部.docx": 2, "报送.v2": 2}


def test_blanks_around_a_place_and_a_backslash_after_it_are_no_part_of_a_name() -> None:
    assert zpb("export", "档案工作", "-o", " 报送/ ").code == 0
    assert zpb("export", "档案工作", "-o", "又\\").code == 0
    assert zpb("export", "档案工作", "-o", " ").out == zpb("export", "档案工作").out
    assert {name: os.listdir(name) for name in os.listdir()} == {"报送": ["档案工作.txt"], "又": ["档案工作.txt"]}


@pytest.mark.parametrize("in_the_way", ["一般行政管理事务.txt", "档案工作.txt"])
def test_where_one_cannot_be_replaced_the_others_are_not_either(in_the_way: str) -> None:
    Path(f"报送/{in_the_way}").mkdir(parents=True)
    done = zpb("export", "--all", "-o", "报送", "--force")
    assert (done.code, done.err) == (3, f"文件 报送/{in_the_way} 没有写成：是一个文件夹。\n")
    assert os.listdir("报送") == [in_the_way]


@pytest.mark.skipif(os.name == "nt", reason="limits are those of POSIX")
def test_where_there_is_room_for_one_alone_none_is_written() -> None:
    import resource

    Path("报送").mkdir()
    Path("报送/一般行政管理事务.txt").write_bytes(b"mine")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    sizes = [len(zpb("export", name).raw) for name in ("一般行政", "档案工作")]
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(sizes) + 1, hard))
    try:
        done = zpb("export", "--all", "-o", "报送", "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sizes[0] != sizes[1] and done.code == 3
    assert [Path("报送", each).read_bytes() for each in os.listdir("报送")] == [b"mine"]


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_a_name_cannot_forge_a_line_of_ours() -> None:
    done = zpb("export", "档案工作", "-o", "a.txt\n已写出 真的\u2028.txt")
    assert done.code == 0 and len(done.err.splitlines()) == 1
    assert done.err.startswith("已写出 a.txt�已写出 真的�.txt（")
    again = zpb("export", "档案工作", "-o", "a.txt\n已写出 真的\u2028.txt")
    assert len(again.err.splitlines()) == 1 and len(zpb("export", "--all", "-f", "x\ny").err.splitlines()) == 1


def test_a_name_that_promises_another_format_is_refused() -> None:
    for name in ("表.xlsx", "表.PDF", "表.htm"):
        done = zpb("export", "档案工作", "-f", "docx", "-o", name)
        assert (done.code, done.out) == (2, "") and "格式却是 docx" in done.err and not os.path.exists(name)
    assert zpb("export", "档案工作", "-f", "html", "-o", "表.htm").code == 0


@pytest.mark.parametrize(
    ("argument", "format", "place"),
    [
        ("docx", "docx", ""),
        ("docx 甲 乙", "docx", "甲 乙"),
        ("甲 乙.xlsx", "xlsx", "甲 乙.xlsx"),
        ("/tmp/a b.md", "md", "/tmp/a b.md"),
        ("txt 表.txt", "txt", "表.txt"),
        ("Excel", "xlsx", ""),
        ("网页 报送/", "html", "报送/"),
    ],
)
def test_what_is_asked_for_names_a_format_a_place_or_both(argument: str, format: str, place: str) -> None:
    assert asked_for(argument) == (format, place)


def test_a_destination_has_the_ending_of_its_format_and_a_folder_that_is_there() -> None:
    os.mkdir("有")
    assert destination("有", "档案工作", "docx") == Path("有/档案工作.docx")
    assert destination("有/", "档案工作", "docx") == Path("有/档案工作.docx")
    assert destination("表", "档案工作", "docx") == Path("表.docx")
    assert destination("报送2020.12", "档案工作", "xlsx") == Path("报送2020.12.xlsx")
    assert destination("表.HTM", "档案工作", "html") == Path("表.HTM")
    assert destination('"有/引 号"', "档案工作", "docx") == Path("有/引 号.docx")
    assert destination("新/", "档案工作", "docx") == Path("新/档案工作.docx") and os.path.isdir("新")
    with pytest.raises(Refusal, match="没有建成：文件名过长"):
        destination("长" * 300 + "/", "档案工作", "docx")
    for text, said in (("没有/表.docx", "没有文件夹 没有"), ("表.csv", "格式却是 docx")):
        with pytest.raises(Refusal, match=said):
            destination(text, "档案工作", "docx")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("command", ["export", "show"])
def test_a_document_for_a_stream_that_is_closed_is_no_success(command: str) -> None:
    line = shlex.join([sys.executable, "-m", "tui.main", command, "档案工作"])
    done = subprocess.run(["sh", "-c", f"{line} >&-"], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (3, "标准输出已关闭，没有写出；请用 zpb export 写成文件。\n")


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


@pytest.mark.parametrize("ending", ["doc", "xls", "xyz"])
def test_a_file_is_never_written_under_a_name_that_promises_something_else(tmp_path: Path, ending: str) -> None:
    done = zpb("export", "档案工作", "-o", str(tmp_path / f"a.{ending}"))
    assert done.code == 2 and ending in done.err
    assert not (tmp_path / f"a.{ending}").exists()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_of_ours_is_written_by_its_ending(format: str) -> None:
    done = zpb("export", "档案工作", "-o", f"表.{format.upper()}")
    assert (done.code, done.out) == (0, ""), done.err
    written = Path(f"表.{format.upper()}").read_bytes()
    assert written.startswith(b"PK") == (format in ("docx", "xlsx"))
    assert zpb("export", "档案工作", "-f", format).raw == written
    assert os.listdir() == [f"表.{format.upper()}"]


@pytest.mark.parametrize("format", FORMATS)
def test_several_together_are_one_document_in_their_order(format: str) -> None:
    done = zpb("export", "档案工作", "一般行政", "--together", "-o", f"全部.{format}")
    assert (done.code, os.listdir()) == (0, [f"全部.{format}"]), done.err
    if format in ("docx", "xlsx"):
        return
    written = Path(f"全部.{format}").read_bytes()
    assert 0 <= written.index(b"45.54") < written.index(b"383.50")
    assert zpb("export", "档案工作", "一般行政", "--together", "-f", format).raw == written


def test_lists_go_together_too() -> None:
    out = zpb("export", "档案工作", "一般行政", "--together", "-f", "tsv").out
    assert out.index("45.54") < out.index("383.50")


def test_everything_or_a_year_goes_out_by_the_numbers_of_the_annexes() -> None:
    for name in ("2-10", "2-2"):
        zpb("fill", "--answers", str(FOLDER / f"{name}.json"))
    zpb("new", "project-expenditure", "--year", "2021", "--set", "facts.project_name=别的年度")
    data = json.loads(zpb("export", "--year", "2020", "--together", "-f", "json").out)
    assert [each["number"] for each in data] == ["2-1", "2-2", "2-5", "2-10"]
    assert zpb("export", "--all", "-f", "json", "-o", "报送/").code == 0
    assert len(os.listdir("报送")) == 5


def test_one_that_cannot_be_read_is_told_and_the_others_go_out(workspace: Path) -> None:
    spoiled, *_ = [each for each in report_files(workspace) if "档案工作" in each.read_text("utf-8")]
    spoiled.write_bytes(b"{")
    done = zpb("export", "--all", "-o", "报送/")
    assert done.code == 3 and spoiled.stem in done.err
    assert [os.path.splitext(each)[0] for each in os.listdir("报送")] == ["一般行政管理事务"]
    assert zpb("export", spoiled.stem, "-o", "一份.txt").code == 3 and not os.path.exists("一份.txt")
    for each in report_files(workspace):
        each.write_bytes(b"{")
    done = zpb("export", "--year", "2020", "-o", "又/")
    assert done.code == 3 and "没有读得了的自评表" in done.err and not os.path.exists("又")


def test_together_in_a_folder_has_a_name_of_its_own() -> None:
    assert zpb("export", "--all", "--together", "-o", "报送/").code == 0
    assert os.listdir("报送") == ["自评表.txt"]


def test_a_spreadsheet_s_mark_of_utf_8_goes_out_in_utf_8_alone() -> None:
    assert zpb("export", "档案工作", "-f", "csv").raw.startswith(b"\xef\xbb\xbf")
    for encoding in ("gb18030", "utf-16-le"):
        raw = zpb("export", "档案工作", "-f", "csv", "--encoding", encoding).raw
        assert "\ufeff" not in raw.decode(encoding)


def test_a_terminal_is_never_shown_what_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.exporting.is_terminal", lambda *_: True)
    monkeypatch.setattr("tui.exporting.terminal_width", lambda: 80)
    for command in ("show", "export"):
        done = zpb(command, "档案工作", "-f", "docx")
        assert (done.code, done.out) == (2, "")
        assert "不能显示在屏幕上" in done.err and "-o 自评表.docx" in done.err


@pytest.mark.skipif(os.name == "nt", reason="limits are those of POSIX")
@pytest.mark.parametrize("there", [False, True])
def test_a_document_that_cannot_be_written_whole_leaves_nothing_behind(there: bool) -> None:
    import resource

    if there:
        Path("表.txt").write_text("mine", encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        done = zpb("export", "档案工作", "-o", "表.txt", *(["--force"] if there else []))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (done.code, done.out) == (3, "")
    assert "没有写成：超过了系统允许的大小" in done.err and len(done.err.splitlines()) == 1
    assert [Path(each).read_text(encoding="utf-8") for each in os.listdir()] == (["mine"] if there else [])


def test_a_system_without_links_still_replaces_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", refused)
    assert zpb("export", "档案工作", "-o", "表.txt").code == 0
    assert zpb("export", "档案工作", "-o", "表.txt").code == 2
    assert os.listdir() == ["表.txt"]


def test_a_link_that_leads_nowhere_is_not_written_through() -> None:
    os.symlink("别处.txt", "表.txt")
    assert zpb("export", "档案工作", "-o", "表.txt").code == 2
    assert os.listdir() == ["表.txt"]
