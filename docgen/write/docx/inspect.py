"""Checks an office's own Word template before use: every fault at once, each with its place.

Codes: MAU01-03 the file, MAU04-08 and 15-16 tags, MAU10-11 tags that replace their paragraph or
row, MAU12-14 and 18-19 names, MAU17 places that are not filled, MAU20-23 what would be lost,
MAU30-35 look. MAU09 is a failure while filling (office_template).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from docgen.findings import ERROR, Finding
from docgen.lang import _
from docgen.write.docx.inspect_tags import Doan, Report, Text, paragraphs, scan
from docgen.write.docx.inspect_tree import build, explain
from docgen.write.docx.package import MAX_PART, read_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAX_FILE = 64 * 1024 * 1024
"""Largest template that is read, bytes."""
_MAX_ALL = 4 * MAX_PART
"""Largest sum of all parts, bytes (against zip bombs)."""
_UNFILLED = {
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "comments": "lời nhận xét",
}


def inspect_template(path: Path) -> list[Finding]:
    """Every fault of a Word template: a .docx, or a folder holding mau.docx.

    Errors keep the template from use; warnings say what a document made with it would lack, or
    where its look departs from Nghị định 30/2020/NĐ-CP (Phụ lục I, Phần I). Places are 1-based:
    "đoạn 12", "bảng 1, hàng 2, ô 1, đoạn 3". Never raises for a bad file.
    """
    from docgen.write.docx.office_template import template_file

    file = template_file(path)
    report = Report(str(file))
    data = _read(file, report)
    if data is None:
        return report.findings
    parts = _open(data, report)
    if parts is None:
        return report.findings
    document = _parse(data, parts, report)
    if document is not None:
        order = _check(document, parts, report)
        report.findings.sort(key=lambda f: order.get(f.where.part if f.where else "", -1))
    return report.findings


def _read(file: Path, report: Report) -> bytes | None:
    try:
        if file.stat().st_size > _MAX_FILE:
            _too_big(file.name, report)
            return None
        return file.read_bytes()
    except OSError as error:
        reasons = {FileNotFoundError: _("không tìm thấy"), PermissionError: _("không có quyền đọc")}
        report.add(
            "MAU01",
            _("Không đọc được mẫu Word: {reason}.").format(
                reason=reasons.get(type(error)) or error.strerror or str(error)
            ),
            _("Cho đường dẫn một tệp .docx, hoặc một thư mục có mau.docx."),
        )
        return None


def _too_big(name: str, report: Report) -> None:
    report.add(
        "MAU03",
        _("Mẫu quá lớn hoặc là tệp nén độc hại: {name}.").format(name=name),
        _("Dùng mẫu nhỏ hơn, nén lại ảnh trong mẫu."),
    )


def _no_word_file(why: str, hint: str, report: Report) -> None:
    report.add("MAU02", _("Không phải tệp Word .docx dùng được: {why}.").format(why=why), hint)


def _open(data: bytes, report: Report) -> dict[str, bytes] | None:
    """Parts of the package; says why when there are none."""
    save = _("Mở bằng Word, chọn Save As, kiểu Word Document (*.docx).")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            _no_word_file(_("tệp đặt mật khẩu"), _("Bỏ mật khẩu trong Word rồi lưu lại."), report)
        else:
            _no_word_file(_("tệp .doc kiểu cũ"), save, report)
        return None
    if not data:
        _no_word_file(_("tệp rỗng"), save, report)
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            total = sum(i.file_size for i in archive.infolist())
        if total > _MAX_ALL:
            raise ValueError(_("tổng các phần"))
        parts = read_parts(data)
    except ValueError as error:
        _too_big(str(error), report)
        return None
    except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError):
        broken = data.startswith(b"PK")
        why = _("tệp hỏng hoặc chưa chép xong") if broken else _("nội dung không phải của Word")
        _no_word_file(why, _("Lấy lại tệp từ nguồn, hoặc lưu lại bằng Word."), report)
        return None
    return parts if _is_document(parts, save, report) else None


def _is_document(parts: dict[str, bytes], save: str, report: Report) -> bool:
    types = parts.get("[Content_Types].xml", b"").decode(errors="replace")
    body = parts.get("word/document.xml", b"")
    if _MAIN not in types:
        if "template.main+xml" in types:
            why = _("là mẫu .dotx đổi tên")
        elif "macroEnabled" in types:
            why = _("là tệp có macro (.docm) đổi tên")
        elif "spreadsheetml" in types or "presentationml" in types:
            why = _("là tệp Excel hoặc PowerPoint")
        else:
            why = _("thiếu phần chính của tệp Word")
        _no_word_file(why, save, report)
        return False
    if b"<w:document" not in body:
        why = _("thiếu word/document.xml, hoặc do một chương trình lạ tạo ra")
        _no_word_file(why, save, report)
        return False
    if b"purl.oclc.org" in body:
        why = _("kiểu Strict Open XML")
        _no_word_file(why, save, report)
        return False
    if any(b"<!DOCTYPE" in part[:4096] for name, part in parts.items() if name.endswith(".xml")):
        _no_word_file(_("có khai báo DOCTYPE, Word không cho phép"), save, report)
        return False
    return True


def _parse(data: bytes, parts: dict[str, bytes], report: Report) -> Any:
    """The file opened by python-docx; None, reported, when it cannot."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        parts["word/document.xml"].decode()
        document = Document(BytesIO(data))
        # Parts behind relationships are parsed when first asked for.
        assert document.element.body is not None
        return document
    except (OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, AssertionError):
        _no_word_file(
            _("cấu trúc bên trong bị hỏng"), _("Mở bằng Word để sửa, rồi lưu lại."), report
        )
        return None


