"""What money is for, and the codes of the state budget index under which it is accounted.

The codes and words of chapters, categories, sections and items are those of TT 324/2016/TT-BTC and the texts amending it
as the offices use them; they were not compared with the original yet (chưa đối chiếu với văn bản gốc). A line may bear
any code of the right length: what is not listed here is shown by its number.
"""

from ansinh.legislation import PROGRAMMES

EVERY_PROGRAMME = "all"
"""A line for whatever is paid by payroll, where the estimate was given as one sum."""

FEE_CONTENT = "payment_fee"
"""What handing money over costs; paid from lines for it alone, never from those for whatever is paid to people."""

CONTENTS = {
    EVERY_PROGRAMME: "Chi trả trợ giúp xã hội (chung)",
    **PROGRAMMES,
    "one_off": "Trợ cấp, hỗ trợ một lần (mai táng, trợ giúp khẩn cấp bằng tiền)",
    "emergency": "Trợ giúp khẩn cấp (NĐ 20/2021 Đ32)",
    FEE_CONTENT: "Chi phí chi trả qua tổ chức dịch vụ (TT 76/2021 Đ3.7)",
    "outreach": "Tuyên truyền (TT 76/2021 Đ3.1)",
    "review": "Xét duyệt đối tượng (TT 76/2021 Đ3.2)",
    "training": "Đào tạo, bồi dưỡng cán bộ (TT 76/2021 Đ3.3)",
    "technology": "Ứng dụng công nghệ thông tin (TT 76/2021 Đ3.4)",
    "facility": "Chăm sóc, nuôi dưỡng tại cơ sở (TT 76/2021 Đ3.5)",
    "inspection": "Kiểm tra, giám sát (TT 76/2021 Đ3.6)",
}

CHAPTERS = {
    "423": "Sở Y tế",
    "424": "Sở Lao động – Thương binh và Xã hội",
    "599": "Các đơn vị khác thuộc tỉnh",
    "624": "Phòng Lao động – Thương binh và Xã hội cấp huyện",
    "800": "Các đơn vị cấp xã",
}
CATEGORIES = {"370": "Bảo đảm xã hội"}
SECTIONS = {"398": "Chính sách và hoạt động phục vụ các đối tượng bảo trợ xã hội và các đối tượng khác"}
ITEMS = {
    "7000": "Chi phí nghiệp vụ chuyên môn của từng ngành",
    "7150": "Chi về công tác người có công với cách mạng và xã hội",
    "7750": "Chi khác",
}
