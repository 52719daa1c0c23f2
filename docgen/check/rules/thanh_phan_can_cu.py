"""Legal grounds (TP19-TP23) and citations without "số".

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.a, II.6.b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import GROUNDS, TABLE, Document, Text
from docgen.check.registry import WRITTEN, Fix, Found, rule
from docgen.check.rules.frame import OPEN, Frame, bare, flat, fold, frames, kind, sure
from docgen.findings import HINT
from docgen.lang import _
from docgen.nd30.loai import LOAI
from docgen.viet import trich_dan

_KNOWN_LAW = frozenset(("luật", "bộ luật", "pháp lệnh", "hiến pháp"))


def _grounds(frame: Frame) -> list[Text]:
    """The grounds of a member; before an order line also those that do not say "Căn cứ"."""
    order = frame.first("lenh")
    if order is None or not frame.has("ten_loai"):
        return [t for p in GROUNDS for t in frame.of(p)]
    lines = frame.between(("ten_loai", "trich_yeu", "kem_theo", "tham_quyen"), ("lenh",))
    return [t for t in lines if t.part in (*GROUNDS, "doan") or _cites(t)]


def _cites(text: Text) -> bool:
    return not text.part and bool(_BARE.match(text.text.strip()))


@rule("TP19", WRITTEN)
def marks(document: Document) -> Iterator[Found]:
    """Each ground ends with ";", the last with "." (Mục II.6.a)."""
    for frame in frames(document):
        lines = [t for t in _grounds(frame) if t.part != "can_cu_doan"]
        if any(OPEN.search(t.text) for t in lines):
            continue
        if lines and _runs_on(document, frame, lines[-1]):
            lines = lines[:-1]
        elif lines:
            yield from _ends(document, lines[-1:], ".", "")
            lines = lines[:-1]
        yield from _ends(document, lines, ";", "")
        running = frame.of("can_cu_doan")[:-1]
        running = [t for t in running if not bare(t.text).endswith((",", "."))]
        yield from _ends(document, running, ";", HINT)


def _runs_on(document: Document, frame: Frame, text: Text) -> bool:
    """Whether the last ground goes on in the body's first sentence, as in a Kế hoạch."""
    ma = kind(document, frame)
    following = frame.texts[frame.texts.index(text) + 1 :][:1]
    usual = not ma or LOAI[ma].can_cu_doan
    return usual and bool(following) and following[0].part in ("doan", "")


def _ends(document: Document, lines: list[Text], right: str, level: str) -> Iterator[Found]:
    """One finding for all the grounds that end with another sign."""
    wrong = []
    for text in lines:
        words = bare(text.text)
        # ":" leads over to the order or a list: not a ground's end.
        if words and not words.endswith((right, ":", "”.")):
            wrong.append((text, len(words.rstrip(",;. ")), len(words)))
    if not wrong:
        return
    message = _("Mỗi căn cứ kết thúc bằng dấu chấm phẩy.")
    if right == ".":
        message = _("Căn cứ cuối cùng kết thúc bằng dấu chấm.")
    elif len(wrong) > 1:
        message = _("Mỗi căn cứ kết thúc bằng dấu chấm phẩy ({n} căn cứ).").format(n=len(wrong))
    text, end, length = wrong[0]
    yield Found(
        message,
        text,
        max(0, min(end, length - 1)),
        length,
        expected=right,
        found=text.text[end:length],
        fixes=tuple(Fix("retype", t, start, stop, right) for t, start, stop in wrong),
        severity=level or sure(document),
    )


_KINDS = "|".join(
    sorted({k.ten for k in LOAI.values() if k.viet_tat} | {"Nghị định", "Thông tư", "Công văn",
            "Thông tư liên tịch", "Kết luận"}, key=len, reverse=True)
)  # fmt: skip
_NO_SO = re.compile(
    rf"(?<!\w)(?P<kind>{_KINDS})(?P<gap>\s+)(?P<number>\d{{1,5}}\s?/(?:\d{{4}}/)?[A-ZĐ][\w-]*"
    rf"|\d{{1,5}}-[A-ZĐ]{{2,3}}/[A-ZĐ]\w*)"
)


@rule("TP20")
def word_so(document: Document) -> Iterator[Found]:
    """ "Nghị định số 30/2020/NĐ-CP": the word "số" before the number (Mục II.6.b)."""
    first: tuple[Text, re.Match[str]] | None = None
    fixes: list[Fix] = []
    for text in document.prose():
        if text.part in TABLE or "/" not in text.text:
            continue
        for m in _NO_SO.finditer(text.text):
            first = first or (text, m)
            fixes.append(Fix("retype", text, m.end("kind"), m.end("gap"), " số ", safe=False))
    if first is None:
        return
    text, m = first
    message = _("Trước số của văn bản được viện dẫn thiếu chữ “số”.")
    if len(fixes) > 1:
        message = _("Trước số của văn bản được viện dẫn thiếu chữ “số” ({n} chỗ).").format(
            n=len(fixes)
        )
    yield Found(
        message,
        text,
        m.start(),
        m.end(),
        expected=f"{m['kind']} số {m['number']}",
        found=m[0],
        fixes=tuple(fixes) if document.form != "data" else (),
    )


