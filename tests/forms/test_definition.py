"""Definitions: what a right one becomes, and that every fault of a wrong one is told at once, with place and remedy."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path as File

import pytest

from forms import library
from forms.definition import read_definition
from forms.errors import DefinitionError
from forms.keys import KEYS
from forms.model import HEADER, Form, PageType
from forms.path import Path
from forms.values import KINDS

SMALL = """
code = "small"
edition = "2020"
title = "小表"
title_default = "{facts.project_name} 小表"

[checks]
B01 = "error"
F05 = { severity = "warning", threshold = 0.9 }

[[page]]
name = "facts"
title = "基本"
type = "plain"
aliases = ["项目"]

[[page.field]]
name = "project_name"
label = "名称"
kind = "text"
question = "{year} 年的名称？"
required = true

[[page.field]]
name = "started"
label = "开工"
kind = "choice"
options = ["是", "否"]

[[page.field]]
name = "start"
label = "日期"
kind = "date"
relevant = "started == '是'"
default = "{year}年1月1日"

[[page]]
name = "funds"
title = "资金"
type = "fixed"
ask_which = "来源？"

[[page.row]]
key = "total"
label = "总额"
total = true

[[page.row]]
key = "own"
label = "自筹"

[[page.field]]
name = "budget"
label = "预算"
kind = "money"
question = "{row}的预算？"

[[page.field]]
name = "share"
label = "占比"
kind = "percent"
calculation = "percent(budget, funds.total.budget)"
decimals = 2

[[page]]
name = "goals"
title = "指标"
type = "repeated"
none_fills = ["goal", "actual"]

[[page.field]]
name = "goal"
label = "指标"
kind = "text"
question = "{level2}的名称？"

[[page.field]]
name = "actual"
label = "完成值"
kind = "measure"
question = "「{row}」的完成值？（{goal}）"

[[page.group]]
key = "quantity"
level1 = "产出"
level2 = "数量"
preset = ["按时开工"]
carry = ["goal"]
hint = { actual = "6 个" }

