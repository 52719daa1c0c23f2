"""Regenerates what the documentation and the English messages take from the source.

    python tools/make_docs.py           rewrite docgen.po, docgen.mo and the made parts of docs/
    python tools/make_docs.py --check   change nothing, exit 1 when something is not current

* `docgen/locale/en/LC_MESSAGES/docgen.po`: messages of the source; translations are kept, new
  messages come in untranslated, those that are gone are dropped. `docgen.mo` is compiled from it.
* `docs/khoa_du_lieu.md`: the line of type and default under each key, from the pydantic models; a
  key without an entry gets an empty one to be written.
* `docs/ma_loi.md`: a finding code without an entry gets an empty one to be written. Codes of rules
  are left out: each has a page in `docgen/check/pages`, listed by `tools/make_rules.py`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from docgen import model  # noqa: E402  (after the path is set)

SOURCE = ROOT / "docgen"
PO = SOURCE / "locale/en/LC_MESSAGES/docgen.po"
MO = PO.with_suffix(".mo")
KEYS = ROOT / "docs/khoa_du_lieu.md"
CODES = ROOT / "docs/ma_loi.md"
TO_WRITE = "(chưa viết)"
"""Stands where a person must write; a test fails while it is there."""

MODELS: tuple[type[BaseModel], ...] = (
    model.VanBan,
    model.CoQuan,
    model.Ngay,
    model.VienDan,
    model.Khoi,
    model.Cot,
    model.ChuKy,
    model.KemTheo,
    model.ChiTieu,
    model.SoCapTren,
    model.TrinhBay,
    model.NguonGoc,
    model.Vet,
    model.Doi,
    model.HoSoDonVi,
    model.NguoiKy,
    model.PhongBan,
    model.BangChuyen,
    model.MucChuyen,
)
"""Models the page of keys explains, in its order."""

HIDDEN = {
    "docgen/read/messages.py": ("_TABLES", "_WANTED"),
    "docgen/read/yaml_tree.py": ("_PROBLEMS",),
}
"""Tables whose texts are translated through a variable, which an extractor cannot see."""


# --- Messages ------------------------------------------------------------------------------------


def messages(source: Path = SOURCE) -> dict[str, list[str]]:
    """Every message of the source, with the files it stands in."""
    from babel.messages.extract import extract_from_dir

    found: dict[str, list[str]] = {}
    made = extract_from_dir(source, [("**.py", "python")], keywords={"_": None})
    pairs = [(str(text), f"{source.name}/{file}".replace("\\", "/")) for file, _n, text, *_ in made]
    pairs += [(text, file) for file, names in HIDDEN.items() for text in _hidden(file, names)]
    for text, file in sorted(pairs, key=lambda p: p[1]):
        if file not in found.setdefault(text, []):
            found[text].append(file)
    return found


def _hidden(file: str, names: Iterable[str]) -> Iterator[str]:
    """Vietnamese texts of module-level tables."""
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        if node.targets[0].id not in names:
            continue
        value = ast.literal_eval(node.value)
        rows = value.values() if isinstance(value, dict) else value
        for row in rows:
            # _TABLES: (code, message, hint); _WANTED: (start of a name, word); _PROBLEMS: text.
            yield from row[1:] if isinstance(row, tuple) else (row,)


def computed_calls(source: Path = SOURCE) -> dict[str, int]:
    """How often each file translates something that is not a literal."""
    found: dict[str, int] = {}
    for path in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
                and not (node.args and isinstance(node.args[0], ast.Constant))
            ):
                name = path.relative_to(source.parent).as_posix()
                found[name] = found.get(name, 0) + 1
    return found


def _catalog(translations: dict[str, str]) -> Any:
    """A Babel catalog without dates, so that the same messages give the same bytes."""
    from babel.messages.catalog import Catalog

    class Stable(Catalog):
        """Headers hold the language and the encoding, nothing that changes by itself."""

        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            return [
                ("Project-Id-Version", "docgen"),
                ("Language", "en"),
                ("MIME-Version", "1.0"),
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Transfer-Encoding", "8bit"),
            ]

        @mime_headers.setter
        def mime_headers(self, headers: object) -> None:
            return

    catalog = Stable(
        "en",
        charset="utf-8",
        fuzzy=False,
        header_comment="# English messages. Made by tools/make_docs.py; write only msgstr.",
    )
    for text, files in messages().items():
        catalog.add(
            text,
            translations.get(text, ""),
            [(file, 0) for file in files],
            flags=["python-brace-format"] if "{" in text else [],
        )
    return catalog


def translations(po: Path = PO) -> dict[str, str]:
    """Translations that are there: message to English text."""
    from babel.messages.pofile import read_po

    if not po.is_file():
        return {}
    with po.open("rb") as file:
        return {str(m.id): str(m.string or "") for m in read_po(file) if m.id}


def make_messages() -> dict[Path, bytes]:
    """The catalog as text and compiled."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import write_po

    catalog = _catalog(translations())
    text, compiled = BytesIO(), BytesIO()
    write_po(text, catalog, width=100, sort_by_file=True, include_lineno=False)
    write_mo(compiled, catalog)
    return {PO: text.getvalue(), MO: compiled.getvalue()}


# --- Keys ----------------------------------------------------------------------------------------

_WORDS = {"str": "chữ", "int": "số nguyên", "float": "số", "Decimal": "số", "bool": "true/false"}


