"""The files of a run in their places: what stands there, what may be put there, and putting it."""

from __future__ import annotations

import errno
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import gettempdir

from docgen.batch.journal import Entry, Journal
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import cannot_write, exists, put_in_place, write_new

_PLAIN = (".csv", ".json")
"""Tables of results that are no archives: whether one is whole cannot be seen."""


@dataclass(frozen=True, slots=True)
class Place:
    """One file that a run wants, and what its place allows.

    `name`: in the folder, or a full path; `content`: digest of what it is made from; `kept`: digest
    of the file when it stands there already, made from the same; `replace`: something may be
    written over; `earlier`: digest of a file of ours that stands there; `refused`: why nothing may
    be written.
    """

    name: str
    number: int
    content: str
    kept: str = ""
    replace: bool = False
    earlier: str = ""
    refused: Finding | None = None


class Places:
    """Puts files into a folder, each with an entry in the journal before it gets its name.

    What others have put there is written over only with `force`; what docgen made from other data
    only with `resume` or `force`. With `force` alone everything is made anew.
    """

    def __init__(self, folder: Path, journal: Journal, resume: bool, force: bool) -> None:
        self.folder = folder
        self._journal, self._resume, self._force = journal, resume, force
        mark = sha256(os.path.realpath(folder).encode("utf-8", "surrogateescape")).hexdigest()[:10]
        self.prefix = f".docgen-batch.{mark}."
        """Names of temporary files and folders of this folder's runs, wherever they are, begin
        so. Who holds the journal may remove them: no other run is at work."""

    def path(self, name: str) -> Path:
        """Where a file stands."""
        return Path(self._path(name))

    def _path(self, name: str) -> str:
        # Thousands of times in a run, where pathlib takes as long as the disk.
        return os.path.join(self.folder, name)

    def clear(self, *more: Path) -> None:
        """Remove what a killed run left in the folder, in `more` and in the system's temporary
        folder: files and folders of ours."""
        with suppress(OSError):
            more += (Path(gettempdir()),)
        for folder in dict.fromkeys((self.folder, *more)):
            left: list[os.DirEntry[str]] = []
            with suppress(OSError), os.scandir(folder) as found:
                left = [entry for entry in found if entry.name.startswith(self.prefix)]
            if left:
                from docgen.write.pdf._bridge import remove_all

                # A LibreOffice that is just being ended may still write into its folder.
                remove_all([entry.path for entry in left])

    def look(self, name: str, number: int, content: str) -> Place:
        """What may be done at a place."""
        path = self.path(name)
        mode = _mode(path)
        if not mode:
            return Place(name, number, content)
        if stat.S_ISDIR(mode):  # not to be written over, whatever the user says
            error = IsADirectoryError(errno.EISDIR, _("là một thư mục"))
            refused = cannot_write(str(path), error).findings[0]
            return Place(name, number, content, refused=refused)
        entry, there = self._journal.known(name), _digest(path, mode)
        ours = entry is not None and there in (entry.sha256, entry.earlier)
        if entry is None or not ours:
            if entry is not None and _torn(path):
                return Place(name, number, content, replace=True)
            other = None if self._force else _not_ours(path, entry)
            return Place(name, number, content, replace=True, refused=other)
        anew = self._force and not self._resume
        if (entry.content, entry.sha256) == (content, there) and not anew:
            return Place(name, number, content, kept=there)
        other = None if self._force or self._resume else _of_other_data(path)
        return Place(name, number, content, replace=True, earlier=there, refused=other)

    def put(self, files: Sequence[tuple[Place, bytes]]) -> dict[str, list[Finding]]:
        """Write files; gives the findings of those that did not get their name, by name.

        Raises InputError when nothing more can be written here (full disk): then none of these
        files is there.
        """
        return self.put_written([(place, partial(_write, data)) for place, data in files])

    def put_written(
        self, files: Iterable[tuple[Place, Callable[[str], str]]]
    ) -> dict[str, list[Finding]]:
        """As `put`; each file is written by a function of its own, which gives the digest."""
        staged: list[tuple[Place, str]] = []
        entries: list[Entry] = []
        try:
            for place, write in files:
                target = self._path(place.name)
                name = f"{self.prefix}{os.urandom(6).hex()}.tmp"
                temporary = os.path.join(os.path.dirname(target), name)
                staged.append((place, temporary))
                try:
                    digest = write(temporary)
                except OSError as error:
                    raise cannot_write(target, error) from None
                entries.append(
                    Entry(place.name, place.number, place.content, digest, place.earlier)
                )
            before = {e.name: self._journal.known(e.name) for e in entries}
            self._journal.intend(entries)
            problems = self._name_all(staged)
            # What stands there is not ours: it must not be taken for it later.
            self._journal.take_back({name: before[name] for name in problems})
            return problems
        finally:
            for _place, temporary in staged:
                with suppress(OSError):
                    os.unlink(temporary)

    def _name_all(self, staged: list[tuple[Place, str]]) -> dict[str, list[Finding]]:
        """Give files their names; those that have theirs are taken from `staged`."""
        problems: dict[str, list[Finding]] = {}
        while staged:
            place, temporary = staged[0]
            target = self._path(place.name)
            try:
                put_in_place(temporary, target, place.replace)
            except InputError as error:
                problems[place.name] = error.findings
                os.unlink(temporary)
            except OSError as error:
                problems[place.name] = cannot_write(target, error).findings
                os.unlink(temporary)
            del staged[0]
        return problems


def _write(data: bytes, path: str) -> str:
    write_new(path, data)
    return sha256(data).hexdigest()


def _mode(path: Path) -> int:
    """What stands at a place, a link as such; 0: nothing."""
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0


def _digest(path: Path, mode: int) -> str:
    """Digest of a file, "" when it is none of ours to read: a link, a pipe (reading would wait
    for its writer), a locked file."""
    if not stat.S_ISREG(mode):
        return ""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _torn(path: Path) -> bool:
    """Whether a file that docgen once put here is a ruin: power loss leaves names whose content
    never reached the disk, or in part: nothing, zeros, a beginning. Nobody has edited that.

    Anything else is somebody's, readable here or not: a .docx with a password is no archive or
    an encrypted one, a signed PDF may go on behind its end.
    """
    try:
        if path.is_symlink() or not path.is_file() or path.suffix.lower() in _PLAIN:
            return False
        with path.open("rb") as file:
            head = file.read(4)
            if not head.strip(b"\0"):
                return True
            if path.suffix.lower() == ".pdf":
                return head == b"%PDF" and b"%%EOF" not in file.read()
        if head != b"PK\3\4":
            return False
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is not None
    except (zipfile.BadZipFile, EOFError, zlib.error):  # the end, or the middle, is not there
        return True
    except (OSError, RuntimeError, ValueError):  # encrypted, or packed as we cannot: whole
        return False


def _not_ours(path: Path, entry: Entry | None) -> Finding:
    if entry is None:
        return exists(str(path)).findings[0]
    return Finding(
        "LO03",
        _("Tệp đã bị sửa sau khi docgen ghi; không ghi đè."),
        hint=_("Chuyển tệp đã sửa sang nơi khác, hoặc thêm --force để ghi đè."),
        where=Where(str(path)),
    )


def _of_other_data(path: Path) -> Finding:
    return Finding(
        "LO04",
        _("Tệp do docgen ghi trước đây từ dữ liệu khác; không ghi đè."),
        hint=_("Thêm --resume để làm lại những tệp mà dữ liệu đã đổi."),
        where=Where(str(path)),
    )
