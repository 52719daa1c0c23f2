"""Blocks of the body: headings, clauses, points, paragraphs, tables. Numbers are never stored."""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.model.chung import Before, Chu, Phan, one_per_item

Cap = Literal[
    "phan",
    "chuong",
    "muc",
    "tieu_muc",
    "dieu",
    "la_ma",
    "so",
    "so_kep",
    "chu",
    "gach",
    "cong",
    "doan",
    "bang",
]
"""Level of a block (Phụ lục I, Mục II.6.đ; so_kep, gach, cong by custom)."""
CAP: tuple[str, ...] = get_args(Cap)

DonViCap = Literal["trung_uong", "tinh", "huyen", "xa", "don_vi"]
"""Level of government or kind of unit, for `co_quan.cap` and `doi_tuong`."""


class Cot(Phan):
    """One column of a table."""

    ten: Chu = ""
    """Heading of the column."""
    rong: float | None = Field(default=None, gt=0, le=1000)
    """Share of the table's width, any unit; absent: as wide as its text asks."""
    can: str | None = Field(default=None, pattern="^(trai|giua|phai|deu)$")
    """Alignment of the cells: trai, giua, phai or deu; absent: figures to the right, text left."""

    @model_validator(mode="before")
    @classmethod
    def _name_only(cls, value: Any) -> Any:
        return value if isinstance(value, dict | Cot) else {"ten": "" if value is None else value}


COT_CHI_TIEU = ("TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", "Kết quả")
"""Columns of a table of figures that are asked for, unless its `cot` names them otherwise."""


def _keys(value: Any) -> Any:
    """Keys of targets, which may be typed in one line: a, b."""
    return [k.strip() for k in value.split(",")] if isinstance(value, str) else one_per_item(value)


class Khoi(Phan):
    """One block of the body: a level and its text, or a table."""

    cap: Cap = "doan"
    """Level: phan chuong muc tieu_muc dieu la_ma so so_kep chu gach cong doan bang."""
    text: Chu = ""
    """The text without its number; for a table: its caption, may be empty."""
    tieu_de: bool | None = None
    """Whether the text is a heading on its own line (bold); absent: judged from the text."""
    bac: int = Field(default=2, ge=2, le=4)
    """Only for so_kep: how many numbers the label has (1.1. = 2, 1.1.1. = 3)."""
    # Factories: pydantic would copy a list given as default for each of a hundred blocks.
    doi_tuong: Annotated[list[str], Before(one_per_item)] = Field(default_factory=list)
    """For whom the block is meant (tinh, huyen, xa, don_vi or a name of your own); empty: all."""
    cot: list[Cot] = Field(default_factory=list)
    """Only for bang: the columns."""
    hang: list[list[Chu]] = Field(default_factory=list)
    """Only for bang: the rows, each with as many cells as there are columns."""
    ngang: bool = False
    """Only for bang: put the table on a landscape page (Phụ lục I, Mục I.2)."""
    chi_tieu: Annotated[list[str], Before(_keys)] = Field(default_factory=list)
    """Only for bang: figures asked of the receiver, a row each; tat_ca: all of `chi_tieu`."""

    @model_validator(mode="before")
    @classmethod
    def _text_only(cls, value: Any) -> Any:
        # {la_ma: "MỤC ĐÍCH"} and a bare text are short forms people type.
        if isinstance(value, str):
            return {"cap": "doan", "text": value}
        if isinstance(value, dict) and "cap" not in value:
            caps = [k for k in value if k in CAP]
            if len(caps) == 1:
                rest = {k: v for k, v in value.items() if k != caps[0]}
                return {"cap": caps[0], "text": value[caps[0]], **rest}
        return value

    @model_validator(mode="after")
    def _table(self) -> Self:
        if self.cap != "bang":
            if self.cot or self.hang or self.ngang or self.chi_tieu:
                raise PydanticCustomError("khoi_khong_bang", "cot, hang, ngang belong to bang")
            return self
        if not self.cot and not self.chi_tieu:
            raise PydanticCustomError("bang_khong_cot", "a table needs columns")
        # Rows for figures come first; they are made by the layout.
        made = [COT_CHI_TIEU] if self.chi_tieu else []
        columns = len(self.cot) or len(COT_CHI_TIEU)
        for number, row in enumerate([*made, *self.hang], 1):
            if len(row) != columns:
                raise PydanticCustomError(
                    "bang_lech_cot",
                    "row {hang} has {co} cells, {can} columns",
                    {"hang": number, "co": len(row), "can": columns},
                )
        return self
