"""Copies that a check writes: mended, with comments, laid out anew. The original stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from docgen.check.profile import Choice
from docgen.check.registry import RuleFinding, check_document
from docgen.checking.files import check_file, found_in
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model import VanBan

MENDED = "_da_sua"
"""What the name of a mended copy ends with."""
_TEXTS = (".yaml", ".yml", ".json", ".txt", ".md")


def mended_path(path: Path, out: str | None) -> Path:
    """Where a mended copy goes: `out`, or beside the original under a name of its own."""
    return Path(out) if out else path.with_name(f"{path.stem}{MENDED}{path.suffix}")


Mending = tuple[bytes, list[RuleFinding], list[Finding]]
"""A mended copy, what was mended, what is left."""


def mend(path: Path, choice: Choice, unsafe: bool) -> Mending:
    """Mend a copy of a file in memory.

    Raises InputError: KT21, KT22 (see `check.mend.word`), KT24 for a kind of file that is not
    changed (PDF and the older formats).
    """
    from docgen.check.mend.word import mend_docx

    data = path.read_bytes() if path.is_file() else b""
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        made = mend_docx(
            data,
            lambda document: choice.judged(check_document(document, choice.select, choice.ignore)),
            unsafe,
            str(path),
        )
        return made.data, made.done, list(made.left)
    if path.suffix.lower() in _TEXTS:
        return _mend_plain(path, choice, unsafe)
    raise InputError(_not_word(path, _("Chỉ sửa tự động được tệp .docx, tệp dữ liệu và tệp .txt.")))


def _mend_plain(path: Path, choice: Choice, unsafe: bool) -> Mending:
    """The same for a text: its copy is checked from a temporary file of the same kind."""
    import tempfile

    from docgen.check.mend.plain import mend_text
    from docgen.reading import decode

    done: list[RuleFinding] = []
    first = check_file(path, choice)
    if first.failed:
        raise InputError(first.findings)
    text, left = decode(path.read_bytes()), first.findings
    for _pass in range(5):
        rules = [f for f in left if isinstance(f, RuleFinding)]
        new, mended = mend_text(text, rules, unsafe)
        if not mended:
            break
        with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
            copy = Path(folder) / path.name
            copy.write_bytes(new.encode())
            checked = check_file(copy, choice)
        if checked.failed:
            break  # the change would make the file unreadable: the text before it stands
        text, left = new, checked.findings
        done += mended
    return text.encode(), done, left


def annotate(path: Path, choice: Choice) -> bytes:
    """A copy of a Word file with a comment at every finding.

    Raises InputError: KT24 for a file that is not .docx.
    """
    from docgen.check.opening import open_docx
    from docgen.check.report.annotate import annotate_docx

    data = path.read_bytes() if path.is_file() else b""
    if not (data.startswith(b"PK\x03\x04") and b"word/" in data):
        raise InputError(_not_word(path, _("Chỉ ghi nhận xét được vào tệp .docx.")))
    return annotate_docx(data, found_in(open_docx(data, str(path)), choice))


def _not_word(path: Path, message: str) -> Finding:
    hint = _("Mở bằng Word, lưu thành .docx rồi chạy lại.")
    return Finding("KT24", message, hint=hint, where=Where(file=str(path)))


def relay(path: Path) -> tuple[bytes, list[Finding]]:
    """A foreign document laid out anew as the decree asks, its words unchanged.

    Gives the .docx and what the reader had to say; lines that no part took are told there. Raises
    InputError for an unreadable file, or KT25 when the copy would not read back as the same.
    """
    from docgen.read.text.document import read_source
    from docgen.read.word import read_docx
    from docgen.reading import read_file
    from docgen.write.docx.engine import render_docx

    reading = read_file(path)
    data, findings = render_docx(reading.van_ban)
    again = read_source(read_docx(data)).van_ban
    lost = _words(reading.van_ban) - _words(again)
    if lost:
        raise InputError(
            Finding(
                "KT25",
                _("Trình bày lại sẽ làm mất chữ: {words}.").format(
                    words=", ".join(sorted(lost)[:8])
                ),
                hint=_("Dùng docgen read để xem dữ liệu, sửa rồi chạy docgen render."),
                where=Where(file=str(path)),
            )
        )
    return data, [*reading.findings, *findings]


def _words(van_ban: VanBan) -> Counter[str]:
    """Every word of the document's texts, marks aside, with how often it stands there."""
    from docgen.check.data import texts_of

    return Counter(
        word.casefold() for text in texts_of(van_ban) for word in re.findall(r"\w+", text.text)
    )
