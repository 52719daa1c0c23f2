"""Older word-processor files (.doc, .rtf, .odt) made into .docx by one soffice call."""

from __future__ import annotations

from pathlib import Path

from docgen.write.pdf.office import failed, require_soffice, timed_out
from docgen.write.pdf.process import Office


def to_docx(source: Path, *, timeout: float = 120.0, shown: Path | None = None) -> bytes:
    """The .docx that LibreOffice makes of `source`; `timeout` in seconds.

    `shown` is the name in messages. Raises InputError: PDF01 no LibreOffice, PDF02 timeout, PDF03
    failure.
    """
    shown = shown or source
    with Office(require_soffice()) as office:
        copy = office.profile / "tmp" / f"van_ban{source.suffix}"
        out = office.profile / "tmp" / "out"
        made = out / "van_ban.docx"
        try:
            out.mkdir()
            copy.write_bytes(source.read_bytes())
            office.spawn(["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(copy)])
            words = office.wait(timeout)
            if words is None:
                raise timed_out(shown, timeout)
            if not made.is_file():
                raise failed(shown, " ".join(words.split()) or "soffice --convert-to")
            return made.read_bytes()
        except OSError as error:
            raise failed(shown, error.strerror or str(error)) from None
