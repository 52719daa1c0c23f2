"""Who signs, who receives, where it is filed: from the unit's profile, in the source's order."""

from __future__ import annotations

import re

from docgen.adapt.plain import apply, plain_text
from docgen.adapt.record import Recorder
from docgen.adapt.rewrite import Rewritten, Situation, rewrite
from docgen.adapt.unit import head_of, read_body
from docgen.model import ChuKy, CoQuan, VanBan

_COUNCIL = ("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd")
_ALONE = "Đơn vị ban hành một mình"
_PROFILE = "Hồ sơ đơn vị"
_ABOVE = re.compile(r"\(b/c\)|\(để b/c\)|báo cáo", re.IGNORECASE)


def sign(source: VanBan, at: Situation, record: Recorder) -> list[ChuKy]:
    """The signature block of the unit: its head, or for a collective the head on its behalf."""
    unit = at.unit
    collective = unit.ten.casefold().startswith(_COUNCIL)
    by_head = bool(source.chu_ky) and _by_head(source)
    quyen_han = []
    if collective and not by_head:
        body = "ỦY BAN NHÂN DÂN" if unit.ten[:1].casefold() in "uủ" else "HỘI ĐỒNG NHÂN DÂN"
        quyen_han = [f"TM. {body}"]
    known = unit.nguoi_ky[0] if unit.nguoi_ky else None
    chuc_vu = head_of(unit).upper()
    if known and known.chuc_vu.casefold().startswith("phó "):
        quyen_han.append(f"KT. {chuc_vu}")
        chuc_vu = known.chuc_vu.upper()
    made = ChuKy(quyen_han=quyen_han, chuc_vu=chuc_vu, ho_ten=known.ho_ten if known else None)
    for place, one in enumerate(source.chu_ky):
        path = f"chu_ky[{place}]"
        lines = {"quyen_han": "; ".join(one.quyen_han), "chuc_vu": one.chuc_vu or "",
                 "chuc_vu_rieng": one.chuc_vu_rieng or "", "ho_ten": one.ho_ten or ""}  # fmt: skip
        for key, text in lines.items():
            if not text:
                continue
            if place:
                record.removed(
                    f"{path}.{key}", text, "cau_truc/ky_chung", "Đơn vị ban hành một mình"
                )
                continue
            new = getattr(made, key)
            new = "; ".join(new) if isinstance(new, list) else new or ""
            record.replaced(f"{path}.{key}", f"{path}.{key}", text, new, "ho_so/nguoi_ky", _PROFILE)
    return [made]


def _by_head(source: VanBan) -> bool:
    """Whether the source is signed by its head alone, not on behalf of the collective."""
    return not any(line.upper().startswith("TM") for line in source.chu_ky[0].quyen_han)


def recipients(source: VanBan, at: Situation, record: Recorder) -> list[str]:
    """The superior for report, the usual recipients (or the source's, mapped), those below."""
    unit = at.unit
    own: list[str] = []
    superior = _short(unit.cap_tren) if unit.cap_tren else ""
    usual = list(unit.noi_nhan)
    if superior and not any(_names(superior, line) for line in usual):
        own.append(
            record.added(
                "noi_nhan[0]", f"{superior} (b/c)", "cau_truc/noi_nhan_cap_tren",
                f"{_PROFILE}: cơ quan cấp trên nhận để báo cáo",
            )
        )  # fmt: skip
    if usual:
        for place, line in enumerate(source.noi_nhan):
            reason = f"Thay bằng nơi nhận thường dùng của đơn vị ({_PROFILE.lower()})"
            record.removed(f"noi_nhan[{place}]", line, "ho_so/noi_nhan", reason)
        for line in usual:
            own.append(record.added(f"noi_nhan[{len(own)}]", line, "ho_so/noi_nhan", _PROFILE))
    else:
        for place, line in enumerate(source.noi_nhan):
            plain = plain_text(line)
            if gone := _not_ours(plain, rewrite(plain, at, block=True), at):
                record.removed(f"noi_nhan[{place}]", line, *gone)
                continue
            # An office asks which of its divisions does a task; a recipient is given none.
            seen = rewrite(plain, at, block=at.own.cap != "don_vi")
            made = apply(line, seen.changes)
            if made.casefold() in (at.own.goi.casefold(), at.own.day_du.casefold()):
                reason = "Chính đơn vị ban hành, không gửi cho mình"
                record.removed(f"noi_nhan[{place}]", line, "cau_truc/noi_nhan", reason)
                continue
            own.append(
                record.changed(f"noi_nhan[{place}]", f"noi_nhan[{len(own)}]", line, seen.changes)
            )
    _add_below(at, own, record)
    return _in_order(own, record)


