"""Places of a document: the text at a data path, its printed label, the place in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.adapt.changes import mark
from docgen.model import ChiTieu, KemTheo, Khoi, Ngay, SoCapTren, VanBan, VienDan
from docgen.viet.bang_chu import la_ma
from docgen.viet.danh_so import labels, scheme_levels
from docgen.viet.ngay import ngay_ngan
from docgen.viet.so import viet_so
from docgen.write.layout.blocks import is_heading
from docgen.write.layout.head import citation

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_BLOCK = re.compile(r"((?:kem_theo\[\d+\]\.)?)noi_dung\[(\d+)\](.*)", re.DOTALL)
_CELL = re.compile(r"\.(hang|cot)\[(\d+)\](?:\[(\d+)\]|\.ten)?")
_LISTED = re.compile(r"(.+)\[(\d+)\]")
_NAMES = {
    "ten_loai": "tên loại văn bản",
    "loai": "loại văn bản",
    "hinh_thuc": "hình thức văn bản",
    "so": "số văn bản",
    "ky_hieu": "ký hiệu",
    "dia_danh": "địa danh",
    "ngay": "ngày tháng",
    "trich_yeu": "trích yếu",
    "tham_quyen": "dòng thẩm quyền ban hành",
    "luu": "dòng Lưu",
    "don_vi_soan": "đơn vị soạn thảo",
    "kem_theo_van_ban": "dòng kèm theo",
}
_LISTS = {
    "co_quan": "cơ quan ban hành",
    "kinh_gui": "kính gửi",
    "can_cu": "căn cứ",
    "noi_dung": "nội dung",
    "ket_thuc": "đoạn kết",
    "noi_nhan": "nơi nhận",
    "chu_ky": "chữ ký",
}
_PARTS = {
    "ten": "tên",
    "chu_quan": "cơ quan chủ quản",
    "viet_tat": "chữ viết tắt",
    "dong": "dòng tên cơ quan",
    "quyen_han": "quyền hạn",
    "chuc_vu": "chức vụ",
    "chuc_vu_rieng": "chức vụ riêng",
    "ho_ten": "họ tên",
}
_TITLES = frozenset(("phan", "chuong", "muc", "tieu_muc", "la_ma"))
_NUMBERED = frozenset(("dieu", "so", "so_kep"))
GROUPS = ("Phần đầu", "Căn cứ", "Nội dung", "Đoạn kết", "Nơi nhận, chữ ký", "Số liệu, biến")
"""Parts of a document, as the rows are grouped; attachments have groups of their own."""
_GROUP = {
    "can_cu": 1,
    "noi_dung": 2,
    "ket_thuc": 3,
    "noi_nhan": 4,
    "luu": 4,
    "chu_ky": 4,
    "bien": 5,
    "chi_tieu": 5,
}


def steps(path: str) -> list[str | int]:
    """A data path as its steps: noi_dung[4].text → noi_dung, 4, text."""
    return [int(s[1:-1]) if s[0] == "[" else s for s in _STEP.findall(path)]


def at(van_ban: VanBan, path: str) -> Any:
    """What stands at a data path; None where nothing does."""
    found: Any = van_ban
    for step in steps(path):
        if isinstance(step, int):
            found = found[step] if isinstance(found, list) and step < len(found) else None
        else:
            if isinstance(found, list):  # one body, one signer: co_quan.ten
                found = found[0] if found else None
            found = found.get(step) if isinstance(found, dict) else getattr(found, step, None)
        if found is None:
            return None
    return found


def text_at(van_ban: VanBan, path: str) -> str:
    """The text at a data path, as typed; "" where there is none."""
    found = at(van_ban, path)
    if found is None and path == "dia_danh":
        found = van_ban.co_quan[0].dia_danh
    return as_text(found)


def as_text(value: Any) -> str:
    """A part of a document as one text: a ground as cited, a date, a body by its name."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Khoi):
        return value.text
    if isinstance(value, VienDan):
        return citation(value, "ngan")
    if isinstance(value, Ngay):
        return short_date(value)
    if isinstance(value, list):
        return "; ".join(as_text(item) for item in value)
    if isinstance(value, ChiTieu):
        return _figure(value)
    for key in ("ten", "trich_yeu", "chuc_vu"):
        if isinstance(found := getattr(value, key, None), str):
            return found
    return str(value) if isinstance(value, int | float) else ""