def _check(document: Any, parts: dict[str, bytes], report: Report) -> dict[str, int]:
    """Every check of an opened template; gives the order of places in the file."""
    from docgen.write.docx import inspect_page
    from docgen.write.docx.fallback import environment
    from docgen.write.docx.inspect_names import Names

    env = environment()
    names = Names(env, report)
    everything: list[Doan] = []
    literal: list[str] = []
    stories = [("", document.element.body), *_stories(document)]
    for prefix, story in stories:
        here = list(paragraphs(story, prefix))
        everything += here
        tags = [tag for doan in here for tag in scan(doan, report)]
        literal += [re.sub(r"\{[{%].*?[}%]\}", "", Text(d.element).text) for d in here]
        names.check(build(tags, env, report))
    names.essentials("\n".join(literal))
    if not any(f.severity == ERROR for f in report.findings):
        _whole(parts, env, report)
    _unfilled(parts, report)
    styles = document.part._styles_part.element if _has_styles(document) else None
    headers = [s for prefix, s in stories if s.tag == _W + "hdr"]
    inspect_page.check_sections(document.element.body, report)
    inspect_page.check_page_number(headers, report)
    inspect_page.check_fonts(everything, styles, report)
    inspect_page.check_styles(styles, report)
    order: dict[str, int] = {}
    for doan in everything:
        order.setdefault(doan.part, len(order))
    for finding in report.findings:
        # Places that are no paragraph (styles, sections) come after all that are.
        if finding.where and finding.where.part:
            order.setdefault(finding.where.part, len(everything))
    return order


def _whole(parts: dict[str, bytes], env: Any, report: Report) -> None:
    """A last look at each part as the engine reads it, for what single tags do not show."""
    from jinja2 import TemplateSyntaxError

    from docgen.write.docx.prepare import prepare

    for name, content in parts.items():
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
            try:
                env.parse(prepare(content.decode()))
            except TemplateSyntaxError as error:
                why, hint = explain(error.message or "", "")
                report.add("MAU05", _("Mẫu không đọc được: {why}.").format(why=why), hint)


def _has_styles(document: Any) -> bool:
    return any(rel.reltype.endswith("/styles") for rel in document.part.rels.values())


def _stories(document: Any) -> list[tuple[str, Any]]:
    """Headers and footers with the prefix of their places."""
    out: list[tuple[str, Any]] = []
    for kind, name in (("/header", _("đầu trang")), ("/footer", _("chân trang"))):
        found = sorted(
            (str(rel.target_part.partname), rel.target_part.element)
            for rel in document.part.rels.values()
            if rel.reltype.endswith(kind) and not rel.is_external
        )
        for number, (_path, element) in enumerate(found, 1):
            out.append((name if number == 1 else f"{name} {number}", element))
    return out


def _unfilled(parts: dict[str, bytes], report: Report) -> None:
    """Tags where nothing is filled."""
    for name, shown in _UNFILLED.items():
        text = re.sub(rb"<[^>]*>", b"", parts.get(f"word/{name}.xml", b""))
        if b"{{" in text or b"{%" in text:
            report.add(
                "MAU17",
                _("Thẻ trong {place} không được điền.").format(place=shown),
                _("Chuyển thẻ vào thân văn bản, đầu trang hoặc chân trang."),
                shown,
            )
