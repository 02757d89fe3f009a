"""The communes of the Yên Bái side: how large, how hard and whose home each is made. Shares are of this table's making.

code, thousands of people, tier (town, valley, hard), peoples with their shares in percent. The first twelve are the small
demonstration; two that stand side by side exchange the households that move.
"""

PROFILES: tuple[tuple[str, float, str, dict[str, int]], ...] = (
    ("04252", 46.0, "town", {"Kinh": 92, "Tày": 6, "Nùng": 2}),
    ("04714", 27.0, "valley", {"Kinh": 68, "Tày": 14, "Sán Chay": 9, "Dao": 7, "Nùng": 2}),
    ("04288", 22.0, "valley", {"Thái": 52, "Kinh": 27, "Mông": 10, "Tày": 8, "Khơ Mú": 3}),
    ("04663", 25.0, "town", {"Thái": 44, "Kinh": 38, "Mường": 14, "Tày": 4}),
    ("04303", 24.0, "valley", {"Tày": 55, "Kinh": 28, "Nùng": 12, "Dao": 5}),
    ("04375", 33.0, "valley", {"Kinh": 58, "Tày": 22, "Dao": 17, "Giáy": 3}),
    ("04456", 17.5, "hard", {"Mông": 82, "Kinh": 10, "Thái": 8}),
    ("04465", 10.5, "hard", {"Mông": 96, "Thái": 4}),
    ("04606", 12.0, "hard", {"Mông": 88, "Thái": 10, "Khơ Mú": 2}),
    ("04630", 15.0, "hard", {"Thái": 55, "Mông": 38, "Kinh": 7}),
    ("04429", 12.5, "hard", {"Dao": 58, "Mông": 22, "Tày": 17, "Kinh": 3}),
    ("04498", 30.0, "valley", {"Kinh": 78, "Tày": 16, "Dao": 5, "Mường": 1}),
    ("04273", 22.0, "town", {"Kinh": 88, "Tày": 11, "Dao": 1}),
    ("04279", 22.5, "town", {"Kinh": 90, "Tày": 8, "Nùng": 2}),
    ("04309", 14.5, "hard", {"Tày": 62, "Dao": 33, "Nùng": 5}),
    ("04336", 16.5, "valley", {"Tày": 48, "Dao": 28, "Kinh": 20, "Nùng": 4}),
    ("04342", 18.0, "valley", {"Tày": 52, "Kinh": 26, "Dao": 18, "Nùng": 4}),
    ("04345", 21.0, "valley", {"Tày": 66, "Nùng": 18, "Kinh": 13, "Dao": 3}),
    ("04363", 16.0, "hard", {"Dao": 46, "Tày": 44, "Kinh": 10}),
    ("04381", 13.0, "valley", {"Kinh": 40, "Dao": 32, "Tày": 20, "Giáy": 8}),
    ("04387", 12.5, "hard", {"Dao": 48, "Tày": 25, "Kinh": 20, "Phù Lá": 7}),
    ("04399", 20.5, "valley", {"Tày": 46, "Kinh": 34, "Dao": 20}),
    ("04402", 9.5, "hard", {"Tày": 47, "Dao": 45, "Mông": 8}),
    ("04423", 6.5, "hard", {"Dao": 40, "Mông": 34, "Tày": 26}),
    ("04441", 22.0, "valley", {"Kinh": 64, "Dao": 19, "Tày": 17}),
    ("04450", 9.0, "hard", {"Dao": 66, "Mông": 22, "Tày": 12}),
    ("04462", 11.5, "hard", {"Mông": 84, "Thái": 16}),
    ("04474", 10.0, "hard", {"Mông": 100}),
    ("04489", 4.0, "hard", {"Mông": 100}),
    ("04492", 17.0, "hard", {"Mông": 93, "Thái": 4, "Kinh": 3}),
    ("04531", 16.0, "valley", {"Kinh": 54, "Tày": 36, "Dao": 10}),
    ("04537", 13.0, "valley", {"Kinh": 72, "Tày": 26, "Dao": 2}),
    ("04543", 24.0, "town", {"Kinh": 86, "Tày": 13, "Dao": 1}),
    ("04564", 14.0, "valley", {"Tày": 56, "Kinh": 42, "Dao": 2}),
    ("04576", 15.5, "valley", {"Kinh": 44, "Tày": 28, "Mông": 16, "Dao": 12}),
    ("04585", 15.0, "hard", {"Mông": 70, "Thái": 20, "Kinh": 10}),
    ("04603", 4.5, "hard", {"Mông": 98, "Thái": 2}),
    ("04609", 13.0, "hard", {"Mông": 96, "Thái": 4}),
    ("04636", 15.5, "hard", {"Thái": 36, "Dao": 34, "Tày": 20, "Kinh": 10}),
    ("04651", 13.5, "hard", {"Dao": 42, "Thái": 26, "Mông": 22, "Tày": 10}),
    ("04660", 17.5, "valley", {"Thái": 50, "Kinh": 34, "Mường": 10, "Mông": 6}),
    ("04672", 20.0, "valley", {"Kinh": 40, "Tày": 24, "Mông": 22, "Thái": 14}),
    ("04681", 29.0, "valley", {"Thái": 70, "Kinh": 22, "Mường": 6, "Khơ Mú": 2}),
    ("04693", 12.0, "valley", {"Kinh": 38, "Tày": 30, "Mông": 20, "Dao": 12}),
    ("04699", 16.5, "valley", {"Kinh": 48, "Tày": 44, "Dao": 8}),
    ("04705", 17.5, "valley", {"Kinh": 52, "Tày": 40, "Dao": 8}),
    ("04711", 20.0, "valley", {"Kinh": 56, "Tày": 30, "Dao": 14}),
    ("04717", 29.0, "valley", {"Kinh": 62, "Tày": 22, "Sán Chay": 10, "Dao": 6}),
    ("04726", 14.5, "valley", {"Tày": 58, "Dao": 18, "Kinh": 18, "Nùng": 6}),
    ("04744", 18.5, "hard", {"Dao": 38, "Tày": 30, "Kinh": 18, "Sán Chay": 14}),
    ("04750", 24.0, "valley", {"Kinh": 46, "Tày": 22, "Dao": 20, "Nùng": 12}),
)

