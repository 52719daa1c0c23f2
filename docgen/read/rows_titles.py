"""Titles of columns: data paths, or what a clerk writes above a column, in one table.

A title is a data path (`ten`, `chu_ky.ho_ten`, `chi_tieu.xa_dat_chuan`, `bien.ten_phong_trao`) or
a Vietnamese label in any case, with or without diacritics ("Tên đơn vị", "HỌ TÊN NGƯỜI KÝ"). Words
in brackets behind a label are remarks: "Ngày (ngày/tháng/năm)". A document may bring labels of its
own (`also_known`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from docgen.lang import _
from docgen.model import HoSoDonVi, VanBan
from docgen.viet.chuan import bo_dau

LABELS: dict[str, tuple[str, ...]] = {
    "ten": (
        "Tên", "Tên đơn vị", "Đơn vị", "Tên cơ quan", "Cơ quan", "Tên cơ quan, đơn vị",
        "Cơ quan, đơn vị", "Cơ quan ban hành", "Đơn vị ban hành", "Tên xã", "Tên phường",
        "Tên xã, phường", "Tên xã, phường, thị trấn", "Tên huyện", "Tên huyện, thành phố",
        "Tên sở", "Tên sở, ban, ngành", "Tên tỉnh", "Tên địa phương", "Địa phương", "Sở", "Huyện",
        "Xã", "Phường", "Xã, phường", "Xã, phường, thị trấn", "Xã, phường, đặc khu", "UBND xã",
        "Tên xã, phường, đặc khu", "Đơn vị hành chính", "Tên đơn vị hành chính", "Đơn vị báo cáo",
        "Tên đơn vị báo cáo", "Quận, huyện", "Huyện, thành phố", "Sở, ban, ngành", "Thị trấn",
    ),
    "cap": ("Cấp", "Cấp đơn vị", "Cấp hành chính"),
    "cap_tren": (
        "Cơ quan cấp trên", "Cấp trên", "Cơ quan cấp trên trực tiếp", "Cấp trên trực tiếp",
        "Đơn vị cấp trên",
    ),
    "chu_quan": ("Cơ quan chủ quản", "Chủ quản"),
    "viet_tat": ("Viết tắt", "Tên viết tắt", "Chữ viết tắt"),
    "tinh": ("Tỉnh", "Tỉnh, thành phố", "Thuộc tỉnh"),
    "dia_danh": ("Địa danh",),
    "don_vi_truc_thuoc": ("Đơn vị trực thuộc", "Các đơn vị trực thuộc"),
    "phong_ban": ("Phòng ban", "Các phòng ban", "Phòng, ban"),
    "noi_nhan": ("Nơi nhận",),
    "luu": ("Lưu", "Nơi lưu"),
    "chu_ky.quyen_han": ("Quyền hạn", "Quyền hạn ký", "Quyền hạn người ký"),
    "chu_ky.chuc_vu": ("Chức vụ người ký", "Chức vụ", "Chức danh người ký", "Chức danh"),
    "chu_ky.ho_ten": (
        "Họ tên người ký", "Họ và tên người ký", "Người ký", "Tên người ký", "Họ tên",
        "Họ và tên", "Lãnh đạo ký", "Họ tên lãnh đạo", "Họ và tên lãnh đạo", "Tên lãnh đạo",
        "Người đứng đầu", "Thủ trưởng", "Thủ trưởng đơn vị", "Chủ tịch", "Chủ tịch UBND",
        "Chủ tịch UBND xã", "Giám đốc", "Giám đốc sở", "Hiệu trưởng",
    ),
    "so": ("Số", "Số văn bản"),
    "ky_hieu": ("Ký hiệu", "Ký hiệu văn bản"),
    "ngay": ("Ngày", "Ngày ban hành", "Ngày văn bản", "Ngày ký", "Ngày tháng", "Ngày, tháng, năm"),
    "trich_yeu": ("Trích yếu", "Trích yếu nội dung", "Về việc"),
    "kinh_gui": ("Kính gửi",),
    "can_cu": ("Căn cứ",),
    "hieu_luc_tu": ("Hiệu lực từ", "Hiệu lực từ ngày"),
    "hieu_luc_den": ("Hiệu lực đến", "Hiệu lực đến ngày"),
    "ghi_chu": ("Ghi chú",),
    "": ("STT", "TT", "Số TT", "Số thứ tự"),
}  # fmt: skip
"""Data path → titles that mean it; "" is a column that is only for the eye."""

_POSTS = {"chu tich": "Chủ tịch", "giam doc": "Giám đốc", "hieu truong": "Hiệu trưởng"}
_IDLE = frozenset(
    "so dien thoai|dien thoai|sdt|so dt|dt|di dong|so di dong|email|e mail|thu dien tu|hop thu|"
    "hop thu cong vu|email cong vu|fax|so fax|website|dia chi|dia chi tru so|ma|ky nhan|ky ten|"
    "da gui|da nhan".split("|")
)
"""Titles of columns that rosters often have and documents do not, unless they name such a one."""
_ABOVE = ("huyen", "ten huyen", "quan", "ten quan")
_BELOW = ("xa", "ten xa", "phuong", "ten phuong", "ubnd xa", "thi tran", "don vi", "ten don vi")
_PARTS = {
    "tong so": ".tren", "tren tong so": ".tren", "tong": ".tren", "dat": "", "so dat": "",
    "so luong": "", "ket qua": "", "thuc hien": "",
}  # fmt: skip
"""Titles under the one of a target: what of it the column holds."""
_FEW = 12
"""Most values of a document that a hint names."""
_VNI = re.compile("[ñÑ]|[aeouyôö][øûïåäüë]|[AEOUYÔÖ][ØÛÏÅÄÜË]")
_FILLERS = re.compile(r"(?:so lieu|chi tieu|ket qua|so lieu ve) (?=\w+ \w)")
_OWN = re.compile(r"(chi[_ ]tieu|bien)\s*\.\s*([^\W\d]\w*)((?:\.\w+)?)")
_TARGET_KEYS = ("", ".gia_tri", ".tren", ".don_vi", ".ten")
_NAMES = re.compile(r"\w+(?:\.\w+)*", re.ASCII)
_also: ContextVar[Mapping[str, str]] = ContextVar("_also", default=MappingProxyType({}))


def plain(title: str) -> str:
    """A title without diacritics, case, signs, and what stands in brackets behind it."""
    return " ".join(re.findall(r"[^\W_]+", bo_dau(_bare(title)).lower()))


def _bare(title: str) -> str:
    return re.sub(r"(?:\s*\([^()]*\))?[\s:*]*$", "", title.strip()) or title


@cache
def _by_label() -> dict[str, str]:
    """Labels as `plain` makes them, and before that as they are: "Sở" is not "Số"."""
    found = {plain(label): path for path, labels in LABELS.items() for label in labels}
    return found | {label.lower(): path for path, labels in LABELS.items() for label in labels}


@cache
def _by_sound() -> dict[str, str]:
    """Labels with i for y: "Kí hiệu" is "Ký hiệu"."""
    return {_sound(label): path for label, path in _by_label().items()}


def _sound(words: str) -> str:
    """Plain words with i for y behind a consonant: tỉ lệ and tỷ lệ are one."""
    return re.sub(r"(?<=[bcdghklmnpqrstvx])(u?)y\b", r"\1i", words)


@contextmanager
def also_known(labels: Mapping[str, str]) -> Iterator[None]:
    """Labels that one document adds while its tables are read: label → data path.

    Titles that mean something without them keep their meaning.
    """
    token = _also.set({plain(label): path for label, path in labels.items()})
    try:
        yield
    finally:
        _also.reset(token)


def path_of(title: str) -> str | None:
    """Data path that a title means; "" for a column of no meaning (STT); None when unknown."""
    if m := _OWN.fullmatch(_root_plain(title.strip())):
        root, name, key = m[1].replace(" ", "_"), m[2], m[3].lower()
        return f"{root}.{name}{key}" if key in (_TARGET_KEYS if root[0] == "c" else ("",)) else None
    typed = re.sub(r"^ky\.", "chu_ky.", title.strip().lower())
    if _NAMES.fullmatch(typed) and _is_path(typed):
        return typed
    by_label, words = _by_label(), plain(title)
    found = by_label.get(_bare(typed), by_label.get(words))
    if not found:  # a column for the eye may be a value of the document
        found = _also.get().get(words, found)
    if found is None:
        found = _by_sound().get(_sound(words))
    if found is None:
        found = _nearly(title)
    return "" if found is None and _is_idle(words) else found


def _nearly(title: str) -> str | None:
    """Path of the one label of the document that a title writes otherwise: with abbreviations
    ("NTM"), i for y, "Số liệu …" before it."""
    labels = _also.get()
    if not labels:
        return None
    words = _FILLERS.sub("", _sound(plain(title))).split()
    found = {path for label, path in labels.items() if _spells(words, _own_words(label))}
    return found.pop() if len(found) == 1 else None


@cache
def _own_words(label: str) -> tuple[str, ...]:
    return tuple(_FILLERS.sub("", _sound(label)).split())


def _spells(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether words are the same but for abbreviations by first letters: NTM, nông thôn mới."""
    if not short or not long:
        return not short and not long
    word, many = short[0], len(short[0])
    if word == long[0] and _spells(short[1:], long[1:]):
        return True
    spelt = "".join(w[0] for w in long[:many])
    return many > 1 and word == spelt and _spells(short[1:], long[many:])


