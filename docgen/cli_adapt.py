"""`docgen adapt`: the document of the level above turned into the unit's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from docgen.cli_common import CANNOT, DONE, Command, force, report, say_written
from docgen.lang import _

if TYPE_CHECKING:
    from docgen.adapting.files import Made, Targets
    from docgen.adapting.order import Asked
    from docgen.findings import Finding

_SHOWN = 8
"""So many findings of one unit are listed when there are many units."""


def adapt_command() -> click.Command:
    """The command, with help texts in the chosen language."""

    @click.command(
        "adapt",
        cls=Command,
        help=_("Chuyển văn bản của cấp trên thành văn bản của đơn vị mình, ghi rõ từng thay đổi."),
    )
    @click.argument("source", metavar="SOURCE")
    @click.option(
        "--to",
        multiple=True,
        required=True,
        metavar="PROFILE",
        help=_("Hồ sơ đơn vị (.yaml); thư mục hồ sơ hoặc bảng (.xlsx, .csv): mỗi đơn vị một bản."),
    )
    @click.option(
        "-o",
        "out",
        metavar="OUT",
        help=_("Tệp ghi ra (.yaml, .json, .docx); nhiều đơn vị: thư mục."),
    )
    @click.option(
        "--data", metavar="FILE", help=_("Số liệu của đơn vị: .yaml, hoặc bảng .xlsx, .csv.")
    )
    @click.option(
        "--ngay",
        metavar="NGÀY",
        help=_("Ngày của văn bản mình (15/9/2022, 9/2022): chọn bảng chuyển và ghi vào văn bản."),
    )
    @click.option(
        "--table",
        multiple=True,
        metavar="FILE",
        help=_("Bảng chuyển riêng của cơ quan (.yaml), ưu tiên hơn bảng có sẵn."),
    )
    @click.option(
        "--redline",
        metavar="OUT.docx",
        help=_("Ghi bản Word có theo dõi thay đổi và nhận xét tại từng chỗ chờ quyết định."),
    )
    @click.option(
        "--report", "report_", metavar="OUT.html|.json", help=_("Ghi báo cáo đối chiếu hai bản.")
    )
    @click.option(
        "--update",
        metavar="OWN.yaml",
        help=_("Cấp trên sửa văn bản: gộp vào bản của đơn vị, giữ những gì đơn vị đã quyết định."),
    )
    @click.option(
        "--som-hon",
        "earlier",
        type=click.IntRange(0, 365),
        default=10,
        show_default=True,
        help=_("Đề xuất hạn sớm hơn hạn của cấp trên bao nhiêu ngày."),
    )
    @click.option(
        "--jobs", type=click.IntRange(1, 256), help=_("Số tiến trình khi có nhiều đơn vị.")
    )
    @force()
    def adapt(source: str, report_: str | None, **given: Any) -> int:
        return _adapt(source, report=report_, **given)

    return adapt


def _adapt(source: str, **given: Any) -> int:
    from datetime import date

    from docgen.adapting.level import adapt_all, begin
    from docgen.adapting.order import Options

    asked, targets = begin(source, Options(**given), date.today())
    report(asked.findings)
    made = _with_progress(asked, targets, adapt_all)
    if len(made) == 1:
        _say_one(made[0])
        return DONE
    report(_shared(made))
    return _say_many(made)


def _with_progress(asked: Asked, targets: list[Targets], work: Any) -> list[Made]:
    import sys

    if len(targets) < 8 or not sys.stderr.isatty():
        return list(work(asked, targets))
    made: list[Made] = []
    with click.progressbar(length=len(targets), file=sys.stderr, label=_("Chuyển")) as bar:
        for one in work(asked, targets):
            made.append(one)
            bar.update(1)
    return made


def _say_one(made: Made) -> None:
    report(made.findings)
    say_written(made.written)
    click.echo(_summary(made), err=True)


def _summary(made: Made) -> str:
    counts = made.counts
    text = _(
        "Giữ nguyên {kept} đoạn, thay {changed} chỗ theo bảng, {own} chỗ theo hồ sơ và số liệu "
        "đơn vị, bỏ {removed} đoạn nội dung; còn {asked} chỗ chờ quyết định."
    ).format(
        kept=counts.giu_nguyen, changed=counts.thay, own=counts.ghi_de, removed=made.removed,
        asked=counts.hoi,
    )  # fmt: skip
    if made.news or made.conflicts:
        text += " " + _("Cấp trên mới sửa {news} chỗ, trong đó {conflicts} chỗ trùng.").format(
            news=made.news + made.conflicts, conflicts=made.conflicts
        )
    return text


def _shared(made: list[Made]) -> list[Finding]:
    """What there is to say of the source and of data, once and not for each of many units."""
    return [
        *dict.fromkeys(
            f
            for m in made
            if not m.failed
            for f in m.findings
            if f.where and f.where.file != str(m.written[0])
        )
    ]


def _say_many(made: list[Made]) -> int:
    failed = [m for m in made if m.failed]
    for one in made:
        if one.failed:
            report(one.findings[:_SHOWN])
        else:
            text = _("{unit}: {path}, {n} chỗ chờ quyết định")
            click.echo(text.format(unit=one.unit, path=one.written[0], n=one.counts.hoi))
    text = _("Đã chuyển cho {n} đơn vị, {failed} đơn vị không làm được.")
    click.echo(text.format(n=len(made) - len(failed), failed=len(failed)), err=True)
    return CANNOT if len(failed) == len(made) else 1 if failed else DONE
