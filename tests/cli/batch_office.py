"""An office that sends an outline to its units: its files, and what the command said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.check.opening import open_docx
from tests.batch.outlines import fill
from tests.cli.conftest import Said

Batch = Callable[..., Said]
"""Runs `docgen batch`; `lang`: language of its messages."""
DATA = """loai: de_cuong
co_quan: {ten: Ủy ban nhân dân tỉnh Lạng Sơn, viet_tat: UBND, cap: tinh, dia_danh: Lạng Sơn}
trich_yeu: Sơ kết phong trào thi đua
kem_theo_van_ban:
  {loai: Kế hoạch, so: 146, ky_hieu: KH-UBND, ngay: 2022-06-23,
   co_quan: Ủy ban nhân dân tỉnh Lạng Sơn}
bien: {han: 10/10/2022}
chi_tieu:
  tieu_chi: {ten: Số tiêu chí đạt chuẩn, don_vi: tiêu chí}
  ho_hien_dat: {ten: Số hộ hiến đất, don_vi: hộ}
noi_dung: |
  1. Thuận lợi, khó khăn {doi_tuong: xa, huyen}
  - Thuận lợi: <<Thuận lợi>>
  2. Việc của ngành {doi_tuong: don_vi}
  - Đã ban hành <<van_ban: Số văn bản>> văn bản. {doi_tuong: don_vi}
  3. Kết quả, theo biểu sau:
  {chi_tieu: tat_ca}
  4. Kiến nghị, gửi trước ngày {{ han }}
  <<Kiến nghị>>
"""
ROSTER = """Tên đơn vị;Cấp;chi_tieu.tieu_chi
Ủy ban nhân dân xã Điềm He;xã;19
Ủy ban nhân dân xã Tri Lễ;xã;17
Sở Y tế;đơn vị;2
"""
BAD = ROSTER + "Ủy ban nhân dân xã Yên Phúc;xã;mười\n;xã;4\n"
RUN = ("ds.csv", "--data", "dc.yaml", "-o", "kq/")
FILES = ["so_y_te.docx", "xa_diem_he.docx", "xa_tri_le.docx"]
ANSWERS = {
    "tra_loi.thuan_loi": "Dân đồng lòng", "tra_loi.kien_nghi": "Thêm vốn",
    "ket_qua.tieu_chi": "17", "ket_qua.ho_hien_dat": "1.250 hộ",
}  # fmt: skip
JOURNAL = ".docgen-batch.sqlite"


def words(path: Path) -> str:
    """The words of a Word file, a line per text."""
    return "\n".join(t.text for t in open_docx(path.read_bytes()).texts)


def made(folder: Path) -> dict[str, bytes]:
    """Word files of a folder."""
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.docx"))}


def counts(said: Said) -> tuple[int, ...]:
    """Made, unchanged, failed, not done, as the last line says."""
    line = said.out.splitlines()[-1]
    return tuple(int(part.split()[0]) for part in line.split(" (")[0].split(", "))


def send_back(folder: Path, name: str, answers: Mapping[str, str]) -> None:
    """A document of kq/ comes back to ve/ with some answers."""
    (folder / "ve").mkdir(exist_ok=True)
    made = (folder / "kq" / name).read_bytes()
    (folder / "ve" / name).write_bytes(fill(made, answers))
