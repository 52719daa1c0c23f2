"""Names of laws: where the name of a luật, bộ luật or pháp lệnh ends in a text.

A law is cited by its name (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.b), which may hold
commas and "và". Names with these are listed, after the laws in force; any other name ends at the
first word or mark that cannot belong to one.
"""

import re

from docgen.viet._trich_dan_tu import BAT_DAU, SANG_Y, SO_TU, TU, breaks, skip, words

_TEN_LUAT = (
    "Thi đua, khen thưởng", "Cán bộ, công chức", "Tín ngưỡng, tôn giáo", "Hôn nhân và gia đình",
    "Thực hành tiết kiệm, chống lãng phí", "Tài nguyên, môi trường biển và hải đảo",
    "Phòng, chống tham nhũng", "Phòng, chống rửa tiền", "Phòng, chống ma túy",
    "Phòng, chống khủng bố", "Phòng, chống thiên tai", "Phòng, chống mua bán người",
    "Phòng, chống bạo lực gia đình", "Phòng, chống bệnh truyền nhiễm",
    "Phòng, chống tác hại của thuốc lá", "Phòng, chống tác hại của rượu, bia",
    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Phòng cháy và chữa cháy",
    "Quản lý, sử dụng tài sản công", "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    "Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp",
    "Trật tự, an toàn giao thông đường bộ", "Hòa giải, đối thoại tại Tòa án",
    "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân", "Khoa học và công nghệ",
    "Khoa học, công nghệ và đổi mới sáng tạo", "Tiêu chuẩn và quy chuẩn kỹ thuật",
    "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân", "Năng suất, chất lượng",
    "Xuất cảnh, nhập cảnh của công dân Việt Nam", "Thực hiện dân chủ ở cơ sở",
    "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
    "Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng", "An toàn, vệ sinh lao động",
    "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng", "Tiếp cận thông tin",
    "Chất lượng sản phẩm, hàng hóa", "Tổ chức cơ quan điều tra hình sự",
    "Sử dụng năng lượng tiết kiệm và hiệu quả", "Bảo vệ và kiểm dịch thực vật",
    "Ưu đãi người có công với cách mạng", "Đầu tư theo phương thức đối tác công tư",
    "Ban hành văn bản quy phạm pháp luật", "Trách nhiệm bồi thường của Nhà nước",
    "Hỗ trợ doanh nghiệp nhỏ và vừa", "Quy hoạch đô thị và nông thôn", "Địa chất và khoáng sản",
    "Phòng không nhân dân", "Hàng không dân dụng Việt Nam", "Khám bệnh, chữa bệnh",
    "Thể dục, thể thao", "Phổ biến, giáo dục pháp luật", "Trưng mua, trưng dụng tài sản",
    "Thi hành tạm giữ, tạm giam", "Phục hồi, phá sản", "Đo đạc và bản đồ", "Phí và lệ phí",
    "Giáo dục quốc phòng và an ninh", "Quản lý và đầu tư vốn nhà nước tại doanh nghiệp",
    "Công nghiệp quốc phòng, an ninh và động viên công nghiệp", "Kinh doanh bảo hiểm",
    "Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác", "Tương trợ tư pháp về hình sự",
    "Tương trợ tư pháp về dân sự", "Tổ chức chính quyền địa phương",
    "Tham gia lực lượng gìn giữ hòa bình của Liên hợp quốc", "Bảo vệ quyền lợi người tiêu dùng",
    "Bảo vệ, chăm sóc và giáo dục trẻ em", "Thuế sử dụng đất phi nông nghiệp",
    "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
)  # fmt: skip
_TEN_DAI = re.compile(
    "|".join(f"(?:{words(t)})" for t in sorted(_TEN_LUAT, key=len, reverse=True)) + r"(?!\w)",
    re.IGNORECASE,
)
_MOC = re.compile(rf"(?:ngày|năm|{SO_TU})[\s.]*\d|ngày\s+tháng|nước\s+Cộng")
_DEN_MOC = re.compile(r"\s*[^;:.()“”\"\n]{0,60}?\s(?:ngày|năm)\s+\d")
_DUNG_LUAT = frozenset(
    "để là nhằm trong từ khi đã đang sẽ được cho với tại theo đến nêu này trên như thì mà còn hoặc"
    " do phải cần vào đối về nếu nên không gồm cũng hiện bằng đều nói trước sau và của"
    " liên".split()
)


