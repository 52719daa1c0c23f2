"""The journal of a folder: what docgen has put there, so that a run can go on after any end.

A SQLite file beside the documents. Before a file gets its name, its digest is written down; what
the disk holds then tells whether it got there. So there is nothing to be finished afterwards, and
no moment at which a kill could leave a file that nobody knows.

Why a write-ahead log: one short write to the disk for each group of files (a rollback journal
takes three), and a log that was cut off by power loss is recognised by its checksums. Why locked
exclusively: a second run is refused by the operating system, a lock ends with its process however
that ends, and the log needs no shared memory, which drives of a network do not have.

Finding codes of this room's run (LO):

LO01  another run is writing to the folder
LO02  the journal is damaged, or is of a newer docgen
LO03  a file was changed by somebody since docgen wrote it
LO04  a file was made by docgen from other data
LO05  `distributed` is not installed
LO06  the cluster cannot be reached, or fails
LO07  processes die again and again
LO08  a row makes docgen itself fail
LO09  files of earlier runs that the roster no longer asks for
LO10  a process of the cluster is of another docgen
LO11  openpyxl is not installed
LO12  a kind of table that cannot be written
"""

from __future__ import annotations

import errno
import random
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import cannot_write

NAME = ".docgen-batch.sqlite"
_VERSION = 1
_TRIES = 8
_TABLES = """
CREATE TABLE IF NOT EXISTS lan (
  id INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT, docgen TEXT NOT NULL, rows INTEGER
);
CREATE TABLE IF NOT EXISTS tep (
  name TEXT PRIMARY KEY, run INTEGER NOT NULL, number INTEGER NOT NULL, content TEXT NOT NULL,
  sha256 TEXT NOT NULL, earlier TEXT NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as the journal knows it.

    `number`: row it was made for; `content`: digest of what it was made from; `sha256`: digest of
    the file; `earlier`: digest of the file of ours that it was to replace, "" for none.
    """

    name: str
    number: int
    content: str
    sha256: str
    earlier: str = ""


class Journal:
    """The open journal of a folder; nobody else can open it meanwhile.

    Raises InputError: LO01 somebody else has it open, LO02 it cannot be read, GH02 it cannot be
    written.
    """

    def __init__(self, folder: Path, release: str = "", rows: int = 0) -> None:
        self.path = folder / NAME
        self._base = _connect(self.path)
        try:
            self._entries = self._load()
            self.run = self._begin(release, rows)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._base.close()
            raise _problem(self.path, error) from None
        except BaseException:
            self._base.close()
            raise

    def _load(self) -> dict[str, Entry]:
        asked = "SELECT name, number, content, sha256, earlier FROM tep ORDER BY number, name"
        entries = {}
        for row in self._base.execute(asked):
            if [*map(type, row)] != [str, int, str, str, str]:
                raise sqlite3.DatabaseError("a row that no journal has")
            entries[row[0]] = Entry(*row)
        return entries

    def _begin(self, release: str, rows: int) -> int:
        now = time.strftime("%Y-%m-%dT%H:%M:%S")
        asked = "INSERT INTO lan (began, docgen, rows) VALUES (?, ?, ?)"
        return int(self._base.execute(asked, (now, release, rows)).lastrowid or 0)

    def known(self, name: str) -> Entry | None:
        """What is known of the file `name`."""
        return self._entries.get(name)

    def entries(self) -> list[Entry]:
        """Every file that the journal knows."""
        return list(self._entries.values())

    def intend(self, entries: Iterable[Entry]) -> None:
        """Write down, durably, which files are about to be put in place. Raises InputError."""
        self._write({e.name: e for e in entries})

    def take_back(self, before: Mapping[str, Entry | None]) -> None:
        """Files that did not get their name: what was known before. Raises InputError."""
        self._write(before)

    def _write(self, entries: Mapping[str, Entry | None]) -> None:
        if not entries:
            return
        rows = [
            (e.name, self.run, e.number, e.content, e.sha256, e.earlier)
            for e in entries.values()
            if e is not None
        ]
        gone = [(name,) for name, entry in entries.items() if entry is None]
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("INSERT OR REPLACE INTO tep VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._base.executemany("DELETE FROM tep WHERE name = ?", gone)
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise _problem(self.path, error) from None
        except BaseException:
            self._roll_back()
            raise
        for name, entry in entries.items():
            if entry is None:
                self._entries.pop(name, None)
            else:
                self._entries[name] = entry

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")

    def close(self, ended: bool = False) -> None:
        """Give the folder free; `ended`: the run came to its end."""
        with suppress(sqlite3.Error):  # a full disk: it then looks like a run that was ended
            if ended:
                now = time.strftime("%Y-%m-%dT%H:%M:%S")
                self._base.execute("UPDATE lan SET ended = ? WHERE id = ?", (now, self.run))
        with suppress(sqlite3.Error):
            self._base.close()


def _connect(path: Path) -> sqlite3.Connection:
    """Open the journal and lock it, or raise InputError."""
    for left in reversed(range(_TRIES)):
        base = None
        try:
            base = sqlite3.connect(path, timeout=0, isolation_level=None)
            _prepare(base)
            return base
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # UnicodeDecodeError: what SQLite says of a damaged file may name what stands in it.
            if base is not None:
                base.close()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or not left:
                raise _problem(path, error) from None
            # Two that begin at the same moment may each keep the other out: one comes back first.
            time.sleep(random.uniform(0.01, 0.1))
        except BaseException:
            if base is not None:
                base.close()
            raise
    raise AssertionError("unreachable")


def _prepare(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA locking_mode = EXCLUSIVE")
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("BEGIN EXCLUSIVE")
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise sqlite3.DatabaseError("newer")
    for statement in filter(str.strip, _TABLES.split(";")):
        base.execute(statement)
    base.execute(f"PRAGMA user_version = {_VERSION}")
    base.execute("COMMIT")


def _problem(path: Path, error: Exception) -> InputError:
    """The finding for what SQLite says."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        finding = Finding(
            "LO01",
            _("Một lần chạy khác đang ghi vào thư mục này."),
            hint=_("Chờ lần chạy đó xong, hoặc chọn thư mục khác bằng -o."),
            where=Where(str(path.parent)),
        )
        return InputError(finding)
    writing = {
        sqlite3.SQLITE_FULL: errno.ENOSPC,
        sqlite3.SQLITE_READONLY: errno.EACCES,
        sqlite3.SQLITE_CANTOPEN: errno.EACCES,
        sqlite3.SQLITE_PERM: errno.EACCES,
        sqlite3.SQLITE_IOERR: errno.EIO,
    }
    if code in writing:
        import os

        return cannot_write(str(path), OSError(writing[code], os.strerror(writing[code])))
    if str(error) == "newer":
        message = _("Nhật ký của thư mục do bản docgen mới hơn ghi.")
        hint = _("Cập nhật docgen, hoặc chọn thư mục khác bằng -o.")
    else:
        message = _("Nhật ký của thư mục bị hỏng.")
        hint = _("Chọn thư mục khác bằng -o, hoặc xóa tệp này rồi chạy lại với --force.")
    return InputError(Finding("LO02", message, hint=hint, where=Where(str(path))))
