"""The document that is measured: an eight-page Kế hoạch, in as many variants as are asked for.

Made from the plan attached to the Đắk Nông decision. Each variant differs in number, body,
subject and one target, so that nothing can be reused between two documents that a real run over
many units could not reuse.
"""

from __future__ import annotations

import re
from pathlib import Path

from docgen.model import VanBan
from docgen.read.data_file import read_data_file

ROOT = Path(__file__).parent.parent


def plans(count: int) -> list[VanBan]:
    """`count` different eight-page plans."""
    decision, _findings = read_data_file(ROOT / "fixtures" / "dak_nong_quyet_dinh.yaml")
    attached = decision.kem_theo[0]
    base = decision.model_dump(mode="json")
    base.update(
        loai="ke_hoach",
        kem_theo=[],
        can_cu=[],
        ky_hieu=None,
        tham_quyen=None,
        noi_dung=attached.model_dump(mode="json")["noi_dung"],
        ket_thuc=attached.ket_thuc,
        trich_yeu=attached.trich_yeu,
        danh_so=attached.danh_so,
    )
    made = []
    for number in range(count):
        base["so"] = str(number + 10)
        base["co_quan"] = [{**base["co_quan"][0], "ten": f"Ủy ban nhân dân huyện Số {number}"}]
        base["trich_yeu"] = f"{attached.trich_yeu} ({number})"
        made.append(VanBan.model_validate(base))
    return made


def texts(document_xml: bytes) -> list[str]:
    """Texts of all paragraphs that hold any, in order; white space as one space."""
    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    out = []
    for p in etree.fromstring(document_xml).iter(f"{w}p"):
        pieces = [(t.text or "") if t.tag == f"{w}t" else " " for t in p.iter(f"{w}t", f"{w}br")]
        text = re.sub(r"\s+", " ", "".join(pieces)).strip()
        if text:
            out.append(text)
    return out
