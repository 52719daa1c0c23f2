"""Components (TP): traps for false alarms, and forms of each fault beyond the pages' examples."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.check.registry import check_document
from docgen.findings import ERROR, HINT, WARNING
from docgen.nd30.loai import LOAI
from docgen.nd30.thanh_phan import QUOC_HIEU, TIEU_NGU
from docgen.viet.ngay import ngay_thang
from tests.check import mutate
from tests.check.lines import BODY, codes, document, foot, found, head

THREE = [
    {"quyen_han": "TM. HỘI ĐỒNG NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "ho_ten": "Lê Văn An"},
    {"quyen_han": "TM. ỦY BAN NHÂN DÂN", "chuc_vu": "CHỦ TỊCH", "ho_ten": "Trần Văn Bình"},
    {"quyen_han": "TM. BAN THƯỜNG TRỰC", "chuc_vu": "PHÓ CHỦ TỊCH", "ho_ten": "Hà Thị Chi"},
]
JOINT = [
    {"ten": "Hội đồng nhân dân xã Bình Trung", "viet_tat": "HĐND"},
    {"ten": "Ủy ban nhân dân xã Bình Trung", "viet_tat": "UBND"},
    {"ten": "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bình Trung", "viet_tat": "MTTQ"},
]
RIGHT: dict[str, dict[str, Any]] = {
    "joint issue, three signers": {"co_quan": JOINT, "chu_ky": THREE},
    "council": {
        "co_quan": {"ten": "Hội đồng nhân dân xã Bình Trung", "viet_tat": "HĐND", "cap": "xa"},
        "chu_ky": {"quyen_han": "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "chuc_vu": "PHÓ CHỦ TỊCH"},
    },
    "school": {
        "co_quan": {
            "ten": "Trường Trung học phổ thông Bình Trung",
            "chu_quan": "Sở Giáo dục và Đào tạo",
            "viet_tat": "THPTBT",
        },
        "chu_ky": {"quyen_han": "KT. HIỆU TRƯỞNG", "chuc_vu": "PHÓ HIỆU TRƯỞNG"},
    },
    "ministry": {
        "co_quan": {"ten": "Bộ Nội vụ", "viet_tat": "BNV", "cap": "trung_uong"},
        "dia_danh": "Hà Nội",
        "chu_ky": {"quyen_han": "KT. BỘ TRƯỞNG", "chuc_vu": "THỨ TRƯỞNG"},
    },
    "two posts of a minister": {
        "co_quan": {"ten": "Văn phòng Chính phủ", "viet_tat": "VPCP", "cap": "trung_uong"},
        "dia_danh": "Hà Nội",
        "chu_ky": {"quyen_han": "KT. BỘ TRƯỞNG, CHỦ NHIỆM", "chuc_vu": "PHÓ CHỦ NHIỆM"},
    },
    "sở with its parent": {
        "co_quan": {
            "ten": "Sở Nội vụ",
            "chu_quan": "Ủy ban nhân dân tỉnh Hòa Sơn",
            "viet_tat": "SNV",
        },
        "dia_danh": "Hòa Sơn",
        "chu_ky": {"quyen_han": ["TL. GIÁM ĐỐC"], "chuc_vu": "CHÁNH VĂN PHÒNG"},
    },
    "phát động in a carrier kind": {"loai": "phat_dong", "hinh_thuc": "ke_hoach"},
    "minutes": {"loai": "bien_ban", "chu_ky": THREE[1:]},
    "code of a joint plan": {"ky_hieu": "KHLT-UBND-MTTQ"},
    "draft": {"so": None, "ngay": {"thang": 9, "nam": 2025}},
    "city": {"dia_danh": "Thành phố Hồ Chí Minh"},
    "attached without foot": {
        "kem_theo": [
            {
                "loai": "de_cuong",
                "trich_yeu": "Báo cáo kết quả Phong trào thi đua",
                "noi_dung": "I. ĐẶC ĐIỂM\n1. Thuận lợi.\n2. Khó khăn.",
            }
        ]
    },
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_documents_are_left_alone(name: str) -> None:
    found = check_document(mutate.document({"du_lieu": RIGHT[name]}), select=("TP", "NN"))
    assert [str(f) for f in found if f.severity != HINT] == []


def test_head_of_a_party_document_is_not_judged() -> None:
    lines = [
        ("co_quan", "HUYỆN ỦY VĂN QUAN"),
        ("quoc_hieu", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("so_ky_hieu", "Số 12-KH/HU"),
        ("dia_danh_ngay", "Văn Quan, ngày 5 tháng 3 năm 2025"),
        ("ten_loai", "KẾ HOẠCH"),
        ("trich_yeu", "về tổ chức phong trào thi đua"),
        *BODY,
        ("noi_nhan", "Nơi nhận:"),
        ("noi_nhan_muc", "- Ban Thường vụ,"),
        ("quyen_han", "T/M BAN THƯỜNG VỤ"),
        ("ho_ten", "Lê Văn An"),
    ]
    assert codes(document(lines), "TP", "NN") - {"TP27"} <= {"TP01"}


def test_annex_in_a_file_of_its_own_has_no_head() -> None:
    lines = [
        ("phu_luc", "Phụ lục II"),
        ("phu_luc_ten", "DANH SÁCH TẬP THỂ"),
        ("kem_theo", "(Kèm theo Báo cáo số 88/BC-UBND ngày 05 tháng 12 năm 2025 của UBND xã)"),
        ("so", "1. Thôn Đông."),
        ("noi_nhan", "Nơi nhận"),
        ("noi_nhan_muc", "b) Sơ đồ"),
    ]
    assert codes(document(lines), "TP", "NN") == set()


def test_sample_forms_with_dots_are_not_judged() -> None:
    lines = [
        ("chu_quan", "TÊN CQ, TC CHỦ QUẢN1"),
        ("co_quan", "TÊN CƠ QUAN, TỔ CHỨC2"),
        ("quoc_hieu", QUOC_HIEU),
        ("tieu_ngu", TIEU_NGU),
        ("so_ky_hieu", "Số:         /QĐ-…3..."),
        ("dia_danh_ngay", "…4..., ngày …… tháng …. năm ……"),
        ("ten_loai", "QUYẾT ĐỊNH"),
        ("trich_yeu", "Về việc ...............5 ............................."),
        ("tham_quyen", "THẨM QUYỀN BAN HÀNH6"),
        ("can_cu", "Căn cứ .................................7 .........;"),
        ("can_cu", "Theo đề nghị của ...................... ."),
        ("lenh", "QUYẾT ĐỊNH:"),
        ("dieu", "Điều 1. ......8...../."),
        ("noi_nhan", "Nơi nhận:"),
        ("noi_nhan_muc", "- Như Điều....;"),
        ("noi_nhan_muc", "- Lưu: VT, ...9. …10."),
        ("quyen_han", "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"),
        ("ho_ten", "Họ và tên"),
    ]
    assert [str(f) for f in found(document(lines), "TP", "NN") if f.severity == ERROR] == []


@pytest.mark.parametrize("form", ["txt", "pdf"])
def test_garbled_letters_of_a_scan_are_no_error(form: str) -> None:
    lines = head(number="Số: 0† /QĐ-BCĐ138", day="Quảng Ngãi, ngày0P tháng 02 năm 2025")
    lines[1] = ("quoc_hieu", "CỌNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    lines[2] = ("tieu_ngu", "Độc lập —- Tự do - Hạnh phúc")
    made = found(document([*lines, *BODY, *foot()], form), "TP", "NN")
    assert made
    assert {f.severity for f in made} <= {WARNING, HINT}


def test_a_head_lost_on_the_way_is_said_once() -> None:
    lines = [*head()[3:], *BODY, *foot()]
    assert codes(document(lines, "txt"), "TP01", "TP02", "TP03", "TP06", "TP09") == {"TP01"}


@pytest.mark.parametrize(
    ("number", "codes_found"),
    [
        ("Số: 45/KH-UBND", set()),
        ("Số:        /KH-UBND", {"TP31"}),
        ("Số:\u00a0\u00a0\u00a0\u00a0/KH-UBND", {"TP31"}),
        ("Số: 45a/KH-UBND", set()),
        ("Số: 1234/KH-UBND-NC", set()),
        ("**Số: 45/KH-UBND**", set()),
        ("Số: {{so_ky_hieu}}", set()),
        ("Số: 3.126/KH-UBND", set()),
        ("Số: 5/KH-UBND", {"TP05"}),
        ("SỐ: 45/KH-UBND", {"TP05"}),
        ("Số 45/KH-UBND", {"TP05"}),
        ("Số:45/KH-UBND", {"TP05"}),
        ("Số: 45 /KH-UBND", {"TP05"}),
        ("Số: 45/ KH-UBND", {"TP05"}),
        ("Số: 45/KH -UBND", {"TP05"}),
        ("Số: 45-KH-UBND", {"TP05"}),
        ("Số: 45/KH-UBND.", {"TP05"}),
        ("Số: 45/kh-ubnd", {"TP05"}),
        ("Số: 45/2025/KH-UBND", {"TP05"}),
        ("Số: 45/QĐ-UBND", {"TP07"}),
        ("Số: 45/KH", {"TP07"}),
        ("Số: 45/KH-SNV", {"TP08"}),
    ],
)
def test_number_lines(number: str, codes_found: set[str]) -> None:
    made = document([*head(number=number), *BODY, *foot()])
    assert codes(made, "TP") == codes_found


@given(
    kind=st.sampled_from([k for k in LOAI.values() if k.viet_tat]),
    number=st.integers(1, 9999),
)
def test_codes_of_every_kind_are_right(kind: Any, number: int) -> None:
    line = f"Số: {number:02d}/{kind.viet_tat}-UBND"
    made = document([*head(number=line, kind=kind.ten.upper()), *BODY], loai=kind.ma)
    assert codes(made, "TP05", "TP07", "TP08", "TP13") == set()


@given(st.dates(date(1990, 1, 1), date(2190, 12, 31)))
def test_dates_as_docgen_writes_them_are_right(day: date) -> None:
    line = f"Bình Trung, {ngay_thang(day.day, day.month, day.year)}"
    made = document([*head(day=line), *BODY])
    assert codes(made, "TP09", "TP10", "TP11", "TP12", "TP31") == set()


@pytest.mark.parametrize(
    ("day", "codes_found"),
    [
        ("Bình Trung, ngày     tháng 9 năm 2025", {"TP31"}),
        ("Bình Trung,\nngày 15 tháng 9 năm 2025", set()),
        ("Bình Trung, ngày 29 tháng 02 năm 2024", set()),
        ("Bình Trung, ngày 29 tháng 02 năm 2025", {"TP11"}),
        ("Bình Trung, ngày 31 tháng 4 năm 2025", {"TP11"}),
        ("Bình Trung, ngày 12 tháng 13 năm 2025", {"TP11"}),
        ("Bình Trung, ngày 12 tháng 9 năm 25", {"TP11"}),
        ("Bình Trung, ngày 12 tháng 9 năm 20..", set()),
        ("Bình Trung, ngày 5 tháng 9 năm 2025", {"TP10"}),
        ("Bình Trung, ngày 15 tháng 1 năm 2025", {"TP10"}),
        ("Bình Trung, ngày 15 tháng 04 năm 2025", {"TP10"}),
        ("Bình Trung, ngày 5/3/2020", {"TP09"}),
        ("Bình Trung, 05-3-2020", {"TP09"}),
        ("Bình Trung ngày 15 tháng 9 năm 2025", {"TP09"}),
        ("Bình Trung, Ngày 15 tháng 9 năm 2025", {"TP09"}),
        ("ngày 15 tháng 9 năm 2025", {"TP09"}),
        ("xã Bình Trung, ngày 15 tháng 9 năm 2025", {"TP12"}),
        ("Phường Điện Biên Phủ, ngày 15 tháng 9 năm 2025", set()),
        ("Quận 1, ngày 15 tháng 9 năm 2025", set()),
        ("Thành phố Hồ Chí Minh, ngày 15 tháng 9 năm 2025", set()),
    ],
)
def test_date_lines(day: str, codes_found: set[str]) -> None:
    made = document([*head(day=day), *BODY, *foot()])
    assert codes(made, "TP09", "TP10", "TP11", "TP12", "TP31") == codes_found


def test_day_in_figures_is_mended_with_its_zeros() -> None:
    made = document([*head(day="Bình Trung, ngày 5/3/2020"), *BODY])
    (finding,) = found(made, "TP09")
    assert finding.fixes[0].new == "ngày 05 tháng 3 năm 2020"


@pytest.mark.parametrize(
    "motto",
    [
        "Độc lập - Tự do - Hạnh phúc",
        "Độc lập\u00a0- Tự do\u00a0- Hạnh phúc",
        "*Độc lập - Tự do - Hạnh phúc*",
    ],
)
def test_right_mottos(motto: str) -> None:
    lines = [(p, motto if p == "tieu_ngu" else t) for p, t in head()]
    assert codes(document([*lines, *BODY, *foot()]), "TP02") == set()


@pytest.mark.parametrize(
    ("end", "severity"),
    [("./.", None), (".//", WARNING), ("./", WARNING), ("/.", WARNING), (". /.", WARNING),
     (".", WARNING), ("", WARNING), ("./..", WARNING), ("”./.", None)],
)  # fmt: skip
def test_end_marks(end: str, severity: str | None) -> None:
    body = [("doan", f"Các đơn vị thực hiện nghiêm Kế hoạch này{end}")]
    made = found(document([*head(), *body, *foot()]), "TP27")
    assert [f.severity for f in made] == ([severity] if severity else [])
    if severity:
        fix = made[0].fixes[0]
        text = body[0][1]
        assert text[: fix.start] + fix.new + text[fix.end :] == text.removesuffix(end) + "./."


def test_body_that_ends_in_a_table_has_no_place_for_the_end_mark() -> None:
    lines = [*head(), ("doan", "Kết quả như sau:"), ("bang_o", "Thôn Đông"), *foot()]
    assert codes(document(lines), "TP27") == set()


def _decision(*grounds: str, authority: str = "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH TRUNG") -> Any:
    lines = head(number="Số: 12/QĐ-UBND", kind="QUYẾT ĐỊNH")
    if authority:
        lines.append(("tham_quyen", authority))
    lines += [("can_cu", g) for g in grounds]
    lines += [("lenh", "QUYẾT ĐỊNH:"), ("dieu", "Điều 1. Ban hành Kế hoạch này./.")]
    return document([*lines, *foot(("CHỦ TỊCH",))], loai="quyet_dinh")


@pytest.mark.parametrize(
    ("grounds", "codes_found"),
    [
        (("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
          "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội."), set()),
        (("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
          "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 7/TTr-VHXH."), {"TP21"}),
        (("Căn cứ Bộ luật Lao động ngày 20 tháng 11 năm 2019.",), set()),
        (("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam.",), set()),
        (("Căn cứ Luật Thi đua, khen thưởng.",), {"TP21"}),
        (("Căn cứ chức năng, nhiệm vụ được giao.",), set()),
        (("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022,",), {"TP19"}),
        (("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.",), {"TP22"}),
        (("Theo đề nghị của Trưởng phòng Kinh tế;",
          "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."), {"TP23"}),
    ],
)  # fmt: skip
def test_grounds(grounds: tuple[str, ...], codes_found: set[str]) -> None:
    assert codes(_decision(*grounds), "TP19", "TP20", "TP21", "TP22", "TP23") == codes_found


def test_running_grounds_of_a_plan_may_lead_over_to_the_body() -> None:
    lines = [
        *head(),
        ("can_cu", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
        ("can_cu", "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2025 của UBND tỉnh về thi đua,"),
        *BODY,
        *foot(),
    ]
    assert codes(document(lines), "TP19") == set()


def test_word_so_is_asked_once_with_a_fix_for_each_place() -> None:
    body = [
        ("doan", "Thực hiện Nghị định 30/2020/NĐ-CP và Chỉ thị 05-CT/TW."),
        ("doan", "Thực hiện Kế hoạch 5 năm, Quyết định số 12/QĐ-TTg, Kế hoạch 12/KH-UBND./."),
    ]
    (finding,) = found(document([*head(), *body, *foot()]), "TP20")
    assert len(finding.fixes) == 3
    assert not any(f.safe for f in finding.fixes)


def test_authority_line_of_a_council_may_be_signed_by_its_chairman() -> None:
    made = _decision("Căn cứ Nghị quyết của kỳ họp.", authority="HỘI ĐỒNG NHÂN DÂN XÃ BÌNH TRUNG")
    assert codes(made, "TP17", "TP18") == set()


@pytest.mark.parametrize(
    ("subject", "codes_found"),
    [
        ("V/v báo cáo kết quả", set()),
        ("V/v Về việc báo cáo", {"TP15"}),
        ("V/v: báo cáo", {"TP15"}),
        ("v/v báo cáo", {"TP15"}),
        ("Về việc báo cáo", {"TP15"}),
        ("V/v báo cáo.", {"TP15"}),
        ("V/v báo cáo về trồng rau, nuôi cá, v.v.", set()),
        ("V/v báo cáo năm 2025 của TP.", set()),
    ],
)
def test_subjects_of_letters(subject: str, codes_found: set[str]) -> None:
    lines = [
        *head(number="Số: 210/UBND-VHXH", kind=""),
        ("trich_yeu_cv", subject),
        ("kinh_gui", "Kính gửi: Sở Nội vụ."),
        *BODY,
        *foot(to=("- Như trên;", "- Lưu: VT, VHXH.")),
    ]
    made = document(lines, loai="cong_van", kinh_gui=["Sở Nội vụ"])
    assert codes(made, "TP14", "TP15", "TP16", "TP24", "TP25", "TP26") == codes_found


@pytest.mark.parametrize(
    ("labels", "codes_found"),
    [
        (["Phụ lục"], set()),
        (["Phụ lục I", "Phụ lục II"], set()),
        (["Phụ lục I"], {"TP28"}),
        (["PHỤ LỤC"], {"TP28"}),
        (["Phụ lục 1", "Phụ lục 2"], {"TP28"}),
        (["Phụ lục", "Phụ lục"], {"TP28"}),
        (["Phụ lục số I", "Phụ lục II"], {"TP28"}),
        (["Phụ lục I:", "Phụ lục II"], {"TP28"}),
    ],
)
def test_annex_labels(labels: list[str], codes_found: set[str]) -> None:
    lines = [*head(), ("doan", "Chi tiết tại Phụ lục kèm theo./."), *foot()]
    for label in labels:
        lines += [("phu_luc", label), ("phu_luc_ten", "DANH SÁCH"), ("kem_theo", "(Kèm theo …)")]
        lines += [("so", "1. Thôn Đông.")]
    assert codes(document(lines), "TP28", "TP29", "TP30") == codes_found


def test_a_lone_annex_may_keep_the_number_that_the_body_gives_it() -> None:
    lines = [*head(), ("doan", "Xem Phụ lục I, Phụ lục II (gửi riêng)./."), *foot()]
    lines += [("phu_luc", "Phụ lục II"), ("kem_theo", "(Kèm theo …)"), ("so", "1. Thôn Đông.")]
    assert codes(document(lines), "TP28") == set()


@pytest.mark.parametrize(
    ("data", "codes_found"),
    [
        ({"ky_hieu": "KH-UBND"}, set()),
        ({"ky_hieu": "QĐ-UBND"}, {"TP07"}),
        ({"ky_hieu": "KH-SNV"}, {"TP08"}),
        ({"loai": "phat_dong", "hinh_thuc": "ke_hoach", "ky_hieu": "KH-UBND"}, set()),
        ({"loai": "cong_van", "ky_hieu": "CV-UBND", "kinh_gui": ["A"]}, {"TP07"}),
    ],
)
def test_code_of_a_data_file(data: dict[str, Any], codes_found: set[str]) -> None:
    made = document([], "data", **data)
    assert codes(made, "TP", "NN") == codes_found
    assert all(f.where and f.where.path == "ky_hieu" for f in found(made, "TP"))


def test_annex_of_an_attached_regulation_is_mentioned_there() -> None:
    rule = {"loai": "quy_che", "trich_yeu": "Thi đua", "noi_dung": "Điều 1. Mẫu\n1. Xem Phụ lục."}
    annex = {"kieu": "phu_luc", "trich_yeu": "Mẫu", "noi_dung": ["Mẫu đăng ký."]}
    example = {"van_ban": "quyet_dinh", "du_lieu": {"kem_theo": [rule, annex]}}
    assert "TP29" not in {f.code for f in check_document(mutate.document(example))}
