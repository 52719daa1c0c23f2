"""Widths in Times New Roman and line breaking."""

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet import _be_rong_data as data
from docgen.viet.be_rong import be_rong, chia_dong, dong_dai_nhat

TOOL = Path(__file__).parents[2] / "tools" / "make_widths.py"
QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TEXT = st.text(alphabet="aiWẤữđ -–,\n\u00a01")
ROOM = st.floats(1, 400)
FACE = st.tuples(st.booleans(), st.booleans())


@cache
def tool():
    spec = importlib.util.spec_from_file_location("make_widths", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fonts():
    pytest.importorskip("fontTools", reason="fontTools is not installed")
    try:
        return {name: tool().read_widths(tool().find_font(name, None)) for name in tool().FACES}
    except (OSError, ValueError) as e:
        pytest.skip(f"Liberation Serif 2 is not installed: {e}")


def test_committed_widths_are_those_of_the_fonts():
    source = Path(data.__file__).read_text(encoding="utf-8")
    assert source == tool().write_module(fonts())


def test_quoc_hieu_is_as_wide_as_the_font_makes_it():
    widths = fonts()["DAM"]
    assert be_rong(QUOC_HIEU, 13, dam=True) == sum(widths[c] for c in QUOC_HIEU) * 13 / 2048


def test_known_widths():
    assert be_rong(QUOC_HIEU, 13, dam=True) == pytest.approx(271.2, abs=0.05)
    assert be_rong("Độc lập - Tự do - Hạnh phúc", 14, dam=True) == pytest.approx(171.4, abs=0.05)
    assert be_rong("0123456789", 14) == 70  # digits are half an em
    assert be_rong("0123456789", 14, dam=True, nghieng=True) == 70
    assert be_rong("", 14) == 0


@pytest.mark.parametrize("face", [data.THUONG, data.DAM, data.NGHIENG, data.DAM_NGHIENG])
def test_every_letter_of_vietnamese_is_measured(face):
    known = set("".join(face.values()))
    letters = tool().vietnamese()
    assert len(letters - set("fjwzFJWZ")) == 2 * (29 + 60)
    assert letters <= known
    assert set(map(chr, range(0x20, 0x7F))) | set("“”‘’–—…\u00a0•₫°²½×≥") <= known
    assert sum(map(len, face.values())) == len(known)


@given(TEXT, TEXT, FACE)
def test_widths_add_up(a, b, face):
    assert be_rong(a + b, 13, *face) == pytest.approx(be_rong(a, 13, *face) + be_rong(b, 13, *face))


@given(st.text(), FACE)
def test_any_text_has_a_width(s, face):
    assert 0 <= be_rong(s, 14, *face) <= 14 * 2 * len(s)


def test_what_the_metrics_lack():
    assert be_rong("ḱ", 14) == be_rong("k", 14)  # the base letter
    assert be_rong("国", 14) == 14
    assert be_rong("e\u0301", 14) == be_rong("é", 14)
    assert be_rong("\u200b\n\x07\u00ad", 14) == 0
    assert be_rong("\t", 14) == be_rong("\u00a0", 14) == be_rong(" ", 14) == 3.5
    assert be_rong("i", 14) < be_rong("ж", 14) < be_rong("m", 14)  # an average


def flat(s):
    return "".join(c for c in s if c not in " \n\t")


@given(TEXT, ROOM, FACE)
def test_lines_fit_and_nothing_is_lost(s, room, face):
    lines = chia_dong(s, room, 14, *face)
    assert flat("".join(lines)) == flat(s)
    for line in lines:
        assert line == line.rstrip(" ")
        assert len(line) == 1 or be_rong(line, 14, *face) <= room + 1e-6
    assert dong_dai_nhat(s, room, 14, *face) == max(be_rong(x, 14, *face) for x in lines)


@given(st.lists(st.text(alphabet="aWđ,1\u00a0", min_size=1, max_size=6), min_size=1), ROOM)
def test_lines_are_greedy(words, room):
    limit = max(room, *(be_rong(w, 14) for w in words))
    expected = [words[0]]
    for word in words[1:]:
        if be_rong(f"{expected[-1]} {word}", 14) <= limit + 1e-9:
            expected[-1] += f" {word}"
        else:
            expected.append(word)
    assert chia_dong(" ".join(words), limit, 14) == expected


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 100, [""]),
        ("một hai ba", 1000, ["một hai ba"]),
        ("một\nhai\n", 1000, ["một", "hai", ""]),
        ("0000 0000", 28, ["0000", "0000"]),
        ("0000    0000  ", 28, ["0000", "0000"]),  # spaces at the end take no room
        ("0000\u00a00000", 50, ["0000\u00a000", "00"]),  # no break there: cut where it must be
        ("00 00\u00a000", 42, ["00", "00\u00a000"]),
        ("00 QĐ-0000", 45, ["00 QĐ-", "0000"]),
        ("00 - 0000", 28, ["00 -", "0000"]),
        ("0000 -00", 36, ["0000", "-00"]),  # a sign before a number stays with it
        ("000000", 14, ["00", "00", "00"]),
        ("00", 1, ["0", "0"]),
    ],
)
def test_where_lines_break(text, room, lines):
    assert chia_dong(text, room, 14) == lines


@pytest.mark.parametrize(("room", "size"), [(0, 14), (100, 0), (-1, 14), (float("nan"), 14)])
def test_no_room(room, size):
    with pytest.raises(ValueError, match="lớn hơn 0"):
        chia_dong("a", room, size)


def test_decomposed_text_differs_only_by_horns():
    s = "Kế hoạch tổ chức thực hiện"
    nfd = unicodedata.normalize("NFD", s)
    assert be_rong(nfd, 14) == pytest.approx(be_rong(s.replace("ứ", "u").replace("ự", "u"), 14))
