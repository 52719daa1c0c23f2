"""A whole run: every row to its files, nothing of anybody's written over, nothing done twice."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.batch.batch import run_batch
from docgen.batch.item import Item
from docgen.batch.order import BatchOrder
from docgen.batch.outcome import BatchResult, Outcome
from docgen.findings import ERROR, InputError
from docgen.write.docx.engine import render_docx
from tests.batch.program import base, files, item, order


def go(asked: BatchOrder) -> BatchResult:
    """Run, and hold the run to what it says."""
    told: list[Outcome] = []
    result = run_batch(asked, told.append)
    assert [o.number for o in result.outcomes] == sorted(o.number for o in result.outcomes)
    assert told == list(result.outcomes)[: len(told)]
    if not result.stopped:
        assert len(told) == len(result.outcomes)
    return result


def codes(result: BatchResult) -> set[str]:
    """Codes of what went wrong with rows."""
    rows = [o for o in result.outcomes if o.state == "failed"]
    return {f.code for o in rows for f in o.findings if f.severity == ERROR}


def test_each_row_gets_the_document_of_its_unit(tmp_path: Path) -> None:
    from docgen.batch.overlay import document_for

    result = go(order(tmp_path / "a" / "b", 12))
    assert result.done
    assert result.counts == {"made": 12, "same": 0, "failed": 0, "left": 0}
    made = files(tmp_path / "a" / "b")
    assert sorted(made) == [f"{n:03}-xa_so_{n}.docx" for n in range(1, 13)]
    for one in result.outcomes:
        assert made[one.file] == render_docx(document_for(base(), item(one.number)))[0]
    assert len(set(made.values())) == 12


def test_processes_make_the_same_bytes(tmp_path: Path) -> None:
    go(order(tmp_path / "one", 60, jobs=1))
    go(order(tmp_path / "two", 60, jobs=2))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_bad_rows_stop_no_other(tmp_path: Path) -> None:
    """One row in twenty cannot be read, one has a figure that the outline has no place for."""
    asked = order(tmp_path, 100, every_bad=20)
    strange = item(7, **{"chi_tieu.khong_co.gia_tri": 5})
    broken = Item(8, "Xã Số 8", {"co_quan.ten": 5})  # no reader makes this: a fault of ours
    items = [strange if i.number == 7 else broken if i.number == 8 else i for i in asked.items]
    result = go(replace(asked, items=items, jobs=2))
    assert not result.done
    assert result.counts == {"made": 93, "same": 0, "failed": 7, "left": 0}
    by_number = {o.number: o for o in result.outcomes}
    assert by_number[20].findings[0].code == "BC21"
    assert by_number[7].findings[0].code == "BC55"
    assert by_number[8].findings[0].code == "LO08"
    assert by_number[8].findings[0].where == broken.where
    assert len(files(tmp_path)) == 93


def test_what_is_unchanged_is_not_made_again(tmp_path: Path) -> None:
    go(order(tmp_path, 10))
    before = {p.name: p.stat().st_mtime_ns for p in tmp_path.glob("*.docx")}
    result = go(order(tmp_path, 10))
    assert result.done
    assert result.counts["same"] == 10
    assert all(o.file and o.sha256 for o in result.outcomes)
    assert {p.name: p.stat().st_mtime_ns for p in tmp_path.glob("*.docx")} == before
    (tmp_path / "003-xa_so_3.docx").unlink()
    result = go(order(tmp_path, 10))
    assert [o.state for o in result.outcomes].count("made") == 1
    assert result.outcomes[2].state == "made"


def changed(folder: Path, **options: object) -> object:
    """The run again, with another figure in row 2."""
    asked = order(folder, 4, **options)
    items = [item(2, **{"bien.dau_moi": "thôn"}) if i.number == 2 else i for i in asked.items]
    return replace(asked, items=items)


def test_a_changed_row_is_made_anew_when_told(tmp_path: Path) -> None:
    go(order(tmp_path, 4))
    old = files(tmp_path)
    refused = go(changed(tmp_path))
    assert [o.state for o in refused.outcomes] == ["same", "failed", "same", "same"]
    assert codes(refused) == {"LO04"}
    assert files(tmp_path) == old
    result = go(changed(tmp_path, resume=True))
    assert [o.state for o in result.outcomes] == ["same", "made", "same", "same"]
    new = files(tmp_path)
    assert [name for name in new if new[name] != old[name]] == ["002-xa_so_2.docx"]
    assert go(changed(tmp_path)).counts["same"] == 4


def test_a_changed_base_changes_every_row(tmp_path: Path) -> None:
    go(order(tmp_path, 3))
    asked = order(tmp_path, 3, resume=True)
    other = asked.base.model_copy(update={"trich_yeu": "Tổng kết phong trào"})
    assert go(replace(asked, base=other)).counts["made"] == 3
    assert go(replace(asked, base=other)).counts["same"] == 3


def test_files_of_others_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "002-xa_so_2.docx").write_bytes(b"mine")
    (tmp_path / "003-xa_so_3.docx").mkdir()
    (tmp_path / "elsewhere").write_bytes(b"linked")
    (tmp_path / "004-xa_so_4.docx").symlink_to(tmp_path / "elsewhere")
    for resume in (False, True):
        result = go(order(tmp_path, 5, resume=resume))
        assert [o.state for o in result.outcomes if o.state == "failed"] == ["failed"] * 3
        assert codes(result) == {"GH01", "GH02"}  # a folder is no file to write over
        assert (tmp_path / "002-xa_so_2.docx").read_bytes() == b"mine"
        assert (tmp_path / "elsewhere").read_bytes() == b"linked"
    result = go(order(tmp_path, 5, resume=True, force=True))
    assert [o.state for o in result.outcomes] == ["same", "made", "failed", "made", "same"]
    assert codes(result) == {"GH02"}
    assert (tmp_path / "elsewhere").read_bytes() == b"linked"


def test_a_file_that_could_not_be_put_is_not_known_as_ours(tmp_path: Path) -> None:
    """Somebody was quicker: what he put there is his, however it looks."""
    from docgen.batch.journal import Journal
    from docgen.batch.places import Places

    journal = Journal(tmp_path)
    places = Places(tmp_path, journal, False, False)
    place = places.look("a.docx", 1, "content")
    (tmp_path / "a.docx").write_bytes(b"mine")
    problems = places.put([(place, b"ours")])
    assert [f.code for f in problems["a.docx"]] == ["GH01"]
    assert journal.known("a.docx") is None
    journal.close()
    journal = Journal(tmp_path)
    refused = Places(tmp_path, journal, True, False).look("a.docx", 1, "content").refused
    journal.close()
    assert refused is not None
    assert refused.code == "GH01"


def test_a_file_edited_since_is_somebody_elses(tmp_path: Path) -> None:
    go(order(tmp_path, 3))
    path = tmp_path / "001-xa_so_1.docx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("them.txt", "edited")
    edited = path.read_bytes()
    result = go(order(tmp_path, 3, resume=True))
    assert codes(result) == {"LO03"}
    assert path.read_bytes() == edited
    result = go(order(tmp_path, 3, force=True))
    assert result.counts["made"] == 3
    assert path.read_bytes() != edited


@pytest.mark.parametrize("ruin", [b"", b"\0" * 5000, b"cut", b"hole"])
def test_a_ruin_left_by_power_loss_is_made_again(tmp_path: Path, ruin: bytes) -> None:
    """The name reached the disk, the content did not."""
    go(order(tmp_path, 3))
    path = tmp_path / "002-xa_so_2.docx"
    good = path.read_bytes()
    hole = good[:3000] + bytes(2000) + good[5000:]
    path.write_bytes({b"cut": good[:3000], b"hole": hole}.get(ruin, ruin))
    result = go(order(tmp_path, 3))
    assert [o.state for o in result.outcomes] == ["same", "made", "same"]
    assert path.read_bytes() == good


def _encrypted() -> bytes:
    """An archive that asks for a password: the flag of its one part says so, here and there."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(made.getvalue())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        # A .docx with a password is no archive; what is signed may go on behind its end.
        ("002-xa_so_2.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000)),
        ("002-xa_so_2.docx", _encrypted()),
        ("002-xa_so_2.docx", b"{\\rtf1 saved as another kind}"),
        ("a.pdf", b"%PDF-1.7\n...\n%%EOF\nsigned behind it"),
        ("a.pdf", b"\xef\xbb\xbf%PDF-1.7 scanned\n%%EOF"),
    ],
)
def test_what_somebody_made_of_a_file_is_no_ruin(tmp_path: Path, name: str, theirs: bytes) -> None:
    from docgen.batch.journal import Journal
    from docgen.batch.places import Places

    journal = Journal(tmp_path)
    places = Places(tmp_path, journal, resume=True, force=False)
    places.put([(places.look(name, 2, "content"), b"ours")])
    (tmp_path / name).write_bytes(theirs)
    refused = places.look(name, 2, "other content").refused
    journal.close()
    assert refused is not None
    assert refused.code == "LO03"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_the_place_of_a_document_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "002-xa_so_2.docx")
    assert codes(go(order(tmp_path, 3))) == {"GH01"}
    assert go(order(tmp_path, 3, force=True)).done


