"""The templates are found from a source checkout, an editable install and an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RENDER = ["-m", "docgen", "render", str(ROOT / "fixtures" / "son_la_ke_hoach.yaml"), "-o"]
WHERE = (
    "import docgen, docgen.write.docx.store as s; print(docgen.__file__); print(s.templates_dir())"
)


def run(python: Path | str, *arguments: str, cwd: Path, path: str = "") -> str:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if path:
        env["PYTHONPATH"] = path
    done = subprocess.run(
        [str(python), *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(out), cwd=ROOT)
    (made,) = out.glob("*.whl")
    return made


def empty_environment(folder: Path) -> Path:
    """An environment that sees this one's libraries but not its docgen."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = Path(
        run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=folder).strip()
    )
    ours = [p for p in sys.path if p.endswith("site-packages")]
    # Directories named in a .pth file are searched, but their own .pth files are not read: the
    # editable docgen of this environment stays out of sight.
    (site / "libraries.pth").write_text("\n".join(ours), encoding="utf-8")
    return python


def test_source_checkout(tmp_path: Path) -> None:
    said = run(sys.executable, "-c", WHERE, cwd=ROOT, path=str(ROOT))
    assert said.split() == [str(ROOT / "docgen" / "__init__.py"), str(ROOT / "templates")]
    run(sys.executable, *RENDER, str(tmp_path / "a.docx"), cwd=ROOT, path=str(ROOT))
    assert (tmp_path / "a.docx").exists()


def test_editable_install(tmp_path: Path) -> None:
    python = empty_environment(tmp_path / "env")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    said = run(python, "-c", WHERE, cwd=tmp_path)
    assert said.split() == [str(ROOT / "docgen" / "__init__.py"), str(ROOT / "templates")]
    run(python, *RENDER, str(tmp_path / "b.docx"), cwd=tmp_path)
    assert (tmp_path / "b.docx").exists()


def test_installed_wheel(tmp_path: Path, wheel: Path) -> None:
    python = empty_environment(tmp_path / "env")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command += ["--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    package, templates = run(python, "-c", WHERE, cwd=tmp_path).split()
    assert Path(package).is_relative_to(tmp_path / "env")
    assert Path(templates) == Path(package).parent / "templates"
    run(python, *RENDER, str(tmp_path / "c.docx"), cwd=tmp_path)
    made = (tmp_path / "c.docx").read_bytes()
    run(sys.executable, *RENDER, str(tmp_path / "a.docx"), cwd=ROOT, path=str(ROOT))
    assert made == (tmp_path / "a.docx").read_bytes()
    run(python, "-m", "docgen", "new", "quyet_dinh", "-o", str(tmp_path / "q.yaml"), cwd=tmp_path)


def test_wheel_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for kind in ("ke_hoach", "quyet_dinh", "phat_dong", "de_cuong", "chung"):
        for file in ("mau.docx", "mau.yaml", "mau.compiled.json"):
            assert f"docgen/templates/{kind}/{file}" in names
    assert "docgen/write/html/script.js" in names
    assert "docgen/locale/en/LC_MESSAGES/docgen.mo" in names
    assert not [n for n in names if n.startswith(("tests/", "fixtures/", "tools/"))]