_NOI = frozenset({"và", "của", "về", "tại", "trong"})
_QUY_DINH = re.compile(r"quy\s+định")
_TOAN_VAN = re.compile(r"\s+\(sửa\s+đổi(?:,\s+bổ\s+sung)?\)")
"""A law made anew under its old name."""
_SUA_DOI = re.compile(r"sửa\s+đ\w+")
_LUAT = re.compile(r"(?:các\s+)?(?:Bộ\s+[Ll]uật|Luật|Pháp\s+lệnh)\s+")
_VA = re.compile(r"\s*(?:,\s*và|,|và)\s*")
_DEN_LUAT = re.compile(r"[^;:.()“”\"]{0,120}?(?=(?<!\w)(?:Bộ\s+[Ll]uật|Luật|Pháp\s+lệnh)\s)")
_DEN_NGAY = re.compile(r"[^;:.()“”\"]{0,160}?(?=\s+(?:ngày|năm)\s+\d|[;:.()“”\"]|\Z)")


def law_name_end(text: str, start: int, end: int) -> int:
    """Find where the name of a luật that begins at start ends; start when there is no name."""
    end = min(end, start + 400)
    ket = _name_end(text, start, end)
    m = _TOAN_VAN.match(text, ket, end) if ket > start else None
    return m.end() if m else ket


def _name_end(text: str, start: int, end: int) -> int:
    if m := _SUA_DOI.match(text, start, end):
        return _amending_end(text, m.end(), end)
    if m := _TEN_DAI.match(text, start, end):
        return m.end()
    i, dem = start, 0
    while i < end and (m := TU.match(text, i, end)):
        j, w = m.start(2), m[2]
        if dem and (breaks(text, m.start(1), j) or _MOC.match(text, j) or BAT_DAU.match(text, j)):
            break
        if w == ",":
            k = skip(text, m.end(), end)
            if not (text[k : k + 1].islower() and _DEN_MOC.match(text, k, end)):
                break
            if BAT_DAU.match(text, k) or SANG_Y.match(text, k):
                break
        elif not (w[0].isalnum() or w in ("-", "–")) or (
            (w in _DUNG_LUAT or _QUY_DINH.match(text, j)) and not _goes_on(text, w, m.end(), end)
        ):
            break
        elif w[-1] in "./":
            i = j + len(w.rstrip("./"))
            dem += 1
            break
        i = m.end()
        dem += 1
    return i if dem else start


def _goes_on(text: str, w: str, i: int, end: int) -> bool:
    """Whether a joining word before i stands inside a name: a date or year still follows."""
    return (
        w in _NOI
        and _DEN_MOC.match(text, i, min(end, i + 70)) is not None
        and not BAT_DAU.match(text, skip(text, i, end))
    )


def _amending_end(text: str, pos: int, end: int) -> int:
    """End of "sửa đổi, bổ sung một số điều của Luật A và Luật B"; pos is after "sửa đổi"."""
    i = pos
    m = _DEN_LUAT.match(text, i, end)
    if not m:
        m = _DEN_NGAY.match(text, i, end)
        return m.end() if m else i
    i = m.end()
    while m := _LUAT.match(text, i, end):
        i = law_name_end(text, m.end(), end)
        n = _VA.match(text, i, end)
        if not n or not (tiep := _LUAT.match(text, n.end(), end)):
            break
        if text[tiep.end() : tiep.end() + 3] == "sửa":
            break
        i = n.end()
    return i
