# ruff: noqa: E501
"""Every row of the rules on form that a printed document can meet, as data.

Rows follow Phụ lục I of Nghị định 30/2020/NĐ-CP; `id` begins with the section of the project's
digest of the decree (§1 page, §2 places, §3 components, §4 number, §5 date, §6 body, §7 signature,
§8 recipients, §9 attachments). A row that a printed page cannot meet says why in `khong`.
"""

from __future__ import annotations

from typing import NamedTuple

BB, TL, LC = "bắt buộc", "thông lệ", "lựa chọn"
_I, _II, _III = "PL I, P.I, Mục I.", "PL I, P.I, Mục II.", "PL I, P.I, Mục III."


class Row(NamedTuple):
    """One rule: what it asks, where it stands, how binding it is, why it does not apply."""

    id: str
    quy_tac: str
    dieu_khoan: str
    muc_do: str = BB
    khong: str = ""


ROWS = (
    # §1
    Row("1.kho_giay", "Khổ giấy A4 (210 mm × 297 mm)", _I + "1"),
    Row(
        "1.kieu",
        "Trình bày theo chiều dài; nằm ngang khi có bảng không làm thành phụ lục",
        _I + "2",
    ),
    Row("1.le_tren", "Lề trên 20 - 25 mm", _I + "3"),
    Row("1.le_duoi", "Lề dưới 20 - 25 mm", _I + "3"),
    Row("1.le_trai", "Lề trái 30 - 35 mm", _I + "3"),
    Row("1.le_phai", "Lề phải 15 - 20 mm", _I + "3"),
    Row("1.phong", "Phông Times New Roman, ở mọi phần kể cả bảng và số trang", _I + "4"),
    Row("1.unicode", "Chữ Unicode dựng sẵn (TCVN 6909:2001)", _I + "4"),
    Row("1.mau_den", "Chữ màu đen", _I + "4"),
    Row(
        "1.so_trang",
        "Số trang chữ số Ả Rập, liên tục từ 1, giữa lề trên, cỡ 13 - 14, đứng",
        _I + "7",
    ),
    Row("1.trang_dau", "Không hiển thị số trang thứ nhất", _I + "7"),
    Row(
        "1.bo_co_chu", "Cỡ chữ trong một văn bản tăng, giảm cùng nhau", "PL I, P.I, Mục V (ghi chú)"
    ),
    # §2
    Row("2.o1", "Ô 1: Quốc hiệu, Tiêu ngữ ở phía trên, bên phải", "PL I, P.I, Mục IV"),
    Row("2.o2", "Ô 2: tên cơ quan ở phía trên, bên trái, ngang ô 1", "PL I, P.I, Mục IV"),
    Row("2.o3", "Ô 3: số, ký hiệu dưới tên cơ quan", "PL I, P.I, Mục IV"),
    Row(
        "2.o4",
        "Ô 4: địa danh, thời gian dưới Quốc hiệu, cùng dòng với số, ký hiệu",
        "PL I, P.I, Mục IV",
    ),
    Row("2.o5a", "Ô 5a: tên loại, trích yếu ở giữa trang", "PL I, P.I, Mục IV"),
    Row("2.o5b", "Ô 5b: trích yếu công văn dưới số, ký hiệu", "PL I, P.I, Mục IV"),
    Row("2.o6", "Ô 6: nội dung trên toàn chiều rộng phần chữ", "PL I, P.I, Mục IV"),
    Row(
        "2.o7",
        "Ô 7a, 7c, 7b: quyền hạn, chữ ký, họ tên ở nửa bên phải, từ trên xuống",
        "PL I, P.I, Mục IV",
    ),
    Row(
        "2.o8",
        "Ô 8: dấu, chữ ký số của cơ quan",
        "PL I, P.I, Mục IV",
        khong="Văn thư đóng dấu, ký số sau khi in; bản in chừa chỗ ký",
    ),
    Row("2.o9a", "Ô 9a: Kính gửi dưới tên loại (trích yếu), giữa trang", "PL I, P.I, Mục IV"),
    Row("2.o9b", "Ô 9b: Nơi nhận ở góc dưới, bên trái, ngang dòng quyền hạn", "PL I, P.I, Mục IV"),
    Row(
        "2.o10",
        "Ô 10a, 10b: dấu chỉ độ mật, mức độ khẩn",
        "PL I, P.I, Mục IV",
        khong="Là dấu đóng theo quy định riêng; không in thành chữ",
    ),
    Row("2.o11", "Ô 11: chỉ dẫn phạm vi lưu hành", "PL I, P.I, Mục IV", khong="Là dấu đóng"),
    Row(
        "2.o12",
        "Ô 12: ký hiệu người soạn thảo, số bản phát hành",
        "PL I, P.I, Mục IV",
        khong="Ghi cùng dòng Lưu khi cần; dữ liệu chưa có trường riêng",
    ),
    Row(
        "2.o13",
        "Ô 13: địa chỉ cơ quan ở chân trang thứ nhất",
        "PL I, P.I, Mục IV",
        khong="Ghi khi cần; dữ liệu chưa có trường này",
    ),
    Row(
        "2.o14",
        "Ô 14: chữ ký số cho bản sao điện tử",
        "PL I, P.I, Mục IV",
        khong="Do hệ thống ký số đóng lên tệp",
    ),
    # §3 1
    Row("3.1a", "Quốc hiệu: in hoa, cỡ 12 - 13, đứng, đậm, trên một dòng", _II + "1.a"),
    Row("3.1a.can", "Quốc hiệu ở giữa khối bên phải, trên cùng của trang đầu", _II + "1.a"),
    Row(
        "3.1b",
        "Tiêu ngữ: in thường, cỡ 13 - 14, đứng, đậm; gạch nối có cách chữ hai bên",
        _II + "1.b",
    ),
    Row("3.1b.can", "Tiêu ngữ ở giữa dưới Quốc hiệu, cách dòng đơn", _II + "1.b"),
    Row("3.1b.ke", "Dưới Tiêu ngữ có đường kẻ nét liền dài bằng dòng chữ", _II + "1.b"),
    # §3 2
    Row("3.2a", "Cơ quan chủ quản: in hoa, cỡ 12 - 13, đứng, không đậm, căn giữa", _II + "2.b"),
    Row(
        "3.2b",
        "Cơ quan ban hành: in hoa, cỡ 12 - 13, đứng, đậm, căn giữa dưới cơ quan chủ quản",
        _II + "2.b",
    ),
    Row("3.2b.dong", "Tên dài trình bày thành nhiều dòng, cách dòng đơn", _II + "2.b"),
    Row(
        "3.2b.ke",
        "Dưới tên cơ quan có đường kẻ nét liền dài 1/3 - 1/2 dòng chữ, cân đối",
        _II + "2.b",
    ),
    # §3 3, 4
    Row("3.3", "Số, ký hiệu: cỡ 13, đứng, căn giữa dưới tên cơ quan", _II + "3.c"),
    Row("3.4", "Địa danh, thời gian: cỡ 13 - 14, nghiêng, căn giữa dưới Quốc hiệu", _II + "4.c"),
    Row("3.4.dong", "Địa danh, thời gian cùng một dòng với số, ký hiệu", _II + "4.c"),
    # §3 5
    Row("3.5a1", "Tên loại: in hoa, cỡ 13 - 14, đứng, đậm, giữa trang", _II + "5.b"),
    Row(
        "3.5a2",
        "Trích yếu: in thường, cỡ 13 - 14, đứng, đậm, giữa trang, ngay dưới tên loại",
        _II + "5.b",
    ),
    Row(
        "3.5a.ke",
        "Dưới trích yếu có đường kẻ nét liền dài 1/3 - 1/2 dòng chữ, cân đối",
        _II + "5.b",
    ),
    Row(
        "3.5b", "Trích yếu công văn: “V/v”, cỡ 12 - 13, đứng, giữa dưới số, cách 6 pt", _II + "5.b"
    ),
    # §3 6
    Row("3.6a", "Căn cứ: cỡ 13 - 14, nghiêng, mỗi căn cứ một dòng", _II + "6.a"),
    Row("3.6b", "Lời văn: cỡ 13 - 14, đứng", _II + "6.e"),
    Row("3.6b.deu", "Lời văn căn đều hai lề", _II + "6.e"),
    Row("3.6b.thut", "Dòng đầu của đoạn lùi vào 1 cm hoặc 1,27 cm", _II + "6.e"),
    Row("3.6b.doan", "Khoảng cách giữa các đoạn tối thiểu 6 pt", _II + "6.e"),
    Row("3.6b.dong", "Khoảng cách giữa các dòng từ đơn đến 1,5 lines", _II + "6.e"),
    # §3 7, 8, 9
    Row("3.7a", "Quyền hạn, chức vụ: in hoa, cỡ 13 - 14, đứng, đậm, căn giữa", _II + "7.đ"),
    Row("3.7b", "Họ tên: in thường, cỡ 13 - 14, đứng, đậm, căn giữa dưới quyền hạn", _II + "7.đ"),
    Row(
        "3.8",
        "Dấu trùm lên khoảng 1/3 chữ ký về bên trái",
        _II + "8",
        khong="Văn thư đóng dấu sau khi in",
    ),
    Row(
        "3.9a",
        "Kính gửi: cỡ 13 - 14, đứng; một nơi cùng dòng, nhiều nơi mỗi nơi một dòng",
        _II + "9.d",
    ),
    Row(
        "3.9a.gach",
        "Các nơi kính gửi: gạch đầu dòng thẳng hàng dưới dấu hai chấm, cuối dòng “;”, cuối cùng “.”",
        _II + "9.d",
    ),
    Row("3.9b1", "“Nơi nhận:” cỡ 12, nghiêng, đậm, sát lề trái, dấu hai chấm", _II + "9.d"),
    Row("3.9b2", "Các nơi nhận: cỡ 11, đứng, sát lề trái, mỗi nơi một dòng", _II + "9.d"),
    Row("3.10", "“Phụ lục”: in thường, cỡ 14, đứng, đậm, giữa, dòng riêng", _III + "1.b"),
    Row("3.10b", "Tên phụ lục: in hoa, cỡ 13 - 14, đứng, đậm, giữa", _III + "1.b"),
    Row("3.11", "Dấu mức độ khẩn trong khung", _III + "2.b", khong="Là dấu đóng"),
    Row("3.12", "Chỉ dẫn phạm vi lưu hành trong khung", _III + "2.c", khong="Là dấu đóng"),
    Row(
        "3.13",
        "Ký hiệu người soạn thảo và số bản: cỡ 11",
        _III + "3",
        khong="Ghi khi cần; dữ liệu chưa có",
    ),
    Row(
        "3.14",
        "Địa chỉ cơ quan cỡ 11 - 12, dưới đường kẻ",
        _III + "4",
        khong="Ghi khi cần; dữ liệu chưa có",
    ),
    Row("3.ke_ve", "Đường kẻ là nét vẽ, không phải dấu gạch dưới", "PL I, P.I, Mục V", LC),
    # §4
    Row(
        "4.dang",
        "“Số: 05/QĐ-UBND”: sau “Số” có hai chấm; giữa các phần “/”, “-” không cách chữ",
        _II + "3.c",
    ),
    Row("4.so_0", "Số nhỏ hơn 10 có số 0 đứng trước", _II + "3.a"),
    Row("4.trong", "Chưa có số: chừa khoảng trống trước dấu “/”", "PL III", TL),
    Row("4.ten_loai", "Ký hiệu: viết tắt tên loại - viết tắt cơ quan", _II + "3.b"),
    Row(
        "4.cong_van", "Ký hiệu công văn: viết tắt cơ quan - đơn vị soạn; không có “CV”", _II + "3.b"
    ),
    Row("4.thu_tu", "Số lấy theo thứ tự trong năm", "Điều 15", khong="Văn thư cấp số khi đăng ký"),
    Row("4.ban_sao", "Ký hiệu bản sao SY, SL, TrS", "PL I, P.II", khong="docgen không làm bản sao"),
    # §5
    Row("5.dang", "“<Địa danh>, ngày DD tháng M năm YYYY”", _II + "4.b, c"),
    Row("5.so_0", "Ngày nhỏ hơn 10 và tháng 1, 2 có số 0; tháng 3 - 9 không có", _II + "4.b"),
    Row("5.trong", "Chưa có ngày: chừa khoảng trống", "PL III", TL),
    # §6.1
    Row("6.1.dau", "Mỗi căn cứ kết thúc bằng “;”, căn cứ cuối bằng “.”", _II + "6.a"),
    Row(
        "6.1.luat", "Luật, Pháp lệnh viện dẫn không ghi số, ký hiệu, cơ quan ban hành", _II + "6.b"
    ),
    Row("6.1.doan", "Kế hoạch và tương tự: căn cứ nằm trong lời văn, chữ đứng", "Thực tế", TL),
    # §6.2
    Row(
        "6.2.phan",
        "Phần, Chương: dòng riêng, giữa, in thường, đậm, số La Mã; tiêu đề dòng dưới, in hoa, đậm",
        _II + "6.d, đ",
    ),
    Row(
        "6.2.muc",
        "Mục, Tiểu mục: dòng riêng, giữa, đậm, số Ả Rập; tiêu đề dòng dưới, in hoa, đậm",
        _II + "6.d, đ",
    ),
    Row(
        "6.2.dieu",
        "Điều: số Ả Rập và dấu chấm, tiêu đề cùng dòng, in thường, đậm, lùi 1 - 1,27 cm",
        _II + "6.đ",
    ),
    Row(
        "6.2.dieu_chay",
        "Quyết định cá biệt: “Điều 1.” đậm, lời văn tiếp theo đứng",
        "PL III, Mẫu 1.2",
        TL,
    ),
    Row("6.2.la_ma", "“I. TIÊU ĐỀ” trên một dòng, in hoa, đứng, đậm", _II + "6.đ"),
    Row(
        "6.2.khoan_ten",
        "Khoản có tiêu đề: “1.” và tiêu đề trên một dòng riêng, in thường, đậm",
        _II + "6.đ",
    ),
    Row("6.2.khoan", "Khoản: số Ả Rập và dấu chấm, cỡ chữ lời văn, đứng", _II + "6.đ"),
    Row(
        "6.2.diem", "Điểm: chữ cái tiếng Việt theo thứ tự và dấu “)”, in thường, đứng", _II + "6.đ"
    ),
    Row(
        "6.2.gach",
        "Cấp “1.1.”, “-”, “+”: chữ đứng, trình bày như lời văn",
        "Nghị định không nêu",
        TL,
    ),
    Row("6.2.ket", "Hết nội dung có “./.”, một lần", "PL III", TL),
    Row("6.2.giu", "Tiêu đề không đứng cuối trang", "Nghị định không nêu", LC),
    # §6.3
    Row("6.3.tham_quyen", "Dòng thẩm quyền: in hoa, đậm, giữa", "PL III, Mẫu 1.1 - 1.3", TL),
    Row(
        "6.3.lenh",
        "“QUYẾT ĐỊNH:” (“QUYẾT NGHỊ:”): in hoa, đậm, giữa, hai chấm",
        "PL III, Mẫu 1.1 - 1.3",
        TL,
    ),
    Row("6.3.thu_tu", "Thứ tự các thành phần như mẫu", "PL III, Mẫu 1.1 - 1.5", TL),
    Row(
        "6.3.bang",
        "Bảng: hàng tiêu đề lặp lại ở mỗi trang; không hàng nào bị ngắt",
        "Nghị định không nêu",
        LC,
    ),
    Row("6.3.trong_le", "Không chữ nào, nét nào vượt ra ngoài phần chữ", _I + "3"),
    Row("6.3.trong", "Giá trị còn thiếu là chỗ trống nhìn thấy được", "Nghị định không nêu", LC),
    # §7
    Row("7.tm", "“TM.” trước tên tập thể", _II + "7.b"),
    Row("7.kt", "“KT.” trước chức vụ người đứng đầu, dưới là chức vụ người ký", _II + "7.b"),
    Row("7.tl", "“TL.” trước chức vụ người đứng đầu, dưới là chức vụ người ký", _II + "7.b"),
    Row("7.tuq", "“TUQ.” trước chức vụ người đứng đầu, dưới là chức vụ người ký", _II + "7.b"),
    Row("7.q", "“Q.” trước chức vụ", _II + "7.b"),
    Row("7.khong", "Người đứng đầu ký: chỉ ghi chức vụ", _II + "7.b"),
    Row("7.o7b", "Chức vụ khác của người ký ghi trên họ tên", _II + "7.c"),
    Row(
        "7.tham_quyen",
        "Thẩm quyền của người đứng đầu: ký CHỦ TỊCH hoặc KT.; của tập thể: TM.",
        "PL III, Mẫu 1.2",
        TL,
    ),
    Row("7.cho_ky", "Giữa chức vụ và họ tên có chỗ để ký", "PL III", TL),
    Row("7.lien_tich", "Nhiều người ký: cạnh nhau, họ tên thẳng hàng", "Thực tế", TL),
    Row(
        "7.khoi",
        "Khối chữ ký không bị ngắt trang, không đứng một mình trên trang",
        "Nghị định không nêu",
        LC,
    ),
    Row(
        "7.chu_ky_so",
        "Hình ảnh chữ ký số của người ký và của cơ quan",
        _II + "7.e, 8",
        khong="Do hệ thống ký số đóng lên tệp",
    ),
    # §8
    Row("8.kinh_gui", "Chỉ công văn, tờ trình, báo cáo có Kính gửi", _II + "9"),
    Row("8.nhu_tren", "Có Kính gửi thì nơi nhận đầu là “- Như trên;”", _II + "9.c"),
    Row(
        "8.nhu_dieu",
        "Quyết định, nghị quyết: nơi nhận đầu là “- Như Điều …;”",
        "PL III, Mẫu 1.1, 1.2",
        TL,
    ),
    Row("8.muc", "Mỗi nơi nhận bắt đầu “- ”, kết thúc “;”", _II + "9.d"),
    Row("8.luu", "Dòng cuối “- Lưu: VT, <đơn vị soạn>.”, hết có dấu chấm", _II + "9.d"),
    # §9
    Row("9.so", "Từ hai phụ lục: đánh số La Mã; một phụ lục: chỉ ghi “Phụ lục”", _III + "1.a"),
    Row("9.kem_theo", "Dòng “(Kèm theo …)”: in thường, cỡ 13 - 14, nghiêng, giữa", _III + "1.c"),
    Row("9.day_du", "Dòng “(Kèm theo …)” bản giấy ghi đủ, khớp với văn bản chính", _III + "1.c"),
    Row("9.de_trong", "Văn bản điện tử: không điền số, ngày vào dòng “(Kèm theo …)”", _III + "1.c"),
    Row("9.ke", "Dưới dòng “(Kèm theo …)” có đường kẻ ngắn", "PL III, Mẫu 1.3, 2.1", TL),
    Row(
        "9.so_trang",
        "Số trang của từng phụ lục đánh lại từ 1, không hiện ở trang đầu",
        _III + "1.đ",
    ),
    Row(
        "9.van_ban",
        "Văn bản kèm theo có khối tên cơ quan, Quốc hiệu riêng, không có số và ngày",
        "PL III, Mẫu 1.3",
        TL,
    ),
    Row("9.trang_moi", "Phụ lục, văn bản kèm theo bắt đầu ở trang mới", "PL III, Mẫu 2.1", TL),
    Row(
        "9.ky_so",
        "Phụ lục ở tệp riêng: chữ ký số của cơ quan ở góc trên bên phải",
        _III + "1.e",
        khong="Do hệ thống ký số đóng lên tệp",
    ),
)
"""All rows in the order of the decree."""
