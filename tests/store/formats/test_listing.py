from __future__ import annotations

import re

import pytest

from forms import library
from forms.cells import width
from forms.exchange import new_from_data
from forms.sections import Section, sections
from golden import assert_golden
from seeds import seed
from store.errors import FormatError
from store.formats.listing import list_formats, write
from tui.exporting import suffix

HOSTILE = Section(
    "绩效指标", ("名称", "值"), (("甲|乙", "第一行\n第二行"), ("11,122,315.04", "1e5"), ("<b>", "383.50"))
)


def report(name: str) -> tuple[Section, ...]:
    data = seed(name)
    form = library.load(data["form"])
    answers, problems = new_from_data(form, data["year"], data)
    assert problems == []
    return sections(form, answers)


@pytest.mark.parametrize("tablefmt", ["grid", "simple", "plain", "pipe", "github", "tsv", "outline", "rst", "html"])
def test_a_published_form_is_listed_as_it_was_looked_at(tablefmt: str) -> None:
    assert_golden(f"2-5.{tablefmt}.listing", write(report("2-5"), tablefmt, 100))


@pytest.mark.parametrize("tablefmt", list_formats())
def test_every_format_leaves_numbers_as_they_were_written(tablefmt: str) -> None:
    text = write([HOSTILE], tablefmt, 80)
    for number in ("11,122,315.04", "1e5", "383.50"):
        assert number in text


@pytest.mark.parametrize("tablefmt", ["grid", "simple_grid", "outline", "psql", "presto", "simple", "plain", "rst"])
@pytest.mark.parametrize("cells", [60, 100])
def test_a_list_is_wrapped_to_the_width(tablefmt: str, cells: int) -> None:
    assert all(width(line.rstrip()) <= cells for line in write(report("2-4"), tablefmt, cells).splitlines())


@pytest.mark.parametrize(
    ("tablefmt", "line"),
    [
        ("pipe", r"| 甲\|乙 | 第一行<br>第二行 |"),
        ("github", r"| 甲\|乙 | 第一行<br>第二行 |"),
        ("tsv", "甲|乙\t第一行 第二行"),
        ("html", "<tr><td>甲|乙 </td><td>第一行 第二行</td></tr>"),
    ],
)
def test_bars_and_line_breaks_stay_inside_their_cell(tablefmt: str, line: str) -> None:
    text = write([HOSTILE], tablefmt)
    assert line in [_squeezed(each) for each in text.splitlines()]


def _squeezed(line: str) -> str:
    return " ".join(line.split(" ")) if "\t" in line else " ".join(line.split())


def test_a_backslash_before_a_bar_does_not_free_it() -> None:
    assert r"甲\\\|乙" in write([Section("", ("名",), (("甲\\|乙",),))], "pipe")


def test_a_field_of_a_tsv_is_not_padded() -> None:
    lines = write([HOSTILE], "tsv").splitlines()
    assert lines[2:] == ["名称\t值", "甲|乙\t第一行 第二行", "11,122,315.04\t1e5", "<b>\t383.50"]


CODE = (
    ("<img src=x onerror=alert(1)>", "末"),
    ("[点这里](javascript:alert(1))", "末"),
    ("=1+1", "@x"),
    (' ＝HYPERLINK("x")', '"=1+1"'),
    ("..\n\n.. raw:: html\n\n   <b>x", "`点 <javascript:alert(1)>`_"),
    ("第一行\n.. include:: x", "|x|"),
    ("1. 一", "\\input{x} $x$ %"),
    ("*x", "a\tb"),
)
"""Texts that one format or another would obey."""
OBEYED = {
    "html": r"<img|<b>",
    "pipe": r"(?<!\\)[<`\[]|(?<!\\)\*",
    "github": r"(?<!\\)[<`\[]|(?<!\\)\*",
    "tsv": r"(?m)(?:^|\t)\s*\"?\s*[-=+@＝]|\t[^\t\n]*\t",
    "rst": r"(?m)^\s*(?:\.\.|1\.)|(?<!\\)(?:[`<\[*|:]|_\b)",
    "latex": r"(?m)\\input|(?<!\\)[$%]|^ *[\[*]",
    "latex_booktabs": r"(?m)\\input|(?<!\\)[$%]|^ *[\[*]",
    "latex_longtable": r"(?m)\\input|(?<!\\)[$%]|^ *[\[*]",
}
"""What a program that knows the format would obey, had it come from a text; a format that is not here is drawn, not
marked up, and its files are plain text."""


