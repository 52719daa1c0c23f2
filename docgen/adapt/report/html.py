"""The report for people: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.adapt.places import short_date
from docgen.adapt.report.pieces import Piece, printed, shown
from docgen.adapt.report.rows import BO, GIU_NGUYEN, Account, Row, account
from docgen.findings import ERROR, HINT, WARNING, Finding
from docgen.model import Doi, VanBan
from docgen.viet.chuan import lam_sach
from docgen.write.layout.head import citation
from docgen.write.layout.variables import Variables

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent
_CACH = {
    "thay": "thay",
    "ghi_de": "ghi theo đơn vị",
    "bo": "bỏ",
    "hoi": "chờ quyết định",
    "sua": "đơn vị sửa",
    "moi": "thêm",
}
_NHAN = {
    "bo": "Bỏ",
    "moi": "Thêm",
    "don_vi_sua": "Đơn vị sửa",
    "don_vi_them": "Đơn vị thêm",
    "don_vi_xoa": "Đơn vị xóa",
}
_LUAT = {
    "so_lieu": "Số liệu, chỉ tiêu",
    "so_lieu_don_vi": "Số liệu của đơn vị",
    "ho_so": "Hồ sơ đơn vị",
    "thoi_han": "Thời hạn",
    "con_sot": "Từ chỉ cấp trên còn sót",
    "cau_truc": "Thể thức, cấu trúc văn bản",
    "cho_trong": "Chỗ trống khác",
    "don_vi_khac": "Tên đơn vị khác",
    "doi_tuong": "Đối tượng của từng phần",
}
_MUC_DO = {ERROR: "Lỗi", WARNING: "Cảnh báo", HINT: "Gợi ý"}
_ASKED = ("KT05", "KT07")
"""Findings that only repeat a question that is open at their place."""
_FEW = 3
"""Reasons and examples that are shown of one rule."""


def report_html(source: VanBan, own: VanBan, findings: Sequence[Finding] = ()) -> bytes:
    """The report of an adaptation as one HTML page (UTF-8) without any outside part.

    `source`: the document of the level above; `own`: what was made of it, with its trace in
    `nguon_goc`; `findings`: what else was said on the way. In Vietnamese, as the documents it
    shows. Raises ValueError when `own` carries no trace. The page's own content security policy
    admits its script and style by their hashes and nothing else.
    """
    from docgen.nd30.loai import LOAI

    told = account(source, own)
    goc = told.goc
    page = _template().render(
        **_parts(),
        dem=told.dem,
        tu=_cited(goc.van_ban),
        don_vi=goc.don_vi,
        loai=LOAI[own.loai].ten,
        trich_yeu=printed(shown(own.trich_yeu or "", Variables(own))),
        ngay=short_date(goc.ngay),
        bang=goc.bang,
        cau_hoi=told.cau_hoi,
        hang={row.so: row for row in told.hang},
        da_bo=_removed(told),
        bo_noi_dung=sum(bool(row.cap) for row in told.da_bo),
        nhu_tren=_as_above(told.hang),
        cum_bo=_phrases(told),
        nhom=_groups(told.hang),
        luat=told.luat,
        ten_luat=_rule_name,
        ten_cach=_CACH,
        nhan=_NHAN,
        muc_do=_MUC_DO,
        it=_FEW,
        luu_y=_others(told, findings),
    )
    return page.encode("utf-8", "replace")


def _cited(cited: Any) -> str:
    return citation(cited.model_copy(update={"mo_dau": ""}), "ngan")


def _groups(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    return [(name, list(part)) for name, part in groupby(rows, key=lambda row: row.nhom)]


def _others(told: Account, findings: Sequence[Finding]) -> list[Finding]:
    asked = {row.o for row in told.hang if row.mo}
    # A table is one place for the layout, its cells are rows here.
    asked |= {row.o.split(".hang")[0] for row in told.hang if row.mo and row.o}
    return [f for f in findings if f.code not in _ASKED or not f.where or f.where.path not in asked]


def _removed(told: Account) -> list[tuple[Row, int]]:
    """Removed texts, those that went together as one: the first and how many more."""
    removed = groupby(told.hang, lambda r: r.trang_thai == BO and (r.luat, r.bo, r.nhom))
    together = [list(rows) for gone, rows in removed if gone]
    # Contents before numbers, dates and recipients.
    together.sort(key=lambda rows: not rows[0].cap)
    return [(rows[0], len(rows) - 1) for rows in together]


def _as_above(rows: Sequence[Row]) -> set[int]:
    """Numbers of removed rows whose reason the row before has said."""
    pairs = zip(rows, rows[1:], strict=False)
    return {
        b.so
        for a, b in pairs
        if a.trang_thai == b.trang_thai == BO and (a.luat, a.bo, a.nhom) == (b.luat, b.bo, b.nhom)
    }


def _phrases(told: Account) -> list[tuple[list[Row], Doi, str]]:
    """Words taken out of texts that stay: where, by what, and the words, each once."""
    found: dict[tuple[str, str, str | None], tuple[list[Row], Doi, str]] = {}
    for row in told.hang:
        for number, change in enumerate(row.doi):
            if change.cach == "bo":
                words = row.words(number)[0].strip(" ,;")
                key = (words.casefold(), change.luat, change.ly_do)
                rows = found.setdefault(key, ([], change, words))[0]
                rows += [] if row in rows[-1:] else [row]
    return list(found.values())


def _state(row: Row) -> str:
    """Classes of a row: its state, whether it is quiet, whether a question is open in it."""
    same = row.trang_thai == GIU_NGUYEN and row.nhan == row.nhan_nguon and not row.mo
    quiet = "yen" if same else "khac"
    more = (" mo" if row.mo else "") + (" tua" if row.tieu_de else "")
    return f"{row.trang_thai} {quiet}{more}"


def _rule_name(luat: str) -> str:
    """What a rule of no table is about; "" for an entry of a table, whose code says it."""
    return _LUAT.get(luat.split("/")[0], "")


def _notes(row: Row) -> list[tuple[Doi, str, str]]:
    """Changes of a row with the words before and after."""
    return [(change, *row.words(number)) for number, change in enumerate(row.doi)]


def _tip(row: Row, piece: Piece) -> str:
    """What is said about a piece when the pointer rests on it."""
    if 0 <= piece.doi < len(row.doi):
        change = row.doi[piece.doi]
        said = [_CACH[change.cach].capitalize(), change.ly_do or "", f"[{change.luat}]"]
        return " – ".join(part for part in said if part)
    if piece.bien:
        return f"Biến {piece.bien}"
    return "Đơn vị sửa sau khi lập dự thảo" if piece.kieu == "sua" else ""


def _clean(text: object) -> str:
    """A text without characters that no page may hold."""
    return lam_sach(str(text))[0]


def _code(text: str) -> Any:
    """A message with what stands between back quotes as code."""
    from markupsafe import Markup, escape

    parts = _clean(text).split("`")
    if len(parts) % 2 == 0:
        return text
    made = [f"<code>{escape(p)}</code>" if n % 2 else str(escape(p)) for n, p in enumerate(parts)]
    return Markup("".join(made))


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, most: int = 90) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        up=_up, short=_short, code=_code, state=_state, notes=_notes, tip=_tip, printed=printed
    )
    return made.get_template("bao_cao.html")


def _finalize(value: Any) -> Any:
    return _clean(value) if type(value) is str else value


@lru_cache(maxsize=1)
def _parts() -> dict[str, Any]:
    """Style and script of the page, and their hashes."""
    from base64 import b64encode
    from hashlib import sha256

    from markupsafe import Markup

    made: dict[str, Any] = {}
    for name, file in (("css", "bao_cao.css"), ("js", "bao_cao.js")):
        text = (_HERE / file).read_text(encoding="utf-8")
        made[name] = Markup(text)
        made[f"{name}_hash"] = b64encode(sha256(text.encode()).digest()).decode()
    return made
