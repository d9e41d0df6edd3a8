"""Characters of the symbol fonts as characters that every font has: ticks, boxes, bullets, ≥; called by `word_text.py`.

A font such as Wingdings draws a ticked box where the file says þ, or says it in the private range at U+F000.
"""

from __future__ import annotations

from collections.abc import Mapping

_PRIVATE = 0xF000
"""Where Word puts the 256 characters of a symbol font."""


def _drawn(pairs: str) -> dict[int, str]:
    """Codes and what is drawn for them, written as `FE☑`."""
    return {int(pair[:2], 16): pair[2] for pair in pairs.split()}


def _in_a_row(code: int, first: str, count: int = 10) -> dict[int, str]:
    return {code + step: chr(ord(first) + step) for step in range(count)}


_WINGDINGS = {
    **_drawn("6C● 6D○ 6E■ 6F□ 70□ 71□ 72□ 75◆ 76❖ 78☒ 9E· 9F• A1○ A4◉ A7▪ A8□ AB★"),
    **_drawn("D8➢ DF← E0→ E8➔ F0⇨ FB✗ FC✓ FD☒ FE☑"),
    **_in_a_row(0x81, "①"),
    **_in_a_row(0x8C, "❶"),
}
_WINGDINGS_2 = {**_drawn("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 97● A2■ A3□"), **_in_a_row(0x6A, "①"), **_in_a_row(0x75, "❶")}
_WEBDINGS = _drawn("61✓ 63□ 67■ 6E● 72✗")
_SYMBOL = {
    **_drawn("41Α 42Β 43Χ 44Δ 45Ε 46Φ 47Γ 48Η 49Ι 4Aϑ 4BΚ 4CΛ 4DΜ 4EΝ 4FΟ 50Π 51Θ 52Ρ 53Σ 54Τ 55Υ 56ς 57Ω 58Ξ 59Ψ 5AΖ"),
    **_drawn("61α 62β 63χ 64δ 65ε 66φ 67γ 68η 69ι 6Aϕ 6Bκ 6Cλ 6Dμ 6Eν 6Fο 70π 71θ 72ρ 73σ 74τ 75υ 76ϖ 77ω 78ξ 79ψ 7Aζ"),
    **_drawn("A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ BC… D6√ D7· E5∑"),
    # Blank, brackets, signs and digits stand where ASCII has them.
    **{ord(char): char for char in " !#%&()+,./0123456789:;<=>?[]_{|}"},
    0x2D: "−",
}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def is_symbols(font: str) -> bool:
    """Whether a font draws symbols where others draw letters."""
    return font.lower() in _FONTS


def shown(text: str, font: str) -> str:
    """A text of a symbol font with the characters that it shows; what is not known stays as it is."""
    known = _FONTS.get(font.lower(), {})
    return "".join(known.get(_place(char), char) for char in text)


def _place(char: str) -> int:
    code = ord(char)
    return code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code


def is_unknown(char: str) -> bool:
    """Whether a character means nothing outside the font that draws it."""
    return 0xE000 <= ord(char) <= 0xF8FF
