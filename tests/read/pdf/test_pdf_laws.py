"""The PDF reader over random paper: paragraphs come back, no letter is lost, marks are exact."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.read.looks import BOLD, ITALIC, escape
from docgen.read.pdf import read_pdf
from docgen.read.pdf.inline import typed
from docgen.write.layout.inline import DAM, NGHIENG, escape_inline, parse_inline
from tests.read.pdf.counting import letters, text_layer, texts
from tests.read.pdf.paper import Sheet, pdf

LEFT, RIGHT = 85.0, 540.0


_WORDS = st.sampled_from(
    ["tổ", "chức", "Phong", "trào", "thi", "đua", "2026", "nông", "thôn", "xã,", "(63,5%)", "Sơn"]
)
_PARAGRAPH = st.lists(_WORDS, min_size=3, max_size=60).map(lambda w: "Huy " + " ".join(w) + ".")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(_PARAGRAPH, min_size=3, max_size=14),
    st.sampled_from([(36.0, 6.0), (36.0, 0.0), (28.0, 3.0), (0.0, 6.0)]),
)
def test_paragraphs_come_back(paragraphs: list[str], style: tuple[float, float]) -> None:
    indent, space = style
    # A full page of even lines first, as any document has: it tells where the right edge is.
    full = "Huy động nguồn lực " + "xây dựng nông thôn mới tại các xã " * 9
    paragraphs = [full.strip() + "."] * 2 + paragraphs
    sheets, y = [Sheet()], 770.0
    for text in paragraphs:
        x = LEFT + indent
        for words in _wrapped(text, indent):
            if y < 70:
                sheets.append(Sheet().text(292, 800, str(len(sheets) + 1)))
                y = 770.0
            sheets[-1].text(x, y, words)
            x, y = LEFT, y - 17
        y -= space
    assert texts(read_pdf(pdf(*sheets)).lines) == paragraphs


def _wrapped(text: str, indent: float) -> list[str]:
    """Lines of a text at size 14, each letter 7 pt wide."""
    out: list[str] = []
    line, room = "", RIGHT - LEFT - indent
    for word in text.split():
        longer = f"{line} {word}".strip()
        if len(longer) * 7 > room:
            out.append(line)
            longer, room = word, RIGHT - LEFT
        line = longer
    return [*out, line]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.floats(-50, 600),
            st.floats(-50, 900),
            st.text(st.sampled_from("aàÁđĐ.-–…“”;:1I)*\\|{}§²ơ"), max_size=20) | _WORDS,
            st.sampled_from([8.0, 11.0, 14.0, 40.0]),
            st.sampled_from(["", "b", "i"]),
        ),
        min_size=1,
        max_size=15,
    )
)
def test_no_letter_is_lost_wherever_it_stands(
    placed: list[tuple[float, float, str, float, str]],
) -> None:
    sheet = Sheet().text(100, 600, "Văn bản này có chữ.")
    for x, y, text, size, face in placed:
        sheet.text(round(x, 1), round(y, 1), text, size, face)
    data = pdf(sheet)
    source = read_pdf(data)
    assert not text_layer(data) - letters(source)


PLAIN = st.text(st.sampled_from("aàđ *\\{}.-_1|#>"), max_size=12)


@given(PLAIN)
def test_escape_is_the_writers(text: str) -> None:
    assert escape(text) == escape_inline(text)


@given(st.lists(st.tuples(PLAIN, st.sampled_from([0, BOLD, ITALIC, BOLD | ITALIC])), max_size=6))
def test_marks_give_the_text_back(pieces: list[tuple[str, int]]) -> None:
    text, bold, italic = typed(pieces)
    runs = parse_inline(text, lambda expression: expression)
    plain = " ".join("".join(t for t, _b in pieces).split())
    assert " ".join(str(runs).split()) == plain
    if isinstance(runs, str):
        return
    for run in runs:
        assert not (bold and run.co & DAM)
        assert not (italic and run.co & NGHIENG)
