"""Where an adapted document comes from: every text of the source and what became of it (law 4)."""

from typing import Literal

from pydantic import ConfigDict, Field

from docgen.model.chung import Chu, Phan
from docgen.model.ngay import Ngay
from docgen.model.vien_dan import VienDan

CachDoi = Literal["thay", "ghi_de", "bo", "hoi"]
"""thay: substituted by a rule; ghi_de: overridden by the unit's data; bo: removed; hoi: marked,
a person decides."""


class Doi(Phan):
    """One change of a text: characters of the source and what stands for them."""

    # Spaces at the ends of what is put in count.
    model_config = ConfigDict(str_strip_whitespace=False)

    cach: CachDoi
    """thay, ghi_de, bo or hoi."""
    luat: Chu
    """Rule: table and entry (tinh_huyen/so_noi_vu), or so_lieu, thoi_han, con_sot, cau_truc …"""
    tai: tuple[int, int]
    """First character of the source text that is replaced, and the one after the last; counted
    without the marks of bold and italic."""
    thanh: Chu = ""
    """What stands there instead, as typed: marks are read in it, [[…]] is a visible gap."""
    ly_do: Chu | None = None
    """Why; for hoi: the question."""
    goi_y: Chu | None = None
    """What docgen would suggest; never put into the document."""


class Vet(Phan):
    """One text of the source, or one that the unit's document has and the source has not."""

    model_config = ConfigDict(str_strip_whitespace=False)

    tai: Chu | None = None
    """Data path in the source (noi_dung[4]); absent: the text is new."""
    o: Chu | None = None
    """Data path in the unit's document when it was made; absent: the text was removed."""
    cap: Chu | None = None
    """Level of the block the text belongs to."""
    nguon: Chu = ""
    """The text of the source, as typed."""
    doi: list[Doi] = Field(default_factory=list)
    """Changes, in the order of the text; none: inherited as it is."""
    bo: Chu | None = None
    """Why the whole text was removed."""
    luat: Chu | None = None
    """Rule by which it was removed."""


class NguonGoc(Phan):
    """Trace of an adapted document; written by docgen, not by hand."""

    van_ban: VienDan
    """The document of the level above, as it is cited."""
    don_vi: Chu
    """Unit it was adapted for."""
    bang: list[Chu] = Field(default_factory=list)
    """Mapping tables that were used, the office's own first."""
    ngay: Ngay = Field(default_factory=Ngay.model_construct)
    """Day whose tables and names were used."""
    vet: list[Vet] = Field(default_factory=list)
    """Every text of the source in order, and the texts that are new."""
