"""`docgen check` and `docgen explain`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli_common import CANNOT, DONE, FOUND, Command, force, report
from docgen.lang import _

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.checking.files import Checked

_FORMATS = ("text", "json", "sarif")
_COLOURS: dict[str, dict[str, Any]] = {
    "loi": {"fg": "red", "bold": True},
    "canh_bao": {"fg": "yellow", "bold": True},
    "goi_y": {"fg": "cyan"},
    "dim": {"dim": True},
    "bold": {"bold": True},
}


def check_command() -> click.Command:
    """The command, with help texts in the chosen language."""

    @click.command(
        "check",
        cls=Command,
        help=_("Kiểm tra văn bản (.docx, .doc, .pdf, .txt, dữ liệu) theo Nghị định 30/2020/NĐ-CP."),
    )
    @click.argument("files", nargs=-1, required=True, metavar="FILE...")
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        default="text",
        help=_("Dạng báo cáo: text (mặc định), json, sarif."),
    )
    @click.option("--select", multiple=True, metavar="MÃ", help=_("Chỉ những luật này: TC, NN03 …"))
    @click.option("--ignore", multiple=True, metavar="MÃ", help=_("Bỏ qua những luật này."))
    @click.option("--profile", metavar="FILE", help=_("Hồ sơ kiểm tra của cơ quan (.yaml)."))
    @click.option(
        "--baseline", metavar="FILE", help=_("Chỉ báo những gì chưa có trong tệp mốc này.")
    )
    @click.option(
        "--update-baseline", is_flag=True, help=_("Ghi mọi phát hiện hiện có vào tệp mốc.")
    )
    @click.option("--fix", is_flag=True, help=_("Ghi một bản sao đã sửa những lỗi sửa an toàn."))
    @click.option("--unsafe-fixes", is_flag=True, help=_("Sửa cả những chỗ cần người xem lại."))
    @click.option(
        "--annotate", metavar="OUT.docx", help=_("Ghi bản Word có nhận xét tại từng chỗ.")
    )
    @click.option(
        "--format-like-nd30",
        "relay",
        metavar="OUT.docx",
        help=_("Ghi bản Word trình bày lại theo Nghị định, giữ nguyên lời văn."),
    )
    @click.option("-o", "out", metavar="OUT", help=_("Tệp của bản sao đã sửa (--fix)."))
    @force()
    def check(files: tuple[str, ...], **options: Any) -> int:
        return _check(files, **options)

    return check


def _check(files: Sequence[str], form: str, **options: Any) -> int:
    from pathlib import Path

    from docgen.check.profile import chosen, read_profile
    from docgen.checking.files import check_files, expand, only_new
    from docgen.checking.targets import Targets

    profile = read_profile(Path(options["profile"])) if options["profile"] else None
    choice = chosen(options["select"], options["ignore"], profile)
    paths = expand(files)
    targets = Targets(paths, options)
    found = _with_progress(paths, lambda step: list(check_files(paths, choice, step)))
    if options["update_baseline"]:
        targets.add_baseline(found)
    elif options["baseline"]:
        found = only_new(found, Path(options["baseline"]))
    targets.make(choice)
    report(targets.findings)
    _report(found, form)
    for line in targets.said:
        click.echo(line, err=True)
    say = click.echo if form == "text" else lambda text: click.echo(text, err=True)
    for path in targets.written:
        say(_("Đã ghi {path}").format(path=path))
    if any(c.failed for c in found):
        return CANNOT
    serious = any(f.severity != "goi_y" for c in found for f in c.findings)
    return FOUND if serious and not options["update_baseline"] else DONE


def _with_progress(
    paths: Sequence[Path], work: Callable[[Callable[[], None]], list[Checked]]
) -> list[Checked]:
    """A progress bar on a terminal when there are many files."""
    import sys

    if len(paths) < 8 or not sys.stderr.isatty():
        return work(lambda: None)
    with click.progressbar(length=len(paths), file=sys.stderr, label=_("Kiểm tra")) as bar:
        return work(lambda: bar.update(1))


def _report(found: Sequence[Checked], form: str) -> None:
    import json

    if form == "text":
        _report_text(found)
        return
    from docgen.check.report.data import as_json, as_sarif

    listed = {c.file: c.findings for c in found}
    if form == "json":
        made = as_json(listed)
    else:
        from docgen import __version__

        made = as_sarif(listed, __version__)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))


def _report_text(found: Sequence[Checked]) -> None:
    import shutil
    import sys

    from docgen.check.report.text import report as lines
    from docgen.check.report.text import summary

    def style(text: str, look: str) -> str:
        return click.style(text, **_COLOURS[look])

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for checked in found:
        if checked.findings:
            for line in lines(checked.file, checked.findings, style, width):
                click.echo(line, err=checked.failed)
    failed = sum(c.failed for c in found)
    click.echo(summary([f for c in found if not c.failed for f in c.findings], len(found), failed))


def explain_command() -> click.Command:
    """The command, with help texts in the chosen language."""

    @click.command("explain", cls=Command, help=_("Giải thích một luật kiểm tra: TC05, NN03 …"))
    @click.argument("rules", nargs=-1, metavar="RULE...")
    @click.option("--all", "every", is_flag=True, help=_("Liệt kê mọi luật."))
    def explain(rules: tuple[str, ...], every: bool) -> int:
        from docgen.check import pages
        from docgen.check.profile import chosen

        if every or not rules:
            for code in pages.codes():
                page = pages.load(code)
                click.echo(f"{code}  {page.title}  ({page.clause}; {page.kind})")
            return DONE
        codes = [c for rule in rules for c in pages.codes() if c.startswith(rule.upper())]
        chosen(rules, ())  # says which are unknown
        for code in codes:
            page = pages.load(code)
            click.echo(page.body.strip())
            click.echo()
            click.echo(
                _("Mức: {severity}. {kind}. {clause}. Sửa tự động: {mending}.").format(
                    severity=_severity(page.severity),
                    kind=page.kind.capitalize(),
                    clause=page.clause,
                    mending=page.mending,
                )
            )
        return DONE

    return explain


def _severity(severity: str) -> str:
    from docgen.check.report.text import words

    return words()[severity]
