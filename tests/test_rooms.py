"""The rooms keep their doors: imports run downwards only, and start-up stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_imports_run_downwards() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; "
         "sys.exit(lint_imports(is_debug_mode=False, no_cache=True))"],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from docgen.cli import run; run(['--help']); "
        "print([m for m in ('pydantic', 'ruamel', 'jinja2', 'docx', 'docxtpl', 'lxml', 'babel', "
        "'pypdf', 'rich') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout


def test_rendering_a_standard_document_loads_no_template_library(tmp_path: Path) -> None:
    code = (
        "import sys; from docgen.cli import run; "
        f"run(['render', 'fixtures/lang_son_ke_hoach.yaml', '-o', {str(tmp_path / 'x.docx')!r}]); "
        "print([m for m in ('jinja2', 'docx', 'docxtpl', 'lxml', 'pypdf') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_no_module_outgrows_its_room() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "docgen").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
        and not path.name.startswith("_be_rong_data")
    }
    assert long == {}
