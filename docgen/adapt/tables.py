"""The mapping tables that come with docgen (docgen/adapt/bang)."""

from __future__ import annotations

import re
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
            try:
                re.compile(getattr(muc, key) or "")
            except re.error as error:
                message = _("Biểu thức `{key}` sai: {error}.").format(key=key, error=error)
                yield f"{path}.{key}", message, _("Sửa biểu thức chính quy.")
    for place, words in enumerate(table.con_sot):
        yield from _words(words, f"con_sot[{place}]")


def _texts(muc: MucChuyen, path: str) -> Iterator[tuple[str, str, str]]:
    for n, words in enumerate(muc.tu):
        yield from _words(words, f"{path}.tu[{n}]" if len(muc.tu) > 1 else f"{path}.tu")
    for key in ("thanh", "goi_y"):
        if text := getattr(muc, key):
            yield from _words(text, f"{path}.{key}")


def _words(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    if text.count("[") != text.count("]"):
        yield (
            path,
            _("Ngoặc vuông không khớp: “{text}”.").format(text=text),
            _("Đóng đủ ngoặc [ ]."),
        )
    known = VARIABLES | macros().forms.keys()
    for name in sorted(names(text) - known):
        message = _("Không có nhóm từ hay biến “{name}”.").format(name=name)
        yield path, message, _("Dùng một trong: {names}.").format(names=", ".join(sorted(known)))
