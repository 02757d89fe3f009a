"""How long each office has, by kind of file and procedure: one row a step, as the text has it.

Steps follow one another: each counts from the day on which the one before was done. A step without days has no term
in the text. Where no text was read, ``unknown_vi`` says so and there are no steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ansinh.legislation.timing import Source

Unit = Literal["working", "calendar"]


@dataclass(frozen=True, slots=True)
class Step:
    """``days`` None: the text sets no term. ``only_if``: a case ("complaint") in which the step is taken at all.

    ``posting_days``: working days of public posting that lie inside the step.
    """

    code: str
    days: int | None
    article: str
    text_vi: str
    unit: Unit = "working"
    only_if: str = ""
    posting_days: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The steps of a kind of file under a procedure. ``decider``: who ends it. ``source`` as in timing."""

    kind: str
    track: str
    procedure: str
    decider: str
    steps: tuple[Step, ...]
    source: Source = "read"
    unknown_vi: str = ""


KINDS: dict[str, str] = {
    "monthly_allowance": "Trợ cấp xã hội, hỗ trợ chăm sóc hằng tháng",
    "social_pension": "Trợ cấp hưu trí xã hội",
    "funeral": "Hỗ trợ chi phí mai táng",
    "funeral_pension": "Hỗ trợ chi phí mai táng đối tượng hưu trí xã hội",
    "move_within_district": "Thay đổi nơi cư trú trong huyện",
    "move_between_districts": "Thay đổi nơi cư trú giữa các huyện, tỉnh",
    "move_between_communes": "Thay đổi nơi cư trú giữa các xã",
    "facility_admission": "Tiếp nhận vào cơ sở trợ giúp xã hội",
    "facility_emergency_papers": "Hoàn thiện hồ sơ tiếp nhận khẩn cấp vào cơ sở",
    "abandoned_child_notice": "Thông báo tìm thân nhân trẻ em bị bỏ rơi",
    "facility_stop": "Dừng trợ giúp tại cơ sở",
    "emergency_care": "Nhận chăm sóc đối tượng cần bảo vệ khẩn cấp",
    "emergency_relief": "Trợ giúp khẩn cấp: lương thực, nhu yếu phẩm, nhà ở, người bị thương tại nơi cư trú",
    "emergency_injury_away": "Trợ giúp khẩn cấp: người bị thương ngoài nơi cư trú",
    "emergency_funeral": "Trợ giúp khẩn cấp: chi phí mai táng",
    "disability_determination": "Xác định mức độ khuyết tật, cấp giấy xác nhận",
    "disability_reissue": "Cấp đổi, cấp lại giấy xác nhận khuyết tật",
    "disability_medical_board": "Xác định mức độ khuyết tật do Hội đồng Giám định y khoa",
    "complaint": "Khiếu nại lần đầu",
    "appeal": "Khiếu nại lần hai",
    "own_data": "Yêu cầu về dữ liệu của chính mình",
}
"""Kinds of files in Vietnamese."""

_A, _P = "assistance", "pension"
_ND20, _ND335 = "Nghị định 20/2021/NĐ-CP", "Nghị định 335/2026/NĐ-CP"
_TT01, _TTLT34 = "Thông tư 01/2019/TT-BLĐTBXH", "Thông tư liên tịch 34/2012/TTLT-BYT-BLĐTBXH"
_LKN = "Luật Khiếu nại 02/2011/QH13 (chưa đối chiếu)"
_NO_TERM_147 = "Các điều 6–10 Nghị định 147/2025/NĐ-CP chưa đọc được; không có thời hạn để áp dụng."

