"""A story: a district works on its draft, the province amends its plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.adapt.engine import adapt
from docgen.adapt.situation import Order
from docgen.adapt.update import update
from docgen.findings import InputError
from docgen.model import (
    Khoi,
    Ngay,
    SoCapTren,
    VanBan,
)  # fmt: skip
from docgen.read.data_file import read_data_file, read_profile
from tests.adapt.updates import (
    again,
    bare,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def plan() -> VanBan:
    return read_data_file(FIXTURES / "lang_son_ke_hoach.yaml")[0]


@pytest.fixture(scope="module")
def order() -> Order:
    unit = read_profile(FIXTURES / "don_vi" / "ubnd_huyen_van_quan.yaml")
    return Order(unit=unit, ngay=Ngay(thang=9, nam=2022))


def find(van_ban: VanBan, words: str) -> int:
    """Number of the one block that says `words`."""
    [found] = [n for n, b in enumerate(van_ban.noi_dung) if words in b.text]
    return found


def reworded(van_ban: VanBan, words: str, old: str, new: str) -> VanBan:
    number = find(van_ban, words)
    blocks = list(van_ban.noi_dung)
    assert old in blocks[number].text
    blocks[number] = blocks[number].model_copy(
        update={"text": blocks[number].text.replace(old, new)}
    )
    return van_ban.model_copy(update={"noi_dung": blocks})


def without(van_ban: VanBan, words: str) -> VanBan:
    number = find(van_ban, words)
    return van_ban.model_copy(
        update={"noi_dung": [b for n, b in enumerate(van_ban.noi_dung) if n != number]}
    )


def with_block(van_ban: VanBan, behind: str, block: Khoi) -> VanBan:
    number = find(van_ban, behind) + 1
    blocks = [*van_ban.noi_dung[:number], block, *van_ban.noi_dung[number:]]
    return van_ban.model_copy(update={"noi_dung": blocks})


def with_figure(van_ban: VanBan, name: str, **keys: int) -> VanBan:
    changed = van_ban.chi_tieu[name].model_copy(update={k: Decimal(v) for k, v in keys.items()})
    return van_ban.model_copy(update={"chi_tieu": {**van_ban.chi_tieu, name: changed}})


OWN_POINT = Khoi(cap="gach", text="Mỗi xã chọn một thôn làm điểm, báo cáo kết quả về huyện.")
NEW_POINT = Khoi(cap="gach", text="Bảo đảm an toàn lao động tại các công trình nông thôn mới.")


def amended(plan: VanBan) -> VanBan:
    """The province amends its plan: a deadline, a target, a point more, two points less."""
    new = reworded(plan, "quý III năm 2022", "quý III năm 2022", "quý IV năm 2022")
    new = with_figure(new, "xa_dat_chuan", gia_tri=120)
    new = with_figure(new, "xa_kieu_mau", gia_tri=15)
    new = with_block(new, "Không để phát sinh nợ đọng", NEW_POINT)
    new = without(new, "Huân chương Lao động")
    new = without(new, "Làm tốt công tác dân vận")
    return reworded(new, "nêu rõ nơi giúp", "mỗi năm", "mỗi sáu tháng")


def worked_on(own: VanBan) -> VanBan:
    """The district works on its draft."""
    own = with_figure(own, "xa_dat_chuan", gia_tri=7, tren=16)
    own = reworded(own, "[[quý III năm 2022]]", "[[quý III năm 2022]]", "tháng 8 năm 2022")
    own = reworded(own, "Cách làm phải đa dạng", "gần dân", "gần dân, sát từng thôn")
    own = reworded(own, "Làm tốt công tác dân vận", "tin tưởng", "hiểu, tin tưởng")
    own = with_block(own, "Không để phát sinh nợ đọng", OWN_POINT)
    own = without(own, "nêu rõ nơi giúp")
    own = without(own, "có nhiều sản phẩm OCOP")
    return own.model_copy(update={"so": "85"})


def test_story(plan: VanBan, order: Order) -> None:
    today = date(2022, 9, 1)
    own = again(worked_on(adapt(plan, order, today).van_ban))
    fresh = adapt(amended(plan), order, today)
    out = update(own, fresh)
    new = out.van_ban
    # Decisions of the district.
    assert new.so == "85"
    assert "gần dân, sát từng thôn" in new.noi_dung[find(new, "Cách làm phải đa dạng")].text
    assert not [b for b in new.noi_dung if "OCOP" in b.text]
    # News.
    assert new.chi_tieu["xa_kieu_mau"].cap_tren == SoCapTren(gia_tri=15)  # type: ignore[arg-type]
    assert not [b for b in new.noi_dung if "Huân chương" in b.text]
    # What the district put in and what the province put in, side by side.
    number = find(new, "Không để phát sinh nợ đọng")
    assert [b.text for b in new.noi_dung[number + 1 : number + 3]] == [
        OWN_POINT.text, fresh.van_ban.noi_dung[find(fresh.van_ban, "an toàn lao động")].text
    ]  # fmt: skip
    # Conflicts: the deadline, the target, a point each side wanted gone, and one brought back.
    deadline = new.noi_dung[find(new, "tháng 8 năm 2022")].text
    assert deadline.startswith(
        "Trong tháng 8 năm 2022 [[cấp trên đổi quý III năm 2022 thành quý IV năm 2022]], "
    )
    assert new.chi_tieu["xa_dat_chuan"] == own.chi_tieu["xa_dat_chuan"].model_copy(
        update={"cap_tren": SoCapTren(gia_tri=120, tren=181)}  # type: ignore[arg-type]
    )
    kept = new.noi_dung[find(new, "Làm tốt công tác dân vận")].text
    assert kept.endswith("cùng bắt tay thực hiện. [[cấp trên đã bỏ nội dung này]]")
    back = new.noi_dung[find(new, "nêu rõ nơi giúp")]
    assert back.text.startswith("[[đơn vị đã bỏ; cấp trên sửa thành: Đăng ký giúp đỡ")
    assert "mỗi sáu tháng" in back.text
    assert sorted(c.note.split(":")[0] for c in out.conflicts) == [
        "cấp trên đã bỏ nội dung này",
        "cấp trên đổi 115/181 thành 120/181",
        "cấp trên đổi quý III năm 2022 thành quý IV năm 2022",
        "đơn vị đã bỏ; cấp trên sửa thành",
    ]
    assert {f.code for f in out.findings} == {"CD14", "CD15"}
    # Everything else is as the district had it.
    same = [b.text for b in own.noi_dung if b in new.noi_dung]
    assert len(same) == len(own.noi_dung) - 3
    # The same again says nothing new; the marks decided, the document is the district's.
    calm = update(again(new), fresh)
    assert bare(calm.van_ban) == bare(again(new))
    assert not calm.conflicts
    assert not calm.news


def test_story_without_changes(plan: VanBan, order: Order) -> None:
    today = date(2022, 9, 1)
    first = adapt(plan, order, today)
    own = again(worked_on(first.van_ban))
    assert bare(update(own, first).van_ban) == bare(own)
    fresh = adapt(amended(plan), order, today)
    assert update(first.van_ban, fresh).van_ban == fresh.van_ban
    other = replace(order, unit=read_profile(FIXTURES / "don_vi" / "ubnd_huyen_cao_loc.yaml"))
    with pytest.raises(InputError):
        update(own, adapt(plan, other, today))
