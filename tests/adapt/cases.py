"""The three adaptations of the province's plan that offices really have to make."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from docgen.adapt.engine import Adapted, adapt
from docgen.adapt.situation import Order
from docgen.model import HoSoDonVi, Ngay, VanBan
from docgen.read.data_file import read_data_file, read_profile

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 1, 5)
CASES = {
    "huyen": ("ubnd_huyen_van_quan", Ngay(thang=9, nam=2022)),
    "xa": ("ubnd_xa_diem_he", Ngay(thang=12, nam=2025)),
    "van_phong": ("van_phong_ubnd_tinh_lang_son", Ngay(thang=9, nam=2022)),
}


@lru_cache(maxsize=1)
def source() -> VanBan:
    """Lạng Sơn's plan."""
    return read_data_file(ROOT / "fixtures/lang_son_ke_hoach.yaml")[0]


@cache
def profile(name: str) -> HoSoDonVi:
    """A unit profile of the fixtures."""
    return read_profile(ROOT / f"fixtures/don_vi/{name}.yaml")


def order(case: str) -> Order:
    """What is asked for in a case."""
    name, ngay = CASES[case]
    return Order(unit=profile(name), ngay=ngay)


@cache
def adapted(case: str) -> Adapted:
    """The plan adapted in a case."""
    return adapt(source(), order(case), TODAY)
