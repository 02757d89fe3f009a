"""Mẫu số 1b: people with HIV of poor households, children and adults (NĐ 20 Đ5.3, Đ5.8)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import YES_NO, Field, Form, Kind, Section, Wording

_PAPERS = "nhiễm HIV giấy tờ"

FORM = Form(
    code="nd20-1b",
    mark="Mẫu số 1b",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI",
    subject="Người thuộc khoản 3, khoản 8 Điều 5",
    applies="(Áp dụng đối với đối tượng quy định tại khoản 3 và khoản 8 Điều 5)",
    article="NĐ 20/2021 Đ5.3, Đ5.8, Đ7.1",
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
                *blocks.disability(7),
                *blocks.parents(8),
                Field(
                    "hiv",
                    "Có giấy tờ xác nhận bị nhiễm HIV không?",
                    Kind.CHOICE,
                    number="10.",
                    choices=YES_NO,
                    required=True,
                    shows="hiv",
                    covered="sensitive",
                    rests=_PAPERS,
                ),
                Field(
                    "hiv_paper",
                    "Giấy xác nhận số",
                    when=("hiv", ("yes",)),
                    covered="sensitive",
                    longest=60,
                    rests=_PAPERS,
                ),
                Field(
                    "hiv_paper_on",
                    "Ngày cấp",
                    Kind.DAY,
                    joined=True,
                    when=("hiv", ("yes",)),
                    covered="sensitive",
                    rests=_PAPERS,
                ),
                Field(
                    "hiv_paper_by",
                    "Cơ quan y tế cấp:",
                    when=("hiv", ("yes",)),
                    covered="sensitive",
                    longest=160,
                    rests=_PAPERS,
                ),
                Field(
                    "able_to_work",
                    "Có khả năng lao động không?",
                    Kind.CHOICE,
                    number="11.",
                    choices=YES_NO,
                    rests="khả năng lao động",
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