_AS_ABOVE = re.compile(r"Như (?:Điều|trên|kính gửi)", re.IGNORECASE)


def _in_order(own: list[str], record: Recorder) -> list[str]:
    """ "Như Điều 3" stands first, whoever else receives."""
    order = sorted(range(len(own)), key=lambda n: not _AS_ABOVE.match(own[n]))
    if order == [*range(len(own))]:
        return own
    places = {f"noi_nhan[{old}]": f"noi_nhan[{new}]" for new, old in enumerate(order)}
    for vet in record.vet:
        if vet.o in places:
            vet.o = places[vet.o]
    return [own[n] for n in order]


_CENTRAL = re.compile(
    r"(?<!\w)(?:TW|TTg|Trung ương|Chính phủ|Thủ tướng|Quốc hội|VPCP|\w+TW|Các Bộ|quốc gia"
    r"|Bộ (?!Chỉ huy)[A-ZĐ]\w+)(?!\w)"
)
_LOCAL = re.compile(r"(?<!\w)(?:tỉnh|huyện|thành phố|địa bàn)(?!\w)", re.IGNORECASE)
_BY_DECISION = re.compile(r"theo (?:QĐ|Quyết định)\s", re.IGNORECASE)


def _not_ours(line: str, seen: Rewritten, at: Situation) -> tuple[str, str] | None:
    """Rule and reason by which a recipient of the source is none of the unit's."""
    if seen.drop is not None:
        return seen.drop.luat, (seen.drop.muc and seen.drop.muc.bo_khoi) or ""
    if at.own.cap != "tinh" and _CENTRAL.search(line) and not _LOCAL.search(line):
        return "cau_truc/noi_nhan", "Đơn vị không gửi vượt cấp lên trung ương"
    if _BY_DECISION.search(line):
        return "cau_truc/noi_nhan", "Danh sách nhận theo quyết định riêng của cấp trên"
    return None


def _add_below(at: Situation, own: list[str], record: Recorder) -> None:
    cap = at.own.cap
    if cap == "don_vi":
        if not any(re.search(r"(?<!\w)(?:phòng|trực thuộc)(?!\w)", have, re.I) for have in own):
            line, reason = (
                "Các phòng, ban, đơn vị trực thuộc",
                "Đơn vị trực thuộc nhận để thực hiện",
            )
            path = f"noi_nhan[{len(own)}]"
            own.append(record.added(path, line, "cau_truc/noi_nhan_cap_duoi", reason))
        return
    if cap not in ("huyen", "tinh", "xa"):
        return
    below = at.rules.variables["cac_duoi"]
    line = below[:1].upper() + below[1:] if cap == "xa" else f"UBND {below}"
    first = below.removeprefix("các ").split(",")[0]
    if not any(re.search(rf"các {first}(?!\w)", have, re.IGNORECASE) for have in own):
        reason = "Đơn vị cấp dưới nhận để thực hiện"
        path = f"noi_nhan[{len(own)}]"
        own.append(record.added(path, line, "cau_truc/noi_nhan_cap_duoi", reason))


def _short(name: str) -> str:
    """A body as recipients' lists write it: UBND tỉnh."""
    body = read_body(CoQuan(ten=name))
    return body.goi if body.tu else name


def _names(superior: str, line: str) -> bool:
    return superior.casefold() in line.casefold() and bool(
        _ABOVE.search(line) or line.casefold().startswith(superior.casefold())
    )


def filing(source: VanBan, at: Situation, record: Recorder) -> str | None:
    """The filing line: the profile's, else open."""
    new = at.unit.luu
    if source.luu:
        if new:
            record.replaced("luu", "luu", source.luu, new, "ho_so/luu", _PROFILE)
        else:
            reason = "Dòng lưu là của cấp trên; hồ sơ đơn vị chưa có, để trống"
            record.removed("luu", source.luu, "cau_truc/luu", reason)
    elif new:
        record.added("luu", new, "ho_so/luu", _PROFILE)
    return new
