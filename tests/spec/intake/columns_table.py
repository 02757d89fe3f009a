"""Headings as communes write them → what the column is; "ignore" where it is not ours, "" where nothing was recognised.

Each stands in a list beside "STT", "Họ và tên" and "Năm sinh".
"""

from __future__ import annotations

COLUMNS: dict[str, tuple[str, ...]] = {
    "full_name": (
        "Họ và tên", "Họ tên", "H.tên", "H. tên", "Họ & tên", "Họ, tên", "Họ - tên", "HỌ VÀ TÊN", "Ho va ten",
        "Ho ten", "Họ và tên đối tượng", "Họ tên đối tượng hưởng", "Họ và tên NCT", "Họ và tên người khuyết tật",
        "Họ tên trẻ em", "Tên", "Họ và tên (viết in hoa)", "HỌ VÀ TÊN\n(Ghi đầy đủ)", "Tên đối tượng",
        "Họ, chữ đệm và tên", "Họ tên người hưởng trợ cấp", "Người thụ hưởng", "Họ và tên người thụ hưởng",
        "Người được hưởng", "Họ và tên người hưởng chế độ", "Họ và tên người được trợ cấp", "Tên người hưởng",
        "Họ và tên khai sinh", "Họ và  tên", "HỌ TÊN ĐỐI TƯỢNG BTXH",
    ),
    "born": (
        "NTNS", "Ngày sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Ngày/tháng/năm sinh", "Năm sinh",
        "N.sinh", "N/sinh", "Sinh năm", "Ngày sinh (dd/mm/yyyy)", "Năm\nsinh", "Ngay sinh", "Nam sinh", "NS",
        "Ngày, tháng\nnăm sinh", "N.T.N.S", "Ngày tháng/năm sinh", "Ngày tháng năm sinh đối tượng", "Ng.sinh",
        "Ngày, tháng, năm sinh hoặc năm sinh",
    ),
    "sex": (
        "Giới tính", "GT", "Giới", "Nam/Nữ", "Giới tính (Nam/Nữ)", "Phái", "G.tính", "Nam, nữ", "Gioi tinh",
        "Nam (nữ)",
    ),
    "ethnicity": (
        "Dân tộc", "D.tộc", "DT", "Dân\ntộc", "Dan toc", "Thành phần dân tộc", "Tộc người",
    ),
    "id_number": (
        "CCCD", "CMND", "Số ĐDCN", "Số CCCD", "Số CMND/CCCD", "CMT", "Số CMT", "Số căn cước công dân", "Số căn cước",
        "Mã định danh", "Số định danh", "Số định danh cá nhân/CMND", "CCCD/CMND/Mã ĐD", "Số CMTND", "Số thẻ căn cước",
        "Mã số định danh cá nhân", "Số giấy tờ tùy thân", "ĐDCN", "Mã ĐDCN", "So CCCD", "Số ĐD cá nhân", "CC/CCCD",
        "Số CC",
    ),
    "village": (
        "Thôn/bản/tổ", "Thôn", "Bản", "Tổ", "Tổ dân phố", "Thôn, bản, TDP", "Thôn (bản)", "TDP", "Thôn bản",
        "Địa chỉ", "Nơi ở", "Địa chỉ (thôn, bản)", "Nơi ở hiện nay", "Tổ/thôn", "Thôn, tổ", "Xóm", "Khu", "Thôn/Bản",
        "Địa chỉ thường trú", "HKTT", "Thôn cư trú", "Tên thôn", "Hộ khẩu thường trú", "Nơi cư trú", "Trú quán",
        "Thôn - Bản", "Bản/TDP", "Thôn, bản, tổ dân phố", "Thuộc thôn",
    ),
    "household_head": (
        "Chủ hộ", "Họ và tên chủ hộ", "Tên chủ hộ", "Họ tên chủ hộ", "Chu ho", "HỌ TÊN CHỦ HỘ", "Chủ hộ gia đình",
        "Con ông/bà (chủ hộ)",
    ),
    "poverty": (
        "Hộ nghèo/cận nghèo", "Hộ nghèo, cận nghèo", "Diện hộ", "Thuộc diện hộ", "Loại hộ", "Hoàn cảnh",
        "Diện hộ nghèo, cận nghèo", "HN/CN", "HN, HCN", "Thuộc hộ nghèo/cận nghèo", "Hộ (nghèo, CN)", "Tình trạng hộ",
        "Phân loại hộ", "Hộ nghèo/ hộ cận nghèo", "Hộ N/CN",
    ),
    "poor_mark": (
        "Hộ nghèo", "HN", "Nghèo", "Thuộc hộ nghèo", "H.nghèo",
    ),
    "near_poor_mark": (
        "Hộ cận nghèo", "Cận nghèo", "HCN", "CN", "Hộ CN", "C.nghèo",
    ),
    "disability_type": (
        "Dạng tật", "Dạng khuyết tật", "Dạng KT", "Loại khuyết tật", "Loại tật", "Dạng tật (ghi rõ)",
        "Dạng khuyết tật chính", "Khuyết tật dạng",
    ),
    "disability": (
        "Mức độ KT", "Mức độ khuyết tật", "Mức độ", "MĐKT", "MĐ KT", "Mức độ tật", "Mức độ KT (ĐBN/N)", "Mức KT",
        "Hạng tật", "Mức độ khuyết tật (nặng, ĐBN)", "MĐ khuyết tật", "Muc do KT",
    ),
    "category_text": (
        "Đối tượng", "Loại đối tượng", "Diện hưởng", "Diện đối tượng", "Nhóm đối tượng", "Đối tượng hưởng", "Loại ĐT",
        "Diện", "Đối tượng BTXH", "Thuộc đối tượng", "Loại trợ cấp", "Diện trợ cấp", "Đối tượng hưởng trợ cấp",
        "Chế độ hưởng", "Nội dung hưởng", "Loại hình trợ cấp", "Thuộc diện",
    ),
    "coefficient": (
        "Hệ số", "HS", "Hệ số hưởng", "Hệ số trợ cấp", "He so", "H.số", "Hệ số TC",
    ),
    "amount_vnd": (
        "Mức hưởng", "Mức TC", "Mức trợ cấp", "Số tiền", "Mức hưởng/tháng", "Số tiền trợ cấp", "Số tiền/tháng",
        "Tiền trợ cấp", "Trợ cấp", "Thành tiền", "Mức hưởng (đồng)", "Mức trợ cấp/tháng (đồng)", "Số tiền hưởng",
        "Số tiền trợ cấp hàng tháng", "Muc huong", "So tien", "Tiền TC", "Trợ cấp hằng tháng",
        "Mức trợ cấp hằng tháng", "Số tiền hưởng hằng tháng", "Số tiền trợ cấp 1 tháng", "Số tiền (đồng)", "Mức TCXH",
        "Mức hưởng hiện tại", "Mức hưởng hàng tháng", "Mức được hưởng", "Kinh phí", "Mức tiền",
    ),
    "amount_total": (
        "Tổng số tiền", "Tổng tiền", "Tổng cộng", "Thực lĩnh", "Thực nhận", "Tổng nhận", "Tổng số tiền được nhận",
        "Tổng", "Cộng", "Số tiền thực lĩnh",
    ),
    "arrears": (
        "Truy lĩnh", "Số tiền truy lĩnh", "Truy lĩnh tháng 10", "Tiền truy lĩnh",
    ),
    "from_month": (
        "Từ tháng", "Hưởng từ tháng", "Thời điểm hưởng", "Tháng hưởng", "Bắt đầu hưởng", "Thời gian hưởng",
        "Tu thang", "Từ tháng, năm", "Hưởng từ", "Tháng, năm hưởng", "Thời gian bắt đầu hưởng",
        "Thời điểm bắt đầu hưởng", "Hưởng TC từ tháng", "Từ tháng/năm", "Hưởng từ tháng năm", "Ngày bắt đầu hưởng",
    ),
    "died": (
        "Ngày chết", "Ngày mất", "Chết ngày", "Ngày tháng năm chết", "Ngày, tháng, năm chết", "Ngày từ trần",
        "Ngày tháng chết", "Đã chết (ngày)", "Thời gian chết", "Ngay chet", "Ngày, tháng, năm mất",
        "Ngày tháng năm mất", "Ngày qua đời", "Chết",
    ),
    "recipient": (
        "Người nhận thay", "Người nhận hộ", "Người lĩnh thay", "Người lĩnh hộ", "Họ tên người nhận thay",
        "Người nhận", "Người giám hộ", "Người đại diện nhận", "Người được ủy quyền", "Nguoi nhan thay",
        "Họ và tên người nhận thay", "Nhận thay", "Người nhận tiền", "Người chăm sóc", "Người lĩnh tiền",
        "Họ tên người chăm sóc",
    ),
    "phone": (
        "SĐT", "Số ĐT", "Điện thoại", "Số điện thoại", "ĐT liên hệ", "SDT", "ĐT", "Số điện thoại liên hệ",
        "Điện thoại liên lạc", "Đ.thoại", "Di động", "Số ĐTDĐ", "ĐTDĐ", "SĐT người nhận thay",
    ),
    "bank_account": (
        "STK", "Số tài khoản", "Số TK", "Số TK ngân hàng", "TK ngân hàng", "Số tài khoản ngân hàng", "STK ngân hàng",
        "Tài khoản", "So tai khoan", "Số TK (nếu có)", "STK người nhận",
    ),
    "bank": (
        "Ngân hàng", "Tên ngân hàng", "Tại ngân hàng", "NH", "Tên NH", "Ngân hàng mở tài khoản", "Mở tại ngân hàng",
        "Ngan hang", "Chi nhánh ngân hàng", "Ngân hàng thụ hưởng",
    ),
    "note": (
        "Ghi chú", "G/c", "GC", "Ghi chu", "Ghi chú khác", "Chú thích", "Ghi chú (nếu có)",
    ),
    "ignore": (
        "Ký nhận", "Ký tên", "Ngày cấp", "Nơi cấp", "Số QĐ", "Quan hệ với chủ hộ", "Tuổi", "Số BHYT", "Mã hộ",
        "Chữ ký", "Ngày QĐ", "Quyết định số", "Mã thẻ BHYT", "Xã", "Huyện", "Trình độ", "Tôn giáo", "Nghề nghiệp",
        "Ngày cấp CCCD", "Nơi cấp CCCD", "Mã số BHXH", "Số giấy xác nhận khuyết tật", "Ngày xác nhận KT",
        "Số nhân khẩu", "CCCD chủ hộ", "Năm sinh chủ hộ", "CCCD người nhận thay", "Năm sinh người nhận thay",
        "Địa chỉ người nhận", "Ngày sinh của con", "Họ tên con", "Số tháng truy lĩnh", "Ngày xác định mức độ KT",
        "Trợ cấp khác",
    ),
    "": (
        "Ngày nhận", "Số hồ sơ", "Đến tháng", "Hình thức nhận", "Lý do giảm", "Năm", "Số con", "Mã KT", "Chênh lệch",
        "Hưởng đến tháng",
    ),
}  # fmt: skip
