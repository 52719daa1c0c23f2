"""The words of the form that a new roster is: what to write in each column, how to fill it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from docgen.batch.roster_asked import texts_in
from docgen.model import ChiTieu, VanBan
from docgen.viet.so import viet_so

_LINES = (
    "CÁCH ĐIỀN DANH SÁCH ĐƠN VỊ",
    "Mỗi đơn vị một hàng ở trang “Danh sách”, bắt đầu từ hàng 2. Không đổi hàng tiêu đề.",
    "Chỉ cột “Tên đơn vị” bắt buộc. Ô chưa có số liệu thì để trống, không ghi 0, dấu gạch hay x.",
    "Có thể xóa cả cột không dùng và đổi thứ tự các cột.",
    "Số lẻ dùng dấu phẩy: 12,5; số lớn ghi liền, không chấm: 1250. Một phần của tổng số thì ghi "
    "hai cột: 7 ở cột thứ nhất, 16 ở cột “Tổng số tương ứng”.",
    "Ô có nhiều mục (nơi nhận): mỗi mục một dòng (Alt+Enter) hoặc cách nhau bằng dấu ;",
    "Đặt con trỏ vào tiêu đề để xem cột ấy ghi gì.",
    "Hàng nào sai thì chỉ hàng ấy chưa được tạo văn bản; sửa rồi chạy lại là đủ.",
)

_LETTER = (
    "Công văn của cơ quan mình gửi từng nơi: đổi tiêu đề “Tên đơn vị *” thành “Kính gửi”; cơ quan "
    "ban hành, địa danh giữ như tệp dữ liệu."
)
_AROUND = 60
"""Characters told on each side of the place that a variable fills."""
_GAP = "văn bản để chỗ trống."
_SHARED = "dùng giá trị chung trong tệp dữ liệu."
_UNIT_NOTES = {
    "": ("Số thứ tự, chỉ để nhìn.", ""),
    "ten": (
        "Tên đầy đủ của cơ quan ban hành, ví dụ: Ủy ban nhân dân xã Điềm He. Bắt buộc.",
        "hàng này không được tạo văn bản.",
    ),
    "cap": (
        "Chọn trong danh sách. Cấp quyết định phần nào của văn bản dành cho đơn vị.",
        "cấp lấy theo tên đơn vị (xã, phường, sở …), nếu tên có nói.",
    ),
    "tinh": ("Tỉnh, thành phố của đơn vị; dùng để phân biệt và đặt tên tệp.", "không sao."),
    "cap_tren": (
        "Cơ quan cấp trên trực tiếp; phân biệt các đơn vị cùng tên, không in trong văn bản.",
        "hai hàng cùng tên bị coi là lặp lại.",
    ),
    "dia_danh": ("Địa danh ghi trước ngày tháng, ví dụ: Điềm He.", _GAP),
    "viet_tat": ("Chữ viết tắt tên cơ quan trong ký hiệu: UBND, SNV.",
                 "Ủy ban nhân dân là UBND, cơ quan khác để chỗ trống."),
    "chu_quan": ("Cơ quan chủ quản in trên tên cơ quan, ví dụ của một sở: Ủy ban nhân dân tỉnh "
                 "Lạng Sơn. Ủy ban nhân dân không ghi.", "không in."),
    "so": ("Số văn bản của đơn vị, ví dụ: 15.", "để chỗ trống cho văn thư ghi."),
    "ky_hieu": ("Ký hiệu sau dấu gạch chéo, ví dụ: BC-UBND.",
                "theo loại văn bản và chữ viết tắt cơ quan."),
    "ngay": ("Ngày ban hành, dạng ngày/tháng/năm, ví dụ: 23/6/2022.", _SHARED),
    "chu_ky.chuc_vu": ("Chức vụ người ký, ví dụ: Chủ tịch, Phó Chủ tịch, Giám đốc.",
                       "theo tệp dữ liệu nếu cùng loại cơ quan, không thì để chỗ trống."),
    "chu_ky.ho_ten": ("Họ và tên người ký, không ghi học hàm, học vị.", _GAP),
    "noi_nhan": ("Nơi nhận, mỗi mục một dòng, không gạch đầu dòng.", _SHARED),
    "luu": ("Dòng lưu, không ghi chữ “Lưu:”, ví dụ: VT, NV.", _SHARED),
}  # fmt: skip


class HasPath(Protocol):
    """What is needed of a column here."""

    @property
    def path(self) -> str: ...


def guide_lines(base: VanBan) -> tuple[str, ...]:
    """How to fill in the form of a document, a line each; the first is the heading."""
    return (*_LINES, _LETTER) if base.kinh_gui else _LINES


def notes_of(columns: Sequence[HasPath], base: VanBan) -> dict[str, tuple[str, str]]:
    """Data path of each column → what to write in it, and what becomes of an empty cell."""
    return {c.path: _UNIT_NOTES.get(c.path) or _own(c.path, base) for c in columns}


def _own(path: str, base: VanBan) -> tuple[str, str]:
    root, name, *_part = path.split(".")
    if root == "bien":
        value = base.bien.get(name)
        shared = f"dùng giá trị chung: {value}" if value else _GAP
        return _where_filled(name, base) or "Chữ điền vào văn bản.", shared
    target = base.chi_tieu.get(name) or ChiTieu()
    what = target.ten or name.replace("_", " ")
    if path.endswith(".tren"):
        return f"Tổng số để so, của riêng đơn vị: {what}.", "không ghi tổng số và tỷ lệ."
    unit = f", tính bằng {target.don_vi}" if target.don_vi else ""
    above = target.gia_tri
    figure = "" if above is None else f" Không lấy số {viet_so(above)} của văn bản gốc."
    return f"Số liệu của riêng đơn vị: {what}{unit}.", f"{_GAP}{figure}"


def _where_filled(name: str, base: VanBan) -> str:
    """The words around the first place that a variable fills; "" when no text has it."""
    place = re.compile(r"\{\{\s*" + re.escape(name) + r"\b[^{}]*\}\}")
    for text in texts_in(base.model_dump(exclude={"nguon_goc", "bien", "chi_tieu"})):
        if "{{" in text and (found := place.search(text)):
            before, after = text[: found.start()], text[found.end() :]
            if len(before) > _AROUND:
                before = "…" + before[-_AROUND:].partition(" ")[2]
            if len(after) > _AROUND:
                after = after[:_AROUND].rpartition(" ")[0] + " …"
            shown = " ".join(f"{before}[{name}]{after}".split())
            return f"Chữ điền vào chỗ [{name}]: “{shown}”"
    return ""
