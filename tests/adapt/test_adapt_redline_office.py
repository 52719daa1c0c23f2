"""The laws of the redline as LibreOffice itself carries them out, and what it sees in the file."""

from __future__ import annotations

import io
import json
import secrets
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.adapt.redline import Note, redline
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.write.docx.engine import render_docx
from docgen.write.pdf import _bridge, find_soffice
from docgen.write.pdf.office import find_uno_python, python_environment
from docgen.write.pdf.process import Office
from tests.adapt.test_adapt_redline import FIXTURES, print_of, rendered

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed"),
]
HERE = Path(__file__).parent
Ask = Callable[[bytes, str], dict[str, Any]]

_PHRASES = {
    "UBND các huyện, thành phố": "UBND các xã, thị trấn",
    "Các sở, ban, ngành": "Các phòng, ban, ngành",
    "các sở, ban, ngành": "các phòng, ban, ngành",
    "Sở Nội vụ (Ban Thi đua - Khen thưởng tỉnh)": "Phòng Nội vụ",
    "Sở Nội vụ": "Phòng Nội vụ",
    "UBND tỉnh": "UBND huyện",
    "toàn tỉnh": "toàn huyện",
    "của tỉnh": "của huyện",
    "{{ chi_tieu.xa_dat_chuan }}": "[[cấp trên: 115/181]]",
    "quý III năm 2022": "[[quý III năm 2022]]",
}


def plan() -> VanBan:
    """The province's plan."""
    return read_data_file(HERE.parents[1] / "fixtures/lang_son_ke_hoach.yaml")[0]


