"""Words for the values of facts, and how a missing fact is supplied."""

from __future__ import annotations

from collections.abc import Mapping

_PARENT = {
    "caring": "đang nuôi dưỡng",
    "deceased": "đã chết",
    "missing": "bị tuyên bố mất tích",
    "in_facility": "đang ở cơ sở trợ giúp xã hội",
    "detained": "đang chấp hành án phạt tù hoặc biện pháp xử lý hành chính",
    "unidentified": "không xác định được",
}

FACT_WORDS: Mapping[str, Mapping[str, str]] = {
    "sex": {"male": "Nam", "female": "Nữ"},
    "poverty": {"none": "không nghèo", "near_poor": "hộ cận nghèo", "poor": "hộ nghèo"},
    "father": _PARENT,
    "mother": _PARENT,
    "studying": {"no": "không", "yes": "có", "interrupted": "gián đoạn, không được bảo lưu"},
    "marital": {
        "single": "chưa kết hôn",
        "married": "đang có vợ, có chồng",
        "divorced": "đã ly hôn",
        "widowed": "vợ hoặc chồng đã chết",
        "spouse_missing": "vợ hoặc chồng mất tích",
    },
    "support": {
        "none": "không có",
        "on_allowance": "có, nhưng đang hưởng trợ cấp xã hội",
        "present": "có",
    },
    "disability": {"none": "không", "mild": "nhẹ", "severe": "nặng", "extremely_severe": "đặc biệt nặng"},
    "care": {
        "none": "không có",
        "own_household": "hộ gia đình của mình",
        "foster": "hộ, người khác nhận nuôi dưỡng",
    },
}
DEFAULT_WORDS: Mapping[str, str] = {}

# Papers are named as offices know them; which of them a procedure wants is the procedure's matter.
HOW_TO_SUPPLY: Mapping[str, str] = {
    "province": "ghi nơi cư trú của tháng xét hưởng theo Cơ sở dữ liệu quốc gia về dân cư",
    "hard_area": "đối chiếu xã, thôn nơi ở với danh sách xã, thôn đặc biệt khó khăn đang áp dụng",
    "born": "giấy khai sinh hoặc thẻ căn cước, hoặc đối chiếu Cơ sở dữ liệu quốc gia về dân cư",
    "citizen": "thẻ căn cước hoặc giấy tờ chứng minh quốc tịch Việt Nam",
    "poverty": "danh sách hộ nghèo, hộ cận nghèo đã được Ủy ban nhân dân cấp xã phê duyệt",
    "abandoned": "biên bản, thông báo về trẻ em bị bỏ rơi của Ủy ban nhân dân cấp xã",
    "father": "giấy chứng tử, quyết định của Tòa án hoặc xác nhận của cơ quan có thẩm quyền về người cha",
    "mother": "giấy chứng tử, quyết định của Tòa án hoặc xác nhận của cơ quan có thẩm quyền về người mẹ",
    "studying": "giấy xác nhận đang học của nhà trường, cơ sở đào tạo",
    "had_orphan_allowance": "quyết định trợ cấp xã hội trước khi đủ 16 tuổi",
    "hiv": "giấy xác nhận của cơ quan y tế có thẩm quyền; tiếp nhận và lưu giữ riêng",
    "marital": "giấy xác nhận tình trạng hôn nhân, giấy chứng tử hoặc quyết định của Tòa án về vợ, chồng",
    "children_under_16": "giấy khai sinh của các con đang nuôi",
    "children_16_22_studying": "giấy khai sinh và giấy xác nhận đang học của các con",
    "children_over_22_studying": "giấy khai sinh và giấy xác nhận đang học của các con",
    "had_single_parent_allowance": "quyết định trợ cấp xã hội trước khi con đủ 16 tuổi",
    "support": "xác minh của Ủy ban nhân dân cấp xã về người có nghĩa vụ và quyền phụng dưỡng",
    "facility_eligible": "kết quả xác minh điều kiện sống tại cộng đồng của Ủy ban nhân dân cấp xã",
    "pension_vnd": "xác nhận của cơ quan bảo hiểm xã hội về lương hưu, trợ cấp bảo hiểm xã hội hằng tháng",
    "merit_allowance": "xác nhận của cơ quan quản lý người có công",
    "stable_income": "xác minh của Ủy ban nhân dân cấp xã về tiền lương, tiền công, thu nhập hằng tháng",
    "disability": "giấy xác nhận khuyết tật do Ủy ban nhân dân cấp xã cấp",
    "disability_certified": "bản chụp giấy xác nhận khuyết tật có ghi ngày cấp",
    "pregnant": "giấy xác nhận đang mang thai của cơ sở y tế",
    "children_under_36_months": "giấy khai sinh của con dưới 36 tháng tuổi",
    "spouse_has_parent_support": "quyết định hỗ trợ kinh phí chăm sóc của vợ hoặc chồng, nếu có",
    "care": "xác minh của Ủy ban nhân dân cấp xã về người đang chăm sóc, nuôi dưỡng",
    "in_facility": "quyết định tiếp nhận hoặc dừng chăm sóc của cơ sở trợ giúp xã hội",
    "imprisoned": "xác nhận của cơ quan thi hành án hình sự",
}
