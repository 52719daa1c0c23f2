"""Where the standard templates lie, and their compiled forms beside them.

`templates/<mau>/mau.docx` is what an office opens; `mau.compiled.json` is what the engine made of
it, so that a command need not load docxtpl to fill it. `docgen templates build` writes both and a
test holds them equal to a fresh build. The bytecode of the stored form lies in `__pycache__`, as
that of any module: compiling it takes many times longer than filling it.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import docgen
from docgen.write.docx.compile import VERSION
from docgen.write.docx.engine import Compiled, compile_template, fingerprint
from docgen.write.docx.package import Packed
from docgen.write.files import cannot_write, write_file

TEMPLATE, COMPILED, SKELETON = "mau.docx", "mau.compiled.json", "mau.yaml"


@lru_cache(maxsize=1)
def templates_dir() -> Path:
    """Folder of the standard templates: inside an installed package, or beside a checkout."""
    package = Path(docgen.__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def dump_compiled(compiled: Compiled) -> bytes:
    """Stored form of a compiled template."""
    import json

    data: dict[str, Any] = {
        "version": VERSION,
        "digest": compiled.digest,
        "section": compiled.section,
        "python": compiled.python,
        "static": [
            [p.name, p.crc, p.size, b2a_base64(p.data, newline=False).decode()]
            for p in compiled.static
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def load_compiled(mau: str) -> Compiled:
    """Compiled form of a standard template; compiled anew when the stored one does not fit."""
    folder = templates_dir() / mau
    template = (folder / TEMPLATE).read_bytes()
    stored = folder / COMPILED
    if stored.is_file():
        form = ModuleType(mau)
        _Stored(mau, str(stored)).exec_module(form)
        data = form.data
        if data["version"] == VERSION and data["digest"] == fingerprint(template):
            static = [Packed(*part) for part in data["static"]]
            return Compiled(data["digest"], data["python"], data["section"], static, form.fills)
    return compile_template(template)


class _Stored(SourceFileLoader):
    """Stored forms as modules. Python's loader keeps the bytecode where it may, drops it when the
    file or Python changes, and does without it where it cannot write."""

    # The two bases disagree about `self`. What this makes is part of what VERSION counts.
    def source_to_code(  # type: ignore[override]
        self, data: Any, path: Any, *, _optimize: int = -1
    ) -> CodeType:
        """Code that gives `data`, the stored form, and `fills`, its functions by part."""
        import json

        stored = json.loads(data)
        stored["static"] = [(n, c, s, a2b_base64(d)) for n, c, s, d in stored["static"]]
        lines = [f"data = {stored!r}", "fills = {}"]
        for name, source in stored["python"].items():
            lines += [source, f"fills[{name!r}] = fill"]
        # The source was made by `to_python` from a template, never from document data.
        return compile("\n".join(lines), "<docgen template>", "exec", optimize=_optimize)


def build_all(target: Path, force: bool = True) -> list[Path]:
    """Write every standard template and its compiled form under `target`.

    Raises InputError when a file is there already (unless `force`) or cannot be written.
    """
    from docgen.nd30.loai import MAU_RIENG
    from docgen.write.docx.mau import build_template

    written = []
    for mau in MAU_RIENG:
        folder = target / mau
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(str(folder), error) from None
        data = build_template(mau)
        write_file(folder / TEMPLATE, data, force)
        write_file(folder / COMPILED, dump_compiled(compile_template(data)), force)
        written += [folder / TEMPLATE, folder / COMPILED]
    return written
