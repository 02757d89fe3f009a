"""Why a benefit is stopped or suspended, by procedure, with the article and its words.

Circular 02/2021 has detention of a month or more among the grounds of suspension; NĐ 335/2026 Đ9.1 has not. For the
social pension the texts that were read have stops only, and no suspension.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.legislation.timing.procedures_table import Source

_ALLOWANCE = ("social_allowance", "provincial")
_CARE = ("care_support",)
_PENSION = ("social_pension",)
_DECREE_20 = ("nd20_2021", "nd147_2025")
_DECREE_335 = ("nd335_2026",)
_PENSION_DECREE = ("nd176_2025_amended",)
_TT = "Thông tư 02/2021/TT-BLĐTBXH"
_ND = "Nghị định 335/2026/NĐ-CP"


@dataclass(frozen=True, slots=True)
class StopGround:
    """A ground to stop."""

    code: str
    procedures: tuple[str, ...]
    programmes: tuple[str, ...]
    article: str
    text_vi: str
    source: Source = "read"


@dataclass(frozen=True, slots=True)
class SuspensionGround:
    """A ground to suspend: it holds when the number called ``fact`` is at least ``at_least``."""

    code: str
    procedures: tuple[str, ...]
    programmes: tuple[str, ...]
    fact: str
    at_least: int
    article: str
    text_vi: str
    source: Source = "read"


MONTHS_TO_COMPLY = 3
"""After a suspension for non-compliance; still not complied with, the benefit is stopped (point đ)."""

STOP_GROUNDS: tuple[StopGround, ...] = (
    StopGround("dead_or_missing", _DECREE_20, _ALLOWANCE, f"điểm a khoản 1 Điều 2 {_TT}", "Chết hoặc mất tích theo quy định của pháp luật"),
    StopGround("not_eligible", _DECREE_20, _ALLOWANCE, f"điểm b khoản 1 Điều 2 {_TT}", "Không còn đủ điều kiện hưởng"),
    StopGround("imprisoned_or_ordered", _DECREE_20, _ALLOWANCE, f"điểm c khoản 1 Điều 2 {_TT}", "Chấp hành án phạt tù ở trại giam hoặc có quyết định thôi hưởng của cơ quan có thẩm quyền"),
    StopGround("declined", _DECREE_20, _ALLOWANCE, f"điểm d khoản 1 Điều 2 {_TT}", "Từ chối nhận chế độ, chính sách"),
    StopGround("not_complied", _DECREE_20, _ALLOWANCE, f"điểm đ khoản 1 Điều 2 {_TT}", "Sau 03 tháng kể từ khi có quyết định tạm dừng mà vẫn không chấp hành việc xác định lại"),
    StopGround("dead_or_missing", _DECREE_20, _CARE, f"điểm a khoản 2 Điều 2 {_TT}", "Người được nhận chăm sóc hoặc người nhận chăm sóc chết hoặc mất tích theo quy định của pháp luật"),
    StopGround("not_eligible", _DECREE_20, _CARE, f"điểm b khoản 2 Điều 2 {_TT}", "Người được nhận chăm sóc không còn đủ điều kiện"),
    StopGround("carer_not_qualified", _DECREE_20, _CARE, f"điểm c khoản 2 Điều 2 {_TT}", "Người nhận chăm sóc không còn đủ điều kiện theo Điều 22, Điều 23 Nghị định 20/2021/NĐ-CP"),
    StopGround("carer_sanctioned", _DECREE_20, _CARE, f"điểm d khoản 2 Điều 2 {_TT}", "Người nhận chăm sóc bị xử lý vi phạm hành chính trong lĩnh vực bảo trợ, trẻ em hoặc bị kết án"),
    StopGround("dead_or_missing", _DECREE_335, _ALLOWANCE, f"điểm a khoản 2 Điều 9 {_ND}", "Chết hoặc mất tích theo quy định của pháp luật"),
    StopGround("not_eligible", _DECREE_335, _ALLOWANCE, f"điểm b khoản 2 Điều 9 {_ND}", "Không còn đủ điều kiện hưởng theo quy định tại Điều 5"),
    StopGround("imprisoned_or_ordered", _DECREE_335, _ALLOWANCE, f"điểm c khoản 2 Điều 9 {_ND}", "Chấp hành án phạt tù ở trại giam hoặc có quyết định thôi hưởng của cơ quan có thẩm quyền"),
    StopGround("declined", _DECREE_335, _ALLOWANCE, f"điểm d khoản 2 Điều 9 {_ND}", "Từ chối nhận chế độ, chính sách"),
    StopGround("not_complied", _DECREE_335, _ALLOWANCE, f"điểm đ khoản 2 Điều 9 {_ND}", "Sau 03 tháng kể từ khi có quyết định tạm dừng mà vẫn không thực hiện thủ tục xác định lại"),
    StopGround("dead_or_missing", _DECREE_335, _CARE, f"điểm a khoản 3 Điều 9 {_ND}", "Người được nhận chăm sóc hoặc người nhận chăm sóc chết hoặc mất tích theo quy định của pháp luật"),
    StopGround("not_eligible", _DECREE_335, _CARE, f"điểm b khoản 3 Điều 9 {_ND}", "Người được nhận chăm sóc không còn đủ điều kiện theo khoản 1, điểm b khoản 5, khoản 6 Điều 5"),
    StopGround("carer_not_qualified", _DECREE_335, _CARE, f"điểm c khoản 3 Điều 9 {_ND}", "Người nhận chăm sóc không đủ điều kiện theo Điều 19, Điều 20"),
    StopGround("carer_sanctioned", _DECREE_335, _CARE, f"điểm d khoản 3 Điều 9 {_ND}", "Người nhận chăm sóc bị xử lý vi phạm hành chính trong lĩnh vực trợ giúp xã hội, trẻ em hoặc bị kết án"),
    StopGround("dead_or_missing", _PENSION_DECREE, _PENSION, "khoản 4 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP)", "Đối tượng chết"),
    StopGround("not_eligible", _PENSION_DECREE, _PENSION, "khoản 4 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP)", "Không còn đủ điều kiện hưởng theo quy định tại Điều 2"),
)  # fmt: skip

SUSPENSION_GROUNDS: tuple[SuspensionGround, ...] = (
    SuspensionGround("uncollected", _DECREE_20, (*_ALLOWANCE, *_CARE), "uncollected_months", 3, f"điểm a khoản 3 Điều 2 {_TT}", "Không nhận chế độ, chính sách liên tục từ 03 tháng trở lên"),
    SuspensionGround("not_complied", _DECREE_20, (*_ALLOWANCE, *_CARE), "refusals", 1, f"điểm b khoản 3 Điều 2 {_TT}", "Không chấp hành yêu cầu xác định lại mức độ khuyết tật, điều kiện hưởng hoặc thông tin khác"),
    SuspensionGround("detained", _DECREE_20, _ALLOWANCE, "detained_months", 1, f"điểm c khoản 3 Điều 2 {_TT}", "Bị tạm giam từ 01 tháng trở lên"),
    SuspensionGround("uncollected", _DECREE_335, (*_ALLOWANCE, *_CARE), "uncollected_months", 3, f"điểm a khoản 1 Điều 9 {_ND}", "Không nhận chế độ, chính sách liên tục từ 03 tháng trở lên"),
    SuspensionGround("not_complied", _DECREE_335, (*_ALLOWANCE, *_CARE), "refusals", 1, f"điểm b khoản 1 Điều 9 {_ND}", "Không chấp hành yêu cầu xác định lại mức độ khuyết tật, điều kiện hưởng hoặc thông tin khác"),
)  # fmt: skip
