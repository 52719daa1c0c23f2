"""Keys of the document that the unit gives itself win over whatever the rules made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docgen.adapt.record import Recorder
from docgen.model import ChuKy, Ngay, VanBan

_SIGNER = re.compile(r"chu_ky(?:\[(\d+)\])?\.(\w+)")


def override(own: VanBan, given: Mapping[str, Any], tep: str, record: Recorder) -> VanBan:
    """The document with the unit's own values in place; the trace says whose data they are."""
    reason = f"Số liệu của đơn vị: {tep}"
    update: dict[str, Any] = {}
    signers = [*own.chu_ky]
    for path, value in given.items():
        if m := _SIGNER.fullmatch(path):
            place = int(m[1] or 0)
            while len(signers) <= place:
                signers.append(ChuKy())
            signers[place] = signers[place].model_copy(update={m[2]: value})
            path = f"chu_ky[{place}].{m[2]}"
        else:
            update[path] = value
        _note(path, value, record, reason)
    if signers != own.chu_ky:
        update["chu_ky"] = signers
    return own.model_copy(update=update) if update else own


def _note(path: str, value: Any, record: Recorder, reason: str) -> None:
    for vet in [*record.vet]:
        if vet.o == path or (vet.o or "").startswith(f"{path}["):
            if vet.tai is None:
                record.vet.remove(vet)
            else:
                vet.o, vet.doi, vet.bo, vet.luat = None, [], reason, "so_lieu_don_vi"
    if isinstance(value, list) and "." not in path:
        for place, item in enumerate(value):
            record.added(f"{path}[{place}]", _text(item), "so_lieu_don_vi", reason)
    else:
        record.added(path, _text(value), "so_lieu_don_vi", reason)


def _text(value: Any) -> str:
    if isinstance(value, Ngay):
        parts = (value.ngay, value.thang, value.nam)
        return "/".join(str(p) for p in parts if p is not None)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
