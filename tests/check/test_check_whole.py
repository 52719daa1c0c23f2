"""What rules share: the whole text and its sets, the quick test of syllables, things made once."""

from __future__ import annotations

import re
from itertools import product
from unicodedata import normalize

from docgen.check.document import Document, Text, shared
from docgen.check.rules import am_tiet, chinh_ta, tu_thuong
from docgen.check.whole import Whole
from docgen.findings import Where
from tests.check import lines

_WORDS = ("Các xã, phường", "(xã) Phường; xã/phường", "", "tháng 3\xa0năm 2025 – xã")


def _whole(*texts: str) -> Whole:
    return Whole([Text("doan", words, Where(), index=n) for n, words in enumerate(texts)])


def test_sets_of_words() -> None:
    whole = _whole(*_WORDS)
    assert whole.words == {"Các", "xã", "phường", "Phường", "tháng", "3", "năm", "2025"}
    assert whole.small == {w.lower() for w in whole.words}
    assert whole.run[:6] == ["các", "xã", "phường", "xã", "phường", "xã"]
    assert whole.counts["xã"] == 4
    assert whole.odd == "\xa0"
    assert "(" in whole.begins
    assert ";" in whole.ends
    assert "xã/phường" in whole.marked.split("\n")
    assert "phường" not in whole.marked.split("\n")


def test_has_looks_for_small_letters_in_any() -> None:
    whole = _whole("CÁC XÃ, Phường")
    assert whole.has("các xã")
    assert whole.has("phường")
    assert whole.has("Phường")
    assert not whole.has("Các xã")
    assert not whole.has("xã phường")
    assert not whole.has("huyện")


def test_texts_are_found_from_the_whole() -> None:
    whole = _whole("Các xã, xã", "huyện", "Xã 3/4; 5/6", "")
    assert [t.index for t in whole.holding("xã", "huyện")] == [0, 1, 2]
    assert [t.index for t in whole.matching(re.compile(r"\d/\d"))] == [2]
    assert [(t.index, a, b) for t, a, b in whole.spots(["xã"])] == [(0, 4, 6), (0, 8, 10)]


def test_repeats() -> None:
    whole = _whole("thi đua thi đua và và")
    assert list(whole.repeats(1)) == [4]
    assert list(whole.repeats(2)) == [0, 1]
    assert whole.pairs({"thi", "đua"}) == {"thi đua", "đua thi"}


def test_quick_test_of_syllables_agrees_with_the_thorough_one() -> None:
    onsets = ("", "q", *am_tiet._ONSETS)
    rimes = am_tiet._RIMES | am_tiet._AFTER_QU
    unsure = 0
    for onset, rime, mark in product(onsets, sorted(rimes), ("", *am_tiet._TONES)):
        for place in range(len(rime)):
            word = normalize("NFC", onset + rime[: place + 1] + mark + rime[place + 1 :])
            right = am_tiet.is_syllable(word) and not chinh_ta._misplaced(word)
            quick = am_tiet.well_formed(word)
            assert right or not quick, word
            unsure += right and not quick and onset not in ("g", "gi")
    assert not unsure


def test_everyday_syllables_are_right() -> None:
    for word in tu_thuong.SYLLABLES:
        for written in (word, word.upper(), word.title()):
            assert not chinh_ta._misplaced(written), written
            assert not chinh_ta._impossible(written), written


def test_shared_runs_once_for_each_document() -> None:
    asked: list[Document] = []

    @shared
    def count(document: Document) -> int:
        asked.append(document)
        return len(document.texts)

    one, other = lines.document(lines.head()), lines.document(lines.BODY)
    assert [count(one), count(one), count(other)] == [len(one.texts), len(one.texts), 1]
    assert asked == [one, other]
