"""The commands, thin: options in, rooms called, findings out. Heavy imports wait until needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli_adapt import adapt_command
from docgen.cli_batch import batch_command
from docgen.cli_check import check_command, explain_command
from docgen.cli_common import CANNOT, DONE, FOUND, Command, Group, force, report, say_written
from docgen.lang import LANGUAGES, _, set_language

if TYPE_CHECKING:
    from docgen.write.citations import Entry


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; no traceback for a user's mistake."""
    lang, arguments = _language_first(arguments)
    # Before click reads the line: help texts are made in the language.
    set_language(lang)
    _utf8_streams()
    from docgen.cli_words import vietnamese_click

    vietnamese_click()
    try:
        code = _make_cli().main(list(arguments), prog_name="docgen", standalone_mode=False)
        return int(code or DONE)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(_("Đã dừng."), err=True)
    except click.ClickException as error:
        error.show()
    except Exception as error:
        from docgen.findings import InputError

        if isinstance(error, InputError):
            report(error.findings)
        else:
            _report_bug(error)
    return CANNOT


def _report_bug(error: Exception) -> None:
    """A fault of ours: say so, keep the details in a file that can be sent along."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="docgen-loi-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
            errors="backslashreplace",
        ) as log:
            traceback.print_exception(error, file=log)
    except OSError:
        # Nowhere to keep them: then here, they are all there is.
        traceback.print_exception(error)
        return
    text = _("Lỗi trong docgen ({kind}). Xin gửi tệp {log} cho người làm phần mềm.")
    click.echo(text.format(kind=type(error).__name__, log=log.name), err=True)


def _language_first(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language of --lang, wherever it stands, and the line with it in front."""
    rest = list(arguments)
    for place, argument in enumerate(rest):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name != "--lang":
            continue
        if equals:
            del rest[place]
        elif place + 1 < len(rest):
            value = rest[place + 1]
            del rest[place : place + 2]
        else:
            break
        return value, [f"--lang={value}", *rest]
    return None, rest


