"""People under emergency protection, and what a facility spends on its residents."""

from __future__ import annotations

from ansinh.legislation.formula import Condition, all_of, any_of
from ansinh.legislation.one_off.kind import event_condition

_D18 = "khoản 2 Điều 18 Nghị định 20/2021/NĐ-CP; khoản 2 Điều 15 Nghị định 335/2026/NĐ-CP"
_ORPHANS = "điểm a khoản 2 Điều 18, Điều 16 Nghị định 20/2021/NĐ-CP; điểm a khoản 2 Điều 15 Nghị định 335/2026/NĐ-CP"
_TREATMENT = (
    "điểm b khoản 2 Điều 19 Nghị định 20/2021/NĐ-CP; khoản 2 Điều 3 Thông tư 02/2021/TT-BLĐTBXH;"
    " điểm b khoản 2 Điều 16 Nghị định 335/2026/NĐ-CP"
)
_TRANSPORT = "khoản 3 Điều 3 Thông tư 02/2021/TT-BLĐTBXH; điểm c khoản 2 Điều 16 Nghị định 335/2026/NĐ-CP"
_CEILINGS = "Điều 22 Nghị định 335/2026/NĐ-CP; khoản 5 Điều 3 Thông tư 76/2021/TT-BTC"

CHILD = event_condition(
    "child", "là trẻ em (dưới 16 tuổi)", "Điều 1 Luật Trẻ em 2016", lambda f, law: f.born > law.full_16
)
PARENTS_LOST = event_condition(
    "parents_lost",
    "có cả cha và mẹ chết, mất tích",
    _ORPHANS,
    lambda f, law: f.parents_lost == True,  # noqa: E712
)
NO_ABLE_RELATIVE = event_condition(
    "no_able_relative",
    "không có người thân thích có khả năng chăm sóc, nuôi dưỡng",
    _ORPHANS,
    lambda f, law: f.able_relative == False,  # noqa: E712
)


def _protected_as(word: str, text_vi: str, article: str = _D18) -> Condition:
    return event_condition(f"protected_{word}", text_vi, article, lambda f, law: f.protected_as == word)


_ORPHAN = all_of(_protected_as("orphan", "là trẻ em mất cả cha và mẹ", _ORPHANS), CHILD, PARENTS_LOST, NO_ABLE_RELATIVE)
_VICTIM = _protected_as(
    "victim", "là nạn nhân bạo lực gia đình, bị xâm hại tình dục, thân thể, bị mua bán, bị cưỡng bức lao động"
)
_ILL_TREATED = _protected_as(
    "ill_treated",
    "là nạn nhân bị ngược đãi, bị bỏ rơi",
    "điểm b khoản 2 Điều 15 Nghị định 335/2026/NĐ-CP",
)
_WANDERING = _protected_as("wandering", "là trẻ em, người lang thang xin ăn chờ đưa về nơi cư trú hoặc vào cơ sở")
_BY_DECISION = _protected_as("by_decision", "theo quyết định của Chủ tịch Ủy ban nhân dân cấp tỉnh")
PROTECTED_ND20 = any_of(_ORPHAN, _VICTIM, _WANDERING, _BY_DECISION)
PROTECTED_ND335 = any_of(_ORPHAN, _VICTIM, _ILL_TREATED, _WANDERING, _BY_DECISION)

NO_CARD = event_condition(
    "no_card",
    "không có thẻ bảo hiểm y tế (có thẻ thì theo pháp luật về bảo hiểm y tế)",
    _TREATMENT,
    lambda f, law: f.insurance_card == False,  # noqa: E712
)


def _by(means: str, text_vi: str) -> Condition:
    return event_condition(f"by_{means}", text_vi, _TRANSPORT, lambda f, law: f.transport == means)


BY_PUBLIC = _by("public", "đi bằng phương tiện công cộng phổ thông")
BY_AGENCY_CAR = _by("agency_car", "đi bằng phương tiện của cơ quan, đơn vị")
BY_HIRED_CAR = _by("hired_car", "thuê xe bên ngoài theo hợp đồng")


def item_is(word: str, text_vi: str) -> Condition:
    """The item of a facility's spending that is asked about."""
    return event_condition(f"item_{word}", text_vi, _CEILINGS, lambda f, law: f.item == word)


VOLUNTARY = event_condition(
    "voluntary",
    "là đối tượng tự nguyện theo hợp đồng",
    "khoản 5 Điều 24 Nghị định 20/2021/NĐ-CP; khoản 4 Điều 21 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.voluntary_resident == True,  # noqa: E712
)
