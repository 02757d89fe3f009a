"""Other values of facts that it makes sense to speak of, and how.

``now``: an officer may name it to somebody of whom the fact is known. ``when_unknown``: only as one of the possible
answers while the fact is not known. What is in neither is never suggested: nobody is told what a death, an infection
or another birthday would bring. tests/unit/legislation holds the table against the contract, value by value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_GROWN = 16
_OLD = 60
_NOT_YET_OLD = 59


@dataclass(frozen=True, slots=True)
class Alternatives:
    """By value of the fact (as text). For numbers: "any" and "more" with {value}, "none", "fewer"; for dates "earlier".

    ``from_age``, ``to_age``: full years between which the fact has any meaning; ``sex``: the sex it is about.
    """

    now: Mapping[str, str] = field(default_factory=dict)
    when_unknown: Mapping[str, str] = field(default_factory=dict)
    from_age: int = 0
    to_age: int = 200
    sex: str | None = None


def _parent(word: str) -> Alternatives:
    return Alternatives(
        {
            "caring": f"nếu {word} trực tiếp nuôi dưỡng",
            "missing": f"nếu {word} được Tòa án tuyên bố mất tích",
            "unidentified": f"nếu không xác định được {word}",
        },
        {
            "deceased": f"nếu {word} đã chết",
            "in_facility": f"nếu {word} đang ở cơ sở trợ giúp xã hội",
            "detained": f"nếu {word} đang chấp hành án phạt tù, biện pháp xử lý hành chính",
        },
        to_age=15,
    )


def _children(which: str, from_age: int = _GROWN, to_age: int = 75) -> Alternatives:
    return Alternatives(
        {
            "more": f"nếu đang nuôi {{value}} con {which}",
            "fewer": f"nếu chỉ còn nuôi {{value}} con {which}",
            "none": f"nếu không còn nuôi con {which}",
        },
        from_age=from_age,
        to_age=to_age,
    )


ALTERNATIVES: Mapping[str, Alternatives] = {
    "hard_area": Alternatives({
        "True": "nếu sống tại xã, thôn đặc biệt khó khăn vùng đồng bào dân tộc thiểu số và miền núi",
        "False": "nếu nơi ở không còn là xã, thôn đặc biệt khó khăn",
    }),
    "citizen": Alternatives({"True": "nếu là công dân Việt Nam"}, {"False": "nếu không phải là công dân Việt Nam"}),
    "poverty": Alternatives({
        "none": "nếu hộ không thuộc hộ nghèo, hộ cận nghèo",
        "near_poor": "nếu hộ được công nhận là hộ cận nghèo",
        "poor": "nếu hộ được công nhận là hộ nghèo",
    }),
    "abandoned": Alternatives(
        {"False": "nếu được nhận làm con nuôi"}, {"True": "nếu bị bỏ rơi, chưa có người nhận làm con nuôi"}, to_age=15
    ),
    "father": _parent("cha"),
    "mother": _parent("mẹ"),
    "studying": Alternatives({
        "no": "nếu không đang học",
        "yes": "nếu đang học, không gián đoạn",
        "interrupted": "nếu việc học bị gián đoạn mà không được bảo lưu",
    }),
    "had_orphan_allowance": Alternatives(
        {"True": "nếu có quyết định cho thấy đang hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi"},
        {"False": "nếu không hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi"},
        from_age=_GROWN,
    ),
    "hiv": Alternatives({}, {
        "True": "nếu có giấy xác nhận nhiễm HIV của cơ quan y tế có thẩm quyền",
        "False": "nếu không nhiễm HIV",
    }),
    "marital": Alternatives(
        {"spouse_missing": "nếu vợ hoặc chồng được Tòa án tuyên bố mất tích", "married": "nếu đang có vợ hoặc chồng"},
        {"single": "nếu chưa kết hôn", "divorced": "nếu đã ly hôn", "widowed": "nếu vợ hoặc chồng đã chết"},
        from_age=_GROWN,
    ),
    "children_under_16": _children("dưới 16 tuổi"),
    "children_16_22_studying": _children("từ 16 đến 22 tuổi đang học", 32),
    "children_over_22_studying": _children("trên 22 tuổi đang học", 38),
    "had_single_parent_allowance": Alternatives(
        {"True": "nếu có quyết định cho thấy đang hưởng trợ cấp đơn thân nghèo nuôi con khi con đủ 16 tuổi"},
        {"False": "nếu không hưởng trợ cấp đơn thân nghèo nuôi con khi con đủ 16 tuổi"},
        from_age=32,
    ),
    "support": Alternatives(
        {
            "none": "nếu được xác nhận không có người có nghĩa vụ và quyền phụng dưỡng",
            "on_allowance": "nếu người có nghĩa vụ và quyền phụng dưỡng đang hưởng trợ cấp xã hội hằng tháng",
            "present": "nếu có người có nghĩa vụ và quyền phụng dưỡng",
        },
        from_age=_NOT_YET_OLD,
    ),
    "facility_eligible": Alternatives(
        {
            "True": "nếu được xác nhận không có điều kiện sống ở cộng đồng, đủ điều kiện vào cơ sở trợ giúp xã hội",
            "False": "nếu không thuộc trường hợp đủ điều kiện vào cơ sở trợ giúp xã hội",
        },
        from_age=_NOT_YET_OLD,
    ),
    "pension_vnd": Alternatives(
        {
            "none": "nếu không hưởng lương hưu, trợ cấp bảo hiểm xã hội hằng tháng",
            "any": "nếu có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng",
            "more": "nếu có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng từ {value}",
            "fewer": "nếu lương hưu, trợ cấp bảo hiểm xã hội hằng tháng thấp hơn {value}",
        },
        from_age=_GROWN,
    ),
    "merit_allowance": Alternatives(
        {
            "True": "nếu hưởng trợ cấp ưu đãi người có công hằng tháng",
            "False": "nếu không hưởng trợ cấp ưu đãi người có công hằng tháng",
        },
        from_age=_GROWN,
    ),
    "stable_income": Alternatives(
        {
            "True": "nếu có tiền lương, tiền công hoặc thu nhập ổn định hằng tháng",
            "False": "nếu không có tiền lương, tiền công, thu nhập ổn định hằng tháng",
        },
        from_age=_GROWN,
    ),
    "disability": Alternatives({
        "none": "nếu không có giấy xác nhận khuyết tật còn giá trị",
        "mild": "nếu giấy xác nhận khuyết tật ghi mức nhẹ",
        "severe": "nếu có giấy xác nhận khuyết tật mức nặng",
        "extremely_severe": "nếu có giấy xác nhận khuyết tật mức đặc biệt nặng",
    }),
    "disability_certified": Alternatives({"earlier": "nếu giấy xác nhận khuyết tật được cấp từ ngày {value} trở về trước"}),
    "pregnant": Alternatives(
        {"True": "nếu có giấy xác nhận đang mang thai"}, {"False": "nếu không mang thai"}, from_age=_GROWN, to_age=55,
        sex="female",
    ),
    "children_under_36_months": _children("dưới 36 tháng tuổi", _GROWN, 55),
    "spouse_has_parent_support": Alternatives(
        {
            "True": "nếu vợ hoặc chồng hưởng suất hỗ trợ kinh phí chăm sóc này",
            "False": "nếu vợ hoặc chồng không hưởng suất hỗ trợ kinh phí chăm sóc này",
        },
        from_age=_GROWN,
    ),
    "care": Alternatives({
        "none": "nếu không còn người trực tiếp chăm sóc, nuôi dưỡng",
        "own_household": "nếu được hộ gia đình trực tiếp chăm sóc, nuôi dưỡng",
        "foster": "nếu được hộ gia đình, cá nhân khác nhận chăm sóc, nuôi dưỡng",
    }),
    "in_facility": Alternatives(
        {"False": "nếu rời cơ sở trợ giúp xã hội về sống tại cộng đồng"},
        {"True": "nếu đang được nuôi dưỡng tại cơ sở trợ giúp xã hội"},
    ),
    "imprisoned": Alternatives({
        "True": "nếu phải chấp hành án phạt tù ở trại giam",
        "False": "nếu đã chấp hành xong án phạt tù",
    }),
}  # fmt: skip

# Never spoken of: where somebody lives is not a way to a benefit, a death is not a change to point out, and a day of
# birth is looked up, not chosen.
LEFT_OUT: frozenset[str] = frozenset({"person_id", "month", "province", "born", "died", "sex"})
