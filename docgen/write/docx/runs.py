"""Text as Word runs: escaping, line breaks, bold, italic and visible gaps."""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.write.layout.inline import CHO_TRONG, DAM, DIEN, NGHIENG, Blank, Runs

OPEN_TEXT = '<w:t xml:space="preserve">'
BREAK = f"</w:t><w:br/>{OPEN_TEXT}"
"""A line end inside a run."""


class Xml(str):
    """Ready WordprocessingML; templates insert it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell Jinja2 that no escaping is needed."""
        return self


def escape(text: str) -> str:
    """Text for an XML element; line ends become Word line breaks."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\n" in text:
        text = text.replace("\n", BREAK)
    return text


_ILLEGAL = bytes(c for c in range(32) if c not in b"\t\n\r")


def without_illegal(xml: str) -> tuple[bytes, bool]:
    """UTF-8 without characters that XML forbids, and whether there were any."""
    try:
        data, dropped = xml.encode(), False
    except UnicodeEncodeError:
        data, dropped = xml.encode(errors="ignore"), True
    bare = data.translate(None, _ILLEGAL)
    # U+FFFE and U+FFFF begin with these bytes, as little else does.
    if b"\xef\xbf" in bare:
        bare = bare.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    return bare, dropped or len(bare) != len(data)


def chay(value: object, rpr: str = "") -> str:
    """Fill a text value into an open run whose properties are `rpr` ("<w:rPr>…</w:rPr>" or "").

    Marked pieces close the run and open one of their own, so that the formatting an office gave
    to the tag in its template holds for them too.
    """
    if value.__class__ is str:
        return escape(value)
    if isinstance(value, Runs):
        parts = []
        for run in value:
            body = escape(run.chu)
            look = run.co & ~DIEN
            if look or run.co and isinstance(run.chu, Blank) and run.chu.nhap:
                marked = _marked(rpr, look) if look else rpr
                body = f"<w:r>{marked}{OPEN_TEXT}{body}</w:t></w:r>"
                if isinstance(run.chu, Blank) and run.chu.nhap:
                    body = control(run.chu, body, marked)
                body = f"</w:t></w:r>{body}<w:r>{rpr}{OPEN_TEXT}"
            parts.append(body)
        return "".join(parts)
    if isinstance(value, Xml):
        return value
    return escape(str(value))


def control(blank: Blank, content: str, rpr: str) -> str:
    """A content control that shows its dots until someone fills it in.

    `content`: the run of dots; `rpr`: look of what is typed. Word itself gives it an id. (ECMA-376
    Part 1, 17.5.2: w:alias is its title, w:tag names it for who collects the answers.)
    """
    # Several lines are rich text: LibreOffice drops the breaks of a plain one.
    plain = "" if "\n" in blank else '<w:text w:multiLine="1"/>'
    return (
        f"<w:sdt><w:sdtPr>{rpr}<w:alias w:val={_attribute(blank.nhan)}/>"
        f"<w:tag w:val={_attribute(blank.the)}/><w:showingPlcHdr/>{plain}"
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _attribute(text: str) -> str:
    return '"' + escape(" ".join(text.split())).replace('"', "&quot;") + '"'


def run_xml(value: object, rpr: str = "") -> str:
    """Whole runs for a text value."""
    return f"<w:r>{rpr}{OPEN_TEXT}{chay(value, rpr)}</w:t></w:r>"


@lru_cache(maxsize=512)
def _marked(rpr: str, flags: int) -> str:
    """`rpr` with bold, italic and highlight added in the order the schema asks for."""
    inner = rpr.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
    add = ""
    if flags & DAM:
        inner = re.sub(r"<w:b(?:Cs)?(?: [^>]*)?/>", "", inner)
        add += "<w:b/><w:bCs/>"
    if flags & NGHIENG:
        inner = re.sub(r"<w:i(?:Cs)?(?: [^>]*)?/>", "", inner)
        add += "<w:i/><w:iCs/>"
    lead = re.match(r"(?:<w:rStyle [^>]*/>)?(?:<w:rFonts [^>]*/>)?", inner)
    place = lead.end() if lead else 0
    if flags & DAM and not flags & NGHIENG:
        # Bold stands before italic: put it first, italic of the template follows.
        inner = inner[:place] + add + inner[place:]
    elif add:
        bold = re.match(r"(?:<w:b(?: [^>]*)?/>)?(?:<w:bCs(?: [^>]*)?/>)?", inner[place:])
        place += bold.end() if bold and not flags & DAM else 0
        inner = inner[:place] + add + inner[place:]
    if flags & CHO_TRONG:
        inner = _with_highlight(inner)
    return f"<w:rPr>{inner}</w:rPr>"


_AFTER_HIGHLIGHT = re.compile(
    r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b"
)


def _with_highlight(inner: str) -> str:
    inner = re.sub(r"<w:highlight [^>]*/>", "", inner)
    m = _AFTER_HIGHLIGHT.search(inner)
    place = m.start() if m else len(inner)
    return f'{inner[:place]}<w:highlight w:val="yellow"/>{inner[place:]}'
