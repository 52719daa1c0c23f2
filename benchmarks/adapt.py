"""An eight-page plan adapted, beside rendering it; a whole level of units, with its memory."""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.plan import plans
from benchmarks.watch import print_curve, watched
from docgen.adapt.engine import adapt
from docgen.adapt.situation import Order
from docgen.model import CoQuan, HoSoDonVi, Ngay, VanBan
from docgen.write.docx.engine import render_docx

TODAY = date(2022, 9, 1)
POINTS = 8


def source() -> VanBan:
    """The eight-page plan, as the province of Đắk Nông hands it down."""
    plan = plans(1)[0]
    body = CoQuan(ten="Ủy ban nhân dân tỉnh Đắk Nông", cap="tinh", dia_danh="Đắk Nông")
    return plan.model_copy(update={"co_quan": [body], "ngay": Ngay(ngay=13, thang=7, nam=2022)})


def unit(number: int) -> HoSoDonVi:
    """Unit number `number` of a level."""
    return HoSoDonVi(
        ten=f"Ủy ban nhân dân huyện Số {number}", viet_tat="UBND", cap="huyen",
        dia_danh=f"Số {number}", cap_tren="Ủy ban nhân dân tỉnh Đắk Nông",
    )  # fmt: skip


def _median(work: Callable[[int], object], rounds: int) -> float:
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def report() -> None:
    """Print both."""
    given = source()
    adapt(given, Order(unit=unit(0)), TODAY)
    own = adapt(given, Order(unit=unit(1)), TODAY).van_ban
    render_docx(own)
    rounds = 30
    made = _median(lambda n: adapt(given, Order(unit=unit(n + 2)), TODAY), rounds)
    rendered = _median(lambda _n: render_docx(own), rounds)
    print(f"\nAn eight-page plan, warm, {rounds} different units, medians of one run:")
    print(f"adapt   {made:6.1f} ms   (goal: under 50 ms)")
    print(f"render  {rendered:6.1f} ms   adapting takes {made / rendered:.1f} times as long")
    _level(700)


def _level(count: int) -> None:
    from docgen.write.data import write_yaml

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "ke_hoach.yaml").write_bytes(write_yaml(source()))
        with (folder / "don_vi.csv").open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["ten", "viet_tat", "cap", "dia_danh", "cap_tren"])
            for number in range(count):
                u = unit(number)
                rows.writerow([u.ten, u.viet_tat, u.cap, u.dia_danh, u.cap_tren])
        arguments = [
            "adapt", str(folder / "ke_hoach.yaml"), "--to", str(folder / "don_vi.csv"),
            "-o", str(folder / "ra") + "/", "--ngay", "9/2022",
        ]  # fmt: skip
        took, curve = watched(arguments)
        files = len(list((folder / "ra").glob("*.yaml")))
    print(f"\n{files} of {count} units in one run: {took:.1f} s, {files / took:.0f} units/s")
    print_curve(curve)


if __name__ == "__main__":
    report()
