"""What caused the hardship, and what it did to people, houses and food.

An epidemic is a cause only in the articles that name it.
"""

from __future__ import annotations

from ansinh.legislation.formula import Condition, any_of
from ansinh.legislation.one_off.kind import event_condition

_DEATH = "khoản 1 Điều 14 Nghị định 20/2021/NĐ-CP; điểm a khoản 3 Điều 12 Nghị định 335/2026/NĐ-CP"
_INJURY = "khoản 1 Điều 13 Nghị định 20/2021/NĐ-CP; khoản 2 Điều 12 Nghị định 335/2026/NĐ-CP"
_AWAY = "khoản 2 Điều 13 Nghị định 20/2021/NĐ-CP"
_HOUSE = "Điều 15 Nghị định 20/2021/NĐ-CP; khoản 4 Điều 12 Nghị định 335/2026/NĐ-CP"
_RICE = "khoản 1 Điều 12 Nghị định 20/2021/NĐ-CP; điểm a khoản 1 Điều 12 Nghị định 335/2026/NĐ-CP"
_ESSENTIALS = "khoản 2 Điều 12 Nghị định 20/2021/NĐ-CP; điểm b khoản 1 Điều 12 Nghị định 335/2026/NĐ-CP"
_ORPHANS = "khoản 1 Điều 16 Nghị định 20/2021/NĐ-CP"

_NATURE = ("disaster", "fire", "other_force_majeure")
_ACCIDENTS = ("serious_traffic_accident", "serious_labour_accident")


def _caused_by(name: str, text_vi: str, article: str, causes: tuple[str, ...]) -> Condition:
    return event_condition(name, text_vi, article, lambda f, law: f.cause.is_in(*causes))


DEATH_CAUSE = _caused_by(
    "death_cause",
    "do thiên tai, hỏa hoạn, dịch bệnh, tai nạn giao thông, tai nạn lao động nghiêm trọng hoặc bất khả kháng khác",
    _DEATH,
    (*_NATURE, "epidemic", *_ACCIDENTS),
)
INJURY_CAUSE = _caused_by(
    "injury_cause",
    "do thiên tai, hỏa hoạn, tai nạn giao thông, tai nạn lao động nghiêm trọng hoặc bất khả kháng khác",
    _INJURY,
    (*_NATURE, *_ACCIDENTS),
)
HOUSE_CAUSE = _caused_by("house_cause", "do thiên tai, hỏa hoạn hoặc lý do bất khả kháng khác", _HOUSE, _NATURE)
RICE_CAUSE = _caused_by(
    "rice_cause",
    "thiếu đói do thiên tai, hỏa hoạn, mất mùa, giáp hạt hoặc lý do bất khả kháng khác",
    _RICE,
    (*_NATURE, "crop_failure", "lean_season"),
)
TET = _caused_by("tet", "dịp Tết Nguyên đán", _RICE, ("tet",))
ESSENTIALS_CAUSE = _caused_by(
    "essentials_cause",
    "do thiên tai, hỏa hoạn, dịch bệnh hoặc lý do bất khả kháng khác",
    _ESSENTIALS,
    (*_NATURE, "epidemic"),
)
ORPHANS_CAUSE = _caused_by(
    "orphans_cause",
    "cha và mẹ chết, mất tích do thiên tai, hỏa hoạn, dịch bệnh hoặc lý do bất khả kháng khác",
    _ORPHANS,
    (*_NATURE, "epidemic"),
)
TREATED_LONG = event_condition(
    "treated_long",
    "phải cấp cứu và điều trị tại cơ sở y tế từ 3 ngày trở lên",
    "khoản 2 Điều 2 Nghị định 20/2021/NĐ-CP; khoản 2 Điều 12 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.treatment_days >= law.treatment_days_least,
)
AWAY = event_condition(
    "away_from_home",
    "bị thương ngoài nơi cư trú",
    _AWAY,
    lambda f, law: f.away_from_home == True,  # noqa: E712
)
# law.relatives_allowed is 1 where the reading covers people with relatives beside them, otherwise 0.
WITHOUT_RELATIVES = event_condition(
    "without_relatives",
    "không có người thân thích chăm sóc",
    _AWAY,
    lambda f, law: f.relatives_present <= law.relatives_allowed,
)
_POOR_OR_NEAR = event_condition(
    "poor_or_near", "thuộc hộ nghèo, hộ cận nghèo", _HOUSE, lambda f, law: f.poverty.is_in("poor", "near_poor")
)
_HARD = event_condition(
    "hard_circumstances",
    "hộ gia đình có hoàn cảnh khó khăn",
    _HOUSE,
    lambda f, law: f.hard_circumstances == True,  # noqa: E712
)
POOR_HOUSEHOLD = any_of(_POOR_OR_NEAR, _HARD)
POOR_OR_NEAR_DECEASED = event_condition(
    "poor_or_near_deceased",
    "thuộc hộ nghèo, hộ cận nghèo",
    "điểm d khoản 1 Điều 11 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.poverty.is_in("poor", "near_poor"),
)
DESTROYED = event_condition(
    "destroyed", "nhà ở bị đổ, sập, trôi, cháy hoàn toàn", _HOUSE, lambda f, law: f.damage == "destroyed"
)
UNINHABITABLE = event_condition(
    "uninhabitable", "nhà ở bị hư hỏng nặng mà không ở được", _HOUSE, lambda f, law: f.damage == "uninhabitable"
)
NO_OTHER_DWELLING = event_condition(
    "no_other_dwelling",
    "không còn nơi ở",
    _HOUSE,
    lambda f, law: f.other_dwelling == False,  # noqa: E712
)
RELOCATION_ORDERED = event_condition(
    "relocation_ordered",
    "phải di dời nhà ở khẩn cấp theo quyết định của cơ quan có thẩm quyền",
    "khoản 2 Điều 15 Nghị định 20/2021/NĐ-CP; điểm b khoản 4 Điều 12 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.relocation_ordered == True,  # noqa: E712
)
SHORT_OF_FOOD = event_condition(
    "short_of_food",
    "thuộc hộ thiếu đói",
    _RICE,
    lambda f, law: f.short_of_food == True,  # noqa: E712
)
HOUSE_LOST = event_condition("house_lost", "mất nhà ở", _ESSENTIALS, lambda f, law: f.damage == "destroyed")
NOT_SELF_SUFFICIENT = event_condition(
    "not_self_sufficient",
    "không có khả năng tự bảo đảm các nhu cầu thiết yếu",
    _ESSENTIALS,
    lambda f, law: f.self_sufficient == False,  # noqa: E712
)
