"""What findings depend on besides the report is told by the files of the program and of the definitions."""

from __future__ import annotations

import os
from pathlib import Path

from tui.decided import decided_by


def test_it_names_the_rules_the_store_and_the_shipped_definitions() -> None:
    text = decided_by(())
    for name in ("indicators.py", "shape.py", "checking.py", "project-expenditure.toml"):
        assert f"{os.sep}{name} " in text


def test_it_changes_with_a_definition(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    texts = [decided_by((tmp_path,))]
    for content in ("a", "ab"):
        file.write_text(content, encoding="utf-8")
        texts.append(decided_by((tmp_path, tmp_path / "不在")))
    os.utime(file, ns=(1, 1))
    texts.append(decided_by((tmp_path,)))
    assert len(set(texts)) == 4
