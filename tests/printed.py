"""What a printed document can hold of a `VanBan`: law 1 is `read(write(v)) == printed(v)`.

Every line here is something that ink on paper (`form` "docx") or typed text ("txt") does not show,
or shows in one way for several data; the reader gives the plainest of these.
"""

from __future__ import annotations

from typing import Any

from docgen.model import CoQuan, KemTheo, Khoi, VanBan
from docgen.nd30.loai import LOAI
from docgen.viet.chuan import ngoac_kep
from docgen.viet.danh_so import labels
from docgen.viet.viet_hoa import ten_thuong
from docgen.write.layout import lay_out
from docgen.write.layout.blanks import LINED, in_cell, in_paragraph
from docgen.write.layout.figures import with_figures
from docgen.write.layout.head import bare_subject, citation
from docgen.write.layout.inline import Chu, Run, Runs, as_dots, parse_inline, typed
from docgen.write.layout.variables import Variables

_TITLED = ("phan", "chuong", "muc", "tieu_muc")
_ENDS = (".", ";", ",", "…", "?", "!")
_LETTERS = ("cong_van", "thu_cong")


def by_labels(v: VanBan) -> VanBan:
    """A document whose scheme of numbers is known by the labels it gives: several may give them."""
    parts = [k.model_copy(update={"danh_so": _labels(k)}) for k in v.kem_theo]
    return v.model_copy(update={"danh_so": _labels(v), "kem_theo": parts})


def _labels(part: VanBan | KemTheo) -> list[str]:
    return [x for x in labels(part.noi_dung, part.danh_so) if x]


def printed(v: VanBan, form: str) -> VanBan:
    """The document as print shows it."""
    return by_labels(VanBan.model_validate(_Printed(v, form).document()))


