"""Roles as an auditor reads them: who they are, what they may do, and how far they see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ansinh.access.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A role; ``wide`` roles see every area of the province, the others only those granted to them.

    ``level``: the kind of area it is granted in; empty: any. ``last_day``: the offices that held it ended with that
    day, old grants stay readable. ``must_end``: granted for a time only, as an inspection is.
    """

    code: str
    label: str
    description: str
    permissions: frozenset[P]
    wide: bool = False
    level: str = ""
    last_day: date | None = None
    must_end: bool = False

    @property
    def over(self) -> bool:
        """Whether nobody comes to hold it any more."""
        return self.last_day is not None


DISTRICTS_UNTIL = date(2025, 6, 30)
"""Luật số 72/2025/QH15: from 1 July 2025 there is no district level."""
COMMUNE, DISTRICT, PROVINCE = "commune", "district", "province"


ROLES = {
    role.code: role
    for role in (
        Role(
            "commune_officer",
            "Công chức văn hóa – xã hội cấp xã",
            "Nhận danh sách, giữ thông tin về người dân luôn đúng, lập đề nghị và danh sách chi trả.",
            frozenset(
                {
                    P.VIEW_FIGURES,
                    P.READ_PERSON,
                    P.IMPORT_LISTS,
                    P.RECORD_NEWS,
                    P.APPROVE_NEWS,
                    P.MERGE_PEOPLE,
                    P.PREPARE_PROPOSALS,
                    P.PREPARE_PAYROLL,
                    P.VERIFY_PAID,
                    P.KEEP_STOCK,
                    P.RUN_MONTH,
                }
            ),
            level=COMMUNE,
        ),
        Role(
            "commune_chair",
            "Chủ tịch UBND cấp xã",
            "Ký quyết định và duyệt danh sách chi trả do người khác lập.",
            frozenset(
                {
                    P.VIEW_FIGURES,
                    P.READ_PERSON,
                    P.APPROVE_NEWS,
                    P.DECIDE,
                    P.APPROVE_PAYROLL,
                    P.APPROVE_BUDGET,
                    P.LEND_RECORDS,
                }
            ),
            level=COMMUNE,
        ),
        Role(
            "commune_account_holder",
            "Chủ tài khoản, kế toán trưởng cấp xã",
            "Chuẩn chi danh sách chi trả do người khác lập và duyệt.",
            frozenset({P.VIEW_FIGURES, P.READ_PERSON, P.AUTHORISE_PAYROLL}),
        ),
        Role(
            "commune_accountant",
            "Kế toán cấp xã",
            "Chuyển danh sách đã chuẩn chi sang đơn vị chi trả, nhập kết quả, giữ dự toán, kho và khóa sổ của xã.",
            frozenset(
                {
                    P.VIEW_FIGURES,
                    P.READ_PERSON,
                    P.RELEASE_PAYROLL,
                    P.RECORD_RETURNS,
                    P.PREPARE_BUDGET,
                    P.CLOSE_PERIOD,
                    P.KEEP_STOCK,
                }
            ),
            level=COMMUNE,
        ),
        Role(
            "payer",
            "Đơn vị chi trả (bưu điện)",
            "Nhận danh sách chi trả và báo kết quả; không xem hồ sơ.",
            frozenset({P.RECORD_RETURNS}),
        ),
        Role(
            "district_officer",
            "Chuyên viên Phòng Lao động – Thương binh và Xã hội cấp huyện (đến 30/6/2025)",
            "Thẩm định đề nghị của các xã trong huyện, theo dõi số liệu của huyện.",
            frozenset({P.VIEW_FIGURES, P.READ_PERSON, P.PREPARE_PROPOSALS, P.PREPARE_PAYROLL}),
            level=DISTRICT,
            last_day=DISTRICTS_UNTIL,
        ),
        Role(
            "district_chair",
            "Chủ tịch UBND cấp huyện (đến 30/6/2025)",
            "Ký quyết định và duyệt danh sách chi trả của các xã trong huyện.",
            frozenset({P.VIEW_FIGURES, P.READ_PERSON, P.DECIDE, P.APPROVE_PAYROLL}),
            level=DISTRICT,
            last_day=DISTRICTS_UNTIL,
        ),
        Role(
            "province_officer",
            "Chuyên viên cấp tỉnh",
            "Theo dõi, tổng hợp toàn tỉnh, thử dự thảo và dự báo; xem từng người khi có mục đích được ghi lại.",
            frozenset(
                {
                    P.VIEW_FIGURES,
                    P.READ_PERSON,
                    P.IMPORT_LISTS,
                    P.RECORD_NEWS,
                    P.APPROVE_NEWS,
                    P.MERGE_PEOPLE,
                    P.RUN_MONTH,
                    P.PREPARE_PROPOSALS,
                    P.PREPARE_PAYROLL,
                    P.VERIFY_PAID,
                    P.RUN_SIMULATIONS,
                    P.PREPARE_AREAS,
                    P.PREPARE_LAW,
                }
            ),
            wide=True,
            level=PROVINCE,
        ),
        Role(
            "province_leader",
            "Lãnh đạo cấp tỉnh",
            "Duyệt kỳ chi trả của nhiều xã và dự toán, thử dự thảo, dự báo kinh phí, ban hành mức và đối tượng của "
            "tỉnh, áp dụng thay đổi địa bàn.",
            frozenset(
                {
                    P.VIEW_FIGURES,
                    P.DECIDE,
                    P.APPROVE_PAYROLL,
                    P.APPROVE_BUDGET,
                    P.RUN_SIMULATIONS,
                    P.APPLY_AREAS,
                    P.PUBLISH_LAW,
                    P.LEND_RECORDS,
                }
            ),
            wide=True,
            level=PROVINCE,
        ),
        Role(
            "province_account_holder",
            "Chủ tài khoản, kế toán trưởng cấp tỉnh",
            "Chuẩn chi kỳ chi trả của nhiều xã do người khác lập và duyệt.",
            frozenset({P.VIEW_FIGURES, P.AUTHORISE_PAYROLL}),
            wide=True,
        ),
        Role(
            "province_accountant",
            "Kế toán cấp tỉnh",
            "Chuyển danh sách đã chuẩn chi sang đơn vị chi trả, nhập kết quả của nhiều xã, nhập dự toán, khóa sổ.",
            frozenset(
                {
                    P.VIEW_FIGURES,
                    P.RELEASE_PAYROLL,
                    P.RECORD_RETURNS,
                    P.PREPARE_BUDGET,
                    P.CLOSE_PERIOD,
                    P.KEEP_STOCK,
                }
            ),
            wide=True,
            level=PROVINCE,
        ),
        Role(
            "facility",
            "Cơ sở trợ giúp xã hội",
            "Xem số liệu tổng hợp của nơi đặt cơ sở; không xem sổ người dân của xã.",
            frozenset({P.VIEW_FIGURES}),
        ),
        Role(
            "inspector",
            "Đoàn thanh tra, kiểm tra",
            "Xem hồ sơ, quyết định, khoản chi của địa bàn được thanh tra, trong thời gian thanh tra; không sửa gì.",
            frozenset({P.VIEW_FIGURES, P.READ_PERSON}),
            must_end=True,
        ),
        Role(
            "auditor",
            "Thanh tra, kiểm toán",
            "Xem lại mọi quyết định, khoản chi và nhật ký; không thay đổi gì.",
            frozenset({P.VIEW_FIGURES, P.READ_PERSON, P.READ_AUDIT}),
            wide=True,
            level=PROVINCE,
        ),
        Role(
            "administrator",
            "Quản trị hệ thống",
            "Cấp và thu hồi quyền, khai báo đơn vị chi trả, nhập văn bản của tỉnh; không xem hồ sơ người dân.",
            frozenset({P.MANAGE_ACCESS, P.MANAGE_SETTINGS, P.PREPARE_LAW}),
        ),
    )
}
