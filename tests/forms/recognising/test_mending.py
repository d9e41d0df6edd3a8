from __future__ import annotations

import pytest

from forms import library
from forms.model import Field
from forms.path import Path
from forms.recognising.mending import Mended, mend, take_ticked

FORM = library.load("project-expenditure")
RATE = "验收合格率"
"""The name of an indicator of which no value is above a hundred percent."""
MEASURE, TEXT, GOAL = "indicators..target", "facts.project_name", "goals..initial_goal"


def field(name: str) -> Field:
    page, *_, last = name.split(".")
    return FORM.field(Path(page, "", last))


@pytest.mark.parametrize(
    ("name", "row", "written", "mended", "why"),
    [
        (MEASURE, "", "》95%", "≥95%", "≥ 误识为 》"),
        (MEASURE, "", "《 =5 件", "≤5 件", "≤ 误识为 《"),
        (MEASURE, "", "〉9O%", "≥90%", "≥ 误识为 〉，数字误识为字母"),
        (MEASURE, RATE, "295%", "≥95%", "≥ 误识为 2"),
        (MEASURE, RATE, "2100%", "≥100%", "≥ 误识为 2"),
        (MEASURE, RATE, "298.5 ％", "≥98.5 ％", "≥ 误识为 2"),
        (MEASURE, "", "lOO%", "100%", "数字误识为字母"),
        ("funds..annual_budget", "", "12O.5", "120.5", "数字误识为字母"),
        ("funds..annual_budget", "", "5万兀", "5万元", "万元误识"),
        ("facts..period", "", "2O2O年l月1日一2020年12月31日", "2020年1月1日-2020年12月31日", "日期误识"),
        (TEXT, "", "档案\n工作", "档案工作", "一项内的换行已接上"),
        (TEXT, "", "OA\n运维", "OA 运维", "一项内的换行已接上"),
    ],
)
def test_what_cannot_be_meant_otherwise_is_mended(name: str, row: str, written: str, mended: str, why: str) -> None:
    made = mend(field(name), written, row)
    assert (made.text, made.why) == (mended, why)
    assert made.is_guess == any(each in why for each in ("误识为 2", "字母", "日期"))


@pytest.mark.parametrize(
    ("name", "row", "written"),
    [
        (MEASURE, RATE, "250%"),
        (MEASURE, "课程增长", "295%"),
        (MEASURE, RATE, "200%"),
        (MEASURE, "销售额增长率", "200%"),
        (MEASURE, RATE, "25%"),
        (MEASURE, RATE, "2.95%"),
        (MEASURE, RATE, "1295%"),
        (MEASURE, RATE, "295"),
        (MEASURE, "印发材料", "《手册》500 本"),
        (MEASURE, "印发材料", "《2020 年鉴》一册"),
        (MEASURE, "", "有效》无效"),
        (MEASURE, "", "OK"),
        (MEASURE, "", "l"),
        (MEASURE, "", "B2O 级"),
        ("facts..period", "", "一年一次"),
        (GOAL, "", "第一行\n第二行"),
        (GOAL, "", "》95%，295%，lOO%"),
        (TEXT, "", "295%》"),
        (MEASURE, RATE, "2" * 300),
    ],
)
def test_what_may_be_meant_as_it_is_written_stays(name: str, row: str, written: str) -> None:
    assert mend(field(name), written, row) == Mended(written)


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("☑是 □否", Mended("是")),
        ("□是☑否", Mended("否")),
        ("是√ 否□", Mended("是", "方框统一，取勾选的一项")),
        ("☑是 ☑否", Mended("☑是 ☑否")),
        ("□是 □否", Mended("□是 □否")),
        ("口是 ■否", Mended("否", "方框统一，取勾选的一项")),
        ("是", Mended("是")),
    ],
)
def test_of_boxes_the_one_that_is_ticked_is_taken(written: str, mended: Mended) -> None:
    assert take_ticked(field("facts..is_key_project"), written) == mended