class _Printed:
    def __init__(self, v: VanBan, form: str) -> None:
        self.v, self.form = v, form
        self.kind = LOAI[v.loai]
        self.data = lay_out(v).data
        self.variables = Variables(v)

    def text(self, text: str | None, bold: bool = False) -> str:
        """Variables are filled in; straight quotes become typographic; marks in one spelling."""
        return self.shown(parse_inline(text or "", self.variables), bold)

    def shown(self, text: Chu, bold: bool = False) -> str:
        # A blank to fill in is dots: its name, its tag and that it is a field are not printed.
        text = as_dots(text)
        if isinstance(text, Runs):
            flags = 4 if self.form == "txt" or not bold else 5
            # Bold within what is bold anyway is not to be seen in Word.
            text = Runs(Run(r.chu, r.co & ~flags) for r in text)
            looks = {r.co for r in text if r.chu.strip()}
            if self.form == "docx" and len(looks) == 1:
                text = Runs((Run(str(text), looks.pop()),))  # the look of a space is not seen
            last = text[-1] if text else Run("")
            if not last.co and (len(last.chu) - len(last.chu.rstrip("\\"))) % 2:
                return ngoac_kep(typed(text)[:-1])  # nothing follows that it could take hold of
        return ngoac_kep(typed(text))

    def document(self) -> dict[str, Any]:
        v, laid = self.v, self.data
        made: dict[str, Any] = {
            "loai": v.loai,
            "co_quan": self.bodies(v.co_quan),
            "trich_yeu": self.subject(v.trich_yeu, v.loai in _LETTERS),
            "kinh_gui": [self.text(x) for x in v.kinh_gui],
            "noi_nhan": self.recipients(),
            "luu": self.text(v.luu) or None,
            "chu_ky": self.signers(),
            "kem_theo": [self.attached(k) for k in v.kem_theo],
            **self.content(v, True),
        }
        if v.loai == "thu_cong" and v.kinh_gui:
            made["loai"] = "cong_van"  # both are letters without a name of their kind
        if v.loai == "phat_dong":
            made["hinh_thuc"] = v.hinh_thuc  # told by the code
        if v.loai not in _LETTERS:
            made["ten_loai"] = self.own_name(v.ten_loai, v.loai)
        if self.kind.tham_quyen:
            made["tham_quyen"] = _known(laid["tham_quyen"])  # derived or given: it looks the same
        if v.loai == "de_cuong":
            made["kem_theo_van_ban"] = self.goes_with()
        else:
            number = str(laid["so_ky_hieu"]).split("/", 1)
            code = number[1] if len(number) > 1 and not v.ky_hieu else v.ky_hieu
            made["so"], made["ky_hieu"] = v.so, code
            if code and "[" in code:
                # A code with a gap is derived again, from what it says of kind and bodies.
                made["ky_hieu"] = None
                made["don_vi_soan"] = v.don_vi_soan if v.loai in _LETTERS else None
                if "[ký hiệu]" not in code:
                    for body, said in zip(v.co_quan, made["co_quan"], strict=True):
                        said["viet_tat"] = body.viet_tat
            place = v.dia_danh or next((b.dia_danh for b in v.co_quan if b.dia_danh), None)
            made["dia_danh"], made["ngay"] = place, v.ngay  # of the document or of its body
        if v.can_cu:
            made |= self.grounds()
        return made

    def bodies(self, bodies: list[CoQuan]) -> list[dict[str, Any]]:
        """Names stand in capitals; code and place are explicit; joint issuers show no parents."""
        names = [{"ten": ten_thuong(b.ten.upper())} for b in bodies]
        if len(bodies) == 1 and bodies[0].chu_quan:
            names[0]["chu_quan"] = ten_thuong(bodies[0].chu_quan.upper())
        return names

    def own_name(self, name: str | None, kind: str | None) -> str | None:
        """Printed in capitals; the usual name of the kind needs no saying."""
        usual = LOAI[kind].ten.upper() if kind else ""
        return name.upper() if name and name.upper() != usual else None

    def subject(self, text: str | None, letter: bool = False) -> str | None:
        """Without "V/v" and full stop, which are the layout's; a letter's is broken by it too."""
        found = parse_inline(text or "", self.variables)
        shown = self.shown(bare_subject(found, letter), not letter)
        return (shown.replace("\n", " ") if letter else shown) or None

    def recipients(self) -> list[str]:
        """ "Như trên" comes by itself for a document that is addressed to someone."""
        items = [self.text(x) for x in self.v.noi_nhan]
        rest = items[1:]
        mine = items[:1] == ["Như trên"] and not any(x.startswith("Như trên") for x in rest)
        return rest if self.v.kinh_gui and mine else items

    def signers(self) -> list[dict[str, Any]]:
        """Posts stand in capitals; one signature of gaps alone is none."""
        made: list[dict[str, Any]] = [
            {
                "quyen_han": [x.upper() for x in s.quyen_han],
                "chuc_vu": s.chuc_vu and s.chuc_vu.upper(),
                "chuc_vu_rieng": s.chuc_vu_rieng and s.chuc_vu_rieng.upper(),
                "ho_ten": s.ho_ten,
            }
            for s in self.v.chu_ky
        ]
        return made if len(made) > 1 or any(x for s in made for x in s.values()) else []

    def grounds(self) -> dict[str, Any]:
        """Citations are words; the way of the kind needs no saying."""
        laid = self.data["can_cu"] or self.data["can_cu_doan"]
        running = bool(self.data["can_cu_doan"])
        # A text only shows it by the mark before a paragraph.
        first = (self.data["khoi"] or self.data["ket_thuc"])[0]["cap"]
        ends = str(laid[-1]["chu"]).endswith(";") or first in ("doan", "ket_thuc")
        hidden = self.form == "txt" and not ends
        usual = running == self.kind.can_cu_doan or hidden
        return {"kieu_can_cu": None if usual else "doan" if running else "dong"}

    def content(self, part: VanBan | KemTheo, main: bool) -> dict[str, Any]:
        laid = self.data if main else self.data["kem_theo"][self.v.kem_theo.index(part)]
        running = bool(laid["can_cu_doan"])
        caps = [b["cap"] for b in laid["khoi"] if not b["cap"].endswith("_ten")]
        # A table of figures asked for is one like any other.
        asked = with_figures(part.noi_dung, self.v.chi_tieu)
        both = [x for x in zip(asked, caps, strict=False) if x[0].text or x[1] != "doan"]
        blocks = [self.block(b, cap) for b, cap in both]
        closing = [self.text(x) for x in part.ket_thuc]
        ended = main or (part.dau_ket and part.kieu != "phu_luc")
        if ended and closing:
            closing[-1] = _ended(closing[-1])
        elif ended and blocks and blocks[-1]["cap"] != "bang":
            blocks[-1]["text"] = _ended(blocks[-1]["text"])
        if self.form == "docx":
            for block, (_b, cap) in zip(blocks, both, strict=True):
                if cap in ("dieu", "so_tieu_de", "so_kep_tieu_de"):
                    block["tieu_de"] = True
                elif cap in ("dieu_chay", "so", "so_kep") and not block["text"].endswith(_ENDS):
                    block["tieu_de"] = False
        return {
            "can_cu": [self.text(citation(x, "ngan" if running else "dai")) for x in part.can_cu],
            "noi_dung": blocks,
            "danh_so": part.danh_so,
            "ket_thuc": closing,
        }

    def block(self, b: Khoi, cap: str) -> dict[str, Any]:
        bold = cap == "dieu" or cap.endswith("_tieu_de")
        text = parse_inline(b.text, self.variables)
        # A blank alone is lines of dots; numbers of lines say nothing of what is asked.
        text = in_paragraph(text, b.cap != "doan") if b.cap in LINED else text
        made: dict[str, Any] = {"cap": b.cap, "text": self.shown(text, bold)}
        if b.cap in _TITLED or b.cap == "la_ma":
            made["text"] = self.shown(parse_inline(b.text, self.variables).upper(), True)
        if b.cap == "so_kep":
            made["bac"] = b.bac
        if b.cap == "bang":
            made["text"] = self.text(b.text, True)
            # Widths and alignment are measures of the layout.
            made["cot"] = [self.text(c.ten, True) for c in b.cot]
            made["hang"] = [[self.cell(x) for x in row] for row in b.hang]
            if self.form == "docx" and not any(made["cot"]) and not b.hang:
                made["hang"] = [[""] * len(b.cot)]  # Word wants a row
        if self.form == "docx":
            made["ngang"] = b.ngang
        else:
            made["doi_tuong"] = b.doi_tuong  # Word prints nobody's part
        return made

    def cell(self, text: str) -> str:
        """In Word each line of a cell that has one look is marked for itself."""
        found = in_cell(parse_inline(text, self.variables))
        shown = self.shown(found)
        looks = {r.co for r in found if r.chu.strip()} if isinstance(found, Runs) else set()
        if self.form == "docx" and len(looks) == 1 and "\n" in shown:
            stars = shown[: len(shown) - len(shown.lstrip("*"))]
            shown = shown.replace("\n", f"{stars}\n{stars}")
        return shown

    def attached(self, k: KemTheo) -> dict[str, Any]:
        annex = k.kieu == "phu_luc"
        made: dict[str, Any] = {
            "kieu": k.kieu,
            "trich_yeu": self.subject(k.trich_yeu),
            "dong_kem_theo": k.dong_kem_theo,
            **self.content(k, False),
        }
        if annex and made["trich_yeu"]:
            found = bare_subject(parse_inline(k.trich_yeu or "", self.variables))
            made["trich_yeu"] = self.shown(found.upper(), True)
        if not annex:
            made |= {"loai": k.loai, "ten_loai": self.own_name(k.ten_loai, k.loai)}
            bodies = self.bodies(k.co_quan)
            made["co_quan"] = bodies if bodies != self.bodies(self.v.co_quan) else []
            made["dau_ket"] = k.dau_ket
        known = self.v.so if self.v.loai != "de_cuong" else None
        if k.dong_kem_theo == "de_trong" and not (known or self.v.ngay.model_dump()):
            made["dong_kem_theo"] = "day_du"  # there is nothing to leave open
        return made

    def goes_with(self) -> dict[str, Any] | None:
        given = self.v.kem_theo_van_ban
        if given is None:
            return None
        made = given.model_dump(include={"loai", "so", "ky_hieu", "ngay", "co_quan"})
        code = str(self.data["dong_kem_theo"]).split("/", 1)[1].split(" ngày")[0].strip()
        made["ky_hieu"] = code or None
        names = " và ".join(b.ten for b in self.v.co_quan)
        made["co_quan"] = given.co_quan if given.co_quan != names else None
        made["ngay"] = made["ngay"] or None
        return made


def _known(text: Chu) -> str | None:
    return None if isinstance(text, Runs) else text or None


def _ended(text: str) -> str:
    """The last text of a body: "./." in place of its end mark, which reads as a full stop."""
    stars = "" if text.endswith("\\*") else text[len(text.rstrip("*")) :]
    core = text.removesuffix(stars)
    for mark in ("./.", ".//"):
        core = core.removesuffix(mark).rstrip()
    if core.endswith(("...", "…")):
        return core + stars
    core = core.rstrip(".;, ")
    if (len(core) - len(core.rstrip("\\"))) % 2:
        core += "\\"  # it is no escape of the full stop
    return (core + "." if core else "") + stars
