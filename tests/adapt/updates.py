"""Adapted documents made by hand, and what a unit does to them."""

from __future__ import annotations

from docgen.adapt.changes import Change, mark
from docgen.adapt.engine import Adapted
from docgen.adapt.record import Recorder
from docgen.adapt.update import Updated, update
from docgen.model import (
    ChiTieu,
    Khoi,
    NguonGoc,
    SoCapTren,
    VanBan,
    VienDan,
)  # fmt: skip
from docgen.read.data_file import read_data_text
from docgen.write.data import write_yaml

A = "Phòng Nội vụ chủ trì tham mưu kế hoạch trong tháng này."
B = "Phòng Tài chính bố trí kinh phí theo dự toán được giao."
C = "Các xã báo cáo kết quả trước ngày 15/12 hằng năm."
D = "Văn phòng đôn đốc việc thực hiện của các cơ quan."
E = "Trường học tổ chức tuyên truyền cho giáo viên và học sinh."


def made(blocks: list[Khoi], don_vi: str = "UBND huyện A", **keys: object) -> VanBan:
    """A document as docgen would adapt it: every text inherited as it is."""
    record = Recorder()
    for n, block in enumerate(blocks):
        path = f"noi_dung[{n}]"
        record.changed(path, path, block.text, (), block.cap)
        for c, column in enumerate(block.cot):
            record.changed(f"{path}.cot[{c}].ten", f"{path}.cot[{c}].ten", column.ten, ())
        for r, row in enumerate(block.hang):
            for c, cell in enumerate(row):
                record.changed(f"{path}.hang[{r}][{c}]", f"{path}.hang[{r}][{c}]", cell, ())
    data = {"loai": "ke_hoach", "co_quan": [{"ten": don_vi}], **keys}
    own = VanBan.model_validate(data)
    for key in ("trich_yeu", "luu"):
        if text := getattr(own, key):
            record.changed(key, key, text, ())
    for key in ("ket_thuc", "can_cu"):
        for n, text in enumerate(getattr(own, key)):
            record.changed(f"{key}[{n}]", f"{key}[{n}]", text, ())
    for n, text in enumerate(own.noi_nhan):
        record.added(f"noi_nhan[{n}]", text, "ho_so/noi_nhan", "Hồ sơ")
    for name, value in own.bien.items():
        record.changed(f"bien.{name}", f"bien.{name}", value, ())
    for name, target in own.chi_tieu.items():
        if target.cap_tren:
            figure = f"{target.cap_tren.gia_tri}/{target.cap_tren.tren}"
            gap = Change(0, len(figure), "hoi", "so_lieu", mark(f"cấp trên: {figure}"))
            record.changed(f"chi_tieu.{name}", f"chi_tieu.{name}", figure, [gap])
    for k, item in enumerate(own.kem_theo):
        lead = f"kem_theo[{k}]."
        record.changed(f"{lead}trich_yeu", f"{lead}trich_yeu", item.trich_yeu or "", ())
        for n, block in enumerate(item.noi_dung):
            path = f"{lead}noi_dung[{n}]"
            record.changed(path, path, block.text, (), block.cap)
    goc = NguonGoc(van_ban=VienDan(loai="Kế hoạch"), don_vi=don_vi, vet=record.vet)
    return own.model_copy(update={"noi_dung": blocks, "nguon_goc": goc})


def plain(texts: list[str], cap: str = "gach") -> list[Khoi]:
    return [Khoi(cap=cap, text=t) for t in texts]  # type: ignore[arg-type]


def again(van_ban: VanBan) -> VanBan:
    """A document written to its file and read back."""
    made: VanBan = read_data_text(write_yaml(van_ban).decode())[0]
    return made


def edited(van_ban: VanBan, blocks: list[Khoi], **keys: object) -> VanBan:
    return van_ban.model_copy(update={"noi_dung": blocks, **keys})


def texts(van_ban: VanBan) -> list[str]:
    return [b.text for b in van_ban.noi_dung]


def bare(van_ban: VanBan) -> VanBan:
    """A document without its trace."""
    return van_ban.model_copy(update={"nguon_goc": None})


def run(own: VanBan, fresh: VanBan) -> Updated:
    return update(own, Adapted(fresh))


def table(rows: list[list[str]], heads: tuple[str, ...] = ("Việc", "Hạn")) -> Khoi:
    return Khoi.model_validate({"cap": "bang", "text": "Tiến độ", "cot": heads, "hang": rows})


def target(own: str | None, above: str) -> ChiTieu:
    value, whole = above.split("/")
    mine = dict(zip(("gia_tri", "tren"), own.split("/"), strict=True)) if own else {}
    return ChiTieu.model_validate({**mine, "cap_tren": SoCapTren(gia_tri=value, tren=whole)})  # type: ignore[arg-type]
