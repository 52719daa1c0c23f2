"""The register of the documents that a document cites: every text of it read, one entry each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from docgen.lang import _
from docgen.model import KemTheo, Khoi, VanBan
from docgen.viet.danh_muc_vien_dan import Muc, register
from docgen.viet.danh_so import Counter, scheme_levels
from docgen.viet.ngay import ngay_ngan
from docgen.viet.trich_dan import Found
from docgen.write.layout.head import citation

_MARK = re.compile(r"\\([\\*{}\[<|./\-+#>\d)])|\*{1,3}")
_NAMED = ("phan", "chuong", "muc", "tieu_muc", "dieu")
_FORMULA = ("=", "+", "-", "@", "\t")

Ngay = tuple[int | None, int | None, int | None]


class Place(NamedTuple):
    """Where a text stands: data path ("noi_dung[4].hang[0][1]"), and in words ("mục II.1.a")."""

    path: str
    words: str


@dataclass(slots=True)
class Entry:
    """One cited document. What its fullest mention leaves out is filled from the others."""

    loai: str
    so: str | None
    ky_hieu: str | None
    ngay: Ngay | None
    co_quan: str | None
    trich_yeu: str | None
    """Subject with its opening word; of a luật its name."""
    can_cu: bool
    """Cited as a legal ground (Phụ lục I, Phần I, Mục II.6.b), not merely mentioned."""
    so_lan: int
    """How often it is cited."""
    noi: list[Place] = field(default_factory=list)
    """Places in order, each once."""
    lech: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)
    """What mentions disagree on: "ngay", "co_quan" -> each form and where it stands first."""

    @property
    def so_ky_hieu(self) -> str:
        """Number and code joined: "587/QĐ-TTg", "46-NQ/TU"; "" for a luật by its name."""
        if not self.ky_hieu:
            return self.so or ""
        return (self.so or "") + ("" if self.ky_hieu[0] in "-/" else "/") + self.ky_hieu

    @property
    def ten(self) -> str:
        """What people call it: "Quyết định số 587/QĐ-TTg", "Luật Đất đai"."""
        if self.so:
            return f"{self.loai} số {self.so_ky_hieu}"
        if self.trich_yeu:
            return f"{self.loai} {self.trich_yeu}"
        return f"{self.loai} {shown_date(self.ngay)}".strip()


def list_citations(van_ban: VanBan) -> list[Entry]:
    """Every document cited in a document: grounds, body, tables, recipients, attachments.

    In the order of first mention. A number that is still open makes no entry.
    """
    texts = list(_texts(van_ban))
    cited = register(_MARK.sub(r"\1", text) for _place, text, _ground in texts)
    return [_entry(muc, texts) for muc in cited]


_Text = tuple[Place, str, bool]
"""A text: its place, itself, and whether it is a legal ground."""


def _texts(van_ban: VanBan) -> Iterator[_Text]:
    if van_ban.trich_yeu:
        yield Place("trich_yeu", _("trích yếu")), van_ban.trich_yeu, False
    yield from _part(van_ban, "", "")
    for n, text in enumerate(van_ban.noi_nhan):
        yield Place(f"noi_nhan[{n}]", _("nơi nhận")), text, False
    if van_ban.kem_theo_van_ban:
        # "Căn cứ" is only the model's usual opening; an attachment does not rest on it.
        text = citation(van_ban.kem_theo_van_ban.model_copy(update={"mo_dau": ""}), "ngan")
        yield Place("kem_theo_van_ban", _("dòng kèm theo")), text, False
    for n, item in enumerate(van_ban.kem_theo):
        at, words = f"kem_theo[{n}].", _("kèm theo {n}").format(n=n + 1) + ": "
        if item.trich_yeu:
            yield Place(f"{at}trich_yeu", words + _("trích yếu")), item.trich_yeu, False
        yield from _part(item, at, words)


def _part(part: VanBan | KemTheo, at: str, words: str) -> Iterator[_Text]:
    """Grounds, body and closing of a document or an attached one."""
    for n, ground in enumerate(part.can_cu):
        place = Place(f"{at}can_cu[{n}]", words + _("căn cứ {n}").format(n=n + 1))
        yield place, citation(ground, "ngan"), True
    for n, (block, where) in enumerate(_placed(part.noi_dung, part.danh_so)):
        for tail, text in _block_texts(block):
            yield Place(f"{at}noi_dung[{n}]{tail}", words + where), text, False
    for n, text in enumerate(part.ket_thuc):
        yield Place(f"{at}ket_thuc[{n}]", words + _("kết thúc")), text, False


def _block_texts(block: Khoi) -> Iterator[tuple[str, str]]:
    yield "", block.text
    for n, column in enumerate(block.cot):
        yield f".cot[{n}]", column.ten
    for n, row in enumerate(block.hang):
        for c, cell in enumerate(row):
            yield f".hang[{n}][{c}]", cell


def _placed(blocks: Iterable[Khoi], danh_so: list[str]) -> Iterator[tuple[Khoi, str]]:
    """Blocks with their place in words, by the labels above and of them."""
    counter = Counter(tuple(danh_so))
    order = scheme_levels(tuple(danh_so))
    above: dict[str, str] = {}
    for n, block in enumerate(blocks, 1):
        cap = block.cap
        if cap in ("gach", "cong"):
            counter.label(cap)
        elif cap not in ("doan", "bang"):
            lower = order[order.index(cap) :]
            above = {c: x for c, x in above.items() if c not in lower}
            above[cap] = counter.label(cap, block.bac).rstrip(".)")
            if cap == "so_kep":
                above.pop("so", None)  # 1.2 says the 1 itself
        yield block, _in_words(above) or _("đoạn {n}").format(n=n)


def _in_words(above: dict[str, str]) -> str:
    """ "mục II.1.a" in a plan; under a Điều "Điều 2, khoản 1, điểm a"."""
    named = [label for cap, label in above.items() if cap in _NAMED]
    rest = {cap: label for cap, label in above.items() if cap not in _NAMED}
    if "dieu" in above:
        forms = {"so": _("khoản {n}"), "so_kep": _("khoản {n}"), "chu": _("điểm {n}")}
        named += [forms.get(cap, "{n}").format(n=label) for cap, label in rest.items()]
    elif rest:
        named.append(_("mục {n}").format(n=".".join(rest.values())))
    return ", ".join(named)


def _entry(muc: Muc, texts: list[_Text]) -> Entry:
    mentions = sorted((m.found for m in muc.noi), key=lambda f: f is not muc.day_du)
    places = list(dict.fromkeys(texts[m.van_ban][0] for m in muc.noi))
    so: str | None = _first(mentions, "so")
    lech = {
        part: [(_form(m.found, part), texts[m.van_ban][0]) for m in forms]
        for part, forms in muc.bat_dong.items()
    }
    return Entry(
        loai=muc.loai,
        # A scan's or a writer's parting of the figures is no part of the number.
        so=so and re.sub(r"[\s.]", "", so),
        ky_hieu=_first(mentions, "ky_hieu"),
        ngay=max((f.ngay for f in mentions if f.ngay), key=_known, default=None),
        co_quan=_first(mentions, "co_quan"),
        trich_yeu=_first(mentions, "trich_yeu"),
        can_cu=any(_is_ground(m.found, texts[m.van_ban][2]) for m in muc.noi),
        so_lan=len(muc.noi),
        noi=places,
        lech=lech,
    )


def _first(mentions: list[Found], part: str) -> Any:
    return next((x for f in mentions if (x := getattr(f, part)) is not None), None)


def _known(ngay: Ngay) -> int:
    return sum(x is not None for x in ngay)


def _is_ground(found: Found, among_grounds: bool) -> bool:
    """A ground itself, not what its subject speaks of; or one that says so in the body."""
    return found.depth == 0 and (among_grounds or (found.mo_dau or "").startswith("Căn cứ"))


def _form(found: Found, part: str) -> str:
    return shown_date(found.ngay) if part == "ngay" else str(getattr(found, part))


def shown_date(ngay: Ngay | None) -> str:
    """A date as people write it: "05/3/2020", "3/2020", "2020"; "" for none."""
    if not ngay:
        return ""
    try:
        if None not in ngay:
            return ngay_ngan(*ngay)
    except ValueError:  # a date that is not in the calendar stays as it was written
        pass
    return "/".join(str(x) for x in ngay if x is not None)


def write_citations(entries: list[Entry], kind: str) -> bytes:
    """The register as a file; `kind` is "yaml", "json" or "csv" (UTF-8 with BOM, for Excel)."""
    if kind == "csv":
        return _csv(entries)
    if kind == "json":
        import json

        data = {"danh_muc_vien_dan": [_plain(e, date.isoformat) for e in entries]}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    from io import BytesIO

    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 2**31
    yaml.allow_unicode = True
    out = BytesIO()
    yaml.dump({"danh_muc_vien_dan": [_plain(e, lambda day: day) for e in entries]}, out)
    return out.getvalue()


def _plain(entry: Entry, day: Any) -> dict[str, Any]:
    """An entry in the keys of the data (`VienDan`); what is not known is left out."""
    data: dict[str, Any] = {
        "loai": entry.loai,
        "so": entry.so,
        "ky_hieu": entry.ky_hieu,
        "ngay": _day(entry.ngay, day),
        "co_quan": entry.co_quan,
        "trich_yeu": entry.trich_yeu,
        "vai_tro": "can_cu" if entry.can_cu else "nhac_den",
        "so_lan": entry.so_lan,
        "noi": [place.path for place in entry.noi],
        "lech": {
            part: [{"ghi": form, "noi": place.path} for form, place in forms]
            for part, forms in entry.lech.items()
        },
    }
    return {key: value for key, value in data.items() if value not in (None, {}, "")}


def _day(ngay: Ngay | None, day: Any) -> Any:
    if not ngay:
        return None
    d, m, y = ngay
    if d and m and y:
        try:
            return day(date(y, m, d))
        except ValueError:
            pass
    known = zip(("ngay", "thang", "nam"), ngay, strict=True)
    return {key: value for key, value in known if value is not None}


def _csv(entries: list[Entry]) -> bytes:
    import csv
    from io import StringIO

    out = StringIO()
    rows = csv.writer(out)  # commas and CRLF, as RFC 4180 has it
    rows.writerow([
        _("TT"), _("Loại văn bản"), _("Số, ký hiệu"), _("Ngày ban hành"), _("Cơ quan ban hành"),
        _("Trích yếu"), _("Vai trò"), _("Số lần"), _("Nơi viện dẫn"), _("Không thống nhất"),
    ])  # fmt: skip
    for n, e in enumerate(entries, 1):
        rows.writerow(map(_cell, [
            str(n), e.loai, e.so_ky_hieu, shown_date(e.ngay), e.co_quan or "", e.trich_yeu or "",
            _role(e), str(e.so_lan), "; ".join(p.words for p in e.noi), "; ".join(disagreements(e)),
        ]))  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _role(entry: Entry) -> str:
    return _("căn cứ") if entry.can_cu else _("nhắc đến")


def disagreements(entry: Entry) -> list[str]:
    """What its mentions disagree on, in words: "ngày 30/5/2024 (căn cứ 1), 30/3/2024 (mục 5)"."""
    names = {"ngay": _("ngày"), "co_quan": _("cơ quan")}
    return [
        f"{names[part]} " + ", ".join(f"{form} ({place.words})" for form, place in forms)
        for part, forms in entry.lech.items()
    ]


def citations_table(entries: list[Entry], width: int = 100) -> str:
    """The register as text for a screen `width` columns wide, ended by a line end."""
    from textwrap import fill

    lines: list[str] = []
    for n, e in enumerate(entries, 1):
        head = [e.ten, shown_date(e.ngay), e.co_quan or "", _role(e)]
        times = _("{n} lần: {places}").format(n=e.so_lan, places="; ".join(p.words for p in e.noi))
        line = " | ".join(x for x in [*head, times] if x)
        lines.append(fill(line, width, initial_indent=f"{n:3}. ", subsequent_indent=" " * 5))
        subject = e.trich_yeu if e.so else None
        more = [subject] if subject else []
        if e.lech:
            more.append(_("Không thống nhất:") + " " + "; ".join(disagreements(e)))
        lines += [fill(x, width, initial_indent=" " * 5, subsequent_indent=" " * 5) for x in more]
    return "\n".join(lines or [_("Không có viện dẫn nào.")]) + "\n"
