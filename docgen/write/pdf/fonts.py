"""Which typeface prints "Times New Roman" here, and is it whole for Vietnamese.

Trap: Debian 12's fonts-liberation is Liberation 1.07, which lacks most Vietnamese letters.
LibreOffice prefers Liberation Serif to any other stand-in, so with 1.07 installed it takes the
missing letters from another face, even where Tinos (whole, same widths) is installed beside it. The
remedy is a private fontconfig file that hides the incomplete files from LibreOffice alone.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from docgen.findings import WARNING, Finding
from docgen.lang import _

# Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.3: the typeface is Times New Roman. The others have the
# same widths (Steve Matteson's metric-compatible designs), best first.
METRIC_FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos")

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def vietnamese_letters() -> str:
    """All letters of Vietnamese that are not plain ASCII, both cases, precomposed (NFC)."""
    marked = {unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES} | {"đ"}
    both = marked | {letter.upper() for letter in marked}
    return "".join(sorted(letter for letter in both if not letter.isascii()))


@dataclass(frozen=True)
class Face:
    """One font file of a family: bold and italic as flags, `whole` when no letter is missing."""

    family: str
    file: Path
    bold: bool
    italic: bool
    whole: bool


def parse_faces(listing: str) -> list[Face]:
    """Faces from lines `family TAB weight TAB slant TAB charset TAB file` of fc-list or fc-scan.

    A charset is hexadecimal code points and ranges, "20-7e a0 102-103"; weight 200 is bold and
    slant 0 is upright in fontconfig; a variable face states a range, "[40 210]".
    """
    faces = []
    wanted = {ord(letter) for letter in vietnamese_letters()}
    for line in listing.splitlines():
        parts = line.split("\t")
        if len(parts) != 5:
            continue
        families, weight, slant, charset, file = parts
        family = next((f for f in families.split(",") if f in METRIC_FAMILIES), None)
        if family is None:
            continue
        held: set[int] = set()
        for item in charset.split():
            low, _dash, high = item.partition("-")
            held.update(range(int(low, 16), int(high or low, 16) + 1))
        heavy = weight.strip("[]").split()[-1:]
        bold = bool(heavy) and float(heavy[0]) >= 180
        faces.append(Face(family, Path(file), bold, slant.strip() != "0", wanted <= held))
    return faces


def has_fontconfig() -> bool:
    """True where fontconfig decides which face is used (Linux); elsewhere the system does."""
    return shutil.which("fc-list") is not None


@functools.cache
def faces(soffice: Path | None = None) -> tuple[Face, ...]:
    """Faces of the metric-compatible families: the system's, then those shipped in LibreOffice."""
    form = "%{family}\t%{weight}\t%{slant}\t%{charset}\t%{file}\n"
    # fc-list takes a pattern before the format's elements; "" means every font.
    found = parse_faces(_run(["fc-list", "--format", form]))
    if soffice is not None:
        shipped = soffice.resolve().parent.parent / "share" / "fonts" / "truetype"
        if shipped.is_dir():
            found += parse_faces(_run(["fc-scan", "--format", form, str(shipped)]))
    return tuple(found)


def whole_families(known: tuple[Face, ...]) -> list[str]:
    """Families with a whole face for regular, bold, italic and bold italic, best first."""
    styles = {(bold, italic) for bold in (False, True) for italic in (False, True)}
    return [
        family
        for family in METRIC_FAMILIES
        if styles <= {(f.bold, f.italic) for f in known if f.whole and f.family == family}
    ]


def hidden_files(known: tuple[Face, ...]) -> list[Path]:
    """Incomplete files to hide from LibreOffice; none when nothing whole could replace them."""
    if not whole_families(known):
        return []
    return sorted({face.file for face in known if not face.whole})


def fonts_conf(hidden: list[Path], inherited: str | None = None) -> str:
    """Text of a fontconfig file: the system's own, without the `hidden` font files.

    `inherited` is the configuration in force (FONTCONFIG_FILE); None means the system's.
    """
    globs = "".join(f"<glob>{escape(str(path))}</glob>" for path in hidden)
    base = escape(inherited or "/etc/fonts/fonts.conf")
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f'<fontconfig>\n<include ignore_missing="yes">{base}</include>\n'
        f"<selectfont><rejectfont>{globs}</rejectfont></selectfont>\n</fontconfig>\n"
    )


def font_report(soffice: Path | None = None) -> list[Finding]:
    """PDF05 (warning) when no face with Times New Roman's widths holds all Vietnamese letters.

    `soffice` adds the fonts shipped inside that LibreOffice. Empty where fontconfig is absent
    (Windows and macOS have Times New Roman itself).
    """
    if not has_fontconfig():
        return []
    known = faces(soffice)
    if whole_families(known):
        return []
    from docgen.write.pdf.office import install_command

    if known:
        message = _(
            "Phông thay Times New Roman ở máy này thiếu chữ hoặc kiểu chữ tiếng Việt: {names}"
        )
        names = sorted({f"{face.family} ({face.file.parent})" for face in known})
        message = message.format(names=", ".join(names))
    else:
        message = _(
            "Máy này không có Times New Roman, cũng không có phông cùng bề rộng chữ thay thế"
        )
    command = install_command("fonts")
    if command:
        hint = _("Cài bằng lệnh: {command}").format(command=command)
    else:
        hint = _("Cài phông Times New Roman, Liberation Serif 2.x hoặc Tinos, rồi chạy lại")
    return [Finding("PDF05", message, WARNING, hint)]


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
