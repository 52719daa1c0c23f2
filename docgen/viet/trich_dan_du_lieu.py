"""Citations read out of texts, as data of the model's `VienDan`."""

from typing import Any, Literal

from docgen.viet._trich_dan_tu import VIET_TAT
from docgen.viet.trich_dan import Found
from docgen.viet.vien_dan import vien_dan


def _printed(so: str) -> str:
    """A number as the model keeps and the writer prints it: no zeros in front, two digits."""
    so = so.lstrip("0") or "0"
    return so if len(so.rstrip("abcdefghiklmnopqrstuvxyđ")) > 1 else "0" + so


def to_vien_dan(
    found: Found, kieu_ngay: Literal["ngan", "dai"] | None = None
) -> dict[str, Any] | None:
    """Give a citation as data of the model's VienDan, when printing that gives the same text.

    found: as `find` gives it. kieu_ngay: the form of dates the document prints; None: whichever
    fits (`found.kieu_ngay`). None is returned when the decree's form would print anything
    else than what stands in the text (so that the caller keeps the text), and for a citation whose
    kind or issuer stands at the head of a list.
    """
    loai = found.written("loai")
    if loai is None or found.chung or loai in VIET_TAT:
        return None
    ngay = found.ngay if found.ngay and any(found.ngay) else None
    if ngay and ngay[2] is not None and not 1900 <= ngay[2] <= 2200:
        return None  # the model refuses these years
    for kieu in (kieu_ngay,) if kieu_ngay else ("ngan", "dai"):
        try:
            so_in = found.so and _printed(found.so)
            chu = vien_dan(loai, so_in, found.ky_hieu, found.co_quan, ngay, found.trich_yeu, kieu)
        except ValueError:
            return None
        if f"{found.mo_dau or ''} {chu}".strip() == found.text():
            break
    else:
        return None
    so = found.so and (found.so.lstrip("0") or "0")
    viet_ngay: Any = ngay and dict(zip(("ngay", "thang", "nam"), ngay, strict=True))
    if ngay and None not in ngay:
        viet_ngay = f"{ngay[2]:04d}-{ngay[1]:02d}-{ngay[0]:02d}"
    elif viet_ngay:
        viet_ngay = {k: v for k, v in viet_ngay.items() if v is not None}
    tuy_chon = {"so": so, "ky_hieu": found.ky_hieu, "ngay": viet_ngay,
                "co_quan": found.co_quan, "trich_yeu": found.trich_yeu}  # fmt: skip
    du_lieu = {"mo_dau": found.mo_dau or "", "loai": loai}
    return du_lieu | {k: v for k, v in tuy_chon.items() if v is not None}
