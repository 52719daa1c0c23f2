"""A correct document made wrong in one way, as the examples of the rule pages say.

An example is a mapping:

* `van_ban`: name of a file in bases/ (default `ke_hoach`).
* `du_lieu`: values put over those of the base (null removes a key) before it is written.
* `chu`: list of `{o: component, …}`: look of the letters: co_chu (pt), dam, nghieng, gach_chan,
  hoa, mau, phong, nen; `doan`: list of `{o: component, …}`: can, thut, trai, truoc, sau (pt), dong
  (lines), dong_dung (pt), giu_sau. `chi: n` takes only the nth paragraph of the component.
* `thay`: `{old: new}` in the letters of the finished Word file; each must be there.
* `bo`: components whose paragraphs are taken away; `bo_duong_ke`: components whose drawn line is;
  `duong_ke`: `{component: share of its present length}`.
* `chen`: `{sau: component, van_ban: text, kieu: component that lends its style}`.
* `trang`: rong, cao, tren, duoi, trai, phai (mm), so_trang (false: no number; "chan": in the
  footer), trang_dau (true: number shown on page 1), noi_tiep (true: annexes do not begin anew).
* `bang_rong`: width of the first table, mm; `khung`: components put into text boxes.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree
from ruamel.yaml import YAML

from docgen.check.document import Document
from docgen.check.opening import open_docx
from docgen.model import VanBan
from docgen.nd30.thanh_phan import THANH_PHAN
from docgen.read.data_file import read_data_text
from docgen.read.word.names import PPR, PSTYLE, RPR, TBL, VAL, VML, P, R, T, W
from docgen.write.docx.engine import render_docx

BASES = Path(__file__).parent / "bases"


def load(name: str) -> dict[str, Any]:
    """A base document as plain data."""
    return YAML(typ="safe").load((BASES / f"{name}.yaml").read_text("utf-8"))


def typed(data: dict[str, Any]) -> VanBan:
    """Plain data as a document."""
    # JSON is YAML too, and keeps the line ends of a body.
    van_ban, _findings = read_data_text(json.dumps(data, ensure_ascii=False, default=str))
    assert isinstance(van_ban, VanBan)
    return van_ban


def made(example: dict[str, Any]) -> bytes:
    """The Word file of an example."""
    van_ban = typed(_merged(load(example.get("van_ban", "ke_hoach")), example.get("du_lieu", {})))
    docx = render_docx(van_ban)[0]
    return _mutated(docx, example)


def document(example: dict[str, Any]) -> Document:
    """The example, read for checking."""
    known = {
        "van_ban", "du_lieu", "chu", "doan", "thay", "bo", "bo_duong_ke", "duong_ke", "chen",
        "trang", "bang_rong", "khung",
    }  # fmt: skip
    assert set(example) <= known, set(example) - known
    return open_docx(made(example), "vi_du.docx")


def _merged(base: Any, patch: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(patch, dict):
        return deepcopy(patch)
    out = dict(base)
    for key, value in patch.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = _merged(base.get(key), value)
    return out


def _mutated(docx: bytes, example: dict[str, Any]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {i.filename: archive.read(i) for i in archive.infolist()}
    root = etree.fromstring(parts["word/document.xml"])
    for old, new in example.get("thay", {}).items():
        _replace(root, old, new)
    for one in example.get("chu", ()):
        for p in _of(root, one):
            _letters(p, one)
    for one in example.get("doan", ()):
        for p in _of(root, one):
            _paragraph(p, one)
    for part in example.get("bo", ()):
        for p in _of(root, {"o": part}):
            p.getparent().remove(p)
    for part in example.get("bo_duong_ke", ()):
        line = _line_under(root, part)
        line.getparent().remove(line)
    for part, share in example.get("duong_ke", {}).items():
        _shorten(_line_under(root, part), share)
    if "chen" in example:
        _insert(root, example["chen"])
    if "trang" in example:
        _page(root, parts, example["trang"])
    if "bang_rong" in example:
        _widen(next(root.iter(TBL)), example["bang_rong"])
    for part in example.get("khung", ()):
        for p in _of(root, {"o": part}):
            _boxed(p)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _style_id(part: str) -> str:
    return "".join(word.capitalize() for word in part.split("_"))


def _of(root: Any, one: dict[str, Any]) -> list[Any]:
    """Paragraphs of a component, headings and running clauses of a level included."""
    part = one["o"]
    assert part in THANH_PHAN, part
    ids = {_style_id(part), _style_id(part) + "TieuDe", _style_id(part) + "Chay"}
    found = [p for p in root.iter(P) if (s := p.find(f"{PPR}/{PSTYLE}")) is not None
             and s.get(VAL) in ids]  # fmt: skip
    assert found, f"no paragraph of {part}"
    return [found[one["chi"] - 1]] if "chi" in one else found


def _replace(root: Any, old: str, new: str) -> None:
    done = False
    for t in root.iter(T):
        if old in (t.text or ""):
            t.text = t.text.replace(old, new)
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            done = True
    assert done, f"not in the document: {old}"


_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike vanish color spacing sz szCs highlight u shd"
)


def _letters(p: Any, one: dict[str, Any]) -> None:
    made: dict[str, dict[str, str]] = {}
    if "phong" in one:
        made["rFonts"] = dict.fromkeys(("ascii", "hAnsi", "cs"), one["phong"])
    if "co_chu" in one:
        made["sz"] = {"val": str(round(one["co_chu"] * 2))}
    for key, tag in (("dam", "b"), ("nghieng", "i"), ("hoa", "caps")):
        if key in one:
            made[tag] = {"val": "1" if one[key] else "0"}
    if one.get("gach_chan"):
        made["u"] = {"val": "single"}
    if "mau" in one:
        made["color"] = {"val": str(one["mau"])}
    if "nen" in one:
        made["highlight"] = {"val": str(one["nen"])}
    for run in p.iter(R):
        rpr = run.find(RPR)
        if rpr is None:
            rpr = etree.Element(RPR)
            run.insert(0, rpr)
        for tag, values in made.items():
            for old in rpr.findall(W + tag):
                rpr.remove(old)
            item = etree.SubElement(rpr, W + tag)
            for name, value in values.items():
                item.set(W + name, value)
        rpr[:] = sorted(rpr, key=lambda x: _ORDER.split().index(etree.QName(x).localname))


def _paragraph(p: Any, one: dict[str, Any]) -> None:
    ppr = p.find(PPR)
    if "can" in one:
        _child(ppr, "jc").set(
            VAL, {"trai": "left", "giua": "center", "phai": "right", "deu": "both"}[one["can"]]
        )
    indent = {"thut": "firstLine", "trai": "left"}
    for key, name in indent.items():
        if key in one:
            _child(ppr, "ind").set(W + name, str(round(one[key] * 20)))
    spaces = {"truoc": "before", "sau": "after"}
    for key, name in spaces.items():
        if key in one:
            _child(ppr, "spacing").set(W + name, str(round(one[key] * 20)))
    if "dong" in one:
        _child(ppr, "spacing").set(W + "line", str(round(one["dong"] * 240)))
        _child(ppr, "spacing").set(W + "lineRule", "auto")
    if "dong_dung" in one:
        _child(ppr, "spacing").set(W + "line", str(round(one["dong_dung"] * 20)))
        _child(ppr, "spacing").set(W + "lineRule", "exact")
    if "giu_sau" in one:
        _child(ppr, "keepNext").set(VAL, "1" if one["giu_sau"] else "0")


_PPR_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind jc outlineLvl sectPr"
)


def _child(ppr: Any, tag: str) -> Any:
    found = ppr.find(W + tag)
    if found is None:
        found = etree.SubElement(ppr, W + tag)
        names = _PPR_ORDER.split()
        ppr[:] = sorted(ppr, key=lambda x: names.index(etree.QName(x).localname))
    return found


def _line_under(root: Any, part: str) -> Any:
    """The drawn line that follows a component."""
    p = _of(root, {"o": part})[-1]
    following = p.getnext()
    style = following.find(f"{PPR}/{PSTYLE}")
    assert style is not None
    assert style.get(VAL) == _style_id("duong_ke")
    return following


def _shorten(line: Any, share: float) -> None:
    """Make the drawn line longer or shorter by its indents."""
    cell = next(line.iterancestors(TBL), None)
    if cell is not None:
        tc = next(x for x in line.iterancestors() if x.tag == W + "tc")
        width = int(tc.find(f"{W}tcPr/{W}tcW").get(W + "w"))
    else:
        width = 9071
    ind = _child(line.find(PPR), "ind")
    left, right = int(ind.get(W + "left")), int(ind.get(W + "right"))
    less = round((width - left - right) * (1 - share) / 2)
    ind.set(W + "left", str(max(left + less, 0)))
    ind.set(W + "right", str(max(right + less, 0)))


def _insert(root: Any, one: dict[str, Any]) -> None:
    after = _of(root, {"o": one["sau"]})[-1]
    new = deepcopy(_of(root, {"o": one.get("kieu", one["sau"])})[0])
    texts = list(new.iter(T))
    texts[0].text = one["van_ban"]
    for t in texts[1:]:
        t.getparent().remove(t)
    after.addnext(new)


def _widen(tbl: Any, width: float) -> None:
    """Scale the columns of a table to a width in mm."""
    columns = tbl.findall(f"{W}tblGrid/{W}gridCol")
    share = width * 1440 / 25.4 / sum(int(c.get(W + "w")) for c in columns)
    for item in [*columns, *tbl.iter(W + "tcW")]:
        item.set(W + "w", str(round(int(item.get(W + "w")) * share)))


def _boxed(p: Any) -> None:
    """Put a paragraph into a text box that hangs on a paragraph in its place."""
    host = etree.Element(P)
    p.getparent().replace(p, host)
    box = etree.SubElement(etree.SubElement(etree.SubElement(host, R), W + "pict"), VML + "shape")
    box.set("style", "width:300pt;height:40pt")
    content = etree.SubElement(etree.SubElement(box, VML + "textbox"), W + "txbxContent")
    content.append(p)


def _page(root: Any, parts: dict[str, bytes], one: dict[str, Any]) -> None:
    for number, section in enumerate(root.iter(W + "sectPr")):
        if one.get("noi_tiep") and number:
            for start in section.findall(W + "pgNumType"):
                section.remove(start)
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        for key, item, name in (
            ("rong", size, "w"), ("cao", size, "h"), ("tren", margins, "top"),
            ("duoi", margins, "bottom"), ("trai", margins, "left"), ("phai", margins, "right"),
        ):  # fmt: skip
            if key in one:
                item.set(W + name, str(round(one[key] * 1440 / 25.4)))
        if one.get("trang_dau"):
            for title in section.findall(W + "titlePg"):
                section.remove(title)
        if one.get("so_trang") is False:
            for reference in section.findall(W + "headerReference"):
                section.remove(reference)
    if one.get("so_trang") == "chan":
        # The header becomes a footer: another root element, another kind of relationship.
        for name in [n for n in parts if re.match(r"word/header\d*\.xml", n)]:
            parts[name] = parts[name].replace(b"w:hdr", b"w:ftr")
            base = name.rpartition("/")[2].encode()
            rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
            parts[rels] = re.sub(
                rb"(<Relationship [^>]*)/header(\"[^>]*" + base + rb")", rb"\1/footer\2",
                re.sub(rb"(<Relationship [^>]*" + base + rb"\"[^>]*)/header\"", rb'\1/footer"',
                       parts[rels]),
            )  # fmt: skip
            parts[types] = parts[types].replace(b"wordprocessingml.header+xml",
                                                b"wordprocessingml.footer+xml")  # fmt: skip
        for section in root.iter(W + "sectPr"):
            for reference in section.findall(W + "headerReference"):
                reference.tag = W + "footerReference"
