"""Variables of the text: `{{ chi_tieu.xa_dat_chuan }}`, `{{ ten_phong_trao }}`.

Plain dotted names, with or without a filter, are looked up directly. Anything else goes through a
sandboxed Jinja2 environment with strict undefined, and only after its syntax tree has been found
to hold nothing but names, attributes, constants, comparisons, conditions and the filters below.
Values are never compiled. An unknown name is a visible gap and a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docgen.findings import HINT, WARNING, Finding, Where
from docgen.lang import _
from docgen.write.layout.blanks import KET_QUA, blank
from docgen.write.layout.head import LETTERS, bare_subject
from docgen.write.layout.inline import Chu, gap

if TYPE_CHECKING:
    from docgen.model import ChiTieu, VanBan

_DOTTED = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)(?:\s*\|\s*(\w+))?")
_MISSING: Any = object()
_ABOVE = "cấp trên: {}"
"""Label of the gap for a target that is known of the level above only."""


class _ChiTieuText:
    """A target as the text sees it: prints "115/181", and has gia_tri, tren, ty_le, don_vi, ten."""

    __slots__ = ("_chi_tieu",)

    def __init__(self, chi_tieu: ChiTieu) -> None:
        self._chi_tieu = chi_tieu

    def __getitem__(self, name: str) -> Any:
        given = self._chi_tieu
        if name == "ty_le":
            from docgen.viet.so import ty_le

            return (
                ty_le(given.gia_tri, given.tren)
                if given.gia_tri is not None and given.tren
                else None
            )
        if name in ("gia_tri", "tren"):
            number = getattr(given, name)
            return None if number is None else _NumberText(_as_typed(number), number)
        if name in ("don_vi", "ten"):
            return getattr(given, name)
        raise KeyError(name)

    def __contains__(self, name: str) -> bool:
        return name in ("gia_tri", "tren", "ty_le", "don_vi", "ten")

    @property
    def text(self) -> str | None:
        """The figure, with the total it is counted out of."""
        given = self._chi_tieu
        if given.gia_tri is None:
            return None
        if given.tren is None:
            return _as_typed(given.gia_tri)
        return f"{_as_typed(given.gia_tri)}/{_as_typed(given.tren)}"

    def __str__(self) -> str:
        return self.text or ""


class _NumberText(str):
    """A number written the Vietnamese way that filters can still compute with."""

    so: Decimal

    def __new__(cls, text: str, so: Decimal) -> _NumberText:
        """Text as printed, `so` the number behind it."""
        made = super().__new__(cls, text)
        made.so = so
        return made


def _as_typed(number: Decimal) -> str:
    # By its digits: 5 and 5.0 are equal numbers but different texts.
    return _vietnamese(str(number))


@lru_cache(maxsize=4096)
def _vietnamese(digits: str) -> str:
    """A number the Vietnamese way with the decimals that were typed: 5.0 is "5,0"."""
    from docgen.viet.so import viet_so

    number = Decimal(digits)
    exponent = number.as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    text = viet_so(number)
    if not typed:
        return text
    whole, _comma, decimals = text.partition(",")
    return f"{whole},{decimals.ljust(typed, '0')}"


def _hai_chu_so(value: Any) -> str:
    """Filter: 1 → 01; a target keeps its total: 1/6 → 01/06."""
    from docgen.viet.so import hai_chu_so

    if isinstance(value, _ChiTieuText):
        parts = [value["gia_tri"], value["tren"]]
        return "/".join(_hai_chu_so(p) for p in parts if p is not None)
    number = getattr(value, "so", value)
    try:
        whole = int(number)
    except (TypeError, ValueError):
        return str(value)
    same = whole == (number if number.__class__ is Decimal else Decimal(str(number)))
    return hai_chu_so(whole) if same and whole >= 0 else str(value)


def _upper(value: Any) -> str:
    return str(value).upper()


def _lower(value: Any) -> str:
    return str(value).lower()


FILTERS: dict[str, Callable[[Any], str]] = {
    "hai_chu_so": _hai_chu_so,
    "in_hoa": _upper,
    "in_thuong": _lower,
}
"""Filters a text may use."""


@lru_cache(maxsize=2048)
def _plain(expression: str) -> tuple[list[str], Callable[[Any], str] | None] | None:
    """Names and filter of a dotted name; None for any other expression."""
    m = _DOTTED.fullmatch(expression)
    if not m or (m[2] and m[2] not in FILTERS):
        return None
    return m[1].split("."), FILTERS[m[2]] if m[2] else None


@lru_cache(maxsize=2048)
def _compiled(expression: str) -> Callable[[dict[str, Any]], Any] | None:
    """The expression as a function of the variables; None when it is not allowed."""
    from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
    from jinja2.sandbox import SandboxedEnvironment

    env = SandboxedEnvironment(undefined=StrictUndefined)
    env.filters = dict(FILTERS)
    try:
        tree = env.parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return None
    allowed = (
        nodes.Template,
        nodes.Output,
        nodes.TemplateData,
        nodes.Name,
        nodes.Getattr,
        nodes.Getitem,
        nodes.Const,
        nodes.Filter,
        nodes.CondExpr,
        nodes.Compare,
        nodes.Operand,
        nodes.And,
        nodes.Or,
        nodes.Not,
    )
    stack: list[nodes.Node] = [tree]
    while stack:
        node = stack.pop()
        if not isinstance(node, allowed):
            return None
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            return None
        stack.extend(node.iter_child_nodes())
    run = env.compile_expression(expression, undefined_to_none=False)
    return lambda names: run(**names)


def _shown(value: Any) -> Any:
    """What a text may print: texts, numbers, targets; None is a gap, all else is not a value."""
    if isinstance(value, _ChiTieuText):
        return value.text
    known = isinstance(value, str | int | float | Decimal) and not isinstance(value, bool)
    return value if known or value is None else _MISSING


class Variables:
    """The variables of one document, and the findings that came up while they were used."""

    def __init__(self, van_ban: VanBan) -> None:
        self._van_ban = van_ban
        self._names: dict[str, Any] | None = None
        self.findings: list[Finding] = []
        self._seen: set[str] = set()
        self.path = ""
        """Data path of the text that is being filled in."""

    def names(self) -> dict[str, Any]:
        """All variables: bien, chi_tieu, and facts of the document itself."""
        if self._names is None:
            van_ban = self._van_ban
            issuer = van_ban.co_quan[0]
            letter = van_ban.loai in LETTERS
            self._names = {
                "co_quan": {"ten": issuer.ten, "viet_tat": issuer.viet_tat, "cap": issuer.cap},
                "chu_quan": issuer.chu_quan,
                "dia_danh": van_ban.dia_danh or issuer.dia_danh,
                "nam": van_ban.ngay.nam,
                "trich_yeu": van_ban.trich_yeu and str(bare_subject(van_ban.trich_yeu, letter)),
                **van_ban.bien,
                "chi_tieu": {k: _ChiTieuText(v) for k, v in van_ban.chi_tieu.items()},
            }
        return self._names

    def __call__(self, expression: str) -> Chu:
        """Text of one expression, a blank to fill in, or a visible gap with a finding."""
        if expression.startswith("<<"):
            return self._blank(expression)
        found = self._evaluate(expression)
        if found is _MISSING:
            self._report(
                "KT02",
                _("Không có biến “{name}” trong dữ liệu.").format(name=expression),
                _("Thêm vào `bien` hoặc `chi_tieu`, hoặc viết \\{{ để giữ nguyên dấu."),
                WARNING,
            )
            return gap(expression)
        if found is None or found == "":
            above = self._above(expression)
            self._report(
                "KT05",
                _("Biến “{name}” chưa có giá trị, để trống trong văn bản.").format(name=expression),
                _("Điền giá trị của biến, hoặc điền tay vào chỗ trống."),
                WARNING if above else HINT,
            )
            return gap(_ABOVE.format(above) if above else expression)
        return str(found)

    def _blank(self, expression: str) -> Chu:
        """`<<…>>`: a blank; one for a figure is called by what is counted."""
        made = blank(expression, self._van_ban.trinh_bay.cho_dien == "o_nhap")
        if not made.said and made.the.startswith(KET_QUA):
            target = self._van_ban.chi_tieu.get(made.the.removeprefix(KET_QUA))
            made = made.called(target.ten) if target and target.ten else made
        return made.runs()

    def _above(self, expression: str) -> str:
        """What the expression is in the document of the level above; "" when that is not known."""
        plain = _plain(expression)
        names = plain[0] if plain else []
        target = self._van_ban.chi_tieu.get(names[1]) if names[:1] == ["chi_tieu"] else None
        if target is None or target.cap_tren is None or len(names) > 3:
            return ""
        given = target.cap_tren
        upper = _ChiTieuText(target.model_copy(update=dict(given)))
        value = upper[names[2]] if len(names) == 3 and names[2] in upper else upper
        change = plain[1] if plain else None
        return (change(value) if change else str(value)) if value else ""

    def _evaluate(self, expression: str) -> Any:
        plain = _plain(expression)
        if plain:
            names, change = plain
            value: Any = self.names()
            for name in names:
                if not isinstance(value, dict | _ChiTieuText) or name not in value:
                    return _MISSING
                value = value[name]
            shown = _shown(value)
            return shown if change is None or shown is None or shown is _MISSING else change(value)
        run = _compiled(expression)
        if run is None:
            return _MISSING
        try:
            return _shown(run(self.names()))
        except Exception:
            # Whatever the expression does wrong is the writer's gap, never a crash.
            return _MISSING

    def _report(self, code: str, message: str, hint: str, severity: str) -> None:
        if message not in self._seen:
            self._seen.add(message)
            self.findings.append(Finding(code, message, severity, hint, Where(path=self.path)))
