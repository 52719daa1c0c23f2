"""Writing files: whole or not at all, never over another file unless told."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.findings import InputError
from docgen.write import files
from docgen.write.docx.engine import engine_for
from docgen.write.files import check_target, write_file
from tests.docx.helpers import FILES, van_ban

_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def _code(caught: pytest.ExceptionInfo[InputError]) -> str:
    (found,) = caught.value.findings
    return found.code


def test_a_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a.docx", b"x" * 100_000)
    assert (tmp_path / "a.docx").read_bytes() == b"x" * 100_000
    assert os.listdir(tmp_path) == ["a.docx"]


def test_an_existing_file_stays_untouched(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    os.utime(target, (1, 1))
    before = target.stat()
    with pytest.raises(InputError) as caught:
        write_file(target, b"new")
    assert _code(caught) == "GH01"
    after = target.stat()
    assert target.read_bytes() == b"old"
    assert (after.st_ino, after.st_mtime) == (before.st_ino, before.st_mtime)
    assert os.listdir(tmp_path) == ["a.docx"]


def test_force_replaces_in_one_step(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    with target.open("rb") as reader:
        write_file(target, b"new", force=True)
        # Who had it open still reads the old file: it was replaced, not written into.
        assert reader.read() == b"old"
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.docx"]


def test_a_dangling_link_counts_as_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError) as caught:
        write_file(target, b"new")
    assert _code(caught) == "GH01"
    assert target.is_symlink()
    assert os.listdir(tmp_path) == ["a.docx"]


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(_a: str, _b: str) -> None:
        raise OSError(errno.EPERM, "no links on FAT")

    monkeypatch.setattr(os, "link", no_link)
    write_file(tmp_path / "a.docx", b"new")
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    with pytest.raises(InputError) as caught:
        write_file(tmp_path / "a.docx", b"newer")
    assert _code(caught) == "GH01"
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.docx"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB."""
    mount = shutil.which("mount")
    if not _ROOT or mount is None:
        pytest.skip("needs root to mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True
    )
    if done.returncode:
        pytest.skip("this machine does not let us mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    target = small_disk / "a.docx"
    write_file(target, b"old")
    for force in (True, False):
        with pytest.raises(InputError) as caught:
            write_file(target if force else small_disk / "b.docx", b"x" * 1_000_000, force)
        assert _code(caught) == "GH02"
        assert "đầy" in str(caught.value)
        assert os.listdir(small_disk) == ["a.docx"]
        assert target.read_bytes() == b"old"
    # Room is there again: nothing of the failed tries is left.
    write_file(small_disk / "c.docx", b"y" * 40_000)


def test_a_disk_that_fills_up_midway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where nothing may be mounted: the second piece does not fit."""
    real, pieces = os.write, []

    def write(handle: int, data: bytes) -> int:
        pieces.append(len(data))
        if len(pieces) > 1:
            raise OSError(errno.ENOSPC, "full")
        return real(handle, bytes(data)[:10])

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(InputError) as caught:
        write_file(tmp_path / "a.docx", b"x" * 100)
    assert _code(caught) == "GH02"
    assert os.listdir(tmp_path) == []


def test_short_writes_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    write_file(tmp_path / "a.docx", bytes(range(100)))
    monkeypatch.undo()
    assert (tmp_path / "a.docx").read_bytes() == bytes(range(100))


def test_stopped_by_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_a: str, _b: str, _force: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "put_in_place", stop)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.docx", b"x")
    assert os.listdir(tmp_path) == []


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for target in (
        tmp_path / "khong_co" / "a.docx",
        tmp_path / "file" / "a.docx",
        tmp_path / "folder",
        tmp_path / ("x" * 300 + ".docx"),
    ):
        for force in (False, True):
            with pytest.raises(InputError) as caught:
                write_file(target, b"x", force)
            assert _code(caught) in ("GH01", "GH02")
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]
    assert os.listdir(tmp_path / "folder") == []


@pytest.mark.skipif(_ROOT, reason="root may write anywhere")
def test_no_permission(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(InputError) as caught:
        write_file(folder / "a.docx", b"x")
    folder.chmod(0o700)
    assert _code(caught) == "GH02"
    assert "quyền" in str(caught.value)


@pytest.mark.skipif(not _ROOT, reason="needs root to become somebody else")
def test_no_permission_as_somebody_else(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o755)
    for above in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        above.chmod(above.stat().st_mode | 0o055)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setuid(65534)
            write_file(folder / "a.docx", b"x")
        except InputError as error:
            status = 0 if "quyền" in str(error) else 2
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert os.listdir(folder) == []


def test_check_before_work(tmp_path: Path) -> None:
    there = tmp_path / "a.docx"
    there.write_bytes(b"x")
    check_target(tmp_path / "b.docx", force=False)
    check_target(there, force=True)
    for path, force, code in (
        (there, False, "GH01"),
        (tmp_path, True, "GH02"),
        (tmp_path / "no" / "a.docx", True, "GH02"),
    ):
        with pytest.raises(InputError) as caught:
            check_target(path, force)
        assert _code(caught) == code
    assert os.listdir(tmp_path) == ["a.docx"]


def test_the_engine_writes_that_way(tmp_path: Path) -> None:
    given = van_ban(FILES[0])
    target = tmp_path / "a.docx"
    engine_for(given).write(given, target)
    first = target.read_bytes()
    assert first == engine_for(given).render(given)[0]
    with pytest.raises(InputError):
        engine_for(given).write(given, target)
    engine_for(given).write(given, target, force=True)
    assert target.read_bytes() == first
    assert os.listdir(tmp_path) == ["a.docx"]