def test_force_makes_everything_anew(tmp_path: Path) -> None:
    go(order(tmp_path, 3))
    assert go(order(tmp_path, 3, force=True)).counts["made"] == 3
    assert go(order(tmp_path, 3, force=True, resume=True)).counts["same"] == 3


def test_files_that_the_roster_no_longer_asks_for_are_told(tmp_path: Path) -> None:
    go(order(tmp_path, 8))
    result = go(order(tmp_path, 3))
    assert result.done
    assert [f.code for f in result.findings] == ["LO09"]
    assert "5 tệp" in result.findings[0].message
    assert len(files(tmp_path)) == 8
    # A row that has become bad has no name: its file is not one too many.
    bad = go(order(tmp_path, 8, every_bad=4))
    assert bad.findings == ()


def test_temporary_files_of_a_killed_run_are_cleared(tmp_path: Path) -> None:
    from docgen.batch.journal import Journal
    from docgen.batch.places import Places

    with_journal = Journal(tmp_path)
    prefix = Places(tmp_path, with_journal, False, False).prefix
    with_journal.close()
    (tmp_path / f"{prefix}abc.tmp").write_bytes(b"half")
    (tmp_path / ".docgen-batch.other.tmp").write_bytes(b"of a run elsewhere")
    go(order(tmp_path, 1))
    assert set(files(tmp_path)) == {"001-xa_so_1.docx", ".docgen-batch.other.tmp"}


