"""The eight-page Kế hoạch as three kinds of Word file: docgen's own, LibreOffice's, Word's."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t[^>]*>([^<]*)</w:t></w:r>")
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_LETTERS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '{own}<w:sz w:val="28"/><w:szCs w:val="28"/>{lang}'
)
_LANGS = ("", '<w:lang w:val="vi-VN"/>', '<w:lang w:val="pt-BR"/>')
_CENTRED = frozenset(("QuocHieu", "TieuNgu", "CoQuan", "SoKyHieu", "DiaDanhNgay", "TenLoai"))
_BOLD = frozenset(("QuocHieu", "TieuNgu", "CoQuan", "TenLoai", "TrichYeu", "LaMa", "SoTieuDe"))


def kinds(own: bytes) -> dict[str, bytes]:
    """The document as each kind of file, by name; LibreOffice's only where it is installed."""
    made = {"docgen": own}
    saved = saved_by_libreoffice(own)
    if saved:
        made["LibreOffice"] = saved
    made["Word"] = as_word_saves(own)
    return made


def saved_by_libreoffice(own: bytes) -> bytes | None:
    """The file after LibreOffice has opened and saved it."""
    from docgen.write.pdf import find_soffice, to_docx

    if not find_soffice():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        path.write_bytes(own)
        return to_docx(path)


def as_word_saves(own: bytes) -> bytes:
    """The text typed in Word without styles: marks of editing, runs split within sentences.

    The other parts are those of python-docx's own template, which Word made.
    """
    import docx

    template, made = BytesIO(), BytesIO()
    docx.Document().save(template)
    with ZipFile(BytesIO(own)) as source:
        body = source.read("word/document.xml").decode()
    with ZipFile(template) as parts, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in parts.namelist():
            data = parts.read(name)
            target.writestr(name, _edited(body) if name == "word/document.xml" else data)
    return made.getvalue()


def _edited(xml: str) -> str:
    langs = cycle(_LANGS)
    xml = re.sub(r"<w:(?:header|footer)Reference [^>]*/>", "", xml)

    def paragraph(found: re.Match[str]) -> str:
        text = found[0].replace("<w:p>", '<w:p w:rsidR="00A77B3E" w:rsidRDefault="007B4D1C">', 1)
        style = _STYLE.search(text)
        name = style[1] if style else ""
        own = "<w:b/><w:bCs/>" if name in _BOLD else ""
        look = f"<w:rPr>{_LETTERS.format(own=own, lang='')}</w:rPr></w:pPr>"
        centre = '<w:jc w:val="center"/>' if name in _CENTRED else '<w:jc w:val="both"/>'
        text = _STYLE.sub("", text).replace("</w:pPr>", centre + look, 1)

        def run(part: re.Match[str]) -> str:
            return "".join(
                '<w:r w:rsidRPr="00C12D45"><w:rPr>'
                + _LETTERS.format(own=own or part[1] or "", lang=next(langs))
                + f'</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
                + ('<w:proofErr w:type="spellStart"/>' if number % 3 == 0 else "")
                for number, words in enumerate(_pieces(part[2]))
            )

        return _RUN.sub(run, text)

    return re.sub(r"<w:p>.*?</w:p>", paragraph, xml)


def _pieces(text: str) -> Iterator[str]:
    """A text in stretches of a dozen words, as editing leaves it."""
    words = text.split(" ")
    for start in range(0, len(words), 12):
        rest = " " if start + 12 < len(words) else ""
        yield " ".join(words[start : start + 12]) + rest
