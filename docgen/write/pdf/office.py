"""Find LibreOffice and a Python that can drive it, and say in Vietnamese what is missing."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

from docgen.findings import Finding, InputError
from docgen.lang import _

SITE = "libreoffice.org"
_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def find_soffice() -> Path | None:
    """Path of the soffice program, or None when LibreOffice is not installed.

    DOCGEN_SOFFICE wins over every other place: a value that names no file means "not installed",
    so that a wrong setting is reported instead of another copy being used in silence.
    """
    wanted = os.environ.get("DOCGEN_SOFFICE")
    if wanted:
        path = Path(wanted)
        return path if path.is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    places = [_MAC, Path.home() / _MAC.relative_to("/")]
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        folder = os.environ.get(variable)
        if folder:
            places.append(Path(folder) / "LibreOffice" / "program" / "soffice.exe")
    return next((place for place in places if place.is_file()), None)


def require_soffice() -> Path:
    """Path of soffice; raises InputError (PDF01, with the install command) when there is none."""
    soffice = find_soffice()
    if soffice is None:
        raise missing()
    return soffice


def version(soffice: Path | None = None) -> str | None:
    """Version as soffice states it ("7.4.7.2"), or None when it is missing or does not answer."""
    program = soffice or find_soffice()
    if program is None:
        return None
    from docgen.write.pdf.process import Office

    with Office(program) as office:
        office.spawn(["--version"])
        words = office.wait(30.0)
    # "LibreOffice 7.4.7.2 40(Build:2)"; anything else is not a version.
    parts = words.split() if words else []
    return parts[1] if len(parts) > 1 and parts[1][:1].isdigit() else None


@functools.cache
def find_uno_python(soffice: Path) -> str | None:
    """A Python that can `import uno`: this one, LibreOffice's own, or the system's; else None."""
    from importlib.util import find_spec

    if find_spec("uno") is not None:
        return sys.executable
    program = soffice.resolve().parent
    resources = program.parent / "Resources"
    candidates = [program / "python.exe", program / "python", resources / "python"]
    candidates += sorted(program.glob("python-core-*/bin/python*"))
    candidates += [Path("/usr/bin/python3"), Path(shutil.which("python3") or "/usr/bin/python3")]
    for candidate in dict.fromkeys(candidates):
        if candidate.is_file() and _imports_uno(candidate):
            return str(candidate)
    return None


def python_environment() -> dict[str, str]:
    """Environment for another Python: this one's own paths would break its imports."""
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONWARNINGS", "VIRTUAL_ENV")
    return {key: value for key, value in os.environ.items() if key not in unwanted}


def _imports_uno(python: Path) -> bool:
    try:
        done = subprocess.run(
            [str(python), "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
            env=python_environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install_command(what: str = "office") -> str:
    """The command that installs what is missing here ("office" or "fonts"); "" if not known."""
    release = _os_release()
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if family & {"debian", "ubuntu"}:
        fonts = f"{_liberation_package(release)} fonts-croscore"
        office = "libreoffice-writer-nogui python3-uno "
        return f"sudo apt-get install {office if what == 'office' else ''}{fonts}"
    if family & {"fedora", "rhel", "centos"}:
        office = "libreoffice-writer libreoffice-pyuno "
        return f"sudo dnf install {office if what == 'office' else ''}liberation-serif-fonts"
    return ""


def _liberation_package(release: dict[str, str]) -> str:
    """Name of the package that holds Liberation 2.x.

    From Debian 13 and Ubuntu 24.04 on, fonts-liberation itself is 2.x; before that it is 1.07,
    which lacks most Vietnamese letters, and 2.x has a package of its own.
    """
    major = release.get("VERSION_ID", "0").split(".")[0]
    number = int(major) if major.isdigit() else 0
    since = {"debian": 13, "ubuntu": 24}.get(release.get("ID", ""))
    return "fonts-liberation" if since is not None and number >= since else "fonts-liberation2"


def _os_release() -> dict[str, str]:
    if not sys.platform.startswith("linux"):
        return {}
    import platform

    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def _error(code: str, message: str, hint: str) -> InputError:
    return InputError(Finding(code, message, hint=hint))


def missing() -> InputError:
    """PDF01: LibreOffice is not there; the hint holds the install command of this system."""
    wanted = os.environ.get("DOCGEN_SOFFICE")
    if wanted:
        message = _("Biến môi trường DOCGEN_SOFFICE chỉ tới {path}, nhưng ở đó không có tệp nào")
        message = message.format(path=wanted)
    else:
        message = _("Chưa cài LibreOffice Writer, nên không in được PDF")
    command = install_command()
    if command:
        hint = _("Cài bằng lệnh: {command}").format(command=command)
    else:
        hint = _("Tải và cài LibreOffice từ {site}, rồi chạy lại").format(site=SITE)
    return _error("PDF01", message, hint)


def timed_out(docx: Path, seconds: float) -> InputError:
    """PDF02: the conversion took longer than `seconds` and was stopped."""
    message = _("LibreOffice không in xong {path} trong {seconds} giây; đã dừng lại")
    hint = _("Mở thử tệp bằng LibreOffice xem có quá lớn hoặc hỏng không, rồi chạy lại")
    return _error("PDF02", message.format(path=docx, seconds=f"{seconds:g}"), hint)


def failed(docx: Path, words: str) -> InputError:
    """PDF03: the conversion failed; `words` is what LibreOffice or the system said."""
    message = _("Không in được {path} ra PDF: {words}").format(path=docx, words=words.strip())
    hint = _("Mở thử tệp .docx bằng Word hoặc LibreOffice; nếu mở được thì chạy lại")
    return _error("PDF03", message, hint)


def unwritable(pdf: Path, words: str) -> InputError:
    """PDF03: the PDF cannot be written where it should go; `words` is what the system said."""
    message = _("Không ghi được {path}: {words}").format(path=pdf, words=words)
    hint = _("Kiểm tra thư mục có tồn tại, còn chỗ trống và cho phép ghi; hoặc chọn nơi khác")
    return _error("PDF03", message, hint)


def no_input(docx: Path) -> InputError:
    """PDF04: the .docx to print is not there."""
    message = _("Không có tệp {path} để in ra PDF").format(path=docx)
    hint = _("Kiểm tra lại đường dẫn và tên tệp")
    return _error("PDF04", message, hint)
