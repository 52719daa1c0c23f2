"""Data files (.yaml, .yml, .json) read into `VanBan`, every problem at once with its place."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from docgen.findings import ERROR, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import BangChuyen, HoSoDonVi, VanBan
from docgen.read import yaml_tree
from docgen.read.blocks import TextBlock, odd_start, read_blocks
from docgen.read.messages import to_findings
from docgen.read.yaml_tree import Tree
from docgen.viet.chuan import lam_sach
from docgen.viet.danh_so import labels

M = TypeVar("M", bound=BaseModel)
PROFILE_SUFFIXES = (".yaml", ".yml", ".json")


def read_data_file(path: str | Path) -> tuple[VanBan, list[Finding]]:
    """Read a data file. Raises InputError with every problem found."""
    van_ban, findings, _located = read_located(path)
    return van_ban, findings


def read_located(path: str | Path) -> tuple[VanBan, list[Finding], Callable[[Finding], Finding]]:
    """As `read_data_file`, and a function that places later findings in the file."""
    source = Path(path)
    tree = load_tree(source)
    van_ban, findings = read_tree(tree, source.parent)
    return van_ban, findings, tree.located


def read_data_text(text: str, file: str = "", folder: Path | None = None) -> Any:
    """Read data given as text; profiles are looked for in `folder`. Raises InputError."""
    return read_tree(_parse(text, file), folder or Path())


def read_profile(path: str | Path) -> HoSoDonVi:
    """Read a unit profile (hồ sơ đơn vị). Raises InputError with every problem found."""
    return _read_profile(Path(path))[0]


def _read_profile(path: Path) -> tuple[HoSoDonVi, list[Finding]]:
    tree = load_tree(path)
    found = tree.findings + _advice(tree, [])
    try:
        return _validate(HoSoDonVi, tree), _in_order(found)
    except InputError as error:
        raise InputError(_in_order(found + error.findings)) from None


def read_mapping(path: str | Path) -> tuple[BangChuyen, Callable[[Finding], Finding]]:
    """Read an office's own mapping table, and a function that places later findings in the file.

    Raises InputError with every problem found.
    """
    tree = load_tree(Path(path))
    try:
        return _validate(BangChuyen, tree), tree.located
    except InputError as error:
        raise InputError(_in_order(tree.findings + error.findings)) from None


def read_tree(tree: Tree, folder: Path) -> tuple[VanBan, list[Finding]]:
    """Turn parsed data into `VanBan`; unit profiles are paths relative to `folder`."""
    if not isinstance(tree.data, dict):
        raise InputError(
            Finding(
                "DL08",
                _("Tệp dữ liệu phải gồm các khóa như `loai:`, `co_quan:`."),
                hint=_("Tạo tệp mẫu bằng: docgen new ke_hoach"),
                where=Where(tree.file, 1, 1),
            )
        )
    profile_findings = _profiles(tree, folder)
    problems = [f for f in profile_findings if f.severity == ERROR]
    typed = _bodies(tree)
    found = tree.findings + _advice(tree, typed)
    try:
        van_ban = _validate(VanBan, tree)
    except InputError as error:
        raise InputError(problems + _in_order(found + error.findings)) from None
    if problems or any(f.severity == ERROR for f in found):
        raise InputError(problems + _in_order(found))
    found += _renumbered(van_ban, typed, tree) + _split_items(tree) + _thousands(tree)
    return van_ban, profile_findings + _in_order(found)


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.where.line, f.where.column) if f.where else (0, 0))


def _advice(tree: Tree, typed: list[_Typed]) -> list[Finding]:
    """What to say about the typing; then quotation marks are made typographic."""
    found: list[Finding] = []
    schemes = any(path[-1:] == ("danh_so",) for path in tree.keys)
    looked_at = [body for body in typed if any(map(odd_start, body.blocks))]
    if tree.comments or tree.folded or schemes or looked_at:
        from docgen.read import advice

        found = advice.cut_by_comments(tree) + advice.joined_lines(tree)
        found += advice.unknown_levels(tree)
        for path, blocks, text in looked_at:
            found += advice.unread_marks(blocks, text, path, tree)
    if tree.quoted:
        from docgen.read.scalars import typographic

        typographic(tree.data, tree.quoted)
    return found


def load_tree(source: Path) -> Tree:
    """The YAML or JSON of a file with the places of its values. Raises InputError (DL00-DL09)."""
    name = str(source)
    try:
        size = source.stat().st_size
        if size > yaml_tree.MAX_BYTES:
            raise InputError(
                Finding(
                    "DL01",
                    _("Tệp dữ liệu quá lớn: {size} MB (tối đa {most} MB).").format(
                        size=size // 1_000_000, most=yaml_tree.MAX_BYTES // 1_000_000
                    ),
                    hint=_("Tệp dữ liệu chỉ gồm chữ; kiểm tra xem có chọn nhầm tệp không."),
                    where=Where(name),
                )
            )
        raw = source.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        number = error.errno or 0 if isinstance(error, OSError) else errno.ENOENT
        reasons = {
            errno.ENOENT: _("không tìm thấy"),
            errno.ENOTDIR: _("không tìm thấy"),
            errno.ENAMETOOLONG: _("tên tệp quá dài"),
            errno.EISDIR: _("đây là một thư mục"),
            errno.EACCES: _("không có quyền đọc"),
        }
        reason = reasons.get(number) or getattr(error, "strerror", None) or str(error)
        raise InputError(
            Finding(
                "DL00",
                _("Không đọc được tệp dữ liệu: {reason}.").format(reason=reason),
                hint=_("Kiểm tra tên tệp và thư mục."),
                where=Where(name if len(name) <= 260 else name[:120] + "…" + name[-40:]),
            )
        ) from None
    return _parse(_decode(raw, name), name)


def _decode(raw: bytes, name: str) -> str:
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise InputError(
            Finding(
                "DL09",
                _("Đây là tệp Word, Excel hoặc PDF, không phải tệp dữ liệu."),
                hint=_("Tạo tệp dữ liệu bằng: docgen new ke_hoach"),
                where=Where(name),
            )
        )
    encoding = "utf-8-sig"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise InputError(
            Finding(
                "DL09",
                _("Tệp không phải Unicode UTF-8."),
                hint=_("Lưu lại tệp với mã UTF-8 (Notepad: Save As → Encoding: UTF-8)."),
                where=Where(name, line, column),
            )
        ) from None


def _parse(text: str, name: str) -> Tree:
    clean, removed = lam_sach(text)
    if name.endswith(".json"):
        # JSON may be indented with tabs, which YAML does not allow; strings cannot hold any.
        clean = clean.replace("\t", " ")
    tree = yaml_tree.parse(clean, name)
    for offset, code in removed:
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        tree.findings.append(
            Finding(
                "DL10",
                _("Đã bỏ ký tự không dùng được trong văn bản: {code}.").format(code=code),
                WARNING,
                _("Xóa ký tự này trong tệp dữ liệu."),
                Where(name, line, column),
            )
        )
    return tree


def _validate(model: type[M], tree: Tree) -> M:
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        raise InputError(to_findings(error, model, tree)) from None


def _profiles(tree: Tree, folder: Path) -> list[Finding]:
    """Replace paths of unit profiles by what they hold; give what was found in them."""
    problems: list[Finding] = []
    attached = tree.data.get("kem_theo")
    for holder in (tree.data, *(attached if isinstance(attached, list) else ())):
        given = holder.get("co_quan") if isinstance(holder, dict) else None
        if given is None:
            continue
        items = given if isinstance(given, list) else [given]
        made = [_profile(item, folder, problems) for item in items]
        holder["co_quan"] = made if isinstance(given, list) else made[0]
    return problems


def _profile(item: Any, folder: Path, problems: list[Finding]) -> Any:
    if not isinstance(item, str) or not item.lower().endswith(PROFILE_SUFFIXES):
        return item
    try:
        profile, found = _read_profile(folder / item)
    except InputError as error:
        problems += (f for f in error.findings if f not in problems)
        return {"ten": item}
    problems += (f for f in found if f not in problems)
    return profile.co_quan()


class _Typed(NamedTuple):
    """A body given as text: its data path, its blocks, the text."""

    path: yaml_tree.Path
    blocks: list[TextBlock]
    text: str


def _bodies(tree: Tree) -> list[_Typed]:
    """Turn body texts into blocks and note the line of each."""
    found = []
    holders: list[tuple[yaml_tree.Path, Any]] = [((), tree.data)]
    attached = tree.data.get("kem_theo")
    if isinstance(attached, list):
        holders += [(("kem_theo", i), k) for i, k in enumerate(attached)]
    for path, holder in holders:
        if not isinstance(holder, dict) or not isinstance(holder.get("noi_dung"), str):
            continue
        at = (*path, "noi_dung")
        text = holder["noi_dung"]
        blocks = read_blocks(text, figures=True)
        holder["noi_dung"] = [b.data for b in blocks]
        first = tree.literals.get(at)
        line, column = tree.values.get(at, (1, 1))
        for number, block in enumerate(blocks):
            place = (first + block.line, 1) if first else (line, column)
            tree.values[(*at, number)] = place
        found.append(_Typed(at, blocks, text))
    return found


def _thousands(tree: Tree) -> list[Finding]:
    """Figures such as 1.250: in YAML one and a quarter, to a clerk one thousand and more."""
    given = tree.data.get("chi_tieu")
    out = []
    for name, target in given.items() if isinstance(given, dict) else ():
        for key in ("gia_tri", "tren"):
            figure = target.get(key) if isinstance(target, dict) else None
            if isinstance(figure, str) and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", figure):
                out.append(
                    Finding(
                        "DL16",
                        _("{figure} được đọc là số lẻ {decimal}.").format(
                            figure=figure, decimal=figure.replace(".", ",")
                        ),
                        WARNING,
                        _(
                            "Là hàng nghìn thì viết liền: {whole}; là số lẻ thì bỏ số 0 cuối."
                        ).format(whole=figure.replace(".", "")),
                        tree.where(("chi_tieu", name, key)),
                    )
                )
    return out


def _split_items(tree: Tree) -> list[Finding]:
    """Recipients that look cut at a comma: [Các sở, ban, ngành] is three items in YAML."""
    out = []
    for key, number, item in _listed(tree, ("noi_nhan", "can_cu")):
        if number and isinstance(item, str) and item[:1].islower():
            out.append(
                Finding(
                    "DL12",
                    _("Mục “{item}” bắt đầu bằng chữ thường, có thể bị tách ở dấu phẩy.").format(
                        item=item
                    ),
                    WARNING,
                    _("Trong [ ] mỗi dấu phẩy tách một mục: bọc mục có dấu phẩy trong ngoặc kép."),
                    tree.where((key, number)),
                )
            )
    return out


def _listed(tree: Tree, keys: Iterable[str]) -> Iterable[tuple[str, int, Any]]:
    for key in keys:
        items = tree.data.get(key)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            yield key, number, item


def _renumbered(van_ban: VanBan, typed: list[_Typed], tree: Tree) -> list[Finding]:
    """Say where a typed number is not the one that follows from the place."""
    out = []
    for path, blocks, _text in typed:
        holder: Any = van_ban.kem_theo[int(path[1])] if len(path) > 1 else van_ban
        computed = labels(holder.noi_dung, holder.danh_so)
        for number, (block, label) in enumerate(zip(blocks, computed, strict=True)):
            if block.label and block.label != label:
                out.append(
                    Finding(
                        "DL11",
                        _("Số ghi “{typed}” được đánh lại thành “{label}”.").format(
                            typed=block.label, label=label
                        ),
                        WARNING,
                        _("Kiểm tra xem có thiếu hoặc lặp mục không."),
                        tree.where((*path, number)),
                    )
                )
    return out
