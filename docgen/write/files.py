"""Writing files safely: complete or not at all, and never over an existing file unless told."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from docgen.findings import Finding, InputError, Where
from docgen.lang import _

PathLike = str | os.PathLike[str]


def write_file(path: PathLike, data: bytes, force: bool = False) -> None:
    """Write `data` to `path` through a temporary file in the same folder.

    Raises InputError (GH01 exists, GH02 cannot write); on failure nothing is left behind.
    """
    write_files([(path, data)], force)


def write_files(
    files: Iterable[tuple[PathLike, bytes]], force: bool = False, folder: Path | None = None
) -> None:
    """Write several files: all of them or none.

    Each is first written whole under a temporary name beside its place, then all get their names.
    When one cannot be written, those that had theirs are taken back and what they replaced stands
    again. `folder` is made first, with those above it, and removed again on failure. Raises
    InputError (GH01, GH02) with every file that could not be written whole.
    """
    made: list[Path] = []
    staged: list[tuple[str, str]] = []
    try:
        if folder is not None:
            _make_folder(folder, made)
        _stage_all(files, staged)
        _put_all(staged, force)
    except BaseException:
        for temporary, _target in staged:
            _remove(temporary)
        for new in reversed(made):
            with suppress(OSError):  # somebody else may use it by now
                new.rmdir()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; `made` gets the new ones."""
    try:
        for at in (*reversed(folder.parents), folder):
            if not at.is_dir():
                with suppress(FileExistsError):
                    at.mkdir()
                    made.append(at)
    except (OSError, ValueError) as error:
        raise cannot_write(str(folder), error) from None


def _stage_all(files: Iterable[tuple[PathLike, bytes]], staged: list[tuple[str, str]]) -> None:
    """Write every file under a temporary name; `staged` gets (temporary name, target)."""
    problems: list[Finding] = []
    for path, data in files:
        target = os.fspath(path)
        try:
            staged.append((_write_beside(target, data), target))
        except (OSError, ValueError) as error:
            problems += cannot_write(target, error).findings
            if getattr(error, "errno", 0) == errno.ENOSPC:
                break  # the same for all that follow
    if problems:
        raise InputError(problems)


def _write_beside(target: str, data: bytes) -> str:
    """Write a temporary file in the target's folder and return its name."""
    temporary = _beside(target)
    write_new(temporary, data)
    return temporary


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    # From here on it is ours; what stood there before was somebody's.
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
    except BaseException:
        _remove(path)
        raise


