"""Write docgen/viet/_be_rong_data.py: the advance widths of Times New Roman.

    python tools/make_widths.py [FOLDER WITH LiberationSerif-Regular.ttf …]

The widths are read from Liberation Serif (SIL Open Font License), which is metric-compatible with
Times New Roman; its version 2 covers every Vietnamese letter, version 1 does not. Needs fontTools;
without a folder the fonts are looked for with fc-match.
"""

import subprocess
import sys
import unicodedata
from pathlib import Path

FACES = {
    "THUONG": ("LiberationSerif-Regular.ttf", ""),
    "DAM": ("LiberationSerif-Bold.ttf", ":bold"),
    "NGHIENG": ("LiberationSerif-Italic.ttf", ":italic"),
    "DAM_NGHIENG": ("LiberationSerif-BoldItalic.ttf", ":bold:italic"),
}
TARGET = Path(__file__).parent.parent / "docgen" / "viet" / "_be_rong_data.py"
EM = 2048

# Latin of Europe, Vietnamese, punctuation, currency, letterlike signs, arrows, mathematics,
# bullets. Sub- and superscript digits (U+2070 …) are left out: the metric-compatible fonts
# disagree on them.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1EA0, 0x1EF9),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x203A), (0x20A0, 0x20BF), (0x2100, 0x2122),
    (0x2150, 0x215E), (0x2190, 0x21D4), (0x2200, 0x2265), (0x25A0, 0x25CF),
)  # fmt: skip
ALPHABET = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYFJWZ"
TONES = "\u0300\u0309\u0303\u0301\u0323"


def vietnamese() -> set[str]:
    """Every letter of Vietnamese, with every tone, in both cases (and f j w z)."""
    plain = ALPHABET + ALPHABET.lower()
    toned = {unicodedata.normalize("NFC", c + t) for c in "AĂÂEÊIOÔƠUƯY" for t in TONES}
    return set(plain) | toned | {c.lower() for c in toned}


def find_font(name: str, folder: Path | None) -> Path:
    """Give the file of a face; raises FileNotFoundError when it is not installed."""
    file, style = FACES[name]
    if folder is not None:
        path = folder / file
    else:
        command = ["fc-match", "-f", "%{file}", f"Liberation Serif{style}"]
        path = Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    if path.name != file or not path.is_file():
        raise FileNotFoundError(f"{file} not found (install Liberation fonts version 2)")
    return path


def read_widths(path: Path) -> dict[str, int]:
    """Read the width of every character in RANGES that the font has, in units of 1/2048 em."""
    from fontTools.ttLib import TTFont

    with TTFont(path) as font:
        if font["head"].unitsPerEm != EM:
            raise ValueError(f"{path}: {font['head'].unitsPerEm} units per em, not {EM}")
        cmap, advance = font.getBestCmap(), font["hmtx"]
        widths = {
            chr(code): advance[cmap[code]][0]
            for first, last in RANGES
            for code in range(first, last + 1)
            if code in cmap
        }
    missing = vietnamese() - set(widths)
    if missing:
        raise ValueError(f"{path}: an old version, without {''.join(sorted(missing))}")
    # Word draws the no-break hyphen as a hyphen, and the soft hyphen only where a line breaks.
    widths["\u2011"] = widths["-"]
    widths["\u00ad"] = 0
    return widths


def quoted(line: str) -> str:
    """Quote a line as the formatter does: double quotes unless that needs more backslashes."""
    if '"' in line and "'" not in line:
        return f"'{line}'"
    return '"' + line.replace('"', '\\"') + '"'


def literal(chars: list[str]) -> list[str]:
    """Write characters as string literals of at most 90 columns."""
    lines, line = [], ""
    for c in chars:
        text = c if c.isprintable() and c != "\\" else ascii(c)[1:-1]
        if len(line) + len(text) > 84:
            lines.append(quoted(line))
            line = ""
        line += text
    return [*lines, quoted(line)]


def write_module(faces: dict[str, dict[str, int]]) -> str:
    """Give the source of the data module: per face, width -> characters."""
    out = [
        '"""Advance widths of Times New Roman in units of 1/2048 em: {width: its characters}.',
        "",
        "Made by tools/make_widths.py from the metric-compatible Liberation Serif; not to be",
        'edited by hand."""',
    ]
    for name, widths in faces.items():
        by_width: dict[int, list[str]] = {}
        for c in sorted(widths):
            by_width.setdefault(widths[c], []).append(c)
        out += ["", f"{name}: dict[int, str] = {{"]
        for width in sorted(by_width):
            lines = literal(by_width[width])
            if len(lines) == 1:
                out.append(f"    {width}: {lines[0]},")
            else:
                out.append(f"    {width}: (")
                out += [f"        {line}" for line in lines]
                out.append("    ),")
        out.append("}")
    return "\n".join(out) + "\n"


def main(args: list[str]) -> int:
    """Write the module; 0 when done, 2 when a font is missing or too old."""
    folder = Path(args[0]) if args else None
    try:
        faces = {name: read_widths(find_font(name, folder)) for name in FACES}
    except (OSError, ValueError, subprocess.CalledProcessError) as e:
        print(e, file=sys.stderr)
        return 2
    TARGET.write_text(write_module(faces), encoding="utf-8")
    print(f"{TARGET.name}: {', '.join(f'{n} {len(w)}' for n, w in faces.items())} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
