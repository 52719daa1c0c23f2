"""Plain text: what a clerk would type, and what a reader can turn back."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.model import Khoi, VanBan
from docgen.read.blocks import read_blocks
from docgen.write.layout import lay_out
from docgen.write.layout.inline import DAM, NGHIENG, Run, Runs, parse_inline
from docgen.write.text import line, paragraph, write_txt
from tests.strategies import texts, van_ban

BASE: dict[str, Any] = {
    "loai": "ke_hoach",
    "co_quan": {"ten": "Sở Nội vụ", "chu_quan": "Ủy ban nhân dân tỉnh Lạng Sơn", "viet_tat": "SNV"},
    "so": 5,
    "dia_danh": "Lạng Sơn",
    "ngay": "2022-06-23",
    "trich_yeu": "Tổ chức\nphong trào",
    "noi_nhan": ["Như trên", "Sở A"],
    "luu": "VT",
    "chu_ky": {"quyen_han": "KT. GIÁM ĐỐC", "chuc_vu": "PHÓ GIÁM ĐỐC", "ho_ten": "Lý A"},
}


def made(**more: Any) -> VanBan:
    return VanBan.model_validate({**BASE, **more})


def text(**more: Any) -> str:
    return write_txt(made(**more)).decode()


def test_whole_document() -> None:
    annex = {"kieu": "phu_luc", "trich_yeu": "Biểu", "noi_dung": ["Một."]}
    plan = {"loai": "quy_che", "trich_yeu": "Làm việc", "noi_dung": [{"dieu": "Phạm vi"}, "Câu."]}
    written = text(
        loai="quyet_dinh",
        can_cu=["Căn cứ Luật A", "Theo đề nghị của B"],
        noi_dung=[
            {"dieu": "Ban hành **ngay** Quy chế.", "tieu_de": False},
            {"chuong": "Chung"},
            {"chu": "điểm"},
            {"gach": "gạch", "doi_tuong": ["xa", "huyen"]},
            {"bang": "Tên bảng", "cot": ["TT", "Nội dung"], "hang": [["1", "a|b\nc"]]},
        ],
        ket_thuc=["Hết"],
        kem_theo=[plan, annex],
    )
    assert written == (
        "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSỞ NỘI VỤ\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 05/QĐ-SNV\nLạng Sơn, ngày 23 tháng 6 năm 2022\n\n"
        "QUYẾT ĐỊNH\nTổ chức\\\nphong trào\n\n"
        "GIÁM ĐỐC SỞ NỘI VỤ\n\n"
        "Căn cứ Luật A;\nTheo đề nghị của B.\n\n"
        "QUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành **ngay** Quy chế.\n"
        "Chương I\nCHUNG\na) điểm\n- gạch {doi_tuong: xa, huyen}\n\n"
        "Tên bảng\n| TT | Nội dung |\n|---|---|\n| 1 | a\\|b\\\nc |\n\n"
        "Hết./.\n\n"
        "Nơi nhận:\n- Như trên;\n- Sở A;\n- Lưu: VT.\n\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLý A\n\n"
        "---\n\n"
        "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSỞ NỘI VỤ\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "QUY CHẾ\nLàm việc\n"
        "(Kèm theo Quyết định số 05/QĐ-SNV ngày 23 tháng 6 năm 2022 của Giám đốc Sở Nội vụ)\n\n"
        "Điều 1. Phạm vi\nCâu./.\n\n"
        "---\n\n"
        "Phụ lục\nBIỂU\n"
        "(Kèm theo Quyết định số 05/QĐ-SNV ngày 23 tháng 6 năm 2022 của Giám đốc Sở Nội vụ)\n\n"
        "Một.\n"
    )


def test_letter() -> None:
    written = text(loai="cong_van", don_vi_soan="VX", kinh_gui=["Sở A", "Sở B"], trich_yeu="hỏi")
    assert "Số: 05/SNV-VX\nV/v hỏi\nLạng Sơn, ngày" in written
    assert "\n\nKính gửi:\n- Sở A;\n- Sở B.\n\n" in written
    assert "\n\nKính gửi: Sở A\n\n" in text(loai="cong_van", kinh_gui=["Sở A"])


def test_joint_issue() -> None:
    written = text(
        co_quan=[{"ten": "Huyện ủy A"}, {"ten": "Ủy ban nhân dân huyện A"}],
        chu_ky=[{"chuc_vu": "BÍ THƯ", "ho_ten": "X"}, {"chuc_vu": "CHỦ TỊCH"}],
    )
    assert written.startswith("HUYỆN ỦY A -\nỦY BAN NHÂN DÂN HUYỆN A\nCỘNG HÒA")
    assert written.endswith("\n\nBÍ THƯ\n\nX\n\nCHỦ TỊCH\n\n[họ và tên người ký]\n")


@pytest.mark.parametrize(
    ("given_text", "typed"),
    [
        ("1. abc", r"1\. abc"),
        ("17.2 tiêu chí", r"17\.2 tiêu chí"),
        ("1) abc", r"1\) abc"),
        ("đ) abc", r"đ\) abc"),
        ("IV. abc", r"IV\. abc"),
        ("- abc", r"\- abc"),
        ("+ abc", r"\+ abc"),
        ("| abc", r"\| abc"),
        ("---", r"\---"),
        ("Điều 1. abc", r"Điều \1. abc"),
        ("Mục 2 của Kế hoạch", r"Mục \2 của Kế hoạch"),
        ("– abc", r"\– abc"),
        ("Chương IV", r"\Chương IV"),
        ("Nơi nhận: x", r"\Nơi nhận: x"),
        ("\\alpha", r"\\alpha"),
        ("Năm 2022. Một câu", "Năm 2022. Một câu"),
        ("2022 là năm", "2022 là năm"),
        ("a * b {{ c", r"a \* b \{{ c"),
        ("hết dòng\\\ntiếp", "hết dòng\\\\\\\ntiếp"),
    ],
)
def test_paragraphs_are_kept_from_looking_like_labels(given_text: str, typed: str) -> None:
    assert paragraph(given_text) == typed


def test_opening_paragraph_is_kept_apart_from_legal_grounds() -> None:
    written = text(can_cu=["Căn cứ A"], noi_dung=["Căn cứ B", "Căn cứ C"], ket_thuc=["."])
    assert "Căn cứ A;\n\n\\Căn cứ B\nCăn cứ C\n" in written


def test_marks_are_written_back() -> None:
    runs = Runs((Run("x "), Run("đậm", DAM), Run(" và "), Run("cả hai", DAM | NGHIENG)))
    assert line(runs) == "x **đậm** và ***cả hai***"


def _value(_name: str) -> str:
    raise AssertionError("no variable was typed")


# Labels the reader knows; titles of chapters and letters without a mark have tests of their own.
_LEVELS = st.sampled_from(["la_ma", "so", "chu", "gach", "cong", "doan", "dieu"])
_BLOCKS = st.lists(
    st.fixed_dictionaries(
        {"cap": _LEVELS, "text": texts(empty=False)},
        optional={"doi_tuong": st.just(["xa", "huyen"])},
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_BLOCKS)
def test_body_reads_back(blocks: list[dict[str, Any]]) -> None:
    awkward = (
        "Căn cứ",
        "Kính gửi",
        "V/v",
        "Chương I",
        "Phần I",
        "{doi_tuong",
        "Nơi nhận",
        "Phụ lục",
        "–",
        "—",
        "(Kèm",
    )
    blocks = [
        {**b, "text": b["text"].replace("{{", "(").replace("\\", "/")}
        for b in blocks
        if not any(a in b["text"] for a in awkward) and "*" not in b["text"]
    ]
    v = made(noi_dung=[*blocks, {"cap": "doan", "text": "Cuối."}], ket_thuc=["Hết."])
    before = [(b["cap"], b["nhan"], str(b["text"])) for b in lay_out(v).data["khoi"]]
    body = write_txt(v).decode().split("\n\n")[2]
    again = made(noi_dung=[Khoi.model_validate(b.data) for b in read_blocks(body)])
    assert [k.doi_tuong for k in again.noi_dung] == [k.doi_tuong for k in v.noi_dung]
    after = lay_out(again.model_copy(update={"ket_thuc": ["Hết."]})).data["khoi"]
    assert [(b["cap"], b["nhan"], str(b["text"])) for b in after] == before


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(van_ban())
def test_any_document_is_clean_text(v: VanBan) -> None:
    written = write_txt(v)
    decoded = written.decode()
    assert unicodedata.is_normalized("NFC", decoded)
    assert "\r" not in decoded
    assert "\n\n\n" not in decoded
    assert decoded.endswith("\n")
    assert write_txt(v) == written


@settings(max_examples=100, deadline=None)
@given(texts(lines=True).filter(lambda t: "{{" not in t))
def test_plain_text_survives_the_marks(plain: str) -> None:
    typed = line(plain)
    joined = "\n".join(
        part[:-1] if place < typed.count("\n") else part
        for place, part in enumerate(typed.split("\n"))
    )
    back = parse_inline(joined, _value)
    assert str(back).rstrip("\\") == plain.rstrip("\\")
