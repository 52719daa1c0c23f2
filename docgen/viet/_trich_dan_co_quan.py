"""Where an issuer in a citation ends ("của Ủy ban nhân dân tỉnh …").

Words that end or join the name of an office are custom, gathered from documents in use.
"""

import re

from docgen.viet._trich_dan_tu import (
    BAT_DAU,
    CHU_DE,
    DAU_CO_QUAN,
    TU,
    VIET_TAT_CHAM,
    breaks,
    hoa_chu_de,
    skip,
)

_DUNG = frozenset(
    "để là nhằm trong từ khi đã đang sẽ được có cho với tại theo đến nêu này trên như thì mà còn"
    " hoặc gồm do bằng kèm nên cũng phải cần vào ngày của nói".split()
)
# Each word of these alone is in names of offices: Hội đồng, Khu kinh tế, đối ngoại, Chuyển đổi số.
_DUNG_CUM = re.compile(
    r"đồng\s+(?:thời|chí)|kinh\s+phí|bao\s+gồm|đối\s+với|cụ\s+thể|số[\s:.…]*(?:\d|/)|số\s\s"
)
_CO_QUAN_THUONG = frozenset("tỉnh huyện xã thành phường ủy uỷ bộ liên ban chính đảng quốc".split())
_HAI_TU = frozenset({
    ("chính", "phủ"), ("quốc", "hội"), ("xã", "hội"), ("chính", "trị"), ("bí", "thư"),
    ("trung", "ương"), ("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("nông", "thôn"),
    ("môi", "trường"), ("đào", "tạo"), ("nội", "vụ"), ("tài", "chính"), ("công", "an"),
})  # fmt: skip
_MOT_TU = frozenset("tỉnh huyện xã phường quận ủy uỷ".split())
_SAU_KET = frozenset("khóa khoá nhiệm nước lần hội ủy uỷ đoàn ban viên trưởng".split())
_VA_THUONG = re.compile(
    r"(?:phát\s+triển|đào\s+tạo|môi\s+trường|công\s+nghệ|truyền\s+thông|xã\s+hội|đầu\s+tư|du\s+lịch"
    r"|thể\s+thao|miền\s+núi|gia\s+đình|tìm\s+kiếm|kế\s+hoạch)(?!\w)"
)
_PHAY_CO_QUAN = re.compile(
    r"(?:[Tt]hể\s+thao|[Dd]u\s+lịch|[Tt]hiên\s+tai|[Cc]hống|[Cc]ứu|[Gg]ia\s+đình|[Tt]iêu\s+cực"
    r"|[Kk]hen\s+thưởng|Ban\s+Bí\s+thư|kỳ\s+họp|nhiệm\s+kỳ|[Tt]ệ\s+nạn|trẻ\s+em)(?!\w)"
)
_CO_VE = re.compile(r"(?:[ỦU][yỷ]\s+ban|Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng)(?:\s+\S+){0,3}\Z")


def _closed(tu: list[str]) -> bool:
    """Whether an issuer is whole, so that a word in lower case cannot belong to it."""
    cuoi = tu[-1].casefold()
    if cuoi in _MOT_TU:
        return True
    return len(tu) > 1 and (tu[-2].casefold(), cuoi) in _HAI_TU


def _joins(text: str, i: int, tu: list[str], lien_tich: bool) -> bool:
    """Whether what follows "và" at i still belongs to the issuer."""
    if BAT_DAU.match(text, i) or not tu:
        return False
    if text[i : i + 1].isupper():
        return lien_tich or not DAU_CO_QUAN.match(text, i)
    return bool(_VA_THUONG.match(text, i))


def issuer_end(text: str, start: int, end: int, lien_tich: bool) -> int:
    """Find where the issuer that begins at start ends; start itself when there is none.

    end: where reading stops at the latest. lien_tich: several issuers may be listed.
    """
    end = min(end, start + 300)
    tu: list[str] = []
    i = start
    while i < end and (m := TU.match(text, i, end)):
        j, w = m.start(2), m[2]
        thuong = w[:1].islower()
        if (tu and breaks(text, m.start(1), j)) or (tu and w in ("và", "&")):
            k = skip(text, m.end(), end)
            if w not in ("và", "&") or not _joins(text, k, tu, lien_tich):
                break
            tu.append(w)
            i = m.end()
            continue
        if w == ",":
            k = skip(text, m.end(), end)
            tiep = _PHAY_CO_QUAN.match(text, k) or (lien_tich and DAU_CO_QUAN.match(text, k))
            if not tiep or BAT_DAU.match(text, k):
                break
            tu.append(w)
            i = m.end()
            continue
        if not (w[0].isalnum() or w in ("-", "–")):
            break
        if not tu and thuong and w not in _CO_QUAN_THUONG:
            break
        if tu and (thuong or w == "Về" or w == "V/v") and CHU_DE.match(text, j):
            co_ve = w == "về" and _CO_VE.search(text, start, i)
            if not (co_ve and _VIEC.search(text, j + 3, _clause(text, j + 3, end))):
                break
        elif tu and tu[-1] not in ("-", "–", ",", "và", "&"):
            if thuong and (
                w in _DUNG
                or _DUNG_CUM.match(text, j)
                or (_closed(tu) and w.rstrip("./") not in _SAU_KET)
            ):
                break
            if hoa_chu_de(text, j, end) and _closed(tu):
                break
        if w[-1] in "./" and not w.startswith(VIET_TAT_CHAM):
            goc = w.rstrip("./")
            if goc:
                tu.append(goc)
                i = j + len(goc)
            break
        tu.append(w)
        i = m.end()
    while tu and tu[-1] in ("-", "–", ",", "và", "&"):
        tu.pop()
        i = start + len(text[start:i].rstrip().removesuffix("và").rstrip().rstrip(",&-–").rstrip())
    return i if tu else start


_VIEC = re.compile(r"(?<!\w)(?:về\s+việc|ban\s+hành|phê\s+duyệt)(?!\w)")
_DAU_NGAT = re.compile(r"[;:.()“\"]")


def _clause(text: str, start: int, end: int) -> int:
    """Where the clause at start ends, at a mark or at end."""
    m = _DAU_NGAT.search(text, start, end)
    return m.start() if m else end
