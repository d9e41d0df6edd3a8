"""Choices, said by number, word or beginning, and kept as the official label."""

from __future__ import annotations

import pytest

from forms.errors import Unreadable
from forms.values import KINDS, Context

CHOICE = KINDS["choice"]
YES_NO = ("是", "否")
NATURE = ("前期", "新开工", "续建")
SOURCES = ("上级转移支付资金", "区级财政资金", "其他资金")

READ = [
    (YES_NO, "是", "是"),
    (YES_NO, "1", "是"),
    (YES_NO, "２", "否"),
    (YES_NO, "y", "是"),
    (YES_NO, "Ｎ", "否"),
    (YES_NO, "Yes", "是"),
    (YES_NO, "1 是", "是"),
    (YES_NO, "2.否", "否"),
    (YES_NO, "(2)", "否"),
    (YES_NO, "□ 是 ☑ 否", "否"),
    (YES_NO, "☑是 □否", "是"),
    (YES_NO, "是☑ 否□", "是"),
    (YES_NO, "是□ 否☑", "否"),
    (YES_NO, "√是", "是"),
    (YES_NO, "否 √", "否"),
    (YES_NO, "口是 ☑否", "否"),
    (YES_NO, "[x] 是 [ ] 否", "是"),
    (YES_NO, "（□是 ☑否）", "否"),
    (YES_NO, "请选择：□是 ☑否", "否"),
    (YES_NO, "是否重点：□是 ☑否", "否"),
    (YES_NO, "□是 ☑否 □不适用", "否"),
    (YES_NO, "●是 ○否", "是"),
    (NATURE, "3、续建 ☑", "续建"),
    (NATURE, "（ ）前期（√）新开工（ ）续建", "新开工"),
    (("人口", "户数"), "人口", "人口"),
    (NATURE, "□前期 □新开工 ☑续建", "续建"),
    (NATURE, "续", "续建"),
    (NATURE, "新 开工", "新开工"),
    (NATURE, "3、续建", "续建"),
    (SOURCES, "区级", "区级财政资金"),
    (("A类", "B类"), "a类", "A类"),
    (("2", "1"), "2", "2"),
]

REFUSED = [
    (YES_NO, "x", "无法识别选项「x」。请填写编号或名称：1 是，2 否。"),
    (YES_NO, "3", "无法识别选项「3」。请填写编号或名称：1 是，2 否。"),
    (YES_NO, "0", "无法识别选项「0」。请填写编号或名称：1 是，2 否。"),
    (YES_NO, "□是 □否", "无法识别选项「□是 □否」。请填写编号或名称：1 是，2 否。"),
    (YES_NO, "☑是 ☑否", "「☑是 ☑否」勾选了不止一项。请填写编号或名称：1 是，2 否。"),
    (YES_NO, "2 是", "无法识别选项「2 是」。请填写编号或名称：1 是，2 否。"),
    (NATURE, "y", "无法识别选项「y」。请填写编号或名称：1 前期，2 新开工，3 续建。"),
    (("其他资金", "其他收入"), "其他", "「其他」可以是几个选项。请填写编号或名称：1 其他资金，2 其他收入。"),
]


@pytest.mark.parametrize(("options", "text", "label"), READ)
def test_a_choice_is_kept_as_its_official_label(options: tuple[str, ...], text: str, label: str) -> None:
    value = CHOICE.read(text, Context(2020, options))
    assert CHOICE.keep(text, value) == label
    assert CHOICE.say(value, text) == ""


@pytest.mark.parametrize(("options", "text", "message"), REFUSED)
def test_what_is_no_choice_is_refused_with_the_choices(options: tuple[str, ...], text: str, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        CHOICE.read(text, Context(2020, options))
    assert str(refused.value) == message