def adapted() -> VanBan:
    """The province's plan as a district would write it: words, one block less, other receivers."""

    def words(text: str) -> str:
        for old, new in _PHRASES.items():
            text = text.replace(old, new)
        return text

    upper = plan()
    district = read_data_file(HERE.parents[1] / "fixtures/van_quan_phat_dong.yaml")[0]
    blocks = [b.model_copy(update={"text": words(b.text)}) for b in upper.noi_dung]
    del blocks[13], blocks[30:33]
    return upper.model_copy(
        update={
            "noi_dung": blocks,
            "ket_thuc": [words(t) for t in upper.ket_thuc],
            "co_quan": district.co_quan,
            "so": None,
            "dia_danh": "Văn Quan",
            "noi_nhan": district.noi_nhan,
            "chu_ky": district.chu_ky,
        }
    )


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Opens a file in LibreOffice, dispatches a command, tells what there is then."""
    soffice = find_soffice()
    assert soffice is not None
    python = find_uno_python(soffice)
    if python is None:
        pytest.skip("no Python with uno")
    folder = tmp_path_factory.mktemp("redline")
    with Office(soffice) as office:
        pipe = "docgen" + secrets.token_hex(6)
        address = f"pipe,name={pipe}"
        office.spawn([f"--accept={address};urp;"], pipe)
        client = subprocess.Popen(
            [
                python,
                str(HERE / "revisions_uno.py"),
                str(Path(_bridge.__file__).parent),
                address,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=python_environment(),
        )
        assert client.stdin is not None
        assert client.stdout is not None
        stdin, stdout = client.stdin, client.stdout
        assert stdout.readline() == "ready\n"
        turn = 0

        def do(data: bytes, command: str) -> dict[str, Any]:
            nonlocal turn
            turn += 1
            path = folder / f"{turn}.docx"
            path.write_bytes(data)
            stdin.write(json.dumps([path.as_uri(), command]) + "\n")
            stdin.flush()
            answer: dict[str, Any] = json.loads(stdout.readline())
            return answer

        try:
            yield do
        finally:
            stdin.close()
            client.wait(20)
            stdout.close()


def check(ask: Ask, source: bytes, own: bytes, empty: bool = True) -> None:
    """Both laws in LibreOffice; `empty`: empty paragraphs count."""

    def text(answer: dict[str, Any]) -> list[str]:
        return [p for p in answer["paragraphs"] if empty or p]

    made = redline(source, own)
    for command, wanted in (("Accept", own), ("Reject", source)):
        answer = ask(made, f"{command}AllTrackedChanges")
        assert answer["before"] > 0
        assert answer["after"] == 0
        assert text(answer) == text(ask(wanted, ""))


def test_an_adapted_plan(ask: Ask) -> None:
    check(ask, render_docx(plan())[0], render_docx(adapted())[0])


def test_the_way_back(ask: Ask) -> None:
    check(ask, render_docx(adapted())[0], render_docx(plan())[0])


# In documents of other kinds whole tables come and go with the paragraph before them; LibreOffice
# then leaves an empty paragraph, as it cannot join one with a table.
@pytest.mark.parametrize(
    ("source", "own"),
    [
        (a, b)
        for a, b in zip(FIXTURES, [*FIXTURES[1:], FIXTURES[0]], strict=True)
    ],
    ids=lambda p: p.stem,
)  # fmt: skip
def test_two_documents(ask: Ask, source: Path, own: Path) -> None:
    check(ask, rendered(source), rendered(own), empty=False)


_BLOCKS: list[Any] = [
    {"so": "Các sở, ban, ngành tham mưu cơ chế"},
    {"so": "Đài Truyền thanh đưa tin, bài về gương tốt"},
    {"bang": "", "cot": ["Xã", "Mức"], "hang": [["An Bình", "Đạt"], ["Tân Mỹ", "Chưa đạt"]]},
    {"so": "Văn phòng tổng hợp, báo cáo kết quả"},
]


@pytest.mark.parametrize(
    "blocks",
    [
        _BLOCKS[1:],  # the first one gone
        [_BLOCKS[0], *_BLOCKS[2:]],  # the one before a table gone
        [*_BLOCKS[:2], {"so": "Hội Nông dân vận động hội viên"}, *_BLOCKS[2:]],
        # Words at the end of a paragraph, and a paragraph after it.
        [{"so": _BLOCKS[0]["so"] + ", chính sách"}, {"so": "Một việc khác hẳn"}, *_BLOCKS[1:]],
        # Only a table gone.
        [*_BLOCKS[:2], _BLOCKS[3]],
        # A row gone, a row new.
        [*_BLOCKS[:2], {**_BLOCKS[2], "hang": [["An Bình", "Đạt"]]}, _BLOCKS[3]],
        [*_BLOCKS[:2], {**_BLOCKS[2], "hang": [["Yên Sơn", "Mới"], *_BLOCKS[2]["hang"]]}],
    ],
)
@pytest.mark.parametrize("back", [False, True])
def test_blocks_come_and_go(ask: Ask, blocks: list[Any], back: bool) -> None:
    files = [print_of(_BLOCKS), print_of(blocks)]
    check(ask, *(reversed(files) if back else files))


def test_the_same_document_has_no_change(ask: Ask) -> None:
    data = render_docx(plan())[0]
    assert ask(redline(data, data), "")["before"] == 0


def test_comments_and_changes_are_seen(tmp_path: Path) -> None:
    """In LibreOffice's own format, as it keeps them: its window for comments needs a screen."""
    notes = [
        Note("[cấp trên: 115/181]", "Nhập số của huyện"),
        Note("[quý III năm 2022]", "Thời hạn"),
        Note("Thi đua", "Bỏ", removed=True),
        Note("không có", "lạc"),
    ]
    made = redline(render_docx(plan())[0], render_docx(adapted())[0], notes)
    target = tmp_path / "a.docx"
    target.write_bytes(made)
    soffice = find_soffice()
    assert soffice is not None
    with Office(soffice) as office:
        office.spawn(["--convert-to", "odt", "--outdir", str(tmp_path), str(target)])
        assert office.wait(60) is not None
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.odt").read_bytes())) as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(notes)
    assert all(note.text in content for note in notes)
    assert content.count("<text:changed-region") > 50
