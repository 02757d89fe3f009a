"""Mẫu số 1a: children without source of care, those who go on learning, small children (NĐ 20 Đ5.1, 2, 7)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Form, Section, Wording

FORM = Form(
    code="nd20-1a",
    mark="Mẫu số 1a",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI",
    subject="Trẻ em không có nguồn nuôi dưỡng, người đang học từ 16 tuổi, trẻ dưới 3 tuổi ở vùng khó khăn",
    applies="(Áp dụng đối với đối tượng quy định tại khoản 1, khoản 2 và khoản 7 Điều 5)",
    article="NĐ 20/2021 Đ5.1, Đ5.2, Đ5.7, Đ7.1",
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
            ),
        ),
        blocks.SUBSTITUTE,
        blocks.CONFIRMATION,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
