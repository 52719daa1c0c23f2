"""Which faces are whole for Vietnamese, and hiding those that are not."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docgen.write.pdf import fonts
from docgen.write.pdf.process import Office

WHOLE = "20-7e a0-17f 1a0-1a1 1af-1b0 1ea0-1ef9"
# What Liberation Serif 1.07 holds of the letters: Latin-1, Latin Extended-A, not 1EA0-1EF9.
PART = "20-7e a0-17f"


def _lines(family: str, charset: str, folder: str) -> str:
    return "".join(
        f"{family}\t{weight}\t{slant}\t{charset}\t/{folder}/{family}-{weight}-{slant}.ttf\n"
        for weight in (80, 200)
        for slant in (0, 100)
    )


def test_the_alphabet_is_complete() -> None:
    letters = fonts.vietnamese_letters()
    assert len(letters) == 2 * (12 * 6 + 1) - 2 * 6
    assert set("ếỆđĐưỹơẵọ") <= set(letters)


def test_a_font_with_holes_is_hidden_only_if_a_whole_one_stands_in() -> None:
    part, whole = _lines("Liberation Serif", PART, "old"), _lines("Tinos", WHOLE, "new")
    assert fonts.hidden_files(fonts.parse_faces(part)) == []
    assert fonts.hidden_files(fonts.parse_faces(whole)) == []
    hidden = fonts.hidden_files(tuple(fonts.parse_faces(part + whole)))
    assert [path.parent for path in hidden] == [Path("/old")] * 4


def test_variable_faces_other_families_and_odd_lines() -> None:
    text = f"Tinos,Tinos VF\t[40 210]\t0\t{WHOLE}\t/v.ttf\nArial\t80\t0\t20\t/a.ttf\nnonsense\n"
    (face,) = fonts.parse_faces(text)
    assert (face.family, face.bold, face.italic, face.whole) == ("Tinos", True, False, True)
    assert fonts.whole_families((face,)) == []


def test_configuration_is_xml_and_names_the_files() -> None:
    root = ElementTree.fromstring(fonts.fonts_conf([Path("/a & b/c.ttf")], "/x/fonts.conf"))
    assert [glob.text for glob in root.iter("glob")] == ["/a & b/c.ttf"]
    assert [include.text for include in root.iter("include")] == ["/x/fonts.conf"]


@pytest.mark.parametrize(
    ("listing", "code"),
    [
        ("", "PDF05"),
        (_lines("Liberation Serif", PART, "old"), "PDF05"),
        (_lines("Tinos", WHOLE, "new").split("\n")[0] + "\n", "PDF05"),
        (_lines("Tinos", WHOLE, "new"), None),
        (_lines("Liberation Serif", PART, "old") + _lines("Tinos", WHOLE, "new"), None),
    ],
)
def test_report(monkeypatch: pytest.MonkeyPatch, listing: str, code: str | None) -> None:
    monkeypatch.setattr(fonts, "has_fontconfig", lambda: True)
    monkeypatch.setattr(fonts, "_run", lambda command: listing)
    fonts.faces.cache_clear()
    try:
        report = fonts.font_report()
    finally:
        fonts.faces.cache_clear()
    assert [finding.code for finding in report] == ([code] if code else [])
    for finding in report:
        assert finding.severity == "canh_bao"
        assert finding.hint


def test_system_without_fontconfig_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert fonts.font_report() == []


def test_soffice_is_given_the_configuration_that_hides(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from docgen.write.pdf import process

    listing = _lines("Liberation Serif", PART, "old") + _lines("Tinos", WHOLE, "new")
    known = tuple(fonts.parse_faces(listing))
    monkeypatch.setattr(process, "faces", lambda soffice: known)
    monkeypatch.setattr(process, "has_fontconfig", lambda: True)
    with Office(tmp_path / "soffice") as office:
        path = Path(office.environment()["FONTCONFIG_FILE"])
        assert path.is_relative_to(office.profile)
        assert "/old/Liberation Serif-80-0.ttf" in path.read_text("utf-8")
    assert not office.profile.exists()


def test_the_hidden_family_is_not_used(
    monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
) -> None:
    import pypdf

    from docgen.write.pdf import process, to_pdf

    known = fonts.faces()
    if set(fonts.whole_families(known)) != {"Liberation Serif", "Tinos"}:
        pytest.skip("needs Liberation Serif 2.x and Tinos, and no Times New Roman")
    # LibreOffice prefers Liberation Serif; told that it has holes, it must print with Tinos alone.
    holed = tuple(
        fonts.Face(f.family, f.file, f.bold, f.italic, f.family == "Tinos") for f in known
    )
    monkeypatch.setattr(process, "faces", lambda soffice: holed)
    to_pdf(plan, tmp_path / "a.pdf")
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0]
        for page in pypdf.PdfReader(tmp_path / "a.pdf").pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names == {"Tinos"}
