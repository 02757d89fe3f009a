"""From which month: one row a rule, by procedure and programme, with its article and its words.

Within a kind the first row that fits a category applies; a row without categories fits all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ansinh.legislation.timing import anchors_table as at
from ansinh.legislation.timing.procedures_table import Source

Kind = Literal["start", "adjust", "stop"]


@dataclass(frozen=True, slots=True)
class MonthRule:
    """A month that counts from ``anchor``. ``programmes``: those of the row; ``categories`` empty: all others."""

    kind: Kind
    procedures: tuple[str, ...]
    programmes: tuple[str, ...]
    categories: tuple[str, ...]
    anchor: at.Anchor
    article: str
    text_vi: str
    source: Source


_PAID_TO_PEOPLE = ("social_allowance", "provincial")
_MONTHLY = ("social_allowance", "care_support", "provincial")
_FACILITY = ("facility_care",)
_PENSION = ("social_pension",)
_BEFORE_2021 = ("nd28_2012", "nd136_2013")

MONTH_RULES: tuple[MonthRule, ...] = (
    # NĐ 28/2012, NĐ 136/2013: the texts were not read; no start before the signing is granted on memory alone.
    MonthRule("start", _BEFORE_2021, (*_MONTHLY, *_FACILITY), (), at.SIGNING, "Điều 8 Nghị định 136/2013/NĐ-CP",
              "Thời gian hưởng kể từ tháng Chủ tịch Ủy ban nhân dân cấp huyện ký quyết định (chưa đối chiếu văn bản gốc).", "knowledge"),
    MonthRule("adjust", _BEFORE_2021, (*_MONTHLY, *_FACILITY), (), at.CHANGE, "Điều 8 Nghị định 136/2013/NĐ-CP",
              "Thời gian điều chỉnh kể từ tháng đủ điều kiện điều chỉnh (chưa đối chiếu văn bản gốc).", "knowledge"),
    MonthRule("stop", _BEFORE_2021, (*_MONTHLY, *_FACILITY), (), at.AFTER_END, "Điều 8 Nghị định 136/2013/NĐ-CP",
              "Thời gian thôi hưởng kể từ tháng ngay sau tháng chết hoặc không đủ điều kiện hưởng (chưa đối chiếu văn bản gốc).", "knowledge"),
    MonthRule("start", ("nd20_2021",), _PAID_TO_PEOPLE, ("elderly_hard_area",), at.TURNING_75, "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian hưởng trợ cấp xã hội hàng tháng đối với người cao tuổi quy định tại điểm b khoản 5 Điều 5 kể từ thời điểm người đó đủ 75 tuổi.", "read"),
    MonthRule("start", ("nd20_2021",), _PAID_TO_PEOPLE, ("elderly_80",), at.TURNING_80, "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian hưởng trợ cấp xã hội hàng tháng đối với người cao tuổi quy định tại điểm c khoản 5 Điều 5 kể từ thời điểm người đó đủ 80 tuổi.", "read"),
    MonthRule("start", ("nd20_2021",), _PAID_TO_PEOPLE, ("disability",), at.CERTIFICATE, "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian hưởng trợ cấp xã hội hàng tháng đối với người khuyết tật từ tháng được cấp giấy xác nhận mức độ khuyết tật.", "read"),
    MonthRule("start", ("nd20_2021",), _MONTHLY, (), at.SIGNING, "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian hưởng của đối tượng khác kể từ tháng Chủ tịch Ủy ban nhân dân cấp huyện ký quyết định.", "read"),
    MonthRule("start", ("nd20_2021",), _FACILITY, (), at.SIGNING, "Điều 28 Nghị định 20/2021/NĐ-CP",
              "Từ tháng người đứng đầu cơ sở quyết định tiếp nhận; văn bản không ghi riêng thời gian hưởng.", "inferred"),
    MonthRule("adjust", ("nd20_2021",), _MONTHLY, (), at.CHANGE, "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian điều chỉnh mức trợ cấp xã hội hàng tháng kể từ tháng đối tượng đủ điều kiện điều chỉnh.", "read"),
    MonthRule("stop", ("nd20_2021",), _MONTHLY, (), at.AFTER_END, "khoản 2 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian thôi hưởng kể từ tháng ngay sau tháng đối tượng chết hoặc không đủ điều kiện hưởng trợ cấp xã hội.", "read"),
    MonthRule("start", ("nd147_2025",), _MONTHLY, (), at.SIGNING, "Điều 5 Nghị định 147/2025/NĐ-CP",
              "Thời gian hưởng kể từ tháng Chủ tịch Ủy ban nhân dân cấp xã ký quyết định.", "summary"),
    MonthRule("start", ("nd147_2025",), _FACILITY, (), at.SIGNING, "Nghị định 147/2025/NĐ-CP",
              "Từ tháng quyết định tiếp nhận; điều về cơ sở của Nghị định 147/2025/NĐ-CP chưa đọc được.", "inferred"),
    MonthRule("adjust", ("nd147_2025",), _MONTHLY, (), at.CHANGE, "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP",
              "Thời gian điều chỉnh kể từ tháng đủ điều kiện điều chỉnh; bản tường thuật Nghị định 147/2025/NĐ-CP không nói khác.", "inferred"),
    MonthRule("stop", ("nd147_2025",), _MONTHLY, (), at.AFTER_END, "khoản 2 Điều 8 Nghị định 20/2021/NĐ-CP; Điều 5 Nghị định 147/2025/NĐ-CP",
              "Thời gian thôi hưởng kể từ tháng ngay sau tháng đối tượng chết hoặc không đủ điều kiện hưởng.", "summary"),
    MonthRule("start", ("nd335_2026",), _MONTHLY, (), at.SIGNING, "khoản 2 Điều 8 Nghị định 335/2026/NĐ-CP",
              "Thời gian hưởng từ tháng Chủ tịch Ủy ban nhân dân cấp xã ký quyết định.", "read"),
    MonthRule("start", ("nd335_2026",), _FACILITY, (), at.SIGNING, "điểm c khoản 2 Điều 24 Nghị định 335/2026/NĐ-CP",
              "Từ tháng người đứng đầu cơ sở quyết định tiếp nhận; văn bản không ghi riêng thời gian hưởng.", "inferred"),
    MonthRule("adjust", ("nd335_2026",), _MONTHLY, (), at.CHANGE, "khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP",
              "Thời gian điều chỉnh mức hưởng kể từ tháng đối tượng thay đổi điều kiện hưởng.", "read"),
    MonthRule("stop", ("nd335_2026",), _MONTHLY, (), at.AFTER_END, "khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP",
              "Thời gian thôi hưởng kể từ tháng ngay sau tháng đối tượng chết, không đủ điều kiện hưởng.", "read"),
    # Facility care has no sentence of its own on months; the amounts are monthly, so the months count alike.
    MonthRule("adjust", ("nd20_2021", "nd147_2025", "nd335_2026"), _FACILITY, (), at.CHANGE, "Điều 25 Nghị định 20/2021/NĐ-CP; Điều 22 Nghị định 335/2026/NĐ-CP",
              "Văn bản không ghi riêng; tính như trợ cấp xã hội hàng tháng.", "inferred"),
    MonthRule("stop", ("nd20_2021", "nd147_2025", "nd335_2026"), _FACILITY, (), at.AFTER_END, "Điều 30 Nghị định 20/2021/NĐ-CP; Điều 26 Nghị định 335/2026/NĐ-CP",
              "Văn bản không ghi riêng; tính như trợ cấp xã hội hàng tháng.", "inferred"),
    MonthRule("start", ("nd176_2025",), _PENSION, (), at.SIGNING, "Điều 4 Nghị định 176/2025/NĐ-CP",
              "Thời gian hưởng kể từ tháng Chủ tịch Ủy ban nhân dân cấp xã ký quyết định.", "summary"),
    MonthRule("start", ("nd176_2025_amended",), _PENSION, (), at.SIGNING, "khoản 2 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP)",
              "Thời gian hưởng trợ cấp hưu trí xã hội kể từ tháng Chủ tịch Ủy ban nhân dân cấp xã ký quyết định.", "read"),
    MonthRule("adjust", ("nd176_2025", "nd176_2025_amended"), _PENSION, (), at.CHANGE, "khoản 1 Điều 3 Nghị định 176/2025/NĐ-CP",
              "Mức hưởng chỉ thay đổi khi mức quy định thay đổi; tính từ tháng áp dụng mức mới.", "inferred"),
    MonthRule("stop", ("nd176_2025",), _PENSION, (), at.AFTER_END, "Điều 4 Nghị định 176/2025/NĐ-CP",
              "Thôi hưởng từ tháng sau liền kề tháng chết hoặc không đủ điều kiện (theo bản sửa đổi năm 2026; bản gốc chưa đọc được).", "inferred"),
    MonthRule("stop", ("nd176_2025_amended",), _PENSION, (), at.AFTER_END, "khoản 4 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP)",
              "Thời gian thôi hưởng từ tháng sau liền kề tháng đối tượng chết hoặc không đủ điều kiện hưởng trợ cấp hưu trí xã hội.", "read"),
)  # fmt: skip
