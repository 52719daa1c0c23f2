"""Bad input: each mistake gives the error the design asks for, in Vietnamese, exit code 2,
nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import GOOD


def docgen(
    *arguments: str, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        timeout=120,
    )


def render(tmp_path: Path, text: str, *more: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "kh.yaml").write_text(text, encoding="utf-8")
    return docgen("render", "kh.yaml", *more, cwd=tmp_path)


def refused(done: subprocess.CompletedProcess[str], tmp_path: Path) -> str:
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    left = [p.name for p in tmp_path.iterdir() if p.suffix in (".docx", ".pdf", ".tmp")]
    assert left == []
    return done.stderr


def test_good_data_renders(tmp_path: Path) -> None:
    done = render(tmp_path, GOOD)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kh.docx").read_bytes()[:2] == b"PK"
    assert "Đã ghi kh.docx" in done.stdout


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        (("trich_yeu:", "trich_yue:"), "kh.yaml:5:1", "Có phải `trich_yeu`?"),
        (("trich_yeu:", "trích yếu:"), "kh.yaml:5:1", "Có phải `trich_yeu`?"),
        (("ngay: 2022-06-23", "ngay: hôm nay"), "kh.yaml:4:7", "không phải ngày tháng"),
        (("ngay: 2022-06-23", "ngay: 31/6/2022"), "kh.yaml:4:7", "Không có ngày 31/6/2022"),
        (("loai: ke_hoach", "loai: kế hoạch"), "kh.yaml:1:7", "Có phải `ke_hoach`?"),
        (("loai: ke_hoach", "loai: xyz"), "kh.yaml:1:7", "Không có loại văn bản “xyz”"),
        (("luu: VT", "luu: [VT]"), "kh.yaml:10:6", "phải là chữ"),
        (("luu: VT", "trinh_bay: {le_trai: 10}"), "kh.yaml:10:22", "không nhỏ hơn 30"),
        (("luu: VT", "trinh_bay: {co_chu: 15}"), "kh.yaml:10:21", "13, 14"),
        (("luu: VT", "so: 146/KH-UBND"), "kh.yaml:10:5", "Chỉ ghi số"),
        (("luu: VT", "chi_tieu: {a: {gia_tri: nhiều}}"), "kh.yaml:10:25", "phải là số"),
        (("luu: VT", "can_cu: [{so: 5}]"), "kh.yaml:10:10", "Thiếu khóa bắt buộc `loai`"),
        (("loai: ke_hoach\n", ""), "kh.yaml:1:1", "Thiếu khóa bắt buộc `loai`"),
    ],
)
def test_one_mistake(tmp_path: Path, change: tuple[str, str], place: str, says: str) -> None:
    assert change[0] in GOOD
    said = refused(render(tmp_path, GOOD.replace(*change)), tmp_path)
    assert place in said
    assert says in said


def test_all_mistakes_at_once_in_order(tmp_path: Path) -> None:
    bad = GOOD.replace("loai: ke_hoach", "loai: x").replace("luu:", "lưu_:")
    bad = bad.replace("2022-06-23", "hôm nay").replace("chuc_vu", "chucvu")
    said = refused(render(tmp_path, bad), tmp_path)
    lines = [line.split(":")[2] for line in said.splitlines() if "kh.yaml" in line]
    assert lines == ["1", "4", "10", "11"]


def test_faults_of_several_files_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("trich_yeu", "x"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("ngay: 2022-06-23", "ngay: x"), encoding="utf-8")
    done = docgen("render", "a.yaml", "b.yaml", "khong_co.yaml", cwd=tmp_path)
    said = refused(done, tmp_path)
    assert "a.yaml:5:1" in said
    assert "b.yaml:4:7" in said
    assert "khong_co.yaml: Không đọc được tệp dữ liệu: không tìm thấy" in said


def test_fault_in_a_profile_is_placed_in_the_profile(tmp_path: Path) -> None:
    (tmp_path / "dv.yaml").write_text("ten: A\nvieet_tat: B\n", encoding="utf-8")
    data = GOOD.replace("co_quan: Ủy ban nhân dân tỉnh Lạng Sơn", "co_quan: dv.yaml")
    said = refused(render(tmp_path, data), tmp_path)
    assert "dv.yaml:2:1" in said
    assert "Có phải `viet_tat`?" in said


def test_missing_values_are_gaps_not_errors(tmp_path: Path) -> None:
    done = render(tmp_path, "loai: ke_hoach\nco_quan: Ủy ban nhân dân xã A\n")
    assert done.returncode == 0
    assert "[KT01]" in done.stderr
    assert (tmp_path / "kh.docx").exists()


def test_broken_template(tmp_path: Path) -> None:
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau" / "mau.docx").write_bytes(b"not a zip")
    said = refused(render(tmp_path, GOOD, "--template", "mau"), tmp_path)
    assert "mau.docx" in said


def test_hundred_megabytes(tmp_path: Path) -> None:
    with open(tmp_path / "kh.yaml", "wb") as file:
        file.write(GOOD.encode())
        file.truncate(100_000_000)
    done = docgen("render", "kh.yaml", cwd=tmp_path)
    assert "quá lớn" in refused(done, tmp_path)


def test_alias_bomb(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    said = refused(render(tmp_path, "\n".join(lines)), tmp_path)
    assert "[DL07]" in said


def test_control_characters_are_dropped_and_reported(tmp_path: Path) -> None:
    done = render(tmp_path, GOOD.replace("Một việc", "Một\x07 vi\u200bệc"))
    assert done.returncode == 0, done.stderr
    assert "kh.yaml:8:8: Đã bỏ ký tự không dùng được trong văn bản: U+0007" in done.stderr
    assert "U+200B" in done.stderr


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "kh.yaml").write_bytes(GOOD.encode("utf-8") + b"\xff\xfe\xfa")
    said = refused(docgen("render", "kh.yaml", cwd=tmp_path), tmp_path)
    assert "UTF-8" in said


def test_existing_output_is_sacred(tmp_path: Path) -> None:
    (tmp_path / "kh.docx").write_bytes(b"mine")
    done = render(tmp_path, GOOD)
    assert done.returncode == 2
    assert "đã có, không ghi đè" in done.stderr
    assert (tmp_path / "kh.docx").read_bytes() == b"mine"
    assert render(tmp_path, GOOD, "--force").returncode == 0
    assert (tmp_path / "kh.docx").read_bytes()[:2] == b"PK"


def test_data_file_is_never_overwritten_by_its_own_output(tmp_path: Path) -> None:
    done = render(tmp_path, GOOD, "-o", "kh.yaml", "--force")
    assert done.returncode == 2
    assert (tmp_path / "kh.yaml").read_text(encoding="utf-8") == GOOD


def test_unwritable_folder(tmp_path: Path) -> None:
    for out in ("/proc/kq.docx", "khong/co/kq.docx"):
        said = refused(render(tmp_path, GOOD, "-o", out), tmp_path)
        assert "Không ghi được tệp" in said
        assert out in said


def test_unknown_ending(tmp_path: Path) -> None:
    assert "Không biết ghi tệp đuôi" in refused(render(tmp_path, GOOD, "-o", "kq.odt"), tmp_path)


def test_missing_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "kh.yaml").write_text(GOOD, encoding="utf-8")
    done = docgen(
        "render", "kh.yaml", "--pdf", cwd=tmp_path, env={"DOCGEN_SOFFICE": "/khong/co/soffice"}
    )
    said = refused(done, tmp_path)
    assert "[PDF01]" in said
    assert "libreoffice-writer" in said


def test_unknown_command_and_option_speak_vietnamese(tmp_path: Path) -> None:
    done = docgen("schem", cwd=tmp_path)
    assert done.returncode == 2
    assert "Không có lệnh 'schem'. (Có phải một trong: 'check', 'schema'?)" in done.stderr
    done = docgen("render", "--fo", "x.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "Không có tùy chọn" in done.stderr


def test_new_for_an_unknown_kind(tmp_path: Path) -> None:
    done = docgen("new", "ke_hoch", cwd=tmp_path)
    assert done.returncode == 2
    assert "Có phải `ke_hoach`?" in done.stderr