@rule("TP21")
def complete(document: Document) -> Iterator[Found]:
    """A ground is cited whole: kind, number, date, issuer, subject; a luật by name and date."""
    seen: set[tuple[str, str, str]] = set()
    for frame in frames(document):
        for text in _grounds(frame):
            if OPEN.search(text.text):
                continue
            if (m := _NAMELESS.match(text.text)) and not _NUMBERED.search(m[0]):
                yield Found(
                    _("Căn cứ “{name}” chưa ghi số, ký hiệu, ngày, cơ quan ban hành.").format(
                        name=flat(m["name"])
                    ),
                    text, *m.span("name"), found=flat(m["name"]), severity=HINT,
                )  # fmt: skip
            proposal = fold(text.text).startswith(("THEO ", "XET "))
            for place, f in enumerate(trich_dan.find(_one_line(text.text))):
                key = (f.loai, f.so or "", f.ky_hieu or f.trich_yeu or "")
                if f.depth or f.chung or key in seen:
                    continue
                seen.add(key)
                for message, level in _lacks(f, place == 0, proposal):
                    if not level and document.form not in ("docx", "data"):
                        level = HINT  # a garbled letter ends a citation early
                    yield Found(message, text, f.start, f.end, found=f.text(), severity=level)


_NAMELESS = re.compile(
    r"\s*(?:Căn cứ|Thực hiện|Theo)\s+(?P<name>(?:[Kk]ế hoạch|[Qq]uyết định|[Cc]ông văn|[Cc]hỉ thị"
    r"|[Tt]hông báo|[Hh]ướng dẫn)\s[^,;.:()]{4,120})[,;.]"
)
"""A document of an office that is named by its kind and subject alone."""
_NUMBERED = re.compile(r"[Ss]ố\s*\d|\d\s*[/-]\s*[A-ZĐ\d]|\b(?:này|trên|sau đây|của)\b")


def _one_line(text: str) -> str:
    """A text with every white space a plain one; places stay."""
    return re.sub(r"\s", " ", text)


def _lacks(f: trich_dan.Found, first: bool, proposal: bool) -> Iterator[tuple[str, str]]:
    if f.loai.casefold() in _KNOWN_LAW:
        if f.so and f.ky_hieu:
            yield _("Viện dẫn luật, pháp lệnh không ghi số, ký hiệu."), ""
        if f.loai != "Hiến pháp" and f.ngay is None:
            yield _("Căn cứ là luật, pháp lệnh thiếu ngày, tháng, năm."), "" if first else HINT
        elif f.loai != "Hiến pháp" and f.ngay and f.ngay[1] is None:
            yield _("Căn cứ là luật, pháp lệnh chỉ ghi năm, thiếu ngày, tháng."), HINT
        return
    if not first or not f.so:
        return  # a list of several shares its parts
    wanted = {
        _("ngày, tháng, năm"): f.ngay,
        _("cơ quan ban hành"): f.co_quan or proposal,
        _("trích yếu"): f.trich_yeu or proposal or f.loai in ("Tờ trình", "Công văn"),
    }
    lacking = [name for name, value in wanted.items() if not value]
    if lacking:
        message = _("Căn cứ “{name}” thiếu {parts}.").format(
            name=_short(f), parts=", ".join(lacking)
        )
        yield message, "" if f.ngay is None else HINT


def _short(f: trich_dan.Found) -> str:
    return f"{f.loai} {f.so or ''}{'/' if f.so and f.ky_hieu else ''}{f.ky_hieu or ''}".strip()


_BARE = re.compile(
    r"(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch"
    r"|Công văn|Tờ trình|Hướng dẫn|Thông báo)\s+(?:số\b|[A-ZĐÀ-Ỹ])"
)


@rule("TP22", WRITTEN)
def opening(document: Document) -> Iterator[Found]:
    """A ground says how it is one: Căn cứ, Thực hiện, Theo đề nghị (Mẫu 1.2)."""
    for frame in frames(document):
        bare = [t for t in _grounds(frame) if _BARE.match(t.text.strip())]
        if not bare:
            continue
        fixes = []
        for text in bare:
            start = len(text.text) - len(text.text.lstrip())
            fixes.append(Fix("retype", text, start, start, "Căn cứ ", safe=False))
        message = _("Căn cứ ban hành không mở đầu bằng “Căn cứ”.")
        if len(bare) > 1:
            message = _("Căn cứ ban hành không mở đầu bằng “Căn cứ” ({n} căn cứ).").format(
                n=len(bare)
            )
        m = _BARE.match(bare[0].text.strip())
        start = fixes[0].start
        yield Found(
            message,
            bare[0],
            start,
            start + (len(m[0]) if m else 0),
            expected="Căn cứ …",
            found=flat(bare[0].text)[:60],
            fixes=tuple(fixes),
        )


_RANK = {
    "hiến pháp": 0, "bộ luật": 1, "luật": 1, "pháp lệnh": 1, "nghị định": 2, "thông tư": 3,
}  # fmt: skip
_CITED = re.compile(r"\s*(?:Căn cứ|Thực hiện)?\s*([^\W\d_]+(?: [^\W\d_]+)?)")


@rule("TP23")
def order(document: Document) -> Iterator[Found]:
    """By custom the law stands before the decree, the proposal last."""
    for frame in frames(document):
        highest = -1
        proposal = False
        for text in _grounds(frame):
            folded = fold(text.text)
            proposes = folded.startswith(("THEO DE NGHI", "XET DE NGHI", "XET TO TRINH"))
            m = _CITED.match(text.text)
            words = m[1].casefold().split() if m else []
            rank = max(_RANK.get(" ".join(words[:n]), -1) for n in (1, 2))
            late = rank >= 0 and (rank < highest)
            if late or (proposal and not proposes and rank >= 0):
                yield Found(
                    _("Căn cứ thường xếp luật trước nghị định, thông tư; “Theo đề nghị …” ở cuối."),
                    text,
                    found=flat(text.text)[:80],
                )
                break
            highest = max(highest, rank)
            proposal = proposal or proposes
