"""A pasted table on the page at hand, understood but not taken; the one way in, used by `forms/moves.py`."""

from __future__ import annotations

from collections.abc import Sequence

from forms.answers import Answers
from forms.model import Form, Page, PageType
from forms.pasting.amounts import pasted_amounts
from forms.pasting.proposed import Pasted
from forms.pasting.rows import pasted_rows


def propose(form: Form, answers: Answers, page: Page, group: str, rows: Sequence[Sequence[str]]) -> Pasted:
    """What the table would make of the report; `group` is where rows go that name none. Raises Unreadable."""
    if page.type is PageType.FIXED:
        return pasted_amounts(form, answers, page, rows)
    return pasted_rows(form, answers, page, group, rows)
