"""A small outline for many units; as a program, one run over them in a process of its own.

    python -m tests.batch.program FOLDER ROWS '{"resume": true}'

prints a line for every row as it is settled, then how the run ended. Exit code 0 when every row
has its files, 1 when not, 2 when the run could not begin.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from docgen.batch.batch import run_batch
from docgen.batch.item import BadRow, Item
from docgen.batch.journal import NAME
from docgen.batch.names import plan_names
from docgen.batch.order import BatchOrder
from docgen.batch.outcome import Outcome
from docgen.findings import Finding, InputError, Where
from docgen.model import VanBan
from docgen.read.data_file import read_data_text

ROOT = Path(__file__).parents[2]
_DATA = """\
loai: de_cuong
co_quan: {ten: Ủy ban nhân dân tỉnh Ninh Thuận, viet_tat: UBND, cap: tinh, dia_danh: Ninh Thuận}
ngay: {thang: 9, nam: 2023}
trich_yeu: Sơ kết 03 năm phong trào thi đua
noi_dung: |
  1. Công tác chỉ đạo
  - Việc ban hành kế hoạch, phân công nhiệm vụ cho {{ dau_moi }}; {doi_tuong: xa}
  - Nêu các văn bản hướng dẫn đã tham mưu ban hành. {doi_tuong: don_vi}
  2. Kết quả thực hiện
  - Số xã đạt chuẩn: {{ chi_tieu.xa_dat_chuan }}.
  - Số hộ hưởng ứng, giá trị đóng góp bằng tiền, hiện vật và ngày công.
  3. Kiến nghị, đề xuất
noi_nhan: [UBND tỉnh, Sở Nội vụ]
luu: VT
chu_ky: {quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: CHỦ TỊCH}
chi_tieu: {xa_dat_chuan: {don_vi: xã}}
bien: {dau_moi: công chức phụ trách}
"""


@cache
def base() -> VanBan:
    """The outline, as the province hands it down."""
    van_ban, _findings = read_data_text(_DATA)
    assert isinstance(van_ban, VanBan)
    return van_ban


def item(number: int, **values: Any) -> Item:
    """Unit number `number`."""
    name = f"Ủy ban nhân dân xã Số {number}"
    given = {"co_quan.ten": name, "dia_danh": f"Số {number}", **values}
    return Item(number, name, given, "xa", Where("ds.xlsx", cell=f"Danh sách!A{number + 1}"))


def order(folder: Path, rows: int, every_bad: int = 0, **options: Any) -> BatchOrder:
    """A run over `rows` units; each `every_bad`-th of them is a row that cannot be read."""
    items, bad = [], []
    for number in range(1, rows + 1):
        if every_bad and number % every_bad == 0:
            finding = Finding("BC21", "không phải là số", where=Where(cell=f"A{number + 1}"))
            bad.append(BadRow(number, f"Đơn vị {number}", (finding,)))
        else:
            items.append(item(number))
    names = plan_names(items, "{so_thu_tu:03}-{ten}", range(1, rows + 1))
    options = {"bad": bad, **options}
    if "zip" in options:
        options["zip"] = Path(options["zip"])
    options["results"] = [*map(Path, options.get("results", ()))]
    return BatchOrder(base(), items, folder, names, **options)


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the journal."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(NAME)}


def command(folder: Path, rows: int, **options: Any) -> list[str]:
    """The command that runs over `rows` units in a process of its own."""
    given = json.dumps(options)
    return [sys.executable, "-m", "tests.batch.program", str(folder), str(rows), given]


def begin(
    folder: Path, rows: int, start_new_session: bool = False, **options: Any
) -> subprocess.Popen[str]:
    """Begin a run in a process of its own; its lines can be read as they come."""
    return subprocess.Popen(
        command(folder, rows, **options),
        cwd=ROOT,
        start_new_session=start_new_session,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def main(arguments: list[str]) -> int:
    """One run; see above."""

    def tell(outcome: Outcome) -> None:
        print(outcome.number, outcome.state, outcome.file, flush=True)

    try:
        result = run_batch(
            order(Path(arguments[0]), int(arguments[1]), **json.loads(arguments[2])), tell
        )
    except InputError as error:
        print("cannot", *[f.code for f in error.findings])
        return 2
    except KeyboardInterrupt:
        print("interrupted")
        return 130
    print("end", json.dumps(result.counts), *[f.code for f in result.stopped])
    return 0 if result.done else 1


if __name__ == "__main__":
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