def _figure(target: ChiTieu) -> str:
    """A target as its row in the trace has it: 115/181, [[cấp trên: 115/181]]."""
    given: ChiTieu | SoCapTren = target
    if target.gia_tri is None and target.cap_tren is not None:
        given = target.cap_tren
    text = "/".join(viet_so(x) for x in (given.gia_tri, given.tren) if x is not None)
    return text if given is target else mark(f"cấp trên: {text}")


def short_date(day: Ngay) -> str:
    """A date as in running text, only its known parts: 23/6/2022, 9/2022."""
    if day.du:
        return ngay_ngan(day.ngay, day.thang, day.nam)
    return "/".join(str(x) for x in (day.ngay, day.thang, day.nam) if x is not None)


class Places:
    """Labels and places in words of one document."""

    def __init__(self, van_ban: VanBan) -> None:
        self._van_ban = van_ban
        self._bodies: dict[str, list[tuple[str, str, bool]]] = {}
        self._add("", van_ban)
        for number, item in enumerate(van_ban.kem_theo):
            self._add(f"kem_theo[{number}].", item)

    def _add(self, at: str, part: VanBan | KemTheo) -> None:
        marks = labels(part.noi_dung, part.danh_so)
        words = _in_words(part.noi_dung, marks, part.danh_so)
        under = any(b.cap == "dieu" for b in part.noi_dung)
        following = [*part.noi_dung[1:], None]
        heads = [
            b.cap in _TITLES or (b.cap in _NUMBERED and is_heading(b, after, under))
            for b, after in zip(part.noi_dung, following, strict=False)
        ]
        self._bodies[at] = list(zip(marks, words, heads, strict=True))

    def label(self, path: str) -> str:
        """The label printed before a text: "II.", "a)", "-"; "" for none."""
        if m := _BLOCK.fullmatch(path):
            return "" if m[3] not in ("", ".text") else self._block(m[1], int(m[2]))[0]
        if re.fullmatch(r"noi_nhan\[\d+\]", path):
            return "-"
        return "- Lưu:" if path == "luu" else ""

    def words(self, path: str) -> str:
        """The place in words: "mục II, khoản 1", "căn cứ thứ 3", "nơi nhận, dòng 2"."""
        if m := _BLOCK.fullmatch(path):
            inside = _CELL.fullmatch(m[3])
            place = self._block(m[1], int(m[2]))[1]
            if inside and inside[1] == "hang":
                place += f", hàng {int(inside[2]) + 1}"
                place += f", cột {int(inside[3]) + 1}" if inside[3] else ""
            elif inside:
                place += f", tên cột {int(inside[2]) + 1}"
            return self._attachment(m[1]) + place
        head = re.match(r"kem_theo\[\d+\]\.", path)
        before = head[0] if head else ""
        return self._attachment(before) + self._outside(path[len(before) :])

    def heading(self, path: str) -> bool:
        """Whether a text is a heading on its own line."""
        m = _BLOCK.fullmatch(path)
        return m is not None and not m[3] and self._block(m[1], int(m[2]))[2]

    def _block(self, at: str, number: int) -> tuple[str, str, bool]:
        body = self._bodies.get(at, [])
        return body[number] if number < len(body) else ("", f"nội dung, khối {number + 1}", False)

    def _attachment(self, at: str) -> str:
        if not at:
            return ""
        number = int(steps(at)[1])
        items = self._van_ban.kem_theo
        if number >= len(items) or items[number].kieu != "phu_luc":
            return f"văn bản kèm theo {number + 1}: "
        annexes = [k for k, item in enumerate(items) if item.kieu == "phu_luc"]
        count = f" {la_ma(annexes.index(number) + 1)}" if len(annexes) > 1 else ""
        return f"phụ lục{count}: "

    def _outside(self, path: str) -> str:
        if path in _NAMES:
            return _NAMES[path]
        first, *rest = steps(path) or [""]
        if first == "chi_tieu" and rest:
            target = self._van_ban.chi_tieu.get(str(rest[0]))
            return f"chỉ tiêu “{(target and target.ten) or rest[0]}”"
        if first == "bien" and rest:
            return f"biến “{rest[0]}”"
        if first not in _LISTS:
            return path
        words = _LISTS[str(first)]
        if first in ("co_quan", "chu_ky"):
            many = len(at(self._van_ban, str(first)) or ()) > 1
            if many and rest and isinstance(rest[0], int):
                words += f" thứ {rest[0] + 1}"
            part = next((s for s in rest if isinstance(s, str)), "")
            return f"{words}: {_PARTS.get(part, part)}" if part not in ("", "ten") else words
        if not rest or not isinstance(rest[0], int):
            return words
        count = rest[0] + 1
        return f"{words}, dòng {count}" if first == "noi_nhan" else f"{words} thứ {count}"

    def group(self, path: str) -> str:
        """The part of the document a path belongs to."""
        if m := re.match(r"kem_theo\[\d+\]\.?", path):
            return self._attachment(m[0]).removesuffix(": ").capitalize()
        first = next(iter(steps(path)), "")
        return GROUPS[_GROUP.get(str(first), 0)]


