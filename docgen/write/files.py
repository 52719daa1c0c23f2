"""Writing files safely: complete or not at all, and never over an existing file unless told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from docgen.findings import Finding, InputError, Where
from docgen.lang import _


def write_file(path: str | os.PathLike[str], data: bytes, force: bool = False) -> None:
    """Write `data` to `path` through a temporary file in the same folder.

    Raises InputError (GH01 exists, GH02 cannot write); on failure nothing is left behind.
    """
    target = os.fspath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name[:20]}.{os.urandom(6).hex()}.tmp")
    try:
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
        )
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
        put_in_place(temporary, target, force)
    except OSError as error:
        _remove(temporary)
        raise cannot_write(target, error) from None
    except BaseException:
        _remove(temporary)
        raise


def put_in_place(temporary: str, target: str, force: bool) -> None:
    """Give a finished temporary file its name; without `force` an existing file is an error."""
    if force:
        os.replace(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        _remove(temporary)
        raise exists(target) from None
    except OSError:
        # No hard links here (FAT, some network drives): the check is then not atomic.
        if os.path.lexists(target):
            _remove(temporary)
            raise exists(target) from None
        os.rename(temporary, target)
    else:
        os.unlink(temporary)


def check_target(path: Path, force: bool) -> None:
    """Say before long work that `path` exists or its folder cannot be written to.

    Raises InputError.
    """
    if path.is_dir():
        raise cannot_write(str(path), IsADirectoryError(errno.EISDIR, _("là một thư mục")))
    if not force and os.path.lexists(path):
        raise exists(str(path))
    if not path.parent.is_dir():
        raise cannot_write(str(path), FileNotFoundError(errno.ENOENT, _("thư mục không có")))


def exists(target: str) -> InputError:
    """The error for a file that is there already."""
    return InputError(
        Finding(
            "GH01",
            _("Tệp đã có, không ghi đè."),
            hint=_("Thêm --force để ghi đè, hoặc -o TÊN_KHÁC."),
            where=Where(file=target),
        )
    )


def cannot_write(target: str, error: OSError) -> InputError:
    """The error for a place that cannot be written to."""
    reasons = {
        errno.EACCES: _("không có quyền ghi"),
        errno.EPERM: _("không có quyền ghi"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.ENOSPC: _("ổ đĩa đã đầy"),
        errno.ENOENT: _("thư mục không có"),
        errno.ENOTDIR: _("đường dẫn đi qua một tệp không phải thư mục"),
        errno.ENAMETOOLONG: _("tên tệp quá dài"),
    }
    reason = reasons.get(error.errno or 0, error.strerror or str(error))
    return InputError(
        Finding(
            "GH02",
            _("Không ghi được tệp: {reason}.").format(reason=reason),
            hint=_("Chọn nơi ghi khác bằng -o."),
            where=Where(file=target),
        )
    )


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
