"""Copies that a check writes: mended, with comments, laid out anew. The original stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from unicodedata import normalize

from docgen.check.document import Document, Text
from docgen.check.profile import Choice
from docgen.check.registry import RuleFinding, check_document
from docgen.checking.files import check_file, found_in
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.reading import file_bytes, is_docx

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

    data = file_bytes(path)
    if is_docx(data):
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
    text, left = decode(file_bytes(path)), first.findings
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

    data = file_bytes(path)
    if not is_docx(data):
        raise InputError(_not_word(path, _("Chỉ ghi nhận xét được vào tệp .docx.")))
    return annotate_docx(data, found_in(open_docx(data, str(path)), choice))


def _not_word(path: Path, message: str) -> Finding:
    hint = _("Mở bằng Word, lưu thành .docx rồi chạy lại.")
    return Finding("KT24", message, hint=hint, where=Where(file=str(path)))


def relay(path: Path) -> tuple[bytes, list[Finding]]:
    """A foreign document laid out anew as the decree asks, its words unchanged.

    Gives the .docx and what the reader had to say. Raises InputError for an unreadable file, or
    KT25 when a word of the file would not stand in the copy; it names them with their places.
    """
    from docgen.check.opening import open_document, open_docx
    from docgen.reading import read_file
    from docgen.write.docx.engine import render_docx

    reading = read_file(path)
    data, findings = render_docx(reading.van_ban)
    lost = _lost(open_document(path), open_docx(data))
    if lost:
        raise InputError(
            Finding(
                "KT25",
                _("Trình bày lại sẽ làm mất hoặc đổi chữ: {words}.").format(words="; ".join(lost)),
                hint=_(
                    "Sửa những chỗ ấy trước (thử docgen check --fix), rồi trình bày lại bản sửa."
                ),
                where=Where(file=str(path)),
            )
        )
    return data, [*reading.findings, *findings]


_WORD = re.compile(r"[^\W_]+")
_MOST_PLACES = 6


def _lost(old: Document, new: Document) -> list[str]:
    """Words of a document that its copy has not, those of a line together, with their place.

    Case, zeros in front of a number and the place of a tone mark do not count; nor do the words
    of Quốc hiệu and Tiêu ngữ, which are given.
    """
    left = Counter(key for text in new.texts for key, _shown in _words(text))
    out = []
    for text in old.texts:
        if text.part in ("quoc_hieu", "tieu_ngu") or (text.whole and not text.paragraph):
            continue  # given, or already in the text of the whole paragraph
        gone = []
        for key, shown in _words(text):
            gone += [shown] * (left[key] <= 0)
            left[key] -= 1
        if gone:
            out.append(f"“{' '.join(gone[:8])}” ({text.where.part or text.where})")
    more = len(out) - _MOST_PLACES
    return out[:_MOST_PLACES] + ([_("và {n} chỗ nữa").format(n=more)] if more > 0 else [])


def _words(text: Text) -> list[tuple[str, str]]:
    """Words of a line, the label Word makes among them: as they are compared, as they stand."""
    shown = _WORD.findall(f"{text.label} {text.text}" if text.automatic else text.text)
    return [(_compared(word), word) for word in shown]


def _compared(word: str) -> str:
    parts = normalize("NFD", word.casefold())
    tones = "".join(c for c in parts if c in _TONES)
    return "".join(c for c in parts if c not in _TONES).lstrip("0") + tones


_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Grave, acute, tilde, hook, dot below."""
