"""Our own tables as mail, copying and editing leave them: read whole, or refused in a sentence; never half a report."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest

from documents import running, tabbed, table
from forms import library
from forms.answers import Answers
from forms.assemble import assemble
from forms.exchange import new_from_data, report_data
from forms.filling import new_answers
from forms.model import Form
from forms.recognise import Recognised, Recognition, recognise
from forms.sections import sections
from forms.source import Document, Grid, Piece
from seeds import FOLDER, seed
from store.formats.listing import list_formats, write
from store.formats.register import FORMATS, Sheet
from store.readers import register
from tui.importing import from_data

DATA = seed("2-5")
FORM = library.load(DATA["form"])
OTHER = library.load("investment-project")
EDITED = ("一、整理", "整理")
"""Words that are made shorter in a drawn table, so that its borders no longer stand above one another."""


@cache
def filled() -> Answers:
    """A published form with signs in its answers that tables are drawn with, too."""
    answers = new_from_data(FORM, 0, DATA)[0].put("facts.project_name", "财务 A/B│系统|运维（一期）")
    goal = answers.get("goals.initial_goal") or ""
    return answers.put("goals.initial_goal", f"一、整理｜归档 | 3 项；\n二、┌ 组织培训 6 场；\n{goal}")


def written(format: str, form: Form, answers: Answers) -> bytes:
    made = FORMATS[format].write([Sheet("表", assemble(form, answers), partial(report_data, form, answers))])
    return made.encode() if isinstance(made, str) else made


def drawn() -> list[str]:
    """The lines of a drawn table."""
    return written("txt", FORM, filled()).decode().rstrip("\n").split("\n")


def read(text: str, **options: Any) -> Recognition:
    return recognise(library.forms(), register.read(text.encode(), "自评表.txt"), 1999, **options)


def only(recognition: Recognition) -> Recognised:
    assert not recognition.refused and len(recognition.reports) == 1
    return recognition.reports[0]


def texts(answers: Answers) -> list[str]:
    """Every text of the table, cell for cell."""
    return [cell.text for cell in assemble(FORM, answers).cells]


def without_last(lines: list[str]) -> list[str]:
    return lines[:-1]


def without_head(lines: list[str]) -> list[str]:
    """As they are copied from the first line of the table with words on."""
    return lines[next(number for number, line in enumerate(lines) if line.startswith("┌")) + 1 :]


def quoted(lines: list[str]) -> list[str]:
    return [f"> {line}" for line in lines]


def quoted_twice(lines: list[str]) -> list[str]:
    return quoted(quoted(lines))


def edited(lines: list[str]) -> list[str]:
    return [line.replace(*EDITED) for line in lines]


@pytest.mark.parametrize("damage", [without_last, without_head, quoted, quoted_twice, edited])
def test_a_drawn_table_that_mail_or_copying_damaged_is_read_whole(damage: Callable[[list[str]], list[str]]) -> None:
    lines = damage(drawn())
    assert lines != drawn()
    found = only(read("\n".join(lines)))
    wanted = [text.replace(*EDITED) if damage is edited else text for text in texts(filled())]
    assert texts(found.answers) == wanted
    assert found.answers.get("facts.seal") == (None if damage is without_head else filled().get("facts.seal"))
    assert (found.repairs, found.unplaced) == ((), ())


@pytest.mark.parametrize("kept", range(6, len(drawn()) - 1, 3))
def test_a_drawn_table_that_is_cut_off_gives_nothing_that_was_not_in_its_place(kept: int) -> None:
    for found in read("\n".join(drawn()[:kept])).reports:
        stored = report_data(FORM, filled())["answers"]
        for page, content in report_data(found.form, found.answers)["answers"].items():
            rows = content if isinstance(content, list) else [content]
            for row, whole in zip(rows, stored[page] if isinstance(content, list) else [stored[page]], strict=False):
                assert all(whole.get(name, "").startswith(text) for name, text in row.items())
        assert found.repairs == () and (found.doubts or kept > len(drawn()) - 4)


@pytest.mark.parametrize("format", list_formats())
def test_a_list_of_sections_is_never_taken_for_the_table(format: str) -> None:
    recognition = read(write(sections(FORM, filled()), format))
    assert recognition.reports == () and len(recognition.refused) == 1
    if format not in ("latex", "latex_booktabs", "latex_longtable"):
        assert "zpb export -f json" in recognition.refused[0]


def test_thousands_of_lines_with_a_bar_before_them_are_lines() -> None:
    recognition = read("\n".join(f"│ 第 {number} 条意见" for number in range(3_000)))
    assert recognition.reports == () and len(recognition.refused) == 1


def test_bars_without_a_table_around_them_are_refused_with_how_little_was_found() -> None:
    broken = [line.replace("│", "│ ", 1).replace("├", "-") for line in without_head(drawn())]
    (why,) = read("\n".join(broken)).refused
    assert "没有导入" in why


def test_of_another_form_than_a_person_named_nothing_is_imported() -> None:
    text = written("txt", FORM, filled()).decode()
    recognition = read(text, form=OTHER)
    assert recognition.reports == ()
    assert f"这张表是「{FORM.title}」" in recognition.refused[0] and f"--form {FORM.code}" in recognition.refused[0]
    assert only(read(text, form=FORM)).answers.get("facts.project_name") == filled().get("facts.project_name")


@pytest.mark.parametrize("form", library.forms())
def test_a_letter_is_no_form_even_if_a_person_named_one(form: Form) -> None:
    recognition = read("各位：\n你好，世界。", form=form)
    assert recognition.reports == () and f"没有找到「{form.title}」的栏目" in recognition.refused[0]


@pytest.mark.parametrize("format", ["docx", "xlsx", "txt", "html", "md", "csv"])
@pytest.mark.parametrize("form", library.forms())
def test_a_blank_form_of_ours_is_empty_and_leaves_nothing_to_ask_but_the_year(format: str, form: Form) -> None:
    document = register.read(written(format, form, new_answers(form, 0)), f"空表.{format}")
    found = only(recognise(library.forms(), document, 2024))
    assert found.filled == 0
    assert (found.repairs, found.unplaced) == ((), ())
    assert [each.path for each in found.doubts] == ["year"]


@pytest.mark.parametrize("format", ["docx", "txt", "csv"])
def test_filled_in_cells_are_counted_without_what_stands_above_the_table_or_is_computed(format: str) -> None:
    document = register.read(written(format, FORM, filled()), f"自评表.{format}")
    found = only(recognise(library.forms(), document, 2024))
    data = from_data(FORM, report_data(FORM, filled()), 2024, "")[0]
    assert found.filled == data.filled == 41


# -- the lines above the table ----------------------------------------------------------------------------------------

HEAD = ["项目支出绩效自评表", "(2020 年度)", "项目主管部门（公章）：某局"]


def with_head(lines: list[str]) -> Document:
    grids = register.read("\n".join(drawn()).encode(), "自评表.txt").grids
    return Document((running("\n".join(lines)), *(grid for grid in grids if grid.is_table)))


@pytest.mark.parametrize(
    ("lines", "year", "title"),
    [
        (HEAD, "2020", None),
        ([HEAD[0], "（2019年）", HEAD[2]], "2019", None),
        ([HEAD[0], "2019年", HEAD[2]], "2019", None),
        ([HEAD[0], "（二〇二五年度）", HEAD[2]], "2025", None),
        ([HEAD[0], "二○一九年", HEAD[2]], "2019", None),
        (["2019年度某市项目支出绩效自评表", HEAD[2]], "2019", "2019年度某市项目支出绩效自评表"),
        (["2019年度项目支出绩效自评表", "(2021 年度)", HEAD[2]], "2021", "2019年度项目支出绩效自评表"),
        ([HEAD[0], "(2018 年度)项目主管部门（公章）：某局"], "2018", None),
        ([HEAD[0], "2018年度  项目主管部门（公章）：某局    金额单位：万元"], "2018", None),
        ([HEAD[0], "项目主管部门（公章）：某局    (2018 年度)"], "2018", None),
        ([HEAD[0], "项目主管部门（公章）：某局\t2018年度"], "2018", None),
        ([HEAD[0], "项目主管部门（公章）：某局（二〇一八年度）"], "2018", None),
        ([HEAD[0], "项目主管部门（公章）：某局    金额单位：万元    2018年"], "2018", None),
        ([f"{HEAD[0]} (2018 年度) {HEAD[2]}"], "2018", None),
        ([f"{HEAD[0]}  2018年度  填报单位（盖章）：某局"], "2018", None),
    ],
)
def test_the_year_is_read_wherever_and_however_it_is_written(lines: list[str], year: str, title: str | None) -> None:
    found = only(recognise(library.forms(), with_head(lines), 1999))
    stored = [found.answers.get(f"header.{name}") for name in ("year", "title")]
    assert [*stored, found.answers.get("facts.seal")] == [year, title, "某局"]
    assert (found.unplaced, found.doubts) == ((), ())


def test_a_line_with_wide_gaps_right_above_a_drawn_table_is_no_row_of_it() -> None:
    lines = drawn()
    table = lines[next(number for number, each in enumerate(lines) if each.startswith("┌")) :]
    found = only(read("\n".join([HEAD[0], "2018年度  项目主管部门（公章）：某局    金额单位：万元", *table])))
    stored = [found.answers.get(path) for path in ("header.year", "facts.seal", "facts.project_name")]
    assert stored == ["2018", "某局", filled().get("facts.project_name")]
    assert (found.unplaced, found.doubts) == ((), ())


def test_a_year_that_is_an_answer_is_not_taken_for_that_of_the_form() -> None:
    rows = table(
        """
        主管部门 | 甲局 | 项目起止时间 | 2018年
        项目名称 | 绿化 | 实施单位 | 乙中心
        是否重点绩效项目 | 否 | 项目属性 | 延续性
        年初设定目标 | 养护 | 全年实际完成情况 | 养护了
        """
    )
    for document, year in [((running("(2020 年度)"), rows), "2020"), ((rows,), "2018")]:
        found = only(recognise([FORM], Document(document), 1999, form=FORM))
        stored = [found.answers.get(path) for path in ("header.year", "facts.period")]
        assert stored == [year, "2018年"]


def test_a_year_behind_the_seal_stays_there_where_the_form_has_its_own() -> None:
    seal = "某局    (2018 年度)"
    found = only(recognise(library.forms(), with_head([*HEAD[:2], f"项目主管部门（公章）：{seal}"]), 1999))
    assert [found.answers.get(path) for path in ("header.year", "facts.seal")] == ["2020", seal]


# -- computed figures, dashes, blank rows -----------------------------------------------------------------------------


def with_cell(path: str, text: str) -> Recognised:
    """The table with another text in the cell of one answer, as somebody changed it in a sheet."""
    cells = assemble(FORM, filled())
    assert any(each.path == path for each in cells.cells)
    changed = [each._replace(text=text) if each.path == path else each for each in cells.cells]
    data = FORMATS["csv"].write([Sheet("表", cells._replace(cells=tuple(changed)), dict)])
    return only(recognise(library.forms(), register.read(str(data).encode(), "表.csv"), 2024))


def with_rate(text: str) -> Recognised:
    return with_cell("funds#total.execution_rate", text)


def test_a_figure_that_comes_out_otherwise_is_asked_about_with_both() -> None:
    (doubt,) = with_rate("88%").doubts
    assert doubt.path == "funds.1.execution_rate" and "「88%」" in doubt.why and "99.52%" in doubt.why
    assert with_rate("99.5%").doubts == ()


@pytest.mark.parametrize("text", ["#REF!", "=N10/M10", "—"])
def test_what_is_no_figure_where_one_is_computed_is_listed(text: str) -> None:
    found = with_rate(text)
    assert [(each.text, each.of) for each in found.unplaced] == [(text, "执行率（B/A）")]
    assert found.doubts == ()


def test_the_dash_of_a_workbook_for_zero_is_no_amount() -> None:
    found = with_cell("funds#upper_transfer.annual_budget", "-")
    assert [(each.text, each.of) for each in found.unplaced] == [("-", "全年预算数（A）")]
    assert found.doubts == ()


def test_blank_rows_and_merged_cells_are_no_torn_table() -> None:
    picture = "\n".join("|".join(row) for row in GAPS)
    found = only(recognise(library.forms(), Document((running("项目支出绩效自评表"), table(picture))), 2024))
    assert found.repairs == ()


GAPS = [
    ["项目名称", "档案", "项目起止时间", "2024年", ""],
    ["", "", "", "", ""],
    ["主管部门", "某局", "实施单位", "某馆", ""],
    ["", "", "", "", ""],
    ["项目资金（万元）", "", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"],
    ["", "年度资金总额", "10", "9", "90%"],
    ["", "", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值"],
    ["产出指标", "数量指标", "整理", "5卷", "5卷"],
    ["", "", "", "", ""],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%"],
]


# -- what was published -----------------------------------------------------------------------------------------------


def published() -> tuple[Recognised, ...]:
    text = (FOLDER / "pingshan-2020-self-evaluation.txt").read_text(encoding="utf-8")
    return recognise(library.forms(), tabbed(text), 1999).reports


def test_a_row_that_is_put_back_is_not_said_to_hold_what_was_left() -> None:
    (left,) = (each for found in published() for each in found.unplaced)
    assert (left.text, left.of) == ("无", "未完成原因和改进措施")
    row = left.place.partition("行")[0]
    (repair,) = (each for found in published() for each in found.repairs if each.place.startswith(f"{row}行"))
    assert repair.before.split("｜") == ["无", "无", "无"]
    assert "未完成原因和改进措施" not in repair.after


def test_blanks_that_a_scanner_left_in_words_are_asked_about_where_there_are_several() -> None:
    doubts = [each for found in published() for each in found.doubts]
    assert [each.path for each in doubts if "空格" in each.why] == ["indicators.10.target"]
    again = published()[-2].answers
    assert "坪山发展历 程，为政府中 中心工作" in (again.get("indicators#10.target") or "")


# -- side by side -----------------------------------------------------------------------------------------------------


def beside(gap: int) -> Document:
    """Two forms in one table, the second some columns to the right of the first."""
    both = []
    for shift, name in ((0, "2-5"), (7 + gap, "2-6")):
        data = seed(name)
        cells = assemble(FORM, new_from_data(FORM, 0, data)[0]).cells
        both += [
            Piece(each.text, each.top, each.left + shift, each.bottom, each.right + shift, f"第 {each.top + 1} 行")
            for each in cells
            if each.text
        ]
    return Document((Grid(tuple(sorted(both, key=lambda piece: (piece.top, piece.left))), "表 1"),))


@pytest.mark.parametrize("gap", [0, 2])
def test_forms_side_by_side_in_one_table_are_two_reports(gap: int) -> None:
    found = recognise(library.forms(), beside(gap), 2020)
    assert not found.refused
    for name, report in zip(("2-5", "2-6"), found.reports, strict=True):
        answers = new_from_data(FORM, 0, seed(name))[0]
        assert assemble(FORM, report.answers).cells == assemble(FORM, answers).cells
        assert (report.repairs, report.unplaced) == ((), ())
