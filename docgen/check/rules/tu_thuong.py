"""Words as data for the spelling rules: syllables of everyday office Vietnamese, and slips."""

from __future__ import annotations

SYLLABLES = frozenset(
    """
    án ánh ảnh áp bạch bàn bán bản bằng báo bảo bắt bầu bảy bền bệnh bí bị biên biến biển biện
    biệt biểu bình bố bổ bộ bởi bốn buôn cá cả các cách cán căn cần cận cảnh cáo cấp cập cầu chậm
    chặn chánh chấp chất chặt chẽ chế chí chỉ chiến chín chính chỉnh chịu chống chú chủ chữ chưa
    chữa chuẩn chức chương chuyên chuyển cô cơ cố công cổng cộng cư cụ cứ cử của cục cực cụm cùng
    cũng cuộc cuối cường cứu cựu đa đà đã đặc đai đài đại đảm dân dần dẫn đán đăng đảng đánh đào
    đạo đáp đạt đất dấu dầu đấu đầu đây đầy đẩy đê đề để đến đi địa dịch đích điểm diễn diện điển
    điện điều đình định dịp đô độ đoàn đoạn đốc độc dõi đối đổi đội đời đón đôn đơn đóng đông đồng
    động dự đủ đua đưa dục đức dụng dựng đúng đứng được dương đường duyệt gắn gây giá giải giám
    giảm giáo giấy giờ giới giữ giữa giúp gỡ gồm góp gửi hà hại hải hạn hàng hằng hành hạnh hệ
    hiện hiệu hình hồ hỗ hộ hòa hóa hỏa hoặc hoạch hoàn hoạt học hồi hội họp hợp huân hướng hưởng
    hụt hưu hữu huyện ích kê kế kể kèm kết khác khắc khách khám khăn khẩn khí khó khoản khối không
    khủng khuôn khuyến kiểm kiệm kiến kiện kiểu kính kịp ký kỳ kỹ làm lãnh lập lễ lệ lên lịch liên
    lĩnh loại loạt lợi lớn lớp luận luật lục lực lương lượng lưu lý mắc mại mạng mạnh mật mặt mẫu
    mô môi mọi mỗi mới một mục mức mực mười mưu năm nạn nâng năng này nêu nếu ngãi ngân ngăn ngành
    ngày nghề nghệ nghèo nghỉ nghị nghĩa nghiêm nghiệm nghiên nghiệp nghìn ngoài ngoại ngừa người
    nguồn nguyên nhà nhằm nhân nhận nhập nhất nhiệm nhiều nhóm như nhũng nhưng những niên nỗ nơi
    nội nông nữ nước ổn phải phạm phẩm phân phản phấn phần pháp phát phạt phê phép phí phó phố phổ
    phối phòng phù phú phụ phủ phúc phục phức phương quá quả quân quản quảng quốc quyên quyền
    quyết rà rất rộng rửa rủi rút sắc sách sản sẵn sàng sáng sát sáu sâu sẽ sơ số sở soát sơn sống
    sử sự sửa sức tác tài tại tải tám tâm tạm tăng tầng tặng tạo tạp tập tế tết thâm thẩm thần
    tháng thắng thành tháo thảo thầu thể thêm thị thiên thiện thiết thiệt thiếu thiểu thỏa thời
    thôn thông thống thủ thuận thuật thúc thức thực thuộc thương thường thưởng thượng thủy tích
    tịch tiên tiến tiền tiện tiếp tiết tiêu tín tình tính tỉnh tố tổ tờ tòa tỏa toàn toán tốc tộc
    tôi tội tôn tổng tốt trách trái trăm tràn trận trạng tránh trào trật trên trì trí trị triển
    triệu trình trở trợ trọng trực trước trương trường trưởng truyền tư từ tử tự tuân tục từng
    tương tướng tượng tuyên tuyến tuyển tỷ ứng ương ưu ủy và văn vận vào vật về vệ vì vị việc viên
    viện việt với vốn vũ vụ vực vùng vững vườn vướng vượt xã xác xăng xây xảy xét xử xuân xuất
    xuyên yêu yếu
    """.split()
)
"""Syllables with marks that every office text is made of: enough to know a slip of the keys by."""
FURTHER = frozenset("trong cho theo khi sau giao tham thi quan trung ban trao sang đó là".split())
"""More everyday syllables, for words run together."""
NOT_KEYS = frozenset(
    """hair hairs rust bans cans sats tees tins sown barn tams room rooms door doors book books cars
    kees leen cows moon noon soon seen been keen toon tool tools gays gias""".split()
)
"""Words of other languages that look like keys of Telex."""
PHRASES = (
    "ủy ban nhân dân", "hội đồng nhân dân", "mặt trận tổ quốc", "chủ tịch", "quyết định",
    "kế hoạch", "nghị định", "nghị quyết", "chính phủ", "giám đốc", "trách nhiệm", "hiệu lực",
    "xây dựng", "triển khai", "phát triển", "kinh tế", "lồng ghép", "chồng chéo", "xả rác",
    "truyền đạo", "hướng dẫn", "thường xuyên", "hoàn thành", "nhiệm vụ", "trung ương",
    "quốc hội", "hạnh phúc", "độc lập", "hỗ trợ", "kỷ luật", "kỷ niệm", "kỹ thuật",
    "lãnh đạo", "bồi dưỡng", "giữ gìn", "miễn nhiệm", "thành phố", "hợp tác xã",
    "doanh nghiệp", "nguồn lực", "biên bản", "kính gửi", "sửa đổi", "khiếu nại", "tổng hợp",
    "kiểm tra", "giám sát", "đôn đốc", "phối hợp", "xử lý", "quản lý", "thẩm quyền",
    "ngân sách", "nghỉ hưu", "nghỉ phép", "nghiêm túc", "nhân dân các cấp",
)  # fmt: skip
"""Fixed phrases that no other words share their bare letters with: wrong marks show at once."""
CODES = {
    "HDND": "HĐND", "QD-TTg": "QĐ-TTg", "QD-UBND": "QĐ-UBND", "ND-CP": "NĐ-CP",
    "TD - KT": "TĐ - KT", "TD-KT": "TĐ-KT",
}  # fmt: skip
"""Abbreviations typed with D for Đ."""
MEANT = frozenset(("tham quyền",))
"""Words with the same bare letters as a phrase that are words of their own."""
LOOSE = {
    "chỉ đạo điềm": "chỉ đạo điểm", "phân đầu hoàn thành": "phấn đấu hoàn thành",
    "phân đầu đạt": "phấn đấu đạt",
    "chuyên biến": "chuyển biến", "cung cấp chính quyền": "củng cố chính quyền",
    "nghiên cứu đề kịp thời": "nghiên cứu để kịp thời",
    "đề trình lãnh đạo": "để trình lãnh đạo",
    "cung cấp, nâng cao sức chiến đấu": "củng cố, nâng cao sức chiến đấu",
    "TD - KT": "TĐ - KT", "TD-KT": "TĐ-KT",
}  # fmt: skip
"""Slips that could, in another text, be meant."""
WRONG = {
    "kính gởi": "kính gửi", "bổ xung": "bổ sung", "xử dụng": "sử dụng", "xuất xắc": "xuất sắc",
    "suất sắc": "xuất sắc", "sử lý": "xử lý", "sử lí": "xử lí", "sử phạt": "xử phạt",
    "sát nhập": "sáp nhập", "chuẩn đoán": "chẩn đoán", "đọc giả": "độc giả",
    "cọ sát": "cọ xát", "tựu chung": "tựu trung", "vô hình chung": "vô hình trung",
    "chia sẽ": "chia sẻ", "chỉnh chu": "chỉn chu", "trãi qua": "trải qua", "nhửng": "những",
    "củng như": "cũng như", "cũng cố": "củng cố", "thiếu xót": "thiếu sót", "sai xót": "sai sót",
    "khiếu lại": "khiếu nại", "tháo dở": "tháo dỡ", "sâu sắt": "sâu sắc", "đều tra": "điều tra",
    "mổi": "mỗi", "giáo giục": "giáo dục", "chử ký": "chữ ký", "ngành nghành": "ngành",
    "nghành": "ngành", "soi sét": "soi xét", "xem sét": "xem xét", "sem xét": "xem xét",
    "trao chả": "trao trả", "dành giải": "giành giải", "dành thắng lợi": "giành thắng lợi",
    "giành cho": "dành cho", "giành riêng": "dành riêng", "rà xoát": "rà soát",
    "giám xát": "giám sát", "sản suất": "sản xuất", "đề suất": "đề xuất", "xơ kết": "sơ kết",
    "sơ xuất": "sơ suất", "năng xuất": "năng suất", "trương trình": "chương trình",
    "chiển khai": "triển khai", "trấn chỉnh": "chấn chỉnh", "chú chọng": "chú trọng",
    "chân trọng": "trân trọng", "trân thành": "chân thành", "dự chù": "dự trù",
    "luân truyển": "luân chuyển", "chách nhiệm": "trách nhiệm", "nâng xao": "nâng cao",
}  # fmt: skip
"""Common misspellings and what is meant."""
