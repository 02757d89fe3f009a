"""Hỗ trợ chi phí mai táng (NĐ 20 Đ11; NĐ 176 Đ5; NĐ 335 Đ11): given once, to whoever buries."""

from __future__ import annotations

from ansinh.casework.cases.kind import OFFICE_FLOWS, Asked, CaseKind, Outcome, Paper, Starter

_D11 = "khoản 3 Điều 11 Nghị định 20/2021/NĐ-CP"

KIND = CaseKind(
    code="funeral",
    label="Hỗ trợ chi phí mai táng",
    word="Trợ cấp một lần",
    group="Trợ giúp một lần",
    starters=(Starter.BURIER, Starter.FAMILY, Starter.ORGANISATION),
    outcome=Outcome.ONCE,
    flows=OFFICE_FLOWS,
    terms={"assistance": "funeral", "pension": "funeral_pension"},
    papers={
        "nd335_2026": (Paper("form", "Tờ khai Mẫu số 03", "điểm a khoản 3 Điều 11 Nghị định 335/2026/NĐ-CP"),),
        "nd176_2025": (Paper("form", "Tờ khai Mẫu số 02", "Điều 5 Nghị định 176/2025/NĐ-CP"),),
        "nd176_2025_amended": (
            Paper(
                "form",
                "Tờ khai Mẫu số 03",
                "khoản 3 Điều 5 Nghị định 176/2025/NĐ-CP (khoản 3 Điều 31 Nghị định 335/2026/NĐ-CP)",
            ),
        ),
        "": (
            Paper("form", "Tờ khai Mẫu số 04", f"điểm a {_D11}"),
            Paper("death", "Bản sao giấy chứng tử", f"điểm b {_D11}"),
            Paper(
                "other_stop",
                "Quyết định thôi hưởng trợ cấp khác (người đang hưởng tuất, trợ cấp khác)",
                _D11,
                needed=False,
            ),
        ),
    },
    programmes=("social_allowance", "social_pension"),
    asked=(
        Asked("payee", "Người nhận tiền"),
        Asked(
            "cause",
            "Nguyên nhân",
            "choice",
            (
                ("ordinary", "Thông thường"),
                ("disaster", "Thiên tai"),
                ("fire", "Hỏa hoạn"),
                ("epidemic", "Dịch bệnh"),
                ("serious_traffic_accident", "Tai nạn giao thông nghiêm trọng"),
                ("serious_labour_accident", "Tai nạn lao động nghiêm trọng"),
                ("other_force_majeure", "Lý do bất khả kháng khác"),
            ),
        ),
        Asked(
            "monthly_benefit",
            "Người chết đang hưởng trợ cấp hằng tháng khác",
            "choice",
            (("none", "Không"), ("survivors", "Tuất bảo hiểm xã hội hằng tháng"), ("other", "Trợ cấp hằng tháng khác")),
        ),
        Asked(
            "child_of_single_parent",
            "Là con được tính trong trợ cấp của người đơn thân nghèo",
            "choice",
            (("no", "Không"), ("yes", "Có")),
        ),
        Asked(
            "other_funeral_vnd",
            "Mai táng phí theo văn bản khác, đồng",
            "money",
            required=False,
            hint="Chỉ hưởng một mức cao nhất.",
        ),
    ),
    about_dead=True,
)