def test_an_archive_holds_all_documents(tmp_path: Path) -> None:
    target = tmp_path / "tat_ca.zip"
    folder = tmp_path / "ra"
    result = go(order(folder, 6, every_bad=3, zip=target))
    with zipfile.ZipFile(target) as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == files(folder)
        assert archive.namelist() == [o.file for o in result.outcomes if o.file]
    first = target.read_bytes()
    assert go(order(folder, 6, every_bad=3, zip=target)).findings == ()
    # Another run that changes something may write it anew only when told.
    again = go(order(folder, 6, zip=target))
    assert [f.code for f in again.findings] == ["LO04"]
    assert not again.done
    assert target.read_bytes() == first
    assert go(order(folder, 6, zip=target, resume=True)).done
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == 6
    assert {p.name for p in tmp_path.iterdir()} == {"ra", "tat_ca.zip"}


def test_an_archive_of_others_is_seen_before_the_work(tmp_path: Path) -> None:
    target = tmp_path / "tat_ca.zip"
    target.write_bytes(b"mine")
    with pytest.raises(InputError) as error:
        go(order(tmp_path / "ra", 3, zip=target))
    assert [f.code for f in error.value.findings] == ["GH01"]
    assert not (tmp_path / "ra").exists()
    assert target.read_bytes() == b"mine"
    assert go(order(tmp_path / "ra", 3, zip=target, force=True)).done


def test_an_archive_is_the_same_each_time(tmp_path: Path) -> None:
    go(order(tmp_path / "1", 5, zip=tmp_path / "1.zip"))
    go(order(tmp_path / "2", 5, zip=tmp_path / "2.zip"))
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_an_offices_template_is_filled(tmp_path: Path) -> None:
    from docgen.write.docx.mau import build_template
    from docgen.write.docx.office_template import open_template

    folder = tmp_path / "mau"
    folder.mkdir()
    (folder / "mau.docx").write_bytes(build_template("de_cuong"))
    for jobs in (1, 2):
        result = go(order(tmp_path / f"ra{jobs}", 12, template=str(folder), jobs=jobs))
        assert result.done
    from docgen.batch.overlay import document_for

    expected = open_template(folder)(document_for(base(), item(5)))[0]
    assert files(tmp_path / "ra1") == files(tmp_path / "ra2")
    assert files(tmp_path / "ra1")["005-xa_so_5.docx"] == expected
    # Another template is another content.
    assert go(order(tmp_path / "ra1", 12, resume=True)).counts["made"] == 12


def test_everything_that_stands_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    bad = order(
        tmp_path / "tep" / "ra", 2,
        template=str(tmp_path / "khong_co.docx"), zip=tmp_path / "tep" / "x.zip",
    )  # fmt: skip
    with pytest.raises(InputError) as error:
        go(bad)
    found = [f.code for f in error.value.findings]
    assert found[:2] == ["GH02", "GH02"]
    assert found[2].startswith("MAU")
