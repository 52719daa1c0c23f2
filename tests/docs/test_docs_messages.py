"""English messages: every message of the source is translated, and the compiled file is current."""

from __future__ import annotations

import string
from types import ModuleType

import pytest

from docgen.lang import _, set_language
from docgen.viet.chuan import bo_dau
from tests.docs.conftest import load_tool

TOOL = load_tool()
MESSAGES: dict[str, list[str]] = TOOL.messages()
ENGLISH: dict[str, str] = TOOL.translations()


def _holes(text: str) -> list[str]:
    return sorted(
        f"{name}!{conversion or ''}:{spec or ''}"
        for _text, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    )


def test_catalog_holds_the_messages_of_the_source() -> None:
    assert set(ENGLISH) == set(MESSAGES)


@pytest.mark.parametrize("text", MESSAGES)
def test_message_is_translated_with_its_placeholders(text: str) -> None:
    english = ENGLISH.get(text)
    assert english, f"not translated: {text} ({', '.join(MESSAGES[text])})"
    try:
        holes = _holes(text)
    except ValueError:  # shown as it is, never formatted: "{%p for b in khoi %}"
        assert english.count("{") == text.count("{")
    else:
        assert _holes(english) == holes
    assert text[-1] not in ".:?" or english[-1] == text[-1]


def test_no_message_is_its_own_translation() -> None:
    # A text without diacritics may be a name that is the same in both languages.
    assert [t for t, english in ENGLISH.items() if t == english and bo_dau(t) != t] == []


def test_made_files_are_current(tool: ModuleType) -> None:
    for path, data in tool.make_messages().items():
        assert path.read_bytes() == data, f"run tools/make_docs.py: {path.name}"


def test_check_mode_says_that_all_is_current(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_only_known_tables_are_translated_through_variables(tool: ModuleType) -> None:
    assert set(tool.computed_calls()) == set(tool.HIDDEN)


def test_hidden_tables_are_found() -> None:
    assert "số nguyên" in MESSAGES
    assert "Bảng chưa có cột." in MESSAGES
    assert "thiếu nội dung" in MESSAGES


def test_every_message_is_said_in_english() -> None:
    try:
        assert set_language("en") == "en"
        for text, english in ENGLISH.items():
            assert _(text) == english
    finally:
        set_language("vi")
    assert _("lỗi") == "lỗi"