@pytest.mark.parametrize("tablefmt", list_formats())
def test_an_answer_is_never_code(tablefmt: str) -> None:
    if tablefmt not in OBEYED:
        assert suffix(tablefmt) == "txt"
        return
    headers, *rows = CODE
    body = write([Section("表", headers, tuple(rows))], tablefmt).partition("\n\n")[2]
    assert not re.findall(OBEYED[tablefmt], body if tablefmt == "html" else body.replace("<br>", ""))


@pytest.mark.parametrize(
    ("tablefmt", "heading"),
    [
        ("html", "<h2>&lt;b&gt;*甲*\\x</h2>"),
        ("github", r"## \<b\>\*甲\*\\x"),
        ("rst", r"**\<b\>\*甲\*\\x**"),
        ("latex", r"\section*{\ensuremath{<}b\ensuremath{>}*甲*\textbackslash{}x}"),
    ],
)
def test_nor_is_a_heading(tablefmt: str, heading: str) -> None:
    assert write([HOSTILE._replace(title="<b>*甲*\\x")], tablefmt).startswith(f"{heading}\n\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [("=1+1", "'=1+1"), ("＠x", "'＠x"), ('"=1+1"', '"""=1+1"""'), ("a\tb\nc", "a b c"), ("-5", "'-5")],
)
def test_a_spreadsheet_takes_no_field_for_a_formula(text: str, written: str) -> None:
    assert write([Section("表", ("名",), ((text,),))], "tsv") == f"表\n\n名\n{written}\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (".. raw:: html", r"\.. raw\:\: html"),
        ("第一行\n- 第二行", "第一行\n\\- 第二行"),
        ("(1) 一", r"(1\) 一"),
        ("1.", r"1\."),
        ("*强*", r"\*强\*"),
        ("383.50", "383.50"),
        ("（一）、成本", "（一）、成本"),
    ],
)
def test_a_page_of_restructured_text_shows_every_line_as_it_is(text: str, written: str) -> None:
    lines = write([Section("表", ("名",), ((text,),))], "rst").splitlines()
    assert lines[5:-1] == written.splitlines()


@pytest.mark.parametrize("wiki", ["asciidoc", "jira", "mediawiki", "moinmoin", "orgtbl", "textile", "youtrack"])
def test_no_wiki_is_written_since_each_would_obey_an_answer(wiki: str) -> None:
    assert wiki not in list_formats()
    with pytest.raises(FormatError, match=f"不能用 {wiki} 格式，它会把答案里的字当成代码；请用 pipe。"):
        write([HOSTILE], wiki)


@pytest.mark.parametrize(
    ("tablefmt", "said"),
    [
        ("unsafehtml", "不能用 unsafehtml 格式，它会把答案里的字当成代码；请用 html。"),
        ("latex_raw", "不能用 latex_raw 格式，它会把答案里的字当成代码；请用 latex。"),
        ("gird", "没有「gird」这种格式，最接近的是 grid。"),
        ("？", f"没有「？」这种格式，可用的有：{'、'.join(list_formats())}。"),
    ],
)
def test_a_format_that_cannot_be_is_refused_with_what_can(tablefmt: str, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        write([HOSTILE], tablefmt)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("tablefmt", "heading"), [("github", "## 绩效指标"), ("grid", "绩效指标"), ("latex", "\\section*{绩效指标}")]
)
def test_every_page_stands_under_its_heading(tablefmt: str, heading: str) -> None:
    assert write([HOSTILE], tablefmt).startswith(f"{heading}\n\n")


def test_pages_are_parted_by_an_empty_line() -> None:
    text = write([HOSTILE, HOSTILE], "plain")
    assert text.count("\n\n绩效指标\n\n") == 1
    assert text.endswith("383.50\n")


def test_a_header_with_room_stays_on_one_line() -> None:
    assert write([Section("说明", ("项目", "内容"), (("说明", "无"),))], "simple", 60).splitlines()[2] == "项目    内容"
