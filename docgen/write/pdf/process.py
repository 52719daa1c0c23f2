"""One soffice process with a profile folder of its own, and the certain end of both."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from docgen.write.pdf._bridge import end_group, remove_all
from docgen.write.pdf.closing import Closing
from docgen.write.pdf.fonts import faces, fonts_conf, has_fontconfig, hidden_files
from docgen.write.pdf.office import unwritable

# A document is data: no macro, no fetching of what it links to, no recovery of an earlier run.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
)
_SWITCHES = (
    "--headless",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
)


class Office(Closing):
    """A fresh profile in the temporary folder and at most one soffice process using it.

    Close it (or leave the `with` block): the process group is killed and the profile removed.
    Raises InputError (PDF03) when the temporary folder cannot be written.
    """

    def __init__(self, soffice: Path) -> None:
        self.soffice = soffice
        try:
            self.profile = Path(tempfile.mkdtemp(prefix="docgen-lo-"))
        except OSError as error:
            raise unwritable(Path(tempfile.gettempdir()), error.strerror or str(error)) from None
        self.process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._sockets: list[str] = []
        try:
            self._furnish()
        except OSError as error:
            self.close()
            raise unwritable(self.profile, error.strerror or str(error)) from None

    def _furnish(self) -> None:
        (self.profile / "tmp").mkdir()
        (self.profile / "user").mkdir()
        items = "".join(
            f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>"
            for path, name, value in _SETTINGS
        )
        (self.profile / "user" / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            f"{items}</oor:items>\n",
            encoding="utf-8",
        )
        self._skip_first_start()
        hidden = hidden_files(faces(self.soffice)) if has_fontconfig() else []
        if hidden:
            text = fonts_conf(hidden, os.environ.get("FONTCONFIG_FILE"))
            (self.profile / "fonts.conf").write_text(text, encoding="utf-8")

    def _skip_first_start(self) -> None:
        """Stamps of work that soffice does for a new profile and that printing does not need.

        They are the registration of extensions (desktop/source/app/app.cxx, which then starts the
        program a second time) and the self-test of the graphics (vcl/backendtest). Measured: a
        start takes 0.2 to 0.4 s less of 1.8 s. Where the stamps do not fit, soffice does the work.
        """
        user = self.profile / "user"
        (user / "GraphicsRenderTests.log").write_text("", encoding="utf-8")
        build = _build_id(self.soffice)
        if not build:
            return
        for part in ("shared", "bundled"):
            (user / "extensions" / part).mkdir(parents=True)
            (user / "extensions" / part / "lastsynchronized").write_text("1", encoding="utf-8")
        (user / "extensions" / "buildid").write_text(build, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """Environment of soffice: its temporary files lie in the profile and go with it."""
        values = dict(os.environ)
        for name in ("TMPDIR", "TMP", "TEMP"):
            values[name] = str(self.profile / "tmp")
        if (self.profile / "fonts.conf").exists():
            values["FONTCONFIG_FILE"] = str(self.profile / "fonts.conf")
        return values

    def spawn(self, arguments: list[str], pipe: str | None = None) -> None:
        """Start soffice with these arguments in its own process group.

        `pipe` is the name of the pipe it is told to accept, so that it can be removed after a
        kill. Raises OSError when the program cannot be started.
        """
        program = self.soffice
        if sys.platform == "win32" and program.with_suffix(".com").is_file():
            program = program.with_suffix(".com")  # the one that writes to a console
        profile = self.profile.as_uri()
        self._sockets = _socket_files(profile, pipe)
        command = [str(program), f"-env:UserInstallation={profile}", *_SWITCHES, *arguments]
        with open(self.profile / "soffice.log", "wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                start_new_session=True,
            )

    def wait(self, seconds: float) -> str | None:
        """Wait for the process to end by itself; what it printed, or None if time ran out."""
        assert self.process is not None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return self.words()

    def words(self) -> str:
        """What soffice has printed so far, without its usual remark about Java."""
        try:
            text = (self.profile / "soffice.log").read_text("utf-8", "replace")
        except OSError:
            return ""
        return "\n".join(line for line in text.splitlines() if "javaldx" not in line)

    def paths(self) -> list[str]:
        """Everything to remove from the disk once the process is gone."""
        return [str(self.profile), *self._sockets]

    def close(self) -> None:
        """Kill what still runs and remove the profile; does nothing the second time."""
        if os.getpid() != self._owner:
            return  # a forked child must not end its parent's process
        if self.process is not None:
            end_group(self.process.pid)
            # With a time limit: this may run in a signal handler, inside another wait.
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
            self.process = None
        remove_all(self.paths())


def _build_id(soffice: Path) -> str:
    """What versionrc (version.ini on Windows) beside the program states as buildid, else ""."""
    program = soffice.resolve().parent
    for folder in (program, program.parent / "Resources"):
        for name in ("versionrc", "version.ini"):
            with suppress(OSError):
                for line in (folder / name).read_text("utf-8", "replace").splitlines():
                    if line.startswith("buildid="):
                        return line.removeprefix("buildid=").strip()
    return ""


def _socket_files(profile: str, pipe: str | None) -> list[str]:
    """Socket files that a killed soffice leaves in the system's folders.

    LibreOffice names them OSL_PIPE_<uid>_<name> (sal/osl/unx/pipe.cxx) in /tmp, else /var/tmp; one
    is the accepted pipe, the other tells a second start about the first one and is named after
    the MD5 of the profile's address (desktop/source/app/officeipcthread.cxx).
    """
    if sys.platform == "win32":
        return []
    order = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
    digest = hashlib.md5(profile.encode(order), usedforsecurity=False).digest()
    names = ["SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)]
    names += [pipe] if pipe else []
    return [
        f"{top}/OSL_PIPE_{os.getuid()}_{name}" for top in ("/tmp", "/var/tmp") for name in names
    ]