[layout]
above = ["附件 {number}:", "{title}", "({year} 年度)"]
table = '''
名称 | {facts.project_name} | {facts.started:boxes} | {facts.start}
总额 | {funds.total.budget} | {funds.total.share} | <
自筹 | {funds.own.budget} | {funds.own.share} | <
{goals.level1} | {goals.level2} | {goals.goal} | {goals.actual}
'''
below = ["填表人："]
widths = [2, 3, 3, 2]
"""


def faults(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as refusal:
        read_definition(text, "small.toml")
    assert str(refusal.value).startswith("small.toml: ")
    return refusal.value.faults


def changed(old: str, new: str) -> str:
    """The small definition with one slip in it."""
    assert SMALL.count(old) >= 1, old
    return SMALL.replace(old, new, 1)


def test_a_right_definition_becomes_a_form() -> None:
    form = read_definition(SMALL, "small.toml")
    assert (form.code, form.edition, form.title) == ("small", "2020", "小表")
    assert [page.name for page in form.pages] == [HEADER, "facts", "funds", "goals"]
    assert [page.type for page in form.pages[1:]] == [PageType.PLAIN, PageType.FIXED, PageType.REPEATED]
    assert form.name_field == Path("facts", "", "project_name")
    assert form.page("funds").row("total").total
    assert form.page("goals").group("quantity").preset == ("按时开工",)
    assert form.page("goals").group("quantity").hint == {"actual": "6 个"}
    assert form.page("facts").field("started").options == ("是", "否")
    assert form.layout.above == ("附件 {number}:", "{title}", "({year} 年度)")
    assert form.layout.below == ("填表人：",)
    assert form.layout.widths == (2, 3, 3, 2)
    assert len(form.layout.picture) == 4
    share = form.page("funds").field("share")
    assert (share.calculation and share.calculation.source, share.decimals) == (
        "percent(budget, funds.total.budget)",
        2,
    )


def test_thresholds_are_decimals() -> None:
    profile = read_definition(SMALL, "small.toml").checks
    assert profile == {"B01": "error", "F05": {"severity": "warning", "threshold": Decimal("0.9")}}


def test_every_form_begins_with_a_header_that_is_never_asked() -> None:
    header = read_definition(SMALL, "small.toml").pages[0]
    assert [field.name for field in header.fields] == ["number", "year", "title"]
    assert all(field.ask_when and field.ask_when.evaluate(lambda name: None) is False for field in header.fields)
    assert not any(field.carry for field in header.fields)
    assert header.field("title").default == "{facts.project_name} 小表"
    assert (
        read_definition(changed('title_default = "{facts.project_name} 小表"\n', ""), "").pages[0].fields[2].default
        == "小表"
    )


SLIPS = [
    # keys
    ('edition = "2020"\n', "", "缺少 edition"),
    ('edition = "2020"\n', "edition = 2020\n", "edition 要写一行文字，写在半角引号里"),
    ('edition = "2020"\n', 'edition = ""\n', "edition 不能为空"),
    ('code = "small"', 'code = "Small Form"', "code「Small Form」只能用字母"),
    ('code = "small"', 'cod = "small"', "没有「cod」这个键；最接近的是 code"),
    ('kind = "date"', 'kind = "date"\nhnt = "1 月"', "页 facts，问题 start：没有「hnt」这个键；最接近的是 hint"),
    ("required = true", 'required = "true"', "页 facts，问题 project_name：required 要写true 或 false，不加引号"),
    ("decimals = 2", "decimals = true", "页 funds，问题 share：decimals 要写0 到 10 的整数"),
    ("decimals = 2", "decimals = 200", "页 funds，问题 share：decimals 要写0 到 10 的整数"),
    ('options = ["是", "否"]', 'options = "是"', "页 facts，问题 started：options 要写一列文字"),
    ('label = "日期"', 'label = "日\\u001b[2J期"', "页 facts，问题 start：label 里有不可见的字符（U+001B），请删去"),
    ('label = "日期"', 'label = "日\\n期"', "页 facts，问题 start：label 要写一行文字"),
    ('name = "start"\n', "", "页 facts，第 3 个问题：缺少 name"),
    # kinds and options
    ('kind = "date"', 'kind = "dat"', "页 facts，问题 start：kind 没有「dat」这一种；最接近的是 date"),
    ('options = ["是", "否"]\n', "", '页 facts，问题 started：kind = "choice" 要有 options，至少两项'),
    ('options = ["是", "否"]', 'options = ["是", "是"]', "页 facts，问题 started：选项「是」写了两次"),
    (
        'kind = "date"',
        'kind = "date"\noptions = ["是", "否"]',
        '页 facts，问题 start：options 只用在 kind = "choice" 的问题里',
    ),
    # pages
    ('type = "plain"', 'type = "plane"', "页 facts：type 没有「plane」这一种；最接近的是 plain"),
    ('type = "plain"', 'type = "plain"\nask_which = "哪些？"', '页 facts：ask_which 只用在 type = "fixed" 的页里'),
    ('name = "facts"', 'name = "header"', "页「header」写了两次"),
    ('name = "facts"', 'name = "Facts"', "页 Facts：名称「Facts」只能用小写字母"),
    ('name = "start"', 'name = "which"', "页 facts，问题 which：名称「which」有别的用处，请换一个"),
    ('name = "start"', 'name = "class"', "页 facts，问题 class：名称「class」有别的用处，请换一个"),
    ('name = "start"', 'name = "started"', "页 facts：问题「started」写了两次"),
    ('title = "资金"', 'title = "项目"', "页的标题或别名「项目」写了两次"),
    # rows and groups
    ("total = true\n", "", "页 funds：有 ask_which 的页，第一行要写 total = true"),
    ('label = "自筹"', 'label = "自筹"\ntotal = true', "页 funds：total = true 只能写在第一行"),
    ('label = "自筹"', 'label = "自筹、其他"', "页 funds，行 own：label 里不能有顿号"),
    ('key = "own"', 'key = "total"', "页 funds：行「total」写了两次"),
    (
        'none_fills = ["goal", "actual"]',
        'none_fills = ["goals"]',
        "页 goals，none_fills：本页没有要填的问题「goals」；最接近的是 goal",
    ),
    (
        'carry = ["goal"]',
        'carry = ["gaol"]',
        "页 goals，组 quantity，carry：本页没有要填的问题「gaol」；最接近的是 goal",
    ),
    (
        "hint = { actual",
        "hint = { actuel",
        "页 goals，组 quantity，hint：本页没有要填的问题「actuel」；最接近的是 actual",
    ),
    (
        'preset = ["按时开工"]',
        'preset = ["按时开工", "按时开工"]',
        "页 goals，组 quantity：preset 的行「按时开工」写了两次",
    ),
    # derived figures
    ("decimals = 2", "decimals = 2\nmax_decimals = 2", "页 funds，问题 share：decimals 和 max_decimals 只能有一个"),
    (
        "decimals = 2",
        "decimals = 2\nrequired = true",
        "页 funds，问题 share：由 calculation 算出的数不用填，不能有 required",
    ),
    ('kind = "date"', 'kind = "date"\ndecimals = 2', "页 facts，问题 start：decimals 只用在有 calculation 的问题里"),
    ("percent(budget,", "percent(share,", "页 funds，问题 share：calculation 绕回了自己：share → share"),
    # expressions and the names in them
    (
        "started == '是'",
        "started = '是'",
        "页 facts，问题 start：relevant：式子「started = '是'」写法有误，看不懂；判断相等请写 ==",
    ),
    ("started == '是'", "startet == '是'", "页 facts，问题 start，relevant：没有「startet」；最接近的是 started"),
    (
        "started == '是'",
        "funds.budget > 1",
        "页 facts，问题 start，relevant：「funds.budget」要写明哪一行，如 funds.total.budget",
    ),
    ("started == '是'", "funds.totel.budget > 1", "没有「funds.totel.budget」；最接近的是 funds.total.budget"),
    ("started == '是'", "goals.actual > 1", "页 facts，问题 start，relevant：「goals.actual」有许多行，这里不能用"),
    ("started == '是'", "goals.level1 == '产出'", "没有「goals.level1」"),
    ("started == '是'", "facts.x.started == '是'", "页 facts 没有印好的行，请写 facts.started"),
    # holes of questions and defaults
    ("{year} 年的名称", "{yaer} 年的名称", "页 facts，问题 project_name，question：没有「yaer」；最接近的是 year"),
    ("{year} 年的名称", "{row} 年的名称", "页 facts，问题 project_name，question：没有「row」"),
    (
        "{year} 年的名称",
        "{year 年的名称",
        "页 facts，问题 project_name，question：「{year 年的名称？」里的 { 和 } 不成对",
    ),
    ("{year}年1月1日", "{facts.year}年1月1日", "页 facts，问题 start，default：没有「facts.year」"),
    (
        "{facts.project_name} 小表",
        "{facts.project_nam} 小表",
        "页 header，问题 title，default：没有「facts.project_nam」；最接近的是 facts.project_name",
    ),
    # the name of a report
    ('code = "small"', 'code = "small"\nname = "facts.nam"', "name「facts.nam」不是一个问题"),
    ('code = "small"', 'code = "small"\nname = "goals.goal"', "name「goals.goal」不是一个问题"),
    # the profile
    ('B01 = "error"', 'B01 = "eror"', "checks：B01 的级别「eror」不认识；最接近的是 error"),
    ('B01 = "error"', 'B1 = "error"', "checks：「B1」不是检查代码；代码形如 I01"),
    ('severity = "warning", ', "", "checks：F05 的级别「None」不认识"),
    ("threshold = 0.9", "threshold = [0.9]", "checks：F05 的参数只能是一个数或一段文字"),
    # the layout
    ("{facts.start}", "{facts.strat}", "layout：没有「facts.strat」；最接近的是 facts.start"),
    ("{facts.start}", "日期", "layout：页 facts 的问题 start 没有画进表里；请在某一格里写 {facts.start}"),
    ("{facts.start}", "{facts.start:boxes}", 'layout：{facts.start:boxes} 只能用在 kind = "choice" 的问题上'),
    ("{funds.own.share}", "{funds.share}", "layout：「funds.share」要写明哪一行，如 funds.total.share"),
    ("widths = [2, 3, 3, 2]", "widths = [2, 3]", "layout：widths 有 2 个数，表有 4 列"),
    ("({year} 年度)", "({year 年度)", "layout，above：「({year 年度)」里的 { 和 } 不成对"),
    ("填表人：", "填表人：{goals.goal}", "layout，below：「goals.goal」有许多行，只能画在表里"),
    ("({year} 年度)", "({yaer} 年度)", "layout：没有「yaer」；最接近的是 year"),
    ("[layout]", "[layuot]", "没有「layuot」这个键；最接近的是 layout"),
]


@pytest.mark.parametrize(("old", "new", "fault"), SLIPS)
def test_a_slip_is_told_with_its_place_and_the_nearest_name(old: str, new: str, fault: str) -> None:
    said = faults(changed(old, new))
    assert any(sentence.startswith(fault) or fault in sentence for sentence in said), said


BROKEN = [
    ("code = “small”", "第 2 行第 8 列：等号后面写法有误；文字请写在半角引号里；这一行有全角的 “ ”，请改成半角"),
    ('code = "small', "第 2 行第 14 列：引号没有成对，或文字里有不能用的字符"),
    ("code small", "第 2 行第 6 列：键的后面要写半角的 ="),
    ('code = "small"\ncode = "small"', "第 3 行第 15 列：同一个键写了两次"),
    ('code = "small" 2020', "第 2 行第 16 列：一行里写了两样东西，或引号没有成对"),
    ("code = " + "[" * 5000, "TOML 写法有误"),
    ("code = 1" + "0" * 5000, "TOML 写法有误"),
]


@pytest.mark.parametrize(("line", "fault"), BROKEN)
def test_a_slip_of_toml_is_told_with_its_line(line: str, fault: str) -> None:
    said = faults(changed('code = "small"', line))
    assert len(said) == 1
    assert said[0].startswith(fault)


def test_all_faults_of_a_file_come_at_once() -> None:
    text = SMALL
    for old, new in [('kind = "date"', 'kind = "dat"'), ("startet", ""), ('B01 = "error"', 'B01 = "bad"')]:
        text = text.replace(old, new)
    text = text.replace("started == ", "startet == ").replace("{facts.start}", "{facts.strat}")
    said = faults(text)
    assert len(said) == 5
    assert [sentence.split("：")[0] for sentence in said] == [
        "页 facts，问题 start",
        "页 facts，问题 start，relevant",
        "layout",
        "layout",
        "checks",
    ]


def test_a_fault_never_carries_what_a_terminal_would_obey() -> None:
    said = faults(changed('B01 = "error"', '"\\u001b[2J" = "error"'))
    assert all(sentence.isprintable() for sentence in said)


def test_a_picture_with_a_fault_is_told_in_its_own_words() -> None:
    said = faults(changed("总额 | {funds.total.budget} | {funds.total.share} | <", "总额 | {funds.total.budget}"))
    assert said
    assert all(sentence.startswith("layout：") for sentence in said)


def test_an_empty_file_says_what_is_missing() -> None:
    said = faults("")
    assert [sentence for sentence in said if sentence.startswith("缺少")] == [
        "缺少 code",
        "缺少 edition",
        "缺少 title",
        "缺少 page",
        "缺少 layout",
    ]


MANUAL = (File(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", KEYS)
def test_every_key_is_in_the_manual(part: str) -> None:
    """Each kind of table has its section, and in it a line of the table for every key, and for no other."""
    section = re.search(rf"^### [^\n]*`{part}`\n(.*?)(?=^#|\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert section, part
    assert set(re.findall(r"^\| `(\w+)`", section[1], re.MULTILINE)) == set(KEYS[part])


def test_every_kind_is_in_the_manual() -> None:
    section = MANUAL.split("## kind")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == set(KINDS)


def test_the_example_of_the_manual_is_a_right_definition() -> None:
    example = re.search(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    assert example
    assert isinstance(read_definition(example[1], "docs/forms.md"), Form)


@pytest.mark.parametrize("code", ["project-expenditure", "investment-project"])
def test_every_question_that_is_typed_says_why_and_shows_an_example(code: str) -> None:
    for page in library.load(code).pages[1:]:
        for field in page.fields:
            assert field.why
            assert field.calculation or field.question
            assert field.calculation or field.example
            assert field.calculation or field.hint or field.options
