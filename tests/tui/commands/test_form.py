from __future__ import annotations

from pathlib import Path

import pytest

from command_line import zpb
from forms.checks.register import EXPLAINED
from forms.library import SHIPPED


def test_the_list_names_every_form(workspace: Path) -> None:
    done = zpb("form", "list")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines()] == ["investment-project", "project-expenditure"]


def test_a_form_is_drawn_empty(workspace: Path) -> None:
    done = zpb("form", "show", "project-expenditure", "--width", "80")
    assert done.code == 0
    assert "满意度指标" in done.out.replace("\n", "") or "满意度" in done.out
    assert zpb("form", "show", str(Path(SHIPPED) / "project-expenditure.toml"), "--width", "80").out == done.out


def test_a_definition_without_faults_is_said_to_have_none(workspace: Path) -> None:
    done = zpb("form", "check", str(Path(SHIPPED) / "investment-project.toml"))
    assert (done.code, done.out) == (0, "")
    assert "没有问题" in done.err


def test_every_fault_of_a_definition_is_a_line(workspace: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = (Path(SHIPPED) / "project-expenditure.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('kind = "money"', 'kind = "monye"'), encoding="utf-8")
    done = zpb("form", "check", str(own))
    assert done.code == 1
    assert len(done.out.splitlines()) == text.count('kind = "money"')
    assert all("money" in line and "own.toml" in line for line in done.out.splitlines())


def test_a_form_of_ones_own_is_used_like_those_that_come_along(workspace: Path) -> None:
    own = workspace / "forms" / "our-form.toml"
    own.parent.mkdir(parents=True)
    text = (Path(SHIPPED) / "project-expenditure.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('code = "project-expenditure"', 'code = "our-form"'), encoding="utf-8")
    assert "our-form" in zpb("form", "list").out
    assert zpb("new", "our-form").code == 0
    assert zpb("show", "-").code == 0


def test_a_broken_form_of_ones_own_is_told_beside_the_list(workspace: Path) -> None:
    own = workspace / "forms" / "our-form.toml"
    own.parent.mkdir(parents=True)
    own.write_text("code =", encoding="utf-8")
    done = zpb("form", "list")
    assert done.code == 1
    assert "our-form.toml" in done.err
    assert zpb("new", "our-form").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "缺少"),
        (("draft", "x.docx"), "不能是 'draft'"),
        (("show",), "请写明一种表"),
        (("check",), "请写明文件"),
        (("list", "x"), "后面不写内容"),
        (("show", "nothing"), "没有「nothing」这种表"),
        (("show", "nothing.toml"), "读不了"),
    ],
)
def test_what_it_cannot_do_is_one_sentence(workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    done = zpb("form", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and len(done.err.splitlines()) == 1


@pytest.mark.parametrize("code", EXPLAINED)
def test_every_rule_is_told_with_a_way_to_mend(code: str) -> None:
    done = zpb("rule", code.lower())
    assert done.code == 0
    assert done.out.startswith(f"{code} ") and "改法：" in done.out


def test_without_a_code_every_rule_is_a_line() -> None:
    assert [line.split()[0] for line in zpb("rule").out.splitlines()] == list(EXPLAINED)


def test_an_unknown_rule_names_those_there_are() -> None:
    done = zpb("rule", "i99")
    assert (done.code, done.out) == (2, "")
    assert "没有「i99」这条规则。最接近的是「I" in done.err


def test_the_name_of_a_file_never_drives_the_terminal(workspace: Path) -> None:
    own = workspace / "forms" / "\x1b[2J坏.toml"
    own.parent.mkdir(parents=True)
    own.write_text("code = 1\n", encoding="utf-8")
    for arguments in (("form", "list"), ("doctor",), ("form", "check", str(own))):
        done = zpb(*arguments)
        assert "坏.toml" in done.out + done.err
        assert "\x1b" not in done.out + done.err
