"""What docgen prints through LibreOffice is read back: the same text, no letter lost."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.read.pdf import read_pdf
from docgen.read.text.document import read_source
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import LibreOffice, find_soffice, to_pdf
from docgen.write.text import write_txt
from tests.read.pdf.counting import letters, text_layer

FIXTURES = sorted((Path(__file__).parents[3] / "fixtures").glob("*.yaml"))
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed"),
]
SIZES: list[dict[str, float]] = [{}, {"co_chu": 13, "thut_dong": 1, "gian_dong": 1.2}]


def words(van_ban: VanBan) -> str:
    """Its text without what no paper shows: for whom a block is meant, where a line is broken."""
    text = re.sub(r" ?\{doi_tuong: [^}]*\}", "", write_txt(van_ban).decode())
    return " ".join(re.sub(r"\\\n", " ", text).split())


@cache
def printed() -> dict[tuple[str, int], tuple[VanBan, bytes]]:
    """Every fixture in both size sets, printed by one LibreOffice."""
    from tempfile import TemporaryDirectory

    made = {}
    with TemporaryDirectory() as folder, LibreOffice() as office:
        docx, out = Path(folder, "a.docx"), Path(folder, "a.pdf")
        for path in FIXTURES:
            for at, look in enumerate(SIZES):
                given = read_data_file(path)[0]
                data = given.model_dump(mode="json", exclude_unset=True) | {"trinh_bay": look}
                van_ban = VanBan.model_validate(data)
                docx.write_bytes(render_docx(van_ban)[0])
                to_pdf(docx, out, warm=office)
                made[path.stem, at] = (van_ban, out.read_bytes())
    return made


@pytest.mark.parametrize("at", range(len(SIZES)))
@pytest.mark.parametrize("name", [p.stem for p in FIXTURES])
def test_what_docgen_prints_is_read_back(name: str, at: int) -> None:
    van_ban, data = printed()[name, at]
    source = read_pdf(data)
    assert words(read_source(source).van_ban) == words(van_ban)
    # Nothing stands beside the text but the numbers of the pages.
    assert all(x.text.isdecimal() for x in source.aside)
    assert not text_layer(data) - letters(source)
