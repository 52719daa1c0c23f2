"""Laws of an update under random lists and edits of both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from docgen.model import (
    Khoi,
    VanBan,
)  # fmt: skip
from tests.adapt.updates import (
    bare,
    edited,
    made,
    run,
    table,
    texts,
)

_WORDS = (
    "tổ chức phong trào thi đua xã huyện báo cáo kết quả kinh phí dự toán tuyên truyền vận động "
    "kiểm tra giám sát nông thôn mới trường trạm y tế đường giao thông thủy lợi chợ điện nước"
).split()
_LINE = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=14).map(" ".join)
_CAPS = st.sampled_from(["la_ma", "so", "gach", "gach", "doan"])
_BLOCK = st.builds(lambda cap, text: Khoi(cap=cap, text=text), _CAPS, _LINE)


@st.composite
def edits(draw: st.DrawFn, blocks: list[Khoi], tag: str) -> list[Khoi]:
    """A list after some work on it; words put in begin with `tag`, so that they are found again."""
    out = list(blocks)
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["word", "drop", "add", "move", "rewrite"]))
        place = draw(st.integers(0, len(out)))
        if kind == "add":
            new = draw(_BLOCK)
            out.insert(place, new.model_copy(update={"text": f"{tag}{n} {new.text}"}))
            continue
        if not out:
            continue
        place = min(place, len(out) - 1)
        block = out.pop(place)
        if kind == "move":
            out.insert(draw(st.integers(0, len(out))), block)
        elif kind == "rewrite":
            text = f"{tag}{n} {draw(_LINE)}"
            out.insert(place, block.model_copy(update={"text": text}))
        elif kind == "word":
            words = block.text.split()
            words[draw(st.integers(0, len(words) - 1))] = f"{tag}{n}"
            out.insert(place, block.model_copy(update={"text": " ".join(words)}))
    return out


_LISTS = st.lists(_BLOCK, max_size=9)


@given(st.data())
def test_law_nothing_changed_above(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    base = made(blocks)
    own = edited(base, data.draw(edits(blocks, "o")))
    out = run(own, base)
    assert bare(out.van_ban) == bare(own)
    assert not out.news
    assert not out.conflicts


@given(st.data())
def test_law_nothing_changed_by_the_unit(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    fresh = made(data.draw(edits(blocks, "f")))
    out = run(made(blocks), fresh)
    assert out.van_ban == fresh
    assert not out.kept
    assert not out.conflicts


def _put_in(blocks: list[Khoi], tag: str) -> Iterator[str]:
    for block in blocks:
        yield from (w for w in block.text.split() if w.startswith(tag) and w[len(tag) :].isdigit())


@given(st.data())
def test_law_nothing_is_lost_or_doubled(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    mine = data.draw(edits(blocks, "o"))
    theirs = data.draw(edits(blocks, "f"))
    fresh = made(theirs)
    out = run(edited(made(blocks), mine), fresh)
    said = " ".join(texts(out.van_ban))
    for word in _put_in(mine, "o"):
        assert said.split().count(word) == 1
    listed = " ".join(f"{c.new} {c.note}" for c in out.conflicts)
    for word in _put_in(theirs, "f"):
        # In the document, as words or in a mark.
        assert word in said.replace("]]", " ").split()
        if word not in re.sub(r"\[\[[^]]*\]\]", " ", said).split():
            assert word in listed.split()
    touched = sum(any(_put_in([block], tag)) for tag, side in (("o", mine), ("f", theirs))
                  for block in side)  # fmt: skip
    assert len(out.van_ban.noi_dung) <= len(blocks) + touched + len(out.conflicts)
    calm = run(VanBan.model_validate_json(out.van_ban.model_dump_json()), fresh)
    assert bare(calm.van_ban) == bare(out.van_ban)
    assert not calm.news
    assert not calm.conflicts


@given(st.data())
def test_law_trace_is_of_the_merged_document(data: st.DataObject) -> None:
    from docgen.adapt.merge import base_text, made_text

    blocks = data.draw(_LISTS)
    own = edited(made(blocks), data.draw(edits(blocks, "o")))
    fresh = made(data.draw(edits(blocks, "f")))
    out = run(own, fresh).van_ban
    assert out.nguon_goc is not None
    assert fresh.nguon_goc is not None
    at = {v.o: made_text(v) for v in out.nguon_goc.vet if v.o}
    assert at == {f"noi_dung[{n}]": b.text for n, b in enumerate(out.noi_dung)}
    given_ = sorted(base_text(v) for v in out.nguon_goc.vet if v.tai or any(d.goi_y for d in v.doi))
    assert given_ == sorted(v.nguon for v in fresh.nguon_goc.vet)


@given(st.data())
def test_law_year_after_year(data: st.DataObject) -> None:
    blocks = data.draw(_LISTS)
    own, above = made(blocks), blocks
    for year in range(3):
        mine = data.draw(edits(own.noi_dung, "abc"[year]))
        above = data.draw(edits(above, "xyz"[year]))
        out = run(edited(own, mine), made(above))
        own = VanBan.model_validate_json(out.van_ban.model_dump_json())
        said = " ".join(texts(own)).split()
        for tag in "abc"[: year + 1]:
            for word in _put_in(mine, tag):
                assert said.count(word) == 1
        calm = run(own, made(above))
        assert bare(calm.van_ban) == bare(own)
        assert not calm.news
        assert not calm.conflicts


@st.composite
def _rows(draw: st.DrawFn, rows: list[list[str]], tag: str) -> list[list[str]]:
    """Rows of a table after some work on them."""
    out = [[*row] for row in rows]
    for n in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(out)))
        if draw(st.booleans()) or place == len(out):
            out.insert(place, [f"{tag}{n} {draw(_LINE)}", draw(_LINE)])
        elif draw(st.booleans()):
            del out[place]
        else:
            out[place][draw(st.integers(0, 1))] += f" {tag}{n}"
    return out


@given(st.data())
def test_law_rows_of_tables(data: st.DataObject) -> None:
    cells = st.lists(_LINE, min_size=2, max_size=2)
    rows = data.draw(st.lists(cells, max_size=5))
    base = made([table(rows)])
    mine, theirs = data.draw(_rows(rows, "o")), data.draw(_rows(rows, "f"))
    own, fresh = edited(base, [table(mine)]), made([table(theirs)])
    assert bare(run(own, base).van_ban) == bare(own)
    assert run(base, fresh).van_ban == fresh
    out = run(own, fresh)
    said = out.van_ban.model_copy(update={"nguon_goc": None}).model_dump_json()
    for tag, side in (("o", mine), ("f", theirs)):
        for word in (w for row in side for cell in row for w in cell.split() if w.startswith(tag)):
            assert word in said
    for block in out.van_ban.noi_dung:
        Khoi.model_validate(block.model_dump())
    calm = run(VanBan.model_validate_json(out.van_ban.model_dump_json()), fresh)
    assert bare(calm.van_ban) == bare(out.van_ban)
