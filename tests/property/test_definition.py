"""Laws of reading definitions."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from forms import library
from forms.definition import read_definition
from forms.errors import DefinitionError
from forms.model import Form

LINES = [
    line
    for path in library.files()
    for line in [*Path(path).read_text(encoding="utf-8").splitlines(), ""]
    if not line.startswith(("why", "example", "#"))
]
FORMS = ["\n".join(LINES[: LINES.index("", LINES.index("'''"))]), "\n".join(LINES[LINES.index("'''") + 1 :])]
VALUES = [
    "1",
    "-1",
    "true",
    "1.5",
    "[]",
    "[1]",
    "{}",
    "[{}]",
    '""',
    '"x"',
    '["x", "x"]',
    "2020-01-01",
    "'''\n'''",
    "“x”",
    "",
]

SLIPS = st.tuples(
    st.integers(0, 1000),
    st.sampled_from(["drop", "double", "swap", "join"]) | st.sampled_from(VALUES).map("= {}".format),
)


def slipped(lines: list[str], slip: tuple[int, str]) -> list[str]:
    """The lines with one line dropped, doubled, swapped, run together with the next, or given another value."""
    number, how = slip[0] % (len(lines) - 1), slip[1]
    before, line, after, rest = lines[:number], lines[number], lines[number + 1], lines[number + 2 :]
    changed = {
        "drop": [after],
        "double": [line, line, after],
        "swap": [after, line],
        "join": [line + after],
    }
    return before + changed.get(how, [f"{line.partition('=')[0]}{how}", after]) + rest


@given(st.sampled_from(FORMS), st.lists(SLIPS, min_size=1, max_size=4))
def test_a_file_with_slips_is_a_form_or_has_faults_that_are_told(text: str, slips: list[tuple[int, str]]) -> None:
    """Whatever an author mistypes, reading ends in a form or in one list of sentences, each on its own line."""
    lines = text.splitlines()
    for slip in slips:
        lines = slipped(lines, slip)
    try:
        read: Form | list[str] = read_definition("\n".join(lines), "form.toml")
    except DefinitionError as error:
        read = error.faults
    assert isinstance(read, Form) or (read and all(each and each.isprintable() for each in read))