# Names of hamlets, put together freely; the number of villages that an old commune gets is drawn.
VILLAGE_NAMES: dict[str, tuple[str, ...]] = {
    "Mông": (
        "Háng Sung", "Trống Là", "Pú Dò", "Tà Chử", "Xéo Dì", "Sua Lông", "Trống Khua", "Nả Háng", "Dề Thàng",
        "Phìn Ngài", "Cu Vai", "Mù Thấp", "Sáng Pao", "Páo Khắt", "Háng Tày", "Giàng Cài", "Trống Gầu", "Pú Cang",
        "Tà Ghênh", "Chống Chùa", "Hú Trù", "Màng Mủ", "Sìn Chải", "Lả Khắt", "Háng Đề", "Dào Xa", "Suối Giao",
        "Pa Te", "Làng Sang", "Đề Sủa", "Cáng Dông", "Nả Đề", "Trống Mù", "Tủa Mả", "Khấu Ly", "Xà Nhù",
    ),
    "Thái": (
        "Lốm", "Nà Làng", "Căng Nà", "Pú Lo", "Sang Hán", "Tông Co", "Đêu", "Vệ", "Cang Nưa", "Ả Hạ", "Nậm Đông",
        "Thón", "Chao Hạ", "Nà Phôi", "Pom Bó", "Huổi Pác", "Phai Lò", "Nậm Khắt", "Búng Sổm", "Tà Lành", "Nong Bua",
        "Pưn", "Lìm Thái", "Nậm Pẳng", "Cò Cọi", "Xa Rèn", "Noong Phai", "Tô Nưa", "Sà Lìu", "Đồng Lơi",
    ),
    "Tày": (
        "Nà Khà", "Bản Chang", "Khe Vầu", "Nà Nọi", "Roong Đeng", "Nặm Chọ", "Cốc Lùng", "Làng Mường", "Khuôn Tát",
        "Nà Tông", "Khau Phạ", "Bó Mi", "Nà Luồng", "Tông Pắng", "Cốc Bó", "Nà Pồng", "Khuôn Thống", "Bản Riềng",
        "Làng Già", "Nà Hỏa", "Phai Làng", "Tông Mộ", "Nà Chao", "Khe Giang", "Pác Cáp", "Bản Rầu", "Nà Kèn",
    ),
    "Dao": (
        "Khe Tăng", "Khe Lép", "Làng Câu", "Khe Đóm", "Ngòi Viễn", "Khe Hóp", "Làng Mới", "Khe Trang", "Ngòi Nhầy",
        "Khe Bành", "Khe Dẹt", "Thác Cái", "Làng Vầu", "Khe Phầy", "Đá Đứng", "Khe Quéo", "Ngòi Sọng", "Khe Mạng",
        "Giàn Dầu", "Khe Chữ", "Khe Loóng", "Đồng Tộ", "Làng Quạch", "Khe Cỏ", "Suối Dầm", "Khe Rùng", "Ngòi Lẫu",
    ),
    "Kinh": (
        "Hồng Thái", "Đoàn Kết", "Tiền Phong", "Hòa Bình", "Quyết Tiến", "Đồng Tâm", "Yên Thịnh", "Tân Lập",
        "Cầu Đất", "Đồng Bưởi", "Gò Chùa", "Bến Đền", "Đồng Gianh", "Phúc Thịnh", "Trung Tâm", "Đức Quân", "Minh Phú",
        "Cửa Ngòi", "Tân Thành", "Đầm Hồng", "Hợp Thành", "Liên Hiệp", "Ngọn Đồng", "Đại An", "Bình Sơn", "Lương An",
    ),
}  # fmt: skip
VILLAGES_OF = {"Thái": "Bản", "Mông": "Bản", "Tày": "Thôn", "Dao": "Thôn", "Kinh": "Thôn"}