def type_text(annotation: Any) -> str:
    """A type in Vietnamese words."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "một trong " + ", ".join(f"`{a}`" for a in inside)
    if origin is list:
        item = type_text(inside[0])
        return f"danh sách ({item})" if item.startswith("danh sách") else f"danh sách {item}"
    if origin is tuple:
        return f"[{', '.join(map(type_text, inside))}]"
    if origin is dict:
        return f"các tên, mỗi tên một {type_text(inside[1])}"
    if hasattr(annotation, "__metadata__"):
        return type_text(inside[0])
    if inside:
        parts = [type_text(a) for a in inside if a is not type(None)]
        return " hoặc ".join(dict.fromkeys(parts))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        name = annotation.__name__
        return f"[{name}](#{name.lower()})"
    return _WORDS[annotation.__name__]


def default_text(field: FieldInfo) -> str:
    """What holds when the key is left out."""
    if field.is_required():
        return "bắt buộc"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"mặc định `{str(value).lower()}`"
    if isinstance(value, int | float):
        return f"mặc định `{value:g}`"
    return f"mặc định `{value}`" if isinstance(value, str) and value else "không bắt buộc"


def limits_text(field: FieldInfo) -> str:
    """Smallest and largest number a field takes."""
    found = {
        name: getattr(m, name)
        for m in field.metadata
        for name in ("ge", "gt", "le", "lt")
        if getattr(m, name, None) is not None
    }
    if "ge" in found and "le" in found:
        return f" từ {found['ge']:g} đến {found['le']:g}"
    return f" lớn hơn {found['gt']:g}" if "gt" in found else ""


def own_fields(of: type[BaseModel]) -> dict[str, FieldInfo]:
    """Fields the page explains under a model: a profile does not repeat those of CoQuan."""
    taken = model.CoQuan.model_fields if of is model.HoSoDonVi else {}
    return {name: field for name, field in of.model_fields.items() if name not in taken}


def type_line(field: FieldInfo) -> str:
    """The made line under a key."""
    return f"*Kiểu: {type_text(field.annotation)}{limits_text(field)}; {default_text(field)}.*"


_SECTION = re.compile(r"^## .*$", re.MULTILINE)
_KEY = re.compile(r"^### `(\w+)`$", re.MULTILINE)


def sections(page: str) -> list[tuple[str, str]]:
    """Parts of a page by the heading of level 2 that opens them; "" for what stands before."""
    starts = [0, *(m.start() for m in _SECTION.finditer(page)), len(page)]
    parts = [page[a:b] for a, b in zip(starts, starts[1:], strict=False) if b > a or a == 0]
    return [
        (p.split("\n", 1)[0].removeprefix("## ") if p.startswith("## ") else "", p) for p in parts
    ]


def entries(part: str) -> dict[str, str]:
    """Entries of a section: key to text."""
    found = list(_KEY.finditer(part))
    ends = [m.start() for m in found[1:]] + [len(part)] * bool(found)
    return {m[1]: part[m.end() : end] for m, end in zip(found, ends, strict=True)}


def make_keys(page: str) -> str:
    """The page of keys with its made lines current and an empty entry for each new key."""
    have = dict(sections(page))
    out = [have.pop("", "# Các khóa của tệp dữ liệu\n\n")]
    for of in MODELS:
        part = have.pop(of.__name__, f"## {of.__name__}\n\n{TO_WRITE}\n\n")
        written = entries(part)
        first = _KEY.search(part)
        made = [part[: first.start()] if first else part.rstrip() + "\n\n"]
        for name, field in own_fields(of).items():
            body = written.pop(name, f"\n\n{TO_WRITE}\n\n```yaml\n{name}: …\n```\n\n")
            body = re.sub(r"\A\s*\*Kiểu: .*\*\n", "\n\n", body).strip()
            made.append(f"### `{name}`\n\n{type_line(field)}\n\n{body}\n\n")
        made += [f"### `{name}`{body}" for name, body in written.items()]
        out.append("".join(made))
    return "".join([*out, *have.values()]).rstrip() + "\n"


# --- Codes ---------------------------------------------------------------------------------------

_CODE = re.compile(r"[A-Z]{2,4}\d{2}")


def rule_families(source: Path = SOURCE) -> set[str]:
    """Letters that codes of rules begin with: TC, TP, … A rule has a page of its own."""
    return {p.stem.rstrip("0123456789") for p in (source / "check/pages").glob("*.md")}


def codes(source: Path = SOURCE) -> list[str]:
    """Every finding code that stands as a string in the source, those of rules left out."""
    found: set[str] = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if _CODE.fullmatch(node.value) else set()
    rules = rule_families(source)
    return sorted(c for c in found if c.rstrip("0123456789") not in rules)


def make_codes(page: str) -> str:
    """The page of codes with an empty entry for each new code at its end."""
    missing = [c for c in codes() if c not in entries(page)]
    made = [f"### `{c}`\n\n{TO_WRITE}\n" for c in missing]
    return "\n".join([page.rstrip() + "\n", *made]) if made else page


def make_all() -> dict[Path, bytes]:
    """Every made file and what it should hold."""
    made = make_messages()
    for path, make in ((KEYS, make_keys), (CODES, make_codes)):
        page = path.read_text(encoding="utf-8") if path.is_file() else ""
        made[path] = make(page).encode()
    return made


def main(arguments: list[str]) -> int:
    """Write the made files, or with --check say which are not current (exit code 1)."""
    stale = 0
    for path, data in make_all().items():
        if path.is_file() and path.read_bytes() == data:
            continue
        stale += 1
        name = path.relative_to(ROOT)
        if "--check" in arguments:
            print(f"not current: {name} (run python tools/make_docs.py)")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"written: {name}")
    open_messages = [text for text, english in translations().items() if not english]
    for text in open_messages:
        print(f"not translated: {text}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
