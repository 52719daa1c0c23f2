"""All documents of a run in one zip archive: the same files give the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DATE = (2020, 1, 1, 0, 0, 0)


def write_zip(path: str, folder: Path, names: Iterable[str]) -> str:
    """Write the files `names` of a folder as an archive and give its digest (SHA-256).

    Word files are compressed already, so they are stored; one after the other, so that memory does
    not grow. Raises OSError; `path` may then be there in part.
    """
    with ZipFile(path, "x", ZIP_STORED) as archive:
        for name in names:
            info = ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            source = folder / name
            info.file_size = source.stat().st_size
            with source.open("rb") as file, archive.open(info, "w") as entry:
                shutil.copyfileobj(file, entry, 1 << 20)
    with open(path, "rb") as made:
        return file_digest(made, "sha256").hexdigest()
