"""An outline for every commune of the country in one run, its memory; beside docxtpl; printing.

python benchmarks/batch.py [rows] [prints] [curve.svg]
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.contenders import _docxtpl, docxtpl_lean_template
from benchmarks.plan import ROOT
from benchmarks.watch import Curve, draw_curve, print_curve, watched
from docgen.batch.item import Item
from docgen.batch.overlay import document_for
from docgen.batch.roster import roster_of
from docgen.model import VanBan
from docgen.read.data_file import read_data_file
from docgen.units import profile_of, units
from docgen.write.data import write_yaml
from docgen.write.docx.engine import engine_for
from docgen.write.docx.store import TEMPLATE, templates_dir

ROWS, PRINTS, SAMPLE, JOBS, ROUNDS = 3321, 60, 500, 2, 5
GOAL, GOAL_PDF = 2.0, 1.7


def outline() -> VanBan:
    """The outline attached to the plan of Ninh Thuận, as a document of its own."""
    plan, _findings = read_data_file(ROOT / "fixtures" / "ninh_thuan_ke_hoach.yaml")
    attached = plan.kem_theo[0]
    return plan.model_copy(
        update={
            "loai": "de_cuong", "trich_yeu": attached.trich_yeu, "noi_dung": attached.noi_dung,
            "ten_loai": attached.ten_loai, "kem_theo": [], "can_cu": [], "ky_hieu": None,
            "danh_so": attached.danh_so, "ket_thuc": [], "noi_nhan": [], "luu": None,
        }
    )  # fmt: skip


def rows_of(base: VanBan, count: int) -> list[Item]:
    """`count` communes: the country's 3,321, or where that is not enough the 10,035 of before."""
    known = units(None, "xa")
    if count > len(known):
        known = units(None, "xa", date(2025, 6, 30))
    return list(roster_of([profile_of(u) for u in known[:count]], base).items)


def _timed(work: Callable[[int], object], count: int) -> float:
    start = time.perf_counter()
    for number in range(count):
        work(number)
    return (time.perf_counter() - start) / count * 1000


def predicted(base: VanBan, items: list[Item], folder: Path) -> float:
    """Milliseconds a document as the render bench has them: in memory → file, warm, one process.

    Every document is one that was not made before, as in the run. None is removed: for minutes
    after, ext4 makes new files many times as slowly, and the run would pay for it."""
    folder = Path(tempfile.mkdtemp(dir=folder))
    engine = engine_for(base)
    size = min(200, len(items) // ROUNDS)
    times = []
    for start in range(0, ROUNDS * size, size):
        documents = [document_for(base, item) for item in items[start : start + size]]
        names = [str(folder / f"{start + n}.docx") for n in range(size)]
        engine.write(base, folder / "warm.docx", force=True)
        times.append(_timed(lambda n, d=documents, to=names: engine.write(d[n], to[n]), size))
    return statistics.median(times)


def command(folder: Path, base: VanBan, items: list[Item], *options: str) -> list[str]:
    """`docgen batch` over these units, from a table as a clerk has it."""
    import csv

    (folder / "de_cuong.yaml").write_bytes(write_yaml(base))
    with (folder / "don_vi.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ten", "cap", "dia_danh", "tinh", "cap_tren"])
        for item in items:
            known = (item.values.get(key, "") for key in ("dia_danh", "tinh", "cap_tren"))
            rows.writerow([item.name, "xa", *known])
    return [
        "batch", str(folder / "don_vi.csv"), "--data", str(folder / "de_cuong.yaml"),
        "-o", str(folder / "ra"), "--name", "{so_thu_tu:05}-{ten}",
        "--results", str(folder / "ket_qua.json"), "--force", "--resume", *options,
    ]  # fmt: skip


def _run(base: VanBan, count: int, place: Path, drawn: Path | None) -> None:
    items = rows_of(base, count)
    before = predicted(base, items, place)
    took, curve = watched(command(place, base, items, "--jobs", str(JOBS)))
    inside = json.loads((place / "ket_qua.json").read_bytes())["seconds"]
    render = (before + predicted(base, items, place)) / 2
    made = len(list((place / "ra").glob("*.docx")))
    assert made == count, f"{made} of {count}"
    each, whole = inside / made * 1000, took / made * 1000
    print(f"\n{made} outlines in one run on {JOBS} cores: {took:.1f} s, {made / took:.0f} a second")
    print(f"render, warm, one process   {render:7.2f} ms a document")
    print(f"predicted on {JOBS} cores        {render / JOBS:7.2f} ms")
    print(
        f"the run, its processes' start too {each:5.2f} ms   {each / (render / JOBS):.2f} × "
        f"predicted (goal: {GOAL:.0f} ×)"
    )
    print(
        f"the command: roster, names, table {whole:5.2f} ms   {whole / (render / JOBS):.2f} × "
        "predicted"
    )
    print("Memory of every process on the way:")
    print_curve(curve)
    if drawn is not None:
        title = f"docgen batch: {made:,} outlines, memory of every process"
        drawn.write_text(draw_curve(curve, title), encoding="utf-8")
    again, _curve = watched(command(place, base, items, "--jobs", str(JOBS)))
    print(f"the same run again, nothing to do: {again:.1f} s")
    _loops(base, items, place, each)


def _loops(base: VanBan, items: list[Item], place: Path, each: float) -> None:
    """A plain docxtpl loop over a sample, from the same data in memory."""
    own = _docxtpl((templates_dir() / engine_mau(base) / TEMPLATE).read_bytes())
    makers = {"leanest template": docxtpl_lean_template(), "docgen's template": own}
    sample = [document_for(base, item) for item in items[:SAMPLE]]
    for name, make in makers.items():
        one = _timed(lambda n, make=make: make(sample[n], str(place / "x.docx")), len(sample))
        print(
            f"docxtpl loop, {name:18} {one:7.2f} ms   {one / each:.0f} × the run "
            f"(sample of {len(sample)})"
        )


def engine_mau(base: VanBan) -> str:
    """Name of the standard template of a document."""
    from docgen.nd30.loai import LOAI

    return LOAI[base.loai].mau


def _print(base: VanBan, count: int, place: Path) -> None:
    from docgen.write.pdf import find_soffice

    if find_soffice() is None:
        print("\nPDF: LibreOffice is not installed, nothing measured.")
        return
    took: dict[int, float] = {}
    curves: dict[int, Curve] = {}
    for jobs in (1, 2):
        folder = place / str(jobs)
        folder.mkdir()
        asked = command(folder, base, rows_of(base, count), "--pdf", "--jobs", str(jobs))
        took[jobs], curves[jobs] = watched(asked)
        assert len(list((folder / "ra").glob("*.pdf"))) == count
    print(f"\n{count} outlines to Word and PDF, start of LibreOffice and all:")
    for jobs, seconds in took.items():
        print(f"{jobs} warm instance(s) {seconds:7.1f} s   {seconds / count * 1000:6.0f} ms each")
    print(f"two take 1/{took[1] / took[2]:.2f} of the time of one (goal: 1/{GOAL_PDF})")
    print_curve(curves[2])


def report(rows: int = ROWS, prints: int = PRINTS, drawn: Path | None = None) -> None:
    """Print all of it; `drawn`: a file for the picture of the memory curve."""
    base = outline()
    if rows:
        with tempfile.TemporaryDirectory() as name:
            _run(base, rows, Path(name), drawn)
    if prints:
        with tempfile.TemporaryDirectory() as name:
            _print(base, prints, Path(name))


if __name__ == "__main__":
    report(*map(int, sys.argv[1:3]), *map(Path, sys.argv[3:]))
