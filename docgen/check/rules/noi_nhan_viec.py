"""Recipients against the body: who carries a decision out, who has a task (NN06-NN08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import BLOCKS, FOOT, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.frame import Frame, flat, fold, kind, main
from docgen.check.rules.noi_nhan import recipients
from docgen.findings import HINT
from docgen.lang import _

_CARRIES_OUT = re.compile(
    r"chịu trách nhiệm|(?:thi hành|thực hiện)\s+(?:Quyết định|Nghị quyết|Chỉ thị)\s+này",
    re.IGNORECASE,
)
_AS_ARTICLE = re.compile(r"NHU DIEU\s+(\d[^(]*)")
_AS_OTHER = re.compile(r"NHU (?:DIEU|TREN|MUC|PHAN)|TAI (?:DIEU|MUC)")


def _articles(frame: Frame) -> dict[int, tuple[Text, str]]:
    """The Điều of a member by number, each with its first line and its whole text."""
    out: dict[int, tuple[Text, str]] = {}
    number = 0
    for text in frame.texts:
        if text.part == "dieu":
            digits = re.search(r"\d+", text.label or text.text[:9])
            number = int(digits[0]) if digits and text.label else number + 1
            out[number] = text, text.text
        elif number and text.part in BLOCKS:
            first, words = out[number]
            out[number] = first, f"{words} {text.text}"
        elif text.part in FOOT:
            break
    return out


@rule("NN06")
def right_article(document: Document) -> Iterator[Found]:
    """ "Như Điều n" names the Điều with those who carry the decision out (Mẫu 1.2)."""
    head = main(document)
    articles = _articles(head) if head else {}
    if head is None or not articles:
        return
    carrying = [n for n, (_first, words) in articles.items() if _CARRIES_OUT.search(words)]
    loose = _outside(head) if head else None
    for item in recipients(head):
        m = _AS_ARTICLE.search(fold(item.words))
        if m is None:
            continue
        named = [int(n) for n in re.findall(r"\d+", m[1])]
        missing = [n for n in named if n not in articles]
        right = ", ".join(map(str, carrying))
        if missing:
            message = _("Nơi nhận ghi “{words}” nhưng văn bản không có Điều {n}.").format(
                words=item.words, n=missing[0]
            )
        elif loose is not None:
            message = _(
                "Đoạn về trách nhiệm thi hành chưa thành một Điều, nơi nhận lại ghi “{words}”."
            ).format(words=item.words)
            yield Found(
                message, loose, found=flat(loose.text)[:80], expected=f"Điều {max(articles) + 1}. …"
            )
            continue
        elif carrying and not set(named) & set(carrying):
            message = _(
                "Nơi nhận ghi “{words}” nhưng tổ chức, cá nhân thi hành nêu tại Điều {n}."
            ).format(words=item.words, n=right)
        else:
            continue
        yield Found(
            message,
            item.text,
            expected=f"Như Điều {right}" if carrying else "",
            found=item.words,
        )


def _outside(frame: Frame) -> Text | None:
    """A paragraph on who carries the decision out under a Điều that says when it takes effect."""
    above = ""
    for text in frame.texts:
        if text.part == "dieu":
            above = text.text
        elif text.part in ("doan", "ket_thuc") and "chịu trách nhiệm thi hành" in text.text:
            return text if "hiệu lực" in above and "chịu trách nhiệm" not in above else None
    return None


@rule("NN07")
def article_named(document: Document) -> Iterator[Found]:
    """A decision's recipients begin with those of its Điều on carrying it out (Mẫu 1.2)."""
    head = main(document)
    if head is None or kind(document, head) not in ("quyet_dinh", "nghi_quyet"):
        return
    items = recipients(head)
    carrying = [n for n, (_f, words) in _articles(head).items() if "chịu trách nhiệm" in words]
    if not items or not carrying or any(_AS_OTHER.search(fold(i.words)) for i in items):
        return
    yield Found(
        _("Nơi nhận chưa có “Như Điều {n}”: tổ chức, cá nhân thi hành.").format(n=carrying[-1]),
        items[0].text,
        expected=f"- Như Điều {carrying[-1]};",
        found=flat(items[0].text.text),
    )


_BODY = re.compile(
    r"(?:(?:Giao|Đề nghị|Yêu cầu)\s+)?"
    r"(?P<body>(?:Sở|Phòng|Công an|Bộ Chỉ huy Quân sự|Bộ Chỉ huy|Ban Chỉ huy Quân sự|Trung tâm|Đài"
    r"|Chi cục|Thanh tra|Hội|Ủy ban Mặt trận|Liên đoàn|Tỉnh đoàn|Kho bạc)"
    r"\s+[A-ZĐÀ-Ỹ][^,;:.()]{2,70}?)"
    r"\s*(?:$|[:;(]|\s(?:có trách nhiệm|chủ trì|phối hợp|tham mưu|theo dõi|hướng dẫn|tổng hợp"
    r"|cân đối|tổ chức|đôn đốc|kiểm tra|bố trí|thẩm định|làm đầu mối|chủ động|căn cứ|xây dựng"
    r"|báo cáo|là cơ quan)\b)"
)
_GROUP = re.compile(
    r"(?:CAC|CO QUAN|DON VI|THU TRUONG|THANH VIEN|NHU|NGANH|SO, BAN|TOAN THE|LIEN QUAN|TV |DV )"
)
"""A recipient that stands for many, or for those named elsewhere."""


@rule("NN08")
def tasked(document: Document) -> Iterator[Found]:
    """Bodies given a task should be among the recipients (Mục II.9.b: for whom it is to act)."""
    head = main(document)
    items = recipients(head) if head else []
    names = [fold(i.words) for i in items if not i.filed]
    if head is None or not names or any(_GROUP.search(n) and not _one(n) for n in names):
        return
    if head.has("kinh_gui"):
        return
    missing: dict[str, Text] = {}
    for text in head.texts:
        if text.part not in BLOCKS:
            continue
        m = _BODY.match(text.body)
        if m is None:
            continue
        body = flat(m["body"])
        if not _among(body, names):
            missing.setdefault(body, text)
    if missing:
        first = next(iter(missing.values()))
        yield Found(
            _("Được giao việc nhưng chưa có trong nơi nhận: {bodies}.").format(
                bodies="; ".join(missing)
            ),
            first,
            found="; ".join(missing),
            severity=HINT,
        )


def _one(name: str) -> bool:
    """Whether a recipient names persons of the issuer: it stands for no department."""
    return bool(re.match(r"(?:CT|CHU TICH|TT|THUONG TRUC|LANH DAO|CVP)\b", name))


def _among(body: str, names: list[str]) -> bool:
    folded = fold(body)
    words = [w for w in folded.replace("-", " ").split() if w not in ("VA", "CUA")]
    letters = "".join(w[0] for w in words[1:])
    for name in names:
        if folded in name or name in folded:
            return True
        rest = re.sub(r"[^A-Z]", "", name.partition(words[0])[2])
        if words[0] in name and rest[:2] == letters[:2]:
            return True
        # An abbreviation of the whole name, or the same first words in another order.
        if "".join(w[0] for w in words) in name.replace("&", "") or " ".join(words[:3]) in name:
            return True
    return False
