"""The three real cases as plain files: the text as printed, and every change with its reason.

`pytest tests/adapt --accept` writes them anew; read the difference as a văn thư before you commit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.adapt.plain import plain_text
from docgen.adapt.trace import own_text
from docgen.check.data import texts_of
from docgen.check.document import Document
from docgen.check.opening import open_docx
from docgen.check.registry import check_document
from docgen.findings import HINT
from docgen.model import VanBan
from docgen.write.docx.engine import render_docx
from docgen.write.text import write_txt
from tests.adapt.cases import CASES, adapted

HERE = Path(__file__).parent / "golden"


@pytest.mark.parametrize("case", CASES)
def test_adaptation_is_the_accepted_one(case: str, request: pytest.FixtureRequest) -> None:
    own = adapted(case).van_ban
    made = {"van_ban.txt": write_txt(own).decode(), "vet.txt": listed(own)}
    folder = HERE / case
    if request.config.getoption("--accept"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for name, text in made.items():
        golden = (folder / name).read_text(encoding="utf-8")
        assert text.splitlines() == golden.splitlines(), f"{case}/{name}"


def listed(own: VanBan) -> str:
    """The trace as people read it: a text, then its changes."""
    assert own.nguon_goc is not None
    lines = []
    for vet in own.nguon_goc.vet:
        if vet.o is None:
            lines.append(f"BỎ {vet.tai}: {plain_text(vet.nguon)}\n    vì {vet.bo} [{vet.luat}]")
            continue
        if not vet.doi:
            lines.append(f"GIỮ {vet.tai}: {plain_text(vet.nguon)}")
            continue
        lines.append(f"{vet.tai or 'MỚI'} → {vet.o}: {own_text(vet)}")
        text = plain_text(vet.nguon)
        for d in vet.doi:
            words = text[d.tai[0] : d.tai[1]]
            lines.append(f"    {d.cach} “{words}” → “{d.thanh}” [{d.luat}] {d.ly_do or ''}")
            if d.goi_y:
                lines.append(f"        gợi ý: {d.goi_y}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_adapted_document_checks_clean(case: str) -> None:
    own = adapted(case).van_ban
    data, _findings = render_docx(own)
    found = check_document(open_docx(data))
    found += check_document(Document("own.yaml", "data", own, texts_of(own)))
    assert [f"{f} «{f.excerpt[:60]}»" for f in found if f.severity != HINT] == []