def _utf8_streams() -> None:
    """Vietnamese must come out whole on consoles set to an old code page, and every file name."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        old = (stream.encoding or "").lower().replace("-", "") != "utf8"
        if reconfigure and (old or stream.errors == "strict"):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _make_cli() -> click.Group:
    """All commands, with help texts in the chosen language."""

    @click.group(
        cls=Group,
        help=_("docgen: từ dữ liệu kế hoạch đến văn bản hành chính đúng Nghị định 30/2020/NĐ-CP."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        help=_("Ngôn ngữ của thông báo (mặc định vi, hoặc biến DOCGEN_LANG)."),
    )
    @click.version_option(
        _version(), "--version", message="docgen %(version)s", help=_("In phiên bản.")
    )
    def cli(lang: str | None) -> None:
        pass

    cli.add_command(_new())
    cli.add_command(_render())
    cli.add_command(_read())
    cli.add_command(check_command())
    cli.add_command(explain_command())
    cli.add_command(adapt_command())
    cli.add_command(batch_command())
    cli.add_command(_schema())
    cli.add_command(_templates())
    cli.add_command(_doctor())
    return cli


def _version() -> str:
    from docgen import __version__

    return __version__


def _new() -> click.Command:
    @click.command(
        "new", cls=Command, help=_("Tạo tệp dữ liệu mẫu có chú thích để điền. LOAI: ke_hoach, …")
    )
    @click.argument("loai")
    @click.option("-o", "out", metavar="FILE", help=_("Tệp ghi ra (mặc định LOAI.yaml)."))
    @force()
    def new(loai: str, out: str | None, force: bool) -> None:
        from pathlib import Path

        from docgen.new import skeleton
        from docgen.write.files import check_target, write_file

        text = skeleton(loai)
        path = Path(out or f"{loai}.yaml")
        check_target(path, force)
        write_file(path, text.encode(), force)
        click.echo(_("Đã tạo {path}. Điền xong, chạy: docgen render {path}").format(path=path))

    return new


def _render() -> click.Command:
    @click.command("render", cls=Command, help=_("Dựng văn bản từ tệp dữ liệu (.yaml, .json)."))
    @click.argument("data", nargs=-1, required=True, metavar="DATA...")
    @click.option(
        "-o",
        "out",
        metavar="OUT",
        help=_("Tệp ghi ra (đuôi chọn dạng: docx, pdf, html, txt, yaml, json) hoặc thư mục."),
    )
    @click.option("--pdf", is_flag=True, help=_("Ghi thêm bản PDF cạnh tệp kết quả, cùng tên."))
    @click.option("--pdf-a", is_flag=True, help=_("PDF theo chuẩn lưu trữ PDF/A-2b."))
    @click.option("--template", metavar="DIR", help=_("Thư mục mẫu Word riêng của cơ quan."))
    @click.option(
        "--doi-tuong",
        "audience",
        metavar="CAP",
        help=_("Chỉ giữ phần dành cho đối tượng này: tinh, huyen, xa, don_vi …"),
    )
    @click.option(
        "--no-check",
        "check",
        flag_value=False,
        default=True,
        help=_("Không kiểm tra dữ liệu theo các luật (nhanh hơn)."),
    )
    @force()
    def render(data: tuple[str, ...], check: bool, **options: Any) -> None:
        from docgen.render import Options, data_summary, render_files

        options["pdf"] = options["pdf"] or options["pdf_a"]
        jobs = render_files(data, Options(**options))
        for job in jobs:
            report(job.findings)
            say_written(job.targets.values())
            if check and (line := data_summary(job)):
                click.echo(line, err=True)

    return render


def _read() -> click.Command:
    @click.command(
        "read",
        cls=Command,
        help=_("Đọc văn bản (.docx, .doc, .pdf, .txt, .md) thành tệp dữ liệu."),
    )
    @click.argument("source", metavar="SOURCE")
    @click.option(
        "-o", "out", metavar="FILE", help=_("Tệp ghi ra: .yaml (mặc định, cùng tên) hoặc .json.")
    )
    @click.option(
        "--targets", is_flag=True, help=_("Ghi các con số chỉ tiêu (115/181 xã) thành `chi_tieu`.")
    )
    @click.option(
        "--citations",
        "register",
        metavar="FILE",
        help=_("Ghi danh mục văn bản được viện dẫn: .csv, .yaml, .json; dấu - để in ra."),
    )
    @force()
    def read(
        source: str, out: str | None, targets: bool, register: str | None, force: bool
    ) -> None:
        from docgen.reading import as_data_file, read_file, read_targets
        from docgen.write.files import write_files

        path, listed = read_targets(source, out, register, force)
        reading = read_file(source)
        if targets:
            from docgen.read.text.targets import with_targets

            reading.van_ban = with_targets(reading.van_ban)
        made = [(path, as_data_file(reading, path.suffix.lstrip(".")))]
        findings = reading.findings
        entries = None
        if register:
            from docgen.reading import disagreeing
            from docgen.write.citations import list_citations, write_citations

            entries = list_citations(reading.van_ban)
            findings = [*findings, *disagreeing(entries, source)]
            if listed:
                made.append((listed, write_citations(entries, listed.suffix.lower().lstrip("."))))
        write_files(made, force)
        report(findings)
        if entries is not None:
            _say_cited(entries, shown=listed is None)
        say_written([p for p, _data in made])

    return read


def _say_cited(entries: list[Entry], shown: bool) -> None:
    """How many documents are cited; `shown`: their list as well."""
    if shown:
        from docgen.write.citations import citations_table

        click.echo(citations_table(entries), nl=False)
    grounds = sum(entry.can_cu for entry in entries)
    text = _("Viện dẫn {n} văn bản: {grounds} là căn cứ, {more} được nhắc đến.")
    click.echo(text.format(n=len(entries), grounds=grounds, more=len(entries) - grounds), err=True)


def _schema() -> click.Command:
    @click.command("schema", cls=Command, help=_("In JSON Schema của tệp dữ liệu."))
    @click.option("--ho-so", "profile", is_flag=True, help=_("Của hồ sơ đơn vị."))
    def schema(profile: bool) -> None:
        import json

        from docgen.read.schema import data_schema, profile_schema

        made = profile_schema() if profile else data_schema()
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))

    return schema


def _templates() -> click.Group:
    @click.group("templates", cls=Group, help=_("Mẫu Word: liệt kê, kiểm tra, dựng lại."))
    def templates() -> None:
        pass

    @templates.command("list", help=_("Liệt kê các loại văn bản và mẫu của chúng."))
    def list_() -> None:
        from docgen.nd30.loai import LOAI
        from docgen.write.docx.store import templates_dir

        click.echo(_("Mẫu ở {folder}").format(folder=templates_dir()))
        for kind in LOAI.values():
            short = kind.viet_tat or "–"
            click.echo(f"{kind.ma:16} {kind.ten:22} {short:5} {kind.mau}/mau.docx")

    @templates.command("check", help=_("Kiểm tra mẫu Word (tệp .docx hoặc thư mục có mau.docx)."))
    @click.argument("paths", nargs=-1, required=True, metavar="TEMPLATE...")
    def check(paths: tuple[str, ...]) -> int:
        from pathlib import Path

        from docgen.write.docx.inspect import inspect_template

        findings = [f for path in paths for f in inspect_template(Path(path))]
        report(findings)
        if not findings:
            click.echo(_("Mẫu dùng được, không có lỗi."))
        return FOUND if findings else DONE

    @templates.command("build", help=_("Dựng lại các mẫu chuẩn từ bảng của Nghị định."))
    @click.option("-o", "out", metavar="DIR", help=_("Thư mục ghi (mặc định: nơi đang dùng)."))
    @force()
    def build(out: str | None, force: bool) -> None:
        from pathlib import Path

        from docgen.write.docx.store import build_all, templates_dir

        say_written(build_all(Path(out) if out else templates_dir(), force or not out))

    return templates


def _doctor() -> click.Command:
    @click.command(
        "doctor", cls=Command, help=_("Kiểm tra máy: LibreOffice, phông chữ, mẫu, thư viện.")
    )
    def doctor() -> int:
        from docgen.doctor import examine

        good = True
        for name, ok, text in examine():
            good = good and ok
            mark = click.style("✓", fg="green") if ok else click.style("✗", fg="red")
            click.echo(f"{mark} {name}: {text}")
        return DONE if good else FOUND

    return doctor
