"""Parts of names in each people's style. Every combination is chance: nobody real is meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """How a people's names are put together: family, middle, given; each list is drawn from evenly."""

    family: tuple[str, ...]
    middle_male: tuple[str, ...]
    middle_female: tuple[str, ...]
    given_male: tuple[str, ...]
    given_female: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


_VIET_MALE = """An Bình Bách Bảo Chiến Chung Chính Công Cường Dũng Duy Dương Đạt Điệp Đông Đức Giang Hà Hải Hào Hiếu Hiệp
Hòa Hoàn Hoàng Hùng Huy Hưng Hưởng Khánh Khoa Khôi Kiên Lâm Lập Long Lộc Luân Lực Lượng Mạnh Minh Nam Nghĩa Nghị Nhân
Nhất Ninh Phong Phúc Phương Quân Quang Quyền Quyết Sáng Sinh Sơn Sỹ Tài Tâm Tân Thái Thanh Thành Thắng Thế Thiện Thịnh
Thọ Thụ Thuận Thủy Tiến Tình Toàn Toản Trọng Trung Trường Tú Tuân Tuấn Tùng Tuyên Tường Vinh Vũ Vượng Việt Xuân"""
_VIET_FEMALE = """An Anh Ánh Bích Chi Chinh Cúc Diệp Dịu Dung Duyên Đào Giang Hà Hạnh Hằng Hậu Hiền Hiệp Hoa Hòa Hoài
Hoan Hồng Huế Huệ Hương Hường Huyền Khuyên Lan Lành Liên Liễu Linh Loan Luyến Lương Lý Mai Mến Mơ Mỹ Nga Ngân Ngát
Ngoan Ngọc Nguyệt Nhàn Nhung Nụ Oanh Phương Phượng Quyên Quỳnh Sen Tâm Thanh Thảo Thắm Thi Thoa Thơm Thu Thuận Thùy
Thủy Thư Tiên Trang Trâm Tuyến Tuyết Tươi Uyên Vân Xuân Yên Yến"""

