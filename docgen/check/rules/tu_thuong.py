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
