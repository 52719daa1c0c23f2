"""The command line inside the test's own process, in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.cli import run
from docgen.lang import set_language

GOOD = """loai: ke_hoach
co_quan: Ủy ban nhân dân tỉnh Lạng Sơn
dia_danh: Lạng Sơn
ngay: 2022-06-23
trich_yeu: Thử
noi_dung: |
  I. MỤC ĐÍCH
  - Một việc
noi_nhan: [Như trên]
luu: VT
chu_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn A}
"""


@dataclass
class Said:
    """What a command said: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Docgen = Callable[..., Said]


@pytest.fixture
def docgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Docgen]:
    """Runs the command line in `tmp_path`, in Vietnamese unless told otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOCGEN_LANG", raising=False)

    def call(*arguments: str) -> Said:
        code = run(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    yield call
    set_language("vi")


@pytest.fixture
def batch(tmp_path: Path, docgen: Docgen) -> Docgen:
    """`docgen batch` beside an outline and a roster; whatever happens is told in words."""
    from tests.cli.batch_office import DATA, ROSTER

    (tmp_path / "dc.yaml").write_text(DATA, encoding="utf-8")
    (tmp_path / "ds.csv").write_text(ROSTER, encoding="utf-8")

    def call(*arguments: str, lang: str = "vi") -> Said:
        said = docgen("--lang", lang, "batch", *arguments)
        for text in (said.out, said.err):
            assert "Traceback" not in text
            assert "docgen-loi" not in text
        assert said.code in (0, 1, 2)
        return said

    return call


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, hidden ones too, and every folder."""
    return {
        str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"folder"
        for p in folder.rglob("*")
    }


def write(folder: Path, **texts: str) -> None:
    """Data files by stem."""
    for stem, text in texts.items():
        (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