def idle(title: str) -> bool:
    """Whether a title of no meaning is that of a column that documents never use (Email)."""
    return _is_idle(plain(title))


def _is_idle(words: str) -> bool:
    return words in _IDLE or words.startswith("ma ")


@cache
def post_of(title: str) -> str:
    """Post of the signers whose names stand under a title: "Chủ tịch UBND xã"; "" for others."""
    words = plain(title)
    return next((post for lead, post in _POSTS.items() if (words + " ").startswith(lead + " ")), "")


def both_levels(one: str, other: str) -> int | None:
    """Which of two titles of units (0, 1) is of the level above the other's: Huyện beside Xã."""
    titles = (plain(one), plain(other))
    for place in (0, 1):
        if titles[place] in _ABOVE and titles[1 - place] in _BELOW:
            return place
    return None


def part_of_target(above: str, title: str) -> str | None:
    """Path of a column under the title of a target: "Tổng số" is its total."""
    path = path_of(above) or ""
    part = _PARTS.get(plain(title))
    whole = path.startswith("chi_tieu.") and path.count(".") == 1
    return path + part if whole and part is not None else None


def old_font(text: str) -> bool:
    """Whether a text was typed in a font from before Unicode: "§iÒm He", "Ñieàm He"."""
    if text.isascii():
        return False
    from docgen.read.word.legacy import TCVN3, verdict

    said = verdict(text, TCVN3)
    return said > 0 or (said == 0 and bool(_VNI.search(text)))


