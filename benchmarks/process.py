"""Whole processes: `docgen --help`, one `docgen render`, beside bare Python and docxtpl."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.plan import ROOT

FIXTURE = ROOT / "fixtures" / "lang_son_ke_hoach.yaml"
# What a docxtpl user's script does: read the same data file, lay the paragraphs out, fill, save.
SCRIPT = """
import sys
from docxtpl import DocxTemplate
from ruamel.yaml import YAML
data = YAML(typ="safe", pure=True).load(open(sys.argv[1], encoding="utf-8"))
document = DocxTemplate(sys.argv[2])
document.render({**data, "doan": [x for x in data["noi_dung"].splitlines() if x.strip()]})
document.save(sys.argv[3])
"""
# The least a docxtpl process can be: its data already a Python literal.
LITERAL = """
import sys
from docxtpl import DocxTemplate
data = {data!r}
document = DocxTemplate(sys.argv[2])
document.render(data)
document.save(sys.argv[3])
"""


def run(rounds: int = 15) -> dict[str, float]:
    """Median milliseconds of each process, runs interleaved."""
    import docx
    from ruamel.yaml import YAML

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        template = docx.Document()
        for line in ("{{ trich_yeu }}", "{%p for d in doan %}", "{{ d }}", "{%p endfor %}"):
            template.add_paragraph(line)
        template.save(place / "mau.docx")
        data = YAML(typ="safe", pure=True).load(FIXTURE.read_text(encoding="utf-8"))
        literal = {
            "trich_yeu": data["trich_yeu"],
            "doan": [x for x in data["noi_dung"].splitlines() if x.strip()],
        }
        (place / "script.py").write_text(SCRIPT, encoding="utf-8")
        (place / "literal.py").write_text(LITERAL.format(data=literal), encoding="utf-8")
        python = sys.executable
        arguments = [str(FIXTURE), str(place / "mau.docx"), str(place / "x.docx")]
        # As the installed command starts it; `-m` loads `runpy` besides.
        docgen = [python, "-c", "from docgen.__main__ import main; main()"]
        commands = {
            "bare Python": [python, "-c", "pass"],
            "docgen --help": [*docgen, "--help"],
            "docgen render": [
                *docgen, "render", str(FIXTURE), "--force", "--no-check",
                "-o", str(place / "d.docx"),
            ],
            "docgen render, data checked": [
                *docgen, "render", str(FIXTURE), "--force", "-o", str(place / "e.docx"),
            ],
            "docxtpl script, same data file": [python, str(place / "script.py"), *arguments],
            "docxtpl script, data in it": [python, str(place / "literal.py"), *arguments],
        }  # fmt: skip
        # Compiled modules, as an installed package has them.
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=env, cwd=ROOT)
                if number:
                    times[name].append((time.perf_counter() - start) * 1000)
        return {name: statistics.median(found) for name, found in times.items()}


def report() -> None:
    """Print the table."""
    found = run()
    bare = found["bare Python"]
    print("\nWhole processes (Kế hoạch of Lạng Sơn), median")
    for name, ms in found.items():
        print(f"{name:32} {ms:7.1f} ms   {ms / bare:5.1f} × bare Python")
    render = found["docgen render"]
    for name in ("docxtpl script, same data file", "docxtpl script, data in it"):
        print(f"docgen render / {name}: {render / found[name]:.2f}")


if __name__ == "__main__":
    report()
