"""Law 1: what docgen prints is read as the same data: `read(write(v)) == printed(v)`.

YAML and JSON hold everything: `tests/text/test_text_data.py` has them for any document.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, given, settings

from docgen.model import VanBan
from docgen.read.text.document import Reading, read_source, read_text
from docgen.read.word import read_docx
from docgen.write.docx.engine import render_docx
from docgen.write.text import write_txt
from tests.documents import documents
from tests.printed import by_labels, printed

MANY = int(os.environ.get("DOCGEN_LAW", "60"))
"""Documents drawn for each law; `DOCGEN_RANDOM=1 DOCGEN_LAW=1000` draws that many new ones."""
LAW = settings(
    deadline=None,
    # Documents of many parts take minutes to shrink; they are small as they are drawn.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def _from_word(v: VanBan) -> Reading:
    return read_source(read_docx(render_docx(v)[0]))


def _from_text(v: VanBan) -> Reading:
    return read_text(write_txt(v).decode())


@settings(LAW, max_examples=MANY)
@given(documents())
def test_word_is_read_back(v: VanBan) -> None:
    reading = _from_word(v)
    assert by_labels(reading.van_ban) == printed(v, "docx")
    assert reading.left_over == []


@settings(LAW, max_examples=MANY)
@given(documents())
def test_text_is_read_back(v: VanBan) -> None:
    reading = _from_text(v)
    assert by_labels(reading.van_ban) == printed(v, "txt")
    assert reading.left_over == []


@settings(LAW, max_examples=25)
@given(documents())
def test_what_was_read_is_read_the_same_again(v: VanBan) -> None:
    once = _from_text(v).van_ban
    assert _from_text(once).van_ban == once
    once = _from_word(v).van_ban
    assert _from_word(once).van_ban == once
