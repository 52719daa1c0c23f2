"""The commands, thin: options in, rooms called, findings out. Heavy imports wait until needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from docgen.lang import LANGUAGES, _, set_language

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.findings import Finding

_F = TypeVar("_F", bound=Callable[..., Any])

DONE, FOUND, CANNOT = 0, 1, 2
"""Exit codes: done or clean; findings; cannot do it."""


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


def report(findings: Iterable[Finding]) -> None:
    """Print findings to stderr: errors first as they are, warnings and hints with their word."""
    words = {"loi": _("lỗi"), "canh_bao": _("cảnh báo"), "goi_y": _("gợi ý")}
    colours = {"loi": "red", "canh_bao": "yellow", "goi_y": "cyan"}
    for finding in findings:
        word = click.style(words[finding.severity], fg=colours[finding.severity], bold=True)
        click.echo(f"{word}: {finding}", err=True)


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
        cls=_Group,
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
    cli.add_command(_schema())
    cli.add_command(_templates())
    cli.add_command(_doctor())
    return cli


class _Command(click.Command):
    """A command whose usage line speaks the user's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", _("[TÙY CHỌN]"))
        super().__init__(*args, **kwargs)


class _Group(_Command, click.Group):
    """A group whose usage line speaks the user's language."""

    command_class = _Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", _("LỆNH [THAM SỐ]..."))
        super().__init__(*args, **kwargs)


def _force() -> Callable[[_F], _F]:
    """The option of every command that writes."""
    return click.option("--force", is_flag=True, help=_("Ghi đè tệp đã có."))


def _say_written(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(_("Đã ghi {path}").format(path=path))


def _version() -> str:
    from docgen import __version__

    return __version__


def _new() -> click.Command:
    @click.command(
        "new", cls=_Command, help=_("Tạo tệp dữ liệu mẫu có chú thích để điền. LOAI: ke_hoach, …")
    )
    @click.argument("loai")
    @click.option("-o", "out", metavar="FILE", help=_("Tệp ghi ra (mặc định LOAI.yaml)."))
    @_force()
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
    @click.command("render", cls=_Command, help=_("Dựng văn bản từ tệp dữ liệu (.yaml, .json)."))
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
    @_force()
    def render(data: tuple[str, ...], **options: Any) -> None:
        from docgen.render import Options, render_files

        options["pdf"] = options["pdf"] or options["pdf_a"]
        jobs = render_files(data, Options(**options))
        for job in jobs:
            report(job.findings)
            _say_written(job.targets.values())

    return render


def _read() -> click.Command:
    @click.command(
        "read",
        cls=_Command,
        help=_("Đọc văn bản (.docx, .doc, .pdf, .txt, .md) thành tệp dữ liệu."),
    )
    @click.argument("source", metavar="SOURCE")
    @click.option(
        "-o", "out", metavar="FILE", help=_("Tệp ghi ra: .yaml (mặc định, cùng tên) hoặc .json.")
    )
    @click.option(
        "--targets", is_flag=True, help=_("Ghi các con số chỉ tiêu (115/181 xã) thành `chi_tieu`.")
    )
    @_force()
    def read(source: str, out: str | None, targets: bool, force: bool) -> None:

        from docgen.reading import as_data_file, data_target, read_file
        from docgen.write.files import check_target, write_file

        path = data_target(source, out)
        check_target(path, force)
        reading = read_file(source)
        if targets:
            from docgen.read.text.targets import with_targets

            reading.van_ban = with_targets(reading.van_ban)
        write_file(path, as_data_file(reading, path.suffix.lstrip(".")), force)
        report(reading.findings)
        _say_written([path])

    return read


def _schema() -> click.Command:
    @click.command("schema", cls=_Command, help=_("In JSON Schema của tệp dữ liệu."))
    @click.option("--ho-so", "profile", is_flag=True, help=_("Của hồ sơ đơn vị."))
    def schema(profile: bool) -> None:
        import json

        from docgen.read.schema import data_schema, profile_schema

        made = profile_schema() if profile else data_schema()
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))

    return schema


def _templates() -> click.Group:
    @click.group("templates", cls=_Group, help=_("Mẫu Word: liệt kê, kiểm tra, dựng lại."))
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
    @_force()
    def build(out: str | None, force: bool) -> None:
        from pathlib import Path

        from docgen.write.docx.store import build_all, templates_dir

        _say_written(build_all(Path(out) if out else templates_dir(), force or not out))

    return templates


def _doctor() -> click.Command:
    @click.command(
        "doctor", cls=_Command, help=_("Kiểm tra máy: LibreOffice, phông chữ, mẫu, thư viện.")
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
