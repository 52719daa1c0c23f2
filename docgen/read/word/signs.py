"""Signs of the fonts Symbol and Wingdings, which Word stores by their place in the font."""

from __future__ import annotations

# Places 20h to 7Eh and A1h to FEh of the Symbol font (Adobe Symbol Encoding); "\ufffd": none.
_SYMBOL_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203e"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_SYMBOL = {0x20 + n: c for n, c in enumerate(_SYMBOL_LOW)} | {
    0xA1 + n: c for n, c in enumerate(_SYMBOL_HIGH)
}
_WINGDINGS = {
    0x21: "✏",
    0x28: "☎",
    0x2A: "✉",
    0x36: "⌛",
    0x46: "☞",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "⬧",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_TABLES = {
    name: table | {0xF000 + place: sign for place, sign in table.items()}
    for name, table in (("symbol", _SYMBOL), ("wingdings", _WINGDINGS))
}


def decode(text: str, name: str) -> str:
    """Text of charset `name` ("symbol", "wingdings"); a sign without a table stays itself."""
    return text.translate(_TABLES.get(name, _PRIVATE))


_PRIVATE = {0xF000 + place: chr(place) for place in range(0x20, 0x7F)}
