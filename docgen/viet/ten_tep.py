"""Names for files: readable, without diacritics."""

import re

from docgen.viet.chuan import bo_dau

_CO_QUAN = (
    ("van phong uy ban nhan dan ", "vpub "), ("van phong ubnd ", "vpub "),
    ("uy ban nhan dan ", ""), ("ubnd ", ""), ("hoi dong nhan dan ", "hdnd "),
)  # fmt: skip


def slug(text: str) -> str:
    """A text as part of a file name: letters without marks and digits, words apart by "_".

    text: any; names of people's committees are shortened to the place: "UBND xã Điềm He" is
    xa_diem_he. "" when no letter or digit is in it.
    """
    plain = " ".join(bo_dau(text).lower().split())
    for lead, short in _CO_QUAN:
        if plain.startswith(lead):
            plain = short + plain[len(lead) :]
            break
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
