"""The redline of the three real cases: accept is the own document, reject the source; comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from docgen.adapt.remarks import remarks
from docgen.adapt.trace import questions
from docgen.adapting.files import make_redline
from docgen.model import VanBan
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import find_soffice
from tests.adapt.cases import CASES, adapted, source
from tests.adapt.revisions import accepted, body_of, canon, comments, lines, rejected
from tests.adapt.test_adapt_laws import pairs
from tests.adapt.test_adapt_redline_office import Ask, ask, check

__all__ = ["ask"]


def _laws(given_: VanBan, own: VanBan) -> bytes:
    made = make_redline(given_, own)
    old, new = render_docx(given_)[0], render_docx(own)[0]
    assert [*lines(accepted(made))] == [*lines(body_of(new))]
    assert [*lines(rejected(made))] == [*lines(body_of(old))]
    assert canon(accepted(made)) == canon(body_of(new))
    assert canon(rejected(made)) == canon(body_of(old))
    return made


@pytest.mark.parametrize("case", CASES)
def test_accept_is_the_own_document_and_reject_the_source(case: str) -> None:
    own = adapted(case).van_ban
    made = _laws(source(), own)
    said = comments(made)
    assert len(said) == len(remarks(own))
    text = "\n".join(words for _author, words, _place in said)
    for question in questions(own):
        assert question.hoi in text


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_the_laws_hold_for_whatever_is_adapted(pair: tuple[VanBan, VanBan]) -> None:
    _laws(*pair)


@pytest.mark.office
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("case", CASES)
def test_libreoffice_accepts_and_rejects_them(case: str, ask: Ask, tmp_path: Path) -> None:
    own = adapted(case).van_ban
    check(ask, render_docx(source())[0], render_docx(own)[0])
