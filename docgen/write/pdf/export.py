"""What a PDF is made with: options, properties of the .docx, and the target file."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from docgen.findings import InputError
from docgen.lang import _
from docgen.write.pdf.office import failed, no_input, unwritable
from docgen.write.pdf.settle import settle

CORE = "docProps/core.xml"
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def options(pdf_a: bool = False) -> dict[str, bool | int]:
    """Values of LibreOffice's PDF export filter (writer_pdf_Export).

    Bookmarks come from the outline levels; InitialView 0 shows the page without a side panel;
    SelectPdfVersion 2 is PDF/A-2b (ISO 19005-2), 0 the default version.
    """
    return {
        "ExportBookmarks": True,
        "InitialView": 0,
        "UseTaggedPDF": True,
        "SelectPdfVersion": 2 if pdf_a else 0,
        "UseLosslessCompression": True,
        "ReduceImageResolution": False,
        "EmbedStandardFonts": True,
        "ExportFormFields": False,
        "ExportNotes": False,
    }


@dataclass(frozen=True)
class Job:
    """One document to print: `docx` is read, `temporary` is written, then renamed to the target.

    `shown` is what messages call the document; `keywords` are its keywords, whole; `modified` its
    time of last change.
    """

    docx: Path
    temporary: Path
    shown: Path
    keywords: list[str] = field(default_factory=list)
    modified: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def failure(self, words: str, copy: Path | None = None) -> InputError:
        """PDF03 with LibreOffice's words; paths in them that are not the user's become `shown`.

        `copy`: where LibreOffice read the document, when that is not `docx`.
        """
        for path in (self.docx, self.temporary, copy):
            if path is not None:
                words = words.replace(path.as_uri(), str(self.shown))
                words = words.replace(str(path), str(self.shown))
        return failed(self.shown, words)


@contextmanager
def prepared(docx: Path, pdf: Path, shown: Path | None = None) -> Iterator[Job]:
    """Check input and target, give a Job, and put the finished PDF in its place at the end.

    Messages name `shown` when it is given, for a caller whose `docx` and `pdf` are temporary. The
    temporary file lies in the target's folder, so the rename is atomic: the target holds the
    old bytes or the new ones, never a part. Raises InputError: PDF04 (no input), PDF03 (not a
    Word file, target cannot be written).
    """
    # Not resolve(): a target that is a symbolic link is replaced, not followed.
    docx, pdf = Path(os.path.abspath(docx)), Path(os.path.abspath(pdf))
    name = shown or docx
    if not docx.is_file():
        raise no_input(name)
    keywords, modified = core_properties(docx, name)
    # What cannot be written is the temporary folder when `pdf` is no name of the user's.
    place = pdf if shown is None else Path(tempfile.gettempdir())
    # The name ends in .pdf because AppArmor's rules for LibreOffice go by the ending.
    temporary = pdf.with_name(f".{pdf.stem[:40]}.{secrets.token_hex(6)}.pdf")
    try:
        if pdf.is_dir():
            raise IsADirectoryError(0, _("đây là một thư mục"))
        # Made here with the user's umask; LibreOffice then overwrites it and keeps the mode.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as error:
        raise unwritable(place, error.strerror or str(error)) from None
    try:
        yield Job(docx, temporary, name, keywords, modified)
        try:
            settle(temporary, modified)
            os.replace(temporary, pdf)
        except OSError as error:
            raise unwritable(place, error.strerror or str(error)) from None
    finally:
        unlock(temporary)
        with suppress(OSError):
            temporary.unlink()


def unlock(temporary: Path) -> None:
    """Remove the lock that an office process killed while writing leaves beside its file.

    Over a lock of another process LibreOffice refuses to write ("Abort").
    """
    with suppress(OSError):
        temporary.with_name(f".~lock.{temporary.name}#").unlink()


def core_properties(docx: Path, shown: Path) -> tuple[list[str], datetime]:
    """Keywords (split at commas and semicolons) and time of last change of a .docx.

    `shown` is its name in messages. Raises InputError (PDF03) when the file is no zip archive or
    holds no Word document.
    """
    from xml.etree import ElementTree

    modified = Job.modified
    try:
        with zipfile.ZipFile(docx) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" not in names:
                raise failed(shown, _("tệp không phải là văn bản Word (.docx)"))
            text = archive.read(CORE) if CORE in names else b""
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise failed(shown, _("tệp không phải là văn bản Word (.docx)")) from None
    except OSError as error:
        raise failed(shown, error.strerror or str(error)) from None
    # Without a document type there are no entities, so nothing in the file can grow.
    if not text or b"<!DOCTYPE" in text:
        return [], modified
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return [], modified
    words = re.split(r"[,;]", root.findtext(_KEYWORDS) or "")
    with suppress(ValueError):
        stated = datetime.fromisoformat((root.findtext(_MODIFIED) or "").strip())
        modified = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    return [word.strip() for word in words if word.strip()], modified


def check_made(job: Job, words: str = "") -> None:
    """Raise InputError (PDF03) when LibreOffice said it was done but wrote no PDF."""
    try:
        with open(job.temporary, "rb") as made:
            start = made.read(5)
    except OSError:
        start = b""
    if start != b"%PDF-":
        raise job.failure(words or _("LibreOffice không ghi ra tệp PDF nào"))
