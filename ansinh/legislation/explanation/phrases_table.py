"""What a condition says in a sentence about somebody: when it holds and when it does not.

A phrase may depend on the fact's value; "*" stands for every other value, {value} for the value in words. Conditions
that are not here (ages, and those of a province) are put into words by phrases.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """By value of the fact (as text); a plain text stands for every value."""

    holds: str | Mapping[str, str]
    fails: str | Mapping[str, str]


_GONE = (
    "không thuộc trường hợp đã chết, bị tuyên bố mất tích, đang ở cơ sở trợ giúp xã hội"
    " hoặc đang chấp hành án phạt tù, biện pháp xử lý hành chính"
)
_SUPPORTER = "có người có nghĩa vụ và quyền phụng dưỡng"
_SUPPORTER_ON_ALLOWANCE = "người có nghĩa vụ và quyền phụng dưỡng đang hưởng trợ cấp xã hội hằng tháng"
_PENSION = "lương hưu, trợ cấp bảo hiểm xã hội hằng tháng"
_UNDER_36 = "đang nuôi {value} con dưới 36 tháng tuổi"

PHRASES: Mapping[str, Phrase] = {
    "born": Phrase("đã sinh", "đến hết tháng vẫn chưa sinh"),
    "alive": Phrase("còn sống trong tháng", "đã chết ngày {value}"),
    "abandoned": Phrase("bị bỏ rơi, chưa có người nhận làm con nuôi", "không thuộc trường hợp bị bỏ rơi"),
    "father_gone": Phrase("cha {value}", {"caring": "cha đang nuôi dưỡng", "*": f"cha {_GONE}"}),
    "mother_gone": Phrase("mẹ {value}", {"caring": "mẹ đang nuôi dưỡng", "*": f"mẹ {_GONE}"}),
    "father_unidentified": Phrase("không xác định được cha", "đã xác định được cha"),
    "mother_unidentified": Phrase("không xác định được mẹ", "đã xác định được mẹ"),
    "without_spouse": Phrase(
        {"spouse_missing": "vợ hoặc chồng mất tích theo quy định của pháp luật", "*": "{value}"},
        {
            "divorced": "đã ly hôn (không thuộc trường hợp chưa có vợ, chồng hoặc vợ, chồng đã chết, mất tích)",
            "*": "đang có vợ hoặc chồng",
        },
    ),
    "raising_child": Phrase("đang nuôi {value} con dưới 16 tuổi", "không nuôi con dưới 16 tuổi"),
    "raising_two_children": Phrase("đang nuôi {value} con dưới 16 tuổi", "không nuôi từ hai con dưới 16 tuổi"),
    "raising_two_students": Phrase(
        "đang nuôi {value} con từ 16 đến 22 tuổi đang học", "không nuôi từ hai con từ 16 đến 22 tuổi đang học"
    ),
    "raising_student": Phrase(
        "đang nuôi {value} con từ 16 đến 22 tuổi đang học", "không nuôi con từ 16 đến 22 tuổi đang học"
    ),
    "raising_older_student": Phrase(
        "đang nuôi {value} con trên 22 tuổi đang học", "không nuôi con trên 22 tuổi đang học"
    ),
    "had_single_parent_allowance": Phrase(
        "đang hưởng trợ cấp đơn thân nghèo nuôi con khi con đủ 16 tuổi",
        "không hưởng trợ cấp đơn thân nghèo nuôi con khi con đủ 16 tuổi",
    ),
    "no_supporter": Phrase(
        "không có người có nghĩa vụ và quyền phụng dưỡng",
        {"on_allowance": _SUPPORTER_ON_ALLOWANCE, "*": _SUPPORTER},
    ),
    "no_able_supporter": Phrase(
        {"on_allowance": _SUPPORTER_ON_ALLOWANCE, "*": "không có người có nghĩa vụ và quyền phụng dưỡng"}, _SUPPORTER
    ),
    "spouse_has_support": Phrase(
        "vợ hoặc chồng đã hưởng suất hỗ trợ kinh phí chăm sóc này",
        "vợ hoặc chồng chưa hưởng suất hỗ trợ kinh phí chăm sóc này",
    ),
    "hiv": Phrase("nhiễm HIV/AIDS", "không nhiễm HIV/AIDS"),
    "severe_or_more": Phrase(
        "là người khuyết tật {value}",
        {
            "mild": "mức độ khuyết tật là nhẹ, chưa đến mức nặng",
            "*": "không có giấy xác nhận khuyết tật mức nặng hoặc đặc biệt nặng",
        },
    ),
    "extremely_severe": Phrase("là người khuyết tật đặc biệt nặng", "không thuộc mức khuyết tật đặc biệt nặng"),
    "certified": Phrase(
        {"None": "đã được cấp giấy xác nhận khuyết tật", "*": "có giấy xác nhận khuyết tật cấp ngày {value}"},
        {
            "None": "giấy xác nhận khuyết tật không ghi được ngày cấp",
            "*": "giấy xác nhận khuyết tật cấp ngày {value}, sau tháng xét hưởng",
        },
    ),
    "pregnant": Phrase("đang mang thai", "không mang thai"),
    "child_under_36_months": Phrase(_UNDER_36, "không nuôi con dưới 36 tháng tuổi"),
    "two_under_36_months": Phrase(_UNDER_36, "không nuôi từ hai con dưới 36 tháng tuổi trở lên"),
    "fostered": Phrase(
        "được hộ gia đình, cá nhân khác nhận chăm sóc, nuôi dưỡng",
        "không có hộ gia đình, cá nhân khác nhận chăm sóc, nuôi dưỡng",
    ),
    "own_household_cares": Phrase(
        "được hộ gia đình trực tiếp chăm sóc, nuôi dưỡng", "không do hộ gia đình trực tiếp chăm sóc, nuôi dưỡng"
    ),
    "facility_eligible": Phrase(
        "không có điều kiện sống ở cộng đồng, đủ điều kiện tiếp nhận vào cơ sở trợ giúp xã hội",
        "không thuộc trường hợp đủ điều kiện tiếp nhận vào cơ sở trợ giúp xã hội",
    ),
    "in_facility": Phrase(
        "đang được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội",
        "không được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội",
    ),
    "poor": Phrase(
        "thuộc hộ nghèo", {"near_poor": "thuộc hộ cận nghèo, không phải hộ nghèo", "*": "không thuộc hộ nghèo"}
    ),
    "poor_or_near": Phrase("thuộc {value}", "không thuộc hộ nghèo hoặc hộ cận nghèo"),
    "hard_area": Phrase(
        "sống tại xã, thôn đặc biệt khó khăn vùng đồng bào dân tộc thiểu số và miền núi",
        "không sống tại xã, thôn đặc biệt khó khăn vùng đồng bào dân tộc thiểu số và miền núi",
    ),
    "citizen": Phrase("là công dân Việt Nam", "không phải là công dân Việt Nam"),
    "studying": Phrase(
        "đang học, không gián đoạn",
        {"interrupted": "việc học bị gián đoạn, không được bảo lưu", "*": "không đang học"},
    ),
    "had_orphan_allowance": Phrase(
        "đang hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi",
        "không hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi",
    ),
    "has_pension": Phrase(f"có {_PENSION} {{value}}", f"không có {_PENSION}"),
    "pension_bars": Phrase(
        f"có {_PENSION} {{value}}, không thấp hơn mức trợ cấp hưu trí xã hội",
        {"0": f"không có {_PENSION}", "*": f"{_PENSION} {{value}}, thấp hơn mức trợ cấp hưu trí xã hội"},
    ),
    "merit": Phrase(
        "đang hưởng trợ cấp ưu đãi người có công hằng tháng", "không hưởng trợ cấp ưu đãi người có công hằng tháng"
    ),
    "stable_income": Phrase(
        "có tiền lương, tiền công hoặc thu nhập ổn định hằng tháng",
        "không có tiền lương, tiền công, thu nhập ổn định hằng tháng",
    ),
    "imprisoned": Phrase("đang chấp hành án phạt tù ở trại giam", "không chấp hành án phạt tù"),
}
