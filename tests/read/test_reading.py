"""Files of every kind to data and back: what docgen prints in Word is read as the same document."""

from __future__ import annotations

import re
import shutil
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from ruamel.yaml import YAML

from docgen.cli import run
from docgen.findings import InputError
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.read.text.document import read_source, read_text
from docgen.read.text.marks import plain
from docgen.read.word import read_docx
from docgen.reading import MAX_TEXT, as_data_file, decode, read_file
from docgen.viet.chuan import nfc
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import find_soffice
from docgen.write.text import write_txt
from tests.strategies import office_documents, van_ban

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIXTURES = sorted((ROOT / "fixtures").glob("*.yaml"))
CORPUS = ROOT.parent / "shared" / "corpus"
SEEDS = sorted(CORPUS.glob("seeds/*.txt"))
WORD = sorted([*CORPUS.glob("official/*.docx"), *CORPUS.glob("faulty/*.docx")])
_AUDIENCE = re.compile(r" \{doi_tuong: [^}]*\}$", re.MULTILINE)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_a_word_file_of_ours_is_read_back(path: Path) -> None:
    document = read_data_file(path)[0]
    reading = read_source(read_docx(render_docx(document)[0]))
    assert reading.left_over == []
    # For whom a block is meant is not printed in Word.
    printed = _AUDIENCE.sub("", write_txt(document).decode())
    assert write_txt(reading.van_ban).decode() == printed


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(van_ban())
def test_any_word_file_is_read_and_rendered_again(document: VanBan) -> None:
    reading = read_source(read_docx(render_docx(document)[0]))
    assert render_docx(reading.van_ban)[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(office_documents())
def test_any_word_file_of_ours_is_read_back(document: VanBan) -> None:
    reading = read_source(read_docx(render_docx(document)[0]))
    assert write_txt(reading.van_ban).decode() == write_txt(document).decode()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_what_is_read_renders_as_the_same_word_text(path: Path) -> None:
    first = render_docx(read_data_file(path)[0])[0]
    again = render_docx(read_source(read_docx(first)).van_ban)[0]
    texts = [[x.text for x in read_docx(data).lines] for data in (first, again)]
    assert texts[0] == texts[1]


def _split(text: str) -> list[str]:
    return plain(nfc(text)).split()


@pytest.mark.skipif(not SEEDS, reason="the corpus of real documents is not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_real_document_comes_back_through_yaml_and_word(path: Path, tmp_path: Path) -> None:
    """Every word with its label, in order; what differs is listed one by one, with its reason."""
    reading = read_file(path)
    data = tmp_path / "van_ban.yaml"
    data.write_bytes(as_data_file(reading))
    document = read_data_file(data)[0]
    assert document == reading.van_ban
    lines = path.read_text(encoding="utf-8").split("\n")
    real = [w for x in lines for w in _split(re.sub(r"^#+\s*", "", x.strip()))]
    printed = [w for x in read_docx(render_docx(document)[0]).lines for w in _split(x.text)]
    steps = SequenceMatcher(None, real, printed, autojunk=False).get_opcodes()
    found = [
        [" ".join(real[a:b]), " ".join(printed[c:d])]
        for step, a, b, c, d in steps
        if step != "equal"
    ]
    listed = YAML(typ="safe").load(HERE / "seed_differences.yaml")[path.stem]
    assert found == [[before, after] for before, after, _reason in listed]


@pytest.mark.skipif(not WORD, reason="the corpus of Word files is not here")
@pytest.mark.parametrize("path", WORD, ids=lambda p: p.stem)
def test_foreign_word_files_are_read(path: Path) -> None:
    reading = read_file(path)
    assert reading.van_ban.noi_dung
    assert write_txt(reading.van_ban)


def test_what_is_left_over_stands_in_the_data_file(tmp_path: Path) -> None:
    reading = read_text("Ký bởi: Sở Nội vụ\nKẾ HOẠCH\nX\n\n1. A.\n")
    made = as_data_file(reading).decode()
    assert "# dòng 1: Ký bởi: Sở Nội vụ" in made
    (tmp_path / "a.yaml").write_text(made, encoding="utf-8")
    assert read_data_file(tmp_path / "a.yaml")[0] == reading.van_ban


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_encodings(encoding: str) -> None:
    text = "KẾ HOẠCH"
    if encoding == "cp1258":
        text = "KÊ\u0301 HOA\u0323CH"
    assert decode(text.encode(encoding)).endswith("KẾ HOẠCH")


def test_content_decides_not_the_ending(tmp_path: Path) -> None:
    word = tmp_path / "that_ra_la_word.txt"
    word.write_bytes(render_docx(read_data_file(FIXTURES[0])[0])[0])
    assert read_file(word).van_ban.loai == read_data_file(FIXTURES[0])[0].loai


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("khong_co.txt", None, "DOC07"),
        ("to.txt", b"a" * (MAX_TEXT + 1), "DOC08"),
    ],
)
def test_files_that_cannot_be_read(
    name: str, content: bytes | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert [f.code for f in caught.value.findings] == [code]
    assert caught.value.findings[0].where is not None
    assert caught.value.findings[0].where.file == str(path)


@pytest.mark.office
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_an_older_word_file(tmp_path: Path) -> None:
    rtf = tmp_path / "cu.rtf"
    rtf.write_text(r"{\rtf1\ansi KE HOACH\par Trong cay\par 1. Trong cay.\par}", encoding="ascii")
    document = read_file(rtf).van_ban
    assert document.loai == "ke_hoach"
    assert [b.cap for b in document.noi_dung] == ["so"]


def test_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("van_ban.txt").write_text("KẾ HOẠCH\nX\n\n1. Có 7/9 xã.\n", encoding="utf-8")
    assert run(["read", "van_ban.txt", "--targets"]) == 0
    out = capsys.readouterr()
    assert "Đã ghi van_ban.yaml" in out.out
    assert "[DOC10]" in out.err
    made = Path("van_ban.yaml").read_text(encoding="utf-8")
    assert "{{ chi_tieu.xa }}" in made
    assert run(["read", "van_ban.txt"]) == 2  # it is there already
    assert run(["read", "van_ban.txt", "-o", "b.json"]) == 0
    assert run(["read", "van_ban.txt", "-o", "b.xyz"]) == 2
    shutil.copy("van_ban.yaml", "c.yaml")
    assert run(["read", "c.yaml", "-o", "c.yaml", "--force"]) == 2
    assert Path("c.yaml").read_text(encoding="utf-8") == made
    capsys.readouterr()
