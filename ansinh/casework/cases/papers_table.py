"""Papers that several kinds ask for, with the article that names each."""

from __future__ import annotations

from ansinh.casework.cases.kind import Paper

_D8A = "điểm a khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP"

IDENTITY = Paper(
    "identity", "Căn cước, hoặc xác nhận của công an về nơi cư trú (xuất trình để đối chiếu)", _D8A, shown=True
)
BIRTH = Paper(
    "birth",
    "Giấy khai sinh của trẻ em (trẻ em, người đơn thân, người khuyết tật nuôi con)",
    _D8A,
    needed=False,
    shown=True,
)
HIV = Paper("health", "Giấy tờ của cơ quan y tế (đối chiếu, không niêm yết)", _D8A, needed=False, shown=True)
PREGNANT = Paper(
    "pregnant",
    "Giấy xác nhận đang mang thai của cơ quan y tế (người khuyết tật mang thai)",
    _D8A,
    needed=False,
    shown=True,
)
DISABILITY = Paper("disability", "Giấy xác nhận khuyết tật (người khuyết tật)", _D8A, needed=False, shown=True)
SHOWN_ND20 = (IDENTITY, BIRTH, HIV, PREGNANT, DISABILITY)

FORM_ND20 = Paper("form", "Tờ khai Mẫu số 1a, 1b, 1c, 1d hoặc 1đ", "khoản 1 Điều 7 Nghị định 20/2021/NĐ-CP")
FORM_ND147 = Paper(
    "form",
    "Tờ khai Mẫu số 1a, 1b, 1c, 1d hoặc 1đ (Nghị định 20/2021/NĐ-CP)",
    "Điều 5 Nghị định 147/2025/NĐ-CP; khoản 1 Điều 7 Nghị định 20/2021/NĐ-CP",
)
FORM_ND176 = Paper("form", "Văn bản đề nghị Mẫu số 01", "Điều 4 Nghị định 176/2025/NĐ-CP")
FORM_ND335 = Paper(
    "form",
    "Tờ khai đề nghị trợ cấp xã hội, trợ cấp hưu trí xã hội Mẫu số 01",
    "khoản 1 Điều 7 Nghị định 335/2026/NĐ-CP",
)
FORM_ND176_AMENDED = Paper(
    "form",
    "Tờ khai Mẫu số 01 Nghị định 335/2026/NĐ-CP",
    "khoản 1 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP)",
)

MONTHLY_PAPERS = {
    "nd20_2021": (FORM_ND20, *SHOWN_ND20),
    "nd147_2025": (FORM_ND147, *SHOWN_ND20),
    "nd176_2025": (FORM_ND176,),
    "nd335_2026": (FORM_ND335,),
    "nd176_2025_amended": (FORM_ND176_AMENDED,),
}

NEWS_PROOF = Paper(
    "proof",
    "Giấy tờ chứng minh thay đổi (khai tử, quyết định, xác nhận …)",
    "khoản 2 Điều 8 Nghị định 20/2021/NĐ-CP; khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP",
    needed=False,
)
REQUEST = Paper(
    "request",
    "Văn bản đề nghị",
    "khoản 3, khoản 4 Điều 8 Nghị định 20/2021/NĐ-CP; khoản 3 Điều 8 Nghị định 335/2026/NĐ-CP",
)