DEADLINES: tuple[Deadline, ...] = (
    Deadline("monthly_allowance", _A, "nd20_2021", "district_chair", (
        Step("commune_review", 7, f"điểm b khoản 1 Điều 8 {_ND20}", "Công chức rà soát, Chủ tịch UBND cấp xã xét duyệt và niêm yết công khai 02 ngày làm việc (trừ thông tin về HIV/AIDS)", posting_days=2),
        Step("complaint", 10, f"điểm b khoản 1 Điều 8 {_ND20}", "Có khiếu nại: Chủ tịch UBND cấp xã xem xét, kết luận, công khai, kể từ ngày nhận khiếu nại", only_if="complaint"),
        Step("commune_forward", 3, f"điểm c khoản 1 Điều 8 {_ND20}", "Chủ tịch UBND cấp xã gửi Phòng Lao động – Thương binh và Xã hội"),
        Step("district_office", 7, f"điểm d khoản 1 Điều 8 {_ND20}", "Phòng thẩm định, trình Chủ tịch UBND cấp huyện"),
        Step("district_chair", 3, f"điểm đ khoản 1 Điều 8 {_ND20}", "Chủ tịch UBND cấp huyện quyết định"),
    )),
    Deadline("monthly_allowance", _A, "nd147_2025", "commune_chair", (
        Step("commune_chair", 10, "Điều 5 Nghị định 147/2025/NĐ-CP", "Chủ tịch UBND cấp xã xác thực, thẩm định, quyết định"),
    ), "summary"),
    Deadline("monthly_allowance", _A, "nd335_2026", "commune_chair", (
        Step("commune_chair", 7, f"khoản 2 Điều 8 {_ND335}", "Chủ tịch UBND cấp xã xác thực, thẩm định, quyết định"),
    )),
    Deadline("social_pension", _P, "nd176_2025", "commune_chair", (
        Step("commune_chair", 10, "Điều 4 Nghị định 176/2025/NĐ-CP", "Chủ tịch UBND cấp xã xác thực, quyết định"),
    ), "summary"),
    Deadline("social_pension", _P, "nd176_2025_amended", "commune_chair", (
        Step("commune_chair", 7, f"khoản 2 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 {_ND335})", "Chủ tịch UBND cấp xã xác thực, thẩm định, quyết định"),
    )),
    Deadline("funeral", _A, "nd20_2021", "district_chair", (
        Step("commune", 2, f"điểm b khoản 4 Điều 11 {_ND20}", "Chủ tịch UBND cấp xã gửi Phòng Lao động – Thương binh và Xã hội"),
        Step("district", 3, f"điểm c khoản 4 Điều 11 {_ND20}", "Phòng xem xét, trình Chủ tịch UBND cấp huyện quyết định"),
    )),
    Deadline("funeral", _A, "nd147_2025", "commune_chair", (), "summary", _NO_TERM_147),
    Deadline("funeral", _A, "nd335_2026", "commune_chair", (
        Step("commune_chair", 3, f"điểm a khoản 3 Điều 11 {_ND335}", "Chủ tịch UBND cấp xã xem xét, quyết định"),
    )),
    Deadline("funeral_pension", _P, "nd176_2025", "commune_chair", (
        Step("commune_chair", 3, "Điều 5 Nghị định 176/2025/NĐ-CP", "Chủ tịch UBND cấp xã xem xét, quyết định"),
    ), "summary"),
    Deadline("funeral_pension", _P, "nd176_2025_amended", "commune_chair", (
        Step("commune_chair", 3, f"điểm a khoản 3 Điều 5 Nghị định 176/2025/NĐ-CP (khoản 3 Điều 31 {_ND335})", "Chủ tịch UBND cấp xã xem xét, quyết định"),
    )),
    Deadline("move_within_district", _A, "nd20_2021", "district_office", (
        Step("commune_new", 3, f"điểm b khoản 3 Điều 8 {_ND20}", "Chủ tịch UBND cấp xã nơi mới gửi Phòng Lao động – Thương binh và Xã hội"),
        Step("district_office", 3, f"điểm c khoản 3 Điều 8 {_ND20}", "Phòng thẩm định, chi trả theo địa chỉ nơi cư trú mới"),
    )),
    # The term counts from the day the new commune receives the file; the old place's steps have none.
    Deadline("move_between_districts", _A, "nd20_2021", "district_chair_new", (
        Step("commune_new", 3, f"điểm c khoản 4 Điều 8 {_ND20}", "Chủ tịch UBND cấp xã nơi mới xác nhận, chuyển Phòng Lao động – Thương binh và Xã hội"),
        Step("district_office_new", 5, f"điểm d khoản 4 Điều 8 {_ND20}", "Phòng thẩm định, trình Chủ tịch UBND cấp huyện quyết định"),
    )),
    Deadline("move_between_communes", _A, "nd147_2025", "commune_chair_new", (
        Step("commune_chair_new", None, "Điều 5 Nghị định 147/2025/NĐ-CP", "Chủ tịch UBND cấp xã nơi mới quyết định; bản tường thuật không nêu thời hạn"),
    ), "summary"),
    Deadline("move_between_communes", _A, "nd335_2026", "commune_chair_new", (
        Step("commune_chair_old", None, f"khoản 3 Điều 8 {_ND335}", "Chủ tịch UBND cấp xã nơi cũ quyết định thôi chi trả, gửi hồ sơ; không ghi thời hạn"),
        Step("commune_chair_new", None, f"khoản 3 Điều 8 {_ND335}", "Chủ tịch UBND cấp xã nơi mới quyết định; không ghi thời hạn"),
    )),
    Deadline("facility_admission", _A, "nd20_2021", "facility_head", (
        Step("commune", 10, f"điểm b khoản 1 Điều 28 {_ND20}", "Chủ tịch UBND cấp xã xét duyệt và niêm yết công khai 07 ngày làm việc (trừ thông tin về HIV)", posting_days=7),
        Step("district_office", 7, f"điểm c khoản 1 Điều 28 {_ND20}", "Phòng thẩm định, trình Chủ tịch UBND cấp huyện"),
        Step("district_chair", 3, f"điểm d khoản 1 Điều 28 {_ND20}", "Chủ tịch UBND cấp huyện quyết định hoặc đề nghị Sở"),
        Step("province_department", 7, f"điểm đ khoản 1 Điều 28 {_ND20}", "Sở thẩm định, chuyển hồ sơ đến cơ sở"),
        Step("facility_head", None, f"điểm đ khoản 1 Điều 28 {_ND20}", "Người đứng đầu cơ sở quyết định tiếp nhận; không ghi thời hạn"),
    )),
    Deadline("facility_admission", _A, "nd147_2025", "facility_head", (), "summary", _NO_TERM_147),
    Deadline("facility_admission", _A, "nd335_2026", "facility_head", (
        Step("commune", 3, f"điểm b khoản 2 Điều 24 {_ND335}", "Chủ tịch UBND cấp xã xác thực, có văn bản gửi cơ sở"),
        Step("facility_head", 2, f"điểm c khoản 2 Điều 24 {_ND335}", "Người đứng đầu cơ sở quyết định tiếp nhận"),
    )),
    Deadline("facility_emergency_papers", _A, "nd20_2021", "facility_head", (
        Step("facility_head", 10, f"điểm b khoản 2 Điều 28 {_ND20}", "Hoàn thiện thủ tục, hồ sơ kể từ khi tiếp nhận"),
    )),
    Deadline("facility_emergency_papers", _A, "nd335_2026", "facility_head", (
        Step("facility_head", None, f"khoản 3 Điều 24 {_ND335}", "Hoàn thành thủ tục, hồ sơ; không ghi thời hạn"),
    )),
    Deadline("abandoned_child_notice", _A, "nd20_2021", "facility_head", (
        Step("facility_head", 25, f"Bước 3 điểm a khoản 2 Điều 28 {_ND20}", "Thông báo trên phương tiện thông tin đại chúng"),
    )),
    Deadline("abandoned_child_notice", _A, "nd335_2026", "facility_head", (
        Step("facility_head", None, f"điểm c khoản 3 Điều 24 {_ND335}", "Thông báo trên phương tiện thông tin đại chúng; không ghi thời hạn"),
    )),
    Deadline("facility_stop", _A, "nd20_2021", "facility_head", (
        Step("facility_head", 7, f"điểm b khoản 3 Điều 30 {_ND20}", "Quyết định dừng kể từ khi nhận được đơn"),
    )),
    Deadline("facility_stop", _A, "nd335_2026", "facility_head", (
        Step("facility_head", None, f"khoản 2 Điều 26 {_ND335}", "Người đứng đầu cơ sở quyết định; không ghi thời hạn"),
    )),
    Deadline("emergency_care", _A, "nd20_2021", "district_chair", (
        Step("commune", 2, f"điểm b khoản 2, điểm b khoản 3 Điều 21 {_ND20}", "Chủ tịch UBND cấp xã gửi Phòng Lao động – Thương binh và Xã hội"),
        Step("district", 3, f"điểm c khoản 2, điểm c khoản 3 Điều 21 {_ND20}", "Phòng thẩm định, trình Chủ tịch UBND cấp huyện quyết định"),
    )),
    # "02 ngày": not working days; relief does not wait for a weekend to pass.
    Deadline("emergency_relief", _A, "nd20_2021", "commune_chair", (
        Step("commune_chair", 2, f"điểm c khoản 3 Điều 12 {_ND20}", "Chủ tịch UBND cấp xã quyết định cứu trợ ngay những trường hợp cấp thiết", unit="calendar"),
    )),
    Deadline("emergency_relief", _A, "nd147_2025", "commune_chair", (
        Step("commune_chair", 2, f"điểm c khoản 3 Điều 12 {_ND20}", "Chủ tịch UBND cấp xã quyết định cứu trợ ngay những trường hợp cấp thiết", unit="calendar"),
    ), "inferred"),
    Deadline("emergency_relief", _A, "nd335_2026", "commune", (
        Step("commune", None, f"khoản 1 Điều 13 {_ND335}", "UBND cấp xã rà soát, quyết định hỗ trợ; không ghi thời hạn"),
    )),
    Deadline("emergency_injury_away", _A, "nd20_2021", "district_chair", (
        Step("district_chair", 2, f"khoản 2 Điều 13 {_ND20}", "Chủ tịch UBND cấp huyện nơi cấp cứu, chữa trị quyết định", unit="calendar"),
    )),
    Deadline("emergency_funeral", _A, "nd20_2021", "district_chair", (
        Step("commune", None, f"điểm a khoản 3 Điều 14 {_ND20}", "Chủ tịch UBND cấp xã đề nghị; không ghi thời hạn"),
        Step("district_chair", 3, f"điểm b khoản 3 Điều 14 {_ND20}", "Chủ tịch UBND cấp huyện quyết định"),
    )),
    Deadline("disability_determination", "disability", "tt01_2019", "commune_chair", (
        Step("council", 20, f"khoản 2 Điều 5 {_TT01}", "Hội đồng xác định mức độ khuyết tật đánh giá, kết luận"),
        Step("certificate", 5, f"khoản 1 Điều 6 {_TT01}", "Niêm yết, thông báo công khai kết luận và cấp Giấy xác nhận khuyết tật"),
        Step("complaint", 5, f"khoản 1 Điều 6 {_TT01}", "Có khiếu nại: Hội đồng xác minh, kết luận, trả lời bằng văn bản", only_if="complaint"),
    )),
    Deadline("disability_reissue", "disability", "tt01_2019", "commune_chair", (
        Step("commune_chair", 5, f"khoản 2 Điều 9 {_TT01}", "Chủ tịch UBND cấp xã cấp đổi, cấp lại theo hồ sơ đang lưu giữ"),
    )),
    Deadline("disability_medical_board", "medical_board", "ttlt34_2012", "commune_chair", (
        Step("council", 3, f"khoản 1, khoản 2 Điều 7 {_TTLT34}", "Hội đồng xác định mức độ khuyết tật chuyển hồ sơ đến Phòng"),
        Step("district_office", 2, f"khoản 1 Điều 8 {_TTLT34}", "Phòng chuyển hồ sơ đến Hội đồng Giám định y khoa"),
        Step("medical_board", 30, f"khoản 1 Điều 9 {_TTLT34}", "Hội đồng Giám định y khoa khám, kết luận"),
        Step("minutes", 10, f"khoản 2 Điều 11 {_TTLT34}", "Gửi biên bản khám giám định"),
        Step("certificate", 5, f"khoản 2 Điều 6 {_TT01}", "Chủ tịch UBND cấp xã cấp Giấy xác nhận khuyết tật"),
    )),
    # Days, not working days; 45 and 60 days for complicated and remote cases are not applied by themselves.
    Deadline("complaint", "complaint", "complaint_2011", "commune_chair", (
        Step("accept", 10, f"Điều 27 {_LKN}", "Thụ lý hoặc thông báo không thụ lý", unit="calendar"),
        Step("settle", 30, f"Điều 28 {_LKN}", "Giải quyết kể từ ngày thụ lý", unit="calendar"),
    ), "knowledge"),
    Deadline("appeal", "complaint", "complaint_2011", "province", (
        Step("accept", 10, f"Điều 36 {_LKN}", "Thụ lý hoặc thông báo không thụ lý", unit="calendar"),
        Step("settle", 45, f"Điều 37 {_LKN}", "Giải quyết kể từ ngày thụ lý", unit="calendar"),
    ), "knowledge"),
    Deadline("own_data", "own_data", "nd13_2023", "commune_chair", (
        Step("answer", 3, "khoản 3 Điều 14 Nghị định 13/2023/NĐ-CP", "Cung cấp trong 72 giờ kể từ khi có yêu cầu", unit="calendar"),
    ), "knowledge"),
)  # fmt: skip
