"""Mending changes just what it says: characters, looks, page; and proves it before it writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.check.document import Document, Text
from docgen.check.mend.word import mend_docx
from docgen.check.opening import open_docx
from docgen.check.registry import Fix, RuleFinding
from docgen.check.word import WordFile
from docgen.findings import InputError, Where
from tests.check import mutate
from tests.check.word_files import edited

BASE = mutate.made({"van_ban": "ke_hoach"})


def _word(data: bytes) -> WordFile:
    word = open_docx(data).word
    assert word is not None
    return word


TEXTS = [p.text for p in _word(BASE).paragraphs]
FILLED = [i for i, text in enumerate(TEXTS) if text.strip() and "\n" not in text]


def _once(make: Callable[[Document], list[Fix]]) -> Callable[[Document], list[RuleFinding]]:
    """A rule that reports its fixes the first time it is asked."""
    asked = [False]

    def rules(document: Document) -> list[RuleFinding]:
        if asked[0]:
            return []
        asked[0] = True
        return [RuleFinding("XX01", "", fixes=(fix,)) for fix in make(document)]

    return rules


def _text_of(document: Document, index: int) -> Any:
    assert document.word is not None
    wanted = document.word.paragraphs[index]
    return next(t for t in document.texts if t.paragraph is wanted)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_characters_change_where_they_should_and_nowhere_else(data: st.DataObject) -> None:
    index = data.draw(st.sampled_from(FILLED))
    start = data.draw(st.integers(0, len(TEXTS[index]) - 1))
    end = data.draw(st.integers(start, len(TEXTS[index])))
    new = data.draw(st.text("aáđ ,.“”", max_size=4))
    made = mend_docx(BASE, _once(lambda d: [Fix("retype", _text_of(d, index), start, end, new)]))
    after = [p.text for p in _word(made.data).paragraphs]
    expected = list(TEXTS)
    expected[index] = TEXTS[index][:start] + new + TEXTS[index][end:]
    assert after == expected


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_letters_change_their_look_and_keep_their_text(data: st.DataObject) -> None:
    index = data.draw(st.sampled_from(FILLED))
    start = data.draw(st.integers(0, len(TEXTS[index]) - 1))
    end = data.draw(st.integers(start + 1, len(TEXTS[index])))
    values = (("size", 9.0), ("italic", True), ("colour", "FF0000"), ("font", "Arial"))
    made = mend_docx(
        BASE,
        _once(lambda d: [Fix("letters", _text_of(d, index), start, end, values=values)]),
    )
    word = _word(made.data)
    assert [p.text for p in word.paragraphs] == TEXTS
    for number, paragraph in enumerate(word.paragraphs):
        for run in paragraph.runs:
            inside = number == index and run.start >= start and run.start + len(run.text) <= end
            assert (run.look.get("colour") == "FF0000") == inside
            if inside:
                looks = [run.look.get(name) for name, _value in values]
                assert looks == [value for _name, value in values]


def test_page_and_paragraph_values_are_set() -> None:
    def fixes(document: Document) -> list[Fix]:
        text = _text_of(document, FILLED[10])
        return [
            Fix("page", values=(("trai", 33.0), ("width", 200.0)), section=0),
            Fix("paragraph", text, values=(("align", "right"), ("first", 20.0), ("before", 9.0))),
        ]

    made = mend_docx(BASE, _once(fixes))
    word = _word(made.data)
    assert word.sections[0].margins["trai"] == pytest.approx(33, abs=0.1)
    assert word.sections[0].width == pytest.approx(200, abs=0.1)
    look = word.paragraphs[FILLED[10]].look
    assert (look.get("align"), look.get("first"), look.get("before")) == ("right", 20.0, 9.0)
    assert len(made.done) == 2


def test_other_parts_stay_as_they_were() -> None:
    made = mend_docx(BASE, _once(lambda d: [Fix("retype", _text_of(d, FILLED[5]), 0, 1, "X")]))
    with (
        zipfile.ZipFile(io.BytesIO(BASE)) as old,
        zipfile.ZipFile(io.BytesIO(made.data)) as new,
    ):
        assert old.namelist() == new.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert changed == ["word/document.xml"]


def test_unsafe_fixes_wait_for_being_asked_for() -> None:
    def rule() -> Callable[[Document], list[RuleFinding]]:
        return _once(lambda d: [Fix("retype", _text_of(d, FILLED[5]), 0, 1, "X", safe=False)])

    assert mend_docx(BASE, rule()).data == BASE
    assert mend_docx(BASE, rule(), unsafe=True).data != BASE


def test_a_fix_that_never_ends_is_refused() -> None:
    def rules(document: Document) -> list[RuleFinding]:
        fix = Fix("retype", _text_of(document, FILLED[5]), 0, 0, "x")
        return [RuleFinding("XX01", "", fixes=(fix,))]

    with pytest.raises(InputError) as error:
        mend_docx(BASE, rules)
    assert [f.code for f in error.value.findings] == ["KT22"]


def test_tracked_changes_are_not_touched() -> None:
    with zipfile.ZipFile(io.BytesIO(BASE)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts["word/document.xml"] = (
        parts["word/document.xml"]
        .replace(b"<w:r><w:t", b'<w:ins w:id="1" w:author="a"><w:r><w:t', 1)
        .replace(b"</w:t></w:r>", b"</w:t></w:r></w:ins>", 1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InputError) as error:
        mend_docx(out.getvalue(), _once(lambda _document: []))
    assert [f.code for f in error.value.findings] == ["KT21"]


def test_overlapping_fixes_are_made_one_after_the_other() -> None:
    """Two changes of the same words: the second waits, sees what is left, and may be made then."""

    def rules(document: Document) -> list[RuleFinding]:
        text = _text_of(document, FILLED[5])
        found = []
        if text.text.startswith(TEXTS[FILLED[5]][:2]):
            found.append(Fix("retype", text, 0, 2, "XY"))
        if "X" not in text.text[1:] and not text.text.startswith("Q"):
            found.append(Fix("retype", text, 1, 3, "XZ"))
        return [RuleFinding("XX01", "", fixes=(fix,)) for fix in found]

    made = mend_docx(BASE, rules)
    assert _word(made.data).paragraphs[FILLED[5]].text.startswith("XXZ")


def test_a_look_that_spoils_another_is_not_mended() -> None:
    """A change of look after which a rule on look finds more is taken back, the others are made."""

    def rules(document: Document) -> list[RuleFinding]:
        good, bad = (_text_of(document, FILLED[n]) for n in (5, 6))
        made = []
        if good.paragraph.look.get("before") != 7.0:
            fix = Fix("paragraph", good, values=(("before", 7.0),))
            made.append(RuleFinding("TC90", "a", fixes=(fix,), text=good))
        if bad.paragraph.look.get("before") == 8.0:
            made.append(RuleFinding("TC92", "c"))
        else:
            fix = Fix("paragraph", bad, values=(("before", 8.0),))
            made.append(RuleFinding("TC91", "b", fixes=(fix,), text=bad))
        return made

    made = mend_docx(BASE, rules)
    assert [f.code for f in made.done] == ["TC90"]
    assert [f.code for f in made.left] == ["TC91"]


def test_the_number_in_the_header_is_mended_in_its_own_part() -> None:
    header = next(n for n in zipfile.ZipFile(io.BytesIO(BASE)).namelist() if "header" in n)
    small = edited(BASE, header, (r"<w:instrText", r"<w:t>2</w:t><w:instrText"))

    def rules(document: Document) -> list[RuleFinding]:
        assert document.word is not None
        story = document.word.sections[0].headers["default"][0]
        if all(v.value == 9.0 for _run, v in story.values("size")):
            return []
        text = Text("so_trang", story.text, Where(), paragraph=story)
        return [RuleFinding("TC12", "", fixes=(Fix("runs", text, values=(("size", 9.0),)),))]

    made = mend_docx(small, rules)
    assert made.left == []
    with (
        zipfile.ZipFile(io.BytesIO(small)) as old,
        zipfile.ZipFile(io.BytesIO(made.data)) as new,
    ):
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert header in changed


def test_parts_of_a_paragraph_are_mended_where_they_stand() -> None:
    """Quốc hiệu and Tiêu ngữ in one paragraph: characters and letters of the second line."""
    whole = edited(
        BASE,
        "word/document.xml",
        (r"(CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r>)</w:p>.*?(<w:r>(?:(?!<w:p[ >]).)*?"
         r"Độc lập)", r"\1<w:r><w:br/></w:r>\2"),
        count=1,
    )  # fmt: skip
    document = open_docx(whole)
    motto = document.first("tieu_ngu")
    assert motto is not None
    assert motto.whole is not None
    assert motto.text.startswith("Độc lập")
    made = mend_docx(
        whole,
        _once(
            lambda d: [
                Fix("retype", d.first("tieu_ngu"), 0, 3, "Đọc"),
                Fix("letters", d.first("tieu_ngu"), 0, 3, values=(("size", 9.0),)),
            ]
        ),
    )
    after = open_docx(made.data).first("tieu_ngu")
    assert after is not None
    assert after.text == "Đọc" + motto.text[3:]
    assert after.paragraph is not None
    small = "".join(r.text for r, v in after.paragraph.values("size") if v.value == 9.0)
    assert small == "Đọc"
