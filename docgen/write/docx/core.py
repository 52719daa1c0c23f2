"""Document properties (docProps/core.xml): title, author, subject, language, date."""

from __future__ import annotations

from typing import Any

from docgen.model import VanBan

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def title_of(data: dict[str, Any]) -> str:
    """Title of a document: kind and subject on one line."""
    subject = str(data["trich_yeu"] or data["trich_yeu_cv"])
    return " ".join(f"{data['ten_loai']} {subject}".split())


def _text(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def core_xml(van_ban: VanBan, data: dict[str, Any]) -> str:
    """core.xml; the date of issue, when whole, is the date of creation (same input, same bytes)."""
    bodies = "; ".join(b.ten for b in van_ban.co_quan)
    code = " ".join(str(data["so_ky_hieu"]).split())
    day = van_ban.ngay
    parts = [f"<dc:title>{_text(title_of(data))}</dc:title>"]
    if code:
        parts.append(f"<dc:subject>{_text(code)}</dc:subject>")
    parts.append(f"<dc:creator>{_text(bodies)}</dc:creator>")
    parts.append(f"<cp:keywords>{_text(str(data['ten_loai']))}</cp:keywords>")
    if day.du:
        stamp = f"{day.nam:04d}-{day.thang:02d}-{day.ngay:02d}T00:00:00Z"
        parts.append(f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>')
    parts.append("<dc:language>vi-VN</dc:language>")
    return f"{_HEAD}{''.join(parts)}</cp:coreProperties>"
