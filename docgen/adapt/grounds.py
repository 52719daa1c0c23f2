"""Legal grounds: all of the source's are kept, the source itself is added, in its place."""

from __future__ import annotations

import re

from docgen.adapt.changes import Change, mark
from docgen.adapt.plain import plain_text
from docgen.adapt.record import Recorder
from docgen.adapt.rewrite import Situation, rewrite
from docgen.adapt.situation import resolved
from docgen.model import Ngay, VanBan, VienDan
from docgen.nd30.loai import LOAI
from docgen.viet.vien_dan import vien_dan
from docgen.write.layout.head import carrier, citation, code, issuer_in_text
from docgen.write.layout.inline import gap

_PROPOSED = re.compile(r"(?:Theo|Xét)\s+đề nghị(?:\s+của)?\s+", re.IGNORECASE)
_ASK = "Đề nghị trình cấp trên không phải là đề nghị trình đơn vị mình; ghi đơn vị trình của mình."
_ASK_OWN = "Ghi như: Trưởng Phòng … tại Tờ trình số … ngày … của đơn vị trình; không có thì bỏ."
_ORDERED = ("quyet_dinh", "nghi_quyet")


def cited(source: VanBan) -> VienDan:
    """The source as a lower unit cites it: kind, number, code, date, issuer, subject."""
    sign = str(code(source, lambda _path, label: gap(label)))
    mo_dau = "Căn cứ" if source.loai in _ORDERED else "Thực hiện"
    subject = resolved(source.trich_yeu, source) if source.trich_yeu else None
    if subject:
        subject = _in_sentence(subject, source.loai == "phat_dong")
    return VienDan(
        mo_dau=mo_dau,
        loai=carrier(source).ten if source.loai == "phat_dong" else LOAI[source.loai].ten,
        so=source.so,
        ky_hieu=sign,
        ngay=source.ngay if source.ngay.nam else Ngay(),
        co_quan=_issuers(source),
        trich_yeu=subject,
    )


_FITS = re.compile(
    r"(?:về|V/v|v/v|ban hành|phê duyệt|của|triển khai|tổ chức|thực hiện)(?!\w)", re.I
)


def _in_sentence(subject: str, named: bool) -> str:
    """A subject so that it follows the issuer; `named`: it is a name, not what is done."""
    first = subject.split()[0]
    lowered = first[0].isupper() and vien_dan("x", trich_yeu=subject).endswith(_small(subject))
    if _FITS.match(subject) or lowered:
        return subject
    if named or not first[0].isupper():
        return f"về {subject}"
    # "Sơ kết 03 năm …" says what is done; a second capital makes it a name.
    rest = subject[len(first) :].lstrip()
    return (
        f"về {subject}"
        if rest[:1].isupper() or not first.isalpha()
        else f"về việc {_small(subject)}"
    )


def _small(subject: str) -> str:
    return subject[:1].lower() + subject[1:]


def _issuers(source: VanBan) -> str:
    names = [body.ten for body in source.co_quan]
    if len(names) < 3:
        return issuer_in_text(source)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def adapt_grounds(source: VanBan, at: Situation, record: Recorder) -> list[str | VienDan]:
    """Grounds of the own document."""
    own: list[str | VienDan] = []
    last = 0  # the source comes before what the own body's departments propose
    for place, item in enumerate(source.can_cu):
        path = f"can_cu[{place}]"
        text = citation(item, "ngan")
        target = f"can_cu[{_target(place, source)}]"
        plain = plain_text(text)
        if m := _PROPOSED.match(plain):
            change = Change(
                m.end(), len(plain), "hoi", "cau_truc/de_nghi",
                mark(f"đơn vị trình của mình; cấp trên: {plain[m.end() :].rstrip(' ;.')}"), _ASK,
                _ASK_OWN,
            )  # fmt: skip
            own.append(record.changed(path, target, text, [change]))
        elif isinstance(item, VienDan):
            record.changed(path, target, text, ())
            own.append(item)
            last = len(own)
        else:
            changes = rewrite(plain_text(item), at, cited=True).changes
            own.append(record.changed(path, target, item, changes))
            last = len(own)
    own.insert(last, _added(source, own, last, record))
    return own


def _target(place: int, source: VanBan) -> int:
    """Index of a ground in the own document: behind the source's own once that is in."""
    rest = source.can_cu[place:]
    all_proposals = all(_PROPOSED.match(citation(item, "ngan")) for item in rest)
    return place + 1 if all_proposals else place


def _added(source: VanBan, own: list[str | VienDan], place: int, record: Recorder) -> VienDan:
    made = cited(source)
    openings = {_opening(item) for item in own[:place]}
    if openings == {"Căn cứ"} and source.loai in _ORDERED:
        made = made.model_copy(update={"mo_dau": "Căn cứ"})
    reason = "Văn bản của cấp trên mà đơn vị triển khai là căn cứ trực tiếp"
    record.added(f"can_cu[{place}]", citation(made, "ngan"), "cau_truc/can_cu_goc", reason)
    return made


def _opening(item: str | VienDan) -> str:
    text = item.mo_dau if isinstance(item, VienDan) else item
    return " ".join(text.split()[:2])
