"""HTML: a preview in A4 sheets, in one file that needs nothing else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from docgen.model import VanBan


def write_html(van_ban: VanBan) -> bytes:
    """A document as one HTML file (UTF-8) without any outside part.

    A small script cuts the text up into A4 sheets; without it the text flows on and prints just
    as well. The page's own content security policy admits that script by its hash and no other.
    """
    from html import escape

    from docgen.nd30.loai import LOAI
    from docgen.write.html.body import document_parts, plain_text
    from docgen.write.html.css import style_sheet
    from docgen.write.layout import lay_out

    data = lay_out(van_ban).data
    script, digest = _script()
    title = plain_text(data["ten_loai"]) or LOAI[van_ban.loai].ten
    subject = plain_text(data["trich_yeu"] or data["trich_yeu_cv"])
    parts = (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}: {escape(subject)}</title>\n"
        f"<style>\n{style_sheet(van_ban.trinh_bay)}\n</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(document_parts(data))
        + f"\n</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )
    return parts.encode()


@lru_cache(maxsize=1)
def _script() -> tuple[str, str]:
    """The paging script and the base64 SHA-256 of its text."""
    from base64 import b64encode
    from hashlib import sha256

    text = (Path(__file__).parent / "script.js").read_text(encoding="utf-8")
    return text, b64encode(sha256(text.encode()).digest()).decode()
