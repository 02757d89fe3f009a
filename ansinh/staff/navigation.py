"""The menu: what each screen is called, where it is and who it is for."""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.access.public import Actor
from ansinh.access.public import Permission as P


@dataclass(frozen=True)
class Entry:
    """A line of the menu; ``section`` is the first part of the addresses below it."""

    label: str
    url_name: str
    section: str
    permissions: tuple[P, ...] = ()
    wide_only: bool = False

    def open_to(self, actor: Actor) -> bool:
        """Whether the actor may use the screen."""
        held = not self.permissions or any(actor.may(p) for p in self.permissions)
        return held and (actor.wide or not self.wide_only)


MENU: dict[str, tuple[Entry, ...]] = {
    "": (Entry("Bảng việc", "home", ""),),
    "Sổ người dân": (
        Entry("Người dân", "people", "nguoi-dan", (P.READ_PERSON,)),
        Entry("Tin mới", "news", "tin-moi", (P.RECORD_NEWS, P.APPROVE_NEWS)),
        Entry("Nạp danh sách", "intake", "nap-danh-sach", (P.IMPORT_LISTS,)),
        Entry("Tin đến muộn", "late_news", "tin-den-muon", (P.READ_PERSON,)),
        Entry("Nghi trùng", "duplicates", "nghi-trung", (P.MERGE_PEOPLE, P.DECIDE)),
        Entry("Xem khẩn cấp", "emergencies", "xem-khan-cap", (P.READ_PERSON, P.LEND_RECORDS)),
    ),
    "Hồ sơ": (
        Entry("Hồ sơ đang giải quyết", "cases", "ho-so", (P.PREPARE_PROPOSALS, P.DECIDE, P.READ_AUDIT)),
        Entry("Tờ khai", "forms", "to-khai", (P.RECORD_NEWS,)),
        Entry("Sổ văn bản", "register", "so-van-ban", (P.PREPARE_PROPOSALS, P.DECIDE, P.READ_PERSON)),
    ),
    "Việc hằng tháng": (
        Entry("Kỳ hằng tháng", "month", "thang", (P.RUN_MONTH, P.VIEW_FIGURES)),
        Entry("Đề nghị", "proposals", "de-nghi", (P.PREPARE_PROPOSALS, P.DECIDE)),
        Entry(
            "Chi trả",
            "payroll",
            "chi-tra",
            (P.PREPARE_PAYROLL, P.APPROVE_PAYROLL, P.RELEASE_PAYROLL, P.RECORD_RETURNS),
        ),
        Entry(
            "Khoản đã chi vượt", "overpayments", "chi-vuot", (P.PREPARE_PAYROLL, P.APPROVE_PAYROLL, P.RECORD_RETURNS)
        ),
        Entry("Người nhận thay", "recipients", "nguoi-nhan-thay", (P.RECORD_NEWS, P.APPROVE_NEWS)),
        Entry(
            "Tên chủ tài khoản",
            "account_names",
            "chu-tai-khoan",
            (P.PREPARE_PAYROLL, P.APPROVE_PAYROLL, P.RELEASE_PAYROLL, P.RECORD_RETURNS),
        ),
        Entry("Không nhận tiền", "uncollected", "khong-nhan", (P.READ_PERSON,)),
        Entry("Kiểm tra sau chi trả", "samples", "kiem-tra-sau-chi", (P.VIEW_FIGURES,)),
        Entry("Đối chiếu ngân hàng", "matching", "doi-chieu", (P.RECORD_RETURNS,)),
    ),
    "Kinh phí": (
        Entry("Dự toán", "budget", "du-toan", (P.VIEW_FIGURES,)),
        Entry("Đối chiếu kinh phí", "reconciliation", "doi-chieu-kinh-phi", (P.VIEW_FIGURES,)),
        Entry("Phí chi trả", "fees", "phi-chi-tra", (P.VIEW_FIGURES, P.MANAGE_SETTINGS)),
        Entry("Ủng hộ, tài trợ", "gifts", "ung-ho", (P.VIEW_FIGURES,)),
        Entry("Kho hàng", "stock", "kho-hang", (P.VIEW_FIGURES, P.KEEP_STOCK)),
        Entry("Khóa sổ", "closings", "khoa-so", (P.VIEW_FIGURES,)),
    ),
    "Số liệu": (
        Entry("Tổng quan", "overview", "tong-quan", (P.VIEW_FIGURES,)),
        Entry("Chất lượng dữ liệu", "quality", "chat-luong", (P.VIEW_FIGURES,)),
        Entry("Thử dự thảo", "reforms", "thu-du-thao", (P.RUN_SIMULATIONS,)),
        Entry("Dự báo kinh phí", "outlooks", "du-bao", (P.RUN_SIMULATIONS,)),
    ),
    "Tra cứu, thiết lập": (
        Entry("Pháp luật", "law", "phap-luat", (P.VIEW_FIGURES, P.PREPARE_LAW, P.PUBLISH_LAW)),
        Entry("Địa bàn", "areas", "dia-ban", (P.VIEW_FIGURES, P.PREPARE_AREAS, P.MANAGE_SETTINGS)),
        Entry("Nhật ký", "journal", "nhat-ky", (P.READ_AUDIT,), wide_only=True),
        Entry("Tài khoản, quyền", "accounts", "tai-khoan-quyen", (P.MANAGE_ACCESS,)),
        Entry("Mẫu tệp chi trả", "layouts", "mau-tep", (P.MANAGE_SETTINGS, P.RELEASE_PAYROLL, P.RECORD_RETURNS)),
        Entry("Cài đặt", "settings", "cai-dat", (P.MANAGE_SETTINGS,)),
    ),
}


@dataclass(frozen=True)
class Group:
    """Lines under one heading (the first has none), each with whether it is where one is."""

    heading: str
    entries: list[tuple[Entry, bool]]


def menu_for(actor: Actor, path: str) -> list[Group]:
    """What an actor sees, without headings that would stand over nothing; the entry above the path is marked."""
    section = path.strip("/").split("/")[0]
    groups = (
        Group(heading, [(entry, entry.section == section) for entry in entries if entry.open_to(actor)])
        for heading, entries in MENU.items()
    )
    return [group for group in groups if group.entries]
