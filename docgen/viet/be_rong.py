"""How wide a text is in Times New Roman, and where its lines break.

Plain sums of advance widths: Word does not kern by default. The metrics are those of Liberation
Serif, which has the widths of Times New Roman (`_be_rong_data`, made by tools/make_widths.py).
Texts are expected in NFC (a combining mark on its own counts as nothing, so a horn is lost).
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from unicodedata import category, combining, east_asian_width, normalize

_EM = 2048
_DU = 1e-6  # an allowance for floating point when a text fills its line exactly


class _BangRong(dict[str, int]):
    """Advance widths of one face, in units of 1/2048 em; measures a new character once."""

    def __init__(self, data: dict[int, str]) -> None:
        super().__init__((c, rong) for rong, chu in data.items() for c in chu)
        self["\t"] = self[" "]
        thuong = [self[c] for c in "aăâbcdđeêghiklmnoôơpqrstuưvxy"]
        self._trung_binh = round(sum(thuong) / len(thuong))

    def __missing__(self, c: str) -> int:
        """Measure a character the metrics lack by its base letter, else by the average letter."""
        goc = normalize("NFD", c)[0]
        if combining(c) or category(c) in ("Cc", "Cf", "Mn"):
            rong = 0
        elif goc in self:
            rong = self[goc]
        elif east_asian_width(c) in "WF":
            rong = _EM
        else:
            rong = self._trung_binh
        self[c] = rong
        return rong


@lru_cache(maxsize=4)
def _bang(dam: bool, nghieng: bool) -> _BangRong:
    from docgen.viet import _be_rong_data as data

    if dam:
        return _BangRong(data.DAM_NGHIENG if nghieng else data.DAM)
    return _BangRong(data.NGHIENG if nghieng else data.THUONG)


@lru_cache(maxsize=1024)
def be_rong(text: str, co_chu_pt: float, dam: bool = False, nghieng: bool = False) -> float:
    """Measure a text on one line, in points.

    text: NFC; spaces at its ends count, line ends do not, a tab counts as a space. co_chu_pt:
    font size in points. dam, nghieng: bold, italic. Additive: be_rong(a + b) is be_rong(a) +
    be_rong(b).
    """
    return sum(map(_bang(dam, nghieng).__getitem__, text)) * co_chu_pt / _EM


def _cho_ngat(text: str, dau: int, cuoi: int) -> int:
    """Find where the line from dau ends when text[cuoi] no longer fits; -1 for nowhere.

    Word breaks at spaces, and after a hyphen or dash between two letters or digits. Gives the
    end of the line's text (before a space, after a hyphen).
    """
    if text[cuoi] in " \t":
        return cuoi
    cach = max(text.rfind(" ", dau, cuoi), text.rfind("\t", dau, cuoi))
    noi = cuoi
    while True:
        noi = max(text.rfind(gach, cach + 1, noi) for gach in "-–—")
        if noi <= dau:
            return cach
        if text[noi - 1].isalnum() and text[noi + 1].isalnum():
            return noi + 1


@lru_cache(maxsize=256)
def _cong_don(text: str, dam: bool, nghieng: bool) -> list[int]:
    """Add up the widths of a text from its start; one text is often broken at several widths."""
    return list(accumulate(map(_bang(dam, nghieng).__getitem__, text), initial=0))


def _vi_tri(text: str, toi_da: float, dam: bool, nghieng: bool) -> list[tuple[int, int]]:
    """Break one paragraph without line ends; toi_da in font units. Gives (start, end) of lines."""
    rong = _cong_don(text, dam, nghieng)
    het = len(text.rstrip(" \t"))
    if rong[-1] <= toi_da or not het:
        return [(0, het)]
    dong: list[tuple[int, int]] = []
    dau = 0
    while rong[het] - rong[dau] > toi_da:
        # text[dau:cuoi] fits, one character more does not.
        cuoi = bisect_right(rong, rong[dau] + toi_da, dau) - 1
        ngat = _cho_ngat(text, dau, cuoi)
        if ngat < 0:
            # A word longer than the line is cut where it must be, never before its first letter.
            ngat = max(cuoi, dau + 1)
        dong.append((dau, ngat))
        dau = ngat
        while dau < het and text[dau] in " \t":
            dau += 1
    if dau < het:
        dong.append((dau, het))
    return dong


def chia_dong(
    text: str,
    be_rong_pt: float,
    co_chu_pt: float,
    dam: bool = False,
    nghieng: bool = False,
) -> list[str]:
    r"""Break a text into lines as Word does: as many words on each line as fit.

    Breaks at spaces (not at no-break spaces), after a hyphen or dash between two letters or
    digits, at every "\n", and inside a word only when it is longer than a whole line. Spaces at
    the end of a line take no room and are not given back.

    text: NFC. be_rong_pt: room of a line in points, co_chu_pt: font size in points. Raises
    ValueError when either is not above 0.
    """
    if not (be_rong_pt > 0 and co_chu_pt > 0):
        raise ValueError(f"bề rộng và cỡ chữ phải lớn hơn 0: {be_rong_pt}, {co_chu_pt}")
    toi_da = be_rong_pt * _EM / co_chu_pt + _DU
    return [
        doan[dau:cuoi].rstrip(" \t")
        for doan in text.split("\n")
        for dau, cuoi in _vi_tri(doan, toi_da, dam, nghieng)
    ]


def dong_dai_nhat(
    text: str,
    be_rong_pt: float,
    co_chu_pt: float,
    dam: bool = False,
    nghieng: bool = False,
) -> float:
    """Measure the longest line of a text broken by `chia_dong` (same arguments), in points.

    This is the "dòng chữ" that the lines under the motto, issuer and subject are measured by.
    """
    return max(
        be_rong(dong, co_chu_pt, dam, nghieng)
        for dong in chia_dong(text, be_rong_pt, co_chu_pt, dam, nghieng)
    )
