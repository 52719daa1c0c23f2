"""What a document would lack: paths every template prints, and levels of the body it passes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.findings import WARNING
from docgen.lang import _
from docgen.write.docx import names
from docgen.write.docx.inspect_tags import Report, short
from docgen.write.docx.inspect_tree import Group, Print

LEVELS = (*names.CAP_CHU, *names.CAP_XML)
"""Every level a block of the body may have."""


def needed_paths() -> list[tuple[tuple[str, ...], str]]:
    """Paths of which one must be printed, and what is lost without it."""
    return [
        (("co_quan",), _("tên cơ quan ban hành")),
        (("ten_loai",), _("tên loại văn bản")),
        (("trich_yeu", "trich_yeu_cv"), _("trích yếu")),
        (("can_cu[].chu",), _("căn cứ ban hành")),
        (("can_cu_doan[].chu",), _("căn cứ viết liền đoạn")),
        (("ket_thuc[].text",), _("đoạn kết thúc")),
        (("chu_ky.quyen_han[].chu",), _("quyền hạn, chức vụ người ký")),
        (("chu_ky.ho_ten",), _("họ tên người ký")),
        (("ky_chung[].o[].ho_ten",), _("chữ ký của văn bản nhiều người ký")),
        (("noi_nhan[].chu",), _("nơi nhận")),
    ]


def own_paths() -> list[tuple[tuple[str, ...], str]]:
    """What an outline that goes with another document lacks, and every other template has."""
    return [
        (("so_ky_hieu",), _("số, ký hiệu")),
        (("dia_danh_ngay",), _("địa danh, ngày tháng")),
    ]


def check_levels(group: Group, target: str, report: Report) -> None:
    """Every level must be printed by some branch of a loop over the body."""
    part = group.tag.at.part
    lost = []
    for cap in names.CAP_CHU:
        want = "nhan" if cap in names.CAP_NHAN else "text"
        if want not in _prints(group.branches[0].children, target, cap):
            lost.append(cap)
    if len(lost) == len(names.CAP_CHU):
        report.add(
            "MAU20",
            _("Vòng lặp “{tag}” không in {{{{ {name}.text }}}}: nội dung sẽ mất.").format(
                tag=short(group.tag.text), name=target
            ),
            _("Thêm một đoạn {{{{ {name}.nhan }}}} {{{{ {name}.text }}}}.").format(name=target),
            part,
        )
    elif lost:
        report.add(
            "MAU21",
            _("Vòng lặp “{tag}” không in các cấp: {names}.").format(
                tag=short(group.tag.text), names=", ".join(lost)
            ),
            _(
                "Thêm đoạn mẫu cho các cấp này, hoặc một nhánh else in {{{{ {name}.text }}}}."
            ).format(name=target),
            part,
        )
    if any("xml" not in _prints(group.branches[0].children, target, cap) for cap in names.CAP_XML):
        report.add(
            "MAU22",
            _("Vòng lặp “{tag}” không in bảng: bảng và trang ngang sẽ mất.").format(
                tag=short(group.tag.text)
            ),
            _("Thêm nhánh else có một đoạn riêng {{{{p {name}.xml }}}}.").format(name=target),
            part,
            WARNING,
        )


def words(node: Any) -> list[str]:
    """Texts a comparison names: one constant, or those of a list."""
    if node.__class__.__name__ == "Const":
        return [node.value] if isinstance(node.value, str) else []
    return [w for item in getattr(node, "items", ()) for w in words(item)]


def _prints(children: Sequence[Print | Group], target: str, cap: str) -> set[str]:
    """Parts of loop variable `target` that may be printed for a block of level `cap`."""
    from jinja2 import nodes

    out: set[str] = set()
    for child in children:
        if isinstance(child, Print):
            found = [child.node, *child.node.find_all(nodes.Getattr)]
            out |= {
                n.attr
                for n in found
                if isinstance(n, nodes.Getattr) and getattr(n.node, "name", "") == target
            }
            continue
        for branch in child.branches:
            holds: bool | None = None if branch.unread else True
            if branch.test is not None:
                holds = _holds(branch.test, target, cap)
            if holds is not False:
                out |= _prints(branch.children, target, cap)
            if holds is True and child.tag.word == "if":
                break
    return out


def _holds(test: Any, target: str, cap: str) -> bool | None:
    """Whether a condition holds for level `cap`; None when that depends on something else."""
    kind = test.__class__.__name__
    if kind == "Not":
        inner = _holds(test.node, target, cap)
        return None if inner is None else not inner
    if kind in ("And", "Or"):
        sides = [_holds(test.left, target, cap), _holds(test.right, target, cap)]
        stop: bool = kind == "Or"
        if stop in sides:
            return stop
        return None if None in sides else not stop
    if _is_part(test, target, "xml"):
        return cap in names.CAP_XML
    if kind == "Compare" and len(test.ops) == 1:
        op = test.ops[0]
        left, right = test.expr, op.expr
        if _is_part(right, target, "cap"):
            left, right = right, left
        if _is_part(left, target, "cap") and op.op in ("eq", "ne", "in", "notin"):
            among = cap in words(right)
            return among if op.op in ("eq", "in") else not among
    return None


def _is_part(node: Any, target: str, attr: str) -> bool:
    return bool(
        node.__class__.__name__ == "Getattr"
        and node.attr == attr
        and getattr(node.node, "name", "") == target
    )
