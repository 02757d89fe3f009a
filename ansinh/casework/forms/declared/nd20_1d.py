"""Mẫu số 1d: elderly people (NĐ 20 Đ5.5)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import YES_NO, Field, Form, Kind, Section, Wording

SUPPORT = (("none", "Không có"), ("on_allowance", "Có, nhưng người đó đang hưởng trợ cấp xã hội"), ("present", "Có"))
_SUPPORTER = "người có nghĩa vụ và quyền phụng dưỡng (nghề, thu nhập, chế độ)"

FORM = Form(
    code="nd20-1d",
    mark="Mẫu số 1d",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI",
    subject="Người cao tuổi",
    applies="(Áp dụng đối với đối tượng quy định tại khoản 5 Điều 5)",
    article="NĐ 20/2021 Đ5.5, Đ7.1",
    wording=Wording.SUMMARY,
    source=blocks.FROM_SUMMARY,
    sections=(
        Section(
            "THÔNG TIN CỦA ĐỐI TƯỢNG",
            (
                *blocks.who(),
                *blocks.lives(2),
                *blocks.insured(3),
                *blocks.draws(4),
                *blocks.poverty(5),
                *blocks.disability(6),
                Field(
                    "support",
                    "Có người có nghĩa vụ và quyền phụng dưỡng không?",
                    Kind.CHOICE,
                    number="7.",
                    choices=SUPPORT,
                    required=True,
                    shows="support",
                    rests=_SUPPORTER,
                ),
                Field(
                    "supporter_job",
                    "Nghề nghiệp của người phụng dưỡng:",
                    rests=_SUPPORTER,
                    when=("support", ("on_allowance", "present")),
                ),
                Field(
                    "supporter_income_vnd",
                    "Thu nhập:",
                    Kind.MONEY,
                    unit="đồng/tháng",
                    joined=True,
                    rests=_SUPPORTER,
                    when=("support", ("on_allowance", "present")),
                ),
                Field(
                    "supporter_draws",
                    "Chế độ người phụng dưỡng đang hưởng:",
                    rests=_SUPPORTER,
                    when=("support", ("on_allowance", "present")),
                ),
                Field(
                    "can_live_here",
                    "Có điều kiện sống ở cộng đồng không?",
                    Kind.CHOICE,
                    number="8.",
                    choices=YES_NO,
                    rests="điều kiện sống",
                ),
                Field("carer", "Người nhận chăm sóc tại cộng đồng:", number="9.", rests="người nhận chăm sóc"),
            ),
        ),
        blocks.SUBSTITUTE,
        blocks.CONFIRMATION,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
