"""PDFs among several outputs: named as the user named them, all of them or none."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.cli import run
from docgen.findings import InputError
from docgen.render import Options, _print_all
from docgen.write.pdf import LibreOffice, to_pdf
from tests.cli.conftest import GOOD, tree, write


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with two data files to work in; temporary files lie beside it and go again."""
    work, temporary = tmp_path / "work", tmp_path / "tmp"
    work.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.delenv("DOCGEN_LANG", raising=False)
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    write(work, a=GOOD, b=GOOD)
    yield work
    assert list(temporary.iterdir()) == []


def _spoiled(plan: Path) -> bytes:
    """A Word file that LibreOffice cannot load."""
    broken = Path(tempfile.mkdtemp(), "x.docx")
    with zipfile.ZipFile(plan) as old, zipfile.ZipFile(broken, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, data[:200] if item.filename == "word/document.xml" else data)
    data = broken.read_bytes()
    broken.unlink()
    broken.parent.rmdir()
    return data


def _failing_soffice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that ends at once, having said where it was told to read and write."""
    program = folder / "soffice"
    program.write_text('#!/bin/sh\necho "cannot do: $*"\nexit 3\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program))


@pytest.mark.parametrize(
    ("kind", "option"),
    [("html", "--pdf"), ("html", "--pdf-a"), ("txt", "--pdf"), ("json", "--pdf")]
    + [("docx", "--pdf"), ("pdf", "--pdf"), ("pdf", "--pdf-a")],
)
def test_the_pdf_stands_beside_any_output(here: Path, kind: str, option: str) -> None:
    (here / "new").mkdir()
    assert run(["render", "a.yaml", "-o", f"new/bản.1.{kind}", option]) == 0
    assert set(tree(here / "new")) == {f"bản.1.{kind}", "bản.1.pdf"}
    assert tree(here / "new")["bản.1.pdf"].startswith(b"%PDF-")
    assert (b"pdfaid" in tree(here / "new")["bản.1.pdf"]) == (option == "--pdf-a")


def test_help_says_where_the_pdf_goes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "--help"]) == 0
    assert "Ghi thêm bản PDF cạnh tệp kết quả, cùng tên." in capsys.readouterr().out


def test_several_files_into_a_new_folder(here: Path) -> None:
    assert run(["render", "a.yaml", "b.yaml", "-o", "x/y/", "--pdf"]) == 0
    made = tree(here / "x" / "y")
    assert set(made) == {"a.docx", "a.pdf", "b.docx", "b.pdf"}
    assert made["a.pdf"] == made["b.pdf"]


@pytest.mark.parametrize("there", ["a.pdf", "b.pdf"])
def test_a_pdf_that_exists_stops_all(
    here: Path, there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / there).write_bytes(b"mine")
    before = tree(here)
    assert run(["render", "a.yaml", "b.yaml", "--pdf"]) == 2
    assert f"{there}: Tệp đã có" in capsys.readouterr().err
    assert tree(here) == before


@pytest.mark.parametrize("sources", [["a.yaml"], ["a.yaml", "b.yaml"]], ids=["cold", "warm"])
@pytest.mark.parametrize("kind", [[], ["--force"]], ids=["new", "force"])
def test_nothing_is_written_when_printing_fails(
    here: Path,
    sources: list[str],
    kind: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _failing_soffice(here, monkeypatch)
    out = ["-o", "x/y/"]
    if kind:
        out = []
        (here / "a.docx").write_bytes(b"mine")
        (here / "a.pdf").write_bytes(b"mine")
    before = tree(here)
    assert run(["render", *sources, "--pdf", *out, *kind]) == 2
    said = capsys.readouterr().err
    assert said.count("[PDF03]") == len(sources)
    for source in sources:
        stem = source.removesuffix(".yaml")
        assert f"Không in được {'' if kind else 'x/y/'}{stem}.pdf ra PDF" in said
    assert "van_ban" not in said
    assert tree(here) == before


@pytest.mark.parametrize("good", [0, 1], ids=["cold", "warm"])
def test_every_document_that_fails_is_named(here: Path, plan: Path, good: int) -> None:
    bad = _spoiled(plan)
    names = ["kế hoạch.pdf", "b.pdf"][: good + 1]
    prints = [(plan.read_bytes(), here / "good.pdf")] * good
    prints += [(bad, Path(name)) for name in names]
    before = tree(here)
    with pytest.raises(InputError) as caught:
        _print_all(prints, Options())
    assert [f.code for f in caught.value.findings] == ["PDF03"] * len(names)
    for name, finding in zip(names, caught.value.findings, strict=True):
        assert f"Không in được {name} ra PDF" in finding.message
        assert tempfile.gettempdir() not in finding.message
        assert "van_ban" not in finding.message
    assert tree(here) == before


@pytest.mark.parametrize("way", ["cold", "warm"])
def test_messages_name_what_the_caller_shows(
    way: str, office: LibreOffice, plan: Path, long_plan: Path, tmp_path: Path
) -> None:
    warm = office if way == "warm" else None
    text = tmp_path / "text.docx"
    text.write_text("just text", encoding="utf-8")
    spoiled = tmp_path / "spoiled.docx"
    spoiled.write_bytes(_spoiled(plan))
    for docx, seconds, code in (
        (tmp_path / "none.docx", 60.0, "PDF04"),
        (text, 60.0, "PDF03"),
        (spoiled, 60.0, "PDF03"),
        (long_plan, 0.05, "PDF02"),
    ):
        shown = Path("của tôi.pdf")
        with pytest.raises(InputError) as caught:
            to_pdf(docx, tmp_path / "t.pdf", warm=warm, shown=shown, timeout=seconds)
        (finding,) = caught.value.findings
        assert finding.code == code
        assert str(shown) in finding.message
        assert str(tmp_path) not in finding.message
        assert docx.name not in finding.message


def test_a_temporary_folder_that_is_gone(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """That folder is what the user must mend, so it is named; no traceback."""
    monkeypatch.setattr(tempfile, "tempdir", str(here / "none"))
    before = tree(here)
    assert run(["render", "a.yaml", "--pdf"]) == 2
    said = capsys.readouterr().err
    assert f"Không ghi được {here / 'none'}: " in said
    assert "[PDF03]" in said
    assert tree(here) == before
    monkeypatch.setattr(tempfile, "tempdir", os.environ["TMPDIR"])
