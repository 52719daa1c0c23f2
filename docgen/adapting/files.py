"""The files of one unit: its data, the Word file with changes, the report. All of them or none."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.adapt.report.rows import Counts
from docgen.adapting.order import Asked
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.viet.ten_tep import slug

if TYPE_CHECKING:
    from docgen.adapt.engine import Adapted
    from docgen.adapt.update import Updated
    from docgen.model import VanBan
    from docgen.read.units import Unit

FORMATS = ("yaml", "yml", "json", "docx")
_REPORTS = ("html", "json")


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the files of one unit go; None: not asked for."""

    own: Path
    redline: Path | None = None
    report: Path | None = None

    def all(self) -> list[Path]:
        """Every path that will be written."""
        return [p for p in (self.own, self.redline, self.report) if p is not None]


@dataclass(slots=True)
class Made:
    """What came of one unit."""

    unit: str
    written: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    """What the report counts: texts, changes by kind, open places."""
    removed: int = 0
    """Blocks of the body that were taken out."""
    news: int = 0
    conflicts: int = 0
    failed: bool = False


def targets_of(asked: Asked) -> tuple[list[Targets], list[Path]]:
    """Paths for every unit, and folders to make. Raises InputError (GH04) for unknown endings."""
    options, many = asked.options, len(asked.units) > 1
    stem = Path(options.update or asked.file).stem
    problems: list[Finding] = []
    folders: list[Path] = []
    names = _names(asked.units)

    def place(
        given: str | None, tail: str, default: str, formats: tuple[str, ...], name: str
    ) -> Path | None:
        if given is None:
            return None
        path = Path(given)
        suffix = path.suffix.lower().lstrip(".")
        # Not Path.is_dir(): it raises for a name that is too long.
        folder = given.endswith(("/", "\\")) or os.path.isdir(path)
        if many or folder:
            if suffix and not folder:
                problems.append(_one_file(given, len(asked.units)))
            elif path not in folders:
                folders.append(path)
            return path / f"{stem}-{name}{tail}.{default}"
        if suffix not in formats:
            problems.append(_unknown(given, formats))
        return path

    made = []
    for name in names:
        own = place(options.out or ("./" if many else None), "", "yaml", FORMATS, name)
        tail = "-cap_nhat" if options.update else f"-{name}"
        made.append(
            Targets(
                own or Path(f"{stem}{tail}.yaml"),
                place(options.redline, "-thay_doi", "docx", ("docx",), name),
                place(options.report, "-bao_cao", "html", _REPORTS, name),
            )
        )
        problems += _same_file(made[-1].all())
    if problems:
        raise InputError(dict.fromkeys(problems))
    return made, folders


def _names(units: list[Unit]) -> list[str]:
    """A file name for each unit, no two alike."""
    names: list[str] = []
    for unit in units:
        base = name = slug(unit.profile.ten) or "don_vi"
        number = 1
        while name in names:
            number += 1
            name = f"{base}_{number}"
        names.append(name)
    return names


def _same_file(paths: list[Path]) -> list[Finding]:
    """Results that would go into one and the same file."""
    places = [os.path.normcase(os.path.abspath(p)) for p in paths]
    return [
        Finding(
            "GH06",
            _("Hai kết quả ghi vào cùng một tệp."),
            hint=_("Đặt tên khác cho một trong hai."),
            where=Where(str(path)),
        )
        for n, path in enumerate(paths)
        if places[n] in places[:n]
    ]


def _one_file(given: str, count: int) -> Finding:
    return Finding(
        "GH03",
        _("Có {n} đơn vị mà chỉ một tệp kết quả.").format(n=count),
        hint=_("Cho một thư mục, ví dụ ket_qua/"),
        where=Where(given),
    )


def _unknown(given: str, formats: tuple[str, ...]) -> Finding:
    return Finding(
        "GH04",
        _("Không biết ghi tệp đuôi “{suffix}”.").format(suffix=Path(given).suffix or given),
        hint=_("Dùng một trong: {formats}; hoặc một thư mục có dấu / ở cuối.").format(
            formats=", ".join("." + f for f in formats)
        ),
        where=Where(given),
    )


def make_unit(asked: Asked, unit: Unit, targets: Targets) -> Made:
    """Adapt for one unit and write its files, all or none. Raises InputError."""
    from docgen.adapt.engine import adapt
    from docgen.adapt.report.rows import account
    from docgen.write.files import write_files
    from docgen.write.layout import lay_out

    adapted = adapt(asked.source, asked.order(unit), asked.today)
    own, findings = adapted.van_ban, [_located(f, asked.file) for f in adapted.findings]
    made = Made(unit.profile.ten)
    if asked.own is not None:
        updated = _updated(asked.own, adapted, str(asked.options.update))
        own = updated.van_ban
        made.news, made.conflicts = len(updated.news), len(updated.conflicts)
        findings += updated.findings
    where = str(targets.own)
    findings += [f for f in lay_out(own).findings if f.code not in ("KT07", "KT05")]
    made.findings = [_located(f, where) for f in findings]
    told = account(asked.source, own)
    made.counts = told.dem
    made.removed = sum("noi_dung[" in (row.tai or "") for row in told.da_bo)
    files = _files(asked, own, targets, made.findings)
    write_files(files, asked.options.force)
    made.written = [path for path, _data in files]
    return made


def _updated(own: VanBan, fresh: Adapted, file: str) -> Updated:
    from docgen.adapt.update import update

    try:
        return update(own, fresh)
    except InputError as error:
        raise InputError([_located(f, file) for f in error.findings]) from None


def _files(
    asked: Asked, own: VanBan, targets: Targets, findings: list[Finding]
) -> list[tuple[Path, bytes]]:
    files = [(targets.own, _own_file(own, targets.own))]
    if targets.redline:
        files.append((targets.redline, make_redline(asked.source, own)))
    if targets.report:
        from docgen.adapt.report import report_html, report_json

        report = report_json if targets.report.suffix.lower() == ".json" else report_html
        files.append((targets.report, report(asked.source, own, findings)))
    return files


def _own_file(own: VanBan, path: Path) -> bytes:
    from docgen.write.data import write_json, write_yaml

    suffix = path.suffix.lower()
    if suffix == ".json":
        return write_json(own)
    if suffix == ".docx":
        from docgen.write.docx.engine import render_docx

        return render_docx(own)[0]
    return write_yaml(own)


def make_redline(source: VanBan, own: VanBan) -> bytes:
    """The Word file with tracked changes from source to own, a comment on every open question."""
    from docgen.adapt.redline import redline
    from docgen.adapt.remarks import remarks
    from docgen.write.docx.engine import render_docx

    return redline(render_docx(source)[0], render_docx(own)[0], remarks(own))


def _located(finding: Finding, file: str) -> Finding:
    where = finding.where or Where()
    return finding if where.file else replace(finding, where=replace(where, file=file))
