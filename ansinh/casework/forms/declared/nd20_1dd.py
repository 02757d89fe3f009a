"""Mẫu số 1đ: people with disabilities, severe and extremely severe (NĐ 20 Đ5.6)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import YES_NO, Field, Form, Kind, Section, Wording

_WORK = "nghề/khả năng tự phục vụ"
CARE_OF_SELF = (("alone", "Tự phục vụ được"), ("partly", "Tự phục vụ được một phần"), ("not", "Không tự phục vụ được"))

FORM = Form(
    code="nd20-1dd",
    mark="Mẫu số 1đ",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI",
    subject="Người khuyết tật nặng, đặc biệt nặng",
    applies="(Áp dụng đối với đối tượng quy định tại khoản 6 Điều 5)",
    article="NĐ 20/2021 Đ5.6, Đ7.1",
    wording=Wording.SUMMARY,
    source=blocks.FROM_SUMMARY,
    sections=(
        Section(
            "THÔNG TIN CỦA ĐỐI TƯỢNG",
            (
                *blocks.who(),
                *blocks.lives(2),
                *blocks.studies(3),
                *blocks.insured(4),
                *blocks.draws(5),
                *blocks.poverty(6),
                *blocks.disability(7, asks=False),
                Field("job", "Nghề nghiệp:", number="8.", rests=_WORK),
                Field(
                    "care_of_self",
                    "Khả năng tự phục vụ:",
                    Kind.CHOICE,
                    choices=CARE_OF_SELF,
                    covered="disability",
                    rests=_WORK,
                ),
                Field(
                    "marital",
                    "Tình trạng hôn nhân:",
                    Kind.CHOICE,
                    number="9.",
                    choices=blocks.MARITAL,
                    shows="marital",
                    rests="hôn nhân",
                ),
                Field(
                    "small_children",
                    "Số con đang nuôi dưới 36 tháng tuổi:",
                    Kind.NUMBER,
                    number="10.",
                    unit="người",
                    shows="small_children",
                    rests="số con <36 tháng",
                ),
                Field(
                    "pregnant",
                    "Đang mang thai:",
                    Kind.CHOICE,
                    number="11.",
                    choices=YES_NO,
                    shows="pregnant",
                    covered="sensitive",
                    rests="đang mang thai",
                ),
            ),
        ),
        blocks.SUBSTITUTE,
        blocks.CONFIRMATION,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
