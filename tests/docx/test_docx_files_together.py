"""Several files at once: all of them or none, and what was there before stays."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.findings import InputError
from docgen.write import files
from docgen.write.files import check_folder, check_target, write_file, write_files


def _codes(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [f.code for f in caught.value.findings]


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, hidden ones too, and every folder."""
    return {
        str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"folder"
        for p in folder.rglob("*")
    }


def _three(folder: Path) -> list[tuple[Path, bytes]]:
    return [(folder / name, b"new " + name.encode()) for name in ("a", "b", "c")]


def _no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_a: str, _b: str, *, follow_symlinks: bool = True) -> None:
        raise OSError(errno.EPERM, "no links on FAT")

    monkeypatch.setattr(os, "link", link)


LINKS = pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])


@LINKS
@pytest.mark.parametrize("force", [True, False])
def test_all_are_written(
    tmp_path: Path, force: bool, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        _no_links(monkeypatch)
    if force:
        (tmp_path / "b").write_bytes(b"old")
    write_files(_three(tmp_path), force)
    assert _tree(tmp_path) == {"a": b"new a", "b": b"new b", "c": b"new c"}


@LINKS
@pytest.mark.parametrize("at", ["a", "b", "c"])
def test_one_that_exists_stops_all(
    tmp_path: Path, at: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        _no_links(monkeypatch)
    (tmp_path / at).write_bytes(b"old")
    with pytest.raises(InputError) as caught:
        write_files(_three(tmp_path))
    assert _codes(caught) == ["GH01"]
    assert str(tmp_path / at) in str(caught.value)
    assert _tree(tmp_path) == {at: b"old"}


@LINKS
@pytest.mark.parametrize("at", ["a", "b", "c"])
def test_replaced_files_come_back(
    tmp_path: Path, at: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in the place of one file: the others were replaced already, or not yet."""
    if not links:
        _no_links(monkeypatch)
    for name in {"a", "b"} - {at}:
        (tmp_path / name).write_bytes(b"old " + name.encode())
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / at).mkdir()
    before = _tree(tmp_path)
    with pytest.raises(InputError) as caught:
        write_files(_three(tmp_path), force=True)
    assert _codes(caught) == ["GH02"]
    assert _tree(tmp_path) == before
    assert {(tmp_path / n).stat().st_mtime for n in {"a", "b"} - {at}} == {1}


def test_a_replaced_link_comes_back_as_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "a").symlink_to("real")
    (tmp_path / "c").mkdir()
    with pytest.raises(InputError):
        write_files(_three(tmp_path), force=True)
    assert (tmp_path / "a").is_symlink()
    assert _tree(tmp_path) == {"a": b"real", "real": b"real", "c": b"folder"}


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_stopped_by_the_user_while_putting(
    tmp_path: Path, force: bool, number: int, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing, whether the stop comes before or after a file gets its name."""
    real, calls = files.put_in_place, []

    def put(temporary: str, target: str, force: bool) -> None:
        calls.append(target)
        if len(calls) != number + 1:
            real(temporary, target, force)
            return
        if after:
            real(temporary, target, force)
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "put_in_place", put)
    if force:
        for path, _data in _three(tmp_path):
            path.write_bytes(b"old")
    before = _tree(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_files(_three(tmp_path), force)
    complete = after and number == 2
    wanted = {path.name: data for path, data in _three(tmp_path)} if complete else before
    assert _tree(tmp_path) == wanted


def test_a_disk_that_is_full_at_the_second_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if bytes(data) != b"new a":
            raise OSError(errno.ENOSPC, "full")
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(InputError) as caught:
        write_files(_three(tmp_path), folder=tmp_path / "x" / "y")
    # Said once: it is the same for all that follow.
    assert _codes(caught) == ["GH02"]
    assert "đầy" in str(caught.value)
    assert _tree(tmp_path) == {}


def test_every_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    given = [(tmp_path / "no" / "a", b""), (tmp_path / "b", b""), (tmp_path / "c\0", b"")]
    with pytest.raises(InputError) as caught:
        write_files(given)
    places = [f.where.file for f in caught.value.findings if f.where]
    assert places == [str(tmp_path / "no" / "a"), str(tmp_path / "c") + "\\0"]
    assert _tree(tmp_path) == {}


def test_a_new_folder_goes_again_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for folder in (tmp_path / "old" / "x" / "y", tmp_path / "old"):
        with pytest.raises(InputError):
            write_files([(folder / "a", b""), (folder / ("x" * 300), b"")], folder=folder)
        assert _tree(tmp_path) == {"old": b"folder"}
    write_files([(tmp_path / "old" / "x" / "y" / "a", b"1")], folder=tmp_path / "old" / "x" / "y")
    assert (tmp_path / "old" / "x" / "y" / "a").read_bytes() == b"1"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    before = _tree(tmp_path)
    for name in ("file", "file/x", "nowhere", "nowhere/x", "x/" + "y" * 300, "x/y\0"):
        folder = tmp_path / name
        for attempt in (
            lambda folder=folder: check_folder(folder),
            lambda folder=folder: write_files([(folder / "a", b"")], folder=folder),
        ):
            with pytest.raises(InputError) as caught:
                attempt()
            assert _codes(caught) == ["GH02"], name
            assert _tree(tmp_path) == before
    check_folder(tmp_path / "x" / "y")
    check_target(tmp_path / "x" / "y" / "a", False, make_folder=True)
    assert _tree(tmp_path) == before


LONG = "x" * 300
BAD_NAMES = {
    LONG: "quá dài",
    "đ" * 128 + ".docx": "quá dài",  # 261 bytes, 133 characters
    "a\0.docx": "ký tự",
    "\ud800.docx": "ký tự",
    "a/\0/b": "ký tự",
}


@pytest.mark.parametrize("name", BAD_NAMES, ids=lambda n: ascii(n[:8]))
@pytest.mark.parametrize("force", [True, False])
def test_names_no_file_can_have(tmp_path: Path, name: str, force: bool) -> None:
    attempts: list[Callable[[], None]] = [
        lambda: check_target(tmp_path / name, force),
        lambda: check_target(tmp_path / name, force, make_folder=True),
        lambda: check_target(tmp_path / "new" / name, force, make_folder=True),
        lambda: write_file(tmp_path / name, b"", force),
    ]
    for attempt in attempts:
        with pytest.raises(InputError) as caught:
            attempt()
        assert _codes(caught) == ["GH02"]
        assert BAD_NAMES[name] in str(caught.value)
        assert "\0" not in str(caught.value)
    assert _tree(tmp_path) == {}


def test_the_longest_name_there_can_be(tmp_path: Path) -> None:
    name = "đ" * 125 + ".docx"
    assert len(name.encode()) == 255
    check_target(tmp_path / name, force=False)
    write_file(tmp_path / name, b"1")
    assert _tree(tmp_path) == {name: b"1"}


def test_temporary_names_are_never_somebody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link laid where the temporary file would go is neither followed nor removed."""
    monkeypatch.setattr(os, "urandom", lambda n: b"\1" * n)
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    trap = tmp_path / (".a.docx." + "01" * 6 + ".tmp")
    trap.symlink_to(victim)
    for force in (True, False):
        with pytest.raises(InputError) as caught:
            write_file(tmp_path / "a.docx", b"new", force)
        assert _codes(caught) == ["GH02"]
        assert trap.is_symlink()
        assert _tree(tmp_path) == {"victim": b"mine", trap.name: b"mine"}
    trap.unlink()
    write_file(tmp_path / "a.docx", b"new")
    assert _tree(tmp_path) == {"victim": b"mine", "a.docx": b"new"}


def test_new_files_have_the_users_mode(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_file(tmp_path / "a.docx", b"")
    finally:
        os.umask(old)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640
