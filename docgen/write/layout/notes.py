"""What is said about the kind of a document and what văn thư will fill in."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import HINT, WARNING, Finding, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.nd30.loai import LoaiVanBan
from docgen.write.layout.head import LETTERS, carrier


def notes(van_ban: VanBan, kind: LoaiVanBan) -> Iterator[Finding]:
    """Findings on carrier kind, values without a place, and open number and date."""
    if kind.ma == "phat_dong":
        yield from _carrier(van_ban)
    yield from _not_printed(van_ban, kind)
    if kind.ma == "de_cuong":
        return
    open_parts = [] if van_ban.so else [_("số văn bản")]
    open_parts += [] if van_ban.ngay.du else [_("ngày tháng")]
    if open_parts:
        parts = ", ".join(open_parts)
        yield Finding(
            "KT03",
            _("Để trống {parts} cho văn thư điền.").format(parts=parts),
            HINT,
            "",
            Where(path="so" if not van_ban.so else "ngay"),
        )


def _carrier(van_ban: VanBan) -> Iterator[Finding]:
    """A Phát động has no carrier kind, or one that cannot carry its title."""
    where = Where(path="hinh_thuc")
    if van_ban.hinh_thuc is None:
        yield Finding(
            "LV01",
            _("“Phát động” không phải tên loại của Nghị định 30 nên không có ký hiệu."),
            WARNING,
            _("Ghi `hinh_thuc`: loại văn bản dùng để phát động, ví dụ ke_hoach."),
            where,
        )
    form = carrier(van_ban)
    if form.lenh or form.ma in LETTERS:
        # A Quyết định and a Nghị quyết have Điều, a Công văn has no name of a kind (Mẫu 1.1-1.5).
        yield Finding(
            "LV03",
            _("{kind} có thể thức riêng, không mang tên loại “Phát động”.").format(kind=form.ten),
            WARNING,
            _(
                "Đổi `hinh_thuc` thành ke_hoach, thong_bao, huong_dan …; hoặc lập {kind} "
                "(`loai: {loai}`) và đưa Phát động vào `kem_theo`."
            ).format(kind=form.ten, loai=form.ma),
            where,
        )


def _not_printed(v: VanBan, kind: LoaiVanBan) -> Iterator[Finding]:
    """Values this kind of document has no place for."""
    unused = {
        "tham_quyen": v.tham_quyen and not kind.tham_quyen,
        "hinh_thuc": v.hinh_thuc and kind.ma != "phat_dong",
        "don_vi_soan": v.don_vi_soan and carrier(v).ma not in LETTERS,
        "kem_theo_van_ban": v.kem_theo_van_ban and kind.ma != "de_cuong",
        "so": v.so and kind.ma == "de_cuong",
    }
    for name, given in unused.items():
        if given:
            yield Finding(
                "LV02",
                _("{kind} không có chỗ cho `{name}`; giá trị này không được in.").format(
                    kind=kind.ten, name=name
                ),
                WARNING,
                _("Xóa khóa này hoặc đổi `loai`."),
                Where(path=name),
            )
