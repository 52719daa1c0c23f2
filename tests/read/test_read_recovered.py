"""Component by component: what is read of each real document is what an eye reads on it.

`docs/da_doc.md` is made from the same list; a test holds the page to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docgen.reading import read_file
from tools.make_recovered import PAGE, page

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus" / "real"
LIST: dict[str, dict[str, Any]] = YAML(typ="safe").load(HERE / "recovered.yaml")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here")
@pytest.mark.parametrize("name", LIST)
def test_components(name: str) -> None:
    path = next(p for ending in (".txt", ".pdf") if (p := CORPUS / f"{name}{ending}").is_file())
    v = read_file(path).van_ban
    found = {
        "loai": v.loai,
        "co_quan": v.co_quan[0].ten,
        "so": v.so,
        "ky_hieu": v.ky_hieu,
        "dia_danh": v.dia_danh,
        "ngay": [v.ngay.ngay, v.ngay.thang, v.ngay.nam],
        "can_cu": len(v.can_cu),
        "noi_nhan": len(v.noi_nhan),
        "ho_ten": v.chu_ky[0].ho_ten if v.chu_ky else None,
        "kem_theo": [k.loai for k in v.kem_theo],
    }
    assert found == LIST[name]
    assert v.trich_yeu
    assert v.luu


def test_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(LIST)
