"""A whole document laid out: head, body, foot and attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.findings import WARNING, Finding, Where
from docgen.lang import _
from docgen.model import KemTheo, VanBan, VienDan
from docgen.nd30 import trang
from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import co_chu
from docgen.nd30.trang import MM
from docgen.viet.bang_chu import la_ma
from docgen.viet.be_rong import be_rong
from docgen.write.layout import head
from docgen.write.layout.blocks import (
    Block,
    close,
    closing,
    keep_with_foot,
    lay_out_blocks,
)
from docgen.write.layout.figures import with_figures
from docgen.write.layout.inline import Chu, gap, gaps, join, parse_inline
from docgen.write.layout.names import balanced, post_lines
from docgen.write.layout.notes import notes
from docgen.write.layout.room import tie
from docgen.write.layout.variables import Variables

_SHORT_FIELDS = ("ten_loai", "ky_hieu", "don_vi_soan", "dia_danh", "tham_quyen")


@dataclass(slots=True)
class Layout:
    """What every writer prints. `data` holds texts and measures (pt) by the names templates use."""

    data: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)


def lay_out(van_ban: VanBan) -> Layout:
    """Lay out a document; never fails, reports gaps as findings."""
    return _Builder(van_ban).build()


class _Builder:
    def __init__(self, van_ban: VanBan) -> None:
        self.kind = LOAI[van_ban.loai]
        self.variables = Variables(van_ban)
        self.findings: list[Finding] = []
        self.van_ban = van_ban = self._filled(van_ban)
        attached = self.kind.ma == "de_cuong"
        self.number = "" if attached else head.number_and_code(van_ban, self.missing)
        self.date = "" if attached else head.place_and_date(van_ban, self.number, self.missing)
        columns = head.column_widths(van_ban)
        self.attached_left = columns[1]
        self.left_width = head.widened(columns, self.date)[1]

    def resolve(self, text: str, path: str = "") -> Chu:
        """A text with its variables and marks; `path` places what is missing in it."""
        self.variables.path = path
        if "[[" in text and (open_places := gaps(text)):
            self._undecided(open_places, path)
        return parse_inline(text, self.variables)

    def _undecided(self, labels: list[str], path: str) -> None:
        """Report typed gaps: places that wait for a person's decision."""
        shown = ", ".join(f"[{label}]" for label in labels)
        message = _("Còn chỗ chờ quyết định: {labels}.").format(labels=shown)
        hint = _("Thay cả dấu ngoặc [[…]] bằng chữ hoặc số đã quyết định.")
        finding = Finding("KT07", message, WARNING, hint, Where(path=path))
        if finding not in self.findings:
            self.findings.append(finding)

    def _filled(self, van_ban: VanBan) -> VanBan:
        """Variables in the short fields of head and foot, whose texts are derived from further."""
        short = {n: getattr(van_ban, n) for n in _SHORT_FIELDS}
        changed: dict[str, Any] = {
            n: str(self.resolve(t, n)) for n, t in short.items() if t is not None and "{{" in t
        }
        for name in ("co_quan", "chu_ky"):
            parts = getattr(van_ban, name)
            if any("{{" in str(v) for p in parts for v in p.__dict__.values()):
                changed[name] = [self._filled_part(p, f"{name}[{i}]") for i, p in enumerate(parts)]
        return van_ban.model_copy(update=changed) if changed else van_ban

    def _filled_part(self, part: Any, path: str) -> Any:
        update: dict[str, Any] = {}
        for key, value in part.__dict__.items():
            if isinstance(value, str) and "{{" in value:
                update[key] = str(self.resolve(value, f"{path}.{key}"))
            elif isinstance(value, list):
                update[key] = [
                    str(self.resolve(v, f"{path}.{key}[{i}]")) for i, v in enumerate(value)
                ]
        return part.model_copy(update=update)

    def missing(self, path: str, label: str) -> Chu:
        """A visible gap, reported once."""
        finding = Finding(
            "KT01",
            _("Thiếu {label}; trong văn bản là chỗ trống [{label}].").format(label=label),
            WARNING,
            _("Điền `{path}` trong tệp dữ liệu.").format(path=path),
            Where(path=path),
        )
        if finding not in self.findings:
            self.findings.append(finding)
        return gap(label)

    def build(self) -> Layout:
        van_ban, bo = self.van_ban, self.van_ban.trinh_bay.co_chu
        data = head.issuer_block(van_ban.co_quan, bo, self.left_width)
        self._open_names(data)
        self._title(data)
        data["ket_thuc"] = closing(van_ban.ket_thuc, self.resolve)
        data["khoi"] = self._body(van_ban.noi_dung, van_ban.danh_so)
        if not data["khoi"] and not data["ket_thuc"]:
            text = self.missing("noi_dung", "nội dung văn bản")
            data["khoi"] = [{"cap": "doan", "nhan": "", "text": text, "giu": ""}]
        close(data["khoi"], data["ket_thuc"])
        self._grounds(data, van_ban.can_cu, van_ban.kieu_can_cu)
        self._foot(data)
        if data["co_chan"]:
            (data["ket_thuc"] or data["khoi"])[-1]["giu"] = tie(data, van_ban.trinh_bay) or ""
        data["kem_theo"] = self._attachments()
        found = [*self.findings, *notes(van_ban, self.kind), *self.variables.findings]
        return Layout(data, found)

    def _open_names(self, data: dict[str, Any]) -> None:
        """A name in brackets, as the skeletons have it, stands for one that is not known yet."""
        for place, body in enumerate(self.van_ban.co_quan):
            if head.open_name(body.ten):
                path = f"co_quan[{place}].ten" if len(self.van_ban.co_quan) > 1 else "co_quan.ten"
                text = self.missing(path, body.ten[1:-1])
                if len(self.van_ban.co_quan) == 1:
                    data["co_quan"] = text

    def _title(self, data: dict[str, Any]) -> None:
        van_ban, kind = self.van_ban, self.kind
        attached = kind.ma == "de_cuong"
        letter = kind.ma in head.LETTERS
        data["so_ky_hieu"], data["dia_danh_ngay"] = self.number, self.date
        data["ten_loai"] = "" if letter else (van_ban.ten_loai or kind.ten).upper()
        text = self.resolve(van_ban.trich_yeu, "trich_yeu") if van_ban.trich_yeu else ""
        text = head.bare_subject(text, letter) or self.missing("trich_yeu", "trích yếu")
        data["trich_yeu_cv"] = self._letter_subject(join("V/v ", text)) if letter else ""
        data["dong_kem_theo"] = (
            head.own_attachment_line(van_ban.kem_theo_van_ban, van_ban, self.missing)
            if attached
            else ""
        )
        self._subject(data, "" if letter else text)
        data["tham_quyen"] = head.authority(van_ban, self.missing) if kind.tham_quyen else ""
        data["lenh"] = kind.lenh
        receivers = [self.resolve(t, f"kinh_gui[{i}]") for i, t in enumerate(van_ban.kinh_gui)]
        if not receivers and kind.kinh_gui:
            receivers = [self.missing("kinh_gui", "nơi giải quyết")]
        data["kinh_gui"] = receivers[0] if len(receivers) == 1 else ""
        many = receivers if len(receivers) > 1 else []
        data["kinh_gui_muc"] = [
            {"chu": join("- ", r, "." if place == len(many) - 1 else ";")}
            for place, r in enumerate(many)
        ]

    def _letter_subject(self, text: Chu) -> Chu:
        """V/v in even lines; marked text breaks where it will."""
        if not isinstance(text, str) or "\n" in text:
            return text
        size = co_chu("trich_yeu_cv", self.van_ban.trinh_bay.co_chu)
        return "\n".join(balanced(text, self.left_width, size, False))

    def _subject(self, data: dict[str, Any], text: Chu, ngang: bool = False) -> None:
        """Subject, "(Kèm theo …)" and the line under the last of them."""
        bo = self.van_ban.trinh_bay.co_chu
        tb = self.van_ban.trinh_bay
        wide = trang.be_rong_chu_mm(tb.le_trai, tb.le_phai, ngang)
        width = (wide - 2 * head.TRICH_YEU_LUI_MM) * MM
        data["trich_yeu"] = text
        room, under = head.subject(str(text), width, bo, trang.DUONG_KE_TRICH_YEU)
        data["rong_trich_yeu"] = room
        data["ke_trich_yeu"] = under if text else 0.0
        data["ke_kem_theo"], data["rong_kem_theo"] = 0.0, width
        if data["dong_kem_theo"]:
            data["ke_trich_yeu"] = 0.0
            data["rong_kem_theo"], data["ke_kem_theo"] = head.subject(
                str(data["dong_kem_theo"]), width, bo, trang.DUONG_KE_KEM_THEO, dam=False
            )

    def _grounds(
        self, data: dict[str, Any], can_cu: Sequence[str | VienDan], kieu: str | None
    ) -> None:
        """Legal grounds: italic, ";" … "." one per line, or running on into the body."""
        running = kieu == "doan" or (kieu is None and self.kind.can_cu_doan)
        style: Any = "ngan" if running else "dai"
        texts = [
            self.resolve(head.citation(item, style), f"can_cu[{i}]")
            for i, item in enumerate(can_cu)
        ]
        goes_on = running and bool(data["khoi"]) and data["khoi"][0]["cap"] == "doan"
        marked = [
            {"chu": join(t, ";" if goes_on or place < len(texts) - 1 else ".")}
            for place, t in enumerate(texts)
        ]
        data["can_cu"] = [] if running else marked
        data["can_cu_doan"] = marked if running else []

    def _body(
        self, blocks: Sequence[Any], danh_so: Sequence[str], path: str = "noi_dung"
    ) -> list[Block]:
        def resolve(text: str, place: int) -> Chu:
            return self.resolve(text, f"{path}[{place}]")

        asked = with_figures(blocks, self.van_ban.chi_tieu)
        return lay_out_blocks(asked, danh_so, resolve, self._page)

    def _page(self, ngang: bool) -> tuple[float, float]:
        tb = self.van_ban.trinh_bay
        width = trang.be_rong_chu_mm(tb.le_trai, tb.le_phai, ngang) * MM
        return width, co_chu("bang_o", tb.co_chu)

    def _foot(self, data: dict[str, Any]) -> None:
        van_ban = self.van_ban
        attached = self.kind.ma == "de_cuong"
        has = not attached or bool(van_ban.chu_ky or van_ban.noi_nhan or van_ban.luu)
        data["co_chan"] = has
        data["noi_nhan"] = self._recipients() if has else []
        signers = [self._signer(i) for i in range(max(1, len(van_ban.chu_ky)))] if has else []
        data["chu_ky"] = signers[0] if len(signers) == 1 else None
        many = len(signers) > 1
        data["ky_chung"] = _rows(signers, self._side_by_side()) if many else []

    def _recipients(self) -> list[dict[str, Chu]]:
        van_ban = self.van_ban
        items: list[Chu] = [
            self.resolve(t, f"noi_nhan[{i}]") for i, t in enumerate(van_ban.noi_nhan)
        ]
        if van_ban.kinh_gui and not any(str(i).startswith("Như trên") for i in items):
            items.insert(0, "Như trên")
        if not items:
            items = [self.missing("noi_nhan", "nơi nhận")]
        lines: list[Chu] = [join("- ", item, ";") for item in items]
        filed = self.resolve(van_ban.luu, "luu") if van_ban.luu else ""
        filed = filed or join("VT, ", self.missing("luu", "đơn vị soạn"))
        lines.append(join("- Lưu: ", filed, "."))
        return [{"chu": line} for line in lines]

    def _signer(self, place: int) -> dict[str, Any]:
        signers = self.van_ban.chu_ky
        path = f"chu_ky[{place}]" if len(signers) > 1 else "chu_ky"
        one = signers[place] if place < len(signers) else None
        room = self._sign_width()
        size = co_chu("quyen_han", self.van_ban.trinh_bay.co_chu)
        lines = [*one.quyen_han, one.chuc_vu] if one else []
        stack: list[Chu] = [
            "\n".join(post_lines(t.upper(), room, size)) for t in lines if t is not None
        ]
        if one is None or one.chuc_vu is None:
            stack.append(self.missing(f"{path}.chuc_vu", "chức vụ"))
        name = self.resolve(one.ho_ten, f"{path}.ho_ten") if one and one.ho_ten else ""
        return {
            "quyen_han": [{"chu": t} for t in stack],
            "chuc_vu_rieng": one.chuc_vu_rieng.upper() if one and one.chuc_vu_rieng else "",
            "ho_ten": name or self.missing(f"{path}.ho_ten", "họ và tên người ký"),
        }

    def _sign_width(self) -> float:
        """Width of the column a signer's lines stand in, pt."""
        signers = len(self.van_ban.chu_ky)
        if signers < 2:
            return trang.COT_CHU_KY_MM * MM
        text = head.column_widths(self.van_ban)[0]
        return text / self._side_by_side() - trang.KHE_CHU_KY_MM * MM

    def _side_by_side(self) -> int:
        """How many joint signers stand in a row: three where every line fits, else two."""
        signers = self.van_ban.chu_ky
        if len(signers) in (2, 4):
            return 2
        room = head.column_widths(self.van_ban)[0] / 3 - trang.KHE_CHU_KY_MM * MM
        size = co_chu("quyen_han", self.van_ban.trinh_bay.co_chu)
        lines = [
            line
            for one in signers
            for line in (
                *(t.upper() for t in (*one.quyen_han, one.chuc_vu, one.chuc_vu_rieng) if t),
                one.ho_ten or "",
            )
        ]
        return 3 if all(be_rong(line, size, True) <= room for line in lines) else 2

    def _attachments(self) -> list[dict[str, Any]]:
        many = sum(k.kieu == "phu_luc" for k in self.van_ban.kem_theo) > 1
        made, number = [], 0
        for place, item in enumerate(self.van_ban.kem_theo):
            number += item.kieu == "phu_luc"
            made.append(self._attachment(item, place, number if many else 0))
        for item_data in made[:-1]:
            # The section break that follows must not stand alone on a page.
            keep_with_foot(item_data["khoi"], item_data["ket_thuc"])
        return made

    def _attachment(self, item: KemTheo, place: int, number: int) -> dict[str, Any]:
        van_ban, bo = self.van_ban, self.van_ban.trinh_bay.co_chu
        annex = item.kieu == "phu_luc"
        at = f"kem_theo[{place}]"
        data = head.issuer_block(item.co_quan or van_ban.co_quan, bo, self.attached_left)
        data["phu_luc"] = (f"Phụ lục {la_ma(number)}" if number else "Phụ lục") if annex else ""
        kind = LOAI[item.loai].ten if item.loai else ""
        data["ten_loai"] = "" if annex else (item.ten_loai or kind).upper()
        if not annex and not data["ten_loai"]:
            data["ten_loai"] = self.missing(f"{at}.loai", "tên loại")
        text = self.resolve(item.trich_yeu, f"{at}.trich_yeu") if item.trich_yeu else ""
        text = head.bare_subject(text)
        if annex:
            text = text.upper()
        elif not text:
            text = self.missing(f"{at}.trich_yeu", "trích yếu")
        left_open = item.dong_kem_theo == "de_trong"
        data["dong_kem_theo"] = (
            ""
            if item.dong_kem_theo == "khong"
            else head.attachment_line(van_ban, left_open, self.missing)
        )
        data["khoi"] = self._body(item.noi_dung, item.danh_so, f"{at}.noi_dung")
        if not item.noi_dung and not item.ket_thuc:
            gap_text = self.missing(f"{at}.noi_dung", "nội dung")
            data["khoi"] = [{"cap": "doan", "nhan": "", "text": gap_text, "giu": ""}]
        tables = [b["bang"] for b in data["khoi"] if b["cap"] == "bang"]
        data["ngang"] = annex and bool(tables) and all(t.ngang for t in tables)
        self._subject(data, text, data["ngang"])
        data["ket_thuc"] = closing(item.ket_thuc, self.resolve)
        if item.dau_ket and not annex:
            close(data["khoi"], data["ket_thuc"])
        self._grounds(data, item.can_cu, None if item.loai in LOAI else "doan")
        data["noi_so_trang"] = item.noi_so_trang and not annex
        return data


def _rows(signers: list[dict[str, Any]], beside: int) -> list[dict[str, Any]]:
    """Joint signers in rows of two or three, side by side; one left over stands by himself."""
    empty = {"quyen_han": [{"chu": ""}], "chuc_vu_rieng": "", "ho_ten": ""}
    rows = []
    while signers:
        # Four are two and two, never three and one.
        size = 2 if len(signers) in (2, 4) else min(beside, len(signers))
        row, signers = signers[:size], signers[size:]
        rows.append({"o": row if size > 1 else [*row, empty], "hai": size < 3})
    return rows