def listed(path: str) -> tuple[str, int, str] | None:
    """List, number and rest of a path: noi_dung[4].hang[0][1] → noi_dung, 4, .hang[0][1]."""
    if m := _BLOCK.fullmatch(path):
        return f"{m[1]}noi_dung", int(m[2]), m[3]
    m = _LISTED.fullmatch(path)
    return (m[1], int(m[2]), "") if m else None


def _in_words(blocks: Sequence[Khoi], marks: Sequence[str], danh_so: Sequence[str]) -> list[str]:
    order = scheme_levels(tuple(danh_so))
    above: dict[str, str] = {}
    count = dict.fromkeys(("doan", "bang", "gach", "cong"), 0)
    out = []
    for block, label in zip(blocks, marks, strict=True):
        cap = block.cap
        if cap in count:
            count[cap] += 1
            if cap == "gach":
                count["cong"] = 0
            words = [*above.values(), *_small(cap, count)]
        else:
            count = dict.fromkeys(count, 0)
            lower = order[order.index(cap) :]
            above = {c: w for c, w in above.items() if c not in lower}
            if cap == "so_kep":
                above.pop("so", None)  # 1.2 says the 1 itself
            above[cap] = _named(cap, label.rstrip(".)"), above)
            words = list(above.values())
        out.append(", ".join(words))
    return out


def _small(cap: str, count: dict[str, int]) -> Iterator[str]:
    """Words for what has no number of its own, counted under the label above it."""
    if cap in ("gach", "cong") and count["gach"]:
        yield f"gạch đầu dòng thứ {count['gach']}"
    if cap == "cong":
        yield f"dấu cộng thứ {count['cong']}"
    if cap in ("doan", "bang"):
        yield f"{'đoạn' if cap == 'doan' else 'bảng'} thứ {count[cap]}"


def _named(cap: str, label: str, above: dict[str, str]) -> str:
    if cap in ("phan", "chuong", "muc", "tieu_muc", "dieu"):
        return label
    if cap == "la_ma":
        return f"mục {label}"
    if cap == "chu":
        return f"điểm {label}"
    return f"khoản {label}" if above else f"mục {label}"
