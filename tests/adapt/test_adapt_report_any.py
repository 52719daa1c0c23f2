"""Report of any trace of any document: no text becomes markup, nothing stops it."""

from __future__ import annotations

import json

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.adapt.changes import mark
from docgen.adapt.report import report_html, report_json
from docgen.findings import Finding, Where
from docgen.model import (
    CachDoi,
    Doi,
    VanBan,
    Vet,
)
from docgen.viet.chuan import lam_sach
from tests.adapt.reported import data_of, fixture, small
from tests.strategies import texts, van_ban

HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '"><b onclick="x">', "'",
    "</td></tr></table>", "<!--", "]]>", "&lt;", "{{ 7*7 }}", "{% raw %}", "`<i>x</i>`", "\u202e",
    "javascript:alert(1)", "\x00\x1b", "<svg/onload=x>", "a`b", "\n", "[[<b>]]", "**<u>**",
)  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "section", "h1", "h2",
    "p", "span", "dl", "div", "dt", "dd", "ul", "ol", "li", "b", "br", "q", "mark", "sup", "code",
    "small", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "del", "ins", "strong",
    "em", "input", "label", "output", "details", "summary", "script",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "title", "scope",
    "colspan", "tabindex", "type", "for", "checked", "aria-label", "aria-labelledby", "aria-live",
}  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | texts(), min_size=14, max_size=14))
def test_no_text_becomes_markup(bad: list[str]) -> None:
    def change(cach: CachDoi, start: int) -> Doi:
        return Doi(
            cach=cach, luat=bad[0], tai=(start, start + 1), thanh=mark(bad[1]) + bad[2],
            ly_do=bad[3], goi_y=bad[4],
        )  # fmt: skip

    text = "abcdef" + bad[5]
    ways: tuple[CachDoi, ...] = ("thay", "ghi_de", "bo", "hoi")
    doi = [change(cach, n) for n, cach in enumerate(ways)]
    vet = [
        Vet(tai="noi_dung[0]", o="noi_dung[0]", cap="doan", nguon=text, doi=doi),
        Vet(tai="noi_dung[1]", cap=bad[6] or None, nguon=bad[7], bo=bad[8], luat=bad[9]),
        Vet(tai=f"bien.{bad[10]}", o="trich_yeu", nguon=bad[11]),
    ]
    own = small(vet, noi_dung=[bad[12], bad[13]], trich_yeu=bad[0], bien={"x": bad[1]})
    goc = own.nguon_goc
    assert goc is not None
    goc = goc.model_copy(update={"don_vi": bad[2], "bang": [bad[3]]})
    own = own.model_copy(update={"nguon_goc": goc})
    found = [Finding(bad[4], bad[5], bad[6], bad[7], Where(path=bad[8]))]
    raw = report_html(fixture(), own, found).decode()
    page = lxml.html.document_fromstring(raw)
    assert {e.tag for e in page.iter()} <= TAGS
    assert {name for e in page.iter() for name in e.attrib} <= ATTRIBUTES
    assert len(page.xpath("//script | //style")) == 2
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert set(raw) & set("\x00\x1b\u202e") == set()
    assert lam_sach(bad[2])[0].split() == page.xpath("//dd")[0].text_content().split()
    json.loads(report_json(fixture(), own, found))


PATHS = st.sampled_from(
    ["", "so", "trich_yeu", "noi_dung[0]", "noi_dung[1]", "noi_dung[1].hang[0][9]", "can_cu[0]",
     "kem_theo[0].noi_dung[0]", "kem_theo[0].can_cu[1]", "chu_ky[0].ho_ten", "chu_ky.ho_ten",
     "co_quan[0].ten", "chi_tieu.a", "bien.", "luu", "[3]", "a..b", "noi_nhan[0]", "ngay",
     "kem_theo[7].trich_yeu", "noi_dung[0].text", "dia_danh"]
)  # fmt: skip
SPANS = st.tuples(st.integers(-9, 30), st.integers(-9, 30))


@settings(max_examples=40, deadline=None)
@given(van_ban(), van_ban(), st.data())
def test_any_trace_of_any_document_can_be_told(
    source: VanBan, own: VanBan, data: st.DataObject
) -> None:
    doi = st.builds(
        Doi, cach=st.sampled_from(("thay", "ghi_de", "bo", "hoi")), luat=st.just("x"), tai=SPANS,
        thanh=texts(), ly_do=st.none() | texts(), goi_y=st.none() | texts(),
    )  # fmt: skip
    vet = st.builds(
        Vet, tai=st.none() | PATHS, o=st.none() | PATHS, cap=st.none() | texts(), nguon=texts(),
        doi=st.lists(doi, max_size=3), bo=st.none() | texts(), luat=st.none() | texts(),
    )  # fmt: skip
    goc = small(data.draw(st.lists(vet, max_size=5))).nguon_goc
    own = own.model_copy(update={"nguon_goc": goc})
    told = data_of(source, own)
    assert len(told["hang"]) >= len(goc.vet if goc else [])
    assert report_html(source, own).endswith(b"</html>")
