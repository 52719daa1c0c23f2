"""Skeletons of data files, with guiding comments, for every kind of document."""

from __future__ import annotations

import re

from docgen.findings import Finding, InputError
from docgen.lang import _


def skeleton(loai: str) -> str:
    """Text of a new data file for a kind. Raises InputError (DL22) for an unknown kind."""
    from docgen.nd30.loai import LOAI
    from docgen.read.messages import did_you_mean
    from docgen.write.docx.store import SKELETON, templates_dir

    if loai not in LOAI:
        raise InputError(
            Finding(
                "DL22",
                _("Không có loại văn bản “{value}”.").format(value=loai),
                hint=did_you_mean(loai, LOAI) or _("Xem danh sách: docgen templates list"),
            )
        )
    kind = LOAI[loai]
    folder = templates_dir() / kind.mau
    own = folder / f"{loai}.yaml"  # a kind whose wording differs from that of its template
    text = (own if own.is_file() else folder / SKELETON).read_text(encoding="utf-8")
    return re.sub(r"(?m)^loai: \S+", f"loai: {loai}", text, count=1)