def _beside(target: str) -> str:
    """A hidden name in the target's folder that nobody else has."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:20]}.{os.urandom(6).hex()}.tmp")


def _put_all(staged: list[tuple[str, str]], force: bool) -> None:
    """Give all files their names, or none: what was there before comes back."""
    tried: list[tuple[str, str, str]] = []
    try:
        for number, (temporary, target) in enumerate(staged, 1):
            try:
                # Behind the last file nothing can fail any more.
                earlier = _keep(target) if force and number < len(staged) else ""
                tried.append((temporary, target, earlier))
                put_in_place(temporary, target, force)
            except OSError as error:
                raise cannot_write(target, error) from None
    except BaseException:
        if len(tried) < len(staged) or not _has_its_name(*tried[-1][:2]):
            _take_back(tried)
        else:
            _forget(tried)
        raise
    _forget(tried)


def _forget(tried: list[tuple[str, str, str]]) -> None:
    """Remove the kept earlier files."""
    for _temporary, _target, earlier in tried:
        _remove(earlier)


def _take_back(tried: list[tuple[str, str, str]]) -> None:
    """Undo what was put in place: (temporary name, target, kept name of the earlier file)."""
    for temporary, target, earlier in reversed(tried):
        if not _has_its_name(temporary, target):
            _remove(earlier)
        elif earlier:
            with suppress(OSError):  # then it stays under its hidden name
                os.replace(earlier, target)
        else:
            _remove(target)


def _has_its_name(temporary: str, target: str) -> bool:
    """Whether a file was put in place; true too when a stop came in the middle of it."""
    try:
        return os.path.samestat(os.lstat(temporary), os.lstat(target))
    except OSError:
        return not os.path.lexists(temporary)


def _keep(target: str) -> str:
    """A second name for the file at `target`, "" when there is none."""
    if not os.path.lexists(target):
        return ""
    kept = _beside(target)
    try:
        os.link(target, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # No hard links here, or a file of somebody else's: a copy will do.
        import shutil

        try:
            shutil.copy2(target, kept, follow_symlinks=False)
        except BaseException:
            _remove(kept)
            raise
    return kept


def put_in_place(temporary: str, target: str, force: bool) -> None:
    """Give a finished temporary file its name; without `force` an existing file is an error."""
    if force:
        os.replace(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise exists(target) from None
    except OSError:
        # No hard links here (FAT, some network drives): the check is then not atomic.
        if os.path.lexists(target):
            raise exists(target) from None
        os.rename(temporary, target)
    else:
        _remove(temporary)


def check_target(path: Path, force: bool, make_folder: bool = False) -> None:
    """Say before long work that `path` exists or cannot be written.

    `make_folder`: its folder need not be there if it can be made. Raises InputError.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, _("là một thư mục"))
        if _is_there(path) and not force:
            raise exists(str(path))
        _check_way(path, make_folder)
    except (OSError, ValueError) as error:
        raise cannot_write(str(path), error) from None


def check_folder(folder: Path) -> None:
    """Say before long work that `folder` can neither be written to nor made. Raises InputError."""
    try:
        _check_way(folder / "a", True)
    except (OSError, ValueError) as error:
        raise cannot_write(str(folder), error) from None


def _is_there(path: Path) -> bool:
    """As os.path.lexists, but a name that cannot be is an OSError or ValueError."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _check_way(path: Path, make_folder: bool) -> None:
    """Raise OSError or ValueError when no file can be made at `path`."""
    missing = [path.name]
    for folder in path.parents:
        try:
            mode = folder.stat().st_mode
        except FileNotFoundError:
            if not make_folder:
                raise
            if folder.is_symlink():
                raise NotADirectoryError(errno.ENOTDIR, str(folder)) from None
            missing.append(folder.name)
            continue
        if not stat.S_ISDIR(mode):
            raise NotADirectoryError(errno.ENOTDIR, str(folder))
        for name in missing:
            # Where nothing is, the system does not look at a name; in a folder it does.
            _is_there(folder / name)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, str(folder))
        return


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


def cannot_write(target: str, error: OSError | ValueError) -> InputError:
    """The error for a place that cannot be written to; ValueError: a name no file can have."""
    bad_name = _("tên có ký tự không dùng được")
    reasons = {
        errno.EACCES: _("không có quyền ghi"),
        errno.EPERM: _("không có quyền ghi"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.ENOSPC: _("ổ đĩa đã đầy"),
        errno.ENOENT: _("thư mục không có"),
        errno.ENOTDIR: _("đường dẫn đi qua một tệp không phải thư mục"),
        errno.ENAMETOOLONG: _("tên tệp quá dài"),
        errno.EINVAL: bad_name,
        errno.EILSEQ: bad_name,
    }
    if isinstance(error, OSError):
        reason = reasons.get(error.errno or 0, error.strerror or str(error))
    else:
        reason = bad_name
    return InputError(
        Finding(
            "GH02",
            _("Không ghi được tệp: {reason}.").format(reason=reason),
            hint=_("Chọn nơi ghi khác bằng -o."),
            where=Where(file=target.replace("\0", "\\0")),
        )
    )


def _remove(path: str) -> None:
    """Remove a file of ours if it is there; "" is none."""
    if path:
        with suppress(OSError):
            os.unlink(path)
