"""What a trace says: open questions, removals, counts; places in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.adapt.changes import as_change
from docgen.adapt.plain import apply, plain_text
from docgen.lang import _
from docgen.model import Doi, Khoi, NguonGoc, VanBan, Vet
from docgen.viet.danh_so import labels
from docgen.write.layout.inline import gaps


@dataclass(frozen=True, slots=True)
class Question:
    """A place that a person must decide."""

    o: str
    """Data path in the own document."""
    noi: str
    """The place in words: mục II, khoản 1."""
    chu: str
    """The gap as it is printed: [cấp trên: 115/181]."""
    tu: str
    """Words of the source."""
    hoi: str
    goi_y: str
    luat: str


def questions(own: VanBan) -> list[Question]:
    """Open questions of an adapted document in its order; decided ones (the gap is gone) left out.

    A gap that was filled in the own document is no question any more.
    """
    if own.nguon_goc is None:
        return []
    places = Places(own)
    out: list[Question] = []
    for vet in own.nguon_goc.vet:
        if vet.o is None:
            continue
        source = plain_text(vet.nguon)
        for doi in vet.doi:
            if doi.cach == "hoi":
                start, end = doi.tai
                shown = ", ".join(f"[{label}]" for label in gaps(doi.thanh))
                out.append(
                    Question(
                        vet.o, places.words(vet.o), shown, source[start:end],
                        doi.ly_do or "", doi.goi_y or "", doi.luat,
                    )
                )  # fmt: skip
    return [q for q in _in_order(out) if _open(q, own)]


def _open(question: Question, own: VanBan) -> bool:
    if question.o.startswith("chi_tieu."):
        target = own.chi_tieu.get(question.o.removeprefix("chi_tieu."))
        return target is not None and target.gia_tri is None
    text = value_at(own, question.o)
    # An edit may have moved the text: then it is looked for everywhere.
    return text is None or question.chu in printed_gaps(text) or question.chu in _everywhere(own)


def _everywhere(own: VanBan) -> str:
    return " ".join(printed_gaps(text) for _path, text in texts(own))


def printed_gaps(text: str) -> str:
    """The gaps of a typed text as they are printed, one behind the other."""
    return ", ".join(f"[{label}]" for label in gaps(text)) if "[[" in text else ""


_RANK = (
    "loai", "co_quan", "so", "dia_danh", "ngay", "trich_yeu", "kinh_gui", "can_cu",
    "chi_tieu", "bien",
    "noi_dung", "ket_thuc", "noi_nhan", "luu", "chu_ky", "kem_theo",
)  # fmt: skip
_PATH = re.compile(r"([a-z_]+)|\[(\d+)\]")


def _in_order(found: list[Question]) -> list[Question]:
    def key(question: Question) -> tuple[int, list[int]]:
        head = question.o.split("[")[0].split(".")[0]
        rank = _RANK.index(head) if head in _RANK else len(_RANK)
        return rank, [int(n) for n in re.findall(r"\[(\d+)\]", question.o)]

    return sorted(found, key=key)


def own_text(vet: Vet) -> str:
    """The text as docgen put it into the own document, as typed."""
    return apply(vet.nguon, map(as_change, vet.doi))


def counts(origin: NguonGoc) -> dict[str, int]:
    """How many texts are inherited or removed, and how many changes of each kind there are."""
    out = {"giu_nguyen": 0, "thay": 0, "ghi_de": 0, "bo": 0, "hoi": 0}
    for vet in origin.vet:
        if vet.o is None:
            out["bo"] += 1
        elif not vet.doi:
            out["giu_nguyen"] += 1
        for doi in vet.doi:
            out[doi.cach] += 1
    return out


def all_changes(origin: NguonGoc) -> Iterable[tuple[Vet, Doi]]:
    """Every change with the entry it belongs to."""
    return ((vet, doi) for vet in origin.vet for doi in vet.doi)


def value_at(van_ban: VanBan, path: str) -> str | None:
    """The text at a data path; None where nothing stands."""
    value: object = van_ban
    for m in _PATH.finditer(path):
        try:
            if m[1] is not None:
                if isinstance(value, Khoi) and m[1] == "text":
                    value = value.text
                else:
                    value = value[m[1]] if isinstance(value, dict) else getattr(value, m[1])
            else:
                value = value[int(m[2])]  # type: ignore[index]
        except (AttributeError, KeyError, IndexError, TypeError):
            return None
    if isinstance(value, Khoi):
        return value.text
    return value if isinstance(value, str) else None


def texts(van_ban: VanBan) -> Iterable[tuple[str, str]]:
    """Texts that may hold gaps, with their data paths."""
    if van_ban.trich_yeu:
        yield "trich_yeu", van_ban.trich_yeu
    for key in ("can_cu", "kinh_gui", "ket_thuc", "noi_nhan"):
        for n, text in enumerate(getattr(van_ban, key)):
            if isinstance(text, str):
                yield f"{key}[{n}]", text
    yield from _bodies("", van_ban.noi_dung)
    for k, item in enumerate(van_ban.kem_theo):
        at = f"kem_theo[{k}]."
        if item.trich_yeu:
            yield f"{at}trich_yeu", item.trich_yeu
        for n, text in enumerate(item.can_cu):
            if isinstance(text, str):
                yield f"{at}can_cu[{n}]", text
        for n, text in enumerate(item.ket_thuc):
            yield f"{at}ket_thuc[{n}]", text
        yield from _bodies(at, item.noi_dung)


def _bodies(at: str, blocks: list[Khoi]) -> Iterable[tuple[str, str]]:
    for n, block in enumerate(blocks):
        yield f"{at}noi_dung[{n}]", block.text
        for i, column in enumerate(block.cot):
            yield f"{at}noi_dung[{n}].cot[{i}].ten", column.ten
        for i, row in enumerate(block.hang):
            for c, cell in enumerate(row):
                yield f"{at}noi_dung[{n}].hang[{i}][{c}]", cell


_WORDS = {
    "so": "số", "ky_hieu": "ký hiệu", "dia_danh": "địa danh", "ngay": "ngày tháng",
    "trich_yeu": "trích yếu", "ten_loai": "tên loại", "tham_quyen": "thẩm quyền", "luu": "dòng lưu",
}  # fmt: skip
_LISTS = {
    "can_cu": "căn cứ", "kinh_gui": "kính gửi", "ket_thuc": "kết thúc, đoạn",
    "noi_nhan": "nơi nhận",
    "co_quan": "cơ quan ban hành", "chu_ky": "chữ ký",
}  # fmt: skip
_CAP = {"la_ma": "mục", "so": "khoản", "so_kep": "tiểu mục", "chu": "điểm", "dieu": "", "phan": "",
        "chuong": "", "muc": "", "tieu_muc": ""}  # fmt: skip


class Places:
    """Data paths of a document in words, with the labels as they are printed."""

    def __init__(self, van_ban: VanBan) -> None:
        self._van_ban = van_ban
        self._bodies: dict[str, list[str]] = {}

    def words(self, path: str) -> str:
        """A place as a reader finds it: "mục II, khoản 1", "căn cứ 2", "nơi nhận 3"."""
        m = re.fullmatch(r"(kem_theo\[(\d+)\]\.)?(\w+)(?:\[(\d+)\])?(.*)", path)
        if not m:
            return path
        lead = _("kèm theo {n}").format(n=int(m[2]) + 1) + ": " if m[1] else ""
        name, number = m[3], m[4]
        if name == "noi_dung" and number is not None:
            return lead + self._block(m[1] or "", int(number)) + self._cell(m[5])
        if name in _LISTS and number is not None:
            single = name in ("co_quan", "chu_ky")
            return lead + (_LISTS[name] if single else f"{_LISTS[name]} {int(number) + 1}")
        if name == "chi_tieu":
            return _("chỉ tiêu {name}").format(name=path.removeprefix("chi_tieu."))
        if name == "bien":
            return _("biến {name}").format(name=path.removeprefix("bien."))
        return lead + _WORDS.get(name, path)

    def _cell(self, tail: str) -> str:
        m = re.match(r"\.hang\[(\d+)\]\[(\d+)\]", tail)
        if m:
            return ", " + _("bảng, hàng {row}, cột {column}").format(
                row=int(m[1]) + 1, column=int(m[2]) + 1
            )
        m = re.match(r"\.cot\[(\d+)\]", tail)
        return ", " + _("bảng, tiêu đề cột {n}").format(n=int(m[1]) + 1) if m else ""

    def _block(self, at: str, place: int) -> str:
        if at not in self._bodies:
            self._bodies[at] = self._named(at)
        named = self._bodies[at]
        return named[place] if place < len(named) else f"noi_dung[{place}]"

    def _named(self, at: str) -> list[str]:
        part = self._van_ban
        if at:
            number = int(re.findall(r"\d+", at)[0])
            if number >= len(part.kem_theo):
                return []
            part = part.kem_theo[number]  # type: ignore[assignment]
        made = labels(part.noi_dung, part.danh_so)
        out: list[str] = []
        above: list[tuple[str, str]] = []
        loose = 0
        for block, label in zip(part.noi_dung, made, strict=True):
            if block.cap in ("doan", "bang", "gach", "cong"):
                loose += 1
                kind = {"doan": "đoạn", "bang": "bảng"}.get(block.cap, "gạch đầu dòng")
                lead = ", ".join(words for _cap, words in above)
                out.append(f"{lead}, {kind} {loose}" if lead else f"{kind} {loose}")
                continue
            while above and _order(above[-1][0]) >= _order(block.cap):
                above.pop()
            bare = label.rstrip(".)")
            above.append((block.cap, f"{_CAP.get(block.cap, '')} {bare}".strip()))
            loose = 0
            out.append(", ".join(words for _cap, words in above))
        return out


_ORDER = ("phan", "chuong", "muc", "tieu_muc", "dieu", "la_ma", "so", "so_kep", "chu")


def _order(cap: str) -> int:
    return _ORDER.index(cap)
