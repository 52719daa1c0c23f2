"""An office's own choices over the decree: which rules it runs and how severe they are to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from docgen.check import pages
from docgen.check.registry import RuleFinding
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model.chung import Phan

_OFF = "tat"
_DIGITS = "0123456789"


class HoSoKiemTra(Phan):
    """A check profile: `ten`, `chon`, `bo_qua` (codes or their beginnings), `muc` by code."""

    ten: str | None = None
    """Whose profile it is."""
    chon: list[str] = []
    """Only these rules; empty: all."""
    bo_qua: list[str] = []
    """Not these rules."""
    muc: dict[str, Literal["loi", "canh_bao", "goi_y", "tat"]] = {}
    """Severity by code, in place of the page's; `tat`: not run."""


@dataclass(slots=True)
class Choice:
    """Which rules run and how severe they are."""

    select: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    severity: dict[str, str] = field(default_factory=dict)

    def judged(self, findings: Iterable[RuleFinding]) -> list[RuleFinding]:
        """Findings with the severity of this office."""
        return [
            replace(f, severity=self.severity[f.code]) if f.code in self.severity else f
            for f in findings
        ]


def read_profile(path: Path) -> HoSoKiemTra:
    """A check profile from YAML. Raises InputError with every problem and its line."""
    from docgen.read.data_file import load_tree
    from docgen.read.messages import to_findings

    tree = load_tree(path)
    try:
        made = HoSoKiemTra.model_validate(tree.data)
    except ValidationError as error:
        raise InputError(to_findings(error, HoSoKiemTra, tree)) from None
    unknown = [
        tree.located(_unknown(code, f"{key}[{at}]" if key != "muc" else f"muc.{code}"))
        for key, codes in (("chon", made.chon), ("bo_qua", made.bo_qua), ("muc", list(made.muc)))
        for at, code in enumerate(codes)
        if not known(code)
    ]
    if unknown:
        raise InputError(unknown)
    return made


def chosen(
    select: Iterable[str], ignore: Iterable[str], profile: HoSoKiemTra | None = None
) -> Choice:
    """What the command line and the profile say together; the command line's choice comes first.

    Raises InputError (KT23) for codes that no rule begins with.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    problems = [_unknown(code) for code in (*wanted, *unwanted) if not known(code)]
    if problems:
        raise InputError(problems)
    if profile is None:
        return Choice(wanted, unwanted)
    off = [code for code, severity in profile.muc.items() if severity == _OFF]
    return Choice(
        wanted or list(profile.chon),
        [*unwanted, *profile.bo_qua, *off],
        {code: s for code, s in profile.muc.items() if s != _OFF},
    )


def _codes(given: Iterable[str]) -> list[str]:
    return [c.strip().upper() for text in given for c in text.split(",") if c.strip()]


def known(code: str) -> bool:
    """Whether it is the code of a rule or the letters of a family."""
    code = code.upper()
    return code in pages.codes() or any(known.rstrip(_DIGITS) == code for known in pages.codes())


def _unknown(code: str, path: str = "") -> Finding:
    import difflib

    letters = code.upper().rstrip(_DIGITS)
    meant = f"{letters}{code[len(letters) :]:0>2}"
    near: Any = [meant] if meant in pages.codes() else []
    near = near or difflib.get_close_matches(code.upper(), pages.codes(), 1)
    hint = _("Có phải là {code}?").format(code=near[0]) if near else ""
    return Finding(
        "KT23",
        _("Không có luật nào mã “{code}”.").format(code=code),
        hint=hint or _("Xem các mã bằng lệnh: docgen explain --all"),
        where=Where(path=path) if path else None,
    )