def _root_plain(title: str) -> str:
    """A title whose first part is plain; the name a user chose behind it stays as typed."""
    root, dot, rest = title.partition(".")
    return bo_dau(root).lower() + dot + rest


@cache
def _is_path(path: str) -> bool:
    """Whether a path leads to a value of a document or a unit profile that is no group of keys."""
    return any(_leads(model, path.split(".")) for model in (VanBan, HoSoDonVi))


def _leads(model: type[BaseModel], parts: list[str]) -> bool:
    field = model.model_fields.get(parts[0])
    if field is None:
        return False
    inner = _model_in(field.annotation)
    if len(parts) == 1:
        # Dates and departments are models too, but can be typed as text.
        return inner is None or parts[0] in LABELS
    return inner is not None and _leads(inner, parts[1:])


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for m in map(_model_in, get_args(annotation)) if m is not None), None)


def nearest(title: str) -> str:
    """What to do about an unknown title: the nearest known one, or how to name one's own."""
    paths = (*LABELS, "co_quan.ten", "co_quan.cap", "co_quan.viet_tat", "co_quan.chu_quan")
    known = {plain(path): path for path in paths} | _by_label() | dict(_also.get())
    near = difflib.get_close_matches(plain(title), known, n=1, cutoff=0.7)
    if near and known[near[0]]:
        path = known[near[0]]
        label = next((label for label in LABELS.get(path, ()) if plain(label) == near[0]), path)
        if label == path:
            return _("Có phải `{name}`?").format(name=path)
        return _("Có phải “{label}” (`{path}`)?").format(label=label, path=path)
    own = list(dict.fromkeys(p for p in _also.get().values() if not p.endswith(".tren")))
    if own:
        names = ", ".join(f"`{path}`" for path in own[:_FEW]) + ", …" * (len(own) > _FEW)
        return _("Văn bản có: {names}.").format(names=names) + " " + _("Không dùng thì xóa cột.")
    name = plain(title).replace(" ", "_") or "ten_rieng"
    if not name[0].isalpha():
        name = f"so_{name}"
    return _(
        "Là chỉ tiêu thì ghi tiêu đề `chi_tieu.{name}`, là chữ riêng thì ghi `bien.{name}`; "
        "không dùng thì xóa cột."
    ).format(name=name)
