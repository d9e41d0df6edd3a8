"""Pasted sources of funds: rows by their names, columns by heads or order, units asked and rates never entered."""

from __future__ import annotations

import pytest

from forms import events as e
from forms.filling import new_answers
from forms.library import load
from forms.paste import split_paste
from forms.wizard import Wizard

FORM = load("project-expenditure")
TOTAL = {"total.annual_budget": "383.50", "total.executed": "321.77"}
LOCAL = {"which": "区级财政资金", "local_fiscal.annual_budget": "383.50", "local_fiscal.executed": "321.77"}


def pasted(text: str, at: str = "funds#total.annual_budget") -> tuple[Wizard, e.Event]:
    wizard = Wizard(FORM, new_answers(FORM, 2020))
    wizard.say(e.Goto(at))
    (told,) = wizard.say(e.Paste(split_paste(text, labelled=True)))
    return wizard, told


def funds(wizard: Wizard) -> dict[str, str]:
    keys = {key: text for key, text in wizard.answers.texts.items() if key.startswith("funds")}
    return {key.removeprefix("funds").lstrip("#."): text for key, text in keys.items()}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        pytest.param(
            "项目资金（万元）\t\t全年预算数（A）\t全年执行数（B）\t执行率（B/A）\n\t年度资金总额：\t383.50\t321.77\t83.90%\n"
            "\t其中：上级转移支付资金\t\t\t\n\t区级财政资金\t383.50\t321.77\t83.90%\n\t其他资金\t/\t—\t\n",
            TOTAL | LOCAL,
            id="as the form prints it",
        ),
        pytest.param("年度资金总额\t383.50\t321.77\t83.90%\n", TOTAL, id="no heads"),
        pytest.param("年度资金总额\t383.50\t321.77\t83.9\n", TOTAL, id="a rate without its sign"),
        pytest.param("年度资金总额 383.50 321.77", TOTAL, id="one line with blanks"),
        pytest.param("资金来源\t执行数\t预算数\n资金总额\t321.77\t383.50\n", TOTAL, id="heads in another order"),
        pytest.param(
            "年度资金总额\t300\t383.50\t321.77\t10\t83.90%\t8.4", TOTAL, id="no heads, the figures that give the rate"
        ),
        pytest.param(
            "项目资金（万元）  全年预算数  全年执行数  执行率\n年度资金总额：  383.50  321.77  83.90%\n"
            "其中：上级转移支付资金  100  80\n区级财政资金  283.50  241.77  85.28%\n其他资金\n",
            TOTAL
            | {"which": "上级转移支付资金、区级财政资金"}
            | {"upper_transfer.annual_budget": "100", "upper_transfer.executed": "80"}
            | {"local_fiscal.annual_budget": "283.50", "local_fiscal.executed": "241.77"},
            id="gaps, empty cells lost",
        ),
    ],
)
def test_amounts_go_to_their_rows(text: str, filled: dict[str, str]) -> None:
    wizard, told = pasted(text)
    assert isinstance(told, e.Proposed), told
    wizard.say(e.Answer(""))
    assert funds(wizard) == filled
    wizard.say(e.Undo())
    assert funds(wizard) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "年度资金总额\t383.50\t321.77\t84.90%",
            "年度资金总额 · 执行率（B/A）表中为 84.90%，按数应为 83.90%（由程序计算，不贴入）",
        ),
        ("年度资金总额\t10\t9\n市级财政资金\t10\t9", "「市级财政资金」按「区级财政资金」贴入"),
        ("年度资金总额\t10\t9\n上年结转\t1\t2", "没有贴入：上年结转 1 2"),
        ("年度资金总额\t10\t9\n年度资金总额\t11\t9", "没有贴入：年度资金总额 11 9"),
    ],
)
def test_what_does_not_fit_is_said(text: str, said: str) -> None:
    _, told = pasted(text)
    assert isinstance(told, e.Proposed), told
    assert said in told.notes


@pytest.mark.parametrize(
    "text", ["项目资金（元）\t预算数\t执行数\n年度资金总额\t38350\t32177", "年度资金总额\t3835000\t3217700"]
)
@pytest.mark.parametrize(("said", "after"), [("1", " 元"), ("2", ""), ("3", None), ("", None)])
def test_the_unit_of_amounts_in_yuan_is_asked(text: str, said: str, after: str | None) -> None:
    wizard, _ = pasted(text)
    assert isinstance(wizard.pending, e.Ask) and wizard.pending.question == "这些数额是元，还是万元？"
    wizard.say(e.Answer(said))
    amounts = [f"{each}{after}" for each in split_paste(text)[-1][1:]] if after is not None else []
    assert list(funds(wizard).values()) == amounts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("年度资金总额\tabc\t3", "「年度资金总额」一行：无法识别金额「abc」"),
        ("项目资金（千元）\t预算数\n年度资金总额\t3835", "以千元为单位，请换算成万元"),
        ("383.50\t321.77", "没有认出资金来源和数额"),
        ("年度资金总额\t/\t/", "没有认出资金来源和数额"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_changes(text: str, told: str) -> None:
    wizard, refused = pasted(text)
    assert isinstance(refused, e.Refused) and told in refused.message
    assert not wizard.history and wizard.proposal is None


def test_an_amount_that_would_be_replaced_is_named() -> None:
    wizard, _ = pasted("年度资金总额\t10\t9")
    wizard.say(e.Answer("1"))
    wizard.say(e.Goto("funds#total.annual_budget"))
    (told,) = wizard.say(e.Paste((("年度资金总额", "12", "9"),)))
    assert isinstance(told, e.Proposed)
    assert told.notes == ("年度资金总额 · 全年预算数（A）原为 10，改为 12",)
