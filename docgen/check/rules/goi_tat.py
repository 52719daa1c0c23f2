"""A name agreed on in a bracket keeps its capital (NQ19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.document import PROSE, Document, Text
from docgen.check.registry import Found, rule
from docgen.check.rules.chu_nghia import retype
from docgen.lang import _

_AGREED = re.compile(
    r"\((?:sau đây |dưới đây )?(?:gọi|viết) (?:chung |tắt |chung và tắt )?là:?\s*[“\"]?"
    r"(?P<ten>[^\W\d_][^“”\"();]{3,50}?)[”\"]?\)"
)
_GENERAL = re.compile(r"(?:các|những|mọi|mỗi|một|nhiều|từng|số|loại)\s*\Z", re.IGNORECASE)
"""Before the same words as a common noun."""
_ANOTHER = re.compile(r"\s*(?:[“\"]|yêu nước|chuyên đề|thường xuyên)")
"""After the name of another one."""


@rule("NQ19")
def agreed_capital(document: Document) -> Iterator[Found]:
    """After "(gọi tắt là Phong trào thi đua)" the name is written with that capital."""
    told: set[str] = set()
    for text in document.whole.holding("gọi", "viết"):
        if "(" not in text.text or text.part not in PROSE:
            continue
        for m in _AGREED.finditer(text.text):
            name = " ".join(m["ten"].split())
            small = name[0].lower() + name[1:]
            if small == name or " " not in name or name.isupper() or name in told:
                continue
            told.add(name)
            places = list(_written(document, text, small))
            if places:
                place, start, end = places[0]
                yield Found(
                    _("Đã gọi tắt là “{name}”, ở đây viết thường “{small}” ({n} chỗ).").format(
                        name=name, small=small, n=len(places)
                    ),
                    place,
                    start,
                    end,
                    expected=name,
                    found=small,
                    fixes=tuple(retype(t, a, a + 1, name[0], safe=False) for t, a, _b in places),
                )


def _written(document: Document, agreed: Text, small: str) -> Iterator[tuple[Text, int, int]]:
    """Where the name stands in small letters after it was agreed on, in the same member."""
    for start in document.whole.places(small):
        text, first, last = document.whole.place(start, start + len(small))
        if text.index <= agreed.index or text.member != agreed.member or text.part not in PROSE:
            continue
        if not _GENERAL.search(text.text[:first]) and not _ANOTHER.match(text.text[last:]):
            yield text, first, last