STYLES: dict[str, Style] = {
    "Kinh": Style(
        _words("Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Phạm Hoàng Vũ Vũ Đỗ Bùi Đặng Ngô Dương Đào Trịnh Mai Phan Lưu Cao"),
        _words("Văn Văn Văn Đức Minh Quang Xuân Ngọc Hữu Đình Mạnh Quốc Tiến Duy Thanh Công Trọng Anh"),
        _words("Thị Thị Thị Thị Thu Ngọc Thanh Kim Hồng Thị_Thu Thị_Ngọc Thị_Thanh Thị_Hồng Minh Phương Khánh Thị_Kim"),
        _words(_VIET_MALE),
        _words(_VIET_FEMALE),
    ),
    "Tày": Style(
        _words("Hoàng Hoàng Hoàng Nông Nông Hà Lương Ma Hứa Lộc Vi Triệu Lý Nguyễn Bế Mông La Đàm"),
        _words("Văn Văn Văn Đình Ngọc Quang Xuân Trung Đức Kim Minh"),
        _words("Thị Thị Thị Thị_Thu Thị_Kim Bích Thu Thị_Bích"),
        _words(_VIET_MALE + " Thương Rèn Chiêu Thiều Phùng Khiêm Uẩn Tấm Nhâm Ất Giáp"),
        _words(_VIET_FEMALE + " Sao Chiêm Nẫm Bắc Pắn Ngắn Sói Liễn Chầm Thim"),
    ),
    "Nùng": Style(
        _words("Nông Nông Lục Vi Hoàng Lý Lâm Nùng Chu Lương Hoàng Triệu Linh"),
        _words("Văn Văn Văn Đức Quang Chí Minh"),
        _words("Thị Thị Thị Thị_Thu Mai"),
        _words(_VIET_MALE + " Sàng Phủ Dìn Sáng Chấn"),
        _words(_VIET_FEMALE + " Sẻn Mẩy Slao Lưu Dín"),
    ),
    "Dao": Style(
        _words("Triệu Triệu Triệu Bàn Bàn Đặng Đặng Lý Lý Phùng Chảo Tẩn Phượng Dương"),
        _words("Văn Tòn Chòi Phú Kim Tiến Quý Sành Chàn Phúc Vần Tài Dào Nho Hữu Thừa Trung"),
        _words("Thị Thị Mùi Mùi Tả Thị Kim Mán San"),
        _words("Pham Phú Nhậy Chòi Vảng Sơn Siệu Toàn Quyên Lai Lưu Ngân Liều Hương Thăng Chiêu Pết Kinh Sinh Xuân Phượng "
               "Chiêm Nhị Vạn Tình Lâm Long Minh Tài Thắng Hành Đạt Hiệu Cang Chài Sáng Ton"),
        _words("Pham Mấy Ghến Nái Pết Sao Mùi Phẩy Khé Chiêm Nhạt Lai Xuân Viện Náy Liều Hương Mẩy Pu Ta Phin Ton Líu Nhàn "
               "Hoa Thanh Lan Tâm Yến Lưu"),
    ),
    "Mông": Style(
        _words("Giàng Giàng Sùng Sùng Vàng Vàng Thào Thào Lù Mùa Mùa Hờ Lý Lý Cứ Chang Hảng Phàng Khang Cháng Lầu Hạng"),
        _words("A A A A A A A Chờ Nhà Giống Nủ Súa Sống"),
        _words("Thị Thị Thị Thị Thị"),
        _words("Páo Dơ Sử Tủa Chống Lử Dê Sình Súa Dế Nủ Lồng Giống Vảng Chứ Của Dờ Tồng Phử Chông Dình Khua Lềnh Páng Tu "
               "Dống Trứ Ký Chư Tráng Vừ Chơ Hành Phềnh Chu Cở Giàng Kỷ Sáng Hồng Thanh Minh Nhà Vang Tông Hù Rùa Sùng"),
        _words("Dở Mỷ Say Sua Ly Chà Chu Mo Dợ Pàng Chở Sày Dua Máy Vá Cở Xua Sông Dính Mảy Ka Mai Pà Sinh Gầu Chư Tông "
               "Dê Nhia Trừ Lỳ Phếnh Lia Nu Của Vang Súa Pla Chua Cá"),
    ),
    "Thái": Style(
        _words("Lò Lò Lò Hà Hà Lường Lường Điêu Cầm Hoàng Hoàng Đồng Quàng Tòng Vì Lừ Sa Pờ"),
        _words("Văn Văn Văn Văn Xuân Đình Quốc Ngọc Trung"),
        _words("Thị Thị Thị Thị Thị_Thu Hồng"),
        _words("Ín Pâng Hặc Tưởng Hiêng Sươi Thân Dọn Piến Ngoan Phong Tẻn Pọm Yêu Lả Hịa Nhọt Thương Mảo Pành Siêng Chom "
               "Sinh Hùng Tuấn Thắng Toàn Quyết Dương Hải Chiến Cương Huấn Nghĩa Đoàn Hưng Khiêm Tình Xôm Ngần Hoán Phiêng"),
        _words("Ổn Inh Pản Phượng Thu Hặc Piếng Ín Hiêng Dọn Phiến Ngoạt Luyến Sươi Mẳn Ngoan Xương Lả Khương Pâng Bơ Chơi "
               "Hoa Hương Thanh Lan Duyên Hạnh Yến Hiền Thủy Pành Nhung Toán Nọi Xiên Phương Ngân Chiên Tủn"),
    ),
    "Mường": Style(
        _words("Hà Đinh Đinh Bùi Quách Bạch Phùng Sa Hoàng Nguyễn"),
        _words("Văn Văn Văn Công Đức Ngọc Xuân"),
        _words("Thị Thị Thị Thị_Thu Thị_Kim"),
        _words(_VIET_MALE + " Ún Nhậm Dĩn Biện Quyn"),
        _words(_VIET_FEMALE + " Ương Nhặm Dín Biển"),
    ),
    "Giáy": Style(
        _words("Vàng Lù Sần Hoàng Lý Phan Nông Lồ Vi Lục"),
        _words("Văn Văn A Minh Quốc"),
        _words("Thị Thị Thị Thu"),
        _words(_VIET_MALE + " Chẻo Sính Dín Phổng Nhì Sì"),
        _words(_VIET_FEMALE + " Chản Dín Lử Nghinh Sửu"),
    ),
    "Sán Chay": Style(
        _words("Trần Lâm Hoàng Lý Nịnh Tiêu La Đặng Vương"),
        _words("Văn Văn Văn Đức Minh"),
        _words("Thị Thị Thị Thị_Thu"),
        _words(_VIET_MALE),
        _words(_VIET_FEMALE),
    ),
    "Khơ Mú": Style(
        _words("Hà Vì Lường Lò Quàng Cút Moong"),
        _words("Văn Văn Văn"),
        _words("Thị Thị"),
        _words("Ín Phong Sinh Tuấn Thắng Dương Chiến Nghĩa Hưng Tình Pành Thân Hặc Yêu Lả"),
        _words("Ín Phượng Thu Hoa Hương Lan Hạnh Pâng Dọn Inh Lả Hiền Ngoan"),
    ),
    "Phù Lá": Style(
        _words("Lồ Sùng Thèn Giàng Vàng Làn Ly"),
        _words("Văn A Seo Văn"),
        _words("Thị Thị Seo"),
        _words("Sài Pao Phìn Sín Dìn Lìn Phủ Chín Nhất Hòa Sơn Minh"),
        _words("Chở Mỷ Pá Sen Dín Hoa Mai Phương Lan Say"),
    ),
}  # fmt: skip
PEOPLES = tuple(STYLES)
