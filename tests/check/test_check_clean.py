"""Law 2: what docgen writes from complete data has no finding, whatever the kind and the layout."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from docgen.check.opening import open_document, open_docx
from docgen.check.registry import check_document
from docgen.findings import HINT
from docgen.model import VanBan
from docgen.nd30.loai import LOAI
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from tests.check import mutate

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "fixtures").glob("*.yaml"))
LAYOUTS: list[dict[str, Any]] = [
    {"co_chu": 13},
    {"co_chu": 13, "thut_dong": 1, "gian_dong": 1.5, "gian_doan": 12},
    {"le_tren": 25, "le_duoi": 25, "le_trai": 35, "le_phai": 15},
    {"co_chu": 14, "gian_dong": 1.15, "thut_dong": 1},
]


def _found(van_ban: VanBan) -> list[str]:
    data, _findings = render_docx(van_ban)
    found = check_document(open_docx(data))
    return [str(f) + f" «{f.excerpt[:60]}»" for f in found if f.severity != HINT]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
@pytest.mark.parametrize("size", [14, 13])
def test_fixtures_are_clean(path: Path, size: int) -> None:
    van_ban, _findings = read_data_file(path)
    layout = van_ban.trinh_bay.model_copy(update={"co_chu": size})
    assert _found(van_ban.model_copy(update={"trinh_bay": layout})) == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_data_files_are_clean(path: Path) -> None:
    found = check_document(open_document(path))
    assert [str(f) for f in found if f.severity != HINT] == []


@pytest.mark.parametrize(
    ("base", "layout"),
    list(product(sorted(p.stem for p in mutate.BASES.glob("*.yaml")), LAYOUTS)),
)
def test_every_layout_is_clean(base: str, layout: dict[str, Any]) -> None:
    data = mutate.load(base)
    data["trinh_bay"] = layout
    assert _found(mutate.typed(data)) == []


@pytest.mark.parametrize("loai", [k for k in LOAI if k not in ("thu_cong", "bien_ban")])
def test_every_kind_is_clean(loai: str) -> None:
    """A small document of each kind, its parts as the kind asks."""
    kind = LOAI[loai]
    base = "quyet_dinh" if kind.tham_quyen else "cong_van" if kind.kinh_gui else "ke_hoach"
    data = mutate.load(base)
    data["loai"] = loai
    if loai == "phat_dong":
        data["hinh_thuc"] = "ke_hoach"
    if loai == "to_trinh":
        data.pop("don_vi_soan", None)
        data["trich_yeu"] = "Về việc khen thưởng thành tích năm 2025"
    for own in ("Quyết định này", "Kế hoạch tổ chức"):
        rest = own.partition(" ")[2].removeprefix("định ").removeprefix("hoạch ")
        data["noi_dung"] = data["noi_dung"].replace(own, f"{kind.ten} {rest}")
    assert _found(mutate.typed(data)) == []
