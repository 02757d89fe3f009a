"""The legal bases of documents: which instrument, in which words, for which programmes and purposes.

Days in force are those of legislation/instruments.yaml; here stands only how a document names an instrument. An
instrument that is not there cannot be cited: a test says so.
"""

from __future__ import annotations

from dataclasses import dataclass

ASSISTANCE = frozenset({"social_allowance", "care_support", "facility_care", "provincial", "one_off"})
PENSION = frozenset({"social_pension"})
DISABILITY = frozenset({"disability"})
"""No programme: finding the degree of a disability."""
EVERY = ASSISTANCE | PENSION | DISABILITY


@dataclass(frozen=True, slots=True)
class Basis:
    """``words`` follow "Căn cứ"; ``use``: "benefit" for documents about benefits, "counter" for receipts.

    ``matter``: it says who gets what, so it governs facts of its time also after it has lapsed.
    """

    code: str
    words: str
    programmes: frozenset[str] = EVERY
    use: str = "benefit"
    matter: bool = False


BASES: tuple[Basis, ...] = (
    Basis("02/2011/QH13", "Luật Khiếu nại ngày 11 tháng 11 năm 2011", EVERY, "complaint"),
    Basis("51/2010/QH12", "Luật Người khuyết tật ngày 17 tháng 6 năm 2010", DISABILITY),
    Basis("77/2015/QH13", "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"),
    Basis("65/2025/QH15", "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025"),
    Basis("72/2025/QH15", "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
    Basis("41/2024/QH15", "Luật Bảo hiểm xã hội ngày 29 tháng 6 năm 2024", PENSION),
    Basis("28/2012/NĐ-CP", "Nghị định số 28/2012/NĐ-CP ngày 10 tháng 4 năm 2012 của Chính phủ quy định chi tiết và hướng dẫn thi hành một số điều của Luật Người khuyết tật", DISABILITY),
    Basis("136/2013/NĐ-CP", "Nghị định số 136/2013/NĐ-CP ngày 21 tháng 10 năm 2013 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội", ASSISTANCE, matter=True),
    Basis("20/2021/NĐ-CP", "Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội", ASSISTANCE, matter=True),
    Basis("76/2024/NĐ-CP", "Nghị định số 76/2024/NĐ-CP ngày 01 tháng 7 năm 2024 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 20/2021/NĐ-CP", ASSISTANCE, matter=True),
    Basis("147/2025/NĐ-CP", "Nghị định số 147/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ quy định về phân định thẩm quyền của chính quyền địa phương 02 cấp trong lĩnh vực quản lý nhà nước của Bộ Y tế", ASSISTANCE),
    Basis("335/2026/NĐ-CP", "Nghị định số 335/2026/NĐ-CP ngày 21 tháng 8 năm 2026 của Chính phủ quy định chính sách trợ giúp xã hội", ASSISTANCE, matter=True),
    Basis("176/2025/NĐ-CP", "Nghị định số 176/2025/NĐ-CP ngày 30 tháng 6 năm 2025 của Chính phủ quy định về trợ cấp hưu trí xã hội", PENSION, matter=True),
    Basis("01/2019/TT-BLĐTBXH", "Thông tư số 01/2019/TT-BLĐTBXH ngày 02 tháng 01 năm 2019 của Bộ trưởng Bộ Lao động - Thương binh và Xã hội quy định về việc xác định mức độ khuyết tật do Hội đồng xác định mức độ khuyết tật thực hiện", DISABILITY),
    Basis("61/2018/NĐ-CP", "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính", EVERY, "counter"),
    Basis("118/2025/NĐ-CP", "Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông", EVERY, "counter"),
)  # fmt: skip
"""In the order in which documents name them: laws before decrees, the older first."""

CONTINUED = {"nd147_2025": ("147/2025/NĐ-CP", "thủ tục áp dụng tiếp theo khoản 1 Điều 33 Nghị định số 335/2026/NĐ-CP")}
"""Procedures that go on for files received before they lapsed: the instrument, and by what."""
OF_ITS_TIME = "áp dụng đối với thời gian Nghị định có hiệu lực"
"""Beside an instrument that has lapsed by the day of the document, and governs what the document is about."""
