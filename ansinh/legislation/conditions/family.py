"""Parents, spouse, children and those obliged to support."""

from __future__ import annotations

from ansinh.legislation.formula import condition

_D51 = (
    "khoản 1 Điều 5 Nghị định 136/2013/NĐ-CP; khoản 1 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " khoản 1 Điều 5 Nghị định 335/2026/NĐ-CP"
)
_D51_335 = "khoản 1 Điều 5 Nghị định 335/2026/NĐ-CP"
_D54 = (
    "khoản 4 Điều 5 Nghị định 136/2013/NĐ-CP; khoản 4 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP"
)
_D55 = (
    "khoản 5 Điều 5 Nghị định 136/2013/NĐ-CP; khoản 5 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " khoản 5 Điều 5 Nghị định 335/2026/NĐ-CP"
)

ABANDONED = condition(
    "abandoned",
    "bị bỏ rơi, chưa có người nhận làm con nuôi",
    "điểm a khoản 1 Điều 5 Nghị định 136/2013/NĐ-CP; điểm a khoản 1 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " điểm a khoản 1 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.abandoned == True,  # noqa: E712
)
# The eleven points of Đ5.1 are every pair of these four states.
FATHER_GONE = condition(
    "father_gone",
    "cha đã chết, bị tuyên bố mất tích, đang được nuôi dưỡng tại cơ sở trợ giúp xã hội,"
    " hoặc đang chấp hành án phạt tù, biện pháp xử lý hành chính",
    _D51,
    lambda f, law: f.father.is_in("deceased", "missing", "in_facility", "detained"),
)
MOTHER_GONE = condition(
    "mother_gone",
    "mẹ đã chết, bị tuyên bố mất tích, đang được nuôi dưỡng tại cơ sở trợ giúp xã hội,"
    " hoặc đang chấp hành án phạt tù, biện pháp xử lý hành chính",
    _D51,
    lambda f, law: f.mother.is_in("deceased", "missing", "in_facility", "detained"),
)
FATHER_UNIDENTIFIED = condition(
    "father_unidentified", "không xác định được cha", _D51_335, lambda f, law: f.father == "unidentified"
)
MOTHER_UNIDENTIFIED = condition(
    "mother_unidentified", "không xác định được mẹ", _D51_335, lambda f, law: f.mother == "unidentified"
)
WITHOUT_SPOUSE = condition(
    "without_spouse",
    "chưa có vợ hoặc chồng, hoặc vợ hoặc chồng đã chết hay mất tích theo quy định của pháp luật",
    _D54,
    lambda f, law: f.marital.is_in("single", "widowed", "spouse_missing"),
)
RAISING_CHILD = condition("raising_child", "đang nuôi con dưới 16 tuổi", _D54, lambda f, law: f.children_under_16 >= 1)
RAISING_TWO_CHILDREN = condition(
    "raising_two_children", "đang nuôi từ hai con dưới 16 tuổi", _D54, lambda f, law: f.children_under_16 >= 2
)
RAISING_STUDENT = condition(
    "raising_student",
    "đang nuôi con từ 16 đến 22 tuổi đang học",
    _D54,
    lambda f, law: f.children_16_22_studying >= 1,
)
RAISING_TWO_STUDENTS = condition(
    "raising_two_students",
    "đang nuôi từ hai con từ 16 đến 22 tuổi đang học",
    _D54,
    lambda f, law: f.children_16_22_studying >= 2,
)
RAISING_OLDER_STUDENT = condition(
    "raising_older_student",
    "đang nuôi con trên 22 tuổi đang học",
    "đoạn 2 khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.children_over_22_studying >= 1,
)
HAD_SINGLE_PARENT_ALLOWANCE = condition(
    "had_single_parent_allowance",
    "đang hưởng trợ cấp đơn thân nghèo nuôi con khi con đủ 16 tuổi",
    "đoạn 2 khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.had_single_parent_allowance == True,  # noqa: E712
)
NO_SUPPORTER = condition(
    "no_supporter",
    "không có người có nghĩa vụ và quyền phụng dưỡng",
    _D55,
    lambda f, law: f.support == "none",
)
NO_ABLE_SUPPORTER = condition(
    "no_able_supporter",
    "không có người có nghĩa vụ và quyền phụng dưỡng, hoặc người đó đang hưởng trợ cấp xã hội hằng tháng",
    _D55,
    lambda f, law: f.support.is_in("none", "on_allowance"),
)
SPOUSE_HAS_SUPPORT = condition(
    "spouse_has_support",
    "vợ hoặc chồng đã hưởng suất hỗ trợ kinh phí chăm sóc này",
    "Điều 17 Nghị định 28/2012/NĐ-CP; điểm a khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP;"
    " điểm a khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.spouse_has_parent_support == True,  # noqa: E712
)
