"""Drawn lines under names and subjects of every length (Mục II.1.b, II.2.b, II.5.b)."""

from __future__ import annotations

import pytest

from docgen.model import VanBan
from tests.render.documents import Press, proves, source
from tests.render.test_render_head import HALF_MM, rule_under

NAMES = (
    "Sở Y tế",
    "Trường Đại học Tây Bắc",
    "Ủy ban nhân dân thành phố Lạng Sơn",
    "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lạng Sơn",
    "Ban Chỉ đạo các chương trình mục tiêu quốc gia giai đoạn 2021 - 2025 tỉnh Lạng Sơn",
    "Trung tâm Kiểm soát bệnh tật và Vệ sinh an toàn thực phẩm các huyện miền núi phía Đông Bắc",
)
SUBJECT = "Tổ chức thực hiện Phong trào thi đua xây dựng nông thôn mới và đô thị văn minh"


@pytest.mark.parametrize("bo", [14, 13])
@pytest.mark.parametrize("length", range(len(NAMES)))
@proves("3.2b.dong", "3.2b.ke", "3.1b.ke", "3.5a.ke")
def test_lines_for_any_length_of_name_and_subject(press: Press, length: int, bo: int) -> None:
    words = SUBJECT.split()
    changes = {
        "co_quan": [{"ten": NAMES[length], "chu_quan": NAMES[-length - 1], "viet_tat": "CQ"}],
        "trich_yeu": " ".join((words * 4)[: 2 + 9 * length]),
        "trinh_bay": {"co_chu": bo},
    }
    base = source("ten_ngan-14").model_dump() | changes
    doc = press.print(VanBan.model_validate(base))
    assert doc.mismatch == ""
    names = doc.one("co_quan").lines
    widest = max(line.width for line in names)
    assert 1 / 3 - 0.005 <= rule_under(doc, names[-1]).length / widest <= 1 / 2 + 0.005
    subject = doc.one("trich_yeu").lines
    widest = max(line.width for line in subject)
    assert 1 / 3 - 0.005 <= rule_under(doc, subject[-1]).length / widest <= 1 / 2 + 0.005
    motto = doc.one("tieu_ngu").lines[0]
    assert abs(rule_under(doc, motto).length - motto.width) < HALF_MM
    assert len([r for r in doc.pages[0].rules if r.level]) == 3
