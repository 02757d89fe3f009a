"""Every environment variable that An Sinh reads: what it is for and what holds without it."""

from __future__ import annotations

VARIABLES = {
    "DATABASE_URL": (
        "Máy chủ PostgreSQL (từ bản 15) thay cho bản nhúng: postgresql://tài_khoản:mật_khẩu@máy_chủ:5432/tên. "
        "Tài khoản ấy là chủ cơ sở dữ liệu và có quyền CREATEROLE.",
        "PostgreSQL nhúng trong thư mục dữ liệu",
    ),
    "ANSINH_DATA": ("Thư mục dữ liệu: cơ sở dữ liệu nhúng, tệp đã nạp, nhật ký.", ".data trong thư mục dự án"),
    "ANSINH_PG_BIN": ("Thư mục chương trình của một PostgreSQL khác để chạy làm bản nhúng.", "gói đã ghim phiên bản"),
    "ANSINH_SECRET_KEY": ("Khóa ký phiên đăng nhập.", "tự tạo một lần, giữ trong thư mục dữ liệu"),
    "ANSINH_KEYS": (
        "Thư mục giữ tệp khóa keys.json, mở các cột mã hóa. Đặt ngoài thư mục dữ liệu và ngoài nơi giữ bản sao lưu; lưu "
        "riêng một bản, mất khóa là mất dữ liệu đã mã hóa.",
        "keys trong thư mục dữ liệu, lệnh setup tạo một lần, chỉ chủ tài khoản đọc được",
    ),
    "ANSINH_HOSTS": ("Các tên miền của trang web, cách nhau bằng dấu phẩy.", "localhost và 127.0.0.1"),
    "ANSINH_HTTPS": ("Đặt 1 khi trang web ở sau HTTPS: cookie chỉ đi qua HTTPS, bật HSTS.", "không"),
    "ANSINH_PROXIES": (
        "Số máy chuyển tiếp (proxy) đứng trước trang web, mỗi máy thêm địa chỉ vào X-Forwarded-For; để biết địa chỉ thật "
        "khi đếm lần đăng nhập sai.",
        "0: lấy địa chỉ nối đến",
    ),
    "ANSINH_SECOND_FACTOR": (
        "Mã các vai trò bắt buộc xác thực hai bước, cách nhau bằng dấu phẩy; để trống là không vai trò nào.",
        "mọi vai trò ký, duyệt, chuyển tiền, cấp quyền, khai báo, ban hành; trừ tài khoản trình diễn",
    ),
    "ANSINH_OIDC_ISSUER": (
        "Địa chỉ của cổng đăng nhập ngoài theo OpenID Connect, đúng như cổng ghi trong iss. Chỉ đăng nhập được tài khoản "
        "đã gắn với danh tính ở cổng ấy.",
        "không có cổng ngoài",
    ),
    "ANSINH_OIDC_CLIENT_ID": ("Mã ứng dụng do cổng đăng nhập ngoài cấp.", "không có cổng ngoài"),
    "ANSINH_OIDC_CLIENT_SECRET": ("Mật khẩu ứng dụng do cổng đăng nhập ngoài cấp.", "trống"),
    "ANSINH_OIDC_LABEL": ("Tên cổng đăng nhập ngoài, hiện trên nút đăng nhập.", "cổng đăng nhập của tỉnh"),
    "ANSINH_PUBLIC_ADDRESS": (
        "Địa chỉ mà người dân mở được, in trong mã QR của văn bản: https://ansinh.tinh.gov.vn. Đặt trước khi phát hành "
        "văn bản đầu tiên; văn bản đã phát hành giữ địa chỉ cũ.",
        "http://localhost và cổng của ansinh serve",
    ),
    "ANSINH_SIGNER": (
        "Hàm cho bộ ký số của cơ quan; với tệp khóa PKCS#12: ansinh.casework.documents.pades.signer_of_environment (cần "
        "sh requirements/prepare.sh sign).",
        "không ký số",
    ),
    "ANSINH_SIGNING_KEY": (
        "Tệp khóa PKCS#12 để ký số; mật khẩu đặt trong tệp cùng tên thêm .password, chỉ chủ tài khoản đọc được.",
        "không",
    ),
    "ANSINH_PRACTICE": (
        "Đặt 1 là bản tập làm: cơ sở dữ liệu, thư mục, khóa riêng, dữ liệu giả lập; lệnh practice tự đặt.",
        "bản thật",
    ),
    "ANSINH_PRACTICE_ADDRESS": (
        "Địa chỉ bản tập làm mà cán bộ mở được; Bảng việc có thêm nút “Tập làm thử”. Trong bản tập làm, mã QR của văn bản "
        "dẫn tới đây.",
        "không có nút; lệnh serve --practice-port tự đặt",
    ),
    "ANSINH_PROCESS": ("Loại tiến trình (web, worker); lệnh serve tự đặt.", "dòng lệnh"),
    "ANSINH_KERNEL": (
        "Nhân tính khi xác định cho nhiều người: numpy, compiled (cần Numba: sh requirements/prepare.sh fast) hoặc auto "
        "(compiled khi có Numba và lô rất lớn). Kết quả như nhau, chỉ khác tốc độ.",
        "auto",
    ),
    "JAVA_HOME": ("Thư mục Java cho lệnh determine --engine spark.", "java trong PATH"),
    "SPARK_CONF_DIR": (
        "Thư mục spark-defaults.conf của cụm Spark cho lệnh determine --engine spark.",
        "Spark chạy trên máy này, máy khác không nối vào được",
    ),
    "PYSPARK_SUBMIT_ARGS": (
        "Tham số của spark-submit, như '--master spark://máy:7077 pyspark-shell', thay cho SPARK_CONF_DIR.",
        "không",
    ),
    "PYSPARK_PYTHON": ("Python trên các máy của cụm Spark.", "Python đang chạy lệnh"),
    "ANSINH_CRASH_AT": ("Tên bước mà tại đó tiến trình tự kết thúc; chỉ dùng khi thử sự cố.", "không"),
}
"""Name → (what for, what holds when it is not set)."""
