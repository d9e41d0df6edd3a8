"""The known name that comes nearest to one that is not known, for every refusal of `forms` and `tui`."""

from __future__ import annotations

from collections.abc import Iterable


def near(name: str, known: Iterable[str], most: int = 1, likeness: float = 0.5) -> list[str]:
    """The known names that are like this one, the nearest first."""
    from difflib import get_close_matches  # only a refusal pays for it

    return get_close_matches(name, list(dict.fromkeys(known)), most, likeness)


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known name, or with all of them where none is near."""
    names = list(known)
    close = near(name, names)
    return f"最接近的是「{close[0]}」。" if close else f"可用的有：{'、'.join(names)}。"
