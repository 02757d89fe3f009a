"""What is said of one event from which a one-off benefit is worked out: names, kinds, values and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ansinh.legislation.expression import FactNames
from ansinh.legislation.facts_table import PROVINCE_CODES, FactColumn

KIND_CODES: tuple[str, ...] = (
    "funeral", "injury", "house_rebuild", "relocation", "house_repair", "rice", "essentials", "disaster_orphan",
    "protection_food", "protection_treatment", "protection_transport", "facility_ceiling",
)  # fmt: skip


def _yes_no(name: str, label_vi: str, default: bool | None = False) -> FactColumn:
    return FactColumn(name, "yes_no", (), default, label_vi)


# What a kind rests on has no default, so that nobody is refused because a column was left out.
EVENT_COLUMNS: tuple[FactColumn, ...] = (
    FactColumn("event_id", "id", (), "required", "Mã sự việc"),
    FactColumn("kind", "choice", KIND_CODES, "required", "Loại trợ giúp"),
    FactColumn("happened", "exact_date", (), "required", "Ngày xảy ra sự việc: ngày mất, bị thương, thiệt hại, ngày đầu được bảo vệ, ngày đầu của đợt hỗ trợ, ngày chi"),
    FactColumn("province", "province", PROVINCE_CODES, "15", "Mã tỉnh"),
    FactColumn("cause", "choice", ("ordinary", "disaster", "fire", "epidemic", "serious_traffic_accident", "serious_labour_accident", "other_force_majeure", "tet", "crop_failure", "lean_season"), None,
               "Nguyên nhân: thông thường, thiên tai (kể cả nguy cơ sạt lở, lũ, lụt), hỏa hoạn, dịch bệnh, tai nạn giao thông hoặc lao động nghiêm trọng, bất khả kháng khác, dịp Tết Nguyên đán, mất mùa, giáp hạt"),
    FactColumn("born", "date", (), None, "Ngày sinh của người chết, của trẻ em"),
    FactColumn("poverty", "choice", ("none", "near_poor", "poor"), "none", "Hộ nghèo, hộ cận nghèo"),
    _yes_no("hard_circumstances", "Hộ gia đình có hoàn cảnh khó khăn"),
    FactColumn("allowance", "choice", ("none", "applied", "receiving"), "none", "Trợ cấp xã hội hằng tháng của người chết: không, đã nộp tờ khai và đủ điều kiện nhưng chưa có quyết định, đang hưởng"),
    FactColumn("social_pension", "choice", ("none", "applied", "receiving"), "none", "Trợ cấp hưu trí xã hội của người chết: như trên"),
    _yes_no("child_of_single_parent", "Người chết là con được tính trong trợ cấp của người đơn thân nghèo đang nuôi con"),
    FactColumn("monthly_benefit", "choice", ("none", "survivors", "other"), "none", "Trợ cấp hằng tháng khác của người chết: không, tuất bảo hiểm xã hội, trợ cấp hằng tháng khác"),
    _yes_no("in_facility", "Người chết được nuôi dưỡng tại cơ sở trợ giúp xã hội bằng ngân sách"),
    _yes_no("unclaimed", "Không có người nhận trách nhiệm mai táng; cơ quan, tổ chức, cá nhân khác đứng ra mai táng"),
    FactColumn("burial_cost_vnd", "amount", (), 0, "Chi phí mai táng thực tế của cơ quan, tổ chức, cá nhân đứng ra mai táng (đồng)"),
    FactColumn("other_funeral_vnd", "amount", (), 0, "Mai táng phí được hưởng theo văn bản khác (đồng)"),
    FactColumn("treatment_days", "days", (), None, "Số ngày cấp cứu và điều trị tại cơ sở y tế"),
    _yes_no("away_from_home", "Bị thương ngoài nơi cư trú"),
    _yes_no("relatives_present", "Có người thân thích chăm sóc tại nơi cấp cứu, chữa trị"),
    FactColumn("damage", "choice", ("none", "damaged", "uninhabitable", "destroyed"), None, "Nhà ở: không hại, hư hỏng nhưng còn ở được, hư hỏng nặng không ở được, đổ, sập, trôi, cháy hoàn toàn"),
    _yes_no("other_dwelling", "Còn nơi ở khác", None),
    _yes_no("relocation_ordered", "Có quyết định của cơ quan có thẩm quyền phải di dời nhà ở khẩn cấp", None),
    _yes_no("short_of_food", "Thuộc hộ thiếu đói", None),
    FactColumn("persons", "people", (), 1, "Số người được hỗ trợ"),
    FactColumn("months", "count", (), 3, "Số tháng được hỗ trợ"),
    _yes_no("self_sufficient", "Tự bảo đảm được các nhu cầu thiết yếu", None),
    FactColumn("protected_as", "choice", ("none", "orphan", "victim", "ill_treated", "wandering", "by_decision"), None,
               "Cần bảo vệ khẩn cấp: không; trẻ em có cả cha và mẹ chết, mất tích; nạn nhân bạo lực gia đình, bị xâm hại, bị mua bán, bị cưỡng bức lao động; nạn nhân bị ngược đãi, bị bỏ rơi; trẻ em, người lang thang xin ăn chờ đưa về; theo quyết định của Chủ tịch UBND tỉnh"),
    _yes_no("parents_lost", "Cả cha và mẹ chết hoặc mất tích", None),
    _yes_no("able_relative", "Còn người thân thích có khả năng chăm sóc, nuôi dưỡng", None),
    FactColumn("days", "days", (), None, "Số ngày sống tại hộ nhận chăm sóc, nuôi dưỡng, kể từ ngày happened"),
    _yes_no("insurance_card", "Có thẻ bảo hiểm y tế", None),
    FactColumn("treatment_cost_vnd", "amount", (), None, "Chi phí khám, chữa bệnh theo mức quỹ bảo hiểm y tế trả cho người có thẻ tương ứng (đồng)"),
    FactColumn("transport", "choice", ("public", "agency_car", "hired_car"), None, "Phương tiện đưa về: công cộng phổ thông, xe của cơ quan, thuê xe theo hợp đồng"),
    FactColumn("transport_cost_vnd", "amount", (), None, "Giá vé phương tiện công cộng, hoặc giá thuê xe theo hợp đồng (đồng)"),
    FactColumn("distance_km", "km", (), None, "Số km thực tế của xe cơ quan"),
    FactColumn("petrol_vnd", "amount", (), None, "Giá một lít xăng tại thời điểm vận chuyển (đồng)"),
    FactColumn("item", "choice", ("personal_items", "medicine_rehabilitation_culture", "electricity_water", "equipment", "common_medicine"), None,
               "Khoản chi của cơ sở: tư trang, vật dụng; thuốc thông thường, phục hồi chức năng, văn hóa; điện, nước; trang thiết bị; thuốc chữa bệnh thông thường theo tháng"),
    _yes_no("voluntary_resident", "Đối tượng tự nguyện theo hợp đồng"),
)  # fmt: skip

EVENT_FACTS: Mapping[str, FactColumn] = MappingProxyType({column.name: column for column in EVENT_COLUMNS})
OF_AN_EVENT = FactNames(EVENT_COLUMNS)
