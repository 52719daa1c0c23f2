"""The mapping tables that come with docgen (docgen/adapt/bang)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache

from docgen.adapt.patterns import names
from docgen.adapt.rules import Macros
from docgen.adapt.stored import stored
from docgen.lang import _
from docgen.model import BangChuyen, MucChuyen

MACROS = "tu_nghia"
NOT_TABLES = frozenset({MACROS, "so_lieu"})


@lru_cache(maxsize=1)
def standard_tables() -> tuple[BangChuyen, ...]:
    """Every table of docgen, read once."""
    return tuple(
        BangChuyen.model_validate(data) for name, data in stored().items() if name not in NOT_TABLES
    )


@lru_cache(maxsize=1)
def macros() -> Macros:
    """Forms of words that patterns name in braces."""
    return Macros.of({name: tuple(forms) for name, forms in stored()[MACROS].items()})


VARIABLES = frozenset(
    {"cap_tren", "ten_tren", "cap", "ten", "cac_duoi", "don_vi", "thu_truong", "ten_don_vi", "dang"}
)
"""What tables may name in braces beside the macros; see `docgen.adapt.unit.variables`."""


def problems_of(table: BangChuyen) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a table beyond its shape: (data path, message, hint)."""
    seen: set[str] = set()
    for place, muc in enumerate(table.muc):
        path = f"muc[{place}]"
        if muc.ma in seen:
            yield (
                f"{path}.ma",
                _("Mã “{ma}” đã có trong bảng.").format(ma=muc.ma),
                _("Đặt mã khác."),
            )
        seen.add(muc.ma)
        yield from _texts(muc, path)
        for key in ("truoc", "sau"):
            if error := _wrong(getattr(muc, key) or ""):
                message = _("Biểu thức `{key}` sai: {error}.").format(key=key, error=error)
                yield f"{path}.{key}", message, _("Sửa biểu thức chính quy.")
    for place, words in enumerate(table.con_sot):
        yield from _words(words, f"con_sot[{place}]")


def _wrong(expression: str) -> str:
    """What is wrong with a regular expression, "" for nothing."""
    try:
        with warnings.catch_warnings():
            # What Python warns of means something else in a later version.
            warnings.simplefilter("error")
            re.compile(expression)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def _texts(muc: MucChuyen, path: str) -> Iterator[tuple[str, str, str]]:
    for n, words in enumerate(muc.tu):
        yield from _words(words, f"{path}.tu[{n}]" if len(muc.tu) > 1 else f"{path}.tu")
    for key in ("thanh", "goi_y"):
        if text := getattr(muc, key):
            yield from _words(text, f"{path}.{key}")
    if muc.thanh and muc.thanh.count("[") > max(words.count("[") for words in muc.tu):
        yield (
            f"{path}.thanh",
            _("`thanh` có nhiều phần trong [ ] hơn `tu`; phần thừa không bao giờ được ghi ra."),
            _("Ghi các phần tùy chọn như trong `tu`; cần chỗ chờ quyết định thì dùng `hoi`."),
        )


def _words(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    if not _balanced(text):
        yield (
            path,
            _("Ngoặc vuông không khớp: “{text}”.").format(text=text),
            _("Đóng đủ ngoặc [ ]."),
        )
    if re.search(r"[{}]", _IN_BRACES.sub("", text)):
        yield (
            path,
            _("Ngoặc nhọn không khớp hoặc tên trong ngoặc viết sai: “{text}”.").format(text=text),
            _("Viết như {cap}: chữ thường không dấu trong một cặp ngoặc { }."),
        )
    known = VARIABLES | macros().forms.keys()
    for name in sorted(names(text) - known):
        message = _("Không có nhóm từ hay biến “{name}”.").format(name=name)
        yield path, message, _("Dùng một trong: {names}.").format(names=", ".join(sorted(known)))


_IN_BRACES = re.compile(r"\{\{.*?\}\}|\{[a-z_]+\}")


def _balanced(text: str) -> bool:
    depth = 0
    for sign in re.findall(r"[\[\]]", text):
        depth += 1 if sign == "[" else -1
        if depth < 0:
            return False
    return depth == 0
