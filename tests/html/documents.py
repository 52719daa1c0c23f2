"""Documents for the tests of the preview, and the text a reader should find in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.viet.chuan import lam_sach
from docgen.write.layout import lay_out

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.yaml"))
SENTENCE = "Tổ chức tuyên truyền, vận động Nhân dân tham gia xây dựng nông thôn mới. "


def fixture(path: Path) -> VanBan:
    """A fixture document."""
    return read_data_file(path)[0]


def small(**more: Any) -> VanBan:
    """A plan with one paragraph; keys replace or add data."""
    data = {
        "loai": "ke_hoach",
        "co_quan": {"ten": "Ủy ban nhân dân tỉnh Lạng Sơn", "viet_tat": "UBND"},
        "so": 5,
        "dia_danh": "Lạng Sơn",
        "ngay": "2022-06-23",
        "trich_yeu": "Tổ chức thực hiện Phong trào thi đua giai đoạn 2021 - 2025",
        "noi_dung": ["Một câu."],
        "noi_nhan": ["Như trên"],
        "luu": "VT",
        "chu_ky": {"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "ho_ten": "A B"},
    }
    return VanBan.model_validate({**data, **more})


def squeezed(text: str) -> str:
    """A text without any white space."""
    return "".join(lam_sach(text)[0].split())


def expected_text(van_ban: VanBan) -> str:
    """All text of a document in reading order, without white space, straight from the layout."""
    data = lay_out(van_ban).data
    parts = [*_part(data)]
    for item in data["kem_theo"]:
        parts += _part(item)
    return squeezed("".join(str(p) for p in parts))


def _part(data: dict[str, Any]) -> Iterator[Any]:
    if data.get("phu_luc"):
        yield data["phu_luc"]
    else:
        names = "chu_quan co_quan quoc_hieu tieu_ngu so_ky_hieu trich_yeu_cv dia_danh_ngay ten_loai"
        yield from (data.get(name, "") for name in names.split())
    yield from (data["trich_yeu"], data["dong_kem_theo"])
    if data.get("kinh_gui") or data.get("kinh_gui_muc"):
        yield from ("Kính gửi:", data["kinh_gui"], *(i["chu"] for i in data["kinh_gui_muc"]))
    yield data.get("tham_quyen", "")
    yield from (i["chu"] for i in (*data["can_cu"], *data["can_cu_doan"]))
    yield data.get("lenh", "")
    for block in (*data["khoi"], *data["ket_thuc"]):
        yield from (block["nhan"], block["text"])
        if bang := block.get("bang"):
            yield from bang.tieu_de
            yield from (cell for row in bang.hang for cell in row)
    if data.get("co_chan"):
        yield from _foot(data)


def _foot(data: dict[str, Any]) -> Iterator[Any]:
    recipients = ["Nơi nhận:", *(i["chu"] for i in data["noi_nhan"])]
    signers = [data["chu_ky"]] if data["chu_ky"] else [o for r in data["ky_chung"] for o in r["o"]]
    if data["chu_ky"]:
        yield from recipients
    for one in signers:
        yield from (i["chu"] for i in one["quyen_han"])
        yield from (one["chuc_vu_rieng"], one["ho_ten"])
    if not data["chu_ky"]:
        yield from recipients
